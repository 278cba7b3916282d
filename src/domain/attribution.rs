//! In whose hands the days of a file went by: computed from the ledger, the holders and the bodies, never typed.
//!
//! Every working day after the day of receipt belongs to whoever had the file when it ended: the applicant
//! while the clock is held, else a body whose part is open, else the holder, else the desk. Must not know:
//! who asks, or what is done about it.

use super::calendar::Calendar;
use super::case::{Agency, Case, LegState};
use super::clock::Entry;
use super::id::PersonId;
use super::moment::Moment;
use chrono::{Days, NaiveDate, TimeDelta};

/// Who had a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hands {
    /// A person of the office.
    Person(PersonId),
    /// Another body.
    Body(String),
    /// The applicant: the clock was held.
    Applicant,
    /// Nobody in particular: accepted and not assigned.
    Desk,
}

/// Working days in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose.
    pub hands: Hands,
    /// All.
    pub days: u32,
    /// Beyond the last day they had been given for their own part.
    pub over: u32,
    /// After the last day promised to the applicant.
    pub late: u32,
}

/// The shares of everybody who had the file, in the order they first had it. `today` ends the count while
/// the file is open.
pub fn attribute(case: &Case, calendar: &Calendar, today: NaiveDate) -> Vec<Share> {
    let (Some(received), Some(promise)) = (case.received, case.promise.as_ref()) else { return Vec::new() };
    let done = case.ready.or(case.ended);
    let end = done.map_or(today, Moment::date);
    let mut shares: Vec<Share> = Vec::new();
    let days = received.date().iter_days().skip(1).take_while(|day| *day <= end);
    for day in days.filter(|day| calendar.is_working(*day)) {
        let close = Moment::midnight(day + Days::new(1)).plus(TimeDelta::seconds(-1));
        let at = done.filter(|done| *done <= close).map_or(close, |done| done.plus(TimeDelta::seconds(-1)));
        let (hands, due) = hands(case, at);
        let place = shares.iter().position(|share| share.hands == hands).unwrap_or_else(|| {
            shares.push(Share { hands, days: 0, over: 0, late: 0 });
            shares.len() - 1
        });
        if let Some(share) = shares.get_mut(place) {
            share.days += 1;
            share.over += u32::from(due.is_some_and(|due| day > due));
            share.late += u32::from(day > promise.due);
        }
    }
    shares
}

/// Whether somebody had the file on a day after the promise, or beyond their own limit: their lateness is
/// what an account is about.
pub fn is_measured(case: &Case, person: &PersonId, calendar: &Calendar, today: NaiveDate) -> bool {
    attribute(case, calendar, today)
        .iter()
        .any(|share| share.hands == Hands::Person(person.clone()) && share.over + share.late > 0)
}

/// Who had the file at a moment, and the last day they had been given.
fn hands(case: &Case, at: Moment) -> (Hands, Option<NaiveDate>) {
    if is_held(case, at) {
        return (Hands::Applicant, None);
    }
    if let Some(leg) = case.legs.iter().find(|leg| has_leg(leg, at)) {
        return (Hands::Body(leg.request.body.clone()), leg.request.due);
    }
    let mut holders = case.held_before.iter().chain(&case.holder);
    match holders.find(|holder| holder.since <= at && holder.until.is_none_or(|until| at < until)) {
        Some(holder) => (Hands::Person(holder.person.clone()), holder.due),
        None => (Hands::Desk, None),
    }
}

fn has_leg(leg: &Agency, at: Moment) -> bool {
    match &leg.state {
        LegState::Waiting => false,
        LegState::Open { since } => *since <= at,
        LegState::Returned { since, at: back, .. } => *since <= at && at < *back,
    }
}

fn is_held(case: &Case, at: Moment) -> bool {
    let entries = case.clock.iter().flat_map(|clock| &clock.ledger).take_while(|entry| entry.at() <= at);
    let mut held = false;
    for entry in entries {
        match entry {
            Entry::Suspended { .. } => held = true,
            Entry::Started { .. }
            | Entry::Resumed { .. }
            | Entry::Restarted { .. }
            | Entry::Stopped { .. } => {
                held = false;
            }
            Entry::Extended { .. } => {}
        }
    }
    held
}
