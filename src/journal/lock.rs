//! One desk per folder: a file lock that names its holder.
//!
//! The system's lock decides, not the existence of a file, so nothing stale is left by a killed process.
//! The holder's words lie in a second file, for a locked file cannot be read everywhere.
//!
//! Must not know: what the folder holds, or the time and the name of anyone (they are given).

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LOCK: &str = "desk.lock";
const HOLDER: &str = "desk.holder";

/// Who holds a folder, in words for the next one who wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process.
    pub process: u32,
    /// The person and machine, one line.
    pub who: String,
    /// Since when, as the holder wrote it, one line.
    pub since: String,
}

/// The folder belongs to this process until this is dropped.
#[derive(Debug)]
pub struct DeskLock {
    // Closing the file releases the lock, also when the process is killed.
    _file: File,
    holder: PathBuf,
}

/// How often, and how many times, somebody nameless is waited for: a second at most, for a busy machine takes its
/// time to start a process. Whoever has a name is told of at once.
const GLANCE: Duration = Duration::from_millis(3);
const GLANCES: u32 = 333;

/// Why the folder could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process has it. The holder is missing only in the moment between its locking and its writing.
    #[error("the folder is in use: {0:?}")]
    Held(Option<Holder>),
    /// The disk refused.
    #[error("the folder cannot be locked: {0}")]
    Io(#[from] io::Error),
}

impl DeskLock {
    /// Takes the folder at once or says who has it.
    pub fn take(dir: &Path, holder: &Holder) -> Result<Self, LockError> {
        let lock = dir.join(LOCK);
        let file = match OpenOptions::new().write(true).create(true).truncate(false).open(&lock) {
            // Whoever may only look locks what is there.
            Err(error) if is_write_protection(error.kind()) => {
                File::open(&lock).map_err(|_unreadable| error)?
            }
            other => other?,
        };
        let path = dir.join(HOLDER);
        match patiently(&file, &path) {
            Ok(()) => {
                // Only words for the next one: a full disk must not keep the desk shut.
                let _ = std::fs::write(&path, holder.lines());
                Ok(Self { _file: file, holder: path })
            }
            Err(TryLockError::WouldBlock) => Err(LockError::Held(holder_of(&path))),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Tries to lock. Somebody who holds the lock without a name is just coming or just leaving (a process they
/// started may keep the lock alive for a blink after they let go), and is waited for.
fn patiently(file: &File, holder: &Path) -> Result<(), TryLockError> {
    for _ in 0..GLANCES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if holder_of(holder).is_none() => std::thread::park_timeout(GLANCE),
            other => return other,
        }
    }
    file.try_lock()
}

impl Drop for DeskLock {
    fn drop(&mut self) {
        // Only words: whoever takes the lock next writes them anew.
        let _ = std::fs::write(&self.holder, "");
    }
}

impl Holder {
    fn lines(&self) -> String {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        format!("{}\n{}\n{}\n", self.process, line(&self.who), line(&self.since))
    }
}

const fn is_write_protection(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
}

fn holder_of(path: &Path) -> Option<Holder> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut lines = text.lines();
    let process = lines.next()?.parse().ok()?;
    Some(Holder { process, who: lines.next()?.to_owned(), since: lines.next()?.to_owned() })
}
