//! Rules of appraisal: supplements, verification, payment, the one extension (art. 19.3, 19.4, 19.9).
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{Caution, Rules, document_given, needed, procedure_of, promise, reason_given, rules_of};
use crate::domain::action::Actor;
use crate::domain::attribution::is_measured;
use crate::domain::case::{Case, Extension, SupplementStage};
use crate::domain::clock::Entry;
use crate::domain::dossier::{Dong, FeeTaken};
use crate::domain::event::{ClockEffect, Event, Promise, SupplementRequest};
use crate::domain::limit::Limit;
use crate::domain::moment::Moment;
use crate::domain::procedure::SupplementEffect;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::text::exact;

/// Returns for completion after appraisal.
pub(super) fn ask_supplement(request: &SupplementRequest) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::AppraisalSupplementRequested(super::intake::checked(request)?)])
}

/// Takes in what was asked. Sector law speaks before the common rule on what the clock does.
pub(super) fn take_supplement(
    case: &Case,
    items: &[String],
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let items = items.to_vec();
    if case.stage == Stage::IntakeSupplement {
        return Ok(vec![Event::SupplementReceived { items, effect: None, promise: None }]);
    }
    let sector = procedure_of(case, rules)
        .and_then(|procedure| procedure.supplement.as_ref())
        .and_then(|rule| rule.effect);
    let effect = match sector {
        Some(SupplementEffect::Restart) => ClockEffect::Restart,
        Some(SupplementEffect::Pause) => ClockEffect::Resume,
        None => rules_of(case, actor.occurred, rules)?.appraisal_return,
    };
    let at = actor.occurred;
    let entry = match effect {
        ClockEffect::Restart => Entry::Restarted { at, reason: String::new(), paper: String::new() },
        ClockEffect::Resume => Entry::Resumed { at },
    };
    let promise = promise::after(case, entry, rules)?;
    Ok(vec![Event::SupplementReceived { items, effect: Some(effect), promise }])
}

/// A lawful request that is late, or one round too many, is a caution and never a block.
pub(super) fn cautions(case: &Case, now: Moment, rules: &Rules<'_>) -> Vec<Caution> {
    let mut found = Vec::new();
    let sector = procedure_of(case, rules).and_then(|procedure| procedure.supplement.as_ref());
    let rounds = case.rounds(SupplementStage::Appraisal);
    let lawful = sector.and_then(|rule| rule.rounds).unwrap_or(1) as usize;
    if rounds >= lawful {
        found.push(Caution::AnotherRound { rounds });
    }
    let (Some(received), Ok(set)) = (case.received, rules_of(case, now, rules)) else { return found };
    let notice = sector
        .and_then(|rule| rule.notice.clone())
        .unwrap_or_else(|| Limit::of(set.appraisal_notice_days, crate::domain::limit::Unit::WorkingDays));
    if let Some(last) = promise::last_day(&notice, received, rules.calendar)
        && now.date() > last
        && rounds == 0
    {
        found.push(Caution::NoticeLate { last });
    }
    found
}

/// Records a verification with all four facts the law asks for (art. 19.3).
pub(super) fn verify(
    held: Moment,
    place: &str,
    participants: &str,
    content: &str,
    actor: &Actor,
) -> Result<Vec<Event>, Refusal> {
    if held > actor.recorded {
        return Err(Refusal::InTheFuture { at: held });
    }
    Ok(vec![Event::Verified {
        held,
        place: needed(place, "place")?,
        participants: needed(participants, "participants")?,
        content: needed(content, "content")?,
    }])
}

/// Requires a financial obligation; whether it holds the clock is for the rules.
pub(super) fn require_payment(
    case: &Case,
    amount: Dong,
    reason: &str,
    paper: &str,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if amount == 0 {
        return Err(Refusal::AmountMissing);
    }
    let day = case.received.or(case.last_occurred).unwrap_or(Moment::from_unix(0));
    let suspends = rules_of(case, day, rules)?.payment_suspends;
    Ok(vec![Event::PaymentRequired {
        amount,
        reason: reason_given(reason)?,
        paper: paper.trim().to_owned(),
        suspends,
    }])
}

/// Records that the obligation was met.
pub(super) fn record_payment(
    case: &Case,
    fee: &FeeTaken,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if fee.amount == 0 {
        return Err(Refusal::AmountMissing);
    }
    let held = matches!(case.payment_due, Some((_, true)));
    let promise =
        if held { promise::after(case, Entry::Resumed { at: actor.occurred }, rules)? } else { None };
    Ok(vec![Event::PaymentReceived { fee: fee.clone(), promise }])
}

