//! The rules beyond the table of stages: supplements, extension, payment, other bodies, post, numbers.

use crate::law::{CALENDAR, d, m};
use crate::support::office::{
    AN, BINH, HEAD, LICENCE, POSTAL, PRESS, by_post, file, file_of, law_with, leg, nd61, usual,
};
use crate::support::story::{Story, at, state_of, story};
use motcua::domain::action::Action;
use motcua::domain::case::{Extension, LegState, SupplementStage};
use motcua::domain::clock::Phase;
use motcua::domain::decide::{Caution, MOST_EVENTS, cautions, possible};
use motcua::domain::dossier::{Authorised, Intake, Party, PartyKind};
use motcua::domain::event::{CorrectableField, Event, Route};
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Stage};
use std::sync::Arc;
use strum::IntoEnumIterator as _;

fn receive(form: Intake) -> Action {
    Action::Receive(Box::new(form))
}

fn due(story: &Story) -> chrono::NaiveDate {
    story.case().promise.as_ref().unwrap().due
}

#[test]
fn a_procedure_of_another_time_is_not_received() {
    let mut law = law_with(vec![nd61()]);
    let procedures = law.catalogue.all().map(|known| {
        let mut procedure = (**known).clone();
        procedure.valid_to = Some(d("31/12/2020"));
        procedure
    });
    law.catalogue = motcua::domain::catalogue::Catalogue::new(procedures.collect::<Vec<_>>());
    let told = Story { law: Arc::new(law), ..story() }.on("04/01/2021 09:00");
    let refusal = Refusal::ProcedureNotInForce { code: LICENCE.to_owned(), on: d("04/01/2021") };
    assert_eq!(told.refuses(&usual(ActionKind::Receive)), refusal);
    assert_eq!(told.refuses(&usual(ActionKind::RegisterArrival)), refusal);
}

#[test]
fn a_date_beyond_the_calendar_is_not_promised() {
    let last = CALENDAR.national().last;
    let told = story();
    let told = Story { now: motcua::domain::moment::Moment::midnight(last), ..told };
    let refusal = told.refuses(&usual(ActionKind::Receive));
    let Refusal::CalendarDoesNotCover { day, calendar } = refusal else { panic!("{refusal:?}") };
    assert!(day > last);
    assert_eq!(calendar, CALENDAR.version().to_string());
}

#[test]
fn after_the_last_internal_step_comes_the_decision() {
    let mut told = at(Stage::InProcess);
    let mut steps = vec![told.case().holder.as_ref().unwrap().step.clone()];
    while told.decide_at(&usual(ActionKind::FinishStep), told.now).is_ok() {
        told = told.then(ActionKind::FinishStep);
        steps.push(told.case().holder.as_ref().unwrap().step.clone());
    }
    assert_eq!(told.refuses(&usual(ActionKind::FinishStep)), Refusal::NoStepLeft);
    assert_eq!(steps, ["phan-cong", "tham-dinh", "soat-xet", "ky", "phat-hanh", "tra"]);
    assert_eq!(told.case().held_before.len(), steps.len() - 1, "every holder stays known");
    assert_eq!(told.then(ActionKind::Decide).case().stage, Stage::Decided);
}

#[test]
fn nothing_is_undone_in_an_empty_history_and_no_history_grows_for_ever() {
    let mut told = at(Stage::Received);
    told.file.history.clear();
    assert_eq!(told.refuses(&usual(ActionKind::Undo)), Refusal::NothingToUndo);
    let mut told = at(Stage::Received);
    told.file.case.n = MOST_EVENTS;
    assert_eq!(told.refuses(&usual(ActionKind::AddNote)), Refusal::HistoryFull);
}

// ── supplements after appraisal ──

#[test]
fn a_supplement_after_appraisal_restarts_the_whole_limit() {
    let told = at(Stage::InProcess).on("13/07/2020 10:00").then(ActionKind::RequestAppraisalSupplement);
    assert!(told.case().is_held());
    assert_eq!(due(&told), d("24/07/2020"), "the promise on the slip stays until the file is back");
    let told = told.on("27/07/2020 15:00").then(ActionKind::ReceiveSupplement);
    assert_eq!(due(&told), d("10/08/2020"));
    assert_eq!(told.case().first_promise.as_ref().unwrap().due, d("24/07/2020"));
    assert_eq!(told.case().clock.as_ref().unwrap().phase(), Ok(Phase::Running));
    assert_eq!(told.case().stage, Stage::InProcess);
}

