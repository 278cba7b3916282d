//! The README keeps its promises: its picture is what the program draws, its commands exist.

use chrono::NaiveDate;
use motcua::journal::lock::Holder;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::script::{Outcome, run};

fn root() -> std::path::PathBuf {
    env!("CARGO_MANIFEST_DIR").into()
}

/// The text between the fences of the README's one `text` block.
fn picture(readme: &str) -> String {
    let (_, after) = readme.split_once("```text\n").unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_picture_of_the_readme_is_what_the_program_draws() {
    let dir = tempfile::tempdir().unwrap();
    let recipe =
        Recipe { seed: None, size: Size::Article, today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() };
    let holder = Holder { process: 1, who: "test".to_owned(), since: String::new() };
    make(&dir.path().join("desk"), recipe, holder, &mut |_| true).unwrap();
    let root = root();
    let script = std::fs::read_to_string(root.join("tests/scripts/readme.script")).unwrap();
    let mut out = Vec::new();
    assert_eq!(run(&dir.path().join("desk"), &script, &mut out).unwrap(), Outcome::Passed);
    let drawn = String::from_utf8(out).unwrap();
    let drawn = drawn.strip_prefix("--- queue\n").unwrap().strip_suffix("---\n").unwrap();
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    assert_eq!(drawn.trim_end(), picture(&readme).trim_end(), "put this into README.md:\n{drawn}");
}

#[test]
fn every_command_the_readme_names_is_one_of_the_program() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let named: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("motcua "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
        .collect();
    assert!(named.len() >= 8, "{named:?}");
    for command in named {
        let help =
            std::process::Command::new(env!("CARGO_BIN_EXE_motcua")).args([command, "--help"]).output();
        assert_eq!(help.unwrap().status.code(), Some(0), "{command}");
    }
}
