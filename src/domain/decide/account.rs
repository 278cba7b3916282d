//! Giving account and answering it. Nobody answers for their own lateness to themselves.
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{Rules, needed, reason_given};
use crate::domain::accountability::{Account, AccountState, Subject};
use crate::domain::action::Actor;
use crate::domain::attribution::is_measured;
use crate::domain::case::Case;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;

/// Gives an account of something there is.
pub(super) fn give(
    case: &Case,
    account: &Account,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if !case.accountable(actor.occurred.date()).contains(&account.subject) {
        return Err(Refusal::NothingToAccountFor);
    }
    if case.account_state(account.subject) == AccountState::Accepted {
        return Err(Refusal::AccountAccepted);
    }
    let Some(reason) = rules.reporting.reason(&account.reason) else {
        return Err(Refusal::FieldInvalid { field: "account-reason", value: account.reason.clone() });
    };
    if reason.regulation && account.regulation.trim().is_empty() {
        return Err(Refusal::FieldMissing { field: "account-regulation" });
    }
    let text = |text: &str| text.trim().to_owned();
    Ok(vec![Event::AccountGiven(Box::new(Account {
        subject: account.subject,
        reason: reason.key.clone(),
        words: needed(&account.words, "account-words")?,
        evidence: text(&account.evidence),
        letter: text(&account.letter),
        regulation: text(&account.regulation),
    }))])
}

/// Accepts an account or returns it. Whoever gave it, and whoever had the file while it grew late, may not
/// accept it; returning it to be given again is open to every supervisor but its giver.
pub(super) fn review(
    case: &Case,
    subject: Subject,
    accepted: bool,
    remark: &str,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Some(given) = case.account(subject).filter(|given| given.review.is_none()) else {
        return Err(Refusal::NoAccountGiven);
    };
    let measured = accepted
        && subject == Subject::Lateness
        && is_measured(case, &actor.person, rules.calendar, actor.occurred.date());
    if given.by == actor.person || measured {
        return Err(Refusal::OwnAccount);
    }
    let remark = if accepted { remark.trim().to_owned() } else { reason_given(remark)? };
    Ok(vec![Event::AccountReviewed { subject, accepted, remark }])
}
