//! Giải trình: what may be accounted for, who may answer, and in whose hands the days went by.

use crate::law::d;
use crate::support::golden::account;
use crate::support::office::{AN, BINH, HEAD, LAN, leg};
use crate::support::offices::random;
use crate::support::sim_disk::Chance;
use crate::support::story::{Story, at};
use motcua::domain::accountability::{Account, AccountState, Subject};
use motcua::domain::action::Action;
use motcua::domain::attribution::{Hands, attribute};
use motcua::domain::case::Case;
use motcua::domain::event::Route;
use motcua::domain::id::CaseId;
use motcua::domain::refusal::Refusal;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::Value;
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, make};
use motcua::domain::row::{Accounts, RowDraft};
use motcua::domain::stage::{ActionKind, Stage};

/// A file of 10 July 2020, due 24 July, that An still holds on 30 July.
fn late() -> Story {
    at(Stage::InProcess).on("30/07/2020 09:00")
}

fn give(account: Account) -> Action {
    Action::GiveAccount(Box::new(account))
}

fn answer(accepted: bool, remark: &str) -> Action {
    Action::ReviewAccount { subject: Subject::Lateness, accepted, remark: remark.to_owned() }
}

#[test]
fn an_account_is_given_returned_given_again_and_accepted() {
    let told = late().by(AN).does(&give(account()));
    assert_eq!(told.case().account_state(Subject::Lateness), AccountState::Given);
    let told = told.by(HEAD).does(&answer(false, "Nêu rõ ai giữ hồ sơ"));
    assert_eq!(told.case().account_state(Subject::Lateness), AccountState::Returned);
    assert_eq!(told.refuses(&answer(true, "")), Refusal::NoAccountGiven);
    let told = told.by(AN).does(&give(Account { words: "An giữ từ 15/7".to_owned(), ..account() }));
    let told = told.by(HEAD).does(&answer(true, ""));
    assert_eq!(told.case().account_state(Subject::Lateness), AccountState::Accepted);
    assert_eq!(told.case().accounts.len(), 2);
    assert_eq!(told.by(AN).refuses(&give(account())), Refusal::AccountAccepted);
}

#[test]
fn only_what_happened_is_accounted_for_with_a_reason_of_the_table() {
    let in_time = at(Stage::InProcess);
    assert_eq!(in_time.refuses(&give(account())), Refusal::NothingToAccountFor);
    let round = Account { subject: Subject::Supplement(1), ..account() };
    assert_eq!(in_time.refuses(&give(round.clone())), Refusal::NothingToAccountFor);
    let asked = at(Stage::AppraisalSupplement).on("30/07/2020 09:00");
    assert_eq!(asked.refuses(&give(account())), Refusal::NothingToAccountFor, "a held clock is not late");
    let told = asked.does(&give(round));
    assert_eq!(told.case().account_state(Subject::Supplement(1)), AccountState::Given);
    assert_eq!(Accounts::of(told.case()).rounds(), 1);
    let with = |change: fn(&mut Account)| {
        let mut changed = account();
        change(&mut changed);
        late().refuses(&give(changed))
    };
    assert!(matches!(
        with(|account| "moon".clone_into(&mut account.reason)),
        Refusal::FieldInvalid { field: "account-reason", .. }
    ));
    assert!(matches!(
        with(|account| account.words.clear()),
        Refusal::FieldMissing { field: "account-words" }
    ));
    assert!(matches!(
        with(|account| "regulation-unclear".clone_into(&mut account.reason)),
        Refusal::FieldMissing { field: "account-regulation" }
    ));
    assert_eq!(
        late().by(AN).does(&give(account())).by(HEAD).refuses(&answer(false, " ")),
        Refusal::ReasonMissing
    );
}

#[test]
fn nobody_accepts_the_account_of_their_own_lateness() {
    // An gave it; Bình had the file after its last day; Cường had nothing to do with it.
    let told = late().by(HEAD).does(&Action::Assign { to: BINH.into() }).on("05/08/2020 09:00");
    let told = told.by(AN).does(&give(account()));
    assert_eq!(told.clone().by(AN).refuses(&answer(true, "")), Refusal::OwnAccount);
    assert_eq!(told.clone().by(BINH).refuses(&answer(true, "")), Refusal::OwnAccount);
    assert_eq!(told.clone().by(AN).refuses(&answer(false, "x")), Refusal::OwnAccount);
    assert_eq!(
        told.by(HEAD).does(&answer(true, "")).case().account_state(Subject::Lateness),
        AccountState::Accepted
    );
    // The head who held it while it grew late is no exception.
    let told = at(Stage::Received).by(HEAD).does(&Action::Assign { to: HEAD.into() }).on("30/07/2020 09:00");
    assert_eq!(told.by(LAN).does(&give(account())).by(HEAD).refuses(&answer(true, "")), Refusal::OwnAccount);
}

