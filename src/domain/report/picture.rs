//! Pictures of a report: the same data for the terminal and for files.
//!
//! Must not know: how a picture is drawn.

use super::scope::{Outcome, Scope, State};
use super::sheet::{Column, Sheet, Value, Word};
use crate::domain::row::Minute;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum PictureKind {
    /// One bar a line of the report.
    Bars,
    /// What a total is made of, line by line.
    Shares,
    /// Files received and files late, month by month.
    Months,
    /// Files received and files late, day by day.
    Days,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// One bar a line: its name and length.
    Bars {
        /// What is measured.
        of: Word,
        /// Names and lengths.
        bars: Vec<(Word, u64)>,
    },
    /// Parts of a whole, line by line.
    Shares {
        /// What the parts are.
        parts: Vec<Word>,
        /// Names and the lengths of the parts.
        lines: Vec<(Word, Vec<u64>)>,
    },
    /// Two counts over time.
    Months(Vec<(NaiveDate, u32, u32)>),
    /// The same for every day of the period.
    Days(Vec<(NaiveDate, u32, u32)>),
}

/// Days a calendar has room for.
const MOST_DAYS: i64 = 400;

/// The picture of a kind: of a column of a sheet, or of the files behind it.
pub fn of(kind: PictureKind, sheet: &Sheet, column: usize, scope: &Scope<'_>) -> Picture {
    match kind {
        PictureKind::Bars => bars(sheet, column),
        PictureKind::Shares => shares(sheet, column),
        PictureKind::Months => Picture::Months(over_time(scope, |day| day.with_day(1).unwrap_or(day))),
        PictureKind::Days => {
            let mut days: BTreeMap<NaiveDate, (u32, u32)> = over_time(scope, |day| day)
                .into_iter()
                .map(|(day, came, late)| (day, (came, late)))
                .collect();
            let last = scope.through();
            let first = scope.period.from.max(last - chrono::Days::new(MOST_DAYS as u64));
            for day in first.iter_days().take_while(|day| *day <= last) {
                days.entry(day).or_default();
            }
            Picture::Days(
                days.into_iter()
                    .filter(|(day, _)| *day >= first)
                    .map(|(day, (came, late))| (day, came, late))
                    .collect(),
            )
        }
    }
}

fn count(cells: &[Value], at: usize) -> u64 {
    match cells.get(at) {
        Some(Value::Count(count)) => *count,
        Some(
            Value::Empty
            | Value::Change(_)
            | Value::Tenths(_)
            | Value::Hundredths(_)
            | Value::Word(_)
            | Value::Text(_)
            | Value::Day(_)
            | Value::At(_),
        )
        | None => 0,
    }
}

fn bars(sheet: &Sheet, column: usize) -> Picture {
    let of = sheet.columns.get(column).map(|column| column.name.clone()).unwrap_or_default();
    let bars = sheet.lines.iter().map(|line| (line.name.clone(), count(&line.cells, column))).collect();
    Picture::Bars { of, bars }
}

/// The parts of the column when it is a sum; otherwise of the first sum of the sheet that has it.
fn shares(sheet: &Sheet, column: usize) -> Picture {
    let is_sum = |of: &Column| !of.sum_of.is_empty();
    let chosen = sheet.columns.get(column).filter(|of| is_sum(of));
    let holds = |of: &&Column| of.sum_of.contains(&column);
    let sum = chosen
        .or_else(|| sheet.columns.iter().find(holds))
        .or_else(|| sheet.columns.iter().find(|of| is_sum(of)));
    let places: Vec<usize> = sum.map(|sum| sum.sum_of.clone()).unwrap_or_default();
    let name = |at: &usize| sheet.columns.get(*at).map(|column| column.name.clone()).unwrap_or_default();
    let line = |name: Word, cells: &[Value]| (name, places.iter().map(|at| count(cells, *at)).collect());
    let mut lines: Vec<(Word, Vec<u64>)> =
        sheet.lines.iter().map(|of| line(of.name.clone(), &of.cells)).collect();
    if let Some(total) = &sheet.total {
        lines.push(line(Word::id("report-all"), total));
    }
    Picture::Shares { parts: places.iter().map(name).collect(), lines }
}

/// Files received, and files whose last day passed without a result, by a day they are put under.
fn over_time(scope: &Scope<'_>, put: impl Fn(NaiveDate) -> NaiveDate) -> Vec<(NaiveDate, u32, u32)> {
    let mut days: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
    for row in scope.rows.kept().filter(|row| row.received != Minute::NEVER) {
        if scope.holds(row.received)
            && let Some(day) = row.received.date()
        {
            days.entry(put(day)).or_default().0 += 1;
        }
        let due = scope.due(row);
        let late = match scope.state(row) {
            State::Finished => scope.outcome(row) == Outcome::Late,
            State::Late => true,
            State::Held | State::InTime => false,
        };
        if late
            && scope.holds(due)
            && let Some(day) = due.date()
        {
            days.entry(put(day)).or_default().1 += 1;
        }
    }
    days.into_iter().map(|(day, (came, late))| (day, came, late)).collect()
}
