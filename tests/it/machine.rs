//! Random people do random things to several cases through a real desk; a plain model says what must be.

use crate::support::desks::{assert_row, image, morning, open, open_well, setup, whoever_may};
use crate::support::office::{
    AN, BINH, HEAD, LAN, POSTAL, PRESS, by_post, file, file_of, leg, online, usual,
};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use chrono::{Days as DaysLater, TimeDelta};
use motcua::desk::{Desk, SubmitError, rebuild};
use motcua::domain::action::{Action, Request};
use motcua::domain::case::Case;
use motcua::domain::event::{Event, Route};
use motcua::domain::id::CaseId;
use motcua::domain::moment::Moment;
use motcua::domain::permission::may_act;
use motcua::domain::projection::{Place, Projection};
use motcua::domain::queue::{Days, Filter, Query, Sort, SortKey, arrange, replace};
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Move, Stage, next};
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator as _;

/// What must be, kept beside the desk: nothing but counts and stages.
#[derive(Default)]
struct Model {
    /// Stage after each event that still stands, per case.
    stages: BTreeMap<CaseId, Vec<Stage>>,
    seen: BTreeMap<CaseId, u32>,
    codes: BTreeSet<String>,
}

impl Model {
    fn stage(&self, id: CaseId) -> Stage {
        self.stages.get(&id).and_then(|stages| stages.last().copied()).unwrap_or(Stage::Blank)
    }

    /// Follows an accepted action by the table alone.
    fn follow(&mut self, id: CaseId, kind: ActionKind, now: Stage, events: &[Event]) {
        let before = self.stage(id);
        let stages = self.stages.entry(id).or_default();
        match next(before, kind) {
            Move::To(to) => assert_eq!(now, to, "{before:?} {kind:?}"),
            Move::LastTo(to) => assert!(now == to || now == before, "{before:?} {kind:?}"),
            Move::Stay => assert_eq!(now, before, "{before:?} {kind:?}"),
            Move::Back => {
                // Undone events leave with their stage; corrections and notes have none.
                stages.pop();
                assert_eq!(now, stages.last().copied().unwrap_or(Stage::Blank), "undo from {before:?}");
            }
            Move::No(refusal) => panic!("{before:?} {kind:?} was accepted against {refusal:?}"),
        }
        if !events.iter().all(Event::is_remark) {
            stages.push(now);
        }
        *self.seen.entry(id).or_default() += events.len() as u32;
        for event in events {
            if let Event::Received { code, .. } = event {
                assert!(self.codes.insert(code.to_string()), "{code} was given twice");
            }
        }
    }
}

/// A shown list, kept by `replace` and held against a fresh one.
struct Shown {
    filter: Filter,
    sort: Sort,
    text: &'static str,
    places: Vec<Place>,
}

fn any<T: Copy>(chance: &mut Chance, of: &[T]) -> T {
    of[chance.below(of.len())]
}

