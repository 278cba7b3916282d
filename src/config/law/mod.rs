//! The law as files: calendars and procedures that come with the program, and an office's own copies that
//! override them by file name.
//!
//! Must not know: cases, or which rule set is in force.

pub mod calendars;
pub mod fault;
pub mod procedures;
mod raw;
mod shape;

use crate::domain::calendar::Calendar;
use crate::domain::catalogue::Catalogue;
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

/// The law an office works by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Which days work.
    pub calendar: Calendar,
    /// What can be received.
    pub catalogue: Catalogue,
}

/// The nation's days off.
const NATIONAL: &str = "calendars/vn-national.toml";
/// The office's hours and closures.
const OFFICE: &str = "calendars/office.toml";
/// Where procedures lie.
const PROCEDURES: &str = "procedures";

/// The files that come with the program.
const EMBEDDED: [(&str, &str); 7] = [
    (NATIONAL, include_str!("../../../assets/calendars/vn-national.toml")),
    (OFFICE, include_str!("../../../assets/calendars/office.toml")),
    ("procedures/bao-chi.toml", include_str!("../../../assets/procedures/bao-chi.toml")),
    ("procedures/buu-chinh.toml", include_str!("../../../assets/procedures/buu-chinh.toml")),
    ("procedures/thong-tin-dien-tu.toml", include_str!("../../../assets/procedures/thong-tin-dien-tu.toml")),
    ("procedures/tro-choi-dien-tu.toml", include_str!("../../../assets/procedures/tro-choi-dien-tu.toml")),
    ("procedures/xuat-ban.toml", include_str!("../../../assets/procedures/xuat-ban.toml")),
];

/// The files that come with the program, by name.
pub fn embedded() -> Vec<Source> {
    let source = |(file, text): &(&str, &str)| Source { file: (*file).to_owned(), text: (*text).to_owned() };
    EMBEDDED.iter().map(source).collect()
}

/// Loads the law: what comes with the program, overridden and added to by an office's folder with
/// `calendars/*.toml` and `procedures/*.toml`. Every fault of every file comes back at once.
pub fn load(folder: Option<&Path>) -> Result<Law, Vec<Fault>> {
    let mut files: BTreeMap<String, Source> =
        embedded().into_iter().map(|source| (source.file.clone(), source)).collect();
    let mut faults = Vec::new();
    if let Some(folder) = folder {
        for part in ["calendars", PROCEDURES] {
            match own(folder, part) {
                Ok(own) => files.extend(own.into_iter().map(|source| (source.file.clone(), source))),
                Err(mut found) => faults.append(&mut found),
            }
        }
    }
    let law = read(files.into_values().collect());
    match law {
        Ok(law) if faults.is_empty() => Ok(law),
        Ok(_) => Err(faults),
        Err(mut found) => {
            faults.append(&mut found);
            Err(faults)
        }
    }
}

/// Reads a full set of files into the law.
pub fn read(files: Vec<Source>) -> Result<Law, Vec<Fault>> {
    let mut faults = Vec::new();
    let calendar = calendar(&files).map_err(|mut found| faults.append(&mut found)).ok();
    let in_folder = |source: &&Source| source.file.starts_with(PROCEDURES);
    let texts: Vec<_> = files.iter().filter(in_folder).cloned().collect();
    let catalogue = procedures::read(&texts).map_err(|mut found| faults.append(&mut found)).ok();
    match (calendar, catalogue) {
        (Some(calendar), Some(catalogue)) => Ok(Law { calendar, catalogue }),
        (Some(_) | None, Some(_) | None) => Err(faults),
    }
}

fn calendar(files: &[Source]) -> Result<Calendar, Vec<Fault>> {
    let find = |name: &str| {
        let missing = || vec![whole_file(name, "there is no such file")];
        files.iter().find(|source| source.file == name).ok_or_else(missing)
    };
    let national = calendars::national(find(NATIONAL)?)?;
    let office = calendars::office(find(OFFICE)?, &national.weekly_off)?;
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
