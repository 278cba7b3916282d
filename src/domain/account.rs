//! Everything a date rests on, put together for whoever asks why: the walk of the clock, the rule set
//! with what the law leaves open, the promise that was recorded, and the three readings of lateness.
//!
//! Must not know: words or screens.

use super::case::Case;
use super::clock::Clock;
use super::event::Promise;
use super::explain::{Explanation, Line};
use super::lateness::{Course, Definition, Verdict, judge};
use super::law::Law;
use super::limit::{Limit, Unit, UnitDecision};
use super::moment::Moment;
use super::rules::{RuleSet, StartBasis, Topic};
use chrono::NaiveDate;
use strum::IntoEnumIterator as _;

/// Why a date is what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The limit that runs.
    pub limit: Limit,
    /// The walk from the start to the date.
    pub walk: Explanation,
    /// The other unit some sources give, and the date it would have led to.
    pub other_unit: Option<(Unit, Option<NaiveDate>)>,
    /// The rule set of the day of receipt, by name.
    pub rules: Option<String>,
    /// What starts the clock.
    pub start: StartBasis,
    /// What the law leaves open and this date has met, with the answer taken.
    pub open: Vec<String>,
    /// The promise in force, when it differs from what the walk gives today.
    pub promised: Option<Promise>,
    /// The promise made at acceptance, when another is in force.
    pub first: Option<Promise>,
    /// Law, report, portal.
    pub verdicts: Vec<Verdict>,
}

impl Account {
    /// The account of a clock, and of the case it belongs to where there is one yet.
    pub fn of(clock: &Clock, case: Option<&Case>, law: &Law, now: Moment) -> Self {
        let received = case.and_then(|case| case.received).or_else(|| clock.started_at()).unwrap_or(now);
        let named = case.and_then(|case| law.book.by_key(&case.rules));
        let set = named.or_else(|| law.book.on(received.date()));
        let calendar = law.calendar.read_as(set.map(|set| set.reading).unwrap_or_default());
        let walk = clock.explain(&calendar);
        let also = match clock.rule.unit_decided {
            UnitDecision::Disputed { also } | UnitDecision::Decided { also } => Some(also),
            UnitDecision::Stated => None,
        };
        let other_unit = also.map(|unit| {
            let rule = Limit { unit, ..clock.rule.clone() };
            let other = Clock { rule, ledger: clock.ledger.clone() };
            (unit, other.due(&calendar).ok().map(|due| due.date))
        });
        let promise = case.and_then(|case| case.promise.clone());
        let promised = promise.filter(|promise| match &walk.due {
            Ok(due) => (due.date, due.promise) != (promise.due, promise.at),
            Err(_) => true,
        });
        let first = case.and_then(|case| {
            let first = case.first_promise.as_ref()?;
            (case.promise.as_ref().map(|promise| promise.due) != Some(first.due)).then(|| first.clone())
        });
        let course = case.map(Course::of).filter(|course| course.received.is_some());
        let verdicts = course
            .map(|course| Definition::iter().map(|definition| judge(&course, definition, now)).collect())
            .unwrap_or_default();
        Self {
            limit: clock.rule.clone(),
            open: set.map(|set| open(set, &clock.rule, &walk, case)).unwrap_or_default(),
            walk,
            other_unit,
            rules: set.map(|set| set.name.clone()),
            start: case.map_or(StartBasis::Acceptance, |case| case.start),
            promised,
            first,
            verdicts,
        }
    }
}

/// The notes on what a walk has met.
fn open(set: &RuleSet, limit: &Limit, walk: &Explanation, case: Option<&Case>) -> Vec<String> {
    let mut topics = Vec::new();
    for line in &walk.lines {
        match line {
            Line::Suspended { .. } | Line::Resumed { .. } => topics.push(Topic::Suspension),
            Line::Restarted { .. } => topics.push(Topic::Restart),
            Line::Extended { .. } => topics.push(Topic::Extension),
            Line::Counted { .. }
            | Line::Skipped { .. }
            | Line::Hours { .. }
            | Line::HalfDay { .. }
            | Line::Months { .. }
            | Line::Held { .. }
            | Line::Started { .. }
            | Line::Rolled { .. }
            | Line::Estimated { .. }
            | Line::Stopped { .. } => {}
        }
    }
    // A limit in working days ends on a working day whatever the Saturday is called.
    let rolls = matches!(limit.unit, Unit::CalendarDays | Unit::Months | Unit::Years);
    if rolls && walk.met_make_up_end() {
        topics.push(Topic::MakeUpEnd);
    }
    if case.is_some_and(|case| case.start != StartBasis::Acceptance) {
        topics.push(Topic::Start);
    }
    set.notes(&topics).map(str::to_owned).collect()
}
