//! Limits in days, working or not.
//!
//! Must not know: hours of the office.

use super::{Ground, Run, held_after, next, tell};
use crate::domain::clock::{ClockError, Due};
use crate::domain::explain::{Line, Trail};
use crate::domain::moment::Moment;
use chrono::NaiveDate;

/// Which days count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    Working,
    Every,
}

/// Counts days after the start until the budget is used and the day is a working day: where it is not,
/// the end rolls on (BLDS 148.5), and a clock held during the roll is held there too.
pub(super) fn walk(
    run: &Run<'_>,
    ground: &mut Ground<'_>,
    counts: Counts,
    trail: &mut Trail,
) -> Result<Due, ClockError> {
    let mut rest = run.rest.iter().peekable();
    let mut held: Option<Moment> = None;
    let mut date = run.start.date();
    let mut used = 0;
    let mut raw_end: Option<NaiveDate> = None;
    ground.step(date, trail)?;
    loop {
        while let Some(entry) = rest.next_if(|entry| entry.at().date() <= date) {
            held = held_after(entry, held);
            tell(entry, trail);
        }
        if let Some(since) = held {
            let Some(entry) = rest.peek() else {
                return Err(ClockError::Suspended { since, left: run.budget - used });
            };
            let (from, to) = (next(date)?, entry.at().date());
            trail.say(|| Line::Held { from, to });
            date = to;
            continue;
        }
        date = next(date)?;
        ground.step(date, trail)?;
        let kind = ground.calendar.kind_of(date);
        if used < run.budget {
            if kind.works() || counts == Counts::Every {
                used += 1;
                let name = || ground.name(date);
                trail.say(|| Line::Counted { date, number: used, kind, name: name() });
            } else {
                let name = || ground.name(date);
                trail.say_or_join(|| Line::Skipped { from: date, to: date, kind, name: name() });
            }
            if used == run.budget {
                raw_end = Some(date);
            }
        }
        let may_end = counts == Counts::Working || ground.calendar.may_end_on(date);
        if used == run.budget && may_end && kind.works() {
            break;
        }
    }
    if let Some(from) = raw_end.filter(|from| *from != date) {
        let kind = ground.calendar.kind_of(from);
        trail.say(|| Line::Rolled { from, to: date, kind, name: ground.name(from) });
    }
    rest.for_each(|entry| tell(entry, trail));
    Ok(ground.due_on(date))
}
