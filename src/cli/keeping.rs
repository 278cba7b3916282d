//! `motcua rebuild`, `backup` and `restore`: keeping a desk whole.
//!
//! Must not know: what is in the files.

use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::keys;
use super::place::{self, Opening};
use super::say::Say;
use crate::desk::{BackupReport, Verdict, back_up, check_with, restore_by, verify_backup};
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
    let report = restored(file, &dir, say)?;
    let shown = dir.display().to_string();
    say.tell_words("shell-restored", &[("dir", (&shown).into())]);
    tell(&report, &shown)
}

/// Restores a backup; one of a sealed desk once somebody has said who they are.
fn restored(file: &Path, dir: &Path, say: &Say) -> Result<BackupReport, Failure> {
    let failed = |error| failures::of_backup(error, say);
    let about = verify_backup(file).map_err(failed)?;
    let opening = about.is_closed.then(|| keys::Opening::ask(say)).transpose()?;
    let opener = opening.as_ref().map(keys::Opening::opener);
    restore_by(file, dir, opener.as_ref()).map_err(failed)
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

/// Restores a backup into a folder that is taken away afterwards, and checks what came back.
pub fn rehearse(file: &Path, staging: &Path, now: Moment, say: &Say) -> Outcome {
    if !file.is_file() {
        let shown = file.display().to_string();
        return Err(Failure::refused(say.text("shell-no-file", &[("file", (&shown).into())])));
    }
    let report = restored(file, staging, say)?;
    let let_in = if keys::are_given() { keys::let_in(staging, now, say)? } else { None };
    let keys = let_in.map(|let_in| let_in.keys);
    let content = keys.is_some() || !crate::desk::Folder::new(staging).is_sealed();
    let found =
        check_with(staging, &place::holder(now), keys).map_err(|error| failures::of_read(error, say))?;
    let whole = found.verdict() != Verdict::Damaged;
    say.tell_words(if whole { "shell-drill-fine" } else { "shell-drill-wrong" }, &[]);
    let line = serde_json::json!({
        "whole": whole,
        "content_read": content,
        "cases": found.cases,
        "sequence": report.sequence,
        "files": report.files,
    });
    Say::out(format!("{line}\n"))?;
    Ok(if whole { Code::Fine } else { Code::Wrong })
}
