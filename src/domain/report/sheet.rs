//! A report as a table: what screens, CSV, JSON, XLSX and papers all show, with what stands beneath it.
//!
//! Words are catalogue ids or data, never sentences. Must not know: how anything was counted or is shown.

use super::period::Period;
use super::scope::Reading;
use super::split::Split;
use crate::domain::moment::Moment;
use chrono::NaiveDate;

/// What something is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// A catalogue id.
    Id(String),
    /// Data, the same in every language.
    Data(String),
}

impl Word {
    /// A catalogue id.
    pub fn id(id: &str) -> Self {
        Self::Id(id.to_owned())
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: there are no data for it.
    Empty,
    /// A number of files, papers, đồng.
    Count(u64),
    /// A difference.
    Change(i64),
    /// Tenths, rounded half up: 913 is 91,3.
    Tenths(u64),
    /// Hundredths, rounded half up.
    Hundredths(u64),
    /// Words of the catalogue.
    Word(String),
    /// Data.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A moment.
    At(Moment),
}

impl Value {
    /// A share in per cent with one decimal, rounded half up; nothing of nothing is nothing.
    pub fn percent(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Empty } else { Self::Tenths((part * 2_000 + whole) / (whole * 2)) }
    }

    /// A share in per cent with two decimals, rounded half up.
    pub fn fine_percent(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Empty } else { Self::Hundredths((part * 20_000 + whole) / (whole * 2)) }
    }

    /// As text: numbers with the marks of a language, words by their id.
    pub fn shown(&self, marks: Marks) -> Word {
        let decimal = |n: u64, places: usize| {
            let unit = 10_u64.pow(places as u32);
            format!("{}{}{:0places$}", marks.grouped(n / unit), marks.decimal, n % unit)
        };
        Word::Data(match self {
            Self::Empty => String::new(),
            Self::Count(count) => marks.grouped(*count),
            Self::Change(change) if *change > 0 => format!("+{}", marks.grouped(change.unsigned_abs())),
            Self::Change(change) if *change < 0 => format!("-{}", marks.grouped(change.unsigned_abs())),
            Self::Change(_) => "0".to_owned(),
            Self::Tenths(tenths) => decimal(*tenths, 1),
            Self::Hundredths(hundredths) => decimal(*hundredths, 2),
            Self::Word(id) => return Word::Id(id.clone()),
            Self::Text(text) => text.clone(),
            Self::Day(day) => crate::domain::moment::day(*day),
            Self::At(at) => at.to_string(),
        })
    }

    /// A mean with one decimal, rounded half up.
    pub fn mean(sum: u64, count: u64) -> Self {
        if count == 0 { Self::Empty } else { Self::Tenths((sum * 20 + count) / (count * 2)) }
    }
}

/// How a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Before decimals.
    pub decimal: char,
    /// Between thousands; none writes digits alone.
    pub group: Option<char>,
}

impl Marks {
    /// As Vietnamese papers write them: `1.234,5`.
    pub const VIETNAMESE: Self = Self { decimal: ',', group: Some('.') };
    /// As English papers write them: `1,234.5`.
    pub const ENGLISH: Self = Self { decimal: '.', group: Some(',') };
    /// For programs: `1234.5`.
    pub const PLAIN: Self = Self { decimal: '.', group: None };

    /// A number with its thousands apart.
    pub fn grouped(self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if let Some(group) = self.group
                && at > 0
                && (digits.len() - at).is_multiple_of(3)
            {
                text.push(group);
            }
            text.push(digit);
        }
        text
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Stable name for other programs, such as `c3`.
    pub key: String,
    /// Its heading.
    pub name: Word,
    /// The columns it is the sum of, by place; empty when it is counted.
    pub sum_of: Vec<usize>,
    /// Whether the last line is the sum of the lines above it.
    pub adds_up: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Stable name for other programs.
    pub key: String,
    /// What it counts, as shown.
    pub name: Word,
    /// One cell a column.
    pub cells: Vec<Value>,
}

/// Lines that stand together under a heading, with their sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Stable name for other programs.
    pub key: String,
    /// What stands in it.
    pub name: Word,
    /// Place of its first line.
    pub first: usize,
    /// Place after its last line.
    pub end: usize,
    /// Sums of its lines; empty where a column does not add up.
    pub cells: Vec<Value>,
}

/// A row of a sheet as it is shown.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// The heading of a group, before its lines.
    Group(&'a Group),
    /// A line.
    Line(&'a Line),
    /// All lines together.
    Total(&'a [Value]),
}

impl<'a> Shown<'a> {
    /// Its cells.
    pub const fn cells(self) -> &'a [Value] {
        match self {
            Self::Group(group) => group.cells.as_slice(),
            Self::Line(line) => line.cells.as_slice(),
            Self::Total(cells) => cells,
        }
    }

    /// Its name.
    pub fn name(self) -> Word {
        match self {
            Self::Group(group) => group.name.clone(),
            Self::Line(line) => line.name.clone(),
            Self::Total(_) => Word::id("report-all"),
        }
    }
}

/// An identity between columns, in every line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// As written, such as `3 = 4 + 5 + 6`.
    pub name: String,
    /// Whether it holds in every line and in the total.
    pub holds: bool,
}

