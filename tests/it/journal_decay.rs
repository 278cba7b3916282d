//! Decay: every altered bit is found and located, and everything else stays readable.

use crate::support::journals::{Filled, dir, filled, open, read_all};
use crate::support::rounds;
use crate::support::sim_disk::{Chance, SimDisk};
use motcua::journal::{Damage, DamageKind, ReadOnly, WriteError, check};

const PAGE: usize = 4096;

/// The damage a check finds; opening must find the same, refuse to append, and touch nothing.
fn damage_of(disk: &SimDisk, what: &str) -> Vec<Damage> {
    let damage = check(disk.clone(), &dir()).unwrap().damage;
    let before = disk.files();
    let (mut journal, opening) = open(disk, 4096);
    assert_eq!(opening.damage, damage, "{what}");
    assert_eq!(opening.read_only, (!damage.is_empty()).then_some(ReadOnly::Damaged), "{what}");
    if !damage.is_empty() {
        assert!(matches!(journal.append(b"no"), Err(WriteError::ReadOnly(ReadOnly::Damaged))), "{what}");
        assert_eq!(disk.files(), before, "{what}: a damaged journal was written to");
    }
    damage
}

/// Flips one bit and checks all that must hold.
fn assert_flip_is_located(filled: &Filled, segment: u64, bit: usize, with_watermark: bool) {
    let (_, mut bytes) = filled.segment(segment);
    bytes[bit / 8] ^= 1 << (bit % 8);
    let disk = filled.spoiled(segment, bytes, with_watermark);
    let what = format!("bit {bit} of segment {segment}, watermark: {with_watermark}");
    let damage = damage_of(&disk, &what);
    let spoiled = filled.touching(segment, bit as u64 / 8, bit as u64 / 8 + 1);
    let sequence = spoiled.first().copied().unwrap_or(segment);
    assert!(
        damage.iter().any(|damage| damage.sequence == sequence && damage.segment == segment),
        "{what}: frame {sequence} is not named in {damage:?}"
    );
    assert!(damage.iter().map(|damage| damage.frames).sum::<u64>() <= 1, "{what}: {damage:?}");
    filled.assert_others_readable(&disk, &spoiled, &what);
}

#[test]
fn every_flipped_bit_is_found_and_located_and_all_else_is_readable() {
    let filled = filled(21, 40, 500, 3000);
    let segments = filled.segments();
    assert!(segments.len() >= 4);
    let mut chance = Chance::new(22);
    for round in 0..rounds(500) {
        let segment = segments[chance.below(segments.len())];
        let bit = chance.below(filled.segment(segment).1.len() * 8);
        assert_flip_is_located(&filled, segment, bit, round % 2 == 0);
    }
}

#[test]
fn no_flipped_bit_in_the_last_frame_passes_for_an_unfinished_write() {
    for longest in [0, 1, 90] {
        let filled = filled(23 + longest as u64, 3, longest, 100_000);
        let from = filled.positions[2].offset as usize * 8;
        for bit in from..filled.ends[2] as usize * 8 {
            assert_flip_is_located(&filled, 1, bit, false);
            assert_flip_is_located(&filled, 1, bit, true);
        }
    }
}

#[test]
fn no_flipped_bit_in_a_segment_header_is_silent() {
    let filled = filled(24, 20, 300, 2000);
    let segments = filled.segments();
    for segment in [segments[0], segments[1], segments[segments.len() - 1]] {
        for bit in 0..128 * 8 {
            assert_flip_is_located(&filled, segment, bit, bit % 2 == 0);
        }
    }
}

#[test]
fn a_body_of_zeros_with_a_flipped_bit_is_damage_too() {
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, 1 << 20);
    journal.append(&[0; 5000]).unwrap();
    drop(journal);
    let (path, bytes) =
        disk.files().into_iter().find(|(path, _)| path.extension().unwrap() == "journal").unwrap();
    for bit in (128 * 8..bytes.len() * 8).step_by(97) {
        let spoiled = disk.copy();
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        spoiled.put(&path, bytes);
        spoiled.remove(&crate::support::journals::watermark());
        assert_eq!(damage_of(&spoiled, "zeros").len(), 1, "bit {bit}");
    }
}

/// Checks one spoiled segment: damage is found at the first spoiled frame, all others are readable.
fn assert_spoiled_is_located(
    filled: &Filled,
    segment: u64,
    bytes: Vec<u8>,
    ranges: &[(u64, u64)],
    what: &str,
) {
    let disk = filled.spoiled(segment, bytes, true);
    let damage = damage_of(&disk, what);
    let mut spoiled: Vec<_> =
        ranges.iter().flat_map(|&(from, to)| filled.touching(segment, from, to)).collect();
    spoiled.sort_unstable();
    for sequence in &spoiled {
        let (frames, _) = read_all(&disk, 1);
        let is_readable = frames.iter().any(|frame| frame.sequence() == *sequence);
        let is_named = damage
            .iter()
            .any(|damage| (damage.sequence..damage.sequence + damage.frames.max(1)).contains(sequence));
        assert!(is_readable || is_named, "{what}: frame {sequence} vanished: {damage:?}");
    }
    assert!(!damage.is_empty(), "{what}: silent");
    filled.assert_others_readable(&disk, &spoiled, what);
}

#[test]
fn zeroed_pages_are_located_wherever_they_lie() {
    let filled = filled(25, 300, 900, 40_000);
    for segment in filled.segments() {
        let (_, whole) = filled.segment(segment);
        for page in 0..whole.len().div_ceil(PAGE) {
            let (from, to) = (page * PAGE, ((page + 1) * PAGE).min(whole.len()));
            let mut bytes = whole.clone();
            bytes[from..to].fill(0);
            let what = format!("zeroed page {page} of segment {segment}");
            assert_spoiled_is_located(&filled, segment, bytes, &[(from as u64, to as u64)], &what);
        }
    }
}

