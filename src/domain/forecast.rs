//! What finished files say of open ones: how long a procedure, a step and its holder really take.
//!
//! For an open file the finished files are asked that were in the same step, with the same person where
//! there are enough of them, and still open at its age there; half of them had their result within the days
//! told, and that is the forecast. Always with its basis: what they had in common, and how many they are.
//! Must not know: what is done about it.

use super::calendar::Calendar;
use super::projection::Projection;
use super::row::{Minute, Row};
use super::trail::Trail;
use chrono::{Days, NaiveDate};
use std::collections::HashMap;
use strum::{EnumIter, IntoEnumIterator as _, IntoStaticStr};

/// Fewest finished files a forecast rests on.
const FEWEST: usize = 5;
/// Finished files kept of one kind, the latest.
const KEPT: usize = 2_000;
/// Finished files read at most, the latest: what is older says little of today.
const READ: usize = 100_000;

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

/// What a forecast rests on, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Basis {
    /// From this step on, when the same person had it.
    StepAndHolder,
    /// From this step on.
    Step,
    /// From receipt on, files of the same officer.
    Officer,
    /// From receipt on.
    Procedure,
}

/// Files like one another: procedure, step (0 from receipt on), person (0 whoever).
type Like = (u16, u8, u16);

/// How long finished files took to their result, in working days, from receipt and from each step on.
#[derive(Debug, Clone, Default)]
pub struct Experience {
    took: HashMap<Like, Vec<u32>>,
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
    /// In what they were like this one.
    pub basis: Basis,
    /// Interned step, for a forecast from a step on; else 0.
    pub step: u8,
    /// Of the finished files that were open at this age: within how many working days half were done, and
    /// nine in ten.
    pub half: u32,
    /// The nine in ten.
    pub most: u32,
}

impl Experience {
    /// The experience of an office up to a day: its latest finished files.
    pub fn new(rows: &Projection, calendar: &Calendar, today: NaiveDate) -> Self {
        let first =
            rows.rows().iter().filter(|row| row.received != Minute::NEVER).map(|row| row.received).min();
        let first = first.and_then(Minute::date).unwrap_or(today).min(today);
        let days = WorkingDays::new(calendar, first, today + Days::new(400));
        let mut took: HashMap<Like, Vec<u32>> = HashMap::new();
        let mut learn = |like: Like, taken: u32| {
            let known = took.entry(like).or_default();
            if known.len() < KEPT {
                known.push(taken);
            }
        };
        let finished = rows.kept_places().rev().filter(|(_, row)| row.ready != Minute::NEVER);
        for (_, row) in finished.take(READ) {
            let (Some(received), Some(ready)) = (row.received.date(), row.ready.date()) else { continue };
            let taken = days.between(received, ready);
            learn((row.procedure, 0, 0), taken);
            if row.officer != 0 {
                learn((row.procedure, 0, row.officer), taken);
            }
            for trace in rows.traces(row) {
                if let Trail::Given { step: step @ 1.., person } = trace.what {
                    let taken = days.between(trace.day.date(), ready);
                    learn((row.procedure, step, 0), taken);
                    if person != 0 {
                        learn((row.procedure, step, person), taken);
                    }
                }
            }
        }
        for known in took.values_mut() {
            known.sort_unstable();
        }
        Self { took, days, today }
    }

    /// The forecast of an open file whose clock runs; nothing where too few files were finished.
    pub fn of(&self, row: &Row, rows: &Projection, calendar: &Calendar) -> Option<Forecast> {
        if !row.is_running() {
            return None;
        }
        let (received, due) = (row.received.date()?, row.due.date()?);
        let given = rows.traces(row).filter_map(|trace| match trace.what {
            Trail::Given { step: step @ 1.., person } => Some((trace.day.date(), step, person)),
            Trail::Given { .. } | Trail::Asked { .. } | Trail::Taken { .. } | Trail::EndsAt { .. } => None,
        });
        let here = given.last();
        Basis::iter().find_map(|basis| {
            let (since, step, person) = match basis {
                Basis::StepAndHolder => here.filter(|(.., person)| *person != 0)?,
                Basis::Step => here.map(|(since, step, _)| (since, step, 0))?,
                Basis::Officer => (received, 0, Some(row.officer).filter(|officer| *officer != 0)?),
                Basis::Procedure => (received, 0, 0),
            };
            let age = self.days.between(since, self.today);
            let known = self.took.get(&(row.procedure, step, person))?;
            let like = known.get(known.partition_point(|taken| *taken < age)..)?;
            let at = |share: usize| like.get((like.len().max(1) - 1) * share / 10).copied().unwrap_or(0);
            let (half, most) = (at(5), at(9));
            let ready = working_after(since, half, calendar).max(self.today);
            (like.len() >= FEWEST).then_some(Forecast {
                ready,
                late: ready > due,
                files: like.len() as u32,
                basis,
                step,
                half,
                most,
            })
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
