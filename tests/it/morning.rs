//! The supervisor's morning: the plan of the day and its forecasts, each against a slow count.

use crate::law::d;
use crate::support::office::{AN, BINH, HEAD, law};
use crate::support::offices::random;
use crate::support::sim_disk::Chance;
use crate::support::story::{Story, story};
use chrono::{NaiveDate, TimeDelta};
use motcua::domain::accountability::AccountState;
use motcua::domain::action::Action;
use motcua::domain::agenda::Agenda;
use motcua::domain::calendar::Calendar;
use motcua::domain::case::Case;
use motcua::domain::forecast::{Basis, Experience};
use motcua::domain::id::{CaseId, PersonId};
use motcua::domain::lateness::{Course, Definition, Timeliness};
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::domain::queue::{Days, Query};
use motcua::domain::row::{Minute, Row, RowDraft, ShortDay};
use motcua::domain::stage::{ActionKind, Stage};
use motcua::domain::trail::{TraceDraft, Trail, TrailDraft};
use motcua::domain::workplan::{Lens, Next, Part, late, next, plan};
use std::collections::{BTreeMap, BTreeSet};

fn working(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> u32 {
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| calendar.is_working(*day)).count()
        as u32
}

fn many() -> Projection {
    random(99, 900).0
}

/// Files of one procedure with three officers, most of them finished after some days.
fn experienced() -> Projection {
    let mut chance = Chance::new(5);
    let mut rows = Projection::default();
    for id in 1..=160_u128 {
        let start = d("01/06/2020") + chrono::Days::new(chance.below(105) as u64);
        let mut told = Story { now: Moment::midnight(start).plus(TimeDelta::hours(9)), ..story() };
        told = told.then(ActionKind::Receive).by(HEAD);
        // One of them has too few finished files to be told by.
        let officer = match chance.below(24) {
            0 => HEAD,
            1..=8 => BINH,
            _ => AN,
        };
        told = told.does(&Action::Assign { to: officer.into() });
        let ready = told.now.plus(TimeDelta::days(3 + chance.below(22) as i64));
        if ready < Moment::midnight(d("15/09/2020")) && !chance.one_in(5) {
            told.now = ready;
            told = told.then(ActionKind::Decide).then(ActionKind::MarkReady);
        }
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
    }
    rows
}

#[test]
fn a_forecast_is_what_half_of_the_finished_files_of_that_age_took() {
    let (law, rows) = (law(), experienced());
    let today = d("15/09/2020");
    let experience = Experience::new(&rows, &law.calendar, today);
    let (mut told, mut late) = (0, 0);
    let mut bases = BTreeSet::new();
    for row in rows.rows().iter().filter(|row| row.is_running() && row.received.date().unwrap() <= today) {
        // By a slow look at every file: from the step on with its holder, from the step on, from receipt
        // on by officer, from receipt on.
        let given = |row: &Row| -> Vec<(String, PersonId, NaiveDate)> {
            let given = rows.traces(row).filter_map(|trace| match trace.what {
                Trail::Given { step, person } => Some((
                    rows.step(step).unwrap().to_owned(),
                    rows.person(person).unwrap().clone(),
                    trace.day.date(),
                )),
                Trail::Asked { .. } | Trail::Taken { .. } | Trail::EndsAt { .. } => None,
            });
            given.collect()
        };
        let here = given(row).last().cloned();
        let finished = || rows.rows().iter().filter(|other| other.ready != Minute::NEVER);
        let same = || finished().filter(|other| other.procedure == row.procedure);
        let days = |from: NaiveDate, other: &Row| working(&law.calendar, from, other.ready.date().unwrap());
        let from_step = |person: Option<&PersonId>| -> Option<(u32, Vec<u32>)> {
            let (step, _, since) = here.clone()?;
            let taken = same().flat_map(|other| {
                given(other)
                    .into_iter()
                    .filter(|(other_step, who, _)| {
                        *other_step == step && person.is_none_or(|person| person == who)
                    })
                    .map(|(.., day)| days(day, other))
                    .collect::<Vec<_>>()
            });
            Some((working(&law.calendar, since, today), taken.collect()))
        };
        let from_receipt = |officer: Option<u16>| {
            let taken = same()
                .filter(|other| officer.is_none_or(|officer| other.officer == officer))
                .map(|other| days(other.received.date().unwrap(), other));
            (working(&law.calendar, row.received.date().unwrap(), today), taken.collect::<Vec<_>>())
        };
        let ways = [
            from_step(here.as_ref().map(|(_, who, _)| who)).map(|way| (Basis::StepAndHolder, way)),
            from_step(None).map(|way| (Basis::Step, way)),
            (row.officer != 0).then(|| (Basis::Officer, from_receipt(Some(row.officer)))),
            Some((Basis::Procedure, from_receipt(None))),
        ];
        let told_by = ways.into_iter().flatten().find_map(|(basis, (age, mut taken))| {
            taken.retain(|days| *days >= age);
            taken.sort_unstable();
            (taken.len() >= 5).then_some((basis, taken))
        });
        let Some(forecast) = experience.of(row, &rows, &law.calendar) else {
            assert_eq!(told_by, None);
            continue;
        };
        told += 1;
        let (basis, like) = told_by.unwrap();
        bases.insert(basis);
        assert_eq!((forecast.basis, forecast.files as usize), (basis, like.len()));
        assert_eq!(
            (forecast.half, forecast.most),
            (like[(like.len() - 1) / 2], like[(like.len() - 1) * 9 / 10])
        );
        assert_eq!(forecast.late, forecast.ready > row.due.date().unwrap());
        assert!(forecast.ready >= today);
        late += u32::from(forecast.late);
    }
    assert!(told > 10 && late > 0, "{told} told, {late} late");
    assert!(bases.len() >= 2, "{bases:?}");
}

