//! Check and rebuild: what is wrong is found and located, what can be made again is made again.

use crate::desk::{frames, segments, snapshot};
use crate::support::desks::{
    closed, copy, copy_into, holder, image, image_of, morning, open, open_well, setup, spoil, work,
};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::desk::{Finding, Trouble, Verdict, check, rebuild};

#[test]
fn a_sound_desk_is_found_sound_open_or_closed_and_a_check_changes_nothing() {
    let dir = closed(16);
    let before = image_of(dir.path());
    for _ in 0..2 {
        let report = check(dir.path(), &holder()).unwrap();
        assert_eq!((report.verdict(), report.findings), (Verdict::Sound, vec![]));
        assert_eq!(report.cases, 16);
        let events: usize = before.cases.values().map(|file| file.history.len()).sum();
        assert_eq!(report.events, events as u64);
    }
    assert_eq!(image_of(dir.path()), before);
    let desk = open_well(dir.path(), 3);
    assert_eq!(check(dir.path(), &holder()).unwrap().findings, [Finding::StoreInUse]);
    drop(desk);
    assert_eq!(check(dir.path(), &holder()).unwrap().verdict(), Verdict::Sound);
}

#[test]
fn what_mends_itself_is_told_apart_from_damage() {
    let dir = closed(8);
    let mut desk = open_well(dir.path(), 2);
    work(&mut desk, 2, morning());
    let head = desk.sequence();
    assert_eq!(desk.settle(), None);
    drop(desk);
    let report = check(dir.path(), &holder()).unwrap();
    assert_eq!(report.verdict(), Verdict::Mends);
    assert!(matches!(report.findings.as_slice(), [Finding::SnapshotBehind { frames }] if *frames < head));
    std::fs::remove_dir_all(dir.path().join("store")).unwrap();
    std::fs::remove_file(snapshot(dir.path())).unwrap();
    let report = check(dir.path(), &holder()).unwrap();
    let behind = [Finding::StoreBehind { frames: head }, Finding::SnapshotBehind { frames: head }];
    assert_eq!((report.verdict(), report.findings.as_slice()), (Verdict::Mends, behind.as_slice()));
}

#[test]
fn every_flip_in_the_journal_is_found_and_located() {
    let dir = closed(16);
    let all = frames(dir.path());
    let length = std::fs::metadata(&segments(dir.path())[0]).unwrap().len();
    let mut chance = Chance::new(500);
    let spoiled = copy(dir.path());
    let path = segments(spoiled.path()).remove(0);
    for _ in 0..rounds(500) {
        let at = chance.below(length as usize);
        let bit = 1 << chance.below(8);
        spoil(&path, |bytes| bytes[at] ^= bit);
        let report = check(spoiled.path(), &holder()).unwrap();
        let hit = all.iter().rev().find(|(_, offset)| *offset <= at as u64).map(|(sequence, _)| *sequence);
        let located = report.findings.iter().any(|finding| match (finding, hit) {
            (Finding::Journal(damage), Some(hit)) => damage.sequence == hit,
            (Finding::Journal(damage), None) => damage.offset <= at as u64,
            _ => false,
        });
        assert!(located, "byte {at} bit {bit}, frame {hit:?}: {:?}", report.findings);
        assert_eq!(report.verdict(), Verdict::Damaged);
        spoil(&path, |bytes| bytes[at] ^= bit);
    }
    assert!(check(spoiled.path(), &holder()).unwrap().journal.damage.is_empty());
}

#[test]
fn a_check_does_not_make_a_spoiled_store_believed() {
    let dir = closed(8);
    let before = image_of(dir.path());
    let store = || motcua::store::Store::open(&dir.path().join("store"), key(), None).unwrap().0;
    let (first, second) = {
        let mut ids = before.cases.keys();
        (*ids.next().unwrap(), *ids.next().unwrap())
    };
    {
        let store = store();
        let record = store.case(second).unwrap().unwrap();
        store.put(&before.cases[&first].case, &record).unwrap();
    }
    for _ in 0..2 {
        let report = check(dir.path(), &holder()).unwrap();
        assert_eq!(report.findings, [Finding::StoreDiffers { case: first }]);
        assert_eq!(report.verdict(), Verdict::Damaged);
    }
    let mut opened = open(dir.path(), 2);
    let troubles = opened.desk.warm(&mut |_| true).unwrap();
    assert!(matches!(troubles.as_slice(), [Trouble::StoreRebuilt { .. }]), "{troubles:?}");
    assert_eq!(image(&mut opened.desk), before);
}

#[test]
fn a_check_leaves_a_broken_seal_as_it_is() {
    let dir = closed(8);
    let before = image_of(dir.path());
    let path = crate::support::desks::files(&dir.path().join("store")).remove(0);
    spoil(&path, |bytes| {
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
    });
    for _ in 0..2 {
        let report = check(dir.path(), &holder()).unwrap();
        assert!(matches!(report.findings.as_slice(), [Finding::Store { .. }]), "{:?}", report.findings);
    }
    let mut opened = open(dir.path(), 2);
    let troubles = opened.desk.warm(&mut |_| true).unwrap();
    assert!(matches!(troubles.as_slice(), [Trouble::StoreRebuilt { .. }]), "{troubles:?}");
    assert_eq!(image(&mut opened.desk), before);
    opened.desk.close(None);
    assert_eq!(image_of(dir.path()), before);
}

#[test]
fn a_row_that_says_otherwise_is_found() {
    let dir = closed(8);
    let mut before = image_of(dir.path());
    let (id, file) = before.cases.pop_first().unwrap();
    let read = motcua::store::read_snapshot(&snapshot(dir.path()), None).unwrap().unwrap();
    let mut rows = read.projection;
    let mut other = file.case.clone();
    "Nguyễn Văn Khác".clone_into(&mut other.owner.name);
    rows.upsert(&motcua::domain::row::RowDraft::of(&other));
    motcua::store::write_snapshot(&snapshot(dir.path()), &read.point, &rows, &read.numbers, None).unwrap();
    let report = check(dir.path(), &holder()).unwrap();
    assert_eq!(report.findings, [Finding::RowDiffers { case: id }]);
}

#[test]
fn a_desk_rebuilt_from_nothing_but_the_journal_is_the_same_desk() {
    let dir = closed(24);
    let before = image_of(dir.path());
    let bare = tempfile::tempdir().unwrap();
    copy_into(&dir.path().join("journal"), &bare.path().join("journal"));
    let mut seen = Vec::new();
    let mut rebuilt = rebuild(bare.path(), setup(3), &mut |progress| {
        seen.push(progress);
        true
    })
    .unwrap();
    assert_eq!(rebuilt.troubles, []);
    assert_eq!(image(&mut rebuilt.desk), before);
    assert!(seen.last().is_some_and(|last| last.done == last.total && last.total == before.sequence));
    rebuilt.desk.close(None);
    // And over a spoiled one.
    std::fs::write(snapshot(bare.path()), b"nothing").unwrap();
    let rebuilt = rebuild(bare.path(), setup(4), &mut |_| true).unwrap();
    assert_eq!(rebuilt.troubles, []);
    drop(rebuilt);
    assert_eq!(image_of(bare.path()), before);
}

fn key() -> [u8; 32] {
    blake3::derive_key("motcua blind index v1", &[9; 16])
}
