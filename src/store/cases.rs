//! The trees of the store and how they are opened, filled and asked.
//!
//! Trees: `cases` (id → record), `codes` (code → id), `people` (blind index → ids), `meta`.
//! Must not know: how to make records again (the desk replays the journal).

use super::error::StoreError;
use super::record::CaseRecord;
use super::seal;
use super::veil::Veil;
use crate::domain::case::Case;
use crate::domain::dossier::Party;
use crate::domain::id::CaseId;
use crate::domain::number::CaseCode;
use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const APPLIED: &[u8] = b"applied";
const SCHEMA: &[u8] = b"schema";
const DESK: &[u8] = b"desk";
/// Raised when the meaning of any tree changes; an older store is then made again.
const SCHEMA_NUMBER: u8 = 2;
/// Memory sled may use for its cache.
const CACHE_BYTES: u64 = 64 << 20;
/// Tries at sled's own lock, some ten microseconds each, before it counts as held.
const LOCK_ATTEMPTS: u32 = 20_000;
/// Cases remembered for one identity number or telephone.
const MOST_CASES_PER_PERSON: usize = 64;
/// Digits and letters below which a number names nobody.
const LEAST_PLAIN: usize = 3;

/// The open store.
#[derive(Debug)]
pub struct Store {
    dir: PathBuf,
    db: sled::Db,
    cases: sled::Tree,
    codes: sled::Tree,
    people: sled::Tree,
    meta: sled::Tree,
    /// Key of the blind index: without it the index says nothing about anybody.
    index_key: [u8; 32],
    /// What hides the values; none on a plain desk.
    veil: Option<Arc<dyn Veil>>,
}

/// An identity number or a telephone, as the blind index knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownParty<'a> {
    /// Number of the identity paper or enterprise.
    Id(&'a str),
    /// Telephone.
    Phone(&'a str),
}

impl KnownParty<'_> {
    /// Whether this number is one a party has now.
    pub fn is_of(self, party: &Party) -> bool {
        let now = match self {
            Self::Id(_) => KnownParty::Id(&party.id_number),
            Self::Phone(_) => KnownParty::Phone(&party.phone),
        };
        self.plain() == now.plain()
    }

    /// Digits and letters only, so that `0912 345 678` and `0912345678` are one.
    fn plain(self) -> String {
        let (Self::Id(text) | Self::Phone(text)) = self;
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
    }

    const fn context(self) -> &'static str {
        match self {
            Self::Id(_) => "id",
            Self::Phone(_) => "phone",
        }
    }
}

impl Store {
    /// Opens the store in `dir`, making it if there is none, and says whether it is byte for byte as
    /// it was closed. The caller holds the desk's lock.
    ///
    /// Sled panics on damage and takes a half-written snapshot for a whole one; both become errors
    /// here, to be answered by setting the folder aside and rebuilding.
    pub fn open(
        dir: &Path,
        index_key: [u8; 32],
        veil: Option<Arc<dyn Veil>>,
    ) -> Result<(Self, bool), StoreError> {
        remove_unfinished_snapshots(dir)?;
        let sealed = seal::take(dir)?;
        let path = dir.to_owned();
        let store = guard(|| {
            let config = sled::Config::new()
                .path(path)
                .cache_capacity(CACHE_BYTES)
                .flush_every_ms(None)
                .mode(sled::Mode::HighThroughput);
            let db = opened(&config)?;
            let (cases, codes) = (db.open_tree("cases")?, db.open_tree("codes")?);
            let (people, meta) = (db.open_tree("people")?, db.open_tree("meta")?);
            Ok::<_, sled::Error>(Self {
                dir: dir.to_owned(),
                db,
                cases,
                codes,
                people,
                meta,
                index_key,
                veil,
            })
        })?;
        let desk = blake3::hash(&index_key);
        let (schema, owner) = guard(|| Ok((store.meta.get(SCHEMA)?, store.meta.get(DESK)?)))?;
        match (schema.as_deref(), owner.as_deref()) {
            (Some([SCHEMA_NUMBER]), Some(owner)) if owner == desk.as_bytes() => Ok((store, sealed)),
            (None, None) if store.cases.is_empty() => {
                guard(|| store.meta.insert(SCHEMA, &[SCHEMA_NUMBER]))?;
                guard(|| store.meta.insert(DESK, desk.as_bytes()))?;
                Ok((store, sealed))
            }
            (Some(_) | None, Some(_) | None) => {
                Err(StoreError::Damaged("another schema or another desk".to_owned()))
            }
        }
    }

