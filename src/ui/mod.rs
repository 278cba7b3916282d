//! Model to cells: pure views, one file per pane.
//!
//! A view reads the model and draws; what only a drawing knows (how many lines fit) goes back as
//! a [`Layout`]. Must not know: desk, store, journal, keys, or what time it is.

mod bars;
mod case;
pub mod explain;
mod form;
mod late;
mod leader;
mod list;
mod log;
mod page;
mod queue;
mod report;
mod sheet;
mod starting;
pub mod widgets;
mod words;

use crate::app::model::{Layout, Model, SMALLEST, Screen, Workplace};
use crate::app::overlay::Overlay;
use crate::input::command::Pane;
use crate::look::Look;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout as Split, Rect};
use ratatui::widgets::{Block, Paragraph};

/// Draws everything and says what fits.
pub fn view(model: &Model, look: &Look, frame: &mut Frame<'_>) -> Layout {
    let area = frame.area();
    frame.render_widget(Block::new().style(look.theme.style(Role::Text)), area);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        let text = look.words.text_with(
            "screen-too-small",
            &[("columns", u32::from(area.width).into()), ("rows", u32::from(area.height).into())],
        );
        let lines = widgets::text::wrap(&text, usize::from(area.width)).join("\n");
        frame.render_widget(Paragraph::new(lines).style(look.theme.style(Role::Text)), area);
        return model.layout;
    }
    let said = bars::said(model, look, usize::from(area.width));
    let [top, body, status, footer] = Split::vertical([
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(said.len().max(1) as u16),
        Constraint::Length(1),
    ])
    .areas(area);
    bars::header(model, look, frame, top);
    frame.render_widget(Paragraph::new(said), status);
    bars::footer(model, look, frame, footer);
    match &model.screen {
        Screen::Starting { done, total } => {
            starting::view(*done, *total, look, frame, body);
            model.layout
        }
        Screen::Failed(notice) => {
            starting::failed(notice, look, frame, body);
            model.layout
        }
        Screen::SetUp(form) => {
            form::view(form, None, look, frame, body);
            model.layout
        }
        Screen::Desk(desk) => {
            let layout = desk_view(model, desk, look, frame, body);
            leader::view(model, look, frame, body);
            layout
        }
    }
}

fn desk_view(model: &Model, desk: &Workplace, look: &Look, frame: &mut Frame<'_>, body: Rect) -> Layout {
    let mut layout = panes(model, desk, look, frame, body);
    for overlay in &desk.overlays {
        match overlay {
            Overlay::Form(form) => form::view(form, Some(desk), look, frame, body),
            Overlay::List(menu) => layout.list = list::view(menu, look, frame, body),
            Overlay::Page(page) => {
                let (lines, height) = page::view(page, model, desk, look, frame, body);
                (layout.page_lines, layout.page) = (lines, height);
            }
            Overlay::Note(note) => page::note(note, look, frame, body),
        }
    }
    layout
}

fn panes(model: &Model, desk: &Workplace, look: &Look, frame: &mut Frame<'_>, body: Rect) -> Layout {
    let mut layout = model.layout;
    let (main, side) = if model.is_wide() && matches!(desk.pane, Pane::Queue | Pane::Late) {
        let [main, side] =
            Split::horizontal([Constraint::Percentage(58), Constraint::Percentage(42)]).areas(body);
        (main, Some(side))
    } else {
        (body, None)
    };
    match desk.pane {
        Pane::Queue => layout.list = queue::view(desk, look, frame, main),
        Pane::Late => layout.list = late::view(desk, look, frame, main),
        Pane::Report => layout.list = report::view(desk, look, frame, main),
        Pane::Case => {
            let (lines, height) = case::view(desk, true, look, frame, main);
            (layout.page_lines, layout.page) = (lines, height);
        }
        Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => {}
    }
    if let Some(side) = side {
        case::view(desk, false, look, frame, side);
    }
    layout
}
