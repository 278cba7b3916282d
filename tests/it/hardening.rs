//! What the real program asks of the system before anything secret is in it: no core file, no look into its memory.
#![cfg(unix)]

use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};

/// A shell that lets core files be written, and then becomes `command` in an empty folder.
fn with_cores(dir: &std::path::Path, command: &str) -> Child {
    Command::new("sh")
        .args(["-c", &format!("ulimit -c unlimited; {command}")])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn the_program_is_not_dumped_and_says_so_to_the_system() {
    use nix::sys::resource::{Resource, getrlimit};
    motcua::runtime::hardening::begin();
    assert_eq!(getrlimit(Resource::RLIMIT_CORE).unwrap(), (0, 0));
    #[cfg(target_os = "linux")]
    assert!(!nix::sys::prctl::get_dumpable().unwrap());
}

#[test]
fn the_real_program_leaves_no_core_however_it_dies() {
    let dir = tempfile::tempdir().unwrap();
    // The teeth: without the program's own wish, this machine writes one.
    let elsewhere = tempfile::tempdir().unwrap();
    let control = with_cores(elsewhere.path(), "kill -ABRT $$").wait().unwrap();
    if !control.core_dumped() {
        println!("not measured: this machine writes no core files at all");
    }
    let program = env!("CARGO_BIN_EXE_motcua");
    let mut child = with_cores(dir.path(), &format!("exec '{program}' script /dev/stdin --dir d"));
    // It runs as soon as it has answered the first step, and waits for the rest of its script.
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"# nothing yet\n").unwrap();
    let status = format!("/proc/{}/limits", child.id());
    if cfg!(target_os = "linux") {
        let limited = || {
            let text = std::fs::read_to_string(&status).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with("Max core file size")).unwrap_or_default();
            line.split_whitespace().filter(|word| *word == "0").count() == 2
        };
        let begun = std::time::Instant::now();
        while !limited() {
            assert!(begun.elapsed() < std::time::Duration::from_secs(20), "the limit is never set");
            std::thread::yield_now();
        }
    }
    Command::new("kill").args(["-ABRT", &child.id().to_string()]).status().unwrap();
    let died = child.wait().unwrap();
    assert!(died.signal().is_some() && !died.core_dumped(), "{died:?}");
    let mut left = std::fs::read_dir(dir.path()).unwrap().flatten();
    assert!(!left.any(|file| file.file_name().to_string_lossy().starts_with("core")));
}