fn lens<'a>(
    rows: &'a Projection,
    law: &'a Law,
    experience: &'a Experience,
    definition: Definition,
    (today, soon): (NaiveDate, NaiveDate),
) -> Lens<'a> {
    let now = Moment::midnight(today).plus(TimeDelta::hours(10));
    Lens { rows, law, experience: Some(experience), definition, now, days: Days { today, soon } }
}

#[test]
fn the_plan_holds_every_file_that_asks_for_something_once_and_the_most_urgent_first() {
    let (law, rows) = (law(), many());
    let (today, soon) = (d("15/09/2020"), d("18/09/2020"));
    let experience = Experience::new(&rows, &law.calendar, today);
    let lens = lens(&rows, &law, &experience, Definition::Report, (today, soon));
    let items = plan(&lens);
    let mut of: BTreeMap<u32, Part> = BTreeMap::new();
    for item in &items {
        assert!(of.insert(item.place, item.part).is_none(), "a file stands in one part");
    }
    let key = |item: &motcua::domain::workplan::Item| (item.part, rows.row(item.place).unwrap().due);
    assert!(items.is_sorted_by_key(key));
    for (place, row) in rows.rows().iter().enumerate() {
        let part = of.get(&(place as u32)).copied();
        let late = row.is_running() && row.due < Minute::start_of(today) && row.stage.is_pending();
        assert_eq!(part == Some(Part::Late), late, "{row:?}");
        let finished_late = row.ready != Minute::NEVER && row.timeliness() == Some(Timeliness::Late);
        let owed = finished_late && row.accounts.lateness() != AccountState::Accepted;
        assert_eq!(matches!(part, Some(Part::Account | Part::Review)), owed, "{row:?}");
        if part == Some(Part::Late) && row.stage == Stage::Received {
            assert_eq!(next(row, Part::Late), Next::Assign);
        }
        if part == Some(Part::Forecast) {
            assert!(
                experience.of(row, &rows, &law.calendar).unwrap().late && row.due > Minute::start_of(soon)
            );
        }
    }
    let parts: std::collections::BTreeSet<Part> = items.iter().map(|item| item.part).collect();
    assert!(parts.len() >= 6, "{parts:?}");
}

#[test]
fn late_under_each_definition_is_what_that_definition_says_of_every_open_file() {
    let (law, many, rounds) = (law(), many(), several_rounds());
    let days = (d("15/09/2020"), d("18/09/2020"));
    let mut differ = BTreeSet::new();
    for rows in [&many, &rounds] {
        let experience = Experience::new(rows, &law.calendar, days.0);
        for definition in [Definition::Law, Definition::Report, Definition::Portal] {
            let lens = lens(rows, &law, &experience, definition, days);
            let told = late(&lens);
            let slow = |(_, row): &(u32, &Row)| {
                let course = Course::of_row(row, rows, &law.calendar);
                course.end.is_none() && course.judgement(definition, lens.now).is_late()
            };
            let mut expected: Vec<(Minute, u32)> =
                (0..).zip(rows.rows()).filter(slow).map(|(place, row)| (row.due, place)).collect();
            expected.sort_unstable();
            let expected: Vec<u32> = expected.into_iter().map(|(_, place)| place).collect();
            assert_eq!(told, expected, "{definition:?}");
            let plan = plan(&lens);
            let late: Vec<u32> =
                plan.iter().filter(|item| item.part == Part::Late).map(|item| item.place).collect();
            assert_eq!(late, told, "{definition:?}");
            let places: BTreeSet<u32> = plan.iter().map(|item| item.place).collect();
            assert_eq!(places.len(), plan.len(), "a file stands in one part");
            differ.insert(told.len());
        }
    }
    assert!(differ.len() > 2, "the definitions differ here: {differ:?}");
}

