//! Bad surroundings: somebody else at the desk, a folder that cannot be written.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout)] // says when nothing was measured

use crate::support::crash::{check, closed_desk, program, words};
use crate::support::mounts::with_mounts;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
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
