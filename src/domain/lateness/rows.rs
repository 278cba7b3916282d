//! The course of a row, for judging many files by the definition chosen.
//!
//! Must not know: who chose it.

use super::reading::{Course, End, EndKind};
use crate::domain::calendar::Calendar;
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use crate::domain::row::{Minute, Row, What};
use crate::domain::trail::Trail;
use chrono::TimeDelta;

impl Course {
    /// The course of a row, as the file stands now. A promise ends with the office hours of its last day, or
    /// at the hour kept where the limit is in hours or half days.
    pub fn of_row(row: &Row, rows: &Projection, calendar: &Calendar) -> Self {
        let (mut requests, mut supplied, mut waiting) = (0, 0, None);
        for mark in rows.marks(row).iter().filter(|mark| mark.at >= row.received) {
            match mark.what {
                What::Asked => {
                    requests += 1;
                    waiting = Some(mark.at);
                }
                What::Came => {
                    supplied += waiting.take().map_or(0, |since: Minute| i64::from(mark.at.0 - since.0) * 60);
                }
                What::Due(_)
                | What::Held
                | What::Freed
                | What::Undelivered
                | What::Rated(_)
                | What::Complained(_)
                | What::Answered { .. } => {}
            }
        }
        let hour = rows.traces(row).find_map(|trace| match trace.what {
            Trail::EndsAt { minute } => Some(minute),
            Trail::Given { .. } | Trail::Asked { .. } | Trail::Taken { .. } => None,
        });
        let due = row.due.date();
        let closing = |day| {
            let midnight = Moment::midnight(day);
            let at_closing = || calendar.closing(day).map_or(midnight, |time| Moment::at(day, time));
            hour.map_or_else(at_closing, |minute| midnight.plus(TimeDelta::minutes(i64::from(minute))))
        };
        let kind = EndKind::without_result(row.stage).unwrap_or(EndKind::Ready);
        let end = row.finished().moment().map(|at| End { at, kind });
        Self {
            received: row.received.moment(),
            due,
            promised: due.map(closing),
            ends_at_moment: hour.is_some(),
            end,
            requests,
            supplied_seconds: supplied,
            waiting_since: waiting.and_then(Minute::moment).filter(|_| end.is_none()),
            held: row.flags.is_held(),
        }
    }
}
