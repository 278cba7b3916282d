//! Early, on time, late: judged on when the result was ready, against the promise in force.
//!
//! Here is how lists show it (days compared, as report II.06a does); `reading` holds the three
//! definitions that live side by side, each with its grounds. Never a stored column. Must not know:
//! reports or screens.

mod reading;
mod rows;

pub use reading::{Course, Definition, End, EndKind, Ground, Judgement, Verdict, ends_at_moment, judge};

use super::case::Case;
use super::moment::Moment;
use super::stage::Stage;
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr};

/// How a case stands against its promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Standing {
    /// No promise was given.
    NoPromise,
    /// The clock is held; nothing counts.
    Held,
    /// Open, and its last day is today or later.
    InTime {
        /// Calendar days left; 0 on the last day.
        days: i64,
    },
    /// Open, past its last day.
    Overdue {
        /// Calendar days past it.
        days: i64,
    },
    /// Finished on an earlier day.
    Early,
    /// Finished on its last day.
    OnTime,
    /// Finished later.
    Late {
        /// Calendar days past the last day.
        days: i64,
    },
    /// Ended without a result.
    Ended,
}

/// The outcome of a finished case, for reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Timeliness {
    /// Before the last day.
    Early,
    /// On the last day.
    OnTime,
    /// After it.
    Late,
}

/// Compares the day of the result with the last day promised.
pub fn timeliness(due: NaiveDate, ready: NaiveDate) -> Timeliness {
    match ready.cmp(&due) {
        std::cmp::Ordering::Less => Timeliness::Early,
        std::cmp::Ordering::Equal => Timeliness::OnTime,
        std::cmp::Ordering::Greater => Timeliness::Late,
    }
}

/// The facts of a case that its standing follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Where it stands.
    pub stage: Stage,
    /// Last day promised.
    pub due: Option<NaiveDate>,
    /// The day the result was ready.
    pub ready: Option<NaiveDate>,
    /// Whether the clock is held.
    pub held: bool,
}

impl Facts {
    /// The facts of a case.
    pub fn of(case: &Case) -> Self {
        Self {
            stage: case.stage,
            due: case.promise.as_ref().map(|promise| promise.due),
            ready: case.ready.map(Moment::date),
            held: case.is_held(),
        }
    }

    /// How the case stands today.
    pub fn standing(self, today: NaiveDate) -> Standing {
        let Some(due) = self.due else { return Standing::NoPromise };
        if let Some(ready) = self.ready {
            return match timeliness(due, ready) {
                Timeliness::Early => Standing::Early,
                Timeliness::OnTime => Standing::OnTime,
                Timeliness::Late => Standing::Late { days: (ready - due).num_days() },
            };
        }
        if self.stage.is_end() {
            return Standing::Ended;
        }
        if self.held {
            return Standing::Held;
        }
        let left = (due - today).num_days();
        if left < 0 { Standing::Overdue { days: -left } } else { Standing::InTime { days: left } }
    }
}
