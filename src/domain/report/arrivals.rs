//! Files that came in, one a line, in the order of arrival: the daily list of the desk.
//!
//! Owners are masked unless their names are asked for. Must not know: why somebody may see them.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use crate::domain::projection::Place;
use crate::domain::row::Row;

/// Columns: their keys, the name of the owner among them.
const KEYS: [&str; 7] = ["code", "owner", "procedure", "channel", "arrived", "due", "stage"];
/// The column that holds a person's name.
pub const OWNER: usize = 1;

/// The list.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let lines = all(scope)
        .enumerate()
        .map(|(at, (_, row))| Line {
            key: (at + 1).to_string(),
            name: Word::Data((at + 1).to_string()),
            cells: cells(row, scope),
        })
        .collect();
    let columns = KEYS
        .iter()
        .map(|key| Column {
            key: (*key).to_owned(),
            name: Word::Id(format!("column-{key}")),
            sum_of: Vec::new(),
            adds_up: false,
        })
        .collect();
    Parts { columns, lines, total: None }
}

fn cells(row: &Row, scope: &Scope<'_>) -> Vec<Value> {
    let channel: &str = row.channel.into();
    let stage: &str = row.stage.into();
    let procedure = scope
        .rows
        .procedure(row)
        .map(|code| format!("{code} {}", scope.law.name_of(code)))
        .unwrap_or_default();
    vec![
        Value::Text(scope.rows.code(row).to_string()),
        Value::Text(masked(scope.rows.owner(row))),
        Value::Text(procedure),
        Value::Word(format!("channel-{channel}")),
        row.arrived.moment().map_or(Value::Empty, Value::At),
        row.due.date().map_or(Value::Empty, Value::Day),
        Value::Word(format!("stage-{stage}")),
    ]
}

/// Puts the names in.
pub fn unmask(lines: &mut [Line], column: usize, scope: &Scope<'_>) {
    for (line, (_, row)) in lines.iter_mut().zip(all(scope)) {
        if let Some(cell) = line.cells.get_mut(column) {
            *cell = Value::Text(scope.rows.owner(row).to_owned());
        }
    }
}

/// The first letter of every word: `N• T• H•`.
fn masked(name: &str) -> String {
    let initial = |word: &str| word.chars().next().map(|first| format!("{first}•"));
    name.split_whitespace().filter_map(initial).collect::<Vec<_>>().join(" ")
}

fn all<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (Place, &'a Row)> {
    let scope = *scope;
    let mut rows: Vec<(Place, &Row)> = scope
        .rows
        .kept_places()
        .filter(|(_, row)| scope.holds(row.arrived))
        .map(|(at, row)| (at as Place, row))
        .collect();
    rows.sort_by_key(|(place, row)| (row.arrived, *place));
    rows.into_iter()
}

/// The file of a line.
pub fn files(scope: &Scope<'_>, line: Option<&str>, _column: usize) -> Vec<Place> {
    let places = all(scope).map(|(place, _)| place);
    match line {
        None => places.collect(),
        Some(line) => {
            let at: usize = line.parse().unwrap_or(0);
            places.skip(at.saturating_sub(1)).take(usize::from(at > 0)).collect()
        }
    }
}
