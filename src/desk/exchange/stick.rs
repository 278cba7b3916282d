//! Bringing a bundle to a stick: beside its name first, durable, then its name, then read back.
//!
//! Pulled or killed at any call, the stick holds the whole file under its name or none. Must not know: what is in it.

use super::ExchangeError;
use crate::journal::disk::{Access, Disk, DiskFile};
use std::io::Read;
use std::path::Path;

/// Bytes copied at once.
const STEP: usize = 256 << 10;

/// Copies all of `from` into the file `to` of a disk. On return it is there whole, survives a power cut, and was read
/// back.
pub fn carry<D: Disk>(disk: &D, from: &mut impl Read, to: &Path) -> Result<(), ExchangeError> {
    let dir = to.parent().unwrap_or(Path::new("."));
    let mut fresh_name = to.file_name().unwrap_or_default().to_owned();
    fresh_name.push(".part");
    let fresh = to.with_file_name(fresh_name);
    let mut file = disk.open(&fresh, Access::Create)?;
    let (mut hasher, mut length, mut step) = (blake3::Hasher::new(), 0, vec![0; STEP]);
    loop {
        let count = from.read(&mut step)?;
        let bytes = step.get(..count).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        file.write_at(length, bytes)?;
        hasher.update(bytes);
        length += count as u64;
    }
    file.sync()?;
    drop(file);
    disk.rename(&fresh, to)?;
    disk.sync_dir(dir)?;
    let written = hash_of(disk, to)?;
    if written == (length, *hasher.finalize().as_bytes()) { Ok(()) } else { Err(ExchangeError::NotReadBack) }
}

/// Length and hash of a file as the disk gives it back.
pub(super) fn hash_of<D: Disk>(disk: &D, path: &Path) -> std::io::Result<(u64, [u8; 32])> {
    let mut file = disk.open(path, Access::Read)?;
    let length = file.length()?;
    let (mut hasher, mut at) = (blake3::Hasher::new(), 0);
    let mut step = vec![0; STEP];
    while at < length {
        let count = usize::try_from(length - at).unwrap_or(STEP).min(STEP);
        let buffer = step.get_mut(..count).unwrap_or_default();
        file.read_at(at, buffer)?;
        hasher.update(buffer);
        at += count as u64;
    }
    Ok((length, *hasher.finalize().as_bytes()))
}