#[test]
fn sector_law_that_only_pauses_is_obeyed_before_the_common_rule() {
    use motcua::domain::procedure::{SupplementEffect, SupplementRule};
    let mut law = law_with(vec![nd61()]);
    let rule = SupplementRule {
        rounds: None,
        notice: None,
        effect: Some(SupplementEffect::Pause),
        source: "luật chuyên ngành".to_owned(),
        verified: false,
    };
    let procedures = law.catalogue.all().map(|known| {
        let mut procedure = (**known).clone();
        procedure.supplement = Some(rule.clone());
        procedure
    });
    law.catalogue = motcua::domain::catalogue::Catalogue::new(procedures.collect::<Vec<_>>());
    let told = Story { law: Arc::new(law), ..story() };
    let told = told.then(ActionKind::Receive).then(ActionKind::Assign);
    let told = told.on("13/07/2020 10:00").then(ActionKind::RequestAppraisalSupplement);
    let told = told.on("27/07/2020 15:00").then(ActionKind::ReceiveSupplement);
    // One day was used (13/07); nine are left, from 28/07 on.
    assert_eq!(due(&told), d("07/08/2020"));
}

#[test]
fn the_post_sector_allows_two_rounds_before_a_word_of_caution() {
    let ask = ActionKind::RequestAppraisalSupplement;
    let warned = |told: &Story| {
        let rules = told.law.rules(&told.office, &told.numbers);
        cautions(told.case(), ask, told.now, &rules)
    };
    let mut told = story().does(&receive(file_of(POSTAL, "Công ty Chuyển phát"))).then(ActionKind::Assign);
    assert_eq!(warned(&told), []);
    told = told.then(ask).then(ActionKind::ReceiveSupplement);
    assert_eq!(warned(&told), [], "the second round is lawful for the post");
    told = told.then(ask).then(ActionKind::ReceiveSupplement);
    assert_eq!(warned(&told), [Caution::AnotherRound { rounds: 2 }]);
    let other = at(Stage::InProcess).then(ask).then(ActionKind::ReceiveSupplement);
    assert_eq!(warned(&other), [Caution::AnotherRound { rounds: 1 }]);
    assert_eq!(other.then(ask).case().rounds(SupplementStage::Appraisal), 2, "a caution is no block");
}

#[test]
fn a_late_notice_is_cautioned_from_the_fourth_working_day() {
    let ask = ActionKind::RequestAppraisalSupplement;
    let on = |moment: &str| {
        let told = at(Stage::InProcess).on(moment);
        let rules = told.law.rules(&told.office, &told.numbers);
        cautions(told.case(), ask, told.now, &rules)
    };
    assert_eq!(on("15/07/2020 16:59"), []);
    assert_eq!(on("16/07/2020 08:00"), [Caution::NoticeLate { last: d("15/07/2020") }]);
}

#[test]
fn open_opinions_and_repeated_asking_are_cautioned() {
    let told = at(Stage::InProcess).then(ActionKind::AskOpinion);
    let rules = told.law.rules(&told.office, &told.numbers);
    assert_eq!(
        cautions(told.case(), ActionKind::Decide, told.now, &rules),
        [Caution::OpinionsOpen { open: 1 }]
    );
    let told = at(Stage::IntakeSupplement).then(ActionKind::ReceiveSupplement);
    let rules = told.law.rules(&told.office, &told.numbers);
    let ask = ActionKind::RequestIntakeSupplement;
    assert_eq!(cautions(told.case(), ask, told.now, &rules), [Caution::AnotherRound { rounds: 1 }]);
}

// ── the one extension ──

