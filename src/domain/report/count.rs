//! Counting: one pass over the rows, one function of a row, for every report that counts files.
//!
//! The function says in which counters a row stands; the same function finds the files behind a cell, so
//! that a figure and its files cannot differ. Must not know: which report it serves.

use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use super::split::{Lines, Split};
use crate::domain::projection::Place;
use crate::domain::row::Row;

/// The counters a row stands in: one bit each, at most 64.
pub type Bits = u64;

/// What a counter adds for a row.
#[derive(Clone, Copy)]
pub enum Weight {
    /// One: files are counted.
    One,
    /// Something a row has a number of.
    Of(fn(&Row, &Scope<'_>) -> u64),
}

/// How a column is made of counters.
#[derive(Clone)]
pub enum Made {
    /// A counter.
    Counter(usize),
    /// A share in per cent of one counter in another.
    Percent(usize, usize),
    /// A mean: one counter over another.
    Mean(usize, usize),
}

impl Made {
    /// The counter whose files a cell opens.
    const fn opens(&self) -> usize {
        match self {
            Self::Counter(at) | Self::Percent(at, _) => *at,
            Self::Mean(_, of) => *of,
        }
    }

    fn value(&self, counts: &[u64]) -> Value {
        let at = |at: usize| counts.get(at).copied().unwrap_or(0);
        match self {
            Self::Counter(counter) => Value::Count(at(*counter)),
            Self::Percent(part, whole) => Value::percent(at(*part), at(*whole)),
            Self::Mean(sum, count) => Value::mean(at(*sum), at(*count)),
        }
    }
}

/// A report that counts files.
pub struct Spec {
    /// The counters a row stands in; none when it does not concern the report.
    pub bits: fn(&Row, &Scope<'_>) -> Bits,
    /// What each counter adds.
    pub weights: Vec<Weight>,
    /// The columns: stable key, catalogue id or data of the heading, how it is made.
    pub columns: Vec<(String, Word, Made)>,
    /// Columns that are sums of others: a column, and those it is the sum of.
    pub sums: &'static [(usize, &'static [usize])],
    /// What is counted and belongs to no file, as a line of its own.
    pub extra: Option<fn(&Scope<'_>) -> Extra>,
}

/// Counts that belong to no file.
pub struct Extra {
    /// Stable name of the line.
    pub key: &'static str,
    /// What it is.
    pub name: Word,
    /// One count a counter.
    pub counts: Vec<u64>,
}

impl Spec {
    /// A report whose columns are its counters, each adding one a file, with headings `column-KEY`.
    pub fn counters(bits: fn(&Row, &Scope<'_>) -> Bits, keys: &[&str]) -> Self {
        let column = |(at, key): (usize, &&str)| {
            ((*key).to_owned(), Word::Id(format!("column-{key}")), Made::Counter(at))
        };
        Self {
            bits,
            weights: vec![Weight::One; keys.len()],
            columns: keys.iter().enumerate().map(column).collect(),
            sums: &[],
            extra: None,
        }
    }

    /// The columns of a sheet.
    pub fn sheet_columns(&self) -> Vec<Column> {
        let column = |(at, (key, name, made)): (usize, &(String, Word, Made))| Column {
            key: key.clone(),
            name: name.clone(),
            sum_of: self.sums.iter().find(|(sum, _)| *sum == at).map_or_else(Vec::new, |(_, of)| of.to_vec()),
            adds_up: matches!(made, Made::Counter(_)),
        };
        self.columns.iter().enumerate().map(column).collect()
    }

    /// Counts every line and everything together.
    pub fn count(&self, scope: &Scope<'_>, split: Split) -> (Vec<Line>, Vec<Value>) {
        let lines = Lines::new(split, *scope);
        let width = self.weights.len();
        let ones = self.weights.iter().enumerate().fold(0_u64, |bits, (at, weight)| match weight {
            Weight::One => bits | 1 << at,
            Weight::Of(_) => bits,
        });
        let mut counted = Counted::default();
        for row in scope.rows.kept() {
            let bits = (self.bits)(row, scope);
            if bits == 0 {
                continue;
            }
            let counts = counted.line(lines.of(row), width);
            each(bits & ones, |at| add(counts, at, 1));
            each(bits & !ones, |at| {
                if let Some(Weight::Of(weight)) = self.weights.get(at) {
                    add(counts, at, weight(row, scope));
                }
            });
        }
        for number in lines.always() {
            counted.line(number, width);
        }
        let mut total = vec![0; width];
        for (_, counts) in &counted.lines {
            counts.iter().enumerate().for_each(|(at, count)| add(&mut total, at, *count));
        }
        let values = |counts: &[u64]| self.columns.iter().map(|(.., made)| made.value(counts)).collect();
        let mut named: Vec<(u32, Line)> = counted
            .lines
            .iter()
            .map(|(number, counts)| {
                let (key, name) = lines.name(*number);
                (*number, Line { key, name, cells: values(counts) })
            })
            .collect();
        match split {
            Split::Channel | Split::Month | Split::Weekday => named.sort_by_key(|(number, _)| *number),
            Split::Form | Split::Field | Split::Procedure | Split::Officer | Split::Unit | Split::Body => {
                named.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
            }
        }
        let mut lines: Vec<Line> = named.into_iter().map(|(_, line)| line).collect();
        if let Some(Extra { key, name, counts }) = self.extra.map(|extra| extra(scope)) {
            counts.iter().enumerate().for_each(|(at, count)| add(&mut total, at, *count));
            lines.push(Line { key: key.to_owned(), name, cells: values(&counts) });
        }
        (lines, values(&total))
    }

    /// The files a cell counts, in the order of the rows; of all lines where no line is named.
    pub fn files(&self, scope: &Scope<'_>, split: Split, line: Option<&str>, column: usize) -> Vec<Place> {
        let Some((.., made)) = self.columns.get(column) else { return Vec::new() };
        let bit: Bits = 1 << made.opens();
        let lines = Lines::new(split, *scope);
        let wanted = |row: &Row| {
            (self.bits)(row, scope) & bit != 0 && line.is_none_or(|line| lines.name(lines.of(row)).0 == line)
        };
        let rows = scope.rows.kept_places();
        rows.filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect()
    }
}

/// Counts by line; lines are few, and most rows belong to the line of the row before.
#[derive(Default)]
struct Counted {
    lines: Vec<(u32, Vec<u64>)>,
    places: std::collections::HashMap<u32, usize>,
    last: Option<(u32, usize)>,
}

impl Counted {
    fn line(&mut self, number: u32, width: usize) -> &mut [u64] {
        let at = match self.last {
            Some((last, at)) if last == number => at,
            Some(_) | None => *self.places.entry(number).or_insert_with(|| {
                self.lines.push((number, vec![0; width]));
                self.lines.len() - 1
            }),
        };
        self.last = Some((number, at));
        self.lines.get_mut(at).map_or(&mut [], |(_, counts)| counts.as_mut_slice())
    }
}

fn add(counts: &mut [u64], at: usize, by: u64) {
    if let Some(count) = counts.get_mut(at) {
        *count += by;
    }
}

/// Visits the set bits.
fn each(mut bits: Bits, mut visit: impl FnMut(usize)) {
    while bits != 0 {
        visit(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}
