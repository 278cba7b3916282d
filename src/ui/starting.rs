//! The screen before the desk is open, and when it cannot be.
//!
//! Must not know: what is being opened.

use super::widgets::scroll;
use super::widgets::text::{grouped, wrap};
use super::words;
use crate::app::notice::Notice;
use crate::look::Look;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

/// How far opening is.
pub fn view(done: u64, total: u64, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let inner = scroll::overlay(frame, area, (60, 6), &look.words.text("program-name"), look);
    let width = usize::from(inner.width);
    let mut lines = vec![Line::from(look.words.text("starting"))];
    if total > 0 {
        let filled = (done * width as u64 / total.max(1)) as usize;
        let bar = look.glyphs.bar.repeat(filled.min(width));
        lines.push(Line::styled(bar, look.theme.style(Role::Gauge)));
        lines.push(Line::from(format!("{} / {}", grouped(done), grouped(total))));
    }
    frame.render_widget(Paragraph::new(lines).style(look.theme.style(Role::Text)), inner);
    frame.set_cursor_position(inner);
}

/// Why the desk cannot be opened.
pub fn failed(notice: &Notice, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let columns = area.width.saturating_sub(8).min(100);
    let text = wrap(&words::notice(look, notice), usize::from(columns.saturating_sub(4)));
    let rows = (text.len() as u16 + 2).min(area.height);
    let inner = scroll::overlay(frame, area, (columns, rows), &look.words.text("failed-title"), look);
    let lines: Vec<Line<'_>> = text.into_iter().map(Line::from).collect();
    frame.render_widget(Paragraph::new(lines).style(look.theme.style(Role::Text)), inner);
    frame.set_cursor_position(inner);
}
