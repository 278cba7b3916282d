//! Three definitions of "late" that live side by side, from the same ledger.
//!
//! * The law's: the result must be ready before the limit has ended, 24:00 of the last day or, for limits
//!   in hours, the very moment (NĐ 61/2018 art. 19; BLDS 147.1, 148.6).
//! * Report II.06a (TT 01/2020/TT-VPCP): days compared, nothing subtracted; who waits for a supplement is
//!   in time.
//! * Index 2.1 of QĐ 766/QĐ-TTg, as the national portal counts: moments compared, one supplement
//!   subtracted, more than one always late.
//!
//! Must not know: who asks, or how a verdict is worded.

use super::{Timeliness, timeliness};
use crate::domain::case::{Case, SupplementStage};
use crate::domain::limit::Unit;
use crate::domain::moment::Moment;
use crate::domain::stage::Stage;
use chrono::{NaiveDate, TimeDelta};
use strum::{EnumIter, IntoStaticStr};

/// Which definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Definition {
    /// The end of the limit in law.
    Law,
    /// Report II.06a.
    Report,
    /// Index 2.1 of the national portal.
    Portal,
}

/// How a file stands under a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Judgement {
    /// Never accepted: no definition counts it.
    NotCounted,
    /// Finished before the last day.
    Early,
    /// Finished in time, on the last day.
    OnTime,
    /// Finished too late.
    Late,
    /// Open, and in time so far.
    InTime,
    /// Open, and past its end.
    Overdue,
}

impl Judgement {
    /// Whether it counts as late, finished or open.
    pub const fn is_late(self) -> bool {
        match self {
            Self::Late | Self::Overdue => true,
            Self::NotCounted | Self::Early | Self::OnTime | Self::InTime => false,
        }
    }
}

impl From<Timeliness> for Judgement {
    fn from(timeliness: Timeliness) -> Self {
        match timeliness {
            Timeliness::Early => Self::Early,
            Timeliness::OnTime => Self::OnTime,
            Timeliness::Late => Self::Late,
        }
    }
}

/// What brought a file to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EndKind {
    /// The result was ready (portal status 9), granted or refused on the merits.
    Ready,
    /// Withdrawn by the applicant (status 7).
    Withdrawn,
    /// Stopped (status 8).
    Stopped,
}

impl EndKind {
    /// How a file in this stage ended, where it ended before it had a result.
    pub const fn without_result(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Withdrawn => Some(Self::Withdrawn),
            Stage::Stopped => Some(Self::Stopped),
            Stage::Blank
            | Stage::Arrived
            | Stage::IntakeSupplement
            | Stage::RefusedAtIntake
            | Stage::Received
            | Stage::InProcess
            | Stage::WithAgencies
            | Stage::AppraisalSupplement
            | Stage::AwaitingPayment
            | Stage::Decided
            | Stage::ResultReady
            | Stage::WithPost
            | Stage::BackFromPost
            | Stage::HandedOver => None,
        }
    }
}

/// When and how a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Moment,
    /// How.
    pub kind: EndKind,
}

/// What the three definitions read of a file: small, and the same for a case and for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Course {
    /// When it was accepted; without it no definition counts the file.
    pub received: Option<Moment>,
    /// Last day of the promise in force.
    pub due: Option<NaiveDate>,
    /// The moment promised on the slip (NgayHenTra).
    pub promised: Option<Moment>,
    /// Whether the limit itself ends at that moment: limits in hours and half days.
    pub ends_at_moment: bool,
    /// The end, when there is one.
    pub end: Option<End>,
    /// Supplement requests since acceptance.
    pub requests: u16,
    /// Seconds between such requests and their answers, together.
    pub supplied_seconds: i64,
    /// Since when the file waits for the applicant's supplement.
    pub waiting_since: Option<Moment>,
    /// Whether the clock is held for any reason.
    pub held: bool,
}

