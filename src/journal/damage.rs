//! What can be wrong with a journal, and where.
//!
//! Must not know: how it was found, or the words the screen uses for it.

use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// One fault in what should be durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Damage {
    /// The segment, by its first sequence.
    pub segment: u64,
    /// Where in the segment's file the fault begins, in bytes.
    pub offset: u64,
    /// The first frame concerned.
    pub sequence: u64,
    /// How many frames from `sequence` on cannot be read because of it; 0 if all can.
    pub frames: u64,
    /// What is wrong.
    pub kind: DamageKind,
}

/// The kinds of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum DamageKind {
    /// A segment's own header is broken or does not fit its name.
    SegmentHeader,
    /// A segment comes from another desk.
    Foreign,
    /// A segment does not continue the one before it.
    SegmentLink,
    /// Frames are missing between two segments.
    Gap,
    /// Frames known to have been durable are missing at the end.
    Missing,
    /// A place where frames should stand cannot be made out.
    Unreadable,
    /// A frame's body is not what was written.
    Body,
    /// A frame does not continue the one before it.
    Chain,
    /// A frame stands where another should.
    Misplaced,
    /// The frame at the watermark is not the one that was acknowledged.
    Rewritten,
    /// The disk itself refuses to read part of the segment.
    Medium,
    /// A frame is whole, but was not sealed with this desk's keys where it stands.
    Forged,
    /// The key of a frame's case is gone, and nothing in the history says that it was erased.
    KeyGone,
}

/// The end of an unfinished write: bytes after the last frame that never became one. Nothing in them
/// was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unfinished {
    /// The last segment, by its first sequence.
    pub segment: u64,
    /// Where the last whole frame ends.
    pub offset: u64,
    /// How many bytes follow.
    pub bytes: u64,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { segment, offset, sequence, frames, kind } = self;
        write!(f, "{kind:?} in segment {segment} at byte {offset}, frame {sequence}, {frames} unreadable")
    }
}
