//! Duties with a time of their own: when each is owed, when it is not, and their order in the queue.

use crate::law::{d, m};
use crate::support::office::{POSTAL, file, file_of, law_with, nd61, usual};
use crate::support::story::{Story, at, story};
use motcua::domain::action::Action;
use motcua::domain::channel::Channel;
use motcua::domain::dossier::Intake;
use motcua::domain::duties::Duties;
use motcua::domain::duty::{Duty, DutyKind, letter_day, of};
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::domain::row::RowDraft;
use motcua::domain::rules::{LetterRule, RuleSet};
use motcua::domain::stage::{ActionKind as A, Stage};
use std::sync::Arc;

/// The duties of a story's case, in order.
fn duties(told: &Story) -> Vec<Duty> {
    let mut rows = Projection::default();
    let place = rows.upsert(&RowDraft::of(told.case()));
    let row = rows.row(place).unwrap();
    let procedure = told.law.catalogue.on(&told.case().procedure, d("10/07/2020"));
    of(row, rows.marks(row), procedure.map(|known| &**known), &told.law)
}

fn by(told: &Story, kind: DutyKind) -> Option<Moment> {
    duties(told).into_iter().find(|duty| duty.kind == kind).map(|duty| duty.by)
}

fn arrives(moment: &str, channel: Channel) -> Story {
    let form = Intake { channel, ..file("Nguyễn Thị Hoa") };
    story().on(moment).does(&Action::RegisterArrival(Box::new(form)))
}

#[test]
fn an_online_file_is_answered_within_eight_hours_of_office_time() {
    // Office hours 07:30-11:30 and 13:00-17:00.
    let cases = [
        ("10/07/2020 07:30", "10/07/2020 17:00"),
        ("10/07/2020 16:00", "13/07/2020 16:00"),
        // In the night, at the weekend: the hours begin with the next opening.
        ("10/07/2020 22:15", "13/07/2020 17:00"),
        ("11/07/2020 09:00", "13/07/2020 17:00"),
        // Over Tết.
        ("22/01/2020 16:00", "30/01/2020 16:00"),
    ];
    for (arrived, owed) in cases {
        let told = arrives(arrived, Channel::Online);
        assert_eq!(by(&told, DutyKind::OnlineReaction), Some(m(owed)), "{arrived}");
    }
    assert_eq!(duties(&arrives("10/07/2020 09:00", Channel::Post)), []);
    assert_eq!(
        by(
            &arrives("10/07/2020 09:00", Channel::Online).then(A::RequestIntakeSupplement),
            DutyKind::OnlineReaction
        ),
        None
    );
}

#[test]
fn paper_received_after_three_is_handed_on_at_the_start_of_the_next_working_day() {
    let received = |moment: &str| story().on(moment).then(A::Receive);
    let cases = [
        ("10/07/2020 09:00", "10/07/2020 17:00"),
        ("10/07/2020 15:00", "10/07/2020 17:00"),
        ("10/07/2020 15:01", "13/07/2020 07:30"),
        ("22/01/2020 16:00", "30/01/2020 07:30"),
        // Saturday intake.
        ("11/07/2020 08:00", "13/07/2020 07:30"),
    ];
    for (at, owed) in cases {
        assert_eq!(by(&received(at), DutyKind::Transfer), Some(m(owed)), "{at}");
        // The counting of the limit knows nothing of three o'clock.
    }
    let due = |moment: &str| received(moment).case().promise.as_ref().unwrap().due;
    assert_eq!(due("10/07/2020 09:00"), due("10/07/2020 16:30"));
    let online = Intake { channel: Channel::Online, level: 4, ..file("Nguyễn Thị Hoa") };
    let told = story().on("10/07/2020 16:30").does(&Action::Receive(Box::new(online)));
    assert_eq!(by(&told, DutyKind::Transfer), Some(m("10/07/2020 17:00")), "data go at once");
    assert_eq!(by(&received("10/07/2020 09:00").then(A::Assign), DutyKind::Transfer), None, "handed on");
}

