//! The way of a key: text field, overlay, pane, everywhere, in that order.
//!
//! A letter meant for a text never runs a command, and a key meant for a command never lands in a
//! text. Must not know: what commands do.

use super::effect::Effect;
use super::form::field::Kind;
use super::form::{Form, intake};
use super::model::{Model, Screen, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use super::text::{Editable as _, TextField, Typing, is_area_full};
use super::{acting, ahead, run, submit};
use crate::input::key::{Key, KeyCode};
use crate::input::keymap::Resolved;

/// Takes in one key; while the desk has yet to answer, it waits with the others.
pub fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if ahead::holds(model, key) { Vec::new() } else { run_key(model, key) }
}

/// Runs one key.
pub(super) fn run_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let panes = model.panes();
    let takes_text = panes.first().is_some_and(|pane| pane.takes_text());
    if takes_text && model.is_too_small() && key.text().is_some() {
        return Vec::new();
    }
    if model.pending.is_empty()
        && takes_text
        && let Some(c) = key.text()
    {
        return letter(model, c);
    }
    if model.pending.is_empty() && takes_text && keeps_key(&mut model.screen, key) {
        return edit(model, key);
    }
    model.pending.push(key);
    match model.keymap.resolve(&panes, &model.pending) {
        Resolved::Pending => Vec::new(),
        Resolved::Matched(command) => {
            model.pending.clear();
            run::command(model, command)
        }
        Resolved::NotFound => {
            let pressed = std::mem::take(&mut model.pending);
            if takes_text && pressed.len() == 1 {
                return edit(model, key);
            }
            if key.code() != KeyCode::Esc {
                let keys: Vec<String> = pressed.iter().map(ToString::to_string).collect();
                model.status =
                    Some(Notice::new(Weight::Info, "notice-no-such-key").with("key", keys.join(" ")));
            }
            Vec::new()
        }
    }
}

/// Takes in pasted text: into a text, never as keys.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.typing.reset();
    model.pending.clear();
    match target(&mut model.screen) {
        Some(Target::Line(line)) => {
            let full = line.text().chars().count();
            line.insert(text);
            let taken = line.text().chars().count() - full;
            if taken < text.chars().count() && line.is_full() {
                model.say(Notice::new(Weight::Warning, "notice-paste-cut"));
            }
        }
        Some(Target::Area(area)) => {
            area.insert(text);
            if is_area_full(area) {
                model.say(Notice::new(Weight::Warning, "notice-paste-cut"));
            }
        }
        Some(Target::Field(_)) | None => {
            model.status = Some(Notice::new(Weight::Info, "notice-paste-ignored"));
        }
    }
    changed(model)
}

/// Where text goes now.
enum Target<'a> {
    Line(&'a mut TextField),
    Area(&'a mut super::text::Area),
    /// A field of a form that takes no text but has keys of its own.
    Field(&'a mut Form),
}

fn target(screen: &mut Screen) -> Option<Target<'_>> {
    match screen {
        Screen::SetUp(form) => form_target(form),
        Screen::Desk(desk) => match desk.overlays.last_mut() {
            Some(Overlay::Form(form)) => form_target(form),
            Some(Overlay::List(menu)) => Some(Target::Line(&mut menu.filter)),
            Some(Overlay::Note(note)) if note.pending.is_empty() => Some(Target::Area(&mut note.area)),
            Some(Overlay::Page(_) | Overlay::Note(_)) => None,
            None => {
                let search = desk.queue.search.as_mut().filter(|search| search.open);
                search.map(|search| Target::Line(&mut search.line))
            }
        },
        Screen::Starting { .. } | Screen::Failed(_) => None,
    }
}

/// Whether the focus is in a longer text of a form that a key writes or moves in: there `enter` is a new
/// line, and the arrows leave the field only from its first and last line.
fn keeps_key(screen: &mut Screen, key: Key) -> bool {
    let form = match screen {
        Screen::SetUp(form) => Some(&mut **form),
        Screen::Desk(desk) => match desk.overlays.last_mut() {
            Some(Overlay::Form(form)) => Some(&mut **form),
            Some(Overlay::List(_) | Overlay::Page(_) | Overlay::Note(_)) | None => None,
        },
        Screen::Starting { .. } | Screen::Failed(_) => None,
    };
    let field = form.filter(|form| form.pending.is_empty()).and_then(|form| form.focused());
    matches!(field.map(|field| &field.kind), Some(Kind::Text(text)) if text.keeps(key))
}

fn form_target(form: &mut Form) -> Option<Target<'_>> {
    if !form.pending.is_empty() {
        return None;
    }
    if matches!(form.focused().map(|field| &field.kind), Some(Kind::Line(_) | Kind::Text(_))) {
        return form.focused_mut().and_then(|field| match &mut field.kind {
            Kind::Line(line) => Some(Target::Line(line)),
            Kind::Text(text) => Some(Target::Area(&mut text.0)),
            Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_) => None,
        });
    }
    Some(Target::Field(form))
}

