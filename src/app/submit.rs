//! From a filled form to a submission, and from its answer back to the form.
//!
//! Must not know: what the desk does with a submission.

use super::effect::{Effect, PartyKey, Submission};
use super::form::{Deed, Purpose, Target, intake, values};
use super::message::Known;
use super::model::{Bulk, Model, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::{Overlay, Page};
use super::{available, run};
use crate::domain::accountability::AccountState;
use crate::domain::action::Action;
use crate::domain::lateness::Standing;
use crate::domain::lookalike;
use crate::domain::moment::Moment;
use crate::domain::queue::Days;
use crate::domain::report::period::Period;
use crate::domain::row::Row;
use crate::domain::stage::{ActionKind, Move, next};
use crate::input::command::Pane;

/// Saves the form or note on top.
pub fn save(model: &mut Model, again: bool) -> Vec<Effect> {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return super::setup::save(model) };
    match desk.overlays.last_mut() {
        Some(Overlay::Form(form)) => {
            if !form.pending.is_empty() {
                return Vec::new();
            }
            form.error = None;
            form.again = again;
            match form.purpose {
                Purpose::Period => set_period(desk, now),
                Purpose::Tag => tag(model),
                Purpose::BreakGlass => break_glass(desk),
                Purpose::SetPin => super::gate::set_pin(model),
                Purpose::Unmask => super::gate::unmask(model),
                Purpose::ConfirmDay => super::gate::confirm_day(model),
                Purpose::SetPassphrase => super::gate::set_passphrase(model),
                Purpose::SignDoubt => super::gate::sign_doubt(model),
                Purpose::Export => super::reporting::export_as(model),
                Purpose::Survey => super::surveying::send(desk, now),
                Purpose::EndShift => super::shift::end(model),
                Purpose::ProposeCut => super::shift::look_at_cut(model),
                Purpose::Bundle => super::bundles::send(model),
                Purpose::Retention => super::retention::send(model),
                Purpose::Receive | Purpose::Register | Purpose::Act(_) | Purpose::Grant | Purpose::Refuse => {
                    send(desk, now)
                }
                Purpose::SetUp | Purpose::LogIn | Purpose::Unlock => Vec::new(),
            }
        }
        Some(Overlay::Note(note)) if note.pending.is_empty() => {
            let text = note.area.lines().join("\n");
            let (targets, action) = (note.targets.clone(), Action::AddNote { text });
            let (tickets, effects) = submissions(desk, &targets, None, &action);
            if let Some(Overlay::Note(note)) = desk.overlays.last_mut() {
                note.pending = tickets;
            }
            effects
        }
        Some(Overlay::Note(_) | Overlay::List(_) | Overlay::Page(_)) | None => Vec::new(),
    }
}

/// The form or note that waits for the answer to a ticket.
pub fn waiting_for(model: &mut Model, ticket: u64) -> Option<&mut Overlay> {
    model.desk_mut()?.overlays.iter_mut().find(|overlay| overlay.waits_for(ticket))
}

/// Closes the form or note of a bulk action whose answers are all here; saving it again would do twice
/// what is done.
pub fn close_answered(model: &mut Model) {
    let Some(desk) = model.desk_mut() else { return };
    let answered = |overlay: &Overlay| match overlay {
        Overlay::Form(form) => form.targets.len() > 1 && form.pending.is_empty(),
        Overlay::Note(note) => note.targets.len() > 1 && note.pending.is_empty(),
        Overlay::List(_) | Overlay::Page(_) => false,
    };
    if let Some(at) = desk.overlays.iter().position(answered) {
        desk.overlays.truncate(at);
    }
}

/// A submission was recorded: closes its form, or begins the next.
pub fn answered(model: &mut Model, ticket: u64) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let at = desk.overlays.iter().position(|overlay| overlay.waits_for(ticket));
    let Some(at) = at else { return Vec::new() };
    let (empty, next_form) = match desk.overlays.get_mut(at) {
        Some(Overlay::Form(form)) => {
            form.pending.retain(|pending| *pending != ticket);
            let again = form.again.then_some(form.purpose);
            if matches!(form.purpose, Purpose::Receive | Purpose::Register) {
                desk.last_intake.clone_from(&form.fields);
            }
            (form.pending.is_empty(), again)
        }
        Some(Overlay::Note(note)) => {
            note.pending.retain(|pending| *pending != ticket);
            (note.pending.is_empty(), None)
        }
        Some(Overlay::List(_) | Overlay::Page(_)) | None => (false, None),
    };
    if empty {
        desk.overlays.truncate(at);
    }
    match next_form.and_then(Purpose::deed) {
        Some(Deed::Receive) => run::intake(model, Purpose::Receive),
        Some(Deed::Register) => run::intake(model, Purpose::Register),
        Some(Deed::Act(_) | Deed::Grant | Deed::Refuse) | None => {}
    }
    Vec::new()
}

