//! The law as files: calendars, procedures and rule sets that come with the program, and an office's own
//! copies that override them by file name.
//!
//! Must not know: cases, or which rule set is in force.

pub mod calendar_text;
pub mod calendars;
pub mod edit;
pub mod fault;
mod forms;
pub mod lint;
pub mod procedures;
mod raw;
pub mod reporting;
pub mod retention;
pub mod rules;
mod shape;
pub mod units;

use super::office::Hours;
use crate::domain::calendar::Calendar;
use crate::domain::law::Law;
pub use fault::{Fault, FaultKind};
use std::collections::BTreeMap;
use std::path::Path;

/// A text and the name people know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file, such as `calendars/office.toml`.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// The nation's days off.
const NATIONAL: &str = "calendars/vn-national.toml";
/// The office's hours and closures.
const OFFICE: &str = "calendars/office.toml";
/// Where procedures lie.
const PROCEDURES: &str = "procedures";
/// The office's decisions on disputed units; only an office has such a file.
pub const UNITS: &str = "units.toml";
/// Where rule sets lie.
const RULES: &str = "rules";
/// Preset periods of reports.
const PERIODS: &str = "rules/periods.toml";
/// Reasons of lateness.
const REASONS: &str = "rules/reasons.toml";

/// The files that come with the program.
const EMBEDDED: [(&str, &str); 10] = [
    (NATIONAL, include_str!("../../../assets/calendars/vn-national.toml")),
    (OFFICE, include_str!("../../../assets/calendars/office.toml")),
    ("procedures/bao-chi.toml", include_str!("../../../assets/procedures/bao-chi.toml")),
    ("procedures/buu-chinh.toml", include_str!("../../../assets/procedures/buu-chinh.toml")),
    ("procedures/thong-tin-dien-tu.toml", include_str!("../../../assets/procedures/thong-tin-dien-tu.toml")),
    ("procedures/tro-choi-dien-tu.toml", include_str!("../../../assets/procedures/tro-choi-dien-tu.toml")),
    ("procedures/xuat-ban.toml", include_str!("../../../assets/procedures/xuat-ban.toml")),
    (PERIODS, include_str!("../../../assets/rules/periods.toml")),
    (REASONS, include_str!("../../../assets/rules/reasons.toml")),
    ("rules/rules.toml", include_str!("../../../assets/rules/rules.toml")),
];

/// The files that come with the program, by name.
pub fn embedded() -> Vec<Source> {
    let source = |(file, text): &(&str, &str)| Source { file: (*file).to_owned(), text: (*text).to_owned() };
    EMBEDDED.iter().map(source).collect()
}

/// Loads the law: what comes with the program, overridden and added to by an office's folder with
/// `calendars/*.toml`, `procedures/*.toml` and `rules/*.toml`. Every fault of every file comes back at once.
pub fn load(folder: Option<&Path>) -> Result<Law, Vec<Fault>> {
    let (own, mut faults) = own_files(folder);
    match read(together(own), None) {
        Ok(law) if faults.is_empty() => Ok(law),
        Ok(_) => Err(faults),
        Err(mut found) => {
            faults.append(&mut found);
            Err(faults)
        }
    }
}

/// Loads the law as a desk uses it: an office's faulty file gives way to the one that came with the program
/// and is reported. `hours` are the office's own. Fails only where the program's own files are unusable.
pub fn load_law(folder: &Path, hours: Option<&Hours>) -> Result<(Law, Vec<Fault>), Vec<Fault>> {
    let (mut own, mut faults) = own_files(Some(folder));
    let mut hours = hours;
    loop {
        let mut found = match read(together(own.clone()), hours) {
            Ok(law) => return Ok((law, faults)),
            Err(found) => found,
        };
        let before = own.len();
        own.retain(|source| !found.iter().any(|fault| fault.file == source.file));
        faults.append(&mut found);
        if own.len() == before {
            // The fault lies in how files go together: the program's own stand alone.
            match (own.is_empty(), hours.take()) {
                (false, kept) => hours = kept,
                (true, Some(_)) => {}
                (true, None) => return Err(faults),
            }
            own.clear();
        }
    }
}

