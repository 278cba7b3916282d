//! What dates cost: one date and its whole explanation, and every open file after a change of the calendar.
//!
//! Run with `cargo bench --bench dates`; `MOTCUA_ROUNDS` sets how many open files are counted anew.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[allow(dead_code, reason = "these figures have no bar to hold")]
mod measure;
mod wiped;

use chrono::TimeDelta;
use measure::{Times, rounds, timed};
use motcua::config::law;
use motcua::domain::calendar::{Special, SpecialKind};
use motcua::domain::calendar_edit::{Change, apply};
use motcua::domain::clock::{Clock, Entry};
use motcua::domain::event::Promise;
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::moment::{Moment, parse_day};
use motcua::domain::recount::another;
use motcua::runtime::parallel;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// A clock with so many entries: held and going on in turn.
fn long(entries: usize) -> Clock {
    let start = Moment::midnight(parse_day("2020-01-06").unwrap()).plus(TimeDelta::hours(9));
    let mut clock = Clock::started(Limit::of(30, Unit::WorkingDays), start);
    for at in 1..entries {
        let at_moment = start.plus(TimeDelta::hours(at as i64 * 30));
        clock.ledger.push(if at % 2 == 1 {
            let (reason, paper) = ("chờ nộp phí".to_owned(), "TB 12".to_owned());
            Entry::Suspended { at: at_moment, reason, paper }
        } else {
            Entry::Resumed { at: at_moment }
        });
    }
    if entries.is_multiple_of(2) {
        let last = clock.ledger.last().unwrap().at();
        clock.ledger.push(Entry::Resumed { at: last.plus(TimeDelta::hours(30)) });
    }
    clock
}

/// Dates counted at a time, so that one is measurable.
const BATCH: u32 = 200;

fn main() {
    let law = law::load(None).unwrap();
    let calendar = &law.calendar;
    let (short, twenty) = (long(1), long(20));
    let arm = |which: usize| match which {
        0 | 1 => timed(|| (0..BATCH).for_each(|_| drop(black_box(black_box(&twenty).due(calendar))))) / BATCH,
        2 => timed(|| (0..BATCH).for_each(|_| drop(black_box(black_box(&twenty).explain(calendar))))) / BATCH,
        _ => timed(|| (0..BATCH).for_each(|_| drop(black_box(black_box(&short).due(calendar))))) / BATCH,
    };
    let names = ["due, 20 entries", "the same again", "explained, 20 entries", "due, 1 entry"];
    let times = Times::take(&names, 400, |which, _| arm(which));
    times.print();
    times.ratio("explanation / date alone", 2, 0);
    times.ratio("20 entries / 1 entry", 0, 3);
    times.control(1, 0);

    let files = rounds(1_000_000);
    println!("\n{files} open files counted anew after a change of the calendar");
    let first = parse_day("2026-09-01").unwrap();
    let started: Vec<(Clock, Promise)> = (0..files)
        .map(|number| {
            let at = Moment::midnight(first).plus(TimeDelta::minutes((number % 80_000) as i64));
            let unit = [Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours][number % 3];
            let n = if unit == Unit::WorkingHours { 40 } else { 5 + (number % 20) as u32 };
            let clock = Clock::started(Limit::of(n, unit), at);
            let due = clock.due(calendar).unwrap();
            let promise = Promise {
                due: due.date,
                at: due.promise,
                calendar: due.calendar.to_string(),
                provisional: due.provisional,
            };
            (clock, promise)
        })
        .collect();
    let (mut national, mut office) = (calendar.national().clone(), calendar.office().clone());
    let swapped = Change::Set(Special {
        date: parse_day("2026-11-23").unwrap(),
        kind: SpecialKind::SwapOff,
        name: "Nghỉ hoán đổi".to_owned(),
        in_place_of: None,
        announced: None,
        source: "thử".to_owned(),
        verified: true,
    });
    apply(&mut national, &mut office, &swapped).unwrap();
    let changed = motcua::domain::calendar::Calendar::new(national, office).unwrap();
    let ask = |(clock, promise): &(Clock, Promise)| another(clock, promise, &changed).is_some();
    let began = Instant::now();
    let alone = started.iter().map(ask).filter(|moved| *moved).count();
    let one: Duration = began.elapsed();
    let reports = std::sync::atomic::AtomicU64::new(0);
    let began = Instant::now();
    let heard = |_, _| {
        reports.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        true
    };
    let together = parallel::map(&started, ask, &heard).unwrap().into_iter().filter(|moved| *moved).count();
    let all: Duration = began.elapsed();
    assert_eq!(alone, together);
    let reports = reports.into_inner();
    println!(
        "{together} would move; one thread {one:.2?}, all cores {all:.2?}, told {reports} times on the way"
    );
    println!("ratio one thread / all cores: {:.2}", one.as_secs_f64() / all.as_secs_f64());
}
