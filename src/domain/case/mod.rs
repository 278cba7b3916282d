//! A case: what its events add up to.
//!
//! Nothing here is ever stored as the truth; a case is replayed from its events. Must not know:
//! what is lawful next (`stage`, `decide`) or how events are kept.

mod apply;
mod parts;

pub use parts::{
    Agency, Decision, Extension, FeeLine, Holder, LegState, Note, OpinionAsked, Outcome, PostItem, Return,
    Supplement, SupplementStage, Verification,
};

use super::accountability::Given;
use super::channel::Channel;
use super::clock::{Clock, Phase};
use super::dossier::{Authorised, PaperTaken, Party, ReturnBy};
use super::event::{CorrectableField, Event, OfficeRef, Promise, Route, Stamped};
use super::feedback::{Complained, Rating};
use super::id::{CaseId, EventHash, OfficeId, PersonId};
use super::moment::Moment;
use super::number::CaseCode;
use super::procedure::ProcedureCode;
use super::rules::StartBasis;
use super::sheet::Sheet;
use super::stage::Stage;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A case as it stands after its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// Number of its last event; 0 before the first.
    pub n: u32,
    /// Hash of its last event, which the next one names.
    pub head: EventHash,
    /// Ownership epoch.
    pub epoch: u32,
    /// Where it stands.
    pub stage: Stage,
    /// The code given at acceptance.
    pub code: Option<CaseCode>,
    /// Codes of other systems.
    pub foreign_codes: Vec<String>,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The version of the procedure the case keeps; none before acceptance.
    pub version: Option<u32>,
    /// The rule set in force on the day of receipt.
    pub rules: String,
    /// How it came in.
    pub channel: Channel,
    /// Online level of the filing, 1 to 4.
    pub level: u8,
    /// The owner.
    pub owner: Party,
    /// Who handed it in, when not the owner.
    pub filer: Option<Party>,
    /// Who may collect for the owner.
    pub authorised: Option<Authorised>,
    /// Place of help.
    pub helped_at: String,
    /// The body that received.
    pub receiving_body: String,
    /// The body that decides.
    pub competent_body: String,
    /// The papers handed in.
    pub papers: Vec<PaperTaken>,
    /// Sets of papers.
    pub sets: u8,
    /// Where the result goes.
    pub return_by: ReturnBy,
    /// What is asked for.
    pub summary: String,
    /// When it came in.
    pub arrived: Option<Moment>,
    /// When it was accepted.
    pub received: Option<Moment>,
    /// Budget and ledger; none before acceptance.
    pub clock: Option<Clock>,
    /// What starts the clock.
    pub start: StartBasis,
    /// The promise made at acceptance.
    pub first_promise: Option<Promise>,
    /// The promise in force.
    pub promise: Option<Promise>,
    /// Every last day promised, and since when.
    pub promises: Vec<(Moment, NaiveDate)>,
    /// Who has it now.
    pub holder: Option<Holder>,
    /// Every holder before, in order.
    pub held_before: Vec<Holder>,
    /// Supplement rounds, intake and appraisal.
    pub supplements: Vec<Supplement>,
    /// Opinions asked.
    pub opinions: Vec<OpinionAsked>,
    /// Verifications recorded.
    pub verifications: Vec<Verification>,
    /// Legs of routes; a later route adds to them.
    pub legs: Vec<Agency>,
    /// Order of the route in progress.
    pub route: Option<Route>,
    /// The open financial obligation, and whether it holds the clock.
    pub payment_due: Option<(u64, bool)>,
    /// Money taken.
    pub fees: Vec<FeeLine>,
    /// The one extension.
    pub extension: Extension,
    /// The decision.
    pub decision: Option<Decision>,
    /// When the result was ready: what lateness is judged on.
    pub ready: Option<Moment>,
    /// Post items of the result.
    pub post: Vec<PostItem>,
    /// How it was returned.
    pub returned: Option<Return>,
    /// When it ended, by any end.
    pub ended: Option<Moment>,
    /// Why it was refused at intake, withdrawn or stopped.
    pub end_reason: String,
    /// Notes.
    pub notes: Vec<Note>,
    /// Accounts given of lateness and supplement rounds, in order.
    pub accounts: Vec<Given>,
    /// How somebody judged the service, and when the slip was recorded.
    pub rating: Option<(Moment, Rating)>,
    /// Complaints, in order.
    pub complaints: Vec<Complained>,
    /// Sheets printed, in order.
    pub sheets: Vec<Sheet>,
    /// Facts corrected, each with the number of its event.
    pub corrected: Vec<(u32, CorrectableField)>,
    /// Moment of the last event, by when it happened.
    pub last_occurred: Option<Moment>,
    /// The office that keeps the file, once it was shared with another; none while it never left this desk.
    pub keeper: Option<OfficeRef>,
    /// Offices that have it or had it besides the keeper, in order.
    pub shared: Vec<OfficeRef>,
    /// Whether this desk keeps the file and may act on it. Not said by the events, which every office has alike:
    /// the desk knows it from the frames they came in.
    pub is_here: bool,
}

