//! Calendars as files again: what an office changed, in the form that `calendars` reads.
//!
//! Must not know: what a change is for.

use super::calendars::{KINDS, WEEKDAYS};
use crate::domain::calendar::{Calendar, National, Special};
use crate::domain::hours::{Office, PromiseDay, Week};
use chrono::{Datelike as _, NaiveDate};
use std::fmt::Write as _;

/// The text of the nation's days.
pub fn national(national: &National) -> String {
    let mut text = String::from(
        "# Ngày nghỉ và ngày làm bù của khu vực công, bản của cơ quan. Tệp cùng tên đi kèm chương trình giải\n\
         # thích từng mục.\n\n",
    );
    let off: Vec<String> = national
        .weekly_off
        .iter()
        .filter_map(|day| WEEKDAYS.iter().find(|(_, weekday)| weekday == day).map(|(name, _)| quoted(name)))
        .collect();
    let _ = writeln!(text, "edition = {}", quoted(&national.edition));
    let _ = writeln!(text, "name = {}", quoted(&national.name));
    let _ = writeln!(text, "weekly_off = [{}]", off.join(", "));
    let _ = writeln!(text, "first = {}", national.first);
    let _ = writeln!(text, "horizon = {}", national.horizon);
    let _ = writeln!(text, "last = {}", national.last);
    let notes: Vec<String> = national.notes.iter().map(|note| format!("  {},\n", quoted(note))).collect();
    let _ = writeln!(text, "notes = [\n{}]", notes.concat());
    for year in national.first.year()..=national.last.year() {
        write_year(&mut text, national, year);
    }
    text
}

fn write_year(text: &mut String, national: &National, year: i32) {
    let days: Vec<&Special> = national.days.iter().filter(|special| special.date.year() == year).collect();
    if days.is_empty() {
        return;
    }
    let source = days.first().map_or("", |special| special.source.as_str());
    let verified = days.iter().all(|special| special.verified);
    let _ = writeln!(
        text,
        "\n[[year]]\nyear = {year}\nworking = {}",
        super::calendars::working_days(national, year)
    );
    let _ = writeln!(text, "source = {}\nverified = {verified}\ndays = [", quoted(source));
    for special in days {
        let kind = KINDS.iter().find(|(_, kind)| *kind == special.kind).map_or("", |(word, _)| word);
        let _ = write!(
            text,
            "  {{ date = {}, kind = {}, name = {}",
            special.date,
            quoted(kind),
            quoted(&special.name)
        );
        let day = |text: &mut String, name: &str, date: Option<NaiveDate>| {
            if let Some(date) = date {
                let _ = write!(text, ", {name} = {date}");
            }
        };
        day(text, "in_place_of", special.in_place_of);
        day(text, "announced", special.announced);
        if special.source != source {
            let _ = write!(text, ", source = {}", quoted(&special.source));
        }
        if special.verified != verified {
            let _ = write!(text, ", verified = {}", special.verified);
        }
        text.push_str(" },\n");
    }
    text.push_str("]\n");
}

/// The text of an office's hours and closures. `base` are the hours of the calendar file, which the office
/// file may override, with its own revision.
pub fn office(office: &Office) -> String {
    let mut text = String::from(
        "# Giờ làm việc và ngày đóng cửa của cơ quan. Tệp cùng tên đi kèm chương trình giải thích từng mục.\n\n",
    );
    let _ = writeln!(text, "revision = {}\n", office.revision);
    let day = match office.promise.day {
        PromiseDay::Last => "last",
        PromiseDay::NextWorking => "next_working",
    };
    let time = office.promise.time.map_or("closing".to_owned(), |time| time.format("%H:%M").to_string());
    let _ = writeln!(text, "[promise]\nday = {}\ntime = {}\n", quoted(day), quoted(&time));
    let _ = writeln!(text, "[hours]\n{}", week(&office.week));
    for season in &office.seasons {
        let bound = |(month, day): (u32, u32)| quoted(&format!("{month:02}-{day:02}"));
        let _ = writeln!(text, "[[season]]\nfrom = {}\nto = {}\n", bound(season.from), bound(season.to));
        let _ = writeln!(text, "[season.hours]\n{}", week(&season.week));
    }
    for closure in &office.closures {
        let _ = writeln!(text, "[[closure]]\nfrom = {}\nto = {}", closure.from, closure.to);
        let _ =
            writeln!(text, "name = {}\ndocument = {}\n", quoted(&closure.name), quoted(&closure.document));
    }
    text
}

fn week(week: &Week) -> String {
    let mut text = String::new();
    for (name, weekday) in WEEKDAYS {
        let hours: Vec<String> = week
            .on(weekday)
            .iter()
            .map(|s| quoted(&format!("{}-{}", s.from.format("%H:%M"), s.to.format("%H:%M"))))
            .collect();
        if !hours.is_empty() {
            let _ = writeln!(text, "{name} = [{}]", hours.join(", "));
        }
    }
    text
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Both texts of a calendar: the nation's days, and the office's hours and closures.
pub fn both(calendar: &Calendar) -> (String, String) {
    (national(calendar.national()), office(calendar.office()))
}
