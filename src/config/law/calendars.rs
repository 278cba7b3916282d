//! Calendar files to calendars: the nation's days, and one office's hours and closures.
//!
//! Must not know: procedures.

use super::Source;
use super::fault::{Fault, FaultKind, Finder};
use super::raw::{self, Day};
use crate::domain::calendar::{National, Special, SpecialKind};
use crate::domain::hours::{Closure, Office, PromiseDay, PromiseHour, Season, Segment, Week};
use chrono::{Datelike as _, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Spanned;

pub(super) const KINDS: [(&str, SpecialKind); 4] = [
    ("holiday", SpecialKind::Holiday),
    ("in_lieu", SpecialKind::InLieu),
    ("swap_off", SpecialKind::SwapOff),
    ("make_up", SpecialKind::MakeUp),
];

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNational {
    edition: Spanned<String>,
    name: Spanned<String>,
    weekly_off: Vec<Spanned<String>>,
    first: Day,
    horizon: Day,
    last: Day,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    year: Spanned<i32>,
    working: Spanned<u32>,
    source: Spanned<String>,
    #[serde(default = "raw::yes")]
    verified: bool,
    days: Vec<RawDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    date: Day,
    kind: Spanned<String>,
    name: Spanned<String>,
    in_place_of: Option<Day>,
    announced: Option<Day>,
    source: Option<String>,
    verified: Option<bool>,
}

const PROMISE_DAYS: [(&str, PromiseDay); 2] =
    [("last", PromiseDay::Last), ("next_working", PromiseDay::NextWorking)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOffice {
    revision: u32,
    hours: Spanned<RawWeek>,
    promise: Option<RawPromise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPromise {
    day: Spanned<String>,
    time: Spanned<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawWeek {
    mon: Vec<Spanned<String>>,
    tue: Vec<Spanned<String>>,
    wed: Vec<Spanned<String>>,
    thu: Vec<Spanned<String>>,
    fri: Vec<Spanned<String>>,
    sat: Vec<Spanned<String>>,
    sun: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSeason {
    from: Spanned<String>,
    to: Spanned<String>,
    hours: Spanned<RawWeek>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClosure {
    from: Day,
    to: Day,
    name: Spanned<String>,
    document: Spanned<String>,
}

/// Reads the nation's days, or says everything that is wrong with them.
pub fn national(source: &Source) -> Result<National, Vec<Fault>> {
    let mut finder = Finder::new(&source.file, &source.text);
    let value = read_national(source, &mut finder);
    match value.filter(|_| finder.is_clean()) {
        Some(national) => Ok(national),
        None => Err(finder.into_faults()),
    }
}

fn read_national(source: &Source, finder: &mut Finder<'_>) -> Option<National> {
    let mut table = raw::table(&source.text, finder)?;
    let years: Vec<RawYear> = raw::items(&mut table, "year", finder);
    let head: RawNational = raw::rest(table, finder)?;
    let first = raw::day(&head.first, finder);
    let horizon = raw::day(&head.horizon, finder);
    let last = raw::day(&head.last, finder);
    let weekly_off = head.weekly_off.iter().filter_map(|day| raw::one_of(day, &WEEKDAYS, finder)).collect();
    let mut national = National {
        edition: raw::said(&head.edition, "edition", finder),
        name: raw::said(&head.name, "name", finder),
        weekly_off,
        first: first?,
        horizon: horizon?,
        last: last?,
        days: Vec::new(),
        notes: head.notes,
    };
    if national.first > national.horizon {
        finder.note(head.horizon.span(), FaultKind::Backwards);
    }
    if national.horizon > national.last {
        finder.note(head.last.span(), FaultKind::Backwards);
    }
    if national.last.year() - national.first.year() >= 200 {
        finder.note(head.last.span(), FaultKind::OutOfSpan(national.last.to_string()));
    }
    let mut seen = BTreeSet::new();
    for year in years {
        read_year(&year, &mut national, &mut seen, finder);
    }
    national.days.sort_by_key(|special| special.date);
    Some(national)
}

fn read_year(
    year: &RawYear,
    national: &mut National,
    seen: &mut BTreeSet<NaiveDate>,
    finder: &mut Finder<'_>,
) {
    let source = raw::said(&year.source, "source", finder);
    let number = *year.year.get_ref();
    for raw_day in &year.days {
        let date = raw::day(&raw_day.date, finder);
        let kind = raw::one_of(&raw_day.kind, &KINDS, finder);
        let special = Special {
            date: date.unwrap_or_default(),
            kind: kind.unwrap_or(SpecialKind::Holiday),
            name: raw::said(&raw_day.name, "name", finder),
            in_place_of: raw::maybe_day(raw_day.in_place_of.as_ref(), finder),
            announced: raw::maybe_day(raw_day.announced.as_ref(), finder),
            source: raw_day.source.clone().unwrap_or_else(|| source.clone()),
            verified: raw_day.verified.unwrap_or(year.verified),
        };
        let (Some(date), Some(kind)) = (date, kind) else { continue };
        let span = raw_day.date.span();
        let off = national.weekly_off.contains(&date.weekday());
        let pointless = match kind {
            SpecialKind::MakeUp => !off,
            SpecialKind::InLieu | SpecialKind::SwapOff => off,
            SpecialKind::Holiday => false,
        };
        if date.year() != number || date < national.first || date > national.last {
            finder.note(span, FaultKind::OutOfSpan(date.to_string()));
        } else if !seen.insert(date) {
            finder.note(span, FaultKind::Twice(date.to_string()));
        } else if pointless {
            finder.note(span, FaultKind::Pointless(date.to_string()));
        }
        national.days.push(special);
    }
    let (said, counted) = (*year.working.get_ref(), working_days(national, number));
    if finder.is_clean() && said != counted {
        finder.note(year.working.span(), FaultKind::WorkingDays { year: number, said, counted });
    }
}

/// The working days of a year by the nation's days alone.
pub(super) fn working_days(national: &National, year: i32) -> u32 {
    let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let works = |date: &NaiveDate| match national.days.iter().find(|s| s.date == *date).map(|s| s.kind) {
        Some(SpecialKind::MakeUp) => true,
        Some(SpecialKind::Holiday | SpecialKind::InLieu | SpecialKind::SwapOff) => false,
        None => !national.weekly_off.contains(&date.weekday()),
    };
    start.iter_days().take_while(|date| date.year() == year).filter(works).count() as u32
}

/// Reads an office's hours and closures, or says everything that is wrong with them. `weekly_off` are
/// the nation's weekly days off: every other day needs hours.
pub fn office(source: &Source, weekly_off: &[Weekday]) -> Result<Office, Vec<Fault>> {
    let mut finder = Finder::new(&source.file, &source.text);
    let value = read_office(source, weekly_off, &mut finder);
    match value.filter(|_| finder.is_clean()) {
        Some(office) => Ok(office),
        None => Err(finder.into_faults()),
    }
}

fn read_office(source: &Source, weekly_off: &[Weekday], finder: &mut Finder<'_>) -> Option<Office> {
    let mut table = raw::table(&source.text, finder)?;
    let seasons: Vec<RawSeason> = raw::items(&mut table, "season", finder);
    let closures: Vec<RawClosure> = raw::items(&mut table, "closure", finder);
    let seasons = seasons
        .iter()
        .filter_map(|item| {
            let (from, to) = (month_day(&item.from, finder), month_day(&item.to, finder));
            let week = read_week(&item.hours, weekly_off, finder);
            Some(Season { from: from?, to: to?, week })
        })
        .collect();
    let closures = closures
        .iter()
        .filter_map(|item| {
            let (from, to) = (raw::day(&item.from, finder), raw::day(&item.to, finder));
            let name = raw::said(&item.name, "name", finder);
            let document = raw::said(&item.document, "document", finder);
            let (from, to) = (from?, to?);
            if to < from {
                finder.note(item.to.span(), FaultKind::Backwards);
            }
            Some(Closure { from, to, name, document })
        })
        .collect();
    let head: RawOffice = raw::rest(table, finder)?;
    let week = read_week(&head.hours, weekly_off, finder);
    let promise = head.promise.as_ref().and_then(|promise| read_promise(promise, finder)).unwrap_or_default();
    Some(Office { revision: head.revision, week, seasons, closures, promise })
}

/// `closing` is the closing hour; anything else is a time of day.
fn read_promise(raw: &RawPromise, finder: &mut Finder<'_>) -> Option<PromiseHour> {
    let day = raw::one_of(&raw.day, &PROMISE_DAYS, finder)?;
    let time = match raw.time.get_ref().as_str() {
        "closing" => None,
        _ => Some(raw::time(&raw.time, finder)?),
    };
    Some(PromiseHour { day, time })
}

fn read_week(raw_week: &Spanned<RawWeek>, weekly_off: &[Weekday], finder: &mut Finder<'_>) -> Week {
    let raw = raw_week.get_ref();
    let days = [&raw.mon, &raw.tue, &raw.wed, &raw.thu, &raw.fri, &raw.sat, &raw.sun];
    let mut week = Week::default();
    for (((name, weekday), raw_day), slot) in WEEKDAYS.iter().zip(days).zip(&mut week.0) {
        *slot = raw_day.iter().filter_map(|hours| segment(hours, finder)).collect();
        if raw_day.is_empty() && !weekly_off.contains(weekday) {
            finder.note(raw_week.span(), FaultKind::NoHours((*name).to_owned()));
        }
        let overlap = slot.iter().zip(slot.iter().skip(1)).any(|(a, b)| a.to > b.from);
        let backwards = slot.iter().any(|s| s.from >= s.to);
        if overlap || backwards {
            let place = raw_day.first().map_or_else(|| raw_week.span(), Spanned::span);
            finder.note(place, FaultKind::Disordered((*name).to_owned()));
        }
    }
    week
}

fn segment(raw: &Spanned<String>, finder: &mut Finder<'_>) -> Option<Segment> {
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let read =
        raw.get_ref().split_once('-').and_then(|(a, b)| Some(Segment { from: time(a)?, to: time(b)? }));
    if read.is_none() {
        finder.note(raw.span(), FaultKind::NotHours(raw.get_ref().clone()));
    }
    read
}

/// `05-01`: a month and a day of any year.
fn month_day(raw: &Spanned<String>, finder: &mut Finder<'_>) -> Option<(u32, u32)> {
    let text = raw.get_ref();
    let day = NaiveDate::parse_from_str(&format!("2024-{text}"), "%Y-%m-%d").ok();
    if day.is_none() {
        finder.note(raw.span(), FaultKind::NotADay(text.clone()));
    }
    day.map(|day| (day.month(), day.day()))
}
