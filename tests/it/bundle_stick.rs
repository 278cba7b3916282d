//! The stick is pulled and the program killed at any call: the whole bundle under its name or none, and a desk that has
//! lost nothing and taken all or nothing.

use crate::support::crash::program;
use crate::support::desks::copy_into;
use crate::support::rounds;
use crate::support::shell::{code, err, json, motcua, path};
use crate::support::sim_disk::{Chance, Fault, SimDisk};
use motcua::desk::{ExchangeError, carry};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Bytes of a bundle that takes several writes.
fn bundle() -> Vec<u8> {
    (0..700_000_usize).map(|at| (at * 31 + at / 251) as u8).collect()
}

fn stick(disk: &SimDisk) -> Option<Vec<u8>> {
    let wanted = Path::new("/usb/a.bundle");
    disk.files().into_iter().find(|(path, _)| path == wanted).map(|(_, bytes)| bytes)
}

fn carried(disk: &SimDisk) -> Result<(), ExchangeError> {
    carry(disk, &mut bundle().as_slice(), Path::new("/usb/a.bundle"))
}

#[test]
fn a_stick_pulled_at_any_call_holds_the_whole_bundle_or_none() {
    let healthy = SimDisk::new();
    carried(&healthy).unwrap();
    assert_eq!(stick(&healthy), Some(bundle()));
    let calls = healthy.calls();
    assert!(calls > 8, "{calls}");
    for at in 0..calls {
        for (kind, for_ever, power) in [
            (ErrorKind::Other, false, false),
            (ErrorKind::Other, true, false),
            (ErrorKind::StorageFull, true, false),
            (ErrorKind::NotConnected, true, true),
        ] {
            let disk = SimDisk::new();
            disk.fail(Some(Fault { at, kind, for_ever, power }));
            let done = carried(&disk);
            disk.fail(None);
            let what = format!("{kind:?} at call {at}, for ever: {for_ever}");
            assert!(done.is_err(), "{what}");
            for seed in 0..6 {
                let pulled = disk.after_power_cut(&mut Chance::new(seed));
                for found in [stick(&pulled), stick(&disk)].into_iter().flatten() {
                    assert_eq!(found, bundle(), "{what}, pulled {seed}");
                }
            }
            // Tried again on the same stick, it is there.
            carried(&disk).unwrap();
            assert_eq!(stick(&disk.after_power_cut(&mut Chance::new(at))), Some(bundle()), "{what}, again");
        }
    }
    for seed in 0..50 {
        let pulled = healthy.after_power_cut(&mut Chance::new(seed));
        assert_eq!(stick(&pulled), Some(bundle()), "what was said to be there is there");
    }
}

#[test]
fn a_stick_that_lies_about_its_barrier_would_be_noticed() {
    let lying = SimDisk::that_ignores_sync();
    carried(&lying).unwrap();
    let lost =
        (0..50).filter(|seed| stick(&lying.after_power_cut(&mut Chance::new(*seed))) != Some(bundle()));
    assert!(lost.count() > 5, "the test has teeth");
}

/// Two small offices that trust each other, only ever copied.
pub struct Pair {
    root: TempDir,
    pub took: [Duration; 2],
}

fn run(arguments: &[&str]) -> serde_json::Value {
    json(&motcua(arguments))
}

pub fn pair() -> Pair {
    let root = tempfile::tempdir().unwrap();
    let dir = |name: &str| root.path().join(name);
    let mut fingerprints = Vec::new();
    for (name, seed) in [("a", "11"), ("b", "12")] {
        let made = motcua(&[
            "generate",
            "--cases",
            "40",
            "--seed",
            seed,
            "--today",
            "2026-11-23",
            "--dir",
            path(&dir(name)),
        ]);
        assert_eq!(code(&made), 0, "{}", err(&made));
        let card = dir(&format!("{name}.card"));
        let said = run(&["bundle", "card", path(&card), "--dir", path(&dir(name))]);
        fingerprints.push(said["fingerprint"].as_str().unwrap().to_owned());
    }
    for (who, whom, fingerprint) in [("a", "b.card", &fingerprints[1]), ("b", "a.card", &fingerprints[0])] {
        let witness = second(&dir(who));
        let (card, desk) = (dir(whom), dir(who));
        let arguments = ["bundle", "trust", path(&card), "--fingerprint", fingerprint];
        run(&[&arguments[..], &["--witness", &witness, "--dir", path(&desk)]].concat());
    }
    let pair = Pair { root, took: [Duration::ZERO; 2] };
    let (round, before) = (pair.round(), std::time::Instant::now());
    let sent = round.send().output().unwrap();
    let first = before.elapsed();
    assert_eq!(code(&sent), 0, "{}", err(&sent));
    let before = std::time::Instant::now();
    let taken = round.take(&round.bundles()[0]).output().unwrap();
    assert_eq!(code(&taken), 0, "{}", err(&taken));
    Pair { took: [first, before.elapsed()], ..pair }
}

