//! Turning a clock into a promise, once, at the moment it is given.
//!
//! Must not know: which action asks.

use super::Rules;
use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::clock::{Clock, ClockError, Entry};
use crate::domain::event::Promise;
use crate::domain::limit::Limit;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use chrono::NaiveDate;

/// The promise of a clock under a calendar.
pub(super) fn of(clock: &Clock, calendar: &Calendar) -> Result<Promise, Refusal> {
    let due = clock.due(calendar).map_err(|error| refusal(&error, clock, calendar))?;
    Ok(Promise {
        due: due.date,
        at: due.promise,
        calendar: due.calendar.to_string(),
        provisional: due.provisional,
    })
}

/// The promise of a case once one more thing has happened to its clock; nothing where the promise it
/// has stays.
pub(super) fn after(case: &Case, entry: Entry, rules: &Rules<'_>) -> Result<Option<Promise>, Refusal> {
    let Some(clock) = &case.clock else { return Ok(None) };
    let calendar = super::calendar_of(case, entry.at(), rules)?;
    let mut clock = clock.clone();
    clock.ledger.push(entry);
    match clock.due(&calendar) {
        // A held clock has no date; the one it had stays on the slip until it runs again. So it does
        // where no rule says how to hold a limit: a case must never be locked up for want of one.
        Err(ClockError::Suspended { .. } | ClockError::NoRuleForHolding { .. }) => Ok(None),
        Ok(_) | Err(_) => of(&clock, &calendar).map(Some),
    }
}

/// The last day of a limit that begins at a moment, for steps and legs; nothing where the limit
/// cannot be counted from a start.
pub(super) fn last_day(limit: &Limit, from: Moment, calendar: &Calendar) -> Option<NaiveDate> {
    Clock::started(limit.clone(), from).due(calendar).ok().map(|due| due.date)
}

fn refusal(error: &ClockError, clock: &Clock, calendar: &Calendar) -> Refusal {
    match error {
        ClockError::OutsideCalendar { date } => {
            Refusal::CalendarDoesNotCover { day: *date, calendar: calendar.version().to_string() }
        }
        ClockError::NotStarted
        | ClockError::Suspended { .. }
        | ClockError::OutOfOrder { .. }
        | ClockError::Misplaced { .. }
        | ClockError::AbsurdLimit { .. }
        | ClockError::NoRuleForHolding { .. }
        | ClockError::CountsBack => Refusal::LimitNotCountable { limit: clock.rule.as_written.clone() },
    }
}
