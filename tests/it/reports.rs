//! Reports: every figure of II.06a against a slow count straight from events, and every figure opens its files.

use crate::law::d;
use crate::support::office::{law, office};
use crate::support::offices::{random, slow_results};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::domain::report::compare::compare;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::{Ending, Reading, Scope, Waiting};
use motcua::domain::report::sheet::{Marks, Names, Sheet, Value, Word};
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, files, make};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

fn counts(cells: &[Value]) -> Vec<u64> {
    cells
        .iter()
        .map(|cell| if let Value::Count(count) = cell { *count } else { panic!("{cell:?}") })
        .collect()
}

fn total(sheet: &Sheet) -> Vec<u64> {
    counts(sheet.total.as_ref().unwrap())
}

/// Some period that touches the two years the random offices live in.
fn some_period(chance: &mut Chance) -> Period {
    let from = d("01/12/2018") + chrono::Days::new(chance.below(800) as u64);
    Period::new(from, from + chrono::Days::new(chance.below(400) as u64)).unwrap()
}

#[test]
fn results_equal_a_slow_count_from_events_in_a_thousand_random_offices() {
    let (law, office) = (law(), office());
    let mut counted = 0;
    for seed in 1..=rounds(1_000) {
        let (rows, histories) = random(seed, 8);
        let mut chance = Chance::new(seed + 77);
        for _ in 0..4 {
            let period = some_period(&mut chance);
            for reading in [Reading::default(), Reading { waiting: Waiting::Done, ending: Ending::ByDay }] {
                let scope = Scope { reading, ..Scope::new(&rows, &law, &office, period, d("31/12/2026")) };
                let sheet = make(Kind::Results, Split::Procedure, &scope);
                let slow = slow_results(&histories, period, reading);
                let quick: BTreeMap<String, Vec<u64>> =
                    sheet.lines.iter().map(|line| (line.key.clone(), counts(&line.cells))).collect();
                let slow: BTreeMap<String, Vec<u64>> =
                    slow.into_iter().map(|(key, cells)| (key, cells.to_vec())).collect();
                assert_eq!(quick, slow, "seed {seed}, {period:?}, {reading:?}");
                assert!(sheet.checks.len() == 4 && sheet.checks.iter().all(|check| check.holds));
                counted += total(&sheet)[0];
            }
        }
    }
    assert!(counted > rounds(1_000) * 8, "{counted} files counted");
}

/// The form groups its lines by the level that decides; the groups add up to the whole and every line is in one.
#[test]
fn the_form_has_its_levels_and_they_add_up() {
    let (law, office) = (law(), office());
    let mut rows = motcua::domain::projection::Projection::default();
    let codes: Vec<_> = law.catalogue.all().map(|procedure| procedure.code.clone()).collect();
    let (_, histories) = random(5, 60);
    for ((id, history), code) in (1..).zip(&histories).zip(codes.iter().cycle()) {
        let case = motcua::domain::case::Case::replay(motcua::domain::id::CaseId(id), history);
        rows.upsert(&motcua::domain::row::RowDraft::of(&motcua::domain::case::Case {
            procedure: code.clone(),
            ..case
        }));
    }
    let period = Period::new(d("01/01/2019"), d("31/12/2020")).unwrap();
    let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
    let sheet = make(Kind::Results, Kind::Results.usual_split(), &scope);
    let keys: Vec<&str> = sheet.groups.iter().map(|group| group.key.as_str()).collect();
    assert!(keys.len() > 1 && keys.is_sorted(), "{keys:?}");
    let mut next = 0;
    let mut sum = vec![0; sheet.columns.len()];
    for group in &sheet.groups {
        assert_eq!(group.first, next);
        next = group.end;
        let lines = &sheet.lines[group.first..group.end];
        assert!(lines.iter().all(|line| line.key.starts_with(&format!("{} ", group.key))));
        for (at, count) in counts(&group.cells).into_iter().enumerate() {
            assert_eq!(count, lines.iter().map(|line| counts(&line.cells[at..=at])[0]).sum::<u64>());
            sum[at] += count;
        }
    }
    assert_eq!((next, &sum), (sheet.lines.len(), &total(&sheet)));
    assert_eq!(sheet.shown().count(), sheet.lines.len() + sheet.groups.len() + 1);
    let plain = make(Kind::Results, Split::Field, &scope);
    assert_eq!(total(&plain), total(&sheet));
    assert!(plain.groups.is_empty());
}

