//! Every other report of files against a slow count straight from events, in random offices.

use crate::law::d;
use crate::support::office::{HEAD, LAN, law, office};
use crate::support::offices::random;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use crate::support::slow::{End, Made, Stood, Told};
use chrono::{Datelike as _, NaiveDate, Weekday};
use motcua::domain::channel::Channel;
use motcua::domain::feedback::{Finding, Matter, Rating};
use motcua::domain::law::Law;
use motcua::domain::limit::Unit;
use motcua::domain::moment::Moment;
use motcua::domain::procedure::{OnlineService, ProcedureCode};
use motcua::domain::projection::Projection;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::{Sheet, Value};
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, files, make};
use motcua::domain::survey::{Asked, Publicity, Surveyed};
use std::collections::BTreeMap;

type Lines = BTreeMap<String, Vec<u64>>;

/// A random office with a book of surveys, told file by file as well.
fn some_office(seed: u64, law: &Law) -> (Projection, Vec<Told>, Vec<Made>, [u64; 3], Period) {
    let (mut rows, histories) = random(seed, 8);
    let mut chance = Chance::new(seed + 4_000);
    let from = d("01/12/2018") + chrono::Days::new(chance.below(800) as u64);
    let period = Period::new(from, from + chrono::Days::new(chance.below(400) as u64)).unwrap();
    let (mut desk, mut slips) = (Vec::<Made>::new(), [0; 3]);
    let mut numbers = Vec::new();
    let mut now = Moment::midnight(d("05/01/2019"));
    for _ in 0..chance.below(12) {
        now = now.plus(chrono::TimeDelta::hours(chance.below(24 * 60) as i64));
        let asked = match chance.below(4) {
            0 => Asked::Slips {
                from: d("01/01/2019"),
                to: now.date(),
                counts: [chance.below(50) as u32 + 1, chance.below(9) as u32, chance.below(5) as u32],
            },
            1 => Asked::Complaint { matter: Matter::Other, words: "Thiếu ghế".to_owned() },
            2 => Asked::Publicity(Publicity {
                board: chance.one_in(2),
                electronic: chance.one_in(2),
                faultless: chance.one_in(2),
            }),
            _ => Asked::Answer {
                number: numbers.last().copied().unwrap_or(1),
                finding: [Finding::Founded, Finding::Unfounded, Finding::Declined][chance.below(3)],
                words: "Đã thêm".to_owned(),
                document: String::new(),
            },
        };
        let Ok((number, what)) = rows.surveys().decide(&asked, now, law) else { continue };
        match &asked {
            Asked::Slips { to, counts, .. } if period.holds(*to) => {
                slips.iter_mut().zip(counts).for_each(|(sum, count)| *sum += u64::from(*count));
            }
            Asked::Complaint { .. } => {
                numbers.push(number);
                let by = working_day(law, now.date(), 15);
                desk.push(Made { on: now.date(), by, answered: None });
            }
            Asked::Answer { finding, .. } => {
                desk.last_mut().unwrap().answered = Some((now.date(), *finding));
            }
            Asked::Slips { .. } | Asked::Publicity(_) | Asked::Withdraw { .. } => {}
        }
        rows.hear(Surveyed { number, by: LAN.into(), at: now, what });
    }
    (rows, histories.iter().map(|history| Told::of(history)).collect(), desk, slips, period)
}

fn working_day(law: &Law, from: NaiveDate, count: usize) -> NaiveDate {
    from.iter_days().skip(1).filter(|day| law.calendar.is_working(*day)).nth(count - 1).unwrap()
}

/// Whether a complaint was answered in the period, in time or late, or is overdue at its end.
fn settled(made: &Made, period: Period, law: &Law) -> Option<bool> {
    if made.on > period.to {
        return None;
    }
    match made.answered.filter(|(day, _)| *day <= period.to) {
        Some((day, _)) if day < period.from => None,
        Some((day, Finding::Declined)) => {
            Some(day <= made.by && day <= working_day(law, made.on, 2).max(made.on))
        }
        Some((day, _)) => Some(day <= made.by),
        None => (made.by < period.to).then_some(false),
    }
}

/// Whether a complaint counts against somebody by the end of a period.
fn counts(made: &Made, period: Period) -> bool {
    let finding = made.answered.filter(|(day, _)| *day <= period.to).map(|(_, finding)| finding);
    made.on <= period.to && matches!(finding, None | Some(Finding::Founded))
}

