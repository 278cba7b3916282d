//! Journals for tests: made, filled, read back as plain lists.

use super::sim_disk::{Chance, SimDisk};
use motcua::journal::{Damage, DeskId, Frame, Journal, Opening, Options, Position, ReadError, Reader};
use std::path::{Path, PathBuf};

/// Where the simulated journals live.
pub fn dir() -> PathBuf {
    PathBuf::from("/desk/journal")
}

/// Options with short segments.
pub fn options(segment_bytes: u64) -> Options {
    Options { desk: DeskId([7; 16]), segment_bytes }
}

/// Opens a journal that must open.
pub fn open(disk: &SimDisk, segment_bytes: u64) -> (Journal<SimDisk>, Opening) {
    Journal::open(disk.clone(), &dir(), &options(segment_bytes), None).expect("the journal opens")
}

/// What a reader gives: frames and damage, each in order.
pub fn read_all(disk: &SimDisk, from: u64) -> (Vec<Frame>, Vec<Damage>) {
    let (mut frames, mut damage) = (Vec::new(), Vec::new());
    for item in Reader::new(disk.clone(), &dir()).frames(from).expect("the folder can be read") {
        match item {
            Ok(frame) => frames.push(frame),
            Err(ReadError::Damage(found)) => damage.push(found),
            Err(error) => panic!("{error}"),
        }
    }
    (frames, damage)
}

/// The bodies alone; there must be no damage.
pub fn bodies(disk: &SimDisk) -> Vec<Vec<u8>> {
    let (frames, damage) = read_all(disk, 1);
    assert_eq!(damage, []);
    for (frame, sequence) in frames.iter().zip(1..) {
        assert_eq!(frame.sequence(), sequence);
    }
    frames.into_iter().map(|frame| frame.body).collect()
}

/// A closed journal with known contents.
pub struct Filled {
    pub disk: SimDisk,
    pub bodies: Vec<Vec<u8>>,
    pub positions: Vec<Position>,
    /// Where each frame ends.
    pub ends: Vec<u64>,
}

/// A closed journal of so many frames with bodies of up to `longest` bytes.
pub fn filled(seed: u64, frames: usize, longest: usize, segment_bytes: u64) -> Filled {
    let mut chance = Chance::new(seed);
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, segment_bytes);
    let bodies: Vec<_> = (0..frames).map(|_| chance.body(longest)).collect();
    let (mut positions, mut ends) = (Vec::new(), Vec::new());
    for body in &bodies {
        positions.push(journal.append(body).unwrap());
        ends.push(journal.head().offset);
    }
    journal.close().unwrap();
    Filled { disk, bodies, positions, ends }
}

impl Filled {
    /// The file of a segment and what it holds.
    pub fn segment(&self, first: u64) -> (PathBuf, Vec<u8>) {
        let path = dir().join(format!("{first:012}.journal"));
        let files = self.disk.files();
        files.into_iter().find(|(name, _)| *name == path).expect("the segment is there")
    }

    /// First sequences of all segments.
    pub fn segments(&self) -> Vec<u64> {
        let mut segments: Vec<_> = self.positions.iter().map(|position| position.segment).collect();
        segments.dedup();
        segments
    }

    /// A copy of the disk in which one segment holds other bytes.
    pub fn spoiled(&self, first: u64, bytes: Vec<u8>, with_watermark: bool) -> SimDisk {
        let disk = self.disk.copy();
        disk.put(&self.segment(first).0, bytes);
        if !with_watermark {
            disk.remove(&watermark());
        }
        disk
    }

    /// The sequences of the frames that touch a range of a segment.
    pub fn touching(&self, segment: u64, from: u64, to: u64) -> Vec<u64> {
        let frames = self.positions.iter().zip(&self.ends);
        frames
            .filter(|(position, end)| position.segment == segment && position.offset < to && **end > from)
            .map(|(position, _)| position.sequence)
            .collect()
    }

    /// Fails unless every frame outside `spoiled` is readable both ways, and none inside is made up.
    pub fn assert_others_readable(&self, disk: &SimDisk, spoiled: &[u64], what: &str) {
        let (frames, _) = read_all(disk, 1);
        let reader = Reader::new(disk.clone(), Path::new(&dir()));
        for (position, body) in self.positions.iter().zip(&self.bodies) {
            let sequence = position.sequence;
            let mut seen = frames.iter().filter(|frame| frame.sequence() == sequence);
            let alone = reader.read(position);
            if let Some(frame) = seen.next() {
                assert_eq!(&frame.body, body, "{what}: frame {sequence} came back altered");
                assert!(seen.next().is_none(), "{what}: frame {sequence} came twice");
            } else {
                assert!(spoiled.contains(&sequence), "{what}: frame {sequence} is not readable");
            }
            match alone {
                Ok(read) => assert_eq!(&read, body, "{what}: frame {sequence} was read altered"),
                Err(error) => assert!(spoiled.contains(&sequence), "{what}: frame {sequence}: {error}"),
            }
        }
        let mut order: Vec<_> = frames.iter().map(Frame::sequence).collect();
        let given = order.clone();
        order.sort_unstable();
        assert_eq!(order, given, "{what}: the order of frames");
    }
}

/// The watermark's file.
pub fn watermark() -> PathBuf {
    dir().join("durable.mark")
}