#[test]
fn the_one_extension_moves_the_promise_by_a_decision() {
    let told = at(Stage::InProcess).then(ActionKind::AskExtension);
    assert_eq!(due(&told), d("24/07/2020"), "asking moves nothing");
    let told = told.by(HEAD).then(ActionKind::GrantExtension);
    assert_eq!(due(&told), d("31/07/2020"));
    assert_eq!(told.case().first_promise.as_ref().unwrap().due, d("24/07/2020"));
    assert!(matches!(&told.case().extension, Extension::Granted { by: 5, approver, .. } if approver == HEAD));
    assert_eq!(told.refuses(&usual(ActionKind::AskExtension)), Refusal::SecondExtension);
    assert_eq!(possible(told.case(), ActionKind::AskExtension), Err(Refusal::SecondExtension));
}

#[test]
fn whoever_asked_for_the_extension_does_not_approve_it_under_any_spelling() {
    let told = at(Stage::InProcess).by(AN).then(ActionKind::AskExtension);
    for approver in [AN, " an.nv ", "AN.NV", "Nguyễn Văn An", "nguyễn văn an", "Nguyễn  Văn  An"] {
        let grant = Action::GrantExtension { document: "15/STTTT".to_owned(), approver: approver.to_owned() };
        assert_eq!(told.refuses(&grant), Refusal::OwnProposal, "{approver:?}");
    }
    // The clerk who asked may record the decision that somebody else took.
    assert_eq!(due(&told.then(ActionKind::GrantExtension)), d("31/07/2020"));
}

#[test]
fn a_refused_extension_may_be_asked_for_again() {
    let told = at(Stage::InProcess).then(ActionKind::AskExtension).then(ActionKind::RefuseExtension);
    assert_eq!(due(&told), d("24/07/2020"));
    assert_eq!(due(&told.then(ActionKind::AskExtension).then(ActionKind::GrantExtension)), d("31/07/2020"));
}

#[test]
fn rules_without_extensions_are_obeyed() {
    let strict = motcua::domain::rules::RuleSet { extensions: 0, ..nd61() };
    let told = Story { law: Arc::new(law_with(vec![strict])), ..story() };
    let told = told.then(ActionKind::Receive).then(ActionKind::Assign);
    assert_eq!(told.refuses(&usual(ActionKind::AskExtension)), Refusal::SecondExtension);
}

// ── money ──

#[test]
fn a_financial_obligation_holds_the_clock_only_where_the_rules_say_so() {
    let told = at(Stage::InProcess).on("13/07/2020 10:00").then(ActionKind::RequirePayment);
    assert!(told.case().is_held());
    let told = told.on("15/07/2020 10:00").then(ActionKind::RecordPayment);
    assert_eq!(due(&told), d("28/07/2020"), "14 and 15 July do not count");
    assert_eq!((told.case().stage, told.case().payment_due), (Stage::InProcess, None));
    assert_eq!(told.case().fees.len(), 1);

    let runs_on = motcua::domain::rules::RuleSet { payment_suspends: false, ..nd61() };
    let told = Story { law: Arc::new(law_with(vec![runs_on])), ..story() };
    let told = told.then(ActionKind::Receive).then(ActionKind::Assign);
    let told = told.on("13/07/2020 10:00").then(ActionKind::RequirePayment);
    assert!(!told.case().is_held());
    let told = told.on("15/07/2020 10:00").then(ActionKind::RecordPayment);
    assert_eq!(due(&told), d("24/07/2020"));
}

// ── other bodies ──

#[test]
fn bodies_in_order_get_their_days_one_after_another() {
    let legs = vec![leg("Sở Văn hóa", 2), leg("Công an tỉnh", 3)];
    let told = at(Stage::InProcess).does(&Action::Transfer { route: Route::InOrder, legs });
    let dues = |told: &Story| told.case().legs.iter().map(|leg| leg.request.due).collect::<Vec<_>>();
    assert_eq!(dues(&told), [Some(d("14/07/2020")), None]);
    assert_eq!(told.case().legs[1].state, LegState::Waiting);
    let told = told.on("16/07/2020 09:00").then(ActionKind::RecordLegResult);
    assert_eq!(dues(&told), [Some(d("14/07/2020")), Some(d("21/07/2020"))]);
    assert!(told.case().legs[0].is_late(d("16/07/2020")), "it came back two days late");
    assert!(!told.case().legs[1].is_late(d("21/07/2020")));
    assert!(told.case().legs[1].is_late(d("22/07/2020")));
    assert_eq!(due(&told), d("24/07/2020"), "the applicant's clock does not care");
    assert_eq!(told.refuses(&usual(ActionKind::RecordLegResult)), Refusal::LegUnknown { number: 1 });
}

