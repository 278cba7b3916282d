//! The store is disposable: whatever happens to its files, the desk opens whole and says every case.

use crate::support::desks::{
    act, closed, copy, files, image, image_of, morning, only_rebuilt, open, open_well, spoil, work,
};
use crate::support::office::usual;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::desk::{Desk, Trouble};
use motcua::domain::stage::ActionKind;
use motcua::store::{CaseRecord, KnownParty, Store};
use std::path::Path;

/// The seal that an orderly closing leaves; without it the desk was killed.
fn seal(dir: &Path) -> std::path::PathBuf {
    dir.join("store.seal")
}

/// Opens a desk whose store was spoiled and reads everything back, the store included.
fn reopened(dir: &Path, seed: u64) -> (Desk, Vec<Trouble>) {
    let mut opened = open(dir, seed);
    opened.troubles.extend(opened.desk.warm(&mut |_| true).expect("the store can be made again"));
    (opened.desk, opened.troubles)
}

#[test]
fn a_closed_desk_opens_as_it_was() {
    let dir = closed(16);
    let before = image_of(dir.path());
    assert_eq!(before.cases.len(), 16);
    assert!(before.codes.values().all(Option::is_some));
    assert!(before.people.values().all(Option::is_some));
    let mut opened = open(dir.path(), 2);
    assert_eq!((opened.replayed, opened.troubles), (0, vec![]), "from the snapshot alone");
    assert_eq!(image(&mut opened.desk), before);
}

#[test]
fn a_killed_desk_opens_as_it_was() {
    let dir = closed(16);
    let mut desk = open_well(dir.path(), 2);
    work(&mut desk, 8, morning());
    let before = image(&mut desk);
    drop(desk);
    assert!(!seal(dir.path()).exists(), "a desk that was not closed leaves no seal");
    let mut desk = open_well(dir.path(), 3);
    assert_eq!(image(&mut desk), before);
}

#[test]
fn a_half_written_snapshot_of_the_store_is_cleared_away() {
    let dir = closed(8);
    let before = image_of(dir.path());
    for content in [&b""[..], b"half"] {
        std::fs::remove_file(seal(dir.path())).unwrap();
        std::fs::write(dir.path().join("store/snap.00000000000000FF.generating"), content).unwrap();
        let (mut desk, troubles) = reopened(dir.path(), 2);
        assert_eq!(troubles, []);
        assert_eq!(image(&mut desk), before);
        desk.close(None);
    }
}

#[test]
fn a_missing_store_is_made_again() {
    let dir = closed(16);
    let before = image_of(dir.path());
    std::fs::remove_dir_all(dir.path().join("store")).unwrap();
    let (mut desk, troubles) = reopened(dir.path(), 2);
    assert!(only_rebuilt(&troubles), "{troubles:?}");
    assert_eq!(image(&mut desk), before);
    desk.close(None);
    assert_eq!(image_of(dir.path()), before, "and stays so");
}

#[test]
fn a_store_older_than_the_journal_catches_up() {
    let dir = closed(8);
    let old = copy(dir.path());
    let mut desk = open_well(dir.path(), 2);
    let early = desk.projection().rows()[1].id;
    act(&mut desk, early, usual(ActionKind::Decide), morning().plus(chrono::TimeDelta::hours(1))).unwrap();
    work(&mut desk, 8, morning());
    let before = image(&mut desk);
    desk.close(None);
    for with_snapshot in [true, false] {
        let spoiled = copy(dir.path());
        std::fs::remove_dir_all(spoiled.path().join("store")).unwrap();
        crate::support::desks::copy_into(&old.path().join("store"), &spoiled.path().join("store"));
        std::fs::copy(seal(old.path()), seal(spoiled.path())).unwrap();
        if !with_snapshot {
            std::fs::remove_file(spoiled.path().join("projection.snapshot")).unwrap();
        }
        let (mut desk, troubles) = reopened(spoiled.path(), 3);
        assert_eq!(troubles, [], "an old store is no damage");
        assert_eq!(image(&mut desk), before);
    }
}

#[test]
fn a_flipped_bit_anywhere_in_a_closed_store_changes_nothing_a_clerk_sees() {
    flip_bits(true);
}

#[test]
fn a_flipped_bit_anywhere_in_a_killed_store_changes_nothing_a_clerk_sees() {
    flip_bits(false);
}

