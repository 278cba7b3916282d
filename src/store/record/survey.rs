//! The book of surveys as recorded bytes. Variants and fields are only ever added at the end.
//!
//! Must not know: facts, or what is counted from the book.

use super::convert_parts::{date, day};
use super::{RecordError, v1};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::survey::{self as domain, Publicity, Surveyed};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) enum Survey {
    Slips { from: v1::Day, to: v1::Day, counts: [u32; 3] },
    Complaint(v1::Complaint),
    Answer(v1::Answer),
    Publicity { board: bool, electronic: bool, faultless: bool },
    Withdrawn { number: u32, reason: String },
}

/// An entry in a snapshot.
#[derive(Serialize, Deserialize)]
pub(super) struct Entry {
    number: u32,
    by: String,
    at: v1::Moment,
    what: Survey,
}

impl From<&domain::Survey> for Survey {
    fn from(what: &domain::Survey) -> Self {
        match what {
            domain::Survey::Slips { from, to, counts } => {
                Self::Slips { from: day(*from), to: day(*to), counts: *counts }
            }
            domain::Survey::Complaint(complaint) => Self::Complaint(complaint.into()),
            domain::Survey::Answer(answer) => Self::Answer(answer.into()),
            domain::Survey::Publicity(Publicity { board, electronic, faultless }) => {
                Self::Publicity { board: *board, electronic: *electronic, faultless: *faultless }
            }
            domain::Survey::Withdrawn { number, reason } => {
                Self::Withdrawn { number: *number, reason: reason.clone() }
            }
        }
    }
}

impl Survey {
    pub(super) fn lift(self) -> Result<domain::Survey, RecordError> {
        Ok(match self {
            Self::Slips { from, to, counts } => {
                domain::Survey::Slips { from: date(from)?, to: date(to)?, counts }
            }
            Self::Complaint(complaint) => domain::Survey::Complaint(complaint.lift()?),
            Self::Answer(answer) => domain::Survey::Answer(answer.into()),
            Self::Publicity { board, electronic, faultless } => {
                domain::Survey::Publicity(Publicity { board, electronic, faultless })
            }
            Self::Withdrawn { number, reason } => domain::Survey::Withdrawn { number, reason },
        })
    }
}

impl From<&Surveyed> for Entry {
    fn from(entry: &Surveyed) -> Self {
        Self { number: entry.number, by: entry.by.0.clone(), at: entry.at.unix(), what: (&entry.what).into() }
    }
}

impl Entry {
    pub(super) fn lift(self) -> Result<Surveyed, RecordError> {
        Ok(Surveyed {
            number: self.number,
            by: PersonId(self.by),
            at: Moment::from_unix(self.at),
            what: self.what.lift()?,
        })
    }
}
