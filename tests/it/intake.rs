//! Intake: what a file gets when it is received, what is looked at, and the numbers it is given.

use crate::law::{CALENDAR, d, m};
use crate::support::office::{file, office_at, online, usual};
use crate::support::story::{Story, at, story};
use motcua::domain::action::Action;
use motcua::domain::case::SupplementStage;
use motcua::domain::dossier::{Intake, PaperTaken};
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Stage};
use motcua::domain::text::clean_line;
use std::collections::BTreeSet;

fn receive(form: Intake) -> Action {
    Action::Receive(Box::new(form))
}

fn with(change: impl FnOnce(&mut Intake)) -> Action {
    let mut form = file("Nguyễn Thị Hoa");
    change(&mut form);
    receive(form)
}

fn due(story: &Story) -> chrono::NaiveDate {
    story.case().promise.as_ref().unwrap().due
}

#[test]
fn a_file_received_gets_its_code_limit_and_promise_at_once() {
    let told = at(Stage::Received);
    let case = told.case();
    assert_eq!(case.code.as_ref().unwrap().as_str(), "000.00.10.H38-200710-0001");
    assert_eq!((case.version, case.rules.as_str()), (Some(1), "nd61"));
    let promise = case.promise.as_ref().unwrap();
    assert_eq!((promise.due, promise.at), (d("24/07/2020"), m("24/07/2020 17:00")));
    assert_eq!(promise.calendar, CALENDAR.version().to_string());
    assert_eq!(case.first_promise, case.promise);
}

#[test]
fn no_clock_runs_before_acceptance_and_supplements_at_intake_touch_none() {
    let told = at(Stage::IntakeSupplement).on("20/07/2020 10:00").then(ActionKind::ReceiveSupplement);
    assert_eq!((told.case().clock.as_ref(), told.case().stage), (None, Stage::Arrived));
    let told = told.then(ActionKind::Accept);
    assert_eq!(told.case().received, Some(m("20/07/2020 10:01")));
    assert_eq!(due(&told), d("03/08/2020"));
    assert_eq!(told.case().arrived, Some(m("10/07/2020 09:00")), "when it came in stays known");
    assert_eq!(told.case().rounds(SupplementStage::Intake), 1);
    assert_eq!(told.case().rounds(SupplementStage::Appraisal), 0);
}

#[test]
fn papers_missing_at_the_portal_are_found_at_acceptance() {
    let mut form = online(file("Nguyễn Thị Hoa"), "G01");
    form.papers.remove(0);
    let told = story().does(&Action::RegisterArrival(Box::new(form.clone())));
    assert!(
        matches!(told.refuses(&usual(ActionKind::Accept)), Refusal::PapersMissing { papers } if papers.len() == 1)
    );
    let checked = file("Nguyễn Thị Hoa").papers;
    let told = told.does(&Action::Accept { papers: checked.clone() });
    assert_eq!(told.case().papers, checked);
}

#[test]
fn a_paper_in_name_only_is_no_paper() {
    let named = |name: &str| PaperTaken { name: name.to_owned(), ..PaperTaken::default() };
    let mut form = file("Nguyễn Thị Hoa");
    form.papers = form.papers.iter().map(|paper| named(&paper.name)).collect();
    assert!(
        matches!(story().refuses(&receive(form)), Refusal::PapersMissing { papers } if papers.len() == 2)
    );
}

#[test]
fn plain_numbers_are_taken_and_tricks_are_not() {
    for phone in ["", "0912345678", "+84912345678"] {
        let told = story().does(&with(|form| phone.clone_into(&mut form.owner.phone)));
        assert_eq!(told.case().owner.phone, phone);
    }
    for phone in ["=1+1", "+", "09 12", "٠٩١٢٣٤٥", "0912345678901234"] {
        let refusal = story().refuses(&with(|form| phone.clone_into(&mut form.owner.phone)));
        assert!(matches!(refusal, Refusal::FieldInvalid { field: "owner-phone", .. }), "{phone}");
    }
    for id in ["'; DROP", "số 1", "１２３"] {
        let refusal = story().refuses(&with(|form| id.clone_into(&mut form.owner.id_number)));
        assert!(matches!(refusal, Refusal::FieldInvalid { field: "owner-id", .. }), "{id}");
    }
    assert_eq!(clean_line("a\u{202e}b", 10), "a«U+202E»b");
}

// ── numbers ──

#[test]
fn numbers_run_by_day_and_station() {
    let number = |story: &Story| story.case().code.as_ref().unwrap().to_string();
    let mut told = story();
    for expected in ["0001", "0002", "0003"] {
        let next = told.clone().then(ActionKind::Receive);
        assert_eq!(number(&next), format!("000.00.10.H38-200710-{expected}"));
        told.numbers = next.numbers;
    }
    let next_day = told.clone().on("13/07/2020 08:00").then(ActionKind::Receive);
    assert_eq!(number(&next_day), "000.00.10.H38-200713-0001");
    for (station, expected) in [(2, "1001"), (10, "9001")] {
        let there = Story { office: office_at(station), ..told.clone() };
        assert_eq!(number(&there.then(ActionKind::Receive)), format!("000.00.10.H38-200710-{expected}"));
    }
}

#[test]
fn stations_never_share_a_number_however_busy_the_day() {
    use motcua::domain::id::StationId;
    use motcua::domain::number::NumberBook;
    let day = d("10/07/2020");
    let mut seen = BTreeSet::new();
    for station in (1..=10).map(|number| StationId::new(number).unwrap()) {
        let mut book = NumberBook::default();
        for place in 0..2_500_u32 {
            let number = book.next(day, station);
            assert!(seen.insert(number), "{number} twice");
            if place < 1_000 {
                let block = u32::from(station.number()) * 1_000;
                assert!((block - 999..=block).contains(&number));
            }
            book.note(day, number);
        }
        assert_eq!(NumberBook::of(book.entries()), book);
    }
}

#[test]
fn a_number_noted_from_an_old_journal_is_never_given_again() {
    use motcua::domain::id::StationId;
    use motcua::domain::number::NumberBook;
    let day = d("10/07/2020");
    for number in [1, 7, 999, 1_000, 10_001, 11_000] {
        let mut book = NumberBook::default();
        book.note(day, number);
        let next = book.next(day, StationId::FIRST);
        assert!(next > number, "{number}: {next}");
    }
    let mut book = NumberBook::default();
    book.note(day, 0);
    assert_eq!(book.next(day, StationId::FIRST), 1, "zero is no number");
}
