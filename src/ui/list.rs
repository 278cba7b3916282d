//! A list to choose from: what was typed, the lines that fit, why some are barred.
//!
//! Must not know: what choosing does.

use super::widgets::scroll;
use super::widgets::text::{fit, width};
use super::words;
use crate::app::overlay::{Choosing, Entry, Menu};
use crate::look::Look;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Cells of the keys.
const KEYS: usize = 18;

/// Draws it over the panes; returns how many lines fit.
pub fn view(menu: &Menu, look: &Look, frame: &mut Frame<'_>, area: Rect) -> u16 {
    let id = match menu.choosing {
        Choosing::Palette => "list-palette",
        Choosing::Help => "list-help",
        Choosing::Actions => "list-actions",
        Choosing::Value(_) => "list-type",
        Choosing::Person => "list-person",
        Choosing::Procedure => "list-procedure",
        Choosing::Form => "list-form",
        Choosing::Print => "list-print",
        Choosing::PrintAct => "list-print-act",
        Choosing::Table => "list-table",
        Choosing::Encoding => "list-encoding",
        Choosing::Compared => "list-compared",
        Choosing::Retention => "list-retention",
    };
    let title = match menu.choosing {
        Choosing::Value(key) => look.words.text(&format!("field-{key}")),
        Choosing::Palette
        | Choosing::Help
        | Choosing::Actions
        | Choosing::Person
        | Choosing::Procedure
        | Choosing::Form
        | Choosing::Print
        | Choosing::PrintAct
        | Choosing::Table
        | Choosing::Encoding
        | Choosing::Compared
        | Choosing::Retention => look.words.text(id),
    };
    let fitting = menu.fitting();
    let columns = area.width.saturating_sub(6).min(96);
    // The height follows everything there is, so that the frame stands still while typing.
    let rows = (menu.entries.len() as u16 + 4).clamp(6, area.height.saturating_sub(1));
    let inner = scroll::overlay(frame, area, (columns, rows), &title, look);
    let [typed, body] = Layout::vertical([Constraint::Length(1), Constraint::Min(1)]).areas(inner);
    let prompt = if menu.filter.text().is_empty() {
        Line::from(vec![
            Span::styled("> ", look.theme.style(Role::KeyHint)),
            Span::styled(look.words.text("list-type"), look.theme.style(Role::Dim)),
        ])
    } else {
        Line::from(vec![
            Span::styled("> ", look.theme.style(Role::KeyHint)),
            Span::styled(menu.filter.text().to_owned(), look.theme.style(Role::Text)),
        ])
    };
    frame.render_widget(Paragraph::new(prompt), typed);
    let cells = usize::from(body.width);
    let height = usize::from(body.height);
    if fitting.is_empty() {
        let text = look.words.text("list-nothing");
        frame.render_widget(Paragraph::new(text).style(look.theme.style(Role::Dim)), body);
    }
    let top = scroll::first_line(menu.top, menu.cursor, height);
    let lines: Vec<Line<'_>> = fitting
        .iter()
        .enumerate()
        .skip(top)
        .take(height)
        .map(|(at, entry)| line(menu, entry, at == menu.cursor, cells, look))
        .collect();
    frame.render_widget(Paragraph::new(lines), body);
    scroll::marks(frame, body, top > 0, top + height < fitting.len(), look);
    let before: String = menu.filter.text().chars().take(menu.filter.cursor()).collect();
    frame.set_cursor_position(Position::new(typed.x + 2 + width(&before) as u16, typed.y));
    body.height
}

fn line(menu: &Menu, entry: &Entry, selected: bool, cells: usize, look: &Look) -> Line<'static> {
    let name = words::label(look, &entry.label);
    let mark = if selected { look.glyphs.cursor } else { " " };
    let role = if entry.barred.is_some() { Role::Dim } else { Role::Text };
    let with_keys = matches!(menu.choosing, Choosing::Palette | Choosing::Help | Choosing::Actions);
    let keys = if with_keys { KEYS } else { 0 };
    let room = cells.saturating_sub(keys + 2);
    let text = match &entry.barred {
        Some(barred) => format!("{name}: {}", words::notice(look, barred)),
        None => name,
    };
    let mut spans = vec![Span::styled(
        format!("{} {}", fit(mark, 1, ""), fit(&text, room, look.glyphs.cut)),
        look.theme.cell(selected, role),
    )];
    if with_keys {
        let shown: Vec<String> = entry.keys.iter().take(3).map(ToString::to_string).collect();
        let text = fit(&format!(" {}", shown.join(", ")), keys, look.glyphs.cut);
        spans.push(Span::styled(text, look.theme.cell(selected, Role::KeyHint)));
    }
    Line::from(spans)
}
