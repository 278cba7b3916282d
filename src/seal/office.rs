//! How an office is known to another: its card, the fingerprint people read to each other, and its secret.
//!
//! One seed gives two keys, one that signs and one that opens. On a sealed desk the seed lies wrapped under the
//! signing key of the heads; on a plain desk it lies plain, as all of that desk does. Must not know: what is
//! exchanged, or who trusts whom.

use super::file::write_atomically;
use super::people::{hex, unhex, unhex_all};
use super::recovery::{letters, plain};
use super::sign::{public, sign_bytes, verify_bytes};
use super::wrap::{unwrap, wrap};
use super::{Key, Keyring, SealError, Suite, secret, sums};
use serde::{Deserialize, Serialize};
use std::path::Path;
use x25519_dalek::{PublicKey, StaticSecret};

/// Its name inside a desk's folder.
pub const FILE: &str = "exchange.json";
const FORMAT: u32 = 1;
/// Largest card or file that is read at all.
const MOST_BYTES: u64 = 64 << 10;
/// Letters of a fingerprint (200 bits), in eight groups of five.
const LETTERS: usize = 40;

/// What an office tells another of itself. Everything in it is public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Name of the office for exchange, for ever: it follows from the signing key.
    pub id: [u8; 16],
    /// Its name, as people read it.
    pub name: String,
    /// The identifier its case codes begin with.
    pub code: String,
    /// Verifies what it signs.
    pub sign: [u8; 32],
    /// Seals what it alone opens.
    pub open: [u8; 32],
}

#[derive(Serialize, Deserialize)]
struct CardFile {
    format: u32,
    name: String,
    code: String,
    sign: String,
    open: String,
    signature: String,
}

impl Card {
    fn bytes(&self) -> Vec<u8> {
        let sized = |text: &str| [(text.len() as u32).to_be_bytes().as_slice(), text.as_bytes()].concat();
        [
            b"motcua office card v1".as_slice(),
            &self.id,
            &self.sign,
            &self.open,
            &sized(&self.name),
            &sized(&self.code),
        ]
        .concat()
    }

    /// The eight groups two people read to each other; they cover keys, name and code.
    pub fn fingerprint(&self) -> String {
        let hash = blake3::derive_key("motcua office fingerprint v1", &self.bytes());
        let all: String = letters(&hash).chars().take(LETTERS).collect();
        super::recovery::grouped(&all)
    }

    /// Whether a fingerprint as people type it is this card's.
    pub fn has_fingerprint(&self, typed: &str) -> bool {
        plain(typed) == plain(&self.fingerprint())
    }

    /// Reads a card, if whoever holds its signing key made it. It proves nothing about who that is.
    pub fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        if bytes.len() as u64 > MOST_BYTES {
            return Err(SealError::Faulty("it is too large"));
        }
        let file: CardFile = serde_json::from_slice(bytes).ok().ok_or(SealError::Faulty("it is no card"))?;
        if file.format != FORMAT {
            return Err(SealError::Faulty("a later program wrote it"));
        }
        let sign = unhex(&file.sign)?;
        let card =
            Self { id: id_of(&sign), name: file.name, code: file.code, sign, open: unhex(&file.open)? };
        verify_bytes(&card.sign, &card.bytes(), &unhex_all(&file.signature)?)?;
        Ok(card)
    }
}

/// The name that follows from a signing key.
fn id_of(sign: &[u8; 32]) -> [u8; 16] {
    let hash = blake3::derive_key("motcua office id v1", sign);
    let mut id = [0; 16];
    id.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    id
}

#[derive(Serialize, Deserialize)]
struct KeysFile {
    format: u32,
    id: String,
    /// The seed as it is, on a plain desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<String>,
    /// The seed under the heads' key, on a sealed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    wrapped: Option<String>,
}

/// The secret of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeKeys {
    sign: Key,
    open: Key,
}

impl OfficeKeys {
    /// The keys of a seed.
    pub fn of(seed: &Key) -> Self {
        Self { sign: seed.derive("motcua office signing v1"), open: seed.derive("motcua office opening v1") }
    }

    /// The office's name for exchange.
    pub fn id(&self) -> [u8; 16] {
        id_of(&public(&self.sign))
    }

    /// What may be told of it.
    pub fn card(&self, name: &str, code: &str) -> Card {
        let sign = public(&self.sign);
        Card {
            id: id_of(&sign),
            name: name.to_owned(),
            code: code.to_owned(),
            sign,
            open: opening(&self.open),
        }
    }

    /// The card as a file, signed.
    pub fn card_file(&self, name: &str, code: &str) -> Result<Vec<u8>, SealError> {
        let card = self.card(name, code);
        let file = CardFile {
            format: FORMAT,
            name: card.name.clone(),
            code: card.code.clone(),
            sign: hex(&card.sign),
            open: hex(&card.open),
            signature: hex(&sign_bytes(&self.sign, &card.bytes())),
        };
        serde_json::to_vec_pretty(&file).ok().ok_or(SealError::Faulty("it does not write"))
    }

