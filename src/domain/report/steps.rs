//! Rà soát theo bước: the limit of every step of a procedure beside what it really took, with everybody and with
//! each holder.
//!
//! Counted are files whose result was ready in the period; a file that was in a step several times counts once,
//! with all its days there, in working days. Must not know: who decides on a limit.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use super::stays::{stays, within};
use crate::domain::forecast::WorkingDays;
use crate::domain::limit::{Limit, Unit};
use crate::domain::projection::Place;
use crate::domain::row::Row;
use std::collections::BTreeMap;

const KEYS: [&str; 7] = ["limit", "files", "half", "most", "nearly-all", "longest", "beyond"];
const BEYOND: usize = 6;

/// The days of one file in a step by person, and with all of them under nobody (0).
type InSteps = BTreeMap<(u8, u16), u32>;

fn in_steps(row: &Row, scope: &Scope<'_>, days: &WorkingDays) -> InSteps {
    let mut took = InSteps::new();
    for stay in stays(row, scope.rows) {
        let days = days.between(stay.from, stay.to);
        *took.entry((stay.step, 0)).or_default() += days;
        if stay.person != 0 {
            *took.entry((stay.step, stay.person)).or_default() += days;
        }
    }
    took
}

/// Whether a file counts.
pub(super) fn counts(row: &Row, scope: &Scope<'_>) -> bool {
    row.received.0 != 0 && scope.holds(row.ready)
}

/// Working days from the first receipt on.
pub(super) fn working_days(scope: &Scope<'_>) -> WorkingDays {
    let first = scope.rows.kept().filter_map(|row| row.received.date()).min();
    WorkingDays::new(&scope.law.calendar, first.unwrap_or(scope.through()), scope.through())
}

/// A line: which procedure, step and person.
struct Key {
    procedure: u16,
    step: u8,
    person: u16,
}

impl Key {
    /// Its name for other programs: codes, with a dash for everybody.
    fn told(&self, scope: &Scope<'_>) -> String {
        let code = scope.rows.procedures().find(|(number, _)| *number == self.procedure);
        let code = code.map_or("-", |(_, code)| code.0.as_str());
        let person = scope.rows.person(self.person).map_or("-", |person| person.0.as_str());
        format!("{code}/{}/{person}", scope.rows.step(self.step).unwrap_or("-"))
    }
}

/// The review, a line a step, and under it a line a holder.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let days = working_days(scope);
    let mut took: BTreeMap<(u16, u8, u16), Vec<u32>> = BTreeMap::new();
    for row in scope.rows.kept().filter(|row| counts(row, scope)) {
        for ((step, person), days) in in_steps(row, scope, &days) {
            took.entry((row.procedure, step, person)).or_default().push(days);
        }
    }
    let mut lines: Vec<((String, usize, bool, String), Line)> = took
        .into_iter()
        .map(|((procedure, step, person), took)| line(&Key { procedure, step, person }, took, scope))
        .collect();
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    let columns = KEYS
        .iter()
        .map(|key| Column {
            key: key.replace('-', "_"),
            name: Word::Id(format!("column-steps-{key}")),
            sum_of: Vec::new(),
            adds_up: false,
        })
        .collect();
    Parts { columns, lines: lines.into_iter().map(|(_, line)| line).collect(), total: None }
}

/// The limit of a step: as written, or its number alone where it is in working days, as all figures here are.
pub(super) fn told(limit: &Limit) -> String {
    if limit.as_written.is_empty() && limit.unit == Unit::WorkingDays && limit.n > 0 {
        limit.n.to_string()
    } else {
        limit.as_written.clone()
    }
}

/// A line, with what it is ordered by: procedure, place of the step, everybody first, name.
fn line(key: &Key, mut took: Vec<u32>, scope: &Scope<'_>) -> ((String, usize, bool, String), Line) {
    took.sort_unstable();
    let code = scope.rows.procedures().find(|(number, _)| *number == key.procedure).map(|(_, code)| code);
    let procedure = code.and_then(|code| scope.law.catalogue.on(code, scope.through()));
    let step = scope.rows.step(key.step).unwrap_or_default();
    let at = procedure.and_then(|procedure| procedure.steps.iter().position(|known| known.key == step));
    let known = procedure.zip(at).and_then(|(procedure, at)| procedure.steps.get(at));
    let limit = known.map(|known| &known.limit);
    let days = |share: usize| within(&took, share).map_or(Value::Empty, |days| Value::Count(days.into()));
    let beyond = limit.filter(|limit| limit.unit == Unit::WorkingDays && limit.n > 0).map(|limit| {
        let late = took.iter().filter(|days| **days > limit.n).count();
        Value::percent(late as u64, took.len() as u64)
    });
    let name = known.map_or(step, |known| known.name.as_str());
    let code = code.map_or("-", |code| code.0.as_str());
    let person = scope.rows.person(key.person).map(|person| scope.office.name_of(person));
    let name = person.map_or_else(|| format!("{code} · {name}"), |person| format!("   {person}"));
    let cells = vec![
        limit.map_or(Value::Empty, |limit| Value::Text(told(limit))),
        Value::Count(took.len() as u64),
        days(50),
        days(90),
        days(95),
        days(100),
        beyond.unwrap_or(Value::Empty),
    ];
    let order = (code.to_owned(), at.unwrap_or(usize::MAX), person.is_some(), name.clone());
    (order, Line { key: key.told(scope), name: Word::Data(name), cells })
}

/// The files behind a cell.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let days = working_days(scope);
    let wanted = |row: &Row| {
        counts(row, scope)
            && in_steps(row, scope, &days).into_iter().any(|((step, person), days)| {
                let key = Key { procedure: row.procedure, step, person };
                let limit = scope.rows.procedure(row).and_then(|code| {
                    let procedure = scope.law.catalogue.on(code, scope.through())?;
                    let step = scope.rows.step(step)?;
                    procedure.steps.iter().find(|known| known.key == step).map(|known| &known.limit)
                });
                let beyond = || limit.is_some_and(|limit| limit.unit == Unit::WorkingDays && days > limit.n);
                line.is_none_or(|line| key.told(scope) == line) && (column != BEYOND || beyond())
            })
    };
    let rows = scope.rows.kept_places();
    rows.filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect()
}