fn quick(sheet: &Sheet) -> Lines {
    let count = |value: &Value| if let Value::Count(count) = value { Some(*count) } else { None };
    sheet.lines.iter().map(|line| (line.key.clone(), line.cells.iter().filter_map(count).collect())).collect()
}

fn total(sheet: &Sheet) -> &[Value] {
    sheet.total.as_ref().unwrap()
}

fn concerns(told: &Told, period: Period) -> bool {
    told.received.is_some_and(|day| day <= period.to) && told.finished().is_none_or(|day| day >= period.from)
}

/// Slips, then complaints: made, answered, in time, late, open, open and late, founded, not.
fn said(slips: [u64; 3], complaints: &[Made], period: Period, law: &Law) -> Vec<u64> {
    let known: Vec<&Made> = complaints.iter().filter(|made| made.on <= period.to).collect();
    let answer = |made: &Made| made.answered.filter(|(day, _)| period.holds(*day));
    let count = |holds: &dyn Fn(&Made) -> bool| known.iter().filter(|made| holds(made)).count() as u64;
    let open = |made: &Made| made.answered.is_none_or(|(day, _)| day > period.to);
    let mut cells = vec![slips.iter().sum(), slips[0], slips[1], slips[2]];
    cells.extend([
        count(&|made| period.holds(made.on)),
        count(&|made| answer(made).is_some()),
        count(&|made| answer(made).is_some() && settled(made, period, law) == Some(true)),
        count(&|made| answer(made).is_some() && settled(made, period, law) == Some(false)),
        count(&open),
        count(&|made| open(made) && made.by < period.to),
        count(&|made| answer(made).is_some_and(|(_, finding)| finding == Finding::Founded)),
        count(&|made| answer(made).is_some_and(|(_, finding)| finding != Finding::Founded)),
    ]);
    cells
}

fn slip_of(told: &Told, period: Period) -> [u64; 3] {
    let slip = told.slip.filter(|(day, _)| period.holds(*day)).map(|(_, rating)| rating);
    [Rating::Satisfied, Rating::Neutral, Rating::Dissatisfied].map(|rating| u64::from(slip == Some(rating)))
}

#[test]
fn what_people_said_is_counted_as_the_events_tell_it() {
    let (law, office) = (law(), office());
    let (mut slips, mut complaints) = (0, 0);
    for seed in 1..=rounds(1_000) {
        let (rows, files, desk, box_slips, period) = some_office(seed, &law);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
        let sheet = make(Kind::Feedback, Split::Procedure, &scope);
        let mut slow: Lines = BTreeMap::new();
        for told in &files {
            let cells = said(slip_of(told, period), &told.complaints, period, &law);
            if cells.iter().any(|count| *count > 0) {
                let line = slow.entry(told.procedure.clone()).or_insert_with(|| vec![0; cells.len()]);
                line.iter_mut().zip(cells).for_each(|(sum, count)| *sum += count);
            }
        }
        slow.insert("no-file".to_owned(), said(box_slips, &desk, period, &law));
        assert_eq!(quick(&sheet), slow, "seed {seed} {period:?}");
        for line in &sheet.lines {
            assert_eq!(line.cells[4], Value::percent(slow[&line.key][1], slow[&line.key][0]));
        }
        slips += slow.values().map(|cells| cells[0]).sum::<u64>();
        complaints += slow.values().map(|cells| cells[4]).sum::<u64>();
    }
    assert!(slips > rounds(1_000) && complaints > rounds(1_000), "{slips} slips, {complaints} complaints");
}

#[test]
fn the_overview_is_counted_as_the_events_tell_it() {
    let (law, office) = (law(), office());
    let mut counted = vec![0; 33];
    for seed in 1..=rounds(1_000) {
        let (rows, files, _, _, period) = some_office(seed, &law);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
        let mut slow: Lines = BTreeMap::new();
        for told in &files {
            let cells = overview(told, period, &law);
            if cells.iter().any(|count| *count > 0) {
                let line = slow.entry(told.procedure.clone()).or_insert_with(|| vec![0; cells.len()]);
                line.iter_mut().zip(cells).for_each(|(sum, count)| *sum += count);
            }
        }
        assert_eq!(quick(&make(Kind::Overview, Split::Procedure, &scope)), slow, "seed {seed} {period:?}");
        for cells in slow.values() {
            counted.iter_mut().zip(cells).for_each(|(sum, count)| *sum += count);
        }
    }
    let never: Vec<usize> = (0..33).filter(|at| counted[*at] == 0).collect();
    // No procedure of these offices is published as an online service of either kind.
    assert_eq!(never, [2, 3], "columns that were never counted");
}

