//! The three readings of "late", side by side, as tables: the law's, report II.06a's, the portal's.

use crate::law::{d, m};
use crate::support::office::usual;
use crate::support::story::{Story, at, story};
use motcua::domain::action::Action;
use motcua::domain::lateness::{Course, Definition, End, EndKind, Ground, Judgement, judge};
use motcua::domain::moment::Moment;
use motcua::domain::stage::{ActionKind as A, Stage};
use strum::IntoEnumIterator as _;

/// What the three say of a course at a moment, in the order law, report, portal.
fn said(course: &Course, at: Moment) -> [Judgement; 3] {
    let all: Vec<Judgement> =
        Definition::iter().map(|definition| judge(course, definition, at).judgement).collect();
    let each: Vec<Judgement> =
        Definition::iter().map(|definition| course.judgement(definition, at)).collect();
    assert_eq!(all, each, "counting and explaining agree");
    all.try_into().unwrap()
}

/// A file accepted on Friday 10/07/2020 and due on Friday 24/07/2020 at 17:00.
fn course() -> Course {
    Course {
        received: Some(m("10/07/2020 09:00")),
        due: Some(d("24/07/2020")),
        promised: Some(m("24/07/2020 17:00")),
        ..Course::default()
    }
}

fn ended(at: &str, kind: EndKind) -> End {
    End { at: m(at), kind }
}

#[test]
fn a_result_is_early_on_time_or_late_by_day_and_by_moment() {
    use Judgement::{Early, Late, OnTime};
    let cases = [
        ("23/07/2020 10:00", [Early, Early, Early]),
        ("24/07/2020 09:00", [OnTime, OnTime, OnTime]),
        // After the promised hour and before midnight: the portal alone calls it late.
        ("24/07/2020 17:30", [OnTime, OnTime, Late]),
        ("25/07/2020 00:00", [Late, Late, Late]),
    ];
    for (ready, expected) in cases {
        let course = Course { end: Some(ended(ready, EndKind::Ready)), ..course() };
        assert_eq!(said(&course, m("30/07/2020 09:00")), expected, "{ready}");
    }
}

#[test]
fn a_limit_in_hours_ends_at_its_moment_in_law_and_with_its_day_in_the_report() {
    use Judgement::{Late, OnTime, Overdue};
    let hours = Course { promised: Some(m("24/07/2020 10:30")), ends_at_moment: true, ..course() };
    let done = |at| Course { end: Some(ended(at, EndKind::Ready)), ..hours };
    assert_eq!(said(&done("24/07/2020 10:30"), m("30/07/2020 09:00")), [OnTime, OnTime, OnTime]);
    assert_eq!(said(&done("24/07/2020 10:31"), m("30/07/2020 09:00")), [Late, OnTime, Late]);
    assert_eq!(said(&hours, m("24/07/2020 10:31")), [Overdue, Judgement::InTime, Overdue]);
}

#[test]
fn an_open_file_is_judged_as_of_the_moment_asked_about() {
    use Judgement::{InTime, Overdue};
    assert_eq!(said(&course(), m("24/07/2020 16:59")), [InTime, InTime, InTime]);
    assert_eq!(said(&course(), m("24/07/2020 23:59")), [InTime, InTime, Overdue]);
    assert_eq!(said(&course(), m("25/07/2020 00:00")), [Overdue, Overdue, Overdue]);
    // Finished later, asked about the end of an earlier period: it was open then.
    let finished = Course { end: Some(ended("03/08/2020 09:00", EndKind::Ready)), ..course() };
    assert_eq!(said(&finished, m("14/07/2020 23:59")), [InTime, InTime, InTime]);
}

#[test]
fn one_supplement_is_subtracted_by_the_portal_alone_and_a_second_makes_it_late() {
    use Judgement::{Late, OnTime};
    let five_days = 5 * 24 * 3600;
    let once = Course {
        end: Some(ended("28/07/2020 09:00", EndKind::Ready)),
        requests: 1,
        supplied_seconds: five_days,
        ..course()
    };
    // Without a restart recorded the law and the report compare with the promise in force.
    assert_eq!(said(&once, m("30/07/2020 09:00")), [Late, Late, Judgement::Early]);
    let verdict = judge(&once, Definition::Portal, m("30/07/2020 09:00"));
    assert!(verdict.grounds.contains(&Ground::SupplementSubtracted { minutes: 5 * 24 * 60 }));
    let twice = Course { end: Some(ended("20/07/2020 09:00", EndKind::Ready)), requests: 2, ..once };
    assert_eq!(said(&twice, m("30/07/2020 09:00")), [Judgement::Early, Judgement::Early, Late]);
    assert_eq!(
        judge(&twice, Definition::Portal, m("30/07/2020 09:00")).grounds.last(),
        Some(&Ground::SeveralRequests { requests: 2 })
    );
    let exactly = Course { end: Some(ended("29/07/2020 17:00", EndKind::Ready)), ..once };
    assert_eq!(said(&exactly, m("30/07/2020 09:00"))[2], OnTime);
}