#[test]
fn bodies_in_parallel_all_have_their_days_at_once_and_come_back_in_any_order() {
    let legs = vec![leg("Sở Văn hóa", 2), leg("Công an tỉnh", 3)];
    let told = at(Stage::InProcess).does(&Action::Transfer { route: Route::Parallel, legs });
    let dues: Vec<_> = told.case().legs.iter().map(|leg| leg.request.due).collect();
    assert_eq!(dues, [Some(d("14/07/2020")), Some(d("15/07/2020"))]);
    let back = |leg| Action::RecordLegResult { leg, result: "Đồng ý".to_owned() };
    let told = told.does(&back(2));
    assert_eq!(told.case().stage, Stage::WithAgencies);
    let told = told.does(&back(1));
    assert_eq!(told.case().stage, Stage::InProcess);
    // A second route goes on counting its legs.
    let told = told.does(&Action::Transfer { route: Route::InOrder, legs: vec![leg("Bộ TTTT", 5)] });
    assert_eq!(told.case().legs.iter().map(|leg| leg.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(told.does(&back(3)).case().stage, Stage::InProcess);
}

#[test]
fn an_opinion_that_is_late_does_not_move_the_promise() {
    let told = at(Stage::InProcess).then(ActionKind::AskOpinion);
    let told = told.on("30/07/2020 09:00").then(ActionKind::RecordOpinion);
    assert_eq!((due(&told), told.case().open_opinions()), (d("24/07/2020"), 0));
    assert_eq!(told.refuses(&usual(ActionKind::RecordOpinion)), Refusal::OpinionUnknown { number: 1 });
}

#[test]
fn an_internal_step_without_a_countable_limit_still_has_a_holder() {
    let told = at(Stage::InProcess);
    let holder = told.case().holder.as_ref().unwrap();
    assert_eq!((holder.person.0.as_str(), holder.step.as_str()), (AN, "phan-cong"));
    assert!(holder.due.is_some());
    let told = told.does(&Action::Assign { to: BINH.into() });
    let now = told.case().holder.as_ref().unwrap();
    assert_eq!((now.person.0.as_str(), now.step.as_str()), (BINH, "phan-cong"), "a change of hands only");
    assert_eq!(told.case().held_before.len(), 1);
}

// ── the result ──

#[test]
fn a_result_sent_again_has_its_attempts_again() {
    use ActionKind as A;
    let told = at(Stage::WithPost).then(A::RecordUndelivered).then(A::RecordUndelivered);
    assert_eq!(told.refuses(&usual(A::RecordUndelivered)), Refusal::TwoDeliveriesFailed);
    let told = told.then(A::RecordPostReturn).then(A::GiveToPost).then(A::RecordUndelivered);
    assert_eq!(told.case().post.len(), 2);
    assert_eq!(told.case().post[0].failed.len(), 2);
    assert!(told.case().post[0].back.is_some());
    let told = told.then(A::RecordDelivery);
    let returned = told.case().returned.as_ref().unwrap();
    assert!(returned.by_post && returned.recipient == "Nguyễn Thị Hoa");
}

#[test]
fn the_rules_say_how_often_the_post_may_try() {
    use ActionKind as A;
    let patient = motcua::domain::rules::RuleSet { post_attempts: 3, ..nd61() };
    let mut told = Story { law: Arc::new(law_with(vec![patient])), ..story() };
    for kind in [A::Receive, A::Assign, A::Decide, A::MarkReady, A::GiveToPost] {
        told = told.then(kind);
    }
    for _ in 0..3 {
        assert_eq!(possible(told.case(), A::RecordUndelivered), Ok(()), "the menu says what the rule says");
        told = told.then(A::RecordUndelivered);
    }
    assert_eq!(told.refuses(&usual(A::RecordUndelivered)), Refusal::TwoDeliveriesFailed);
}

#[test]
fn without_an_address_nothing_goes_by_post() {
    use ActionKind as A;
    let told = story().does(&receive(file("Hoa")));
    let told = told.then(A::Assign).then(A::Decide).then(A::MarkReady);
    assert_eq!(told.refuses(&usual(A::GiveToPost)), Refusal::PostAddressMissing);
    let told = told.does(&Action::Correct {
        field: CorrectableField::PostAddress,
        to: "Tổ 5, Cốc Lếu".to_owned(),
        reason: "Người nộp đổi ý".to_owned(),
    });
    assert_eq!(told.then(A::GiveToPost).case().stage, Stage::WithPost);
}

#[test]
fn owner_filer_and_the_authorised_collect_and_others_need_a_paper() {
    let mut form = by_post(file("Nguyễn Thị Hoa"));
    form.filer = Some(Party::named(PartyKind::Citizen, "Lý A Páo"));
    form.authorised = Some(Authorised { name: "Vàng Thị Mỷ".to_owned(), document: "GUQ 3".to_owned() });
    let mut told = story().does(&receive(form));
    for kind in [ActionKind::Assign, ActionKind::Decide, ActionKind::MarkReady] {
        told = told.then(kind);
    }
    let collects = |recipient: &str, authority: &str| Action::HandOver {
        recipient: recipient.to_owned(),
        authority: authority.to_owned(),
        originals_returned: true,
        rating: None,
    };
    for known in ["", "Nguyễn Thị Hoa", " Lý A Páo ", "Vàng Thị Mỷ"] {
        assert_eq!(told.clone().does(&collects(known, "")).case().stage, Stage::HandedOver, "{known}");
    }
    assert_eq!(told.refuses(&collects("Giàng Seo Phử", "")), Refusal::AuthorityMissing);
    let told = told.does(&collects("Giàng Seo Phử", "GUQ 9"));
    assert_eq!(told.case().returned.as_ref().unwrap().authority, "GUQ 9");
}

#[test]
fn lateness_is_judged_on_the_day_the_result_was_ready() {
    use ActionKind as A;
    use motcua::domain::lateness::{Facts, Standing};
    let standing = |ready: &str, today: &str| {
        let told = at(Stage::InProcess).on(&format!("{ready} 10:00")).then(A::Decide).then(A::MarkReady);
        Facts::of(told.case()).standing(d(today))
    };
    assert_eq!(standing("23/07/2020", "30/07/2020"), Standing::Early);
    assert_eq!(standing("24/07/2020", "30/07/2020"), Standing::OnTime);
    assert_eq!(standing("27/07/2020", "30/07/2020"), Standing::Late { days: 3 });
    let open = |today: &str| Facts::of(at(Stage::InProcess).case()).standing(d(today));
    assert_eq!(open("24/07/2020"), Standing::InTime { days: 0 });
    assert_eq!(open("25/07/2020"), Standing::Overdue { days: 1 });
    assert_eq!(Facts::of(at(Stage::AppraisalSupplement).case()).standing(d("30/07/2020")), Standing::Held);
    assert_eq!(Facts::of(at(Stage::Stopped).case()).standing(d("30/07/2020")), Standing::Ended);
    assert_eq!(Facts::of(at(Stage::Arrived).case()).standing(d("30/07/2020")), Standing::NoPromise);
}

// ── corrections, late recording, changed calendars ──

#[test]
fn every_correction_keeps_what_was_said_before_and_why() {
    for field in CorrectableField::iter() {
        let to = if field == CorrectableField::OwnerPhone { "0987654321" } else { "AB-12/3" };
        let told = at(Stage::Decided).does(&Action::Correct {
            field,
            to: format!(" {to} "),
            reason: "Ghi nhầm".to_owned(),
        });
        let Some(Event::Corrected { field: said, from, to: now, reason }) =
            told.file.history.last().map(|stamped| &stamped.event)
        else {
            panic!("no correction")
        };
        assert_eq!((*said, now.as_str(), reason.as_str()), (field, to, "Ghi nhầm"));
        assert_ne!(from, now, "{field:?}");
        assert_ne!(state_of(told.case()), state_of(at(Stage::Decided).case()), "{field:?}");
    }
}

#[test]
fn what_happened_earlier_may_be_recorded_late_and_both_times_stay() {
    let told = story().on("13/07/2020 08:00");
    let told = told.does_as_of(&usual(ActionKind::Receive), m("10/07/2020 16:45"));
    assert_eq!(told.case().received, Some(m("10/07/2020 16:45")));
    assert_eq!(
        told.case().code.as_ref().unwrap().as_str(),
        "000.00.10.H38-200710-0001",
        "of the day it came"
    );
    assert_eq!(due(&told), d("24/07/2020"));
    let stamped = &told.file.history[0];
    assert_eq!((stamped.occurred, stamped.recorded), (m("10/07/2020 16:45"), m("13/07/2020 08:00")));
    let refusal = told.decide_at(&usual(ActionKind::Assign), m("10/07/2020 16:44"));
    assert!(matches!(refusal, Err(Refusal::BeforeLastEvent { .. })));
    let refusal = told.decide_at(&usual(ActionKind::Assign), m("13/07/2020 08:02"));
    assert_eq!(refusal, Err(Refusal::InTheFuture { at: m("13/07/2020 08:02") }));
}

#[test]
fn a_promise_once_given_is_not_moved_by_another_calendar() {
    let told = story().on("19/12/2025 09:00");
    let early = Story { law: Arc::new(known_on("19/12/2025")), ..told };
    let told = early.then(ActionKind::Receive);
    assert_eq!(due(&told), d("05/01/2026"));
    let promise = told.case().promise.clone();
    // The swap of 2 January is announced; the case is read again under the new calendar.
    let told = Story { law: crate::support::office::law(), ..told }.then(ActionKind::Assign);
    assert_eq!(told.case().promise, promise);
    let clock = told.case().clock.as_ref().unwrap();
    assert_eq!(
        clock.due(&told.law.calendar).unwrap().date,
        d("06/01/2026"),
        "only counting anew would move it"
    );
}

pub fn known_on(day: &str) -> motcua::domain::law::Law {
    let mut law = law_with(vec![nd61()]);
    law.calendar = law.calendar.as_known_on(d(day));
    law
}

#[test]
fn a_case_keeps_the_rules_and_the_version_it_was_received_under() {
    let mut old = nd61();
    old.to = Some(d("30/06/2025"));
    let mut new = nd61();
    new.key = "nd118".to_owned();
    new.from = d("01/07/2025");
    new.appraisal_return = motcua::domain::event::ClockEffect::Resume;
    let law = Arc::new(law_with(vec![old, new]));
    let told = Story { law, ..story() }.on("30/06/2025 09:00");
    let told = told.then(ActionKind::Receive).then(ActionKind::Assign);
    assert_eq!((told.case().rules.as_str(), told.case().version), ("nd61", Some(1)));
    let told = told.on("01/07/2025 09:00").then(ActionKind::RequestAppraisalSupplement);
    let told = told.on("07/07/2025 09:00").then(ActionKind::ReceiveSupplement);
    assert_eq!(due(&told), d("21/07/2025"), "restarted, as the rules of its day say");
}

#[test]
fn a_limit_in_months_can_be_held_without_locking_the_case_up() {
    let mut law = law_with(vec![nd61()]);
    let procedures = law.catalogue.all().map(|known| {
        let mut procedure = (**known).clone();
        procedure.limit = Limit::of(2, Unit::Months);
        procedure
    });
    law.catalogue = motcua::domain::catalogue::Catalogue::new(procedures.collect::<Vec<_>>());
    let told = Story { law: Arc::new(law), ..story() };
    let told = told.then(ActionKind::Receive).then(ActionKind::Assign);
    assert_eq!(due(&told), d("10/09/2020"));
    let held = told.clone().then(ActionKind::RequirePayment).on("15/07/2020 09:00");
    assert_eq!(held.then(ActionKind::RecordPayment).case().stage, Stage::InProcess);
    let back = told.then(ActionKind::RequestAppraisalSupplement).on("15/07/2020 09:00");
    assert_eq!(due(&back.then(ActionKind::ReceiveSupplement)), d("15/09/2020"));
}

#[test]
fn the_press_notice_cannot_be_promised_but_can_be_registered() {
    let told = story().does(&Action::RegisterArrival(Box::new(file_of(PRESS, "Báo Lào Cai"))));
    assert_eq!(told.case().stage, Stage::Arrived);
    assert!(matches!(told.refuses(&usual(ActionKind::Accept)), Refusal::LimitNotCountable { .. }));
}
