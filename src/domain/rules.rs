//! Which one-stop rules apply, by the day a case was received.
//!
//! Rule sets are data with a validity interval; the mechanisms they choose among are here and in
//! the clock. Must not know: where the data come from.

use super::event::ClockEffect;
use super::sheet::{FormBook, FormSet};
use chrono::NaiveDate;

/// One set of rules, such as NĐ 61/2018 with TT 01/2018.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSet {
    /// Stable key, such as `nd61`.
    pub key: String,
    /// Its name as printed.
    pub name: String,
    /// First day of receipt it applies to.
    pub from: NaiveDate,
    /// Last day of receipt it applies to; none while in force.
    pub to: Option<NaiveDate>,
    /// What the return of papers after an appraisal return does (NĐ 61/2018 art. 19.4).
    pub appraisal_return: ClockEffect,
    /// Working days from receipt within which an appraisal return must go out (art. 19.4).
    pub appraisal_notice_days: u32,
    /// How many extensions a case may have (art. 19.9).
    pub extensions: u8,
    /// Whether a financial obligation stops the clock.
    pub payment_suspends: bool,
    /// Failed deliveries after which the post must bring a result back (TT 17/2017).
    pub post_attempts: u8,
    /// Working hours within which an online filing must be answered.
    pub online_reaction_hours: u32,
    /// What of this set is not verified against the text of the law, in words for the screen.
    pub unverified: Vec<String>,
}

/// All known rule sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleBook {
    sets: Vec<RuleSet>,
    /// The forms of the rule sets, by circular.
    pub forms: FormBook,
}

impl RuleBook {
    /// A book of rule sets; earlier entries win where two overlap.
    pub const fn new(sets: Vec<RuleSet>) -> Self {
        Self { sets, forms: FormBook(Vec::new()) }
    }

    /// The same with the forms of its sets.
    #[must_use]
    pub fn with_forms(self, forms: Vec<FormSet>) -> Self {
        Self { forms: FormBook(forms), ..self }
    }

    /// The rules for a case received on a day.
    pub fn on(&self, received: NaiveDate) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.from <= received && set.to.is_none_or(|last| received <= last))
    }

    /// A set by its key.
    pub fn by_key(&self, key: &str) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.key == key)
    }

    /// All sets in the order given.
    pub fn all(&self) -> &[RuleSet] {
        &self.sets
    }
}
