//! A backup a day, made while people work and read back before it counts; the newest fourteen are kept.
//!
//! Must not know: what the desk is doing meanwhile.

use super::threads::{Heard, spawn};
use crate::desk::{BackupError, BackupReport, back_up};
use crate::domain::moment::Moment;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, channel};

/// Where they lie, inside the desk's folder; to be copied elsewhere by hand or by the system.
pub const BACKUPS: &str = "backups";
/// How many days are kept.
const KEPT: usize = 14;
const ENDING: &str = ".backup";

/// What comes of a backup under way.
pub type Coming = Receiver<Result<BackupReport, BackupError>>;

/// Begins the backup of the day in a thread of its own; nothing where there is one already.
pub fn begin(dir: &Path, now: Moment, heard: &SyncSender<Heard>) -> io::Result<Option<Coming>> {
    let folder = dir.join(BACKUPS);
    let file = folder.join(format!("{}{ENDING}", now.date().format("%Y-%m-%d")));
    if file.exists() {
        return Ok(None);
    }
    std::fs::create_dir_all(&folder)?;
    let (tell, coming) = channel();
    let dir = dir.to_owned();
    spawn("backup", heard.clone(), move || {
        let made = back_up(&dir, &file);
        if made.is_ok() {
            // Old ones that cannot be taken away only take room.
            let _ = prune(&folder);
        }
        let _ = tell.send(made);
    })?;
    Ok(Some(coming))
}

/// Takes the oldest away, beyond those that are kept.
pub fn prune(folder: &Path) -> io::Result<()> {
    let mut ours: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let day = name.strip_suffix(ENDING).and_then(crate::domain::moment::parse_day);
        if day.is_some() {
            ours.push(path);
        }
    }
    ours.sort();
    let surplus = ours.len().saturating_sub(KEPT);
    ours.into_iter().take(surplus).try_for_each(std::fs::remove_file)
}
