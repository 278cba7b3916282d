//! Backups while people work, killed while they are made, and of sealed desks: restored to the very point, or refused
//! with nothing left behind.

use crate::support::desks::{act, begin, closed, holder, image, morning, open_well};
use crate::support::office::{HEAD, LAN, by_post, file, usual};
use crate::support::rounds;
use crate::support::sealed::{BY, PASSPHRASE, admit, open_as, open_sealed, seal};
use crate::support::shell::{motcua, path, program};
use crate::support::sim_disk::Chance;
use chrono::TimeDelta;
use motcua::desk::{BackupError, Desk, back_up, check, restore, restore_by, verify_backup};
use motcua::domain::action::Action;
use motcua::domain::role::Role;
use motcua::domain::stage::ActionKind;
use motcua::seal::Suite;
use motcua::seal::people::Opener;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

const CANARY: &str = "Canary Cốc Lếu";

/// All cases of a desk as one number.
fn state(desk: &mut Desk) -> blake3::Hash {
    blake3::hash(format!("{:?}", image(desk).cases).as_bytes())
}

fn open(dir: &Path, seed: u64, is_sealed: bool) -> Desk {
    if is_sealed { open_sealed(dir, seed) } else { open_well(dir, seed) }
}

/// Works until told to stop, and notes what the desk was like after each frame of a case.
fn work_on(mut desk: Desk, stop: &AtomicBool, states: &Mutex<BTreeMap<u64, blake3::Hash>>) {
    let ids: Vec<_> = desk.projection().rows().iter().map(|row| row.id).collect();
    let mut now = morning().plus(TimeDelta::days(1));
    let mut turn = 0;
    desk.seat(LAN.into()).unwrap();
    states.lock().unwrap().insert(desk.sequence(), state(&mut desk));
    while !stop.load(Ordering::Relaxed) {
        now = now.plus(TimeDelta::minutes(1));
        if turn % 7 == 6 && desk.projection().rows().len() < 12 {
            begin(&mut desk, Action::Receive(Box::new(by_post(file("Hoa")))), now);
        } else {
            act(&mut desk, ids[turn % ids.len()], usual(ActionKind::AddNote), now).unwrap();
        }
        turn += 1;
        states.lock().unwrap().insert(desk.sequence(), state(&mut desk));
    }
}

#[test]
fn a_backup_made_while_people_work_is_restored_to_its_very_point() {
    let total = rounds(6);
    let mut waits = 0;
    for is_sealed in [false, true] {
        let dir = closed(3);
        if is_sealed {
            seal(dir.path(), Suite::XChaCha20Poly1305);
        }
        let place = tempfile::tempdir().unwrap();
        let (stop, states) = (AtomicBool::new(false), Mutex::new(BTreeMap::new()));
        let desk = open(dir.path(), 2, is_sealed);
        let mut made = Vec::new();
        std::thread::scope(|scope| {
            let worker = scope.spawn(|| work_on(desk, &stop, &states));
            for round in 0..total.div_ceil(2) {
                let to = place.path().join(format!("{round}.backup"));
                let known = states.lock().unwrap().len();
                made.push((to.clone(), back_up(dir.path(), &to).unwrap()));
                // The next one is made of a later state, unless the worker gave up.
                while states.lock().unwrap().len() <= known && !worker.is_finished() {
                    waits += 1;
                    std::thread::yield_now();
                }
            }
            stop.store(true, Ordering::Relaxed);
        });
        let states = states.into_inner().unwrap();
        for (round, (from, report)) in made.into_iter().enumerate() {
            assert_eq!(verify_backup(&from).unwrap(), report);
            let bare = place.path().join(format!("bare-{round}"));
            assert_eq!(restore_by(&from, &bare, is_sealed.then_some(&BY)).unwrap(), report);
            let mut restored = open(&bare, 900, is_sealed);
            // Facts about the desk lie between; they change no case.
            let (_, expected) = states.range(..=report.sequence).next_back().unwrap();
            assert_eq!(state(&mut restored), *expected, "sealed: {is_sealed}, round {round}");
            drop(restored);
            std::fs::remove_dir_all(bare).unwrap();
            std::fs::remove_file(from).unwrap();
        }
    }
    println!(
        "{total} backups while people worked, each restored to its point ({waits} looks for the next frame)"
    );
}

