//! Opening: scan, set an unfinished write aside, make sure that what stands is durable.
//!
//! Must not know: how frames are appended, or what the desk does with a damaged journal.

use super::disk::{Access, Disk, DiskFile};
use super::walk::Walk;
use super::watermark::Watermark;
use super::write::{Journal, State, Writer};
use super::{Damage, DeskId, Mark, OpenError, Options, ReadError, Unfinished, segment};
use std::io;
use std::path::Path;

/// What opening found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The end of the journal: its last frame and that frame's chain hash.
    pub head: Mark,
    /// How many frames were read and verified.
    pub scanned: u64,
    /// An unfinished write that was set aside; nothing in it had been acknowledged.
    pub set_aside: Option<SetAside>,
    /// An unfinished write that was left where it is, because the journal is read-only.
    pub unfinished: Option<Unfinished>,
    /// Every fault found, in the order of the segments.
    pub damage: Vec<Damage>,
    /// Why nothing can be appended, if so.
    pub read_only: Option<ReadOnly>,
}

/// The bytes of an unfinished write and the file they are kept in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Name inside the journal's folder.
    pub file: String,
    /// How many bytes.
    pub bytes: u64,
}

/// Why a journal takes no more frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    /// It is damaged.
    Damaged,
    /// The folder could not be written when the journal was opened (full, write-protected, failing).
    Unwritable(io::ErrorKind),
}

impl<D: Disk> Journal<D> {
    /// Opens the journal in `dir`, making it if there is none.
    ///
    /// With a mark only what follows it is read and verified; a mark that does not fit is
    /// [`OpenError::Mark`], to be answered with an opening without one. The caller holds the desk's lock.
    pub fn open(
        disk: D,
        dir: &Path,
        options: &Options,
        from: Option<&Mark>,
    ) -> Result<(Self, Opening), OpenError> {
        let mut walk = match Walk::new(disk.clone(), dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                disk.create_dir(dir)?;
                if let Some(parent) = dir.parent() {
                    disk.sync_dir(parent)?;
                }
                Walk::new(disk.clone(), dir)?
            }
            walk => walk?,
        };
        if let Some(mark) = from {
            walk.start_after(mark)?;
        }
        let (mut damage, mut scanned, mut unfinished) = (Vec::new(), 0, None);
        while let Some(leg) = walk.leg()? {
            scanned += leg.scan.found.len() as u64;
            if leg.scan.unfinished {
                let offset = leg.base + leg.scan.end as u64;
                let bytes = (leg.bytes.len() - leg.scan.end) as u64;
                unfinished = Some(Unfinished { segment: leg.segment, offset, bytes });
            }
            damage.extend(leg.scan.damage);
        }
        damage.extend(walk.missing());
        let desk = walk.desk.unwrap_or(options.desk);
        let mut opening =
            Opening { head: walk.end, scanned, set_aside: None, unfinished, damage, read_only: None };
        let state = if opening.damage.is_empty() {
            match prepare(&disk, dir, desk, &walk, &mut opening) {
                Ok(writer) => State::Ready(writer),
                Err(error) => State::ReadOnly(ReadOnly::Unwritable(error.kind())),
            }
        } else {
            State::ReadOnly(ReadOnly::Damaged)
        };
        if let State::ReadOnly(why) = &state {
            opening.read_only = Some(*why);
        }
        Ok((Self::assemble(disk, dir, desk, options.segment_bytes, opening.head, state), opening))
    }
}

impl From<ReadError> for OpenError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(error) => Self::Io(error),
            ReadError::Damage(damage) => Self::Io(io::Error::other(damage.to_string())),
            ReadError::Newer { segment, version } => Self::Newer { segment, version },
        }
    }
}

/// Makes a sound journal ready for writing.
fn prepare<D: Disk>(
    disk: &D,
    dir: &Path,
    desk: DeskId,
    walk: &Walk<D>,
    opening: &mut Opening,
) -> io::Result<Writer<D::File>> {
    let file = if walk.segments.is_empty() {
        let header = segment::Header { desk, first: 1, previous: segment::genesis(desk) };
        opening.head =
            Mark { sequence: 0, segment: 1, offset: segment::HEADER as u64, hash: header.previous };
        segment::create(disk, dir, &header)?
    } else {
        let head = opening.head;
        let mut file = disk.open(&dir.join(segment::name(head.segment)), Access::Write)?;
        if let Some(tail) = opening.unfinished {
            let name = set_aside(disk, dir, &mut file, &tail)?;
            file.cut(tail.offset)?;
            file.sync()?;
            opening.set_aside = Some(SetAside { file: name, bytes: tail.bytes });
            opening.unfinished = None;
        }
        settle(&mut file, &head, walk.watermark)?;
        // The name of a segment whose creation was cut short may not be durable yet.
        disk.sync_dir(dir)?;
        file
    };
    let watermark = Watermark::open(disk, dir, &opening.head)?;
    Ok(Writer { file, watermark: Some(watermark) })
}

/// Copies the unfinished bytes to a file of their own, durably, and returns its name.
fn set_aside<D: Disk>(disk: &D, dir: &Path, file: &mut D::File, tail: &Unfinished) -> io::Result<String> {
    let mut bytes = vec![0; usize::try_from(tail.bytes).map_err(io::Error::other)?];
    file.read_at(tail.offset, &mut bytes)?;
    let taken = disk.list(dir)?;
    let stem = format!("{}.{}", segment::name(tail.segment), tail.offset);
    // The same place can be torn twice; what was kept the first time stays.
    let mut name = format!("{stem}.torn");
    let mut number = 1_u32;
    while taken.contains(&name) {
        number += 1;
        name = format!("{stem}.{number}.torn");
    }
    let mut kept = disk.open(&dir.join(&name), Access::Create)?;
    kept.write_at(0, &bytes)?;
    kept.sync()?;
    disk.sync_dir(dir)?;
    Ok(name)
}

/// Writes what stands beyond the watermark once more and makes it durable.
///
/// After a failed barrier the system may hold bytes in memory that it believes are on disk. A new barrier
/// would prove nothing about them; only bytes written again are covered by it.
fn settle<F: DiskFile>(file: &mut F, head: &Mark, watermark: Option<Mark>) -> io::Result<()> {
    let from = match watermark {
        Some(mark) if mark.segment == head.segment && mark.offset <= head.offset => mark.offset,
        Some(_) | None => 0,
    };
    let mut bytes = vec![0; usize::try_from(head.offset - from).map_err(io::Error::other)?];
    if !bytes.is_empty() {
        file.read_at(from, &mut bytes)?;
        file.write_at(from, &bytes)?;
    }
    file.sync()
}