fn overview(told: &Told, period: Period, law: &Law) -> Vec<u64> {
    let mut cells = vec![0; 33];
    let slip = slip_of(told, period);
    cells[28] = slip.iter().sum();
    cells[29..32].copy_from_slice(&slip);
    cells[32] = u64::from(told.complaints.iter().any(|made| period.holds(made.on)));
    let ended = told.ended.filter(|(day, _)| *day <= period.to);
    let Some(received) = told.received else {
        if told.arrived > period.to || ended.is_some_and(|(day, _)| day < period.from) {
            return cells;
        }
        match ended.map(|(_, end)| end) {
            None => {
                cells[8] = 1;
                let whole_day = |day: &NaiveDate| *day < period.to && law.calendar.is_working(*day);
                cells[9] = u64::from(told.arrived.iter_days().skip(1).take(60).any(|day| whole_day(&day)));
            }
            Some(End::Withdrawn) => cells[11] = 1,
            Some(End::Stopped) => cells[12] = 1,
            Some(End::Refused | End::Ready) => cells[10] = 1,
        }
        return cells;
    };
    if !concerns(told, period) {
        return cells;
    }
    cells[0] = 1;
    if received < period.from {
        cells[6] = 1;
    } else {
        cells[26] = u64::from(received.weekday() == Weekday::Sat);
        let service = law.catalogue.on(&ProcedureCode(told.procedure.clone()), told.arrived);
        cells[match (told.channel.unwrap(), service.and_then(|procedure| procedure.online_service)) {
            (Channel::Direct, _) => 1,
            (Channel::Post, _) => 5,
            (Channel::Online, Some(OnlineService::Full)) => 2,
            (Channel::Online, Some(OnlineService::Partial)) => 3,
            (Channel::Online, None) => 4,
        }] = 1;
    }
    cells[7] = u64::from(told.elsewhere);
    let places: &[usize] = match told.stood(period.to) {
        Stood::Early => &[13, 14],
        Stood::OnTime => &[13, 15],
        Stood::Late => &[13, 16, if told.letter { 17 } else { 18 }],
        Stood::Held => &[19, 20, 22],
        Stood::InTime => &[19, 20],
        Stood::Overdue => &[19, 21],
    };
    for at in places {
        cells[*at] = 1;
    }
    match ended.map(|(_, end)| end) {
        Some(End::Withdrawn) => cells[11] = 1,
        Some(End::Stopped) => cells[12] = 1,
        Some(End::Ready | End::Refused) | None => {}
    }
    cells[23] = u64::from(told.paid_online || told.paid_otherwise);
    cells[24] = u64::from(told.paid_online);
    cells[25] = u64::from(told.paid_otherwise);
    cells[27] = u64::from(told.extended);
    cells
}

