//! Mounts of one's own. They need a name space; where the system gives none, a test says so and measures nothing, except
//! in CI, where that is a failure.
#![cfg(target_os = "linux")]

use super::shell::program;
use std::path::Path;
use std::process::{Command, Output};

/// Runs shell commands where mounts are our own; `$MOTCUA` is the program, `$1` the folder. None where the
/// system allows no such place.
#[allow(clippy::print_stdout)] // Who reads the results must see that there are none.
pub fn with_mounts(folder: &Path, commands: &str) -> Option<Output> {
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
