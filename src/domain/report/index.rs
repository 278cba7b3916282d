//! The indicators of QĐ 766/QĐ-TTg that data of the desk can give, each beside its target, and what the
//! others lack.
//!
//! 2.1 is counted as the portal does, with the hour of closing of the last day for the hour promised, which
//! rows do not keep. Must not know: what the portal publishes.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use super::voices;
use crate::domain::channel::Channel;
use crate::domain::feedback::Rating;
use crate::domain::lateness::{Course, Definition, End, EndKind};
use crate::domain::limit::Unit;
use crate::domain::moment::Moment;
use crate::domain::procedure::ProcedureCode;
use crate::domain::projection::Place;
use crate::domain::row::{Minute, Row, What};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// What an indicator counts of the rows: those in its part, and those in its whole.
type Counts = fn(&Row, &Scope<'_>) -> (bool, bool);

/// Indicator, target in per cent, and how it is counted.
const COUNTED: [(&str, Option<u64>, Counts); 5] = [
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
    ("5-4-late", None, |row, scope| (scope.concerns(row) && !on_time(row, scope), scope.concerns(row))),
    ("5-4-disliked", None, |row, scope| (is_disliked(row, scope), scope.concerns(row))),
];

/// Indicators the desk has no data for.
const LACKING: [&str; 10] = ["1-1", "1-2", "1-3", "1-4", "3-5", "4-1", "4-2", "4-3", "4-4", "4-5"];

/// The report.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let counted = |(key, target, counts): &(&str, Option<u64>, Counts)| {
        let mut sums = (0_u64, 0_u64);
        for row in scope.rows.kept() {
            let (part, whole) = counts(row, scope);
            sums = (sums.0 + u64::from(part), sums.1 + u64::from(whole));
        }
        line(key, sums, *target)
    };
    let mut lines: Vec<Line> = COUNTED.iter().map(counted).collect();
    let content = content(&lines);
    lines.extend([handling(scope), services(scope), used(scope), answers(scope), content]);
    lines.sort_by(|a, b| a.key.cmp(&b.key));
    lines.extend(LACKING.map(|key| Line {
        key: key.replace('-', "."),
        name: Word::Id(format!("index-{key}")),
        cells: vec![
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Word(format!("index-{key}-lacks")),
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
    line("3-1", (offered(scope).len() as u64, open.len() as u64), Some(80))
}

/// 2.2: working days from acceptance to the end, of the files finished in the period whose limit is in working
/// days; other units cannot be added to them.
fn handling(scope: &Scope<'_>) -> Line {
    let (mut days, mut files) = (0, 0);
    for row in scope.rows.kept().filter(|row| is_handled(row, scope)) {
        if let (Some(from), Some(to)) = (row.received.date(), row.finished().date()) {
            days += u64::from(scope.law.calendar.working_days_between(from, to));
            files += 1;
        }
    }
    let mut line = line("2-2", (days, files), None);
    if let Some(value) = line.cells.first_mut() {
        *value =
            if files == 0 { Value::Empty } else { Value::Hundredths((days * 200 + files) / (files * 2)) };
    }
    line
}

/// Whether a file was finished in the period and its limit is in working days.
fn is_handled(row: &Row, scope: &Scope<'_>) -> bool {
    let in_days = || {
        let code = scope.rows.procedure(row)?;
        Some(scope.law.catalogue.on(code, row.received.date()?)?.limit.unit == Unit::WorkingDays)
    };
    row.received != Minute::NEVER && scope.holds(row.finished()) && in_days() == Some(true)
}

/// 3.2: of the procedures with an online service, those somebody filed online in the period.
fn used(scope: &Scope<'_>) -> Line {
    let offered = offered(scope);
    let filed: BTreeSet<&ProcedureCode> = scope
        .rows
        .kept()
        .filter(|row| scope.holds(row.received) && row.channel == Channel::Online)
        .filter_map(|row| scope.rows.procedure(row))
        .collect();
    let part = offered.iter().filter(|code| filed.contains(*code)).count();
    line("3-2", (part as u64, offered.len() as u64), None)
}

/// Procedures with an online service, in force on the last day.
fn offered<'a>(scope: &Scope<'a>) -> Vec<&'a ProcedureCode> {
    let open = scope.law.catalogue.open_on(scope.through());
    open.filter(|procedure| procedure.online_level.number() >= 3).map(|procedure| &procedure.code).collect()
}

/// 5.2: complaints answered in time, of files and of the desk, among those answered or late.
fn answers(scope: &Scope<'_>) -> Line {
    line("5-2", voices::answered_in_time(scope), None)
}

/// 5.4: one hundred less the rate of late files and the rate of files complained of or disliked.
fn content(lines: &[Line]) -> Line {
    let counts = |key: &str, at: usize| {
        let cells = lines.iter().find(|line| line.key == key).map(|line| line.cells.as_slice());
        match cells.and_then(|cells| cells.get(at)) {
            Some(Value::Count(count)) => *count,
            Some(_) | None => 0,
        }
    };
    let whole = counts("5.4.late", 2);
    let against = counts("5.4.late", 1) + counts("5.4.disliked", 1);
    let mut line = line("5-4", (whole.saturating_sub(against), whole), Some(90));
    // No files are counted as this part: a file may be late and disliked.
    if let Some(part) = line.cells.get_mut(1) {
        *part = Value::Empty;
    }
    line
}

/// Whether a file was complained of with a complaint that counts, or its slip says not satisfied.
fn is_disliked(row: &Row, scope: &Scope<'_>) -> bool {
    let slip = voices::rating(row, scope).is_some_and(|(_, rating)| rating == Rating::Dissatisfied);
    scope.concerns(row) && (slip || voices::is_complained_of(row, scope))
}

/// The files of a line: its part in the second column, its whole otherwise.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let all = |wanted: &dyn Fn(&Row) -> bool| -> Vec<Place> {
        scope.rows.kept_places().filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect()
    };
    if line == Some("5.2") {
        return all(&|row| {
            let voices = voices::complaints(row, scope);
            voices.iter().filter_map(|voice| voice.settled(scope)).any(|in_time| column > 1 || in_time)
        });
    }
    if line == Some("5.4") {
        return all(&|row| scope.concerns(row));
    }
    if line == Some("2.2") {
        return all(&|row| is_handled(row, scope));
    }
    if matches!(line, Some("3.1" | "3.2")) {
        // Procedures are counted; their files of the period are opened.
        let offered = offered(scope);
        let (every, online) = (line == Some("3.1") && column > 1, line == Some("3.2") && column <= 1);
        return all(&|row| {
            scope.holds(row.received)
                && (!online || row.channel == Channel::Online)
                && scope.rows.procedure(row).is_some_and(|code| every || offered.contains(&code))
        });
    }
    let Some((.., counts)) = COUNTED.iter().find(|(key, ..)| Some(key.replace('-', ".").as_str()) == line)
    else {
        return Vec::new();
    };
    all(&|row| {
        let (part, whole) = counts(row, scope);
        if column <= 1 { part } else { whole }
    })
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
