//! Between the domain's events and version 1 of the records, variant by variant.
//!
//! Must not know: bytes.

use super::convert_parts::{date, day};
use super::{RecordError, v1};
use crate::domain::dossier::PaperTaken;
use crate::domain::event::{Event, OfficeRef, Stamped};
use crate::domain::id::{CaseId, EventHash, EventId, OfficeId, PersonId, StationId};
use crate::domain::moment::Moment;
use crate::domain::number::CaseCode;

impl From<&Stamped> for v1::Stamped {
    fn from(stamped: &Stamped) -> Self {
        Self {
            id: stamped.id.0.to_be_bytes(),
            n: stamped.n,
            previous: stamped.previous.0,
            epoch: stamped.epoch,
            by: stamped.by.0.clone(),
            station: stamped.station.number(),
            occurred: stamped.occurred.unix(),
            recorded: stamped.recorded.unix(),
            event: (&stamped.event).into(),
        }
    }
}

impl v1::Stamped {
    /// The event of a case as the domain knows it.
    pub(super) fn lift(self, case: CaseId) -> Result<Stamped, RecordError> {
        Ok(Stamped {
            id: EventId(u128::from_be_bytes(self.id)),
            case,
            n: self.n,
            previous: EventHash(self.previous),
            epoch: self.epoch,
            by: PersonId(self.by),
            station: StationId::new(self.station).ok_or(RecordError::Impossible("station"))?,
            occurred: Moment::from_unix(self.occurred),
            recorded: Moment::from_unix(self.recorded),
            event: self.event.lift()?,
        })
    }
}

impl From<&OfficeRef> for v1::OfficeRef {
    fn from(office: &OfficeRef) -> Self {
        Self { id: office.id.0.to_be_bytes(), name: office.name.clone() }
    }
}

impl From<v1::OfficeRef> for OfficeRef {
    fn from(office: v1::OfficeRef) -> Self {
        Self { id: OfficeId(u128::from_be_bytes(office.id)), name: office.name }
    }
}

