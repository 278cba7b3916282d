//! Another system's list held against ours, file by file, by code.
//!
//! Tolerant of what such lists look like: headings in any of their names, a blank leading column, titles
//! above the heading, days as text or as Excel has them, names composed or decomposed. Must not know: where
//! the file came from.

use crate::domain::moment::{day, parse_day};
use crate::domain::projection::Projection;
use crate::domain::report::period::Period;
use crate::domain::row::Minute;
use crate::domain::text::fold;
use calamine::{Data, Reader as _};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Cursor;

/// A column we know how to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Column {
    /// Code.
    Code,
    /// Day of receipt.
    Received,
    /// Day promised.
    Due,
    /// Day of the result.
    Ready,
    /// Owner.
    Owner,
}

/// What headings call them, folded.
const NAMES: [(Column, &[&str]); 5] = [
    (Column::Code, &["ma ho so", "mahoso", "so ho so", "code"]),
    (Column::Received, &["ngay tiep nhan", "ngaytiepnhan", "ngay nhan", "tiep nhan", "received"]),
    (Column::Due, &["ngay hen tra", "ngayhentra", "hen tra", "due"]),
    (Column::Ready, &["ngay co ket qua", "ngayketthucxuly", "ngay ket thuc", "ngay xu ly xong", "ready"]),
    (Column::Owner, &["chu ho so", "chuhoso", "nguoi nop", "ten to chuc, ca nhan", "owner"]),
];

/// Rows above the heading that are looked through.
const ABOVE: usize = 30;

/// Why a list cannot be held against ours.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// Not a table at all.
    #[error("{0}")]
    Unreadable(String),
    /// No column of codes.
    #[error("no column of codes")]
    NoCode,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Code of the file.
    pub code: String,
    /// In which column.
    pub column: Column,
    /// What we have.
    pub ours: String,
    /// What the list has.
    pub theirs: String,
}

/// How two lists compare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Codes received in the period that the list lacks.
    pub missing: Vec<String>,
    /// Codes of the list that are not ours.
    pub extra: Vec<String>,
    /// Differences.
    pub different: Vec<Difference>,
    /// Codes the list has more than once.
    pub twice: Vec<String>,
    /// Files without a difference.
    pub same: usize,
}

/// A table of cells as text, days as `dd/mm/yyyy`.
pub fn read(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReconcileError> {
    if bytes.starts_with(b"PK") {
        return workbook(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter =
        [b';', b'\t', b','].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| record.map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect()))
        .collect::<Result<_, _>>()
        .map_err(|error| ReconcileError::Unreadable(error.to_string()))
}

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReconcileError> {
    let unreadable = |error: calamine::XlsxError| ReconcileError::Unreadable(error.to_string());
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = book.worksheet_range_at(0).ok_or(ReconcileError::NoCode)?.map_err(unreadable)?;
    Ok(sheet.rows().map(|row| row.iter().map(cell).collect()).collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::String(text) => text.trim().to_owned(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(serial) => excel_day(serial.as_f64()).map(day).unwrap_or_default(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// The day of an Excel serial number of this century and the last.
fn excel_day(serial: f64) -> Option<NaiveDate> {
    let days = serial as i64;
    (20_000..80_000)
        .contains(&days)
        .then(|| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(days as u64)))
        .flatten()
}

/// A day in any of the ways lists write it: with or without an hour, as a serial number, as digits.
pub fn any_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let first = text.split([' ', 'T']).find(|part| part.contains(['/', '-'])).unwrap_or(text);
    parse_day(first)
        .or_else(|| NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok().filter(|_| text.len() >= 8))
        .or_else(|| excel_day(text.parse().ok()?))
}

/// Holds a table against the files received in a period.
pub fn compare(
    table: &[Vec<String>],
    rows: &Projection,
    period: Period,
) -> Result<Comparison, ReconcileError> {
    let (heading, columns) = heading(table).ok_or(ReconcileError::NoCode)?;
    let mut theirs: BTreeMap<String, &Vec<String>> = BTreeMap::new();
    let mut found = Comparison::default();
    for line in table.iter().skip(heading + 1) {
        let code = value(line, &columns, Column::Code);
        if code.is_empty() || !code.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        if theirs.insert(code.clone(), line).is_some() {
            found.twice.push(code);
        }
    }
    for row in rows.kept().filter(|row| row.received != Minute::NEVER) {
        let code = rows.code(row).to_string();
        let inside = row.received.date().is_some_and(|day| period.holds(day));
        let Some(line) = theirs.remove(&code) else {
            if inside {
                found.missing.push(code);
            }
            continue;
        };
        let before = found.different.len();
        for (column, ours) in [
            (Column::Received, row.received.date()),
            (Column::Due, row.due.date()),
            (Column::Ready, row.ready.date()),
        ] {
            let text = value(line, &columns, column);
            if columns.contains_key(&column) && any_day(&text) != ours {
                let ours = ours.map(day).unwrap_or_default();
                found.different.push(Difference { code: code.clone(), column, ours, theirs: text });
            }
        }
        let owner = value(line, &columns, Column::Owner);
        if !owner.is_empty() && fold(&owner) != fold(rows.owner(row)) {
            let ours = rows.owner(row).to_owned();
            found.different.push(Difference { code, column: Column::Owner, ours, theirs: owner });
        }
        found.same += usize::from(found.different.len() == before);
    }
    found.extra = theirs.into_keys().collect();
    Ok(found)
}

/// The line of headings, and where each known column stands.
fn heading(table: &[Vec<String>]) -> Option<(usize, BTreeMap<Column, usize>)> {
    table.iter().take(ABOVE).enumerate().find_map(|(at, line)| {
        let mut columns = BTreeMap::new();
        for (place, cell) in line.iter().enumerate() {
            let folded = fold(cell);
            let is = |names: &[&str]| {
                names.iter().any(|name| folded == *name || folded.starts_with(&format!("{name} ")))
            };
            if let Some((column, _)) = NAMES.iter().find(|(_, names)| is(names)) {
                columns.entry(*column).or_insert(place);
            }
        }
        columns.contains_key(&Column::Code).then_some((at, columns))
    })
}

fn value(line: &[String], columns: &BTreeMap<Column, usize>, column: Column) -> String {
    columns.get(&column).and_then(|at| line.get(*at)).map(|text| text.trim().to_owned()).unwrap_or_default()
}
