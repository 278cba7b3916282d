//! The whole chain, from the first frame to the last.
//!
//! Must not know: what a check is for, or how its report is shown.

use super::disk::Disk;
use super::walk::Walk;
use super::{Damage, DeskId, Mark, ReadError, Unfinished};
use std::path::Path;

/// What a check of the whole journal found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// The desk the journal belongs to, if any segment says so.
    pub desk: Option<DeskId>,
    /// How many frames are readable and verified.
    pub frames: u64,
    /// Bytes of all segments.
    pub bytes: u64,
    /// The end of the journal.
    pub head: Mark,
    /// How many segments there are.
    pub segments: u64,
    /// Every fault found, in the order of the segments.
    pub damage: Vec<Damage>,
    /// An unfinished write at the end (or one going on right now).
    pub unfinished: Option<Unfinished>,
    /// Files with unfinished writes set aside earlier.
    pub torn: Vec<String>,
    /// How far the watermark says the journal is durable; none if it is missing or unreadable.
    pub watermark: Option<Mark>,
    /// Whether there is a watermark that does not read back. It is evidence and no truth: the next opening writes it anew.
    pub is_mark_broken: bool,
}

/// Reads and verifies everything in `dir`. Writes nothing.
pub fn check<D: Disk>(disk: D, dir: &Path) -> Result<CheckReport, ReadError> {
    let mut walk = Walk::new(disk.clone(), dir)?;
    let (mut frames, mut bytes, mut damage, mut unfinished) = (0, 0, Vec::new(), None);
    while let Some(leg) = walk.leg()? {
        frames += leg.scan.found.len() as u64;
        bytes += leg.base + leg.bytes.len() as u64;
        if leg.scan.unfinished {
            unfinished = Some(Unfinished {
                segment: leg.segment,
                offset: leg.base + leg.scan.end as u64,
                bytes: (leg.bytes.len() - leg.scan.end) as u64,
            });
        }
        damage.extend(leg.scan.damage);
    }
    damage.extend(walk.missing());
    Ok(CheckReport {
        desk: walk.desk,
        frames,
        bytes,
        head: walk.end,
        segments: walk.segments.len() as u64,
        damage,
        unfinished,
        torn: walk
            .others
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|kind| kind == "torn"))
            .collect(),
        is_mark_broken: walk.watermark.is_none()
            && disk.open(&dir.join(super::watermark::NAME), super::disk::Access::Read).is_ok(),
        watermark: walk.watermark,
    })
}
