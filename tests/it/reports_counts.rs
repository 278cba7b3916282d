//! The smaller reports against slow counts straight from events, in a thousand random offices: supplements, online
//! services, workload by hour, reasons of lateness.
#![allow(clippy::wildcard_enum_match_arm)] // reads only what is counted; other facts may come and go

use crate::law::d;
use crate::support::office::{law, office};
use crate::support::offices::{random, slow_results};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use chrono::Timelike as _;
use motcua::domain::accountability::Subject;
use motcua::domain::channel::Channel;
use motcua::domain::event::{Event, Stamped};
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::{Reading, Scope};
use motcua::domain::report::sheet::Value;
use motcua::domain::report::{Kind, make};

/// What one file says, from its events that were not undone.
struct Told<'a> {
    events: Vec<&'a Stamped>,
}

impl<'a> Told<'a> {
    fn of(history: &'a [Stamped]) -> Self {
        let undone: Vec<u32> = history
            .iter()
            .filter_map(|one| if let Event::Undone { event, .. } = one.event { Some(event) } else { None })
            .collect();
        Self { events: history.iter().filter(|one| !undone.contains(&one.n)).collect() }
    }

    fn arrived(&self) -> Moment {
        self.events[0].occurred
    }

    fn received(&self) -> Option<Moment> {
        let accepted = self.events.iter().find(|one| matches!(one.event, Event::Received { .. }))?;
        Some(accepted.occurred)
    }

    fn asked(&self, until: Period) -> Vec<Moment> {
        let asks = self.events.iter().filter(|one| {
            matches!(one.event, Event::IntakeSupplementRequested(_) | Event::AppraisalSupplementRequested(_))
        });
        asks.map(|one| one.occurred).filter(|at| at.date() <= until.to).collect()
    }

    fn channel(&self) -> Channel {
        self.events
            .iter()
            .find_map(|one| match &one.event {
                Event::Arrived { intake } | Event::Received { intake: Some(intake), .. } => {
                    Some(intake.channel)
                }
                _ => None,
            })
            .unwrap()
    }

    /// The reason its lateness was last accounted for with.
    fn reason(&self) -> Option<&str> {
        self.events.iter().rev().find_map(|one| match &one.event {
            Event::AccountGiven(account) if account.subject == Subject::Lateness => {
                Some(account.reason.as_str())
            }
            _ => None,
        })
    }
}

fn holds(period: Period, at: Moment) -> bool {
    (period.from..=period.to).contains(&at.date())
}

/// How often applicants were asked: files, none, once, twice, more, rounds before and after acceptance.
fn supplements(files: &[Told<'_>], period: Period) -> Vec<u64> {
    let mut cells = vec![0; 7];
    for file in files.iter().filter(|file| holds(period, file.arrived())) {
        let asked = file.asked(period);
        cells[0] += 1;
        cells[1 + asked.len().min(3)] += 1;
        let minute = |at: Moment| at.unix() / 60;
        let before = |at: &&Moment| file.received().is_none_or(|accepted| minute(**at) < minute(accepted));
        let intake = asked.iter().filter(before).count() as u64;
        cells[5] += intake;
        cells[6] += asked.len() as u64 - intake;
    }
    cells
}

/// Accepted files by the way they came; no procedure of these offices is published in full or in part.
fn services(files: &[Told<'_>], period: Period) -> Vec<u64> {
    let mut cells = vec![0; 6];
    for file in files.iter().filter(|file| file.received().is_some_and(|at| holds(period, at))) {
        cells[0] += 1;
        cells[match file.channel() {
            Channel::Online => 3,
            Channel::Direct => 4,
            Channel::Post => 5,
        }] += 1;
    }
    cells
}

/// Arrivals by hour: before seven, each hour to eighteen, after, the whole day.
fn workload(files: &[Told<'_>], period: Period) -> Vec<u64> {
    let mut cells = vec![0; 15];
    for file in files.iter().filter(|file| holds(period, file.arrived())) {
        let hour = file.arrived().local().hour() as usize;
        cells[if hour < 7 { 0 } else { (hour - 6).min(13) }] += 1;
        cells[14] += 1;
    }
    cells
}

/// Late files: all, finished, open, unaccounted, and by reason.
fn reasons(histories: &[Vec<Stamped>], period: Period, law: &Law) -> Vec<u64> {
    let known = &law.reporting.reasons;
    let mut cells = vec![0; 4 + known.len()];
    for history in histories {
        let results = slow_results(std::slice::from_ref(history), period, Reading::default());
        for line in results.values() {
            let (done, open) = (line[7], line[10]);
            cells[0] += done + open;
            cells[1] += done;
            cells[2] += open;
            let reason = Told::of(history).reason().map(str::to_owned);
            let at = reason.and_then(|key| known.iter().position(|reason| reason.key == key));
            cells[at.map_or(3, |at| 4 + at)] += done + open;
        }
    }
    cells
}

#[test]
fn the_smaller_reports_equal_a_slow_count_from_events_in_a_thousand_random_offices() {
    let (law, office) = (law(), office());
    let mut counted = [0; 4];
    for seed in 1..=rounds(1_000) {
        let (rows, histories) = random(seed, 8);
        let files: Vec<Told<'_>> = histories.iter().map(|history| Told::of(history)).collect();
        let mut chance = Chance::new(seed + 78);
        for _ in 0..2 {
            let from = d("01/12/2018") + chrono::Days::new(chance.below(800) as u64);
            let period = Period::new(from, from + chrono::Days::new(chance.below(400) as u64)).unwrap();
            let scope = Scope::new(&rows, &law, &office, period, d("31/12/2026"));
            let slow = [
                (Kind::Supplements, supplements(&files, period)),
                (Kind::Services, services(&files, period)),
                (Kind::Workload, workload(&files, period)),
                (Kind::Reasons, reasons(&histories, period, &law)),
            ];
            for (at, (kind, slow)) in slow.into_iter().enumerate() {
                let sheet = make(kind, kind.usual_split(), &scope);
                let total = sheet.total.as_ref().unwrap();
                let quick: Vec<u64> = total[..slow.len()]
                    .iter()
                    .map(|cell| if let Value::Count(count) = cell { *count } else { panic!("{cell:?}") })
                    .collect();
                assert_eq!(quick, slow, "seed {seed}, {kind:?}, {period:?}");
                counted[at] += slow[0];
            }
        }
    }
    assert!(counted.iter().all(|count| *count > rounds(1_000) / 4), "{counted:?}");
}
