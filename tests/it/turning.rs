//! Keys turned when somebody leaves: what they copied opens and proves nothing that came afterwards, and nobody else
//! notices.

use crate::support::desks::{Image, act, begin, copy, copy_into, holder, image, morning};
use crate::support::office::{AN, HEAD, LAN, by_post, file, usual};
use crate::support::sealed::{
    LIGHT, PASSPHRASE, admit, dismiss, keyed, member, open_as, open_sealed, part, seal, unlock,
};
use motcua::desk::{Desk, Finding, Unlocked, Verdict, back_up, check_with, rebuild, restore_by};
use motcua::domain::action::Action;
use motcua::domain::id::CaseId;
use motcua::domain::role::Role;
use motcua::domain::stage::ActionKind;
use motcua::journal::disk::RealDisk;
use motcua::journal::{DamageKind, DeskId, Journal, Options, Reader};
use motcua::seal::people::{Opener, Past};
use motcua::seal::{Key, Keyring, OfficeKeys, PeopleFile, Suite, people, table};
use std::path::Path;
use strum::IntoEnumIterator as _;

const THEIRS: &str = "một hai ba bốn năm sáu";

fn received(desk: &mut Desk, owner: &str) -> CaseId {
    desk.seat(LAN.into()).unwrap();
    let id = begin(desk, Action::Receive(Box::new(by_post(file(owner)))), morning());
    desk.seat(HEAD.into()).unwrap();
    id
}

fn sound(dir: &Path) {
    let keys = unlock(dir, HEAD, PASSPHRASE).unwrap();
    assert_eq!(check_with(dir, &holder(), Some(keys)).unwrap().findings, []);
}

fn bodies(dir: &Path) -> Vec<(u8, Vec<u8>)> {
    let reader = Reader::new(RealDisk, &dir.join("journal"));
    reader.frames(1).unwrap().map(|frame| frame.map(|frame| (frame.algorithm, frame.body)).unwrap()).collect()
}

/// A desk with two people and some work, and the halves of its recovery key.
fn peopled(suite: Suite) -> (tempfile::TempDir, [String; 2]) {
    let dir = tempfile::tempdir().unwrap();
    let halves = seal(dir.path(), suite);
    admit(dir.path(), AN, Role::UnitHead, THEIRS);
    admit(dir.path(), LAN, Role::Intake, "bảy tám chín mười mười một");
    let mut desk = open_sealed(dir.path(), 1);
    received(&mut desk, "Nguyễn Thị Hoa");
    desk.close(None);
    (dir, halves)
}

#[test]
fn a_desk_goes_on_after_its_keys_were_turned_twice_as_if_nothing_had_been() {
    for suite in Suite::iter() {
        let (dir, halves) = peopled(suite);
        let exchange = {
            let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
            OfficeKeys::read_or_make(dir.path(), Some((&keys.ring, suite))).unwrap().id()
        };
        let mut desk = open_sealed(dir.path(), 2);
        let kept = desk.aside().unwrap().close("drafts/1", b"typed before").unwrap();
        let name = desk.aside().unwrap().name(HEAD);
        let mut before = image(&mut desk);
        desk.close(None);
        for (seed, who) in [(3, AN), (10, LAN)] {
            let renewed = dismiss(dir.path(), seed, who);
            assert_eq!(renewed.halves, None, "the halves on paper stay good");
            let keys = renewed.keys;
            let mut desk = Desk::open(dir.path(), keyed(seed + 1, keys), &mut |_| true).unwrap().desk;
            desk.come_in(HEAD.into(), 0, morning()).unwrap();
            let after = image(&mut desk);
            assert_eq!(Image { sequence: 0, ..after }, Image { sequence: 0, ..before });
            received(&mut desk, who);
            before = image(&mut desk);
            desk.close(None);
            sound(dir.path());
        }
        let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
        assert_eq!(keys.epoch(), 3);
        assert_eq!(OfficeKeys::read(dir.path(), Some((&keys.ring, suite))).unwrap().unwrap().id(), exchange);
        let mut again = rebuild(dir.path(), keyed(20, keys), &mut |_| true).unwrap();
        assert_eq!(again.troubles, []);
        let after = image(&mut again.desk);
        assert_eq!(Image { sequence: 0, ..after }, Image { sequence: 0, ..before });
        let aside = again.desk.aside().unwrap();
        assert_eq!(aside.open("drafts/1", &kept).unwrap(), b"typed before");
        assert_eq!(aside.name(HEAD), name, "found again");
        let later = aside.close("drafts/1", b"typed after").unwrap();
        assert_eq!(aside.open("drafts/1", &later).unwrap(), b"typed after");
        let log: Vec<&str> =
            again.desk.facts(99).unwrap().iter().map(|(_, entry)| entry.fact.name()).collect();
        assert_eq!(log.iter().filter(|name| **name == "keys-turned").count(), 2, "{log:?}");
        // The halves printed at the beginning open all of it.
        let file = PeopleFile::read(dir.path()).unwrap().unwrap();
        let ring = file.recover(&halves[0], &halves[1]).unwrap();
        assert_eq!(Unlocked::of(&file, ring).unwrap().past.len(), 2);
    }
}