#[test]
fn a_return_for_completion_has_three_working_days_or_those_of_its_sector() {
    let told = at(Stage::InProcess);
    assert_eq!(by(&told, DutyKind::AppraisalNotice), Some(m("15/07/2020 17:00")));
    let postal = story().does(&Action::Receive(Box::new(file_of(POSTAL, "Công ty A")))).then(A::Assign);
    assert_eq!(
        by(&postal, DutyKind::AppraisalNotice),
        Some(m("21/07/2020 17:00")),
        "seven days for the post"
    );
    let returned = told.on("13/07/2020 09:00").then(A::RequestAppraisalSupplement);
    let back = returned.on("16/07/2020 09:00").then(A::ReceiveSupplement);
    assert_eq!(by(&back, DutyKind::AppraisalNotice), None, "once");
}

#[test]
fn the_letter_of_apology_goes_the_working_day_before_unless_a_new_time_is_asked() {
    // Due on Friday 24/07/2020.
    let told = at(Stage::InProcess);
    assert_eq!(by(&told, DutyKind::ApologyLetter), Some(m("23/07/2020 17:00")));
    assert_eq!(by(&told.clone().then(A::AskExtension), DutyKind::ApologyLetter), None);
    assert_eq!(by(&told.then(A::Decide).then(A::MarkReady), DutyKind::ApologyLetter), None);
    assert_eq!(by(&at(Stage::AppraisalSupplement), DutyKind::ApologyLetter), None, "the limit does not run");
    // Due on a Monday: the Friday before, or the Sunday where calendar days are read.
    let letter =
        |working| letter_day(d("27/07/2020"), LetterRule { days: 1, working }, &story().law.calendar);
    assert_eq!((letter(true), letter(false)), (Some(d("24/07/2020")), Some(d("26/07/2020"))));
    let same = RuleSet { letter: LetterRule { days: 0, working: true }, ..nd61() };
    let told = Story { law: Arc::new(law_with(vec![same])), ..story() }.then(A::Receive).then(A::Assign);
    assert_eq!(by(&told, DutyKind::ApologyLetter), Some(m("24/07/2020 17:00")), "the rule is data");
}

#[test]
fn a_failed_delivery_is_followed_by_another_two_working_days_later() {
    let told = at(Stage::WithPost);
    assert_eq!(duties(&told), []);
    let failed = told.on("16/07/2020 10:00").then(A::RecordUndelivered);
    assert_eq!(by(&failed, DutyKind::Redelivery), Some(m("20/07/2020 17:00")));
    let noted = failed.on("17/07/2020 10:00").then(A::AddNote);
    assert_eq!(by(&noted, DutyKind::Redelivery), Some(m("20/07/2020 17:00")), "a note moves nothing");
    assert_eq!(duties(&noted.then(A::RecordPostReturn)), []);
}

#[test]
fn the_list_shows_what_is_owed_by_then_the_most_urgent_first_and_follows_changes() {
    let online = arrives("10/07/2020 08:00", Channel::Online);
    let waits = story().on("10/07/2020 09:00").then(A::Receive);
    let works = at(Stage::InProcess);
    let mut rows = Projection::default();
    let mut stories = [works, waits, online];
    for (at, told) in (1_u128..).zip(&mut stories) {
        told.file.case.id = motcua::domain::id::CaseId(at);
        rows.upsert(&RowDraft::of(told.case()));
    }
    let law = Arc::clone(&stories[0].law);
    let mut duties = Duties::of(&rows, &law);
    duties.show(m("10/07/2020 10:00"), m("16/07/2020 00:00"));
    let kinds =
        |duties: &Duties| duties.shown().iter().map(|(duty, place)| (duty.kind, *place)).collect::<Vec<_>>();
    assert_eq!(
        kinds(&duties),
        [(DutyKind::Transfer, 1), (DutyKind::OnlineReaction, 2), (DutyKind::AppraisalNotice, 0),]
    );
    // Once its time is over, a return that was not made is no duty; a letter that was not sent still is.
    duties.show(m("27/07/2020 10:00"), m("30/07/2020 00:00"));
    assert_eq!(duties.shown_for(0).map(|duty| duty.kind), Some(DutyKind::ApologyLetter));
    // What is done leaves the list.
    let [_, waits, _] = stories;
    rows.upsert(&RowDraft::of(waits.does(&usual(A::Assign)).case()));
    duties.follow(1, &rows, &law);
    assert_ne!(duties.shown_for(1).map(|duty| duty.kind), Some(DutyKind::Transfer));
    let mut again = Duties::of(&rows, &law);
    again.show(m("27/07/2020 10:00"), m("30/07/2020 00:00"));
    assert_eq!(duties.shown(), again.shown(), "followed row by row, or made anew");
}
