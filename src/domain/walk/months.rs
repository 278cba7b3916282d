//! Limits in months and years.
//!
//! No rule says what is left of a month when a clock is held, so such a clock has no date here rather
//! than a guessed one. Must not know: hours of the office.

use super::{Ground, Run, held_after, next, tell};
use crate::domain::clock::{ClockError, Due};
use crate::domain::explain::{Line, Trail};
use crate::domain::limit::Unit;
use crate::domain::moment::Moment;
use chrono::{Months, NaiveDate};

/// Adds months to the day of the start (BLDS 148.3–4), then rolls to a working day (148.5).
pub(super) fn walk(
    run: &Run<'_>,
    ground: &mut Ground<'_>,
    unit: Unit,
    trail: &mut Trail,
) -> Result<Due, ClockError> {
    let start = run.start.date();
    ground.step(start, trail)?;
    let n = if unit == Unit::Years { run.budget * 12 } else { run.budget };
    let end = start.checked_add_months(Months::new(n));
    let end = end.ok_or(ClockError::OutsideCalendar { date: NaiveDate::MAX })?;
    let mut date = end;
    ground.step(date, trail)?;
    while !ground.calendar.may_end_on(date) {
        date = next(date)?;
        ground.step(date, trail)?;
    }
    if was_held(run, date) {
        return Err(ClockError::NoRuleForHolding { unit });
    }
    run.rest.iter().for_each(|entry| tell(entry, trail));
    trail.say(|| Line::Months { n, end });
    if date != end {
        let kind = ground.calendar.kind_of(end);
        trail.say(|| Line::Rolled { from: end, to: date, kind, name: ground.name(end) });
    }
    Ok(ground.due_on(date))
}

/// Whether the clock was held over the end of a day before the last one.
fn was_held(run: &Run<'_>, last: NaiveDate) -> bool {
    let mut held: Option<Moment> = None;
    for entry in run.rest {
        let over_a_day = held.is_some_and(|since| since.date() < entry.at().date().min(last));
        if over_a_day {
            return true;
        }
        held = held_after(entry, held);
    }
    held.is_some_and(|since| since.date() < last)
}