/// Looks somebody up when the identity number or the telephone was left with something new in it.
pub fn look_up(desk: &mut Workplace) -> Vec<Effect> {
    let ticket = desk.ticket();
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    if !matches!(form.purpose, Purpose::Receive | Purpose::Register) {
        return Vec::new();
    }
    let typed = |key: &str| form.focused().is_some_and(|field| field.key == key).then(|| form.line(key));
    if let Some(name) = typed("owner-name") {
        form.cautions = lookalike::cautions(&name, &desk.projection);
        return Vec::new();
    }
    let key = match (typed("owner-id"), typed("owner-phone")) {
        (Some(id), _) if id.len() >= 6 => PartyKey::Id(id),
        (_, Some(phone)) if phone.len() >= 6 => PartyKey::Phone(phone),
        (Some(_), _) | (None, Some(_) | None) => return Vec::new(),
    };
    let (PartyKey::Id(text) | PartyKey::Phone(text)) = &key;
    if form.looked_up == *text {
        return Vec::new();
    }
    form.looked_up.clone_from(text);
    form.looking = Some(ticket);
    vec![Effect::FindParty { ticket, key }]
}

/// Fills in somebody known: the form that asked, and only while that is the last it asked.
pub fn fill(model: &mut Model, ticket: u64, known: Option<&Known>) {
    let Some(desk) = model.desk_mut() else { return };
    let form = desk.overlays.iter_mut().find_map(|overlay| match overlay {
        Overlay::Form(form) if form.looking == Some(ticket) => Some(form),
        Overlay::Form(_) | Overlay::List(_) | Overlay::Page(_) | Overlay::Note(_) => None,
    });
    let Some(form) = form else { return };
    form.looking = None;
    let Some(known) = known else {
        model.say(Notice::new(Weight::Info, "notice-not-known"));
        return;
    };
    if form.pending.is_empty() {
        intake::fill_known(form, &known.party, &known.return_by);
        let name = known.party.name.clone();
        model.say(Notice::new(Weight::Info, "notice-known").with("owner", name));
    }
}

/// Refreshes what a form shows beside its fields.
pub fn refresh(desk: &mut Workplace, now: Moment) {
    let law = std::sync::Arc::clone(&desk.law);
    if let Some(Overlay::Form(form)) = desk.overlays.last_mut() {
        form.promise = match form.purpose.deed() {
            Some(Deed::Receive) => intake::promise(form, &law, now),
            Some(Deed::Register | Deed::Act(_) | Deed::Grant | Deed::Refuse) | None => None,
        };
    }
}

fn send(desk: &mut Workplace, now: Moment) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let action = form.action(now);
    let occurred = values::occurred(form, now);
    let (action, occurred) = match (action, occurred) {
        (Ok(action), Ok(occurred)) => (action, occurred),
        (Err(mistake), _) | (_, Err(mistake)) => {
            form.point_at(mistake);
            return Vec::new();
        }
    };
    let targets = form.targets.clone();
    // What is decided for the office goes first: the file is accepted under it.
    let receives = form.purpose == Purpose::Receive;
    let choice = receives.then(|| intake::unit_choice(form, &desk.law, now)).flatten();
    let decided = choice.map(|choice| Effect::DecideUnit { choice, by: desk.me.clone() });
    let (tickets, submitted) = submissions(desk, &targets, occurred, &action);
    if let Some(Overlay::Form(form)) = desk.overlays.last_mut() {
        form.pending = tickets;
    }
    decided.into_iter().chain(submitted).collect()
}

