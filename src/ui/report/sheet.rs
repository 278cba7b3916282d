//! A report as a table: as many columns as fit, the one under the cursor always among them.
//!
//! Must not know: which report it is.

use super::{list, short, shown, word};
use crate::app::model::Workplace;
use crate::domain::report::sheet::{Column, Sheet, Shown, Value, Word};
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use crate::ui::widgets::text::{fit, fit_right, width, wrap};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Fewest and most cells of a column of figures.
const COLUMN: (usize, usize) = (6, 11);
/// Most cells of a column of words.
const WORDS: usize = 27;
/// Lines of the table there is always room for.
const LINES: usize = 7;

/// Draws it; returns how many lines fit.
pub(super) fn view(desk: &Workplace, sheet: &Sheet, look: &Look, frame: &mut Frame<'_>, inner: Rect) -> u16 {
    let notes = beneath(sheet, usize::from(inner.width), look);
    // The lines have what they need, up to half of the pane; what stands beneath has the rest.
    let lines =
        (sheet.lines.len() + sheet.groups.len() + 1).min(usize::from(inner.height / 2).max(LINES)) as u16;
    let room = inner.height.saturating_sub(1 + lines);
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length((notes.len() as u16).min(room)),
    ])
    .areas(inner);
    let cells = usize::from(inner.width);
    let widths: Vec<usize> = (0..sheet.columns.len()).map(|at| column_width(sheet, at, look)).collect();
    let longest = sheet.lines.iter().take(200).map(|line| width(&word(&line.name, look))).max().unwrap_or(0);
    // What the columns leave over is for the names.
    let spare = cells.saturating_sub(widths.iter().sum::<usize>() + 2);
    let name = (cells / 3).clamp(14, 34).max(spare).min(longest.max(10));
    let (first, last) = window(&widths, cells.saturating_sub(name + 2), desk.report.column);
    let heading = heading(desk, sheet, &widths, (first, last), name, look);
    frame.render_widget(Paragraph::new(heading), head);
    let drawn: Vec<Line<'_>> = sheet
        .shown()
        .enumerate()
        .map(|(at, row)| line(desk, at, row, &widths, (first, last), name, look))
        .collect();
    list(desk, look, frame, body, drawn, desk.report.cursor);
    frame.render_widget(Paragraph::new(notes), foot);
    body.height
}

/// The columns shown: from the first that leaves room for the one under the cursor.
fn window(widths: &[usize], room: usize, cursor: usize) -> (usize, usize) {
    let fits = |first: usize| {
        let mut used = 0;
        let fitting = widths.iter().skip(first).take_while(|width| {
            used += **width;
            used <= room
        });
        first + fitting.count().max(1)
    };
    let first = (0..=cursor).find(|first| fits(*first) > cursor).unwrap_or(cursor);
    (first, fits(first).min(widths.len()))
}

/// The heading of a column; one that begins with its code is named by the code alone.
fn heading_of(column: &Column, look: &Look) -> String {
    match &column.name {
        Word::Data(name) if name.starts_with(&column.key) => column.key.clone(),
        Word::Data(_) | Word::Id(_) => short(&column.name, look),
    }
}

fn is_words(sheet: &Sheet, at: usize) -> bool {
    sheet.lines.iter().any(|line| {
        matches!(line.cells.get(at), Some(Value::Text(_) | Value::Word(_) | Value::Day(_) | Value::At(_)))
    })
}

fn column_width(sheet: &Sheet, at: usize, look: &Look) -> usize {
    let heading = sheet.columns.get(at).map_or(0, |column| width(&heading_of(column, look)));
    let cells = sheet.lines.iter().take(200).map(|line| &line.cells).chain(&sheet.total);
    let most = cells.filter_map(|cells| cells.get(at)).map(|value| width(&shown(value, look))).max();
    let (least, limit) = if is_words(sheet, at) { (8, WORDS) } else { COLUMN };
    (most.unwrap_or(0).max(heading) + 1).clamp(least, limit)
}

fn heading(
    desk: &Workplace,
    sheet: &Sheet,
    widths: &[usize],
    (first, last): (usize, usize),
    name: usize,
    look: &Look,
) -> Line<'static> {
    let style = look.theme.style(Role::Heading);
    let more = if first > 0 { look.glyphs.descending } else { " " };
    let mut spans = vec![Span::styled(
        format!("{more} {}", fit(&word(&sheet.heading, look), name, look.glyphs.cut)),
        style,
    )];
    for (at, column) in sheet.columns.iter().enumerate().take(last).skip(first) {
        let cells = widths.get(at).copied().unwrap_or(0);
        let text = heading_of(column, look);
        let text = if is_words(sheet, at) {
            format!(" {}", fit(&text, cells.saturating_sub(1), look.glyphs.cut))
        } else {
            fit_right(&text, cells)
        };
        let chosen = at == desk.report.column;
        spans.push(Span::styled(text, if chosen { look.theme.cell(true, Role::Heading) } else { style }));
    }
    if last < sheet.columns.len() {
        spans.push(Span::styled(look.glyphs.cut, style));
    }
    Line::from(spans)
}

fn line(
    desk: &Workplace,
    at: usize,
    row: Shown<'_>,
    widths: &[usize],
    (first, last): (usize, usize),
    name: usize,
    look: &Look,
) -> Line<'static> {
    let selected = at == desk.report.cursor;
    let mark = if selected { look.glyphs.cursor } else { " " };
    let role = if matches!(row, Shown::Group(_)) { Role::Heading } else { Role::Text };
    let base = look.theme.cell(selected, role);
    let mut spans =
        vec![Span::styled(format!("{mark} {}", fit(&word(&row.name(), look), name, look.glyphs.cut)), base)];
    for (column, value) in row.cells().iter().enumerate().take(last).skip(first) {
        let cells = widths.get(column).copied().unwrap_or(0);
        let text = shown(value, look);
        let text = match value {
            Value::Text(_) | Value::Word(_) | Value::Day(_) | Value::At(_) => {
                format!(" {}", fit(&text, cells.saturating_sub(1), look.glyphs.cut))
            }
            Value::Empty | Value::Count(_) | Value::Change(_) | Value::Tenths(_) | Value::Hundredths(_) => {
                fit_right(&text, cells)
            }
        };
        let here = selected && column == desk.report.column;
        let style = if here { look.theme.cell(true, Role::Title) } else { base };
        spans.push(Span::styled(text, style));
    }
    Line::from(spans)
}

/// What the report was counted by; broken identities first and in the colour of faults.
pub(super) fn beneath(sheet: &Sheet, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut sentences = sheet.beneath();
    sentences.sort_by_key(|sentence| match sentence.id.as_str() {
        "basis-checks-fail" => 0,
        "basis-checks-hold" => 1,
        "basis-last-event" | "basis-no-events" => 2,
        "basis-masked" | "basis-unmasked" => 3,
        id if id.starts_with("basis-lateness") => 4,
        id if id.starts_with("note-") => 5,
        _ => 6,
    });
    let mut lines = Vec::new();
    for sentence in sentences {
        let values: Vec<(&str, Arg<'_>)> =
            sentence.values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        let text = look.words.text_with(&sentence.id, &values);
        let role = if sentence.id == "basis-checks-fail" { Role::Error } else { Role::Dim };
        let wrapped = wrap(&text, cells.saturating_sub(2)).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!(" {line}"), look.theme.style(role))));
    }
    lines
}
