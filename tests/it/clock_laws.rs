//! The laws every due date obeys, and slow oracles that count another way.
#![allow(clippy::wildcard_enum_match_arm)]

use crate::law::{CALENDAR, anew, at, d, extend, go_on, hold, with};
use crate::support::rounds;
use chrono::{Datelike as _, Days, NaiveDate, TimeDelta, Weekday};
use motcua::domain::calendar::{Calendar, Special, SpecialKind};
use motcua::domain::clock::{Clock, ClockError, Entry};
use motcua::domain::explain::{Explanation, Line};
use motcua::domain::hours::{Closure, Segment};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::moment::Moment;
use motcua::domain::rules::Reading;
use proptest::prelude::*;

/// A hold: how long after the entry before, and how long, in steps of 701 minutes, so that every hour
/// of the day comes up.
type Hold = (u64, u64);

#[derive(Debug, Clone)]
struct Story {
    n: u32,
    unit: Unit,
    start: Moment,
    holds: Vec<Hold>,
    open_end: bool,
    extension: Option<u32>,
    /// What is different from the calendar that comes with the program.
    days: Differences,
}

/// Days off and make-up days so many days after the start, the hours of the office by number, whether a
/// limit may end on a make-up day.
#[derive(Debug, Clone)]
struct Differences {
    off: Vec<u64>,
    make_up: Vec<u64>,
    closed: Option<(u64, u64)>,
    hours: usize,
    ends_on_make_up: bool,
}

/// Hours offices keep: the usual ones, a longer morning, one long sitting.
const HOURS: [&[(&str, &str)]; 3] = [
    &[("0 07:30", "0 11:30"), ("0 13:00", "0 17:00")],
    &[("0 07:00", "0 11:30"), ("0 13:30", "0 17:00")],
    &[("0 08:00", "0 15:00")],
];

impl Story {
    /// The calendar of the story.
    fn calendar(&self) -> Calendar {
        let mut national = CALENDAR.national().clone();
        let mut office = CALENDAR.office().clone();
        let after = |days: &u64| self.start.date() + Days::new(*days);
        let mut set = |date: NaiveDate, kind: SpecialKind| {
            if national.days.iter().all(|special| special.date != date) && date <= national.last {
                let name = "thử".to_owned();
                let source = name.clone();
                let known = None;
                let special =
                    Special { date, kind, name, in_place_of: None, announced: known, source, verified: true };
                national.days.push(special);
            }
        };
        let weekend = |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        for date in self.days.off.iter().map(after).filter(|date| !weekend(date)) {
            set(date, SpecialKind::Holiday);
        }
        for date in self.days.make_up.iter().map(after).filter(weekend) {
            set(date, SpecialKind::MakeUp);
        }
        if let Some((from, length)) = self.days.closed {
            let (name, document) = ("đóng cửa".to_owned(), "QĐ 1".to_owned());
            let from = after(&from);
            office.closures.push(Closure { from, to: from + Days::new(length), name, document });
        }
        let time = |text: &str| at(text).1;
        let sittings: Vec<Segment> = HOURS[self.days.hours]
            .iter()
            .map(|(from, to)| Segment { from: time(from), to: time(to) })
            .collect();
        office.week.0.iter_mut().take(5).for_each(|day| day.clone_from(&sittings));
        let reading = Reading { ends_on_make_up: self.days.ends_on_make_up };
        Calendar::new(national, office).unwrap().read_as(reading)
    }

    /// The ledger, and the spans of days held: after the first up to and with the second.
    fn play(&self) -> (Clock, Vec<(NaiveDate, Option<NaiveDate>)>) {
        let mut clock = Clock::started(Limit::of(self.n, self.unit), self.start);
        let mut now = self.start;
        let mut spans = Vec::new();
        for (i, (gap, length)) in self.holds.iter().enumerate() {
            let from = now.plus(TimeDelta::minutes(*gap as i64 * 701));
            clock.ledger.push(hold(from));
            now = from.plus(TimeDelta::minutes(*length as i64 * 701));
            if self.open_end && i + 1 == self.holds.len() {
                spans.push((from.date(), None));
            } else {
                clock.ledger.push(go_on(now));
                spans.push((from.date(), Some(now.date())));
            }
        }
        if let Some(by) = self.extension {
            clock.ledger.push(extend(now, by));
        }
        (clock, spans)
    }
}