#[test]
fn what_a_leaver_copied_opens_nothing_new_and_signs_nothing_new() {
    let (dir, _) = peopled(Suite::default());
    // Before going they copied everything: files, and the keys out of memory.
    let copied = copy(dir.path());
    let theirs = unlock(dir.path(), AN, THEIRS).unwrap();
    dismiss(dir.path(), 2, AN);
    let turned = copy(dir.path());
    let until = bodies(dir.path()).len();
    let mut desk = open_sealed(dir.path(), 3);
    let new = received(&mut desk, "Hoàng Mận Mới");
    // A file they know goes on as well.
    let known = desk.projection().rows()[0].id;
    desk.seat(LAN.into()).unwrap();
    act(&mut desk, known, usual(ActionKind::Assign), morning()).unwrap();
    desk.seat(HEAD.into()).unwrap();
    desk.close(None);
    assert!(unlock(dir.path(), AN, THEIRS).is_err());
    // Their keys do not open the desk, nor does their file or table put in the place of the new ones.
    assert!(Desk::open(dir.path(), keyed(4, theirs.clone()), &mut |_| true).is_err());
    for names in
        [vec![people::FILE, people::OWN], vec![table::FILE], vec![people::FILE, people::OWN, table::FILE]]
    {
        let tried = copy(dir.path());
        for name in &names {
            std::fs::copy(copied.path().join(name), tried.path().join(name)).unwrap();
        }
        let seen = match Desk::open(tried.path(), keyed(5, theirs.clone()), &mut |_| true) {
            Ok(mut opened) => opened.desk.load(new).is_ok_and(|file| file.is_some()),
            Err(_) => false,
        };
        assert!(!seen, "{names:?} shows what came afterwards");
    }
    // A program of theirs that takes the new frames for frames under the keys they have, with the keys of all cases
    // as they were, does not open one of them.
    let tried = copy(copied.path());
    copy_into(&dir.path().join("journal"), &tried.path().join("journal"));
    let (case, log) = (theirs.ring.case.clone(), theirs.ring.log.clone());
    let past = vec![Past { until: until as u64, public: theirs.public, case, log }];
    let report = check_with(tried.path(), &holder(), Some(Unlocked { past, ..theirs.clone() })).unwrap();
    let closed = |at: &usize| {
        let at = *at as u64;
        report
            .findings
            .iter()
            .any(|finding| matches!(finding, Finding::Journal(damage) if damage.sequence == at))
    };
    let frames = bodies(dir.path()).len();
    assert!(frames > until + 2, "a part of a case came afterwards");
    assert_eq!((1..=frames).filter(closed).collect::<Vec<_>>(), (until + 1..=frames).collect::<Vec<_>>());
    // They write a frame as the desk wrote them before, behind the last one under their keys.
    let mut own = Desk::open(copied.path(), keyed(6, theirs), &mut |_| true).unwrap().desk;
    while own.sequence() <= until as u64 {
        own.come_in(AN.into(), 0, morning()).unwrap();
    }
    drop(own);
    let forged = bodies(copied.path())[until].clone();
    let (mut journal, opening) =
        Journal::open(RealDisk, &turned.path().join("journal"), &Options::new(DeskId::default()), None)
            .unwrap();
    assert_eq!(opening.head.sequence as usize, until);
    journal.append_sealed(forged.0, &[forged.1]).unwrap();
    journal.close().unwrap();
    let opened = open_as(turned.path(), 7, HEAD, PASSPHRASE).unwrap();
    assert!(!opened.desk.is_writable() && !opened.troubles.is_empty(), "{:?}", opened.troubles);
    drop(opened);
    let keys = unlock(turned.path(), HEAD, PASSPHRASE).unwrap();
    let report = check_with(turned.path(), &holder(), Some(keys)).unwrap();
    let found = |finding: &Finding| matches!(finding, Finding::Journal(d) if d.kind == DamageKind::Forged && d.sequence as usize == until + 1);
    assert!(
        report.verdict() == Verdict::Damaged && report.findings.iter().any(found),
        "{:?}",
        report.findings
    );
}

