//! What a report is counted over: rows, law, a period, and how disputed files are read.
//!
//! Here a row is seen as it stood at the end of a period. Must not know: which columns a report has.

use super::period::Period;
use crate::domain::law::Law;
use crate::domain::office::Office;
use crate::domain::projection::Projection;
use crate::domain::row::{Minute, Row, What};
use crate::domain::stage::Stage;
use chrono::NaiveDate;

/// Minutes of a day; the country has no summer time.
const DAY: u32 = 24 * 60;

/// Where a file waiting for the applicant is counted at the end of a period. The printed form names such
/// files in two columns, so that offices count them differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Waiting {
    /// Being handled, in time (column 12).
    InTime,
    /// Handled, on time (column 9).
    Done,
}

/// Where a file that ended without a result after its acceptance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Ending {
    /// Handled, on time (column 9), as the printed form has it.
    OnTime,
    /// By its day, as a result would be.
    ByDay,
}

/// The chosen readings; printed beneath every report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// Files waiting for the applicant.
    pub waiting: Waiting,
    /// Files withdrawn or stopped.
    pub ending: Ending,
}

impl Default for Reading {
    fn default() -> Self {
        Self { waiting: Waiting::InTime, ending: Ending::OnTime }
    }
}

/// What a report is counted over.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The rows.
    pub rows: &'a Projection,
    /// The law.
    pub law: &'a Law,
    /// The office.
    pub office: &'a Office,
    /// The period.
    pub period: Period,
    /// How disputed files are read.
    pub reading: Reading,
    /// Its first minute.
    pub start: Minute,
    /// The first minute after it, or after today where today is earlier.
    pub end: Minute,
    /// The first minute of the last day looked at.
    pub last: Minute,
}

/// How a file stood at the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The result was ready, or it ended.
    Finished,
    /// The clock was held.
    Held,
    /// Its last day had not passed.
    InTime,
    /// Its last day had passed.
    Late,
}

impl<'a> Scope<'a> {
    /// A scope; nothing after `today` is looked at.
    pub fn new(
        rows: &'a Projection,
        law: &'a Law,
        office: &'a Office,
        period: Period,
        today: NaiveDate,
    ) -> Self {
        let through = period.to.min(today.max(period.from));
        let last = Minute::start_of(through);
        Self {
            rows,
            law,
            office,
            period,
            reading: Reading::default(),
            start: Minute::start_of(period.from),
            end: Minute(last.0 + DAY),
            last,
        }
    }

    /// The last day looked at.
    pub fn through(&self) -> NaiveDate {
        self.last.date().unwrap_or(self.period.to)
    }

    /// Whether a moment lies in the period.
    pub const fn holds(&self, at: Minute) -> bool {
        self.start.0 <= at.0 && at.0 < self.end.0
    }

    /// Whether something was accepted before the end and not finished before the start: what a report of
    /// results counts.
    pub const fn concerns(&self, row: &Row) -> bool {
        let done = row.finished();
        row.received.0 != 0 && row.received.0 < self.end.0 && (done.0 == 0 || done.0 >= self.start.0)
    }

    /// How an accepted file stood at the end.
    pub fn state(&self, row: &Row) -> State {
        let done = row.finished();
        if done != Minute::NEVER && done < self.end {
            return State::Finished;
        }
        if self.is_held(row) {
            return State::Held;
        }
        if self.due(row) < self.last { State::Late } else { State::InTime }
    }

    /// The last day promised, as it stood at the end.
    pub fn due(&self, row: &Row) -> Minute {
        let mut due = row.due;
        let mut known = false;
        for mark in self.rows.marks(row) {
            if let What::Due(day) = mark.what
                && (!known || mark.at < self.end)
            {
                due = day.start();
                known = true;
            }
        }
        due
    }

    /// Whether the clock was held at the end.
    pub fn is_held(&self, row: &Row) -> bool {
        let mut held = false;
        for mark in self.rows.marks(row).iter().take_while(|mark| mark.at < self.end) {
            match mark.what {
                What::Held => held = true,
                What::Asked => held |= mark.at >= row.received,
                What::Freed | What::Came => held = false,
                What::Due(_)
                | What::Undelivered
                | What::Rated(_)
                | What::Complained(_)
                | What::Answered { .. } => {}
            }
        }
        held
    }

    /// Whether a file ended in the period without a result, after its acceptance.
    pub const fn is_ended_early(&self, row: &Row) -> bool {
        row.ready.0 == 0 && matches!(row.stage, Stage::Withdrawn | Stage::Stopped)
    }

    /// How the finish of a file compares with its promise, by day. A file without a result is read as chosen.
    pub const fn outcome(&self, row: &Row) -> Outcome {
        if row.ready.0 == 0 && matches!(self.reading.ending, Ending::OnTime) {
            return Outcome::OnTime;
        }
        let done = row.finished();
        if done.0 < row.due.0 {
            Outcome::Early
        } else if done.0 < row.due.0 + DAY {
            Outcome::OnTime
        } else {
            Outcome::Late
        }
    }
}

/// Early, on time, late.
pub use crate::domain::lateness::Timeliness as Outcome;
