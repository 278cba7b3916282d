//! The real program at work in a folder of its own, killed, opened again, and asked what it still knows.
//!
//! The harness believes nothing but its own log of acknowledgements and the bytes of the journal.
#![cfg(unix)]

use super::crash_work as work;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub use super::shell::program;

/// Lays out a real desk that was never opened: an office, and no journal yet.
pub fn new_desk(dir: &Path) {
    let office = include_str!("../../../assets/demo/office.toml");
    let real = office.replace("practice = true", "practice = false");
    assert_ne!(office, real, "the office of the demo says that it is for practice");
    std::fs::create_dir_all(dir).unwrap();
    std::fs::write(dir.join("office.toml"), real).unwrap();
}

/// A folder with a desk that worked and was closed in order, and the marks of its acts.
pub fn closed_desk(acts: usize) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let desk = home.path().join("desk");
    new_desk(&desk);
    let output = script(&desk, &work::script(&work::acts(0, acts)));
    assert_eq!(output.status.code(), Some(0), "{}", words(&output));
    (home, desk)
}

/// Runs the program on a desk to its end.
pub fn motcua(desk: &Path, arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).arg("--dir").arg(desk).output().unwrap()
}

/// Runs a script on a desk to its end.
pub fn script(desk: &Path, text: &str) -> Output {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    motcua(desk, &["script", file.path().to_str().unwrap()])
}

/// Everything the program said.
pub fn words(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream).into_owned()).concat()
}

/// What `motcua check --json` says, and its exit code.
pub fn check(desk: &Path) -> (i32, serde_json::Value) {
    let output = motcua(desk, &["check", "--json"]);
    let said = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no report ({error}): {}", words(&output)));
    (output.status.code().unwrap(), said)
}

/// The journal's segments, in order.
pub fn segments(desk: &Path) -> Vec<PathBuf> {
    files(&desk.join("journal")).into_iter().filter(|path| path.extension().unwrap() == "journal").collect()
}

/// Every file below a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let to = if entry.file_type().unwrap().is_dir() { &mut folders } else { &mut found };
            to.push(entry.path());
        }
    }
    found.sort();
    found
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
