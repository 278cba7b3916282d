//! II.07b/VPCP/KSTT: how the one-stop mechanism is organised, by procedures and not by files.
//!
//! Counts the catalogue as it holds on the last day: all procedures the office receives, those received
//! through the one-stop desk (everything in the catalogue is), and those with an internal process the
//! office has approved; each by the level that decides. A figure opens the files of its procedures that were
//! received in the period. Must not know: what became of them.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use crate::domain::procedure::{Level, Procedure, ProcedureCode};
use crate::domain::projection::Place;
use std::collections::BTreeSet;

/// A name, and what it counts.
type Group = (&'static str, fn(&Procedure) -> bool);

/// The three groups of columns.
const GROUPS: [Group; 3] =
    [("procedures", |_| true), ("one-stop", |_| true), ("internal", |procedure| procedure.steps_verified)];
/// The columns of a group; nothing stands for all levels.
const LEVELS: [(&str, Option<Level>); 4] = [
    ("all", None),
    ("province", Some(Level::Province)),
    ("district", Some(Level::District)),
    ("commune", Some(Level::Commune)),
];

/// The files of the procedures a column counts, received in the period.
pub fn files(scope: &Scope<'_>, _line: Option<&str>, column: usize) -> Vec<Place> {
    let group = GROUPS.get(column / LEVELS.len()).map(|(_, counts)| *counts);
    let level = LEVELS.get(column % LEVELS.len()).map(|(_, level)| *level);
    let (Some(counts), Some(level)) = (group, level) else { return Vec::new() };
    let open = scope.law.catalogue.open_on(scope.through());
    let codes: BTreeSet<&ProcedureCode> = open
        .filter(|procedure| is_of(procedure, level) && counts(procedure))
        .map(|procedure| &procedure.code)
        .collect();
    let rows = scope.rows.kept_places();
    rows.filter(|(_, row)| scope.holds(row.received))
        .filter(|(_, row)| scope.rows.procedure(row).is_some_and(|code| codes.contains(code)))
        .map(|(at, _)| at as Place)
        .collect()
}

/// Whether a procedure is decided at a level; all levels leave out the central one, as the form does.
fn is_of(procedure: &Procedure, level: Option<Level>) -> bool {
    level.map_or(procedure.level != Level::Central, |level| procedure.level == level)
}

/// One line, the office.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let open: Vec<&Procedure> =
        scope.law.catalogue.open_on(scope.through()).map(std::convert::AsRef::as_ref).collect();
    let (mut columns, mut cells) = (Vec::new(), Vec::new());
    for (group, counts) in GROUPS {
        let first = columns.len();
        for (name, level) in LEVELS {
            columns.push(Column {
                key: format!("{group}_{name}"),
                name: Word::Id(format!("column-{group}-{name}")),
                sum_of: if level.is_none() {
                    (first + 1..first + LEVELS.len()).collect()
                } else {
                    Vec::new()
                },
                adds_up: true,
            });
            let count = open.iter().filter(|procedure| is_of(procedure, level) && counts(procedure)).count();
            cells.push(Value::Count(count as u64));
        }
    }
    let name = scope.office.name.clone();
    Parts { columns, lines: vec![Line { key: name.clone(), name: Word::Data(name), cells }], total: None }
}
