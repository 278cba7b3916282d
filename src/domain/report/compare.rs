//! Two periods side by side: one report twice, line by line.
//!
//! Must not know: how either was counted.

use super::sheet::{Column, Line, Sheet, Value, Word};

/// Compares the counted columns of two sheets of the same kind and split: before, now, difference.
pub fn compare(before: &Sheet, now: &Sheet) -> Sheet {
    let counted: Vec<usize> = (0..now.columns.len())
        .filter(|at| now.columns.get(*at).is_some_and(|column| column.adds_up))
        .collect();
    let columns = counted.iter().filter_map(|at| now.columns.get(*at)).flat_map(three).collect();
    let mut keys: Vec<&Line> = now.lines.iter().collect();
    keys.extend(before.lines.iter().filter(|old| !now.lines.iter().any(|line| line.key == old.key)));
    let cells_of = |sheet: &Sheet, key: &str| {
        sheet.lines.iter().find(|line| line.key == key).map(|line| line.cells.clone())
    };
    let lines = keys
        .into_iter()
        .map(|line| Line {
            key: line.key.clone(),
            name: line.name.clone(),
            cells: beside(
                cells_of(before, &line.key).as_deref(),
                cells_of(now, &line.key).as_deref(),
                &counted,
            ),
        })
        .collect();
    let total = Some(beside(before.total.as_deref(), now.total.as_deref(), &counted));
    Sheet { columns, lines, total, groups: Vec::new(), checks: Vec::new(), ..now.clone() }
}

fn three(column: &Column) -> [Column; 3] {
    [("before", true), ("now", true), ("change", true)].map(|(part, adds_up)| Column {
        key: format!("{}_{part}", column.key),
        name: match (&column.name, part) {
            (name, "now") => name.clone(),
            (_, part) => Word::Id(format!("column-{part}")),
        },
        sum_of: Vec::new(),
        adds_up,
    })
}

fn beside(before: Option<&[Value]>, now: Option<&[Value]>, counted: &[usize]) -> Vec<Value> {
    let count = |cells: Option<&[Value]>, at: usize| match cells.and_then(|cells| cells.get(at)) {
        Some(Value::Count(count)) => *count,
        Some(_) | None => 0,
    };
    counted
        .iter()
        .flat_map(|at| {
            let (old, new) = (count(before, *at), count(now, *at));
            [Value::Count(old), Value::Count(new), Value::Change(new as i64 - old as i64)]
        })
        .collect()
}
