//! After the first fault in a segment: was it an unfinished write, or damage? And what is still readable?
//!
//! A write is unfinished when nothing proves it was ever durable and part of it was never written: the
//! file ends inside it, or it has a block of zeros (no written frame has one), or it resembles nothing of
//! ours. Whatever the watermark covers, or a later commit stands behind, was durable: it is damage.
//! Altered bits in a complete frame are damage too, for they are not zeros and the header is known.
//!
//! Pure. Must not know: files or other segments.

use super::frame::{self, BLOCK, HASH, Header};
use super::scan::{Found, Links, Scan, Span};
use super::{ChainHash, Damage, DamageKind};
use std::collections::BTreeMap;

/// A readable header met while searching.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: usize,
    header: Header,
    /// The body is there and is what was written.
    whole: bool,
}

/// Continues a scan that met a fault at `scan.end`.
pub(super) fn salvage(bytes: &[u8], span: &Span, links: Links, scan: &mut Scan) {
    let pieces = search(bytes, scan.end);
    if is_unfinished(bytes, span, scan, &pieces) {
        scan.unfinished = true;
        return;
    }
    let before = scan.damage.len();
    let (fault_at, fault_sequence) = (scan.end, scan.next);
    let ordered = choose(bytes, span, scan, &pieces);
    follow(bytes, span, scan, links, &ordered);
    finish(bytes, span, scan);
    if scan.damage.len() == before && !span.broken {
        report(scan, span, fault_at, fault_sequence, 0, DamageKind::Unreadable);
    }
}

/// Every header of ours from `from` on, at the places where frames can begin.
fn search(bytes: &[u8], from: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = from;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let mut step = BLOCK;
        if let Some(header) = Header::parse(rest) {
            let whole = header.is_whole(rest);
            if whole {
                // Only so far: where pages changed places, another frame may begin before its hash ends.
                step = (frame::HEADER + header.length).next_multiple_of(BLOCK);
            }
            pieces.push(Piece { at, header, whole });
        }
        at += step;
    }
    pieces
}

/// Whether everything from `scan.end` on is a write that never finished.
fn is_unfinished(bytes: &[u8], span: &Span, scan: &Scan, pieces: &[Piece]) -> bool {
    if span.upper.is_some() || span.holed || scan.next <= span.durable {
        return false;
    }
    // A frame of a later commit proves this place was durable; an older one has no business here.
    let proves = |piece: &Piece| {
        piece.header.sequence < scan.next || piece.header.sequence - u64::from(piece.header.batch) > scan.next
    };
    if pieces.iter().any(proves) {
        return false;
    }
    let rest = bytes.get(scan.end..).unwrap_or_default();
    match Header::parse(rest) {
        Some(header) => rest.get(..header.total()).is_none_or(frame::is_partly_unwritten),
        None => {
            rest.len() < BLOCK
                || frame::is_partly_unwritten(rest)
                || !frame::resembles_header(rest, scan.next)
        }
    }
}

/// The pieces that can belong here, by sequence; whole ones first come first served.
fn choose(bytes: &[u8], span: &Span, scan: &mut Scan, pieces: &[Piece]) -> BTreeMap<u64, Piece> {
    let room = ((bytes.len() - scan.end) / BLOCK) as u64;
    let upper = span.upper.unwrap_or_else(|| scan.next.saturating_add(room).max(span.durable + 1));
    let mut ordered: BTreeMap<u64, Piece> = BTreeMap::new();
    for piece in pieces {
        let sequence = piece.header.sequence;
        let fits = (scan.next..upper).contains(&sequence);
        let better = |known: &Piece| piece.whole && !known.whole;
        // Reaches beyond the end of the journal: left for `finish` to judge.
        if span.upper.is_none() && sequence > span.durable && piece.at + piece.header.total() > bytes.len() {
            continue;
        }
        if fits && ordered.get(&sequence).is_none_or(better) {
            ordered.insert(sequence, *piece);
        } else if piece.whole {
            report(scan, span, piece.at, sequence, 0, DamageKind::Misplaced);
        }
    }
    ordered
}

