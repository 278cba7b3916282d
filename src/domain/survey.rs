//! What is recorded of the desk as a whole and belongs to no file: slips out of the box, complaints about the
//! desk, and what a check of the postings found.
//!
//! Kept as numbered facts in the chain; a wrong one is withdrawn with a reason, never changed. Must not know:
//! points or shares.

use super::decide::answer_by;
use super::feedback::{Answer, Complained, Complaint, Finding, Matter};
use super::id::PersonId;
use super::law::Law;
use super::moment::Moment;
use super::permission::Power;
use super::refusal::Refusal;
use super::report::period::Period;
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr};

/// What is recorded.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Survey {
    /// Slips without a name, counted out of the box on the last day.
    Slips {
        /// First day the box stood.
        from: NaiveDate,
        /// The day it was emptied.
        to: NaiveDate,
        /// Satisfied, neutral, not satisfied.
        counts: [u32; 3],
    },
    /// Somebody complained about the desk.
    Complaint(Complaint),
    /// A complaint was answered.
    Answer(Answer),
    /// The postings of procedures were checked.
    Publicity(Publicity),
    /// An entry of this book was wrong.
    Withdrawn {
        /// Which.
        number: u32,
        /// Why.
        reason: String,
    },
}

/// What a check of the postings found (NĐ 61/2018 art. 30).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publicity {
    /// Posted at the desk.
    pub board: bool,
    /// Published electronically.
    pub electronic: bool,
    /// Correct, full and in time.
    pub faultless: bool,
}

/// What somebody asks to have recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Slips out of the box.
    Slips {
        /// First day the box stood.
        from: NaiveDate,
        /// The day it was emptied.
        to: NaiveDate,
        /// Satisfied, neutral, not satisfied.
        counts: [u32; 3],
    },
    /// A complaint.
    Complaint {
        /// Of what.
        matter: Matter,
        /// In their words.
        words: String,
    },
    /// An answer.
    Answer {
        /// To which.
        number: u32,
        /// What it finds.
        finding: Finding,
        /// What it says.
        words: String,
        /// Number of the letter.
        document: String,
    },
    /// A check of the postings.
    Publicity(Publicity),
    /// That an entry was wrong.
    Withdraw {
        /// Which.
        number: u32,
        /// Why.
        reason: String,
    },
}

/// The kinds, in the order they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SurveyKind {
    /// Slips out of the box.
    Slips,
    /// A complaint about the desk.
    Complaint,
    /// An answer to one.
    Answer,
    /// A check of the postings.
    Publicity,
    /// A wrong entry.
    Withdraw,
}

impl Asked {
    /// Its kind.
    pub const fn kind(&self) -> SurveyKind {
        match self {
            Self::Slips { .. } => SurveyKind::Slips,
            Self::Complaint { .. } => SurveyKind::Complaint,
            Self::Answer { .. } => SurveyKind::Answer,
            Self::Publicity(_) => SurveyKind::Publicity,
            Self::Withdraw { .. } => SurveyKind::Withdraw,
        }
    }

    /// The power it takes.
    pub const fn power(&self) -> Power {
        match self.kind() {
            SurveyKind::Slips | SurveyKind::Complaint => Power::RecordSurvey,
            SurveyKind::Answer | SurveyKind::Publicity | SurveyKind::Withdraw => Power::AnswerSurvey,
        }
    }
}

/// An entry of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surveyed {
    /// Running number, from 1.
    pub number: u32,
    /// Who recorded it.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// What.
    pub what: Survey,
}

/// All entries, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surveys(Vec<Surveyed>);

impl Surveys {
    /// A book of these entries.
    pub const fn new(entries: Vec<Surveyed>) -> Self {
        Self(entries)
    }

    /// Takes an entry in. One that is known already changes nothing: frames may be read again.
    pub fn hear(&mut self, entry: Surveyed) {
        if self.0.last().is_none_or(|last| last.number < entry.number) {
            self.0.push(entry);
        }
    }

    /// All entries.
    pub fn all(&self) -> &[Surveyed] {
        &self.0
    }

