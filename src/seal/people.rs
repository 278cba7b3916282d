//! The file of people: who may log in, their role, and the keys of that role under their passphrase.
//!
//! Signed, and every wrapped key is bound to desk, person, role and epoch: a role edited by hand, a key
//! copied to another person or a file of another desk opens nothing. The keys are sealed to a seed of each person, which
//! lies under their passphrase in a file of its own that they may change. Must not know: what a role may do.

use super::kdf::{Cost, stretch};
use super::own::{self, Doors, Own};
use super::recovery::{join, split};
use super::sign::{public, sign_bytes, verify_bytes};
use super::wrap::unwrap;
use super::{Key, Keyring, SealError, Suite, sums};
use serde::{Deserialize, Serialize};
use std::path::Path;
use turn::Turn;

mod share;
mod turn;
pub use share::{Opener, Shared};
pub use turn::{Past, Turned};

/// Its name inside a desk's folder.
pub const FILE: &str = "keys.json";
/// The name of everybody's own part: their passphrase.
pub const OWN: &str = "keys.own.json";
const FORMAT: u32 = 3;
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
    #[serde(flatten)]
    keys: Keys,
}

/// How somebody comes to the keys of their role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Keys {
    /// By a seed, which their own part holds under a passphrase.
    Seed {
        #[serde(flatten)]
        doors: Doors,
        ring: String,
    },
    /// By a passphrase alone, as format 1 had it; only whoever manages people can change it.
    Passphrase { cost: Cost, salt: String, wrapped: String },
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
    /// Where the keys for recovery are sealed to; none in a file of format 2, whose recovery key wraps them itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery_door: Option<Doors>,
    people: Vec<Person>,
    /// The epochs that ended, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    turned: Vec<Turn>,
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
    /// Everybody's own part, as far as it is known; an older one stays until the file that names its successor is there.
    own: Vec<Own>,
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
        let door = Doors::of(&recovery_key);
        let content = Content {
            format: FORMAT,
            desk: hex(&desk),
            version: 0,
            epoch: 1,
            suite: suite.name().to_owned(),
            public: hex(&public),
            recovery: door.seal(suite, &aad, &ring.bytes())?,
            recovery_door: Some(door),
            people: Vec::new(),
            turned: Vec::new(),
        };
        let file = Self { content, desk, suite, public, hash: [0; 32], own: Vec::new() };
        Ok(Sealing { file, ring, halves: split(&recovery_key)? })
    }

    /// Reads the file of a desk's folder; nothing where the desk is not sealed.
    pub fn read(folder: &Path) -> Result<Option<Self>, SealError> {
        let path = folder.join(FILE);
        match std::fs::metadata(&path) {
            Ok(about) if about.len() > MOST_BYTES => Err(SealError::Faulty("it is too large")),
            Ok(_) => {
                let file = Self::parse(&std::fs::read(path)?)?;
                Ok(Some(Self { own: own::read(folder), ..file }))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the bytes of the file, if they are as they were signed.
    pub fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        let signed: Signed =
            serde_json::from_slice(bytes).ok().ok_or(SealError::Faulty("it is no key file"))?;
        let content = signed.content;
        if !(1..=FORMAT).contains(&content.format) {
            return Err(SealError::Faulty("a later program wrote it"));
        }
        let public: [u8; 32] = unhex(&content.public)?;
        verify_bytes(&public, &signable(&content)?, &unhex_all(&signed.signature)?)?;
        let desk = unhex(&content.desk)?;
        let suite = content.suite.parse().ok().ok_or(SealError::Faulty("its cipher is unknown"))?;
        Ok(Self { content, desk, suite, public, hash: *blake3::hash(bytes).as_bytes(), own: Vec::new() })
    }

    /// Writes the file into a folder, signed, as its next version.
    pub fn write(&mut self, folder: &Path, ring: &Keyring) -> Result<(), SealError> {
        let sign = ring.sign.as_ref().filter(|key| public(key) == self.public).ok_or(SealError::NoKey)?;
        self.content.version += 1;
        self.content.format = FORMAT;
        // Before the file that names them: whoever is named is never without a part of their own.
        own::write(folder, &self.own)?;
        let signature = hex(&sign_bytes(sign, &signable(&self.content)?));
        let signed = Signed { signature, content: self.content.clone() };
        let bytes = serde_json::to_vec_pretty(&signed).ok().ok_or(SealError::Faulty("it does not write"))?;
        self.hash = *blake3::hash(&bytes).as_bytes();
        sums::keep(folder, FILE, &bytes)?;
        let content = &self.content;
        self.own.retain(|own| content.people.iter().any(|person| person.owns(self.desk, own)));
        own::write(folder, &self.own)
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
        let seed = Key::random()?;
        let aad = owner_aad(self.desk, self.content.epoch, &self.public, &member.id, &member.role);
        let doors = Doors::of(&seed);
        let ring = doors.seal(self.suite, &aad, &ring.bytes())?;
        let number = self.own_number(&member.id) + 1;
        self.own.push(Own::seal(self.desk, self.suite, (&member.id, number), &seed, (passphrase, cost))?);
        let person = Person { member, keys: Keys::Seed { doors, ring } };
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
        let person = self.content.people.iter().find(|person| person.member.id == id);
        let aad = |member: &Member| {
            owner_aad(self.desk, self.content.epoch, &self.public, &member.id, &member.role)
        };
        match person.map(|person| (&person.keys, &person.member)) {
            Some((Keys::Seed { doors, ring }, member)) => {
                let Some(own) = self.own_of(id) else { return self.nobody(passphrase) };
                let seed = own.open(self.desk, passphrase)?;
                Keyring::parse(&doors.open(&seed, &aad(member), ring)?)
            }
            Some((Keys::Passphrase { cost, salt, wrapped }, member)) => {
                let kek = stretch(passphrase, &unhex(salt)?, *cost)?;
                Keyring::parse(&unwrap(&kek, &aad(member), &unhex_all(wrapped)?)?)
            }
            None => self.nobody(passphrase),
        }
    }

    /// Somebody puts their own seed under another passphrase. Gives the running number of their part.
    pub fn change_passphrase(
        &mut self,
        folder: &Path,
        id: &str,
        (old, new): (&str, &str),
        cost: Cost,
    ) -> Result<u32, SealError> {
        let own = self.own_of(id).ok_or(SealError::NoKey)?;
        let seed = own.open(self.desk, old)?;
        let number = own.number + 1;
        let fresh = Own::seal(self.desk, self.suite, (id, number), &seed, (new, cost))?;
        self.own.retain(|own| own.id != id);
        self.own.push(fresh);
        own::write(folder, &self.own)?;
        Ok(number)
    }

    /// The running number of somebody's own part; 0 where they have none.
    pub fn own_number(&self, id: &str) -> u32 {
        self.own_of(id).map_or(0, |own| own.number)
    }

    /// What the passphrase of somebody costs.
    pub fn own_cost(&self, id: &str) -> Cost {
        self.own_of(id).map_or(Cost::FLOOR, |own| own.cost)
    }

    /// Whether everybody who comes in by a part of their own has one that they signed.
    pub fn has_every_part(&self) -> bool {
        self.content.people.iter().all(|person| match person.keys {
            Keys::Seed { .. } => self.own_of(&person.member.id).is_some(),
            Keys::Passphrase { .. } => true,
        })
    }

    /// The latest own part of somebody that they signed themselves.
    fn own_of(&self, id: &str) -> Option<&Own> {
        let person = self.content.people.iter().find(|person| person.member.id == id)?;
        self.own.iter().filter(|own| person.owns(self.desk, own)).max_by_key(|own| own.number)
    }

    fn nobody(&self, passphrase: &str) -> Result<Keyring, SealError> {
        let cost = self.own.first().map_or(Cost::FLOOR, |own| own.cost);
        stretch(passphrase, &[0; 16], cost)?;
        Err(SealError::DoesNotOpen)
    }

    /// All keys, from the two halves on paper.
    pub fn recover(&self, one: &str, other: &str) -> Result<Keyring, SealError> {
        let key = join(one, other)?;
        let aad = owner_aad(self.desk, self.content.epoch, &self.public, "recovery", "");
        let opened = match &self.content.recovery_door {
            Some(door) => door.open(&key, &aad, &self.content.recovery)?,
            None => unwrap(&key, &aad, &unhex_all(&self.content.recovery)?)?,
        };
        Keyring::parse(&opened)
    }
}

impl Person {
    /// Whether an own part is this person's, signed with their seed.
    fn owns(&self, desk: [u8; 16], own: &Own) -> bool {
        match &self.keys {
            Keys::Seed { doors, .. } => own.id == self.member.id && doors.signed(desk, own),
            Keys::Passphrase { .. } => false,
        }
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