/// Whether names of persons are in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Names {
    /// There are none.
    None,
    /// In a column, masked.
    Masked(usize),
    /// In a column, whole, for a reason that is kept.
    Shown(usize, String),
}

/// A sentence: a catalogue id and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The id.
    pub id: String,
    /// Names and values.
    pub values: Vec<(&'static str, String)>,
}

/// What stands beneath every report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The period.
    pub period: Period,
    /// The last day looked at: the end of the period, or today when that is earlier.
    pub through: NaiveDate,
    /// The definition of lateness, by its name.
    pub lateness: &'static str,
    /// The latest event of the data.
    pub last_event: Option<Moment>,
    /// Version of the calendar.
    pub calendar: String,
    /// How buckets that offices count differently were counted.
    pub reading: Reading,
    /// Whether names of persons are in it.
    pub names: Names,
    /// Further remarks by catalogue id, such as what data are lacking.
    pub notes: Vec<&'static str>,
}

impl Sheet {
    /// Every row as it is shown: headings of groups before their lines, the total last.
    pub fn shown(&self) -> impl Iterator<Item = Shown<'_>> {
        let line = |(at, line)| {
            let group = self.groups.iter().find(|group| group.first == at).map(Shown::Group);
            group.into_iter().chain([Shown::Line(line)])
        };
        self.lines.iter().enumerate().flat_map(line).chain(self.total.as_deref().map(Shown::Total))
    }

    /// The sentences that stand beneath it.
    pub fn beneath(&self) -> Vec<Sentence> {
        let basis = &self.basis;
        let says = |id: String, values: Vec<(&'static str, String)>| Sentence { id, values };
        let day = crate::domain::moment::day;
        let mut lines = vec![
            says(
                "basis-period".to_owned(),
                vec![
                    ("from", day(basis.period.from)),
                    ("to", day(basis.period.to)),
                    ("through", day(basis.through)),
                ],
            ),
            says(format!("basis-lateness-{}", basis.lateness), Vec::new()),
        ];
        if self.kind.reads_buckets() {
            let (waiting, ending): (&str, &str) = (basis.reading.waiting.into(), basis.reading.ending.into());
            lines.push(says(format!("basis-waiting-{waiting}"), Vec::new()));
            lines.push(says(format!("basis-ending-{ending}"), Vec::new()));
        }
        lines.extend(basis.notes.iter().map(|id| says((*id).to_owned(), Vec::new())));
        let (broken, kept): (Vec<&Check>, Vec<&Check>) = self.checks.iter().partition(|check| !check.holds);
        for (id, checks) in [("basis-checks-fail", broken), ("basis-checks-hold", kept)] {
            if !checks.is_empty() {
                let names: Vec<&str> = checks.iter().map(|check| check.name.as_str()).collect();
                lines.push(says(id.to_owned(), vec![("checks", names.join("; "))]));
            }
        }
        match &basis.names {
            Names::None => {}
            Names::Masked(_) => lines.push(says("basis-masked".to_owned(), Vec::new())),
            Names::Shown(_, reason) => {
                lines.push(says("basis-unmasked".to_owned(), vec![("reason", reason.clone())]));
            }
        }
        let calendar = ("calendar", basis.calendar.clone());
        lines.push(match basis.last_event {
            Some(at) => says("basis-last-event".to_owned(), vec![("at", at.to_string()), calendar]),
            None => says("basis-no-events".to_owned(), vec![calendar]),
        });
        lines
    }

    /// The sheet with names of persons written out, for a reason. Without this they are masked.
    pub fn with_names(mut self, scope: &super::scope::Scope<'_>, reason: &str) -> Self {
        if let Names::Masked(column) = self.basis.names {
            super::arrivals::unmask(&mut self.lines, column, scope);
            self.basis.names = Names::Shown(column, reason.to_owned());
        }
        self
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which.
    pub kind: super::Kind,
    /// What its lines are.
    pub split: Split,
    /// Heading of the lines.
    pub heading: Word,
    /// Columns.
    pub columns: Vec<Column>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Lines that stand together, in order; none where lines stand by themselves.
    pub groups: Vec<Group>,
    /// All lines together, where that has a meaning.
    pub total: Option<Vec<Value>>,
    /// Identities that were checked.
    pub checks: Vec<Check>,
    /// What stands beneath it.
    pub basis: Basis,
}