#[test]
fn swapped_pages_are_located_and_nothing_comes_back_altered() {
    let filled = filled(26, 300, 900, 40_000);
    let mut chance = Chance::new(27);
    for _ in 0..rounds(150) {
        let segments = filled.segments();
        let segment = segments[chance.below(segments.len())];
        let (_, mut bytes) = filled.segment(segment);
        let pages = bytes.len() / PAGE;
        let (one, other) = (chance.below(pages), chance.below(pages));
        if one >= other {
            continue;
        }
        let (low, high) = bytes.split_at_mut(other * PAGE);
        low[one * PAGE..(one + 1) * PAGE].swap_with_slice(&mut high[..PAGE]);
        let range = |page: usize| ((page * PAGE) as u64, ((page + 1) * PAGE) as u64);
        let what = format!("swapped pages {one} and {other} of segment {segment}");
        assert_spoiled_is_located(&filled, segment, bytes, &[range(one), range(other)], &what);
    }
}

#[test]
fn a_cut_inside_the_last_frame_is_set_aside_as_torn_and_nothing_is_thrown_away() {
    let filled = filled(28, 5, 600, 100_000);
    let (start, end) = (filled.ends[3] as usize, filled.ends[4] as usize);
    let (path, whole) = filled.segment(1);
    for length in start + 1..end {
        let disk = filled.spoiled(1, whole[..length].to_vec(), false);
        let (mut journal, opening) = open(&disk, 100_000);
        let aside = opening.set_aside.unwrap_or_else(|| panic!("{length}: {:?}", opening.damage));
        assert_eq!(aside.file, format!("000000000001.journal.{start}.torn"));
        assert_eq!((opening.head.sequence, aside.bytes), (4, (length - start) as u64));
        let kept = disk.files().into_iter().find(|(path, _)| path.ends_with(&aside.file)).unwrap().1;
        assert_eq!(kept, whole[start..length]);
        journal.append(b"on").unwrap();
        assert_eq!(check(disk.clone(), &dir()).unwrap().torn, [aside.file]);
        // Torn at the same place once more: the first one stays as it is.
        let again = disk.copy();
        again.put(&path, whole[..start + 7].to_vec());
        again.remove(&crate::support::journals::watermark());
        let second = open(&again, 100_000).1.set_aside.unwrap();
        assert_eq!(second.file, format!("000000000001.journal.{start}.2.torn"));
    }
}

#[test]
fn a_cut_below_the_watermark_is_damage() {
    let filled = filled(29, 5, 600, 100_000);
    let (start, end) = (filled.ends[3] as usize, filled.ends[4] as usize);
    let (_, whole) = filled.segment(1);
    for length in start..end {
        let disk = filled.spoiled(1, whole[..length].to_vec(), true);
        let damage = damage_of(&disk, "cut");
        assert_eq!((damage.len(), damage[0].sequence, damage[0].frames), (1, 5, 1), "{damage:?}");
    }
}

#[test]
fn zeros_and_garbage_behind_the_last_frame_are_set_aside() {
    let filled = filled(30, 5, 600, 100_000);
    let (_, whole) = filled.segment(1);
    let mut chance = Chance::new(31);
    for round in 0..300 {
        let mut bytes = whole.clone();
        let tail = 1 + chance.below(3000);
        bytes.extend((0..tail).map(|_| if round % 3 == 0 { 0 } else { 1 + chance.below(255) as u8 }));
        let (journal, opening) = open(&filled.spoiled(1, bytes, round % 2 == 0), 100_000);
        assert!(journal.is_writable(), "{round}: {:?}", opening.damage);
        assert_eq!(opening.set_aside.unwrap().bytes, tail as u64);
        assert_eq!(opening.head.sequence, 5);
    }
}

#[test]
fn a_missing_segment_is_a_gap_with_its_sequences() {
    let filled = filled(32, 40, 500, 3000);
    let segments = filled.segments();
    for (number, &first) in segments.iter().enumerate() {
        let disk = filled.disk.copy();
        disk.remove(&filled.segment(first).0);
        let damage = damage_of(&disk, "missing segment");
        let next = segments.get(number + 1).copied().unwrap_or(41);
        let kind = if next == 41 { DamageKind::Missing } else { DamageKind::Gap };
        assert_eq!(damage.len(), 1, "{damage:?}");
        assert_eq!((damage[0].kind, damage[0].sequence, damage[0].frames), (kind, first, next - first));
        let gone: Vec<_> = (first..next).collect();
        filled_others(&filled, &disk, &gone);
    }
}

/// Reading by position needs the file, so only the way through all frames is checked.
fn filled_others(filled: &Filled, disk: &SimDisk, gone: &[u64]) {
    let (frames, _) = read_all(disk, 1);
    let kept: Vec<_> = (1..=40).filter(|sequence| !gone.contains(sequence)).collect();
    assert_eq!(frames.iter().map(motcua::journal::Frame::sequence).collect::<Vec<_>>(), kept);
    for frame in frames {
        assert_eq!(frame.body, filled.bodies[frame.sequence() as usize - 1]);
    }
}

#[test]
fn a_segment_of_another_desk_or_another_history_is_noticed() {
    let (one, other) = (filled(33, 40, 500, 3000), filled(34, 40, 500, 3000));
    let last = *one.segments().last().unwrap();
    let (path, _) = one.segment(last);
    for bytes in other.segments().into_iter().map(|first| other.segment(first).1) {
        let disk = one.disk.copy();
        disk.put(&path, bytes);
        assert!(!damage_of(&disk, "another history").is_empty());
    }
}
