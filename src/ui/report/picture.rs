//! Pictures of a report, legible without colour: every part has a letter, every day its figure.
//!
//! Must not know: what was counted.

use super::{shown, word};
use crate::app::model::Workplace;
use crate::domain::moment::day;
use crate::domain::report::picture::{Picture, PictureKind};
use crate::domain::report::sheet::{Sheet, Value, Word};
use crate::look::Look;
use crate::look::role::Role;
use crate::ui::widgets::text::{fit, fit_right};
use chrono::{Datelike as _, NaiveDate};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Paragraph};

/// Letters of the parts of a whole.
const LETTERS: &str = "ABCDEFGHIJKLMNOP";

/// Draws it; returns how many lines fit.
pub(super) fn view(
    desk: &Workplace,
    sheet: &Sheet,
    kind: PictureKind,
    picture: &Picture,
    look: &Look,
    frame: &mut Frame<'_>,
    inner: Rect,
) -> u16 {
    let notes = super::sheet::beneath(sheet, usize::from(inner.width), look);
    let [head, body, foot] =
        Layout::vertical([Constraint::Length(2), Constraint::Min(1), Constraint::Length(2)]).areas(inner);
    let name: &str = kind.into();
    let mut title = look.words.text(&format!("picture-{name}"));
    if let Picture::Bars { of, .. } = picture {
        title = format!("{title}: {}", word(of, look));
    }
    frame.render_widget(
        Paragraph::new(Line::styled(format!(" {title}"), look.theme.style(Role::Title))),
        head,
    );
    let cells = usize::from(body.width);
    let lines = match picture {
        Picture::Bars { bars, .. } => draw_bars(bars, cells, look),
        Picture::Shares { parts, lines } => draw_shares(parts, lines, cells, look),
        Picture::Months(months) => {
            draw_months(months, look, frame, body);
            Vec::new()
        }
        Picture::Days(days) => draw_days(days, cells, look),
    };
    if !lines.is_empty() {
        let skip = desk.report.cursor.min(lines.len().saturating_sub(usize::from(body.height)));
        frame.render_widget(Paragraph::new(lines.into_iter().skip(skip).collect::<Vec<_>>()), body);
    }
    frame.render_widget(Paragraph::new(notes), foot);
    if desk.overlays.is_empty() {
        frame.set_cursor_position(Position::new(head.x, head.y));
    }
    body.height
}

fn draw_bars(bars: &[(Word, u64)], cells: usize, look: &Look) -> Vec<Line<'static>> {
    let name = (cells / 3).clamp(14, 48);
    let most = bars.iter().map(|(_, length)| *length).max().unwrap_or(0).max(1);
    let room = cells.saturating_sub(name + 12) as u64;
    bars.iter()
        .map(|(of, length)| {
            let filled = (length * room).div_ceil(most) as usize;
            Line::from(vec![
                Span::styled(
                    format!(
                        " {}{} ",
                        fit(&word(of, look), name, look.glyphs.cut),
                        fit_right(&shown(&Value::Count(*length), look), 9)
                    ),
                    look.theme.style(Role::Text),
                ),
                Span::styled(look.glyphs.bar.repeat(filled), look.theme.style(Role::Gauge)),
            ])
        })
        .collect()
}

/// Every line as long as every other, filled with the letters of its parts.
fn draw_shares(parts: &[Word], lines: &[(Word, Vec<u64>)], cells: usize, look: &Look) -> Vec<Line<'static>> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let roles =
        [Role::Gauge, Role::DueSoon, Role::Overdue, Role::Waiting, Role::Done, Role::KeyHint, Role::Match];
    let style = |at: usize| look.theme.style(roles.get(at % roles.len()).copied().unwrap_or(Role::Text));
    let legend = parts.iter().enumerate().map(|(at, part)| {
        let letter = letters.get(at).copied().unwrap_or('?');
        Line::styled(format!(" {letter} = {}", word(part, look)), style(at))
    });
    let name = (cells / 3).clamp(14, 48);
    let room = cells.saturating_sub(name + 12);
    let bar = |(of, lengths): &(Word, Vec<u64>)| {
        let whole: u64 = lengths.iter().sum();
        let mut spans = vec![Span::styled(
            format!(
                " {}{} ",
                fit(&word(of, look), name, look.glyphs.cut),
                fit_right(&shown(&Value::Count(whole), look), 9)
            ),
            look.theme.style(Role::Text),
        )];
        let (mut drawn, mut passed) = (0_usize, 0_u64);
        for (at, length) in lengths.iter().enumerate() {
            passed += length;
            let end = (passed * room as u64).checked_div(whole).unwrap_or(0) as usize;
            let letter = letters.get(at).copied().unwrap_or('?').to_string();
            spans.push(Span::styled(letter.repeat(end - drawn), style(at)));
            drawn = end;
        }
        Line::from(spans)
    };
    lines.iter().map(bar).chain([Line::from("")]).chain(legend).collect()
}

