//! Facts: what has happened to a case. The only thing that is kept; all else is derived.
//!
//! Must not know: how a fact is stored or encoded (`store::record` does).

use super::accountability::{Account, Subject};
use super::dossier::{Dong, FeeTaken, Intake, PaperTaken};
use super::feedback::{Answer, Complaint, Rating};
use super::id::{CaseId, EventHash, EventId, OfficeId, PersonId, StationId};
use super::limit::Limit;
use super::moment::Moment;
use super::number::CaseCode;
use super::rules::StartBasis;
use super::sheet::SheetPrinted;
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr, VariantNames};

/// An event with its identity: who recorded what, where and when, and what came before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// Name of this event, unique everywhere.
    pub id: EventId,
    /// The case.
    pub case: CaseId,
    /// Running number in the case, from 1 without gaps.
    pub n: u32,
    /// Hash of the event before it in the case; zeros for the first.
    pub previous: EventHash,
    /// Ownership epoch: counts hand-overs of the case between machines.
    pub epoch: u32,
    /// Who recorded it.
    pub by: PersonId,
    /// On which station.
    pub station: StationId,
    /// When it happened.
    pub occurred: Moment,
    /// When it was recorded; later than `occurred` when somebody recorded late.
    pub recorded: Moment,
    /// What happened.
    pub event: Event,
}

/// What the office promised: recorded, so that no later calendar can change it silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The last day of the limit.
    pub due: NaiveDate,
    /// The office hour printed on the slip, on or after that day.
    pub at: Moment,
    /// Version of the calendar it was counted with.
    pub calendar: String,
    /// Whether it lies beyond the last announced decree on days off.
    pub provisional: bool,
}

/// What the return of papers did to the clock, as the rules said then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ClockEffect {
    /// The limit starts again from the beginning (NĐ 61/2018 art. 19.4).
    Restart,
    /// The limit goes on where it stood.
    Resume,
}

/// In which order the bodies of a route get the case (NĐ 61/2018 art. 19.6, 19.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Route {
    /// Same level, one after another (paper file).
    InOrder,
    /// Same level, all at once (electronic file).
    Parallel,
    /// To a body of a higher or lower level.
    OtherLevel,
}

/// One body of a route, with its own task and limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegRequest {
    /// The body.
    pub body: String,
    /// What it has to do.
    pub task: String,
    /// How long it may take.
    pub limit: Limit,
    /// The last day of that limit; for legs in order counted when the leg opens.
    pub due: Option<NaiveDate>,
}

/// What was asked for in a supplement request (Mẫu số 02).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementRequest {
    /// The papers or data asked for, complete, at once.
    pub items: Vec<String>,
    /// The written reason (NĐ 63/2010 art. 6.1b).
    pub reason: String,
}

/// What was decided on the merits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// Granted.
    Granted,
    /// Refused on the merits, inside the limit (art. 19.8).
    RefusedOnMerits,
}

/// A recorded fact that may be corrected, each with the reason kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CorrectableField {
    /// Name of the owner.
    OwnerName,
    /// Identity number of the owner.
    OwnerId,
    /// Telephone of the owner.
    OwnerPhone,
    /// E-mail of the owner.
    OwnerEmail,
    /// Address of the owner.
    OwnerAddress,
    /// What is asked for.
    Summary,
    /// Postal address for the result; empty means collected at the desk.
    PostAddress,
    /// Number of the decision.
    DecisionDocument,
}