impl From<&Event> for v1::Event {
    #[allow(clippy::too_many_lines)] // one arm per event
    fn from(event: &Event) -> Self {
        match event {
            Event::Arrived { intake } => Self::Arrived { intake: Box::new(v1::Intake::from(&**intake)) },
            Event::Received { intake, papers, code, version, rules, limit, promise } => Self::Received {
                intake: intake.as_ref().map(|form| Box::new(v1::Intake::from(&**form))),
                papers: papers.iter().map(v1::PaperTaken::from).collect(),
                code: code.to_string(),
                version: *version,
                rules: rules.clone(),
                limit: limit.into(),
                promise: promise.into(),
            },
            Event::RefusedAtIntake { reason } => Self::RefusedAtIntake { reason: reason.clone() },
            Event::IntakeSupplementRequested(value) => Self::IntakeSupplementRequested(value.into()),
            Event::AppraisalSupplementRequested(value) => Self::AppraisalSupplementRequested(value.into()),
            Event::SupplementReceived { items, effect, promise } => Self::SupplementReceived {
                items: items.clone(),
                effect: effect.map(Into::into),
                promise: promise.as_ref().map(v1::Promise::from),
            },
            Event::Assigned { to, step, step_due } => {
                Self::Assigned { to: to.0.clone(), step: step.clone(), step_due: step_due.map(day) }
            }
            Event::StepFinished { step, next, to, step_due, note } => Self::StepFinished {
                step: step.clone(),
                next: next.clone(),
                to: to.0.clone(),
                step_due: step_due.map(day),
                note: note.clone(),
            },
            Event::OpinionAsked { number, body, content, answer_by } => Self::OpinionAsked {
                number: *number,
                body: body.clone(),
                content: content.clone(),
                answer_by: day(*answer_by),
            },
            Event::OpinionAnswered { number, answer } => {
                Self::OpinionAnswered { number: *number, answer: answer.clone() }
            }
            Event::Verified { held, place, participants, content } => Self::Verified {
                held: held.unix(),
                place: place.clone(),
                participants: participants.clone(),
                content: content.clone(),
            },
            Event::Transferred { route, legs } => Self::Transferred {
                route: (*route).into(),
                legs: legs.iter().map(v1::LegRequest::from).collect(),
            },
            Event::LegReturned { leg, result, next_due } => {
                Self::LegReturned { leg: *leg, result: result.clone(), next_due: next_due.map(day) }
            }
            Event::PaymentRequired { amount, reason, paper, suspends } => Self::PaymentRequired {
                amount: *amount,
                reason: reason.clone(),
                paper: paper.clone(),
                suspends: *suspends,
            },
            Event::PaymentReceived { fee, promise } => {
                Self::PaymentReceived { fee: fee.into(), promise: promise.as_ref().map(v1::Promise::from) }
            }
            Event::FeeCollected(value) => Self::FeeCollected(value.into()),
            Event::ExtensionAsked { by, reason, document } => {
                Self::ExtensionAsked { by: *by, reason: reason.clone(), document: document.clone() }
            }
            Event::ExtensionGranted { by, reason, document, approver, promise } => Self::ExtensionGranted {
                by: *by,
                reason: reason.clone(),
                document: document.clone(),
                approver: approver.clone(),
                promise: promise.into(),
            },
            Event::ExtensionRefused { reason } => Self::ExtensionRefused { reason: reason.clone() },
            Event::Decided { outcome, document, reason } => Self::Decided {
                outcome: (*outcome).into(),
                document: document.clone(),
                reason: reason.clone(),
            },
            Event::ResultReady => Self::ResultReady,
            Event::GivenToPost { item } => Self::GivenToPost { item: item.clone() },
            Event::Delivered { recipient } => Self::Delivered { recipient: recipient.clone() },
            Event::Undelivered { reason } => Self::Undelivered { reason: reason.clone() },
            Event::ReturnedByPost => Self::ReturnedByPost,
            Event::HandedOver { recipient, authority, originals_returned } => Self::HandedOver {
                recipient: recipient.clone(),
                authority: authority.clone(),
                originals_returned: *originals_returned,
            },
            Event::Withdrawn { reason, document } => {
                Self::Withdrawn { reason: reason.clone(), document: document.clone() }
            }
            Event::Stopped { reason, document } => {
                Self::Stopped { reason: reason.clone(), document: document.clone() }
            }
            Event::Noted { text } => Self::Noted { text: text.clone() },
            Event::Corrected { field, from, to, reason } => Self::Corrected {
                field: (*field).into(),
                from: from.clone(),
                to: to.clone(),
                reason: reason.clone(),
            },
            Event::Undone { event, reason } => Self::Undone { event: *event, reason: reason.clone() },
            Event::SheetPrinted(printed) => Self::SheetPrinted(Box::new(v1::SheetPrinted::from(&**printed))),
            Event::ClockStart { basis, at, promise } => Self::ClockStart {
                basis: (*basis).into(),
                at: at.map(Moment::unix),
                promise: promise.as_ref().map(v1::Promise::from),
            },
            Event::PromiseMoved { from, to, reason, document } => Self::PromiseMoved {
                from: from.into(),
                to: to.into(),
                reason: reason.clone(),
                document: document.clone(),
            },
            Event::AccountGiven(account) => Self::AccountGiven(Box::new(v1::Account::from(&**account))),
            Event::AccountReviewed { subject, accepted, remark } => Self::AccountReviewed {
                subject: (*subject).into(),
                accepted: *accepted,
                remark: remark.clone(),
            },
            Event::Rated { rating, words } => Self::Rated { rating: (*rating).into(), words: words.clone() },
            Event::ComplaintMade(complaint) => {
                Self::ComplaintMade(Box::new(v1::Complaint::from(&**complaint)))
            }
            Event::ComplaintAnswered(answer) => {
                Self::ComplaintAnswered(Box::new(v1::Answer::from(&**answer)))
            }
            Event::CopySent { keeper, to } => Self::CopySent { keeper: keeper.into(), to: to.into() },
            Event::GivenOver { from, to } => Self::GivenOver { from: from.into(), to: to.into() },
            Event::TakenOver { from, by } => Self::TakenOver { from: from.into(), by: by.into() },
            Event::NotedElsewhere { office, text } => {
                Self::NotedElsewhere { office: office.clone(), text: text.clone() }
            }
            Event::ForkSettled { kept, dropped, reason } => {
                Self::ForkSettled { kept: kept.0, dropped: dropped.0, reason: reason.clone() }
            }
        }
    }
}

