//! How often applicants were asked for more, at intake and after appraisal, and for how long they were waited for.
//!
//! Nobody may be made to come more than twice for one file (NĐ 63/2010 art. 20.4); the intake asks once,
//! completely (NĐ 61/2018 art. 15.3). Must not know: how a line is made.

use super::count::{Bits, Made, Spec, Weight};
use super::scope::Scope;
use super::sheet::Word;
use crate::domain::row::{Mark, Minute, Row, What};

const FILES: usize = 0;
const NONE: usize = 1;
const ONCE: usize = 2;
const TWICE: usize = 3;
const MORE: usize = 4;
const AT_INTAKE: usize = 5;
const AFTER: usize = 6;
const WAITING: usize = 7;
const ANSWERED: usize = 8;
const DAYS: usize = 9;

/// The report.
pub fn spec() -> Spec {
    let keys = [
        "files",
        "asked-0",
        "asked-1",
        "asked-2",
        "asked-3",
        "asked-intake",
        "asked-appraisal",
        "waiting-now",
    ];
    let mut spec = Spec::counters(bits, &keys);
    spec.weights.extend([Weight::One; 2]);
    for (at, weight) in [
        (AT_INTAKE, intake_rounds as fn(&Row, &Scope<'_>) -> u64),
        (AFTER, appraisal_rounds),
        (ANSWERED, answered),
        (DAYS, days),
    ] {
        if let Some(slot) = spec.weights.get_mut(at) {
            *slot = Weight::Of(weight);
        }
    }
    let column = |key: &str, made| (key.to_owned(), Word::Id(format!("column-{key}")), made);
    spec.columns.push(column("share-asked", Made::Percent(10, FILES)));
    spec.columns.push(column("days-waited", Made::Mean(DAYS, ANSWERED)));
    spec.weights.push(Weight::One);
    spec.sums = &[(FILES, &[NONE, ONCE, TWICE, MORE])];
    spec
}

/// A file counts in the period it came in.
fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if !scope.holds(row.arrived) {
        return 0;
    }
    let rounds = asked(row, scope).count();
    let mut bits = 1 << FILES
        | 1 << match rounds {
            0 => NONE,
            1 => ONCE,
            2 => TWICE,
            _ => MORE,
        };
    for (at, count) in [
        (AT_INTAKE, intake_rounds(row, scope)),
        (AFTER, appraisal_rounds(row, scope)),
        (ANSWERED, answered(row, scope)),
    ] {
        if count > 0 {
            bits |= 1 << at;
        }
    }
    if rounds as u64 > answered(row, scope) && row.finished() == Minute::NEVER {
        bits |= 1 << WAITING;
    }
    if rounds > 0 {
        bits |= 1 << DAYS | 1 << 10;
    }
    bits
}

fn asked<'a>(row: &Row, scope: &Scope<'a>) -> impl Iterator<Item = &'a Mark> {
    let end = scope.end;
    let marks = scope.rows.marks(row).iter();
    marks.filter(move |mark| mark.what == What::Asked && mark.at < end)
}

/// Before acceptance: while it was not accepted yet.
fn intake_rounds(row: &Row, scope: &Scope<'_>) -> u64 {
    asked(row, scope).filter(|mark| row.received == Minute::NEVER || mark.at < row.received).count() as u64
}

fn appraisal_rounds(row: &Row, scope: &Scope<'_>) -> u64 {
    asked(row, scope).filter(|mark| row.received != Minute::NEVER && mark.at >= row.received).count() as u64
}

fn answered(row: &Row, scope: &Scope<'_>) -> u64 {
    let marks = scope.rows.marks(row).iter();
    marks.filter(|mark| mark.what == What::Came && mark.at < scope.end).count() as u64
}

/// Whole days between asking and answer, rounded half up, of all answered rounds.
fn days(row: &Row, scope: &Scope<'_>) -> u64 {
    let (mut since, mut minutes) = (None, 0);
    for mark in scope.rows.marks(row).iter().filter(|mark| mark.at < scope.end) {
        match mark.what {
            What::Asked => since = Some(mark.at),
            What::Came => minutes += since.take().map_or(0, |since: Minute| u64::from(mark.at.0 - since.0)),
            What::Due(_)
            | What::Held
            | What::Freed
            | What::Undelivered
            | What::Rated(_)
            | What::Complained(_)
            | What::Answered { .. } => {}
        }
    }
    (minutes + 12 * 60) / (24 * 60)
}
