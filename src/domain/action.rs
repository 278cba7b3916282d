//! Requests: what somebody wants to do to a case. An action becomes events, or is refused.
//!
//! Must not know: whether it is lawful (that is `decide`) or how it was typed.

use super::accountability::{Account, Subject};
use super::dossier::{Dong, FeeTaken, Intake, PaperTaken};
use super::event::{CorrectableField, LegRequest, Outcome, Route, SupplementRequest};
use super::feedback::{Finding, Matter, Rating};
use super::id::{CaseId, PersonId, StationId};
use super::moment::Moment;
use super::sheet::SheetPrinted;
use super::stage::ActionKind;
use chrono::NaiveDate;

/// An action on one case, by one person, at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The case; a new one for registering.
    pub case: CaseId,
    /// The number of the last event the person saw; 0 for a new case. Another number now means
    /// somebody was faster, and the request is not done.
    pub seen: u32,
    /// Who asks.
    pub by: PersonId,
    /// When it happened, when that is not now.
    pub occurred: Option<Moment>,
    /// What to do.
    pub action: Action,
}

/// Who acts, where and when: what `decide` knows of the world outside the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// At which station.
    pub station: StationId,
    /// When it happened.
    pub occurred: Moment,
    /// Now.
    pub recorded: Moment,
}

/// What can be done to a case. Fields mean the same as those of the event each leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Register a file that arrived.
    RegisterArrival(Box<Intake>),
    /// Register and accept at once.
    Receive(Box<Intake>),
    /// Accept an arrived file with the papers as checked.
    Accept {
        /// The papers; empty keeps those registered.
        papers: Vec<PaperTaken>,
    },
    /// Refuse at intake.
    RefuseIntake {
        /// The written reason.
        reason: String,
    },
    /// Ask for papers at intake.
    RequestIntakeSupplement(SupplementRequest),
    /// Return for completion after appraisal.
    RequestAppraisalSupplement(SupplementRequest),
    /// Take in what was asked for.
    ReceiveSupplement {
        /// What came; empty means all that was asked.
        items: Vec<String>,
    },
    /// Give to a handler.
    Assign {
        /// Who.
        to: PersonId,
    },
    /// Finish the current step.
    FinishStep {
        /// Who has the next step; none keeps the holder.
        to: Option<PersonId>,
        /// A remark.
        note: String,
    },
    /// Ask another body.
    AskOpinion {
        /// The body.
        body: String,
        /// What is asked.
        content: String,
        /// Until when.
        answer_by: NaiveDate,
    },
    /// Record an answer.
    RecordOpinion {
        /// Which opinion.
        number: u16,
        /// The answer.
        answer: String,
    },
    /// Record a verification.
    RecordVerification {
        /// When it was held.
        held: Moment,
        /// Where.
        place: String,
        /// Who took part.
        participants: String,
        /// What was found.
        content: String,
    },
    /// Send along a route.
    Transfer {
        /// In which order.
        route: Route,
        /// To whom; their last days are computed.
        legs: Vec<LegRequest>,
    },
    /// Record what a body returned.
    RecordLegResult {
        /// Which leg.
        leg: u16,
        /// What.
        result: String,
    },
    /// Require a financial obligation.
    RequirePayment {
        /// How much.
        amount: Dong,
        /// Why.
        reason: String,
        /// Number of the notice.
        paper: String,
    },
    /// Record that it was met.
    RecordPayment(FeeTaken),
    /// Collect a fee.
    CollectFee(FeeTaken),
    /// Ask for the one extension.
    AskExtension {
        /// By how many units of the limit.
        by: u32,
        /// Why.
        reason: String,
        /// Number of the paper.
        document: String,
    },
    /// Grant it.
    GrantExtension {
        /// Number of the decision.
        document: String,
        /// Who approved.
        approver: String,
    },
    /// Refuse it.
    RefuseExtension {
        /// Why.
        reason: String,
    },
    /// Decide on the merits.
    Decide {
        /// What.
        outcome: Outcome,
        /// Number of the result.
        document: String,
        /// Why; needed for a refusal.
        reason: String,
    },
    /// Put the result at the desk.
    MarkReady,
    /// Give it to the post.
    GiveToPost {
        /// Number of the item.
        item: String,
    },
    /// Record a delivery.
    RecordDelivery {
        /// Who signed.
        recipient: String,
    },
    /// Record a failed delivery.
    RecordUndelivered {
        /// Why.
        reason: String,
    },
    /// Record that it came back.
    RecordPostReturn,
    /// Hand over at the desk.
    HandOver {
        /// Who collects.
        recipient: String,
        /// Number of the authorisation.
        authority: String,
        /// Whether originals go back.
        originals_returned: bool,
        /// How whoever collects judged, where they handed in a slip.
        rating: Option<Rating>,
    },
    /// Withdraw.
    Withdraw {
        /// Why.
        reason: String,
        /// The request.
        document: String,
    },
    /// Stop.
    Stop {
        /// Why.
        reason: String,
        /// The notice.
        document: String,
    },
    /// Add a note.
    AddNote {
        /// Its text.
        text: String,
    },
    /// Correct a fact.
    Correct {
        /// Which.
        field: CorrectableField,
        /// The right value.
        to: String,
        /// Why.
        reason: String,
    },
    /// Reverse the last reversible event.
    Undo {
        /// Why.
        reason: String,
    },
    /// Record a sheet that was printed; its printing is counted by the desk.
    RecordSheet(Box<SheetPrinted>),
    /// Record that the competent body elsewhere has the file: its clock starts.
    ConfirmReceipt,
    /// Give a new promise because the calendar changed.
    MovePromise {
        /// Why.
        reason: String,
        /// The document that changed the days.
        document: String,
    },
    /// Give account of lateness or of a supplement round.
    GiveAccount(Box<Account>),
    /// Answer an account.
    ReviewAccount {
        /// For what it was given.
        subject: Subject,
        /// Accept, or return.
        accepted: bool,
        /// A remark.
        remark: String,
    },
    /// Record a satisfaction slip.
    Rate {
        /// How somebody judged.
        rating: Rating,
        /// What they wrote beside it.
        words: String,
    },
    /// Record a complaint.
    RecordComplaint {
        /// Of what.
        matter: Matter,
        /// In their words.
        words: String,
    },
    /// Answer a complaint.
    AnswerComplaint {
        /// Which.
        number: u32,
        /// What the answer finds.
        finding: Finding,
        /// What it says.
        words: String,
        /// Number of the letter.
        document: String,
    },
}

