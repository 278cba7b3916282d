//! The report pane: a report, a period, and a cursor on a figure that opens its files.
//!
//! Must not know: how figures are counted or drawn.

use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::projection::{Place, Projection};
use crate::domain::report::compare::compare;
use crate::domain::report::levels::{ByLevel, Cell, Levels, count, files as level_files};
use crate::domain::report::period::Period;
use crate::domain::report::picture::{self, Picture, PictureKind};
use crate::domain::report::scope::Scope;
use crate::domain::report::sheet::{Sheet, Shown};
use crate::domain::report::split::Split;
use crate::domain::report::{Kind, files, make};
use crate::domain::reporting::Preset;
use crate::domain::row::Row;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// A line of the report of levels that can have the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Under which heading.
    pub part: Part,
    /// What it counts.
    pub cell: Cell,
    /// The counts.
    pub levels: ByLevel,
}

/// The parts of the report of levels.
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

/// What a report is made from on the screen.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The rows.
    pub rows: &'a Projection,
    /// The law.
    pub law: &'a Law,
    /// The office.
    pub office: &'a Office,
    /// Today.
    pub today: NaiveDate,
}

/// The report as it is shown.
#[derive(Debug)]
pub struct ReportView {
    /// Which.
    pub kind: Kind,
    /// What its lines are.
    pub split: Split,
    /// Place of the preset among those the office has; none for two days of one's own.
    pub preset: Option<usize>,
    /// The period.
    pub period: Period,
    /// Whether the period before stands beside it.
    pub comparing: bool,
    /// The picture shown in place of the figures.
    pub picture: Option<(PictureKind, Picture)>,
    /// The report of levels, which has a shape of its own.
    pub levels: Levels,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Any other report.
    pub sheet: Option<Sheet>,
    /// The line with the cursor.
    pub cursor: usize,
    /// The column with the cursor.
    pub column: usize,
}

