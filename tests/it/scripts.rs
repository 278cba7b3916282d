//! Whole paths of work as a person walks them, each in a script of its own under `tests/scripts`.

use crate::support::driver::practice_office;
use motcua::runtime::script::{Outcome, run};
use std::path::Path;

/// Runs a script on the desk in a folder and gives what it wrote; fails with line and screen.
pub fn play(dir: &Path, name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scripts/{name}.script"));
    let script = std::fs::read_to_string(&path).unwrap();
    let mut out = Vec::new();
    let outcome = run(dir, &script, &mut out).unwrap();
    if let Outcome::Failed { line, why, screen } = outcome {
        panic!("{name}.script:{line}: {why}\n{screen}");
    }
    String::from_utf8(out).unwrap()
}

#[allow(dead_code)]
fn on_practice(name: &str) -> String {
    play(practice_office().path(), name)
}

#[test]
fn a_new_user_sets_up_an_empty_desk_and_finds_it_again() {
    let dir = tempfile::tempdir().unwrap();
    play(dir.path(), "first-run");
    play(dir.path(), "second-run");
}
