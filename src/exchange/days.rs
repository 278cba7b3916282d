//! Days off from other programs: a table (CSV) or a calendar (ICS), as special days to be looked at first.
//!
//! Must not know: what they change.

use crate::domain::calendar::{Special, SpecialKind};
use crate::domain::moment::{Moment, parse_day};
use crate::domain::text::clean_line;
use chrono::NaiveDate;
use icalendar::{Calendar, CalendarDateTime, Component as _, DatePerhapsTime};
use std::fmt;

/// The words a table uses for kinds of days.
const KINDS: [(&str, SpecialKind); 4] = [
    ("holiday", SpecialKind::Holiday),
    ("in_lieu", SpecialKind::InLieu),
    ("swap_off", SpecialKind::SwapOff),
    ("make_up", SpecialKind::MakeUp),
];
/// Longest name of a day, in characters.
const LONGEST: usize = 200;
/// Most days one event may span; more is a slip.
const LONGEST_SPAN: i64 = 31;

/// What is wrong with a file of days, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysFault {
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for DaysFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// Reads a table with the columns `date,kind,name` and perhaps `in_place_of,announced,source`, in any order
/// under their names. Either every line is read, or every fault is told.
pub fn from_csv(text: &str, source: &str) -> Result<Vec<Special>, Vec<DaysFault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let whole = |what: String| vec![DaysFault { line: 1, what }];
    let headings = reader.headers().map_err(|error| whole(error.to_string()))?.clone();
    let column = |name: &str| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
    let (Some(date), Some(kind), Some(name)) = (column("date"), column("kind"), column("name")) else {
        return Err(whole("date,kind,name?".to_owned()));
    };
    let (instead, announced, own_source) = (column("in_place_of"), column("announced"), column("source"));
    let (mut days, mut faults) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(DaysFault { line, what: error.to_string() });
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let mut day = |text: &str| {
            let read = parse_day(text);
            if read.is_none() {
                faults.push(DaysFault { line, what: format!("`{text}`?") });
            }
            read
        };
        let optional = |at: Option<usize>| at.map(cell).filter(|text| !text.is_empty());
        let read = day(cell(date));
        let in_place_of = optional(instead).and_then(&mut day);
        let known = optional(announced).and_then(&mut day);
        let found = KINDS.iter().find(|(word, _)| *word == cell(kind)).map(|(_, kind)| *kind);
        if found.is_none() {
            faults.push(DaysFault {
                line,
                what: format!("`{}`? holiday, in_lieu, swap_off, make_up", cell(kind)),
            });
        }
        let named = clean_line(cell(name), LONGEST);
        if named.is_empty() {
            faults.push(DaysFault { line, what: "name?".to_owned() });
        }
        if let (Some(date), Some(kind)) = (read, found) {
            days.push(Special {
                date,
                kind,
                name: named,
                in_place_of,
                announced: known,
                source: optional(own_source)
                    .map_or_else(|| source.to_owned(), |own| clean_line(own, LONGEST)),
                verified: false,
            });
        }
    }
    finish(days, faults)
}

/// Reads the events of a calendar as public holidays, a day each; times of day are left out. An event whose
/// categories name another kind (`make_up`, `swap_off`, `in_lieu`) is of that kind.
pub fn from_ics(text: &str, source: &str) -> Result<Vec<Special>, Vec<DaysFault>> {
    let calendar: Calendar = text.parse().map_err(|what| vec![DaysFault { line: 0, what }])?;
    let (mut days, mut faults) = (Vec::new(), Vec::new());
    for event in calendar.components.iter().filter_map(icalendar::CalendarComponent::as_event) {
        let name = clean_line(event.get_summary().unwrap_or_default(), LONGEST);
        let Some(from) = event.get_start().map(date_of) else {
            faults.push(DaysFault { line: 0, what: format!("DTSTART? {name}") });
            continue;
        };
        // The end of an event of whole days is the day after its last.
        let to = event.get_end().map(date_of).and_then(|end| end.pred_opt()).unwrap_or(from).max(from);
        if name.is_empty() || (to - from).num_days() > LONGEST_SPAN {
            faults.push(DaysFault { line: 0, what: format!("{from}: SUMMARY, DTEND?") });
            continue;
        }
        let said = event.property_value("CATEGORIES").unwrap_or_default();
        let kind = KINDS.iter().find(|(word, _)| said.split(',').any(|one| one.trim() == *word));
        let kind = kind.map_or(SpecialKind::Holiday, |(_, kind)| *kind);
        days.extend(from.iter_days().take_while(|date| *date <= to).map(|date| Special {
            date,
            kind,
            name: name.clone(),
            in_place_of: None,
            announced: None,
            source: source.to_owned(),
            verified: false,
        }));
    }
    finish(days, faults)
}

fn finish(days: Vec<Special>, mut faults: Vec<DaysFault>) -> Result<Vec<Special>, Vec<DaysFault>> {
    if days.is_empty() && faults.is_empty() {
        faults.push(DaysFault { line: 0, what: "0".to_owned() });
    }
    if faults.is_empty() { Ok(days) } else { Err(faults) }
}

fn date_of(when: DatePerhapsTime) -> NaiveDate {
    match when {
        DatePerhapsTime::Date(date) => date,
        DatePerhapsTime::DateTime(CalendarDateTime::Floating(at)) => at.date(),
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => Moment::from_unix(at.timestamp()).date(),
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, .. }) => date_time.date(),
    }
}