impl ReportView {
    /// The report of levels over the latest five-year plan that has files, or the present one.
    pub fn new(ground: Ground<'_>, now: Moment) -> Self {
        let presets = &ground.law.reporting.presets;
        let place = presets.iter().position(|preset| preset.key == "five-years");
        let period = |day: NaiveDate| {
            place
                .and_then(|at| presets.get(at))
                .map_or(Period { from: day, to: day }, |preset| preset.around(day))
        };
        let mut plans: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for day in ground.rows.rows().iter().filter_map(|row| row.received.date()) {
            *plans.entry(NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)).or_default() += 1;
        }
        let mut most: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for (year, files) in plans {
            *most.entry(period(year).from).or_default() += files;
        }
        // The plan most files belong to: what a supervisor looks at first.
        let first = most.iter().max_by_key(|(plan, files)| (**files, **plan)).map(|(plan, _)| *plan);
        let period = period(first.unwrap_or_else(|| now.date()));
        let mut view = Self {
            kind: Kind::Levels,
            split: Split::Field,
            preset: place,
            period,
            comparing: false,
            picture: None,
            levels: count(ground.rows, period, |row| field(ground, row)),
            lines: Vec::new(),
            sheet: None,
            cursor: 0,
            column: 0,
        };
        view.lines = lines(&view.levels);
        view
    }

    /// The preset in force.
    pub fn preset<'a>(&self, law: &'a Law) -> Option<&'a Preset> {
        law.reporting.presets.get(self.preset?)
    }

    /// Counts again.
    pub fn show(&mut self, ground: Ground<'_>) {
        if self.kind == Kind::Levels && !self.comparing && self.picture.is_none() {
            self.levels = count(ground.rows, self.period, |row| field(ground, row));
            self.lines = lines(&self.levels);
            self.sheet = None;
        } else {
            let scope = self.scope(ground);
            let mut sheet = make(self.kind, self.split, &scope);
            self.picture =
                self.picture.take().map(|(kind, _)| (kind, picture::of(kind, &sheet, self.column, &scope)));
            if self.comparing {
                let before =
                    Scope::new(ground.rows, ground.law, ground.office, self.before(ground.law), ground.today);
                sheet = compare(&make(self.kind, self.split, &before), &sheet);
            }
            self.column = self.column.min(sheet.columns.len().saturating_sub(1));
            self.sheet = Some(sheet);
        }
        self.cursor = self.cursor.min(self.count().saturating_sub(1));
    }

    /// What it is counted over.
    pub fn scope<'a>(&self, ground: Ground<'a>) -> Scope<'a> {
        Scope::new(ground.rows, ground.law, ground.office, self.period, ground.today)
    }

    /// The period before, of the preset, or as long as two days of one's own.
    pub fn before(&self, law: &Law) -> Period {
        self.preset(law).map_or_else(
            || {
                let days = (self.period.to - self.period.from).num_days();
                let to = self.period.from.pred_opt().unwrap_or(self.period.from);
                Period { from: to - chrono::TimeDelta::days(days), to }
            },
            |preset| preset.before(self.period),
        )
    }

    /// Goes to the period before or after.
    pub fn turn_period(&mut self, ground: Ground<'_>, forward: bool) {
        self.period = match (self.preset(ground.law), forward) {
            (Some(preset), true) => preset.after(self.period),
            (Some(_) | None, false) => self.before(ground.law),
            (None, true) => {
                let from = self.period.to.succ_opt().unwrap_or(self.period.to);
                Period { from, to: from + (self.period.to - self.period.from) }
            }
        };
        self.show(ground);
    }

    /// Takes a period of one's own.
    pub fn set_period(&mut self, ground: Ground<'_>, period: Period) {
        self.preset = None;
        self.period = period;
        self.show(ground);
    }

    /// Takes the next kind of period, around the last day of the present one.
    pub fn turn_preset(&mut self, ground: Ground<'_>, forward: bool) {
        let count = ground.law.reporting.presets.len();
        let next = match (self.preset, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at + count - 1,
            (None, _) => 0,
        };
        self.preset = (count > 0).then(|| next % count);
        if let Some(preset) = self.preset(ground.law) {
            self.period = preset.around(self.period.to);
        }
        self.show(ground);
    }

    /// Takes the next report.
    pub fn turn_kind(&mut self, ground: Ground<'_>, forward: bool) {
        let kinds: Vec<Kind> = Kind::iter().collect();
        let at = kinds.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let next = if forward { at + 1 } else { at + kinds.len() - 1 } % kinds.len();
        self.kind = kinds.get(next).copied().unwrap_or(Kind::Levels);
        self.split = self.kind.usual_split();
        (self.cursor, self.column, self.comparing, self.picture) = (0, 0, false, None);
        self.show(ground);
    }

    /// Takes the next meaning of a line; says whether there is one.
    pub fn turn_split(&mut self, ground: Ground<'_>) -> bool {
        if !self.kind.can_split() || self.kind == Kind::Levels && self.sheet.is_none() {
            return false;
        }
        let offered = |split: &Split| match split {
            Split::Weekday => false,
            Split::Form => self.kind == Kind::Results,
            Split::Field
            | Split::Procedure
            | Split::Officer
            | Split::Unit
            | Split::Body
            | Split::Channel
            | Split::Month => true,
        };
        let splits: Vec<Split> = Split::iter().filter(offered).collect();
        let at = splits.iter().position(|split| *split == self.split).unwrap_or(0);
        self.split = splits.get((at + 1) % splits.len()).copied().unwrap_or(Split::Field);
        self.cursor = 0;
        self.show(ground);
        true
    }

    /// Puts the period before beside this one, or takes it away.
    pub fn toggle_comparing(&mut self, ground: Ground<'_>) {
        self.comparing = !self.comparing && self.kind != Kind::Arrivals;
        (self.picture, self.column) = (None, 0);
        self.show(ground);
    }

    /// Shows the next picture, and after the last the figures.
    pub fn turn_picture(&mut self, ground: Ground<'_>) {
        let kinds: Vec<PictureKind> = PictureKind::iter().collect();
        let shown = self.picture.as_ref().and_then(|(shown, _)| kinds.iter().position(|kind| kind == shown));
        let next = kinds.get(shown.map_or(0, |at| at + 1)).copied();
        self.comparing = false;
        self.picture = next.map(|kind| (kind, Picture::Months(Vec::new())));
        self.show(ground);
    }

    /// Lines the cursor can be on: those of the report, and the total.
    pub fn count(&self) -> usize {
        match &self.sheet {
            Some(sheet) => sheet.shown().count(),
            None => self.lines.len(),
        }
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, lines: isize) {
        let last = self.count().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// Moves the cursor by columns; says whether there are any.
    pub fn step_column(&mut self, forward: bool) -> bool {
        let Some(sheet) = &self.sheet else { return false };
        let last = sheet.columns.len().saturating_sub(1);
        self.column = if forward { (self.column + 1).min(last) } else { self.column.saturating_sub(1) };
        true
    }

    /// The files behind the figure under the cursor.
    pub fn files(&self, ground: Ground<'_>) -> Vec<Place> {
        let Some(sheet) = &self.sheet else {
            let Some(line) = self.lines.get(self.cursor) else { return Vec::new() };
            return level_files(ground.rows, self.period, &line.cell, |row| field(ground, row));
        };
        let lines: Vec<Option<&str>> = match sheet.shown().nth(self.cursor) {
            Some(Shown::Line(line)) => vec![Some(line.key.as_str())],
            Some(Shown::Group(group)) => {
                let lines = sheet.lines.get(group.first..group.end).unwrap_or_default();
                lines.iter().map(|line| Some(line.key.as_str())).collect()
            }
            Some(Shown::Total(_)) | None => vec![None],
        };
        let (mut scope, mut column) = (self.scope(ground), self.column);
        if self.comparing {
            // Three columns a figure: before, now, the difference of both.
            let counted: Vec<usize> = make(self.kind, self.split, &scope)
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.adds_up)
                .map(|(at, _)| at)
                .collect();
            if column % 3 == 0 {
                scope =
                    Scope::new(ground.rows, ground.law, ground.office, self.before(ground.law), ground.today);
            }
            column = counted.get(column / 3).copied().unwrap_or(0);
        }
        let several = lines.len() > 1;
        let of = |line| files(self.kind, self.split, &scope, line, column);
        let mut found: Vec<Place> = lines.into_iter().flat_map(of).collect();
        if several {
            found.sort_unstable();
        }
        found
    }
}

/// The name of a cell of the report of levels as data.
pub fn cell_name(cell: &Cell) -> String {
    match cell {
        Cell::Level(level) => level.to_string(),
        Cell::Field(field) => field.clone(),
        Cell::Channel(channel) => <&str>::from(*channel).to_owned(),
        Cell::Year(year) => year.to_string(),
        Cell::All => String::new(),
    }
}

fn field(ground: Ground<'_>, row: &Row) -> String {
    ground.rows.procedure(row).map_or_else(|| "-".to_owned(), |code| ground.law.field_of(code))
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
    let line = |part: Part, cell: Cell, levels: ByLevel| Line { part, cell, levels };
    lines.extend(levels.by_field.iter().map(|of| line(Part::Field, Cell::Field(of.name.clone()), of.levels)));
    lines.extend(
        levels.by_channel.iter().map(|(channel, of)| line(Part::Channel, Cell::Channel(*channel), *of)),
    );
    lines.extend(levels.by_year.iter().map(|(year, of)| line(Part::Year, Cell::Year(*year), *of)));
    lines
}
