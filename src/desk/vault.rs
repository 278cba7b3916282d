//! What stands between a record and the disk: nothing on a plain desk, keys on a sealed one.
//!
//! ```text
//! a decision: 1 ‖ case 16 ‖ slot u32 ‖ sealed with the key of the case
//! a fact:     2 ‖ sealed with the key of the log
//! the same once keys were turned, with keys of the case and of the epoch:
//!             3 ‖ epoch u32 ‖ case 16 ‖ slot u32 ‖ sealed        4 ‖ epoch u32 ‖ sealed
//! ```
//! A frame under keys of another time than its own is a forgery.
//!
//! Sealed is `length u32 ‖ body ‖ zeros` up to a multiple of 64, so that sizes tell little; it is bound to
//! desk, sequence and what stands before it. Must not know: where bytes lie, or who is logged in.

use super::known::Known;
use super::unlocked::Unlocked;
use crate::domain::chronicle::Fact;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::seal::{Key, KeyTable, SealError, Suite};
use crate::store::{RecordError, StoreError, Veil};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bodies are filled up to a multiple of this.
const FILLED: usize = 64;
const DECISION: u8 = 1;
const FACT: u8 = 2;
/// The same under keys that were turned.
const LATER_DECISION: u8 = 3;
const LATER_FACT: u8 = 4;
/// First byte of a hidden record of the store; a plain one begins with its version.
const HIDDEN: u8 = 0xE1;

/// What a frame is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum About {
    /// A case, whose key is in a slot.
    Case(CaseId, u32),
    /// The desk itself.
    Desk,
}

/// What stands before the sealed part of a frame.
struct Head {
    epoch: u32,
    /// The slot of the case; none where it speaks of the desk.
    slot: Option<u32>,
    length: usize,
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk::<4>()?));
        let (epoch, at) = match *bytes.first()? {
            DECISION | FACT => (1, 1),
            LATER_DECISION | LATER_FACT => (number(1).filter(|epoch| *epoch > 1)?, 5),
            _ => return None,
        };
        let of_case = matches!(*bytes.first()?, DECISION | LATER_DECISION);
        let slot = if of_case { Some(number(at + 16)?) } else { None };
        Some(Self { epoch, slot, length: if of_case { at + 20 } else { at } })
    }
}

/// A body as it was given, and the slot of its case.
pub(super) struct Shown {
    pub(super) body: Vec<u8>,
    pub(super) slot: Option<u32>,
}

/// The case a sealed frame is of, as it stands before what is sealed; none for a fact about the desk.
pub(super) fn case_of(bytes: &[u8]) -> Option<CaseId> {
    let (kind, rest) = bytes.split_first()?;
    let case = rest.first_chunk::<16>().filter(|_| *kind == DECISION)?;
    Some(CaseId(u128::from_be_bytes(*case)))
}

/// The slot of the key of a sealed frame of a case.
pub(super) fn slot_of(bytes: &[u8]) -> Option<u32> {
    case_of(bytes)?;
    bytes.get(17..)?.first_chunk().copied().map(u32::from_le_bytes)
}

/// What seals and opens.
#[derive(Debug, Clone, Default)]
pub(super) struct Vault(Option<Arc<Sealed>>);

#[derive(Debug)]
struct Sealed {
    keys: Unlocked,
    /// None for a role that sees no content.
    table: Option<Mutex<KeyTable>>,
    /// What the history remembers of itself.
    known: Mutex<Known>,
}

impl Vault {
    /// The vault of a folder, opened with somebody's keys.
    pub(super) fn open(keys: Unlocked, table: &Path) -> Result<Self, SealError> {
        let case = keys.ring.case.as_ref();
        let table = case.map(|case| KeyTable::open(table, keys.desk, case)).transpose()?;
        Ok(Self(Some(Arc::new(Sealed { keys, table: table.map(Mutex::new), known: Mutex::default() }))))
    }

    /// A vault over a table just made.
    pub(super) fn over(keys: Unlocked, table: KeyTable) -> Self {
        Self(Some(Arc::new(Sealed { keys, table: Some(Mutex::new(table)), known: Mutex::default() })))
    }

