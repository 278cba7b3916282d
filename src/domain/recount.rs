//! Which promises another calendar would move: shown before anything is changed.
//!
//! A promise is recorded and stays; only a person's decision (`Action::MovePromise`) gives a new one.
//! Must not know: where cases or calendars come from, or how many threads count.

use super::calendar::Calendar;
use super::case::Case;
use super::clock::{Clock, Phase};
use super::duty;
use super::event::Promise;
use super::id::CaseId;
use super::rules::RuleSet;
use chrono::NaiveDate;

/// A promise that a calendar would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The case.
    pub case: CaseId,
    /// Its code.
    pub code: String,
    /// Name of the owner.
    pub owner: String,
    /// What is promised.
    pub from: Promise,
    /// What would be.
    pub to: Promise,
    /// Sheets that were printed with what is promised.
    pub printed: usize,
    /// Whether the letter of apology would be owed by today.
    pub letter_owed: bool,
}

/// The promise a calendar gives a case whose clock runs, where that is another day or hour than the
/// promise in force.
pub fn moved(case: &Case, calendar: &Calendar) -> Option<Promise> {
    let promise = case.promise.as_ref()?;
    if !case.stage.is_pending() {
        return None;
    }
    let clock = case.clock.as_ref()?;
    another(clock, promise, calendar)
}

/// The promise a calendar gives a clock, where it differs from one.
pub fn another(clock: &Clock, promise: &Promise, calendar: &Calendar) -> Option<Promise> {
    if clock.phase() != Ok(Phase::Running) {
        return None;
    }
    let due = clock.due(calendar).ok()?;
    (due.date != promise.due || due.promise != promise.at).then(|| Promise {
        due: due.date,
        at: due.promise,
        calendar: due.calendar.to_string(),
        provisional: due.provisional,
    })
}

/// What a calendar would do to a case, as its rules read it.
pub fn shift(case: &Case, calendar: &Calendar, set: &RuleSet, today: NaiveDate) -> Option<Shift> {
    let calendar = calendar.read_as(set.reading);
    let to = moved(case, &calendar)?;
    let from = case.promise.clone()?;
    let letter_owed = duty::letter_day(to.due, set.letter, &calendar).is_some_and(|day| day <= today);
    let printed = case.sheets.iter().filter(|sheet| sheet.printed.promised == Some(from.at)).count();
    Some(Shift {
        printed,
        case: case.id,
        code: case.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        owner: case.owner.name.clone(),
        from,
        to,
        letter_owed,
    })
}