#[test]
fn a_backup_killed_while_it_is_made_is_there_whole_or_not_at_all() {
    let dir = closed(40);
    seal(dir.path(), Suite::XChaCha20Poly1305);
    let place = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let whole = place.path().join("whole.backup");
    let done = motcua(&["backup", path(&whole), "--dir", path(dir.path())]);
    assert_eq!(done.status.code(), Some(0), "{}", crate::support::shell::err(&done));
    let took = began.elapsed();
    let (mut there, mut parts) = (0, 0);
    let total = rounds(5);
    for round in 0..total {
        let mut chance = Chance::new(round);
        let to = place.path().join(format!("{round}.backup"));
        let mut command = Command::new(program());
        command.args(["backup", path(&to), "--dir", path(dir.path())]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let moment = Instant::now() + took.mul_f64(chance.below(1_100) as f64 / 1_000.0);
        while Instant::now() < moment && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let part = place.path().join(format!("{round}.backup.part"));
        let bare = place.path().join(format!("bare-{round}"));
        for (file, count) in [(&to, &mut there), (&part, &mut parts)] {
            if !file.exists() {
                continue;
            }
            *count += 1;
            match restore_by(file, &bare, Some(&BY)) {
                Ok(_) => {
                    assert_eq!(check(&bare, &holder()).unwrap().journal.damage, []);
                    std::fs::remove_dir_all(&bare).unwrap();
                }
                // What was under way has another name, and is never taken for a whole one.
                Err(BackupError::NotWhole(_)) if file == &part => assert!(!bare.exists()),
                Err(error) => panic!("round {round}: {error}"),
            }
        }
        // The next one is made over what was left.
        let again = place.path().join(format!("{round}-again.backup"));
        let _ = std::fs::rename(&part, place.path().join(format!("{round}-again.backup.part")));
        back_up(dir.path(), &again).unwrap();
        std::fs::remove_file(again).unwrap();
    }
    println!("{total} kills: {there} backups were there, {parts} were under way; none was half");
}

#[test]
fn a_sealed_backup_opens_with_a_passphrase_or_both_halves_and_leaves_nothing_where_it_does_not() {
    for suite in [Suite::XChaCha20Poly1305, Suite::Aes256Gcm] {
        let dir = closed(3);
        let own = [
            ("office.toml", format!("# {CANARY}\n")),
            ("settings.toml", format!("# backup_to {CANARY}\n")),
            ("procedures/rieng.toml", format!("# {CANARY}, thủ tục\n")),
        ];
        std::fs::create_dir(dir.path().join("procedures")).unwrap();
        for (name, text) in &own {
            std::fs::write(dir.path().join(name), text).unwrap();
        }
        let holds = |file: &Path| {
            std::fs::read(file).unwrap().windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
        };
        let place = tempfile::tempdir().unwrap();
        let plain = place.path().join("plain.backup");
        back_up(dir.path(), &plain).unwrap();
        assert!(holds(&plain), "the look finds it in a backup of a plain desk");
        let halves = seal(dir.path(), suite);
        admit(dir.path(), "quan.tri", Role::Administrator, "ruộng bậc thang mùa lúa");
        let from = place.path().join("sealed.backup");
        // Nobody is in, and it is sealed all the same.
        let report = back_up(dir.path(), &from).unwrap();
        assert!(report.is_sealed && report.is_closed && !holds(&from));
        let bare = place.path().join("bare");
        let other = {
            let dir = closed(1);
            seal(dir.path(), suite)
        };
        let wrong = [
            Opener::Passphrase { id: HEAD, passphrase: "mùa đông trên bản Cát Cát" },
            Opener::Passphrase { id: "nobody", passphrase: PASSPHRASE },
            Opener::Passphrase { id: "quan.tri", passphrase: PASSPHRASE },
            Opener::Halves(&other[0], &other[1]),
            Opener::Halves(&halves[0], &other[1]),
            Opener::Halves(&halves[0], &halves[0]),
        ];
        for by in &wrong {
            let refused = restore_by(&from, &bare, Some(by));
            assert!(matches!(refused, Err(BackupError::Sealed(_))), "{by:?}: {refused:?}");
            assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 2, "{by:?} left something behind");
        }
        assert!(matches!(restore(&from, &bare), Err(BackupError::Locked)));
        let right = [
            BY,
            Opener::Passphrase { id: "quan.tri", passphrase: "ruộng bậc thang mùa lúa" },
            Opener::Halves(&halves[0], &halves[1]),
            Opener::Halves(&halves[1], &halves[0]),
        ];
        for by in &right {
            restore_by(&from, &bare, Some(by)).unwrap_or_else(|error| panic!("{by:?}: {error}"));
            for (name, text) in &own {
                assert_eq!(&std::fs::read_to_string(bare.join(name)).unwrap(), text, "{by:?}");
            }
            open_as(&bare, 7, HEAD, PASSPHRASE).unwrap().desk.close(None);
            std::fs::remove_dir_all(&bare).unwrap();
        }
    }
}