#[test]
fn the_evaluation_gives_the_points_the_events_earn() {
    let (law, office) = (law(), office());
    let mut seen = [0_usize; 10];
    for seed in 1..=rounds(1_000) {
        let (rows, told, desk, _, period) = some_office(seed, &law);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
        let sheet = make(Kind::Evaluation, Split::Officer, &scope);
        let done: Vec<&Told> = told
            .iter()
            .filter(|told| told.received.is_some() && told.finished().is_some_and(|day| period.holds(day)))
            .collect();
        let time = |told: &Told| match told.outcome().unwrap() {
            Stood::Early => 2,
            Stood::OnTime => 1,
            Stood::Late | Stood::Held | Stood::InTime | Stood::Overdue => 0,
        };
        let sum = |of: &dyn Fn(&Told) -> u64| done.iter().map(|told| of(told)).sum::<u64>();
        let part = |told: &Told| -> Vec<u64> {
            let back = told.parts.iter().filter_map(|part| Some((part.due?, part.back?)));
            back.map(|(due, back)| u64::from(back <= due) + u64::from(back < due)).collect()
        };
        let contacts = |told: &Told| 2_u64.saturating_sub(told.asked.len() as u64);
        let bodies = |told: &Told| if told.by_post && told.channel != Some(Channel::Direct) { 2 } else { 1 };
        let attitude = |told: &Told| {
            if told.complaints.iter().any(|made| counts(made, period)) { 0 } else { time(told) }
        };
        let files = done.len() as u64;
        let mean = |sum: u64, of: u64| Value::mean(sum, of);
        let complaints: Vec<bool> = told
            .iter()
            .flat_map(|told| &told.complaints)
            .chain(&desk)
            .filter_map(|made| settled(made, period, &law))
            .collect();
        let in_time = complaints.iter().filter(|in_time| **in_time).count();
        let answering =
            if in_time == complaints.len() { 2 } else { u64::from(in_time * 100 >= complaints.len() * 90) };
        let expected = [
            (1, mean(sum(&time), files)),
            (2, mean(sum(&|told| part(told).iter().sum()), sum(&|told| part(told).len() as u64))),
            (3, mean(sum(&contacts), files)),
            (4, mean(sum(&bodies), files)),
            (5, Value::Empty),
            (7, mean(sum(&attitude), files)),
            (8, Value::Tenths(answering * 10)),
        ];
        let cells = total(&sheet);
        for (at, value) in expected {
            assert_eq!(cells[at], value, "seed {seed}, indicator {at}, {period:?}");
            seen[at] += usize::from(value != Value::Empty && value != Value::Tenths(0));
        }
        let points: u64 =
            cells[1..10].iter().map(|cell| if let Value::Tenths(n) = cell { *n } else { 0 }).sum();
        assert_eq!(cells[10], Value::Tenths(points));
        assert_eq!(files_of(&scope, 8).len(), told_settled(&told, period, &law), "seed {seed}");
    }
    assert!([1, 2, 3, 4, 7, 8].iter().all(|at| seen[*at] > 5), "{seen:?}");
}

fn files_of(scope: &Scope<'_>, column: usize) -> Vec<u32> {
    files(Kind::Evaluation, Split::Officer, scope, None, column)
}

fn told_settled(told: &[Told], period: Period, law: &Law) -> usize {
    let is = |told: &&Told| told.complaints.iter().any(|made| settled(made, period, law).is_some());
    told.iter().filter(is).count()
}

#[test]
fn the_indicators_of_766_are_counted_as_the_events_tell_them() {
    let (law, office) = (law(), office());
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for seed in 1..=rounds(1_000) {
        let (rows, told, desk, _, period) = some_office(seed, &law);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
        let sheet = make(Kind::Index, Split::Field, &scope);
        let cells = |key: &str| &sheet.lines.iter().find(|line| line.key == key).unwrap().cells;
        let both = |key: &str| (cells(key)[1].clone(), cells(key)[2].clone());
        let pair = |part: u64, whole: u64| (Value::Count(part), Value::Count(whole));
        let received: Vec<&Told> =
            told.iter().filter(|told| told.received.is_some_and(|day| period.holds(day))).collect();
        let count =
            |of: &[&Told], holds: &dyn Fn(&Told) -> bool| of.iter().filter(|told| holds(told)).count() as u64;
        let online = count(&received, &|told| told.channel == Some(Channel::Online));
        assert_eq!(both("3.3"), pair(online, received.len() as u64), "seed {seed}");
        let paid = count(&received, &|told| told.paid_online || told.paid_otherwise);
        assert_eq!(both("3.6"), pair(count(&received, &|told| told.paid_online), paid), "seed {seed}");
        let settled: Vec<bool> = told
            .iter()
            .flat_map(|told| &told.complaints)
            .chain(&desk)
            .filter_map(|made| settled(made, period, &law))
            .collect();
        let in_time = settled.iter().filter(|in_time| **in_time).count() as u64;
        assert_eq!(both("5.2"), pair(in_time, settled.len() as u64), "seed {seed} {period:?}");
        let concerned: Vec<&Told> = told.iter().filter(|told| concerns(told, period)).collect();
        let disliked = count(&concerned, &|told| {
            told.slip.is_some_and(|(day, rating)| day <= period.to && rating == Rating::Dissatisfied)
                || told.complaints.iter().any(|made| counts(made, period))
        });
        assert_eq!(both("5.4.disliked"), pair(disliked, concerned.len() as u64), "seed {seed} {period:?}");
        let Value::Count(late) = both("5.4.late").0 else { panic!() };
        let good = (concerned.len() as u64).saturating_sub(late + disliked);
        assert_eq!(cells("5.4")[0], Value::fine_percent(good, concerned.len() as u64));
        let days: Vec<u64> = told
            .iter()
            .filter(|told| told.finished().is_some_and(|day| period.holds(day)))
            .filter_map(|told| {
                let procedure = law.catalogue.on(&ProcedureCode(told.procedure.clone()), told.received?)?;
                let days =
                    told.received?.iter_days().skip(1).take_while(|day| *day <= told.finished().unwrap());
                (procedure.limit.unit == Unit::WorkingDays)
                    .then(|| days.filter(|day| law.calendar.is_working(*day)).count() as u64)
            })
            .collect();
        assert_eq!(both("2.2"), pair(days.iter().sum(), days.len() as u64), "seed {seed}");
        for key in ["2.2", "3.3", "3.6", "5.2", "5.4.disliked", "5.4.late"] {
            if let Value::Count(part) = cells(key)[1] {
                *seen.entry(key.to_owned()).or_default() += part;
            }
        }
        for key in ["3.3", "3.6", "5.4.disliked", "5.4.late"] {
            for column in [1, 2] {
                let opened = files(Kind::Index, Split::Field, &scope, Some(key), column).len() as u64;
                assert_eq!(cells(key)[column], Value::Count(opened), "{key} opens its files");
            }
        }
    }
    assert!(seen.len() == 6 && seen.values().all(|count| *count > 20), "{seen:?}");
}

