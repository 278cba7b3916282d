//! One desk per folder, and the loser learns who has it.

use motcua::journal::lock::{DeskLock, Holder, LockError};

fn holder(who: &str) -> Holder {
    Holder { process: 4711, who: who.to_owned(), since: "2026-03-02 07:30".to_owned() }
}

#[test]
fn the_second_desk_is_told_who_holds_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let first = DeskLock::take(folder.path(), &holder("an.nv @ quay-1")).unwrap();
    match DeskLock::take(folder.path(), &holder("binh.tt @ quay-2")) {
        Err(LockError::Held(Some(seen))) => assert_eq!(seen, holder("an.nv @ quay-1")),
        other => panic!("{other:?}"),
    }
    drop(first);
    DeskLock::take(folder.path(), &holder("binh.tt @ quay-2")).unwrap();
}

#[test]
fn lock_files_left_by_a_dead_process_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("desk.lock"), "").unwrap();
    std::fs::write(folder.path().join("desk.holder"), "1\nsomeone\nlong ago\n").unwrap();
    DeskLock::take(folder.path(), &holder("an.nv @ quay-1")).unwrap();
}

#[test]
fn exactly_one_of_many_racers_gets_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..50 {
        let racers: Vec<_> = std::thread::scope(|scope| {
            let race = |_| scope.spawn(|| DeskLock::take(folder.path(), &holder("racer")));
            let running: Vec<_> = (0..8).map(race).collect();
            running.into_iter().map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(racers.iter().filter(|racer| racer.is_ok()).count(), 1);
    }
}

/// A process that was started while the desk was open keeps the lock for a blink after the desk let go.
#[test]
fn a_lock_that_nobody_names_is_waited_for_and_then_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let hold = || {
        let file = std::fs::File::create(folder.path().join("desk.lock")).unwrap();
        file.lock().unwrap();
        file
    };
    let lingering = hold();
    std::thread::scope(|scope| {
        let taking = scope.spawn(|| DeskLock::take(folder.path(), &holder("an.nv @ quay-1")));
        drop(lingering);
        drop(taking.join().unwrap().unwrap());
    });
    let _stays = hold();
    match DeskLock::take(folder.path(), &holder("an.nv @ quay-1")) {
        Err(LockError::Held(None)) => {}
        other => panic!("{other:?}"),
    }
}
