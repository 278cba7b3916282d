//! How opening and submitting can fail. Words for people are made at the edge.
//!
//! Must not know: languages.

use crate::domain::refusal::Refusal;
use crate::journal::lock::LockError;
use crate::journal::{OpenError, ReadError, WriteError};
use crate::store::{RecordError, StoreError};

/// Why a desk could not be opened at all. Damage is not among these: a damaged desk opens read-only.
#[derive(Debug, thiserror::Error)]
pub enum OpenDeskError {
    /// Another program has the folder, or it cannot be locked.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The journal cannot be read, or was written by a later program.
    #[error(transparent)]
    Journal(#[from] OpenError),
    /// A frame does not read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A frame reads but is no record of ours.
    #[error("frame {sequence}: {error}")]
    Record {
        /// The frame.
        sequence: u64,
        /// What is wrong with it.
        error: RecordError,
    },
    /// The store cannot even be made anew.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder itself.
    #[error("the folder cannot be used: {0}")]
    Io(#[from] std::io::Error),
    /// Somebody asked to stop.
    #[error("stopped")]
    Cancelled,
}

/// Why an action was not recorded. In every case nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// A rule forbids it.
    #[error("refused: {}", .0.name())]
    Refused(Refusal),
    /// The case has changed since the person saw it.
    #[error("the case has changed: event {seen} was seen, {now} is the last")]
    Conflict {
        /// The last event the person saw.
        seen: u32,
        /// The last event now.
        now: u32,
    },
    /// There is no such case.
    #[error("no such case")]
    UnknownCase,
    /// The journal did not take it; nothing is acknowledged.
    #[error(transparent)]
    Journal(#[from] WriteError),
    /// The case's events cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A record does not encode or decode.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The store cannot be used or made anew.
    #[error(transparent)]
    Store(#[from] StoreError),
}
