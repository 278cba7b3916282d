//! Duties with a time of their own, beside the limit of the case: what the desk must do by when.
//!
//! Read from a row and the law, never stored: another day of knowledge or another rule set gives other
//! times. Must not know: how duties are listed or worded.

use super::calendar::Calendar;
use super::channel::Channel;
use super::clock::Clock;
use super::law::Law;
use super::limit::{Limit, Unit};
use super::moment::Moment;
use super::procedure::Procedure;
use super::row::{Mark, Row, What};
use super::rules::{LetterRule, RuleSet};
use super::stage::Stage;
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr};

/// What must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum DutyKind {
    /// Send the letter of apology with a new time: the limit ends without a result (NĐ 61/2018 art. 19.9).
    ApologyLetter,
    /// Answer a file that came online (NĐ 45/2020).
    OnlineReaction,
    /// Hand the file on to the unit that handles it (art. 18.2, 18.3).
    Transfer,
    /// Return a file that is not yet eligible, if it is not (art. 19.4).
    AppraisalNotice,
    /// Invite once more after a failed delivery, or take the item back (TT 17/2017).
    Redelivery,
}

/// Something to be done by a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duty {
    /// By when.
    pub by: Moment,
    /// What.
    pub kind: DutyKind,
}

/// The duties of a row, the most urgent first; at most one of each kind.
pub fn of(row: &Row, marks: &[Mark], procedure: Option<&Procedure>, law: &Law) -> Vec<Duty> {
    // What is owed is owed by whoever keeps the file.
    let day = row.received.date().or_else(|| row.arrived.date()).filter(|_| !row.flags.is_kept_elsewhere());
    let Some(set) = day.and_then(|day| law.book.on(day)) else { return Vec::new() };
    let calendar = &law.calendar;
    let found = [
        reaction(row, set, calendar),
        transfer(row, set, calendar),
        notice(row, marks, procedure, set, calendar),
        letter(row, set, calendar),
        redelivery(row, marks, set, calendar),
    ];
    let mut duties: Vec<Duty> = found.into_iter().flatten().collect();
    duties.sort_unstable();
    duties
}

/// The most urgent duty of a row.
pub fn next(row: &Row, marks: &[Mark], procedure: Option<&Procedure>, law: &Law) -> Option<Duty> {
    of(row, marks, procedure, law).into_iter().next()
}

/// The last day for the letter of apology before a limit that ends on a day.
pub fn letter_day(due: NaiveDate, rule: LetterRule, calendar: &Calendar) -> Option<NaiveDate> {
    if rule.working {
        let mut day = due;
        for _ in 0..rule.days {
            day = calendar.working_before(day)?;
        }
        Some(day)
    } else {
        due.checked_sub_days(chrono::Days::new(u64::from(rule.days)))
    }
}

fn reaction(row: &Row, set: &RuleSet, calendar: &Calendar) -> Option<Duty> {
    if row.stage != Stage::Arrived || row.channel != Channel::Online {
        return None;
    }
    let by = end_of(set.online_reaction_hours, Unit::WorkingHours, row.arrived.moment()?, calendar)?;
    Some(Duty { by, kind: DutyKind::OnlineReaction })
}

/// Paper received until the hour is handed on the same working day, later at the start of the next; data
/// of an electronic file go at once, which for a person is the same working day.
fn transfer(row: &Row, set: &RuleSet, calendar: &Calendar) -> Option<Duty> {
    if row.stage != Stage::Received {
        return None;
    }
    let received = row.received.moment()?;
    let is_paper = row.channel != Channel::Online;
    let today = received.date();
    let in_time = received.time() <= set.transfer_until || !is_paper;
    let by = if in_time && calendar.is_working(today) {
        Moment::at(today, calendar.closing(today)?)
    } else {
        let next = calendar.working_on_or_after(today.succ_opt()?)?;
        let first = calendar.segments(next).first()?;
        Moment::at(next, first.from)
    };
    Some(Duty { by: by.max(received), kind: DutyKind::Transfer })
}

/// Only while nothing was returned yet: after that the limit of the notice is spent.
fn notice(
    row: &Row,
    marks: &[Mark],
    procedure: Option<&Procedure>,
    set: &RuleSet,
    calendar: &Calendar,
) -> Option<Duty> {
    let returned = |mark: &Mark| mark.what == What::Asked && mark.at >= row.received;
    if row.stage != Stage::InProcess || marks.iter().any(returned) {
        return None;
    }
    let common = Limit::of(set.appraisal_notice_days, Unit::WorkingDays);
    let sector = procedure.and_then(|procedure| procedure.supplement.as_ref()?.notice.as_ref());
    let limit = sector.unwrap_or(&common);
    let by = end_of(limit.n, limit.unit, row.received.moment()?, calendar)?;
    Some(Duty { by, kind: DutyKind::AppraisalNotice })
}

/// Owed from the day the law names, for every file whose result is not ready and that has no new time.
fn letter(row: &Row, set: &RuleSet, calendar: &Calendar) -> Option<Duty> {
    if !row.is_running() || row.flags.is_extended() || row.flags.has_extension_asked() {
        return None;
    }
    let day = letter_day(row.due.date()?, set.letter, calendar)?;
    let by = calendar.closing(day).map_or(Moment::midnight(day), |time| Moment::at(day, time));
    Some(Duty { by, kind: DutyKind::ApologyLetter })
}

fn redelivery(row: &Row, marks: &[Mark], set: &RuleSet, calendar: &Calendar) -> Option<Duty> {
    if row.stage != Stage::WithPost {
        return None;
    }
    let failed = marks.iter().rev().find(|mark| mark.what == What::Undelivered)?.at.moment()?;
    let by = end_of(set.post_interval_days, Unit::WorkingDays, failed, calendar)?;
    Some(Duty { by, kind: DutyKind::Redelivery })
}

/// The promised hour of a small limit that begins at a moment.
fn end_of(n: u32, unit: Unit, from: Moment, calendar: &Calendar) -> Option<Moment> {
    Clock::started(Limit::of(n, unit), from).due(calendar).ok().map(|due| due.promise)
}
