//! Packs: the office's own procedures, calendars, rules and forms as items, and back into their folders.
//!
//! What came waits in a folder of its own until the chain says that its bundle was taken; then each file gets its place,
//! and where that was cut short the next opening goes on. Must not know: what a pack says.

use super::ExchangeError;
use crate::bundle::{Kind, is_pack_name};
use crate::desk::{Desk, Folder, write_atomically};
use crate::journal::disk::Disk;
use crate::seal::file::settle_dir;
use std::path::{Path, PathBuf};

/// A pack: a file of the office's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Which folder it belongs to; never a case.
    pub kind: Kind,
    /// Its name, without the ending.
    pub name: String,
    /// What it says.
    pub bytes: Vec<u8>,
}

/// Most bytes of one pack.
const MOST_BYTES: u64 = 4 << 20;

/// The file of a pack below some folder.
pub(super) fn place(under: &Path, kind: Kind, name: &str) -> PathBuf {
    under.join(kind.name()).join(format!("{name}.toml"))
}

/// The office's own packs of a kind, in order of name.
pub(super) fn own(folder: &Folder, kind: Kind) -> Result<Vec<Pack>, ExchangeError> {
    let root = folder.own(kind.name());
    let mut names = Vec::new();
    collect(&root, "", &mut names)?;
    names.sort();
    let mut packs = Vec::with_capacity(names.len());
    for name in names {
        if !is_pack_name(&name) {
            return Err(ExchangeError::PackName { name });
        }
        let path = place(folder.path(), kind, &name);
        if std::fs::metadata(&path)?.len() > MOST_BYTES {
            return Err(ExchangeError::Pack { name, why: "> 4 MiB".to_owned() });
        }
        packs.push(Pack { kind, bytes: std::fs::read(path)?, name });
    }
    Ok(packs)
}

/// Names of the `.toml` files of a folder and of the folders in it.
fn collect(dir: &Path, before: &str, names: &mut Vec<String>) -> Result<(), ExchangeError> {
    if !dir.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.is_dir() && before.is_empty() {
            collect(&path, &format!("{stem}/"), names)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            names.push(format!("{before}{stem}"));
        }
    }
    Ok(())
}

/// Where the packs of a bundle wait, by its hash.
fn waiting(folder: &Folder, hash: &[u8; 32]) -> PathBuf {
    let short = hash.first_chunk().map_or(0, |first| u64::from_be_bytes(*first));
    folder.bundles().join("packs").join(format!("{short:016x}"))
}

/// Lays the packs of a bundle down, durable, where they wait.
pub(super) fn lay_down(folder: &Folder, hash: &[u8; 32], packs: &[Pack]) -> Result<(), ExchangeError> {
    let dir = waiting(folder, hash);
    if dir.exists() {
        std::fs::remove_dir_all(&dir)?;
    }
    for pack in packs {
        let path = place(&dir, pack.kind, &pack.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        write_atomically(&path, &pack.bytes)?;
        // Every new folder on the way down survives as well.
        for above in path.ancestors().skip(1).take_while(|above| *above != folder.path()) {
            settle_dir(above)?;
        }
    }
    Ok(())
}

impl<D: Disk> Desk<D> {
    /// Gives packs that wait their places where their bundle was taken, and throws away the others.
    pub(in crate::desk) fn finish_packs(&self) -> Result<(), ExchangeError> {
        let root = self.folder.bundles().join("packs");
        if !root.is_dir() {
            return Ok(());
        }
        let known = self.exchange()?;
        let taken = known.partners.all().iter().flat_map(|partner| &partner.taken);
        for taken in taken {
            let dir = waiting(&self.folder, &taken.hash);
            if dir.is_dir() {
                put_in_place(&dir, self.folder.path())?;
            }
        }
        Ok(std::fs::remove_dir_all(&root)?)
    }
}

fn put_in_place(dir: &Path, to: &Path) -> Result<(), ExchangeError> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            std::fs::create_dir_all(&target)?;
            settle_dir(&target)?;
            put_in_place(&path, &target)?;
        } else {
            std::fs::rename(&path, &target)?;
            settle_dir(&target)?;
        }
    }
    Ok(())
}