    /// The entries that were not withdrawn, corrections themselves left out.
    pub fn standing(&self) -> impl Iterator<Item = &Surveyed> {
        self.0
            .iter()
            .filter(|entry| !matches!(entry.what, Survey::Withdrawn { .. }) && self.stands(entry.number))
    }

    fn stands(&self, number: u32) -> bool {
        !self
            .0
            .iter()
            .any(|other| matches!(&other.what, Survey::Withdrawn { number: of, .. } if *of == number))
    }

    /// Slips of boxes emptied in a period: satisfied, neutral, not satisfied.
    pub fn slips(&self, period: Period) -> [u64; 3] {
        let mut all = [0; 3];
        for entry in self.standing() {
            if let Survey::Slips { to, counts, .. } = &entry.what
                && period.holds(*to)
            {
                all.iter_mut().zip(counts).for_each(|(sum, count)| *sum += u64::from(*count));
            }
        }
        all
    }

    /// The last check of the postings before a moment.
    pub fn publicity(&self, before: Moment) -> Option<Publicity> {
        let checked = self.standing().filter(|entry| entry.at < before);
        checked
            .filter_map(|entry| if let Survey::Publicity(found) = &entry.what { Some(*found) } else { None })
            .last()
    }

    /// Complaints about the desk with what came of them.
    pub fn complaints(&self) -> Vec<Complained> {
        let mut made: Vec<Complained> = Vec::new();
        for entry in self.standing() {
            match &entry.what {
                Survey::Complaint(complaint) => {
                    made.push(Complained { complaint: complaint.clone(), at: entry.at, answered: None });
                }
                Survey::Answer(answer) => {
                    if let Some(of) = made.iter_mut().find(|of| of.complaint.number == answer.number) {
                        of.answered = Some((entry.at, answer.clone()));
                    }
                }
                Survey::Slips { .. } | Survey::Publicity(_) | Survey::Withdrawn { .. } => {}
            }
        }
        made
    }

    /// What is recorded for a request, or the rule that forbids it.
    pub fn decide(&self, asked: &Asked, now: Moment, law: &Law) -> Result<(u32, Survey), Refusal> {
        let number = self.0.last().map_or(0, |last| last.number) + 1;
        let said = |text: &str, field: &'static str| {
            let text = text.trim().to_owned();
            if text.is_empty() { Err(Refusal::FieldMissing { field }) } else { Ok(text) }
        };
        let what = match asked {
            Asked::Slips { from, to, counts } => {
                if from > to {
                    let value = super::moment::day(*to);
                    return Err(Refusal::FieldInvalid { field: "through", value });
                }
                if *to > now.date() {
                    return Err(Refusal::InTheFuture { at: Moment::midnight(*to) });
                }
                if counts.iter().all(|count| *count == 0) {
                    return Err(Refusal::FieldMissing { field: "slips-satisfied" });
                }
                Survey::Slips { from: *from, to: *to, counts: *counts }
            }
            Asked::Complaint { matter, words } => {
                let answer_by = answer_by(now, &law.book, &law.calendar)?;
                let words = said(words, "complaint-words")?;
                Survey::Complaint(Complaint { number, matter: *matter, words, answer_by })
            }
            Asked::Answer { number: of, finding, words, document } => {
                let mut open = self.complaints().into_iter().filter(|made| made.answered.is_none());
                if !open.any(|made| made.complaint.number == *of) {
                    return Err(Refusal::NoComplaintOpen);
                }
                let words = said(words, "complaint-answer")?;
                let document = document.trim().to_owned();
                Survey::Answer(Answer { number: *of, finding: *finding, words, document })
            }
            Asked::Publicity(found) => Survey::Publicity(*found),
            Asked::Withdraw { number: of, reason } => {
                if !self.standing().any(|entry| entry.number == *of) {
                    return Err(Refusal::NothingToUndo);
                }
                let reason = reason.trim().to_owned();
                if reason.is_empty() {
                    return Err(Refusal::ReasonMissing);
                }
                Survey::Withdrawn { number: *of, reason }
            }
        };
        Ok((number, what))
    }
}