/// Somebody of an office besides its head.
fn second(dir: &Path) -> String {
    let text = std::fs::read_to_string(dir.join("office.toml")).unwrap();
    let ids = text.lines().filter_map(|line| line.strip_prefix("id = \""));
    ids.map(|id| id.trim_end_matches('"').to_owned()).next().unwrap()
}

/// A copy of the two offices, and a stick.
pub struct Round {
    dir: TempDir,
    accept: std::cell::OnceCell<String>,
}

impl Pair {
    pub fn round(&self) -> Round {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            copy_into(&self.root.path().join(name), &dir.path().join(name));
        }
        std::fs::create_dir(dir.path().join("usb")).unwrap();
        Round { dir, accept: std::cell::OnceCell::new() }
    }
}

fn binary() -> Command {
    Command::new(program())
}

impl Round {
    pub fn place(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn send(&self) -> Command {
        let mut command = binary();
        command.args(["bundle", "send", &self.other(), path(&self.place("usb")), "--filter", "all", "--dir"]);
        command.arg(self.place("a")).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The receiver, by the beginning of its number; both offices have one name.
    pub fn other(&self) -> String {
        let said = run(&["bundle", "offices", "--dir", path(&self.place("a"))]);
        said["id"].as_str().unwrap().chars().take(8).collect()
    }

    pub fn look(&self, bundle: &Path) -> serde_json::Value {
        run(&["bundle", "look", path(bundle), "--json", "--dir", path(&self.place("b"))])
    }

    pub fn take(&self, bundle: &Path) -> Command {
        let accept = self.accept.get_or_init(|| self.look(bundle)["accept"].as_str().unwrap().to_owned());
        let mut command = binary();
        command.args(["bundle", "take", path(bundle), "--accept", accept, "--dir"]);
        command.arg(self.place("b")).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn bundles(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.place("usb")).unwrap().map(|entry| entry.unwrap().path());
        let mut found: Vec<_> =
            entries.filter(|path| path.extension().is_some_and(|e| e == "bundle")).collect();
        found.sort();
        found
    }

    /// Checks a desk whole; how many cases it has.
    pub fn cases(&self, name: &str) -> u64 {
        let said = motcua(&["check", "--json", "--dir", path(&self.place(name))]);
        assert_eq!(code(&said), 0, "{}", err(&said));
        let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
        said["cases"].as_u64().unwrap()
    }
}

/// Kills a command at a moment; whether it had ended by itself.
pub fn killed(mut command: Command, after: Duration) -> bool {
    let mut child = command.spawn().unwrap();
    let (sender, done) = std::sync::mpsc::channel();
    let id = child.id();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let ended = child.wait().unwrap();
            let _ = sender.send(());
            ended.success()
        });
        if done.recv_timeout(after).is_err() {
            let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
            return false;
        }
        true
    })
}

#[test]
fn killed_while_sending_or_taking_nothing_is_half_and_nothing_is_lost() {
    let pair = pair();
    let mut chance = Chance::new(32);
    let (mut sent_whole, mut took_whole) = (0, 0);
    let total = rounds(6);
    for round_number in 0..total {
        let round = pair.round();
        let when = |took: Duration, chance: &mut Chance| took.mul_f64(chance.below(1_100) as f64 / 1_000.0);
        sent_whole += u64::from(killed(round.send(), when(pair.took[0], &mut chance)));
        assert_eq!(round.cases("a"), 40, "round {round_number}");
        for bundle in round.bundles() {
            assert_eq!(round.look(&bundle)["files"]["new"], 40, "round {round_number}: a half bundle");
        }
        // What was recorded and not brought is brought now; what was not recorded is made now.
        if round.bundles().is_empty() {
            let again = motcua(&[
                "bundle",
                "again",
                &round.other(),
                "1",
                path(&round.place("usb")),
                "--dir",
                path(&round.place("a")),
            ]);
            if code(&again) != 0 {
                let sent = round.send().output().unwrap();
                assert_eq!(code(&sent), 0, "round {round_number}: {}", err(&sent));
            }
        }
        let bundle = round.bundles()[0].clone();
        took_whole += u64::from(killed(round.take(&bundle), when(pair.took[1], &mut chance)));
        let cases = round.cases("b");
        assert!(cases == 40 || cases == 80, "round {round_number}: {cases} is neither nothing nor all");
        let taken = round.take(&bundle).output().unwrap();
        let before = err(&taken).contains("đã nhận rồi");
        assert_eq!(code(&taken), if cases == 80 { 2 } else { 0 }, "round {round_number}: {}", err(&taken));
        assert_eq!(before, cases == 80, "round {round_number}");
        assert_eq!(round.cases("b"), 80, "round {round_number}");
    }
    println!("{total} rounds: {sent_whole} sendings and {took_whole} takings had ended before the kill");
}
