//! The clock of a case: a budget (the limit) and a ledger of what happened to it.
//!
//! A due date is never stored; it is counted from the ledger and a calendar. The rule of counting days:
//! an entry that sets the clock going (started, resumed, restarted) does not count its own day (BLDS
//! 147.2), an entry that holds it (suspended) still does. So a clock held on day S and going again on
//! day R leaves out the days after S up to and with R; held and going again on one day changes nothing.
//!
//! Must not know: why a case stops or starts, and whether the law allowed it. `decide` knows.

use super::calendar::{Calendar, CalendarVersion};
use super::explain::{Explanation, Trail};
use super::limit::{Limit, Unit};
use super::moment::Moment;
use super::walk;
use chrono::NaiveDate;
use std::fmt;

/// Something that happened to the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// The full file was received (NĐ 61/2018, điều 17.3).
    Started {
        /// When.
        at: Moment,
    },
    /// The clock is held; the budget left is kept.
    Suspended {
        /// When.
        at: Moment,
        /// Why, in words.
        reason: String,
        /// The paper that says so.
        paper: String,
    },
    /// The clock goes on with what was left.
    Resumed {
        /// When.
        at: Moment,
    },
    /// The limit begins anew, whole; what was used and extended before no longer counts (điều 19.4).
    Restarted {
        /// When the full file came back.
        at: Moment,
        /// Why, in words.
        reason: String,
        /// The paper that says so.
        paper: String,
    },
    /// The budget grows (điều 19.9). Days are added to the budget, before the end is rolled.
    Extended {
        /// When it was decided.
        at: Moment,
        /// How many units of the limit.
        by: u32,
        /// Number and date of the document.
        document: String,
        /// Why, in words.
        reason: String,
        /// Who approved it.
        approver: String,
    },
    /// The work is done; the due date stays as it was.
    Stopped {
        /// When.
        at: Moment,
    },
}

impl Entry {
    /// When it happened.
    pub const fn at(&self) -> Moment {
        match self {
            Self::Started { at }
            | Self::Suspended { at, .. }
            | Self::Resumed { at }
            | Self::Restarted { at, .. }
            | Self::Extended { at, .. }
            | Self::Stopped { at } => *at,
        }
    }
}

/// What the clock is doing after its ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    /// Nothing has started it.
    Idle,
    /// Going.
    Running,
    /// Held.
    Suspended,
    /// Done.
    Stopped,
}

/// A limit and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The limit as the case was received under.
    pub rule: Limit,
    /// What happened, in order.
    pub ledger: Vec<Entry>,
}

/// When a clock runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day.
    pub date: NaiveDate,
    /// The end in law: 24:00 of the last day (BLDS 148.6), which is 00:00 of the next; for hours and half
    /// days the very moment.
    pub legal_end: Moment,
    /// The end the office can promise: its closing hour on the last day.
    pub promise: Moment,
    /// A day was counted past the horizon of the calendar.
    pub provisional: bool,
    /// The calendar it was counted with.
    pub calendar: CalendarVersion,
}

impl Due {
    /// Whether something done at a moment comes after the end in law.
    pub fn is_late(&self, done: Moment) -> bool {
        done.date() > self.date || done > self.legal_end
    }
}

/// Why there is no due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockError {
    /// Nothing has started the clock.
    NotStarted,
    /// The clock is held, and something is left of the budget; a date follows when it goes on.
    Suspended {
        /// Since when.
        since: Moment,
        /// What is left, in units of the limit (hours rounded up).
        left: u32,
    },
    /// A day the calendar does not cover would have to be counted.
    OutsideCalendar {
        /// The day.
        date: NaiveDate,
    },
    /// An entry is earlier than the one before it.
    OutOfOrder {
        /// Its place in the ledger, from 0.
        index: usize,
    },
    /// An entry does not fit what the clock was doing, such as resuming a clock that runs.
    Misplaced {
        /// Its place in the ledger, from 0.
        index: usize,
        /// What the clock was doing.
        phase: Phase,
    },
    /// A limit of nothing, or of more than [`Limit::MOST`].
    AbsurdLimit {
        /// How many units, extensions included.
        n: u64,
    },
    /// No rule says how to hold a limit in months or years.
    NoRuleForHolding {
        /// The unit.
        unit: Unit,
    },
    /// The limit counts back from a planned moment; no due date follows from the receipt.
    CountsBack,
}

