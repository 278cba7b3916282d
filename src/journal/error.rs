//! How opening, writing and reading can fail.
//!
//! Must not know: the words the screen uses; these texts are for logs.

use super::{Damage, Mark, ReadOnly};
use std::io;

/// Why a journal could not be opened at all.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The disk refused.
    #[error("the journal cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The resume point does not fit; opening without it scans everything.
    #[error("the resume point {mark:?} does not fit the journal: {why:?}")]
    Mark {
        /// The point that was given.
        mark: Mark,
        /// What does not fit.
        why: MarkMisfit,
    },
    /// A segment was written by a later program; nothing was touched.
    #[error("segment {segment} has format version {version}, written by a later program")]
    Newer {
        /// The segment, by its first sequence.
        segment: u64,
        /// Its format version.
        version: u16,
    },
}

/// Why a resume point does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkMisfit {
    /// Its segment is not there.
    NoSegment,
    /// It lies beyond the end of its segment, which is this many bytes long: acknowledged frames are gone.
    BeyondEnd {
        /// Length of the segment's file.
        length: u64,
    },
    /// Another history stands before it.
    OtherHash,
}

/// Why a frame was not acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A body is larger than a frame may hold. Nothing was written; the journal goes on.
    #[error("a body of {bytes} bytes is too large for one frame")]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// The disk refused a write or a barrier. The journal has stopped acknowledging for good.
    #[error("the journal could not be written: {0}")]
    Io(#[from] io::Error),
    /// A write failed before; only opening again can tell what is durable.
    #[error("the journal stopped after a failed write: {kind}")]
    Stopped {
        /// The kind of the first failure.
        kind: io::ErrorKind,
    },
    /// The journal was opened for reading only.
    #[error("the journal is read-only: {0:?}")]
    ReadOnly(ReadOnly),
}

/// Why a frame could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk refused.
    #[error("the journal cannot be read: {0}")]
    Io(#[from] io::Error),
    /// What stands there is not what was written.
    #[error("{0}")]
    Damage(Damage),
    /// A segment was written by a later program.
    #[error("segment {segment} has format version {version}, written by a later program")]
    Newer {
        /// The segment, by its first sequence.
        segment: u64,
        /// Its format version.
        version: u16,
    },
}
