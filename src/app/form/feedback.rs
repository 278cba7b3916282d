//! The forms of slips and complaints: a choice and a line, so that a box of slips is keyed in fast.
//!
//! Must not know: what is counted from them.

use super::field::{Choosable, Field};
use super::intake::ids;
use super::{Form, Mistake, values};
use crate::domain::action::Action;
use crate::domain::case::Case;
use crate::domain::feedback::{Finding, Matter, Rating};
use crate::domain::moment::day;
use crate::domain::survey::SurveyKind;
use strum::IntoEnumIterator;

/// How somebody judged; not chosen where no slip was handed in.
pub(super) fn rating() -> Field {
    Field::choice("rating", ids::<Rating>("rating"), None)
}

/// Everything that can be chosen in these forms.
pub(super) fn choices() -> Vec<Choosable> {
    [ids::<Rating>("rating"), ids::<Matter>("matter"), ids::<Finding>("finding"), ids::<SurveyKind>("survey")]
        .concat()
}

/// A slip.
pub(super) fn rate_fields() -> Vec<Field> {
    vec![rating().needed(), Field::line("rating-words", "")]
}

/// A complaint.
pub(in crate::app) fn complaint_fields() -> Vec<Field> {
    vec![
        Field::choice("matter", ids::<Matter>("matter"), Some("attitude")).needed(),
        Field::line("complaint-words", "").needed(),
    ]
}

/// What an answer finds.
pub(in crate::app) fn finding() -> Field {
    Field::choice("finding", ids::<Finding>("finding"), None)
}

/// An answer to one of the complaints that wait.
pub(super) fn answer_fields(case: &Case) -> Vec<Field> {
    let open: Vec<Choosable> = case
        .open_complaints()
        .map(|made| {
            let by = day(made.complaint.answer_by);
            Choosable::plain(&made.complaint.number.to_string(), &format!("{} ({by})", made.complaint.words))
        })
        .collect();
    let first = open.first().map(|option| option.key.clone());
    vec![
        Field::choice("complaint", open, first.as_deref()).needed(),
        finding().needed(),
        Field::line("complaint-answer", "").needed(),
        Field::line("document", ""),
    ]
}

/// The slip of a form, where one was chosen.
pub(super) fn rated(form: &Form) -> Option<Rating> {
    chosen(form, "rating")
}

/// The request to record a slip.
pub(super) fn rate(form: &Form) -> Result<Action, Mistake> {
    let rating = rated(form).ok_or_else(|| values::missing("rating"))?;
    Ok(Action::Rate { rating, words: form.line("rating-words") })
}

/// The request to record a complaint.
pub(super) fn complain(form: &Form) -> Result<Action, Mistake> {
    let matter = chosen(form, "matter").ok_or_else(|| values::missing("matter"))?;
    Ok(Action::RecordComplaint { matter, words: form.line("complaint-words") })
}

/// The request to answer one.
pub(super) fn answer(form: &Form) -> Result<Action, Mistake> {
    let number = form.choice("complaint").and_then(|key| key.parse().ok());
    Ok(Action::AnswerComplaint {
        number: number.ok_or_else(|| values::missing("complaint"))?,
        finding: chosen(form, "finding").ok_or_else(|| values::missing("finding"))?,
        words: form.line("complaint-answer"),
        document: form.line("document"),
    })
}

pub(in crate::app) fn chosen<T: IntoEnumIterator + Copy + Into<&'static str>>(
    form: &Form,
    field: &str,
) -> Option<T> {
    let key = form.choice(field)?;
    T::iter().find(|value| (*value).into() == key)
}
