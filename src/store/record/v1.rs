//! Version 1 of everything recorded. Only added to, at the end of enums: bytes on disk depend on every line.
//!
//! Order of fields and variants is the format. Must not know: the domain (see `convert`).

#![allow(missing_docs)] // each field means what the domain field of its name means

use serde::{Deserialize, Serialize};

pub(super) type Moment = i64;
/// Days since 0001-01-01.
pub(super) type Day = i32;

#[derive(Serialize, Deserialize)]
pub(super) struct Decision {
    pub case: [u8; 16],
    pub events: Vec<Stamped>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Part {
    pub index: u32,
    pub case: [u8; 16],
    pub keep: u32,
    pub is_here: bool,
    pub is_held: bool,
    pub events: Vec<Stamped>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Stamped {
    pub id: [u8; 16],
    pub n: u32,
    pub previous: [u8; 32],
    pub epoch: u32,
    pub by: String,
    pub station: u8,
    pub occurred: Moment,
    pub recorded: Moment,
    pub event: Event,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Promise {
    pub due: Day,
    pub at: Moment,
    pub calendar: String,
    pub provisional: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Limit {
    pub n: u32,
    pub unit: Unit,
    pub as_written: String,
    pub source: String,
    pub disputed: Option<Unit>,
    pub verified: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Unit {
    WorkingHours,
    HalfDays,
    WorkingDays,
    CalendarDays,
    Months,
    Years,
    HoursBefore,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Party {
    pub kind: PartyKind,
    pub name: String,
    pub id_number: String,
    pub phone: String,
    pub email: String,
    pub address: String,
}

#[derive(Serialize, Deserialize)]
pub(super) enum PartyKind {
    Citizen,
    Business,
    StateBody,
    Organisation,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Channel {
    Direct,
    Online,
    Post,
}

#[derive(Serialize, Deserialize)]
pub(super) struct PaperTaken {
    pub name: String,
    pub originals: u8,
    pub certified: u8,
    pub copies: u8,
}

#[derive(Serialize, Deserialize)]
pub(super) enum ReturnBy {
    Desk,
    Post(String),
}

#[derive(Serialize, Deserialize)]
pub(super) struct Authorised {
    pub name: String,
    pub document: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct FeeTaken {
    pub amount: u64,
    pub method: PaymentMethod,
    pub voucher: String,
}

#[derive(Serialize, Deserialize)]
pub(super) enum PaymentMethod {
    Cash,
    Transfer,
    Online,
    Post,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Intake {
    pub procedure: String,
    pub channel: Channel,
    pub level: u8,
    pub owner: Party,
    pub filer: Option<Party>,
    pub authorised: Option<Authorised>,
    pub helped_at: String,
    pub receiving_body: String,
    pub competent_body: String,
    pub papers: Vec<PaperTaken>,
    pub sets: u8,
    pub return_by: ReturnBy,
    pub fee: Option<FeeTaken>,
    pub summary: String,
    pub foreign_codes: Vec<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) enum ClockEffect {
    Restart,
    Resume,
}

#[derive(Serialize, Deserialize)]
pub(super) enum StartBasis {
    Acceptance,
    PostHandOver,
    CompetentBody,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Route {
    InOrder,
    Parallel,
    OtherLevel,
}

#[derive(Serialize, Deserialize)]
pub(super) struct LegRequest {
    pub body: String,
    pub task: String,
    pub limit: Limit,
    pub due: Option<Day>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SupplementRequest {
    pub items: Vec<String>,
    pub reason: String,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Outcome {
    Granted,
    RefusedOnMerits,
}

#[derive(Serialize, Deserialize)]
pub(super) enum CorrectableField {
    OwnerName,
    OwnerId,
    OwnerPhone,
    OwnerEmail,
    OwnerAddress,
    Summary,
    PostAddress,
    DecisionDocument,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Event {
    Arrived {
        intake: Box<Intake>,
    },
    Received {
        intake: Option<Box<Intake>>,
        papers: Vec<PaperTaken>,
        code: String,
        version: u32,
        rules: String,
        limit: Limit,
        promise: Promise,
    },
    RefusedAtIntake {
        reason: String,
    },
    IntakeSupplementRequested(SupplementRequest),
    AppraisalSupplementRequested(SupplementRequest),
    SupplementReceived {
        items: Vec<String>,
        effect: Option<ClockEffect>,
        promise: Option<Promise>,
    },
    Assigned {
        to: String,
        step: String,
        step_due: Option<Day>,
    },
    StepFinished {
        step: String,
        next: String,
        to: String,
        step_due: Option<Day>,
        note: String,
    },
    OpinionAsked {
        number: u16,
        body: String,
        content: String,
        answer_by: Day,
    },
    OpinionAnswered {
        number: u16,
        answer: String,
    },
    Verified {
        held: Moment,
        place: String,
        participants: String,
        content: String,
    },
    Transferred {
        route: Route,
        legs: Vec<LegRequest>,
    },
    LegReturned {
        leg: u16,
        result: String,
        next_due: Option<Day>,
    },
    PaymentRequired {
        amount: u64,
        reason: String,
        paper: String,
        suspends: bool,
    },
    PaymentReceived {
        fee: FeeTaken,
        promise: Option<Promise>,
    },
    FeeCollected(FeeTaken),
    ExtensionAsked {
        by: u32,
        reason: String,
        document: String,
    },
    ExtensionGranted {
        by: u32,
        reason: String,
        document: String,
        approver: String,
        promise: Promise,
    },
    ExtensionRefused {
        reason: String,
    },
    Decided {
        outcome: Outcome,
        document: String,
        reason: String,
    },
    ResultReady,
    GivenToPost {
        item: String,
    },
    Delivered {
        recipient: String,
    },
    Undelivered {
        reason: String,
    },
    ReturnedByPost,
    HandedOver {
        recipient: String,
        authority: String,
        originals_returned: bool,
    },
    Withdrawn {
        reason: String,
        document: String,
    },
    Stopped {
        reason: String,
        document: String,
    },
    Noted {
        text: String,
    },
    Corrected {
        field: CorrectableField,
        from: String,
        to: String,
        reason: String,
    },
    Undone {
        event: u32,
        reason: String,
    },
    SheetPrinted(Box<SheetPrinted>),
    ClockStart {
        basis: StartBasis,
        at: Option<Moment>,
        promise: Option<Promise>,
    },
    PromiseMoved {
        from: Promise,
        to: Promise,
        reason: String,
        document: String,
    },
    AccountGiven(Box<Account>),
    AccountReviewed {
        subject: Subject,
        accepted: bool,
        remark: String,
    },
    Rated {
        rating: Rating,
        words: String,
    },
    ComplaintMade(Box<Complaint>),
    ComplaintAnswered(Box<Answer>),
    CopySent {
        keeper: OfficeRef,
        to: OfficeRef,
    },
    GivenOver {
        from: OfficeRef,
        to: OfficeRef,
    },
    TakenOver {
        from: OfficeRef,
        by: OfficeRef,
    },
    NotedElsewhere {
        office: String,
        text: String,
    },
    ForkSettled {
        kept: [u8; 32],
        dropped: [u8; 32],
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
pub(super) enum Rating {
    Satisfied,
    Neutral,
    Dissatisfied,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Matter {
    Attitude,
    Delay,
    Demands,
    Regulation,
    Other,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Finding {
    Founded,
    Unfounded,
    Declined,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Complaint {
    pub number: u32,
    pub matter: Matter,
    pub words: String,
    pub answer_by: Day,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    pub number: u32,
    pub finding: Finding,
    pub words: String,
    pub document: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OfficeRef {
    pub id: [u8; 16],
    pub name: String,
}

#[derive(Serialize, Deserialize)]
pub(super) enum Subject {
    Lateness,
    Supplement(u16),
}

#[derive(Serialize, Deserialize)]
pub(super) struct Account {
    pub subject: Subject,
    pub reason: String,
    pub words: String,
    pub evidence: String,
    pub letter: String,
    pub regulation: String,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SheetPrinted {
    pub form: String,
    pub number: String,
    pub template: String,
    pub printing: u16,
    pub copies: u16,
    pub promised: Option<Moment>,
    pub mentions: Vec<CorrectableField>,
    pub way: SheetWay,
}

#[derive(Serialize, Deserialize)]
pub(super) enum SheetWay {
    Printer,
    File,
}
