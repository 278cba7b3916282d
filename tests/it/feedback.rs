//! Hài lòng, phản ánh: one slip a file, complaints with a last day for their answer, and nobody who answers for
//! a file of their own.

use crate::law::d;
use crate::support::office::{AN, HEAD, LAN, usual};
use crate::support::story::at;
use motcua::domain::action::Action;
use motcua::domain::event::Event;
use motcua::domain::feedback::{Finding, Matter, Rating};
use motcua::domain::refusal::Refusal;
use motcua::domain::row::{RowDraft, What};
use motcua::domain::stage::{ActionKind, Stage};

fn hand_over(rating: Option<Rating>) -> Action {
    Action::HandOver { recipient: String::new(), authority: String::new(), originals_returned: true, rating }
}

fn answer(number: u32, finding: Finding) -> Action {
    let (words, document) = ("Đã trả lời".to_owned(), String::new());
    Action::AnswerComplaint { number, finding, words, document }
}

#[test]
fn the_slip_is_recorded_with_the_result_in_one_act_and_undone_by_itself() {
    let told = at(Stage::ResultReady).by(LAN).does(&hand_over(Some(Rating::Neutral)));
    assert_eq!(told.case().stage, Stage::HandedOver);
    assert_eq!(told.case().rating.map(|(_, rating)| rating), Some(Rating::Neutral));
    assert_eq!(told.refuses(&usual(ActionKind::Rate)), Refusal::AlreadyRated, "no slip is typed in twice");
    let told = told.then(ActionKind::Undo);
    assert_eq!((told.case().stage, told.case().rating), (Stage::HandedOver, None), "the result stays out");
    let told = told.then(ActionKind::Rate);
    assert_eq!(told.case().rating.map(|(_, rating)| rating), Some(Rating::Satisfied));
    assert!(matches!(told.file.history.last().unwrap().event, Event::Rated { .. }));
    assert_eq!(at(Stage::ResultReady).does(&hand_over(None)).case().rating, None, "no slip is no slip");
}

#[test]
fn a_complaint_is_answered_by_somebody_who_did_not_handle_the_file() {
    let told = at(Stage::InProcess).on("24/07/2020 10:00").by(LAN).then(ActionKind::RecordComplaint);
    let made = &told.case().complaints[0];
    // 15 working days after Friday 24 July 2020, with no day off between.
    assert_eq!((made.complaint.number, made.complaint.answer_by), (1, d("14/08/2020")));
    let told = told.by(AN);
    assert_eq!(told.refuses(&answer(1, Finding::Unfounded)), Refusal::OwnComplaint);
    let told = told.by(HEAD);
    assert_eq!(told.refuses(&answer(2, Finding::Unfounded)), Refusal::NoComplaintOpen);
    let told = told.then(ActionKind::RecordComplaint).does(&answer(1, Finding::Founded));
    assert_eq!(told.case().open_complaints().map(|open| open.complaint.number).collect::<Vec<_>>(), [2]);
    assert_eq!(told.refuses(&answer(1, Finding::Founded)), Refusal::NoComplaintOpen);
    let silent = Action::RecordComplaint { matter: Matter::Delay, words: " ".to_owned() };
    assert_eq!(told.refuses(&silent), Refusal::FieldMissing { field: "complaint-words" });
}

#[test]
fn a_row_remembers_what_was_said_and_when() {
    let told = at(Stage::HandedOver).by(LAN).then(ActionKind::Rate).then(ActionKind::RecordComplaint);
    let told = told.then(ActionKind::RecordComplaint).by(HEAD).does(&answer(2, Finding::Unfounded));
    let said: Vec<What> = RowDraft::of(told.case())
        .marks
        .into_iter()
        .map(|mark| mark.what)
        .filter(|what| matches!(what, What::Rated(_) | What::Complained(_) | What::Answered { .. }))
        .collect();
    assert!(matches!(
        said[..],
        [
            What::Rated(Rating::Satisfied),
            What::Complained(_),
            What::Complained(_),
            What::Answered { number: 2, finding: Finding::Unfounded }
        ]
    ));
}