/// One submission per target; several at once only where the table lets them.
fn submissions(
    desk: &mut Workplace,
    targets: &[Target],
    occurred: Option<Moment>,
    action: &Action,
) -> (Vec<u64>, Vec<Effect>) {
    let by = desk.me.clone();
    let one = |desk: &mut Workplace, target: Option<Target>| {
        let ticket = desk.ticket();
        let submission = Submission {
            ticket,
            case: target.map(|target| target.case),
            seen: target.map_or(0, |target| target.seen),
            by: by.clone(),
            occurred,
            action: action.clone(),
        };
        (ticket, Effect::Submit(Box::new(submission)))
    };
    if targets.is_empty() {
        let (ticket, effect) = one(desk, None);
        return (vec![ticket], vec![effect]);
    }
    if targets.len() > 1 {
        desk.bulk = Some(Bulk { open: targets.len(), done: 0, refused: 0 });
    }
    targets.iter().map(|target| one(desk, Some(*target))).unzip()
}

/// The tagged cases that an action is lawful for, and how many it is not.
pub fn tagged(desk: &Workplace, command: crate::input::command::Command) -> (Vec<Target>, usize) {
    let rows = desk
        .queue
        .tags
        .iter()
        .filter_map(|id| desk.projection.find(*id).and_then(|place| desk.projection.row(place)));
    let mut refused = 0;
    let mut targets = Vec::new();
    for row in rows {
        let kind = available::action_of(command, row.stage).filter(|kind| asks_for(row, *kind, desk.days));
        match kind.map(|kind| next(row.stage, kind)) {
            Some(Move::To(_) | Move::Stay | Move::LastTo(_) | Move::Back) => {
                targets.push(Target { case: row.id, seen: row.n });
            }
            Some(Move::No(_)) | None => refused += 1,
        }
    }
    (targets, refused)
}

/// Whether a row asks for what would be done to many, where its stage alone does not say so.
fn asks_for(row: &Row, kind: ActionKind, days: Days) -> bool {
    if kind == ActionKind::GrantExtension {
        row.flags.has_extension_asked()
    } else if kind == ActionKind::GiveAccount {
        let late = matches!(row.standing(days.today), Standing::Overdue { .. } | Standing::Late { .. });
        late && matches!(row.accounts.lateness(), AccountState::Owed | AccountState::Returned)
    } else {
        true
    }
}

fn set_period(desk: &mut Workplace, now: Moment) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let days = values::day("from", &form.line("from"), now)
        .and_then(|from| values::day("through", &form.line("through"), now).map(|to| (from, to)));
    match days {
        Err(mistake) => form.point_at(mistake),
        Ok((from, to)) => match Period::new(from, to) {
            None => form.point_at(values::unreadable("through", "notice-bad-period", "")),
            Some(period) => {
                desk.overlays.pop();
                let (report, ground) = desk.report();
                report.set_period(ground, period);
            }
        },
    }
    Vec::new()
}

/// Asks for leave to act beyond one's role.
fn break_glass(desk: &mut Workplace) -> Vec<Effect> {
    let by = desk.me.clone();
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let reason = form.line("reason");
    if reason.is_empty() {
        form.point_at(values::missing("reason"));
        return Vec::new();
    }
    desk.overlays.pop();
    vec![Effect::BreakGlass { by, reason }]
}

/// Tags the rows of the list that match, and says how many.
fn tag(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let pattern = form.line("pattern");
    if pattern.is_empty() {
        form.point_at(values::missing("pattern"));
        return Vec::new();
    }
    desk.overlays.pop();
    let count = tag_matching(desk, &pattern);
    model.say(Notice::new(Weight::Info, "notice-tagged").with("count", count));
    Vec::new()
}

fn tag_matching(desk: &mut Workplace, pattern: &str) -> usize {
    let law = std::sync::Arc::clone(&desk.law);
    let query = crate::domain::queue::Query::new(pattern, &desk.projection, |code| {
        law.name_of(&crate::domain::procedure::ProcedureCode::from(code))
    });
    if query.is_empty() {
        return 0;
    }
    let places = match desk.pane {
        Pane::Late => desk.late.places(),
        Pane::Queue
        | Pane::Any
        | Pane::Case
        | Pane::Report
        | Pane::Form
        | Pane::List
        | Pane::Text
        | Pane::Page => desk.queue.places.clone(),
    };
    let rows = places.into_iter().filter_map(|place| desk.projection.row(place));
    let matching: Vec<_> =
        rows.filter(|row| query.matches(row, &desk.projection)).map(|row| row.id).collect();
    let count = matching.len();
    desk.queue.tags.extend(matching);
    count
}

/// Opens a page.
pub fn page(desk: &mut Workplace, content: super::overlay::Content) {
    desk.lay(Overlay::Page(Box::new(Page { content, scroll: 0 })));
}
