//! What a check can find, where, and how bad it is.
//!
//! Must not know: how it is found, or how it is worded.

use super::Changed;
use super::anchors::Anchored;
use crate::domain::id::CaseId;
use crate::journal::Damage;
use crate::seal::{office, people, sums};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// All is as it was recorded.
    Sound,
    /// Something disposable is missing or behind; the next opening mends it by itself.
    Mends,
    /// Something recorded is not as it was.
    Damaged,
}

/// One thing that was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The journal is damaged.
    Journal(Damage),
    /// A frame is whole but is no record of ours.
    Record {
        /// The frame.
        sequence: u64,
        /// What is wrong.
        why: String,
    },
    /// An event does not follow the one before it in its case.
    Chain {
        /// The frame.
        sequence: u64,
        /// The event's number.
        n: u32,
    },
    /// An unfinished write lies at the end; nothing in it was acknowledged.
    Unfinished {
        /// Bytes.
        bytes: u64,
    },
    /// An unfinished write was set aside earlier.
    Torn {
        /// Its file.
        file: String,
    },
    /// Frames are missing that the snapshot or the store had seen.
    Missing {
        /// The last frame they had seen.
        known: u64,
        /// The last frame there is.
        found: u64,
    },
    /// A small file is not as the program last had it in hand.
    File(Changed),
    /// A file of keys is not as it was written.
    Keys {
        /// The file.
        file: &'static str,
    },
    /// The note of how far the journal is durable does not read; the next opening writes it anew.
    Mark,
    /// The desk is open elsewhere, so the store was not looked at.
    StoreInUse,
    /// An anchor from outside the machine does not fit this history.
    Anchor {
        /// The frame it speaks of.
        sequence: u64,
        /// What it says.
        what: Anchored,
    },
    /// What the desk said of itself at this frame is not signed by it, or not true.
    Checkpoint {
        /// The frame that says so.
        sequence: u64,
    },
    /// The desk is sealed and nobody logged in: chain and anchors were checked, content was not.
    ContentUnread,
    /// The folder cannot be written or the disk is full, so the store was not looked at.
    StoreUnread {
        /// What the system says.
        why: String,
    },
    /// The store is damaged or cannot be opened.
    Store {
        /// What is wrong.
        why: String,
    },
    /// The store has not taken in the last frames.
    StoreBehind {
        /// How many.
        frames: u64,
    },
    /// The store says otherwise than the journal about a case, or lacks it.
    StoreDiffers {
        /// The case.
        case: CaseId,
    },
    /// The snapshot does not read back.
    Snapshot {
        /// What is wrong.
        why: String,
    },
    /// The snapshot has not taken in the last frames.
    SnapshotBehind {
        /// How many.
        frames: u64,
    },
    /// A row says otherwise than the journal about a case, or is missing.
    RowDiffers {
        /// The case.
        case: CaseId,
    },
}

impl Finding {
    /// What an anchor says against the history; nothing where it fits.
    pub fn of_anchor(sequence: u64, what: Anchored) -> Option<Self> {
        let speaks = !matches!(what, Anchored::Fits | Anchored::BeforeSealing);
        speaks.then_some(Self::Anchor { sequence, what })
    }

    /// How bad it is.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::File(changed) => match changed.name.as_str() {
                // People write settings themselves; nobody writes keys.
                people::FILE | people::OWN | office::FILE => Verdict::Damaged,
                sums::FILE => Verdict::Mends,
                _ => Verdict::Sound,
            },
            Self::Journal(_)
            | Self::Record { .. }
            | Self::Chain { .. }
            | Self::Missing { .. }
            | Self::Keys { .. }
            | Self::Anchor { .. }
            | Self::Checkpoint { .. }
            | Self::Store { .. }
            | Self::StoreDiffers { .. }
            | Self::Snapshot { .. }
            | Self::RowDiffers { .. } => Verdict::Damaged,
            Self::Unfinished { .. } | Self::StoreBehind { .. } | Self::SnapshotBehind { .. } | Self::Mark => {
                Verdict::Mends
            }
            Self::Torn { .. } | Self::StoreInUse | Self::ContentUnread | Self::StoreUnread { .. } => {
                Verdict::Sound
            }
        }
    }
}