#[test]
fn who_waits_for_the_applicant_is_held_to_the_moment_of_the_request() {
    use Judgement::{InTime, Overdue};
    let waits = |since: &str| Course { waiting_since: Some(m(since)), held: true, requests: 1, ..course() };
    assert_eq!(said(&waits("20/07/2020 09:00"), m("30/09/2020 09:00")), [InTime, InTime, InTime]);
    // Asked when it was late already: only the report's template counts it in time.
    assert_eq!(said(&waits("27/07/2020 09:00"), m("30/09/2020 09:00")), [Overdue, InTime, Overdue]);
    let again = Course { requests: 2, ..waits("20/07/2020 09:00") };
    assert_eq!(said(&again, m("30/09/2020 09:00")), [InTime, InTime, Overdue]);
    // Held for a payment: the limit does not run in law; the portal knows no payment and goes on counting.
    let paying = Course { held: true, ..course() };
    assert_eq!(said(&paying, m("30/07/2020 09:00")), [InTime, InTime, Overdue]);
}

#[test]
fn withdrawn_and_stopped_files_count_as_in_time_in_the_report() {
    for kind in [EndKind::Withdrawn, EndKind::Stopped] {
        let course = Course { end: Some(ended("27/07/2020 09:00", kind)), ..course() };
        let [law, report, portal] = said(&course, m("30/07/2020 09:00"));
        assert_eq!((law, report, portal), (Judgement::Late, Judgement::OnTime, Judgement::Late), "{kind:?}");
    }
}

#[test]
fn a_file_never_accepted_is_counted_by_none() {
    let none = Course { received: None, ..course() };
    assert_eq!(said(&none, m("30/07/2020 09:00")), [Judgement::NotCounted; 3]);
}

#[test]
fn the_course_of_a_case_is_read_from_its_ledger() {
    // Returned on Monday 13/07, back on Thursday 16/07 at 10:00: the limit restarts, due 30/07/2020.
    let told = at(Stage::InProcess).on("13/07/2020 09:00").then(A::RequestAppraisalSupplement);
    let waiting = Course::of(told.case());
    assert_eq!((waiting.requests, waiting.waiting_since), (1, Some(m("13/07/2020 09:00"))));
    let told = told.on("16/07/2020 10:00").then(A::ReceiveSupplement);
    let back = Course::of(told.case());
    assert_eq!(back.supplied_seconds, 3 * 24 * 3600 + 3600);
    assert_eq!((back.waiting_since, back.due), (None, Some(d("30/07/2020"))));
    let done: Story = told.on("31/07/2020 09:00").then(A::Decide).then(A::MarkReady);
    let course = Course::of(done.case());
    // One day late by the restarted limit; early for the portal, which subtracts the three days as well.
    let [law, report, portal] = said(&course, m("03/08/2020 09:00"));
    assert_eq!((law, report, portal), (Judgement::Late, Judgement::Late, Judgement::Early));
    // Handed over later: that day plays no part.
    let handed = done.on("10/08/2020 09:00").does(&usual(A::HandOver));
    assert_eq!(Course::of(handed.case()).end, course.end);
}

#[test]
fn an_intake_supplement_is_before_all_clocks_and_subtracts_nothing() {
    let told = story().then(A::RegisterArrival).then(A::RequestIntakeSupplement);
    let told =
        told.on("14/07/2020 09:00").then(A::ReceiveSupplement).does(&Action::Accept { papers: vec![] });
    let course = Course::of(told.case());
    assert_eq!((course.requests, course.supplied_seconds, course.waiting_since), (0, 0, None));
    assert_eq!(course.received, Some(m("14/07/2020 09:01")));
}
