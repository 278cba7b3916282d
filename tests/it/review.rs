//! Rà soát, đơn giản hóa: steps, holders, papers and proposals, each against a slow count straight from events.

use crate::law::d;
use crate::support::office::{AN, BINH, HEAD, POSTAL, file, file_of, law, office};
use crate::support::sim_disk::Chance;
use crate::support::story::{Story, story};
use chrono::{NaiveDate, TimeDelta};
use motcua::domain::action::Action;
use motcua::domain::case::Case;
use motcua::domain::event::{Event, Stamped, SupplementRequest};
use motcua::domain::id::CaseId;
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::procedure::ProcedureCode;
use motcua::domain::projection::Projection;
use motcua::domain::report::period::Period;
use motcua::domain::report::proposal::{NoProposal, propose};
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::{Line, Value};
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, files, make};
use motcua::domain::row::RowDraft;
use motcua::domain::stage::ActionKind;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [&str; 3] = [AN, BINH, HEAD];

/// A random office whose files mostly get to their result, through several hands and with papers asked for.
fn reviewed(seed: u64, count: usize) -> (Projection, Vec<Vec<Stamped>>) {
    let mut chance = Chance::new(seed);
    let (mut rows, mut histories) = (Projection::default(), Vec::new());
    for id in 1..=count as u128 {
        let told = one(&mut chance);
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
        histories.push(told.file.history);
    }
    // A desk that is opened again knows the same.
    (Projection::from_parts(rows.to_parts()).unwrap(), histories)
}

fn one(chance: &mut Chance) -> Story {
    let start = d("02/01/2020") + chrono::Days::new(chance.below(300) as u64);
    let mut form = if chance.one_in(3) { file_of(POSTAL, "Bưu cục") } else { file("Nguyễn Thị Hoa") };
    // More than what is asked for may come, and less of what is needed only sometimes.
    let names: Vec<String> = form.papers.iter().map(|paper| paper.name.clone()).collect();
    if chance.one_in(4) {
        let mut extra = form.papers[0].clone();
        "Giấy ngoài danh mục".clone_into(&mut extra.name);
        form.papers.push(extra);
    }
    let mut told = Story { now: Moment::midnight(start).plus(TimeDelta::hours(8)), ..story() };
    let wait = |told: &mut Story, chance: &mut Chance, most: usize| {
        told.now = told.now.plus(TimeDelta::hours(chance.below(24 * most) as i64));
    };
    told = told.by(HEAD).does(&Action::Receive(Box::new(form)));
    wait(&mut told, chance, 3);
    told = told.does(&Action::Assign { to: PEOPLE[chance.below(3)].into() });
    for _ in 0..chance.below(3) {
        wait(&mut told, chance, 6);
        let items = match chance.below(3) {
            0 => vec![names[chance.below(names.len())].clone()],
            1 => vec!["Bản thảo đóng dấu".to_owned(), names[0].clone()],
            _ => vec!["Bản  thảo đóng dấu".to_owned()],
        };
        let request = SupplementRequest { items, reason: "Thiếu".to_owned() };
        told = told.by(HEAD).does(&Action::RequestAppraisalSupplement(request));
        wait(&mut told, chance, 9);
        if chance.one_in(8) {
            return told;
        }
        told = told.does(&Action::ReceiveSupplement { items: Vec::new() });
    }
    for _ in 0..chance.below(3) {
        wait(&mut told, chance, 7);
        let to = PEOPLE[chance.below(3)];
        let action = if chance.one_in(3) {
            Action::Assign { to: to.into() }
        } else {
            Action::FinishStep { to: Some(to.into()), note: String::new() }
        };
        if told.decide_at(&action, told.now).is_ok() {
            told = told.does(&action);
        }
    }
    if chance.one_in(6) {
        return told;
    }
    wait(&mut told, chance, 12);
    // Nobody decides what they drafted.
    let decide =
        |told: Story, by: &str| told.by(by).then(ActionKind::Decide).by(HEAD).then(ActionKind::MarkReady);
    decide(told, HEAD)
}

