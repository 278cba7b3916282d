//! How long a file was in each step and with whom, read off the traces of its row.
//!
//! Must not know: what is counted with it.

use crate::domain::forecast::WorkingDays;
use crate::domain::projection::Projection;
use crate::domain::row::{Row, What};
use crate::domain::trail::Trail;
use chrono::NaiveDate;

/// A time in somebody's hands, from the day they were given it to the day the next was, or to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// Interned step.
    pub step: u8,
    /// Interned person.
    pub person: u16,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// The stays of a finished file, in order; nothing of one that is open.
pub fn stays(row: &Row, rows: &Projection) -> Vec<Stay> {
    let Some(end) = row.finished().date() else { return Vec::new() };
    let mut stays: Vec<Stay> = Vec::new();
    for trace in rows.traces(row) {
        if let Trail::Given { step, person } = trace.what {
            // A result that was ready earlier than the next hand-over ended the stay.
            let day = trace.day.date().min(end);
            if let Some(before) = stays.last_mut() {
                before.to = day;
            }
            stays.push(Stay { step, person, from: day, to: end });
        }
    }
    stays
}

/// Working days from receipt to the result: all of them, and those in which the clock was not held.
pub fn taken(row: &Row, rows: &Projection, days: &WorkingDays) -> (u32, u32) {
    let (Some(received), Some(ready)) = (row.received.date(), row.ready.date()) else { return (0, 0) };
    let all = days.between(received, ready);
    let mut held = 0;
    let mut since: Option<NaiveDate> = None;
    for mark in rows.marks(row).iter().filter(|mark| mark.at >= row.received) {
        let Some(day) = mark.at.date().map(|day| day.min(ready)) else { continue };
        match mark.what {
            What::Asked | What::Held => since = since.or(Some(day)),
            What::Came | What::Freed => held += since.take().map_or(0, |since| days.between(since, day)),
            What::Due(_)
            | What::Undelivered
            | What::Rated(_)
            | What::Complained(_)
            | What::Answered { .. } => {}
        }
    }
    (all, all.saturating_sub(held))
}

/// The least number of days within which a share in per cent of them was done; nothing of nothing. They are in
/// order.
pub fn within(sorted: &[u32], share: usize) -> Option<u32> {
    sorted.get(sorted.len().checked_sub(1)? * share / 100).copied()
}
