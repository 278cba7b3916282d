//! Bytes on disk: every kind of event reads back for ever, and no changed record is believed.

use crate::support::golden::{decision, events, stamped};
use motcua::domain::id::CaseId;
use motcua::store::record::{
    Body, Part, decode_body, decode_decision, decode_snapshot, encode_decision, encode_part, encode_snapshot,
    event_hash,
};
use motcua::store::{CaseRecord, FramePlace, RecordError, SnapshotPoint};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use strum::VariantNames as _;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/events/v1").join(name)
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let lines: Vec<&str> =
        digits.as_bytes().chunks(96).map(|line| std::str::from_utf8(line).unwrap()).collect();
    lines.join("\n") + "\n"
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

/// The files are never edited. A new kind of event writes its file once (`MOTCUA_BLESS=1`), under a new
/// version if any old one would change.
#[test]
fn every_kind_of_event_is_read_from_the_bytes_of_its_golden_file() {
    let mut kinds = BTreeSet::new();
    for (name, event) in events() {
        let expected = decision(&event);
        let bytes = encode_decision(expected.0, &expected.1).unwrap();
        let path = golden(&format!("{name}.hex"));
        if std::env::var_os("MOTCUA_BLESS").is_some() && !path.exists() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, hex(&bytes)).unwrap();
        }
        let kept = unhex(&std::fs::read_to_string(&path).expect("each kind of event has a golden file"));
        assert_eq!(decode_decision(&kept).unwrap(), expected, "{name}");
        assert_eq!(kept, bytes, "{name} is no longer written as it was");
        kinds.insert(event.name());
    }
    let all: BTreeSet<&str> = motcua::domain::event::Event::VARIANTS.iter().copied().collect();
    assert_eq!(kinds, all, "a kind of event without golden bytes");
}

/// The hash chains events of all time: it is as fixed as the bytes.
#[test]
fn the_fingerprint_of_a_recorded_event_never_changes() {
    let lines: Vec<String> = events()
        .iter()
        .map(|(name, event)| format!("{name} {}", hex(&event_hash(&stamped(event, 1)).unwrap().0)))
        .collect();
    let hashes = lines.concat();
    let path = golden("hashes.txt");
    if std::env::var_os("MOTCUA_BLESS").is_some() && !path.exists() {
        std::fs::write(&path, &hashes).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), hashes);
}

#[test]
fn the_fingerprint_depends_on_every_part_of_an_event() {
    let (_, event) = events().remove(0);
    let one = stamped(&event, 3);
    let mut hashes = BTreeSet::from([event_hash(&one).unwrap().0]);
    let mut changed = Vec::new();
    for part in 0..8 {
        let mut other = one.clone();
        match part {
            0 => other.case = CaseId(other.case.0 + 1),
            1 => other.n += 1,
            2 => other.previous.0[31] ^= 1,
            3 => other.epoch += 1,
            4 => other.by = "khac".into(),
            5 => other.occurred = other.occurred.plus(chrono::TimeDelta::seconds(-1)),
            6 => other.recorded = other.recorded.plus(chrono::TimeDelta::seconds(1)),
            _ => other.id.0 += 1,
        }
        changed.push(hashes.insert(event_hash(&other).unwrap().0));
    }
    assert_eq!(changed, [true; 8]);
}

proptest! {
    #[test]
    fn what_is_encoded_is_decoded(at in prop::collection::vec(0_usize..64, 1..6), words in "\\PC{0,40}") {
        let all = events();
        let chosen: Vec<_> = at.iter().map(|at| all[at % all.len()].1.clone()).collect();
        let mut list: Vec<_> = chosen.iter().zip(1..).map(|(event, n)| stamped(event, n)).collect();
        list[0].by = words.as_str().into();
        let bytes = encode_decision(list[0].case, &list).unwrap();
        prop_assert_eq!(decode_decision(&bytes).unwrap(), (list[0].case, list));
    }

    #[test]
    fn random_bytes_are_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode_decision(&bytes);
        let _ = CaseRecord::decode(&bytes);
        let _ = decode_snapshot(&bytes);
        let mut ours = vec![1, 1];
        ours.extend_from_slice(&bytes);
        let _ = decode_decision(&ours);
    }
}

