//! Commands: what each does, once it is possible.
//!
//! One total match over the table. Must not know: keys, or how anything is drawn.

use super::available::available;
use super::effect::{Effect, Preference};
use super::form::field::Kind;
use super::form::{Field, Form, Purpose, intake};
use super::menus;
use super::model::{Model, Screen};
use super::notice::{Notice, Weight};
use super::overlay::{Choosing, Content, Menu, Overlay, Value};
use super::{
    acting, bundles, draft, gate, keys, moving, reconciling, reporting, sheet, shift, submit, surveying,
};
use crate::domain::id::PersonId;
use crate::domain::sheet::SheetWay;
use crate::input::command::{Command, Pane};
use std::sync::Arc;

/// Asks who is working now; on a sealed desk whoever comes logs in.
fn choose_person(model: &mut Model) -> Vec<Effect> {
    if model.desk().is_some_and(|desk| desk.sealed) {
        return gate::lock(model, true);
    }
    menus::people(model);
    Vec::new()
}

/// Runs a command, or says why it is not possible now.
pub fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Err(notice) = available(model, command) {
        model.say(notice);
        return Vec::new();
    }
    if model.is_too_small() && !matches!(command, Command::Quit | Command::Suspend | Command::Refresh) {
        return Vec::new();
    }
    model.status = None;
    match command {
        Command::Quit => return vec![Effect::Quit],
        Command::Refresh => return vec![Effect::Redraw],
        Command::Suspend => return [gate::lock(model, false), vec![Effect::Suspend]].concat(),
        Command::ToggleTelex => return toggle_typing(model),
        Command::ToggleTheme => return toggle_theme(model),
        Command::ToggleLanguage => return toggle_language(model),
        Command::Help => menus::help(model),
        Command::Palette => menus::palette(model),
        Command::ShowActions => return acting::show_actions(model),
        Command::PrintSheet => return sheet::choose_form(model),
        Command::PrintNow => return sheet::print(model, SheetWay::Printer),
        Command::SaveSheet => return sheet::print(model, SheetWay::File),
        Command::ShowPrints => return sheet::show_queue(),
        Command::ResumeDraft => return draft::resume(model),
        Command::SignDoubt => gate::ask_doubt(model),
        Command::SetPassphrase => gate::ask_passphrase(model),
        Command::ShowLog => return vec![Effect::ReadLog],
        Command::ShowBundles => return bundles::ask(model),
        Command::ShowRetention => return super::retention::ask(model),
        Command::ShowMessages => open_page(model, Content::Messages),
        Command::ChoosePerson => return choose_person(model),
        Command::Lock => return gate::lock(model, false),
        Command::SetPin => gate::choose_pin(model),
        Command::CloseDay | Command::ProposeCut => shift::ask(model, command),
        Command::Unmask => gate::ask_unmask(model),
        Command::BreakGlass => ask_one(model, Purpose::BreakGlass, "reason"),
        Command::ShowProcedure => acting::show_procedure(model),
        Command::GoQueue => moving::go(model, Pane::Queue),
        Command::GoReport => moving::go(model, Pane::Report),
        Command::GoLate => moving::go(model, Pane::Late),
        Command::GoCase => return moving::go_case(model),
        Command::Open => return moving::open(model),
        Command::NextPane => return moving::turn_pane(model, true),
        Command::PreviousPane => return moving::turn_pane(model, false),
        Command::Back => {
            gate::back(model);
            return moving::back(model);
        }
        Command::MoveUp => moving::step(model, -1),
        Command::MoveDown => moving::step(model, 1),
        Command::PageUp => moving::step(model, -moving::page(model)),
        Command::PageDown => moving::step(model, moving::page(model)),
        Command::MoveTop => moving::step(model, isize::MIN),
        Command::MoveBottom => moving::step(model, isize::MAX),
        Command::MoveLeft | Command::MoveRight => {
            return moving::sideways(model, command == Command::MoveRight);
        }
        Command::NextFilter => moving::turn_filter(model, true),
        Command::PreviousFilter => moving::turn_filter(model, false),
        Command::Search => moving::search(model),
        Command::ClearSearch => moving::clear_search(model),
        Command::NextSort | Command::ReverseSort => moving::sort(model, command == Command::ReverseSort),
        Command::ToggleTag => moving::tag(model),
        Command::TagMatching => ask_one(model, Purpose::Tag, "pattern"),
        Command::ClearTags => moving::clear_tags(model),
        Command::NewCase => intake(model, Purpose::Receive),
        Command::RegisterArrival => intake(model, Purpose::Register),
        Command::ExplainDate | Command::ShowHistory => return acting::about_case(model, command),
        Command::Accept
        | Command::RefuseIntake
        | Command::RequestSupplement
        | Command::ReceiveSupplement
        | Command::Assign
        | Command::FinishStep
        | Command::AskOpinion
        | Command::RecordOpinion
        | Command::RecordVerification
        | Command::Transfer
        | Command::RecordLegResult
        | Command::RequirePayment
        | Command::RecordPayment
        | Command::CollectFee
        | Command::AskExtension
        | Command::GrantExtension
        | Command::RefuseExtension
        | Command::DecideGrant
        | Command::DecideRefuse
        | Command::MarkReady
        | Command::GiveToPost
        | Command::RecordDelivery
        | Command::RecordUndelivered
        | Command::RecordPostReturn
        | Command::HandOver
        | Command::Withdraw
        | Command::Stop
        | Command::ConfirmReceipt
        | Command::MovePromise
        | Command::Correct
        | Command::Undo
        | Command::AddNote
        | Command::GiveAccount
        | Command::Urge
        | Command::Rate
        | Command::RecordComplaint
        | Command::AnswerComplaint
        | Command::ReviewAccount => return acting::act(model, command),
        Command::Save => return submit::save(model, false),
        Command::SaveAndNew => return submit::save(model, true),
        Command::NextField => return next_field(model, true),
        Command::PreviousField => return next_field(model, false),
        Command::DupField => dup_field(model),
        Command::ClearField => {
            model.typing.reset();
            if let Some(field) = top_form(model).and_then(Form::focused_mut) {
                field.clear();
            }
        }
        Command::ChooseValue => choose_value(model),
        Command::NextReport
        | Command::PreviousReport
        | Command::NextPreset
        | Command::PreviousPreset
        | Command::TurnSplit
        | Command::TurnDefinition
        | Command::ComparePeriods
        | Command::TurnPicture => reporting::turn(model, command),
        Command::DoNext => return acting::do_next(model),
        Command::NextPeriod | Command::PreviousPeriod => {
            moving::turn_period(model, command == Command::NextPeriod);
        }
        Command::SetPeriod => menus::period(model),
        Command::ExportReport | Command::ExportWorkbook | Command::ExportAs => {
            return reporting::export(model, command);
        }
        Command::RecordSurvey => surveying::ask(model),
        Command::Reconcile => return vec![Effect::ListTables],
    }
    Vec::new()
}

