//! Notes, corrections, printed sheets and undo: always a new event, never a change of an old one.
//!
//! Must not know: whether the stage allows the action; the table has spoken before.

use super::{intake, needed, reason_given};
use crate::domain::case::Case;
use crate::domain::dossier::ReturnBy;
use crate::domain::event::{CorrectableField, Event, Stamped};
use crate::domain::office::Office;
use crate::domain::refusal::Refusal;
use crate::domain::sheet::SheetPrinted;

/// Adds a note; one to a file that another office keeps says whose it is.
pub(super) fn note(case: &Case, text: &str, office: &Office) -> Result<Vec<Event>, Refusal> {
    let text = needed(text, "note")?;
    Ok(vec![if case.is_here {
        Event::Noted { text }
    } else {
        Event::NotedElsewhere { office: office.name.clone(), text }
    }])
}

/// Corrects a fact, keeping what it said before and why it changed.
pub(super) fn correct(
    case: &Case,
    field: CorrectableField,
    to: &str,
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    let reason = reason_given(reason)?;
    let to = to.trim().to_owned();
    let from = match field {
        CorrectableField::OwnerName => {
            needed(&to, "owner-name")?;
            case.owner.name.clone()
        }
        CorrectableField::OwnerId => {
            intake::check_id(&to)?;
            case.owner.id_number.clone()
        }
        CorrectableField::OwnerPhone => {
            intake::check_phone(&to)?;
            case.owner.phone.clone()
        }
        CorrectableField::OwnerEmail => case.owner.email.clone(),
        CorrectableField::OwnerAddress => case.owner.address.clone(),
        CorrectableField::Summary => case.summary.clone(),
        CorrectableField::PostAddress => match &case.return_by {
            ReturnBy::Desk => String::new(),
            ReturnBy::Post { address } => address.clone(),
        },
        CorrectableField::DecisionDocument => match &case.decision {
            Some(decision) => decision.document.clone(),
            None => return Err(Refusal::NotCorrectable),
        },
    };
    if from == to {
        return Err(Refusal::FieldInvalid { field: "to", value: to });
    }
    Ok(vec![Event::Corrected { field, from, to, reason }])
}

/// Records a sheet, counted among those of its form printed before.
pub(super) fn sheet(case: &Case, printed: &SheetPrinted) -> Vec<Event> {
    let printing = case.next_printing(printed.form);
    vec![Event::SheetPrinted(Box::new(SheetPrinted { printing, ..printed.clone() }))]
}

/// Reverses the last event that left the office unseen.
pub(super) fn undo(history: &[Stamped], reason: &str) -> Result<Vec<Event>, Refusal> {
    let last = Case::last_to_undo(history).ok_or(Refusal::NothingToUndo)?;
    if !last.event.is_reversible() {
        return Err(Refusal::NotReversible);
    }
    Ok(vec![Event::Undone { event: last.n, reason: reason_given(reason)? }])
}