    /// The last sequence of the journal that is in the store; 0 for none.
    pub fn applied(&self) -> Result<u64, StoreError> {
        let bytes = guard(|| self.meta.get(APPLIED))?;
        Ok(bytes.and_then(|bytes| bytes.as_ref().try_into().ok().map(u64::from_be_bytes)).unwrap_or(0))
    }

    /// Notes how far the store is. Written after the records it speaks of.
    pub fn set_applied(&self, sequence: u64) -> Result<(), StoreError> {
        guard(|| self.meta.insert(APPLIED, &sequence.to_be_bytes()))?;
        Ok(())
    }

    /// The record of a case.
    pub fn case(&self, id: CaseId) -> Result<Option<CaseRecord>, StoreError> {
        let bytes = guard(|| self.cases.get(id.0.to_be_bytes()))?;
        match bytes.map(|bytes| self.shown(id, &bytes)).transpose() {
            Err(StoreError::Erased) => Ok(None),
            other => other,
        }
    }

    fn shown(&self, id: CaseId, bytes: &[u8]) -> Result<CaseRecord, StoreError> {
        let Some(veil) = &self.veil else { return Ok(CaseRecord::decode(bytes)?) };
        let (slot, plain) = veil.show_record(id, bytes)?;
        Ok(CaseRecord { slot: Some(slot), ..CaseRecord::decode(&plain)? })
    }

    /// Puts in what a case is now, and its look-ups. The same cases give the same store in whatever
    /// order they are put: a code that came twice names the later case.
    pub fn put(&self, case: &Case, record: &CaseRecord) -> Result<(), StoreError> {
        self.put_record(case.id, record)?;
        self.put_lookups(case)
    }

    /// Puts in the record of a case alone; enough where nothing it is found by has changed.
    pub fn put_record(&self, id: CaseId, record: &CaseRecord) -> Result<(), StoreError> {
        let mut bytes = record.encode()?;
        if let (Some(veil), Some(slot)) = (&self.veil, record.slot) {
            bytes = veil.hide_record(id, slot, &bytes)?;
        }
        guard(|| self.cases.insert(id.0.to_be_bytes(), bytes))?;
        Ok(())
    }

    /// Puts in what a case is found by: its codes, its owner's number and telephone.
    pub fn put_lookups(&self, case: &Case) -> Result<(), StoreError> {
        let id = case.id.0.to_be_bytes();
        let own = case.code.iter().map(CaseCode::as_str);
        for code in own.chain(case.foreign_codes.iter().map(String::as_str)) {
            if self.by_code(code)?.is_none_or(|known| known < case.id) {
                guard(|| self.codes.insert(self.code_key(code), &id))?;
            }
        }
        for party in [KnownParty::Id(&case.owner.id_number), KnownParty::Phone(&case.owner.phone)] {
            self.remember(party, id)?;
        }
        Ok(())
    }

    /// The case that has a code, ours or another system's.
    pub fn by_code(&self, code: &str) -> Result<Option<CaseId>, StoreError> {
        let bytes = guard(|| self.codes.get(self.code_key(code)))?;
        Ok(bytes.and_then(|bytes| bytes.as_ref().try_into().ok().map(u128::from_be_bytes)).map(CaseId))
    }

    /// The cases of a person or organisation, the latest first. A case whose owner was corrected
    /// since may still be among them.
    pub fn cases_of(&self, party: KnownParty<'_>) -> Result<Vec<CaseId>, StoreError> {
        let Some(key) = self.blind(party) else { return Ok(Vec::new()) };
        let bytes = guard(|| self.people.get(key))?.unwrap_or_default();
        let ids = bytes.chunks_exact(16).rev().filter_map(|id| id.first_chunk::<16>());
        Ok(ids.map(|id| CaseId(u128::from_be_bytes(*id))).collect())
    }