#[test]
fn a_cut_or_lengthened_decision_is_refused() {
    for (name, event) in events() {
        let (case, list) = decision(&event);
        let bytes = encode_decision(case, &list).unwrap();
        for end in 0..bytes.len() {
            assert!(decode_decision(&bytes[..end]).is_err(), "{name} cut at {end}");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert!(matches!(decode_decision(&longer), Err(RecordError::Undecodable(_))), "{name}");
    }
}

/// A length field of the largest number is refused before anything is set aside for it.
#[test]
fn hostile_lengths_are_refused() {
    for (_, event) in events() {
        let (case, list) = decision(&event);
        let bytes = encode_decision(case, &list).unwrap();
        for at in 2..bytes.len().saturating_sub(8) {
            for length in [u64::MAX, 1 << 40, 1 << 21] {
                let mut spoiled = bytes.clone();
                spoiled[at..at + 8].copy_from_slice(&length.to_le_bytes());
                // It may still decode where no length stands; it must come back at once and not panic.
                let _ = decode_decision(&spoiled);
            }
        }
        // The number of events is a length for certain.
        let mut spoiled = bytes.clone();
        spoiled[18..26].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(decode_decision(&spoiled).is_err());
    }
}

#[test]
fn later_versions_and_unknown_kinds_are_refused_by_name() {
    let (case, list) = decision(&events()[0].1);
    let bytes = encode_decision(case, &list).unwrap();
    for version in (0..=u8::MAX).filter(|version| *version != 1) {
        let mut other = bytes.clone();
        other[0] = version;
        assert!(matches!(decode_decision(&other), Err(RecordError::Newer(found)) if found == version));
        let mut other = bytes.clone();
        other[1] = version;
        // Kind 2 is a fact about the desk and kind 3 a part of a batch, which these bytes are not.
        let refused = decode_decision(&other);
        let unknown = matches!(refused, Err(RecordError::UnknownKind(found)) if found == version);
        assert!(unknown || ([2, 3].contains(&version) && refused.is_err()));
    }
    assert!(decode_decision(&[]).is_err() && decode_decision(&[1]).is_err());
}

#[test]
fn a_part_of_a_batch_reads_back_and_its_bytes_never_change() {
    let (case, events) = decision(&events()[0].1);
    let part = Part { index: 3, case, keep: 2, is_here: true, is_held: false, events };
    let bytes = encode_part(&part).unwrap();
    assert_eq!(decode_body(&bytes).unwrap(), Body::Part(part));
    for end in 0..bytes.len() {
        assert!(decode_body(&bytes[..end]).is_err());
    }
    let hash = blake3::hash(&bytes);
    insta::assert_snapshot!("part_v1", format!("{} bytes {}", bytes.len(), hash.to_hex()));
}

fn record() -> CaseRecord {
    let place = |sequence| FramePlace { sequence, segment: 1, offset: sequence * 300 };
    CaseRecord {
        n: 3,
        head: [7; 32],
        epoch: 1,
        stage: 5,
        code: "000.00.10.H38-200710-0001".to_owned(),
        foreign_codes: vec!["G01.899-1".to_owned()],
        procedure: "1.003868".to_owned(),
        owner: "Nguyễn Thị Hoa".to_owned(),
        frames: vec![place(1), place(4), place(9)],
        slot: None,
    }
}

#[test]
fn every_change_of_a_single_byte_of_a_case_record_is_detected() {
    let bytes = record().encode().unwrap();
    assert_eq!(CaseRecord::decode(&bytes).unwrap(), record());
    for at in 0..bytes.len() {
        for change in 1..=u8::MAX {
            let mut spoiled = bytes.clone();
            spoiled[at] ^= change;
            assert!(CaseRecord::decode(&spoiled).is_err(), "byte {at} changed by {change:#x}");
        }
        assert!(CaseRecord::decode(&bytes[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn a_usual_case_record_is_far_below_what_sled_keeps_apart() {
    let mut long = record();
    long.frames = (0..100).map(|n| FramePlace { sequence: n, segment: 1, offset: n * 400 }).collect();
    assert!(long.encode().unwrap().len() < 6 * 1024);
}

#[test]
fn a_snapshot_with_any_spoiled_byte_is_as_good_as_none() {
    let mut rows = motcua::domain::projection::Projection::default();
    let told = crate::support::story::at(motcua::domain::stage::Stage::InProcess);
    rows.upsert(&motcua::domain::row::RowDraft::of(told.case()));
    let point = SnapshotPoint { desk: [9; 16], sequence: 2, segment: 1, offset: 700, hash: [3; 32] };
    let bytes = encode_snapshot(&point, &rows, &told.numbers).unwrap();
    let back = decode_snapshot(&bytes).unwrap();
    assert_eq!((back.point, back.numbers), (point, told.numbers));
    assert_eq!(back.projection.to_parts(), rows.to_parts());
    for at in 0..bytes.len() {
        let mut spoiled = bytes.clone();
        spoiled[at] ^= 0x10;
        assert!(decode_snapshot(&spoiled).is_err(), "byte {at}");
        assert!(decode_snapshot(&bytes[..at]).is_err(), "cut at {at}");
    }
}
