//! Where things lie in a desk's folder, and how small files are written whole or not at all.
//!
//! Must not know: what the files say.

use crate::seal::sums::{self, Changed};
use crate::seal::{office, people};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Small files of a desk: what the office chose and decided, and its keys, wrapped.
pub(super) const SMALL: [&str; 9] = [
    "office.toml",
    "settings.toml",
    "keymap.toml",
    "printing.toml",
    "units.toml",
    "retention.toml",
    people::FILE,
    people::OWN,
    office::FILE,
];
/// Folders of the office's own data.
pub(super) const OWN: [&str; 6] = ["procedures", "calendars", "rules", "keymaps", "themes", "forms"];

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

    /// The small files there are, by name, in order.
    pub(super) fn small_files(&self) -> io::Result<Vec<String>> {
        let mut names = SMALL.map(ToOwned::to_owned).to_vec();
        names.retain(|name| self.0.join(name).is_file());
        for dir in OWN {
            names.extend(self.files_of(dir, ".toml")?);
        }
        Ok(names)
    }

    /// The files of a folder in here with this ending, by name, in order.
    pub(super) fn files_of(&self, dir: &str, ending: &str) -> io::Result<Vec<String>> {
        let path = self.0.join(dir);
        if !path.is_dir() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path)? {
            if let Ok(name) = entry?.file_name().into_string()
                && name.ends_with(ending)
            {
                names.push(format!("{dir}/{name}"));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Small files that are not as the program last had them in hand.
    pub(super) fn changed(&self) -> io::Result<Vec<Changed>> {
        sums::changed(&self.0, &self.small_files()?)
    }

    /// A file or folder with the office's own version of some data, such as `procedures`.
    pub fn own(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// Says which small files of a desk are not as the program last had them in hand, once: from now on they count as
/// they are.
pub fn look_over(dir: &Path) -> io::Result<Vec<Changed>> {
    let folder = Folder::new(dir);
    let changed = folder.changed()?;
    // A folder that cannot be written tells it each time.
    let _ = sums::note(dir, &folder.small_files()?);
    Ok(changed)
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