fn differences() -> impl Strategy<Value = Differences> {
    (
        prop::collection::vec(0_u64..90, 0..5),
        prop::collection::vec(0_u64..90, 0..4),
        prop::option::of((0_u64..60, 0_u64..6)),
        0..HOURS.len(),
        any::<bool>(),
    )
        .prop_map(|(off, make_up, closed, hours, ends_on_make_up)| Differences {
            off,
            make_up,
            closed,
            hours,
            ends_on_make_up,
        })
}

fn story(units: Vec<Unit>) -> impl Strategy<Value = Story> {
    (
        1_u32..40,
        prop::sample::select(units),
        0_u64..3600,
        0_i64..1440,
        prop::collection::vec((0_u64..30, 0_u64..30), 0..4),
        any::<bool>(),
        prop::option::of(1_u32..10),
        differences(),
    )
        .prop_map(|(n, unit, day, minute, holds, open_end, extension, days)| {
            let start = Moment::midnight(d("04/01/2016") + Days::new(day)).plus(TimeDelta::minutes(minute));
            Story { n, unit, start, holds, open_end, extension, days }
        })
}

/// Counts days by writing down every day from the start and crossing out those that do not count.
fn oracle_days(
    story: &Story,
    spans: &[(NaiveDate, Option<NaiveDate>)],
    calendar: &Calendar,
) -> Option<NaiveDate> {
    let held = |date: NaiveDate| spans.iter().any(|(s, r)| *s < date && r.is_none_or(|r| date <= r));
    let free: Vec<NaiveDate> = story
        .start
        .date()
        .iter_days()
        .take_while(|date| *date <= d("31/12/2027"))
        .filter(|date| *date > story.start.date() && !held(*date))
        .collect();
    let budget = (story.n + story.extension.unwrap_or(0)) as usize;
    let counts = |date: &&NaiveDate| story.unit == Unit::CalendarDays || calendar.is_working(**date);
    let last = *free.iter().filter(counts).nth(budget - 1)?;
    let weekday = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let ends = |date: &NaiveDate| {
        calendar.is_working(*date)
            && (story.unit == Unit::WorkingDays || story.days.ends_on_make_up || weekday(date))
    };
    free.into_iter().find(|date| *date >= last && ends(date))
}

/// Counts office minutes one by one.
fn oracle_hours(story: &Story, clock: &Clock, calendar: &Calendar) -> Option<Moment> {
    let mut left = (story.n + story.extension.unwrap_or(0)) * 60;
    let mut now = story.start;
    let mut running = true;
    let mut entries = clock.ledger.iter().skip(1).peekable();
    while now.date() < d("31/12/2027") {
        while let Some(entry) = entries.next_if(|entry| entry.at() <= now) {
            match entry {
                Entry::Suspended { .. } => running = false,
                Entry::Resumed { .. } => running = true,
                _ => {}
            }
        }
        let open = |s: &Segment| s.from <= now.time() && now.time() < s.to;
        if running && calendar.is_working(now.date()) && calendar.segments(now.date()).iter().any(open) {
            left -= 1;
        }
        if !running && entries.peek().is_none() {
            return None;
        }
        if !calendar.is_working(now.date()) {
            now = Moment::midnight(now.date() + Days::new(1));
            continue;
        }
        now = now.plus(TimeDelta::minutes(1));
        if left == 0 {
            return Some(now);
        }
    }
    None
}

/// Counts half days by listing all sittings of the office.
fn oracle_half_days(story: &Story, clock: &Clock, calendar: &Calendar) -> Option<Moment> {
    let held = |open: Moment| {
        let mut state = false;
        for entry in clock.ledger.iter().filter(|entry| entry.at() < open) {
            match entry {
                Entry::Suspended { .. } => state = true,
                Entry::Resumed { .. } => state = false,
                _ => {}
            }
        }
        state
    };
    let sittings =
        story.start.date().iter_days().take_while(|date| *date <= d("31/12/2027")).flat_map(|date| {
            let working = calendar.is_working(date);
            calendar
                .segments(date)
                .iter()
                .filter(move |_| working)
                .map(move |s| (Moment::at(date, s.from), Moment::at(date, s.to)))
        });
    let budget = (story.n + story.extension.unwrap_or(0)) as usize;
    sittings.filter(|(open, _)| *open > story.start && !held(*open)).nth(budget - 1).map(|(_, end)| end)
}

