//! The desk: what is acknowledged stays, what is damaged is said, and nothing asks a human to mend it.

use crate::support::desks::{
    act, begin, closed, copy, copy_into, holder, image, image_of, morning, open, open_on, open_well, setup,
    spoil, work,
};
use crate::support::office::{LAN, by_post, file, usual};
use crate::support::rounds;
use crate::support::sim_disk::{Chance, Fault, SimDisk};
use chrono::TimeDelta;
use motcua::desk::{Desk, Finding, OpenDeskError, SubmitError, Trouble, Verdict, check, rebuild};
use motcua::domain::action::{Action, Request};
use motcua::domain::id::CaseId;
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Stage};
use motcua::journal::lock::{Holder, LockError};
use motcua::journal::{Reader, WriteError, disk::RealDisk};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

fn receive() -> Action {
    Action::Receive(Box::new(by_post(file("Nguyễn Thị Hoa"))))
}

/// The journal's segments, in order.
pub fn segments(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = crate::support::desks::files(&dir.join("journal"))
        .into_iter()
        .filter(|path| is_segment(path))
        .collect();
    found.sort();
    found
}

fn is_segment(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "journal")
}

/// Where each frame begins in the first segment, and its sequence.
pub fn frames(dir: &Path) -> Vec<(u64, u64)> {
    let reader = Reader::new(RealDisk, &dir.join("journal"));
    reader
        .frames(1)
        .unwrap()
        .map(|frame| frame.unwrap().position)
        .map(|position| (position.sequence, position.offset))
        .collect()
}

pub fn snapshot(dir: &Path) -> PathBuf {
    dir.join("projection.snapshot")
}

// ── one action ──

#[test]
fn an_action_is_durable_when_it_is_acknowledged_and_says_what_it_did() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let id = CaseId(desk.new_id(morning()));
    let submitted = act(&mut desk, id, receive(), morning()).unwrap();
    assert_eq!((submitted.sequence, submitted.store_trouble), (1, None));
    assert_eq!((submitted.file.case.stage, submitted.row.row.n), (Stage::Received, 1));
    assert_eq!(submitted.events.len(), 1);
    // Nothing is closed: another program that reads the folder finds it.
    let frames: Vec<_> = Reader::new(RealDisk, &dir.path().join("journal")).frames(1).unwrap().collect();
    assert_eq!(frames.len(), 1);
}

#[test]
fn a_refused_action_is_not_recorded() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let id = begin(&mut desk, receive(), morning());
    let before = image(&mut desk);
    let refused = act(&mut desk, id, usual(ActionKind::MarkReady), morning());
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::NotDecided))));
    assert_eq!(image(&mut desk), before);
}

#[test]
fn somebody_who_did_not_see_the_last_event_is_told_so() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let id = begin(&mut desk, receive(), morning());
    act(&mut desk, id, usual(ActionKind::Assign), morning()).unwrap();
    let before = desk.sequence();
    for seen in [0, 1, 3] {
        let request =
            Request { case: id, seen, by: LAN.into(), occurred: None, action: usual(ActionKind::Decide) };
        let error = desk.submit(&request, morning());
        assert!(matches!(error, Err(SubmitError::Conflict { seen: s, now: 2 }) if s == seen), "{error:?}");
    }
    assert_eq!(desk.sequence(), before);
}

#[test]
fn an_action_on_a_case_that_is_not_there_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let unknown = act(&mut desk, CaseId(77), usual(ActionKind::AddNote), morning());
    assert!(matches!(unknown, Err(SubmitError::UnknownCase)));
    let id = begin(&mut desk, receive(), morning());
    let twice = Request { case: id, seen: 0, by: LAN.into(), occurred: None, action: receive() };
    assert!(matches!(desk.submit(&twice, morning()), Err(SubmitError::Conflict { .. })));
}

