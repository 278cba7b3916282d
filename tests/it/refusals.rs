//! Every rule broken once, by an action that breaks it and nothing else.

use crate::law::{d, m};
use crate::support::office::{AN, DISPUTED, LAN, cash, file, file_of, law_with, request, usual};
use crate::support::story::{Story, at, story};
use motcua::domain::action::Action;
use motcua::domain::case::Outcome;
use motcua::domain::dossier::{Intake, Party, PartyKind, ReturnBy};
use motcua::domain::event::{CorrectableField, Route, SupplementRequest};
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Stage};
use std::collections::BTreeSet;
use std::sync::Arc;
use strum::VariantNames as _;

fn with(change: impl FnOnce(&mut Intake)) -> Action {
    let mut form = file("Nguyễn Thị Hoa");
    change(&mut form);
    Action::Receive(Box::new(form))
}

/// A story, an action it refuses, and the refusal.
#[allow(clippy::too_many_lines)] // one line per rule
fn broken_rules() -> Vec<(Story, Action, Refusal)> {
    use Stage as S;
    let text = |text: &str| text.to_owned();
    let empty = |field| Refusal::FieldMissing { field };
    let wrong = |field, value: &str| Refusal::FieldInvalid { field, value: text(value) };
    let asked = || at(S::InProcess).then(ActionKind::AskExtension);
    let without_rules = || Story { law: Arc::new(law_with(vec![])), ..story() };
    vec![
        // From the table: one each, the rest is in the snapshot.
        (at(S::Blank), usual(ActionKind::AddNote), Refusal::NotRegistered),
        (at(S::Arrived), usual(ActionKind::Receive), Refusal::AlreadyRegistered),
        (at(S::Arrived), usual(ActionKind::Assign), Refusal::NotAccepted),
        (at(S::Received), usual(ActionKind::RefuseIntake), Refusal::AlreadyAccepted),
        (at(S::IntakeSupplement), usual(ActionKind::Accept), Refusal::WaitingForSupplement),
        (at(S::InProcess), usual(ActionKind::ReceiveSupplement), Refusal::NoSupplementAsked),
        (at(S::Arrived), usual(ActionKind::Stop), Refusal::RefuseInsteadOfStop),
        (at(S::Received), usual(ActionKind::Decide), Refusal::NotAssigned),
        (at(S::WithAgencies), usual(ActionKind::Decide), Refusal::WithOtherBodies),
        (at(S::InProcess), usual(ActionKind::RecordLegResult), Refusal::NotWithOtherBodies),
        (at(S::Received), usual(ActionKind::RecordOpinion), Refusal::NoOpinionAsked),
        (at(S::AwaitingPayment), usual(ActionKind::Decide), Refusal::WaitingForPayment),
        (at(S::InProcess), usual(ActionKind::RecordPayment), Refusal::NoPaymentDue),
        (at(S::Decided), usual(ActionKind::Withdraw), Refusal::AlreadyDecided),
        (at(S::InProcess), usual(ActionKind::MarkReady), Refusal::NotDecided),
        (at(S::Decided), usual(ActionKind::HandOver), Refusal::ResultNotReady),
        (at(S::WithPost), usual(ActionKind::HandOver), Refusal::ResultWithPost),
        (at(S::ResultReady), usual(ActionKind::RecordDelivery), Refusal::NotWithPost),
        (at(S::HandedOver), usual(ActionKind::Assign), Refusal::CaseEnded),
        // What the form of an intake may hold.
        (story(), with(|form| form.owner.name = text("  ")), empty("owner-name")),
        (story(), with(|form| form.filer = Some(Party::named(PartyKind::Citizen, ""))), empty("filer-name")),
        (
            story(),
            with(|form| form.owner.id_number = text("01\u{202e}02")),
            wrong("owner-id", "01\u{202e}02"),
        ),
        (story(), with(|form| form.owner.phone = text("gọi sau")), wrong("owner-phone", "gọi sau")),
        (story(), with(|form| form.level = 5), wrong("level", "5")),
        (story(), with(|form| form.sets = 0), wrong("sets", "0")),
        (
            story(),
            with(|form| form.return_by = ReturnBy::Post { address: text(" ") }),
            Refusal::PostAddressMissing,
        ),
        (
            story(),
            with(|form| form.papers.retain(|paper| !paper.name.starts_with("Bản thảo"))),
            Refusal::PapersMissing {
                papers: vec![text("Bản thảo tài liệu có đóng dấu giáp lai")]
            },
        ),
        (
            story(),
            Action::Receive(Box::new(file_of("9.999999", "Hoa"))),
            Refusal::ProcedureUnknown { code: text("9.999999") },
        ),
        (
            story().on("02/01/2021 09:00"),
            Action::Receive(Box::new(file_of("2.001171", "Hoa"))),
            Refusal::LimitNotCountable { limit: text("chậm nhất 06 giờ trước giờ họp báo") },
        ),
        (without_rules(), usual(ActionKind::Receive), Refusal::NoRulesFor { day: d("10/07/2020") }),
        // Times.
        (
            at(S::InProcess).on("10/07/2020 09:00"),
            usual(ActionKind::AddNote),
            Refusal::BeforeLastEvent { at: m("10/07/2020 09:00"), last: m("10/07/2020 09:01") },
        ),
        // Reasons, papers, words.
        (at(S::Arrived), Action::RefuseIntake { reason: text(" ") }, Refusal::ReasonMissing),
        (
            at(S::InProcess),
            Action::Stop { reason: text("Giải thể"), document: text("") },
            Refusal::DocumentMissing,
        ),
        (
            at(S::InProcess),
            Action::Decide { outcome: Outcome::RefusedOnMerits, document: text("1"), reason: text("") },
            Refusal::ReasonMissing,
        ),
        (
            at(S::InProcess),
            Action::RequestAppraisalSupplement(SupplementRequest { items: vec![text(" ")], ..request() }),
            Refusal::NothingAsked,
        ),
        (
            at(S::Arrived),
            Action::RequestIntakeSupplement(SupplementRequest { reason: text(""), ..request() }),
            Refusal::ReasonMissing,
        ),
        (at(S::Received), Action::AddNote { text: text("\n") }, empty("note")),
        (
            at(S::Received),
            Action::Correct { field: CorrectableField::OwnerName, to: text(""), reason: text("Nhầm") },
            empty("owner-name"),
        ),
        (
            at(S::Received),
            Action::Correct {
                field: CorrectableField::DecisionDocument,
                to: text("1"),
                reason: text("Nhầm"),
            },
            Refusal::NotCorrectable,
        ),
        // People and bodies.
        (at(S::Received), Action::Assign { to: "nobody".into() }, wrong("holder", "nobody")),
        (
            at(S::InProcess),
            Action::FinishStep { to: Some("nobody".into()), note: text("") },
            wrong("holder", "nobody"),
        ),
        (
            at(S::InProcess),
            Action::AskOpinion { body: text("Công an"), content: text("a"), answer_by: d("09/07/2020") },
            wrong("answer-by", "09/07/2020"),
        ),
        (
            at(S::InProcess),
            Action::RecordOpinion { number: 1, answer: text("Đồng ý") },
            Refusal::OpinionUnknown { number: 1 },
        ),
        (
            at(S::InProcess),
            Action::Transfer { route: Route::Parallel, legs: Vec::new() },
            Refusal::RouteEmpty,
        ),
        (
            at(S::WithAgencies),
            Action::RecordLegResult { leg: 2, result: text("Xong") },
            Refusal::LegUnknown { number: 2 },
        ),
        (
            at(S::InProcess),
            Action::RecordVerification {
                held: m("11/07/2020 09:00"),
                place: text("a"),
                participants: text("b"),
                content: text("c"),
            },
            Refusal::InTheFuture { at: m("11/07/2020 09:00") },
        ),
        // Money.
        (at(S::Received), Action::CollectFee(cash(0)), Refusal::AmountMissing),
        (
            at(S::InProcess),
            Action::RequirePayment { amount: 0, reason: text("Phí"), paper: text("") },
            Refusal::AmountMissing,
        ),
        (at(S::AwaitingPayment), Action::RecordPayment(cash(0)), Refusal::AmountMissing),
        // The one extension.
        (at(S::InProcess), usual(ActionKind::GrantExtension), Refusal::NoExtensionAsked),
        (at(S::InProcess), usual(ActionKind::RefuseExtension), Refusal::NoExtensionAsked),
        (asked(), usual(ActionKind::AskExtension), Refusal::ExtensionPending),
        (asked().then(ActionKind::GrantExtension), usual(ActionKind::AskExtension), Refusal::SecondExtension),
        (
            asked(),
            Action::GrantExtension { document: text("15/STTTT"), approver: text(LAN) },
            Refusal::OwnProposal,
        ),
        (
            at(S::InProcess),
            Action::AskExtension { by: 0, reason: text("a"), document: text("b") },
            wrong("days", "0"),
        ),
        // Post.
        (
            at(S::WithPost).then(ActionKind::RecordUndelivered).then(ActionKind::RecordUndelivered),
            usual(ActionKind::RecordUndelivered),
            Refusal::TwoDeliveriesFailed,
        ),
        (
            at(S::ResultReady),
            Action::HandOver {
                recipient: text("Lý A Páo"),
                authority: text(" "),
                originals_returned: true,
                rating: None,
            },
            Refusal::AuthorityMissing,
        ),
        // Dates and what starts them.
        (at(S::InProcess), usual(ActionKind::ConfirmReceipt), Refusal::ClockRuns),
        (at(S::Received), usual(ActionKind::MovePromise), Refusal::PromiseUnchanged),
        (Story { by: AN.into(), ..at(S::InProcess) }, usual(ActionKind::MovePromise), Refusal::OwnDate),
        (
            story(),
            Action::Receive(Box::new(file_of(DISPUTED, "Nguyễn Thị Hoa"))),
            Refusal::UnitUndecided { limit: text("20 ngày") },
        ),
        // Undo.
        (at(S::Received), usual(ActionKind::Undo), Refusal::NotReversible),
    ]
}