    /// Whether anything is sealed here.
    pub(super) const fn is_sealed(&self) -> bool {
        self.0.is_some()
    }

    /// Whether whoever is logged in has no key to content: then nothing is read and nothing recorded.
    pub(super) fn is_opaque(&self) -> bool {
        self.0.as_ref().is_some_and(|sealed| sealed.table.is_none())
    }

    /// The keys, on a sealed desk.
    pub(super) fn keys(&self) -> Option<&Unlocked> {
        self.0.as_ref().map(|sealed| &sealed.keys)
    }

    /// The number of the cipher for new frames.
    pub(super) fn algorithm(&self) -> u8 {
        self.keys().map_or(0, |keys| keys.suite.number())
    }

    /// What the store hides its values with.
    pub(super) fn veil(&self) -> Option<Arc<dyn Veil>> {
        self.0.clone().map(|sealed| sealed as Arc<dyn Veil>)
    }

    /// A key for a new case; nothing on a plain desk.
    pub(super) fn new_slot(&self) -> Result<Option<u32>, SealError> {
        self.0.as_ref().map(|sealed| Ok(sealed.table()?.take()?.0)).transpose()
    }

    /// Makes the keys of many cases with one barrier.
    pub(super) fn make_ahead(&self, cases: u32) -> Result<(), SealError> {
        self.0.as_ref().map_or(Ok(()), |sealed| sealed.table()?.make_ahead(cases))
    }

    /// Gives back the keys made ahead that no case took, so that the table does not grow with each opening.
    pub(super) fn give_back(&self) -> Result<(), SealError> {
        self.0
            .as_ref()
            .filter(|sealed| sealed.table.is_some())
            .map_or(Ok(()), |sealed| sealed.table()?.give_back())
    }

    /// What goes into the journal for a body, as this frame.
    pub(super) fn close(&self, sequence: u64, about: About, body: Vec<u8>) -> Result<Vec<u8>, SealError> {
        match &self.0 {
            None => Ok(body),
            Some(sealed) => sealed.close(sequence, about, &body),
        }
    }

    /// Whether a frame speaks of the desk itself, as far as it shows without opening it.
    pub(super) fn is_fact(&self, algorithm: u8, bytes: &[u8]) -> bool {
        match (&self.0, algorithm) {
            (Some(_), 0) | (None, 1..) => false,
            (Some(_), _) => matches!(bytes.first(), Some(&(FACT | LATER_FACT))),
            (None, 0) => crate::store::record::is_fact(bytes),
        }
    }

    /// The body of a frame. A plain one on a sealed desk is a forgery.
    pub(super) fn show(&self, sequence: u64, algorithm: u8, bytes: Vec<u8>) -> Result<Shown, SealError> {
        match (&self.0, algorithm) {
            (None, 0) => Ok(Shown { body: bytes, slot: None }),
            (None, _) => Err(SealError::NoKey),
            (Some(_), 0) => Err(SealError::DoesNotOpen),
            (Some(sealed), _) => sealed.show(sequence, algorithm, &bytes),
        }
    }

    /// Takes in a fact of the history.
    pub(super) fn hear(&self, by: &PersonId, fact: &Fact, at: Moment) {
        if let Some(sealed) = &self.0 {
            sealed.known.lock().unwrap_or_else(PoisonError::into_inner).hear(by, fact, at);
        }
    }

    /// Remembers how often the count of guesses was written.
    pub(super) fn count_guesses(&self, number: u64) {
        if let Some(sealed) = &self.0 {
            sealed.known.lock().unwrap_or_else(PoisonError::into_inner).guesses = number;
        }
    }

    /// What the history remembers of itself.
    pub(super) fn known(&self) -> Known {
        let known =
            |sealed: &Arc<Sealed>| sealed.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.0.as_ref().map(known).unwrap_or_default()
    }

