//! Appending: one write and one barrier, then the frame is acknowledged.
//!
//! After any failed write or barrier the journal stops acknowledging until it is opened again: nobody can
//! know what reached the disk, and asking the disk a second time proves nothing.
//!
//! Must not know: what was wrong with the journal before it was opened.

use super::disk::{Disk, DiskFile};
use super::read::Reader;
use super::watermark::Watermark;
use super::{DeskId, MAX_BODY, Mark, Options, Position, ReadOnly, WriteError, frame, segment};
use std::io;
use std::path::{Path, PathBuf};

/// A commit of many frames is split before it grows beyond this many bytes.
const COMMIT_BYTES: usize = 8 << 20;

/// The open journal of a desk.
#[derive(Debug)]
pub struct Journal<D: Disk> {
    disk: D,
    dir: PathBuf,
    desk: DeskId,
    segment_bytes: u64,
    head: Mark,
    state: State<D::File>,
    buffer: Vec<u8>,
}

/// What the journal can do now.
#[derive(Debug)]
pub(super) enum State<F> {
    Ready(Writer<F>),
    ReadOnly(ReadOnly),
    Stopped(io::ErrorKind),
}

/// The files being written.
#[derive(Debug)]
pub(super) struct Writer<F> {
    pub(super) file: F,
    /// None once it could not be written: it is only evidence, and what it said last stays true.
    pub(super) watermark: Option<Watermark<F>>,
}

impl<D: Disk> Journal<D> {
    pub(super) fn assemble(
        disk: D,
        dir: &Path,
        desk: DeskId,
        segment_bytes: u64,
        head: Mark,
        state: State<D::File>,
    ) -> Self {
        Self { disk, dir: dir.to_owned(), desk, segment_bytes, head, state, buffer: Vec::new() }
    }

    /// The id the journal was made with.
    pub const fn desk(&self) -> DeskId {
        self.desk
    }

    /// The end of the journal: the last acknowledged frame.
    pub const fn head(&self) -> Mark {
        self.head
    }

    /// A reader over the same folder; it may live in another thread and reads while frames are appended.
    pub fn reader(&self) -> Reader<D> {
        Reader::new(self.disk.clone(), &self.dir)
    }

    /// Whether a frame can be appended now.
    pub const fn is_writable(&self) -> bool {
        matches!(self.state, State::Ready(_))
    }

    /// Why no frame can be appended now.
    pub const fn check_ready(&self) -> Result<(), WriteError> {
        match &self.state {
            State::Ready(_) => Ok(()),
            State::ReadOnly(why) => Err(WriteError::ReadOnly(*why)),
            State::Stopped(kind) => Err(WriteError::Stopped { kind: *kind }),
        }
    }

    /// Stops taking frames: whoever opened it found that it is not what it should be.
    pub fn hold(&mut self) {
        self.state = State::ReadOnly(ReadOnly::Damaged);
    }

    /// Opens a journal anew that stopped because the disk was full; what it had not acknowledged is set aside. Says
    /// whether it takes frames: not where the disk is full still, or where its end is not the one that was acknowledged.
    pub fn resume(&mut self) -> bool {
        if !matches!(self.state, State::Stopped(io::ErrorKind::StorageFull)) {
            return self.is_writable();
        }
        let options = Options { desk: self.desk, segment_bytes: self.segment_bytes };
        match Self::open(self.disk.clone(), &self.dir, &options, Some(&self.head)) {
            Ok((again, opening)) if again.is_writable() && opening.head == self.head => {
                *self = again;
                true
            }
            Ok(_) | Err(_) => false,
        }
    }

    /// Appends one frame. On return it survives a power cut.
    pub fn append(&mut self, body: &[u8]) -> Result<Position, WriteError> {
        let positions = self.append_all(&[body])?;
        // One body gives one position; the head says the same.
        Ok(positions.first().copied().unwrap_or(Position {
            sequence: self.head.sequence,
            segment: self.head.segment,
            offset: self.head.offset,
        }))
    }

