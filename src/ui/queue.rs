//! The queue: filters with counts on the left, the list beside them. Draws only what is visible.
//!
//! Must not know: how a list is made or ordered.

use super::widgets::scroll;
use super::widgets::text::{fit, fit_right, grouped, width};
use super::words;
use crate::app::model::Workplace;
use crate::domain::queue::{Days, Filter};
use crate::domain::row::{Minute, Row};
use crate::input::command::Pane;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::{Role, Urgency};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use strum::IntoEnumIterator as _;

const FILTERS: u16 = 23;
const CODE: usize = 11;
const DUE: usize = 14;
/// Cells of the due column where there is room for its longest words.
const WIDE_DUE: usize = 17;
/// Cells of a duty with its time.
const DUTY: usize = 20;
const STAGE: usize = 16;

/// Draws it; returns how many cases fit.
pub fn view(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, area: Rect) -> u16 {
    let [side, main] = Layout::horizontal([Constraint::Length(FILTERS), Constraint::Min(20)]).areas(area);
    filters(desk, look, frame, side);
    let inner = scroll::frame(frame, main, &title(desk, look), true, look);
    let [head, body] = Layout::vertical([Constraint::Length(1), Constraint::Min(1)]).areas(inner);
    heading(desk, look, frame, head);
    let height = usize::from(body.height);
    let queue = &desk.queue;
    if queue.places.is_empty() {
        let id = if queue.search.is_some() { "queue-nothing-found" } else { "queue-empty" };
        let text = super::widgets::text::wrap(&look.words.text(id), usize::from(body.width)).join("\n");
        frame.render_widget(Paragraph::new(text).style(look.theme.style(Role::Dim)), body);
        cursor(desk, look, frame, main, body, 0);
        return body.height;
    }
    let top = scroll::first_line(queue.top, queue.cursor, height);
    let lines: Vec<Line<'_>> = queue
        .places
        .iter()
        .enumerate()
        .skip(top)
        .take(height)
        .filter_map(|(at, place)| {
            let row = desk.projection.row(*place)?;
            Some(case_line(desk, row, at == queue.cursor, usize::from(body.width), look))
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), body);
    scroll::marks(frame, body, top > 0, top + height < queue.places.len(), look);
    cursor(desk, look, frame, main, body, top);
    body.height
}

/// One case as a line of a list of this width.
pub fn case_line(desk: &Workplace, row: &Row, selected: bool, cells: usize, look: &Look) -> Line<'static> {
    line_standing(desk, row, None, selected, cells, look)
}

/// The same, with a standing of its own in the last column and the urgency of what is overdue.
pub fn line_standing(
    desk: &Workplace,
    row: &Row,
    standing: Option<String>,
    selected: bool,
    cells: usize,
    look: &Look,
) -> Line<'static> {
    let duty =
        (desk.queue.filter == Filter::Duties && desk.queue.figure.is_none() && desk.pane != Pane::Late)
            .then(|| desk.projection.find(row.id).and_then(|place| desk.duties.shown_for(place)))
            .flatten();
    let urgency = match duty {
        Some(duty) => words::duty_urgency(duty, desk),
        None if standing.is_some() => Urgency::Overdue,
        None => words::urgency(row.standing(desk.days.today), is_soon(row, desk.days)),
    };
    let tagged = desk.queue.tags.contains(&row.id);
    let style = look.theme.row(selected, urgency);
    let plain = look.theme.cell(selected, Role::Text);
    let mark = if selected { look.glyphs.cursor } else { " " };
    let tag = if tagged { look.glyphs.tagged } else { " " };
    let code =
        words::short_code(&desk.projection.code(row).to_string(), desk.office.code.as_str()).to_owned();
    let due =
        standing.unwrap_or_else(|| duty.map_or_else(|| due(desk, row, look), |duty| words::duty(look, duty)));
    // Narrow: mark, code, owner, due. Wider: the stage. Wider still: the procedure.
    let due_cells = match (duty, cells > 72) {
        (Some(_), _) => DUTY,
        (None, true) => WIDE_DUE,
        (None, false) => DUE,
    };
    let fixed = 2 + 2 + CODE + 1 + due_cells;
    let rest = cells.saturating_sub(fixed);
    let stage = if rest >= STAGE + 16 { STAGE } else { 0 };
    let procedure = if rest >= STAGE + 48 { (rest - STAGE) / 2 } else { 0 };
    let owner = rest.saturating_sub(stage + procedure);
    let mut spans = vec![
        Span::styled(
            format!("{}{}", fit(mark, 1, ""), fit(tag, 1, "")),
            look.theme.cell(selected, Role::Tag),
        ),
        Span::styled(fit(look.glyphs.urgency(urgency), 2, ""), style),
        Span::styled(format!("{} ", fit(&code, CODE, look.glyphs.cut)), plain),
        Span::styled(fit(&format!("{} ", desk.owner_of(row)), owner, look.glyphs.cut), plain),
    ];
    if procedure > 0 {
        let name = words::procedure(&desk.law, desk.projection.procedure(row));
        spans.push(Span::styled(
            fit(&name, procedure - 1, look.glyphs.cut),
            look.theme.cell(selected, Role::Dim),
        ));
        spans.push(Span::styled(" ", plain));
    }
    if stage > 0 {
        let name: &str = row.stage.into();
        let name = look.words.short(&format!("stage-{name}"));
        spans
            .push(Span::styled(fit(&name, stage - 1, look.glyphs.cut), look.theme.cell(selected, Role::Dim)));
        spans.push(Span::styled(" ", plain));
    }
    spans.push(Span::styled(fit(&due, due_cells, look.glyphs.cut), style));
    Line::from(spans)
}

