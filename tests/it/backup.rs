//! Backups: whole or refused, taken while the desk works, restored to the very point.

use crate::support::desks::{
    act, begin, closed, copy_into, files, image, image_of, morning, open_well, setup,
};
use crate::support::office::{by_post, file, usual};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use chrono::TimeDelta;
use motcua::desk::{BackupError, back_up, restore};
use motcua::domain::action::Action;
use motcua::domain::stage::ActionKind;
use motcua::journal::{Journal, Options, disk::RealDisk};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a restore left anything behind.
fn nothing_at(dir: &Path) -> bool {
    let name = dir.file_name().unwrap().to_string_lossy().into_owned();
    std::fs::read_dir(dir.parent().unwrap())
        .unwrap()
        .all(|entry| !entry.unwrap().file_name().to_string_lossy().starts_with(&name))
}

#[test]
fn a_restored_desk_is_the_desk_that_was_backed_up() {
    let dir = closed(16);
    let own = "# giờ làm việc riêng\n";
    std::fs::write(dir.path().join("office.toml"), own).unwrap();
    std::fs::create_dir(dir.path().join("procedures")).unwrap();
    std::fs::write(dir.path().join("procedures/rieng.toml"), own).unwrap();
    let before = image_of(dir.path());
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("sao-luu.mcb");
    let report = back_up(dir.path(), &to).unwrap();
    assert_eq!((report.files, report.sequence), (3, before.sequence));
    let restored = place.path().join("restored");
    assert_eq!(restore(&to, &restored).unwrap(), report);
    assert_eq!(std::fs::read_to_string(restored.join("office.toml")).unwrap(), own);
    assert_eq!(std::fs::read_to_string(restored.join("procedures/rieng.toml")).unwrap(), own);
    assert_eq!(image_of(&restored), before);
    // And work goes on there, with the next number.
    let mut desk = open_well(&restored, 3);
    let id = begin(&mut desk, Action::Receive(Box::new(by_post(file("Hoa")))), morning());
    let code = desk.load(id).unwrap().unwrap().case.code.as_ref().unwrap().to_string();
    assert!(before.codes.keys().all(|known| *known != code), "{code} was given before");
}

#[test]
fn a_backup_of_an_open_desk_holds_what_was_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let id = begin(&mut desk, Action::Receive(Box::new(by_post(file("Hoa")))), morning());
    for round in 0..6_u64 {
        let to = place.path().join(format!("{round}.mcb"));
        let report = back_up(dir.path(), &to).unwrap();
        assert_eq!(report.sequence, desk.sequence());
        let at_backup = image(&mut desk);
        let now = morning().plus(TimeDelta::minutes(round as i64 + 1));
        act(&mut desk, id, usual(ActionKind::AddNote), now).unwrap();
        let restored = place.path().join(format!("restored-{round}"));
        restore(&to, &restored).unwrap();
        assert_eq!(image_of(&restored), at_backup);
    }
}

#[test]
fn a_backup_taken_while_another_handle_appends_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    let journal_dir = dir.path().join("journal");
    let options = Options { desk: setup(1).desk, segment_bytes: 20_000 };
    let (mut journal, _) = Journal::open(RealDisk, &journal_dir, &options, None).unwrap();
    let told = crate::support::story::at(motcua::domain::stage::Stage::InProcess);
    let stamped = &told.file.history[..1];
    let body = |n: u128| {
        let mut event = stamped[0].clone();
        event.case.0 += n;
        event.id.0 += n;
        motcua::store::record::encode_decision(event.case, &[event]).unwrap()
    };
    journal.append(&body(0)).unwrap();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 1;
            while !stop.load(Ordering::Relaxed) && n < 4_000 {
                journal.append(&body(n)).unwrap();
                n += 1;
            }
        });
        let mut last = 0;
        for round in 0..12 {
            let to = place.path().join(format!("{round}.mcb"));
            let report = back_up(dir.path(), &to).unwrap();
            assert!(report.sequence >= last, "a later backup holds no less");
            last = report.sequence;
            let restored = place.path().join(format!("restored-{round}"));
            assert_eq!(restore(&to, &restored).unwrap().sequence, last);
            let desk = open_well(&restored, 2);
            assert_eq!((desk.sequence(), desk.projection().len() as u64), (last, last));
        }
        stop.store(true, Ordering::Relaxed);
    });
}

