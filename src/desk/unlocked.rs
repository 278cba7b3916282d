//! The keys of whoever is logged in, of now and of the epochs before, and what they are of.
//!
//! Must not know: where bytes lie, or how the keys were opened.

use crate::domain::id::PersonId;
use crate::domain::office::Office;
use crate::domain::role::{Person, Role};
use crate::seal::people::{Member, Past};
use crate::seal::{Key, Keyring, PeopleFile, SealError, Suite};

/// The keys of whoever is logged in, and what they are of.
#[derive(Debug, Clone)]
pub struct Unlocked {
    /// The keys.
    pub ring: Keyring,
    /// The keys that went before them, the earliest first.
    pub past: Vec<Past>,
    /// The desk they are of.
    pub desk: [u8; 16],
    /// The cipher new things are sealed with.
    pub suite: Suite,
    /// Running number and hash of the people's file they came from.
    pub stamp: (u32, [u8; 32]),
    /// The desk's public key.
    pub public: [u8; 32],
    /// Everybody who may log in, as that file says.
    pub members: Vec<Member>,
    /// Whose keys these are, and the running number of their own part, where they came by a passphrase.
    pub own: Option<(String, u32)>,
}

impl Unlocked {
    /// The keys of somebody of a people's file.
    pub fn of(file: &PeopleFile, ring: Keyring) -> Result<Self, SealError> {
        Ok(Self {
            past: file.past(&ring)?,
            ring,
            desk: file.desk(),
            suite: file.suite(),
            stamp: file.stamp(),
            public: *file.public(),
            members: file.members().cloned().collect(),
            own: None,
        })
    }

    /// The same, as somebody opened them with their passphrase.
    pub fn by(self, file: &PeopleFile, person: &str) -> Self {
        Self { own: Some((person.to_owned(), file.own_number(person))), ..self }
    }

    /// The running number of the keys that new things are sealed with.
    pub const fn epoch(&self) -> u32 {
        self.past.len() as u32 + 1
    }

    /// The keys under which a frame was written, by their running number.
    pub fn epoch_at(&self, sequence: u64) -> u32 {
        self.past.partition_point(|past| past.until < sequence) as u32 + 1
    }

    /// The desk's public key when a frame was written.
    pub fn public_at(&self, sequence: u64) -> &[u8; 32] {
        self.past_of(self.epoch_at(sequence)).map_or(&self.public, |past| &past.public)
    }

    /// The last frame before the keys of an epoch, and its public key; nothing for the first.
    pub fn turned_to(&self, epoch: u32) -> Option<(u64, &[u8; 32])> {
        let before = self.past_of(epoch.checked_sub(1)?)?;
        let public = self.past_of(epoch).map_or(&self.public, |past| &past.public);
        Some((before.until, public))
    }

    /// The key of content of an epoch.
    pub(super) fn case(&self, epoch: u32) -> Result<&Key, SealError> {
        let past = self.past_of(epoch);
        past.map_or(self.ring.case.as_ref(), |past| past.case.as_ref()).ok_or(SealError::NoKey)
    }

    /// The key of the log of an epoch.
    pub(super) fn log(&self, epoch: u32) -> Result<&Key, SealError> {
        let past = self.past_of(epoch);
        past.map_or(self.ring.log.as_ref(), |past| past.log.as_ref()).ok_or(SealError::NoKey)
    }

    fn past_of(&self, epoch: u32) -> Option<&Past> {
        self.past.get((epoch as usize).checked_sub(1)?)
    }

    /// The office with the people of the file: their role there goes before any other.
    pub(super) fn staffed(&self, office: &Office) -> Office {
        let mut office = office.clone();
        for member in &self.members {
            let person = Person {
                id: PersonId(member.id.clone()),
                name: member.name.clone(),
                role: member.role.parse().unwrap_or(Role::Viewer),
                unit: member.unit.clone(),
            };
            match office.people.iter_mut().find(|known| known.id == person.id) {
                Some(known) => *known = person,
                None => office.people.push(person),
            }
        }
        office
    }
}
