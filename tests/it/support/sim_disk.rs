//! A disk in memory on which only synced bytes survive a power cut, and which fails when told to.
//!
//! After a cut each file holds what was synced plus any choice of the 512-byte sectors written since; a
//! new name may be gone unless its folder was synced. A failed sync forgets what it was asked to keep, as
//! Linux does: the bytes are still read back, and no later sync brings them to the disk.

use motcua::journal::disk::{Access, Disk, DiskFile};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

const SECTOR: usize = 512;

/// A small source of chance; the seed is the bug report.
pub struct Chance(ChaCha8Rng);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.0.next_u64() % bound.max(1) as u64) as usize
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Bytes that are neither text nor zeros only: some bodies are random, some plain, some empty.
    pub fn body(&mut self, longest: usize) -> Vec<u8> {
        let mut body = vec![0; self.below(longest + 1)];
        match self.below(4) {
            0 => {}
            1 => body.fill(b'a'),
            _ => self.0.fill_bytes(&mut body),
        }
        body
    }
}

/// What goes wrong, at which call.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Counted from 0 over all calls of the disk.
    pub at: u64,
    pub kind: ErrorKind,
    /// All calls from then on, not only this one.
    pub for_ever: bool,
    /// The power goes out: what is on its way to the disk may still arrive.
    pub power: bool,
}

impl Fault {
    /// The power goes out at this call.
    pub fn power_out(at: u64) -> Self {
        Self { at, kind: ErrorKind::NotConnected, for_ever: true, power: true }
    }
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

#[derive(Clone, Debug, Default)]
struct Inode {
    live: Vec<u8>,
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Debug, Default)]
struct State {
    inodes: Vec<Inode>,
    names: BTreeMap<PathBuf, usize>,
    durable_names: BTreeMap<PathBuf, usize>,
    calls: u64,
    fault: Option<Fault>,
    sync_is_ignored: bool,
}

/// The disk; clones share it.
#[derive(Clone, Debug, Default)]
pub struct SimDisk(Arc<Mutex<State>>);

/// An open file.
#[derive(Debug)]
pub struct SimFile {
    disk: SimDisk,
    inode: usize,
}

impl SimDisk {
    /// An honest disk.
    pub fn new() -> Self {
        Self::default()
    }

    /// The control: a disk that says it synced and did not.
    pub fn that_ignores_sync() -> Self {
        let disk = Self::default();
        disk.state().sync_is_ignored = true;
        disk
    }

    /// Makes a call fail; none makes the disk whole again.
    pub fn fail(&self, fault: Option<Fault>) {
        self.state().fault = fault;
    }

    /// How many calls were made.
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// The same bytes on a disk of its own.
    pub fn copy(&self) -> Self {
        Self(Arc::new(Mutex::new(self.state().clone())))
    }

