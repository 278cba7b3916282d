//! Lists and pages that show only the lines that fit.
//!
//! Must not know: what a line says.

use crate::look::Look;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Paragraph};

/// A frame with a title; returns what is inside.
pub fn frame(frame: &mut Frame<'_>, area: Rect, title: &str, focused: bool, look: &Look) -> Rect {
    let signs = &look.glyphs.frame;
    let [top_left, top_right, bottom_left, bottom_right] = signs.corners;
    let set = border::Set {
        top_left,
        top_right,
        bottom_left,
        bottom_right,
        vertical_left: signs.vertical,
        vertical_right: signs.vertical,
        horizontal_top: signs.horizontal,
        horizontal_bottom: signs.horizontal,
    };
    let style = look.theme.style(if focused { Role::Title } else { Role::Heading });
    let block = Block::bordered()
        .border_type(BorderType::Plain)
        .border_set(set)
        .border_style(look.theme.border(focused))
        .style(look.theme.style(Role::Text))
        .title(Span::styled(format!(" {title} "), style));
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// A frame over everything else, in the middle of `area`.
pub fn overlay(frame_: &mut Frame<'_>, area: Rect, size: (u16, u16), title: &str, look: &Look) -> Rect {
    let (columns, rows) = (size.0.min(area.width), size.1.min(area.height));
    let place = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    };
    frame_.render_widget(Clear, place);
    frame(frame_, place, title, true, look)
}

/// The first line to draw of a list of which `top` was first: the cursor is among the lines that fit,
/// whatever became of the height since.
pub fn first_line(top: usize, cursor: usize, height: usize) -> usize {
    top.min(cursor).max((cursor + 1).saturating_sub(height.max(1)))
}

/// The lines of a page from `scroll` on. Returns how many lines it has and shows.
pub fn page(
    frame: &mut Frame<'_>,
    area: Rect,
    lines: Vec<Line<'static>>,
    scroll: u16,
    look: &Look,
) -> (u16, u16) {
    let (count, height) = (lines.len().min(usize::from(u16::MAX)) as u16, area.height);
    let scroll = scroll.min(count.saturating_sub(height));
    let shown: Vec<Line<'static>> =
        lines.into_iter().skip(usize::from(scroll)).take(usize::from(height)).collect();
    frame.render_widget(Paragraph::new(shown).style(look.theme.style(Role::Text)), area);
    marks(frame, area, scroll > 0, scroll + height < count, look);
    (count, height)
}

/// Signs in the frame right of `area` where lines lie above or below; no text is hidden by them.
pub fn marks(frame: &mut Frame<'_>, area: Rect, above: bool, below: bool, look: &Look) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let style = look.theme.style(Role::Dim);
    let buffer = frame.buffer_mut();
    let x = area.right().min(buffer.area.right().saturating_sub(1));
    if above {
        buffer.set_string(x, area.y, look.glyphs.above, style);
    }
    if below {
        buffer.set_string(x, area.bottom() - 1, look.glyphs.below, style);
    }
}
