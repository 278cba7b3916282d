//! What a key sequence that was begun can go on with: every next key, its words, and what is barred now.
//!
//! Must not know: what the keys do.

use super::widgets::scroll;
use super::widgets::text::{fit, width};
use crate::app::available::available;
use crate::app::model::Model;
use crate::input::keymap::Continuation;
use crate::look::Look;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Fewest cells of a column.
const COLUMN: usize = 25;
/// Cells of a key.
const KEY: usize = 2;

/// Draws it over the lower part of `area`; nothing while no sequence is begun.
pub fn view(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    if model.pending.is_empty() {
        return;
    }
    let next = model.keymap.continuations(&model.panes(), &model.pending);
    let inside = usize::from(area.width.saturating_sub(2));
    let columns = (inside / COLUMN).clamp(1, 5);
    let rows = next.len().div_ceil(columns).min(usize::from(area.height.saturating_sub(2)));
    let height = (rows as u16 + 2).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    let typed: Vec<String> = model.pending.iter().map(ToString::to_string).collect();
    let inner = scroll::overlay(frame, place, (place.width, place.height), &typed.join(" "), look);
    let cells = usize::from(inner.width) / columns;
    let line = |row: usize| {
        // Down the first column, then down the next: the order of the alphabet is read that way.
        let entries = next.iter().skip(row).step_by(rows.max(1)).take(columns);
        Line::from(entries.flat_map(|next| entry(model, next, cells, look)).collect::<Vec<_>>())
    };
    frame.render_widget(Paragraph::new((0..rows).map(line).collect::<Vec<_>>()), inner);
    frame.set_cursor_position(inner);
}

fn entry(model: &Model, next: &Continuation, cells: usize, look: &Look) -> [Span<'static>; 2] {
    let key = next.key.to_string();
    let room = KEY.max(width(&key)) + 2;
    let name = next.command.map(|command| look.words.short(&command.text_id())).unwrap_or_default();
    let barred = next.command.is_some_and(|command| available(model, command).is_err());
    let role = if barred { Role::Dim } else { Role::Text };
    [
        Span::styled(
            fit(&format!(" {key}"), room, ""),
            look.theme.style(if barred { role } else { Role::KeyHint }),
        ),
        Span::styled(
            format!("{} ", fit(&name, cells.saturating_sub(room + 1), look.glyphs.cut)),
            look.theme.style(role),
        ),
    ]
}
