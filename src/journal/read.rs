//! Reading: all frames from a point on, or one frame by its position.
//!
//! A reader works while frames are appended; it ends where the last whole frame ends.
//!
//! Must not know: the writer's state.

use super::disk::{Access, Disk, DiskFile};
use super::frame::{self, HASH, Header};
use super::walk::{Leg, Walk};
use super::{ChainHash, Damage, DamageKind, Mark, OpenError, Position, ReadError, segment};
use std::io;
use std::path::{Path, PathBuf};

/// Bytes read at once for one frame; most frames fit.
const FIRST_READ: u64 = 4096;

/// A frame as it was appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Its sequence and place.
    pub position: Position,
    /// The point right behind it, from which reading or opening can resume.
    pub mark: Mark,
    /// How the body is sealed; 0 is plain.
    pub algorithm: u8,
    /// The bytes that were appended.
    pub body: Vec<u8>,
}

impl Frame {
    /// Its running number, from 1.
    pub const fn sequence(&self) -> u64 {
        self.position.sequence
    }

    /// Its chain hash.
    pub const fn hash(&self) -> ChainHash {
        self.mark.hash
    }
}

/// Reads a journal's folder.
#[derive(Debug, Clone)]
pub struct Reader<D> {
    disk: D,
    dir: PathBuf,
}

/// Frames in order of sequence, with the damage between them.
#[derive(Debug)]
pub struct Frames<D> {
    walk: Walk<D>,
    leg: Option<Leg>,
    found: usize,
    damage: usize,
    from: u64,
    done: bool,
}

impl<D: Disk> Reader<D> {
    /// A reader over the journal in `dir`.
    pub fn new(disk: D, dir: &Path) -> Self {
        Self { disk, dir: dir.to_owned() }
    }

    /// All frames from this sequence on. The segment that holds it is verified from its start.
    pub fn frames(&self, from: u64) -> Result<Frames<D>, ReadError> {
        let mut walk = Walk::new(self.disk.clone(), &self.dir)?;
        walk.start_at(from);
        Ok(Frames::new(walk, from))
    }

    /// All frames behind a mark; nothing before it is read.
    pub fn frames_after(&self, mark: &Mark) -> Result<Frames<D>, OpenError> {
        let mut walk = Walk::new(self.disk.clone(), &self.dir)?;
        walk.start_after(mark)?;
        Ok(Frames::new(walk, mark.sequence + 1))
    }

    /// The body of one frame, verified against its header and the chain hash before it.
    pub fn read(&self, position: &Position) -> Result<Vec<u8>, ReadError> {
        Ok(self.read_sealed(position)?.1)
    }

    /// The same, with the number of the cipher it is sealed with.
    pub fn read_sealed(&self, position: &Position) -> Result<(u8, Vec<u8>), ReadError> {
        match self.read_fast(position)? {
            Some(body) => Ok(body),
            // Something does not fit; only the way through the segment tells what, and whose fault it is.
            None => self.read_slowly(position),
        }
    }

    fn read_fast(&self, position: &Position) -> io::Result<Option<(u8, Vec<u8>)>> {
        let mut file = self.disk.open(&self.dir.join(segment::name(position.segment)), Access::Read)?;
        let length = file.length()?;
        let Some(start) = position.offset.checked_sub(HASH as u64).filter(|start| *start < length) else {
            return Ok(None);
        };
        let mut bytes = vec![0; usize::try_from(FIRST_READ.min(length - start)).map_err(io::Error::other)?];
        if file.read_at(start, &mut bytes).is_err() {
            return Ok(None);
        }
        let header = bytes.get(HASH..).and_then(Header::parse);
        let Some(header) = header.filter(|header| header.sequence == position.sequence) else {
            return Ok(None);
        };
        let needed = HASH + header.total();
        if needed as u64 > length - start {
            return Ok(None);
        }
        let known = bytes.len().min(needed);
        bytes.resize(needed, 0);
        if let Some(more) = bytes.get_mut(known..).filter(|more| !more.is_empty())
            && file.read_at(start + known as u64, more).is_err()
        {
            return Ok(None);
        }
        let Some((previous, raw)) = bytes.split_first_chunk::<HASH>() else { return Ok(None) };
        let fits = frame::split(raw)
            .is_some_and(|(covered, hash)| frame::chain(ChainHash(*previous), covered) == hash);
        Ok(fits.then(|| (header.algorithm, frame::body(&header, raw))))
    }

    fn read_slowly(&self, position: &Position) -> Result<(u8, Vec<u8>), ReadError> {
        let mut nearest = None;
        for item in self.frames(position.sequence)? {
            match item {
                Ok(frame) if frame.sequence() == position.sequence => {
                    return Ok((frame.algorithm, frame.body));
                }
                Err(ReadError::Damage(damage)) if damage.sequence <= position.sequence => {
                    nearest = Some(damage);
                }
                Ok(_) | Err(ReadError::Damage(_)) => break,
                Err(error) => return Err(error),
            }
        }
        Err(ReadError::Damage(nearest.unwrap_or(Damage {
            segment: position.segment,
            offset: position.offset,
            sequence: position.sequence,
            frames: 1,
            kind: DamageKind::Missing,
        })))
    }
}

impl<D: Disk> Frames<D> {
    fn new(walk: Walk<D>, from: u64) -> Self {
        Self { walk, leg: None, found: 0, damage: 0, from, done: false }
    }

    /// The next thing of the current leg.
    fn step(&mut self) -> Option<Result<Frame, ReadError>> {
        let leg = self.leg.as_ref()?;
        loop {
            let found = leg.scan.found.get(self.found);
            let damage = leg.scan.damage.get(self.damage);
            let damage_first = match (found, damage) {
                (Some(found), Some(damage)) => damage.sequence <= found.header.sequence,
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (None, None) => return None,
            };
            if let (true, Some(damage)) = (damage_first, damage) {
                self.damage += 1;
                if damage.sequence + damage.frames.max(1) > self.from {
                    return Some(Err(ReadError::Damage(*damage)));
                }
            } else if let Some(found) = found {
                self.found += 1;
                if found.header.sequence < self.from {
                    continue;
                }
                let raw = leg.bytes.get(found.at..found.at + found.header.total()).unwrap_or_default();
                let (sequence, segment) = (found.header.sequence, leg.segment);
                let offset = leg.base + found.at as u64;
                let end = offset + raw.len() as u64;
                return Some(Ok(Frame {
                    position: Position { sequence, segment, offset },
                    mark: Mark { sequence, segment, offset: end, hash: found.hash },
                    algorithm: found.header.algorithm,
                    body: frame::body(&found.header, raw),
                }));
            }
        }
    }
}

impl<D: Disk> Iterator for Frames<D> {
    type Item = Result<Frame, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.step() {
                return Some(item);
            }
            if self.done {
                return None;
            }
            (self.found, self.damage) = (0, 0);
            match self.walk.leg() {
                Ok(Some(leg)) => self.leg = Some(leg),
                Ok(None) => {
                    (self.leg, self.done) = (None, true);
                    return self.walk.missing().map(|damage| Err(ReadError::Damage(damage)));
                }
                Err(error) => {
                    (self.leg, self.done) = (None, true);
                    return Some(Err(error));
                }
            }
        }
    }
}
