//! Rà soát, đơn giản hóa: the limit of every procedure beside what its files really took, and what a shorter
//! limit would have made late.
//!
//! Counted are the files whose result was ready in the period, in working days after the day of receipt;
//! days in which the clock was held are in it, so that the figures are what applicants waited. A limit that
//! is not in working days is shown and not compared. Must not know: who decides on a limit.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use super::stays::within;
use super::steps::{counts, working_days};
use crate::domain::forecast::WorkingDays;
use crate::domain::limit::Unit;
use crate::domain::procedure::Procedure;
use crate::domain::projection::Place;
use crate::domain::row::{Row, What};
use std::collections::BTreeMap;

const KEYS: [&str; 11] = [
    "limit",
    "promised",
    "files",
    "half",
    "most",
    "nearly-all",
    "longest",
    "late-now",
    "limit-cut",
    "late-cut",
    "waited",
];
/// Column that counts files, the two that count late ones, and the one of those that waited.
const FILES: usize = 2;
const LATE: usize = 7;
const CUT: usize = 9;
const WAITED: usize = 10;

/// The review, a line a procedure.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let days = working_days(scope);
    let mut files: BTreeMap<u16, Vec<&Row>> = BTreeMap::new();
    for row in scope.rows.kept().filter(|row| counts(row, scope)) {
        files.entry(row.procedure).or_default().push(row);
    }
    let mut lines: Vec<Line> = files.values().filter_map(|rows| line(rows, scope, &days)).collect();
    lines.sort_by(|a, b| a.key.cmp(&b.key));
    let columns = KEYS
        .iter()
        .map(|key| Column {
            key: key.replace('-', "_"),
            name: Word::Id(format!("column-review-{key}")),
            sum_of: Vec::new(),
            adds_up: *key == "files",
        })
        .collect();
    Parts { columns, lines, total: None }
}

fn taken(row: &Row, days: &WorkingDays) -> u32 {
    row.received.date().zip(row.ready.date()).map_or(0, |(from, to)| days.between(from, to))
}

/// The limit in working days, and a third less.
fn limits(procedure: &Procedure) -> Option<(u32, u32)> {
    let days = procedure.limit.n;
    (procedure.limit.unit == Unit::WorkingDays && days > 0).then(|| (days, (days * 2).div_ceil(3)))
}

fn line(rows: &[&Row], scope: &Scope<'_>, days: &WorkingDays) -> Option<Line> {
    let code = scope.rows.procedure(rows.first()?)?;
    let procedure = scope.law.catalogue.on(code, scope.through());
    let mut took: Vec<u32> = rows.iter().map(|row| taken(row, days)).collect();
    took.sort_unstable();
    let at = |share: usize| within(&took, share).map_or(Value::Empty, |days| Value::Count(days.into()));
    // What applicants were promised: as the slips say, holidays and extensions in it.
    let mut promised: Vec<u32> = rows
        .iter()
        .filter_map(|row| row.received.date().zip(row.due.date()))
        .map(|(from, due)| days.between(from, due))
        .collect();
    promised.sort_unstable();
    let promised = within(&promised, 50).map_or(Value::Empty, |days| Value::Count(days.into()));
    let over = |limit: u32| took.iter().filter(|days| **days > limit).count() as u64;
    let all = took.len() as u64;
    let known = procedure.and_then(|procedure| limits(procedure));
    let waited = rows.iter().filter(|row| waited(row, scope)).count() as u64;
    let cells = vec![
        procedure.map_or(Value::Empty, |procedure| Value::Text(procedure.limit.as_written.clone())),
        promised,
        Value::Count(all),
        at(50),
        at(90),
        at(95),
        at(100),
        known.map_or(Value::Empty, |(limit, _)| Value::percent(over(limit), all)),
        known.map_or(Value::Empty, |(_, cut)| Value::Count(u64::from(cut))),
        known.map_or(Value::Empty, |(_, cut)| Value::percent(over(cut), all)),
        Value::percent(waited, all),
    ];
    let name = format!("{code} {}", scope.law.name_of(code));
    Some(Line { key: code.0.clone(), name: Word::Data(name), cells })
}

/// Whether a file waited for the applicant or for other bodies.
pub(super) fn waited(row: &Row, scope: &Scope<'_>) -> bool {
    row.legs.iter().any(|count| *count > 0)
        || scope.rows.marks(row).iter().any(|mark| matches!(mark.what, What::Asked | What::Held))
}

/// The files behind a cell.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let days = working_days(scope);
    let wanted = |row: &Row| {
        let Some(code) = scope.rows.procedure(row) else { return false };
        let limits = scope.law.catalogue.on(code, scope.through()).and_then(|procedure| limits(procedure));
        counts(row, scope)
            && line.is_none_or(|line| code.0 == line)
            && match (column, limits) {
                (FILES, _) => true,
                (LATE, Some((limit, _))) => taken(row, &days) > limit,
                (CUT, Some((_, cut))) => taken(row, &days) > cut,
                (WAITED, _) => waited(row, scope),
                (_, _) => column < FILES || column < LATE,
            }
    };
    let rows = scope.rows.kept_places();
    rows.filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect()
}
