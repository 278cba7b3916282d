//! `units.toml`: which unit an office decided for where sources dispute it, and who decided.
//!
//! Must not know: what the units are counted by.

use super::Source;
use super::fault::{Fault, FaultKind, Finder};
use super::procedures::UNITS as WORDS;
use super::raw::{self, Day};
use crate::domain::limit::Unit;
use crate::domain::procedure::ProcedureCode;
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::Datetime;

/// One decision of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedUnit {
    /// The procedure.
    pub code: ProcedureCode,
    /// Its version; another version is another decision.
    pub version: u32,
    /// The unit that holds at this office.
    pub unit: Unit,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    code: Spanned<String>,
    version: Spanned<u64>,
    unit: Spanned<String>,
    by: Spanned<String>,
    on: Day,
}

/// Reads the file, or says everything that is wrong with it.
pub fn read(source: &Source) -> Result<Vec<DecidedUnit>, Vec<Fault>> {
    let mut finder = Finder::new(&source.file, &source.text);
    let mut choices: Vec<DecidedUnit> = Vec::new();
    if let Some(mut table) = raw::table(&source.text, &mut finder) {
        let items: Vec<RawChoice> = raw::items(&mut table, "decided", &mut finder);
        raw::nothing_else(&table, "decided", &mut finder);
        for item in items {
            let code = ProcedureCode(raw::said(&item.code, "code", &mut finder));
            let version = raw::within(&item.version, 1, 10_000, &mut finder) as u32;
            let unit = raw::one_of(&item.unit, &WORDS, &mut finder);
            let by = raw::said(&item.by, "by", &mut finder);
            let on = raw::day(&item.on, &mut finder);
            if choices.iter().any(|other| other.code == code && other.version == version) {
                finder.note(item.code.span(), FaultKind::Twice(format!("{code} version {version}")));
            }
            if let (Some(unit), Some(on)) = (unit, on) {
                choices.push(DecidedUnit { code, version, unit, by, on });
            }
        }
    }
    if finder.is_clean() { Ok(choices) } else { Err(finder.into_faults()) }
}

#[derive(Serialize)]
struct Written {
    decided: Vec<WrittenChoice>,
}

#[derive(Serialize)]
struct WrittenChoice {
    code: String,
    version: u32,
    unit: &'static str,
    by: String,
    on: Datetime,
}

/// The text of the file.
pub fn write(choices: &[DecidedUnit]) -> String {
    let one = |choice: &DecidedUnit| WrittenChoice {
        code: choice.code.0.clone(),
        version: choice.version,
        unit: choice.unit.into(),
        by: choice.by.clone(),
        on: day(choice.on),
    };
    let text = toml::to_string(&Written { decided: choices.iter().map(one).collect() }).unwrap_or_default();
    format!("# Đơn vị thời hạn mà cơ quan đã chọn ở nơi các nguồn ghi khác nhau.\n\n{text}")
}

fn day(date: NaiveDate) -> Datetime {
    let date = toml::value::Date {
        year: date.year().clamp(0, 9999) as u16,
        month: date.month() as u8,
        day: date.day() as u8,
    };
    Datetime { date: Some(date), time: None, offset: None }
}
