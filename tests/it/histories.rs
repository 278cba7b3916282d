//! Nine ways to bend a history, by somebody with and without the keys, against an anchor outside the machine; and
//! honest histories, which must raise no alarm.

use crate::support::desks::{act, begin, holder, morning};
use crate::support::driver::copy;
use crate::support::office::{HEAD, usual};
use crate::support::rounds;
use crate::support::sealed::{PASSPHRASE, dismiss, open_as, open_sealed, seal, unlock};
use crate::support::sim_disk::Chance;
use chrono::TimeDelta;
use motcua::desk::{Anchored, Verdict, back_up, check_backup, check_line, check_with};
use motcua::domain::moment::Moment;
use motcua::domain::stage::ActionKind;
use motcua::journal::disk::RealDisk;
use motcua::journal::{Journal, Options, Reader};
use motcua::seal::Suite;
use std::path::Path;
use strum::{EnumIter, IntoEnumIterator as _};
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, EnumIter)]
enum Bend {
    /// A byte of a frame.
    Edit,
    /// A frame taken out, the rest chained anew.
    Delete,
    /// A frame of the same history put in once more, the rest chained anew.
    Insert,
    /// Two frames exchanged, the rest chained anew.
    Swap,
    /// The end cut off between two frames.
    Truncate,
    /// The end cut off, and another end written with the keys.
    TruncateAndResign,
    /// An earlier state worked on with the keys to the same length.
    Fork,
    /// A whole copy of earlier, put back.
    RestoreOldCopy,
    /// The same history written anew with the keys and other times.
    ForgeClock,
}

/// A sealed desk with some work, as it was early and late, and its anchors: the line on paper and a backup.
struct Office {
    early: TempDir,
    late: TempDir,
    line: String,
    backup: std::path::PathBuf,
}

fn duplicate(dir: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    copy(dir, to.path());
    to
}

fn work(dir: &Path, seed: u64, acts: usize, at: Moment) {
    let mut desk = open_sealed(dir, seed);
    desk.seat(crate::support::office::LAN.into()).unwrap();
    for n in 0..acts {
        let now = at.plus(TimeDelta::minutes(n as i64));
        begin(&mut desk, usual(ActionKind::Receive), now);
    }
    desk.close(None);
}

fn office() -> Office {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    let mut desk = open_sealed(dir.path(), 1);
    desk.seat(crate::support::office::LAN.into()).unwrap();
    for n in 0..4 {
        let id = begin(&mut desk, usual(ActionKind::Receive), morning().plus(TimeDelta::minutes(n)));
        act(&mut desk, id, usual(ActionKind::Assign), morning().plus(TimeDelta::minutes(n))).unwrap();
    }
    desk.close(None);
    let early = duplicate(dir.path());
    let mut desk = open_sealed(dir.path(), 2);
    desk.seat(crate::support::office::LAN.into()).unwrap();
    for n in 10..14 {
        begin(&mut desk, usual(ActionKind::Receive), morning().plus(TimeDelta::minutes(n)));
    }
    desk.seat(HEAD.into()).unwrap();
    let line = desk.close_day(&HEAD.into(), morning().plus(TimeDelta::hours(8))).unwrap();
    desk.close(None);
    let backup = dir.path().with_extension("backup");
    back_up(dir.path(), &backup).unwrap();
    Office { early, late: dir, line, backup }
}

/// All frames of a journal: cipher and body.
fn frames(dir: &Path) -> Vec<(u8, Vec<u8>)> {
    let frames = Reader::new(RealDisk, &dir.join("journal")).frames(1).unwrap();
    frames.map(|frame| frame.map(|frame| (frame.algorithm, frame.body)).unwrap()).collect()
}

/// Writes frames as a whole journal of the desk, chained anew, by somebody who knows the format.
fn rewrite(dir: &Path, frames: &[(u8, Vec<u8>)]) {
    let journal = dir.join("journal");
    let desk = motcua::journal::check(RealDisk, &journal).unwrap().desk.unwrap_or_default();
    std::fs::remove_dir_all(&journal).unwrap();
    let (mut journal, _) = Journal::open(RealDisk, &journal, &Options::new(desk), None).unwrap();
    for (algorithm, body) in frames {
        journal.append_sealed(*algorithm, &[body]).unwrap();
    }
    journal.close().unwrap();
    for disposable in ["store", "projection.snapshot", "store.seal"] {
        let path = dir.join(disposable);
        let _ = if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    }
}