/// Runs what a line of a list stands for.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(Overlay::List(menu)) = desk.overlays.last() else { return Vec::new() };
    let (choosing, chosen) = (menu.choosing, menu.chosen());
    let Some(entry) = chosen else { return Vec::new() };
    if let Some(barred) = entry.barred {
        model.say(barred);
        return Vec::new();
    }
    desk.overlays.pop();
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    match (choosing, entry.value) {
        (Choosing::Palette | Choosing::Help | Choosing::Actions, Value::Command(chosen)) => {
            return command(model, chosen);
        }
        (Choosing::Value(_), Value::Key(key)) => {
            if let Some(Overlay::Form(form)) = desk.overlays.last_mut()
                && let Some(Kind::Choice(choice)) = form.focused_mut().map(|field| &mut field.kind)
            {
                choice.choose(&key);
                form.typed = true;
                keys::fit(desk, now);
                acting::correct_from(desk);
                return next_field(model, true);
            }
        }
        (Choosing::Person, Value::Key(key)) => {
            desk.me = PersonId(key);
            desk.glass = None;
            let name = desk.person().map(|person| person.name.clone()).unwrap_or_default();
            let me = desk.me.clone();
            model.say(Notice::new(Weight::Info, "notice-person").with("person", name));
            return vec![Effect::Sit(me)];
        }
        (Choosing::Form, Value::Key(key)) => return sheet::look(desk, &key),
        (Choosing::Print, Value::Key(id)) => sheet::choose_job_act(desk, &id),
        (Choosing::PrintAct, Value::Key(key)) => return sheet::job_act(&key),
        (Choosing::Table, Value::Key(name)) => return reconciling::read(name),
        (Choosing::Encoding, Value::Key(key)) => return reconciling::read_as(&key),
        (Choosing::Compared, Value::Key(code)) => return reconciling::open(model, &code),
        (Choosing::Retention, Value::Key(key)) => return super::retention::choose(model, &key),
        (Choosing::Procedure, Value::Key(key)) => {
            let code = crate::domain::procedure::ProcedureCode(key);
            if let Some(procedure) = desk.law.catalogue.on(&code, now.date()).cloned() {
                submit::page(desk, Content::Procedure(procedure));
            }
        }
        (
            Choosing::Palette
            | Choosing::Help
            | Choosing::Actions
            | Choosing::Value(_)
            | Choosing::Person
            | Choosing::Procedure
            | Choosing::Form
            | Choosing::Print
            | Choosing::PrintAct
            | Choosing::Table
            | Choosing::Encoding
            | Choosing::Compared
            | Choosing::Retention,
            Value::Command(_) | Value::Key(_),
        ) => {}
    }
    Vec::new()
}

