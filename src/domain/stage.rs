//! Where a case stands, and the one table of what may happen next.
//!
//! Every stage meets every kind of action in [`next`]; there is no catch-all, so a new stage or a
//! new action does not compile until each of its cells is decided. Must not know: who asks, what
//! the action carries, or what time it is (those rules are in `decide`).

use super::refusal::Refusal;
use strum::{Display, EnumIter, IntoStaticStr};

/// Where a case stands. "Late" is no stage: it is computed from the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Stage {
    /// Nothing is registered yet.
    Blank,
    /// Came in online, by post or at the desk, and waits to be checked (NĐ 61/2018 art. 17.1).
    Arrived,
    /// Sent back at intake with one complete request (art. 15.3, 17.1a); no clock runs yet.
    IntakeSupplement,
    /// Refused at intake with a written reason (art. 17.1b). An end.
    RefusedAtIntake,
    /// Accepted: it has a code and a promised date (art. 17.1c, 17.3).
    Received,
    /// A handler works on it (art. 19.1).
    InProcess,
    /// Along a route of other bodies, each with its own task and limit (art. 19.6, 19.7).
    WithAgencies,
    /// Returned after appraisal for completion (art. 19.4).
    AppraisalSupplement,
    /// Waits for the applicant to meet a financial obligation.
    AwaitingPayment,
    /// The competent person has decided; the result is being issued.
    Decided,
    /// The result is at the desk (portal status 9); lateness is judged here.
    ResultReady,
    /// The result is with the post (QĐ 45/2016 art. 9).
    WithPost,
    /// The post brought the result back after failed deliveries (TT 17/2017).
    BackFromPost,
    /// The applicant has the result (art. 20). An end.
    HandedOver,
    /// The applicant took the file back before a decision. An end.
    Withdrawn,
    /// The handling was stopped before a decision. An end.
    Stopped,
}

/// The kinds of action; what each carries is in [`super::action::Action`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum ActionKind {
    /// Register a file that arrived and waits for its check.
    RegisterArrival,
    /// Register and accept a complete file at once.
    Receive,
    /// Accept an arrived file.
    Accept,
    /// Refuse at intake.
    RefuseIntake,
    /// Ask for papers at intake.
    RequestIntakeSupplement,
    /// Return for completion after appraisal.
    RequestAppraisalSupplement,
    /// Take in what was asked for.
    ReceiveSupplement,
    /// Give the case to a handler.
    Assign,
    /// Finish the current internal step.
    FinishStep,
    /// Ask another body for its opinion.
    AskOpinion,
    /// Record the answer of another body.
    RecordOpinion,
    /// Record a verification.
    RecordVerification,
    /// Send along a route of bodies.
    Transfer,
    /// Record what one body of the route returned.
    RecordLegResult,
    /// Require a financial obligation.
    RequirePayment,
    /// Record that the obligation was met.
    RecordPayment,
    /// Collect a fee.
    CollectFee,
    /// Ask for the one extension.
    AskExtension,
    /// Grant the extension.
    GrantExtension,
    /// Refuse the extension.
    RefuseExtension,
    /// Decide the result.
    Decide,
    /// Put the result at the desk.
    MarkReady,
    /// Give the result to the post.
    GiveToPost,
    /// Record a delivery.
    RecordDelivery,
    /// Record a failed delivery.
    RecordUndelivered,
    /// Record that the post brought the result back.
    RecordPostReturn,
    /// Hand the result over at the desk.
    HandOver,
    /// Let the applicant withdraw.
    Withdraw,
    /// Stop the handling.
    Stop,
    /// Add a note.
    AddNote,
    /// Correct a recorded fact.
    Correct,
    /// Reverse the last reversible event.
    Undo,
    /// Record a printed sheet.
    RecordSheet,
    /// Record that the competent body elsewhere has the file.
    ConfirmReceipt,
    /// Give a new promise because the calendar changed.
    MovePromise,
    /// Give account of lateness or of a supplement round.
    GiveAccount,
    /// Answer an account.
    ReviewAccount,
    /// Record a satisfaction slip.
    Rate,
    /// Record a complaint.
    RecordComplaint,
    /// Answer a complaint.
    AnswerComplaint,
}

/// What the table says of one stage and one kind of action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// The case goes to another stage.
    To(Stage),
    /// Something is recorded; the stage stays.
    Stay,
    /// The stage stays until the last of several parts is done, then changes.
    LastTo(Stage),
    /// The case returns to where it stood before the event that is reversed.
    Back,
    /// Not lawful here, with the rule that says so.
    No(Refusal),
}

