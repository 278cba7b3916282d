//! Bad surroundings: somebody else at the desk, a folder that cannot be written, a full disk.
//!
//! Mounting needs a name space of one's own; where the system gives none, a test says so and measures
//! nothing, except in CI, where that is a failure.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout)] // says when nothing was measured

use crate::support::crash::{check, closed_desk, copy, program, words};
use crate::support::crash_work::{Act, Ledger, acts, script as keys};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The loser of a race for a folder is told within this time.
const SOON: Duration = Duration::from_secs(2);

#[test]
fn whoever_comes_second_is_told_at_once_who_is_there() {
    let (home, desk) = closed_desk(5);
    let keys = home.path().join("keys");
    std::fs::write(&keys, "screen open\nrepeat 1000000\nkeys esc\nend\n").unwrap();
    let mut first = Command::new(program());
    first.arg("script").arg(&keys).arg("--dir").arg(&desk).stdout(Stdio::piped());
    let mut first = first.spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(first.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    assert_eq!(line, "--- open\n");
    let person = "Vàng Thị Hoa Mận";
    for command in
        [["rebuild"].as_slice(), &["report", "levels", "--from", "2026-01-01", "--to", "2026-12-31"]]
    {
        let began = Instant::now();
        let second = Command::new(program()).args(command).arg("--dir").arg(&desk).output().unwrap();
        assert!(began.elapsed() < SOON, "{command:?} took {:?}", began.elapsed());
        assert_eq!(second.status.code(), Some(2), "{command:?}");
        let said = words(&second);
        assert!(said.contains(person) && said.contains(&first.id().to_string()), "{command:?}: {said}");
    }
    // Looking is allowed meanwhile.
    assert_eq!(check(&desk).0, 0);
    first.kill().unwrap();
    first.wait().unwrap();
    drop(out);
    // A killed holder leaves nothing to clear away.
    let after = Command::new(program()).args(["rebuild", "--dir"]).arg(&desk).output().unwrap();
    assert_eq!(after.status.code(), Some(0), "{}", words(&after));
}

/// Runs shell commands where mounts are our own; `$MOTCUA` is the program, `$1` the folder. None where the
/// system allows no such place.
#[allow(clippy::print_stdout)] // Who reads the results must see that there are none.
fn with_mounts(folder: &Path, commands: &str) -> Option<Output> {
    let root = Command::new("unshare").args(["-m", "true"]).status().is_ok_and(|status| status.success());
    let how: &[&str] = if root { &["-m"] } else { &["-r", "-m"] };
    let run = |commands: &str| {
        let mut command = Command::new("unshare");
        command.args(how).args(["sh", "-ec", commands, "sh"]).arg(folder).env("MOTCUA", program());
        command.output()
    };
    let probe = "mkdir -p \"$1/probe\"; mount -t tmpfs -o size=1m tmpfs \"$1/probe\"";
    if run(probe).is_ok_and(|probe| probe.status.success()) {
        return Some(run(commands).unwrap());
    }
    assert!(std::env::var_os("CI").is_none(), "this machine allows no mounts of one's own");
    // Said past the test's own capture: a skip must be seen.
    let said = b"NOT MEASURED: this machine allows no mounts of one's own\n";
    std::io::Write::write_all(&mut std::io::stderr(), said).unwrap();
    None
}

#[test]
fn a_folder_that_cannot_be_written_can_be_looked_at_and_is_left_as_it_is() {
    let (home, desk) = closed_desk(5);
    let look = "see \"Tất cả (1)\"\nscreen shown\nkeys m\npaste too-late\nkeys ctrl-o\nkeys enter\n";
    std::fs::write(home.path().join("keys"), look).unwrap();
    let before = check(&desk).1;
    let sealed = "mount --bind \"$1/desk\" \"$1/desk\"; mount -o remount,bind,ro \"$1/desk\"; ";
    let commands = "\"$MOTCUA\" script \"$1/keys\" --dir \"$1/desk\"";
    let Some(output) = with_mounts(home.path(), &format!("{sealed}{commands}")) else { return };
    let said = words(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("CHỈ ĐỌC") && said.contains("read-only filesystem"), "{said}");
    assert!(!said.contains("saved"), "{said}");
    let commands = "\"$MOTCUA\" check --json --dir \"$1/desk\"";
    let checked = with_mounts(home.path(), &format!("{sealed}{commands}")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!((checked.status.code(), report["verdict"].as_str()), (Some(0), Some("sound")), "{report}");
    assert_eq!(report["findings"][0]["kind"], "store-unread");
    assert_eq!(check(&desk).1, before);
}

#[test]
fn a_disk_that_runs_full_stops_the_work_with_a_sentence_and_loses_nothing() {
    let (home, _) = closed_desk(5);
    let mut ledger = Ledger::of_closed_desk(5);
    let long = |act: Act| match act {
        Act::Note(mark) => Act::Note(mark + &"x".repeat(1_500)),
        Act::Receive(_) | Act::Assign => act,
    };
    let wanted: Vec<Act> = acts(5, 1_000).into_iter().map(long).collect();
    std::fs::write(home.path().join("keys"), keys(&wanted) + "screen end\n").unwrap();
    std::fs::write(home.path().join("look"), "see \"Tất cả (\"\nscreen again\n").unwrap();
    // Room for the store's half megabyte, and then some.
    let commands = "mkdir \"$1/small\"; mount -t tmpfs -o size=1m tmpfs \"$1/small\"; \
                    cp -r \"$1/desk\" \"$1/small\"; \
                    \"$MOTCUA\" script \"$1/keys\" --dir \"$1/small/desk\" > \"$1/said\"; \
                    head -c 1m /dev/zero > \"$1/small/ballast\" 2> \"$1/filled\" || true; \
                    \"$MOTCUA\" script \"$1/look\" --dir \"$1/small/desk\" > \"$1/full\"; \
                    cp -r \"$1/small/desk\" \"$1/kept\"";
    let Some(output) = with_mounts(home.path(), commands) else { return };
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    let said = std::fs::read_to_string(home.path().join("said")).unwrap();
    let acknowledged = said.lines().filter(|line| line.starts_with("saved ")).count();
    assert!((50..wanted.len()).contains(&acknowledged), "{acknowledged} acknowledged: {said}");
    assert!(said.contains("Ổ đĩa không nhận việc này nên chưa ghi"), "{said}");
    // While the disk is full the desk can still be looked at.
    let full = std::fs::read_to_string(home.path().join("full")).unwrap();
    assert!(full.contains("CHỈ ĐỌC"), "{full}");
    ledger.acknowledge(&wanted[..=acknowledged]);
    let image = home.path().join("image");
    copy(&home.path().join("kept"), &image);
    ledger.recover(&image).unwrap();
    println!("{acknowledged} acknowledged before the disk was full, 0 lost");
}