fn flip_bits(sealed: bool) {
    let dir = closed(24);
    let before = image_of(dir.path());
    let mut chance = Chance::new(41);
    let mut rebuilt = 0;
    for round in 0..rounds(200) {
        let spoiled = copy(dir.path());
        if !sealed {
            std::fs::remove_file(seal(spoiled.path())).unwrap();
        }
        let files = files(&spoiled.path().join("store"));
        let sizes: Vec<usize> =
            files.iter().map(|path| std::fs::metadata(path).unwrap().len() as usize).collect();
        let mut at = chance.below(sizes.iter().sum());
        let bit = chance.below(8);
        let hit =
            sizes.iter().position(|size| at.checked_sub(*size).map(|rest| at = rest).is_none()).unwrap();
        spoil(&files[hit], |bytes| bytes[at] ^= 1 << bit);
        let (mut desk, troubles) = reopened(spoiled.path(), 2);
        assert!(only_rebuilt(&troubles), "round {round}: {troubles:?}");
        assert!(desk.is_writable(), "round {round}");
        rebuilt += usize::from(!troubles.is_empty());
        assert!(!sealed || !troubles.is_empty(), "round {round}: a changed store was believed");
        assert_eq!(image(&mut desk), before, "round {round}: {} at {at} bit {bit}", files[hit].display());
    }
    assert!(rebuilt > 0);
}

#[test]
fn zeroed_and_cut_store_files_change_nothing_a_clerk_sees() {
    let dir = closed(24);
    let before = image_of(dir.path());
    let mut chance = Chance::new(42);
    for round in 0..rounds(40) {
        let spoiled = copy(dir.path());
        if round % 2 == 0 {
            std::fs::remove_file(seal(spoiled.path())).unwrap();
        }
        let files = files(&spoiled.path().join("store"));
        let hit = chance.below(files.len());
        spoil(&files[hit], |bytes| match chance.below(3) {
            0 => bytes.truncate(chance.below(bytes.len() + 1)),
            1 => bytes.clear(),
            _ => {
                let from = chance.below(bytes.len() / 4096 + 1) * 4096;
                let to = (from + 4096).min(bytes.len());
                bytes[from.min(to)..to].fill(0);
            }
        });
        let (mut desk, troubles) = reopened(spoiled.path(), 2);
        assert!(only_rebuilt(&troubles), "round {round}: {troubles:?}");
        assert_eq!(image(&mut desk), before, "round {round}: {}", files[hit].display());
    }
}

/// Sled can come back with an older value of a record, and the checksum of that record is right.
#[test]
fn a_record_from_yesterday_in_a_killed_store_is_not_believed() {
    let dir = closed(8);
    let id = {
        let mut desk = open_well(dir.path(), 2);
        let row = desk.projection().rows()[1];
        let id = row.id;
        let store_before = copy_of_record(dir.path(), &mut desk, id);
        act(&mut desk, id, usual(ActionKind::AddNote), morning().plus(chrono::TimeDelta::hours(2))).unwrap();
        desk.close(None);
        let (case, record) = store_before;
        tamper(dir.path(), |store| store.put(&case, &record).unwrap());
        id
    };
    let (mut desk, troubles) = reopened(dir.path(), 3);
    assert!(troubles.iter().any(|trouble| matches!(trouble, Trouble::StoreRebuilt { .. })), "{troubles:?}");
    let file = desk.load(id).unwrap().unwrap();
    assert_eq!(file.case.notes.len(), 2, "the note of today is there");
}

#[test]
fn a_code_that_a_killed_store_lost_is_found_again() {
    let dir = closed(8);
    let before = image_of(dir.path());
    tamper(dir.path(), |_| {});
    {
        let db = sled_without_codes(dir.path());
        drop(db);
    }
    let (mut desk, _) = reopened(dir.path(), 3);
    assert_eq!(image(&mut desk), before);
}

/// The store of a desk as a stranger would open it: no other room may, but a test may break in.
fn sled_without_codes(dir: &Path) -> sled::Db {
    let db = sled::Config::new().path(dir.join("store")).open().unwrap();
    db.open_tree("codes").unwrap().clear().unwrap();
    db.flush().unwrap();
    db
}

fn copy_of_record(
    dir: &Path,
    desk: &mut Desk,
    id: motcua::domain::id::CaseId,
) -> (motcua::domain::case::Case, CaseRecord) {
    let case = desk.load(id).unwrap().unwrap().case.clone();
    // The desk has its store open; its bytes are read from a copy.
    let other = copy(dir);
    let (store, _) = Store::open(&other.path().join("store"), index_key(), None).unwrap();
    (case, store.case(id).unwrap().unwrap())
}

fn index_key() -> [u8; 32] {
    blake3::derive_key("motcua blind index v1", &[9; 16])
}

