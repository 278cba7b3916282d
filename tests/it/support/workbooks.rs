//! Reports as workbooks, and another reader's view of them held against the screen.

use super::office::{law, office};
use crate::law::d;
use calamine::{Data, Reader as _};
use motcua::domain::projection::Projection;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::{Sheet, Shown, Value};
use motcua::domain::report::{Kind, make};
use motcua::look::catalog::{Catalog, Language};
use std::io::Cursor;
use strum::IntoEnumIterator as _;

pub fn words() -> Catalog {
    Catalog::new(Language::Vi)
}

/// The two years the random offices live in.
pub fn period() -> Period {
    Period::new(d("01/01/2019"), d("31/12/2020")).unwrap()
}

/// Every report over both years.
pub fn every_kind(rows: &Projection) -> Vec<Sheet> {
    let (law, office) = (law(), office());
    let scope = Scope::new(rows, &law, &office, period(), d("31/12/2020"));
    Kind::iter().map(|kind| make(kind, kind.usual_split(), &scope)).collect()
}

/// The number a reader of our workbook sees in a cell; formulas have their results.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Count(count) => Some(*count as f64),
        Value::Change(change) => Some(*change as f64),
        Value::Tenths(n) => Some(*n as f64 / 10.0),
        Value::Hundredths(n) => Some(*n as f64 / 100.0),
        Value::Empty | Value::Word(_) | Value::Text(_) | Value::Day(_) | Value::At(_) => None,
    }
}

/// Reads a workbook and holds every cell against the sheet, and every sum against being one. Says how many
/// figures there were.
pub fn figures_read_back(sheet: &Sheet, bytes: Vec<u8>) -> usize {
    let mut figures = 0;
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let page = book.worksheet_range_at(0).unwrap().unwrap();
    let formulas = book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap();
    for (line, shown) in (4..).zip(sheet.shown()) {
        for (column, value) in (1..).zip(shown.cells()) {
            let read = page.get_value((line, column));
            let place = format!("{:?} {line}:{column}", sheet.kind);
            match (number(value), read) {
                (Some(expected), Some(Data::Float(read))) => {
                    assert!((read - expected).abs() < 1e-9, "{place} {expected} {read}");
                }
                (Some(expected), Some(Data::Int(read))) => {
                    assert!((*read as f64 - expected).abs() < 1e-9, "{place} {expected} {read}");
                }
                // A formula's result may be read as the text it was written with.
                (Some(expected), Some(Data::String(read))) => {
                    assert!((read.parse::<f64>().unwrap() - expected).abs() < 1e-9, "{place}");
                }
                (Some(expected), other) => panic!("{place} {expected}: {other:?}"),
                (None, Some(Data::DateTime(_))) => {
                    assert!(matches!(value, Value::Day(_) | Value::At(_)), "{place}: a real date");
                }
                (None, _) => {
                    assert!(!matches!(value, Value::Day(_) | Value::At(_)), "{place} {value:?}: {read:?}");
                }
            }
            figures += usize::from(number(value).is_some());
            let sums = &sheet.columns[column as usize - 1].sum_of;
            let formula = formulas.get_value((line, column)).cloned().unwrap_or_default();
            match shown {
                Shown::Line(_) if !sums.is_empty() && matches!(value, Value::Count(_)) => {
                    assert_eq!(formula.split('+').count(), sums.len(), "{place} {formula}");
                }
                Shown::Group(_) | Shown::Total(_) if matches!(value, Value::Count(_)) => {
                    let adds_up = sheet.columns[column as usize - 1].adds_up;
                    assert_eq!(formula.contains("SUM("), adds_up && !sheet.lines.is_empty(), "{place}");
                }
                Shown::Line(_) | Shown::Group(_) | Shown::Total(_) => {}
            }
        }
    }
    figures
}
