//! A file that lies there to be thrown away: when the disk runs full, its room lets the desk be opened and the work in
//! hand be finished.
//!
//! Nobody but this desk knows of it: no backup, bundle or check takes it along. Must not know: how large it should be,
//! or how much room there is.

use super::{Desk, Folder, SubmitError};
use crate::journal::WriteError;
use crate::journal::disk::Disk;
use crate::seal::SealError;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Its name inside a desk's folder.
pub const FILE: &str = "ballast";
/// Room an opening needs for store and rows.
const NEEDED: u64 = 2 << 20;
/// Room a few acts need.
const ACT: u64 = 64 << 10;

/// Lays the ballast where there is none of this size; none is wanted where it is 0. Says whether it was laid now.
pub fn lay_ballast(dir: &Path, bytes: u64) -> io::Result<bool> {
    let path = dir.join(FILE);
    let there = std::fs::metadata(&path).map_or(0, |about| about.len());
    if there == bytes {
        return Ok(false);
    }
    if bytes == 0 {
        return std::fs::remove_file(path).map(|()| false);
    }
    let laid = fill(&path, bytes);
    if laid.is_err() {
        let _ = std::fs::remove_file(path);
    }
    laid.map(|()| true)
}

/// Writes a file that takes its whole room: no holes, and nothing that a file system could pack.
fn fill(path: &Path, bytes: u64) -> io::Result<()> {
    let mut noise = blake3::Hasher::new_derive_key("motcua ballast v1").finalize_xof();
    let mut noise = io::Read::by_ref(&mut noise).take(bytes);
    let mut file = File::create(path)?;
    io::copy(&mut noise, &mut file)?;
    file.sync_all()
}

/// Throws the ballast away; the bytes that are free now.
fn throw(dir: &Path) -> Option<u64> {
    let path = dir.join(FILE);
    let bytes = std::fs::metadata(&path).ok()?.len();
    std::fs::remove_file(path).ok().map(|()| bytes)
}

/// Throws the ballast away where the disk has no room to open the desk; the bytes that are free now.
pub(super) fn make_room(folder: &Folder) -> Option<u64> {
    let dir = folder.path();
    if !dir.join(FILE).exists() {
        return None;
    }
    if is_full(dir, NEEDED) { throw(dir) } else { None }
}

/// Whether the disk takes no file of this size.
fn is_full(dir: &Path, bytes: u64) -> bool {
    let probe = dir.join("ballast.probe");
    let full = matches!(fill(&probe, bytes), Err(error) if error.kind() == ErrorKind::StorageFull);
    let _ = std::fs::remove_file(probe);
    full
}

impl<D: Disk> Desk<D> {
    /// After the disk refused for want of room: throws the ballast away and opens the journal anew, so that whoever
    /// asked may ask again. Where there is still no room the error stays what it was.
    pub(super) fn relieve(&mut self, error: SubmitError) -> SubmitError {
        if !is_of_a_full_disk(&error) {
            return error;
        }
        let released = self.throw_ballast();
        if is_full(self.folder.path(), ACT) || !self.journal.resume() {
            return error;
        }
        SubmitError::Full { released }
    }

    /// Throws the ballast away; the bytes that are free now, 0 where there was none.
    pub fn throw_ballast(&self) -> u64 {
        throw(self.folder.path()).unwrap_or(0)
    }
}

fn is_of_a_full_disk(error: &SubmitError) -> bool {
    let kind = match error {
        SubmitError::Journal(WriteError::Io(error)) | SubmitError::Sealed(SealError::Io(error)) => {
            error.kind()
        }
        SubmitError::Journal(WriteError::Stopped { kind }) => *kind,
        SubmitError::Store(error) => return error.io_kind() == Some(ErrorKind::StorageFull),
        SubmitError::Journal(WriteError::TooLarge { .. } | WriteError::ReadOnly(_))
        | SubmitError::Sealed(_)
        | SubmitError::Refused(_)
        | SubmitError::Conflict { .. }
        | SubmitError::UnknownCase
        | SubmitError::Read(_)
        | SubmitError::Record(_)
        | SubmitError::Full { .. } => return false,
    };
    kind == ErrorKind::StorageFull
}