    /// Signs the manifest of a bundle.
    pub fn sign_manifest(&self, manifest: &[u8]) -> Vec<u8> {
        sign_bytes(&self.sign, &domain(manifest))
    }

    /// The secret that opens what is sealed to this office.
    pub(super) const fn opening(&self) -> &Key {
        &self.open
    }

    /// The keys of a desk's folder; none where it never exchanged anything. `ring` is that of whoever is logged
    /// in, on a sealed desk: a seed that still lies plain there is wrapped now.
    pub fn read(folder: &Path, ring: Option<(&Keyring, Suite)>) -> Result<Option<Self>, SealError> {
        let Some((seed, is_plain)) = read_seed(folder, ring.map(|(ring, _)| ring))? else { return Ok(None) };
        if is_plain && ring.is_some() {
            write(&folder.join(FILE), &seed, ring)?;
        }
        Ok(Some(Self::of(&seed)))
    }

    /// Writes the secret of a desk's folder anew into another file, under other keys of the heads; nothing where the
    /// desk never exchanged anything.
    pub fn wrap_anew(
        folder: &Path,
        (old, new): (&Keyring, &Keyring),
        suite: Suite,
        to: &Path,
    ) -> Result<(), SealError> {
        match read_seed(folder, Some(old))? {
            Some((seed, _)) => write(to, &seed, Some((new, suite))),
            None => Ok(()),
        }
    }

    /// The keys of a desk's folder, made where there are none.
    pub fn read_or_make(folder: &Path, ring: Option<(&Keyring, Suite)>) -> Result<Self, SealError> {
        if let Some(keys) = Self::read(folder, ring)? {
            return Ok(keys);
        }
        let seed = Key::random()?;
        write(&folder.join(FILE), &seed, ring)?;
        Ok(Self::of(&seed))
    }
}

/// Whether this key signed this manifest of a bundle.
pub fn is_manifest_signed(sign: &[u8; 32], manifest: &[u8], signature: &[u8]) -> bool {
    verify_bytes(sign, &domain(manifest), signature).is_ok()
}

/// What is signed begins with what it is.
fn domain(manifest: &[u8]) -> Vec<u8> {
    [b"motcua bundle manifest v1".as_slice(), manifest].concat()
}

/// The public half of a key that opens.
pub(super) fn opening(open: &Key) -> [u8; 32] {
    PublicKey::from(&StaticSecret::from(*open.bytes())).to_bytes()
}

/// The secret of a folder, and whether it lies plain there.
fn read_seed(folder: &Path, ring: Option<&Keyring>) -> Result<Option<(Key, bool)>, SealError> {
    let bytes = match std::fs::read(folder.join(FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let file: KeysFile =
        serde_json::from_slice(&bytes).ok().ok_or(SealError::Faulty("it is no exchange file"))?;
    let seed = match (&file.seed, &file.wrapped, ring) {
        (Some(seed), None, _) => Key::of(unhex(seed)?),
        (None, Some(wrapped), Some(ring)) => {
            let id = unhex::<16>(&file.id)?;
            let seed = unwrap(&kek(ring)?, &aad(&id), &unhex_all(wrapped)?)?;
            Key::copied(&seed).ok_or(SealError::Faulty("its secret"))?
        }
        (None, Some(_), None) => return Err(SealError::NoKey),
        (Some(_), Some(_), _) | (None, None, _) => return Err(SealError::Faulty("its secret")),
    };
    if file.format != FORMAT || hex(&OfficeKeys::of(&seed).id()) != file.id {
        return Err(SealError::Faulty("it is not as it was written"));
    }
    Ok(Some((seed, file.seed.is_some())))
}

fn write(path: &Path, seed: &Key, ring: Option<(&Keyring, Suite)>) -> Result<(), SealError> {
    let id = OfficeKeys::of(seed).id();
    let (seed, wrapped) = match ring {
        None => (Some(hex(seed.bytes())), None),
        Some((ring, suite)) => (None, Some(hex(&wrap(suite, &kek(ring)?, &aad(&id), seed.bytes())?))),
    };
    let file = KeysFile { format: FORMAT, id: hex(&id), seed, wrapped };
    let bytes = serde_json::to_vec_pretty(&file).ok().ok_or(SealError::Faulty("it does not write"))?;
    // Also where it waits beside the one it replaces.
    path.parent().map_or(Ok(()), |folder| sums::expect(folder, FILE, &bytes))?;
    write_atomically(path, &bytes)?;
    Ok(secret::only_owner(path)?)
}

fn kek(ring: &Keyring) -> Result<Key, SealError> {
    Ok(ring.sign.as_ref().ok_or(SealError::NoKey)?.derive("motcua exchange wrap v1"))
}

fn aad(id: &[u8; 16]) -> Vec<u8> {
    [b"motcua exchange secret v1".as_slice(), id].concat()
}
