//! Hài lòng, phản ánh, kiến nghị: how people judge the service, and what they complain of.
//!
//! What names a file is an event of that file; slips out of a box, and complaints about the desk itself, are
//! facts of the desk (`survey`). Must not know: points, shares, or who may record what.

use super::moment::Moment;
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr};

/// How somebody judged on the satisfaction slip (TT 01/2018/TT-VPCP art. 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Rating {
    /// Hài lòng.
    Satisfied,
    /// Bình thường.
    Neutral,
    /// Không hài lòng.
    Dissatisfied,
}

/// What somebody complains of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Matter {
    /// How they were treated.
    Attitude,
    /// That it took too long.
    Delay,
    /// Papers or money beyond what is published.
    Demands,
    /// A regulation (NĐ 20/2008, NĐ 92/2017).
    Regulation,
    /// Anything else.
    Other,
}

/// A complaint or petition (phản ánh, kiến nghị).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Running number, from 1, in its file or at the desk.
    pub number: u32,
    /// Of what.
    pub matter: Matter,
    /// In their words.
    pub words: String,
    /// The last day for the answer.
    pub answer_by: NaiveDate,
}

/// What the answer finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Finding {
    /// It is right.
    Founded,
    /// It is not: it counts against nobody.
    Unfounded,
    /// It is not for this office to answer.
    Declined,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The complaint it answers.
    pub number: u32,
    /// What it finds.
    pub finding: Finding,
    /// What it says.
    pub words: String,
    /// Number of the letter, where one went.
    pub document: String,
}

/// A complaint with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complained {
    /// The complaint.
    pub complaint: Complaint,
    /// When it was made.
    pub at: Moment,
    /// When and how it was answered.
    pub answered: Option<(Moment, Answer)>,
}
