//! A form: labels, fields, the button that saves, and what saving would give.
//!
//! Must not know: what the fields mean.

use super::widgets::scroll;
use super::widgets::text::{fit, width, wrap};
use super::words;
use crate::app::form::field::{Kind, PaperField};
use crate::app::form::{Field, Form, Purpose};
use crate::app::model::Workplace;
use crate::app::notice::Weight;
use crate::app::text::Writing;
use crate::domain::decide::Caution;
use crate::domain::event::Promise;
use crate::domain::limit::{Limit, Unit, UnitDecision};
use crate::domain::moment::day;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

/// Cells of the labels.
const LABEL: usize = 26;
/// Lines of a longer text, where there is room for them.
const TEXT: usize = 3;

/// Draws it over the panes. `desk` is none at the first run.
pub fn view(form: &Form, desk: Option<&Workplace>, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let shown: Vec<(usize, &Field)> =
        form.fields.iter().enumerate().filter(|(_, field)| form.is_shown(field)).collect();
    let columns = area.width.min(100);
    let inside = usize::from(columns.saturating_sub(2));
    let about = about(form, desk, inside, look);
    let lines_of = |field: &Field| if matches!(field.kind, Kind::Text(_)) { TEXT } else { 1 };
    let tall: usize = shown.iter().map(|(_, field)| lines_of(field)).sum();
    let wanted = (tall + about.len()) as u16 + 4;
    let title = title(form, look);
    let inner = scroll::overlay(frame, area, (columns, wanted.min(area.height)), &title, look);
    let below = about.len().min(usize::from(inner.height / 2)) as u16;
    let [fields, button, notes] =
        Layout::vertical([Constraint::Min(1), Constraint::Length(1), Constraint::Length(below)]).areas(inner);
    let height = usize::from(fields.height);
    let cells = usize::from(fields.width);
    let focused = shown.iter().position(|(at, _)| *at == form.focus).unwrap_or(shown.len());
    let before: usize = shown.iter().take(focused).map(|(_, field)| lines_of(field)).sum();
    let here = shown.get(focused).map_or(1, |(_, field)| lines_of(field));
    let top = (before + here).saturating_sub(height).min(tall.saturating_sub(height));
    let mut cursor = Position::new(button.x + 2, button.y);
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (at, field) in &shown {
        let y = fields.y + lines.len().saturating_sub(top) as u16;
        let is_focused = *at == form.focus;
        let column = match &field.kind {
            Kind::Text(text) => {
                let (drawn, row, column) = area_lines(field, text, is_focused, cells, look);
                lines.extend(drawn);
                (LABEL + 3 + column, row)
            }
            Kind::Line(_) | Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_) => {
                lines.push(line(field, is_focused, cells, look));
                (LABEL + 3 + cursor_cells(field, cells), 0)
            }
        };
        if is_focused {
            let below = (y + column.1 as u16).min(fields.bottom().saturating_sub(1));
            cursor = Position::new(fields.x + column.0 as u16, below);
        }
    }
    let shown: Vec<Line<'_>> = lines.into_iter().skip(top).take(height).collect();
    frame.render_widget(Paragraph::new(shown).style(look.theme.style(Role::Text)), fields);
    scroll::marks(frame, fields, top > 0, top + height < tall, look);
    draw_button(form, look, frame, button);
    frame.render_widget(Paragraph::new(about).style(look.theme.style(Role::Text)), notes);
    frame.set_cursor_position(cursor);
}

/// The lines of a longer text around its cursor, with the cursor's line and cell among them. The editor
/// widget breaks the lines, as where a text fills the screen.
fn area_lines(
    field: &Field,
    text: &Writing,
    focused: bool,
    cells: usize,
    look: &Look,
) -> (Vec<Line<'static>>, usize, usize) {
    let room = cells.saturating_sub(LABEL + 4).max(1);
    let area = Rect::new(0, 0, room as u16, TEXT as u16);
    let mut editor = text.0.clone();
    editor.set_wrap_mode(tui_textarea::WrapMode::Word);
    editor.set_cursor_line_style(ratatui::style::Style::default());
    editor.set_cursor_style(ratatui::style::Style::default());
    let mut cells_drawn = Buffer::empty(area);
    Widget::render(&editor, area, &mut cells_drawn);
    let at = editor.screen_cursor();
    let name = look.words.text(&format!("field-{}", field.key));
    let star = if field.required { "*" } else { " " };
    let mark = if focused { look.glyphs.cursor } else { " " };
    let lines = (0..TEXT as u16).map(|row| {
        let drawn: String = (0..room as u16)
            .filter_map(|x| cells_drawn.cell((x, row)))
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        let (mark, label) = if row == 0 {
            (format!("{}{star}", fit(mark, 1, "")), fit(&name, LABEL, look.glyphs.cut))
        } else {
            ("  ".to_owned(), fit("", LABEL, ""))
        };
        Line::from(vec![
            Span::styled(mark, look.theme.style(Role::Tag)),
            Span::styled(format!("{label} "), look.theme.style(Role::Text)),
            Span::styled(fit(drawn.trim_end(), room, look.glyphs.cut), look.theme.field(focused)),
        ])
    });
    (lines.collect(), at.row.min(TEXT - 1), at.col.min(room - 1))
}

