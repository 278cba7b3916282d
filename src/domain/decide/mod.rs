//! From a request to events, or to the named rule that forbids it.
//!
//! The table in `stage` speaks first; then the rules beyond it, one file per part of the work.
//! Pure: the same case, request, people, time and rules always give the same answer. Must not
//! know: journal, store or screen.

mod account;
mod agencies;
mod appraisal;
mod feedback;
mod intake;
mod outcome;
mod promise;
mod repair;

pub use feedback::answer_by;
pub use intake::{Appointment, Came, appointment};

use super::action::{Action, Actor};
use super::calendar::Calendar;
use super::case::{Case, SupplementStage};
use super::catalogue::Catalogue;
use super::event::{Event, Stamped};
use super::moment::Moment;
use super::number::NumberBook;
use super::office::Office;
use super::procedure::Procedure;
use super::refusal::Refusal;
use super::reporting::Reporting;
use super::rules::{RuleBook, RuleSet};
use super::stage::{ActionKind, Move, next};
use std::sync::Arc;
use strum::{IntoStaticStr, VariantNames};

/// Most events one case may have; more is a runaway program.
pub const MOST_EVENTS: u32 = 2_000;

/// Everything a decision looks up besides the case itself.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// Days and hours of the office.
    pub calendar: &'a Calendar,
    /// The procedures.
    pub catalogue: &'a Catalogue,
    /// The rule sets by date of receipt.
    pub book: &'a RuleBook,
    /// The office.
    pub office: &'a Office,
    /// Numbers given so far.
    pub numbers: &'a NumberBook,
    /// Reasons accounts may name.
    pub reporting: &'a Reporting,
}

/// Something lawful that a careful clerk would want to know before doing it.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Caution {
    /// Another round of asking; the applicant may be made to come twice at most (NĐ 63/2010 art. 20.4).
    AnotherRound {
        /// How many rounds there were.
        rounds: usize,
    },
    /// The appraisal return goes out after its own limit (NĐ 61/2018 art. 19.4).
    NoticeLate {
        /// The last day for it.
        last: chrono::NaiveDate,
    },
    /// Opinions are still open.
    OpinionsOpen {
        /// How many.
        open: usize,
    },
    /// The limit or another fact of the procedure is not verified.
    Unverified,
    /// A name has letters of another script that look Latin.
    Disguised {
        /// Which, with their numbers.
        letters: String,
    },
    /// Another file's owner has a name that looks the same and is written with other letters.
    LookAlike {
        /// That file.
        code: String,
    },
}

impl Caution {
    /// The name, kebab-case, as in the catalogue's `caution-…`.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The facts of the case, by the names the catalogue's sentences use.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::AnotherRound { rounds } => vec![("rounds", rounds.to_string())],
            Self::NoticeLate { last } => vec![("last", super::moment::day(*last))],
            Self::OpinionsOpen { open } => vec![("open", open.to_string())],
            Self::Unverified => Vec::new(),
            Self::Disguised { letters } => vec![("letters", letters.clone())],
            Self::LookAlike { code } => vec![("code", code.clone())],
        }
    }
}

