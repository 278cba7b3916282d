//! Every message and what it changes.
//!
//! One total match; the parts that grew have files of their own. Must not know: who sent a message
//! or how an effect is performed.

use super::case_view::CaseView;
use super::effect::Effect;
use super::form::{Form, Target, refusal_notice};
use super::keys;
use super::message::{Done, Message, NotDone, Opened};
use super::model::{Model, Screen, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::{Content, Overlay};
use super::{ahead, draft, gate, reconciling, run, setup, sheet, submit, surveying};
use crate::domain::case::CaseFile;
use crate::domain::event::Event;
use crate::domain::law::Law;
use crate::domain::moment::{Moment, day};
use crate::input::command::{Command, Pane};
use std::sync::Arc;

/// Takes in a message at a moment and says what is to be done outside.
pub fn update(model: &mut Model, now: Moment, message: Message) -> Vec<Effect> {
    model.now = now;
    if matches!(message, Message::Key(_) | Message::Paste(_)) {
        model.idle = 0;
    }
    if let Some(desk) = model.desk_mut() {
        desk.turn_days(now);
    }
    let may_show_another = matches!(
        message,
        Message::Key(_)
            | Message::Paste(_)
            | Message::Resized { .. }
            | Message::Opened(_)
            | Message::Submitted(_)
            | Message::NotSubmitted { .. }
    );
    let mut effects = match message {
        Message::Key(key) => keys::press(model, key),
        Message::Paste(text) => keys::paste(model, &text),
        Message::PasteCut => {
            model.say(Notice::new(Weight::Warning, "notice-paste-cut"));
            Vec::new()
        }
        Message::Resized { columns, rows } => {
            model.size = (columns, rows);
            Vec::new()
        }
        // Somebody else may sit here after a stop.
        Message::Continued => [vec![Effect::Redraw], gate::lock(model, false)].concat(),
        Message::EndRequested => [draft::before_leaving(model), vec![Effect::Quit]].concat(),
        Message::Tick => Vec::new(),
        Message::Minute => {
            if let Some(desk) = model.desk_mut() {
                desk.look_at_duties(now);
            }
            gate::minute(model)
        }
        Message::Closed(gate) => {
            gate::show(model, gate);
            Vec::new()
        }
        Message::NotLetIn(notice) => {
            gate::refused(model, notice);
            Vec::new()
        }
        Message::LogRead(entries) => {
            if let Some(desk) = model.desk_mut() {
                submit::page(desk, Content::Log(entries));
            }
            Vec::new()
        }
        Message::Judged { notice, writable, doubted } => {
            if let Some(desk) = model.desk_mut() {
                (desk.writable, desk.doubted) = (writable, doubted);
            }
            gate::ask_again(model, &notice);
            model.say(notice);
            Vec::new()
        }
        Message::Unmasked(case) => {
            gate::unmasked(model, case);
            Vec::new()
        }
        Message::NeedsSetUp => {
            model.screen = Screen::SetUp(Box::new(setup::form()));
            Vec::new()
        }
        Message::SetUpFailed(notice) => {
            if let Screen::SetUp(form) = &mut model.screen {
                form.pending.clear();
                form.error = Some(notice);
            }
            Vec::new()
        }
        Message::Opened(opened) => {
            open(model, *opened);
            Vec::new()
        }
        Message::OpenFailed(notice) => {
            model.screen = Screen::Failed(notice);
            Vec::new()
        }
        Message::Progress { done, total } => {
            if let Screen::Starting { .. } = model.screen {
                model.screen = Screen::Starting { done, total };
            }
            Vec::new()
        }
        Message::Noticed(notice) | Message::Written(notice) => {
            model.say(notice);
            Vec::new()
        }
        Message::Paper(news) => {
            sheet::heard(model, news);
            Vec::new()
        }
        Message::CaseUnreadable(notice) => {
            if let Some(desk) = model.desk_mut() {
                desk.waiting = None;
            }
            model.held.clear();
            model.say(notice);
            Vec::new()
        }
        Message::LawChanged(law) => law_changed(model, law, now),
        Message::CaseLoaded(file) => loaded(model, &file),
        Message::Submitted(done) => recorded(model, *done),
        Message::Tables { folder, names } => reconciling::choose_table(model, &folder, &names),
        Message::TableUnsure { name, line, samples } => {
            reconciling::ask_encoding(model, &name, line, &samples)
        }
        Message::TableRead { name, table } => reconciling::show(model, &name, &table),
        Message::Surveyed(entry) => surveying::recorded(model, *entry),
        Message::Bundle(news) => super::bundles::heard(model, *news),
        Message::Retention(news) => super::retention::heard(model, *news),
        Message::GlassBroken(glass) => {
            let until = glass.until;
            if let Some(desk) = model.desk_mut() {
                desk.glass = Some(glass);
            }
            model.say(Notice::new(Weight::Warning, "notice-glass-broken").with("until", until));
            Vec::new()
        }
        Message::NotSubmitted { ticket, why } => {
            not_recorded(model, ticket, why);
            Vec::new()
        }
        Message::PartyFound { ticket, known } => {
            submit::fill(model, ticket, known.as_deref());
            Vec::new()
        }
    };
    effects.extend(ahead::catch_up(model));
    if may_show_another && !effects.iter().any(|effect| matches!(effect, Effect::LoadCase(_))) {
        effects.extend(preview(model));
    }
    settle(model);
    effects.extend(draft::keep(model));
    effects
}

/// Reads the case under the cursor when it is shown beside the queue.
fn preview(model: &Model) -> Vec<Effect> {
    let Some(desk) = model.desk().filter(|_| model.is_wide()) else { return Vec::new() };
    let beside = matches!(desk.pane, Pane::Queue | Pane::Late) && desk.overlays.is_empty();
    match desk.current() {
        Some(id) if beside && desk.current_file().is_none() => vec![Effect::LoadCase(id)],
        Some(_) | None => Vec::new(),
    }
}

fn open(model: &mut Model, opened: Opened) {
    let notices = opened.notices.clone();
    let now = model.now;
    let unconfirmed = opened.unconfirmed;
    model.screen = Screen::Desk(Box::new(Workplace::new(opened, now)));
    if let Some(sequence) = unconfirmed {
        gate::ask_line(model, sequence);
    }
    draft::offer(model);
    for notice in notices {
        model.say(notice);
    }
    // Of everything said so far the gravest stands in the status line; the rest is in the messages.
    model.status =
        model.messages.iter().map(|(_, notice)| notice).max_by_key(|notice| notice.weight).cloned();
}

fn law_changed(model: &mut Model, law: Arc<Law>, now: Moment) -> Vec<Effect> {
    if let Some(desk) = model.desk_mut() {
        desk.take_law(law, now);
    }
    Vec::new()
}

fn loaded(model: &mut Model, file: &Arc<CaseFile>) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let id = file.case.id;
    // An answer that is older than what is shown already is worth nothing.
    let known = desk.case.as_ref().filter(|view| view.file.case.id == id);
    if known.is_some_and(|view| view.file.case.n > file.case.n) {
        return Vec::new();
    }
    let waited = desk.waiting.take_if(|(waiting, _)| *waiting == id);
    if waited.is_some() || desk.current() == Some(id) || desk.case.is_none() {
        match &mut desk.case {
            Some(view) if view.file.case.id == id => view.file = Arc::clone(file),
            Some(_) | None => desk.case = Some(CaseView::new(Arc::clone(file))),
        }
    }
    match waited {
        // The pane shows it already.
        Some((_, Command::GoCase)) | None => Vec::new(),
        Some((_, command)) => run::command(model, command),
    }
}

