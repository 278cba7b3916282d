//! The late view: parts with their cases, who holds each, and how late it is.
//!
//! Must not know: how parts are made.

use super::queue::case_line;
use super::widgets::scroll;
use super::widgets::text::{fit, width, wrap};
use crate::app::late::Line as LateLine;
use crate::app::model::Workplace;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

const HOLDER: usize = 20;

/// Draws it; returns how many lines fit.
pub fn view(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, area: Rect) -> u16 {
    let title = format!("{} ({})", look.words.text("pane-late"), look.words.text("late-definition"));
    let inner = scroll::frame(frame, area, &title, true, look);
    let late = &desk.late;
    let cells = usize::from(inner.width);
    if late.lines.is_empty() {
        let text = wrap(&look.words.text("late-empty"), cells).join("\n");
        frame.render_widget(Paragraph::new(text).style(look.theme.style(Role::Dim)), inner);
        if desk.overlays.is_empty() {
            frame.set_cursor_position(inner);
        }
        return inner.height;
    }
    let height = usize::from(inner.height);
    let top = scroll::first_line(late.top, late.cursor, height);
    let lines: Vec<Line<'_>> = late
        .lines
        .iter()
        .enumerate()
        .skip(top)
        .take(height)
        .filter_map(|(at, line)| draw_line(desk, line, at == late.cursor, cells, look))
        .collect();
    frame.render_widget(Paragraph::new(lines), inner);
    scroll::marks(frame, inner, top > 0, top + height < late.lines.len(), look);
    if desk.overlays.is_empty() {
        let at = (late.cursor.saturating_sub(top) as u16).min(inner.height.saturating_sub(1));
        frame.set_cursor_position(Position::new(inner.x, inner.y + at));
    }
    inner.height
}

fn draw_line(
    desk: &Workplace,
    line: &LateLine,
    selected: bool,
    cells: usize,
    look: &Look,
) -> Option<Line<'static>> {
    match line {
        LateLine::Heading(part, count) => {
            let name: &str = (*part).into();
            let text = look.words.text_with(&format!("late-part-{name}"), &[("count", Arg::from(*count))]);
            Some(Line::styled(fit(&text, cells, look.glyphs.cut), look.theme.style(Role::Heading)))
        }
        LateLine::Case(place) => {
            let row = desk.projection.row(*place)?;
            let holder = desk.projection.holder(row).map_or("", |id| desk.office.name_of(id)).to_owned();
            let room = if cells > 70 { HOLDER.min(width(&holder).max(HOLDER)) } else { 0 };
            let mut line = case_line(desk, row, selected, cells - room, look);
            if room > 0 {
                let style = look.theme.cell(selected, Role::Dim);
                line.push_span(Span::styled(fit(&format!(" {holder}"), room, look.glyphs.cut), style));
            }
            Some(line)
        }
    }
}