/// Whether the field with the focus holds numbers, dates or addresses of the net: Vietnamese typing rests.
fn is_plain(screen: &Screen) -> bool {
    let form = match screen {
        Screen::SetUp(form) => Some(&**form),
        Screen::Desk(desk) => match desk.overlays.last() {
            Some(Overlay::Form(form)) => Some(&**form),
            Some(Overlay::List(_) | Overlay::Page(_) | Overlay::Note(_)) | None => None,
        },
        Screen::Starting { .. } | Screen::Failed(_) => None,
    };
    form.and_then(Form::focused).is_some_and(super::form::Field::is_plain)
}

fn letter(model: &mut Model, c: char) -> Vec<Effect> {
    let plain = is_plain(&model.screen);
    match target(&mut model.screen) {
        Some(Target::Line(line)) if plain => Typing::default().letter(c, line),
        Some(Target::Line(line)) => model.typing.letter(c, line),
        Some(Target::Area(area)) => {
            if is_area_full(area) {
                model.status = Some(Notice::new(Weight::Info, "notice-text-full"));
                return Vec::new();
            }
            model.typing.letter(c, area);
        }
        Some(Target::Field(form)) => return field_letter(model_form(form, c), model, c),
        None => {}
    }
    changed(model)
}

/// What a letter means on a field that takes no text.
enum FieldKey {
    Done,
    Choose,
    Save,
}

fn model_form(form: &mut Form, c: char) -> FieldKey {
    if form.on_button() {
        return if c == ' ' { FieldKey::Save } else { FieldKey::Done };
    }
    if c == '*' {
        intake::take_all_papers(form);
        return FieldKey::Done;
    }
    match form.focused_mut().map(|field| &mut field.kind) {
        Some(Kind::Paper(paper)) => {
            paper.key(c);
            FieldKey::Done
        }
        Some(Kind::Switch(on)) => {
            *on = if c == ' ' { !*on } else { *on };
            FieldKey::Done
        }
        Some(Kind::Choice(choice)) if c == ' ' && choice.is_short() => {
            choice.turn(true);
            FieldKey::Done
        }
        Some(Kind::Choice(_)) => FieldKey::Choose,
        Some(Kind::Line(_) | Kind::Text(_)) | None => FieldKey::Done,
    }
}

fn field_letter(meaning: FieldKey, model: &mut Model, c: char) -> Vec<Effect> {
    match meaning {
        FieldKey::Done => changed(model),
        FieldKey::Save => submit::save(model, false),
        FieldKey::Choose => {
            run::choose_value(model);
            match target(&mut model.screen) {
                Some(Target::Line(line)) if c != ' ' => model.typing.letter(c, line),
                Some(_) | None => {}
            }
            changed(model)
        }
    }
}

/// A key that is no letter and no command, in a text.
fn edit(model: &mut Model, key: Key) -> Vec<Effect> {
    match target(&mut model.screen) {
        Some(Target::Line(line)) => {
            if key.code() == KeyCode::Backspace {
                model.typing.backspace(line);
            } else {
                model.typing.finish(line);
                if !line.edit(key) {
                    return search_key(model, key);
                }
            }
        }
        Some(Target::Area(area)) => edit_area(&mut model.typing, area, key),
        Some(Target::Field(form)) => edit_field(form, key),
        None => {}
    }
    changed(model)
}

