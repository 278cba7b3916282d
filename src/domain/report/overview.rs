//! The columns a real desk needs: the union of three export forms no system joins.
//!
//! Must not know: how a line is made.

use super::count::{Bits, Spec};
use super::results;
use super::scope::{Outcome, Scope, State};
use crate::domain::channel::Channel;
use crate::domain::lateness::EndKind;
use crate::domain::procedure::OnlineService;
use crate::domain::row::{Minute, Row};
use crate::domain::stage::Stage;

const KEYS: [&str; 33] = [
    "received",
    "direct",
    "online-full",
    "online-part",
    "online-other",
    "post",
    "carried",
    "elsewhere",
    "waiting",
    "waiting-late",
    "not-received",
    "withdrawn",
    "stopped",
    "resolved",
    "early",
    "on-time",
    "late",
    "late-letter",
    "late-silent",
    "open",
    "open-in-time",
    "open-late",
    "held",
    "paid",
    "paid-online",
    "paid-direct",
    "saturday",
    "extended",
    "rated",
    "satisfied",
    "neutral",
    "dissatisfied",
    "complained",
];

/// The report.
pub fn spec() -> Spec {
    Spec {
        sums: &[
            (0, &[1, 2, 3, 4, 5, 6]),
            (13, &[14, 15, 16]),
            (16, &[17, 18]),
            (19, &[20, 21]),
            (28, &[29, 30, 31]),
        ],
        ..Spec::counters(bits, &KEYS)
    }
}

const fn one(at: usize) -> Bits {
    1 << at
}

/// The columns a row stands in: what became of it, and what was said of it, each in its own time.
fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    let said = (28..).zip(super::voices::said(row, scope)).filter(|(_, holds)| *holds);
    said.fold(became(row, scope), |bits, (at, _)| bits | one(at))
}

fn became(row: &Row, scope: &Scope<'_>) -> Bits {
    if row.received == Minute::NEVER {
        return not_accepted(row, scope);
    }
    if !scope.concerns(row) {
        return 0;
    }
    let mut bits = one(0) | if row.received < scope.start { one(6) } else { came(row, scope) };
    if row.flags.is_from_elsewhere() {
        bits |= one(7);
    }
    bits |= match scope.state(row) {
        State::Finished => finished(row, scope),
        State::Held => one(19) | one(20) | one(22),
        State::InTime => one(19) | one(20),
        State::Late => one(19) | one(21),
    };
    if row.flags.is_extended() {
        bits |= one(27);
    }
    bits | paid(row)
}

/// How a file that was accepted in the period came in.
fn came(row: &Row, scope: &Scope<'_>) -> Bits {
    let saturday = if super::split::weekday(row.received) == 5 { one(26) } else { 0 };
    saturday
        | match row.channel {
            Channel::Direct => one(1),
            Channel::Post => one(5),
            Channel::Online => match service(row, scope) {
                Some(OnlineService::Full) => one(2),
                Some(OnlineService::Partial) => one(3),
                None => one(4),
            },
        }
}

/// The published kind of online service of a row's procedure on the day it came.
pub(super) fn service(row: &Row, scope: &Scope<'_>) -> Option<OnlineService> {
    let code = scope.rows.procedure(row)?;
    scope.law.catalogue.on(code, row.arrived.date()?)?.online_service
}

fn finished(row: &Row, scope: &Scope<'_>) -> Bits {
    let early_end = if scope.is_ended_early(row) {
        if row.stage == Stage::Withdrawn { one(11) } else { one(12) }
    } else {
        0
    };
    early_end
        | one(13)
        | match scope.outcome(row) {
            Outcome::Early => one(14),
            Outcome::OnTime => one(15),
            Outcome::Late => one(16) | if row.flags.has_letter() { one(17) } else { one(18) },
        }
}

/// Waiting to be accepted at the end of the period, or refused or withdrawn in it.
fn not_accepted(row: &Row, scope: &Scope<'_>) -> Bits {
    if row.arrived >= scope.end {
        return 0;
    }
    if row.ended == Minute::NEVER || row.ended >= scope.end {
        return one(8) | if results::is_answered_late(row, scope) { one(9) } else { 0 };
    }
    if row.ended < scope.start {
        return 0;
    }
    match EndKind::without_result(row.stage) {
        Some(EndKind::Withdrawn) => one(11),
        Some(EndKind::Stopped) => one(12),
        Some(EndKind::Ready) | None => one(10),
    }
}

fn paid(row: &Row) -> Bits {
    match (row.flags.is_paid_online(), row.flags.is_paid_otherwise()) {
        (false, false) => 0,
        (true, false) => one(23) | one(24),
        (false, true) => one(23) | one(25),
        (true, true) => one(23) | one(24) | one(25),
    }
}
