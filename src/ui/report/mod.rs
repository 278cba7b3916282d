//! The report pane: the report of levels, any other as a table, or its picture.
//!
//! Must not know: how anything is counted.

mod levels;
mod picture;
mod sheet;

use super::widgets::scroll;
use crate::app::model::Workplace;
use crate::domain::moment::day;
use crate::domain::report::sheet::{Marks, Value, Word};
use crate::look::Look;
use crate::look::catalog::Language;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// Draws it; returns how many lines fit.
pub fn view(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, area: Rect) -> u16 {
    let report = &desk.report;
    let kind: &str = report.kind.into();
    let preset = report.preset(&desk.law).map_or_else(
        || look.words.text("report-own-period"),
        |preset| match look.words.language() {
            Language::Vi => preset.name.clone(),
            Language::En => preset.name_en.clone(),
        },
    );
    let name =
        if report.sheet.is_some() { format!("report-name-{kind}") } else { "report-levels".to_owned() };
    let title = format!(
        "{} {}-{} ({})",
        look.words.text(&name),
        day(report.period.from),
        day(report.period.to),
        preset.to_lowercase()
    );
    let inner = scroll::frame(frame, area, &title, true, look);
    match (&report.sheet, &report.picture) {
        (Some(sheet), Some((kind, drawn))) => picture::view(desk, sheet, *kind, drawn, look, frame, inner),
        (Some(sheet), None) => sheet::view(desk, sheet, look, frame, inner),
        (None, _) => levels::view(desk, look, frame, inner),
    }
}

/// Lines with the cursor on one of them.
fn list(
    desk: &Workplace,
    look: &Look,
    frame: &mut Frame<'_>,
    body: Rect,
    lines: Vec<Line<'_>>,
    cursor: usize,
) {
    let height = usize::from(body.height);
    let top = (cursor + 1).saturating_sub(height);
    let count = lines.len();
    let shown: Vec<Line<'_>> = lines.into_iter().skip(top).take(height).collect();
    frame.render_widget(Paragraph::new(shown), body);
    scroll::marks(frame, body, top > 0, top + height < count, look);
    if desk.overlays.is_empty() {
        let at = (cursor.saturating_sub(top) as u16).min(body.height.saturating_sub(1));
        frame.set_cursor_position(Position::new(body.x, body.y + at));
    }
}

/// A word in the language of the screen.
fn word(word: &Word, look: &Look) -> String {
    match word {
        Word::Id(id) => look.words.text(id),
        Word::Data(data) => data.clone(),
    }
}

/// The same, short.
fn short(word: &Word, look: &Look) -> String {
    match word {
        Word::Id(id) => look.words.short(id),
        Word::Data(data) => data.clone(),
    }
}

/// A cell as text.
fn shown(value: &Value, look: &Look) -> String {
    let marks = match look.words.language() {
        Language::Vi => Marks::VIETNAMESE,
        Language::En => Marks::ENGLISH,
    };
    word(&value.shown(marks), look)
}
