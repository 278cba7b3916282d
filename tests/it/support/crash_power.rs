//! A folder as a power cut leaves it: `tests/shim/power.c` keeps what each barrier of the program
//! covers, and from that the folder is put together again.
#![cfg(target_os = "linux")]

use super::sim_disk::Chance;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

/// The shim, made once.
static SHIM: LazyLock<PathBuf> = LazyLock::new(|| super::tools::shim("power"));

/// What a power cut leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// What a barrier has covered and nothing else.
    Synced,
    /// Of everything else, what chance had written back.
    Some,
}

/// A folder on a disk whose power can be cut.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    shadow: PathBuf,
}

impl Disk {
    /// A disk on which all that is in `folder` now is durable.
    pub fn holding(folder: &Path, shadow: &Path) -> Self {
        let disk = Self::just_made(folder, shadow);
        disk.keep(folder);
        disk
    }

    /// The same, but that the names in `folder` itself are not: its only sub-folders were just made.
    pub fn just_made(folder: &Path, shadow: &Path) -> Self {
        std::fs::create_dir_all(shadow).unwrap();
        let disk = Self { folder: folder.to_owned(), shadow: shadow.to_owned() };
        for (_, path) in names(folder).into_values() {
            if path.is_dir() {
                disk.keep(&path);
            }
        }
        disk
    }

    fn keep(&self, folder: &Path) {
        let mut listing = String::new();
        for (name, (key, path)) in names(folder) {
            let kind = if path.is_dir() { 'd' } else { 'f' };
            listing += &format!("{key} {kind} {}\n", name.to_str().unwrap());
            if path.is_dir() {
                self.keep(&path);
            } else {
                std::fs::copy(&path, self.shadow.join(&key)).unwrap();
            }
        }
        std::fs::write(self.shadow.join(key(folder)), listing).unwrap();
    }

    /// Puts the shim in front of a program.
    pub fn watch(&self, program: &mut Command, lies: bool) {
        program.env("LD_PRELOAD", &*SHIM).env("MOTCUA_SHADOW", &self.shadow);
        program.env("MOTCUA_SHADOW_LIES", if lies { "1" } else { "0" });
    }

    /// Writes the folder into `image` as it is after the cut.
    pub fn after_power_cut(&self, image: &Path, left: Left, chance: &mut Chance) {
        let live = (left == Left::Some).then_some(self.folder.as_path());
        self.restore(&key(&self.folder), live, image, chance);
    }

    /// Puts one folder together, given the same folder as it was in memory where that may have been
    /// written back.
    fn restore(&self, folder: &str, live: Option<&Path>, image: &Path, chance: &mut Chance) {
        std::fs::create_dir_all(image).unwrap();
        let mut entries: BTreeMap<OsString, (String, bool)> = BTreeMap::new();
        for line in std::fs::read_to_string(self.shadow.join(folder)).unwrap_or_default().lines() {
            let mut parts = line.splitn(3, ' ');
            let (key, kind, name) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
            entries.insert(name.into(), (key.to_owned(), kind == "d"));
        }
        let in_memory = live.map(names).unwrap_or_default();
        let every: Vec<OsString> = entries.keys().chain(in_memory.keys()).cloned().collect();
        for name in every {
            let now = in_memory.get(&name).map(|(key, path)| (key.clone(), path.is_dir()));
            if live.is_some() && now.as_ref() != entries.get(&name) && chance.one_in(2) {
                match now {
                    Some(now) => entries.insert(name, now),
                    None => entries.remove(&name),
                };
            }
        }
        for (name, (key, is_folder)) in entries {
            let live = in_memory.get(&name).filter(|(now, _)| *now == key).map(|(_, path)| path.as_path());
            let to = image.join(name);
            if is_folder {
                self.restore(&key, live, &to, chance);
            } else {
                let synced = std::fs::read(self.shadow.join(&key)).unwrap_or_default();
                let bytes = match live {
                    Some(live) if chance.one_in(2) => std::fs::read(live).unwrap(),
                    Some(_) | None => synced,
                };
                std::fs::write(to, bytes).unwrap();
            }
        }
    }
}

/// The names in a folder, with the key of what they name.
fn names(folder: &Path) -> BTreeMap<OsString, (String, PathBuf)> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name(), (key(&entry.path()), entry.path()))).collect()
}

/// The number and the birth of an inode, as the shim writes them.
fn key(path: &Path) -> String {
    let known = std::fs::symlink_metadata(path).unwrap();
    let born = known.created().ok().and_then(|born| born.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{}-{}-{}", known.ino(), born.as_secs(), born.subsec_nanos())
}
