//! The seam to the disk: the few file operations the journal needs, and the real ones.
//!
//! Must not know: segments, frames, or why a file is written. There is no way to remove a file here:
//! the journal throws nothing away.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// An existing file, for reading.
    Read,
    /// An existing file, for reading and writing in place.
    Write,
    /// A new file, or an existing one emptied, for reading and writing.
    Create,
}

/// A folder of files whose operations can be made to fail, or forgotten by a power cut, in tests.
pub trait Disk: Clone {
    /// An open file.
    type File: DiskFile;

    /// Opens one file.
    fn open(&self, path: &Path, access: Access) -> io::Result<Self::File>;
    /// The names of the files of a folder, sorted.
    fn list(&self, dir: &Path) -> io::Result<Vec<String>>;
    /// Makes a folder and its parents; an existing one is fine.
    fn create_dir(&self, dir: &Path) -> io::Result<()>;
    /// Gives a file another name, replacing what had that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Returns once the names in this folder survive a power cut.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
}

/// An open file. Every offset counts bytes from the start of the file.
pub trait DiskFile {
    /// The length in bytes.
    fn length(&mut self) -> io::Result<u64>;
    /// Fills the buffer from `offset`; an error if the file ends before.
    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<()>;
    /// Writes all bytes at `offset`, lengthening the file where needed. After an error any part of
    /// them may be in the file.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Cuts the file to `length` bytes.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Returns once all content and the length survive a power cut. After an error nothing written
    /// since the last success may be trusted, and asking again proves nothing.
    fn sync(&mut self) -> io::Result<()>;
}

/// The machine's file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RealDisk;

/// A file of the machine's file system.
#[derive(Debug)]
pub struct RealFile(File);

impl Disk for RealDisk {
    type File = RealFile;

    fn open(&self, path: &Path, access: Access) -> io::Result<RealFile> {
        let mut options = OpenOptions::new();
        options.read(true);
        match access {
            Access::Read => {}
            Access::Write => {
                options.write(true);
            }
            Access::Create => {
                options.write(true).create(true).truncate(true);
            }
        }
        options.open(path).map(RealFile)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(dir)? {
            // A name that is not text is not one of ours.
            if let Ok(name) = entry?.file_name().into_string() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        std::fs::create_dir_all(dir)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        // Windows writes names through with the file itself and cannot open a folder as a file.
        if cfg!(mutant_no_sync) || cfg!(not(unix)) {
            return Ok(());
        }
        File::open(dir)?.sync_all()
    }
}

impl DiskFile for RealFile {
    fn length(&mut self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len())
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(offset))?;
        self.0.read_exact(buffer)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(offset))?;
        self.0.write_all(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        // The control build of the power-cut test: a desk that acknowledges without a barrier.
        if cfg!(mutant_no_sync) {
            return Ok(());
        }
        self.0.sync_data()
    }
}
