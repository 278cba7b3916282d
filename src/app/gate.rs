//! The door of a sealed desk: logging in, locking, the PIN of a warm session, and what idleness does.
//!
//! Must not know: how a passphrase is checked, or where keys are.

use super::effect::Effect;
use super::form::field::Choosable;
use super::form::{Field, Form, Purpose, values};
use super::message::Gate;
use super::model::{Model, Screen};
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use super::secret::Secret;
use crate::domain::id::{CaseId, PersonId};

/// Minutes without a key after which a sealed desk locks itself.
pub const IDLE_MINUTES: u32 = 3;
/// How long a case stays whole once it was unmasked.
const UNMASKED: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

/// Shows the door.
pub fn show(model: &mut Model, gate: Gate) {
    let form = if gate.pin_of.is_some() { pin_form(&gate) } else { login_form(&gate) };
    model.screen = Screen::SetUp(Box::new(form));
    model.gate = Some(gate);
    model.idle = 0;
}

fn login_form(gate: &Gate) -> Form {
    let people = gate.people.iter().map(|person| Choosable::plain(&person.id.0, &person.name)).collect();
    let last = gate.last.as_ref().or(gate.people.first().map(|person| &person.id));
    let person = Field::choice("person", people, last.map(|id| id.0.as_str())).needed();
    let mut form = Form::new(Purpose::LogIn, vec![person, Field::secret("passphrase").needed()]);
    form.focus = 1;
    form
}

fn pin_form(gate: &Gate) -> Form {
    let mut form = Form::new(Purpose::Unlock, vec![Field::secret("pin").needed()]);
    form.subject = gate
        .pin_of
        .as_ref()
        .and_then(|id| gate.people.iter().find(|person| person.id == *id))
        .map(|person| person.name.clone())
        .unwrap_or_default();
    form
}

/// From the PIN back to the passphrase, which always opens.
pub fn back(model: &mut Model) {
    let Screen::SetUp(form) = &mut model.screen else { return };
    if form.purpose != Purpose::Unlock {
        return;
    }
    if let Some(gate) = &mut model.gate {
        gate.pin_of = None;
        let form = login_form(gate);
        model.screen = Screen::SetUp(Box::new(form));
    }
}

/// Sends what was typed at the door.
pub fn knock(form: &mut Form) -> Vec<Effect> {
    form.error = None;
    let key = if form.purpose == Purpose::Unlock { "pin" } else { "passphrase" };
    let typed = form.take_secret(key);
    if typed.text().is_empty() {
        form.point_at(values::missing(key));
        return Vec::new();
    }
    form.pending = vec![0];
    if form.purpose == Purpose::Unlock {
        return vec![Effect::Unlock { pin: typed }];
    }
    let person = form.choice("person").unwrap_or_default();
    vec![Effect::LogIn { person: PersonId(person.to_owned()), passphrase: typed }]
}

/// The door stays closed.
pub fn refused(model: &mut Model, notice: Notice) {
    if let Screen::SetUp(form) = &mut model.screen {
        form.pending.clear();
        form.focus = form.fields.len().saturating_sub(1);
        form.error = Some(notice);
    }
}

/// Locks: the screen is emptied first, and nothing of a case is left in the model. Nothing on a plain desk.
pub fn lock(model: &mut Model, wholly: bool) -> Vec<Effect> {
    if !model.desk().is_some_and(|desk| desk.sealed) {
        return Vec::new();
    }
    let kept = super::draft::before_leaving(model);
    model.screen = Screen::Starting { done: 0, total: 0 };
    model.messages.clear();
    model.status = None;
    model.pending.clear();
    model.held.clear();
    model.typing.reset();
    let lock = if wholly { Effect::LogOut } else { Effect::Lock };
    [vec![Effect::Redraw], kept, vec![lock]].concat()
}

/// A minute without a key.
pub fn minute(model: &mut Model) -> Vec<Effect> {
    model.idle = model.idle.saturating_add(1);
    if model.idle >= model.lock_after { lock(model, false) } else { Vec::new() }
}

/// The form in which a PIN is chosen.
pub fn choose_pin(model: &mut Model) {
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return };
    let fields = vec![Field::secret("pin").needed(), Field::secret("pin-again").needed()];
    desk.lay(Overlay::Form(Box::new(Form::new(Purpose::SetPin, fields))));
}

