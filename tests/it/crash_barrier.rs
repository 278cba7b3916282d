//! The system's own record of what the program asked of the disk: a barrier before every acknowledgement.
#![cfg(target_os = "linux")]

use crate::support::crash::{new_desk, program};
use crate::support::crash_work::{acts, script};
use std::collections::BTreeMap;
use std::process::Command;

/// Durable actions watched.
const ACTS: usize = 25;

/// What the program did to its journal and its reader, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// Wrote into a segment of the journal.
    Wrote,
    /// A barrier on a segment of the journal succeeded.
    Barrier,
    /// Said `saved`.
    Acknowledged,
}

#[test]
fn every_acknowledgement_waits_for_a_barrier_on_the_journal() {
    let home = tempfile::tempdir().unwrap();
    let (desk, keys, log) = (home.path().join("desk"), home.path().join("keys"), home.path().join("calls"));
    new_desk(&desk);
    std::fs::write(&keys, script(&acts(0, ACTS))).unwrap();
    let traced = Command::new("strace")
        .args(["-f", "-y", "-e", "trace=write,pwrite64,writev,fsync,fdatasync", "-o"])
        .arg(&log)
        .arg(program())
        .arg("script")
        .arg(&keys)
        .arg("--dir")
        .arg(&desk)
        .output();
    let traced = match traced {
        Ok(traced) if traced.status.success() => traced,
        broken => {
            // Only a machine that promised to measure fails for not being able to.
            assert!(std::env::var_os("CI").is_none(), "strace does not work here: {broken:?}");
            println!("NOT MEASURED: strace does not work here");
            return;
        }
    };
    assert_eq!(String::from_utf8_lossy(&traced.stdout).lines().count(), ACTS);
    let calls = calls(&std::fs::read_to_string(log).unwrap());
    let acknowledged = calls.iter().filter(|call| **call == Call::Acknowledged).count();
    assert_eq!(acknowledged, ACTS);
    let mut barriers = 0;
    for turn in calls.split(|call| *call == Call::Acknowledged).take(ACTS) {
        let last_write = turn.iter().rposition(|call| *call == Call::Wrote);
        let after = turn.iter().skip(last_write.expect("a frame was written") + 1);
        let after = after.filter(|call| **call == Call::Barrier).count();
        assert!(after >= 1, "acknowledged without a barrier after the last write: {turn:?}");
        barriers += after;
    }
    println!("{ACTS} acknowledgements, {barriers} barriers on the journal before them");
}

/// Reads the record. A call that another thread interrupts stands in two lines; it counts when it ends.
fn calls(log: &str) -> Vec<Call> {
    let mut begun: BTreeMap<&str, Call> = BTreeMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let call = if rest.contains(" resumed>") {
            begun.remove(thread)
        } else {
            let on_journal = rest.contains(".journal>") || rest.contains(".journal.new>");
            match rest.split_once('(').map(|(name, _)| name.trim()) {
                Some("fdatasync" | "fsync") if on_journal => Some(Call::Barrier),
                Some("write" | "pwrite64" | "writev") if on_journal => Some(Call::Wrote),
                Some("write") if rest.contains("\"saved ") => Some(Call::Acknowledged),
                _ => None,
            }
        };
        let Some(call) = call else { continue };
        if rest.contains("<unfinished") {
            begun.insert(thread, call);
        } else if call != Call::Barrier || rest.trim_end().ends_with("= 0") {
            calls.push(call);
        }
    }
    calls
}
