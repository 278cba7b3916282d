//! The table of stages and actions: shown whole, no dead ends, and nothing out of reach.

use crate::support::office::usual;
use crate::support::story::{at, story, way_to};
use motcua::domain::decide::possible;
use motcua::domain::event::Event;
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Move, Stage, next};
use motcua::domain::status::{NationalStatus, RefusalReading, national_status};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use strum::IntoEnumIterator as _;

/// What one cell of the table says, in a word.
fn cell(from: Stage, action: ActionKind) -> String {
    let name = |stage: Stage| <&str>::from(stage);
    match next(from, action) {
        Move::To(stage) => format!("→ {}", name(stage)),
        Move::Stay => "stays".to_owned(),
        Move::LastTo(stage) => format!("→ {} with the last part", name(stage)),
        Move::Back => "back to before".to_owned(),
        Move::No(refusal) => format!("no: {}", refusal.name()),
    }
}

/// The stages a case can go to from here by one action that is not an undo.
fn onward(from: Stage) -> BTreeSet<Stage> {
    let step = |action| match next(from, action) {
        Move::To(stage) | Move::LastTo(stage) => Some(stage),
        Move::Stay | Move::Back | Move::No(_) => None,
    };
    ActionKind::iter().filter_map(step).collect()
}

fn reachable(from: Stage) -> BTreeSet<Stage> {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(stage) = open.pop() {
        open.extend(onward(stage).into_iter().filter(|stage| seen.insert(*stage)));
    }
    seen
}