/// Received and late by month, as lines.
fn draw_months(months: &[(NaiveDate, u32, u32)], look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        let text =
            Line::styled(format!(" {}", look.words.text("picture-empty")), look.theme.style(Role::Dim));
        frame.render_widget(Paragraph::new(text), area);
        return;
    };
    let number = |day: NaiveDate| f64::from(day.year() * 12 + day.month0() as i32);
    let points = |of: fn(&(NaiveDate, u32, u32)) -> u32| {
        months.iter().map(|month| (number(month.0), f64::from(of(month)))).collect::<Vec<_>>()
    };
    let (came, late) = (points(|month| month.1), points(|month| month.2));
    let most = months.iter().map(|month| month.1.max(month.2)).max().unwrap_or(0).max(1);
    let set = |name: &str, data, marker, role| {
        let graph = if look.glyphs.bar == "#" { GraphType::Scatter } else { GraphType::Line };
        Dataset::default()
            .name(look.words.text(name))
            .marker(marker)
            .graph_type(graph)
            .style(look.theme.style(role))
            .data(data)
    };
    let data = vec![
        set("picture-received", came.as_slice(), Marker::Dot, Role::Gauge),
        set("picture-late", late.as_slice(), Marker::Block, Role::Overdue),
    ];
    let style = look.theme.style(Role::Dim);
    let month = |day: NaiveDate| day.format("%m/%Y").to_string();
    let x = Axis::default()
        .bounds([number(first.0), number(last.0).max(number(first.0) + 1.0)])
        .labels([month(first.0), month(last.0)])
        .style(style);
    let y = Axis::default()
        .bounds([0.0, f64::from(most)])
        .labels(["0".to_owned(), (most / 2).to_string(), most.to_string()])
        .style(style);
    frame.render_widget(Chart::new(data).x_axis(x).y_axis(y).style(look.theme.style(Role::Text)), area);
}

/// A calendar: weeks across, weekdays down; a day shows its count, `+` from ten on.
fn draw_days(days: &[(NaiveDate, u32, u32)], cells: usize, look: &Look) -> Vec<Line<'static>> {
    let weeks = cells.saturating_sub(14);
    let Some(last) = days.last().map(|last| last.0) else { return Vec::new() };
    let monday = |day: NaiveDate| day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()));
    let first = days.first().map_or(last, |first| first.0);
    let first = monday(first).max(monday(last) - chrono::Days::new(7 * (weeks.max(1) as u64 - 1)));
    let columns = ((monday(last) - first).num_days() / 7 + 1) as usize;
    let mut lines = Vec::new();
    for (name, role, of) in [
        ("picture-received", Role::Gauge, (|day| day.1) as fn(&(NaiveDate, u32, u32)) -> u32),
        ("picture-late", Role::Overdue, |day| day.2),
    ] {
        let whole: u32 = days.iter().filter(|day| day.0 >= first).map(of).sum();
        let heading = format!(
            " {} ({}), {}-{}",
            look.words.text(name),
            shown(&Value::Count(u64::from(whole)), look),
            day(first),
            day(last)
        );
        lines.push(Line::styled(heading, look.theme.style(Role::Heading)));
        for weekday in 0..7_u64 {
            let label = look.words.text(&format!("weekday-{}", weekday + 1));
            let mut spans = vec![Span::styled(
                format!(" {} ", fit(&label, 10, look.glyphs.cut)),
                look.theme.style(Role::Dim),
            )];
            for week in 0..columns as u64 {
                let at = first + chrono::Days::new(week * 7 + weekday);
                let count =
                    days.binary_search_by_key(&at, |day| day.0).ok().and_then(|at| days.get(at)).map(of);
                let (text, style) = match count {
                    None => (" ".to_owned(), look.theme.style(Role::Dim)),
                    Some(0) => (".".to_owned(), look.theme.style(Role::Dim)),
                    Some(n @ 1..=9) => (n.to_string(), look.theme.style(role)),
                    Some(_) => ("+".to_owned(), look.theme.style(role)),
                };
                spans.push(Span::styled(text, style));
            }
            lines.push(Line::from(spans));
        }
    }
    lines
}
