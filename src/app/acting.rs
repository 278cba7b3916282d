//! Commands about one case: its forms, many at once, its explanation, its history.
//!
//! The case is read first where it is not at hand; a form keeps the case it was opened for,
//! whatever happens to the cursor meanwhile. Must not know: whether the desk will agree.

use super::available::action_of;
use super::effect::Effect;
use super::form::field::Kind;
use super::form::{Purpose, acts, intake};
use super::model::{Model, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::{Content, Note, Overlay};
use super::text::Area;
use super::{menus, submit};
use crate::domain::case::{Case, CaseFile};
use crate::domain::decide::cautions;
use crate::domain::law::Law;
use crate::domain::stage::ActionKind;
use crate::domain::workplan::{Next, next};
use crate::input::command::{Command, Pane};
use std::sync::Arc;

/// Opens the form of an action on the case under the cursor, reading it first where needed, or on
/// all tagged cases.
pub(super) fn act(model: &mut Model, command: Command) -> Vec<Effect> {
    let now = model.now;
    let urging = model.names.get(&Command::Urge).map(|name| format!("{name}: ")).unwrap_or_default();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if matches!(desk.pane, Pane::Queue | Pane::Late) && desk.queue.tags.len() > 1 && is_bulk(command) {
        bulk(model, command);
        return Vec::new();
    }
    let Some(id) = desk.current() else { return Vec::new() };
    let fresh = desk.projection.find(id).and_then(|place| desk.projection.row(place)).map(|row| row.n);
    let file = desk.current_file().filter(|file| Some(file.case.n) == fresh).cloned();
    let Some(file) = file else {
        desk.waiting = Some((id, command));
        return vec![Effect::LoadCase(id)];
    };
    let Some(kind) = action_of(command, file.case.stage) else { return Vec::new() };
    if kind == ActionKind::AddNote {
        let target = super::form::Target { case: id, seen: file.case.n };
        let subject = desk.subject(&file.case);
        let before = if command == Command::Urge { urging } else { String::new() };
        desk.lay(note(vec![target], subject, &before));
        return Vec::new();
    }
    let purpose = purpose(command, kind);
    let mut form = acts::form(purpose, kind, &file, &desk.office, &desk.law, desk.days.today);
    let numbers = crate::domain::number::NumberBook::default();
    form.subject = desk.subject(&file.case);
    form.remark = remark(kind, &file, &desk.law);
    form.cautions = cautions(&file.case, kind, now, &desk.law.rules(&desk.office, &numbers));
    desk.lay(Overlay::Form(Box::new(form)));
    model.typing.reset();
    Vec::new()
}

const fn purpose(command: Command, kind: ActionKind) -> Purpose {
    if matches!(command, Command::DecideGrant) {
        Purpose::Grant
    } else if matches!(command, Command::DecideRefuse) {
        Purpose::Refuse
    } else {
        Purpose::Act(kind)
    }
}

/// Acts that mean the same for every case, and so can be done for many at once.
const fn is_bulk(command: Command) -> bool {
    matches!(
        command,
        Command::Assign
            | Command::FinishStep
            | Command::MarkReady
            | Command::AddNote
            | Command::Urge
            | Command::MovePromise
            | Command::ConfirmReceipt
            | Command::GrantExtension
            | Command::GiveAccount
    )
}

fn bulk(model: &mut Model, command: Command) {
    let urging = model.names.get(&Command::Urge).map(|name| format!("{name}: ")).unwrap_or_default();
    let Some(desk) = model.desk_mut() else { return };
    let (targets, refused) = submit::tagged(desk, command);
    let dry_run = Notice::new(Weight::Info, "notice-bulk-dry-run")
        .with("count", targets.len())
        .with("refused", refused);
    let first = targets.first().and_then(|target| desk.projection.find(target.case));
    let stage = first.and_then(|place| desk.projection.row(place)).map(|row| row.stage);
    let Some(kind) = stage.and_then(|stage| action_of(command, stage)) else {
        model.say(dry_run);
        return;
    };
    if kind == ActionKind::AddNote {
        let before = if command == Command::Urge { urging } else { String::new() };
        desk.lay(note(targets, String::new(), &before));
    } else {
        let mut form =
            acts::form(purpose(command, kind), kind, &blank(), &desk.office, &desk.law, desk.days.today);
        form.targets = targets;
        form.subject = String::new();
        desk.lay(Overlay::Form(Box::new(form)));
    }
    model.say(dry_run);
}

/// What a form for many cases begins from.
pub(super) fn blank() -> Arc<CaseFile> {
    Arc::new(CaseFile { case: Case::blank(crate::domain::id::CaseId(0)), history: Vec::new() })
}

/// Does what the plan of the day says is next with the file under the cursor.
pub(super) fn do_next(model: &mut Model) -> Vec<Effect> {
    let next = model.desk().and_then(|desk| {
        let item = desk.late.item()?;
        Some(next(desk.projection.row(item.place)?, item.part))
    });
    let Some(next) = next else { return Vec::new() };
    let next = match next {
        Next::Assign => Command::Assign,
        Next::Grant => Command::GrantExtension,
        Next::Letter => Command::AskExtension,
        Next::Urge => Command::Urge,
        Next::Account => Command::GiveAccount,
        Next::Review => Command::ReviewAccount,
        Next::Delivered => Command::RecordDelivery,
        Next::HandOver => Command::HandOver,
        Next::Confirm => Command::ConfirmReceipt,
    };
    super::run::command(model, next)
}

pub(super) fn note(targets: Vec<super::form::Target>, subject: String, before: &str) -> Overlay {
    let mut area = Area::default();
    area.insert_str(before);
    Overlay::Note(Box::new(Note { targets, subject, area, pending: Vec::new(), leaving: false }))
}

/// The list of acts says which are lawful, and only the whole case knows.
pub(super) fn show_actions(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(id) = desk.current() else { return Vec::new() };
    if desk.current_file().is_none() {
        desk.waiting = Some((id, Command::ShowActions));
        return vec![Effect::LoadCase(id)];
    }
    menus::actions(model);
    Vec::new()
}

/// Explanation and history need the case whole.
pub(super) fn about_case(model: &mut Model, command: Command) -> Vec<Effect> {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if let Some(Overlay::Form(form)) = desk.overlays.last()
        && matches!(form.purpose, Purpose::Receive | Purpose::Register)
    {
        if let Some(limit) = intake::limit(form, &desk.law, now) {
            let at = super::form::values::occurred(form, now).ok().flatten().unwrap_or(now);
            let clock = crate::domain::clock::Clock::started(limit, at);
            let content = Content::explain(&clock, None, &desk.law, now);
            submit::page(desk, content);
        } else {
            model.say(super::form::values::missing("procedure").notice);
        }
        return Vec::new();
    }
    let Some(id) = desk.current() else { return Vec::new() };
    let Some(file) = desk.current_file().cloned() else {
        desk.waiting = Some((id, command));
        return vec![Effect::LoadCase(id)];
    };
    let content = match (command == Command::ExplainDate, &file.case.clock) {
        (true, Some(clock)) => Content::explain(clock, Some(&file.case), &desk.law, now),
        (true, None) => {
            model.say(Notice::new(Weight::Info, "notice-no-clock"));
            return Vec::new();
        }
        (false, _) => Content::History,
    };
    submit::page(desk, content);
    Vec::new()
}

pub(super) fn show_procedure(model: &mut Model) {
    let Some(desk) = model.desk_mut() else { return };
    let version = desk.current_file().and_then(|file| {
        let version = file.case.version?;
        desk.law.catalogue.exact(&file.case.procedure, version).cloned()
    });
    match version.filter(|_| desk.pane == Pane::Case) {
        Some(procedure) => submit::page(desk, Content::Procedure(procedure)),
        None => menus::procedures(model),
    }
}

/// A correction begins from what the field says now, while the field is being chosen.
pub(super) fn correct_from(desk: &mut Workplace) {
    let case = desk.case.as_ref().map(|view| Arc::clone(&view.file));
    let masks = case.as_ref().map(|file| desk.hides(file.case.id)).unwrap_or_default();
    if let Some(Overlay::Form(form)) = desk.overlays.last_mut()
        && form.purpose == Purpose::Act(ActionKind::Correct)
        && form.focused().is_some_and(|field| field.key == "field")
        && let Some(file) = case
    {
        // What is masked is not shown by way of correcting it.
        let hidden = |key: &str| {
            (masks.numbers && matches!(key, "owner-id" | "owner-phone"))
                || (masks.names
                    && matches!(key, "owner-name" | "owner-email" | "owner-address" | "post-address"))
        };
        let present = form
            .choice("field")
            .map(|key| if hidden(key) { String::new() } else { acts::present_value(&file.case, key) });
        if let (Some(present), Some(Kind::Line(line))) =
            (present, form.field_mut("to").map(|field| &mut field.kind))
        {
            line.set(&present);
        }
    }
}

/// What an undo reverses, and which step follows which.
fn remark(kind: ActionKind, file: &CaseFile, law: &Law) -> Option<Notice> {
    if kind == ActionKind::Undo {
        let last = Case::last_to_undo(&file.history)?;
        let notice = Notice::new(Weight::Info, "notice-will-undo");
        return Some(notice.with("event", last.event.name()).with("at", last.occurred));
    }
    if kind == ActionKind::ReviewAccount {
        let given = file.case.to_review()?;
        let reason = law.reporting.reason(&given.account.reason);
        let reason = reason.map_or(given.account.reason.as_str(), |reason| reason.name.as_str());
        let notice = Notice::new(Weight::Info, "notice-account-says");
        return Some(notice.with("reason", reason).with("words", &given.account.words).with("at", given.at));
    }
    if kind == ActionKind::FinishStep {
        let holder = file.case.holder.as_ref()?;
        let steps = &law.catalogue.exact(&file.case.procedure, file.case.version?)?.steps;
        let at = steps.iter().position(|step| step.key == holder.step)?;
        let (done, next) = (steps.get(at)?, steps.get(at + 1)?);
        return Some(
            Notice::new(Weight::Info, "notice-will-step").with("done", &done.name).with("next", &next.name),
        );
    }
    None
}
