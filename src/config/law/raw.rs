//! Pieces of TOML that calendars and procedures share: tables read item by item, so that one bad item
//! does not hide the faults of the others.
//!
//! Must not know: what the items mean.

use super::fault::{FaultKind, Finder};
use crate::domain::text::clean;
use chrono::{NaiveDate, NaiveTime};
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// Most letters of one text of a file.
const LONGEST: usize = 4_000;

/// A day in TOML, with its place.
pub(super) type Day = Spanned<Datetime>;

/// Reads a text as a table, noting every fault of its syntax.
pub(super) fn table<'a>(text: &'a str, finder: &mut Finder<'_>) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        finder.parser(error);
    }
    errors.is_empty().then(|| {
        let mut table = table.into_inner();
        table.iter_mut().for_each(|(_, value)| clean_words(value.get_mut()));
        table
    })
}

/// Words of a file reach the screen and the printer: NFC, nothing invisible, nothing that steers a terminal.
fn clean_words(value: &mut DeValue<'_>) {
    match value {
        DeValue::String(words) => {
            let cleaned = clean(words, LONGEST);
            if cleaned != **words {
                *words = cleaned.into();
            }
        }
        DeValue::Array(array) => array.iter_mut().for_each(|value| clean_words(value.get_mut())),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, value)| clean_words(value.get_mut())),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// Takes the items of an array of tables out of a table and reads each on its own.
pub(super) fn items<T: DeserializeOwned>(
    table: &mut DeTable<'_>,
    key: &str,
    finder: &mut Finder<'_>,
) -> Vec<T> {
    let Some(value) = table.remove(key) else { return Vec::new() };
    let span = value.span();
    let DeValue::Array(array) = value.into_inner() else {
        finder.note(span, FaultKind::Shape(format!("`{key}` must be a list of tables")));
        return Vec::new();
    };
    array
        .into_iter()
        .filter_map(|value| {
            let span = value.span();
            let read = T::deserialize(toml::de::ValueDeserializer::from(value));
            match read {
                Ok(value) => Some(value),
                Err(error) => {
                    let place = error.span().unwrap_or_else(|| span.clone());
                    finder.note(place, FaultKind::Shape(error.message().to_owned()));
                    None
                }
            }
        })
        .collect()
}

/// Notes the first entry of a table that should hold nothing more.
pub(super) fn nothing_else(table: &DeTable<'_>, expected: &str, finder: &mut Finder<'_>) {
    if let Some((key, _)) = table.iter().next() {
        let message = format!("unknown field `{}`, expected `{expected}`", key.get_ref());
        finder.note(key.span(), FaultKind::Shape(message));
    }
}

/// Reads what is left of a table.
pub(super) fn rest<T: DeserializeOwned>(table: DeTable<'_>, finder: &mut Finder<'_>) -> Option<T> {
    let whole = toml::de::Deserializer::from(Spanned::new(0..0, table));
    T::deserialize(whole).map_err(|error| finder.parser(&error)).ok()
}

/// A calendar day, noting anything else.
pub(super) fn day(raw: &Day, finder: &mut Finder<'_>) -> Option<NaiveDate> {
    let value = raw.get_ref();
    let plain = value.time.is_none() && value.offset.is_none();
    let date = value.date.filter(|_| plain).and_then(|date| {
        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
    });
    if date.is_none() {
        finder.note(raw.span(), FaultKind::NotADay(value.to_string()));
    }
    date
}

/// A day that may be absent.
pub(super) fn maybe_day(raw: Option<&Day>, finder: &mut Finder<'_>) -> Option<NaiveDate> {
    raw.and_then(|raw| day(raw, finder))
}

/// A time of day such as `15:00`.
pub(super) fn time(raw: &Spanned<String>, finder: &mut Finder<'_>) -> Option<NaiveTime> {
    let read = NaiveTime::parse_from_str(raw.get_ref().trim(), "%H:%M").ok();
    if read.is_none() {
        finder.note(raw.span(), FaultKind::NotATime(raw.get_ref().clone()));
    }
    read
}

/// A text that must say something, trimmed.
pub(super) fn said(raw: &Spanned<String>, what: &'static str, finder: &mut Finder<'_>) -> String {
    let text = raw.get_ref().trim();
    if text.is_empty() {
        finder.note(raw.span(), FaultKind::Empty(what));
    }
    text.to_owned()
}

/// A number within bounds.
pub(super) fn within(raw: &Spanned<u64>, least: u64, most: u64, finder: &mut Finder<'_>) -> u64 {
    let found = *raw.get_ref();
    if found < least || found > most {
        finder.note(raw.span(), FaultKind::OutOfRange { found, least, most });
    }
    found.clamp(least, most)
}

/// One of a few words.
pub(super) fn one_of<T: Copy>(
    raw: &Spanned<String>,
    words: &[(&'static str, T)],
    finder: &mut Finder<'_>,
) -> Option<T> {
    let found = words.iter().find(|(word, _)| word == raw.get_ref()).map(|(_, value)| *value);
    if found.is_none() {
        let allowed = words.iter().map(|(word, _)| *word).collect();
        finder.note(raw.span(), FaultKind::NotOneOf { found: raw.get_ref().clone(), allowed });
    }
    found
}

/// `true`, for fields that are verified unless they say otherwise.
pub(super) const fn yes() -> bool {
    true
}

/// 1, for counts that are rarely more.
pub(super) fn one() -> Spanned<u64> {
    Spanned::new(0..0, 1)
}
