//! The journal in daily use: append, rotate, read, resume, refuse.

use crate::support::journals::{bodies, dir, filled, open, options, read_all};
use crate::support::sim_disk::SimDisk;
use motcua::journal::disk::RealDisk;
use motcua::journal::{
    DeskId, Journal, MAX_BODY, Mark, MarkMisfit, OpenError, Options, Position, WriteError, check,
};

#[test]
fn what_is_appended_is_read_back_in_order_and_by_position() {
    let filled = filled(1, 50, 700, 4096);
    assert_eq!(bodies(&filled.disk), filled.bodies);
    filled.assert_others_readable(&filled.disk, &[], "sound");
    let (late, _) = read_all(&filled.disk, 31);
    assert_eq!(late.iter().map(|frame| frame.body.clone()).collect::<Vec<_>>(), filled.bodies[30..]);
}

#[test]
fn sequences_start_at_one_without_gaps_and_segments_are_named_by_them() {
    let filled = filled(2, 60, 400, 2000);
    let sequences: Vec<_> = filled.positions.iter().map(|position| position.sequence).collect();
    assert_eq!(sequences, (1..=60).collect::<Vec<_>>());
    assert!(filled.segments().len() > 3, "{:?}", filled.segments());
    for first in filled.segments() {
        let (_, bytes) = filled.segment(first);
        assert!(bytes.len() <= 2000, "segment {first} has {} bytes", bytes.len());
    }
    let segments = filled.segments().len() as u64;
    let report = check(filled.disk, &dir()).unwrap();
    assert_eq!(report.segments, segments);
    assert_eq!((report.frames, report.damage.len(), report.unfinished), (60, 0, None));

    assert_eq!(report.head.sequence, 60);
    assert_eq!(report.watermark, Some(report.head));
}

#[test]
fn a_real_folder_keeps_a_journal_across_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("journal");
    let options = Options { desk: DeskId([1; 16]), segment_bytes: 1000 };
    for round in 0..5_u8 {
        let (mut journal, opening) = Journal::open(RealDisk, &dir, &options, None).unwrap();
        assert_eq!((opening.scanned, opening.damage.len()), (u64::from(round) * 4, 0));
        journal.append(&[round; 200]).unwrap();
        journal.append_all(&[vec![round; 300], vec![], vec![round]]).unwrap();
    }
    let report = check(RealDisk, &dir).unwrap();
    assert_eq!((report.frames, report.desk), (20, Some(DeskId([1; 16]))));
    assert!(report.segments > 2 && report.damage.is_empty() && report.torn.is_empty());
    let (journal, _) = Journal::open(RealDisk, &dir, &options, None).unwrap();
    let last = journal.reader().frames(1).unwrap().last().unwrap().unwrap();
    assert_eq!((last.body.as_slice(), last.mark), ([4].as_slice(), journal.head()));
}

#[test]
fn an_existing_journal_keeps_its_own_desk_id() {
    let filled = filled(3, 5, 100, 4096);
    let other = Options { desk: DeskId([9; 16]), segment_bytes: 4096 };
    let (journal, _) = Journal::open(filled.disk, &dir(), &other, None).unwrap();
    assert_eq!(journal.desk(), DeskId([7; 16]));
}

#[test]
fn a_batch_is_one_barrier_and_many_positions() {
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, 1 << 20);
    let before = disk.calls();
    let batch: Vec<Vec<u8>> = (0..100).map(|n| vec![n; 50]).collect();
    let positions = journal.append_all(&batch).unwrap();
    // One write, one barrier, one note of the watermark.
    assert_eq!(disk.calls() - before, 3);
    assert_eq!(positions.len(), 100);
    assert_eq!(bodies(&disk), batch);
}

#[test]
fn a_batch_larger_than_the_counter_is_split() {
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, 64 << 20);
    let batch = vec![[]; 70_000];
    assert_eq!(journal.append_all(&batch).unwrap().len(), 70_000);
    let (_, opening) = open(&disk, 64 << 20);
    assert_eq!((opening.head.sequence, opening.damage.len()), (70_000, 0));
}

#[test]
fn a_body_too_large_is_refused_and_the_journal_goes_on() {
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, 4096);
    let refused = journal.append(&vec![1; MAX_BODY + 1]);
    assert!(matches!(refused, Err(WriteError::TooLarge { bytes }) if bytes == MAX_BODY + 1));
    journal.append(&vec![2; MAX_BODY]).unwrap();
    journal.append(b"next").unwrap();
    assert_eq!(bodies(&disk), [vec![2; MAX_BODY], b"next".to_vec()]);
}

#[test]
fn opening_with_a_mark_reads_only_what_follows() {
    let filled = filled(4, 80, 300, 3000);
    let (frames, _) = read_all(&filled.disk, 1);
    for (number, frame) in frames.iter().enumerate() {
        let (journal, opening) =
            Journal::open(filled.disk.copy(), &dir(), &options(3000), Some(&frame.mark)).unwrap();
        assert_eq!(opening.scanned, 79 - number as u64);
        assert_eq!(opening.head.sequence, 80);
        assert!(journal.is_writable());
        let rest: Vec<_> =
            journal.reader().frames_after(&frame.mark).unwrap().map(|item| item.unwrap().body).collect();
        assert_eq!(rest, filled.bodies[number + 1..]);
    }
}

#[test]
fn a_mark_that_does_not_fit_is_named() {
    let filled = filled(5, 20, 300, 100_000);
    let (journal, _) = open(&filled.disk, 100_000);
    let head = journal.head();
    let misfit = |mark: Mark, disk: &SimDisk| match Journal::open(
        disk.clone(),
        &dir(),
        &options(100_000),
        Some(&mark),
    ) {
        Err(OpenError::Mark { mark: named, why }) => {
            assert_eq!(named, mark);
            why
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(misfit(Mark { segment: 9, ..head }, &filled.disk), MarkMisfit::NoSegment);
    assert_eq!(misfit(Mark { offset: head.offset - 64, ..head }, &filled.disk), MarkMisfit::OtherHash);
    assert_eq!(misfit(Mark { offset: 3, ..head }, &filled.disk), MarkMisfit::OtherHash);
    // The last frame is cut away at its very edge, and the watermark with it.
    let (_, mut bytes) = filled.segment(1);
    bytes.truncate(filled.ends[18] as usize);
    let shorter = filled.spoiled(1, bytes, false);
    assert_eq!(misfit(head, &shorter), MarkMisfit::BeyondEnd { length: filled.ends[18] });
    assert_eq!(open(&shorter, 100_000).1.head.sequence, 19);
}

#[test]
fn an_unknown_position_is_an_error_not_another_frame() {
    let filled = filled(6, 10, 300, 100_000);
    let (journal, _) = open(&filled.disk, 100_000);
    let known = filled.positions[4];
    for position in [
        Position { sequence: 99, ..known },
        Position { segment: 1, offset: journal.head().offset, sequence: 11 },
    ] {
        assert!(journal.reader().read(&position).is_err(), "{position:?}");
    }
    // A position whose offset is wrong still finds the frame by its sequence.
    let moved = Position { offset: known.offset + 64, ..known };
    assert_eq!(journal.reader().read(&moved).unwrap(), filled.bodies[4]);
}

#[test]
fn reading_works_while_the_writer_is_open() {
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, 1000);
    let reader = journal.reader();
    for number in 0..40_u8 {
        let position = journal.append(&[number; 90]).unwrap();
        assert_eq!(reader.read(&position).unwrap(), [number; 90]);
        assert_eq!(reader.frames(1).unwrap().filter_map(Result::ok).count(), usize::from(number) + 1);
    }
}