fn bend(office: &Office, how: Bend, chance: &mut Chance) -> TempDir {
    let bent = duplicate(office.late.path());
    let dir = bent.path();
    // Only what lies before the anchor is vouched for by it.
    let mut all = frames(dir);
    let anchored = all.len() - 2;
    let at = chance.below(anchored - 1);
    match how {
        Bend::Edit => {
            let path = std::fs::read_dir(dir.join("journal")).unwrap().map(|e| e.unwrap().path());
            let path =
                path.into_iter().find(|path| path.extension().is_some_and(|e| e == "journal")).unwrap();
            let mut bytes = std::fs::read(&path).unwrap();
            let place = 128 + chance.below(bytes.len() - 128 - 1_024);
            bytes[place] ^= 1 << chance.below(8);
            std::fs::write(path, bytes).unwrap();
        }
        Bend::Delete => {
            all.remove(at);
            rewrite(dir, &all);
        }
        Bend::Insert => {
            let again = all[at].clone();
            all.insert(chance.below(anchored), again);
            rewrite(dir, &all);
        }
        Bend::Swap => {
            all.swap(at, at + 1);
            rewrite(dir, &all);
        }
        Bend::Truncate => {
            all.truncate(1 + at);
            rewrite(dir, &all);
        }
        Bend::TruncateAndResign | Bend::Fork => {
            let from = duplicate(office.early.path());
            std::fs::remove_dir_all(dir).unwrap();
            copy(from.path(), dir);
            let acts = if how == Bend::Fork { 6 } else { chance.below(3) };
            let at = morning().plus(TimeDelta::hours(2 + chance.below(5) as i64));
            work(dir, 40 + chance.below(1_000) as u64, acts, at);
        }
        Bend::RestoreOldCopy => {
            std::fs::remove_dir_all(dir).unwrap();
            copy(office.early.path(), dir);
        }
        Bend::ForgeClock => {
            let from = tempfile::tempdir().unwrap();
            seal_like(office, from.path());
            std::fs::remove_dir_all(dir).unwrap();
            copy(from.path(), dir);
            let earlier = TimeDelta::days(1 + chance.below(30) as i64);
            let at = Moment::from_unix(morning().unix() - earlier.num_seconds());
            work(dir, 9, 9, at);
        }
    }
    bent
}

/// The same keys over a history that has just begun: what somebody with all keys makes anew.
fn seal_like(office: &Office, to: &Path) {
    copy(office.early.path(), to);
    let first = frames(to).into_iter().take(1).collect::<Vec<_>>();
    rewrite(to, &first);
}

/// Whether anything is raised by an opening with the keys, a check with them, or an anchor.
fn is_noticed(office: &Office, dir: &Path) -> bool {
    let line = check_line(dir, &office.line, None).map_or(true, |(_, found)| found != Anchored::Fits);
    let backup = check_backup(dir, &office.backup).map_or(true, |(_, found)| found != Anchored::Fits);
    let keys = unlock(dir, HEAD, PASSPHRASE).unwrap();
    let checked =
        check_with(dir, &holder(), Some(keys)).map_or(true, |found| found.verdict() == Verdict::Damaged);
    line || backup || checked
}

#[test]
fn every_bent_history_is_noticed_with_an_anchor_outside() {
    let office = office();
    let mut chance = Chance::new(11);
    for how in Bend::iter() {
        for round in 0..rounds(6) {
            let bent = bend(&office, how, &mut chance);
            assert!(is_noticed(&office, bent.path()), "{how:?}, round {round}");
        }
    }
    std::fs::remove_file(&office.backup).unwrap();
}

/// The same desk worked on, in every order of opening, checking, killing, closing and turning its keys; ten for each
/// round, and a new beginning now and then.
#[test]
fn no_honest_history_raises_an_alarm() {
    let office = office();
    let mut chance = Chance::new(12);
    let mut honest = duplicate(office.late.path());
    for round in 0..10 * rounds(4) {
        if round % 20 == 19 {
            honest = duplicate(office.late.path());
        }
        if chance.one_in(7) {
            dismiss(honest.path(), 20_000 + round, "nobody");
        }
        let mut desk = open_sealed(honest.path(), 100 + round);
        for _ in 0..chance.below(4) {
            desk.seat(crate::support::office::LAN.into()).unwrap();
            begin(&mut desk, usual(ActionKind::Receive), morning().plus(TimeDelta::hours(9)));
        }
        if chance.one_in(2) {
            desk.close(None);
        } else {
            drop(desk);
        }
        assert!(!is_noticed(&office, honest.path()), "honest round {round}");
        let opened = open_as(honest.path(), 5_000 + round, HEAD, PASSPHRASE).unwrap();
        assert_eq!(opened.troubles, []);
    }
    std::fs::remove_file(&office.backup).unwrap();
}

/// What is declared as missed stays missed: a whole copy older than every anchor cannot be told.
#[test]
fn a_copy_older_than_every_anchor_is_not_noticed_and_the_manual_says_so() {
    let office = office();
    let keys = unlock(office.early.path(), HEAD, PASSPHRASE).unwrap();
    let found = check_with(office.early.path(), &holder(), Some(keys)).unwrap();
    assert_eq!(found.verdict(), Verdict::Sound, "{:?}", found.findings);
    let manual = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(manual.contains("older than every anchor"), "the limit is stated in the manual");
    std::fs::remove_file(&office.backup).unwrap();
}