    /// Wraps the keys of all cases anew, for another key of content, into another file.
    pub(super) fn turn_table(&self, to: &Path, case: &Key) -> Result<(), SealError> {
        let Some(sealed) = &self.0 else { return Err(SealError::NoKey) };
        sealed.table()?.copy(to, case, &BTreeSet::new()).map(|_| ())
    }

    /// Whether the keys made ahead that no frame uses are as they were written.
    pub(super) fn has_whole_spares(&self, used: &BTreeSet<u32>) -> bool {
        let Some(Ok(mut table)) = self.0.as_ref().map(|sealed| sealed.table()) else { return true };
        (0..table.slots()).filter(|slot| !used.contains(slot)).all(|slot| table.key(slot).is_ok())
    }

    /// Takes the keys of cases away for ever.
    pub(super) fn erase(&self, slots: &BTreeSet<u32>) -> Result<(), SealError> {
        let Some(sealed) = &self.0 else { return Err(SealError::NoKey) };
        let case = sealed.keys.ring.case.as_ref().ok_or(SealError::NoKey)?;
        sealed.table()?.erase(case, slots)
    }
}

impl Sealed {
    fn table(&self) -> Result<MutexGuard<'_, KeyTable>, SealError> {
        let table = self.table.as_ref().ok_or(SealError::NoKey)?;
        Ok(table.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The key of a case in an epoch. Whoever copied keys before they were turned has the first half of it only.
    fn case_key(&self, epoch: u32, slot: u32) -> Result<Key, SealError> {
        let own = self.table()?.key(slot)?;
        if epoch == 1 {
            return Ok(own);
        }
        let of_epoch = self.keys.case(epoch)?.derive("motcua epoch of a case key v1");
        Ok(Key::of(*blake3::keyed_hash(of_epoch.bytes(), own.bytes()).as_bytes()))
    }

    fn close(&self, sequence: u64, about: About, body: &[u8]) -> Result<Vec<u8>, SealError> {
        let epoch = self.keys.epoch();
        let mut out = Vec::with_capacity(body.len() + 128);
        let (first, later) = match about {
            About::Case(..) => (DECISION, LATER_DECISION),
            About::Desk => (FACT, LATER_FACT),
        };
        if epoch == 1 {
            out.push(first);
        } else {
            out.push(later);
            out.extend_from_slice(&epoch.to_le_bytes());
        }
        let key = match about {
            About::Case(case, slot) => {
                out.extend_from_slice(&case.0.to_be_bytes());
                out.extend_from_slice(&slot.to_le_bytes());
                self.case_key(epoch, slot)?
            }
            About::Desk => self.keys.log(epoch)?.clone(),
        };
        let suite = self.keys.suite;
        let sealed = suite.seal(&key, &self.place(sequence, suite, &out), &filled(body))?;
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    fn show(&self, sequence: u64, algorithm: u8, bytes: &[u8]) -> Result<Shown, SealError> {
        let suite = Suite::of(algorithm)?;
        let Head { epoch, slot, length } = Head::read(bytes).ok_or(SealError::DoesNotOpen)?;
        // Keys that went sign for nothing any more, whoever still has them.
        if epoch != self.keys.epoch_at(sequence) {
            return Err(SealError::DoesNotOpen);
        }
        let (head, sealed) = bytes.split_at_checked(length).ok_or(SealError::DoesNotOpen)?;
        let key = match slot {
            Some(slot) => self.case_key(epoch, slot)?,
            None => self.keys.log(epoch)?.clone(),
        };
        let body = emptied(suite.open(&key, &self.place(sequence, suite, head), sealed)?)?;
        Ok(Shown { body, slot })
    }

    /// Where a frame stands: what was sealed here opens nowhere else.
    fn place(&self, sequence: u64, suite: Suite, head: &[u8]) -> Vec<u8> {
        let fixed = b"motcua frame v1".as_slice();
        [fixed, &[suite.number()], &self.keys.desk, &sequence.to_le_bytes(), head].concat()
    }

    fn rows_key(&self) -> Result<Key, SealError> {
        let case = self.keys.ring.case.as_ref().ok_or(SealError::NoKey)?;
        Ok(case.derive("motcua snapshot key v1"))
    }

    /// The store is made anew when keys are turned: it is always of this epoch.
    fn record_key(&self, slot: u32) -> Result<Key, SealError> {
        Ok(self.case_key(self.keys.epoch(), slot)?.derive("motcua store key v1"))
    }

    fn record_place(&self, case: CaseId, head: &[u8]) -> Vec<u8> {
        [b"motcua record v1".as_slice(), &self.keys.desk, &case.0.to_be_bytes(), head].concat()
    }
}

impl Veil for Sealed {
    fn hide_record(&self, case: CaseId, slot: u32, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let suite = self.keys.suite;
        let mut out = vec![HIDDEN, suite.number()];
        out.extend_from_slice(&slot.to_le_bytes());
        let key = self.record_key(slot).map_err(unusable)?;
        let sealed = suite.seal(&key, &self.record_place(case, &out), &filled(plain)).map_err(unusable)?;
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    fn show_record(&self, case: CaseId, hidden: &[u8]) -> Result<(u32, Vec<u8>), StoreError> {
        let (head, sealed) = hidden.split_at_checked(6).ok_or(RecordError::Impossible("short record"))?;
        let &[HIDDEN, suite, ref slot @ ..] = head else {
            return Err(RecordError::Impossible("a record that is not hidden").into());
        };
        let slot = u32::from_le_bytes(slot.try_into().unwrap_or_default());
        let key = self.record_key(slot).map_err(unusable)?;
        let place = self.record_place(case, head);
        let plain = Suite::of(suite).and_then(|suite| suite.open(&key, &place, sealed)).and_then(emptied);
        Ok((slot, plain.map_err(unusable)?))
    }

    fn hide_rows(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let suite = self.keys.suite;
        let key = self.rows_key().map_err(unusable)?;
        // Rows skip the frames before them; what those said of the history goes along.
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).bytes();
        let plain = [known.as_slice(), plain].concat();
        let mut out = vec![HIDDEN, suite.number()];
        out.append(&mut suite.seal(&key, &self.keys.desk, &plain).map_err(unusable)?);
        Ok(out)
    }

    fn show_rows(&self, hidden: &[u8]) -> Result<Vec<u8>, StoreError> {
        let Some((&[HIDDEN, suite], sealed)) = hidden.split_first_chunk::<2>() else {
            return Err(RecordError::Impossible("a snapshot that is not hidden").into());
        };
        let key = self.rows_key().map_err(unusable)?;
        let plain = Suite::of(suite).and_then(|suite| suite.open(&key, &self.keys.desk, sealed));
        let mut plain = plain.map_err(unusable)?;
        let (known, length) = Known::parse(&plain).ok_or(RecordError::Impossible("an older snapshot"))?;
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
        plain.drain(..length);
        Ok(plain)
    }
}

/// A value that does not open is as good as damaged: the store is disposable and made again.
fn unusable(error: SealError) -> StoreError {
    match error {
        SealError::Io(error) => StoreError::Io(error),
        SealError::Erased => StoreError::Erased,
        SealError::NoRandomness
        | SealError::DoesNotOpen
        | SealError::UnknownSuite(_)
        | SealError::Faulty(_)
        | SealError::NoKey => StoreError::Damaged(error.to_string()),
    }
}

fn filled(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity((4 + body.len()).next_multiple_of(FILLED));
    out.extend_from_slice(&(body.len() as u32).to_le_bytes());
    out.extend_from_slice(body);
    out.resize(out.len().next_multiple_of(FILLED), 0);
    out
}

fn emptied(mut filled: Vec<u8>) -> Result<Vec<u8>, SealError> {
    let length = filled.first_chunk::<4>().ok_or(SealError::DoesNotOpen)?;
    let end = 4 + u32::from_le_bytes(*length) as usize;
    if end > filled.len() {
        return Err(SealError::DoesNotOpen);
    }
    filled.truncate(end);
    filled.drain(..4);
    Ok(filled)
}
