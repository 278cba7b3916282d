//! A disk in memory that does what it is told: a journal on it is read thousands of times a second.

use motcua::journal::disk::{Access, Disk, DiskFile};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// The disk; clones share it.
#[derive(Clone, Debug, Default)]
pub struct RamDisk(Arc<Mutex<Files>>);

/// An open file.
#[derive(Debug)]
pub struct RamFile {
    disk: RamDisk,
    path: PathBuf,
}

impl RamDisk {
    /// A disk with one file.
    pub fn with(path: PathBuf, bytes: &[u8]) -> Self {
        Self(Arc::new(Mutex::new(BTreeMap::from([(path, bytes.to_vec())]))))
    }

    fn files(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn missing() -> io::Error {
    io::ErrorKind::NotFound.into()
}

impl Disk for RamDisk {
    type File = RamFile;

    fn open(&self, path: &Path, access: Access) -> io::Result<RamFile> {
        let mut files = self.files();
        match access {
            Access::Read | Access::Write => files.get(path).map(|_| ()).ok_or_else(missing)?,
            Access::Create => drop(files.insert(path.to_owned(), Vec::new())),
        }
        Ok(RamFile { disk: self.clone(), path: path.to_owned() })
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let files = self.files();
        let inside = files.keys().filter_map(|path| path.strip_prefix(dir).ok()?.to_str());
        Ok(inside.map(ToOwned::to_owned).collect())
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut files = self.files();
        let bytes = files.remove(from).ok_or_else(missing)?;
        files.insert(to.to_owned(), bytes);
        Ok(())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl RamFile {
    fn with<T>(&self, work: impl FnOnce(&mut Vec<u8>) -> io::Result<T>) -> io::Result<T> {
        work(self.disk.files().get_mut(&self.path).ok_or_else(missing)?)
    }
}

impl DiskFile for RamFile {
    fn length(&mut self) -> io::Result<u64> {
        self.with(|bytes| Ok(bytes.len() as u64))
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.with(|bytes| {
            let from = usize::try_from(offset).map_err(io::Error::other)?;
            let found = from.checked_add(buffer.len()).and_then(|to| bytes.get(from..to));
            buffer.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
            Ok(())
        })
    }

    fn write_at(&mut self, offset: u64, new: &[u8]) -> io::Result<()> {
        self.with(|bytes| {
            let from = usize::try_from(offset).map_err(io::Error::other)?;
            bytes.resize(bytes.len().max(from + new.len()), 0);
            bytes[from..from + new.len()].copy_from_slice(new);
            Ok(())
        })
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.with(|bytes| {
            bytes.truncate(usize::try_from(length).map_err(io::Error::other)?);
            Ok(())
        })
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}