/// Takes the chosen PIN, if both times it was the same.
pub fn set_pin(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let (pin, again) = (form.take_secret("pin"), form.take_secret("pin-again"));
    if pin != again || pin == Secret::default() {
        form.focus = 0;
        form.error = Some(Notice::new(Weight::Warning, "notice-not-the-same"));
        return Vec::new();
    }
    desk.overlays.pop();
    vec![Effect::SetPin(pin)]
}

/// The form in which the own passphrase is changed.
pub fn ask_passphrase(model: &mut Model) {
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return };
    let fields = ["passphrase", "new-passphrase", "new-passphrase-again"];
    let fields = fields.map(|key| Field::secret(key).needed()).into();
    desk.lay(Overlay::Form(Box::new(Form::new(Purpose::SetPassphrase, fields))));
}

/// Sends the old one and the new one, if the new one was the same both times.
pub fn set_passphrase(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let old = form.take_secret("passphrase");
    let (new, again) = (form.take_secret("new-passphrase"), form.take_secret("new-passphrase-again"));
    if new != again || new == Secret::default() {
        form.focus = 0;
        form.error = Some(Notice::new(Weight::Warning, "notice-not-the-same"));
        return Vec::new();
    }
    desk.overlays.pop();
    vec![Effect::SetPassphrase { old, new }]
}

/// Asks why a number is to be seen whole.
pub fn ask_unmask(model: &mut Model) {
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return };
    let Some(file) = desk.current_file() else { return };
    let subject = desk.subject(&file.case);
    let mut form = Form::new(Purpose::Unmask, vec![Field::line("reason", "").needed()]);
    form.subject = subject;
    desk.lay(Overlay::Form(Box::new(form)));
}

/// Sends the reason; the number is shown once it is durable.
pub fn unmask(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let case = desk.current();
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let reason = form.line("reason");
    if reason.is_empty() {
        form.point_at(values::missing("reason"));
        return Vec::new();
    }
    desk.overlays.pop();
    case.map(|case| Effect::Unmask { case, reason }).into_iter().collect()
}

/// The reason is on record: the case is seen whole for a while.
pub fn unmasked(model: &mut Model, case: CaseId) {
    let until = model.now.plus(UNMASKED);
    if let Some(desk) = model.desk_mut() {
        desk.unmasked = Some((case, until));
    }
    model.say(Notice::new(Weight::Info, "notice-unmasked"));
}

/// Asks for the line of an earlier day, from the paper register.
pub fn ask_line(model: &mut Model, sequence: u64) {
    model.asked_line = Some(sequence);
    let Some(desk) = model.desk_mut() else { return };
    let mut form = Form::new(Purpose::ConfirmDay, vec![Field::line("typed-line", "").needed()]);
    form.remark =
        Some(Notice::new(Weight::Info, "notice-type-line").with("sequence", format!("{sequence:06}")));
    desk.lay(Overlay::Form(Box::new(form)));
}

/// A line that did not fit once was perhaps a slip of the hand.
pub fn ask_again(model: &mut Model, notice: &Notice) {
    if notice.id == "notice-line-again"
        && let Some(sequence) = model.asked_line
    {
        ask_line(model, sequence);
    }
}

/// Sends the line that was typed back.
pub fn confirm_day(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let by = desk.me.clone();
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let line = form.line("typed-line");
    if line.is_empty() {
        form.point_at(values::missing("typed-line"));
        return Vec::new();
    }
    desk.overlays.pop();
    vec![Effect::ConfirmDay { by, line }]
}

/// Asks what was found out about an anchor that did not fit.
pub fn ask_doubt(model: &mut Model) {
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return };
    desk.lay(Overlay::Form(Box::new(Form::new(
        Purpose::SignDoubt,
        vec![Field::line("reason", "").needed()],
    ))));
}

/// Sends it; the second of two people lets work go on.
pub fn sign_doubt(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let by = desk.me.clone();
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let reason = form.line("reason");
    if reason.is_empty() {
        form.point_at(values::missing("reason"));
        return Vec::new();
    }
    desk.overlays.pop();
    vec![Effect::SignDoubt { by, reason }]
}
