//! Between accounts and version 1 of the records.
//!
//! Must not know: events or bytes.

use super::v1;
use crate::domain::accountability::{Account, Subject};

impl From<Subject> for v1::Subject {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Lateness => Self::Lateness,
            Subject::Supplement(number) => Self::Supplement(number),
        }
    }
}

impl From<v1::Subject> for Subject {
    fn from(subject: v1::Subject) -> Self {
        match subject {
            v1::Subject::Lateness => Self::Lateness,
            v1::Subject::Supplement(number) => Self::Supplement(number),
        }
    }
}

impl From<&Account> for v1::Account {
    fn from(account: &Account) -> Self {
        Self {
            subject: account.subject.into(),
            reason: account.reason.clone(),
            words: account.words.clone(),
            evidence: account.evidence.clone(),
            letter: account.letter.clone(),
            regulation: account.regulation.clone(),
        }
    }
}

impl From<v1::Account> for Account {
    fn from(account: v1::Account) -> Self {
        Self {
            subject: account.subject.into(),
            reason: account.reason,
            words: account.words,
            evidence: account.evidence,
            letter: account.letter,
            regulation: account.regulation,
        }
    }
}
