//! The seal of a closed store: one hash over its files, kept beside it.
//!
//! Sled opens one damaged store in ten with records silently missing; a store that is not byte for
//! byte as it was closed is therefore never believed. Must not know: sled's format.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Seals a store that nobody has open.
pub(super) fn put(dir: &Path) -> io::Result<()> {
    std::fs::write(place(dir), hash(dir)?.to_hex().as_str())
}

/// Takes the seal off before opening. True when the files are as they were sealed; an error of
/// kind `InvalidData` when they are not, and then the seal stays, as the witness against them; false
/// when there is no seal, as after a crash, or no store.
pub(super) fn take(dir: &Path) -> io::Result<bool> {
    let place = place(dir);
    if !dir.exists() {
        return forget(dir).map(|()| false);
    }
    let seal = match std::fs::read_to_string(&place) {
        Ok(seal) => seal,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
        Err(error) => return Err(error),
    };
    if hash(dir)?.to_hex().as_str() == seal {
        std::fs::remove_file(&place)?;
        Ok(true)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidData, "the store's files have changed since it was closed"))
    }
}

/// Forgets the seal of a store that is set aside or made again.
pub fn forget(dir: &Path) -> io::Result<()> {
    match std::fs::remove_file(place(dir)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn place(dir: &Path) -> PathBuf {
    dir.with_extension("seal")
}

fn hash(dir: &Path) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    let mut paths = Vec::new();
    collect(dir, &mut paths)?;
    paths.sort();
    for path in paths {
        let name = path.strip_prefix(dir).map_err(io::Error::other)?;
        hasher.update(name.as_os_str().as_encoded_bytes());
        let file = File::open(&path)?;
        hasher.update(&file.metadata()?.len().to_le_bytes());
        hasher.update_reader(file)?;
    }
    Ok(hasher.finalize())
}

fn collect(dir: &Path, into: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), into)?;
        } else {
            into.push(entry.path());
        }
    }
    Ok(())
}
