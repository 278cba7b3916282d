//! Short ways to say days, moments and clocks, for the tests of the law.

use chrono::{NaiveDate, NaiveTime};
use motcua::config::law;
use motcua::domain::calendar::{Calendar, National};
use motcua::domain::clock::{Clock, Entry};
use motcua::domain::hours::Office;
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::moment::{Moment, parse_day};
use std::sync::LazyLock;

/// A day, `dd/mm/yyyy`.
pub fn d(text: &str) -> NaiveDate {
    parse_day(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A number and a time, `0 08:30`; the number is whatever the test means by it.
pub fn at(text: &str) -> (i64, NaiveTime) {
    let (n, time) = text.split_once(' ').unwrap();
    (n.parse().unwrap(), NaiveTime::parse_from_str(time, "%H:%M").unwrap())
}

/// A moment, `dd/mm/yyyy HH:MM`.
pub fn m(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    Moment::at(d(day), NaiveTime::parse_from_str(time, "%H:%M").unwrap())
}

/// The calendar that comes with the program.
pub fn calendar() -> Calendar {
    law::load(None).unwrap().calendar
}

/// The nation's days that come with the program.
pub fn national() -> National {
    calendar().national().clone()
}

/// The office that comes with the program.
pub fn office() -> Office {
    calendar().office().clone()
}

/// The calendar that comes with the program, read once.
pub static CALENDAR: LazyLock<Calendar> = LazyLock::new(calendar);

/// A clock started at a moment.
pub fn clock(n: u32, unit: Unit, start: &str) -> Clock {
    Clock::started(Limit::of(n, unit), m(start))
}

/// A clock with more entries.
pub fn with(mut clock: Clock, entries: impl IntoIterator<Item = Entry>) -> Clock {
    clock.ledger.extend(entries);
    clock
}

/// The clock is held.
pub fn hold(at: Moment) -> Entry {
    Entry::Suspended { at, reason: "chờ nộp phí".into(), paper: "TB 12/TB-STTTT".into() }
}

/// The clock goes on.
pub fn go_on(at: Moment) -> Entry {
    Entry::Resumed { at }
}

/// The limit begins anew.
pub fn anew(at: Moment) -> Entry {
    Entry::Restarted { at, reason: "đã đủ hồ sơ".into(), paper: "Mẫu 02 số 7".into() }
}

/// The budget grows.
pub fn extend(at: Moment, by: u32) -> Entry {
    Entry::Extended {
        at,
        by,
        document: "15/STTTT-BCXB".into(),
        reason: "chờ ý kiến".into(),
        approver: "giam-doc".into(),
    }
}

/// The due day by the program's calendar.
pub fn due_day(clock: &Clock) -> NaiveDate {
    clock.due(&CALENDAR).unwrap().date
}
