//! Where events live: an append-only log of frames, the only truth on disk.
//!
//! A folder of segment files, each a header and a run of frames; every frame carries a hash over the
//! frame before it, across segments, from the desk's own genesis. [`Journal::append`] returns once the
//! frame survives a power cut. Opening never throws anything away: an unfinished write at the end is set
//! aside in a `.torn` file, any other fault is located and leaves the journal readable and read-only.
//!
//! * [`disk`]: the seam to the file system
//! * `frame`, `segment`, `watermark`: the three formats on disk
//! * `scan`, `salvage`: from the bytes of one segment to frames and damage (pure)
//! * `walk`: segment after segment
//! * `open`, `write`, `read`, `check`: what the desk does with them
//! * [`lock`]: one desk per folder
//!
//! Must not know: what a body means, cases, people, clocks.

mod check;
mod damage;
pub mod disk;
mod error;
mod frame;
pub mod lock;
mod open;
mod read;
mod salvage;
mod scan;
mod segment;
mod walk;
mod watermark;
mod write;

pub use check::{CheckReport, check};
pub use damage::{Damage, DamageKind, Unfinished};
pub use error::{MarkMisfit, OpenError, ReadError, WriteError};
pub use frame::MAX_BODY;
pub use open::{Opening, ReadOnly, SetAside};
pub use read::{Frame, Frames, Reader};
pub use segment::name as segment_name;
pub use write::Journal;

use std::fmt;

/// A desk's own random number, written into every segment: files of two desks cannot be mixed unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DeskId(pub [u8; 16]);

/// The hash that ties a frame to all frames before it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainHash(pub [u8; 32]);

/// Where one frame stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Running number of the frame, from 1.
    pub sequence: u64,
    /// The segment, by its first sequence.
    pub segment: u64,
    /// Bytes from the start of the segment's file.
    pub offset: u64,
}

/// A point between two frames: everything up to `sequence` lies before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The last frame before the point; 0 at the very beginning.
    pub sequence: u64,
    /// The segment that holds that frame, by its first sequence.
    pub segment: u64,
    /// Where that frame ends, in bytes from the start of the segment's file.
    pub offset: u64,
    /// The chain hash of that frame.
    pub hash: ChainHash,
}

/// What a journal is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The id a new journal is made with; an existing one keeps its own.
    pub desk: DeskId,
    /// A segment that would grow beyond this many bytes is closed and a new one begun.
    pub segment_bytes: u64,
}

impl Options {
    /// 16 MiB: a segment is read into memory as a whole, and a backup copies whole segments.
    pub const SEGMENT_BYTES: u64 = 16 << 20;

    /// The usual options for a desk.
    pub const fn new(desk: DeskId) -> Self {
        Self { desk, segment_bytes: Self::SEGMENT_BYTES }
    }
}

impl fmt::Display for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ChainHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
