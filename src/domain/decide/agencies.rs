//! Rules of handing a case on: handlers, steps, other bodies (art. 19.1, 19.5–19.7).
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{Rules, needed, procedure_of, promise};
use crate::domain::action::Actor;
use crate::domain::case::{Case, LegState};
use crate::domain::event::{Event, LegRequest, Route};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::procedure::Step;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use chrono::NaiveDate;

/// Gives the case to a handler, who begins with the first step or keeps the present one.
pub(super) fn assign(
    case: &Case,
    to: &PersonId,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if rules.office.person(to).is_none() {
        return Err(Refusal::FieldInvalid { field: "holder", value: to.0.clone() });
    }
    let current = case.holder.as_ref().map(|holder| (holder.step.clone(), holder.due));
    let (step, step_due) = match (case.stage, current) {
        (Stage::InProcess | Stage::WithAgencies, Some(current)) => current,
        _ => begin(first_step(case, rules), actor.occurred, rules),
    };
    Ok(vec![Event::Assigned { to: to.clone(), step, step_due }])
}

/// Finishes the present step and begins the next.
pub(super) fn finish_step(
    case: &Case,
    to: Option<&PersonId>,
    note: &str,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let holder = case.holder.as_ref().ok_or(Refusal::NotAssigned)?;
    let steps = procedure_of(case, rules).map(|procedure| procedure.steps.as_slice()).unwrap_or_default();
    let present = steps.iter().position(|step| step.key == holder.step);
    let following = present.and_then(|place| steps.get(place + 1)).ok_or(Refusal::NoStepLeft)?;
    let to = to.unwrap_or(&holder.person);
    if rules.office.person(to).is_none() {
        return Err(Refusal::FieldInvalid { field: "holder", value: to.0.clone() });
    }
    let (next, step_due) = begin(Some(following), actor.occurred, rules);
    Ok(vec![Event::StepFinished {
        step: holder.step.clone(),
        next,
        to: to.clone(),
        step_due,
        note: note.trim().to_owned(),
    }])
}

/// Asks another body, saying what and until when (art. 19.5).
pub(super) fn ask_opinion(
    case: &Case,
    body: &str,
    content: &str,
    answer_by: NaiveDate,
    actor: &Actor,
) -> Result<Vec<Event>, Refusal> {
    if answer_by < actor.occurred.date() {
        return Err(Refusal::FieldInvalid {
            field: "answer-by",
            value: crate::domain::moment::day(answer_by),
        });
    }
    Ok(vec![Event::OpinionAsked {
        number: (case.opinions.len() + 1) as u16,
        body: needed(body, "body")?,
        content: needed(content, "content")?,
        answer_by,
    }])
}

/// Records the answer to an open question.
pub(super) fn record_opinion(case: &Case, number: u16, answer: &str) -> Result<Vec<Event>, Refusal> {
    let open = case.opinions.iter().any(|opinion| opinion.number == number && opinion.answered.is_none());
    if !open {
        return Err(Refusal::OpinionUnknown { number });
    }
    Ok(vec![Event::OpinionAnswered { number, answer: needed(answer, "answer")? }])
}

/// Sends the case along a route. Legs that open at once get their last day now.
pub(super) fn transfer(
    route: Route,
    legs: &[LegRequest],
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if legs.is_empty() {
        return Err(Refusal::RouteEmpty);
    }
    let mut planned = Vec::with_capacity(legs.len());
    for (place, leg) in legs.iter().enumerate() {
        let opens = place == 0 || route != Route::InOrder;
        let due = opens.then(|| promise::last_day(&leg.limit, actor.occurred, rules.calendar)).flatten();
        planned.push(LegRequest {
            body: needed(&leg.body, "body")?,
            task: needed(&leg.task, "task")?,
            limit: leg.limit.clone(),
            due,
        });
    }
    Ok(vec![Event::Transferred { route, legs: planned }])
}

/// Records what a body returned; in a route in order the next body gets its last day now.
pub(super) fn record_leg(
    case: &Case,
    leg: u16,
    result: &str,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let open = |number: u16| {
        case.legs
            .iter()
            .any(|agency| agency.number == number && matches!(agency.state, LegState::Open { .. }))
    };
    if !open(leg) {
        return Err(Refusal::LegUnknown { number: leg });
    }
    let next_due = case
        .legs
        .iter()
        .find(|agency| agency.state == LegState::Waiting)
        .and_then(|agency| promise::last_day(&agency.request.limit, actor.occurred, rules.calendar));
    Ok(vec![Event::LegReturned { leg, result: needed(result, "result")?, next_due }])
}

/// The first step after intake, which acceptance already did.
fn first_step<'a>(case: &Case, rules: &Rules<'a>) -> Option<&'a Step> {
    let steps = &procedure_of(case, rules)?.steps;
    steps.iter().find(|step| step.holder != crate::domain::procedure::Holder::Intake).or(steps.first())
}

fn begin(step: Option<&Step>, at: Moment, rules: &Rules<'_>) -> (String, Option<NaiveDate>) {
    match step {
        Some(step) => (step.key.clone(), promise::last_day(&step.limit, at, rules.calendar)),
        None => (String::new(), None),
    }
}
