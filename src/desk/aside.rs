//! What lies beside the journal for a while and says something of people: sheets that wait for the printer, drafts.
//!
//! On a sealed desk it is sealed with a key of the content, held while somebody is in; on a plain desk it is plain,
//! as everything there is. What was sealed opens at its own place only. Must not know: what is kept.

use super::Desk;
use crate::journal::disk::Disk;
use crate::seal::{Key, SealError, Suite};

/// First byte of what is sealed; neither a PDF nor a note begins with it.
const SEALED: u8 = 0xE5;
/// The same under keys that were turned: their running number (`u32`) follows.
const LATER: u8 = 0xE6;

/// Seals and opens what lies beside the journal.
#[derive(Debug, Clone, Default)]
pub struct Aside(Option<Keys>);

#[derive(Debug, Clone)]
struct Keys {
    /// By epoch, the earliest first; the last seals.
    epochs: Vec<Key>,
    suite: Suite,
    desk: [u8; 16],
}

impl Aside {
    /// Whether anything is sealed here.
    pub const fn is_sealed(&self) -> bool {
        self.0.is_some()
    }

    /// A name for somebody's file that tells nobody whose it is.
    pub fn name(&self, whose: &str) -> String {
        // Always of the first keys, so that what waits is found again after they were turned.
        let key = self.0.as_ref().and_then(|keys| keys.epochs.first()).map_or([0; 32], |key| *key.bytes());
        let hash = blake3::keyed_hash(&key, whose.as_bytes()).to_hex();
        hash.get(..16).unwrap_or_default().to_owned()
    }

    /// What is written for bytes at a place.
    pub fn close(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let Some(keys) = &self.0 else { return Ok(plain.to_vec()) };
        let key = keys.epochs.last().ok_or(SealError::NoKey)?;
        let mut out = match keys.epochs.len() {
            1 => vec![SEALED],
            epoch => [[LATER].as_slice(), &(epoch as u32).to_le_bytes()].concat(),
        };
        out.push(keys.suite.number());
        out.append(&mut keys.suite.seal(key, &keys.at(place), plain)?);
        Ok(out)
    }

    /// The bytes that were written at a place. Plain ones on a sealed desk are from before it was sealed, or
    /// somebody else's: they are not taken.
    pub fn open(&self, place: &str, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        match (&self.0, bytes) {
            (None, [SEALED | LATER, ..]) => Err(SealError::NoKey),
            (None, plain) => Ok(plain.to_vec()),
            (Some(keys), [SEALED, suite, sealed @ ..]) => {
                Suite::of(*suite)?.open(keys.of(1)?, &keys.at(place), sealed)
            }
            (Some(keys), [LATER, one, two, three, four, suite, sealed @ ..]) => {
                let epoch = u32::from_le_bytes([*one, *two, *three, *four]);
                Suite::of(*suite)?.open(keys.of(epoch)?, &keys.at(place), sealed)
            }
            (Some(_), _) => Err(SealError::DoesNotOpen),
        }
    }
}

impl Keys {
    fn of(&self, epoch: u32) -> Result<&Key, SealError> {
        (epoch as usize).checked_sub(1).and_then(|at| self.epochs.get(at)).ok_or(SealError::DoesNotOpen)
    }

    fn at(&self, place: &str) -> Vec<u8> {
        [b"motcua aside v1".as_slice(), &self.desk, place.as_bytes()].concat()
    }
}

impl<D: Disk> Desk<D> {
    /// What seals beside the journal for whoever is in; nothing for a role without content.
    pub fn aside(&self) -> Option<Aside> {
        let Some(keys) = self.vault.keys() else { return Some(Aside(None)) };
        let of_epoch = |epoch| Some(keys.case(epoch).ok()?.derive("motcua aside key v1"));
        let all = (1..=keys.epoch()).map(of_epoch).collect::<Option<Vec<_>>>()?;
        Some(Aside(Some(Keys { epochs: all, suite: keys.suite, desk: keys.desk })))
    }
}
