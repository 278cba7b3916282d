//! Where things lie in a desk's folder, and how small files are written whole or not at all.
//!
//! Must not know: what the files say.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A desk's folder. Names hold nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder by its path.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The journal: the truth.
    pub fn journal(&self) -> PathBuf {
        self.0.join("journal")
    }

    /// The sled store: disposable.
    pub fn store(&self) -> PathBuf {
        self.0.join("store")
    }

    /// The projection's snapshot: disposable.
    pub fn snapshot(&self) -> PathBuf {
        self.0.join("projection.snapshot")
    }

    /// The office, its hours and people.
    pub fn office(&self) -> PathBuf {
        self.0.join("office.toml")
    }

    /// Sheets that wait for the printer.
    pub fn prints(&self) -> PathBuf {
        self.0.join("prints")
    }

    /// What was being typed when the program was left or killed.
    pub fn drafts(&self) -> PathBuf {
        self.0.join("drafts")
    }

    /// Whether the desk is sealed: then nothing in it reads without logging in.
    pub fn is_sealed(&self) -> bool {
        self.0.join(crate::seal::people::FILE).exists()
    }

    /// Bundles made and not yet known to have arrived, sealed to their receivers; and what is being taken in.
    pub fn bundles(&self) -> PathBuf {
        self.0.join("bundles")
    }

    /// A file or folder with the office's own version of some data, such as `procedures`.
    pub fn own(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Makes the name of a folder, and of every folder above it, survive a power cut.
pub(super) fn settle_name(folder: &Path) -> io::Result<()> {
    // As in the journal: Windows needs none of this, and the control build does without.
    if cfg!(not(unix)) || cfg!(mutant_no_sync) {
        return Ok(());
    }
    for above in folder.canonicalize()?.ancestors().skip(1) {
        match File::open(above).and_then(|above| above.sync_all()) {
            // Nobody made a folder where they may not look.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
            other => other?,
        }
    }
    Ok(())
}
