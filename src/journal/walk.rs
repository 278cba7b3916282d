//! Segment after segment, from the start, from a sequence or from a mark.
//!
//! The one way through the journal: opening, reading and checking all go this way, so they see the same.
//!
//! Must not know: what is done with what it finds.

use super::disk::{Access, Disk, DiskFile};
use super::scan::{self, Found, Scan, Span};
use super::segment::{self, Opened};
use super::{ChainHash, Damage, DamageKind, DeskId, Mark, MarkMisfit, OpenError, ReadError, watermark};
use std::io;
use std::path::{Path, PathBuf};

/// How much is read at once where the disk refuses to read more.
const PAGE: usize = 4096;

/// One segment, read and scanned.
#[derive(Debug)]
pub(super) struct Leg {
    pub(super) segment: u64,
    /// Where `bytes` begin in the segment's file.
    pub(super) base: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) scan: Scan,
}

/// A way through the journal.
#[derive(Debug)]
pub(super) struct Walk<D> {
    disk: D,
    dir: PathBuf,
    /// First sequences of the segments, ascending.
    pub(super) segments: Vec<u64>,
    /// All other files of the folder.
    pub(super) others: Vec<String>,
    pub(super) watermark: Option<Mark>,
    pub(super) desk: Option<DeskId>,
    /// The frame before the next one, as far as it is known.
    pub(super) end: Mark,
    index: usize,
    resume: Option<Mark>,
    durable: u64,
    /// The hash of `end` may be trusted as the link of the next segment.
    linked: bool,
}

impl<D: Disk> Walk<D> {
    /// A walk from the first frame.
    pub(super) fn new(disk: D, dir: &Path) -> io::Result<Self> {
        // Read before the segments are listed, so that a writer at work never makes it look too high.
        let watermark = watermark::read(&disk, dir);
        let mut segments = Vec::new();
        let mut others = Vec::new();
        for name in disk.list(dir)? {
            match segment::parse_name(&name) {
                Some(first) => segments.push(first),
                None if name == watermark::NAME => {}
                None => others.push(name),
            }
        }
        segments.sort_unstable();
        Ok(Self {
            disk,
            dir: dir.to_owned(),
            segments,
            others,
            durable: watermark.map_or(0, |mark| mark.sequence),
            watermark,
            desk: None,
            end: Mark { sequence: 0, segment: 1, offset: 0, hash: ChainHash([0; 32]) },
            index: 0,
            resume: None,
            linked: false,
        })
    }

    /// Begins at the segment that should hold this sequence.
    pub(super) fn start_at(&mut self, sequence: u64) {
        self.index = self.segments.partition_point(|&first| first <= sequence).saturating_sub(1);
        if let (1.., Some(&first)) = (self.index, self.segments.get(self.index)) {
            self.end.sequence = first - 1;
        }
    }

    /// Begins right behind a mark, after making sure that it fits.
    pub(super) fn start_after(&mut self, mark: &Mark) -> Result<(), OpenError> {
        let misfit = |why| OpenError::Mark { mark: *mark, why };
        let Ok(index) = self.segments.binary_search(&mark.segment) else {
            return Err(misfit(MarkMisfit::NoSegment));
        };
        let mut file = self.disk.open(&self.path(mark.segment), Access::Read)?;
        let length = file.length()?;
        if mark.offset > length {
            return Err(misfit(MarkMisfit::BeyondEnd { length }));
        }
        let mut head = [0; segment::HEADER];
        let mut hash = [0; 32];
        let Some(before) = mark.offset.checked_sub(32).filter(|_| mark.offset >= segment::HEADER as u64)
        else {
            return Err(misfit(MarkMisfit::OtherHash));
        };
        file.read_at(0, &mut head)?;
        file.read_at(before, &mut hash)?;
        if hash != mark.hash.0 {
            return Err(misfit(MarkMisfit::OtherHash));
        }
        match segment::Header::parse(&head) {
            Opened::Sound(header) => self.desk = Some(header.desk),
            // A mark that fits is no leave to go on writing in a form we do not know.
            Opened::Newer(version) => return Err(OpenError::Newer { segment: mark.segment, version }),
            Opened::Broken => {}
        }
        self.index = index;
        self.resume = Some(*mark);
        self.durable = self.durable.max(mark.sequence);
        self.end = *mark;
        self.linked = true;
        Ok(())
    }

