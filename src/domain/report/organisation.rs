//! II.07b/VPCP/KSTT: how the one-stop mechanism is organised, by procedures and not by files.
//!
//! Counts the catalogue as it holds on the last day: all procedures the office receives, those received
//! through the one-stop desk (everything in the catalogue is), and those with an internal process the
//! office has approved; each by the level that decides. Must not know: files.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use crate::domain::procedure::{Level, Procedure};

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
            let of_level = |procedure: &Procedure| match level {
                Some(level) => procedure.level == level,
                None => procedure.level != Level::Central,
            };
            let count = open.iter().filter(|procedure| of_level(procedure) && counts(procedure)).count();
            cells.push(Value::Count(count as u64));
        }
    }
    let name = scope.office.name.clone();
    Parts { columns, lines: vec![Line { key: name.clone(), name: Word::Data(name), cells }], total: None }
}
