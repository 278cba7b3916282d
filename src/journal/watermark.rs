//! The watermark: a small file that says how far the journal is known to be durable.
//!
//! It is rewritten after each barrier and not synced itself, so after a power cut it may be old or
//! unreadable, but it never claims what was not durable. It is evidence, not truth: whatever it covers
//! cannot be an unfinished write, so a fault there is damage. Without it the journal opens all the same.
//! A backup leaves it out, or copies it before the segments.
//!
//! Must not know: frames or segments beyond the numbers of a mark.

use super::disk::{Access, Disk, DiskFile};
use super::{ChainHash, Mark};
use std::io;
use std::path::Path;

/// Its name inside the journal's folder.
pub(super) const NAME: &str = "durable.mark";
const MAGIC: [u8; 8] = *b"MCmark\x9d1";
const CONTEXT: &str = "motcua journal 2026 watermark v1";
const SIZE: usize = 96;

/// The open watermark file.
#[derive(Debug)]
pub(super) struct Watermark<F> {
    file: F,
}

impl<F: DiskFile> Watermark<F> {
    /// Opens the file, making it if needed, and records `mark` durably.
    pub(super) fn open<D: Disk<File = F>>(disk: &D, dir: &Path, mark: &Mark) -> io::Result<Self> {
        let path = dir.join(NAME);
        let (file, made) = match disk.open(&path, Access::Write) {
            Ok(file) => (file, false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                (disk.open(&path, Access::Create)?, true)
            }
            Err(error) => return Err(error),
        };
        let mut watermark = Self { file };
        watermark.record(mark)?;
        watermark.file.sync()?;
        if made {
            disk.sync_dir(dir)?;
        }
        Ok(watermark)
    }

    /// Records that everything up to `mark` is durable. One small write, no barrier.
    pub(super) fn record(&mut self, mark: &Mark) -> io::Result<()> {
        self.file.write_at(0, &encode(mark))
    }

    /// Makes the record itself survive a power cut.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.file.sync()
    }
}

/// What the file says, or nothing if it is missing or unreadable.
pub(super) fn read<D: Disk>(disk: &D, dir: &Path) -> Option<Mark> {
    let mut raw = [0; SIZE];
    disk.open(&dir.join(NAME), Access::Read).ok()?.read_at(0, &mut raw).ok()?;
    let (body, check) = raw.split_last_chunk::<32>()?;
    if body[..8] != MAGIC || blake3::derive_key(CONTEXT, body) != *check {
        return None;
    }
    let number = |from: usize| body.get(from..)?.first_chunk().copied().map(u64::from_le_bytes);
    Some(Mark {
        sequence: number(8)?,
        segment: number(16)?,
        offset: number(24)?,
        hash: ChainHash(*body.last_chunk()?),
    })
}

fn encode(mark: &Mark) -> [u8; SIZE] {
    let mut raw = [0; SIZE];
    raw[..8].copy_from_slice(&MAGIC);
    raw[8..16].copy_from_slice(&mark.sequence.to_le_bytes());
    raw[16..24].copy_from_slice(&mark.segment.to_le_bytes());
    raw[24..32].copy_from_slice(&mark.offset.to_le_bytes());
    raw[32..64].copy_from_slice(&mark.hash.0);
    let check = blake3::derive_key(CONTEXT, &raw[..64]);
    raw[64..].copy_from_slice(&check);
    raw
}
