//! New keys for everybody who stays: what was copied by somebody who left opens nothing that is written afterwards.
//!
//! An epoch is the time of one set of keys. The old keys of content and of the log stay readable through the new ones
//! only, so that history still opens; the old key that signs is gone, and its last signature is over the new one.
//! Must not know: which role has which keys, or why they are turned.

use super::{Content, FORMAT, Keys, Member, PeopleFile, hex, owner_aad, unhex, unhex_all};
use crate::seal::own::Doors;
use crate::seal::recovery::split;
use crate::seal::sign::{public, sign_bytes, verify_bytes};
use crate::seal::wrap::{unwrap, wrap};
use crate::seal::{Key, Keyring, SealError};
use serde::{Deserialize, Serialize};

/// The end of an epoch, in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Turn {
    /// The last frame under the keys that went.
    until: u64,
    /// The public key that went.
    public: String,
    /// Its signature over the one that came.
    signature: String,
    /// The key of content that went, under the one that came.
    case: String,
    /// The key of the log that went, under the one that came.
    log: String,
}

/// Keys that went, for whoever has those that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The last frame under them.
    pub until: u64,
    /// The public key of that time.
    pub public: [u8; 32],
    /// The key of content, for a role that reads it.
    pub case: Option<Key>,
    /// The key of the log, likewise.
    pub log: Option<Key>,
}

/// What turning gives.
#[derive(Debug)]
pub struct Turned {
    /// All keys from now on.
    pub ring: Keyring,
    /// New halves for paper, where the old ones cannot open what came: they are nowhere else.
    pub halves: Option<[String; 2]>,
}

impl PeopleFile {
    /// The running number of the keys; 1 until they are turned for the first time.
    pub const fn epoch(&self) -> u32 {
        self.content.epoch
    }

    /// The people whose keys can be made anew only by letting them in again.
    pub fn fixed(&self) -> Vec<String> {
        let fixed = |keys: &Keys| matches!(keys, Keys::Passphrase { .. });
        let people = self.content.people.iter().filter(|person| fixed(&person.keys));
        people.map(|person| person.member.id.clone()).collect()
    }

    /// Makes all keys anew, for everybody who is in the file. `ring` holds all keys that go, `until` is the last frame
    /// under them, `part` says which keys a member's role has. Nothing is written yet.
    pub fn turn(
        &mut self,
        ring: &Keyring,
        until: u64,
        part: impl Fn(&Keyring, &Member) -> Keyring,
    ) -> Result<Turned, SealError> {
        let (Some(case), Some(log), Some(sign)) = (&ring.case, &ring.log, &ring.sign) else {
            return Err(SealError::NoKey);
        };
        if public(sign) != self.public {
            return Err(SealError::NoKey);
        }
        let new = Keyring::random()?;
        let (Some(new_case), Some(new_log), Some(new_sign)) = (&new.case, &new.log, &new.sign) else {
            return Err(SealError::NoKey);
        };
        let (suite, epoch) = (self.suite, self.content.epoch + 1);
        let came = public(new_sign);
        let under = |new: &Key, old: &Key, what| {
            wrap(suite, new, &past_aad(self.desk, epoch, what), old.bytes()).map(|wrapped| hex(&wrapped))
        };
        let turn = Turn {
            until,
            public: hex(&self.public),
            signature: hex(&sign_bytes(sign, &statement(self.desk, epoch, until, &came))),
            case: under(new_case, case, "case")?,
            log: under(new_log, log, "log")?,
        };
        let mut content = Content { epoch, public: hex(&came), ..self.content.clone() };
        content.turned.push(turn);
        let aad = |id: &str, role: &str| owner_aad(self.desk, epoch, &came, id, role);
        for person in &mut content.people {
            let Keys::Seed { doors, ring } = &mut person.keys else {
                return Err(SealError::Faulty("somebody's keys are of an earlier program"));
            };
            let member = &person.member;
            *ring = doors.seal(suite, &aad(&member.id, &member.role), &part(&new, member).bytes())?;
        }
        let fresh = if content.recovery_door.is_none() { Some(Key::random()?) } else { None };
        let door = content.recovery_door.get_or_insert_with(|| Doors::of(fresh.as_ref().unwrap_or(new_sign)));
        content.recovery = door.seal(suite, &aad("recovery", ""), &new.bytes())?;
        content.format = FORMAT;
        let halves = fresh.as_ref().map(split).transpose()?;
        (self.content, self.public) = (content, came);
        Ok(Turned { ring: new, halves })
    }

    /// What was before, the earliest first, as far as the keys of `ring` open it. Each epoch speaks for the next.
    pub fn past(&self, ring: &Keyring) -> Result<Vec<Past>, SealError> {
        let mut past = Vec::new();
        let (mut case, mut log, mut came) = (ring.case.clone(), ring.log.clone(), self.public);
        for (turn, epoch) in self.content.turned.iter().rev().zip((2..=self.content.epoch).rev()) {
            let public: [u8; 32] = unhex(&turn.public)?;
            let said = statement(self.desk, epoch, turn.until, &came);
            verify_bytes(&public, &said, &unhex_all(&turn.signature)?)?;
            let opened = |key: &Option<Key>, wrapped: &str, what| {
                let aad = past_aad(self.desk, epoch, what);
                key.as_ref().map(|key| key_of(&unwrap(key, &aad, &unhex_all(wrapped)?)?)).transpose()
            };
            (case, log) = (opened(&case, &turn.case, "case")?, opened(&log, &turn.log, "log")?);
            came = public;
            past.push(Past { until: turn.until, public, case: case.clone(), log: log.clone() });
        }
        if past.len() + 1 != self.content.epoch as usize {
            return Err(SealError::Faulty("an epoch of its keys is missing"));
        }
        past.reverse();
        Ok(past)
    }
}

fn key_of(bytes: &[u8]) -> Result<Key, SealError> {
    Key::copied(bytes).ok_or(SealError::Faulty("a key is cut off"))
}

/// What the key that goes says of the one that comes.
fn statement(desk: [u8; 16], epoch: u32, until: u64, came: &[u8; 32]) -> Vec<u8> {
    [b"motcua keys turned v1".as_slice(), &desk, &epoch.to_le_bytes(), &until.to_le_bytes(), came].concat()
}

fn past_aad(desk: [u8; 16], epoch: u32, what: &str) -> Vec<u8> {
    [b"motcua past key v1".as_slice(), &desk, &epoch.to_le_bytes(), what.as_bytes()].concat()
}