#[test]
fn a_turning_cut_short_is_undone_or_finished_and_never_between() {
    let (dir, _) = peopled(Suite::default());
    let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
    OfficeKeys::read_or_make(dir.path(), Some((&keys.ring, Suite::default()))).unwrap();
    let mut desk = open_sealed(dir.path(), 2);
    let before = image(&mut desk);
    desk.close(None);
    let old = copy(dir.path());
    dismiss(dir.path(), 3, AN);
    let beside = ["keys.table", "exchange.json"];
    let reads = |dir: &Path, seed, epoch| {
        let mut desk = open_sealed(dir, seed);
        assert_eq!(image(&mut desk).cases, before.cases);
        desk.close(None);
        let keys = unlock(dir, HEAD, PASSPHRASE).unwrap();
        assert_eq!(keys.epoch(), epoch);
        OfficeKeys::read(dir, Some((&keys.ring, keys.suite))).unwrap().unwrap();
        assert!(beside.iter().all(|name| !dir.join(format!("{name}.2")).exists()));
        sound(dir);
    };
    // What was wrapped anew lies there, all of it or its beginning, and nobody was told: it goes.
    for count in 0..=2 {
        let tried = copy(old.path());
        for name in beside.iter().take(count) {
            std::fs::copy(dir.path().join(name), tried.path().join(format!("{name}.2"))).unwrap();
        }
        reads(tried.path(), 4, 1);
        assert!(unlock(tried.path(), AN, THEIRS).is_ok());
    }
    // The people's file says so; what had been replaced by then varies.
    for (name, has_store, has_table) in
        [("nothing", true, true), ("the store", false, true), ("the table wiped", false, false)]
    {
        let tried = copy(old.path());
        copy_into(&dir.path().join("journal"), &tried.path().join("journal"));
        for name in [people::OWN, people::FILE] {
            std::fs::copy(dir.path().join(name), tried.path().join(name)).unwrap();
        }
        for name in beside {
            std::fs::copy(dir.path().join(name), tried.path().join(format!("{name}.2"))).unwrap();
        }
        if !has_store {
            let _ = std::fs::remove_dir_all(tried.path().join("store"));
        }
        if !has_table {
            std::fs::remove_file(tried.path().join(table::FILE)).unwrap();
        }
        // A check beside it reads with the new keys already.
        let keys = unlock(tried.path(), HEAD, PASSPHRASE).unwrap();
        let report = check_with(tried.path(), &holder(), Some(keys)).unwrap();
        assert!(!report.findings.iter().any(|finding| matches!(finding, Finding::Journal(_))), "{name}");
        // So does a backup that is made just then.
        let (away, restored) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        back_up(tried.path(), &away.path().join("b")).unwrap();
        let opener = Opener::Passphrase { id: HEAD, passphrase: PASSPHRASE };
        restore_by(&away.path().join("b"), restored.path(), Some(&opener)).unwrap();
        reads(restored.path(), 6, 2);
        reads(tried.path(), 5, 2);
        assert!(unlock(tried.path(), AN, THEIRS).is_err());
    }
}

#[test]
fn an_epoch_speaks_for_the_next_and_for_nothing_else() {
    let sealing = PeopleFile::seal([4; 16], Suite::default()).unwrap();
    let mut file = sealing.file;
    file.put(member(HEAD, Role::DeskHead), &sealing.ring, PASSPHRASE, LIGHT).unwrap();
    file.put(member("quan", Role::Administrator), &Keyring::default(), THEIRS, LIGHT).unwrap();
    let turned = file.turn(&sealing.ring, 7, part).unwrap();
    assert!(file.turn(&sealing.ring, 9, part).is_err(), "keys that went turn nothing");
    let again = file.turn(&turned.ring, 9, part).unwrap();
    let past = file.past(&again.ring).unwrap();
    assert_eq!(past.iter().map(|past| past.until).collect::<Vec<_>>(), [7, 9]);
    assert_eq!((&past[0].case, &past[1].log), (&sealing.ring.case, &turned.ring.log));
    assert!(file.past(&turned.ring).is_err(), "the keys before do not open those before them this way");
    let mut random = again.ring.clone();
    random.case = Some(Key::of([1; 32]));
    assert!(file.past(&random).is_err());
    // A role without content has no past to read, and still stands in the file.
    let bare = file.unlock("quan", THEIRS).unwrap();
    assert_eq!(bare, Keyring::default());
    assert!(file.past(&bare).unwrap().iter().all(|past| past.case.is_none() && past.log.is_none()));
    let keys = Unlocked::of(&file, again.ring).unwrap();
    assert_eq!([1, 7, 8, 9, 10].map(|sequence| keys.epoch_at(sequence)), [1, 1, 2, 2, 3]);
    assert_eq!(keys.public_at(10), file.public());
    assert_eq!(keys.turned_to(2).unwrap().0, 7);
    assert_eq!((keys.turned_to(1), keys.turned_to(4)), (None, None));
}