#[test]
fn what_is_open_at_the_end_of_a_period_is_carried_into_the_next() {
    let (law, office) = (law(), office());
    for seed in 1..=60 {
        let (rows, _) = random(seed, 20);
        let mut period = Period::new(d("15/12/2018"), d("14/01/2019")).unwrap();
        let preset = law.reporting.preset("state-month").unwrap();
        let mut open = None;
        for _ in 0..26 {
            let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
            let cells = total(&make(Kind::Results, Split::Channel, &scope));
            assert!(open.is_none_or(|open| open == cells[3]), "seed {seed} {period:?}");
            open = Some(cells[8]);
            period = preset.after(period);
        }
    }
}

#[test]
fn every_figure_of_every_report_opens_as_many_files_as_it_counts() {
    let (law, office) = (law(), office());
    let mut opened = 0;
    for seed in 1..=40 {
        let (rows, _) = random(seed, 25);
        let period = Period::new(d("01/03/2019"), d("31/05/2020")).unwrap();
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
        for kind in Kind::iter().filter(|kind| !matches!(kind, Kind::Organisation | Kind::Arrivals)) {
            let splits: Vec<Split> =
                if kind.can_split() { Split::iter().collect() } else { vec![kind.usual_split()] };
            for split in splits {
                let sheet = make(kind, split, &scope);
                for (at, column) in sheet.columns.iter().enumerate().filter(|(_, column)| column.adds_up) {
                    // Sums over files, such as rounds and complaints, open the files that have any.
                    let weighted = matches!(column.key.as_str(), "asked-intake" | "asked-appraisal")
                        || kind == Kind::Feedback && at > 4;
                    let mut of_lines = 0;
                    for line in &sheet.lines {
                        let count = counts(&line.cells[at..=at])[0] as usize;
                        if line.key == "no-file" {
                            continue;
                        }
                        let found = files(kind, split, &scope, Some(&line.key), at);
                        assert!(
                            if weighted {
                                found.len() <= count && (count > 0) != found.is_empty()
                            } else {
                                found.len() == count
                            },
                            "{kind:?} {split:?} {} {}: {count} but {found:?}",
                            line.key,
                            column.key
                        );
                        of_lines += found.len();
                    }
                    let all = files(kind, split, &scope, None, at);
                    assert_eq!(all.len(), of_lines, "{kind:?} {split:?} {}", column.key);
                    opened += all.len();
                }
                for column in sheet.columns.iter().filter(|column| !column.sum_of.is_empty()) {
                    for cells in sheet.lines.iter().map(|line| &line.cells).chain(&sheet.total) {
                        let at = sheet.columns.iter().position(|other| other.key == column.key).unwrap();
                        let parts: u64 =
                            column.sum_of.iter().map(|part| counts(&cells[*part..=*part])[0]).sum();
                        assert_eq!(counts(&cells[at..=at])[0], parts, "{kind:?} {}", column.key);
                    }
                }
            }
        }
    }
    assert!(opened > 10_000, "{opened}");
}

#[test]
fn a_report_says_what_it_was_counted_by() {
    let (law, office) = (law(), office());
    let (rows, histories) = random(7, 20);
    let period = Period::new(d("01/01/2019"), d("31/12/2030")).unwrap();
    let scope = Scope::new(&rows, &law, &office, period, d("26/11/2026"));
    let last = histories.iter().flatten().map(|one| one.occurred).max().unwrap();
    for kind in Kind::iter() {
        let sheet = make(kind, kind.usual_split(), &scope);
        assert_eq!(sheet.basis.through, d("26/11/2026"), "nothing after today is judged");
        assert_eq!(sheet.basis.last_event.unwrap().to_string(), last.to_string());
        assert_eq!(sheet.basis.calendar, law.calendar.version().to_string());
        let ids: Vec<String> = sheet.beneath().into_iter().map(|sentence| sentence.id).collect();
        assert!(ids.iter().any(|id| id.starts_with("basis-lateness-")), "{kind:?} {ids:?}");
        assert!(ids.contains(&"basis-last-event".to_owned()) && ids.contains(&"basis-period".to_owned()));
        assert_eq!(ids.iter().any(|id| id.starts_with("basis-waiting-")), kind.reads_buckets());
    }
}