/// Decides a request.
pub fn decide(
    case: &Case,
    history: &[Stamped],
    action: &Action,
    actor: &Actor,
    rules: &Rules<'_>,
) -> Result<Vec<Event>, Refusal> {
    if let Move::No(refusal) = next(case.stage, action.kind()) {
        return Err(refusal);
    }
    kept_here(case, action.kind())?;
    if case.n >= MOST_EVENTS {
        return Err(Refusal::HistoryFull);
    }
    in_time(case, actor)?;
    match action {
        Action::RegisterArrival(form) => intake::register(form, actor, rules),
        Action::Receive(form) => intake::receive(form, actor, rules),
        Action::Accept { papers } => intake::accept(case, papers, actor, rules),
        Action::RefuseIntake { reason } => intake::refuse(reason),
        Action::RequestIntakeSupplement(request) => intake::ask_supplement(request),
        Action::RequestAppraisalSupplement(request) => appraisal::ask_supplement(request),
        Action::ReceiveSupplement { items } => appraisal::take_supplement(case, items, actor, rules),
        Action::Assign { to } => agencies::assign(case, to, actor, rules),
        Action::FinishStep { to, note } => agencies::finish_step(case, to.as_ref(), note, actor, rules),
        Action::AskOpinion { body, content, answer_by } => {
            agencies::ask_opinion(case, body, content, *answer_by, actor)
        }
        Action::RecordOpinion { number, answer } => agencies::record_opinion(case, *number, answer),
        Action::RecordVerification { held, place, participants, content } => {
            appraisal::verify(*held, place, participants, content, actor)
        }
        Action::Transfer { route, legs } => agencies::transfer(*route, legs, actor, rules),
        Action::RecordLegResult { leg, result } => agencies::record_leg(case, *leg, result, actor, rules),
        Action::RequirePayment { amount, reason, paper } => {
            appraisal::require_payment(case, *amount, reason, paper, rules)
        }
        Action::RecordPayment(fee) => appraisal::record_payment(case, fee, actor, rules),
        Action::CollectFee(fee) => appraisal::collect_fee(fee),
        Action::AskExtension { by, reason, document } => {
            appraisal::ask_extension(case, *by, reason, document, rules)
        }
        Action::GrantExtension { document, approver } => {
            appraisal::grant_extension(case, document, approver, actor, rules)
        }
        Action::RefuseExtension { reason } => appraisal::refuse_extension(case, reason),
        Action::Decide { outcome, document, reason } => outcome::decide(*outcome, document, reason),
        Action::MarkReady => Ok(vec![Event::ResultReady]),
        Action::GiveToPost { item } => outcome::give_to_post(case, item),
        Action::RecordDelivery { recipient } => Ok(outcome::delivered(case, recipient)),
        Action::RecordUndelivered { reason } => outcome::undelivered(case, reason, rules),
        Action::RecordPostReturn => Ok(vec![Event::ReturnedByPost]),
        Action::HandOver { recipient, authority, originals_returned, rating } => {
            let mut events = outcome::hand_over(case, recipient, authority, *originals_returned)?;
            if let Some(rating) = rating {
                events.extend(feedback::rate(case, *rating, "")?);
            }
            Ok(events)
        }
        Action::Withdraw { reason, document } => outcome::withdraw(reason, document),
        Action::Stop { reason, document } => outcome::stop(reason, document),
        Action::AddNote { text } => repair::note(case, text, rules.office),
        Action::Correct { field, to, reason } => repair::correct(case, *field, to, reason),
        Action::Undo { reason } => repair::undo(history, reason),
        Action::RecordSheet(printed) => Ok(repair::sheet(case, printed)),
        Action::ConfirmReceipt => intake::confirm_receipt(case, actor, rules),
        Action::MovePromise { reason, document } => {
            appraisal::move_promise(case, reason, document, actor, rules)
        }
        Action::GiveAccount(account) => account::give(case, account, actor, rules),
        Action::ReviewAccount { subject, accepted, remark } => {
            account::review(case, *subject, *accepted, remark, actor, rules)
        }
        Action::Rate { rating, words } => feedback::rate(case, *rating, words),
        Action::RecordComplaint { matter, words } => feedback::complain(case, *matter, words, actor, rules),
        Action::AnswerComplaint { number, finding, words, document } => {
            feedback::answer(case, *number, *finding, (words, document), actor)
        }
    }
}

/// Whether the table alone lets this kind of action happen now, for menus and the footer.
pub fn possible(case: &Case, kind: ActionKind) -> Result<(), Refusal> {
    match next(case.stage, kind) {
        Move::To(_) | Move::Stay | Move::LastTo(_) | Move::Back => {
            kept_here(case, kind).and_then(|()| standing(case, kind))
        }
        Move::No(refusal) => Err(refusal),
    }
}

/// A file has one keeper at a time: whoever has only a copy adds notes and nothing else.
fn kept_here(case: &Case, kind: ActionKind) -> Result<(), Refusal> {
    if case.is_here || kind == ActionKind::AddNote {
        return Ok(());
    }
    let office = case.keeper.as_ref().map(|keeper| keeper.name.clone()).unwrap_or_default();
    Err(Refusal::KeptElsewhere { office })
}