/// What happened and was not reversed.
fn facts(history: &[Stamped]) -> Vec<&Stamped> {
    let undone: Vec<u32> = history
        .iter()
        .filter_map(|one| if let Event::Undone { event, .. } = one.event { Some(event) } else { None })
        .collect();
    history.iter().filter(|one| !undone.contains(&one.n)).collect()
}

/// A finished file by its events alone.
struct Life {
    code: String,
    received: NaiveDate,
    ready: NaiveDate,
    given: Vec<(NaiveDate, String, String)>,
    holds: Vec<(NaiveDate, NaiveDate)>,
}

fn finished(history: &[Stamped]) -> Option<Life> {
    let (mut code, mut received, mut ready) = (None, None, None);
    let (mut given, mut holds, mut since) = (Vec::new(), Vec::new(), None);
    for one in facts(history) {
        let day = one.occurred.date();
        if let Event::Received { intake: Some(intake), .. } = &one.event {
            (code, received) = (Some(intake.procedure.0.clone()), Some(day));
        } else if let Event::Assigned { to, step, .. } | Event::StepFinished { to, next: step, .. } =
            &one.event
        {
            given.push((day, step.clone(), to.0.clone()));
        } else if matches!(one.event, Event::AppraisalSupplementRequested(_)) {
            since = Some(day);
        } else if matches!(one.event, Event::SupplementReceived { .. }) {
            holds.extend(since.take().map(|since| (since, day)));
        } else if matches!(one.event, Event::ResultReady) {
            ready = Some(day);
        }
    }
    Some(Life { code: code?, received: received?, ready: ready?, given, holds })
}

fn working(law: &Law, from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.filter(|day| law.calendar.is_working(*day)).count() as u32
}

/// Days of a file in every step with every person, and with all of them ("-").
fn in_steps(life: &Life, law: &Law) -> BTreeMap<(String, String), u32> {
    let mut took = BTreeMap::new();
    for (at, (day, step, who)) in life.given.iter().enumerate() {
        let until = life.given.get(at + 1).map_or(life.ready, |(day, ..)| (*day).min(life.ready));
        let days = working(law, (*day).min(life.ready), until);
        for who in [who.as_str(), "-"] {
            *took.entry((step.clone(), who.to_owned())).or_default() += days;
        }
    }
    took
}

fn shares(mut took: Vec<u32>) -> [Value; 4] {
    took.sort_unstable();
    [50, 90, 95, 100].map(|share| Value::Count(took[(took.len() - 1) * share / 100].into()))
}

