//! A backup a day, made while people work and read back before it counts; the newest fourteen are kept, and none
//! for longer than ninety days once there is a newer one: what was erased is gone from backups by then.
//!
//! Each is made where the settings say, and only after the newest one before it still fits the history: a journal set
//! back is noticed by the copy that lies elsewhere. Must not know: what the desk is doing meanwhile.

use super::threads::{Heard, spawn};
use crate::config::settings::{self, Settings};
use crate::desk::{Anchored, BackupError, BackupReport, back_up, check_backup};
use crate::domain::moment::Moment;
use chrono::{Days, NaiveDate};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, channel};

/// Where they lie inside the desk's folder, where the settings name no other place.
pub const BACKUPS: &str = "backups";
/// How many days are kept.
const KEPT: usize = 14;
/// Days after which one goes, so that what was erased does not live on in it.
const KEPT_DAYS: u64 = 90;
/// Days between two trials.
const DRILL_DAYS: i64 = 31;
const ENDING: &str = ".backup";

/// What came of a backup.
pub struct Made {
    /// The backup itself.
    pub backup: Result<BackupReport, BackupError>,
    /// The frame at which the newest one before it does not fit the history.
    pub missed: Option<u64>,
}

/// What comes of a backup under way.
pub type Coming = Receiver<Made>;

/// What the settings of a desk say of its backups.
pub(super) fn settings_of(dir: &Path) -> Settings {
    let text = std::fs::read_to_string(dir.join(settings::FILE)).ok();
    settings::load(text.as_ref().map(|text| (settings::FILE, text.as_str())), &[]).0
}

/// The folder they lie in.
pub fn folder_of(dir: &Path) -> PathBuf {
    let named = settings_of(dir).backup_to;
    if named.is_empty() { dir.join(BACKUPS) } else { PathBuf::from(named) }
}

/// The backup of a day.
pub fn file_of(dir: &Path, now: Moment) -> PathBuf {
    folder_of(dir).join(format!("{}{ENDING}", now.date().format("%Y-%m-%d")))
}

/// The day by which every backup made up to a day is gone, on a desk that goes on being backed up.
pub fn gone_by(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(KEPT_DAYS + 1)).unwrap_or(today)
}

/// What backups hold after an erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewed {
    /// Backups from before, which can still read what was erased.
    pub before: usize,
    /// The day by which those are gone.
    pub until: NaiveDate,
}

/// Makes today's backup anew, where there is one: the keys of what was erased go from it at once.
pub fn renew(dir: &Path, now: Moment) -> Result<Renewed, BackupError> {
    let today = file_of(dir, now);
    if today.exists() {
        back_up(dir, &today)?;
    }
    Ok(Renewed { before: older_than(dir, &today)?, until: gone_by(now.date()) })
}

/// How many of our backups are older than one.
pub fn older_than(dir: &Path, file: &Path) -> io::Result<usize> {
    let folder = folder_of(dir);
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

/// Begins the backup of the day in a thread of its own; nothing where there is one that is young enough. A folder
/// outside the desk must be there: a stick that is not in would otherwise be backed up to by its mount point.
pub fn begin(dir: &Path, now: Moment, heard: &SyncSender<Heard>) -> io::Result<Option<Coming>> {
    let folder = folder_of(dir);
    if folder == dir.join(BACKUPS) {
        std::fs::create_dir_all(&folder)?;
    }
    let before = ours(&folder)?.pop();
    let every = i64::from(settings_of(dir).backup_every);
    let age = |day: NaiveDate| now.date().signed_duration_since(day).num_days();
    if before.as_ref().is_some_and(|(day, _)| age(*day) < every) {
        return Ok(None);
    }
    let file = file_of(dir, now);
    let (tell, coming) = channel();
    let dir = dir.to_owned();
    spawn("backup", heard.clone(), move || {
        let missed = before.and_then(|(_, newest)| missed(&dir, &newest));
        let backup = back_up(&dir, &file);
        // Where the history is in doubt the older backups are what proves it.
        if backup.is_ok() && missed.is_none() {
            // Old ones that cannot be taken away only take room.
            let _ = prune(&folder);
        }
        let _ = tell.send(Made { backup, missed });
    })?;
    Ok(Some(coming))
}

/// The frame at which a backup does not fit the history. One that does not read says nothing of it.
fn missed(dir: &Path, backup: &Path) -> Option<u64> {
    match check_backup(dir, backup).ok()? {
        (sequence, Anchored::Differs | Anchored::Missing) => Some(sequence),
        (_, Anchored::Fits | Anchored::BeforeSealing | Anchored::Unreadable | Anchored::Again) => None,
    }
}

/// Whether it is time to restore a backup on trial: there is one, and none was for a month.
pub fn is_drill_due(dir: &Path, drilled: Option<Moment>, now: Moment) -> bool {
    let oldest = ours(&folder_of(dir)).ok().and_then(|ours| ours.first().map(|(day, _)| *day));
    let since = drilled.map(Moment::date).or(oldest);
    since.is_some_and(|since| now.date().signed_duration_since(since).num_days() > DRILL_DAYS)
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
