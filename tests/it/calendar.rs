//! Which days work, by the data that come with the program.

use crate::law::{at, calendar, d, national, office};
use chrono::{Datelike as _, NaiveDate, NaiveTime, Weekday};
use motcua::domain::calendar::{Calendar, CalendarFault, Coverage, DayKind, Special, SpecialKind};
use motcua::domain::hours::{Closure, HoursFault, Season, Segment, Week};

/// Year by year: weekdays off, make-up Saturdays, working days. Typed in from the announcements a second
/// time, in another shape than the data file, so that a slip in either shows.
const YEARS: [(i32, &str, &str, usize); 12] = [
    (2016, "01/01 08/02 09/02 10/02 11/02 12/02 18/04 02/05 03/05 02/09", "", 251),
    (2017, "02/01 26/01 27/01 30/01 31/01 01/02 06/04 01/05 02/05 04/09", "", 250),
    (2018, "01/01 14/02 15/02 16/02 19/02 20/02 25/04 30/04 01/05 03/09 31/12", "", 250),
    (2019, "01/01 04/02 05/02 06/02 07/02 08/02 15/04 29/04 30/04 01/05 02/09", "05/01 04/05", 252),
    (2020, "01/01 23/01 24/01 27/01 28/01 29/01 02/04 30/04 01/05 02/09", "", 252),
    (2021, "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09", "", 250),
    (2022, "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09", "", 249),
    (2023, "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09", "", 249),
    (2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09", "04/05", 251),
    (2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09", "26/04", 250),
    (
        2026,
        "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11",
        "10/01 22/08",
        249,
    ),
    (2027, "01/01 04/02 05/02 08/02 09/02 10/02 16/04 30/04 03/05 02/09 03/09 24/11", "", 249),
];

fn year_days(year: i32) -> impl Iterator<Item = NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(move |date| date.year() == year)
}

#[test]
fn every_year_works_and_rests_on_the_days_of_its_table() {
    let calendar = calendar();
    for (year, off, make_up, _) in YEARS {
        let listed = |list: &str, date: NaiveDate| list.contains(&date.format("%d/%m").to_string());
        for date in year_days(year) {
            let weekday = !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            let expected = (weekday && !listed(off, date)) || listed(make_up, date);
            assert_eq!(calendar.is_working(date), expected, "{date}");
        }
    }
}

#[test]
fn every_year_has_the_working_days_of_its_table() {
    let calendar = calendar();
    for (year, _, _, working) in YEARS {
        assert_eq!(year_days(year).filter(|date| calendar.is_working(*date)).count(), working, "{year}");
    }
}

#[test]
fn a_proposed_swap_is_told_but_not_applied() {
    let calendar = calendar();
    assert_eq!(calendar.kind_of(d("23/11/2026")), DayKind::Working);
    assert_eq!(calendar.kind_of(d("28/11/2026")), DayKind::Weekend);
    assert_eq!(calendar.name_of(d("24/11/2026")), Some("Ngày Văn hóa Việt Nam"));
    assert!(calendar.national().notes.iter().any(|note| note.contains("23/11") && note.contains("28/11")));
}

#[test]
fn days_past_the_horizon_are_estimates_and_days_past_the_data_are_outside() {
    let calendar = calendar();
    for (date, coverage) in [
        ("31/12/2015", Coverage::Outside),
        ("01/01/2016", Coverage::Announced),
        ("31/12/2026", Coverage::Announced),
        ("01/01/2027", Coverage::Estimated),
        ("31/12/2027", Coverage::Estimated),
        ("01/01/2028", Coverage::Outside),
    ] {
        assert_eq!(calendar.coverage(d(date)), coverage, "{date}");
    }
}

#[test]
fn years_nobody_checked_say_so() {
    let doubtful = |s: &&Special| !s.verified;
    let years: std::collections::BTreeSet<i32> =
        national().days.iter().filter(doubtful).map(|s| s.date.year()).collect();
    assert_eq!(years.into_iter().collect::<Vec<_>>(), [2016, 2017, 2027]);
}

#[test]
fn an_announcement_is_unknown_until_its_day() {
    let calendar = calendar();
    let before = calendar.as_known_on(d("24/12/2025"));
    let after = calendar.as_known_on(d("25/12/2025"));
    assert!(before.is_working(d("02/01/2026")) && !before.is_working(d("10/01/2026")));
    assert!(!after.is_working(d("02/01/2026")) && after.is_working(d("10/01/2026")));
}

#[test]
fn views_with_the_same_knowledge_have_the_same_version() {
    let calendar = calendar();
    let version = |day: &str| calendar.as_known_on(d(day)).version().as_str().to_owned();
    assert_eq!(version("01/03/2020"), version("24/12/2025"));
    assert_ne!(version("24/12/2025"), version("25/12/2025"));
    assert_eq!(version("24/12/2025"), "vn1@2025-12-24+vp1");
    assert_eq!(calendar.as_known_on(d("23/11/2026")).version(), calendar.version());
}

#[test]
fn the_office_closes_at_five_and_not_at_all_on_days_off() {
    let calendar = calendar();
    let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
    assert_eq!(calendar.closing(d("23/11/2026")), Some(time(17, 0)));
    let morning = Segment { from: time(7, 30), to: time(11, 30) };
    assert_eq!(calendar.segments(d("23/11/2026")).first(), Some(&morning));
    assert_eq!(calendar.closing(d("24/11/2026")), None);
    assert_eq!(calendar.closing(d("21/11/2026")), None);
}

#[test]
fn a_make_up_saturday_takes_the_hours_of_the_day_it_stands_for() {
    let mut office = office();
    let short = vec![Segment { from: at("0 08:00").1, to: at("0 12:00").1 }];
    // 04/05/2024 stands for Monday 29/04/2024; the office also opens on Saturdays for intake.
    office.week.0[0].clone_from(&short);
    office.week.0[5] = vec![Segment { from: at("0 07:00").1, to: at("0 10:00").1 }];
    let calendar = Calendar::new(national(), office).unwrap();
    assert_eq!(calendar.segments(d("04/05/2024")), short);
    assert_eq!(calendar.closing(d("11/05/2024")), Some(at("0 10:00").1));
    assert!(!calendar.is_working(d("11/05/2024")), "intake hours make no working day");
}

#[test]
fn a_season_over_the_new_year_has_its_own_hours() {
    let mut office = office();
    let winter = Segment { from: at("0 08:00").1, to: at("0 16:00").1 };
    let mut week = Week::default();
    week.0.iter_mut().take(5).for_each(|day| day.push(winter));
    office.seasons.push(Season { from: (11, 1), to: (2, 28), week });
    let calendar = Calendar::new(national(), office).unwrap();
    assert_eq!(calendar.closing(d("30/10/2026")), Some(at("0 17:00").1));
    assert_eq!(calendar.closing(d("02/11/2026")), Some(at("0 16:00").1));
    assert_eq!(calendar.closing(d("06/01/2026")), Some(at("0 16:00").1));
    assert_eq!(calendar.closing(d("02/03/2026")), Some(at("0 17:00").1));
}

#[test]
fn a_closure_is_named_and_does_not_work() {
    let mut office = office();
    office.closures.push(Closure {
        from: d("12/11/2026"),
        to: d("15/11/2026"),
        name: "Nghỉ bão".into(),
        document: "CĐ 12/UBND".into(),
    });
    let calendar = Calendar::new(national(), office).unwrap();
    assert_eq!(calendar.kind_of(d("12/11/2026")), DayKind::Closed);
    assert_eq!(calendar.name_of(d("13/11/2026")), Some("Nghỉ bão"));
    assert_eq!(calendar.kind_of(d("14/11/2026")), DayKind::Weekend);
    assert!(calendar.is_working(d("16/11/2026")));
}

#[test]
fn the_working_day_before_skips_the_holiday() {
    let calendar = calendar();
    assert_eq!(calendar.working_before(d("25/11/2026")), Some(d("23/11/2026")));
    assert_eq!(calendar.working_on_or_after(d("24/11/2026")), Some(d("25/11/2026")));
    assert_eq!(calendar.working_days_between(d("20/11/2026"), d("26/11/2026")), 3);
}

#[test]
fn data_that_make_no_calendar_are_refused_by_name() {
    let broken = |change: &dyn Fn(&mut motcua::domain::calendar::National)| {
        let mut national = national();
        change(&mut national);
        Calendar::new(national, office()).unwrap_err()
    };
    let day = |date: &str, kind| Special {
        date: d(date),
        kind,
        name: "x".into(),
        in_place_of: None,
        announced: None,
        source: "x".into(),
        verified: true,
    };
    let add = |special: Special| broken(&|n| n.days.push(special.clone()));
    assert_eq!(add(day("24/11/2026", SpecialKind::Holiday)), CalendarFault::Twice(d("24/11/2026")));
    assert_eq!(add(day("01/01/2030", SpecialKind::Holiday)), CalendarFault::OutOfSpan(d("01/01/2030")));
    assert_eq!(add(day("23/11/2026", SpecialKind::MakeUp)), CalendarFault::Pointless(d("23/11/2026")));
    assert_eq!(add(day("28/11/2026", SpecialKind::InLieu)), CalendarFault::Pointless(d("28/11/2026")));
    assert_eq!(broken(&|n| n.horizon = d("01/01/2015")), CalendarFault::Bounds);
    let mut office = office();
    office.week.0[2].clear();
    let fault = Calendar::new(national(), office).unwrap_err();
    assert_eq!(fault, CalendarFault::Hours(HoursFault::NoHours(Weekday::Wed)));
}
