//! What finished files say of open ones: how long a procedure in somebody's hands really takes.
//!
//! For an open file the finished files of the same procedure and officer are asked that were still open at
//! its age; half of them were done within the days told, and that is the forecast. Always with its basis: how
//! many files it rests on. Must not know: what is done about it.

use super::calendar::Calendar;
use super::projection::Projection;
use super::row::{Minute, Row};
use chrono::{Days, NaiveDate};
use std::collections::HashMap;

/// Fewest finished files a forecast rests on.
const FEWEST: usize = 5;
/// Finished files kept for one procedure and officer, the latest.
const KEPT: usize = 2_000;

/// Working days counted once, so that the days between two dates cost two look-ups.
#[derive(Debug, Clone, Default)]
pub struct WorkingDays {
    first: NaiveDate,
    /// Working days before each day from the first.
    before: Vec<u32>,
}

impl WorkingDays {
    /// The days from one to another, by a calendar.
    pub fn new(calendar: &Calendar, first: NaiveDate, last: NaiveDate) -> Self {
        let mut before = Vec::new();
        let mut count = 0;
        for day in first.iter_days().take_while(|day| *day <= last + Days::new(1)) {
            before.push(count);
            count += u32::from(calendar.is_working(day));
        }
        Self { first, before }
    }

    /// Working days after one day up to and with another.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let at = |day: NaiveDate| {
            let place = (day - self.first).num_days().max(0) as usize + 1;
            self.before.get(place).or(self.before.last()).copied().unwrap_or(0)
        };
        at(to).saturating_sub(at(from))
    }
}

/// How long finished files took, in working days from acceptance, by procedure and by procedure and officer.
#[derive(Debug, Clone, Default)]
pub struct Experience {
    took: HashMap<(u16, u16), Vec<u32>>,
    days: WorkingDays,
    today: NaiveDate,
}

/// What is expected of an open file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// The day half of such files were ready by.
    pub ready: NaiveDate,
    /// Whether that is after the last day promised.
    pub late: bool,
    /// Finished files it rests on.
    pub files: u32,
    /// Whether they were the same officer's.
    pub same_officer: bool,
    /// Of the finished files that were open at this age: within how many working days half were done, and
    /// nine in ten.
    pub half: u32,
    /// The nine in ten.
    pub most: u32,
}

impl Experience {
    /// The experience of an office up to a day.
    pub fn new(rows: &Projection, calendar: &Calendar, today: NaiveDate) -> Self {
        let first =
            rows.rows().iter().filter(|row| row.received != Minute::NEVER).map(|row| row.received).min();
        let first = first.and_then(Minute::date).unwrap_or(today).min(today);
        let days = WorkingDays::new(calendar, first, today + Days::new(400));
        let mut took: HashMap<(u16, u16), Vec<u32>> = HashMap::new();
        for row in rows.rows().iter().rev() {
            let (Some(received), Some(ready)) = (row.received.date(), row.ready.date()) else { continue };
            let taken = days.between(received, ready);
            for key in [(row.procedure, 0), (row.procedure, row.officer)] {
                let known = took.entry(key).or_default();
                if known.len() < KEPT {
                    known.push(taken);
                }
                if row.officer == 0 {
                    break;
                }
            }
        }
        for known in took.values_mut() {
            known.sort_unstable();
        }
        Self { took, days, today }
    }

    /// The forecast of an open file whose clock runs; nothing where too few files were finished.
    pub fn of(&self, row: &Row, calendar: &Calendar) -> Option<Forecast> {
        if !row.is_running() {
            return None;
        }
        let (received, due) = (row.received.date()?, row.due.date()?);
        let age = self.days.between(received, self.today);
        let of = |officer: u16| {
            let known = self.took.get(&(row.procedure, officer))?;
            let open = known.get(known.partition_point(|taken| *taken < age)..)?;
            (open.len() >= FEWEST).then_some(open)
        };
        let own = (row.officer != 0).then(|| of(row.officer)).flatten();
        let like = own.or_else(|| of(0))?;
        let at = |share: usize| like.get((like.len() - 1) * share / 10).copied().unwrap_or(0);
        let (half, most) = (at(5), at(9));
        let ready = working_after(received, half, calendar).max(self.today);
        Some(Forecast {
            ready,
            late: ready > due,
            files: like.len() as u32,
            same_officer: own.is_some(),
            half,
            most,
        })
    }
}

/// The last of so many working days after a day.
fn working_after(from: NaiveDate, days: u32, calendar: &Calendar) -> NaiveDate {
    let mut left = days;
    for day in from.iter_days().skip(1).take(1_000) {
        left = left.saturating_sub(u32::from(calendar.is_working(day)));
        if left == 0 {
            return day;
        }
    }
    from
}
