//! What starts a clock, and how a promise moves: by a recorded decision and in no other way.

use crate::law::{d, m};
use crate::support::office::{AN, DISPUTED, HEAD, file, file_of, law_with, nd61, usual};
use crate::support::story::{Story, at, story};
use motcua::domain::account::Account;
use motcua::domain::action::Action;
use motcua::domain::channel::Channel;
use motcua::domain::clock::{ClockError, Entry, Phase};
use motcua::domain::dossier::Intake;
use motcua::domain::event::Event;
use motcua::domain::limit::{Unit, UnitDecision};
use motcua::domain::procedure::ProcedureCode;
use motcua::domain::refusal::Refusal;
use motcua::domain::rules::{NonTerritorialStart, PostStart, Reading, RuleSet, StartBasis};
use motcua::domain::stage::{ActionKind as A, Stage};
use std::sync::Arc;

fn under(set: RuleSet) -> Story {
    Story { law: Arc::new(law_with(vec![set])), ..story() }
}

fn by_post() -> Intake {
    Intake { channel: Channel::Post, ..file("Nguyễn Thị Hoa") }
}

fn accept() -> Action {
    Action::Accept { papers: Vec::new() }
}

#[test]
fn the_clock_of_a_postal_file_starts_when_the_post_handed_it_over() {
    // Handed over on Friday 10/07 at 09:00, accepted on Monday 13/07: day 1 is Monday all the same.
    let told = story().does(&Action::RegisterArrival(Box::new(by_post())));
    let told = told.on("13/07/2020 10:00").does(&accept());
    let case = told.case();
    assert_eq!((case.start, case.received), (StartBasis::PostHandOver, Some(m("13/07/2020 10:00"))));
    assert_eq!(case.clock.as_ref().unwrap().ledger, [Entry::Started { at: m("10/07/2020 09:00") }]);
    assert_eq!(case.promise.as_ref().unwrap().due, d("24/07/2020"));
    let code = case.code.as_ref().unwrap().as_str();
    assert!(code.contains("-200713-"), "the code is of the day of receipt: {code}");
    // The rule is data.
    let told = under(RuleSet { post_start: PostStart::Acceptance, ..nd61() })
        .does(&Action::RegisterArrival(Box::new(by_post())))
        .on("13/07/2020 10:00")
        .does(&accept());
    assert_eq!(told.case().start, StartBasis::Acceptance);
    assert_eq!(told.case().promise.as_ref().unwrap().due, d("27/07/2020"));
}

#[test]
fn the_clock_of_a_postal_file_that_lacked_papers_starts_with_the_full_supplement() {
    let told = story()
        .does(&Action::RegisterArrival(Box::new(by_post())))
        .then(A::RequestIntakeSupplement)
        .on("14/07/2020 15:00")
        .then(A::ReceiveSupplement)
        .on("16/07/2020 08:00")
        .does(&accept());
    let ledger = &told.case().clock.as_ref().unwrap().ledger;
    assert_eq!(*ledger, [Entry::Started { at: m("14/07/2020 15:00") }]);
}

#[test]
fn an_online_file_starts_no_clock_before_it_is_accepted() {
    let online = Intake { channel: Channel::Online, level: 4, ..file("Nguyễn Thị Hoa") };
    let told = story().does(&Action::RegisterArrival(Box::new(online)));
    assert_eq!(told.case().clock, None);
    let told = told.on("13/07/2020 08:00").does(&accept());
    assert_eq!(told.case().promise.as_ref().unwrap().due, d("27/07/2020"));
}

#[test]
fn the_clock_of_a_file_for_a_body_elsewhere_waits_until_that_body_has_it() {
    let set = RuleSet { non_territorial_start: NonTerritorialStart::CompetentBody, ..nd61() };
    let elsewhere =
        Intake { competent_body: "Sở TT&TT Yên Bái".to_owned(), ..file("Nguyễn Thị Hoa") };
    let told = under(set).does(&Action::Receive(Box::new(elsewhere.clone())));
    let case = told.case();
    assert_eq!(case.clock.as_ref().unwrap().phase(), Ok(Phase::Idle));
    assert!(case.is_held() && case.awaits_competent_body());
    let expected = case.promise.clone().unwrap();
    assert_eq!((expected.due, expected.provisional), (d("24/07/2020"), true), "an expectation");
    let due = case.clock.as_ref().unwrap().due(&told.law.calendar);
    assert_eq!(due, Err(ClockError::NotStarted));
    let told = told.on("15/07/2020 09:00").does(&Action::ConfirmReceipt);
    let promise = told.case().promise.clone().unwrap();
    assert_eq!((promise.due, promise.provisional), (d("29/07/2020"), false));
    assert_eq!(told.case().first_promise, Some(expected), "what was said first stays on record");
    assert_eq!(told.refuses(&Action::ConfirmReceipt), Refusal::ClockRuns);
    // Before NĐ 309/2026 the acceptance itself starts it.
    let told = story().does(&Action::Receive(Box::new(elsewhere)));
    assert_eq!(told.case().start, StartBasis::Acceptance);
}

