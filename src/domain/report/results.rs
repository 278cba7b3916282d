//! II.06a/VPCP/KSTT: results of handling, 13 columns (TT 01/2020/TT-VPCP).
//!
//! Every column is counted by itself; that columns add up is checked, not assumed. Columns 1 and 2 are the
//! number and the name of the line. Must not know: how a line is made.

use super::count::{Bits, Spec};
use super::scope::{Outcome, Scope, State, Waiting};
use crate::domain::channel::Channel;
use crate::domain::row::Row;

const KEYS: [&str; 11] = ["c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13"];

const RECEIVED: Bits = 1 << 0;
const ONLINE: Bits = 1 << 1;
const OTHERWISE: Bits = 1 << 2;
const CARRIED: Bits = 1 << 3;
const DONE: Bits = 1 << 4;
const EARLY: Bits = 1 << 5;
const ON_TIME: Bits = 1 << 6;
const LATE: Bits = 1 << 7;
const OPEN: Bits = 1 << 8;
const IN_TIME: Bits = 1 << 9;
const OVERDUE: Bits = 1 << 10;

/// The identities of the form: a column, and those it is the sum of; `3 = 7 + 11` says that every file is
/// in exactly one place.
pub const IDENTITIES: [(&str, usize, &[usize]); 4] = [
    ("3 = 4 + 5 + 6", 0, &[1, 2, 3]),
    ("7 = 8 + 9 + 10", 4, &[5, 6, 7]),
    ("11 = 12 + 13", 8, &[9, 10]),
    ("3 = 7 + 11", 0, &[4, 8]),
];

/// The report.
pub fn spec() -> Spec {
    Spec { sums: &[(0, &[1, 2, 3]), (4, &[5, 6, 7]), (8, &[9, 10])], ..Spec::counters(bits, &KEYS) }
}

/// The columns a row stands in: once among 4, 5, 6 and once among 8, 9, 10, 12, 13.
pub fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if !scope.concerns(row) {
        return 0;
    }
    let came = if row.received < scope.start {
        CARRIED
    } else {
        match row.channel {
            Channel::Online => ONLINE,
            Channel::Direct | Channel::Post => OTHERWISE,
        }
    };
    let stands = match scope.state(row) {
        State::Finished => {
            DONE | match scope.outcome(row) {
                Outcome::Early => EARLY,
                Outcome::OnTime => ON_TIME,
                Outcome::Late => LATE,
            }
        }
        State::Held => match scope.reading.waiting {
            Waiting::InTime => OPEN | IN_TIME,
            Waiting::Done => DONE | ON_TIME,
        },
        State::InTime => OPEN | IN_TIME,
        State::Late => OPEN | OVERDUE,
    };
    RECEIVED | came | stands
}

/// Whether a file that was not accepted by the end had waited for more than one working day: the desk must
/// answer an online filing within eight working hours, and rows know days.
pub fn is_answered_late(row: &Row, scope: &Scope<'_>) -> bool {
    let Some(arrived) = row.arrived.date() else { return false };
    let mut days = arrived.iter_days().skip(1).take_while(|day| *day < scope.through());
    days.any(|day| scope.law.calendar.is_working(day))
}