/// One thing a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Ground {
    /// Never accepted.
    NotAccepted,
    /// Accepted without a promise: nothing to compare with.
    NoPromise,
    /// It ended, this way.
    Ended(End),
    /// It has not ended; the day or moment asked about takes the place of the end.
    StillOpen {
        /// That moment.
        at: Moment,
    },
    /// It waits for the applicant; the moment of the request takes the place of the end.
    WaitsForApplicant {
        /// Since when.
        since: Moment,
    },
    /// The clock is held; the limit does not run.
    ClockHeld,
    /// The time the applicant took for the one supplement is subtracted.
    SupplementSubtracted {
        /// Whole minutes.
        minutes: i64,
    },
    /// More than one supplement was asked for, which counts as late whatever the dates.
    SeveralRequests {
        /// How many.
        requests: u16,
    },
    /// Withdrawn, stopped or returned files count as finished in time.
    EndsInTime,
    /// Compared with the last day.
    AgainstDay {
        /// The day of the end.
        end: NaiveDate,
        /// The last day.
        due: NaiveDate,
    },
    /// Compared with a moment.
    AgainstMoment {
        /// The end.
        end: Moment,
        /// The moment.
        due: Moment,
    },
}

impl Ground {
    /// Kebab-case name, as in the catalogue's `late-because-…`.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// A judgement and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// By which definition.
    pub definition: Definition,
    /// The judgement.
    pub judgement: Judgement,
    /// What it rests on, in the order it was looked at.
    pub grounds: Vec<Ground>,
}

impl Verdict {
    /// Calendar days past the end, begun days counted; nothing where it is not late, or late whatever its dates.
    pub fn days_late(&self) -> Option<i64> {
        if !self.judgement.is_late() {
            return None;
        }
        self.grounds.iter().rev().find_map(|ground| match ground {
            Ground::AgainstDay { end, due } => Some((*end - *due).num_days()),
            Ground::AgainstMoment { end, due } => Some((end.unix() - due.unix()).div_euclid(86_400) + 1),
            Ground::NotAccepted
            | Ground::NoPromise
            | Ground::Ended(_)
            | Ground::StillOpen { .. }
            | Ground::WaitsForApplicant { .. }
            | Ground::ClockHeld
            | Ground::SupplementSubtracted { .. }
            | Ground::SeveralRequests { .. }
            | Ground::EndsInTime => None,
        })
    }
}

impl Course {
    /// The course of a case.
    pub fn of(case: &Case) -> Self {
        let rounds = || case.supplements.iter().filter(|round| round.stage == SupplementStage::Appraisal);
        let supplied = |round: &crate::domain::case::Supplement| {
            round.received.map_or(0, |received| received.unix() - round.requested.unix())
        };
        let waiting = rounds().next_back().filter(|round| round.received.is_none());
        let unit = case.clock.as_ref().map(|clock| clock.rule.unit);
        Self {
            received: case.received,
            due: case.promise.as_ref().map(|promise| promise.due),
            promised: case.promise.as_ref().map(|promise| promise.at),
            ends_at_moment: unit.is_some_and(ends_at_moment),
            end: end_of(case),
            requests: rounds().count().min(usize::from(u16::MAX)) as u16,
            supplied_seconds: rounds().map(supplied).sum(),
            waiting_since: waiting.filter(|_| !case.stage.is_end()).map(|round| round.requested),
            held: case.is_held(),
        }
    }

    /// The judgement alone, for counting many files.
    pub fn judgement(&self, definition: Definition, at: Moment) -> Judgement {
        decide(self, definition, at, &mut |_| {})
    }
}

/// Whether a limit in this unit ends at a moment and not with its last day.
pub const fn ends_at_moment(unit: Unit) -> bool {
    match unit {
        Unit::WorkingHours | Unit::HalfDays => true,
        Unit::WorkingDays | Unit::CalendarDays | Unit::Months | Unit::Years | Unit::HoursBefore => false,
    }
}

fn end_of(case: &Case) -> Option<End> {
    if let Some(at) = case.ready {
        return Some(End { at, kind: EndKind::Ready });
    }
    let kind = EndKind::without_result(case.stage)?;
    case.ended.map(|at| End { at, kind })
}

/// Judges a file by a definition as of a moment: now, or the end of a report's period.
pub fn judge(course: &Course, definition: Definition, at: Moment) -> Verdict {
    let mut grounds = Vec::new();
    let judgement = decide(course, definition, at, &mut |ground| grounds.push(ground));
    Verdict { definition, judgement, grounds }
}

type Say<'a> = &'a mut dyn FnMut(Ground);

