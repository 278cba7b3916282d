//! When files come in: hours of the day by weekday, to plan who sits at the counter.
//!
//! Must not know: office hours.

use super::count::{Bits, Spec};
use super::scope::Scope;
use super::split::hour;
use crate::domain::row::Row;

const KEYS: [&str; 15] =
    ["before", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "after", "day"];

/// The report. The last column is the whole day.
pub fn spec() -> Spec {
    let mut spec = Spec::counters(bits, &KEYS.map(|key| key));
    for (key, name, _) in &mut spec.columns {
        *name = super::sheet::Word::Id(format!("column-hour-{key}"));
        *key = format!("hour_{key}");
    }
    spec.sums = &[(14, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])];
    spec
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if !scope.holds(row.arrived) {
        return 0;
    }
    let column = match hour(row.arrived) {
        0..=6 => 0,
        hour @ 7..=18 => hour - 6,
        _ => 13,
    };
    1 << column | 1 << 14
}