#[test]
fn names_of_owners_are_masked_until_a_reason_is_given() {
    let (law, office) = (law(), office());
    let (rows, _) = random(3, 6);
    let period = Period::new(d("01/01/2019"), d("31/12/2020")).unwrap();
    let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
    let sheet = make(Kind::Arrivals, Split::Procedure, &scope);
    let text = format!("{sheet:?}");
    assert!(!text.contains("Nguyễn Thị Hoa") && !text.contains("Bưu cục") && text.contains("N• T• H•"));
    let named = sheet.with_names(&scope, "Đối chiếu với sổ");
    assert!(format!("{named:?}").contains("Nguyễn Thị Hoa"));
    assert_eq!(named.basis.names, Names::Shown(1, "Đối chiếu với sổ".to_owned()));
    assert_eq!(files(Kind::Arrivals, Split::Procedure, &scope, Some("2"), 0).len(), 1);
    assert_eq!(files(Kind::Arrivals, Split::Procedure, &scope, None, 0).len(), named.lines.len());
}

#[test]
fn two_periods_stand_side_by_side() {
    let (law, office) = (law(), office());
    let (rows, _) = random(11, 60);
    let of = |year: i32| {
        let period = Period::new(d(&format!("01/01/{year}")), d(&format!("31/12/{year}"))).unwrap();
        make(Kind::Levels, Split::Field, &Scope::new(&rows, &law, &office, period, d("31/12/2026")))
    };
    let (before, now) = (of(2019), of(2020));
    let sheet = compare(&before, &now);
    assert_eq!(sheet.columns.len(), 15);
    let (old, new) =
        (counts(&before.total.as_ref().unwrap()[..5]), counts(&now.total.as_ref().unwrap()[..5]));
    let beside = sheet.total.as_ref().unwrap();
    assert_eq!(
        beside[12..15],
        [Value::Count(old[4]), Value::Count(new[4]), Value::Change(new[4] as i64 - old[4] as i64)]
    );
}

#[test]
fn figures_are_rounded_half_up_and_written_as_the_language_does() {
    assert_eq!(Value::percent(913, 1_000), Value::Tenths(913));
    assert_eq!(Value::percent(1, 3), Value::Tenths(333));
    assert_eq!(Value::percent(1, 0), Value::Empty);
    assert_eq!(Value::mean(299, 20), Value::Tenths(150), "14.95 is 15.0");
    assert_eq!(Value::fine_percent(2, 3), Value::Hundredths(6_667));
    let shown = |value: Value, marks| value.shown(marks);
    assert_eq!(shown(Value::Count(1_234_567), Marks::VIETNAMESE), Word::Data("1.234.567".to_owned()));
    assert_eq!(shown(Value::Tenths(12_345), Marks::ENGLISH), Word::Data("1,234.5".to_owned()));
    assert_eq!(shown(Value::Tenths(12_345), Marks::PLAIN), Word::Data("1234.5".to_owned()));
    assert_eq!(shown(Value::Hundredths(5), Marks::VIETNAMESE), Word::Data("0,05".to_owned()));
    assert_eq!(shown(Value::Change(-1_000), Marks::VIETNAMESE), Word::Data("-1.000".to_owned()));
}

