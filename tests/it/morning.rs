//! The supervisor's morning: the plan of the day and its forecasts, each against a slow count.

use crate::law::d;
use crate::support::office::{AN, BINH, HEAD, law};
use crate::support::offices::random;
use crate::support::sim_disk::Chance;
use crate::support::story::{Story, story};
use chrono::{NaiveDate, TimeDelta};
use motcua::domain::accountability::AccountState;
use motcua::domain::action::Action;
use motcua::domain::calendar::Calendar;
use motcua::domain::case::Case;
use motcua::domain::forecast::Experience;
use motcua::domain::id::CaseId;
use motcua::domain::lateness::Timeliness;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::domain::row::{Minute, Row, RowDraft};
use motcua::domain::stage::{ActionKind, Stage};
use motcua::domain::workplan::{Next, Part, next, plan};
use std::collections::BTreeMap;

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
        told = told.does(&Action::Assign { to: [AN, BINH, HEAD][chance.below(3)].into() });
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
    for row in rows.rows().iter().filter(|row| row.is_running() && row.received.date().unwrap() <= today) {
        let age = working(&law.calendar, row.received.date().unwrap(), today);
        let taken = |officer: Option<u16>| {
            let like = |other: &&Row| {
                other.procedure == row.procedure
                    && other.ready != Minute::NEVER
                    && officer.is_none_or(|officer| other.officer == officer)
            };
            let mut taken: Vec<u32> = rows
                .rows()
                .iter()
                .filter(like)
                .map(|other| {
                    working(&law.calendar, other.received.date().unwrap(), other.ready.date().unwrap())
                })
                .filter(|days| *days >= age)
                .collect();
            taken.sort_unstable();
            taken
        };
        let own = Some(taken(Some(row.officer))).filter(|own| row.officer != 0 && own.len() >= 5);
        let like = own.clone().unwrap_or_else(|| taken(None));
        let Some(forecast) = experience.of(row, &law.calendar) else {
            assert!(like.len() < 5);
            continue;
        };
        told += 1;
        assert_eq!((forecast.files as usize, forecast.same_officer), (like.len(), own.is_some()));
        assert_eq!(
            (forecast.half, forecast.most),
            (like[(like.len() - 1) / 2], like[(like.len() - 1) * 9 / 10])
        );
        assert_eq!(forecast.late, forecast.ready > row.due.date().unwrap());
        assert!(forecast.ready >= today);
        late += u32::from(forecast.late);
    }
    assert!(told > 10 && late > 0, "{told} told, {late} late");
}

#[test]
fn the_plan_holds_every_file_that_asks_for_something_once_and_the_most_urgent_first() {
    let (law, rows) = (law(), many());
    let (today, soon) = (d("15/09/2020"), d("18/09/2020"));
    let experience = Experience::new(&rows, &law.calendar, today);
    let items = plan(&rows, &law, Some(&experience), today, soon);
    let mut of: BTreeMap<u32, Part> = BTreeMap::new();
    for item in &items {
        assert!(of.insert(item.place, item.part).is_none(), "a file stands in one part");
        assert_eq!(item.next, next(rows.row(item.place).unwrap(), item.part));
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
            assert_eq!(items.iter().find(|item| item.place == place as u32).unwrap().next, Next::Assign);
        }
        if part == Some(Part::Forecast) {
            assert!(experience.of(row, &law.calendar).unwrap().late && row.due > Minute::start_of(soon));
        }
    }
    let parts: std::collections::BTreeSet<Part> = items.iter().map(|item| item.part).collect();
    assert!(parts.len() >= 6, "{parts:?}");
}
