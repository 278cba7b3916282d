//! Due dates: the known cases, one sentence each.

use crate::law::{CALENDAR, anew, clock, d, due_day, extend, go_on, hold, m, with};
use motcua::domain::calendar::{Calendar, Special, SpecialKind};
use motcua::domain::clock::{Clock, ClockError, Entry, Phase};
use motcua::domain::explain::Line;
use motcua::domain::hours::Segment;
use motcua::domain::limit::{Limit, Unit};

#[test]
fn the_known_cases_come_out_as_the_table_says() {
    use Unit::{CalendarDays, WorkingDays};
    for (start, n, unit, due) in [
        ("10/07/2020", 10, WorkingDays, "24/07/2020"),
        ("22/01/2020", 3, WorkingDays, "03/02/2020"),
        ("26/04/2024", 3, WorkingDays, "04/05/2024"),
        ("24/04/2025", 5, WorkingDays, "05/05/2025"),
        ("19/12/2025", 10, WorkingDays, "06/01/2026"),
        ("12/02/2026", 10, WorkingDays, "05/03/2026"),
        ("20/11/2026", 3, WorkingDays, "26/11/2026"),
        ("07/04/2024", 20, CalendarDays, "02/05/2024"),
        ("12/08/2025", 20, CalendarDays, "03/09/2025"),
    ] {
        let clock = clock(n, unit, &format!("{start} 09:00"));
        assert_eq!(due_day(&clock), d(due), "{start} + {n} {unit:?}");
    }
}

#[test]
fn a_calendar_change_moves_the_promise_and_both_versions_are_named() {
    let clock = clock(10, Unit::WorkingDays, "19/12/2025 09:00");
    let before = clock.due(&CALENDAR.as_known_on(d("19/12/2025"))).unwrap();
    let after = clock.due(&CALENDAR.as_known_on(d("25/12/2025"))).unwrap();
    assert_eq!((before.date, after.date), (d("05/01/2026"), d("06/01/2026")));
    assert_ne!(before.calendar, after.calendar);
}

#[test]
fn if_the_proposed_swap_comes_the_promise_moves_to_friday() {
    let mut national = CALENDAR.national().clone();
    let special = |date: &str, kind| Special {
        date: d(date),
        kind,
        name: "hoán đổi".into(),
        in_place_of: None,
        announced: None,
        source: "đề xuất".into(),
        verified: false,
    };
    national.days.push(special("23/11/2026", SpecialKind::SwapOff));
    national.days.push(special("28/11/2026", SpecialKind::MakeUp));
    let swapped = Calendar::new(national, CALENDAR.office().clone()).unwrap();
    let clock = clock(3, Unit::WorkingDays, "20/11/2026 09:00");
    assert_eq!(clock.due(&swapped).unwrap().date, d("27/11/2026"));
}

#[test]
fn the_hour_of_receipt_does_not_move_a_limit_in_days() {
    for time in ["08:01", "16:59", "23:59", "00:00"] {
        assert_eq!(due_day(&clock(1, Unit::WorkingDays, &format!("06/07/2020 {time}"))), d("07/07/2020"));
    }
}

#[test]
fn a_file_received_on_saturday_counts_from_monday() {
    assert_eq!(due_day(&clock(1, Unit::WorkingDays, "11/07/2020 08:00")), d("13/07/2020"));
    assert_eq!(due_day(&clock(2, Unit::WorkingDays, "12/07/2020 08:00")), d("14/07/2020"));
}

#[test]
fn the_end_in_law_is_midnight_and_the_promise_is_closing_time() {
    let due = clock(10, Unit::WorkingDays, "10/07/2020 09:00").due(&CALENDAR).unwrap();
    assert_eq!(due.legal_end, m("25/07/2020 00:00"));
    assert_eq!(due.promise, m("24/07/2020 17:00"));
    assert!(!due.provisional);
    assert!(!due.is_late(m("24/07/2020 23:59")) && due.is_late(m("25/07/2020 00:00")));
}

#[test]
fn a_promise_past_the_horizon_is_provisional_and_past_the_data_refused() {
    let late = clock(10, Unit::WorkingDays, "28/12/2026 09:00");
    assert!(late.due(&CALENDAR).unwrap().provisional);
    let told = |line: &Line| matches!(line, Line::Estimated { from } if *from == d("01/01/2027"));
    assert_eq!(late.explain(&CALENDAR).lines.iter().filter(|line| told(line)).count(), 1);
    let outside = clock(10, Unit::WorkingDays, "28/12/2027 09:00").due(&CALENDAR);
    assert_eq!(outside, Err(ClockError::OutsideCalendar { date: d("01/01/2028") }));
    let early = clock(1, Unit::WorkingDays, "31/12/2015 09:00").due(&CALENDAR);
    assert_eq!(early, Err(ClockError::OutsideCalendar { date: d("31/12/2015") }));
}

