//! Another system's list, from the bytes of a CSV file or workbook to a table of cells.
//!
//! Must not know: what its columns mean.

use super::encoding::{self, Encoding, Unsure};
use crate::domain::moment::day;
use crate::domain::reconcile::serial_day;
use calamine::{Data, Reader as _};
use std::io::Cursor;

/// Not a table.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// It is not laid out as one.
    #[error("{0}")]
    Broken(String),
    /// Its letters are not sure.
    #[error(transparent)]
    Unsure(#[from] Unsure),
}

/// A table of cells as text, days as `dd/mm/yyyy`; in the encoding somebody named, where the file does not say it.
pub fn read(bytes: &[u8], asked: Option<Encoding>) -> Result<Vec<Vec<String>>, Unreadable> {
    if bytes.starts_with(b"PK") {
        return workbook(bytes);
    }
    let text = encoding::text(bytes, asked)?;
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
        .map_err(|error| Unreadable::Broken(error.to_string()))
}

fn workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let unreadable = |error: calamine::XlsxError| Unreadable::Broken(error.to_string());
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let none = || Unreadable::Broken("0 sheets".to_owned());
    let sheet = book.worksheet_range_at(0).ok_or_else(none)?.map_err(unreadable)?;
    Ok(sheet.rows().map(|row| row.iter().map(cell).collect()).collect())
}

fn cell(data: &Data) -> String {
    match data {
        Data::String(text) => text.trim().to_owned(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(serial) => serial_day(serial.as_f64()).map(day).unwrap_or_default(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}
