//! Limits in office time: hours, and mornings and afternoons.
//!
//! Only working days count; intake hours on a weekly day off do not.
//! Must not know: limits in days.

use super::{Ground, Run, held_after, next, tell};
use crate::domain::clock::{ClockError, Due};
use crate::domain::explain::{Line, Trail};
use crate::domain::hours::Segment;
use crate::domain::moment::Moment;
use chrono::{NaiveDate, TimeDelta, Timelike as _};

/// Mornings open before this hour, afternoons from it on.
const NOON: u32 = 12;

/// Counts open seconds from the very moment (BLDS 147.1).
pub(super) fn hours(run: &Run<'_>, ground: &mut Ground<'_>, trail: &mut Trail) -> Result<Due, ClockError> {
    let budget = i64::from(run.budget) * 3600;
    let mut used: i64 = 0;
    let count =
        |ground: &Ground<'_>, date: NaiveDate, from: Moment, to: Option<Moment>, trail: &mut Trail| {
            let before = used;
            let mut end = None;
            for segment in ground.calendar.segments(date) {
                let open = Moment::at(date, segment.from).max(from);
                let close = Moment::at(date, segment.to).min(to.unwrap_or(Moment::at(date, segment.to)));
                let take = (close.unix() - open.unix()).clamp(0, budget - used);
                used += take;
                if used == budget {
                    end = Some(open.plus(TimeDelta::seconds(take)));
                    break;
                }
            }
            if used > before {
                let total = (used / 60) as u32;
                trail.say(|| Line::Hours { date, minutes: total - (before / 60) as u32, total });
            }
            Counted { end, left: ((budget - used + 3599) / 3600) as u32 }
        };
    walk(run, ground, trail, count)
}

/// Counts the mornings and afternoons that open after the start; the one of the start does not count
/// (BLDS 147.2 by analogy).
pub(super) fn half_days(
    run: &Run<'_>,
    ground: &mut Ground<'_>,
    trail: &mut Trail,
) -> Result<Due, ClockError> {
    let mut used = 0;
    let count =
        |ground: &Ground<'_>, date: NaiveDate, from: Moment, to: Option<Moment>, trail: &mut Trail| {
            let mut end = None;
            for morning in [true, false] {
                let mut part =
                    ground.calendar.segments(date).iter().filter(|s| (s.from.hour() < NOON) == morning);
                let Some(first) = part.next() else { continue };
                let opens = Moment::at(date, first.from);
                let closes: &Segment = part.next_back().unwrap_or(first);
                if opens > from && to.is_none_or(|to| opens <= to) && used < run.budget {
                    used += 1;
                    trail.say(|| Line::HalfDay { date, morning, number: used });
                    end = (used == run.budget).then(|| Moment::at(date, closes.to));
                }
                if end.is_some() {
                    break;
                }
            }
            Counted { end, left: run.budget - used }
        };
    walk(run, ground, trail, count)
}

/// What one day gave.
struct Counted {
    /// The end, where the budget was used up.
    end: Option<Moment>,
    /// What is left, in units.
    left: u32,
}

/// Goes from entry to entry and, while the clock runs, from working day to working day.
fn walk(
    run: &Run<'_>,
    ground: &mut Ground<'_>,
    trail: &mut Trail,
    mut count: impl FnMut(&Ground<'_>, NaiveDate, Moment, Option<Moment>, &mut Trail) -> Counted,
) -> Result<Due, ClockError> {
    let mut rest = run.rest.iter();
    let mut held: Option<Moment> = None;
    let mut from = run.start;
    let mut left = run.budget;
    ground.step(from.date(), trail)?;
    loop {
        let entry = rest.clone().next();
        let to = entry.map(super::Entry::at);
        if held.is_none() {
            let mut date = from.date();
            while to.is_none_or(|to| date <= to.date()) {
                ground.step(date, trail)?;
                if ground.calendar.is_working(date) {
                    let day = count(ground, date, from, to, trail);
                    left = day.left;
                    if let Some(end) = day.end {
                        rest.for_each(|entry| tell(entry, trail));
                        return Ok(ground.due_at(end));
                    }
                }
                date = next(date)?;
            }
        }
        let Some(entry) = entry else {
            return Err(ClockError::Suspended { since: held.unwrap_or(from), left });
        };
        rest.next();
        held = held_after(entry, held);
        tell(entry, trail);
        from = entry.at();
    }
}