/// A case with its history: what a screen shows and a decision reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// As it stands.
    pub case: Case,
    /// All its events, in order.
    pub history: Vec<Stamped>,
}

impl Case {
    /// Who handed it in: the filer, or the owner in person.
    pub fn submitter(&self) -> &Party {
        self.filer.as_ref().unwrap_or(&self.owner)
    }

    /// A case of which nothing is registered.
    pub fn blank(id: CaseId) -> Self {
        Self {
            id,
            n: 0,
            head: EventHash::default(),
            epoch: 0,
            stage: Stage::Blank,
            code: None,
            foreign_codes: Vec::new(),
            procedure: ProcedureCode::from(""),
            version: None,
            rules: String::new(),
            channel: Channel::Direct,
            level: 1,
            owner: Party::named(super::dossier::PartyKind::Citizen, ""),
            filer: None,
            authorised: None,
            helped_at: String::new(),
            receiving_body: String::new(),
            competent_body: String::new(),
            papers: Vec::new(),
            sets: 1,
            return_by: ReturnBy::Desk,
            summary: String::new(),
            arrived: None,
            received: None,
            clock: None,
            start: StartBasis::Acceptance,
            first_promise: None,
            promise: None,
            promises: Vec::new(),
            holder: None,
            held_before: Vec::new(),
            supplements: Vec::new(),
            opinions: Vec::new(),
            verifications: Vec::new(),
            legs: Vec::new(),
            route: None,
            payment_due: None,
            fees: Vec::new(),
            extension: Extension::None,
            decision: None,
            ready: None,
            post: Vec::new(),
            returned: None,
            ended: None,
            end_reason: String::new(),
            notes: Vec::new(),
            accounts: Vec::new(),
            rating: None,
            complaints: Vec::new(),
            sheets: Vec::new(),
            corrected: Vec::new(),
            last_occurred: None,
            keeper: None,
            shared: Vec::new(),
            is_here: true,
        }
    }

    /// The case its events add up to. Reversed events count for the history and for nothing else.
    pub fn replay(id: CaseId, events: &[Stamped]) -> Self {
        let undone = undone(events);
        let mut case = Self::blank(id);
        for stamped in events {
            if undone.contains(&stamped.n) {
                case.skip(stamped);
            } else {
                case.apply(stamped);
            }
        }
        case
    }

    /// The last reversible event of the history, or what stands in the way.
    pub fn last_to_undo(events: &[Stamped]) -> Option<&Stamped> {
        let undone = undone(events);
        events.iter().rev().find(|stamped| !stamped.event.is_remark() && !undone.contains(&stamped.n))
    }

    /// Whether an office has a copy, or keeps the file.
    pub fn is_known_to(&self, office: OfficeId) -> bool {
        self.shared.iter().chain(&self.keeper).any(|known| known.id == office)
    }

    /// Opinions asked and not answered.
    pub fn open_opinions(&self) -> usize {
        self.opinions.iter().filter(|opinion| opinion.answered.is_none()).count()
    }

    /// Complaints that wait for an answer.
    pub fn open_complaints(&self) -> impl Iterator<Item = &Complained> {
        self.complaints.iter().filter(|one| one.answered.is_none())
    }

    /// Whether somebody has or had the file.
    pub fn was_held_by(&self, person: &PersonId) -> bool {
        self.held_before.iter().chain(&self.holder).any(|holder| holder.person == *person)
    }

    /// Supplement rounds asked at a stage.
    pub fn rounds(&self, stage: SupplementStage) -> usize {
        self.supplements.iter().filter(|round| round.stage == stage).count()
    }

    /// The supplement round that waits for the applicant.
    pub fn open_supplement(&self) -> Option<&Supplement> {
        self.supplements.last().filter(|round| round.received.is_none())
    }

    /// Failed deliveries of the item that is with the post.
    pub fn failed_deliveries(&self) -> usize {
        self.post.last().map_or(0, |item| item.failed.len())
    }

    /// Whether the clock is held: nothing counts until the applicant, or the body elsewhere, acts.
    pub fn is_held(&self) -> bool {
        matches!(self.clock.as_ref().map(Clock::phase), Some(Ok(Phase::Suspended | Phase::Idle)))
    }

    /// Whether the clock waits for the competent body elsewhere to receive the file.
    pub fn awaits_competent_body(&self) -> bool {
        matches!(self.clock.as_ref().map(Clock::phase), Some(Ok(Phase::Idle)))
    }

    /// Whether another body than the one that received decides (phi địa giới).
    pub fn is_non_territorial(&self) -> bool {
        is_elsewhere(&self.receiving_body, &self.competent_body)
    }
}

/// Whether a body that is named decides instead of the one that received.
pub fn is_elsewhere(receiving: &str, competent: &str) -> bool {
    !competent.is_empty() && competent != receiving
}

/// The running numbers of all reversed events.
fn undone(events: &[Stamped]) -> BTreeSet<u32> {
    events
        .iter()
        .filter_map(
            |stamped| if let Event::Undone { event, .. } = &stamped.event { Some(*event) } else { None },
        )
        .collect()
}
