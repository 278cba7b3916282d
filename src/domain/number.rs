//! Case codes and the running numbers behind them (NĐ 61/2018 art. 26, TT 01/2018 art. 19).
//!
//! A code is printed exactly as it was issued; codes of other systems are never re-formatted.
//! Must not know: how issued numbers are remembered.

use super::id::StationId;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;
use std::fmt;

/// A case code as issued, such as `000.00.10.H38-200710-0003`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseCode(String);

/// The identifier of an office, such as `000.00.10.H38` (QCVN 102:2016, levels 4 down to 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeCode(String);

/// What a lenient reading finds in a code of any known shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeParts {
    /// The office part, as written.
    pub office: String,
    /// The day of receipt, where the code holds one.
    pub day: Option<NaiveDate>,
    /// The running number.
    pub number: u32,
}

/// Numbers of a day that one station owns before it goes on to its next block.
const BLOCK: u32 = 1_000;
/// Stations that share a day's numbers.
const STATIONS: u32 = 10;

impl OfficeCode {
    /// An identifier of 2 to 6 parts of ASCII letters and digits with dots between, such as
    /// `H38.12` or `000.00.10.H38`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let parts: Vec<&str> = text.split('.').collect();
        let well_formed = (2..=6).contains(&parts.len())
            && parts
                .iter()
                .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        well_formed.then_some(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CaseCode {
    /// The code of the `number`th place of a day. Past 9999 the number simply has more digits.
    pub fn issue(office: &OfficeCode, day: NaiveDate, number: u32) -> Self {
        let year = day.year().rem_euclid(100);
        Self(format!("{}-{year:02}{:02}{:02}-{number:04}", office.0, day.month(), day.day()))
    }

    /// A code that was issued before, taken exactly as it is.
    pub fn issued(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a code of any known shape, leniently: `000.00.14.H20-200703-0002`, `H38.12-250714-0001`.
pub fn parse_code(text: &str) -> Option<CodeParts> {
    let mut parts = text.trim().rsplitn(3, '-');
    let (number, day, office) = (parts.next()?, parts.next()?, parts.next()?);
    if office.is_empty() || number.is_empty() || number.len() > 7 {
        return None;
    }
    let number = number.parse().ok()?;
    let two = |at: usize| day.get(at..at + 2).and_then(|pair| pair.parse::<u32>().ok());
    let day = match (day.len(), two(0), two(2), two(4)) {
        (6, Some(y), Some(m), Some(d)) => NaiveDate::from_ymd_opt(2000 + y as i32, m, d),
        _ => None,
    };
    Some(CodeParts { office: office.to_owned(), day, number })
}

/// How many numbers each station has given on each day.
///
/// Station *s* owns the numbers `(s-1)·1000+1 ..= s·1000` of a day, then the same range ten
/// thousand higher, and so on: two machines of one office never give one number twice, without
/// having to know of each other, and an office with one station counts 1, 2, 3 ….
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberBook {
    given: BTreeMap<(NaiveDate, StationId), u32>,
}

impl NumberBook {
    /// The number to give next on a day at a station.
    pub fn next(&self, day: NaiveDate, station: StationId) -> u32 {
        number_at(self.given.get(&(day, station)).copied().unwrap_or(0), station)
    }

    /// Notes a number as given, by whatever path it came (also when an old journal is read).
    pub fn note(&mut self, day: NaiveDate, number: u32) {
        if let Some((station, place)) = place_of(number) {
            let given = self.given.entry((day, station)).or_default();
            *given = (*given).max(place + 1);
        }
    }

    /// How many numbers each station has given on each day, for a file.
    pub fn entries(&self) -> impl Iterator<Item = (NaiveDate, StationId, u32)> {
        self.given.iter().map(|((day, station), given)| (*day, *station, *given))
    }

    /// A book of such entries.
    pub fn of(entries: impl IntoIterator<Item = (NaiveDate, StationId, u32)>) -> Self {
        Self { given: entries.into_iter().map(|(day, station, given)| ((day, station), given)).collect() }
    }
}

/// The number at a place (from 0) of a station's own sequence.
fn number_at(place: u32, station: StationId) -> u32 {
    let (block, rest) = (place / BLOCK, place % BLOCK);
    block * BLOCK * STATIONS + (u32::from(station.number()) - 1) * BLOCK + rest + 1
}

/// Which station owns a number, and at which place.
fn place_of(number: u32) -> Option<(StationId, u32)> {
    let zero_based = number.checked_sub(1)?;
    let block = zero_based / (BLOCK * STATIONS);
    let station = StationId::new(((zero_based / BLOCK) % STATIONS) as u8 + 1)?;
    Some((station, block * BLOCK + zero_based % BLOCK))
}
