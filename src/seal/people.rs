//! The file of people: who may log in, their role, and the keys of that role under their passphrase.
//!
//! Signed, and every wrapped key is bound to desk, person, role and epoch: a role edited by hand, a key
//! copied to another person or a file of another desk opens nothing. Must not know: what a role may do.

use super::file::write_atomically;
use super::kdf::{Cost, stretch};
use super::recovery::{join, split};
use super::sign::{public, sign_bytes, verify_bytes};
use super::wrap::{unwrap, wrap};
use super::{Key, Keyring, SealError, Suite, secret};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Its name inside a desk's folder.
pub const FILE: &str = "keys.json";
/// The name of everybody's own part: their passphrase.
pub const OWN: &str = "keys.own.json";
const FORMAT: u32 = 1;
/// Largest file that is read at all.
const MOST_BYTES: u64 = 4 << 20;

/// Somebody who may log in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Short code, unique.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Role, by its name.
    pub role: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Person {
    #[serde(flatten)]
    member: Member,
    cost: Cost,
    salt: String,
    wrapped: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Content {
    format: u32,
    desk: String,
    version: u32,
    epoch: u32,
    suite: String,
    public: String,
    recovery: String,
    people: Vec<Person>,
}

#[derive(Serialize, Deserialize)]
struct Signed {
    signature: String,
    #[serde(flatten)]
    content: Content,
}

/// The file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleFile {
    content: Content,
    desk: [u8; 16],
    suite: Suite,
    public: [u8; 32],
    hash: [u8; 32],
}

/// What sealing a desk gives: the file, all its keys, and the two halves of the recovery key for paper.
#[derive(Debug)]
pub struct Sealing {
    /// The file, with nobody in it yet.
    pub file: PeopleFile,
    /// All keys.
    pub ring: Keyring,
    /// The halves; they are nowhere else.
    pub halves: [String; 2],
}

impl PeopleFile {
    /// New keys for a desk.
    pub fn seal(desk: [u8; 16], suite: Suite) -> Result<Sealing, SealError> {
        let ring = Keyring::random()?;
        let sign = ring.sign.as_ref().ok_or(SealError::NoKey)?;
        let public = public(sign);
        let recovery_key = Key::random()?;
        let aad = owner_aad(desk, 1, &public, "recovery", "");
        let content = Content {
            format: FORMAT,
            desk: hex(&desk),
            version: 0,
            epoch: 1,
            suite: suite.name().to_owned(),
            public: hex(&public),
            recovery: hex(&wrap(suite, &recovery_key, &aad, &ring.bytes())?),
            people: Vec::new(),
        };
        let file = Self { content, desk, suite, public, hash: [0; 32] };
        Ok(Sealing { file, ring, halves: split(&recovery_key)? })
    }

    /// Reads the file of a desk's folder; nothing where the desk is not sealed.
    pub fn read(folder: &Path) -> Result<Option<Self>, SealError> {
        let path = folder.join(FILE);
        match std::fs::metadata(&path) {
            Ok(about) if about.len() > MOST_BYTES => Err(SealError::Faulty("it is too large")),
            Ok(_) => Self::parse(&std::fs::read(path)?).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the bytes of the file, if they are as they were signed.
    pub fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        let signed: Signed =
            serde_json::from_slice(bytes).ok().ok_or(SealError::Faulty("it is no key file"))?;
        let content = signed.content;
        if content.format != FORMAT {
            return Err(SealError::Faulty("a later program wrote it"));
        }
        let public: [u8; 32] = unhex(&content.public)?;
        verify_bytes(&public, &signable(&content)?, &unhex_all(&signed.signature)?)?;
        let desk = unhex(&content.desk)?;
        let suite = content.suite.parse().ok().ok_or(SealError::Faulty("its cipher is unknown"))?;
        Ok(Self { content, desk, suite, public, hash: *blake3::hash(bytes).as_bytes() })
    }

    /// Writes the file into a folder, signed, as its next version.
    pub fn write(&mut self, folder: &Path, ring: &Keyring) -> Result<(), SealError> {
        let sign = ring.sign.as_ref().filter(|key| public(key) == self.public).ok_or(SealError::NoKey)?;
        self.content.version += 1;
        let signature = hex(&sign_bytes(sign, &signable(&self.content)?));
        let signed = Signed { signature, content: self.content.clone() };
        let bytes = serde_json::to_vec_pretty(&signed).ok().ok_or(SealError::Faulty("it does not write"))?;
        self.hash = *blake3::hash(&bytes).as_bytes();
        Ok(write_atomically(&folder.join(FILE), &bytes)?)
    }

    /// Everybody who may log in.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.content.people.iter().map(|person| &person.member)
    }