#[test]
fn a_held_clock_keeps_what_was_left() {
    // Friday 10/07 + 10 days; three days used by Wednesday 15/07, seven left after Monday 20/07.
    let clock = clock(10, Unit::WorkingDays, "10/07/2020 09:00");
    let held = with(clock, [hold(m("15/07/2020 10:00"))]);
    let since = m("15/07/2020 10:00");
    assert_eq!(held.due(&CALENDAR), Err(ClockError::Suspended { since, left: 7 }));
    let going = with(held, [go_on(m("20/07/2020 15:00"))]);
    assert_eq!(due_day(&going), d("29/07/2020"));
}

#[test]
fn a_restart_gives_the_whole_limit_again() {
    let clock = clock(10, Unit::WorkingDays, "10/07/2020 09:00");
    let back = with(clock, [hold(m("13/07/2020 10:00")), anew(m("17/07/2020 15:00"))]);
    assert_eq!(due_day(&back), d("31/07/2020"));
}

#[test]
fn a_restart_forgets_an_extension_of_the_run_before() {
    let clock = clock(10, Unit::WorkingDays, "10/07/2020 09:00");
    let back = with(clock, [extend(m("13/07/2020 10:00"), 5), anew(m("17/07/2020 15:00"))]);
    assert_eq!(due_day(&back), d("31/07/2020"));
}

#[test]
fn an_extension_adds_its_days() {
    let clock = clock(10, Unit::WorkingDays, "10/07/2020 09:00");
    assert_eq!(due_day(&with(clock, [extend(m("23/07/2020 10:00"), 3)])), d("29/07/2020"));
}

#[test]
fn stopping_the_clock_leaves_the_date_as_it_was() {
    let clock = clock(10, Unit::WorkingDays, "10/07/2020 09:00");
    let done = with(clock, [Entry::Stopped { at: m("20/07/2020 10:00") }]);
    assert_eq!(due_day(&done), d("24/07/2020"));
    assert_eq!(done.phase(), Ok(Phase::Stopped));
}

#[test]
fn holding_an_expired_clock_does_not_bring_it_back() {
    let clock = clock(10, Unit::WorkingDays, "10/07/2020 09:00");
    assert_eq!(due_day(&with(clock, [hold(m("27/07/2020 10:00"))])), d("24/07/2020"));
}

#[test]
fn a_clock_held_while_its_end_rolls_is_held_there_too() {
    // 20 days from 12/08/2025 end on Monday 01/09 and roll to 03/09; held from 02/09 to 05/09 (Friday).
    let clock = clock(20, Unit::CalendarDays, "12/08/2025 09:00");
    let held = with(clock, [hold(m("02/09/2025 09:00"))]);
    let since = m("02/09/2025 09:00");
    assert_eq!(held.due(&CALENDAR), Err(ClockError::Suspended { since, left: 0 }));
    assert_eq!(due_day(&with(held, [go_on(m("05/09/2025 09:00"))])), d("08/09/2025"));
}

#[test]
fn eight_hours_from_friday_afternoon_end_on_monday_afternoon() {
    let mut office = CALENDAR.office().clone();
    let time = |h, m| chrono::NaiveTime::from_hms_opt(h, m, 0).unwrap();
    let day =
        vec![Segment { from: time(7, 0), to: time(11, 30) }, Segment { from: time(13, 30), to: time(17, 0) }];
    office.week.0.iter_mut().take(5).for_each(|slot| slot.clone_from(&day));
    let calendar = Calendar::new(CALENDAR.national().clone(), office).unwrap();
    let due = clock(8, Unit::WorkingHours, "10/07/2020 16:00").due(&calendar).unwrap();
    assert_eq!((due.legal_end, due.promise), (m("13/07/2020 16:00"), m("13/07/2020 16:00")));
    assert!(!due.is_late(m("13/07/2020 16:00")) && due.is_late(m("13/07/2020 16:01")));
}

#[test]
fn intake_hours_on_saturday_do_not_use_up_office_time() {
    let mut office = CALENDAR.office().clone();
    office.week.0[5] = office.week.0[4].clone();
    let calendar = Calendar::new(CALENDAR.national().clone(), office).unwrap();
    for unit in [Unit::WorkingHours, Unit::HalfDays] {
        let due = clock(1, unit, "10/07/2020 17:00").due(&calendar).unwrap();
        assert_eq!(due.date, d("13/07/2020"), "{unit:?}");
    }
}

#[test]
fn a_half_day_that_opens_as_the_clock_is_held_still_counts() {
    let half_days = clock(1, Unit::HalfDays, "10/07/2020 08:00");
    let held = with(half_days, [hold(m("10/07/2020 13:00"))]);
    assert_eq!(held.due(&CALENDAR).map(|due| due.legal_end), Ok(m("10/07/2020 17:00")));
}

#[test]
fn holding_months_on_their_last_day_changes_nothing() {
    let months = clock(1, Unit::Months, "06/07/2020 09:00");
    let held = with(months.clone(), [hold(m("06/08/2020 09:00"))]);
    assert_eq!(held.due(&CALENDAR), months.due(&CALENDAR));
}

#[test]
fn hours_end_at_closing_and_not_at_the_next_opening() {
    let due = clock(8, Unit::WorkingHours, "10/07/2020 07:30").due(&CALENDAR).unwrap();
    assert_eq!(due.legal_end, m("10/07/2020 17:00"));
}