#[test]
fn nobody_moves_the_date_of_their_own_lateness_though_another_has_the_file_by_now() {
    let grant = Action::GrantExtension { document: "12/QĐ".to_owned(), approver: "Giám đốc".to_owned() };
    let passed_on = |by: &str, to: &str| {
        at(Stage::Received)
            .by(HEAD)
            .does(&Action::Assign { to: by.into() })
            .on("29/07/2020 09:00")
            .does(&Action::Assign { to: to.into() })
            .on("31/07/2020 09:00")
            .by(to)
            .does(&Action::AskExtension {
                by: 3,
                reason: "Chờ hiệp y".to_owned(),
                document: "11/TTr".to_owned(),
            })
    };
    // The head had it from 10 to 29 July, two working days after 24 July; An has it now.
    assert_eq!(passed_on(HEAD, AN).by(HEAD).refuses(&grant), Refusal::OwnLateness);
    let move_it = Action::MovePromise { reason: "Nghỉ bù".to_owned(), document: "1/TB".to_owned() };
    assert_eq!(passed_on(HEAD, AN).by(HEAD).refuses(&move_it), Refusal::OwnLateness);
    // Who never had it may.
    passed_on(BINH, AN).by(HEAD).does(&grant);
}

#[test]
fn the_days_after_the_promise_are_shared_among_those_who_had_the_file() {
    let law = crate::support::office::law();
    let told = at(Stage::InProcess)
        .on("14/07/2020 09:00")
        .does(&Action::Transfer { route: Route::Parallel, legs: vec![leg("Công an tỉnh", 2)] })
        .on("28/07/2020 09:00")
        .then(ActionKind::RecordLegResult)
        .on("30/07/2020 10:00")
        .then(ActionKind::Decide)
        .then(ActionKind::MarkReady);
    let shares = attribute(told.case(), &law.calendar, d("31/12/2020"));
    let of = |hands: &Hands| {
        let share = shares.iter().find(|share| share.hands == *hands).unwrap();
        (share.days, share.over, share.late)
    };
    // Due Friday 24/07. The body had it from 14/07 to 28/07 with a limit of two days (to 16/07).
    assert_eq!(of(&Hands::Body("Công an tỉnh".to_owned())), (10, 7, 1));
    assert_eq!(of(&Hands::Person(AN.into())).2, 3);
    let told = told.case().clone();
    assert_eq!(shares.iter().map(|share| share.late).sum::<u32>(), 4, "27, 28, 29 and 30 July");
    assert!(told.is_late(d("31/12/2020")));
}

#[test]
fn every_late_working_day_is_in_exactly_one_pair_of_hands() {
    let law = crate::support::office::law();
    let mut late_days = 0;
    for seed in 1..=200 {
        let (_, histories) = random(seed, 5);
        for history in histories {
            let case = Case::replay(CaseId(1), &history);
            let today = d("28/12/2020");
            let shares = attribute(&case, &law.calendar, today);
            let (Some(received), Some(promise)) = (case.received, &case.promise) else {
                assert!(shares.is_empty());
                continue;
            };
            let end = case.ready.or(case.ended).map_or(today, motcua::domain::moment::Moment::date);
            let working = |from: chrono::NaiveDate| {
                let days = from.iter_days().skip(1).take_while(|day| *day <= end);
                days.filter(|day| law.calendar.is_working(*day)).count() as u32
            };
            assert_eq!(shares.iter().map(|share| share.days).sum::<u32>(), working(received.date()));
            let late = working(promise.due.max(received.date()));
            assert_eq!(shares.iter().map(|share| share.late).sum::<u32>(), late, "seed {seed}");
            late_days += late;
        }
    }
    assert!(late_days > 1_000, "{late_days}");
}

#[test]
fn the_reasons_of_a_period_are_counted_by_the_latest_account() {
    let (law, office) = (crate::support::office::law(), crate::support::office::office());
    let mut rows = motcua::domain::projection::Projection::default();
    let mut chance = Chance::new(4);
    let reasons = ["staff-overload", "other-body", "applicant"];
    let mut given = [0_u64; 3];
    for id in 1..=40_u128 {
        let mut told = late().by(AN);
        if chance.one_in(2) {
            let at = chance.below(3);
            given[at] += 1;
            told = told.does(&give(Account { reason: reasons[at].to_owned(), ..account() }));
        }
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
    }
    let period = Period::new(d("01/07/2020"), d("31/07/2020")).unwrap();
    let scope = Scope::new(&rows, &law, &office, period, d("31/12/2020"));
    let sheet = make(Kind::Reasons, Split::Field, &scope);
    let cell = |key: &str| {
        let at = sheet.columns.iter().position(|column| column.key == key).unwrap();
        let Value::Count(count) = sheet.total.as_ref().unwrap()[at] else { panic!() };
        count
    };
    assert_eq!((cell("late-all"), cell("late-open"), cell("late-done")), (40, 40, 0));
    assert_eq!([cell("b1"), cell("d1"), cell("d2")], given);
    assert_eq!(cell("unaccounted"), 40 - given.iter().sum::<u64>());
    let written = motcua::domain::report::reasons::written(&[("a1", 6), ("a2", 0), ("b1", 2)]);
    assert_eq!(written, "a1x6; b1x2");
}