fn edit_area(typing: &mut Typing, area: &mut super::text::Area, key: Key) {
    use tui_textarea::CursorMove;
    let step = match key.code() {
        KeyCode::Backspace => return typing.backspace(area),
        KeyCode::Enter => {
            typing.finish(area);
            if !is_area_full(area) {
                area.insert_newline();
            }
            return;
        }
        KeyCode::Delete => {
            typing.reset();
            area.delete_next_char();
            return;
        }
        KeyCode::Left => CursorMove::Back,
        KeyCode::Right => CursorMove::Forward,
        KeyCode::Up => CursorMove::Up,
        KeyCode::Down => CursorMove::Down,
        KeyCode::Home => CursorMove::Head,
        KeyCode::End => CursorMove::End,
        KeyCode::PageUp => CursorMove::Top,
        KeyCode::PageDown => CursorMove::Bottom,
        KeyCode::Char(_) | KeyCode::Esc | KeyCode::Tab | KeyCode::Insert | KeyCode::F(_) => return,
    };
    typing.finish(area);
    area.move_cursor(step);
}

fn edit_field(form: &mut Form, key: Key) {
    let forward = match key.code() {
        KeyCode::Left => false,
        KeyCode::Right => true,
        KeyCode::Backspace | KeyCode::Delete => {
            if let Some(field) = form.focused_mut().filter(|field| !matches!(field.kind, Kind::Choice(_))) {
                field.clear();
            }
            return;
        }
        KeyCode::Char(_)
        | KeyCode::Enter
        | KeyCode::Esc
        | KeyCode::Tab
        | KeyCode::Insert
        | KeyCode::Home
        | KeyCode::End
        | KeyCode::PageUp
        | KeyCode::PageDown
        | KeyCode::Up
        | KeyCode::Down
        | KeyCode::F(_) => return,
    };
    match form.focused_mut().map(|field| &mut field.kind) {
        Some(Kind::Choice(choice)) => choice.turn(forward),
        Some(Kind::Switch(on)) => *on = !*on,
        Some(Kind::Paper(paper)) => {
            paper.count = if forward { (paper.count + 1).min(99) } else { paper.count.saturating_sub(1) };
        }
        Some(Kind::Line(_) | Kind::Text(_)) | None => {}
    }
}

/// Enter keeps a search and goes back to the list; up and down do the same and move.
fn search_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if desk.overlays.is_empty()
        && let Some(search) = &mut desk.queue.search
    {
        search.open = false;
        match key.code() {
            KeyCode::Up => desk.queue.step(-1),
            KeyCode::Down => desk.queue.step(1),
            KeyCode::Char(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Insert
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::F(_) => {}
        }
    }
    Vec::new()
}

/// What follows from a changed text or field.
fn changed(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    match desk.overlays.last_mut() {
        Some(Overlay::List(menu)) => menu.cursor = 0,
        Some(Overlay::Form(form)) => {
            (form.typed, form.leaving) = (true, false);
            fit(desk, now);
            acting::correct_from(desk);
        }
        Some(Overlay::Note(note)) => note.leaving = false,
        Some(Overlay::Page(_)) => {}
        None => {
            if desk.queue.typing_search() {
                desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
                desk.queue.cursor = 0;
            }
        }
    }
    Vec::new()
}

/// Fits the intake form to a changed procedure or channel, and counts the appointment anew.
pub fn fit(desk: &mut Workplace, now: crate::domain::moment::Moment) {
    let law = std::sync::Arc::clone(&desk.law);
    if let Some(Overlay::Form(form)) = desk.overlays.last_mut() {
        match form.focused().map(|field| field.key) {
            Some("procedure") => intake::fit_procedure(form, &law, now),
            Some("channel") => intake::fit_channel(form, &law, now),
            Some(_) | None => {}
        }
        intake::fit_purpose(form);
    }
    submit::refresh(desk, now);
}
