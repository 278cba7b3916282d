//! The late view: the plan of the day, who holds each file, what is next, and what a forecast rests on.
//!
//! Must not know: how the plan is made.

use super::queue::case_line;
use super::widgets::scroll;
use super::widgets::text::{fit, wrap};
use crate::app::late::{Group, Line as LateLine};
use crate::app::model::Workplace;
use crate::domain::accountability::AccountState;
use crate::domain::moment::day;
use crate::domain::row::Row;
use crate::domain::workplan::{Item, Part};
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Cells of the holder's name and of what is next.
const HOLDER: usize = 15;
const NEXT: usize = 14;
/// Lines about the file under the cursor.
const ABOUT: u16 = 3;

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
    let [body, foot] = Layout::vertical([Constraint::Min(1), Constraint::Length(ABOUT)]).areas(inner);
    let height = usize::from(body.height);
    let top = scroll::first_line(late.top, late.cursor, height);
    let lines: Vec<Line<'_>> = late
        .lines
        .iter()
        .enumerate()
        .skip(top)
        .take(height)
        .filter_map(|(at, line)| draw_line(desk, line, at == late.cursor, cells, look))
        .collect();
    frame.render_widget(Paragraph::new(lines), body);
    scroll::marks(frame, body, top > 0, top + height < late.lines.len(), look);
    frame.render_widget(Paragraph::new(about(desk, cells, look)), foot);
    if desk.overlays.is_empty() {
        let at = (late.cursor.saturating_sub(top) as u16).min(body.height.saturating_sub(1));
        frame.set_cursor_position(Position::new(body.x, body.y + at));
    }
    body.height
}

fn draw_line(
    desk: &Workplace,
    line: &LateLine,
    selected: bool,
    cells: usize,
    look: &Look,
) -> Option<Line<'static>> {
    match line {
        LateLine::Heading(group, count) => {
            let text = heading(desk, *group, *count, look);
            Some(Line::styled(fit(&text, cells, look.glyphs.cut), look.theme.style(Role::Heading)))
        }
        LateLine::Case(item) => {
            let row = desk.projection.row(item.place)?;
            let holder = desk.projection.holder(row).map_or("", |id| desk.office.name_of(id)).to_owned();
            let mut line = case_line(desk, row, selected, cells.saturating_sub(HOLDER + NEXT), look);
            let next: &str = item.next.into();
            let next = look.words.short(&format!("late-next-{next}"));
            line.push_span(Span::styled(
                fit(&format!(" {holder}"), HOLDER, look.glyphs.cut),
                look.theme.cell(selected, Role::Dim),
            ));
            line.push_span(Span::styled(
                fit(&format!(" {next}"), NEXT, look.glyphs.cut),
                look.theme.cell(selected, Role::KeyHint),
            ));
            Some(line)
        }
    }
}

/// A part with its count, and on the last day the hour it ends; or a person.
fn heading(desk: &Workplace, group: Group, count: usize, look: &Look) -> String {
    match group {
        Group::Part(part) => {
            let name: &str = part.into();
            let text = look.words.text_with(&format!("late-part-{name}"), &[("count", Arg::from(count))]);
            let closing = desk.law.calendar.closing(desk.days.today).filter(|_| part == Part::Today);
            closing.map_or(text.clone(), |closing| format!("{text}, {}", closing.format("%H:%M")))
        }
        Group::Holder(number) => {
            let name = desk
                .projection
                .person(number)
                .map_or_else(|| look.words.text("late-nobody"), |id| desk.office.name_of(id).to_owned());
            format!("{name} ({count})")
        }
    }
}

/// The file under the cursor: its account, and its forecast with what that rests on.
fn about(desk: &Workplace, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let item = desk.late.item();
    let row = item.and_then(|item| desk.projection.row(item.place));
    let (Some(item), Some(row)) = (item, row) else { return Vec::new() };
    let text = [account(item, row, look), forecast(desk, row, look)].concat();
    let wrapped = wrap(&text, cells.saturating_sub(2)).into_iter();
    wrapped.map(|line| Line::styled(format!(" {line}"), look.theme.style(Role::Dim))).collect()
}

fn account(item: Item, row: &Row, look: &Look) -> String {
    let owed = matches!(item.part, Part::Late | Part::Account | Part::Review)
        || row.accounts.lateness() != AccountState::Owed;
    if !owed {
        return String::new();
    }
    let state: &str = row.accounts.lateness().into();
    format!("{} ", look.words.text(&format!("account-state-{state}")))
}

fn forecast(desk: &Workplace, row: &Row, look: &Look) -> String {
    let Some(told) = desk.late.forecast(row, &desk.law) else {
        return if row.is_running() { look.words.text("late-no-forecast") } else { String::new() };
    };
    let id = if told.same_officer { "late-forecast-own" } else { "late-forecast-all" };
    let ready = day(told.ready);
    look.words.text_with(
        id,
        &[
            ("ready", Arg::from(&ready)),
            ("files", Arg::from(told.files)),
            ("half", Arg::from(told.half)),
            ("most", Arg::from(told.most)),
        ],
    )
}