fn title(form: &Form, look: &Look) -> String {
    let name = look.words.text(&form.purpose.title());
    let many = match form.targets.len() {
        0 | 1 => form.subject.clone(),
        n => look.words.text_with("form-many", &[("count", Arg::from(n))]),
    };
    if many.is_empty() { name } else { format!("{name}: {many}") }
}

fn line(field: &Field, focused: bool, cells: usize, look: &Look) -> Line<'static> {
    let name = match &field.kind {
        Kind::Paper(_) => String::new(),
        Kind::Line(_) | Kind::Text(_) | Kind::Choice(_) | Kind::Switch(_) => {
            look.words.text(&format!("field-{}", field.key))
        }
    };
    let star = if field.required { "*" } else { " " };
    let mark = if focused { look.glyphs.cursor } else { " " };
    let room = cells.saturating_sub(LABEL + 4);
    if let Kind::Paper(paper) = &field.kind {
        let form: &str = paper.form.into();
        let form = look.words.text(&format!("paper-form-{form}")).to_lowercase();
        let sign = if paper.count > 0 { look.glyphs.checked } else { look.glyphs.unchecked };
        let count = format!("{sign} {}/{} {form}", paper.count, paper.asked);
        let text = paper_words(paper);
        return Line::from(vec![
            Span::styled(format!("{}{star}", fit(mark, 1, "")), look.theme.style(Role::Tag)),
            Span::styled(format!("{} ", fit(&count, LABEL, look.glyphs.cut)), look.theme.style(Role::Text)),
            Span::styled(fit(&text, room, look.glyphs.cut), look.theme.field(focused)),
        ]);
    }
    Line::from(vec![
        Span::styled(format!("{}{star}", fit(mark, 1, "")), look.theme.style(Role::Tag)),
        Span::styled(format!("{} ", fit(&name, LABEL, look.glyphs.cut)), look.theme.style(Role::Text)),
        Span::styled(value(field, focused, room, look), look.theme.field(focused)),
    ])
}

fn value(field: &Field, focused: bool, room: usize, look: &Look) -> String {
    match &field.kind {
        Kind::Line(line) => {
            // A long text scrolls so that the cursor stays in sight.
            if field.is_secret() {
                let dots = "*".repeat(line.text().chars().count());
                return fit(&dots, room, look.glyphs.cut);
            }
            let before: String = line.text().chars().take(line.cursor()).collect();
            let over = if focused { (width(&before) + 1).saturating_sub(room) } else { 0 };
            let shown: String = line.text().chars().skip(over).collect();
            fit(&shown, room, look.glyphs.cut)
        }
        Kind::Choice(choice) => {
            let chosen = choice.chosen().map(|option| words::label(look, &option.label));
            let text = chosen.unwrap_or_else(|| look.words.text("choice-none"));
            let text = if choice.is_short() && focused { format!("< {text} >") } else { text };
            fit(&text, room, look.glyphs.cut)
        }
        Kind::Switch(on) => {
            let id = if *on { "switch-on" } else { "switch-off" };
            fit(&look.words.text(id), room, look.glyphs.cut)
        }
        Kind::Paper(_) | Kind::Text(_) => String::new(),
    }
}

fn cursor_cells(field: &Field, cells: usize) -> usize {
    match &field.kind {
        Kind::Line(line) => {
            if field.is_secret() {
                return line.cursor().min(cells.saturating_sub(LABEL + 5));
            }
            let before: String = line.text().chars().take(line.cursor()).collect();
            width(&before).min(cells.saturating_sub(LABEL + 5))
        }
        Kind::Text(_) | Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_) => 0,
    }
}

fn draw_button(form: &Form, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let id = match (matches!(form.purpose, Purpose::LogIn | Purpose::Unlock), form.pending.is_empty()) {
        (true, true) => "form-enter",
        (true, false) => "form-checking",
        (false, true) => "form-save",
        (false, false) => "form-saving",
    };
    let style = look.theme.cell(form.on_button(), Role::KeyHint);
    let mark = if form.on_button() { look.glyphs.cursor } else { " " };
    let text = format!("{} [ {} ]", fit(mark, 1, ""), look.words.text(id));
    frame.render_widget(Paragraph::new(Line::styled(text, style)), area);
}