/// Rules that need no more than the case: what the menu can already say no to.
fn standing(case: &Case, kind: ActionKind) -> Result<(), Refusal> {
    match kind {
        ActionKind::AskExtension => appraisal::may_ask_extension(case),
        ActionKind::GrantExtension | ActionKind::RefuseExtension => appraisal::may_decide_extension(case),
        ActionKind::RecordOpinion if case.open_opinions() == 0 => Err(Refusal::NoOpinionAsked),
        ActionKind::ConfirmReceipt if !case.awaits_competent_body() => Err(Refusal::ClockRuns),
        ActionKind::ReviewAccount if case.to_review().is_none() => Err(Refusal::NoAccountGiven),
        ActionKind::Rate if case.rating.is_some() => Err(Refusal::AlreadyRated),
        ActionKind::AnswerComplaint if case.open_complaints().next().is_none() => {
            Err(Refusal::NoComplaintOpen)
        }
        ActionKind::RegisterArrival
        | ActionKind::Receive
        | ActionKind::Accept
        | ActionKind::RefuseIntake
        | ActionKind::RequestIntakeSupplement
        | ActionKind::RequestAppraisalSupplement
        | ActionKind::ReceiveSupplement
        | ActionKind::Assign
        | ActionKind::FinishStep
        | ActionKind::AskOpinion
        | ActionKind::RecordOpinion
        | ActionKind::RecordVerification
        | ActionKind::Transfer
        | ActionKind::RecordLegResult
        | ActionKind::RequirePayment
        | ActionKind::RecordPayment
        | ActionKind::CollectFee
        | ActionKind::Decide
        | ActionKind::MarkReady
        | ActionKind::GiveToPost
        | ActionKind::RecordDelivery
        | ActionKind::RecordUndelivered
        | ActionKind::RecordPostReturn
        | ActionKind::HandOver
        | ActionKind::Withdraw
        | ActionKind::Stop
        | ActionKind::AddNote
        | ActionKind::Correct
        | ActionKind::Undo
        | ActionKind::RecordSheet
        | ActionKind::ConfirmReceipt
        | ActionKind::MovePromise
        | ActionKind::GiveAccount
        | ActionKind::ReviewAccount
        | ActionKind::Rate
        | ActionKind::RecordComplaint
        | ActionKind::AnswerComplaint => Ok(()),
    }
}

/// What a careful clerk would want to know before doing something lawful.
pub fn cautions(case: &Case, kind: ActionKind, now: Moment, rules: &Rules<'_>) -> Vec<Caution> {
    let mut found = Vec::new();
    let limit = rules.catalogue.on(&case.procedure, now.date()).map(|procedure| procedure.limit.verified);
    if kind == ActionKind::Accept && limit == Some(false) {
        found.push(Caution::Unverified);
    }
    if kind == ActionKind::RequestIntakeSupplement {
        let rounds = case.rounds(SupplementStage::Intake);
        if rounds > 0 {
            found.push(Caution::AnotherRound { rounds });
        }
    }
    if kind == ActionKind::RequestAppraisalSupplement {
        found.extend(appraisal::cautions(case, now, rules));
    }
    if kind == ActionKind::Decide && case.open_opinions() > 0 {
        found.push(Caution::OpinionsOpen { open: case.open_opinions() });
    }
    found
}

/// The moment an action happened must not be after now, nor before the event it follows.
fn in_time(case: &Case, actor: &Actor) -> Result<(), Refusal> {
    if actor.occurred > actor.recorded {
        return Err(Refusal::InTheFuture { at: actor.occurred });
    }
    match case.last_occurred {
        Some(last) if actor.occurred < last => Err(Refusal::BeforeLastEvent { at: actor.occurred, last }),
        Some(_) | None => Ok(()),
    }
}

/// The version of the procedure a case keeps.
fn procedure_of<'a>(case: &Case, rules: &Rules<'a>) -> Option<&'a Arc<Procedure>> {
    rules.catalogue.exact(&case.procedure, case.version?)
}

/// The rule set a case was received under; the one of the day when the case names an unknown set.
fn rules_of<'a>(case: &Case, on: Moment, rules: &Rules<'a>) -> Result<&'a RuleSet, Refusal> {
    let day = case.received.unwrap_or(on).date();
    rules.book.by_key(&case.rules).or_else(|| rules.book.on(day)).ok_or(Refusal::NoRulesFor { day })
}

/// The office's calendar as the rules of a case read it.
fn calendar_of(case: &Case, on: Moment, rules: &Rules<'_>) -> Result<Calendar, Refusal> {
    Ok(rules.calendar.read_as(rules_of(case, on, rules)?.reading))
}

/// A text that must be there.
fn needed(text: &str, field: &'static str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::FieldMissing { field }) } else { Ok(text.to_owned()) }
}

/// A written reason, which nothing that burdens the applicant may lack (NĐ 63/2010 art. 6.1b).
fn reason_given(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::ReasonMissing) } else { Ok(text.to_owned()) }
}

/// The number of a paper without which the act has no ground.
fn document_given(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::DocumentMissing) } else { Ok(text.to_owned()) }
}