#[test]
fn numbers_go_on_where_they_were_however_the_desk_was_left() {
    let dir = tempfile::tempdir().unwrap();
    let mut codes = Vec::new();
    for (round, orderly) in [true, false, true, false].into_iter().enumerate() {
        let mut desk = open_well(dir.path(), round as u64 + 1);
        for _ in 0..3 {
            let id = begin(&mut desk, receive(), morning().plus(TimeDelta::minutes(round as i64)));
            codes.push(desk.load(id).unwrap().unwrap().case.code.as_ref().unwrap().to_string());
        }
        if orderly {
            desk.close(None);
        }
    }
    let expected: Vec<String> = (1..=12).map(|n| format!("000.00.10.H38-200710-{n:04}")).collect();
    assert_eq!(codes, expected);
}

#[test]
fn a_corrected_identity_number_no_longer_leads_to_the_case() {
    use motcua::store::KnownParty::Id;
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    let id = begin(&mut desk, receive(), morning());
    let correct = Action::Correct {
        field: motcua::domain::event::CorrectableField::OwnerId,
        to: "099099099099".to_owned(),
        reason: "Ghi nhầm số".to_owned(),
    };
    act(&mut desk, id, correct, morning()).unwrap();
    assert!(desk.latest_of(Id("099099099099")).unwrap().is_some());
    assert!(desk.latest_of(Id("010203004005")).unwrap().is_none(), "it is somebody else's number");
}

// ── rows and snapshot ──

#[test]
fn rows_that_are_lent_come_back_at_closing() {
    let dir = closed(8);
    let before = image_of(dir.path());
    let mut desk = open_well(dir.path(), 2);
    let mut rows = desk.lend_projection();
    assert!(desk.projection().is_empty());
    let id = rows.rows()[0].id;
    let submitted =
        act(&mut desk, id, usual(ActionKind::AddNote), morning().plus(TimeDelta::hours(1))).unwrap();
    rows.upsert(&submitted.row);
    desk.close(Some(rows));
    let opened = open(dir.path(), 3);
    assert_eq!((opened.replayed, opened.troubles.len()), (0, 0));
    drop(opened);
    let after = image_of(dir.path());
    assert_eq!(after.cases.len(), before.cases.len());
    assert_eq!(after.cases[&id].case.n, before.cases[&id].case.n + 1);
}

#[test]
fn a_store_that_is_opened_while_the_rows_are_lent_is_still_held_against_them() {
    let dir = closed(8);
    let before = image_of(dir.path());
    std::fs::remove_file(dir.path().join("store.seal")).unwrap();
    let mut desk = open_well(dir.path(), 2);
    let rows = desk.lend_projection();
    assert_eq!(desk.warm(&mut |_| true).unwrap(), []);
    desk.close(Some(rows));
    assert_eq!(image_of(dir.path()), before);
}

#[test]
fn a_damaged_or_missing_snapshot_costs_time_and_nothing_else() {
    let dir = closed(16);
    let before = image_of(dir.path());
    let length = std::fs::metadata(snapshot(dir.path())).unwrap().len() as usize;
    let mut chance = Chance::new(7);
    for round in 0..rounds(30) {
        let spoiled = copy(dir.path());
        let path = snapshot(spoiled.path());
        match round % 3 {
            0 => spoil(&path, |bytes| bytes[chance.below(length)] ^= 1 << chance.below(8)),
            1 => spoil(&path, |bytes| bytes.truncate(chance.below(length))),
            _ => std::fs::remove_file(&path).unwrap(),
        }
        let mut opened = open(spoiled.path(), 2);
        let said = |trouble: &Trouble| matches!(trouble, Trouble::SnapshotUnreadable(_));
        assert!(opened.troubles.iter().all(said), "{:?}", opened.troubles);
        assert_eq!(opened.troubles.is_empty(), round % 3 == 2, "a spoiled snapshot is said");
        assert!(opened.desk.is_writable());
        assert_eq!(image(&mut opened.desk), before, "round {round}");
    }
}

#[test]
fn a_snapshot_of_another_history_is_not_believed_and_the_desk_is_read_only() {
    let dir = closed(8);
    let other = tempfile::tempdir().unwrap();
    let mut desk = open_well(other.path(), 5);
    work(&mut desk, 9, morning().plus(TimeDelta::days(3)));
    desk.close(None);
    let before = image_of(other.path());
    std::fs::copy(snapshot(dir.path()), snapshot(other.path())).unwrap();
    let mut opened = open(other.path(), 6);
    assert!(opened.troubles.contains(&Trouble::OtherHistory), "{:?}", opened.troubles);
    assert!(!opened.desk.is_writable());
    assert_eq!(image(&mut opened.desk), before, "the journal is what counts");
}