#[test]
fn preset_periods_are_those_of_the_state() {
    let law = law();
    let around = |key: &str, day: &str| {
        let period = law.reporting.preset(key).unwrap().around(d(day));
        (period.from, period.to)
    };
    for (key, day, from, to) in [
        ("month", "29/02/2020", "01/02/2020", "29/02/2020"),
        ("quarter", "31/03/2020", "01/01/2020", "31/03/2020"),
        ("five-years", "29/02/2020", "01/01/2016", "31/12/2020"),
        ("state-month", "14/03/2020", "15/02/2020", "14/03/2020"),
        ("state-month", "15/03/2020", "15/03/2020", "14/04/2020"),
        ("state-quarter", "14/03/2020", "15/12/2019", "14/03/2020"),
        ("state-quarter", "15/03/2020", "15/03/2020", "14/06/2020"),
        ("state-half", "01/05/2020", "15/12/2019", "14/06/2020"),
        ("state-nine", "01/05/2020", "15/12/2019", "14/09/2020"),
        ("state-year", "14/12/2020", "15/12/2019", "14/12/2020"),
        ("state-year", "15/12/2020", "15/12/2020", "14/12/2021"),
    ] {
        assert_eq!(around(key, day), (d(from), d(to)), "{key} {day}");
    }
    for preset in &law.reporting.presets {
        let mut period = preset.around(d("29/02/2020"));
        for _ in 0..30 {
            let next = preset.after(period);
            assert_eq!(preset.before(next), period, "{}", preset.key);
            assert_eq!(preset.around(next.from), next);
            assert_eq!(preset.around(next.to), next);
            assert!(preset.every > preset.months || next.from == period.to.succ_opt().unwrap());
            period = next;
        }
    }
}

#[test]
fn the_portals_indicator_agrees_with_the_reading_of_every_case() {
    use motcua::domain::case::Case;
    use motcua::domain::id::CaseId;
    use motcua::domain::lateness::{Course, Definition};
    use motcua::domain::moment::Moment;
    let (law, office) = (law(), office());
    let (mut on_time, mut counted) = (0, 0);
    for seed in 1..=120 {
        let (rows, histories) = random(seed, 10);
        let period = Period::new(d("01/01/2019"), d("31/12/2020")).unwrap();
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
        let end = Moment::midnight(d("01/01/2021")).plus(chrono::TimeDelta::seconds(-1));
        let part = files(Kind::Index, Split::Field, &scope, Some("2.1"), 0);
        let whole = files(Kind::Index, Split::Field, &scope, Some("2.1"), 2);
        for (place, history) in histories.iter().enumerate() {
            let case = Case::replay(CaseId(place as u128 + 1), history);
            let closes = case.promise.as_ref().is_some_and(|promise| {
                law.calendar.closing(promise.due).map(|time| Moment::at(promise.due, time))
                    == Some(promise.at)
            });
            let last = history.last().unwrap().occurred;
            if !closes || last > end || !whole.contains(&(place as u32)) {
                continue;
            }
            let late = Course::of(&case).judgement(Definition::Portal, end).is_late();
            assert_eq!(part.contains(&(place as u32)), !late, "seed {seed}, file {place}");
            counted += 1;
            on_time += u32::from(!late);
        }
    }
    assert!(counted > 200 && on_time > 20 && on_time < counted, "{on_time} of {counted}");
}

#[test]
fn the_review_of_limits_counts_what_files_took() {
    let (law, office) = (law(), office());
    let mut seen = 0;
    for seed in 1..=120 {
        let (rows, _) = random(seed, 30);
        let period = Period::new(d("01/01/2019"), d("31/12/2020")).unwrap();
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
        for line in make(Kind::Limits, Split::Procedure, &scope).lines {
            let mut took: Vec<u64> = rows
                .rows()
                .iter()
                .filter(|row| rows.procedure(row).unwrap().0 == line.key)
                .filter(|row| row.ready.date().is_some_and(|day| period.holds(day)))
                .map(|row| {
                    let (from, to) = (row.received.date().unwrap(), row.ready.date().unwrap());
                    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
                    days.filter(|day| law.calendar.is_working(*day)).count() as u64
                })
                .collect();
            took.sort_unstable();
            let at = |share: usize| Value::Count(took[(took.len() - 1) * share / 100]);
            assert_eq!(line.cells[2..7], [Value::Count(took.len() as u64), at(50), at(90), at(95), at(100)]);
            for (share, column) in [(7, 7), (9, 9)] {
                if let Value::Tenths(_) = line.cells[share] {
                    let opened = files(Kind::Limits, Split::Procedure, &scope, Some(&line.key), column).len();
                    assert_eq!(line.cells[share], Value::percent(opened as u64, took.len() as u64));
                }
            }
            seen += took.len();
        }
    }
    assert!(seen > 3, "{seen}");
}