    /// Reads and scans the next segment.
    pub(super) fn leg(&mut self) -> Result<Option<Leg>, ReadError> {
        let Some(&first) = self.segments.get(self.index) else { return Ok(None) };
        let resume = self.resume.take();
        let base = resume.map_or(0, |mark| mark.offset);
        let (bytes, holes) = self.bytes(first, base)?;
        let mut damage: Vec<Damage> = holes
            .into_iter()
            .map(|offset| Damage {
                segment: first,
                offset,
                sequence: self.end.sequence + 1,
                frames: 0,
                kind: DamageKind::Medium,
            })
            .collect();
        let holed = !damage.is_empty();
        let (start, links) = if resume.is_some() {
            (0, [Some(self.end.hash), None])
        } else {
            let links = self.enter(first, &bytes, &mut damage)?;
            (segment::HEADER.min(bytes.len()), links)
        };
        let span = Span {
            segment: first,
            base: base + start as u64,
            first: self.end.sequence + 1,
            upper: self.segments.get(self.index + 1).copied(),
            durable: self.durable,
            holed,
            broken: damage.iter().any(|damage| damage.kind == DamageKind::SegmentHeader),
        };
        let bytes = bytes.get(start..).map(<[u8]>::to_vec).unwrap_or_default();
        let mut scan = scan::scan(&bytes, &span, links);
        damage.append(&mut scan.damage);
        self.compare_watermark(&span, &scan.found, &mut damage);
        damage.sort_by_key(|damage| (damage.sequence, damage.offset));
        scan.damage = damage;
        self.end = Mark {
            sequence: scan.next - 1,
            segment: first,
            offset: span.base + scan.end as u64,
            hash: scan
                .found
                .last()
                .map_or(links[0].or(links[1]).unwrap_or(self.end.hash), |found| found.hash),
        };
        // A damaged last frame leaves no hash to trust.
        let last = scan.found.last().map_or(span.first - 1, |found| found.header.sequence);
        self.linked = last == self.end.sequence;
        self.index += 1;
        Ok(Some(Leg { segment: first, base: span.base, bytes, scan }))
    }

    /// After the last leg: frames that should be there and are not.
    pub(super) fn missing(&self) -> Option<Damage> {
        let frames = self.durable.checked_sub(self.end.sequence).filter(|&frames| frames > 0)?;
        Some(Damage {
            segment: self.end.segment,
            offset: self.end.offset,
            sequence: self.end.sequence + 1,
            frames,
            kind: DamageKind::Missing,
        })
    }

    /// Judges a segment's header against what came before; returns what its first frame may be linked to.
    fn enter(
        &mut self,
        first: u64,
        bytes: &[u8],
        damage: &mut Vec<Damage>,
    ) -> Result<scan::Links, ReadError> {
        let expected = self.end.sequence + 1;
        let mut report = |sequence, frames, kind| {
            damage.push(Damage { segment: first, offset: 0, sequence, frames, kind });
        };
        if first > expected {
            report(expected, first - expected, DamageKind::Gap);
            self.linked = false;
        } else if first < expected {
            report(first, 0, DamageKind::Misplaced);
            self.linked = false;
        }
        self.end.sequence = first - 1;
        let mut trusted = self.linked.then_some(self.end.hash);
        let mut stated =
            bytes.get(96..segment::HEADER).and_then(|raw| raw.first_chunk()).copied().map(ChainHash);
        match segment::Header::parse(bytes) {
            Opened::Newer(version) => return Err(ReadError::Newer { segment: first, version }),
            Opened::Broken => report(first, 0, DamageKind::SegmentHeader),
            Opened::Sound(header) => {
                if header.first != first {
                    report(first, 0, DamageKind::SegmentHeader);
                }
                if *self.desk.get_or_insert(header.desk) != header.desk {
                    report(first, 0, DamageKind::Foreign);
                }
                if first == 1 {
                    trusted = Some(segment::genesis(header.desk));
                }
                stated = Some(header.previous);
                if trusted.is_some_and(|trusted| trusted != header.previous) {
                    report(first, 0, DamageKind::SegmentLink);
                }
            }
        }
        Ok(if trusted.is_some() { [trusted, stated] } else { [stated, None] })
    }

    fn compare_watermark(&self, span: &Span, found: &[Found], damage: &mut Vec<Damage>) {
        let Some(mark) = self.watermark else { return };
        let place = found.binary_search_by_key(&mark.sequence, |found| found.header.sequence);
        let Some(frame) = place.ok().and_then(|place| found.get(place)) else { return };
        // A damaged hash is already reported as such.
        let known = damage.iter().any(|damage| damage.sequence == mark.sequence);
        if frame.hash != mark.hash && !known {
            damage.push(Damage {
                segment: span.segment,
                offset: span.base + frame.at as u64,
                sequence: mark.sequence,
                frames: 0,
                kind: DamageKind::Rewritten,
            });
        }
    }

    /// A segment from `base` to its end. Pages the disk cannot read are zeros; their offsets come along.
    fn bytes(&self, first: u64, base: u64) -> io::Result<(Vec<u8>, Vec<u64>)> {
        let mut file = self.disk.open(&self.path(first), Access::Read)?;
        let length = file.length()?.saturating_sub(base);
        let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        let mut holes = Vec::new();
        if file.read_at(base, &mut bytes).is_err() {
            for (number, page) in bytes.chunks_mut(PAGE).enumerate() {
                let offset = base + (number * PAGE) as u64;
                if file.read_at(offset, page).is_err() {
                    page.fill(0);
                    holes.push(offset);
                }
            }
        }
        Ok((bytes, holes))
    }

    fn path(&self, first: u64) -> PathBuf {
        self.dir.join(segment::name(first))
    }
}