#[test]
fn half_days_count_from_the_next_opening() {
    for (start, n, end) in [
        ("10/07/2020 08:00", 1, "10/07/2020 17:00"),
        ("10/07/2020 07:00", 1, "10/07/2020 11:30"),
        ("10/07/2020 14:00", 1, "13/07/2020 11:30"),
        ("10/07/2020 12:00", 4, "14/07/2020 11:30"),
    ] {
        let due = clock(n, Unit::HalfDays, start).due(&CALENDAR).unwrap();
        assert_eq!(due.legal_end, m(end), "{start} + {n}");
    }
}

#[test]
fn a_month_without_that_day_ends_on_its_last_and_rolls() {
    assert_eq!(due_day(&clock(1, Unit::Months, "31/01/2019 09:00")), d("28/02/2019"));
    // 29/02/2020 is a Saturday.
    assert_eq!(due_day(&clock(1, Unit::Months, "31/01/2020 09:00")), d("02/03/2020"));
    assert_eq!(due_day(&clock(1, Unit::Years, "29/02/2024 09:00")), d("28/02/2025"));
}

#[test]
fn what_no_rule_answers_is_refused_by_name() {
    let months = clock(2, Unit::Months, "06/07/2020 09:00");
    let held = with(months.clone(), [hold(m("08/07/2020 09:00")), go_on(m("10/07/2020 09:00"))]);
    assert_eq!(held.due(&CALENDAR), Err(ClockError::NoRuleForHolding { unit: Unit::Months }));
    let blinked = with(months.clone(), [hold(m("08/07/2020 09:00")), go_on(m("08/07/2020 10:00"))]);
    assert_eq!(blinked.due(&CALENDAR), months.due(&CALENDAR));
    let press = clock(6, Unit::HoursBefore, "06/07/2020 09:00");
    assert_eq!(press.due(&CALENDAR), Err(ClockError::CountsBack));
}

#[test]
fn absurd_limits_are_refused_for_every_unit() {
    for unit in <Unit as strum::IntoEnumIterator>::iter() {
        for n in [0, Limit::MOST + 1, u32::MAX] {
            let due = clock(n, unit, "06/07/2020 09:00").due(&CALENDAR);
            assert_eq!(due, Err(ClockError::AbsurdLimit { n: u64::from(n) }), "{n} {unit:?}");
        }
        let long = clock(Limit::MOST, unit, "06/07/2020 09:00").due(&CALENDAR);
        assert!(long.is_err(), "{unit:?}");
    }
}

#[test]
fn a_ledger_that_makes_no_sense_is_refused_with_its_place() {
    let none = Clock::new(Limit::of(1, Unit::WorkingDays));
    assert_eq!(none.due(&CALENDAR), Err(ClockError::NotStarted));
    let run = clock(5, Unit::WorkingDays, "06/07/2020 09:00");
    let early = with(run.clone(), [hold(m("05/07/2020 09:00"))]);
    assert_eq!(early.due(&CALENDAR), Err(ClockError::OutOfOrder { index: 1 }));
    let twice = with(run.clone(), [Entry::Started { at: m("07/07/2020 09:00") }]);
    assert_eq!(twice.due(&CALENDAR), Err(ClockError::Misplaced { index: 1, phase: Phase::Running }));
    let unheld = go_on(m("07/07/2020 09:00"));
    let refused = Err(ClockError::Misplaced { index: 1, phase: Phase::Running });
    assert_eq!(run.accepts(&unheld), refused);
    assert_eq!(run.accepts(&hold(m("07/07/2020 09:00"))), Ok(()));
    let stopped = with(run, [Entry::Stopped { at: m("07/07/2020 09:00") }]);
    assert_eq!(
        stopped.accepts(&anew(m("08/07/2020 09:00"))),
        Err(ClockError::Misplaced { index: 2, phase: Phase::Stopped })
    );
}

#[test]
fn the_explanation_names_the_holiday_the_make_up_day_and_the_papers() {
    let clock = with(
        clock(5, Unit::WorkingDays, "24/04/2025 09:00"),
        [hold(m("25/04/2025 09:00")), go_on(m("25/04/2025 15:00")), extend(m("29/04/2025 09:00"), 1)],
    );
    let told = clock.explain(&CALENDAR);
    assert_eq!(told.due.unwrap().date, d("06/05/2025"));
    let text = format!("{:?}", told.lines);
    for name in ["Ngày Chiến thắng 30/4", "Làm bù cho 02/05/2025", "TB 12/TB-STTTT", "15/STTTT-BCXB"] {
        assert!(text.contains(name), "{name}: {text}");
    }
    assert_eq!(told.calendar, *CALENDAR.version());
}

#[test]
fn the_explanation_of_a_rolled_end_says_so() {
    let told = clock(20, Unit::CalendarDays, "07/04/2024 09:00").explain(&CALENDAR);
    let rolled = told.lines.iter().any(|line| {
        matches!(line, Line::Rolled { from, to, .. } if (*from, *to) == (d("27/04/2024"), d("02/05/2024")))
    });
    assert!(rolled, "{:?}", told.lines);
}
