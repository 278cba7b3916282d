//! Rules of intake (NĐ 61/2018 art. 15–17).
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{Rules, calendar_of, needed, promise, reason_given};
use crate::domain::action::Actor;
use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, is_elsewhere};
use crate::domain::channel::Channel;
use crate::domain::clock::Clock;
use crate::domain::dossier::{Intake, PaperTaken, Party, ReturnBy};
use crate::domain::event::{Event, Promise, SupplementRequest};
use crate::domain::limit::{Limit, UnitDecision};
use crate::domain::moment::Moment;
use crate::domain::number::CaseCode;
use crate::domain::procedure::{Need, Procedure, ProcedureCode};
use crate::domain::refusal::Refusal;
use crate::domain::rules::{RuleBook, StartBasis};
use chrono::NaiveDate;
use std::sync::Arc;

/// Registers a file that waits for its check.
pub(super) fn register(form: &Intake, actor: &Actor, rules: &Rules<'_>) -> Result<Vec<Event>, Refusal> {
    known(&form.procedure, actor.occurred.date(), rules)?;
    well_filled(form)?;
    Ok(vec![Event::Arrived { intake: Box::new(form.clone()) }])
}

/// Registers and accepts a complete file.
pub(super) fn receive(form: &Intake, actor: &Actor, rules: &Rules<'_>) -> Result<Vec<Event>, Refusal> {
    well_filled(form)?;
    let came = Came {
        channel: form.channel,
        elsewhere: is_elsewhere(&form.receiving_body, &form.competent_body),
        complete: actor.occurred,
    };
    let form_and_papers = (Some(Box::new(form.clone())), Vec::new());
    received(&form.procedure, &form.papers, form_and_papers, came, actor, rules)
}

/// Accepts an arrived file with the papers as checked.
pub(super) fn accept(
    case: &Case,
    papers: &[PaperTaken],
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let checked = if papers.is_empty() { &case.papers } else { papers };
    let supplied = case.supplements.iter().filter_map(|round| round.received).max();
    let came = Came {
        channel: case.channel,
        elsewhere: case.is_non_territorial(),
        complete: supplied.or(case.arrived).unwrap_or(actor.occurred),
    };
    received(&case.procedure, checked, (None, papers.to_vec()), came, actor, rules)
}

/// Records that the competent body elsewhere has the file: its clock starts, with a new promise.
pub(super) fn confirm_receipt(case: &Case, actor: &Actor, rules: &Rules<'_>) -> Result<Vec<Event>, Refusal> {
    let clock = case.clock.as_ref().filter(|_| case.awaits_competent_body()).ok_or(Refusal::ClockRuns)?;
    let clock = Clock::started(clock.rule.clone(), actor.occurred);
    let promise = promise::of(&clock, &calendar_of(case, actor.occurred, rules)?)?;
    Ok(vec![Event::ClockStart {
        basis: StartBasis::CompetentBody,
        at: Some(actor.occurred),
        promise: Some(promise),
    }])
}

/// How a file came, for what starts its clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// By which channel.
    pub channel: Channel,
    /// Whether another body decides.
    pub elsewhere: bool,
    /// When all that was needed was there.
    pub complete: Moment,
}

/// What accepting a file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The rule that starts its clock.
    pub basis: StartBasis,
    /// When that was; none while it waits for the competent body.
    pub start: Option<Moment>,
    /// What is promised.
    pub promise: Promise,
}

/// What accepting a file under a limit at a moment would give, by the rules of that day.
pub fn appointment(
    limit: &Limit,
    came: Came,
    at: Moment,
    book: &RuleBook,
    calendar: &Calendar,
) -> Result<Appointment, Refusal> {
    let day = at.date();
    let set = book.on(day).ok_or(Refusal::NoRulesFor { day })?;
    let basis = set.start_of(came.channel, came.elsewhere);
    let start = match basis {
        StartBasis::Acceptance => Some(at),
        StartBasis::PostHandOver => Some(came.complete.min(at)),
        StartBasis::CompetentBody => None,
    };
    // Until the body elsewhere has the file the date is an expectation, counted as if it had it now.
    let clock = Clock::started(limit.clone(), start.unwrap_or(at));
    let mut promise = promise::of(&clock, &calendar.read_as(set.reading))?;
    promise.provisional |= start.is_none();
    Ok(Appointment { basis, start, promise })
}

