//! The indicators of QĐ 766/QĐ-TTg that data of the desk can give, each beside its target, and what the
//! others lack.
//!
//! 2.1 is counted as the portal does, with the hour of closing of the last day for the hour promised, which
//! rows do not keep. Must not know: what the portal publishes.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use crate::domain::channel::Channel;
use crate::domain::lateness::{Course, Definition, End, EndKind};
use crate::domain::moment::Moment;
use crate::domain::projection::Place;
use crate::domain::row::{Minute, Row, What};
use chrono::TimeDelta;

/// What an indicator counts of the rows: those in its part, and those in its whole.
type Counts = fn(&Row, &Scope<'_>) -> (bool, bool);

/// Indicator, target in per cent, and how it is counted.
const COUNTED: [(&str, Option<u64>, Counts); 4] = [
    ("2-1", None, |row, scope| (on_time(row, scope), scope.concerns(row))),
    ("3-3", Some(50), |row, scope| {
        let received = row.received != Minute::NEVER && scope.holds(row.received);
        (received && row.channel == Channel::Online, received)
    }),
    ("3-6", None, |row, scope| {
        let paid = row.received != Minute::NEVER
            && scope.holds(row.received)
            && (row.flags.is_paid_online() || row.flags.is_paid_otherwise());
        (paid && row.flags.is_paid_online(), paid)
    }),
    ("5-4", Some(90), |row, scope| (on_time(row, scope), scope.concerns(row))),
];

/// Indicators the desk has no data for.
const LACKING: [&str; 9] = ["1-1", "1-2", "1-4", "3-5", "4-1", "4-2", "4-3", "4-5", "5-2"];

/// The report.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let mut lines: Vec<Line> = COUNTED
        .iter()
        .map(|(key, target, counts)| {
            let mut sums = (0_u64, 0_u64);
            for row in scope.rows.kept() {
                let (part, whole) = counts(row, scope);
                sums = (sums.0 + u64::from(part), sums.1 + u64::from(whole));
            }
            line(key, sums, *target)
        })
        .collect();
    lines.insert(1, services(scope));
    lines.extend(LACKING.map(|key| Line {
        key: key.replace('-', "."),
        name: Word::Id(format!("index-{key}")),
        cells: vec![
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Word("index-lacking".to_owned()),
        ],
    }));
    let columns = ["value", "part", "whole", "target", "remark"]
        .map(|key| Column {
            key: key.to_owned(),
            name: Word::Id(format!("column-index-{key}")),
            sum_of: Vec::new(),
            adds_up: false,
        })
        .to_vec();
    Parts { columns, lines, total: None }
}

fn line(key: &str, (part, whole): (u64, u64), target: Option<u64>) -> Line {
    Line {
        key: key.replace('-', "."),
        name: Word::Id(format!("index-{key}")),
        cells: vec![
            Value::fine_percent(part, whole),
            Value::Count(part),
            Value::Count(whole),
            target.map_or(Value::Empty, Value::Count),
            Value::Word(format!("index-{key}-remark")),
        ],
    }
}

/// 3.1: procedures with an online service among those in force on the last day.
fn services(scope: &Scope<'_>) -> Line {
    let open: Vec<_> = scope.law.catalogue.open_on(scope.through()).collect();
    let online = open.iter().filter(|procedure| procedure.online_level.number() >= 3).count();
    line("3-1", (online as u64, open.len() as u64), Some(80))
}

/// The files of a line: its part in the second column, its whole otherwise.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let Some((.., counts)) = COUNTED.iter().find(|(key, ..)| Some(key.replace('-', ".").as_str()) == line)
    else {
        return Vec::new();
    };
    let rows = scope.rows.kept_places();
    let wanted = |row: &Row| {
        let (part, whole) = counts(row, scope);
        if column <= 1 { part } else { whole }
    };
    rows.filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect()
}

/// Whether the portal calls a file on time, as it stood at the end of the period.
fn on_time(row: &Row, scope: &Scope<'_>) -> bool {
    let end = Moment::midnight(scope.through()).plus(TimeDelta::seconds(24 * 3600 - 1));
    scope.concerns(row) && !course(row, scope).judgement(Definition::Portal, end).is_late()
}

/// The course of a row as it stood at the end of the period.
fn course(row: &Row, scope: &Scope<'_>) -> Course {
    let due = scope.due(row).date();
    let closing = |day| {
        scope.law.calendar.closing(day).map_or_else(|| Moment::midnight(day), |time| Moment::at(day, time))
    };
    let done = row.finished();
    let kind = EndKind::without_result(row.stage).unwrap_or(EndKind::Ready);
    let (mut requests, mut supplied, mut waiting) = (0, 0, None);
    for mark in scope.rows.marks(row).iter().filter(|mark| mark.at >= row.received && mark.at < scope.end) {
        match mark.what {
            What::Asked => {
                requests += 1;
                waiting = Some(mark.at);
            }
            What::Came => {
                supplied += waiting.take().map_or(0, |since: Minute| i64::from(mark.at.0 - since.0) * 60);
            }
            What::Due(_)
            | What::Held
            | What::Freed
            | What::Undelivered
            | What::Rated(_)
            | What::Complained(_)
            | What::Answered { .. } => {}
        }
    }
    let ended = done != Minute::NEVER && done < scope.end;
    Course {
        received: row.received.moment(),
        due,
        promised: due.map(closing),
        ends_at_moment: false,
        end: done.moment().filter(|_| ended).map(|at| End { at, kind }),
        requests,
        supplied_seconds: supplied,
        waiting_since: waiting.and_then(Minute::moment).filter(|_| !ended),
        held: scope.is_held(row),
    }
}
