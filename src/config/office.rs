//! `office.toml`: the office of a desk, its hours and its people.
//!
//! Without these facts a desk cannot give a code or a date, so a faulty file is refused whole, with every
//! fault named. Must not know: where the file is, or the nation's days.

use super::document::{Faults, Value};
use super::fault::{Fault, FaultKind};
use crate::domain::hours::{Segment, Week};
use crate::domain::id::{PersonId, StationId};
use crate::domain::number::OfficeCode;
use crate::domain::office::Office;
use crate::domain::role::{Person, Role};
use crate::domain::text::clean_line;
use crate::input::nearest::nearest;
use chrono::NaiveTime;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator as _;
use toml::de::DeTable;

/// The name of the file in a desk's folder.
pub const FILE: &str = "office.toml";
/// The days of the week as the file names them, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// The days that must have hours.
const WORKING: usize = 5;
/// The longest name of anything, in characters.
const LONGEST: usize = 200;

/// The office's own hours, in place of those of its calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Counts the changes of these hours; part of the calendar's version.
    pub revision: u32,
    /// The hours by weekday.
    pub week: Week,
}

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeFile {
    /// The office and its people.
    pub office: Office,
    /// Its own hours; none keeps those of its calendar file.
    pub hours: Option<Hours>,
    /// Whether it is a practice office, whose papers and figures mean nothing.
    pub practice: bool,
}

/// Reads the file, or says everything that is wrong with it.
pub fn read(file: &str, text: &str) -> Result<OfficeFile, Vec<Fault>> {
    let (table, mut faults) = Faults::read(file, text);
    let read = read_table(&table, &mut faults);
    match read.filter(|_| faults.is_empty()) {
        Some(office) => Ok(office),
        None => Err(faults.into_sorted()),
    }
}

fn read_table<'a>(table: &DeTable<'a>, faults: &mut Faults<'a>) -> Option<OfficeFile> {
    faults.only(table, &["name", "code", "station", "practice", "hours", "people"]);
    let name = line(table, "name", faults);
    let code = needed(table, "code", faults).and_then(|value| {
        let text = faults.text("code", value)?;
        or_unknown(OfficeCode::parse(text), "code", value, faults)
    });
    let station = table.get("station").map_or(Some(StationId::FIRST), |value| {
        let number = faults.number("station", value)?;
        or_unknown(u8::try_from(number).ok().and_then(StationId::new), "station", value, faults)
    });
    let practice = table.get("practice").map_or(Some(false), |value| faults.switch("practice", value));
    let hours = table.get("hours").map(|value| hours(value, faults));
    let people = needed(table, "people", faults).and_then(|value| people(value, faults));
    Some(OfficeFile {
        office: Office { name: name?, code: code?, station: station?, people: people? },
        hours: hours.flatten(),
        practice: practice?,
    })
}

fn people<'a>(value: &Value<'a>, faults: &mut Faults<'a>) -> Option<Vec<Person>> {
    let mut seen = BTreeSet::new();
    let mut people = Vec::new();
    for item in faults.list("people", value)? {
        let Some(table) = faults.table("people", item) else { continue };
        faults.only(table, &["id", "name", "role", "unit"]);
        let id = line(table, "id", faults);
        if let (Some(id), Some(place)) = (&id, table.get("id"))
            && (!is_code(id) || !seen.insert(id.clone()))
        {
            or_unknown::<()>(None, "id", place, faults);
        }
        let role = needed(table, "role", faults).and_then(|value| role(value, faults));
        let (name, unit) = (line(table, "name", faults), line(table, "unit", faults));
        if let (Some(id), Some(name), Some(role), Some(unit)) = (id, name, role, unit) {
            people.push(Person { id: PersonId(id), name, role, unit });
        }
    }
    if people.is_empty() && faults.is_empty() {
        faults.add(value.span(), FaultKind::MissingField { name: "people".to_owned() }, None);
    }
    Some(people)
}

fn role<'a>(value: &Value<'a>, faults: &mut Faults<'a>) -> Option<Role> {
    let written = faults.text("role", value)?;
    let role: Option<Role> = written.parse().ok();
    if role.is_none() {
        let kind = FaultKind::UnknownValue { name: "role".to_owned(), value: written.to_owned() };
        faults.add(value.span(), kind, nearest(written, Role::iter().map(Into::into)));
    }
    role
}

/// Whether a text can name a person: lower-case letters, digits, dots and dashes.
pub fn is_code(id: &str) -> bool {
    id.len() <= 40
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-')
}