fn recorded(model: &mut Model, done: Done) -> Vec<Effect> {
    let notice = recorded_notice(&done);
    let trouble = done.trouble.clone();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let place = desk.projection.upsert(&done.row);
    desk.duties.follow(place, &desk.projection, &desk.law);
    desk.queue.replace(&desk.projection, &desk.duties, place, desk.days);
    desk.refresh();
    let id = done.file.case.id;
    let new = done.file.history.len() == done.events.len();
    if desk.case.as_ref().is_some_and(|view| view.file.case.id == id) || new {
        desk.case = Some(CaseView::new(Arc::clone(&done.file)));
    }
    if new {
        desk.queue.select(&desk.projection, id);
    }
    let bulk = desk.bulk.as_mut();
    let summary = bulk.and_then(|bulk| {
        bulk.open = bulk.open.saturating_sub(1);
        bulk.done += 1;
        (bulk.open == 0).then_some(*bulk)
    });
    let effects = submit::answered(model, done.ticket);
    finish_bulk(model, summary, Some(notice));
    if let Some(trouble) = trouble {
        model.say(trouble);
    }
    effects
}

fn not_recorded(model: &mut Model, ticket: u64, why: NotDone) {
    if let NotDone::Conflict(file) = &why
        && let Some(desk) = model.desk_mut()
        && desk.case.as_ref().is_some_and(|view| view.file.case.id == file.case.id)
    {
        desk.case = Some(CaseView::new(Arc::clone(file)));
    }
    let summary = model.desk_mut().and_then(|desk| desk.bulk.as_mut()).and_then(|bulk| {
        bulk.open = bulk.open.saturating_sub(1);
        bulk.refused += 1;
        (bulk.open == 0).then_some(*bulk)
    });
    let notice = match &why {
        NotDone::Refused(refusal) => refusal_notice(refusal),
        NotDone::Conflict(_) => Notice::new(Weight::Warning, "notice-conflict"),
        NotDone::Failed(notice) => notice.clone(),
    };
    // What was typed ahead was meant for what comes after a success.
    model.held.clear();
    if model.desk().is_some_and(|desk| desk.bulk.is_some()) {
        model.say(notice.clone());
    }
    match submit::waiting_for(model, ticket) {
        Some(Overlay::Form(form)) => refuse(form, &why, notice, ticket),
        Some(Overlay::Note(note)) => {
            note.pending.retain(|pending| *pending != ticket);
            refresh_targets(&mut note.targets, &why);
            model.say(notice);
        }
        Some(Overlay::List(_) | Overlay::Page(_)) | None => model.say(notice),
    }
    if summary.is_some_and(|bulk| bulk.done > 0) {
        submit::close_answered(model);
    }
    finish_bulk(model, summary, None);
}

