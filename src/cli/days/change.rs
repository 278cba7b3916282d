//! A change to the calendar: shown with what it would move, written where that is asked.
//!
//! Must not know: how promises are moved.

use super::How;
use super::moves::{show, what_if};
use crate::cli::exit::{Code, Failure, Outcome};
use crate::cli::failures;
use crate::cli::place::{self, Opening};
use crate::cli::say::Say;
use crate::config::folder;
use crate::config::law::Source;
use crate::config::law::edit::{EditError, Edited, edit, replace_national};
use crate::config::office::Hours;
use crate::desk::{Folder, keep};
use crate::domain::calendar_edit::{Change, ChangeError};
use crate::domain::moment::{self, Moment};
use crate::exchange::days::{from_csv, from_ics};
use crate::exchange::encoding::{self, Encoding};
use crate::look::catalog::Arg;
use std::path::{Path, PathBuf};

/// The hours of an office's own file, where there is one.
fn own_hours(dir: &Path, say: &Say) -> Result<Option<Hours>, Failure> {
    match folder::load_office(dir) {
        Ok(office) => Ok(office.hours),
        Err(folder::LoadError::NoOffice) => Ok(None),
        Err(error) => Err(failures::of_load(&error, say)),
    }
}

/// Makes changes, in memory and, where asked, in the files of the office.
pub(super) fn run(dir: Option<PathBuf>, changes: &[Change], how: How, now: Moment, say: &Say) -> Outcome {
    let dir = place::named(dir, say)?;
    let hours = own_hours(&dir, say)?;
    let edited = edit(&dir, hours.as_ref(), changes).map_err(|error| of_edit(&error, say))?;
    consider(&dir, &edited, how, now, say)
}

/// Takes days in from a file.
pub(super) fn import(
    dir: Option<PathBuf>,
    (file, asked): (&Path, Option<Encoding>),
    how: How,
    now: Moment,
    say: &Say,
) -> Outcome {
    let dir = place::named(dir, say)?;
    let hours = own_hours(&dir, say)?;
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::refused(say.text("shell-calendar-unreadable", &[("why", Arg::from(&error.to_string()))]))
    })?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = encoding::text(&bytes, asked)
        .map_err(|unsure| Failure::refused(failures::of_unsure(&unsure, &name, say)))?;
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let days = match ending.as_str() {
        "toml" => {
            let edited = replace_national(&dir, hours.as_ref(), text);
            return consider(&dir, &edited.map_err(|error| of_edit(&error, say))?, how, now, say);
        }
        "csv" => from_csv(&text, &name),
        "ics" => from_ics(&text, &name),
        _ => return Err(Failure::refused(say.text("shell-calendar-format", &[]))),
    };
    let days = days.map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let head = say.text("shell-calendar-import-faulty", &[("file", Arg::from(&name))]);
        Failure::refused(format!("{head}\n{}", lines.join("\n")))
    })?;
    let changes: Vec<Change> = days.into_iter().map(Change::Set).collect();
    let edited = edit(&dir, hours.as_ref(), &changes).map_err(|error| of_edit(&error, say))?;
    consider(&dir, &edited, how, now, say)
}

/// Shows what a change would move, and writes it where that is asked. Nothing moves either way.
fn consider(dir: &Path, edited: &Edited, how: How, now: Moment, say: &Say) -> Outcome {
    let shifts = if Folder::new(dir).journal().is_dir() {
        let mut desk = place::open(dir, Opening::AsItIs, now, say)?;
        let shifts = what_if(&mut desk, &edited.law, now, say);
        desk.close(None);
        shifts?
    } else {
        Vec::new()
    };
    show(&shifts, how.json, say)?;
    if !how.write {
        say.tell_words("shell-calendar-preview", &[]);
        return Ok(Code::Fine);
    }
    for Source { file, text } in &edited.files {
        let path = Folder::new(dir).own(file);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| keep(dir, file, text.as_bytes()))?;
    }
    let version = edited.law.calendar.version().as_str();
    let facts = [("version", Arg::from(version)), ("count", Arg::from(shifts.len()))];
    say.tell_words("shell-calendar-written", &facts);
    Ok(Code::Fine)
}

fn of_edit(error: &EditError, say: &Say) -> Failure {
    match error {
        EditError::Change(ChangeError::PlainDay(date)) => {
            Failure::refused(say.text("shell-calendar-plain-day", &[("day", Arg::from(&moment::day(*date)))]))
        }
        EditError::Change(ChangeError::NoClosure(date)) => Failure::refused(
            say.text("shell-calendar-no-closure", &[("day", Arg::from(&moment::day(*date)))]),
        ),
        EditError::Change(ChangeError::NotFurther(date)) => Failure::refused(
            say.text("shell-calendar-not-further", &[("day", Arg::from(&moment::day(*date)))]),
        ),
        EditError::Faults(faults) => {
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Failure::refused(format!("{}\n{}", say.text("shell-calendar-faulty", &[]), lines.join("\n")))
        }
    }
}
