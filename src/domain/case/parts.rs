//! The parts a case is made of besides its clock.
//!
//! Plain values filled by `apply`. Must not know: rules.

use crate::domain::dossier::FeeTaken;
pub use crate::domain::event::Outcome;
use crate::domain::event::{ClockEffect, LegRequest};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use chrono::NaiveDate;

/// Who has the case, since when, for which internal step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: PersonId,
    /// Key of the internal step.
    pub step: String,
    /// Since when.
    pub since: Moment,
    /// Until when they had it.
    pub until: Option<Moment>,
    /// The last day of the step.
    pub due: Option<NaiveDate>,
}

/// Where a supplement was asked: two different things in law (art. 15.3 and 19.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupplementStage {
    /// At intake, before any clock runs.
    Intake,
    /// After appraisal.
    Appraisal,
}

/// One round of asking the applicant for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplement {
    /// Where it was asked.
    pub stage: SupplementStage,
    /// What was asked.
    pub items: Vec<String>,
    /// Why.
    pub reason: String,
    /// When.
    pub requested: Moment,
    /// When it came.
    pub received: Option<Moment>,
    /// What its coming did to the clock.
    pub effect: Option<ClockEffect>,
}

/// An opinion asked from another body (art. 19.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionAsked {
    /// Running number in the case.
    pub number: u16,
    /// The body.
    pub body: String,
    /// What was asked.
    pub content: String,
    /// When.
    pub asked: Moment,
    /// Until when it should answer.
    pub answer_by: NaiveDate,
    /// When and what it answered.
    pub answered: Option<(Moment, String)>,
}

/// A recorded verification (art. 19.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// When it was held.
    pub held: Moment,
    /// Where.
    pub place: String,
    /// Who took part.
    pub participants: String,
    /// What was found.
    pub content: String,
}

/// How far one leg of a route is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LegState {
    /// Waits for the leg before it.
    Waiting,
    /// The body has it.
    Open {
        /// Since when.
        since: Moment,
    },
    /// The body returned its part.
    Returned {
        /// Since when it had it.
        since: Moment,
        /// When it returned it.
        at: Moment,
        /// What it returned.
        result: String,
    },
}

/// One body of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Running number of the leg in the case.
    pub number: u16,
    /// Body, task, limit and last day.
    pub request: LegRequest,
    /// How far it is.
    pub state: LegState,
}

impl Agency {
    /// Whether the body is past its own last day, returned late or not at all by `today`.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        let Some(due) = self.request.due else { return false };
        match &self.state {
            LegState::Waiting => false,
            LegState::Open { .. } => today > due,
            LegState::Returned { at, .. } => at.date() > due,
        }
    }
}

/// The one extension (art. 19.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extension {
    /// Not asked.
    None,
    /// Asked and not decided.
    Asked {
        /// By how many units.
        by: u32,
        /// Why.
        reason: String,
        /// Who asked.
        person: PersonId,
        /// When.
        at: Moment,
    },
    /// Granted.
    Granted {
        /// By how many units.
        by: u32,
        /// Number of the decision.
        document: String,
        /// Who approved.
        approver: String,
        /// When.
        at: Moment,
    },
}

/// The decision on the merits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// Number of the result.
    pub document: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// Money taken, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeLine {
    /// The money.
    pub fee: FeeTaken,
    /// When.
    pub at: Moment,
}

/// One post item that carries the result (QĐ 45/2016 art. 9, TT 17/2017).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostItem {
    /// Its number.
    pub item: String,
    /// When the post took it.
    pub given: Moment,
    /// Failed deliveries: when and why.
    pub failed: Vec<(Moment, String)>,
    /// When it came back.
    pub back: Option<Moment>,
}

/// How the result reached the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// When.
    pub at: Moment,
    /// Who took it.
    pub recipient: String,
    /// Number of the authorisation.
    pub authority: String,
    /// Whether originals went back with it.
    pub originals_returned: bool,
    /// Whether the post brought it.
    pub by_post: bool,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: PersonId,
    /// Text.
    pub text: String,
}
