//! Rules of intake (NĐ 61/2018 art. 15–17).
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{Rules, needed, promise, reason_given};
use crate::domain::action::Actor;
use crate::domain::case::Case;
use crate::domain::clock::Clock;
use crate::domain::dossier::{Intake, PaperTaken, Party, ReturnBy};
use crate::domain::event::{Event, SupplementRequest};
use crate::domain::number::CaseCode;
use crate::domain::procedure::{Need, Procedure, ProcedureCode};
use crate::domain::refusal::Refusal;
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
    let received =
        received(&form.procedure, &form.papers, Some(Box::new(form.clone())), Vec::new(), actor, rules)?;
    Ok(vec![received])
}

/// Accepts an arrived file with the papers as checked.
pub(super) fn accept(
    case: &Case,
    papers: &[PaperTaken],
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let checked = if papers.is_empty() { &case.papers } else { papers };
    let received = received(&case.procedure, checked, None, papers.to_vec(), actor, rules)?;
    Ok(vec![received])
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
    intake: Option<Box<Intake>>,
    as_checked: Vec<PaperTaken>,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Event, Refusal> {
    let day = actor.occurred.date();
    let procedure = known(code, day, rules)?;
    complete(procedure, papers)?;
    let set = rules.book.on(day).ok_or(Refusal::NoRulesFor { day })?;
    let clock = Clock::started(procedure.limit.clone(), actor.occurred);
    let promise = promise::of(&clock, rules.calendar)?;
    let number = rules.numbers.next(day, actor.station);
    Ok(Event::Received {
        intake,
        papers: as_checked,
        code: CaseCode::issue(&rules.office.code, day, number),
        version: procedure.version,
        rules: set.key.clone(),
        limit: procedure.limit.clone(),
        promise,
    })
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
