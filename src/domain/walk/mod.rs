//! Counting: from a clock's ledger and a calendar to a due date, one way for every unit.
//!
//! `due` and `explain` are the same walk, silent or spoken, so they cannot disagree.
//! Must not know: stages of a case, words, or why the ledger holds what it holds.

mod days;
mod months;
mod office;

use super::calendar::{Calendar, Coverage};
use super::clock::{Clock, ClockError, Due, Entry};
use super::explain::{Line, Trail};
use super::limit::{Limit, Unit};
use super::moment::Moment;
use chrono::NaiveDate;

/// Walks the present run of a clock to its end.
pub(super) fn walk(clock: &Clock, calendar: &Calendar, trail: &mut Trail) -> Result<Due, ClockError> {
    clock.phase()?;
    let earlier = clock.ledger.len() - clock.run().len();
    clock.ledger.iter().take(earlier).for_each(|entry| tell(entry, trail));
    let [first, rest @ ..] = clock.run() else { return Err(ClockError::NotStarted) };
    tell(first, trail);
    let budget = clock.budget();
    if clock.rule.n == 0 || budget > u64::from(Limit::MOST) {
        return Err(ClockError::AbsurdLimit { n: budget });
    }
    let run = Run { start: first.at(), rest, budget: budget as u32 };
    let mut ground = Ground { calendar, provisional: false };
    match clock.rule.unit {
        Unit::WorkingDays => days::walk(&run, &mut ground, days::Counts::Working, trail),
        Unit::CalendarDays => days::walk(&run, &mut ground, days::Counts::Every, trail),
        Unit::WorkingHours => office::hours(&run, &mut ground, trail),
        Unit::HalfDays => office::half_days(&run, &mut ground, trail),
        Unit::Months => months::walk(&run, &mut ground, Unit::Months, trail),
        Unit::Years => months::walk(&run, &mut ground, Unit::Years, trail),
        Unit::HoursBefore => Err(ClockError::CountsBack),
    }
}

/// The present run of a clock: its beginning, what followed, and the budget with its extensions.
struct Run<'a> {
    start: Moment,
    rest: &'a [Entry],
    budget: u32,
}

/// The calendar under a walk, which remembers whether estimates were stepped on.
struct Ground<'a> {
    calendar: &'a Calendar,
    provisional: bool,
}

impl Ground<'_> {
    /// Steps on a day: an error outside the calendar, a mark past its horizon.
    fn step(&mut self, date: NaiveDate, trail: &mut Trail) -> Result<(), ClockError> {
        match self.calendar.coverage(date) {
            Coverage::Announced => {}
            Coverage::Estimated if self.provisional => {}
            Coverage::Estimated => {
                self.provisional = true;
                trail.say(|| Line::Estimated { from: date });
            }
            Coverage::Outside => return Err(ClockError::OutsideCalendar { date }),
        }
        Ok(())
    }

    /// A name for a day, for a line.
    fn name(&self, date: NaiveDate) -> Option<String> {
        self.calendar.name_of(date).map(str::to_owned)
    }

    /// The end of a walk on a whole day.
    fn due_on(&self, date: NaiveDate) -> Due {
        Due {
            date,
            legal_end: Moment::midnight(date.succ_opt().unwrap_or(date)),
            promise: self.calendar.promise_for(date),
            provisional: self.provisional,
            calendar: self.calendar.version().clone(),
        }
    }

    /// The end of a walk at a moment.
    fn due_at(&self, at: Moment) -> Due {
        Due {
            date: at.date(),
            legal_end: at,
            promise: at,
            provisional: self.provisional,
            calendar: self.calendar.version().clone(),
        }
    }
}

/// The day after, or the end of the calendar's world.
fn next(date: NaiveDate) -> Result<NaiveDate, ClockError> {
    date.succ_opt().ok_or(ClockError::OutsideCalendar { date })
}

/// Since when an entry leaves the clock held, given how it was before.
const fn held_after(entry: &Entry, held: Option<Moment>) -> Option<Moment> {
    match entry {
        Entry::Suspended { at, .. } => Some(*at),
        Entry::Resumed { .. } | Entry::Started { .. } | Entry::Restarted { .. } => None,
        Entry::Extended { .. } | Entry::Stopped { .. } => held,
    }
}

/// Writes the line of an entry.
fn tell(entry: &Entry, trail: &mut Trail) {
    trail.say(|| match entry.clone() {
        Entry::Started { at } => Line::Started { at },
        Entry::Suspended { at, reason, paper } => Line::Suspended { at, reason, paper },
        Entry::Resumed { at } => Line::Resumed { at },
        Entry::Restarted { at, reason, paper } => Line::Restarted { at, reason, paper },
        Entry::Extended { at, by, document, reason, approver } => {
            Line::Extended { at, by, document, reason, approver }
        }
        Entry::Stopped { at } => Line::Stopped { at },
    });
}
