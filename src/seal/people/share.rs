//! One key for everybody of a file of people: whoever knows their passphrase opens it, and whoever has both halves.
//!
//! It is sealed to public keys alone, so that a backup needs nobody to be logged in. Must not know: what it is the key of.

use super::{Keys, PeopleFile, owner_aad};
use crate::seal::office::opening;
use crate::seal::own::Doors;
use crate::seal::sign::{door_of_public, door_of_signing};
use crate::seal::{Key, SealError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The key as each of them opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// By a person's own part.
    people: BTreeMap<String, String>,
    /// By the key that signs for the desk, which the halves give.
    desk: String,
}

impl Shared {
    /// Reads what [`Shared::bytes`] gave.
    pub fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        serde_json::from_slice(bytes).ok().ok_or(SealError::Faulty("the key of a backup"))
    }

    /// As bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, SealError> {
        serde_json::to_vec(self).ok().ok_or(SealError::Faulty("the key of a backup"))
    }
}

/// How somebody comes to it.
#[derive(Debug, Clone, Copy)]
pub enum Opener<'a> {
    /// A person and their passphrase.
    Passphrase {
        /// Their code.
        id: &'a str,
        /// What they type.
        passphrase: &'a str,
    },
    /// The two halves on paper.
    Halves(&'a str, &'a str),
}

impl PeopleFile {
    /// A key for everybody of this file.
    pub fn share(&self, key: &Key) -> Result<Shared, SealError> {
        let mut people = BTreeMap::new();
        for person in &self.content.people {
            if let Keys::Seed { doors, .. } = &person.keys {
                let aad = self.share_aad(&person.member.id);
                people.insert(person.member.id.clone(), doors.seal(self.suite, &aad, key.bytes())?);
            }
        }
        let door = Doors::to(door_of_public(&self.public)?);
        Ok(Shared { people, desk: door.seal(self.suite, &self.share_aad(""), key.bytes())? })
    }

    /// The key, for one of them.
    pub fn open_share(&self, shared: &Shared, by: &Opener<'_>) -> Result<Key, SealError> {
        let opened = match by {
            Opener::Passphrase { id, passphrase } => {
                let person = self.content.people.iter().find(|person| person.member.id == *id);
                let keys = person.map(|person| &person.keys);
                let (Some(Keys::Seed { doors, .. }), Some(own)) = (keys, self.own_of(id)) else {
                    // Whoever has no part of their own may sign for the desk by the passphrase alone.
                    let ring = self.unlock(id, passphrase)?;
                    return self.open_desks(shared, ring.sign.as_ref());
                };
                let sealed = shared.people.get(*id).ok_or(SealError::DoesNotOpen)?;
                doors.open(&own.open(self.desk, passphrase)?, &self.share_aad(id), sealed)?
            }
            Opener::Halves(one, other) => {
                return self.open_desks(shared, self.recover(one, other)?.sign.as_ref());
            }
        };
        opened.first_chunk::<32>().map(|key| Key::of(*key)).ok_or(SealError::DoesNotOpen)
    }

    fn open_desks(&self, shared: &Shared, sign: Option<&Key>) -> Result<Key, SealError> {
        let secret = door_of_signing(sign.ok_or(SealError::NoKey)?);
        let door = Doors::to(opening(&secret));
        let opened = door.open_with(&secret, &self.share_aad(""), &shared.desk)?;
        opened.first_chunk::<32>().map(|key| Key::of(*key)).ok_or(SealError::DoesNotOpen)
    }

    fn share_aad(&self, id: &str) -> Vec<u8> {
        let owner = owner_aad(self.desk, self.content.epoch, &self.public, id, "share");
        [b"motcua share v1".as_slice(), &owner].concat()
    }
}
