//! How opening and submitting can fail. Words for people are made at the edge.
//!
//! Must not know: languages.

use crate::domain::refusal::Refusal;
use crate::journal::lock::LockError;
use crate::journal::{OpenError, ReadError, WriteError};
use crate::seal::SealError;
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
    /// The desk is sealed, and nobody has logged in.
    #[error("the desk is sealed: log in first")]
    Locked,
    /// The keys of a sealed desk do not read.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// The people's file is older than the one the history knows.
    #[error("the key file is version {found}, but the history knows version {known}")]
    OldKeys {
        /// The version in the history.
        known: u32,
        /// The version found.
        found: u32,
    },
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
    /// What is sealed does not open, or nothing can be sealed.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// The disk was full, and there is room again: the same may be asked once more.
    #[error("the disk was full; {released} bytes were kept for this and are free now")]
    Full {
        /// Bytes that were kept for this; 0 where somebody else made room.
        released: u64,
    },
}
