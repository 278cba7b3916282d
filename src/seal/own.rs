//! Everybody's own part of the keys: a seed under their passphrase, in a file they may write without anybody's leave.
//!
//! From the seed follow the key that opens what is sealed to the person, and the one that signs this part; the signed
//! file of people names both public halves, so that nobody puts a passphrase of theirs in another's place. Must not
//! know: roles, or the keys of a role.

use super::kdf::{Cost, stretch};
use super::office::opening;
use super::parcel::agree;
use super::people::{OWN, hex, unhex, unhex_all};
use super::sign::{public, sign_bytes, verify_bytes};
use super::wrap::{unwrap, wrap};
use super::{Key, SealError, Suite, secret, sums};
use serde::{Deserialize, Serialize};
use std::path::Path;
use zeroize::Zeroizing;

/// Largest file that is read at all.
const MOST_BYTES: u64 = 4 << 20;

/// A seed under a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Own {
    pub(super) id: String,
    /// Grows with each change; the chain remembers it.
    pub(super) number: u32,
    pub(super) cost: Cost,
    salt: String,
    wrapped: String,
    signature: String,
}

/// The public halves of somebody's seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Doors {
    /// Signs the own part.
    verify: String,
    /// What is sealed to the person is sealed to this.
    door: String,
}

impl Doors {
    pub(super) fn of(seed: &Key) -> Self {
        Self { verify: hex(&public(&signing(seed))), door: hex(&opening(&door(seed))) }
    }

    /// Seals keys to the person.
    pub(super) fn seal(&self, suite: Suite, aad: &[u8], plain: &[u8]) -> Result<String, SealError> {
        let once = Key::random()?;
        let to: [u8; 32] = unhex(&self.door)?;
        let kek = between(&agree(&once, &to)?, &opening(&once), &to);
        Ok(hex(&[opening(&once).as_slice(), &wrap(suite, &kek, aad, plain)?].concat()))
    }

    /// The door of a key that is nobody's own: it verifies nothing.
    pub(super) fn to(door: [u8; 32]) -> Self {
        Self { verify: String::new(), door: hex(&door) }
    }

    /// Opens what was sealed to the person.
    pub(super) fn open(&self, seed: &Key, aad: &[u8], sealed: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
        self.open_with(&door(seed), aad, sealed)
    }

    /// The same with the secret itself.
    pub(super) fn open_with(
        &self,
        secret: &Key,
        aad: &[u8],
        sealed: &str,
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let sealed = unhex_all(sealed)?;
        let (once, wrapped) =
            sealed.split_first_chunk::<32>().ok_or(SealError::Faulty("a key is cut off"))?;
        let to: [u8; 32] = unhex(&self.door)?;
        unwrap(&between(&agree(secret, once)?, once, &to), aad, wrapped)
    }

    /// Whether an own part was signed with the person's seed.
    pub(super) fn signed(&self, desk: [u8; 16], own: &Own) -> bool {
        let checked =
            || verify_bytes(&unhex(&self.verify)?, &own.signable(desk), &unhex_all(&own.signature)?);
        checked().is_ok()
    }
}

impl Own {
    /// Puts a seed under a passphrase.
    pub(super) fn seal(
        desk: [u8; 16],
        suite: Suite,
        (id, number): (&str, u32),
        seed: &Key,
        (passphrase, cost): (&str, Cost),
    ) -> Result<Self, SealError> {
        let salt: [u8; 16] = secret::random()?;
        let kek = stretch(passphrase, &salt, cost)?;
        let wrapped = hex(&wrap(suite, &kek, &aad(desk, id, number), seed.bytes())?);
        let (id, salt) = (id.to_owned(), hex(&salt));
        let mut own = Self { id, number, cost, salt, wrapped, signature: String::new() };
        own.signature = hex(&sign_bytes(&signing(seed), &own.signable(desk)));
        Ok(own)
    }

    /// The seed.
    pub(super) fn open(&self, desk: [u8; 16], passphrase: &str) -> Result<Key, SealError> {
        let kek = stretch(passphrase, &unhex(&self.salt)?, self.cost)?;
        let seed = unwrap(&kek, &aad(desk, &self.id, self.number), &unhex_all(&self.wrapped)?)?;
        Key::copied(&seed).ok_or(SealError::Faulty("a key is cut off"))
    }

    fn signable(&self, desk: [u8; 16]) -> Vec<u8> {
        let Cost { memory, passes } = self.cost;
        let text =
            format!("{}\n{}\n{memory}\n{passes}\n{}\n{}", self.id, self.number, self.salt, self.wrapped);
        [b"motcua own v1".as_slice(), &desk, text.as_bytes()].concat()
    }
}

/// The own parts of a folder; one file that does not read back holds none.
pub(super) fn read(folder: &Path) -> Vec<Own> {
    let path = folder.join(OWN);
    let small = std::fs::metadata(&path).is_ok_and(|about| about.len() <= MOST_BYTES);
    let bytes = small.then(|| std::fs::read(&path).ok()).flatten();
    bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Writes them.
pub(super) fn write(folder: &Path, parts: &[Own]) -> Result<(), SealError> {
    let bytes = serde_json::to_vec_pretty(parts).ok().ok_or(SealError::Faulty("it does not write"))?;
    Ok(sums::keep(folder, OWN, &bytes)?)
}

fn signing(seed: &Key) -> Key {
    seed.derive("motcua person signing v1")
}

fn door(seed: &Key) -> Key {
    seed.derive("motcua person door v1")
}

fn between(shared: &Key, once: &[u8; 32], to: &[u8; 32]) -> Key {
    let mut hasher = blake3::Hasher::new_derive_key("motcua sealed to a person v1");
    hasher.update(shared.bytes()).update(once).update(to);
    Key::of(*hasher.finalize().as_bytes())
}

fn aad(desk: [u8; 16], id: &str, number: u32) -> Vec<u8> {
    [b"motcua own v1".as_slice(), &desk, &number.to_le_bytes(), id.as_bytes()].concat()
}