/// Whether the most urgent duty is past its time.
fn owed_already(desk: &Workplace) -> bool {
    let first = desk.duties.shown().first();
    first.is_some_and(|(duty, _)| words::duty_urgency(*duty, desk) == Urgency::Overdue)
}

/// Whether a row is due soon.
pub fn is_soon(row: &Row, days: Days) -> bool {
    row.due <= Minute::start_of(days.soon)
}

/// The last column: how the case stands, or since when it waits.
fn due(desk: &Workplace, row: &Row, look: &Look) -> String {
    let standing = words::standing(look, row.standing(desk.days.today), desk);
    if !standing.is_empty() {
        return standing;
    }
    let since = row.arrived.moment().map(|at| at.local().format("%d/%m %H:%M").to_string());
    since.unwrap_or_default()
}

/// What the list shows, and how many.
fn heading_words(desk: &Workplace, look: &Look) -> String {
    let queue = &desk.queue;
    let count = grouped(queue.places.len() as u64);
    let name: &str = if queue.beyond { Filter::All } else { queue.filter }.into();
    let id = if queue.figure.is_some() { "queue-figure".to_owned() } else { format!("filter-{name}") };
    let what = look.words.text(&id);
    format!("{what} ({count})")
}

fn title(desk: &Workplace, look: &Look) -> String {
    let queue = &desk.queue;
    let search = queue.search.as_ref().map(|search| format!(" /{}", search.line.text())).unwrap_or_default();
    let tags = match queue.tags.len() {
        0 => String::new(),
        n => format!(" {}", look.words.text_with("queue-tagged", &[("count", Arg::from(n))])),
    };
    format!("{}{search}{tags}", heading_words(desk, look))
}

fn heading(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let key: &str = desk.queue.sort.key.into();
    let sign = if desk.queue.sort.reversed { look.glyphs.descending } else { look.glyphs.ascending };
    let sort = look.words.text(&format!("sort-{key}"));
    let text = format!("    {} {}", look.words.text("queue-sorted-by"), sort);
    let text = format!("{text} {sign}");
    let cells = usize::from(area.width);
    let text = fit(&text, cells, look.glyphs.cut);
    frame.render_widget(Paragraph::new(text).style(look.theme.style(Role::Heading)), area);
}

fn filters(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let inner = scroll::frame(frame, area, &look.words.text("queue-filters"), false, look);
    let cells = usize::from(inner.width);
    let lines: Vec<Line<'_>> = Filter::iter()
        .filter(|filter| filter.is_offered(&desk.projection))
        .map(|filter| {
            let name: &str = filter.into();
            let count = if filter == Filter::Duties {
                desk.duties.shown().len() as u32
            } else {
                desk.projection.count(filter, desk.days)
            };
            let shown = if count == 0 { String::new() } else { grouped(u64::from(count)) };
            let current = filter == desk.queue.filter && desk.queue.figure.is_none();
            let role = if count == 0 {
                Role::Dim
            } else if filter == Filter::Overdue || (filter == Filter::Duties && owed_already(desk)) {
                Role::Overdue
            } else if filter == Filter::DueSoon {
                Role::DueSoon
            } else {
                Role::Text
            };
            let mark = if current { look.glyphs.cursor } else { " " };
            let name = look.words.short(&format!("filter-{name}"));
            let room = cells.saturating_sub(3 + width(&shown));
            Line::styled(
                format!(
                    "{} {} {}",
                    fit(mark, 1, ""),
                    fit(&name, room, look.glyphs.cut),
                    fit_right(&shown, width(&shown))
                ),
                look.theme.cell(current, role),
            )
        })
        .collect();
    frame.render_widget(Paragraph::new(lines), inner);
}

/// The real cursor: in the search line while typing, else on the row.
fn cursor(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, main: Rect, body: Rect, top: usize) {
    let queue = &desk.queue;
    if !desk.overlays.is_empty() {
        return;
    }
    let at = (queue.cursor.saturating_sub(top) as u16).min(body.height.saturating_sub(1));
    let mut position = Position::new(body.x, body.y + at);
    if let Some(search) = queue.search.as_ref().filter(|search| search.open) {
        // The title stands behind the corner and a space; the search text follows its slash.
        let before: String = search.line.text().chars().take(search.line.cursor()).collect();
        let x = main.x as usize + 2 + width(&heading_words(desk, look)) + 2 + width(&before);
        position = Position::new((x as u16).min(main.right().saturating_sub(2)), main.y);
    }
    frame.set_cursor_position(position);
}
