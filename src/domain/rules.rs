//! Which one-stop rules apply, by the day a case was received.
//!
//! Rule sets are data with a validity interval; the mechanisms they choose among are here and in
//! the clock. Where the law leaves a question open, the set says how it is read and keeps a note that
//! every explanation shows. Must not know: where the data come from.

use super::channel::Channel;
use super::event::ClockEffect;
use super::sheet::{FormBook, FormSet};
use chrono::{NaiveDate, NaiveTime};
use strum::{EnumIter, IntoStaticStr};

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
    /// What starts the clock of a file that came by post.
    pub post_start: PostStart,
    /// What starts the clock of a file received for a body elsewhere.
    pub non_territorial_start: NonTerritorialStart,
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
    /// Working days between two deliveries of the post (TT 17/2017).
    pub post_interval_days: u32,
    /// Working hours within which an online filing must be answered.
    pub online_reaction_hours: u32,
    /// Paper received until this hour is handed on the same working day, later at the start of the next
    /// (art. 18.3). It concerns the hand-over alone, never the counting of the limit.
    pub transfer_until: NaiveTime,
    /// When the letter of apology must be out before a limit ends (art. 19.9).
    pub letter: LetterRule,
    /// Working days within which a complaint is answered.
    pub complaint_days: u32,
    /// Working days within which one that is not for this office is declined.
    pub decline_days: u32,
    /// How the counting of days reads what the law leaves open.
    pub reading: Reading,
    /// What the law leaves open, how this set answers it, and why.
    pub open: Vec<OpenQuestion>,
    /// What of this set is not verified against the text of the law, in words for the screen.
    pub unverified: Vec<String>,
}

/// What starts the clock of a file that came by post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum PostStart {
    /// The signing of the hand-over record (Biên bản giao nhận), or the moment a full supplement came
    /// (QĐ 45/2016 art. 7.4).
    HandOver,
    /// The acceptance at the desk.
    Acceptance,
}

/// What starts the clock of a file that the desk received for a body elsewhere (phi địa giới).
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NonTerritorialStart {
    /// Receipt by the competent body (NĐ 118/2025 art. 17.3 as amended by NĐ 309/2026 art. 8.3).
    CompetentBody,
    /// The acceptance at this desk.
    Acceptance,
}

/// When a letter of apology must be out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterRule {
    /// So many days before the last day of the limit; 0 is that day itself.
    pub days: u32,
    /// Whether those days are working days; art. 19.9 does not say.
    pub working: bool,
}

/// How the counting of days reads what the law leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// Whether a limit in calendar days, months or years may end on a make-up Saturday. Where it may not,
    /// the Saturday is a weekly day off in the sense of BLDS 148.5 and the end rolls on.
    pub ends_on_make_up: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self { ends_on_make_up: true }
    }
}

/// What an open question is about, so that an explanation shows those it met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Topic {
    /// What starts the clock.
    Start,
    /// What the return of papers after appraisal does.
    Restart,
    /// What suspends the clock.
    Suspension,
    /// What an extension does, and to which date lateness is held.
    Extension,
    /// Whether a make-up Saturday may be the end of a limit.
    MakeUpEnd,
    /// When the letter of apology must go.
    Letter,
    /// How soon an online filing must be answered.
    Reaction,
    /// Anything else; always shown.
    General,
}

/// A question the law leaves open, and how a set answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// What it is about.
    pub about: Topic,
    /// The question and the answer taken, in Vietnamese.
    pub note: String,
}

/// What starts the clock of an accepted file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum StartBasis {
    /// Its acceptance.
    Acceptance,
    /// The signing of the post's hand-over record.
    PostHandOver,
    /// Receipt by the competent body.
    CompetentBody,
}

impl RuleSet {
    /// What starts the clock of a file by this channel; `elsewhere` when another body decides.
    pub fn start_of(&self, channel: Channel, elsewhere: bool) -> StartBasis {
        if elsewhere && self.non_territorial_start == NonTerritorialStart::CompetentBody {
            return StartBasis::CompetentBody;
        }
        match (channel, self.post_start) {
            (Channel::Post, PostStart::HandOver) => StartBasis::PostHandOver,
            (Channel::Post, PostStart::Acceptance) | (Channel::Direct | Channel::Online, _) => {
                StartBasis::Acceptance
            }
        }
    }

    /// The notes on some topics, and those that always show.
    pub fn notes<'a>(&'a self, topics: &'a [Topic]) -> impl Iterator<Item = &'a str> {
        self.open
            .iter()
            .filter(|open| open.about == Topic::General || topics.contains(&open.about))
            .map(|open| open.note.as_str())
    }
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
