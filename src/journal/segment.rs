//! A segment: one file of the journal, its name and its first 128 bytes.
//!
//! ```text
//! magic 8 ‖ version u16 ‖ zeros 6 ‖ desk id 16 ‖ first sequence u64 ‖ zeros 24
//! ‖ check 32 = BLAKE3(the 64 bytes before ‖ previous hash) ‖ previous hash 32
//! ```
//! A segment gets its name only after this header is durable, so a named file with a broken header is
//! damage, never an unfinished write.
//!
//! Must not know: frames beyond the hash they are chained to.

use super::disk::{Access, Disk, DiskFile};
use super::{ChainHash, DeskId};
use std::io;
use std::path::Path;

/// Bytes before the first frame.
pub(super) const HEADER: usize = 128;
const MAGIC: [u8; 8] = *b"motcua\x9d\n";
const VERSION: u16 = 1;
const GENESIS_CONTEXT: &str = "motcua journal 2026 genesis v1";
const HEADER_CONTEXT: &str = "motcua journal 2026 segment header v1";

/// What a segment says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) desk: DeskId,
    pub(super) first: u64,
    pub(super) previous: ChainHash,
}

/// What stands at the start of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    Sound(Header),
    /// Sound, but written by a later program.
    Newer(u16),
    Broken,
}

impl Header {
    pub(super) fn parse(bytes: &[u8]) -> Opened {
        let Some(raw) = bytes.first_chunk::<HEADER>() else { return Opened::Broken };
        let (plain, rest) = raw.split_at(64);
        let (Some(check), Some(previous)) = (rest.first_chunk::<32>(), rest.last_chunk::<32>()) else {
            return Opened::Broken;
        };
        if plain[..8] != MAGIC || *check != header_check(plain, previous) {
            return Opened::Broken;
        }
        let version = u16::from_le_bytes([plain[8], plain[9]]);
        if version != VERSION {
            return Opened::Newer(version);
        }
        let (mut desk, mut first) = ([0; 16], [0; 8]);
        desk.copy_from_slice(&plain[16..32]);
        first.copy_from_slice(&plain[32..40]);
        Opened::Sound(Self {
            desk: DeskId(desk),
            first: u64::from_le_bytes(first),
            previous: ChainHash(*previous),
        })
    }

    fn bytes(&self) -> [u8; HEADER] {
        let mut raw = [0; HEADER];
        raw[..8].copy_from_slice(&MAGIC);
        raw[8..10].copy_from_slice(&VERSION.to_le_bytes());
        raw[16..32].copy_from_slice(&self.desk.0);
        raw[32..40].copy_from_slice(&self.first.to_le_bytes());
        let check = header_check(&raw[..64], &self.previous.0);
        raw[64..96].copy_from_slice(&check);
        raw[96..].copy_from_slice(&self.previous.0);
        raw
    }
}

/// The hash the first frame of a desk is chained to.
pub(super) fn genesis(desk: DeskId) -> ChainHash {
    ChainHash(blake3::derive_key(GENESIS_CONTEXT, &desk.0))
}

/// The file name of the segment that begins with this sequence.
pub fn name(first: u64) -> String {
    format!("{first:012}.journal")
}

/// The first sequence of the segment of this name, if it is a segment's name.
pub(super) fn parse_name(file: &str) -> Option<u64> {
    let digits = file.strip_suffix(".journal")?;
    let first = digits.parse().ok().filter(|&first: &u64| first > 0)?;
    (name(first) == file).then_some(first)
}

/// Writes a new, empty segment; on return its header and its name survive a power cut.
pub(super) fn create<D: Disk>(disk: &D, dir: &Path, header: &Header) -> io::Result<D::File> {
    let made = dir.join(format!("{}.new", name(header.first)));
    let mut file = disk.open(&made, Access::Create)?;
    file.write_at(0, &header.bytes())?;
    file.sync()?;
    disk.rename(&made, &dir.join(name(header.first)))?;
    disk.sync_dir(dir)?;
    Ok(file)
}

fn header_check(plain: &[u8], previous: &[u8; 32]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(HEADER_CONTEXT);
    hasher.update(plain).update(previous);
    *hasher.finalize().as_bytes()
}
