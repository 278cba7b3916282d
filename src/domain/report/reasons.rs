//! II.06g/VPCP/KSTT: why files were late, by the reasons accounted for.
//!
//! Counts what II.06a counts in columns 10 and 13: finished late in the period, or overdue at its end. A
//! file nobody has accounted for stands in a column of its own. Must not know: the words of an account.

use super::count::{Bits, Made, Spec, Weight};
use super::scope::{Outcome, Scope, State};
use super::sheet::Word;
use crate::domain::row::Row;

const LATE: usize = 0;
const DONE: usize = 1;
const OPEN: usize = 2;
const SILENT: usize = 3;
const FIRST: usize = 4;
/// Reasons a report has room for.
const MOST: usize = 60;

/// The report, with a column a reason.
pub fn spec(scope: &Scope<'_>) -> Spec {
    let mut spec = Spec::counters(bits, &["late-all", "late-done", "late-open", "unaccounted"]);
    for (at, reason) in scope.law.reporting.reasons.iter().take(MOST).enumerate() {
        let name = format!("{} {}", reason.code, reason.name);
        spec.weights.push(Weight::One);
        spec.columns.push((reason.code.clone(), Word::Data(name), Made::Counter(FIRST + at)));
    }
    spec.sums = &[(LATE, &[DONE, OPEN])];
    spec
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if !scope.concerns(row) {
        return 0;
    }
    let which = match scope.state(row) {
        State::Finished if scope.outcome(row) == Outcome::Late => DONE,
        State::Late => OPEN,
        State::Finished | State::Held | State::InTime => return 0,
    };
    let reason = scope.rows.reason(row);
    let known =
        reason.and_then(|key| scope.law.reporting.reasons.iter().position(|reason| reason.key == key));
    1 << LATE | 1 << which | 1 << known.filter(|at| *at < MOST).map_or(SILENT, |at| FIRST + at)
}

/// The reasons of a line as the form writes them: `a1x6; b1x2`.
pub fn written(codes: &[(&str, u64)]) -> String {
    let counted = codes.iter().filter(|(_, count)| *count > 0);
    counted.map(|(code, count)| format!("{code}x{count}")).collect::<Vec<_>>().join("; ")
}
