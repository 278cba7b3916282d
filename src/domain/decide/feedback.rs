//! Satisfaction slips and complaints of one file. Nobody answers a complaint about a file they handled.
//!
//! Must not know: what is counted from them.

use super::{Rules, needed, promise};
use crate::domain::action::Actor;
use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::event::Event;
use crate::domain::feedback::{Answer, Complaint, Finding, Matter, Rating};
use crate::domain::limit::{Limit, Unit};
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::rules::RuleBook;
use chrono::NaiveDate;

/// Records the one slip of a file; a wrong one is undone first, so that none is typed in twice.
pub(super) fn rate(case: &Case, rating: Rating, words: &str) -> Result<Vec<Event>, Refusal> {
    if case.rating.is_some() {
        return Err(Refusal::AlreadyRated);
    }
    Ok(vec![Event::Rated { rating, words: words.trim().to_owned() }])
}

/// The last day for the answer to a complaint made at a moment, by the rules of that day.
pub fn answer_by(at: Moment, book: &RuleBook, calendar: &Calendar) -> Result<NaiveDate, Refusal> {
    let day = at.date();
    let set = book.on(day).ok_or(Refusal::NoRulesFor { day })?;
    let limit = Limit::of(set.complaint_days, Unit::WorkingDays);
    let version = || calendar.version().to_string();
    promise::last_day(&limit, at, calendar)
        .ok_or_else(|| Refusal::CalendarDoesNotCover { day, calendar: version() })
}

/// Takes a complaint down, with the last day for its answer.
pub(super) fn complain(
    case: &Case,
    matter: Matter,
    words: &str,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let answer_by = answer_by(actor.occurred, rules.book, rules.calendar)?;
    let number = case.complaints.len() as u32 + 1;
    let words = needed(words, "complaint-words")?;
    Ok(vec![Event::ComplaintMade(Box::new(Complaint { number, matter, words, answer_by }))])
}

/// Answers a complaint that waits.
pub(super) fn answer(
    case: &Case,
    number: u32,
    finding: Finding,
    (words, document): (&str, &str),
    actor: &Actor,
) -> Result<Vec<Event>, Refusal> {
    if !case.open_complaints().any(|open| open.complaint.number == number) {
        return Err(Refusal::NoComplaintOpen);
    }
    if case.was_held_by(&actor.person) {
        return Err(Refusal::OwnComplaint);
    }
    let words = needed(words, "complaint-answer")?;
    let document = document.trim().to_owned();
    Ok(vec![Event::ComplaintAnswered(Box::new(Answer { number, finding, words, document }))])
}