#[test]
fn the_organisation_opens_the_files_of_its_procedures() {
    let (law, office) = (law(), office());
    let mut opened = 0;
    for seed in 1..=60 {
        let (rows, told, _, _, period) = some_office(seed, &law);
        let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
        let columns = make(Kind::Organisation, Split::Field, &scope).columns;
        let received = told.iter().filter(|told| told.received.is_some_and(|day| period.holds(day))).count();
        let all = |column: usize| files(Kind::Organisation, Split::Field, &scope, None, column).len();
        let by_key = |key: &str| all(columns.iter().position(|column| column.key == key).unwrap());
        let levels = ["province", "district", "commune"].map(|level| by_key(&format!("procedures_{level}")));
        assert_eq!(by_key("procedures_all"), levels.iter().sum::<usize>());
        assert!(by_key("procedures_all") <= received);
        opened += by_key("procedures_all");
    }
    assert!(opened > 50, "{opened}");
}

#[test]
fn the_book_of_surveys_takes_no_nonsense_and_withdraws_what_was_wrong() {
    let law = law();
    let mut rows = Projection::default();
    let now = Moment::midnight(d("10/07/2020"));
    let slips = |from: &str, to: &str, satisfied| Asked::Slips {
        from: d(from),
        to: d(to),
        counts: [satisfied, 0, 0],
    };
    for wrong in [
        slips("11/07/2020", "10/07/2020", 5),
        slips("01/07/2020", "11/07/2020", 5),
        slips("01/07/2020", "10/07/2020", 0),
        Asked::Withdraw { number: 1, reason: "Nhầm".to_owned() },
        Asked::Complaint { matter: Matter::Delay, words: "  ".to_owned() },
    ] {
        assert!(rows.surveys().decide(&wrong, now, &law).is_err(), "{wrong:?}");
    }
    let record = |rows: &mut Projection, asked: &Asked| {
        let (number, what) = rows.surveys().decide(asked, now, &law).unwrap();
        rows.hear(Surveyed { number, by: HEAD.into(), at: now, what });
        number
    };
    let july = Period::new(d("01/07/2020"), d("31/07/2020")).unwrap();
    let first = record(&mut rows, &slips("01/07/2020", "10/07/2020", 50));
    assert_eq!(rows.surveys().slips(july), [50, 0, 0]);
    record(&mut rows, &Asked::Withdraw { number: first, reason: "Đếm nhầm".to_owned() });
    record(&mut rows, &slips("01/07/2020", "10/07/2020", 5));
    assert_eq!(rows.surveys().slips(july), [5, 0, 0]);
    let again = Asked::Withdraw { number: first, reason: "Nhầm".to_owned() };
    assert!(rows.surveys().decide(&again, now, &law).is_err(), "once is enough");
    assert_eq!(rows.surveys().all().len(), 3, "nothing is taken away");
    for known in rows.surveys().all().to_vec() {
        rows.hear(known);
    }
    assert_eq!(rows.surveys().all().len(), 3, "a frame that is read again is not counted again");
}