/// Changes the store of a closed desk and leaves it as a killed desk would: without a seal.
fn tamper(dir: &Path, change: impl FnOnce(&Store)) {
    let (store, _) = Store::open(&dir.join("store"), index_key(), None).unwrap();
    change(&store);
    drop(store);
    let _ = std::fs::remove_file(seal(dir));
}

/// Which of somebody's cases is the latest must not depend on when the store was written.
#[test]
fn the_latest_case_of_a_person_is_the_same_in_a_store_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    desk.warm(&mut |_| true).unwrap();
    let form = || crate::support::office::by_post(crate::support::office::file("Nguyễn Thị Hoa"));
    let receive = || motcua::domain::action::Action::Receive(Box::new(form()));
    let first = crate::support::desks::begin(&mut desk, receive(), morning());
    let later = morning().plus(chrono::TimeDelta::hours(1));
    let second = crate::support::desks::begin(&mut desk, receive(), later);
    act(&mut desk, second, usual(ActionKind::Withdraw), later).unwrap();
    act(&mut desk, first, usual(ActionKind::AddNote), later).unwrap();
    let latest =
        |desk: &mut Desk| desk.latest_of(KnownParty::Phone("0912 345 678")).unwrap().unwrap().case.id;
    assert_eq!(latest(&mut desk), second);
    desk.close(None);
    std::fs::remove_dir_all(dir.path().join("store")).unwrap();
    let (mut desk, _) = reopened(dir.path(), 2);
    assert_eq!(latest(&mut desk), second);
}

/// A code of another system that came twice names the later case, whatever was touched last.
#[test]
fn a_foreign_code_given_twice_names_the_same_case_in_a_store_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    desk.warm(&mut |_| true).unwrap();
    let form = || crate::support::office::online(crate::support::office::file("Lý A Páo"), "G09-1");
    let arrival = || motcua::domain::action::Action::RegisterArrival(Box::new(form()));
    let first = crate::support::desks::begin(&mut desk, arrival(), morning());
    let later = morning().plus(chrono::TimeDelta::hours(1));
    let second = crate::support::desks::begin(&mut desk, arrival(), later);
    act(&mut desk, first, usual(ActionKind::AddNote), later).unwrap();
    assert_eq!(desk.find_code("G09-1").unwrap(), Some(second));
    desk.close(None);
    std::fs::remove_dir_all(dir.path().join("store")).unwrap();
    let (mut desk, _) = reopened(dir.path(), 2);
    assert_eq!(desk.find_code("G09-1").unwrap(), Some(second));
}

#[test]
fn the_blind_index_finds_by_number_however_it_is_written_and_says_nothing_without_its_key() {
    let dir = closed(8);
    let mut desk = open_well(dir.path(), 2);
    let found =
        |desk: &mut Desk, party: KnownParty<'_>| desk.latest_of(party).unwrap().map(|file| file.case.id);
    let by_phone = found(&mut desk, KnownParty::Phone("0912000001"));
    assert!(by_phone.is_some());
    assert_eq!(found(&mut desk, KnownParty::Phone("0912 000 001")), by_phone);
    assert_eq!(found(&mut desk, KnownParty::Id("0912000001")), None, "a telephone is no identity number");
    for nobody in ["", "0", "09"] {
        assert_eq!(found(&mut desk, KnownParty::Phone(nobody)), None);
    }
    desk.close(None);
    for path in files(&dir.path().join("store")) {
        let bytes = std::fs::read(&path).unwrap();
        for secret in ["0912000001", "010203000001"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{path:?}");
        }
    }
    let refused = Store::open(&dir.path().join("store"), [0; 32], None).err().map(|error| error.to_string());
    assert!(refused.is_some_and(|why| why.contains("another desk")), "a store of another desk is not read");
}

/// Sled's threads and children just born hold its lock a moment longer than the desk does.
#[test]
fn a_store_whose_last_holder_is_just_leaving_is_waited_for() {
    let dir = closed(4);
    let before = image_of(dir.path());
    let leaving = std::fs::File::open(dir.path().join("store/db")).unwrap();
    leaving.lock().unwrap();
    let (ready, begun) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let opener = scope.spawn(|| {
            let mut desk = open_well(dir.path(), 2);
            ready.send(()).unwrap();
            let troubles = desk.warm(&mut |_| true).unwrap();
            (troubles, image(&mut desk))
        });
        begun.recv().unwrap();
        (0..500).for_each(|_| std::thread::yield_now());
        leaving.unlock().unwrap();
        let (troubles, after) = opener.join().unwrap();
        assert_eq!((troubles, after), (vec![], before));
    });
}