    /// Appends plain frames; see [`Journal::append_sealed`].
    pub fn append_all<B: AsRef<[u8]>>(&mut self, bodies: &[B]) -> Result<Vec<Position>, WriteError> {
        self.append_sealed(0, bodies)
    }

    /// Appends frames whose bodies are sealed with the cipher of a number; 0 is plain. One barrier (one per 8 MiB or 65,536 frames). On return all survive a power
    /// cut; each frame lands as a whole or not at all, but a cut may leave only the first few.
    pub fn append_sealed<B: AsRef<[u8]>>(
        &mut self,
        algorithm: u8,
        bodies: &[B],
    ) -> Result<Vec<Position>, WriteError> {
        if let Some(body) = bodies.iter().find(|body| body.as_ref().len() > MAX_BODY) {
            return Err(WriteError::TooLarge { bytes: body.as_ref().len() });
        }
        let mut positions = Vec::with_capacity(bodies.len());
        let mut rest = bodies;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(commit_size(rest));
            match self.commit(algorithm, now, &mut positions) {
                Ok(()) => {}
                Err(WriteError::Io(error)) => {
                    self.state = State::Stopped(error.kind());
                    return Err(WriteError::Io(error));
                }
                Err(refused) => return Err(refused),
            }
            rest = later;
        }
        Ok(positions)
    }

    /// Ends the writing: makes the watermark durable. Dropping the journal instead loses nothing.
    pub fn close(mut self) -> io::Result<()> {
        match &mut self.state {
            State::Ready(Writer { watermark: Some(watermark), .. }) => watermark.sync(),
            State::Ready(_) | State::ReadOnly(_) | State::Stopped(_) => Ok(()),
        }
    }

    fn commit<B: AsRef<[u8]>>(
        &mut self,
        algorithm: u8,
        bodies: &[B],
        positions: &mut Vec<Position>,
    ) -> Result<(), WriteError> {
        let writer = match &mut self.state {
            State::Ready(writer) => writer,
            State::ReadOnly(why) => return Err(WriteError::ReadOnly(*why)),
            State::Stopped(kind) => return Err(WriteError::Stopped { kind: *kind }),
        };
        let size: usize = bodies.iter().map(|body| frame::total(body.as_ref().len())).sum();
        let is_used = self.head.sequence >= self.head.segment;
        if is_used && self.head.offset + size as u64 > self.segment_bytes {
            let first = self.head.sequence + 1;
            let header = segment::Header { desk: self.desk, first, previous: self.head.hash };
            writer.file = segment::create(&self.disk, &self.dir, &header)?;
            self.head.segment = first;
            self.head.offset = segment::HEADER as u64;
        }
        self.buffer.clear();
        let mut head = self.head;
        let start = positions.len();
        for (batch, body) in (0..=u16::MAX).zip(bodies) {
            let offset = self.head.offset + self.buffer.len() as u64;
            head.sequence += 1;
            head.hash =
                frame::encode(&mut self.buffer, (head.sequence, batch, algorithm), body.as_ref(), head.hash);
            positions.push(Position { sequence: head.sequence, segment: head.segment, offset });
        }
        head.offset += self.buffer.len() as u64;
        let written = writer.file.write_at(self.head.offset, &self.buffer).and_then(|()| writer.file.sync());
        if let Err(error) = written {
            positions.truncate(start);
            return Err(error.into());
        }
        self.head = head;
        if writer.watermark.as_mut().is_some_and(|watermark| watermark.record(&head).is_err()) {
            writer.watermark = None;
        }
        Ok(())
    }
}

/// How many of these bodies go into one commit; at least one.
fn commit_size<B: AsRef<[u8]>>(bodies: &[B]) -> usize {
    let mut bytes = 0;
    let fitting = bodies.iter().take(frame::MAX_BATCH).take_while(|body| {
        bytes += frame::total(body.as_ref().len());
        bytes <= COMMIT_BYTES
    });
    fitting.count().max(1)
}
