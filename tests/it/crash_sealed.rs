//! A sealed desk is killed at random moments of its work and of its sealing: nothing acknowledged is lost, and it opens.
#![cfg(unix)]

use crate::support::crash::{new_desk, program};
use crate::support::crash_work::{acts, script};
use crate::support::desks::holder;
use crate::support::rounds;
use crate::support::sealed::{LIGHT, PASSPHRASE, member, unlock};
use crate::support::sim_disk::Chance;
use motcua::desk::{Desk, Verdict, check_with, seal_desk};
use motcua::domain::role::Role;
use motcua::seal::Suite;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

const HEAD: &str = "quan.dv";

/// Works at a sealed desk until it is killed; gives the last sequence it had acknowledged.
fn work_and_kill(desk: &Path, done: usize, wanted: usize, delay: Duration) -> (u64, usize) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let acts = script(&acts(done, 400));
    let (clock, rest) = acts.split_once('\n').unwrap();
    std::fs::write(file.path(), format!("{clock}\ntype {PASSPHRASE}\nkeys enter\n{rest}")).unwrap();
    let mut child = Command::new(program())
        .arg("script")
        .arg(file.path())
        .arg("--dir")
        .arg(desk)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (tell, hear) = channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                break;
            }
        }
    });
    let (mut last, mut count) = (0, 0);
    let mut take = |line: String| {
        last = line.strip_prefix("saved ").and_then(|number| number.parse().ok()).unwrap_or(last);
        count += 1;
    };
    for _ in 0..wanted {
        match hear.recv_timeout(Duration::from_secs(20)) {
            Ok(line) => take(line),
            Err(_) => break,
        }
    }
    let until = Instant::now() + delay;
    while let Ok(line) = hear.recv_timeout(until.saturating_duration_since(Instant::now())) {
        take(line);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    hear.iter().for_each(&mut take);
    (last, count)
}

#[test]
fn nothing_acknowledged_on_a_sealed_desk_is_lost_when_it_is_killed() {
    let (rounds, mut acknowledged) = (rounds(6), 0);
    let home = tempfile::tempdir().unwrap();
    let desk = home.path().join("desk");
    new_desk(&desk);
    let first = (member(HEAD, Role::DeskHead), PASSPHRASE);
    seal_desk(&desk, &holder(), first, (Suite::default(), LIGHT), crate::law::m("23/11/2026 07:00")).unwrap();
    for round in 0..rounds {
        let mut chance = Chance::new(round);
        let delay = Duration::from_micros(chance.below(60_000) as u64);
        let (last, count) = work_and_kill(&desk, acknowledged, chance.below(12), delay);
        acknowledged += count;
        let keys = unlock(&desk, HEAD, PASSPHRASE).unwrap();
        let found = check_with(&desk, &holder(), Some(keys.clone())).unwrap();
        assert!(found.journal.head.sequence >= last, "round {round}: {last} was acknowledged");
        assert_ne!(found.verdict(), Verdict::Damaged, "round {round}: {:?}", found.findings);
        let mut setup = crate::support::desks::setup(round);
        setup.keys = Some(keys);
        let opened = Desk::open(&desk, setup, &mut |_| true).unwrap();
        assert!(opened.desk.is_writable(), "round {round}: {:?}", opened.troubles);
    }
    assert!(acknowledged > 0, "somebody worked");
    println!("{rounds} kills of a sealed desk, {acknowledged} acknowledged actions, 0 lost");
}
