//! From the bytes of one segment to its frames: the straight way, while nothing is wrong.
//!
//! Pure. Must not know: files, other segments, or what to do about damage.

use super::frame::{self, Header};
use super::salvage;
use super::{ChainHash, Damage};

/// What is known of the bytes before looking at them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// The segment, by its first sequence.
    pub(super) segment: u64,
    /// Where the bytes begin in the segment's file.
    pub(super) base: u64,
    /// The sequence the first frame must have.
    pub(super) first: u64,
    /// The first sequence of the segment that follows; none for the last one.
    pub(super) upper: Option<u64>,
    /// Everything up to this sequence was durable.
    pub(super) durable: u64,
    /// The disk could not read some of the bytes (they are zeros here).
    pub(super) holed: bool,
    /// The segment's header is broken: what its first frame is linked to may not be known.
    pub(super) broken: bool,
}

/// One readable frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it begins in the bytes.
    pub(super) at: usize,
    pub(super) header: Header,
    /// Its chain hash as stored.
    pub(super) hash: ChainHash,
}

/// What the bytes hold, in order of sequence.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) found: Vec<Found>,
    pub(super) damage: Vec<Damage>,
    /// The sequence that comes next.
    pub(super) next: u64,
    /// Where the frames end in the bytes.
    pub(super) end: usize,
    /// Whether what follows `end` is an unfinished write.
    pub(super) unfinished: bool,
}

/// Hashes the first frame may be chained to: the end of the segment before, and what the bytes before
/// the frame say. Normally they agree.
pub(super) type Links = [Option<ChainHash>; 2];

/// Reads all frames of a segment from `span.base` on.
pub(super) fn scan(bytes: &[u8], span: &Span, mut links: Links) -> Scan {
    let mut scan = Scan { next: span.first, ..Scan::default() };
    while let Some(rest) = bytes.get(scan.end..).filter(|rest| !rest.is_empty()) {
        let Some((header, hash)) = next_frame(rest, scan.next, links) else {
            salvage::salvage(bytes, span, links, &mut scan);
            return scan;
        };
        scan.found.push(Found { at: scan.end, header, hash });
        scan.end += header.total();
        scan.next += 1;
        links = [Some(hash), None];
    }
    scan
}

/// The frame at the start of `rest`, if it is the one that must stand there.
fn next_frame(rest: &[u8], sequence: u64, links: Links) -> Option<(Header, ChainHash)> {
    let header = Header::parse(rest).filter(|header| header.sequence == sequence)?;
    let (covered, hash) = frame::split(rest.get(..header.total())?)?;
    links.into_iter().flatten().any(|link| frame::chain(link, covered) == hash).then_some((header, hash))
}