fn decide(course: &Course, definition: Definition, at: Moment, say: Say<'_>) -> Judgement {
    if course.received.is_none() {
        say(Ground::NotAccepted);
        return Judgement::NotCounted;
    }
    // Rule 5 of index 2.1 (no date of appointment) cannot arise here: every accepted file has a promise.
    let (Some(due), Some(promised)) = (course.due, course.promised) else {
        say(Ground::NoPromise);
        return Judgement::NotCounted;
    };
    // What ended after the moment asked about was open then.
    let end = course.end.filter(|end| end.at <= at);
    match definition {
        Definition::Law => by_law(course, (due, promised), end, at, say),
        Definition::Report => by_report(course, due, end, at, say),
        Definition::Portal => by_portal(course, (due, promised), end, at, say),
    }
}

fn by_law(
    course: &Course,
    (due, promised): (NaiveDate, Moment),
    end: Option<End>,
    at: Moment,
    say: Say<'_>,
) -> Judgement {
    let (until, is_open) = match (end, course.waiting_since) {
        (Some(end), _) => {
            say(Ground::Ended(end));
            (end.at, false)
        }
        (None, Some(since)) if since <= at => {
            say(Ground::WaitsForApplicant { since });
            (since, true)
        }
        (None, _) if course.held => {
            say(Ground::ClockHeld);
            return Judgement::InTime;
        }
        (None, _) => {
            say(Ground::StillOpen { at });
            (at, true)
        }
    };
    let judgement = if course.ends_at_moment {
        say(Ground::AgainstMoment { end: until, due: promised });
        let in_day = timeliness(due, until.date());
        if until > promised { Timeliness::Late } else { in_day.min(Timeliness::OnTime) }
    } else {
        say(Ground::AgainstDay { end: until.date(), due });
        timeliness(due, until.date())
    };
    if is_open { open(judgement == Timeliness::Late) } else { judgement.into() }
}

fn by_report(course: &Course, due: NaiveDate, end: Option<End>, at: Moment, say: Say<'_>) -> Judgement {
    match end {
        Some(end) => {
            say(Ground::Ended(end));
            if end.kind == EndKind::Ready {
                say(Ground::AgainstDay { end: end.at.date(), due });
                timeliness(due, end.at.date()).into()
            } else {
                say(Ground::EndsInTime);
                Judgement::OnTime
            }
        }
        None => match course.waiting_since.filter(|since| *since <= at) {
            Some(since) => {
                say(Ground::WaitsForApplicant { since });
                Judgement::InTime
            }
            None if course.held => {
                say(Ground::ClockHeld);
                Judgement::InTime
            }
            None => {
                say(Ground::StillOpen { at });
                say(Ground::AgainstDay { end: at.date(), due });
                open(due < at.date())
            }
        },
    }
}

fn by_portal(
    course: &Course,
    (due, promised): (NaiveDate, Moment),
    end: Option<End>,
    at: Moment,
    say: Say<'_>,
) -> Judgement {
    let waiting = course.waiting_since.filter(|since| *since <= at);
    let (mut until, is_open) = match (end, waiting) {
        (Some(end), _) => {
            say(Ground::Ended(end));
            (end.at, false)
        }
        (None, Some(since)) => {
            say(Ground::WaitsForApplicant { since });
            (since, true)
        }
        (None, None) => {
            say(Ground::StillOpen { at });
            (at, true)
        }
    };
    if course.requests > 1 {
        say(Ground::SeveralRequests { requests: course.requests });
        return if is_open { Judgement::Overdue } else { Judgement::Late };
    }
    if course.requests == 1 && course.supplied_seconds > 0 {
        say(Ground::SupplementSubtracted { minutes: course.supplied_seconds / 60 });
        until = until.plus(TimeDelta::seconds(-course.supplied_seconds));
    }
    say(Ground::AgainstMoment { end: until, due: promised });
    let late = until > promised;
    if is_open {
        open(late)
    } else if late {
        Judgement::Late
    } else if until.date() < due {
        Judgement::Early
    } else {
        Judgement::OnTime
    }
}

const fn open(late: bool) -> Judgement {
    if late { Judgement::Overdue } else { Judgement::InTime }
}
