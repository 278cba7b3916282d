//! Evaluation of officers and of the desk by points a file (NĐ 61/2018 art. 29–32, TT 01/2018 art. 12–15).
//!
//! Counted are the files finished in the period. An indicator is the mean of its points, rounded to one
//! decimal; one without data is left out: publicity (6) until the postings are checked, on-site handling (5)
//! until the procedures say which are decided at the desk.
//! Must not know: names of people beyond what a line says.

use super::Parts;
use super::count::{Bits, Made, Spec, Weight};
use super::scope::{Outcome, Scope};
use super::sheet::{Column, Value, Word};
use super::split::Split;
use super::voices;
use crate::domain::channel::Channel;
use crate::domain::projection::Place;
use crate::domain::row::{Minute, Row, What};

/// Indicator 1 in tenths from which an officer has done the whole duty, and a part of it (art. 32).
const OFFICER: [(u64, &str); 3] = [(50, "full"), (35, "part"), (0, "low")];

/// The sum in tenths from which the desk is graded (art. 32).
const AGENCY: [(u64, &str); 5] =
    [(150, "excellent"), (120, "good"), (90, "fair"), (60, "average"), (0, "weak")];

/// Share of procedures decided at the desk for two points (indicator 5). The share for a province is read off
/// a list for ministries and not verified.
const ON_SITE: u64 = 20;

/// Share of complaints answered in time for one point (indicator 8).
const ANSWERED: u64 = 90;

/// Share of procedures at level 3 or 4, and of files online, for two points and for one (indicator 9).
const ONLINE: (u64, u64, u64) = (20, 30, 15);

/// The indicators of a file: 1 total time, 2 time of each body, 3 repeated contacts, 4 bodies contacted,
/// 7 attitude.
fn spec() -> Spec {
    let mut spec = Spec::counters(bits, &["files"]);
    for (at, (indicator, points, of)) in [
        (1, time_points as fn(&Row, &Scope<'_>) -> u64, one as fn(&Row, &Scope<'_>) -> u64),
        (2, leg_points, legs),
        (3, contact_points, one),
        (4, body_points, one),
        (7, attitude_points, one),
    ]
    .into_iter()
    .enumerate()
    {
        spec.weights.extend([Weight::Of(points), Weight::Of(of)]);
        let key = format!("indicator-{indicator}");
        spec.columns.push((
            key.clone(),
            Word::Id(format!("column-{key}")),
            Made::Mean(at * 2 + 1, at * 2 + 2),
        ));
    }
    spec
}

/// Places of the columns of a file among the columns of the sheet: files, 1 to 4, 7.
const OF_FILES: [usize; 6] = [0, 1, 2, 3, 4, 7];
/// Columns of the sheet: files, nine indicators, their sum, the grade.
const WIDTH: usize = 12;

/// The report: officers, and all files together for the desk, which has indicators of its own.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let spec = spec();
    let (mut lines, total) = spec.count(scope, Split::Officer);
    for line in &mut lines {
        line.cells = graded(spread(&line.cells), &OFFICER, "band");
    }
    let mut cells = spread(&total);
    let own =
        [(5, on_site(scope)), (6, publicity(scope)), (8, Some(answering(scope))), (9, online_points(scope))];
    for (at, points) in own {
        if let (Some(cell), Some(points)) = (cells.get_mut(at), points) {
            *cell = Value::Tenths(points * 10);
        }
    }
    let key = |at: usize| match at {
        0 => "files".to_owned(),
        10 => "points".to_owned(),
        11 => "band".to_owned(),
        indicator => format!("indicator-{indicator}"),
    };
    let columns = (0..WIDTH).map(key).enumerate().map(|(at, key)| Column {
        name: Word::Id(format!("column-{key}")),
        key,
        sum_of: Vec::new(),
        adds_up: at == 0,
    });
    Parts { columns: columns.collect(), lines, total: Some(graded(cells, &AGENCY, "band-desk")) }
}

/// The files behind a cell. Indicators of the desk open what they are counted from: complaints that were
/// answered or are late (8), files received (9); 5 and 6 are counted from procedures and postings.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let spec = spec();
    if line.is_none() && matches!(column, 8 | 9) {
        let rows = scope.rows.kept_places();
        let wanted = |row: &Row| {
            if column == 9 {
                scope.holds(row.received)
            } else {
                voices::complaints(row, scope).iter().any(|voice| voice.settled(scope).is_some())
            }
        };
        return rows.filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect();
    }
    let column = OF_FILES.iter().position(|at| *at == column).unwrap_or(0);
    spec.files(scope, Split::Officer, line, column)
}

/// The columns of a file at their places in the sheet.
fn spread(of_files: &[Value]) -> Vec<Value> {
    let mut cells = vec![Value::Empty; WIDTH];
    for (value, at) in of_files.iter().zip(OF_FILES) {
        if let Some(cell) = cells.get_mut(at) {
            *cell = value.clone();
        }
    }
    cells
}

/// With the sum of the indicators, and the grade that follows from it.
fn graded(mut cells: Vec<Value>, grades: &[(u64, &str)], words: &str) -> Vec<Value> {
    let sum = sum(&cells);
    let grade = sum.and_then(|sum| grades.iter().find(|(least, _)| sum >= *least));
    cells.truncate(WIDTH - 2);
    cells.push(sum.map_or(Value::Empty, Value::Tenths));
    cells.push(grade.map_or(Value::Empty, |(_, name)| Value::Word(format!("{words}-{name}"))));
    cells
}

/// The sum of the indicators that have data, in tenths.
fn sum(cells: &[Value]) -> Option<u64> {
    let tenths = |cell: &Value| if let Value::Tenths(tenths) = cell { Some(*tenths) } else { None };
    let known: Vec<u64> = cells.iter().skip(1).filter_map(tenths).collect();
    (!known.is_empty()).then(|| known.iter().sum())
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if row.received == Minute::NEVER || !scope.holds(row.finished()) {
        return 0;
    }
    let legs = if legs(row, scope) > 0 { 0b1_1000 } else { 0 };
    0b111_1110_0111 | legs
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

/// Early and no complaint that counts 2, on time and none 1. A late file without a complaint has no place in
/// the list; it gets none.
fn attitude_points(row: &Row, scope: &Scope<'_>) -> u64 {
    if voices::is_complained_of(row, scope) { 0 } else { time_points(row, scope) }
}

/// Indicator 5: procedures decided at the desk, among all; nothing where no procedure says.
fn on_site(scope: &Scope<'_>) -> Option<u64> {
    let open: Vec<_> = scope.law.catalogue.open_on(scope.through()).collect();
    if open.iter().all(|procedure| procedure.on_site.is_none()) {
        return None;
    }
    let there = open.iter().filter(|procedure| procedure.on_site == Some(true)).count() as u64;
    // Everything in the catalogue is received and returned at the desk: one point is there already.
    Some(if there * 100 >= ON_SITE * open.len() as u64 { 2 } else { 1 })
}

/// Indicator 6: what the last check of the postings found.
fn publicity(scope: &Scope<'_>) -> Option<u64> {
    let found = scope.rows.surveys().publicity(scope.end.moment()?)?;
    Some(match (found.board, found.electronic) {
        (true, true) if found.faultless => 2,
        (true, _) | (_, true) => 1,
        (false, false) => 0,
    })
}

/// Indicator 8: complaints answered in time, of files and of the desk.
fn answering(scope: &Scope<'_>) -> u64 {
    let (in_time, all) = voices::answered_in_time(scope);
    if in_time == all { 2 } else { u64::from(in_time * 100 >= ANSWERED * all) }
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
