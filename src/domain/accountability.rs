//! Giải trình: why a file was late, or why papers had to be asked for, and what the supervisor says to it.
//!
//! Must not know: which reasons there are (they are data), or how an account is shown.

use super::case::{Case, SupplementStage};
use super::id::PersonId;
use super::moment::Moment;
use chrono::NaiveDate;
use strum::IntoStaticStr;

/// What an account is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Subject {
    /// The lateness of the file.
    Lateness,
    /// A round of supplements, from 1 in the order asked.
    Supplement(u16),
}

/// An account as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// For what.
    pub subject: Subject,
    /// Key of the reason in the office's table.
    pub reason: String,
    /// In words.
    pub words: String,
    /// What shows it: papers, messages, screens.
    pub evidence: String,
    /// Number of the letter to the applicant, where one went.
    pub letter: String,
    /// The document and clause that stood in the way, where a regulation did (form II.06g, part II).
    pub regulation: String,
}

/// An account in the history of its case, with what was said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The account.
    pub account: Account,
    /// Who gave it.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// The supervisor's answer, when there is one.
    pub review: Option<Review>,
}

/// What the supervisor says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Accepted, or returned to be given again.
    pub accepted: bool,
    /// A remark; needed for a return.
    pub remark: String,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// How far an account is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum AccountState {
    /// Nothing was given. Owed where there is something to account for.
    #[default]
    Owed,
    /// Given, and not answered.
    Given,
    /// Returned with a remark.
    Returned,
    /// Accepted.
    Accepted,
}

impl Case {
    /// The latest account for something.
    pub fn account(&self, subject: Subject) -> Option<&Given> {
        self.accounts.iter().rev().find(|given| given.account.subject == subject)
    }

    /// How far the account for something is.
    pub fn account_state(&self, subject: Subject) -> AccountState {
        match self.account(subject).map(|given| given.review.as_ref().map(|review| review.accepted)) {
            None => AccountState::Owed,
            Some(None) => AccountState::Given,
            Some(Some(false)) => AccountState::Returned,
            Some(Some(true)) => AccountState::Accepted,
        }
    }

    /// Whether the file was finished late, or is open and past its last day on a day. A file whose clock is
    /// held is not.
    pub fn is_late(&self, on: NaiveDate) -> bool {
        let Some(promise) = &self.promise else { return false };
        match self.ready {
            Some(ready) => ready.date() > promise.due,
            None => self.stage.is_pending() && !self.is_held() && on > promise.due,
        }
    }

    /// Everything that asks for an account on a day: lateness first, then the rounds.
    pub fn accountable(&self, on: NaiveDate) -> Vec<Subject> {
        let mut subjects = Vec::new();
        if self.is_late(on) {
            subjects.push(Subject::Lateness);
        }
        subjects.extend((1..).zip(&self.supplements).map(|(number, _)| Subject::Supplement(number)));
        subjects
    }

    /// What a clerk would account for next: what is owed or was returned.
    pub fn next_account(&self, on: NaiveDate) -> Option<Subject> {
        let open = |subject: &Subject| {
            matches!(self.account_state(*subject), AccountState::Owed | AccountState::Returned)
        };
        self.accountable(on).into_iter().find(open)
    }

    /// The account that waits for the supervisor's answer.
    pub fn to_review(&self) -> Option<&Given> {
        self.accounts.iter().find(|given| {
            given.review.is_none()
                && self.account(given.account.subject).is_some_and(|last| last.at == given.at)
        })
    }

    /// Whether a round was asked at intake.
    pub fn is_intake_round(&self, number: u16) -> bool {
        let round = usize::from(number).checked_sub(1).and_then(|at| self.supplements.get(at));
        round.is_some_and(|round| round.stage == SupplementStage::Intake)
    }
}