    /// The desk it is of.
    pub const fn desk(&self) -> [u8; 16] {
        self.desk
    }

    /// The cipher new things are sealed with.
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The desk's public key.
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// Running number of the file and its hash, which the journal remembers.
    pub const fn stamp(&self) -> (u32, [u8; 32]) {
        (self.content.version, self.hash)
    }

    /// Lets somebody log in with a passphrase and these keys; whoever has the code already is replaced.
    pub fn put(
        &mut self,
        member: Member,
        ring: &Keyring,
        passphrase: &str,
        cost: Cost,
    ) -> Result<(), SealError> {
        let salt: [u8; 16] = secret::random()?;
        let kek = stretch(passphrase, &salt, cost)?;
        let aad = owner_aad(self.desk, self.content.epoch, &self.public, &member.id, &member.role);
        let wrapped = hex(&wrap(self.suite, &kek, &aad, &ring.bytes())?);
        let person = Person { member, cost, salt: hex(&salt), wrapped };
        match self.content.people.iter_mut().find(|known| known.member.id == person.member.id) {
            Some(known) => *known = person,
            None => self.content.people.push(person),
        }
        Ok(())
    }

    /// Takes somebody out.
    pub fn remove(&mut self, id: &str) {
        self.content.people.retain(|person| person.member.id != id);
    }

    /// The keys of somebody. Who is not known takes as long as who is, and is told the same.
    pub fn unlock(&self, id: &str, passphrase: &str) -> Result<Keyring, SealError> {
        let Some(person) = self.content.people.iter().find(|person| person.member.id == id) else {
            let cost = self.content.people.first().map_or(Cost::FLOOR, |person| person.cost);
            stretch(passphrase, &[0; 16], cost)?;
            return Err(SealError::DoesNotOpen);
        };
        let kek = stretch(passphrase, &unhex(&person.salt)?, person.cost)?;
        let member = &person.member;
        let aad = owner_aad(self.desk, self.content.epoch, &self.public, &member.id, &member.role);
        Keyring::parse(&unwrap(&kek, &aad, &unhex_all(&person.wrapped)?)?)
    }

    /// All keys, from the two halves on paper.
    pub fn recover(&self, one: &str, other: &str) -> Result<Keyring, SealError> {
        let key = join(one, other)?;
        let aad = owner_aad(self.desk, self.content.epoch, &self.public, "recovery", "");
        Keyring::parse(&unwrap(&key, &aad, &unhex_all(&self.content.recovery)?)?)
    }
}

fn owner_aad(desk: [u8; 16], epoch: u32, public: &[u8; 32], id: &str, role: &str) -> Vec<u8> {
    let sized = |text: &str| [(text.len() as u32).to_le_bytes().as_slice(), text.as_bytes()].concat();
    [b"motcua person v1".as_slice(), &desk, &epoch.to_le_bytes(), public, &sized(id), &sized(role)].concat()
}

fn signable(content: &Content) -> Result<Vec<u8>, SealError> {
    let text = serde_json::to_vec(content).ok().ok_or(SealError::Faulty("it does not write"))?;
    Ok([b"motcua people v1".as_slice(), &text].concat())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        text.push_str(&format!("{byte:02x}"));
        text
    })
}

pub(super) fn unhex_all(text: &str) -> Result<Vec<u8>, SealError> {
    let digits = text.as_bytes().chunks(2);
    let byte =
        |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
    digits.map(byte).collect::<Option<Vec<u8>>>().ok_or(SealError::Faulty("a number in it"))
}

pub(super) fn unhex<const N: usize>(text: &str) -> Result<[u8; N], SealError> {
    unhex_all(text)?.try_into().ok().ok_or(SealError::Faulty("a number in it"))
}
