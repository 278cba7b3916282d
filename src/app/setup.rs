//! The first-run form: four questions, then the desk opens.
//!
//! Must not know: where the answers are kept.

use super::effect::{Effect, SetUp};
use super::form::{Field, Form, Purpose, values};
use super::model::{Model, Screen};
use crate::domain::number::OfficeCode;

/// The form with the usual answers.
pub fn form() -> Form {
    Form::new(
        Purpose::SetUp,
        vec![
            Field::line("office-name", "").needed(),
            Field::line("office-code", "").needed(),
            Field::line("office-hours", "07:30-11:30, 13:30-17:00").needed(),
            Field::line("person-name", "").needed(),
        ],
    )
}

/// Sends the answers, or points at the first that cannot be right.
pub fn save(model: &mut Model) -> Vec<Effect> {
    let Screen::SetUp(form) = &mut model.screen else { return Vec::new() };
    if matches!(form.purpose, Purpose::LogIn | Purpose::Unlock) {
        return if form.pending.is_empty() { super::gate::knock(form) } else { Vec::new() };
    }
    form.error = None;
    for key in ["office-name", "office-code", "office-hours", "person-name"] {
        if form.line(key).is_empty() {
            form.point_at(values::missing(key));
            return Vec::new();
        }
    }
    let code = form.line("office-code");
    if OfficeCode::parse(&code).is_none() {
        form.point_at(values::unreadable("office-code", "notice-bad-office-code", &code));
        return Vec::new();
    }
    form.pending = vec![0];
    vec![Effect::SetUp(Box::new(SetUp {
        name: form.line("office-name"),
        code: code.to_uppercase(),
        hours: form.line("office-hours"),
        person: form.line("person-name"),
    }))]
}
