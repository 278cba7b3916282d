//! Why a due date is what it is: the walk of the clock as lines of data.
//!
//! Must not know: words. The catalogue turns each line into a sentence at the edge.

use super::calendar::{CalendarVersion, DayKind};
use super::clock::{ClockError, Due};
use super::moment::Moment;
use chrono::NaiveDate;

/// One step of the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The clock started; for limits in days this day is not counted (BLDS 147.2).
    Started {
        /// When.
        at: Moment,
    },
    /// A day that counts.
    Counted {
        /// The day.
        date: NaiveDate,
        /// Its number in the present run, from 1.
        number: u32,
        /// What the day is; a make-up day or, for calendar days, any.
        kind: DayKind,
        /// What people call it, where it has a name.
        name: Option<String>,
    },
    /// Days in a row that do not count for one reason.
    Skipped {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
        /// What they are.
        kind: DayKind,
        /// What people call them; weekends have no name.
        name: Option<String>,
    },
    /// Office time that counts on one day, for limits in hours.
    Hours {
        /// The day.
        date: NaiveDate,
        /// Minutes used on it.
        minutes: u32,
        /// Minutes used in the present run so far.
        total: u32,
    },
    /// A morning or afternoon that counts, for limits in half days.
    HalfDay {
        /// The day.
        date: NaiveDate,
        /// The morning, not the afternoon.
        morning: bool,
        /// Its number in the present run, from 1.
        number: u32,
    },
    /// Months were added (BLDS 148.3); years count as twelve.
    Months {
        /// How many.
        n: u32,
        /// The day they end, before any roll.
        end: NaiveDate,
    },
    /// The clock was held.
    Suspended {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
        /// The paper.
        paper: String,
    },
    /// Days that do not count because the clock was held.
    Held {
        /// First day.
        from: NaiveDate,
        /// Last day: the day it went on, which does not count either.
        to: NaiveDate,
    },
    /// The clock went on.
    Resumed {
        /// When.
        at: Moment,
    },
    /// The limit began anew.
    Restarted {
        /// When.
        at: Moment,
        /// Why.
        reason: String,
        /// The paper.
        paper: String,
    },
    /// The budget grew.
    Extended {
        /// When it was decided.
        at: Moment,
        /// By how many units.
        by: u32,
        /// The document.
        document: String,
        /// Why.
        reason: String,
        /// Who approved it.
        approver: String,
    },
    /// The last day fell on a day off and moved to the next working day (BLDS 148.5).
    Rolled {
        /// From this day.
        from: NaiveDate,
        /// To this day.
        to: NaiveDate,
        /// What the first day is.
        kind: DayKind,
        /// What people call it.
        name: Option<String>,
    },
    /// From this day on the calendar is an estimate.
    Estimated {
        /// The first estimated day that was walked.
        from: NaiveDate,
    },
    /// The work was done.
    Stopped {
        /// When.
        at: Moment,
    },
}

/// The walk and where it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The steps in order.
    pub lines: Vec<Line>,
    /// The date, or why there is none.
    pub due: Result<Due, ClockError>,
    /// The calendar it was counted with.
    pub calendar: CalendarVersion,
}

impl Explanation {
    /// Whether a make-up day was, or might have been, the end of a limit not in working days.
    pub fn met_make_up_end(&self) -> bool {
        let last = self.lines.iter().rev().find_map(|line| match line {
            Line::Counted { kind, .. } | Line::Rolled { kind, .. } => Some(*kind),
            Line::Months { .. }
            | Line::Started { .. }
            | Line::Skipped { .. }
            | Line::Hours { .. }
            | Line::HalfDay { .. }
            | Line::Suspended { .. }
            | Line::Held { .. }
            | Line::Resumed { .. }
            | Line::Restarted { .. }
            | Line::Extended { .. }
            | Line::Estimated { .. }
            | Line::Stopped { .. } => None,
        });
        last == Some(DayKind::MakeUp)
    }
}

/// Where a walk writes its lines, if anybody asked for them.
pub(super) struct Trail(Option<Vec<Line>>);

impl Trail {
    /// Nobody asked.
    pub(super) const fn silent() -> Self {
        Self(None)
    }

    /// Somebody asked.
    pub(super) const fn spoken() -> Self {
        Self(Some(Vec::new()))
    }

    /// Writes a line, made only when somebody asked.
    pub(super) fn say(&mut self, line: impl FnOnce() -> Line) {
        if let Some(lines) = &mut self.0 {
            lines.push(line());
        }
    }

    /// Writes a line, or lets it grow the one before.
    pub(super) fn say_or_join(&mut self, line: impl FnOnce() -> Line) {
        let Some(lines) = &mut self.0 else { return };
        let new = line();
        let joined = lines.last_mut().is_some_and(|last| join(last, &new));
        if !joined {
            lines.push(new);
        }
    }

    pub(super) fn into_lines(self) -> Vec<Line> {
        self.0.unwrap_or_default()
    }
}

/// Lets `last` swallow `new` where both are days in a row with one reason.
fn join(last: &mut Line, new: &Line) -> bool {
    if let (Line::Skipped { to, kind, name, .. }, Line::Skipped { from, to: end, kind: k, name: n }) =
        (last, new)
        && to.succ_opt() == Some(*from)
        && (&*kind, &*name) == (k, n)
    {
        *to = *end;
        return true;
    }
    false
}