impl v1::Event {
    #[allow(clippy::too_many_lines)] // one arm per event
    fn lift(self) -> Result<Event, RecordError> {
        Ok(match self {
            Self::Arrived { intake } => Event::Arrived { intake: Box::new((*intake).into()) },
            Self::Received { intake, papers, code, version, rules, limit, promise } => Event::Received {
                intake: intake.map(|form| Box::new((*form).into())),
                papers: papers.into_iter().map(PaperTaken::from).collect(),
                code: CaseCode::issued(&code),
                version,
                rules,
                limit: limit.into(),
                promise: promise.lift()?,
            },
            Self::RefusedAtIntake { reason } => Event::RefusedAtIntake { reason },
            Self::IntakeSupplementRequested(value) => Event::IntakeSupplementRequested(value.into()),
            Self::AppraisalSupplementRequested(value) => Event::AppraisalSupplementRequested(value.into()),
            Self::SupplementReceived { items, effect, promise } => Event::SupplementReceived {
                items,
                effect: effect.map(Into::into),
                promise: promise.map(v1::Promise::lift).transpose()?,
            },
            Self::Assigned { to, step, step_due } => {
                Event::Assigned { to: PersonId(to), step, step_due: step_due.map(date).transpose()? }
            }
            Self::StepFinished { step, next, to, step_due, note } => Event::StepFinished {
                step,
                next,
                to: PersonId(to),
                step_due: step_due.map(date).transpose()?,
                note,
            },
            Self::OpinionAsked { number, body, content, answer_by } => {
                Event::OpinionAsked { number, body, content, answer_by: date(answer_by)? }
            }
            Self::OpinionAnswered { number, answer } => Event::OpinionAnswered { number, answer },
            Self::Verified { held, place, participants, content } => {
                Event::Verified { held: Moment::from_unix(held), place, participants, content }
            }
            Self::Transferred { route, legs } => Event::Transferred {
                route: route.into(),
                legs: legs.into_iter().map(v1::LegRequest::lift).collect::<Result<_, _>>()?,
            },
            Self::LegReturned { leg, result, next_due } => {
                Event::LegReturned { leg, result, next_due: next_due.map(date).transpose()? }
            }
            Self::PaymentRequired { amount, reason, paper, suspends } => {
                Event::PaymentRequired { amount, reason, paper, suspends }
            }
            Self::PaymentReceived { fee, promise } => Event::PaymentReceived {
                fee: fee.into(),
                promise: promise.map(v1::Promise::lift).transpose()?,
            },
            Self::FeeCollected(value) => Event::FeeCollected(value.into()),
            Self::ExtensionAsked { by, reason, document } => Event::ExtensionAsked { by, reason, document },
            Self::ExtensionGranted { by, reason, document, approver, promise } => {
                Event::ExtensionGranted { by, reason, document, approver, promise: promise.lift()? }
            }
            Self::ExtensionRefused { reason } => Event::ExtensionRefused { reason },
            Self::Decided { outcome, document, reason } => {
                Event::Decided { outcome: outcome.into(), document, reason }
            }
            Self::ResultReady => Event::ResultReady,
            Self::GivenToPost { item } => Event::GivenToPost { item },
            Self::Delivered { recipient } => Event::Delivered { recipient },
            Self::Undelivered { reason } => Event::Undelivered { reason },
            Self::ReturnedByPost => Event::ReturnedByPost,
            Self::HandedOver { recipient, authority, originals_returned } => {
                Event::HandedOver { recipient, authority, originals_returned }
            }
            Self::Withdrawn { reason, document } => Event::Withdrawn { reason, document },
            Self::Stopped { reason, document } => Event::Stopped { reason, document },
            Self::Noted { text } => Event::Noted { text },
            Self::Corrected { field, from, to, reason } => {
                Event::Corrected { field: field.into(), from, to, reason }
            }
            Self::Undone { event, reason } => Event::Undone { event, reason },
            Self::SheetPrinted(printed) => Event::SheetPrinted(Box::new(printed.lift()?)),
            Self::ClockStart { basis, at, promise } => Event::ClockStart {
                basis: basis.into(),
                at: at.map(Moment::from_unix),
                promise: promise.map(v1::Promise::lift).transpose()?,
            },
            Self::PromiseMoved { from, to, reason, document } => {
                Event::PromiseMoved { from: from.lift()?, to: to.lift()?, reason, document }
            }
            Self::AccountGiven(account) => Event::AccountGiven(Box::new((*account).into())),
            Self::AccountReviewed { subject, accepted, remark } => {
                Event::AccountReviewed { subject: subject.into(), accepted, remark }
            }
            Self::Rated { rating, words } => Event::Rated { rating: rating.into(), words },
            Self::ComplaintMade(complaint) => Event::ComplaintMade(Box::new((*complaint).lift()?)),
            Self::ComplaintAnswered(answer) => Event::ComplaintAnswered(Box::new((*answer).into())),
            Self::CopySent { keeper, to } => Event::CopySent { keeper: keeper.into(), to: to.into() },
            Self::GivenOver { from, to } => Event::GivenOver { from: from.into(), to: to.into() },
            Self::TakenOver { from, by } => Event::TakenOver { from: from.into(), by: by.into() },
            Self::NotedElsewhere { office, text } => Event::NotedElsewhere { office, text },
            Self::ForkSettled { kept, dropped, reason } => {
                Event::ForkSettled { kept: EventHash(kept), dropped: EventHash(dropped), reason }
            }
        })
    }
}