/// Mostly what the table allows, else anything.
fn some_action(chance: &mut Chance, stage: Stage) -> Action {
    let anything = chance.one_in(4);
    let allowed = |kind: &ActionKind| anything || !matches!(next(stage, *kind), Move::No(_));
    let mut kinds: Vec<ActionKind> = ActionKind::iter().filter(allowed).collect();
    // Ends are many and ways on are few: most cases should get somewhere.
    if !chance.one_in(4) {
        kinds.retain(|kind| {
            !matches!(
                kind,
                ActionKind::Withdraw
                    | ActionKind::Stop
                    | ActionKind::RefuseIntake
                    | ActionKind::Undo
                    | ActionKind::RecordSheet
                    | ActionKind::GiveAccount
                    | ActionKind::ReviewAccount
            )
        });
    }
    // Half of the work moves a case on; the more that can be done to a case where it stands, the rarer else.
    let moving = |kind: &ActionKind| matches!(next(stage, *kind), Move::To(_) | Move::LastTo(_));
    if chance.one_in(2) && kinds.iter().any(moving) {
        kinds.retain(moving);
    }
    let kind = any(chance, &kinds);
    let owner = any(chance, &["Nguyễn Thị Hoa", "Nguyên Văn Đức", "lý a páo", "Đặng Thị Ánh"]);
    let form = match chance.below(5) {
        0 => online(file(owner), "G01-7"),
        1 => by_post(file_of(POSTAL, owner)),
        2 => file_of(PRESS, owner),
        _ => by_post(file(owner)),
    };
    match (kind, chance.below(3)) {
        (ActionKind::RegisterArrival, _) => Action::RegisterArrival(Box::new(form)),
        (ActionKind::Receive, _) => Action::Receive(Box::new(form)),
        (ActionKind::Assign, _) => Action::Assign { to: any(chance, &[AN, BINH, "nobody"]).into() },
        (ActionKind::RecordOpinion, number) => {
            Action::RecordOpinion { number: number as u16, answer: "Đồng ý".to_owned() }
        }
        (ActionKind::RecordLegResult, number) => {
            Action::RecordLegResult { leg: number as u16 + 1, result: "Xong".to_owned() }
        }
        (ActionKind::Transfer, 0) => {
            Action::Transfer { route: Route::Parallel, legs: vec![leg("Sở VH", 2), leg("Công an", 3)] }
        }
        (kind, _) => usual(kind),
    }
}

fn days(now: Moment) -> Days {
    let today = now.date();
    Days { today, soon: today.checked_add_days(DaysLater::new(3)).unwrap() }
}

fn check_queue(rows: &Projection, now: Moment, shown: &[Shown]) {
    let days = days(now);
    for filter in Filter::iter() {
        let slow = rows.rows().iter().filter(|row| filter.shows(row, days)).count();
        assert_eq!(rows.count(filter, days) as usize, slow, "{filter:?}");
    }
    for shown in shown {
        let query = Query::new(shown.text, rows, str::to_owned);
        let fresh = arrange(rows, shown.filter, &query, shown.sort, days);
        assert_eq!(shown.places, fresh, "{:?} {:?} {:?}", shown.filter, shown.sort, shown.text);
    }
}

/// Live, read from the journal by the reopened desk, and made again from nothing: all one.
fn check_everywhere(dir: &std::path::Path, mut desk: Desk, orderly: bool, seed: u64) -> Desk {
    let mut live = image(&mut desk);
    if orderly {
        desk.close(None);
    } else {
        drop(desk);
    }
    let mut desk = open_well(dir, seed);
    assert_eq!(image(&mut desk), live);
    for file in live.cases.values() {
        let mut replayed = Case::replay(file.case.id, &file.history);
        replayed.head = file.case.head;
        assert_eq!(replayed, file.case);
        for row in desk.projection().rows().iter().filter(|row| row.id == file.case.id) {
            assert_row(&desk, row, file);
        }
    }
    drop(desk);
    let mut rebuilt = rebuild(dir, setup(seed + 100), &mut |_| true).unwrap();
    assert_eq!(rebuilt.troubles, []);
    live.sequence = rebuilt.desk.sequence();
    assert_eq!(image(&mut rebuilt.desk), live);
    rebuilt.desk.close(None);
    open(dir, seed + 200).desk
}

