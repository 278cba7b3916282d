//! One random key per case, in slots of one small file: a case is made unreadable by taking its key away.
//!
//! ```text
//! header 256 = magic 8 ‖ suite u8 ‖ zeros 7 ‖ generation u64 ‖ desk 16 ‖ length u16 ‖ wrapped table key
//!              ‖ zeros ‖ check 32
//! slot 128   = wrapped key of a case under the table key, then zeros; all zeros once erased
//! ```
//! Keys are made ahead, many with one barrier, so that a new case waits for the journal alone. Erasing writes
//! the whole file anew under a fresh table key and overwrites the old one. Must not know: which case has a slot.

use super::file::settle_dir;
use super::wrap::{unwrap, wrap};
use super::{Key, SealError, Suite};
use std::collections::{BTreeSet, HashMap};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Its name inside a desk's folder.
pub const FILE: &str = "keys.table";
const MAGIC: [u8; 8] = *b"MCkeys\x9d1";
/// Bytes before the first slot.
pub const HEADER: u64 = 256;
/// Bytes of a slot.
pub const SLOT: u64 = 128;
/// Keys made ahead with one barrier.
const AHEAD: u32 = 256;
/// Opened keys kept at hand; a clerk goes back and forth between a few.
const KEPT: usize = 4_096;

/// The open table.
#[derive(Debug)]
pub struct KeyTable {
    path: PathBuf,
    file: File,
    suite: Suite,
    desk: [u8; 16],
    generation: u64,
    table_key: Key,
    /// Slots in the file.
    slots: u32,
    /// The first slot no case has.
    next: u32,
    known: HashMap<u32, Key>,
}

impl KeyTable {
    /// Makes an empty table.
    pub fn create(path: &Path, desk: [u8; 16], suite: Suite, case: &Key) -> Result<Self, SealError> {
        Self::begin(path, desk, suite, case, 1)
    }

    fn begin(
        path: &Path,
        desk: [u8; 16],
        suite: Suite,
        case: &Key,
        generation: u64,
    ) -> Result<Self, SealError> {
        let table_key = Key::random()?;
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path)?;
        file.write_all(&header(suite, desk, generation, case, &table_key)?)?;
        file.sync_all()?;
        settle_dir(path)?;
        let path = path.to_owned();
        Ok(Self { path, file, suite, desk, generation, table_key, slots: 0, next: 0, known: HashMap::new() })
    }

    /// Opens the table of a desk.
    pub fn open(path: &Path, desk: [u8; 16], case: &Key) -> Result<Self, SealError> {
        let mut file = OpenOptions::new().read(true).write(true).open(path)?;
        let raw = read_header(&mut file, desk)?;
        let plain = &raw[..HEADER as usize - 32];
        let suite = Suite::of(plain[8])?;
        let generation = u64::from_le_bytes(number(&plain[16..24])?);
        let length = usize::from(u16::from_le_bytes(number(&plain[40..42])?));
        let wrapped = plain.get(42..42 + length).ok_or(SealError::Faulty("the key table"))?;
        let table_key = unwrap(case, &aad(desk, generation), wrapped)?;
        let table_key = Key::copied(&table_key).ok_or(SealError::Faulty("the key table"))?;
        // A torn slot at the end was made ahead and never used.
        let slots = u32::try_from((file.metadata()?.len() - HEADER) / SLOT).unwrap_or(u32::MAX);
        let path = path.to_owned();
        Ok(Self { path, file, suite, desk, generation, table_key, slots, next: slots, known: HashMap::new() })
    }

    /// Whether the table of a desk begins as it was written; it shows without keys.
    pub fn begins_well(path: &Path, desk: [u8; 16]) -> bool {
        File::open(path).map_err(SealError::Io).and_then(|mut file| read_header(&mut file, desk)).is_ok()
    }

    /// Slots there are, those made ahead among them.
    pub const fn slots(&self) -> u32 {
        self.slots
    }

    /// A slot no case has, and its key. On return the key survives a power cut.
    pub fn take(&mut self) -> Result<(u32, Key), SealError> {
        if self.next == self.slots {
            self.make_ahead(AHEAD)?;
        }
        let slot = self.next;
        let key = self.key(slot)?;
        self.next += 1;
        Ok((slot, key))
    }

    /// The key in a slot.
    pub fn key(&mut self, slot: u32) -> Result<Key, SealError> {
        if let Some(key) = self.known.get(&slot) {
            return Ok(key.clone());
        }
        if slot >= self.slots {
            return Err(SealError::Faulty("the key table has no such slot"));
        }
        let mut raw = [0; SLOT as usize];
        self.file.seek(SeekFrom::Start(HEADER + SLOT * u64::from(slot)))?;
        self.file.read_exact(&mut raw)?;
        if raw.iter().all(|byte| *byte == 0) {
            return Err(SealError::Erased);
        }
        let (wrapped, filling) = raw.split_at(wrapped_bytes(self.suite).min(raw.len()));
        if filling.iter().any(|byte| *byte != 0) {
            return Err(SealError::Faulty("a slot of the key table"));
        }
        let key = unwrap(&self.table_key, &self.slot_aad(slot), wrapped)?;
        let key = Key::copied(&key).ok_or(SealError::Faulty("the key table"))?;
        self.keep(slot, &key);
        Ok(key)
    }

    fn keep(&mut self, slot: u32, key: &Key) {
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(slot, key.clone());
    }

    /// Makes keys with one barrier.
    pub fn make_ahead(&mut self, keys: u32) -> Result<(), SealError> {
        let mut bytes = Vec::with_capacity(keys as usize * SLOT as usize);
        let mut made = Vec::new();
        for slot in self.slots..self.slots.saturating_add(keys) {
            let key = Key::random()?;
            bytes.extend_from_slice(&self.slot(slot, &key)?);
            made.push((slot, key));
        }
        self.file.seek(SeekFrom::Start(HEADER + SLOT * u64::from(self.slots)))?;
        self.file.write_all(&bytes)?;
        self.file.sync_data()?;
        self.slots += keys;
        for (slot, key) in &made {
            self.keep(*slot, key);
        }
        Ok(())
    }

    /// Takes the keys of these slots away for ever: every other key is wrapped anew under a fresh table
    /// key, and the old file is overwritten. On return this survives a power cut.
    pub fn erase(&mut self, case: &Key, slots: &BTreeSet<u32>) -> Result<(), SealError> {
        let fresh = self.path.with_extension("fresh");
        let mut new = self.copy(&fresh, case, slots)?;
        std::fs::rename(&fresh, &self.path)?;
        settle_dir(&self.path)?;
        // The old file has no name any more, but its bytes would lie about.
        let length = self.file.metadata()?.len();
        self.file.seek(SeekFrom::Start(0))?;
        std::io::copy(&mut std::io::repeat(0).take(length), &mut self.file)?;
        self.file.sync_all()?;
        new.path.clone_from(&self.path);
        *self = new;
        Ok(())
    }

    /// Another file with the same keys but those of `slots`, wrapped under a fresh table key, which lies under `case`.
    /// On return it survives a power cut.
    pub fn copy(&mut self, to: &Path, case: &Key, slots: &BTreeSet<u32>) -> Result<Self, SealError> {
        let mut new = Self::begin(to, self.desk, self.suite, case, self.generation + 1)?;
        let mut bytes = Vec::new();
        for slot in 0..self.next {
            let key = if slots.contains(&slot) { Err(SealError::Erased) } else { self.key(slot) };
            match key {
                Ok(key) => bytes.extend_from_slice(&new.slot(slot, &key)?),
                Err(SealError::Erased) => bytes.extend_from_slice(&[0; SLOT as usize]),
                Err(error) => return Err(error),
            }
        }
        new.file.write_all(&bytes)?;
        new.file.sync_all()?;
        (new.slots, new.next) = (self.next, self.next);
        Ok(new)
    }

    /// Gives back the slots made ahead that no case took.
    pub fn give_back(&mut self) -> Result<(), SealError> {
        if self.slots > self.next {
            self.file.set_len(HEADER + SLOT * u64::from(self.next))?;
            self.slots = self.next;
            self.known.retain(|slot, _| *slot < self.next);
        }
        Ok(())
    }

    fn slot(&self, slot: u32, key: &Key) -> Result<[u8; SLOT as usize], SealError> {
        let wrapped = wrap(self.suite, &self.table_key, &self.slot_aad(slot), key.bytes())?;
        let mut raw = [0; SLOT as usize];
        raw.get_mut(..wrapped.len()).ok_or(SealError::Faulty("a slot"))?.copy_from_slice(&wrapped);
        Ok(raw)
    }

    fn slot_aad(&self, slot: u32) -> Vec<u8> {
        [b"motcua case key v1".as_slice(), &self.desk, &slot.to_le_bytes()].concat()
    }
}