/// Goes through the pieces in order of sequence, checking the chain as far as it can be known.
fn follow(bytes: &[u8], span: &Span, scan: &mut Scan, mut links: Links, ordered: &BTreeMap<u64, Piece>) {
    let mut cursor = scan.end;
    // Whether the frame before is lost, so that nothing can be said about the link to it.
    let mut unlinked = span.broken;
    // A frame whose own hash did not fit: readable only if the next frame is chained to what it should be.
    let mut doubted: Option<(Found, ChainHash, usize)> = None;
    for (&sequence, piece) in ordered {
        if sequence > scan.next {
            report(scan, span, cursor, scan.next, sequence - scan.next, DamageKind::Unreadable);
            links = [None, None];
            unlinked = true;
        }
        if piece.at < cursor {
            report(scan, span, piece.at, sequence, 0, DamageKind::Misplaced);
        }
        let stored = bytes.get(piece.at..piece.at + piece.header.total()).and_then(frame::split);
        let proven = stored.and_then(|(covered, hash)| {
            // Where frames do not adjoin, the bytes before this one may still hold the true link.
            let before = if piece.at == cursor { None } else { hash_before(bytes, piece.at) };
            links.into_iter().chain([before]).flatten().find(|&link| frame::chain(link, covered) == hash)
        });
        if let Some((found, computed, place)) = doubted.take()
            && proven == Some(computed)
        {
            scan.found.push(found);
            if let Some(damage) = scan.damage.get_mut(place) {
                damage.frames = 0;
            }
        }
        let hash = stored.map(|(_, hash)| hash);
        match (hash, piece.whole) {
            (Some(hash), true) if proven.is_some() || unlinked => {
                scan.found.push(Found { at: piece.at, header: piece.header, hash });
                links = [Some(hash), None];
                // Its own hash is only known to be sound once a link to or from it fits.
                unlinked = proven.is_none();
            }
            (Some(hash), true) => {
                let computed = stored.zip(links[0]).map(|((covered, _), link)| frame::chain(link, covered));
                report(scan, span, piece.at, sequence, 1, DamageKind::Chain);
                doubted = computed.map(|computed| {
                    (Found { at: piece.at, header: piece.header, hash }, computed, scan.damage.len() - 1)
                });
                links = [Some(hash), computed];
            }
            (hash, _) => {
                report(scan, span, piece.at, sequence, 1, DamageKind::Body);
                links = [hash, None];
                unlinked = true;
            }
        }
        cursor = piece.at + piece.header.total();
        scan.end = scan.end.max(cursor.min(bytes.len()));
        scan.next = sequence + 1;
    }
}

/// Judges what is left behind the last piece.
fn finish(bytes: &[u8], span: &Span, scan: &mut Scan) {
    if scan.end < bytes.len() {
        if is_unfinished(bytes, span, scan, &[]) {
            scan.unfinished = true;
            return;
        }
        let known = span.upper.map_or(span.durable + 1, |upper| upper);
        // In the last segment something stood here, at least one frame.
        let least = u64::from(span.upper.is_none());
        let lost = known.saturating_sub(scan.next).max(least);
        let (at, next) = (scan.end, scan.next);
        report(scan, span, at, next, lost, DamageKind::Unreadable);
        scan.next += lost;
        scan.end = bytes.len();
    }
}

/// The 32 bytes before a frame.
fn hash_before(bytes: &[u8], at: usize) -> Option<ChainHash> {
    bytes.get(..at)?.last_chunk::<HASH>().map(|hash| ChainHash(*hash))
}

fn report(scan: &mut Scan, span: &Span, at: usize, sequence: u64, frames: u64, kind: DamageKind) {
    let offset = span.base + at as u64;
    scan.damage.push(Damage { segment: span.segment, offset, sequence, frames, kind });
}