#[test]
fn the_table_of_stages_and_actions() {
    let mut table = String::new();
    for stage in Stage::iter() {
        let end = if stage.is_end() { " (an end)" } else { "" };
        writeln!(table, "\n{}{end}", <&str>::from(stage)).unwrap();
        for action in ActionKind::iter() {
            writeln!(table, "    {:<29}{}", <&str>::from(action), cell(stage, action)).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_stage_is_reached_from_the_beginning() {
    assert_eq!(reachable(Stage::Blank), Stage::iter().collect());
}

#[test]
fn every_stage_that_is_no_end_reaches_a_result_or_another_end() {
    for stage in Stage::iter() {
        let ends = reachable(stage).into_iter().filter(|other| other.is_end()).count();
        if stage.is_end() {
            assert_eq!(onward(stage), BTreeSet::new(), "{stage:?} is no end");
        } else {
            assert!(ends > 0, "{stage:?} is a dead end");
        }
        if stage.is_pending() {
            assert!(reachable(stage).contains(&Stage::HandedOver), "{stage:?} never comes to a result");
        }
    }
}

/// What has to be asked before it can be answered.
fn preparation(action: ActionKind) -> Option<ActionKind> {
    let asks = [
        (ActionKind::GrantExtension, ActionKind::AskExtension),
        (ActionKind::RefuseExtension, ActionKind::AskExtension),
        (ActionKind::RecordOpinion, ActionKind::AskOpinion),
        (ActionKind::AnswerComplaint, ActionKind::RecordComplaint),
    ];
    asks.into_iter().find(|(answer, _)| *answer == action).map(|(_, asked)| asked)
}

/// A usual action that the table allows is allowed by everything else as well, and does what the
/// table says; the two that need a preparation are prepared.
#[test]
fn what_the_table_allows_can_be_done_and_leads_where_it_says() {
    use ActionKind as A;
    for stage in Stage::iter() {
        for action in ActionKind::iter() {
            let told = at(stage);
            let told = match preparation(action) {
                Some(kind) if next(stage, kind) == Move::Stay => told.then(kind),
                Some(_) | None => told,
            };
            let outcome = told.decide_at(&usual(action), told.now);
            let expected = match next(stage, action) {
                Move::No(refusal) => {
                    assert_eq!(outcome, Err(refusal), "{stage:?} {action:?}");
                    continue;
                }
                Move::To(to) => to,
                Move::Stay | Move::LastTo(_) => stage,
                // Undo: what can be undone is told below.
                Move::Back => continue,
            };
            match outcome {
                Ok(_) => {
                    assert_eq!(possible(told.case(), action), Ok(()), "{stage:?} {action:?}");
                    assert_eq!(told.then(action).case().stage, expected, "{stage:?} {action:?}");
                }
                // Nothing was asked at this stage, and nothing can be.
                Err(Refusal::OpinionUnknown { .. }) => {
                    assert_eq!(action, A::RecordOpinion);
                    assert_eq!(possible(told.case(), action), Err(Refusal::NoOpinionAsked));
                }
                // The clock runs already, and no calendar has changed.
                Err(Refusal::ClockRuns) => {
                    assert_eq!(action, A::ConfirmReceipt);
                    assert_eq!(possible(told.case(), action), Err(Refusal::ClockRuns));
                }
                Err(Refusal::PromiseUnchanged | Refusal::OwnDate) => assert_eq!(action, A::MovePromise),
                // Nothing is late here, and no account was given; `accounts` tells of those that are.
                Err(Refusal::NothingToAccountFor) => assert_eq!(action, A::GiveAccount),
                Err(Refusal::NoAccountGiven) => {
                    assert_eq!(possible(told.case(), A::ReviewAccount), Err(Refusal::NoAccountGiven));
                    assert_eq!(action, A::ReviewAccount);
                }
                Err(refusal) => panic!("{stage:?} {action:?}: {refusal:?}"),
            }
        }
    }
}

#[test]
fn the_menu_never_offers_what_the_table_forbids() {
    for stage in Stage::iter() {
        let told = at(stage);
        for action in ActionKind::iter() {
            if let Move::No(refusal) = next(stage, action) {
                assert_eq!(possible(told.case(), action), Err(refusal), "{stage:?} {action:?}");
            }
        }
    }
}

#[test]
fn the_last_body_of_a_route_brings_the_case_back() {
    use ActionKind as A;
    let told = at(Stage::WithAgencies).then(A::RecordLegResult);
    assert_eq!(told.case().stage, Stage::WithAgencies);
    let second = motcua::domain::action::Action::RecordLegResult { leg: 2, result: "12/CAT".to_owned() };
    assert_eq!(told.does(&second).case().stage, Stage::InProcess);
}

#[test]
fn each_stage_has_its_code_on_the_national_portal() {
    use NationalStatus as N;
    let expected = [
        (Stage::Blank, None),
        (Stage::Arrived, Some(N::Submitted)),
        (Stage::IntakeSupplement, Some(N::SupplementRequested)),
        (Stage::RefusedAtIntake, Some(N::NotReceived)),
        (Stage::Received, Some(N::Received)),
        (Stage::InProcess, Some(N::InProcess)),
        (Stage::WithAgencies, Some(N::InProcess)),
        (Stage::AppraisalSupplement, Some(N::SupplementRequested)),
        (Stage::AwaitingPayment, Some(N::PaymentRequired)),
        (Stage::Decided, Some(N::InProcess)),
        (Stage::ResultReady, Some(N::Handled)),
        (Stage::WithPost, Some(N::Handled)),
        (Stage::BackFromPost, Some(N::Handled)),
        (Stage::HandedOver, Some(N::Returned)),
        (Stage::Withdrawn, Some(N::Withdrawn)),
        (Stage::Stopped, Some(N::Stopped)),
    ];
    assert_eq!(expected.len(), Stage::iter().count());
    for (stage, status) in expected {
        for reading in [RefusalReading::Handled, RefusalReading::Stopped] {
            assert_eq!(national_status(at(stage).case(), reading), status, "{stage:?}");
        }
    }
    assert_eq!(
        NationalStatus::iter().map(|status| status as u8).collect::<Vec<_>>(),
        (1..=10).collect::<Vec<_>>()
    );
}

#[test]
fn a_refusal_on_the_merits_is_sent_as_handled_or_as_stopped_by_setting() {
    use ActionKind as A;
    let refused = motcua::domain::action::Action::Decide {
        outcome: motcua::domain::case::Outcome::RefusedOnMerits,
        document: "25/STTTT-BCXB".to_owned(),
        reason: "Nội dung không phù hợp".to_owned(),
    };
    let told = at(Stage::InProcess).does(&refused);
    assert_eq!(national_status(told.case(), RefusalReading::Stopped), Some(NationalStatus::InProcess));
    let told = told.then(A::MarkReady);
    assert_eq!(national_status(told.case(), RefusalReading::Stopped), Some(NationalStatus::Stopped));
    assert_eq!(national_status(told.case(), RefusalReading::Handled), Some(NationalStatus::Handled));
    let told = told.then(A::HandOver);
    assert_eq!(national_status(told.case(), RefusalReading::Stopped), Some(NationalStatus::Stopped));
    assert_eq!(national_status(told.case(), RefusalReading::Handled), Some(NationalStatus::Returned));
}

/// Every reversible event, once it has happened, can be undone at once; any other cannot.
#[test]
fn an_undo_reverses_what_stayed_in_the_office_and_nothing_else() {
    use ActionKind as A;
    for stage in Stage::iter() {
        for action in ActionKind::iter().filter(|action| {
            !matches!(
                action,
                A::Undo | A::AddNote | A::Correct | A::RecordSheet | A::GiveAccount | A::ReviewAccount
            )
        }) {
            let before = match preparation(action) {
                Some(kind) if next(stage, kind) == Move::Stay => at(stage).then(kind),
                Some(_) | None => at(stage),
            };
            if before.decide_at(&usual(action), before.now).is_err() {
                continue;
            }
            let after = before.clone().then(action);
            let Some(last) = after.file.history.last() else { panic!("nothing happened") };
            if !last.event.is_reversible() {
                assert_eq!(after.refuses(&usual(A::Undo)), Refusal::NotReversible, "{stage:?} {action:?}");
                continue;
            }
            let undone = after.then(A::Undo);
            let (was, is) = (before.case(), undone.case());
            assert_eq!(
                crate::support::story::state_of(is),
                crate::support::story::state_of(was),
                "{stage:?} {action:?}"
            );
            assert_eq!(undone.file.history.len(), before.file.history.len() + 2, "both stay in the history");
        }
    }
}

#[test]
fn undo_goes_back_step_by_step_over_notes_and_corrections() {
    use ActionKind as A;
    let told = at(Stage::InProcess).then(A::Decide).then(A::AddNote).then(A::MarkReady).then(A::Correct);
    let once = told.then(A::Undo);
    assert_eq!((once.case().stage, once.case().ready), (Stage::Decided, None));
    let twice = once.then(A::Undo);
    assert_eq!((twice.case().stage, twice.case().decision.as_ref()), (Stage::InProcess, None));
    assert_eq!(twice.case().owner.phone, "0987654321", "a correction is not undone by the way");
    assert_eq!(twice.case().notes.len(), 1);
    let thrice = twice.then(A::Undo);
    assert_eq!((thrice.case().stage, thrice.case().holder.as_ref()), (Stage::Received, None));
    assert_eq!(thrice.refuses(&usual(A::Undo)), Refusal::NotReversible);
    assert_eq!(Event::ResultReady.name(), "result-ready");
}

#[test]
fn a_usual_way_exists_to_every_stage() {
    for stage in Stage::iter() {
        assert_eq!(at(stage).case().n as usize, way_to(stage).len());
    }
    assert_eq!(story().case().stage, Stage::Blank);
}