/// Adds months by hand: the same day of a later month, or its last day where there is no such day.
fn oracle_months(start: NaiveDate, months: u32, calendar: &Calendar, story: &Story) -> Option<NaiveDate> {
    let all = start.month0() + months;
    let (year, month) = (start.year() + (all / 12) as i32, all % 12 + 1);
    let day = (1..=start.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))?;
    let weekday = |date: &NaiveDate| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let ends = |date: &NaiveDate| calendar.is_working(*date) && (story.days.ends_on_make_up || weekday(date));
    day.iter_days().take_while(|date| *date <= d("31/12/2027")).find(ends)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(200) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn due_days_agree_with_the_oracle(story in story(vec![Unit::WorkingDays, Unit::CalendarDays])) {
        let calendar = story.calendar();
        let (clock, spans) = story.play();
        let due = clock.due(&calendar).map(|due| due.date);
        match oracle_days(&story, &spans, &calendar) {
            Some(date) => prop_assert_eq!(due, Ok(date)),
            None => prop_assert!(matches!(due, Err(ClockError::Suspended { .. })), "{:?}", due),
        }
    }

    #[test]
    fn due_hours_agree_with_the_oracle(story in story(vec![Unit::WorkingHours])) {
        let calendar = story.calendar();
        let (clock, _) = story.play();
        let due = clock.due(&calendar).map(|due| due.legal_end);
        match oracle_hours(&story, &clock, &calendar) {
            Some(end) => prop_assert_eq!(due, Ok(end)),
            None => prop_assert!(matches!(due, Err(ClockError::Suspended { .. })), "{:?}", due),
        }
    }

    #[test]
    fn due_half_days_agree_with_the_oracle(story in story(vec![Unit::HalfDays])) {
        let calendar = story.calendar();
        let (clock, _) = story.play();
        let due = clock.due(&calendar).map(|due| due.legal_end);
        match oracle_half_days(&story, &clock, &calendar) {
            Some(end) => prop_assert_eq!(due, Ok(end)),
            None => prop_assert!(matches!(due, Err(ClockError::Suspended { .. })), "{:?}", due),
        }
    }

    #[test]
    fn due_months_and_years_agree_with_the_oracle(
        story in story(vec![Unit::Months, Unit::Years]),
    ) {
        let story = Story { holds: Vec::new(), extension: None, n: story.n % 14 + 1, ..story };
        let calendar = story.calendar();
        let (clock, _) = story.play();
        let months = if story.unit == Unit::Years { story.n * 12 } else { story.n };
        let due = clock.due(&calendar).map(|due| due.date);
        if let Some(date) = oracle_months(story.start.date(), months, &calendar, &story) {
            prop_assert_eq!(due, Ok(date));
        } else {
            let outside = matches!(due, Err(ClockError::OutsideCalendar { .. }));
            prop_assert!(outside);
        }
    }

    #[test]
    fn a_restart_is_a_fresh_start_whatever_was_before(
        story in story(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours, Unit::HalfDays]),
        later in 0_i64..60_000,
    ) {
        let calendar = story.calendar();
        let (mut clock, _) = story.play();
        let last = clock.ledger.last().map_or(story.start, Entry::at).plus(TimeDelta::minutes(later));
        clock.ledger.push(anew(last));
        let fresh = Clock::started(Limit::of(story.n, story.unit), last);
        prop_assert_eq!(clock.due(&calendar), fresh.due(&calendar));
    }

    #[test]
    fn one_more_holiday_never_brings_a_date_forward(
        story in story(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours, Unit::HalfDays]),
        ahead in 0_u64..60,
    ) {
        let (clock, _) = story.play();
        let extra = story.start.date() + Days::new(ahead);
        if CALENDAR.special(extra).is_none()
            && let Ok(before) = clock.due(&CALENDAR)
        {
            let mut national = CALENDAR.national().clone();
            national.days.push(Special {
                date: extra,
                kind: SpecialKind::Holiday,
                name: "thêm".into(),
                in_place_of: None,
                announced: None,
                source: "thử".into(),
                verified: false,
            });
            let more = Calendar::new(national, CALENDAR.office().clone()).unwrap();
            match clock.due(&more) {
                Ok(after) => prop_assert!(after.legal_end >= before.legal_end),
                Err(error) => prop_assert!(matches!(error, ClockError::Suspended { .. }), "{}", error),
            }
        }
    }

    #[test]
    fn holding_and_going_on_at_once_changes_nothing(
        story in story(vec![
            Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours, Unit::HalfDays, Unit::Months,
        ]),
        minutes in 0_i64..200_000,
    ) {
        let plain = Story { holds: vec![], extension: None, ..story };
        let (clock, _) = plain.play();
        let now = plain.start.plus(TimeDelta::minutes(minutes));
        let blinked = with(clock.clone(), [hold(now), go_on(now)]);
        prop_assert_eq!(blinked.due(&CALENDAR), clock.due(&CALENDAR));
    }

    #[test]
    fn a_longer_limit_never_ends_earlier(
        story in story(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours, Unit::HalfDays]),
    ) {
        let (clock, _) = story.play();
        let mut longer = clock.clone();
        longer.rule.n += 1;
        if let (Ok(short), Ok(long)) = (clock.due(&CALENDAR), longer.due(&CALENDAR)) {
            prop_assert!(long.legal_end >= short.legal_end);
        }
    }

    #[test]
    fn the_promise_is_a_working_hour_within_the_limit(
        story in story(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours, Unit::HalfDays]),
    ) {
        if let Ok(due) = story.play().0.due(&CALENDAR) {
            prop_assert!(CALENDAR.is_working(due.date));
            prop_assert!(due.promise <= due.legal_end && due.promise.date() == due.date);
            prop_assert!(CALENDAR.closing(due.date).is_some_and(|closing| due.promise.time() <= closing));
        }
    }

    #[test]
    fn the_lines_of_an_explanation_add_up(
        story in story(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::WorkingHours, Unit::HalfDays]),
    ) {
        let (clock, _) = story.play();
        let told = clock.explain(&CALENDAR);
        prop_assert_eq!(&told.due, &clock.due(&CALENDAR));
        let budget = clock.budget() as u32;
        let mut days = 0;
        let mut minutes = 0;
        for line in &told.lines {
            match line {
                Line::Counted { number, .. } | Line::HalfDay { number, .. } => {
                    days += 1;
                    prop_assert_eq!(*number, days);
                }
                Line::Hours { minutes: used, total, .. } => {
                    minutes += used;
                    prop_assert_eq!(*total, minutes);
                }
                _ => {}
            }
        }
        let used = if story.unit == Unit::WorkingHours { minutes.div_euclid(60) } else { days };
        match &told.due {
            Ok(_) => prop_assert_eq!(used, budget),
            Err(ClockError::Suspended { left, .. }) => prop_assert_eq!(used + left, budget),
            Err(error) => prop_assert!(false, "{}", error),
        }
        papers_are_told(&clock, &told.lines)?;
        if matches!(story.unit, Unit::WorkingDays | Unit::CalendarDays) {
            every_day_is_told(&story, budget, &told)?;
        }
    }
}