fn rounds() -> u64 {
    std::env::var("MOTCUA_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60)
}

#[test]
fn steps_and_holders_took_what_their_events_say() {
    let (law, office) = (law(), office());
    let period = Period::new(d("01/02/2020"), d("31/10/2020")).unwrap();
    let (mut lines_seen, mut beyond_seen) = (0, 0);
    for seed in 1..=rounds() {
        let (rows, histories) = reviewed(seed, 25);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
        let mut expected: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for life in histories.iter().filter_map(|history| finished(history)) {
            if period.holds(life.ready) {
                for ((step, who), days) in in_steps(&life, &law) {
                    expected.entry(format!("{}/{step}/{who}", life.code)).or_default().push(days);
                }
            }
        }
        let lines = make(Kind::Steps, Split::Procedure, &scope).lines;
        let keys: BTreeSet<&String> = lines.iter().map(|line| &line.key).collect();
        assert_eq!(keys, expected.keys().collect(), "seed {seed}");
        for Line { key, cells, .. } in &lines {
            let took = &expected[key];
            assert_eq!(cells[1], Value::Count(took.len() as u64), "seed {seed} {key}");
            assert_eq!(cells[2..6], shares(took.clone()), "seed {seed} {key}");
            let opened = files(Kind::Steps, Split::Procedure, &scope, Some(key), 1);
            assert_eq!(opened.len(), took.len(), "seed {seed} {key}");
            let step = key.split('/').nth(1).unwrap();
            let code = ProcedureCode::from(key.split('/').next().unwrap());
            let known = law.catalogue.on(&code, period.to).unwrap();
            let limit = &known.steps.iter().find(|known| known.key == step).unwrap().limit;
            if let Value::Tenths(_) = cells[6] {
                let late = took.iter().filter(|days| **days > limit.n).count();
                assert_eq!(cells[6], Value::percent(late as u64, took.len() as u64));
                let opened = files(Kind::Steps, Split::Procedure, &scope, Some(key), 6);
                assert_eq!(opened.len(), late, "seed {seed} {key}");
                beyond_seen += late;
            }
            lines_seen += 1;
        }
    }
    assert!(lines_seen > 200 && beyond_seen > 20, "{lines_seen} lines, {beyond_seen} beyond");
}

#[test]
fn papers_are_counted_as_handed_in_asked_for_and_asked_for_again() {
    let (law, office) = (law(), office());
    let period = Period::new(d("01/02/2020"), d("31/08/2020")).unwrap();
    let (mut again_seen, mut unlisted_seen) = (0, 0);
    for seed in 1..=rounds() {
        let (rows, histories) = reviewed(seed, 25);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
        let fold = motcua::domain::text::fold;
        let mut counted: BTreeMap<String, [u64; 3]> = BTreeMap::new();
        let mut received: BTreeMap<String, u64> = BTreeMap::new();
        for history in &histories {
            let mut code = String::new();
            let mut taken: BTreeSet<String> = BTreeSet::new();
            let mut asked: BTreeMap<String, usize> = BTreeMap::new();
            for one in facts(history) {
                if let Event::Received { intake: Some(intake), .. } = &one.event
                    && period.holds(one.occurred.date())
                {
                    code.clone_from(&intake.procedure.0);
                    taken = intake
                        .papers
                        .iter()
                        .filter(|paper| paper.total() > 0)
                        .map(|p| fold(&p.name))
                        .collect();
                }
                if let Event::AppraisalSupplementRequested(request) = &one.event
                    && one.occurred.date() <= period.to
                {
                    let names: BTreeSet<String> =
                        request.items.iter().map(|item| fold(item.trim())).collect();
                    for name in names {
                        *asked.entry(name).or_default() += 1;
                    }
                }
            }
            if code.is_empty() {
                continue;
            }
            *received.entry(code.clone()).or_default() += 1;
            for name in taken {
                counted.entry(format!("{code}/{name}")).or_default()[0] += 1;
            }
            for (name, rounds) in asked {
                let counted = counted.entry(format!("{code}/{name}")).or_default();
                counted[1] += 1;
                counted[2] += u64::from(rounds > 1);
            }
        }
        let lines = make(Kind::Papers, Split::Procedure, &scope).lines;
        for line in &lines {
            let code = line.key.split('/').next().unwrap();
            let [taken, asked, again] = counted.remove(&line.key).unwrap_or_default();
            let count = Value::Count;
            let files_of = received[code];
            assert_eq!(line.cells[1], count(files_of), "seed {seed} {}", line.key);
            assert_eq!(
                [&line.cells[2], &line.cells[4], &line.cells[6]],
                [&count(taken), &count(asked), &count(again)]
            );
            assert_eq!(line.cells[5], Value::percent(asked, files_of));
            let unused = line.cells[7] == Value::Word("papers-unused".to_owned());
            let listed = line.cells[0] != Value::Word("papers-unlisted".to_owned());
            assert_eq!(unused, listed && taken + asked == 0, "seed {seed} {}", line.key);
            for (column, figure) in [(1, files_of), (2, taken), (4, asked), (6, again)] {
                let opened = files(Kind::Papers, Split::Procedure, &scope, Some(&line.key), column).len();
                assert_eq!(opened as u64, figure, "seed {seed} {} {column}", line.key);
            }
            again_seen += again;
            unlisted_seen += u64::from(!listed);
        }
        // What is left came with a file and is on no list: nobody asks for it.
        assert!(counted.values().all(|[_, asked, _]| *asked == 0), "seed {seed} {counted:?}");
        let papers = |code: &str| law.catalogue.on(&code.into(), period.to).unwrap().papers.len();
        assert!(received.keys().all(|code| {
            lines.iter().filter(|line| line.key.starts_with(&format!("{code}/"))).count() >= papers(code)
        }));
    }
    assert!(again_seen > 5 && unlisted_seen > 20, "{again_seen} again, {unlisted_seen} not listed");
}

#[test]
fn a_proposal_says_what_a_limit_of_any_length_would_have_made_late() {
    let (law, office) = (law(), office());
    let period = Period::new(d("01/02/2020"), d("31/12/2020")).unwrap();
    let (mut late_seen, mut held_seen) = (0, 0);
    for seed in 1..=rounds() {
        let (rows, histories) = reviewed(seed, 25);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
        for code in ["1.003868", POSTAL] {
            let lives: Vec<Life> = histories
                .iter()
                .filter_map(|history| finished(history))
                .filter(|life| life.code == code && period.holds(life.ready))
                .collect();
            let all: Vec<u32> = lives.iter().map(|life| working(&law, life.received, life.ready)).collect();
            let own: Vec<u32> = lives
                .iter()
                .zip(&all)
                .map(|(life, all)| {
                    let held: u32 = life
                        .holds
                        .iter()
                        .map(|(from, to)| working(&law, (*from).min(life.ready), (*to).min(life.ready)))
                        .sum();
                    all - held
                })
                .collect();
            let limit = law.catalogue.on(&code.into(), period.to).unwrap().limit.clone();
            for cut in 1..=12 {
                let told = match propose(&scope, &code.into(), cut) {
                    Ok(told) => told,
                    Err(NoProposal::NotShorter) => {
                        assert!(cut >= limit.n);
                        continue;
                    }
                    Err(NoProposal::NoFiles) => {
                        assert!(lives.is_empty());
                        continue;
                    }
                    Err(NoProposal::NoSuchProcedure) => panic!("{code}"),
                };
                let over =
                    |days: &[u32], limit: u32| days.iter().filter(|days| **days > limit).count() as u64;
                assert_eq!(told.files, lives.len() as u64, "seed {seed}");
                assert_eq!(told.late_cut, over(&own, cut), "seed {seed} {code} {cut}");
                assert_eq!(told.waited_cut, over(&all, cut), "seed {seed} {code} {cut}");
                if let Some(days) = told.days {
                    assert_eq!((days, told.late_now), (limit.n, over(&own, limit.n)));
                }
                let took = |took: motcua::domain::report::proposal::Took| {
                    [took.half, took.most, took.nearly_all, took.longest]
                        .map(|days| Value::Count(days.into()))
                };
                assert_eq!(took(told.took), shares(own.clone()));
                assert_eq!(took(told.in_all), shares(all.clone()));
                assert_eq!(told.by_days.values().sum::<u64>(), told.files);
                for step in &told.steps {
                    let mut days: Vec<u32> = Vec::new();
                    for life in &lives {
                        let key = law.catalogue.on(&code.into(), period.to).unwrap();
                        let key = &key.steps.iter().find(|known| known.name == step.name).unwrap().key;
                        days.extend(in_steps(life, &law).get(&(key.clone(), "-".to_owned())));
                    }
                    assert_eq!(step.files, days.len() as u64);
                    assert_eq!(took(step.took), shares(days));
                }
                late_seen += told.late_cut;
                held_seen += told.waited_cut - told.late_cut;
            }
        }
    }
    assert!(late_seen > 100 && held_seen > 20, "{late_seen} late, {held_seen} by waiting");
}
