//! Report sheets for other programs: CSV and JSON with stable names, and the parts all of them share.
//!
//! Must not know: how a sheet was counted, or where a file goes.

use super::table::csv;
use crate::domain::report::Kind;
use crate::domain::report::sheet::{Marks, Names, Sheet, Shown, Value, Word};
use crate::domain::report::split::Split;
use crate::look::catalog::Catalog;
use crate::paper::report::beneath;
use serde_json::{Map, Value as Json, json};

/// What the lines are, for other programs; the lines of the form are fields.
fn name_of(split: Split) -> &'static str {
    if split == Split::Form { "field" } else { split.into() }
}

/// The sheet as CSV: a heading of stable names, the lines, the total, an empty line, and what stands beneath.
pub fn to_csv(sheet: &Sheet, words: &Catalog) -> Result<String, ::csv::Error> {
    let shown = |value: &Value| match value.shown(Marks::PLAIN) {
        Word::Id(id) => words.text(&id),
        Word::Data(data) => data,
    };
    let split = name_of(sheet.split);
    let first = if sheet.kind == Kind::Arrivals { "number" } else { split };
    let mut rows = vec![
        std::iter::once(first.to_owned())
            .chain(sheet.columns.iter().map(|column| column.key.clone()))
            .collect(),
    ];
    for row in sheet.shown() {
        let key = match row {
            Shown::Group(group) => group.key.clone(),
            Shown::Line(line) => line.key.clone(),
            Shown::Total(_) => "total".to_owned(),
        };
        rows.push(std::iter::once(key).chain(row.cells().iter().map(shown)).collect());
    }
    rows.push(vec![String::new()]);
    rows.extend(beneath(sheet, words).into_iter().map(|line| vec![line]));
    csv(&rows)
}

/// The sheet as JSON: `rows`, `total`, and everything it was counted by.
pub fn to_json(sheet: &Sheet) -> Json {
    let kind: &str = sheet.kind.into();
    let split = name_of(sheet.split);
    let cells = |map: &mut Map<String, Json>, cells: &[Value]| {
        for (column, value) in sheet.columns.iter().zip(cells) {
            map.insert(column.key.clone(), plain(value));
        }
    };
    let rows = sheet.lines.iter().map(|line| {
        let mut map = Map::new();
        if let Some((level, field)) = line.key.split_once(' ').filter(|_| sheet.split == Split::Form) {
            map.insert("level".to_owned(), json!(level));
            map.insert(split.to_owned(), json!(field));
        } else {
            map.insert(split.to_owned(), json!(line.key));
        }
        if let Word::Data(name) = &line.name
            && *name != line.key
            && sheet.split != Split::Form
        {
            map.insert("name".to_owned(), json!(name));
        }
        cells(&mut map, &line.cells);
        Json::Object(map)
    });
    let total = sheet.total.as_ref().map(|total| {
        let mut map = Map::new();
        cells(&mut map, total);
        Json::Object(map)
    });
    let groups = sheet.groups.iter().map(|group| {
        let mut map = Map::new();
        map.insert("level".to_owned(), json!(group.key));
        cells(&mut map, &group.cells);
        Json::Object(map)
    });
    let groups: Vec<Json> = groups.collect();
    let basis = &sheet.basis;
    let (waiting, ending): (&str, &str) = (basis.reading.waiting.into(), basis.reading.ending.into());
    json!({
        "report": kind,
        "split": split,
        "rows": rows.collect::<Vec<_>>(),
        "groups": groups,
        "total": total,
        "lateness": basis.lateness,
        "period": { "from": basis.period.from.to_string(), "to": basis.period.to.to_string() },
        "through": basis.through.to_string(),
        "last_event": basis.last_event.map(crate::domain::moment::Moment::rfc3339),
        "calendar": basis.calendar,
        "reading": { "waiting": waiting, "ending": ending },
        "identities": sheet.checks.iter()
            .map(|check| json!({ "identity": check.name, "holds": check.holds })).collect::<Vec<_>>(),
        "names": match &basis.names {
            Names::None => Json::Null,
            Names::Masked(_) => json!("masked"),
            Names::Shown(_, reason) => json!({ "reason": reason }),
        },
        "notes": basis.notes,
    })
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Count(count) => json!(count),
        Value::Change(change) => json!(change),
        Value::Tenths(tenths) => json!(*tenths as f64 / 10.0),
        Value::Hundredths(hundredths) => json!(*hundredths as f64 / 100.0),
        Value::Word(id) => json!(id),
        Value::Text(text) => json!(text),
        Value::Day(day) => json!(day.to_string()),
        Value::At(at) => json!(at.rfc3339()),
    }
}