impl Action {
    /// The kind, which is the row of the table it stands in.
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::RegisterArrival(_) => ActionKind::RegisterArrival,
            Self::Receive(_) => ActionKind::Receive,
            Self::Accept { .. } => ActionKind::Accept,
            Self::RefuseIntake { .. } => ActionKind::RefuseIntake,
            Self::RequestIntakeSupplement(_) => ActionKind::RequestIntakeSupplement,
            Self::RequestAppraisalSupplement(_) => ActionKind::RequestAppraisalSupplement,
            Self::ReceiveSupplement { .. } => ActionKind::ReceiveSupplement,
            Self::Assign { .. } => ActionKind::Assign,
            Self::FinishStep { .. } => ActionKind::FinishStep,
            Self::AskOpinion { .. } => ActionKind::AskOpinion,
            Self::RecordOpinion { .. } => ActionKind::RecordOpinion,
            Self::RecordVerification { .. } => ActionKind::RecordVerification,
            Self::Transfer { .. } => ActionKind::Transfer,
            Self::RecordLegResult { .. } => ActionKind::RecordLegResult,
            Self::RequirePayment { .. } => ActionKind::RequirePayment,
            Self::RecordPayment(_) => ActionKind::RecordPayment,
            Self::CollectFee(_) => ActionKind::CollectFee,
            Self::AskExtension { .. } => ActionKind::AskExtension,
            Self::GrantExtension { .. } => ActionKind::GrantExtension,
            Self::RefuseExtension { .. } => ActionKind::RefuseExtension,
            Self::Decide { .. } => ActionKind::Decide,
            Self::MarkReady => ActionKind::MarkReady,
            Self::GiveToPost { .. } => ActionKind::GiveToPost,
            Self::RecordDelivery { .. } => ActionKind::RecordDelivery,
            Self::RecordUndelivered { .. } => ActionKind::RecordUndelivered,
            Self::RecordPostReturn => ActionKind::RecordPostReturn,
            Self::HandOver { .. } => ActionKind::HandOver,
            Self::Withdraw { .. } => ActionKind::Withdraw,
            Self::Stop { .. } => ActionKind::Stop,
            Self::AddNote { .. } => ActionKind::AddNote,
            Self::Correct { .. } => ActionKind::Correct,
            Self::Undo { .. } => ActionKind::Undo,
            Self::RecordSheet(_) => ActionKind::RecordSheet,
            Self::ConfirmReceipt => ActionKind::ConfirmReceipt,
            Self::MovePromise { .. } => ActionKind::MovePromise,
            Self::GiveAccount(_) => ActionKind::GiveAccount,
            Self::ReviewAccount { .. } => ActionKind::ReviewAccount,
            Self::Rate { .. } => ActionKind::Rate,
            Self::RecordComplaint { .. } => ActionKind::RecordComplaint,
            Self::AnswerComplaint { .. } => ActionKind::AnswerComplaint,
        }
    }
}