    /// Whether the codes of a record lead to its case, or to a later one with the same foreign code.
    pub fn finds(&self, id: CaseId, record: &CaseRecord) -> Result<bool, StoreError> {
        let own = std::iter::once(&record.code).filter(|code| !code.is_empty());
        for code in own.chain(&record.foreign_codes) {
            if self.by_code(code)?.is_none_or(|known| known < id) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Every record, in order of id.
    pub fn all(&self) -> impl Iterator<Item = Result<(CaseId, CaseRecord), StoreError>> {
        self.cases.iter().map(|entry| {
            let (key, value) = entry?;
            let Ok(id) = key.as_ref().try_into().map(u128::from_be_bytes) else {
                return Err(StoreError::Damaged("a key is no case".to_owned()));
            };
            Ok((CaseId(id), self.shown(CaseId(id), &value)?))
        })
    }

    /// Closes the store and seals it, so that the next opening knows it whole.
    pub fn close(self) -> Result<(), StoreError> {
        guard(|| self.db.flush())?;
        let dir = self.dir.clone();
        drop(self);
        seal::put(&dir)?;
        Ok(())
    }

    fn remember(&self, party: KnownParty<'_>, id: [u8; 16]) -> Result<(), StoreError> {
        let Some(key) = self.blind(party) else { return Ok(()) };
        let known = guard(|| self.people.get(key))?.unwrap_or_default();
        let mut ids: Vec<[u8; 16]> =
            known.chunks_exact(16).filter_map(|id| id.first_chunk::<16>().copied()).collect();
        // Identifiers grow with time: in order, the last is the latest, whenever it was put in.
        let Err(place) = ids.binary_search(&id) else { return Ok(()) };
        ids.insert(place, id);
        let surplus = ids.len().saturating_sub(MOST_CASES_PER_PERSON);
        let ids: Vec<u8> = ids.into_iter().skip(surplus).flatten().collect();
        guard(|| self.people.insert(key, ids))?;
        Ok(())
    }

    /// The key of a code: as it is on a plain desk, blinded on a sealed one.
    fn code_key(&self, code: &str) -> Vec<u8> {
        if self.veil.is_none() {
            return code.as_bytes().to_vec();
        }
        self.blinded("code", code).to_vec()
    }

    fn blinded(&self, context: &str, plain: &str) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.index_key);
        hasher.update(context.as_bytes()).update(&[0]).update(plain.as_bytes());
        hasher.finalize().as_bytes().first_chunk::<16>().copied().unwrap_or_default()
    }

    /// The key of a person in the index: equal for equal numbers, and nothing more to who lacks
    /// the key.
    fn blind(&self, party: KnownParty<'_>) -> Option<[u8; 16]> {
        let plain = party.plain();
        if plain.len() < LEAST_PLAIN {
            return None;
        }
        Some(self.blinded(party.context(), &plain))
    }
}

thread_local! {
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is one of sled's own that the store turns into an error. The
/// hook that gives the terminal back asks this first.
pub fn panic_is_expected() -> bool {
    EXPECTED.get() || std::thread::current().name().is_some_and(|name| name.contains("sled"))
}

/// Runs a call into sled and turns a panic in it into an error.
fn guard<T>(call: impl FnOnce() -> sled::Result<T>) -> Result<T, StoreError> {
    EXPECTED.set(true);
    let result = std::panic::catch_unwind(AssertUnwindSafe(call));
    EXPECTED.set(false);
    match result {
        Ok(result) => Ok(result?),
        Err(panic) => Err(StoreError::Damaged(panic_text(panic.as_ref()))),
    }
}

/// Opens sled, waiting a bounded while for its own lock.
///
/// The desk's lock is ours, so whoever holds sled's is on the way out: sled's threads outlive its
/// handle by a moment, and a child process shares the lock between its birth and its first program. To
/// take that for damage would throw a good store away.
fn opened(config: &sled::Config) -> sled::Result<sled::Db> {
    for _ in 0..LOCK_ATTEMPTS {
        match config.open() {
            Err(sled::Error::Io(error)) if error.to_string().contains("could not acquire lock") => {
                std::thread::yield_now();
            }
            other => return other,
        }
    }
    config.open()
}

/// A half-written snapshot is read by sled as a whole one; under our own lock it can only be left over.
fn remove_unfinished_snapshots(dir: &Path) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "generating") {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_else(|| "the store panicked".to_owned())
}