/// What stands below the fields: the error first, then cautions, the appointment, and help.
fn about(form: &Form, desk: Option<&Workplace>, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut say = |text: &str, role: Role| {
        lines.extend(wrap(text, cells).into_iter().map(|line| Line::styled(line, look.theme.style(role))));
    };
    if let Some(whole) = form.focused().and_then(|field| cut_value(field, cells, look)) {
        say(&whole, Role::Text);
    }
    if let Some(error) = &form.error {
        let role = if error.weight == Weight::Info { Role::Notice } else { Role::Error };
        say(&words::notice(look, error), role);
    }
    if let Some(remark) = &form.remark {
        say(&words::notice(look, remark), Role::Notice);
    }
    for caution in &form.cautions {
        say(&self::caution(caution, look), Role::DueSoon);
    }
    match &form.promise {
        Some(Ok(promise)) => say(&appointment(promise, desk, form, look), Role::Notice),
        Some(Err(notice)) => say(&words::notice(look, notice), Role::Error),
        None => {}
    }
    if let Some(hint) = hint(form, look) {
        say(&hint, Role::Dim);
    }
    lines
}

/// The whole text of a paper or choice that its line cuts.
fn cut_value(field: &Field, cells: usize, look: &Look) -> Option<String> {
    let whole = match &field.kind {
        Kind::Paper(paper) => paper_words(paper),
        Kind::Choice(choice) => words::label(look, &choice.chosen()?.label),
        Kind::Line(_) | Kind::Text(_) | Kind::Switch(_) => return None,
    };
    (width(&whole) > cells.saturating_sub(LABEL + 4)).then_some(whole)
}

fn paper_words(paper: &PaperField) -> String {
    let when = paper.condition.as_ref().map(|when| format!(" ({when})")).unwrap_or_default();
    format!("{}{when}", paper.name)
}

fn caution(caution: &Caution, look: &Look) -> String {
    let id = format!("caution-{}", <&str>::from(caution));
    match caution {
        Caution::AnotherRound { rounds } => look.words.text_with(&id, &[("rounds", Arg::from(*rounds))]),
        Caution::NoticeLate { last } => look.words.text_with(&id, &[("last", Arg::from(&day(*last)))]),
        Caution::OpinionsOpen { open } => look.words.text_with(&id, &[("open", Arg::from(*open))]),
        Caution::Unverified => look.words.text(&id),
        Caution::Disguised { letters } => look.words.text_with(&id, &[("letters", Arg::from(letters))]),
        Caution::LookAlike { code } => look.words.text_with(&id, &[("code", Arg::from(code))]),
    }
}

/// "Hẹn trả …": the appointment saving would give, with its reason.
fn appointment(promise: &Promise, desk: Option<&Workplace>, form: &Form, look: &Look) -> String {
    let limit = desk.and_then(|desk| {
        let code = crate::domain::procedure::ProcedureCode::from(form.choice("procedure")?);
        let procedure = desk.law.catalogue.on(&code, desk.days.today)?;
        let unsure =
            if procedure.limit.verified { String::new() } else { look.words.text("limit-unverified") };
        let counted = counted_in(&procedure.limit, look);
        Some(format!("{} {counted} {unsure}", procedure.limit.as_written).replace("  ", " "))
    });
    let text = look.words.text_with(
        "form-appointment",
        &[
            ("weekday", Arg::from(&weekday(promise, look))),
            ("at", Arg::from(&promise.at.to_string())),
            ("limit", Arg::from(limit.unwrap_or_default().trim())),
        ],
    );
    if promise.provisional { format!("{text} {}", look.words.text("promise-provisional")) } else { text }
}

/// The unit a limit is counted in here, where its words leave that open: sources differ and the office decided,
/// or the words do not name it.
fn counted_in(limit: &Limit, look: &Look) -> String {
    let unit = look.words.text(&format!("unit-{}", <&str>::from(limit.unit).replace('_', "-")));
    let open = match limit.unit_decided {
        UnitDecision::Disputed { .. } | UnitDecision::Decided { .. } => true,
        UnitDecision::Stated => limit.unit == Unit::WorkingDays && !limit.as_written.contains("làm việc"),
    };
    if open { look.words.text_with("limit-counted-in", &[("unit", Arg::from(&unit))]) } else { String::new() }
}

/// The weekday of a promise, in words.
pub fn weekday(promise: &Promise, look: &Look) -> String {
    let number = chrono::Datelike::weekday(&promise.due).number_from_monday();
    look.words.text(&format!("weekday-{number}"))
}

/// What the keys do on the field with the focus.
fn hint(form: &Form, look: &Look) -> Option<String> {
    let field = form.focused()?;
    let own = format!("hint-{}", field.key);
    if look.words.has(&own) {
        return Some(look.words.text(&own));
    }
    let id = match &field.kind {
        Kind::Paper(_) => "hint-kind-paper",
        Kind::Choice(choice) if choice.is_short() => "hint-kind-turn",
        Kind::Choice(_) => "hint-kind-choose",
        Kind::Switch(_) => "hint-kind-switch",
        Kind::Text(_) => "hint-kind-text",
        Kind::Line(_) if form.purpose == Purpose::SetUp => return None,
        Kind::Line(_) => return None,
    };
    Some(look.words.text(id))
}