/// Opens the intake form, with the list of procedures on top.
pub fn intake(model: &mut Model, purpose: Purpose) {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return };
    let law = Arc::clone(&desk.law);
    desk.lay(Overlay::Form(Box::new(intake::form(purpose, &law, now))));
    model.typing.reset();
    choose_value(model);
}

/// Opens the list of the field with the focus, where it is a choice.
pub fn choose_value(model: &mut Model) {
    let Some(form) = top_form(model) else { return };
    let Some(field) = form.focused() else { return };
    let key = field.key;
    let Kind::Choice(choice) = &field.kind else { return };
    let entries = choice.options.iter().map(menus::choosable).collect();
    let mut menu = Menu::new(Choosing::Value(key), entries);
    menu.cursor = choice.at.unwrap_or(0);
    model.typing.reset();
    menus::name_entries(model, &mut menu);
    if let Some(desk) = model.desk_mut() {
        desk.lay(Overlay::List(Box::new(menu)));
    }
}

/// The form keys go to.
fn top_form(model: &mut Model) -> Option<&mut Form> {
    match &mut model.screen {
        Screen::SetUp(form) => Some(form),
        Screen::Desk(desk) => match desk.overlays.last_mut() {
            Some(Overlay::Form(form)) => Some(form),
            Some(Overlay::List(_) | Overlay::Page(_) | Overlay::Note(_)) | None => None,
        },
        Screen::Starting { .. } | Screen::Failed(_) => None,
    }
}

fn next_field(model: &mut Model, forward: bool) -> Vec<Effect> {
    leave_field(model);
    let effects = model.desk_mut().map(submit::look_up).unwrap_or_default();
    let Some(form) = top_form(model) else { return effects };
    if !form.pending.is_empty() {
        return effects;
    }
    form.error = None;
    let unchosen = |field: &super::form::Field| {
        field.required
            && matches!(&field.kind, Kind::Choice(choice) if choice.at.is_none() && !choice.is_short())
    };
    if forward && form.focused().is_some_and(unchosen) {
        choose_value(model);
        return effects;
    }
    if forward {
        let knocks = matches!(
            form.purpose,
            Purpose::LogIn | Purpose::Unlock | Purpose::SetPin | Purpose::SetPassphrase | Purpose::ConfirmDay
        );
        if form.advance() || (knocks && form.on_button()) {
            return submit::save(model, false);
        }
    } else {
        form.previous();
    }
    effects
}

/// Ends the word being typed in the field that is left.
fn leave_field(model: &mut Model) {
    let mut typing = std::mem::take(&mut model.typing);
    match top_form(model).and_then(Form::focused_mut).map(|field| &mut field.kind) {
        Some(Kind::Line(line)) => typing.finish(line),
        Some(Kind::Text(text)) => typing.finish(&mut text.0),
        Some(Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_)) | None => {}
    }
    typing.reset();
    model.typing = typing;
}

fn dup_field(model: &mut Model) {
    let Some(desk) = model.desk_mut() else { return };
    let last = std::mem::take(&mut desk.last_intake);
    if let Some(Overlay::Form(form)) = desk.overlays.last_mut()
        && let Some(field) = form.focused_mut()
        && let Some(before) = last.iter().find(|before| before.key == field.key)
    {
        field.copy_from(before);
        form.typed = true;
    }
    desk.last_intake = last;
    let now = model.now;
    if let Some(desk) = model.desk_mut() {
        keys::fit(desk, now);
    }
}

fn open_page(model: &mut Model, content: Content) {
    if let Some(desk) = model.desk_mut() {
        submit::page(desk, content);
    }
}

/// Asks for one line.
fn ask_one(model: &mut Model, purpose: Purpose, field: &'static str) {
    push_form(model, Form::new(purpose, vec![Field::line(field, "").needed()]));
}

fn push_form(model: &mut Model, form: Form) {
    model.typing.reset();
    if let Some(desk) = model.desk_mut() {
        desk.lay(Overlay::Form(Box::new(form)));
    }
}

fn toggle_typing(model: &mut Model) -> Vec<Effect> {
    model.typing.toggle();
    let name = model.typing.method().map_or("off", |method| method.name());
    model.say(Notice::new(Weight::Info, &format!("typing-{name}")));
    vec![Effect::Keep(Preference::Typing(name.to_owned()))]
}

fn toggle_theme(model: &mut Model) -> Vec<Effect> {
    let at = model.themes.iter().position(|name| *name == model.theme).unwrap_or(0);
    if let Some(next) = model.themes.get((at + 1) % model.themes.len().max(1)) {
        model.theme.clone_from(next);
    }
    let name = model.theme.clone();
    model.say(Notice::new(Weight::Info, "notice-theme").with("theme", &name));
    vec![Effect::Keep(Preference::Theme(name))]
}

fn toggle_language(model: &mut Model) -> Vec<Effect> {
    let next = if model.language == "vi" { "en" } else { "vi" };
    next.clone_into(&mut model.language);
    vec![Effect::Keep(Preference::Language(model.language.clone()))]
}