// ── the journal is shorter, older, damaged ──

#[test]
fn a_journal_shorter_than_the_snapshot_opens_read_only_and_says_how_much_is_missing() {
    let dir = closed(8);
    let all = frames(dir.path());
    let (last, _) = *all.last().unwrap();
    let (cut, offset) = all[all.len() - 4];
    for with_snapshot in [true, false] {
        let spoiled = copy(dir.path());
        spoil(&segments(spoiled.path())[0], |bytes| bytes.truncate(offset as usize));
        std::fs::remove_file(spoiled.path().join("journal/durable.mark")).unwrap();
        if !with_snapshot {
            // Then the store is the only witness left.
            std::fs::remove_file(snapshot(spoiled.path())).unwrap();
        }
        for round in 0..2 {
            let mut opened = open(spoiled.path(), 2 + round);
            opened.troubles.extend(opened.desk.warm(&mut |_| true).unwrap());
            let missing = Trouble::Missing { known: last, found: cut - 1 };
            assert_eq!(opened.troubles, [missing], "snapshot {with_snapshot}, opening {round}");
            assert!(!opened.desk.is_writable());
            let shown = image(&mut opened.desk);
            assert!(shown.cases.len() >= 6, "what is there can be read");
            let id = *shown.cases.keys().next().unwrap();
            let refused =
                act(&mut opened.desk, id, usual(ActionKind::AddNote), morning().plus(TimeDelta::days(1)));
            assert!(matches!(refused, Err(SubmitError::Journal(WriteError::ReadOnly(_)))), "{refused:?}");
            opened.desk.close(None);
        }
        let report = check(spoiled.path(), &holder()).unwrap();
        assert_eq!(report.verdict(), Verdict::Damaged);
        assert!(report.findings.contains(&Finding::Missing { known: last, found: cut - 1 }));
        // A person who has understood it goes on from what there is.
        let opened = rebuild(spoiled.path(), setup(9), &mut |_| true).unwrap();
        assert!(opened.desk.is_writable() && opened.troubles.is_empty(), "{:?}", opened.troubles);
    }
}

#[test]
fn a_desk_killed_before_its_store_has_followed_has_lost_nothing() {
    let dir = closed(4);
    let mut desk = open_well(dir.path(), 2);
    work(&mut desk, 3, morning());
    let known = desk.sequence();
    drop(desk);
    let report = check(dir.path(), &holder()).unwrap();
    assert_eq!(report.verdict(), Verdict::Mends);
    assert!(report.findings.iter().any(|finding| matches!(finding, Finding::StoreBehind { .. })));
    let opened = open(dir.path(), 3);
    assert_eq!((opened.troubles.as_slice(), opened.desk.sequence()), (&[][..], known));
    opened.desk.close(None);
    assert_eq!(check(dir.path(), &holder()).unwrap().verdict(), Verdict::Sound);
}

#[test]
fn an_old_copy_of_the_journal_under_a_newer_store_is_noticed_after_a_crash() {
    let dir = closed(4);
    let mut desk = open_well(dir.path(), 2);
    work(&mut desk, 2, morning());
    let old = copy(&dir.path().join("journal"));
    let found = desk.sequence();
    work(&mut desk, 2, morning());
    let known = desk.sequence();
    assert_eq!(desk.settle(), None);
    drop(desk);
    std::fs::remove_dir_all(dir.path().join("journal")).unwrap();
    copy_into(old.path(), &dir.path().join("journal"));
    let opened = open(dir.path(), 3);
    assert_eq!(opened.troubles, [Trouble::Missing { known, found }]);
    assert!(!opened.desk.is_writable());
}

#[test]
fn a_torn_tail_is_set_aside_and_the_work_goes_on() {
    let dir = closed(4);
    let before = image_of(dir.path());
    let path = segments(dir.path()).remove(0);
    spoil(&path, |bytes| bytes.extend_from_slice(&[0x55; 37]));
    let mut opened = open(dir.path(), 2);
    assert!(matches!(opened.troubles.as_slice(), [Trouble::TornTail(aside)] if aside.bytes == 37));
    assert_eq!(image(&mut opened.desk), before);
    begin(&mut opened.desk, receive(), morning());
}

