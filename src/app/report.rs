//! The report pane: a period, its figures, and a cursor on a figure that opens its files.
//!
//! Must not know: how figures are drawn.

use crate::domain::channel::Channel;
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::procedure::ProcedureCode;
use crate::domain::projection::{Place, Projection};
use crate::domain::report::levels::{ByLevel, Cell, Levels, count, files};
use crate::domain::report::period::{Period, Span};
use crate::domain::row::Row;
use chrono::Datelike as _;
use std::collections::BTreeMap;

/// A line of the report that can have the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Under which heading.
    pub part: Part,
    /// What it counts.
    pub cell: Cell,
    /// The counts.
    pub levels: ByLevel,
}

/// The parts of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// By online level.
    Level,
    /// By field.
    Field,
    /// By channel.
    Channel,
    /// By year.
    Year,
}

/// The report as it is shown.
#[derive(Debug)]
pub struct ReportView {
    /// How far a step goes.
    pub span: Span,
    /// The figures.
    pub levels: Levels,
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// The cursor.
    pub cursor: usize,
    /// The first line on the screen.
    pub top: usize,
}

impl ReportView {
    /// The report over the latest five-year plan that has files, or the present one.
    pub fn new(projection: &Projection, law: &Law, now: Moment) -> Self {
        let present = Period::around(now.date(), Span::FiveYears);
        let mut files: BTreeMap<i32, usize> = BTreeMap::new();
        for day in projection.rows().iter().filter_map(|row| row.received.date()) {
            *files.entry((day.year() - 1).div_euclid(5)).or_default() += 1;
        }
        // The plan most files belong to: what a supervisor looks at first.
        let most = files.iter().max_by_key(|(plan, files)| (**files, **plan)).map(|(plan, _)| *plan);
        let period = most
            .and_then(|plan| chrono::NaiveDate::from_ymd_opt(plan * 5 + 1, 1, 1))
            .map_or(present, |day| Period::around(day, Span::FiveYears));
        let mut view = Self {
            span: Span::FiveYears,
            levels: count(projection, period, |row| field(projection, law, row)),
            lines: Vec::new(),
            cursor: 0,
            top: 0,
        };
        view.lines = lines(&view.levels);
        view
    }

    /// Counts a period.
    pub fn show(&mut self, projection: &Projection, law: &Law, period: Period) {
        self.levels = count(projection, period, |row| field(projection, law, row));
        self.lines = lines(&self.levels);
        self.cursor = self.cursor.min(self.lines.len().saturating_sub(1));
    }

    /// Takes the next span: month, year, five years.
    pub fn turn_span(&mut self, projection: &Projection, law: &Law, forward: bool) {
        self.span = match (self.span, forward) {
            (Span::Month, true) | (Span::FiveYears, false) => Span::Year,
            (Span::Year, true) | (Span::Month, false) => Span::FiveYears,
            (Span::FiveYears, true) | (Span::Year, false) => Span::Month,
        };
        let period = Period::around(self.levels.period.to, self.span);
        self.show(projection, law, period);
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, lines: isize) {
        let last = self.lines.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// The files behind the figure under the cursor.
    pub fn files(&self, projection: &Projection, law: &Law) -> Vec<Place> {
        let Some(line) = self.lines.get(self.cursor) else { return Vec::new() };
        files(projection, self.levels.period, &line.cell, |row| field(projection, law, row))
    }
}

/// The name of a cell as data.
pub fn cell_name(cell: &Cell) -> String {
    match cell {
        Cell::Level(level) => level.to_string(),
        Cell::Field(field) => field.clone(),
        Cell::Channel(channel) => <&str>::from(*channel).to_owned(),
        Cell::Year(year) => year.to_string(),
        Cell::All => String::new(),
    }
}

fn field(projection: &Projection, law: &Law, row: &Row) -> String {
    projection.procedure(row).map_or_else(|| "-".to_owned(), |code: &ProcedureCode| law.field_of(code))
}

fn lines(levels: &Levels) -> Vec<Line> {
    let mut lines: Vec<Line> = (1..=4)
        .rev()
        .map(|level| {
            let mut counts = [0; 4];
            if let Some(count) = counts.get_mut(usize::from(level) - 1) {
                *count = levels.total.at(level);
            }
            Line { part: Part::Level, cell: Cell::Level(level), levels: ByLevel(counts) }
        })
        .collect();
    let by_field = levels.by_field.iter();
    lines.extend(by_field.map(|line| Line {
        part: Part::Field,
        cell: Cell::Field(line.name.clone()),
        levels: line.levels,
    }));
    let by_channel = levels.by_channel.iter();
    lines.extend(by_channel.map(|(channel, counts): &(Channel, ByLevel)| Line {
        part: Part::Channel,
        cell: Cell::Channel(*channel),
        levels: *counts,
    }));
    let by_year = levels.by_year.iter();
    lines.extend(by_year.map(|(year, counts)| Line {
        part: Part::Year,
        cell: Cell::Year(*year),
        levels: *counts,
    }));
    lines
}
