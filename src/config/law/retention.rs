//! `retention.toml`: how long an office keeps its files, as its own lists say.
//!
//! Must not know: what is erased, or when.

use super::fault::{Fault, FaultKind, Finder};
use super::{Source, raw};
use crate::domain::procedure::ProcedureCode;
use crate::domain::retention::{Keep, Over, Schedule, Span};
use serde::Deserialize;
use std::io;
use std::path::Path;
use toml::Spanned;

/// Its name inside a desk's folder.
pub const FILE: &str = "retention.toml";
/// Longest period in years that is taken for one.
const MOST_YEARS: u64 = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKeep {
    procedure: Option<Spanned<String>>,
    field: Option<Spanned<String>>,
    years: Option<Spanned<u64>>,
    forever: Option<Spanned<bool>>,
    basis: Spanned<String>,
}

/// Reads the schedule of a folder; an empty one where there is no file.
pub fn load(dir: &Path) -> Result<Schedule, Vec<Fault>> {
    match std::fs::read_to_string(dir.join(FILE)) {
        Ok(text) => read(&Source { file: FILE.to_owned(), text }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Schedule::default()),
        Err(error) => {
            let mut finder = Finder::new(FILE, "");
            finder.note(0..0, FaultKind::Unreadable(error.to_string()));
            Err(finder.into_faults())
        }
    }
}

/// Reads the file, or says everything that is wrong with it: half a schedule would erase too much or too little.
pub fn read(source: &Source) -> Result<Schedule, Vec<Fault>> {
    let mut finder = Finder::new(&source.file, &source.text);
    let mut keeps: Vec<Keep> = Vec::new();
    if let Some(mut table) = raw::table(&source.text, &mut finder) {
        let items: Vec<RawKeep> = raw::items(&mut table, "keep", &mut finder);
        raw::nothing_else(&table, "keep", &mut finder);
        for item in items {
            let place = item.basis.span();
            let basis = raw::said(&item.basis, "basis", &mut finder);
            let over = match (&item.procedure, &item.field) {
                (Some(code), None) => {
                    Over::Procedure(ProcedureCode(raw::said(code, "procedure", &mut finder)))
                }
                (None, Some(field)) => Over::Field(raw::said(field, "field", &mut finder)),
                (None, None) => Over::Rest,
                (Some(_), Some(field)) => {
                    finder.note(field.span(), FaultKind::Shape("`procedure` or `field`, not both".into()));
                    Over::Rest
                }
            };
            let forever = item.forever.as_ref().is_some_and(|forever| *forever.get_ref());
            let span = match (&item.years, forever) {
                (Some(years), false) => Span::Years(raw::within(years, 1, MOST_YEARS, &mut finder) as u16),
                (None, true) => Span::Forever,
                (Some(_), true) | (None, false) => {
                    finder.note(place.clone(), FaultKind::Shape("`years` or `forever = true`".into()));
                    Span::Forever
                }
            };
            if keeps.iter().any(|other| other.over == over) {
                finder.note(place, FaultKind::Twice(format!("{over:?}")));
            }
            keeps.push(Keep { over, span, basis });
        }
    }
    if finder.is_clean() { Ok(Schedule(keeps)) } else { Err(finder.into_faults()) }
}