/// Damage in each frame in turn: the desk opens, says where, and shows every other case.
#[test]
fn a_damaged_journal_is_readable_and_read_only_and_says_where() {
    let dir = closed(16);
    let before = image_of(dir.path());
    let all = frames(dir.path());
    for (at, (sequence, offset)) in all.iter().enumerate() {
        // Without a snapshot everything is verified at opening; the store is spoiled in every second round.
        let spoiled = copy(dir.path());
        std::fs::remove_file(snapshot(spoiled.path())).unwrap();
        if at % 2 == 0 {
            std::fs::remove_dir_all(spoiled.path().join("store")).unwrap();
        }
        spoil(&segments(spoiled.path())[0], |bytes| bytes[*offset as usize + 60] ^= 4);
        let mut opened = open(spoiled.path(), 2);
        opened.troubles.extend(opened.desk.warm(&mut |_| true).expect("a damaged desk opens"));
        let located = opened.troubles.iter().any(|trouble| {
            matches!(trouble, Trouble::Damaged(damage) if damage.sequence == *sequence && damage.frames == 1)
        });
        assert!(located, "frame {sequence}: {:?}", opened.troubles);
        assert!(!opened.desk.is_writable());
        // The case of the frame cannot be read, or is shown without its last event; all others are whole.
        let mut whole = Vec::new();
        for (id, file) in &before.cases {
            match opened.desk.load(*id) {
                Ok(Some(shown)) if shown == *file => whole.push(id),
                Ok(Some(shown)) => assert_eq!(shown.history[..], file.history[..file.history.len() - 1]),
                Ok(None) | Err(_) => {}
            }
        }
        assert_eq!(whole.len(), before.cases.len() - 1, "frame {sequence} belongs to one case");
        let other = whole[0];
        let refused =
            act(&mut opened.desk, *other, usual(ActionKind::AddNote), morning().plus(TimeDelta::days(1)));
        assert!(matches!(refused, Err(SubmitError::Journal(WriteError::ReadOnly(_)))), "{refused:?}");
        opened.desk.close(None);
    }
}

#[test]
fn damage_before_the_snapshot_is_met_when_the_store_is_made_again() {
    let dir = closed(8);
    let (sequence, offset) = frames(dir.path())[0];
    spoil(&segments(dir.path())[0], |bytes| bytes[offset as usize + 60] ^= 4);
    let mut opened = open(dir.path(), 2);
    assert_eq!(opened.troubles, [], "what the snapshot covers is not read again at opening");
    opened.desk.close(None);
    std::fs::remove_dir_all(dir.path().join("store")).unwrap();
    opened = open(dir.path(), 3);
    let troubles = opened.desk.warm(&mut |_| true).expect("the desk stays usable");
    assert!(matches!(troubles.as_slice(), [Trouble::Damaged(damage)] if damage.sequence == sequence));
    assert!(!opened.desk.is_writable());
}

// ── two desks, full disks ──

#[test]
fn a_second_desk_on_the_folder_loses_at_once_and_is_told_who_has_it() {
    let dir = tempfile::tempdir().unwrap();
    let first = open_well(dir.path(), 1);
    let second = Desk::open(dir.path(), setup(2), &mut |_| true).err();
    let Some(OpenDeskError::Lock(LockError::Held(Some(held)))) = second else { panic!("{second:?}") };
    assert_eq!(held, holder());
    let other = Holder { who: "Nguyễn Văn An".to_owned(), ..holder() };
    assert!(rebuild(dir.path(), setup(3), &mut |_| true).is_err(), "nor is it rebuilt under its feet");
    let report = check(dir.path(), &other).unwrap();
    assert_eq!((report.findings, report.events), (vec![Finding::StoreInUse], 0));
    drop(first);
    open_well(dir.path(), 4);
}

