//! One frame: how a body lies on disk, and how it is tied to the frame before it.
//!
//! ```text
//! header 32 = magic 4 ‖ length u32 ‖ version u8 ‖ algorithm u8 ‖ batch u16 ‖ sequence u64
//!             ‖ content check 8 ‖ header check 4
//! body      = masked bytes, then zeros, so that the whole frame fills blocks of 64 bytes
//! chain 32  = BLAKE3(context, previous chain hash ‖ header ‖ body ‖ zeros)
//! ```
//! All numbers are little-endian. Three properties make a power cut and a decayed disk look different:
//! * frames begin at multiples of 64 bytes, so a disk sector never holds only a sliver of one;
//! * the body is masked (not encrypted), so no block of a written frame is ever all zeros: a block of
//!   zeros was never written;
//! * the 32 bytes before any frame are the hash it is chained to.
//!
//! The content check covers the body alone: a frame stays readable when the hash before it is lost.
//!
//! Must not know: files, segments, or what a body means.

use super::ChainHash;

/// Frames begin and end at multiples of this many bytes.
pub(super) const BLOCK: usize = 64;
/// Bytes of a frame before its body.
pub(super) const HEADER: usize = 32;
/// Bytes of a chain hash.
pub(super) const HASH: usize = 32;
/// The largest body, in bytes. Bigger ones are refused when written and disbelieved when read.
pub const MAX_BODY: usize = 1 << 20;
/// The most frames one barrier can make durable.
pub(super) const MAX_BATCH: usize = 1 << 16;

const MAGIC: [u8; 4] = *b"MCf\x9d";
const VERSION: u8 = 1;
const CHAIN_CONTEXT: &str = "motcua journal 2026 frame chain v1";
/// More differing bits than this in the predictable part of a header (104 bits): not a decayed header.
const RESEMBLING_BITS: u32 = 20;

/// What stands before a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// Bytes of the body.
    pub(super) length: usize,
    /// How the body is sealed; 0 is plain.
    pub(super) algorithm: u8,
    /// Place inside its commit, from 0: everything before `sequence - batch` was durable when this
    /// frame was written.
    pub(super) batch: u16,
    /// Running number of the frame, from 1.
    pub(super) sequence: u64,
    content: [u8; 8],
}

impl Header {
    /// The header at the start of `bytes`, if one of ours stands there undamaged.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let raw: &[u8; HEADER] = bytes.first_chunk()?;
        if raw[..4] != MAGIC || raw[28..] != header_check(&raw[..28]) || raw[8] != VERSION {
            return None;
        }
        let length = usize::try_from(u32::from_le_bytes(take(raw, 4))).ok()?;
        let header = Self {
            length,
            algorithm: raw[9],
            batch: u16::from_le_bytes(take(raw, 10)),
            sequence: u64::from_le_bytes(take(raw, 12)),
            content: take(raw, 20),
        };
        (length <= MAX_BODY && header.sequence > u64::from(header.batch)).then_some(header)
    }

    /// Bytes of the whole frame.
    pub(super) const fn total(&self) -> usize {
        total(self.length)
    }

    /// Whether the whole frame stands in `bytes` with the body that was written.
    pub(super) fn is_whole(&self, bytes: &[u8]) -> bool {
        bytes.len() >= self.total()
            && bytes.get(HEADER..HEADER + self.length).is_some_and(|body| content_check(body) == self.content)
    }

    fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&(self.length as u32).to_le_bytes());
        out.extend_from_slice(&[VERSION, self.algorithm]);
        out.extend_from_slice(&self.batch.to_le_bytes());
        out.extend_from_slice(&self.sequence.to_le_bytes());
        out.extend_from_slice(&self.content);
        let check = header_check(&out[start..]);
        out.extend_from_slice(&check);
    }
}

/// Bytes of a frame with a body of `length` bytes.
pub(super) const fn total(length: usize) -> usize {
    (HEADER + length + HASH).next_multiple_of(BLOCK)
}

/// Adds one frame (its sequence, place in the commit and cipher) to `out` and returns its chain hash. The body
/// is at most [`MAX_BODY`] bytes.
pub(super) fn encode(
    out: &mut Vec<u8>,
    (sequence, batch, algorithm): (u64, u16, u8),
    body: &[u8],
    previous: ChainHash,
) -> ChainHash {
    let start = out.len();
    let mut stored = body.to_vec();
    mask(sequence, &mut stored);
    let header = Header { length: body.len(), algorithm, batch, sequence, content: content_check(&stored) };
    header.write(out);
    out.extend_from_slice(&stored);
    out.resize(start + header.total() - HASH, 0);
    let hash = chain(previous, &out[start..]);
    out.extend_from_slice(&hash.0);
    hash
}

/// The chain hash a frame must carry: `covered` is the frame without its last 32 bytes.
pub(super) fn chain(previous: ChainHash, covered: &[u8]) -> ChainHash {
    let mut hasher = blake3::Hasher::new_derive_key(CHAIN_CONTEXT);
    hasher.update(&previous.0).update(covered);
    ChainHash(*hasher.finalize().as_bytes())
}

/// The part of a whole frame its chain hash covers, and that hash as stored.
pub(super) fn split(frame: &[u8]) -> Option<(&[u8], ChainHash)> {
    let (covered, hash) = frame.split_last_chunk::<HASH>()?;
    Some((covered, ChainHash(*hash)))
}

/// The body of a whole frame as it was given.
pub(super) fn body(header: &Header, frame: &[u8]) -> Vec<u8> {
    let mut body = frame.get(HEADER..HEADER + header.length).unwrap_or_default().to_vec();
    mask(header.sequence, &mut body);
    body
}

/// Whether part of these whole frames was never written: a block of zeros, or zeros for the last word of
/// the last chain hash. Neither comes about in a written frame, nor by altering a bit of one.
pub(super) fn is_partly_unwritten(bytes: &[u8]) -> bool {
    bytes.chunks_exact(BLOCK).any(|block| block.iter().all(|&byte| byte == 0)) || bytes.ends_with(&[0; 8])
}

/// Whether an unreadable header could once have been the header of frame `sequence`.
pub(super) fn resembles_header(bytes: &[u8], sequence: u64) -> bool {
    let Some(raw) = bytes.first_chunk::<HEADER>() else { return false };
    let differing = |seen: &[u8], meant: &[u8]| -> u32 {
        seen.iter().zip(meant).map(|(a, b)| (a ^ b).count_ones()).sum()
    };
    let bits = differing(&raw[..4], &MAGIC)
        + differing(&raw[8..9], &[VERSION])
        + differing(&raw[12..20], &sequence.to_le_bytes());
    bits <= RESEMBLING_BITS
}

fn header_check(bytes: &[u8]) -> [u8; 4] {
    take(blake3::hash(bytes).as_bytes(), 0)
}

fn content_check(stored: &[u8]) -> [u8; 8] {
    take(blake3::hash(stored).as_bytes(), 0)
}

/// `N` bytes from `from`; the callers stay inside the array.
fn take<const N: usize>(bytes: &[u8; 32], from: usize) -> [u8; N] {
    let mut out = [0; N];
    for (to, from) in out.iter_mut().zip(&bytes[from..]) {
        *to = *from;
    }
    out
}

/// Mixes a body with a stream that depends on the sequence alone (SplitMix64); doing it twice undoes it.
fn mask(sequence: u64, bytes: &mut [u8]) {
    let mut state = sequence;
    for chunk in bytes.chunks_mut(8) {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^= word >> 31;
        for (byte, mixed) in chunk.iter_mut().zip(word.to_le_bytes()) {
            *byte ^= mixed;
        }
    }
}
