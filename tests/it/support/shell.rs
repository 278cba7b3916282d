//! The program as a shell runs it: exit codes, both streams, and copies of one practice office.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

pub const TODAY: &str = "2026-11-23";

/// One practice office, only ever copied by the tests: two that check one folder would meet at its lock.
pub static OFFICE: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let made = motcua(&["demo", "--create-only", "--today", TODAY, "--dir", path(&dir.path().join("d"))]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    dir
});

pub fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The program under test; `MOTCUA_BIN` names another build of it.
pub fn program() -> PathBuf {
    std::env::var_os("MOTCUA_BIN").map_or_else(|| env!("CARGO_BIN_EXE_motcua").into(), PathBuf::from)
}

pub fn motcua(arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn json(output: &Output) -> serde_json::Value {
    assert_eq!(code(output), 0, "{}", err(output));
    serde_json::from_str(&out(output)).unwrap()
}

/// A copy of the office, to be changed.
pub fn copy() -> TempDir {
    fn copy_dir(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            let to = to.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                copy_dir(&entry.path(), &to);
            } else {
                std::fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let dir = tempfile::tempdir().unwrap();
    copy_dir(&OFFICE.path().join("d"), &dir.path().join("d"));
    dir
}