/// Whatever call of the disk fails, once or for ever: acknowledged actions survive a power cut, and
/// after the first failed write nothing more is acknowledged.
#[test]
fn whichever_call_of_the_disk_fails_nothing_acknowledged_is_lost() {
    let calls = {
        let (disk, dir) = (SimDisk::new(), tempfile::tempdir().unwrap());
        let mut opened = open_on(disk.clone(), dir.path(), 1).unwrap();
        work(&mut opened.desk, 3, morning());
        disk.calls()
    };
    assert!(calls > 20);
    let kinds = [ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::Interrupted];
    for (at, for_ever) in (0..calls).flat_map(|at| [(at, true), (at, false)]) {
        let (disk, dir) = (SimDisk::new(), tempfile::tempdir().unwrap());
        let kind = kinds[(at % 3) as usize];
        disk.fail(Some(Fault { at, kind, for_ever, power: false }));
        let mut acknowledged: Vec<(CaseId, u32)> = Vec::new();
        if let Ok(mut opened) = open_on(disk.clone(), dir.path(), 1) {
            let desk = &mut opened.desk;
            let mut failed = false;
            for round in 0..6 {
                let now = morning().plus(TimeDelta::minutes(round));
                let id = CaseId(desk.new_id(now));
                for action in [receive(), usual(ActionKind::Assign)] {
                    match act(desk, id, action, now) {
                        Ok(submitted) => {
                            assert!(!failed, "call {at}: acknowledged after a failed write");
                            acknowledged.push((id, submitted.file.case.n));
                        }
                        Err(SubmitError::Journal(_)) => failed = true,
                        // The case was never begun, the disk cannot be read, or it was full and the journal was opened
                        // anew: then what follows is acknowledged rightly.
                        Err(
                            SubmitError::UnknownCase
                            | SubmitError::Read(_)
                            | SubmitError::Full { released: 0 },
                        ) => {}
                        Err(other) => panic!("call {at}: {other}"),
                    }
                }
            }
            assert!(!failed || !desk.is_writable(), "call {at}");
        }
        disk.fail(None);
        let cut = disk.after_power_cut(&mut Chance::new(at));
        let mut opened = open_on(cut, dir.path(), 2).expect("the desk opens after the power cut");
        assert!(opened.desk.is_writable(), "call {at}: {:?}", opened.troubles);
        for (id, n) in acknowledged {
            let shown = opened.desk.load(id).unwrap().expect("an acknowledged case is there");
            assert!(shown.case.n >= n, "call {at}: an acknowledged event is gone");
        }
    }
}

#[test]
fn a_full_disk_leaves_the_desk_readable_and_with_room_again_work_goes_on() {
    let (disk, dir) = (SimDisk::new(), tempfile::tempdir().unwrap());
    let mut opened = open_on(disk.clone(), dir.path(), 1).unwrap();
    work(&mut opened.desk, 3, morning());
    let before = image(&mut opened.desk);
    let id = *before.cases.keys().next().unwrap();
    let later = morning().plus(TimeDelta::hours(1));
    let full = |at, for_ever| Some(Fault { at, kind: ErrorKind::StorageFull, for_ever, power: false });
    disk.fail(full(disk.calls(), true));
    for _ in 0..3 {
        let refused = act(&mut opened.desk, id, usual(ActionKind::AddNote), later);
        assert!(matches!(refused, Err(SubmitError::Journal(_))), "{refused:?}");
        assert!(!opened.desk.is_writable(), "nobody knows what reached the disk");
    }
    disk.fail(None);
    assert_eq!(image(&mut opened.desk), before, "reading goes on");
    // With room again the journal is opened anew, and whoever asks is told to ask once more.
    let over = act(&mut opened.desk, id, usual(ActionKind::AddNote), later);
    assert!(matches!(over, Err(SubmitError::Full { released: 0 })), "{over:?}");
    let done = act(&mut opened.desk, id, usual(ActionKind::AddNote), later).unwrap();
    assert_eq!(done.sequence, before.sequence + 1);
    // Any other failure is no matter of room: nothing is acknowledged until the desk is opened anew.
    disk.fail(Some(Fault { at: disk.calls(), kind: ErrorKind::Other, for_ever: false, power: false }));
    for _ in 0..2 {
        let refused = act(&mut opened.desk, id, usual(ActionKind::AddNote), later);
        assert!(matches!(refused, Err(SubmitError::Journal(_))), "{refused:?}");
    }
}