/// Collects a fee.
pub(super) fn collect_fee(fee: &FeeTaken) -> Result<Vec<Event>, Refusal> {
    if fee.amount == 0 {
        return Err(Refusal::AmountMissing);
    }
    Ok(vec![Event::FeeCollected(fee.clone())])
}

/// Whether the one extension is still to be had.
pub(super) fn may_ask_extension(case: &Case) -> Result<(), Refusal> {
    match case.extension {
        Extension::None => Ok(()),
        Extension::Asked { .. } => Err(Refusal::ExtensionPending),
        Extension::Granted { .. } => Err(Refusal::SecondExtension),
    }
}

/// Whether an extension waits for a decision.
pub(super) fn may_decide_extension(case: &Case) -> Result<(), Refusal> {
    match case.extension {
        Extension::Asked { .. } => Ok(()),
        Extension::None => Err(Refusal::NoExtensionAsked),
        Extension::Granted { .. } => Err(Refusal::SecondExtension),
    }
}

/// Asks for the one extension, with a reason and a paper.
pub(super) fn ask_extension(
    case: &Case,
    by: u32,
    reason: &str,
    document: &str,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    may_ask_extension(case)?;
    if by == 0 || by > Limit::MOST {
        return Err(Refusal::FieldInvalid { field: "days", value: by.to_string() });
    }
    let received = case.received.unwrap_or(Moment::from_unix(0));
    if rules_of(case, received, rules)?.extensions == 0 {
        return Err(Refusal::SecondExtension);
    }
    Ok(vec![Event::ExtensionAsked { by, reason: reason_given(reason)?, document: document_given(document)? }])
}

/// Grants it, by a decision of somebody other than the one who asked.
pub(super) fn grant_extension(
    case: &Case,
    document: &str,
    approver: &str,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    may_decide_extension(case)?;
    let Extension::Asked { by, reason, person, .. } = &case.extension else {
        return Err(Refusal::NoExtensionAsked);
    };
    not_own_lateness(case, actor, rules)?;
    let document = document_given(document)?;
    let approver = needed(approver, "approver")?;
    if [person.0.as_str(), rules.office.name_of(person)].iter().any(|own| is_same_name(&approver, own)) {
        return Err(Refusal::OwnProposal);
    }
    let entry = Entry::Extended {
        at: actor.occurred,
        by: *by,
        document: document.clone(),
        reason: reason.clone(),
        approver: approver.clone(),
    };
    let uncountable = || Refusal::LimitNotCountable {
        limit: case.clock.as_ref().map(|clock| clock.rule.as_written.clone()).unwrap_or_default(),
    };
    let promise = promise::after(case, entry, rules)?.ok_or_else(uncountable)?;
    Ok(vec![Event::ExtensionGranted { by: *by, reason: reason.clone(), document, approver, promise }])
}

/// Whether two names are one, however they are spaced and capitalised.
fn is_same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| exact(name).split_whitespace().map(ToOwned::to_owned).collect::<Vec<_>>();
    words(one) == words(other)
}

/// Refuses it, with a reason.
pub(super) fn refuse_extension(case: &Case, reason: &str) -> Result<Vec<Event>, Refusal> {
    may_decide_extension(case)?;
    Ok(vec![Event::ExtensionRefused { reason: reason_given(reason)? }])
}

/// Gives the promise anew because the calendar changed. Whoever holds the case may not: the date is what
/// their lateness is measured by.
pub(super) fn move_promise(
    case: &Case,
    reason: &str,
    document: &str,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if case.holder.as_ref().is_some_and(|holder| holder.person == actor.person) {
        return Err(Refusal::OwnDate);
    }
    not_own_lateness(case, actor, rules)?;
    let (reason, document) = (reason_given(reason)?, document_given(document)?);
    let (Some(from), Some(to)) = (&case.promise, recount(case, actor.occurred, rules)?) else {
        return Err(Refusal::PromiseUnchanged);
    };
    Ok(vec![Event::PromiseMoved { from: from.clone(), to, reason, document }])
}

/// Whoever had a file while it grew late, or beyond their own part of its time, does not move its date,
/// though somebody else has it by now.
fn not_own_lateness(case: &Case, actor: &Actor, rules: &Rules<'_>) -> Result<(), Refusal> {
    let measured = is_measured(case, &actor.person, rules.calendar, actor.recorded.date());
    if measured { Err(Refusal::OwnLateness) } else { Ok(()) }
}

/// The promise the present calendar gives a case, where it is another day or hour.
fn recount(case: &Case, on: Moment, rules: &Rules<'_>) -> Result<Option<Promise>, Refusal> {
    let calendar = super::calendar_of(case, on, rules)?;
    Ok(crate::domain::recount::moved(case, &calendar))
}
