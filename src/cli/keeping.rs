//! `motcua rebuild`, `backup` and `restore`: keeping a desk whole.
//!
//! Must not know: what is in the files.

use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place::{self, Opening};
use super::say::Say;
use crate::desk::{BackupReport, back_up, restore as restore_into};
use crate::domain::moment::Moment;
use std::path::{Path, PathBuf};

/// Makes store and rows again from the journal.
pub fn rebuild(dir: Option<PathBuf>, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut desk = place::open(&dir, Opening::Rebuilt, now, say)?;
    let (cases, frames) = (desk.projection().len(), desk.sequence());
    let rows = desk.lend_projection();
    desk.close(Some(rows));
    say.tell_words("shell-rebuilt", &[("cases", (&cases.to_string()).into())]);
    Say::out(format!("{}\n", serde_json::json!({ "cases": cases, "frames": frames })))?;
    Ok(Code::Fine)
}

/// Backs a desk up into a file that is not there yet.
pub fn backup(dir: Option<PathBuf>, file: &Path, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let shown = file.display().to_string();
    if file.exists() {
        return Err(Failure::refused(say.text("shell-backup-exists", &[("file", (&shown).into())])));
    }
    let report = back_up(&dir, file).map_err(|error| failures::of_backup(error, say))?;
    say.tell_words("shell-backed-up", &[("file", (&shown).into())]);
    tell(&report, &shown)
}

/// Restores a backup into an empty folder.
pub fn restore(dir: Option<PathBuf>, file: &Path, say: &Say) -> Outcome {
    let dir = place::named(dir, say)?;
    if !file.is_file() {
        let shown = file.display().to_string();
        return Err(Failure::refused(say.text("shell-no-file", &[("file", (&shown).into())])));
    }
    let report = restore_into(file, &dir).map_err(|error| failures::of_backup(error, say))?;
    let shown = dir.display().to_string();
    say.tell_words("shell-restored", &[("dir", (&shown).into())]);
    tell(&report, &shown)
}

fn tell(report: &BackupReport, path: &str) -> Outcome {
    let line = serde_json::json!({
        "path": path,
        "files": report.files,
        "bytes": report.bytes,
        "sequence": report.sequence,
    });
    Say::out(format!("{line}\n"))?;
    Ok(Code::Fine)
}