#[test]
fn a_promise_moves_only_by_a_decision_with_reason_and_document_of_somebody_else() {
    let told = story().on("19/12/2025 09:00");
    let early = Story { law: Arc::new(crate::decide::known_on("19/12/2025")), ..told };
    let told = early.then(A::Receive).then(A::Assign);
    // The swap of 2 January 2026 becomes known on 25/12/2025.
    let told = Story { law: crate::support::office::law(), ..told }.on("25/12/2025 14:00");
    assert_eq!(told.case().promise.as_ref().unwrap().due, d("05/01/2026"), "nothing moves by itself");
    let act = |reason: &str, document: &str| Action::MovePromise {
        reason: reason.to_owned(),
        document: document.to_owned(),
    };
    assert_eq!(told.refuses(&act(" ", "VB 1")), Refusal::ReasonMissing);
    assert_eq!(told.refuses(&act("Lịch nghỉ đổi", "")), Refusal::DocumentMissing);
    let holder = Story { by: AN.into(), ..told.clone() };
    assert_eq!(holder.refuses(&act("Lịch nghỉ đổi", "VB 1")), Refusal::OwnDate);
    let told = Story { by: HEAD.into(), ..told }.does(&act("Lịch nghỉ đổi", "12729/VPCP-KGVX"));
    let Some(Event::PromiseMoved { from, to, .. }) = told.file.history.last().map(|e| &e.event) else {
        panic!("no move")
    };
    assert_eq!((from.due, to.due), (d("05/01/2026"), d("06/01/2026")));
    assert_ne!(from.calendar, to.calendar, "each remembers its calendar");
    assert_eq!(told.refuses(&act("Nữa", "VB 2")), Refusal::PromiseUnchanged);
    // Undo is a new decision: when the swap is taken back, so is the date, by another event.
    let told = Story { law: Arc::new(crate::decide::known_on("19/12/2025")), ..told };
    let told = told.does(&act("Hủy hoán đổi", "VB 3"));
    assert_eq!(told.case().promise.as_ref().unwrap().due, d("05/01/2026"));
    assert_eq!(told.refuses(&usual(A::Undo)), Refusal::NotReversible);
}

#[test]
fn a_disputed_unit_is_decided_once_and_the_case_remembers_the_other_reading() {
    let form = || Action::Receive(Box::new(file_of(DISPUTED, "Nguyễn Thị Hoa")));
    assert!(matches!(story().refuses(&form()), Refusal::UnitUndecided { .. }));
    let decided = |unit| {
        let mut law = (*crate::support::office::law()).clone();
        assert!(law.catalogue.decide_unit(&ProcedureCode::from(DISPUTED), 1, unit));
        assert!(!law.catalogue.decide_unit(&ProcedureCode::from(DISPUTED), 1, unit), "once");
        Story { law: Arc::new(law), ..story() }.does(&form())
    };
    let (days, working) = (decided(Unit::CalendarDays), decided(Unit::WorkingDays));
    assert_eq!(days.case().promise.as_ref().unwrap().due, d("30/07/2020"));
    assert_eq!(working.case().promise.as_ref().unwrap().due, d("07/08/2020"));
    let rule = &working.case().clock.as_ref().unwrap().rule;
    assert_eq!(rule.unit_decided, UnitDecision::Decided { also: Unit::CalendarDays });
    let clock = working.case().clock.as_ref().unwrap();
    let account = Account::of(clock, Some(working.case()), &working.law, m("13/07/2020 09:00"));
    assert_eq!(account.other_unit, Some((Unit::CalendarDays, Some(d("30/07/2020")))));
    let mut law = (*crate::support::office::law()).clone();
    assert!(!law.catalogue.decide_unit(&ProcedureCode::from(DISPUTED), 1, Unit::Months), "neither reading");
}

#[test]
fn a_make_up_saturday_ends_a_limit_in_days_or_does_not_as_the_rules_read_it() {
    // 24/04/2024 + 10 days is Saturday 04/05/2024, worked in exchange for Monday 29/04.
    let ten_days = |ends_on_make_up| {
        let set = RuleSet { reading: Reading { ends_on_make_up }, ..nd61() };
        let mut law = law_with(vec![set]);
        law.catalogue.decide_unit(&ProcedureCode::from(DISPUTED), 1, Unit::CalendarDays);
        let told = Story { law: Arc::new(law), ..story() }.on("14/04/2024 09:00");
        let told = told.does(&Action::Receive(Box::new(file_of(DISPUTED, "Nguyễn Thị Hoa"))));
        told.case().promise.clone().unwrap()
    };
    let (worked, rolled) = (ten_days(true), ten_days(false));
    assert_eq!((worked.due, rolled.due), (d("04/05/2024"), d("06/05/2024")));
    assert!(rolled.calendar.ends_with("no-make-up-end"), "the version says so: {}", rolled.calendar);
    assert!(!worked.calendar.contains("no-make-up-end"));
}

#[test]
fn an_account_gathers_rules_open_questions_and_the_three_readings() {
    let told = at(Stage::InProcess).on("13/07/2020 09:00").then(A::RequestAppraisalSupplement);
    let law = motcua::config::law::load(None).unwrap();
    let account = |told: &Story, law: &motcua::domain::law::Law| {
        Account::of(told.case().clock.as_ref().unwrap(), Some(told.case()), law, m("13/07/2020 10:00"))
    };
    let waiting = account(&told, &law);
    assert_eq!(waiting.verdicts.len(), 3);
    assert_eq!(waiting.rules.as_deref(), Some("NĐ 61/2018/NĐ-CP"));
    assert!(waiting.open.iter().any(|note| note.contains("nghĩa vụ tài chính")), "{:?}", waiting.open);
    assert!(waiting.open.iter().all(|note| !note.contains("thứ Bảy làm bù")), "{:?}", waiting.open);
    let plain = account(&at(Stage::InProcess), &law);
    assert_eq!(plain.open, Vec::<String>::new());
    assert_eq!(plain.promised, None, "the walk gives what was promised");
}