/// An office that exchanges files with this one, as it was called then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeRef {
    /// Its name for exchange.
    pub id: OfficeId,
    /// What people call it.
    pub name: String,
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Event {
    /// A file came in and waits to be checked.
    Arrived {
        /// The filled-in form.
        intake: Box<Intake>,
    },
    /// The file was accepted: code, version of the procedure, limit and promise (Mẫu số 01).
    Received {
        /// The filled-in form, when it was registered and accepted at once.
        intake: Option<Box<Intake>>,
        /// The papers as checked at acceptance, when it had arrived before.
        papers: Vec<PaperTaken>,
        /// The code given; never changed or reused.
        code: CaseCode,
        /// Version of the procedure the case keeps.
        version: u32,
        /// Name of the rule set in force on the day of receipt.
        rules: String,
        /// The limit that runs.
        limit: Limit,
        /// What was promised.
        promise: Promise,
    },
    /// Refused at intake (Mẫu số 03).
    RefusedAtIntake {
        /// The written reason.
        reason: String,
    },
    /// Papers asked for at intake, before any clock runs (Mẫu số 02).
    IntakeSupplementRequested(SupplementRequest),
    /// Returned for completion after appraisal (Mẫu số 02, art. 19.4).
    AppraisalSupplementRequested(SupplementRequest),
    /// What was asked for came in.
    SupplementReceived {
        /// What came.
        items: Vec<String>,
        /// What that does to a running clock; nothing at intake.
        effect: Option<ClockEffect>,
        /// The new promise when a clock runs again.
        promise: Option<Promise>,
    },
    /// Given to a handler (art. 19.1).
    Assigned {
        /// Who.
        to: PersonId,
        /// Key of the internal step the handler begins with.
        step: String,
        /// The last day of that step.
        step_due: Option<NaiveDate>,
    },
    /// An internal step was finished and the next begun.
    StepFinished {
        /// Key of the finished step.
        step: String,
        /// Key of the step begun.
        next: String,
        /// Who has it now.
        to: PersonId,
        /// The last day of the step begun.
        step_due: Option<NaiveDate>,
        /// A remark.
        note: String,
    },
    /// Another body was asked (art. 19.5).
    OpinionAsked {
        /// Running number in the case, from 1.
        number: u16,
        /// The body.
        body: String,
        /// What was asked.
        content: String,
        /// Until when it should answer.
        answer_by: NaiveDate,
    },
    /// Another body answered.
    OpinionAnswered {
        /// Running number in the case.
        number: u16,
        /// What it said.
        answer: String,
    },
    /// A verification was recorded (art. 19.3).
    Verified {
        /// When it took place.
        held: Moment,
        /// Where.
        place: String,
        /// Who took part.
        participants: String,
        /// What was found.
        content: String,
    },
    /// Sent along a route of bodies (art. 19.6, 19.7).
    Transferred {
        /// In which order.
        route: Route,
        /// The bodies.
        legs: Vec<LegRequest>,
    },
    /// One body of the route returned its part.
    LegReturned {
        /// Running number of the leg in the case, from 1.
        leg: u16,
        /// What it returned.
        result: String,
        /// The last day of the leg that opens now, for routes in order.
        next_due: Option<NaiveDate>,
    },
    /// A financial obligation was notified (portal status 6).
    PaymentRequired {
        /// How much.
        amount: Dong,
        /// Why.
        reason: String,
        /// Number of the notice.
        paper: String,
        /// Whether the clock stands still meanwhile; the rules decide.
        suspends: bool,
    },
    /// The obligation was met.
    PaymentReceived {
        /// The money.
        fee: FeeTaken,
        /// The new promise when the clock stood still.
        promise: Option<Promise>,
    },
    /// A fee was collected.
    FeeCollected(FeeTaken),
    /// The one extension was asked for.
    ExtensionAsked {
        /// By how many units of the limit.
        by: u32,
        /// Why.
        reason: String,
        /// Number of the paper (Phiếu đề nghị gia hạn).
        document: String,
    },
    /// The extension was granted: a second promise (Mẫu số 04).
    ExtensionGranted {
        /// By how many units of the limit.
        by: u32,
        /// Why, as asked.
        reason: String,
        /// Number of the decision.
        document: String,
        /// Who approved.
        approver: String,
        /// The new promise.
        promise: Promise,
    },
    /// The extension was refused.
    ExtensionRefused {
        /// Why.
        reason: String,
    },
    /// The competent person decided.
    Decided {
        /// What.
        outcome: Outcome,
        /// Number of the result or of the letter of refusal.
        document: String,
        /// Why; needed for a refusal.
        reason: String,
    },
    /// The result is at the desk: the clock stops here.
    ResultReady,
    /// The result went to the post (Biên bản giao nhận).
    GivenToPost {
        /// Number of the post item.
        item: String,
    },
    /// The post delivered it.
    Delivered {
        /// Who signed.
        recipient: String,
    },
    /// The post could not deliver it.
    Undelivered {
        /// Why.
        reason: String,
    },
    /// The post brought it back.
    ReturnedByPost,
    /// Handed over at the desk (art. 20).
    HandedOver {
        /// Who collected.
        recipient: String,
        /// Number of the authorisation, when another collected (art. 6).
        authority: String,
        /// Whether originals went back.
        originals_returned: bool,
    },
    /// The applicant withdrew (Mẫu số 05 of TT 03/2025).
    Withdrawn {
        /// Why.
        reason: String,
        /// The request.
        document: String,
    },
    /// The handling was stopped.
    Stopped {
        /// Why.
        reason: String,
        /// The notice.
        document: String,
    },
    /// A note.
    Noted {
        /// Its text; may have several lines.
        text: String,
    },
    /// A recorded fact was corrected.
    Corrected {
        /// Which.
        field: CorrectableField,
        /// What it said before.
        from: String,
        /// What it says now.
        to: String,
        /// Why.
        reason: String,
    },
    /// An earlier event was reversed; both stay in the history.
    Undone {
        /// Running number of the reversed event.
        event: u32,
        /// Why.
        reason: String,
    },
    /// A sheet was printed.
    SheetPrinted(Box<SheetPrinted>),
    /// What starts the clock, where that is not the acceptance itself.
    ClockStart {
        /// By which rule.
        basis: StartBasis,
        /// When it started; none while it waits for the competent body.
        at: Option<Moment>,
        /// The promise that follows, where it is a new one.
        promise: Option<Promise>,
    },
    /// The promise was given anew because the calendar changed; nothing else moves a date silently.
    PromiseMoved {
        /// What was promised.
        from: Promise,
        /// What is promised now.
        to: Promise,
        /// Why.
        reason: String,
        /// The document that changed the days.
        document: String,
    },
    /// Account was given of lateness or of a supplement round.
    AccountGiven(Box<Account>),
    /// The supervisor answered an account.
    AccountReviewed {
        /// For what it was given.
        subject: Subject,
        /// Accepted, or returned to be given again.
        accepted: bool,
        /// A remark; never empty for a return.
        remark: String,
    },
    /// Somebody judged the service on the slip of this file.
    Rated {
        /// How.
        rating: Rating,
        /// What they wrote beside it.
        words: String,
    },
    /// Somebody complained about this file.
    ComplaintMade(Box<Complaint>),
    /// A complaint was answered.
    ComplaintAnswered(Box<Answer>),
    /// A copy went to another office, which may read it and add notes; this office goes on keeping the file.
    CopySent {
        /// Who keeps the file.
        keeper: OfficeRef,
        /// Who got the copy.
        to: OfficeRef,
    },
    /// Given over to another office (bàn giao): from here on only that one acts on it.
    GivenOver {
        /// Who kept it.
        from: OfficeRef,
        /// Who is to keep it.
        to: OfficeRef,
    },
    /// Taken over: the first event of a new epoch, written by its new keeper.
    TakenOver {
        /// Who gave it over.
        from: OfficeRef,
        /// Who keeps it now.
        by: OfficeRef,
    },
    /// A note from an office that does not keep the file.
    NotedElsewhere {
        /// Name of that office.
        office: String,
        /// The text; may have several lines.
        text: String,
    },
    /// Two histories of the file had grown apart, and a person decided which of them holds.
    ForkSettled {
        /// Last event of the history that holds.
        kept: EventHash,
        /// Last event of the other, whose events count no more.
        dropped: EventHash,
        /// Why.
        reason: String,
    },
}