/// The header of a desk's table, if it is as it was written.
fn read_header(file: &mut File, desk: [u8; 16]) -> Result<[u8; HEADER as usize], SealError> {
    let mut raw = [0; HEADER as usize];
    file.read_exact(&mut raw).ok().ok_or(SealError::Faulty("the key table is cut off"))?;
    let (plain, check) = raw.split_at(HEADER as usize - 32);
    if plain[..8] != MAGIC
        || blake3::derive_key("motcua key table v1", plain) != *check
        || plain[24..40] != desk
    {
        return Err(SealError::Faulty("the key table is not this desk's, or was changed"));
    }
    Ok(raw)
}

const fn wrapped_bytes(suite: Suite) -> usize {
    1 + 32 + 32 + suite.overhead()
}

fn aad(desk: [u8; 16], generation: u64) -> Vec<u8> {
    [b"motcua table key v1".as_slice(), &desk, &generation.to_le_bytes()].concat()
}

fn header(
    suite: Suite,
    desk: [u8; 16],
    generation: u64,
    case: &Key,
    table_key: &Key,
) -> Result<Vec<u8>, SealError> {
    let wrapped = wrap(suite, case, &aad(desk, generation), table_key.bytes())?;
    let mut raw = Vec::with_capacity(HEADER as usize);
    raw.extend_from_slice(&MAGIC);
    raw.extend_from_slice(&[suite.number(), 0, 0, 0, 0, 0, 0, 0]);
    raw.extend_from_slice(&generation.to_le_bytes());
    raw.extend_from_slice(&desk);
    raw.extend_from_slice(&(wrapped.len() as u16).to_le_bytes());
    raw.extend_from_slice(&wrapped);
    raw.resize(HEADER as usize - 32, 0);
    let check = blake3::derive_key("motcua key table v1", &raw);
    raw.extend_from_slice(&check);
    Ok(raw)
}

fn number<const N: usize>(bytes: &[u8]) -> Result<[u8; N], SealError> {
    bytes.try_into().ok().ok_or(SealError::Faulty("the key table"))
}