/// Reads a full set of files into the law, with the office's own hours where it has set them.
pub fn read(files: Vec<Source>, hours: Option<&Hours>) -> Result<Law, Vec<Fault>> {
    let mut faults = Vec::new();
    let part = |name: &str| -> Vec<Source> {
        files.iter().filter(|source| source.file.split('/').next() == Some(name)).cloned().collect()
    };
    let calendar = calendar(&files, hours).map_err(|mut found| faults.append(&mut found)).ok();
    let catalogue = procedures::read(&part(PROCEDURES)).map_err(|mut found| faults.append(&mut found)).ok();
    let mut sets = part(RULES);
    sets.retain(|source| source.file != PERIODS && source.file != REASONS);
    let reporting = find(&files, PERIODS)
        .and_then(|periods| reporting::read(periods, find(&files, REASONS)?))
        .map_err(|mut found| faults.append(&mut found))
        .ok();
    let book = rules::read(&sets).map_err(|mut found| faults.append(&mut found)).ok();
    let units = files.iter().find(|source| source.file == UNITS).map_or(Ok(Vec::new()), units::read);
    let units = units.map_err(|mut found| faults.append(&mut found)).ok();
    match (calendar, catalogue, book, reporting, units) {
        (Some(calendar), Some(mut catalogue), Some(book), Some(reporting), Some(units)) => {
            for choice in units {
                // A decision on a version that is no longer disputed or known decides nothing.
                catalogue.decide_unit(&choice.code, choice.version, choice.unit);
            }
            Ok(Law { calendar, catalogue, book, reporting })
        }
        (Some(_) | None, Some(_) | None, Some(_) | None, Some(_) | None, Some(_) | None) => Err(faults),
    }
}

/// The program's files with an office's own in their places or beside them.
fn together(own: Vec<Source>) -> Vec<Source> {
    let files = embedded().into_iter().chain(own).map(|source| (source.file.clone(), source));
    files.collect::<BTreeMap<_, _>>().into_values().collect()
}

/// An office's own files, and those that cannot be read.
fn own_files(folder: Option<&Path>) -> (Vec<Source>, Vec<Fault>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for part in
        folder.into_iter().flat_map(|folder| ["calendars", PROCEDURES, RULES].map(|part| (folder, part)))
    {
        match own(part.0, part.1) {
            Ok(mut own) => files.append(&mut own),
            Err(mut found) => faults.append(&mut found),
        }
    }
    if let Some(path) = folder.map(|folder| folder.join(UNITS)) {
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push(Source { file: UNITS.to_owned(), text }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => faults.push(whole_file(UNITS, &error.to_string())),
        }
    }
    (files, faults)
}

fn find<'a>(files: &'a [Source], name: &str) -> Result<&'a Source, Vec<Fault>> {
    let missing = || vec![whole_file(name, "there is no such file")];
    files.iter().find(|source| source.file == name).ok_or_else(missing)
}

fn calendar(files: &[Source], hours: Option<&Hours>) -> Result<Calendar, Vec<Fault>> {
    let national = calendars::national(find(files, NATIONAL)?)?;
    let mut office = calendars::office(find(files, OFFICE)?, &national.weekly_off)?;
    if let Some(hours) = hours {
        office.week = hours.week.clone();
        // Both count upwards, so the sum names every pair of changes that follow one another.
        office.revision += hours.revision;
    }
    // What the loaders check is what the domain checks, with places; this is the net below.
    Calendar::new(national, office).map_err(|fault| vec![whole_file(NATIONAL, &format!("{fault:?}"))])
}

/// The files of an office in one part of its folder; a part that is not there is empty.
fn own(folder: &Path, part: &str) -> Result<Vec<Source>, Vec<Fault>> {
    let inner = folder.join(part);
    let unreadable =
        |path: &Path, error: std::io::Error| whole_file(&path.display().to_string(), &error.to_string());
    let entries = match std::fs::read_dir(&inner) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(vec![unreadable(&inner, error)]),
    };
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => {
                faults.push(unreadable(&inner, error));
                continue;
            }
        };
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.extension().is_none_or(|extension| extension != "toml") || name.starts_with('.') {
            continue;
        }
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push(Source { file: format!("{part}/{name}"), text }),
            Err(error) => faults.push(unreadable(&path, error)),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

fn whole_file(file: &str, why: &str) -> Fault {
    let kind = FaultKind::Unreadable(why.to_owned());
    Fault { file: file.to_owned(), line: 0, column: 0, kind }
}