impl Event {
    /// Kebab-case name of the kind, as in the catalogue's `event-…`.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Whether a later event may reverse this one. What gave a code, a promise or a refusal to the
    /// applicant stays: those are corrected by their own lawful actions.
    pub const fn is_reversible(&self) -> bool {
        match self {
            Self::IntakeSupplementRequested(_)
            | Self::AppraisalSupplementRequested(_)
            | Self::Assigned { .. }
            | Self::StepFinished { .. }
            | Self::OpinionAsked { .. }
            | Self::OpinionAnswered { .. }
            | Self::Verified { .. }
            | Self::Transferred { .. }
            | Self::LegReturned { .. }
            | Self::PaymentRequired { .. }
            | Self::FeeCollected(_)
            | Self::ExtensionAsked { .. }
            | Self::ExtensionRefused { .. }
            | Self::Decided { .. }
            | Self::ResultReady
            | Self::GivenToPost { .. }
            | Self::Delivered { .. }
            | Self::Undelivered { .. }
            | Self::ReturnedByPost
            | Self::HandedOver { .. }
            | Self::Rated { .. }
            | Self::ComplaintMade(_)
            | Self::ComplaintAnswered(_) => true,
            Self::Arrived { .. }
            | Self::Received { .. }
            | Self::RefusedAtIntake { .. }
            | Self::SupplementReceived { .. }
            | Self::PaymentReceived { .. }
            | Self::ExtensionGranted { .. }
            | Self::Withdrawn { .. }
            | Self::Stopped { .. }
            | Self::Noted { .. }
            | Self::Corrected { .. }
            | Self::Undone { .. }
            | Self::SheetPrinted(_)
            | Self::ClockStart { .. }
            | Self::PromiseMoved { .. }
            | Self::AccountGiven(_)
            | Self::AccountReviewed { .. }
            | Self::CopySent { .. }
            | Self::GivenOver { .. }
            | Self::TakenOver { .. }
            | Self::NotedElsewhere { .. }
            | Self::ForkSettled { .. } => false,
        }
    }

    /// Whether the event only adds words and leaves the state of the case alone, so that an undo
    /// looks past it.
    pub const fn is_remark(&self) -> bool {
        matches!(
            self,
            Self::Noted { .. }
                | Self::Corrected { .. }
                | Self::Undone { .. }
                | Self::SheetPrinted(_)
                | Self::AccountGiven(_)
                | Self::AccountReviewed { .. }
                | Self::CopySent { .. }
                | Self::NotedElsewhere { .. }
                | Self::ForkSettled { .. }
        )
    }
}
