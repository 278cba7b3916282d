//! A backup a day, made while people work and read back before it counts; the newest fourteen are kept, and none
//! for longer than ninety days once there is a newer one: what was erased is gone from backups by then.
//!
//! Must not know: what the desk is doing meanwhile.

use super::threads::{Heard, spawn};
use crate::desk::{BackupError, BackupReport, back_up};
use crate::domain::moment::Moment;
use chrono::{Days, NaiveDate};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, channel};

/// Where they lie, inside the desk's folder; to be copied elsewhere by hand or by the system.
pub const BACKUPS: &str = "backups";
/// How many days are kept.
const KEPT: usize = 14;
/// Days after which one goes, so that what was erased does not live on in it.
const KEPT_DAYS: u64 = 90;
const ENDING: &str = ".backup";

/// What comes of a backup under way.
pub type Coming = Receiver<Result<BackupReport, BackupError>>;

/// The backup of a day.
pub fn file_of(dir: &Path, now: Moment) -> PathBuf {
    dir.join(BACKUPS).join(format!("{}{ENDING}", now.date().format("%Y-%m-%d")))
}

/// The day by which every backup made up to a day is gone, on a desk that goes on being backed up.
pub fn gone_by(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(KEPT_DAYS + 1)).unwrap_or(today)
}

/// How many of our backups are older than one.
pub fn older_than(dir: &Path, file: &Path) -> io::Result<usize> {
    let folder = dir.join(BACKUPS);
    if !folder.is_dir() {
        return Ok(0);
    }
    Ok(ours(&folder)?.into_iter().filter(|(_, path)| path.as_path() < file).count())
}

/// Our backups with their days, the oldest first.
fn ours(folder: &Path) -> io::Result<Vec<(NaiveDate, PathBuf)>> {
    let mut ours = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(day) = name.strip_suffix(ENDING).and_then(crate::domain::moment::parse_day) {
            ours.push((day, path));
        }
    }
    ours.sort();
    Ok(ours)
}

/// Begins the backup of the day in a thread of its own; nothing where there is one already.
pub fn begin(dir: &Path, now: Moment, heard: &SyncSender<Heard>) -> io::Result<Option<Coming>> {
    let folder = dir.join(BACKUPS);
    let file = file_of(dir, now);
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

/// Takes the oldest away: beyond those that are kept, and those that are too old beside a newer one.
pub fn prune(folder: &Path) -> io::Result<()> {
    let ours = ours(folder)?;
    let Some(newest) = ours.last().map(|(day, _)| *day) else { return Ok(()) };
    let surplus = ours.len().saturating_sub(KEPT);
    let is_old = |day: NaiveDate| newest.signed_duration_since(day).num_days() > KEPT_DAYS as i64;
    let gone = ours.into_iter().enumerate().filter(|(at, (day, _))| *at < surplus || is_old(*day));
    gone.map(|(_, (_, path))| path).try_for_each(std::fs::remove_file)
}
