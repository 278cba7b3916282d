//! The report of levels: counts with bars, then by field, channel and year; each figure opens its files.
//!
//! Must not know: how anything is counted.

use crate::app::model::Workplace;
use crate::app::report::{Line as ReportLine, Part, cell_name};
use crate::domain::report::levels::Cell;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use crate::ui::widgets::text::{fit, fit_right, grouped, width, wrap};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Cells of a count.
const COUNT: usize = 8;

/// Draws it inside the frame; returns how many lines fit.
pub(super) fn view(desk: &Workplace, look: &Look, frame: &mut Frame<'_>, inner: Rect) -> u16 {
    let notes = timeliness(desk, usize::from(inner.width), look);
    let [head, body, foot] = Layout::vertical([
        Constraint::Length(2),
        Constraint::Min(1),
        Constraint::Length(notes.len().min(6) as u16),
    ])
    .areas(inner);
    frame.render_widget(Paragraph::new(summary(desk, look)), head);
    let cells = usize::from(body.width);
    let (lines, cursor) = lines(desk, cells, look);
    super::list(desk, look, frame, body, lines, cursor);
    frame.render_widget(Paragraph::new(notes), foot);
    body.height
}

/// The sentence the report is for: so many files, so much at level 4.
fn summary(desk: &Workplace, look: &Look) -> Vec<Line<'static>> {
    let levels = &desk.report.levels;
    let total = grouped(u64::from(levels.total.total()));
    let four = grouped(u64::from(levels.total.at(4)));
    let sentence = match levels.total.per_mille(4) {
        Some(share) => look.words.text_with(
            "report-share",
            &[
                ("total", Arg::from(&total)),
                ("four", Arg::from(&four)),
                ("share", Arg::from(&percent(share))),
            ],
        ),
        None => look.words.text("report-empty"),
    };
    vec![Line::styled(format!(" {sentence}"), look.theme.style(Role::Title)), Line::from("")]
}

/// All lines with their headings, and where the cursor is among them.
fn lines(desk: &Workplace, cells: usize, look: &Look) -> (Vec<Line<'static>>, usize) {
    let report = &desk.report;
    let (mut lines, mut cursor, mut part) = (Vec::new(), 0, None);
    for (at, line) in report.lines.iter().enumerate() {
        if part != Some(line.part) {
            if part.is_some() {
                lines.push(Line::from(""));
            }
            lines.push(heading(line.part, cells, look));
            part = Some(line.part);
        }
        if at == report.cursor {
            cursor = lines.len();
        }
        let selected = at == report.cursor;
        lines.push(match line.part {
            Part::Level => level_line(desk, line, selected, cells, look),
            Part::Field | Part::Channel | Part::Year => count_line(line, selected, cells, look),
        });
    }
    (lines, cursor)
}

fn heading(part: Part, cells: usize, look: &Look) -> Line<'static> {
    let name: &str = part.into();
    let name = look.words.text(&format!("report-by-{name}"));
    let text = match part {
        Part::Level => fit(&format!("  {name}"), cells, look.glyphs.cut),
        Part::Field | Part::Channel | Part::Year => {
            let columns: String =
                (1..=4).map(|level| fit_right(&look.words.short(&format!("level-{level}")), COUNT)).collect();
            let columns = format!("{columns}{}", fit_right(&look.words.text("report-total"), COUNT));
            format!("  {}{columns}", fit(&name, cells.saturating_sub(2 + COUNT * 5), look.glyphs.cut))
        }
    };
    Line::styled(text, look.theme.style(Role::Heading))
}

fn level_line(
    desk: &Workplace,
    line: &ReportLine,
    selected: bool,
    cells: usize,
    look: &Look,
) -> Line<'static> {
    let Cell::Level(level) = line.cell else { return Line::from("") };
    let total = &desk.report.levels.total;
    let count = total.at(level);
    let share = total.per_mille(level).map(percent).unwrap_or_default();
    let mark = if selected { look.glyphs.cursor } else { " " };
    let left = format!(
        "{} {}{}{} ",
        fit(mark, 1, ""),
        fit(&look.words.text(&format!("level-{level}")), 12, look.glyphs.cut),
        fit_right(&grouped(u64::from(count)), COUNT),
        fit_right(&share, COUNT)
    );
    let room = cells.saturating_sub(width(&left) + 1);
    let filled = (u64::from(count) * room as u64).div_ceil(u64::from(total.total().max(1))) as usize;
    Line::from(vec![
        Span::styled(left, look.theme.cell(selected, Role::Text)),
        Span::styled(look.glyphs.bar.repeat(filled), look.theme.style(Role::Gauge)),
        Span::styled(look.glyphs.bar_empty.repeat(room - filled), look.theme.style(Role::Dim)),
    ])
}

fn count_line(line: &ReportLine, selected: bool, cells: usize, look: &Look) -> Line<'static> {
    let mark = if selected { look.glyphs.cursor } else { " " };
    let name = match &line.cell {
        Cell::Channel(channel) => {
            let key: &str = (*channel).into();
            look.words.text(&format!("channel-{key}"))
        }
        Cell::Level(_) | Cell::Field(_) | Cell::Year(_) | Cell::All => cell_name(&line.cell),
    };
    let counts: String =
        (1..=4).map(|level| fit_right(&grouped(u64::from(line.levels.at(level))), COUNT)).collect();
    let total = fit_right(&grouped(u64::from(line.levels.total())), COUNT);
    let name = fit(&name, cells.saturating_sub(2 + COUNT * 5), look.glyphs.cut);
    Line::styled(format!("{} {name}{counts}{total}", fit(mark, 1, "")), look.theme.cell(selected, Role::Text))
}

fn timeliness(desk: &Workplace, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let levels = &desk.report.levels;
    let parts: Vec<String> = levels
        .timeliness
        .iter()
        .map(|(kind, count)| {
            let name: &str = (*kind).into();
            format!(
                "{} {}",
                look.words.text(&format!("timeliness-{name}")).to_lowercase(),
                grouped(u64::from(*count))
            )
        })
        .collect();
    let separator = format!(" {} ", look.glyphs.separator);
    let text = format!("{}: {}", look.words.text("report-results"), parts.join(&separator));
    let left_out = look.words.text_with("report-left-out", &[("count", Arg::from(levels.not_accepted))]);
    let definition = format!("{} {left_out}", look.words.text("report-definition"));
    let mut lines = Vec::new();
    for (text, role) in [(text, Role::Text), (definition, Role::Dim)] {
        let wrapped = wrap(&text, cells.saturating_sub(2)).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!(" {line}"), look.theme.style(role))));
    }
    lines
}

fn percent(per_mille: u32) -> String {
    format!("{},{} %", per_mille / 10, per_mille % 10)
}
