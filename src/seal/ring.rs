//! The keys of a role: what somebody holds while logged in.
//!
//! Must not know: roles; whoever makes a ring says which keys belong in it.

use super::{Key, SealError};
use zeroize::Zeroizing;

/// The keys somebody holds. A role that may not see content has no key to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keyring {
    /// Opens the key table, and so the cases.
    pub case: Option<Key>,
    /// Blinds identity numbers, telephones and codes.
    pub index: Option<Key>,
    /// Opens facts about the desk: who looked at what.
    pub log: Option<Key>,
    /// Signs checkpoints, days, bundles, and the file of people.
    pub sign: Option<Key>,
}

impl Keyring {
    /// All keys, new.
    pub fn random() -> Result<Self, SealError> {
        let new = || Key::random().map(Some);
        Ok(Self { case: new()?, index: new()?, log: new()?, sign: new()? })
    }

    /// The part of this ring that reads content, and signs where it should. Who reads content has the key of the index
    /// as well: with another the store would be another's. Who may look people up is asked elsewhere.
    pub fn part(&self, content: bool, signs: bool) -> Self {
        let kept = |key: &Option<Key>, keep: bool| key.clone().filter(|_| keep);
        Self {
            case: kept(&self.case, content),
            index: kept(&self.index, content),
            log: kept(&self.log, content),
            sign: kept(&self.sign, signs),
        }
    }

    /// Whether every key of another ring is in this one, by its kind.
    pub fn covers(&self, other: &Self) -> bool {
        self.slots().iter().zip(other.slots()).all(|(own, other)| own.is_some() || other.is_none())
    }

    fn slots(&self) -> [&Option<Key>; 4] {
        [&self.case, &self.index, &self.log, &self.sign]
    }

    /// As bytes, to be wrapped.
    pub(super) fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 + 4 * 32));
        let slots = self.slots();
        bytes.push(slots.iter().enumerate().map(|(at, key)| u8::from(key.is_some()) << at).sum());
        for key in slots.into_iter().flatten() {
            bytes.extend_from_slice(key.bytes());
        }
        bytes
    }

    /// From what [`Keyring::bytes`] gave.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, SealError> {
        let (bits, rest) = bytes.split_first().ok_or(SealError::Faulty("an empty key ring"))?;
        let mut keys = rest.chunks_exact(32).filter_map(Key::copied);
        let mut next = |bit: u8| if bits & (1 << bit) == 0 { None } else { keys.next() };
        let ring = Self { case: next(0), index: next(1), log: next(2), sign: next(3) };
        if ring.bytes().as_slice() == bytes { Ok(ring) } else { Err(SealError::Faulty("a key ring")) }
    }
}