    /// Names and contents, for looking at and for spoiling.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let state = self.state();
        state.names.iter().map(|(path, &inode)| (path.clone(), state.inodes[inode].live.clone())).collect()
    }

    /// Replaces what a file holds, as decay or a hand would.
    pub fn put(&self, path: &Path, bytes: Vec<u8>) {
        let mut state = self.state();
        state.inodes.push(Inode { live: bytes.clone(), durable: bytes, pending: Vec::new() });
        let inode = state.inodes.len() - 1;
        state.names.insert(path.to_owned(), inode);
        state.durable_names.insert(path.to_owned(), inode);
    }

    /// Takes a file away.
    pub fn remove(&self, path: &Path) {
        let mut state = self.state();
        state.names.remove(path);
        state.durable_names.remove(path);
    }

    /// What the disk holds after the power went out now.
    pub fn after_power_cut(&self, chance: &mut Chance) -> Self {
        let state = self.state();
        let mut cut = State { sync_is_ignored: state.sync_is_ignored, ..State::default() };
        // Names reach the disk in order; a random share of the latest is lost. Here: all or none of them.
        let names = if chance.one_in(2) { &state.durable_names } else { &state.names };
        for (path, &inode) in names {
            let bytes = surviving(&state.inodes[inode], chance);
            cut.inodes.push(Inode { live: bytes.clone(), durable: bytes, pending: Vec::new() });
            cut.names.insert(path.clone(), cut.inodes.len() - 1);
        }
        cut.durable_names = cut.names.clone();
        Self(Arc::new(Mutex::new(cut)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics while holding the disk")
    }

    /// Counts a call and says whether it fails.
    fn call(&self) -> io::Result<()> {
        let mut state = self.state();
        let call = state.calls;
        state.calls += 1;
        match state.fault {
            Some(fault) if fault.at == call || (fault.for_ever && call > fault.at) => {
                Err(io::Error::new(fault.kind, "injected"))
            }
            _ => Ok(()),
        }
    }
}

/// Synced bytes, and any of the sectors written since.
fn surviving(inode: &Inode, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = inode.durable.clone();
    let habit = chance.below(4);
    let whole_length = chance.one_in(2);
    for change in &inode.pending {
        match change {
            Change::Cut(length) if habit != 0 && !chance.one_in(3) => bytes.truncate(*length),
            Change::Cut(_) => {}
            Change::Write(offset, written) => {
                let end = offset + written.len();
                let mut kept_to = *offset;
                // Inside a sector whose length is already recorded a write is torn between words.
                let word = if whole_length { 8 } else { 1 };
                let stop = offset + chance.below(written.len() + 1) / word * word;
                let mut at = *offset;
                while at < end {
                    let next = ((at / SECTOR + 1) * SECTOR).min(end);
                    // All lost, all kept, kept up to some byte, or any sectors in any order.
                    let keep = match habit {
                        0 => at,
                        1 => next,
                        2 => next.min(stop).max(at),
                        _ if chance.one_in(2) => next,
                        _ => at,
                    };
                    if keep > at {
                        grow(&mut bytes, keep);
                        bytes[at..keep].copy_from_slice(&written[at - offset..keep - offset]);
                        kept_to = keep;
                    }
                    at = next;
                }
                // The new length may be recorded although the bytes are not: they read as zeros.
                if whole_length && (habit > 1 || kept_to < end) && habit != 0 {
                    grow(&mut bytes, end);
                }
            }
        }
    }
    bytes
}

fn grow(bytes: &mut Vec<u8>, length: usize) {
    if bytes.len() < length {
        bytes.resize(length, 0);
    }
}

impl Disk for SimDisk {
    type File = SimFile;

    fn open(&self, path: &Path, access: Access) -> io::Result<SimFile> {
        self.call()?;
        let mut state = self.state();
        let known = state.names.get(path).copied();
        let inode = match (known, access) {
            (Some(inode), Access::Read | Access::Write) => inode,
            (None, Access::Read | Access::Write) => return Err(ErrorKind::NotFound.into()),
            (Some(inode), Access::Create) => {
                state.inodes[inode].live.clear();
                state.inodes[inode].pending.push(Change::Cut(0));
                inode
            }
            (None, Access::Create) => {
                state.inodes.push(Inode::default());
                let inode = state.inodes.len() - 1;
                state.names.insert(path.to_owned(), inode);
                inode
            }
        };
        Ok(SimFile { disk: self.clone(), inode })
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.call()?;
        let state = self.state();
        let inside = state.names.keys().filter(|path| path.parent() == Some(dir));
        Ok(inside.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect())
    }

    fn create_dir(&self, _dir: &Path) -> io::Result<()> {
        self.call()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call()?;
        let mut state = self.state();
        let inode = state.names.remove(from).ok_or(ErrorKind::NotFound)?;
        state.names.insert(to.to_owned(), inode);
        Ok(())
    }

    fn sync_dir(&self, _dir: &Path) -> io::Result<()> {
        self.call()?;
        let mut state = self.state();
        if !state.sync_is_ignored {
            state.durable_names = state.names.clone();
        }
        Ok(())
    }
}

impl DiskFile for SimFile {
    fn length(&mut self) -> io::Result<u64> {
        self.disk.call()?;
        Ok(self.disk.state().inodes[self.inode].live.len() as u64)
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.disk.call()?;
        let state = self.disk.state();
        let live = &state.inodes[self.inode].live;
        let from = offset as usize;
        let bytes = live.get(from..from + buffer.len()).ok_or(ErrorKind::UnexpectedEof)?;
        buffer.copy_from_slice(bytes);
        Ok(())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        // A failing write gets half of its bytes into the file first.
        let outcome = self.disk.call();
        let mut state = self.disk.state();
        let whole =
            outcome.is_ok() || state.fault.is_some_and(|fault| fault.power && state.calls == fault.at + 1);
        let bytes = if whole { bytes } else { &bytes[..bytes.len() / 2] };
        let inode = &mut state.inodes[self.inode];
        let offset = offset as usize;
        grow(&mut inode.live, offset + bytes.len());
        inode.live[offset..offset + bytes.len()].copy_from_slice(bytes);
        inode.pending.push(Change::Write(offset, bytes.to_vec()));
        outcome
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.disk.call()?;
        let mut state = self.disk.state();
        let inode = &mut state.inodes[self.inode];
        inode.live.truncate(length as usize);
        inode.pending.push(Change::Cut(length as usize));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let outcome = self.disk.call();
        let mut state = self.disk.state();
        let power_out = outcome.is_err() && state.fault.is_some_and(|fault| fault.power);
        if state.sync_is_ignored || power_out {
            return outcome;
        }
        let inode = &mut state.inodes[self.inode];
        let pending = std::mem::take(&mut inode.pending);
        if outcome.is_ok() {
            for change in pending {
                match change {
                    Change::Write(offset, bytes) => {
                        grow(&mut inode.durable, offset + bytes.len());
                        inode.durable[offset..offset + bytes.len()].copy_from_slice(&bytes);
                    }
                    Change::Cut(length) => inode.durable.truncate(length),
                }
            }
        }
        outcome
    }
}