/// Every entry of the ledger has its line.
fn papers_are_told(clock: &Clock, lines: &[Line]) -> Result<(), TestCaseError> {
    let told = lines.iter().filter(|line| {
        matches!(
            line,
            Line::Started { .. }
                | Line::Suspended { .. }
                | Line::Resumed { .. }
                | Line::Restarted { .. }
                | Line::Extended { .. }
                | Line::Stopped { .. }
        )
    });
    prop_assert_eq!(told.count(), clock.ledger.len());
    Ok(())
}

/// From the day after the start to the end, each day is counted, skipped, held or rolled over, once.
fn every_day_is_told(story: &Story, budget: u32, told: &Explanation) -> Result<(), TestCaseError> {
    let mut next = story.start.date() + Days::new(1);
    let mut rolling = false;
    let mut counted = 0;
    for line in &told.lines {
        let (from, to) = match line {
            Line::Counted { date, number, .. } => {
                counted = *number;
                (*date, *date)
            }
            Line::Skipped { from, to, .. } | Line::Held { from, to } => (*from, *to),
            Line::Rolled { from, to, .. } => {
                prop_assert!(from < to);
                rolling = true;
                continue;
            }
            _ => continue,
        };
        if told.due.as_ref().is_ok_and(|due| from > due.date) {
            break;
        }
        // Days walked while the end rolls on are told by the one line of the roll.
        prop_assert!(from == next || (counted == budget && from > next), "{:?} after {}", line, next);
        next = to + Days::new(1);
    }
    if let Ok(due) = &told.due {
        prop_assert!(rolling || next == due.date + Days::new(1));
    }
    Ok(())
}