/// Refuses at intake, always with a written reason.
pub(super) fn refuse(reason: &str) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::RefusedAtIntake { reason: reason_given(reason)? }])
}

/// Asks once, completely, for what is missing.
pub(super) fn ask_supplement(request: &SupplementRequest) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::IntakeSupplementRequested(checked(request)?)])
}

/// A supplement request that names what is asked and why.
pub(super) fn checked(request: &SupplementRequest) -> Result<SupplementRequest, Refusal> {
    let items: Vec<String> =
        request.items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
    if items.is_empty() {
        return Err(Refusal::NothingAsked);
    }
    Ok(SupplementRequest { items, reason: reason_given(&request.reason)? })
}

fn known<'a>(code: &ProcedureCode, on: NaiveDate, rules: &Rules<'a>) -> Result<&'a Arc<Procedure>, Refusal> {
    let unknown = || Refusal::ProcedureUnknown { code: code.to_string() };
    if !rules.catalogue.all().any(|procedure| procedure.code == *code) {
        return Err(unknown());
    }
    rules.catalogue.on(code, on).ok_or_else(|| Refusal::ProcedureNotInForce { code: code.to_string(), on })
}

fn received(
    code: &ProcedureCode,
    papers: &[PaperTaken],
    (intake, as_checked): (Option<Box<Intake>>, Vec<PaperTaken>),
    came: Came,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let day = actor.occurred.date();
    let procedure = known(code, day, rules)?;
    complete(procedure, papers)?;
    let set = rules.book.on(day).ok_or(Refusal::NoRulesFor { day })?;
    if let UnitDecision::Disputed { .. } = procedure.limit.unit_decided {
        return Err(Refusal::UnitUndecided { limit: procedure.limit.as_written.clone() });
    }
    let Appointment { basis, start, promise } =
        appointment(&procedure.limit, came, actor.occurred, rules.book, rules.calendar)?;
    let number = rules.numbers.next(day, actor.station);
    let mut events = vec![Event::Received {
        intake,
        papers: as_checked,
        code: CaseCode::issue(&rules.office.code, day, number),
        version: procedure.version,
        rules: set.key.clone(),
        limit: procedure.limit.clone(),
        promise,
    }];
    if start != Some(actor.occurred) {
        events.push(Event::ClockStart { basis, at: start, promise: None });
    }
    Ok(events)
}

/// Only a complete file is accepted (art. 17.1); conditional papers are the clerk's judgement.
fn complete(procedure: &Procedure, papers: &[PaperTaken]) -> Result<(), Refusal> {
    let missing: Vec<String> = procedure
        .papers
        .iter()
        .filter(|paper| paper.need == Need::Required)
        .filter(|paper| !papers.iter().any(|taken| taken.name == paper.name && taken.total() > 0))
        .map(|paper| paper.name.clone())
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(Refusal::PapersMissing { papers: missing }) }
}

fn well_filled(form: &Intake) -> Result<(), Refusal> {
    party(&form.owner)?;
    if let Some(filer) = &form.filer {
        needed(&filer.name, "filer-name")?;
        party(filer)?;
    }
    if !(1..=4).contains(&form.level) {
        return Err(Refusal::FieldInvalid { field: "level", value: form.level.to_string() });
    }
    if form.sets == 0 {
        return Err(Refusal::FieldInvalid { field: "sets", value: "0".to_owned() });
    }
    if let ReturnBy::Post { address } = &form.return_by
        && address.trim().is_empty()
    {
        return Err(Refusal::PostAddressMissing);
    }
    Ok(())
}

/// Names are needed; identity numbers and telephones hold plain digits (and letters) only.
fn party(party: &Party) -> Result<(), Refusal> {
    needed(&party.name, "owner-name")?;
    check_id(&party.id_number)?;
    check_phone(&party.phone)
}

/// An identity number: ASCII letters, digits, dots, dashes and slashes; empty is allowed.
pub(super) fn check_id(id: &str) -> Result<(), Refusal> {
    let fits = id.len() <= 30 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-./".contains(&b));
    if fits { Ok(()) } else { Err(Refusal::FieldInvalid { field: "owner-id", value: id.to_owned() }) }
}

/// A telephone number: digits with an optional leading plus; empty is allowed.
pub(super) fn check_phone(phone: &str) -> Result<(), Refusal> {
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    let fits =
        phone.is_empty() || ((3..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()));
    if fits { Ok(()) } else { Err(Refusal::FieldInvalid { field: "owner-phone", value: phone.to_owned() }) }
}