impl fmt::Display for ClockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted => f.write_str("the clock has not started"),
            Self::Suspended { since, left } => write!(f, "held since {since} with {left} left"),
            Self::OutsideCalendar { date } => write!(f, "the calendar does not cover {date}"),
            Self::OutOfOrder { index } => write!(f, "ledger entry {index} is earlier than the one before"),
            Self::Misplaced { index, phase } => {
                write!(f, "ledger entry {index} does not fit a clock that is {}", <&str>::from(*phase))
            }
            Self::AbsurdLimit { n } => write!(f, "a limit of {n} units"),
            Self::NoRuleForHolding { unit } => {
                write!(f, "no rule says how to hold a limit in {}", <&str>::from(*unit))
            }
            Self::CountsBack => f.write_str("the limit counts back from a planned moment"),
        }
    }
}

impl std::error::Error for ClockError {}

impl Clock {
    /// A clock nothing has started.
    pub const fn new(rule: Limit) -> Self {
        Self { rule, ledger: Vec::new() }
    }

    /// A clock started at a moment.
    pub fn started(rule: Limit, at: Moment) -> Self {
        Self { rule, ledger: vec![Entry::Started { at }] }
    }

    /// What the clock is doing, or the first entry that does not fit.
    pub fn phase(&self) -> Result<Phase, ClockError> {
        let mut phase = Phase::Idle;
        let mut last: Option<Moment> = None;
        for (index, entry) in self.ledger.iter().enumerate() {
            if last.is_some_and(|last| entry.at() < last) {
                return Err(ClockError::OutOfOrder { index });
            }
            last = Some(entry.at());
            phase = follow(phase, entry).ok_or(ClockError::Misplaced { index, phase })?;
        }
        Ok(phase)
    }

    /// Whether an entry may come next; ask before recording one.
    pub fn accepts(&self, entry: &Entry) -> Result<(), ClockError> {
        let index = self.ledger.len();
        let phase = self.phase()?;
        if self.ledger.last().is_some_and(|last| entry.at() < last.at()) {
            return Err(ClockError::OutOfOrder { index });
        }
        follow(phase, entry).map(|_| ()).ok_or(ClockError::Misplaced { index, phase })
    }

    /// When it first started.
    pub fn started_at(&self) -> Option<Moment> {
        self.ledger.first().map(Entry::at)
    }

    /// The entries of the present run: from the last start or restart on.
    pub fn run(&self) -> &[Entry] {
        let anew = |entry: &Entry| matches!(entry, Entry::Started { .. } | Entry::Restarted { .. });
        let from = self.ledger.iter().rposition(anew).unwrap_or(0);
        self.ledger.get(from..).unwrap_or(&[])
    }

    /// The budget of the present run in units of the limit, extensions included.
    pub fn budget(&self) -> u64 {
        let extended = |entry: &Entry| match entry {
            Entry::Extended { by, .. } => u64::from(*by),
            Entry::Started { .. }
            | Entry::Suspended { .. }
            | Entry::Resumed { .. }
            | Entry::Restarted { .. }
            | Entry::Stopped { .. } => 0,
        };
        u64::from(self.rule.n) + self.run().iter().map(extended).sum::<u64>()
    }

    /// When the clock runs out, by a calendar.
    pub fn due(&self, calendar: &Calendar) -> Result<Due, ClockError> {
        walk::walk(self, calendar, &mut Trail::silent())
    }

    /// The same walk as [`Clock::due`], line by line: "vì sao ngày này?".
    pub fn explain(&self, calendar: &Calendar) -> Explanation {
        let mut trail = Trail::spoken();
        let due = walk::walk(self, calendar, &mut trail);
        Explanation { lines: trail.into_lines(), due, calendar: calendar.version().clone() }
    }
}

/// The phase after an entry; nothing where the entry does not fit.
fn follow(phase: Phase, entry: &Entry) -> Option<Phase> {
    match (phase, entry) {
        (Phase::Idle, Entry::Started { .. })
        | (Phase::Suspended, Entry::Resumed { .. })
        | (Phase::Running | Phase::Suspended, Entry::Restarted { .. }) => Some(Phase::Running),
        (Phase::Running, Entry::Suspended { .. }) => Some(Phase::Suspended),
        (Phase::Running | Phase::Suspended, Entry::Extended { .. }) => Some(phase),
        (Phase::Running | Phase::Suspended, Entry::Stopped { .. }) => Some(Phase::Stopped),
        (
            Phase::Idle | Phase::Running | Phase::Suspended | Phase::Stopped,
            Entry::Started { .. }
            | Entry::Suspended { .. }
            | Entry::Resumed { .. }
            | Entry::Restarted { .. }
            | Entry::Extended { .. }
            | Entry::Stopped { .. },
        ) => None,
    }
}
