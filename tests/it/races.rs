//! Two processes at one desk: exactly one gets it and the other says who has it; a killed one and a copied folder hold
//! nobody up.
#![cfg(unix)]

use crate::support::crash::{closed_desk, copy, program, words};
use crate::support::rounds;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The loser is told within this time where the machine has nothing else to do.
const AT_ONCE: Duration = Duration::from_millis(200);
/// And within this on one that has.
const SOON: Duration = Duration::from_secs(5);

/// A program that opens the desk, shows it, and stays.
struct Racer {
    child: Child,
    began: Instant,
}

impl Racer {
    fn start(keys: &Path, desk: &Path) -> Self {
        let mut command = Command::new(program());
        command.arg("script").arg(keys).arg("--dir").arg(desk).stdout(Stdio::piped()).stderr(Stdio::null());
        let began = Instant::now();
        Self { child: command.spawn().unwrap(), began }
    }

    /// What it shows first, and when.
    fn shown(&mut self) -> (String, Duration) {
        let mut out = BufReader::new(self.child.stdout.take().unwrap());
        let mut screen = String::new();
        while !screen.contains("---\n") && out.read_line(&mut screen).unwrap() > 0 {
            if screen == "--- in\n" {
                screen.clear();
            }
        }
        (screen, self.began.elapsed())
    }
}

#[test]
fn of_two_processes_one_gets_the_desk_and_the_other_says_who_has_it() {
    let (home, desk) = closed_desk(5);
    let keys = home.path().join("keys");
    std::fs::write(&keys, "screen in\nrepeat 1000000\nkeys esc\nend\n").unwrap();
    let total = rounds(5);
    let mut times = Vec::new();
    for round in 0..total {
        let mut racers = [Racer::start(&keys, &desk), Racer::start(&keys, &desk)];
        let shown = racers.each_mut().map(Racer::shown);
        let inside = [0, 1].map(|at| shown[at].0.contains("Tất cả (1)"));
        assert_eq!(inside.iter().filter(|inside| **inside).count(), 1, "round {round}: {shown:?}");
        let loser = usize::from(inside[0]);
        let said = &shown[loser].0;
        let holder = racers[1 - loser].child.id().to_string();
        assert!(said.contains("Vàng Thị Hoa Mận") && said.contains(&holder), "round {round}: {said}");
        assert!(shown[loser].1 < SOON, "round {round}: {:?}", shown[loser].1);
        times.push(shown[loser].1);
        // The copy of a desk that is open belongs to nobody, whatever its files say of a holder.
        if round % 5 == 0 {
            let copied = home.path().join(format!("copied-{round}"));
            copy(&desk, &copied);
            assert_free(&copied);
            std::fs::remove_dir_all(copied).unwrap();
        }
        for racer in &mut racers {
            let _ = racer.child.kill();
            racer.child.wait().unwrap();
        }
        assert_free(&desk);
    }
    times.sort_unstable();
    let late = times.iter().filter(|time| **time > AT_ONCE).count();
    let (half, last) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "{total} races, one winner each; the loser knew who after {half:?} (p50), {last:?} (longest), {late} later than 200 ms"
    );
}

/// Whoever comes now gets the desk.
fn assert_free(desk: &Path) {
    let after = Command::new(program()).args(["rebuild", "--dir"]).arg(desk).output().unwrap();
    assert_eq!(after.status.code(), Some(0), "{}", words(&after));
}
