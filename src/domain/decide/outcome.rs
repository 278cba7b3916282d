//! Rules of the result: decision, post, hand-over, and the two ends before a decision.
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{Rules, document_given, needed, reason_given, rules_of};
use crate::domain::case::{Case, Outcome};
use crate::domain::dossier::ReturnBy;
use crate::domain::event::Event;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;

/// Decides on the merits; a refusal needs its reason (art. 19.8, NĐ 63/2010 art. 6.1b).
pub(super) fn decide(outcome: Outcome, document: &str, reason: &str) -> Result<Vec<Event>, Refusal> {
    let reason = match outcome {
        Outcome::Granted => reason.trim().to_owned(),
        Outcome::RefusedOnMerits => reason_given(reason)?,
    };
    Ok(vec![Event::Decided { outcome, document: document_given(document)?, reason }])
}

/// Gives the result to the post, which needs an address and an item number.
pub(super) fn give_to_post(case: &Case, item: &str) -> Result<Vec<Event>, Refusal> {
    match &case.return_by {
        ReturnBy::Post { address } if !address.trim().is_empty() => {
            Ok(vec![Event::GivenToPost { item: needed(item, "post-item")? }])
        }
        ReturnBy::Post { .. } | ReturnBy::Desk => Err(Refusal::PostAddressMissing),
    }
}

/// Records who signed for the post item.
pub(super) fn delivered(case: &Case, recipient: &str) -> Vec<Event> {
    let recipient = recipient.trim();
    let recipient = if recipient.is_empty() { case.owner.name.clone() } else { recipient.to_owned() };
    vec![Event::Delivered { recipient }]
}

/// Records a failed delivery; after the last lawful attempt the item comes back.
pub(super) fn undelivered(case: &Case, reason: &str, rules: &Rules<'_>) -> Result<Vec<Event>, Refusal> {
    let received = case.received.unwrap_or(Moment::from_unix(0));
    let attempts = rules_of(case, received, rules)?.post_attempts;
    if case.failed_deliveries() >= usize::from(attempts) {
        return Err(Refusal::TwoDeliveriesFailed);
    }
    Ok(vec![Event::Undelivered { reason: reason_given(reason)? }])
}

/// Hands over. Owner, filer and the person authorised in the file may collect; anybody else needs
/// an authorisation (art. 6).
pub(super) fn hand_over(
    case: &Case,
    recipient: &str,
    authority: &str,
    originals_returned: bool,
) -> Result<Vec<Event>, Refusal> {
    let recipient = recipient.trim();
    let recipient = if recipient.is_empty() { case.owner.name.clone() } else { recipient.to_owned() };
    let known = recipient == case.owner.name
        || case.filer.as_ref().is_some_and(|filer| filer.name == recipient)
        || case.authorised.as_ref().is_some_and(|authorised| authorised.name == recipient);
    let authority = authority.trim().to_owned();
    if !known && authority.is_empty() {
        return Err(Refusal::AuthorityMissing);
    }
    Ok(vec![Event::HandedOver { recipient, authority, originals_returned }])
}

/// Withdraws on the applicant's request.
pub(super) fn withdraw(reason: &str, document: &str) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Withdrawn { reason: reason_given(reason)?, document: document.trim().to_owned() }])
}

/// Stops with a notice and its reason.
pub(super) fn stop(reason: &str, document: &str) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Stopped { reason: reason_given(reason)?, document: document_given(document)? }])
}