#[test]
fn every_broken_rule_is_refused_by_its_name() {
    for (told, action, refusal) in broken_rules() {
        assert_eq!(told.refuses(&action), refusal, "{action:?}");
    }
}

#[test]
fn every_rule_there_is_has_been_broken_once() {
    let mut broken: BTreeSet<&str> = broken_rules().iter().map(|(_, _, refusal)| refusal.name()).collect();
    // Told by tests of their own in `decide`.
    broken.extend([
        "procedure-not-in-force",
        "calendar-does-not-cover",
        "no-step-left",
        "nothing-to-undo",
        "history-full",
        // Told by tests of their own in `roles`.
        "person-unknown",
        "role-not-allowed",
        "act-of-another",
        "own-lateness",
        // Told by tests of their own in `accounts`.
        "nothing-to-account-for",
        "no-account-given",
        "account-accepted",
        "own-account",
        // Told by tests of their own in `retention` and by those of bundles.
        "retention-runs",
        "under-hold",
        "own-erasure",
        "proposal-unknown",
        "too-many-at-once",
        "desk-is-plain",
        "kept-elsewhere",
        // Told by tests of their own in `feedback`.
        "already-rated",
        "no-complaint-open",
        "own-complaint",
        "not-logged-in",
        // Told by tests of their own in `anchored`.
        "history-doubted",
        "nothing-doubted",
        // Told by a test of its own in `bundle_desks`.
        "kept-elsewhere",
    ]);
    let missing: Vec<_> = Refusal::VARIANTS.iter().filter(|name| !broken.contains(*name)).collect();
    assert!(missing.is_empty(), "no test breaks {missing:?}");
}

#[test]
fn a_refused_action_leaves_no_trace() {
    for (told, action, _) in broken_rules() {
        let before = told.file.clone();
        assert!(told.decide_at(&action, told.now).is_err());
        assert_eq!(told.file, before);
    }
}
