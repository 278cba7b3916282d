//! Evaluation of officers and of the desk by points a file (NĐ 61/2018 art. 29–32, TT 01/2018 art. 12–15).
//!
//! Counted are the files finished in the period. An indicator is the mean of its points, rounded to one
//! decimal; one without data is left out: attitude (7) and the answering of complaints (8) need complaints,
//! publicity (6) needs the postings, and on-site handling (5) the list of procedures; none is recorded here.
//! Must not know: names of people beyond what a line says.

use super::Parts;
use super::count::{Bits, Made, Spec, Weight};
use super::scope::{Outcome, Scope};
use super::sheet::{Column, Value, Word};
use super::split::Split;
use crate::domain::channel::Channel;
use crate::domain::projection::Place;
use crate::domain::row::{Minute, Row, What};

/// Indicator 1 in tenths from which an officer has done the whole duty, and a part of it (art. 32).
const OFFICER: [(u64, &str); 3] = [(50, "full"), (35, "part"), (0, "low")];

/// Share of procedures at level 3 or 4, and of files online, for two points and for one (indicator 9).
const ONLINE: (u64, u64, u64) = (20, 30, 15);

/// The indicators of a file: 1 total time, 2 time of each body, 3 repeated contacts, 4 bodies contacted.
fn spec() -> Spec {
    let mut spec = Spec::counters(bits, &["files"]);
    for (indicator, (points, of)) in [
        (time_points as fn(&Row, &Scope<'_>) -> u64, one as fn(&Row, &Scope<'_>) -> u64),
        (leg_points, legs),
        (contact_points, one),
        (body_points, one),
    ]
    .into_iter()
    .enumerate()
    {
        spec.weights.extend([Weight::Of(points), Weight::Of(of)]);
        let key = format!("indicator-{}", indicator + 1);
        spec.columns.push((
            key.clone(),
            Word::Id(format!("column-{key}")),
            Made::Mean(indicator * 2 + 1, indicator * 2 + 2),
        ));
    }
    spec
}

/// The report: officers, and all files together for the desk.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let spec = spec();
    let (mut lines, mut total) = spec.count(scope, Split::Officer);
    for line in &mut lines {
        let sum = sum(&line.cells);
        line.cells.extend([Value::Empty, sum.map_or(Value::Empty, Value::Tenths), band(sum)]);
    }
    let online = online_points(scope);
    let sum = sum(&total).map(|sum| sum + online.unwrap_or(0) * 10);
    total.extend([
        online.map_or(Value::Empty, |points| Value::Tenths(points * 10)),
        sum.map_or(Value::Empty, Value::Tenths),
        Value::Empty,
    ]);
    let mut columns = spec.sheet_columns();
    for column in columns.iter_mut().skip(1) {
        column.adds_up = false;
    }
    columns.extend(["indicator-9", "points", "band"].map(|key| Column {
        key: key.to_owned(),
        name: Word::Id(format!("column-{key}")),
        sum_of: Vec::new(),
        adds_up: false,
    }));
    Parts { columns, lines, total: Some(total) }
}

/// The files behind a cell.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let spec = spec();
    let column = if column < spec.columns.len() { column } else { 0 };
    spec.files(scope, Split::Officer, line, column)
}

/// The sum of the indicators that have data, in tenths.
fn sum(cells: &[Value]) -> Option<u64> {
    let tenths = |cell: &Value| if let Value::Tenths(tenths) = cell { Some(*tenths) } else { None };
    let known: Vec<u64> = cells.iter().skip(1).filter_map(tenths).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn band(sum: Option<u64>) -> Value {
    let band = sum.and_then(|sum| OFFICER.iter().find(|(least, _)| sum >= *least));
    band.map_or(Value::Empty, |(_, name)| Value::Word(format!("band-{name}")))
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if row.received == Minute::NEVER || !scope.holds(row.finished()) {
        return 0;
    }
    let legs = if legs(row, scope) > 0 { 0b1_1000 } else { 0 };
    0b1_1110_0111 | legs
}

const fn one(_: &Row, _: &Scope<'_>) -> u64 {
    1
}

/// Shorter 2, equal 1, longer 0.
fn time_points(row: &Row, scope: &Scope<'_>) -> u64 {
    match scope.outcome(row) {
        Outcome::Early => 2,
        Outcome::OnTime => 1,
        Outcome::Late => 0,
    }
}

fn legs(row: &Row, _: &Scope<'_>) -> u64 {
    row.legs.iter().map(|count| u64::from(*count)).sum()
}

fn leg_points(row: &Row, _: &Scope<'_>) -> u64 {
    let [early, on_time, _] = row.legs;
    u64::from(early) * 2 + u64::from(on_time)
}

/// Contacts with the intake to complete the file: none 2, one 1, more 0.
fn contact_points(row: &Row, scope: &Scope<'_>) -> u64 {
    let asked = scope.rows.marks(row).iter().filter(|mark| mark.what == What::Asked).count();
    2_u64.saturating_sub(asked as u64)
}

/// Bodies the applicant went to: none when filed online and sent home, otherwise the desk alone.
const fn body_points(row: &Row, _: &Scope<'_>) -> u64 {
    if matches!(row.channel, Channel::Online | Channel::Post) && row.flags.is_by_post() { 2 } else { 1 }
}

/// Indicator 9: online services. Nothing where no file was accepted in the period.
fn online_points(scope: &Scope<'_>) -> Option<u64> {
    let open: Vec<_> = scope.law.catalogue.open_on(scope.through()).collect();
    let high = open.iter().filter(|procedure| procedure.online_level.number() >= 3).count() as u64;
    let (mut files, mut online, mut late) = (0_u64, 0_u64, false);
    for row in scope.rows.kept().filter(|row| scope.holds(row.received)) {
        files += 1;
        if row.channel == Channel::Online {
            online += 1;
            late |= row.ready != Minute::NEVER && scope.outcome(row) == Outcome::Late;
        }
    }
    if files == 0 {
        return None;
    }
    let at_least = |part: u64, whole: u64, percent: u64| part * 100 >= percent * whole;
    let (procedures, most, least) = ONLINE;
    let offered = at_least(high, open.len() as u64, procedures);
    Some(match (late, at_least(online, files, most), at_least(online, files, least)) {
        (false, true, _) if offered => 2,
        (false, _, true) => 1,
        (true | false, _, _) => 0,
    })
}