fn run(seed: u64) -> BTreeSet<Stage> {
    let dir = tempfile::tempdir().unwrap();
    let mut chance = Chance::new(seed);
    let mut desk = open_well(dir.path(), 1);
    let mut model = Model::default();
    let mut now = morning();
    let mut ids: Vec<CaseId> = (0..5).map(|_| CaseId(desk.new_id(now))).collect();
    let list = |filter, key, reversed, text| Shown {
        filter,
        sort: Sort { key, reversed },
        text,
        places: Vec::new(),
    };
    let mut shown: Vec<Shown> = SortKey::iter()
        .flat_map(|key| [list(Filter::All, key, false, ""), list(Filter::InProcess, key, true, "nguyen")])
        .chain([list(Filter::Overdue, SortKey::Urgency, false, "nguyễn")])
        .collect();
    let (mut accepted, mut refused, mut reached) = (0, 0, BTreeSet::new());
    for step in 0..400_u64 {
        let id = any(&mut chance, &ids);
        let action = some_action(&mut chance, model.stage(id));
        let kind = action.kind();
        now = now.plus(TimeDelta::minutes(chance.below(400) as i64));
        let seen = if chance.one_in(20) { 99 } else { model.seen.get(&id).copied().unwrap_or(0) };
        let occurred = chance.one_in(10).then(|| now.plus(TimeDelta::hours(-(chance.below(30) as i64))));
        let anybody = any(&mut chance, &[LAN, AN, BINH, HEAD]);
        let by = if chance.one_in(8) { anybody } else { whoever_may(kind) };
        let allowed = may_act(desk.office().person(&by.into()).unwrap().role, kind);
        let by = by.into();
        match desk.submit(&Request { case: id, seen, by, occurred, action }, now) {
            Ok(submitted) => {
                accepted += 1;
                reached.insert(submitted.file.case.stage);
                model.follow(id, kind, submitted.file.case.stage, &submitted.events);
                let rows = desk.projection();
                let place = rows.find(id).unwrap();
                for list in &mut shown {
                    let query = Query::new(list.text, rows, str::to_owned);
                    replace(&mut list.places, place, rows, list.filter, &query, list.sort, days(now));
                }
            }
            Err(SubmitError::Refused(refusal)) => {
                refused += 1;
                if !allowed {
                    assert!(matches!(refusal, Refusal::RoleNotAllowed { .. }), "{refusal:?}");
                } else if let Move::No(rule) = next(model.stage(id), kind)
                    && !matches!(refusal, Refusal::OwnProposal | Refusal::ActOfAnother | Refusal::OwnLateness)
                {
                    assert_eq!(refusal, rule);
                }
            }
            Err(SubmitError::Conflict { seen: 99, now: last }) => {
                assert_eq!(last, model.seen.get(&id).copied().unwrap_or(0));
            }
            Err(SubmitError::UnknownCase) => assert_eq!(model.stage(id), Stage::Blank),
            Err(error) => panic!("seed {seed}, step {step}: {error}"),
        }
        let stage = desk.load(id).unwrap().map_or(Stage::Blank, |file| file.case.stage);
        assert_eq!(stage, model.stage(id), "seed {seed}, step {step}");
        if model.stage(id).is_end() && chance.one_in(3) {
            ids.push(CaseId(desk.new_id(now)));
        }
        // The day moves on: what is overdue or soon due is shown anew, as a screen does.
        for list in shown.iter_mut().filter(|list| !list.filter.is_timeless()) {
            let query = Query::new(list.text, desk.projection(), str::to_owned);
            list.places = arrange(desk.projection(), list.filter, &query, list.sort, days(now));
        }
        check_queue(desk.projection(), now, &shown);
        if step % 90 == 89 {
            desk = check_everywhere(dir.path(), desk, chance.one_in(2), 10 + step);
            // Rows may lie in another order now.
            for list in &mut shown {
                let query = Query::new(list.text, desk.projection(), str::to_owned);
                list.places = arrange(desk.projection(), list.filter, &query, list.sort, days(now));
            }
        }
    }
    assert!(accepted > 40 && refused > 40, "seed {seed}: {accepted} accepted, {refused} refused");
    reached
}

#[test]
fn random_work_agrees_with_a_plain_model_everywhere() {
    let reached: BTreeSet<Stage> = (0..rounds(24)).flat_map(run).collect();
    let missed: Vec<Stage> = Stage::iter().filter(|stage| !reached.contains(stage)).collect();
    assert_eq!(missed, [Stage::Blank], "the random walk must go everywhere, or it proves little");
}
