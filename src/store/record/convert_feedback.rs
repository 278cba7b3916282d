//! Between slips, complaints and version 1 of the records.
//!
//! Must not know: events, facts or bytes.

use super::convert_parts::{date, day};
use super::{RecordError, v1};
use crate::domain::feedback::{Answer, Complaint, Finding, Matter, Rating};

impl From<Rating> for v1::Rating {
    fn from(rating: Rating) -> Self {
        match rating {
            Rating::Satisfied => Self::Satisfied,
            Rating::Neutral => Self::Neutral,
            Rating::Dissatisfied => Self::Dissatisfied,
        }
    }
}

impl From<v1::Rating> for Rating {
    fn from(rating: v1::Rating) -> Self {
        match rating {
            v1::Rating::Satisfied => Self::Satisfied,
            v1::Rating::Neutral => Self::Neutral,
            v1::Rating::Dissatisfied => Self::Dissatisfied,
        }
    }
}

impl From<Matter> for v1::Matter {
    fn from(matter: Matter) -> Self {
        match matter {
            Matter::Attitude => Self::Attitude,
            Matter::Delay => Self::Delay,
            Matter::Demands => Self::Demands,
            Matter::Regulation => Self::Regulation,
            Matter::Other => Self::Other,
        }
    }
}

impl From<v1::Matter> for Matter {
    fn from(matter: v1::Matter) -> Self {
        match matter {
            v1::Matter::Attitude => Self::Attitude,
            v1::Matter::Delay => Self::Delay,
            v1::Matter::Demands => Self::Demands,
            v1::Matter::Regulation => Self::Regulation,
            v1::Matter::Other => Self::Other,
        }
    }
}

impl From<Finding> for v1::Finding {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Founded => Self::Founded,
            Finding::Unfounded => Self::Unfounded,
            Finding::Declined => Self::Declined,
        }
    }
}

impl From<v1::Finding> for Finding {
    fn from(finding: v1::Finding) -> Self {
        match finding {
            v1::Finding::Founded => Self::Founded,
            v1::Finding::Unfounded => Self::Unfounded,
            v1::Finding::Declined => Self::Declined,
        }
    }
}

impl From<&Complaint> for v1::Complaint {
    fn from(complaint: &Complaint) -> Self {
        Self {
            number: complaint.number,
            matter: complaint.matter.into(),
            words: complaint.words.clone(),
            answer_by: day(complaint.answer_by),
        }
    }
}

impl v1::Complaint {
    pub(super) fn lift(self) -> Result<Complaint, RecordError> {
        Ok(Complaint {
            number: self.number,
            matter: self.matter.into(),
            words: self.words,
            answer_by: date(self.answer_by)?,
        })
    }
}

impl From<&Answer> for v1::Answer {
    fn from(answer: &Answer) -> Self {
        Self {
            number: answer.number,
            finding: answer.finding.into(),
            words: answer.words.clone(),
            document: answer.document.clone(),
        }
    }
}

impl From<v1::Answer> for Answer {
    fn from(answer: v1::Answer) -> Self {
        Self {
            number: answer.number,
            finding: answer.finding.into(),
            words: answer.words,
            document: answer.document,
        }
    }
}