fn refuse(form: &mut Form, why: &NotDone, notice: Notice, ticket: u64) {
    form.pending.retain(|pending| *pending != ticket);
    match why {
        NotDone::Refused(refusal) => form.refuse(refusal),
        NotDone::Conflict(_) | NotDone::Failed(_) => form.error = Some(notice),
    }
    refresh_targets(&mut form.targets, why);
}

/// After a conflict the case has been read again, and that is what was seen.
fn refresh_targets(targets: &mut [Target], why: &NotDone) {
    if let NotDone::Conflict(file) = why {
        for target in targets.iter_mut().filter(|target| target.case == file.case.id) {
            target.seen = file.case.n;
        }
    }
}

/// Says how a bulk action went once all its answers are here; else what one action did.
fn finish_bulk(model: &mut Model, summary: Option<super::model::Bulk>, single: Option<Notice>) {
    if let Some(bulk) = summary {
        if let Some(desk) = model.desk_mut() {
            desk.bulk = None;
            desk.queue.tags.clear();
        }
        model.say(
            Notice::new(Weight::Info, "notice-bulk-done")
                .with("done", bulk.done)
                .with("refused", bulk.refused),
        );
    } else if model.desk().is_some_and(|desk| desk.bulk.is_none())
        && let Some(notice) = single
    {
        model.say(notice);
    }
}

/// "Đã ghi", with what the clerk says to the citizen next.
fn recorded_notice(done: &Done) -> Notice {
    let case = &done.file.case;
    let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let received = done
        .events
        .iter()
        .find_map(|event| if let Event::Received { promise, .. } = event { Some(promise) } else { None });
    let base = |id: &str| Notice::new(Weight::Info, id).with("code", &code).with("owner", &case.owner.name);
    if let Some(promise) = received {
        return base("notice-received").with("due", day(promise.due)).with("at", promise.at);
    }
    base("notice-recorded").with("event", done.events.first().map_or("", |event| event.name()))
}

/// Keeps cursors on the screen.
fn settle(model: &mut Model) {
    let height = usize::from(model.layout.list);
    let Some(desk) = model.desk_mut() else { return };
    // The height is that of the list on top; what lies below stays as it is.
    match desk.overlays.last_mut() {
        Some(Overlay::List(menu)) => menu.scroll_to_cursor(height),
        Some(Overlay::Form(_) | Overlay::Page(_) | Overlay::Note(_)) => {}
        None => {
            desk.queue.scroll_to_cursor(height);
            desk.late.scroll_to_cursor(height);
        }
    }
}