impl Stage {
    /// Whether nothing more is due on the case.
    pub const fn is_end(self) -> bool {
        match self {
            Self::RefusedAtIntake | Self::HandedOver | Self::Withdrawn | Self::Stopped => true,
            Self::Blank
            | Self::Arrived
            | Self::IntakeSupplement
            | Self::Received
            | Self::InProcess
            | Self::WithAgencies
            | Self::AppraisalSupplement
            | Self::AwaitingPayment
            | Self::Decided
            | Self::ResultReady
            | Self::WithPost
            | Self::BackFromPost => false,
        }
    }

    /// Whether the office still owes a result: accepted, and the result is not ready.
    pub const fn is_pending(self) -> bool {
        match self {
            Self::Received
            | Self::InProcess
            | Self::WithAgencies
            | Self::AppraisalSupplement
            | Self::AwaitingPayment
            | Self::Decided => true,
            Self::Blank
            | Self::Arrived
            | Self::IntakeSupplement
            | Self::RefusedAtIntake
            | Self::ResultReady
            | Self::WithPost
            | Self::BackFromPost
            | Self::HandedOver
            | Self::Withdrawn
            | Self::Stopped => false,
        }
    }
}

/// The table: what an action of this kind does to a case that stands here.
#[allow(clippy::too_many_lines)] // one table, read as one
pub fn next(from: Stage, action: ActionKind) -> Move {
    use ActionKind as A;
    use Move::{Back, LastTo, No, Stay, To};
    use Refusal as R;
    use Stage as S;
    match from {
        S::Blank => match action {
            A::RegisterArrival => To(S::Arrived),
            A::Receive => To(S::Received),
            A::Accept
            | A::RefuseIntake
            | A::RequestIntakeSupplement
            | A::RequestAppraisalSupplement
            | A::ReceiveSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RecordLegResult
            | A::RequirePayment
            | A::RecordPayment
            | A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::MarkReady
            | A::GiveToPost
            | A::RecordDelivery
            | A::RecordUndelivered
            | A::RecordPostReturn
            | A::HandOver
            | A::Withdraw
            | A::Stop
            | A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct
            | A::Undo
            | A::ConfirmReceipt
            | A::MovePromise => No(R::NotRegistered),
        },
        S::Arrived => match action {
            A::Accept => To(S::Received),
            A::RefuseIntake => To(S::RefusedAtIntake),
            A::RequestIntakeSupplement => To(S::IntakeSupplement),
            A::Withdraw => To(S::Withdrawn),
            A::CollectFee
            | A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::Stop => No(R::RefuseInsteadOfStop),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RecordLegResult
            | A::RequirePayment
            | A::RecordPayment
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::MarkReady
            | A::GiveToPost
            | A::RecordDelivery
            | A::RecordUndelivered
            | A::RecordPostReturn
            | A::HandOver
            | A::ConfirmReceipt
            | A::MovePromise => No(R::NotAccepted),
        },
        S::IntakeSupplement => match action {
            A::ReceiveSupplement => To(S::Arrived),
            A::RefuseIntake => To(S::RefusedAtIntake),
            A::Withdraw => To(S::Withdrawn),
            A::Stop => To(S::Stopped),
            A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RequestIntakeSupplement => No(R::WaitingForSupplement),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RecordLegResult
            | A::RequirePayment
            | A::RecordPayment
            | A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::MarkReady
            | A::GiveToPost
            | A::RecordDelivery
            | A::RecordUndelivered
            | A::RecordPostReturn
            | A::HandOver
            | A::ConfirmReceipt
            | A::MovePromise => No(R::NotAccepted),
        },
        S::Received => match action {
            A::Assign => To(S::InProcess),
            A::Withdraw => To(S::Withdrawn),
            A::Stop => To(S::Stopped),
            A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::AddNote
            | A::RecordSheet
            | A::Correct
            | A::ConfirmReceipt
            | A::MovePromise
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RequestAppraisalSupplement
            | A::FinishStep
            | A::AskOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RequirePayment
            | A::Decide => No(R::NotAssigned),
            A::RecordOpinion => No(R::NoOpinionAsked),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::MarkReady => No(R::NotDecided),
            A::GiveToPost | A::HandOver => No(R::ResultNotReady),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::InProcess => match action {
            A::RequestAppraisalSupplement => To(S::AppraisalSupplement),
            A::Transfer => To(S::WithAgencies),
            A::RequirePayment => To(S::AwaitingPayment),
            A::Decide => To(S::Decided),
            A::Withdraw => To(S::Withdrawn),
            A::Stop => To(S::Stopped),
            A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::AddNote
            | A::RecordSheet
            | A::Correct
            | A::ConfirmReceipt
            | A::MovePromise
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::MarkReady => No(R::NotDecided),
            A::GiveToPost | A::HandOver => No(R::ResultNotReady),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::WithAgencies => match action {
            A::RecordLegResult => LastTo(S::InProcess),
            A::Withdraw => To(S::Withdrawn),
            A::Stop => To(S::Stopped),
            A::Assign
            | A::RecordOpinion
            | A::RecordVerification
            | A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::AddNote
            | A::RecordSheet
            | A::Correct
            | A::ConfirmReceipt
            | A::MovePromise
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RequestAppraisalSupplement
            | A::FinishStep
            | A::AskOpinion
            | A::Transfer
            | A::RequirePayment
            | A::Decide => No(R::WithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::MarkReady => No(R::NotDecided),
            A::GiveToPost | A::HandOver => No(R::ResultNotReady),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::AppraisalSupplement => match action {
            A::ReceiveSupplement => To(S::InProcess),
            A::Withdraw => To(S::Withdrawn),
            A::Stop => To(S::Stopped),
            A::RecordOpinion
            | A::CollectFee
            | A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RequirePayment
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::ConfirmReceipt
            | A::MovePromise => No(R::WaitingForSupplement),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::MarkReady => No(R::NotDecided),
            A::GiveToPost | A::HandOver => No(R::ResultNotReady),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::AwaitingPayment => match action {
            A::RecordPayment => To(S::InProcess),
            A::Withdraw => To(S::Withdrawn),
            A::Stop => To(S::Stopped),
            A::RecordOpinion
            | A::AddNote
            | A::RecordSheet
            | A::Correct
            | A::MovePromise
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RequirePayment
            | A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::ConfirmReceipt => No(R::WaitingForPayment),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::MarkReady => No(R::NotDecided),
            A::GiveToPost | A::HandOver => No(R::ResultNotReady),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::Decided => match action {
            A::MarkReady => To(S::ResultReady),
            A::RecordOpinion
            | A::CollectFee
            | A::AddNote
            | A::RecordSheet
            | A::Correct
            | A::MovePromise
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RequirePayment
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::Withdraw
            | A::Stop
            | A::ConfirmReceipt => No(R::AlreadyDecided),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::GiveToPost | A::HandOver => No(R::ResultNotReady),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::ResultReady | S::BackFromPost => match action {
            A::GiveToPost => To(S::WithPost),
            A::HandOver => To(S::HandedOver),
            A::CollectFee
            | A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RequirePayment
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::MarkReady
            | A::Withdraw
            | A::Stop
            | A::ConfirmReceipt
            | A::MovePromise => No(R::AlreadyDecided),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::RecordDelivery | A::RecordUndelivered | A::RecordPostReturn => No(R::NotWithPost),
        },
        S::WithPost => match action {
            A::RecordDelivery => To(S::HandedOver),
            A::RecordPostReturn => To(S::BackFromPost),
            A::RecordUndelivered
            | A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct => Stay,
            A::Undo => Back,
            A::RegisterArrival | A::Receive => No(R::AlreadyRegistered),
            A::Accept | A::RefuseIntake | A::RequestIntakeSupplement => No(R::AlreadyAccepted),
            A::ReceiveSupplement => No(R::NoSupplementAsked),
            A::RequestAppraisalSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RequirePayment
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::MarkReady
            | A::Withdraw
            | A::Stop
            | A::ConfirmReceipt
            | A::MovePromise => No(R::AlreadyDecided),
            A::RecordLegResult => No(R::NotWithOtherBodies),
            A::RecordPayment => No(R::NoPaymentDue),
            A::GiveToPost | A::HandOver | A::CollectFee => No(R::ResultWithPost),
        },
        S::RefusedAtIntake | S::HandedOver | S::Withdrawn | S::Stopped => match action {
            A::AddNote
            | A::RecordSheet
            | A::GiveAccount
            | A::ReviewAccount
            | A::Rate
            | A::RecordComplaint
            | A::AnswerComplaint
            | A::Correct => Stay,
            A::Undo => Back,
            A::RegisterArrival
            | A::Receive
            | A::Accept
            | A::RefuseIntake
            | A::RequestIntakeSupplement
            | A::RequestAppraisalSupplement
            | A::ReceiveSupplement
            | A::Assign
            | A::FinishStep
            | A::AskOpinion
            | A::RecordOpinion
            | A::RecordVerification
            | A::Transfer
            | A::RecordLegResult
            | A::RequirePayment
            | A::RecordPayment
            | A::CollectFee
            | A::AskExtension
            | A::GrantExtension
            | A::RefuseExtension
            | A::Decide
            | A::MarkReady
            | A::GiveToPost
            | A::RecordDelivery
            | A::RecordUndelivered
            | A::RecordPostReturn
            | A::HandOver
            | A::Withdraw
            | A::Stop
            | A::ConfirmReceipt
            | A::MovePromise => No(R::CaseEnded),
        },
    }
}
