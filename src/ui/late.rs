//! The late view: the plan of the day, who holds each file, what is next, and what a forecast rests on.
//!
//! Must not know: how the plan is made.

use super::explain::verdict_words;
use super::queue::line_standing;
use super::widgets::scroll;
use super::widgets::text::{fit, wrap};
use crate::app::late::{Group, Line as LateLine};
use crate::app::model::Workplace;
use crate::domain::accountability::AccountState;
use crate::domain::lateness::Definition;
use crate::domain::moment::day;
use crate::domain::row::Row;
use crate::domain::workplan::{Actor, Item, Part, next};
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
const ABOUT: u16 = 4;

/// Draws it; returns how many lines fit.
pub fn view(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, area: Rect) -> u16 {
    let late = &desk.late;
    let definition = look.words.text(&format!("late-by-{}", <&str>::from(late.definition)));
    let title = format!("{} ({definition})", look.words.text("pane-late"));
    let inner = scroll::frame(frame, area, &title, true, look);
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
            let standing = standing(desk, *item, row, look);
            let mut line =
                line_standing(desk, row, standing, selected, cells.saturating_sub(HOLDER + NEXT), look);
            let next: &str = next(row, item.part).into();
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

/// How late a file is by the definition chosen, where that is not the one every list shows.
fn standing(desk: &Workplace, item: Item, row: &Row, look: &Look) -> Option<String> {
    if item.part != Part::Late || desk.late.definition == Definition::Report {
        return None;
    }
    let verdict = desk.late.verdict(row, &desk.projection, &desk.law);
    Some(match verdict.days_late() {
        Some(days) => look.words.text_with("due-overdue", &[("days", Arg::Number(days))]),
        None => look.words.text_with("late-rounds", &[("count", Arg::from(u32::from(row.rounds)))]),
    })
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
        Group::Actor(actor) => {
            let name = match actor {
                Actor::Person(number) => desk
                    .projection
                    .person(number)
                    .map(|id| desk.office.name_of(id))
                    .unwrap_or_default()
                    .to_owned(),
                Actor::Desk => look.words.text("late-nobody"),
                Actor::Supervisor => look.words.text("late-supervisor"),
                Actor::Applicant => look.words.text("late-applicant"),
                Actor::Others => look.words.text("late-others"),
                Actor::Post => look.words.text("late-post"),
            };
            format!("{name} ({count})")
        }
    }
}

/// The file under the cursor: its account, and its forecast with what that rests on.
fn about(desk: &Workplace, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let item = desk.late.item();
    let row = item.and_then(|item| desk.projection.row(item.place));
    let (Some(item), Some(row)) = (item, row) else { return Vec::new() };
    let text = [verdict(desk, item, row, look), account(item, row, look), forecast(desk, row, look)].concat();
    let wrapped = wrap(&text, cells.saturating_sub(2)).into_iter();
    wrapped.map(|line| Line::styled(format!(" {line}"), look.theme.style(Role::Dim))).collect()
}

/// What the definition chosen says of an open file that is late, and on what grounds; the line says it where
/// days are compared.
fn verdict(desk: &Workplace, item: Item, row: &Row, look: &Look) -> String {
    if item.part != Part::Late || desk.late.definition == Definition::Report {
        return String::new();
    }
    format!("{}. ", verdict_words(&desk.late.verdict(row, &desk.projection, &desk.law), &look.words))
}

fn account(item: Item, row: &Row, look: &Look) -> String {
    let rounds = if row.rounds == 0 {
        String::new()
    } else {
        let (rounds, given) = (u32::from(row.rounds), u32::from(row.accounts.rounds()));
        let args = [("rounds", Arg::from(rounds)), ("given", Arg::from(given))];
        format!("{} ", look.words.text_with("late-rounds-accounted", &args))
    };
    let owed = matches!(item.part, Part::Late | Part::Account | Part::Review)
        || row.accounts.lateness() != AccountState::Owed;
    if !owed {
        return rounds;
    }
    let state: &str = row.accounts.lateness().into();
    format!("{} {rounds}", look.words.text(&format!("account-state-{state}")))
}

fn forecast(desk: &Workplace, row: &Row, look: &Look) -> String {
    let Some(told) = desk.late.forecast(row, &desk.projection, &desk.law) else {
        return if row.is_running() { look.words.text("late-no-forecast") } else { String::new() };
    };
    let code = desk.projection.procedure(row);
    let step = desk.projection.step(told.step).unwrap_or_default();
    let step = code.and_then(|code| desk.law.step_name(code, step)).unwrap_or(step);
    let ready = day(told.ready);
    look.words.text_with(
        &format!("late-forecast-{}", <&str>::from(told.basis)),
        &[
            ("ready", Arg::from(&ready)),
            ("files", Arg::from(told.files)),
            ("half", Arg::from(told.half)),
            ("most", Arg::from(told.most)),
            ("step", Arg::from(step)),
        ],
    )
}