/// `weekdays` are Monday to Friday; a day of its own goes before it.
fn hours<'a>(value: &Value<'a>, faults: &mut Faults<'a>) -> Option<Hours> {
    let table = faults.table("hours", value)?;
    faults.only(table, &[["revision", "weekdays"].as_slice(), &DAYS].concat());
    let revision = table.get("revision").map_or(Some(1), |value| {
        let number = faults.number("revision", value)?;
        or_unknown(u32::try_from(number).ok().filter(|n| *n < 1_000_000), "revision", value, faults)
    });
    let weekdays = table.get("weekdays").map(|value| segments("weekdays", value, faults).unwrap_or_default());
    let mut week = Week::default();
    for (place, (day, slot)) in DAYS.iter().zip(&mut week.0).enumerate() {
        let works = place < WORKING;
        match (table.get(*day), &weekdays) {
            (Some(value), _) => *slot = segments(day, value, faults).unwrap_or_default(),
            (None, Some(weekdays)) if works => slot.clone_from(weekdays),
            (None, Some(_) | None) => {}
        }
        if works && slot.is_empty() && faults.is_empty() {
            faults.add(value.span(), FaultKind::MissingField { name: format!("hours.{day}") }, None);
        }
    }
    Some(Hours { revision: revision?, week })
}

/// `07:30-11:30, 13:30-17:00`, in order and without overlap; an empty text is a day without hours.
fn segments<'a>(name: &str, value: &Value<'a>, faults: &mut Faults<'a>) -> Option<Vec<Segment>> {
    let text = faults.text(name, value)?;
    or_unknown(parse_segments(text), name, value, faults)
}

/// Reads the hours of a day as people write them; nothing where they are no hours.
pub fn parse_segments(text: &str) -> Option<Vec<Segment>> {
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let mut segments: Vec<Segment> = Vec::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let (from, to) = part.split_once('-')?;
        let segment = Segment { from: time(from)?, to: time(to)? };
        let follows = segments.last().is_none_or(|last| last.to <= segment.from);
        if segment.from >= segment.to || !follows {
            return None;
        }
        segments.push(segment);
    }
    Some(segments)
}

/// Writes the hours of a day as [`parse_segments`] reads them.
pub fn write_segments(segments: &[Segment]) -> String {
    let one = |segment: &Segment| format!("{}-{}", segment.from.format("%H:%M"), segment.to.format("%H:%M"));
    segments.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn needed<'v, 'a>(table: &'v DeTable<'a>, name: &str, faults: &mut Faults<'a>) -> Option<&'v Value<'a>> {
    let value = table.get(name);
    if value.is_none() {
        // The place of a missing entry is its table, which begins at its first entry.
        let place = table.keys().map(toml::Spanned::span).min_by_key(|span| span.start).unwrap_or(0..0);
        faults.add(place, FaultKind::MissingField { name: name.to_owned() }, None);
    }
    value
}

/// A text of one line that must say something.
fn line<'a>(table: &DeTable<'a>, name: &str, faults: &mut Faults<'a>) -> Option<String> {
    let value = needed(table, name, faults)?;
    let text = clean_line(faults.text(name, value)?, LONGEST);
    or_unknown((!text.is_empty()).then_some(text), name, value, faults)
}

fn or_unknown<T>(found: Option<T>, name: &str, value: &Value<'_>, faults: &mut Faults<'_>) -> Option<T> {
    if found.is_none() {
        let inner = value.get_ref();
        let written = inner.as_str().map_or_else(
            || inner.as_integer().map(|number| number.as_str().to_owned()).unwrap_or_default(),
            str::to_owned,
        );
        let kind = FaultKind::UnknownValue { name: name.to_owned(), value: written };
        faults.add(value.span(), kind, None);
    }
    found
}

#[derive(Serialize)]
struct Written<'a> {
    name: &'a str,
    code: &'a str,
    station: u8,
    practice: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<WrittenHours>,
    people: Vec<WrittenPerson<'a>>,
}

#[derive(Serialize)]
struct WrittenHours {
    revision: u32,
    #[serde(flatten)]
    days: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct WrittenPerson<'a> {
    id: &'a str,
    name: &'a str,
    role: &'static str,
    unit: &'a str,
}

/// The text of the file.
pub fn write(file: &OfficeFile) -> String {
    let day = |(day, segments): (&&'static str, &Vec<Segment>)| (*day, write_segments(segments));
    let open = |(_, segments): &(&&'static str, &Vec<Segment>)| !segments.is_empty();
    let written = Written {
        name: &file.office.name,
        code: file.office.code.as_str(),
        station: file.office.station.number(),
        practice: file.practice,
        hours: file.hours.as_ref().map(|hours| WrittenHours {
            revision: hours.revision,
            days: DAYS.iter().zip(&hours.week.0).filter(open).map(day).collect(),
        }),
        people: file
            .office
            .people
            .iter()
            .map(|person| WrittenPerson {
                id: &person.id.0,
                name: &person.name,
                role: person.role.into(),
                unit: &person.unit,
            })
            .collect(),
    };
    // Plain texts and numbers always serialise.
    toml::to_string(&written).unwrap_or_default()
}