/// Files in process, waiting for papers a first or a second time.
fn several_rounds() -> Projection {
    let mut rows = Projection::default();
    for id in 1..=40_u128 {
        let start = d("20/07/2020") + chrono::Days::new((id % 20) as u64 * 2);
        let mut told = Story { now: Moment::midnight(start).plus(TimeDelta::hours(9)), ..story() };
        told = told.then(ActionKind::Receive).by(HEAD).does(&Action::Assign { to: AN.into() });
        for round in 0..id % 4 {
            told.now = told.now.plus(TimeDelta::days(2 + (id % 3) as i64));
            told = told.then(ActionKind::RequestAppraisalSupplement);
            if round + 1 < id % 4 || id % 8 < 4 {
                told.now = told.now.plus(TimeDelta::days(3));
                told = told.then(ActionKind::ReceiveSupplement);
            }
        }
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
    }
    rows
}

#[test]
fn rows_keep_codes_and_traces_whole_whatever_their_order_and_length() {
    let mut chance = Chance::new(11);
    let mut rows = Projection::default();
    let mut drafts = Vec::new();
    let codes =
        ["", "000.00.10.H38-261103-0002", "000.00.11.H38-261103-0002", "G22.99.01-1", "-", "a-b-c", "H38"];
    for number in 0..600_u128 {
        let mut draft = RowDraft::of(late_case());
        draft.row.id = CaseId(number * 7 % 601 + 1);
        draft.code = codes[chance.below(codes.len())].to_owned();
        let first = ShortDay::of(draft.row.arrived.date().unwrap()).0;
        let mut day = first;
        draft.trail = (0..chance.below(25))
            .map(|_| {
                day += [0, 1, 40, 70, 5_000][chance.below(5)].min(60_000 - day);
                let what = match chance.below(4) {
                    0 => TrailDraft::Given {
                        step: format!("bước {}", chance.below(60)),
                        person: format!("người {}", chance.below(5_000)).as_str().into(),
                    },
                    1 => TrailDraft::Asked {
                        round: chance.below(256) as u8,
                        paper: format!("giấy {}", chance.below(9_000)),
                    },
                    2 => TrailDraft::Taken(format!("a\nb{}", chance.below(300))),
                    _ => TrailDraft::EndsAt(chance.below(1_440) as u16),
                };
                TraceDraft { day: ShortDay(day), what }
            })
            .collect();
        rows.upsert(&draft);
        drafts.push(draft);
    }
    // Each changes once more, so that places are reused and texts thrown away.
    for draft in &mut drafts {
        draft.row.n += 1;
        draft.code = codes[chance.below(codes.len())].to_owned();
        rows.upsert(draft);
    }
    for rows in [rows.clone(), Projection::from_parts(rows.to_parts()).unwrap()] {
        for draft in &drafts {
            let row = rows.row(rows.find(draft.row.id).unwrap()).unwrap();
            assert!(rows.agrees(row, draft), "{draft:?}");
            assert_eq!(rows.code(row).to_string(), draft.code);
            let mut other = draft.clone();
            if let Some(trace) = other.trail.last_mut() {
                trace.day.0 += 1;
                assert!(!rows.agrees(row, &other), "a day more is seen");
            }
        }
        assert_eq!(rows.find(CaseId(9_999)), None);
    }
    let wanted = |text: &str| {
        let query = Query::new(text, &rows, |_| String::new());
        rows.rows().iter().filter(|row| query.matches(row, &rows)).count()
    };
    let having = |text: &str| {
        drafts
            .iter()
            .filter(|draft| draft.code.to_lowercase().contains(text) || draft.key.contains(text))
            .count()
    };
    for text in ["261103-0002", "h38-2611", "10.h38-", "-", "000.00.10.h38-261103-0002", "b-c", "h38"] {
        assert_eq!(wanted(text), having(text), "{text}");
        assert!(having(text) > 0, "{text}");
    }
}

fn late_case() -> &'static Case {
    static CASE: std::sync::LazyLock<Case> =
        std::sync::LazyLock::new(|| story().then(ActionKind::Receive).case().clone());
    &CASE
}

#[test]
fn the_agenda_follows_every_change_as_if_it_were_made_anew() {
    for seed in 1..=25 {
        let (_, histories) = random(seed, 20);
        let mut rows = Projection::default();
        // The files grow event by event, in turn.
        let longest = histories.iter().map(Vec::len).max().unwrap();
        for step in 1..=longest {
            for (id, history) in (1..).zip(&histories) {
                if let Some(so_far) = history.get(..step) {
                    rows.upsert(&RowDraft::of(&Case::replay(CaseId(id), so_far)));
                }
            }
            assert_eq!(*rows.agenda(), Agenda::of(rows.rows()), "seed {seed}, step {step}");
        }
        let after = |day: &str| Minute::start_of(d(day));
        for day in ["01/03/2019", "15/09/2020", "01/01/2022"] {
            let slow = rows.rows().iter().filter(|row| row.is_running() && row.due < after(day)).count();
            assert_eq!(rows.agenda().running().before(after(day)), slow);
        }
    }
}