#[test]
fn every_cut_or_changed_backup_is_refused_and_nothing_is_half_restored() {
    let dir = closed(3);
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("good.mcb");
    back_up(dir.path(), &to).unwrap();
    let good = std::fs::read(&to).unwrap();
    let target = place.path().join("restored");
    let bad = place.path().join("bad.mcb");
    let refused = |bytes: &[u8], what: &str| {
        std::fs::write(&bad, bytes).unwrap();
        let error = restore(&bad, &target);
        assert!(matches!(error, Err(BackupError::NotWhole(_))), "{what}: {error:?}");
        assert!(nothing_at(&target), "{what}: something was left behind");
    };
    for end in (0..good.len()).step_by(7).chain(good.len() - 80..good.len()) {
        refused(&good[..end], &format!("cut at {end}"));
    }
    let mut chance = Chance::new(9);
    for _ in 0..rounds(400) {
        let (at, bit) = (chance.below(good.len()), 1 << chance.below(8));
        let mut bytes = good.clone();
        bytes[at] ^= bit;
        refused(&bytes, &format!("byte {at} bit {bit}"));
    }
    let mut longer = good.clone();
    longer.push(0);
    refused(&longer, "lengthened");
    refused(b"", "empty");
    refused(b"PK\x03\x04 a zip of somebody", "another file");
    assert!(restore(&to, &target).is_ok());
}

/// A backup whose hashes all fit and whose names would leave the folder: made by hand, refused.
#[test]
fn a_backup_cannot_write_outside_its_folder() {
    let place = tempfile::tempdir().unwrap();
    for name in [
        "../evil.toml",
        "journal/../../evil.journal",
        "/etc/evil.toml",
        "procedures\\..\\evil.toml",
        "C:evil.toml",
        "journal/.hidden.journal",
        "store/db",
        "procedures/a/b.toml",
        "desk.lock",
    ] {
        let mut bytes = b"motcua backup 1\n".to_vec();
        bytes.extend_from_slice(&(name.len() as u16).to_le_bytes());
        bytes.extend_from_slice(name.as_bytes());
        bytes.extend_from_slice(&4_u64.to_le_bytes());
        bytes.extend_from_slice(b"evil");
        bytes.extend_from_slice(blake3::hash(b"evil").as_bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&0_u64.to_le_bytes());
        bytes.extend_from_slice(&[0; 32]);
        let all = blake3::hash(&bytes);
        bytes.extend_from_slice(all.as_bytes());
        let path = place.path().join("evil.mcb");
        std::fs::write(&path, &bytes).unwrap();
        let target = place.path().join("restored");
        assert!(matches!(restore(&path, &target), Err(BackupError::NotWhole(_))), "{name}");
        let names: Vec<_> = files(place.path());
        assert_eq!(names, [path], "{name}");
    }
}

#[test]
fn a_hostile_length_is_refused_before_it_is_believed() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("huge.mcb");
    let mut bytes = b"motcua backup 1\n".to_vec();
    bytes.extend_from_slice(&11_u16.to_le_bytes());
    bytes.extend_from_slice(b"office.toml");
    bytes.extend_from_slice(&u64::MAX.to_le_bytes());
    bytes.extend_from_slice(&[0; 64]);
    std::fs::write(&path, &bytes).unwrap();
    let target = place.path().join("restored");
    assert!(matches!(restore(&path, &target), Err(BackupError::NotWhole(_))));
}

#[test]
fn nothing_is_restored_over_a_desk_and_no_damaged_desk_is_backed_up() {
    let dir = closed(3);
    let place = tempfile::tempdir().unwrap();
    let to = place.path().join("good.mcb");
    back_up(dir.path(), &to).unwrap();
    let before = image_of(dir.path());
    assert!(matches!(restore(&to, dir.path()), Err(BackupError::NotEmpty)));
    assert_eq!(image_of(dir.path()), before);
    let empty = place.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    restore(&to, &empty).expect("an empty folder may be filled");
    let good = std::fs::read(&to).unwrap();
    let segment =
        files(&dir.path().join("journal")).into_iter().find(|path| path.ends_with("000000000001.journal"));
    crate::support::desks::spoil(&segment.unwrap(), |bytes| bytes[200] ^= 1);
    assert!(matches!(back_up(dir.path(), &to), Err(BackupError::Damaged)));
    assert_eq!(std::fs::read(&to).unwrap(), good, "the backup of yesterday is still there");
    assert!(matches!(back_up(&place.path().join("nowhere"), &to), Err(BackupError::NoDesk)));
}

/// Whatever the file is called, the old backup stays until the new one is read back.
#[test]
fn a_backup_that_fails_leaves_the_old_one_of_any_name() {
    let dir = closed(2);
    let place = tempfile::tempdir().unwrap();
    for name in ["desk.new", "desk", "desk.mcb"] {
        let to = place.path().join(name);
        back_up(dir.path(), &to).unwrap();
        let good = std::fs::read(&to).unwrap();
        // A desk whose own data cannot be read: a folder with the name of a file.
        let broken = tempfile::tempdir().unwrap();
        copy_into(dir.path(), broken.path());
        std::fs::create_dir_all(broken.path().join("themes/dark.toml")).unwrap();
        assert!(back_up(broken.path(), &to).is_err());
        assert_eq!(std::fs::read(&to).unwrap(), good, "{name}");
    }
}
