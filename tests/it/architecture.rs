//! The house keeps its rooms: who may use whom, how large a file may be, what every file says of itself.
//!
//! Reads the sources as text. The tables at the top are the rules; the tests only hold sources to them.

use crate::support::sources;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// A room, the rooms it may use, and the crates it may use besides `std`. Rooms that do not exist yet
/// may already have their line.
const ROOMS: [(&str, &[&str], &[&str]); 16] = [
    ("domain", &[], &["chrono", "strum", "unicode_normalization", "unicode_security"]),
    ("journal", &[], &["thiserror", "blake3", "strum"]),
    ("store", &["domain"], &["sled", "bincode", "serde", "blake3", "chrono", "strum", "thiserror"]),
    (
        "seal",
        &[],
        &[
            "aes_gcm",
            "argon2",
            "blake3",
            "chacha20poly1305",
            "ed25519_dalek",
            "getrandom",
            "serde",
            "serde_json",
            "strum",
            "thiserror",
            "unicode_normalization",
            "x25519_dalek",
            "zeroize",
        ],
    ),
    ("bundle", &["seal"], &["blake3", "strum", "thiserror"]),
    ("desk", &["bundle", "domain", "journal", "seal", "store"], &["blake3", "chrono", "strum", "thiserror"]),
    (
        "input",
        &[],
        &["vi", "strum", "thiserror", "unicode_segmentation", "unicode_normalization", "unicode_width"],
    ),
    ("look", &["input"], &["ratatui", "fluent_bundle", "unic_langid", "strum", "unicode_width"]),
    (
        "config",
        &["domain", "input", "look", "paper"],
        &["toml", "ratatui", "serde", "blake3", "chrono", "strum", "thiserror"],
    ),
    (
        "app",
        &["domain", "input"],
        &[
            "chrono",
            "strum",
            "tui_textarea",
            "unicode_normalization",
            "unicode_width",
            "unicode_segmentation",
            "zeroize",
        ],
    ),
    (
        "ui",
        &["domain", "app", "input", "look"],
        &["ratatui", "tui_textarea", "textwrap", "chrono", "strum", "unicode_width", "unicode_segmentation"],
    ),
    (
        "paper",
        &["domain", "look"],
        &[
            "barcoders",
            "chrono",
            "krilla",
            "maud",
            "qrcode",
            "skrifa",
            "strum",
            "thiserror",
            "unicode_segmentation",
            "unicode_width",
        ],
    ),
    (
        "exchange",
        &["domain", "look", "paper"],
        &[
            "csv",
            "chrono",
            "serde_json",
            "rust_xlsxwriter",
            "calamine",
            "thiserror",
            "strum",
            "icalendar",
            "unicode_normalization",
            "skrifa",
            "tiny_skia",
        ],
    ),
    (
        "practice",
        &["domain", "journal", "store", "desk", "input", "look", "config", "app"],
        &["chrono", "strum", "rand", "rand_chacha", "thiserror", "uuid"],
    ),
    (
        "runtime",
        EVERYTHING,
        &[
            "chrono",
            "strum",
            "crossterm",
            "ratatui",
            "signal_hook",
            "nix",
            "rayon",
            "uuid",
            "thiserror",
            "serde_json",
            "etcetera",
            "rand",
            "rand_chacha",
        ],
    ),
    (
        "cli",
        EVERYTHING,
        &[
            "blake3",
            "chrono",
            "clap",
            "etcetera",
            "serde",
            "serde_json",
            "strum",
            "thiserror",
            "unicode_width",
            "uuid",
        ],
    ),
];

const EVERYTHING: &[&str] = &[
    "bundle", "domain", "journal", "seal", "store", "desk", "input", "look", "config", "app", "ui", "paper",
    "exchange", "practice", "runtime", "cli",
];

/// What only one room (or the named ones) may say, wherever in a line it stands.
const OWNED: [(&str, &[&str]); 18] = [
    ("tiny_skia::", &["exchange"]),
    ("rust_xlsxwriter::", &["exchange"]),
    ("calamine::", &["exchange"]),
    ("icalendar::", &["exchange"]),
    ("sled::", &["store"]),
    ("bincode::", &["store"]),
    ("toml::", &["config"]),
    ("krilla::", &["paper"]),
    ("crossterm::", &["runtime"]),
    ("signal_hook::", &["runtime"]),
    ("thread::spawn", &["runtime"]),
    ("thread::Builder", &["runtime"]),
    ("clap::", &["cli", "main.rs"]),
    ("aead::", &["seal"]),
    ("argon2::", &["seal"]),
    ("ed25519_dalek::", &["seal"]),
    ("x25519_dalek::", &["seal"]),
    ("getrandom::", &["seal"]),
];

/// What nobody says: time that is not given, waiting, and tests that do not run.
const FORBIDDEN: [(&str, &[&str]); 7] = [
    ("SystemTime::now", &["src/runtime/"]),
    ("Utc::now", &["src/runtime/"]),
    ("Local::now", &["src/runtime/"]),
    ("thread::sleep", &[]),
    ("#[ignore", &[]),
    ("#[should_panic", &[]),
    ("static mut", &[]),
];

/// Code lines of one file: fine, and at most.
const LINES: (usize, usize) = (300, 500);
/// Pure tables, which may be as long as what they list.
const TABLES: [&str; 1] = ["src/domain/stage.rs"];

/// The room of a source file: the folder under `src`, or the name of a file directly in it.
fn room(path: &str) -> &str {
    path.strip_prefix("src/").and_then(|rest| rest.split(['/', '.']).next()).unwrap_or_default()
}

/// Lines that are code: not empty, no comment, no attribute of documentation.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_code = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(move |(_, line)| is_code(line))
}

/// Whether a character may stand in a name.
fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// The first word of every path of a line: `chrono` of `chrono::Utc::now()`.
fn paths(line: &str) -> Vec<&str> {
    let mut pieces = line.split("::").peekable();
    let mut found = Vec::new();
    let mut follows = false;
    while let Some(piece) = pieces.next() {
        let name = piece.rsplit(|c| !in_name(c)).next().unwrap_or_default();
        // A piece that is nothing but a name stands in the middle of a path.
        if pieces.peek().is_some() && !(follows && name == piece) {
            found.push(name);
        }
        follows = true;
    }
    found
}

/// Rooms a line names as `crate::room`, also inside `use crate::{a, b::c}`.
fn rooms_named(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in line.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if depth == 0 && start && in_name(c) => name.push(c),
                    _ => {}
                }
                if !(name.is_empty() || in_name(c)) {
                    found.push(std::mem::take(&mut name));
                    start = false;
                }
            }
            found.extend((!name.is_empty()).then_some(name));
        } else {
            found.push(rest.chars().take_while(|c| in_name(*c)).collect());
        }
    }
    found
}

/// The crates the package may use at all, as a `use` names them.
fn crates() -> BTreeSet<String> {
    let manifest = include_str!("../../Cargo.toml");
    let mut crates = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
        } else if inside && let Some((name, _)) = line.split_once(" = ") {
            crates.insert(name.replace('-', "_"));
        }
    }
    crates
}

#[test]
fn every_room_uses_only_the_rooms_and_crates_it_may() {
    let known = crates();
    assert!(known.contains("sled") && known.contains("tui_textarea"));
    let mut faults = Vec::new();
    for (path, text) in sources("src") {
        let name = room(&path);
        if ["lib", "main"].contains(&name) {
            continue;
        }
        let Some((_, rooms, allowed)) = ROOMS.iter().find(|(room, ..)| *room == name) else {
            faults.push(format!("{path}: the room {name} has no line in the table"));
            continue;
        };
        for (at, line) in code(&text) {
            for used in rooms_named(line) {
                if EVERYTHING.contains(&used.as_str()) && used != name && !rooms.contains(&used.as_str()) {
                    faults.push(format!("{path}:{at}: {name} may not use {used}"));
                }
            }
            for used in paths(line) {
                if known.contains(used) && !allowed.contains(&used) {
                    faults.push(format!("{path}:{at}: {name} may not use the crate {used}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_belongs_to_one_room_is_said_nowhere_else() {
    let mut faults = Vec::new();
    for (path, text) in sources("src") {
        for (at, line) in code(&text) {
            for (words, owners) in OWNED {
                // Also behind another door, such as `ratatui::crossterm::`.
                let mut pieces = line.split(words);
                let before = pieces.next().unwrap_or_default();
                let said = pieces.next().is_some() && !before.ends_with(in_name);
                if said && !owners.iter().any(|owner| room(&path) == *owner || path.ends_with(owner)) {
                    faults.push(format!("{path}:{at}: {words} belongs to {owners:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_waits_reads_the_clock_or_hides_a_test() {
    let mut faults = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources("tests")).chain(sources("benches")) {
        if path.ends_with("tests/it/architecture.rs") {
            continue;
        }
        for (at, line) in code(&text) {
            for (words, places) in FORBIDDEN {
                if line.contains(words) && !places.iter().any(|place| path.starts_with(place)) {
                    faults.push(format!("{path}:{at}: {words}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_lives_in_it_and_what_it_must_not_know() {
    let mut faults = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources("tests")).chain(sources("benches")) {
        let docs: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        if docs.is_empty() {
            faults.push(format!("{path}: does not begin with //!"));
        }
        // Sentences run over lines.
        let docs =
            docs.iter().map(|line| line.trim_start_matches("//!").trim()).collect::<Vec<_>>().join(" ");
        let says = ["Must not know", "must not know"].iter().any(|words| docs.contains(words));
        let is_door = ["src/lib.rs", "src/main.rs"].contains(&path.as_str());
        if path.starts_with("src/") && !is_door && !says {
            faults.push(format!("{path}: does not say what it must not know"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_outgrows_its_purpose() {
    let mut faults = Vec::new();
    for (path, text) in sources("src").into_iter().chain(sources("tests")).chain(sources("benches")) {
        let lines = code(&text).count();
        let is_table = TABLES.contains(&path.as_str());
        if lines > LINES.1 && !is_table {
            faults.push(format!("{path}: {lines} lines of code, {} at most", LINES.1));
        }
        assert!(!is_table || lines > LINES.0, "{path} needs no place in the list of tables");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_test_file_runs_and_the_list_is_in_order() {
    let main = include_str!("main.rs");
    let listed: Vec<&str> =
        main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    assert_eq!(listed, sorted, "the list in main.rs is sorted");
    for (path, _) in sources("tests/it") {
        let Some(name) = path.strip_prefix("tests/it/") else { panic!("{path}") };
        let name = name.trim_end_matches(".rs").split('/').next().unwrap();
        assert!(name == "main" || listed.contains(&name), "{path} is not listed in main.rs and never runs");
    }
    let support = include_str!("support/mod.rs");
    for (path, _) in sources("tests/it/support") {
        let name = path.trim_start_matches("tests/it/support/").trim_end_matches(".rs");
        // A folder is listed by its own name; it lists what is in it.
        let name = name.split('/').next().unwrap();
        assert!(name == "mod" || support.contains(&format!("pub mod {name};")), "{path} is not listed");
    }
}

/// Files git keeps; all files of the folder where there is no git.
fn tracked() -> Vec<String> {
    let root = env!("CARGO_MANIFEST_DIR");
    let listed = Command::new("git").args(["-C", root, "ls-files"]).output();
    match listed {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            String::from_utf8(output.stdout).unwrap().lines().map(ToOwned::to_owned).collect()
        }
        _ => ["src", "tests", "benches"]
            .iter()
            .flat_map(|below| sources(below))
            .map(|(path, _)| path)
            .collect(),
    }
}

#[test]
fn no_kept_file_names_a_place_of_this_machine_or_a_registry() {
    // Put together here, so that this file does not name them either.
    let registry = |parts: [&str; 2]| parts.join(".");
    let mut words = vec![
        registry(["crates", "io"]),
        registry(["static.crates", "io"]),
        registry(["pypi", "org"]),
        registry(["registry.npmjs", "org"]),
        registry(["proxy.golang", "org"]),
    ];
    words.extend(["home", "work", "tmp/w", "tmp/t", "root", "Users"].map(|dir| format!("/{dir}/")));
    words.push(env!("CARGO_MANIFEST_DIR").to_owned());
    let mut faults = Vec::new();
    // Lock files name where each crate comes from, in the form cargo gives it.
    for path in tracked().iter().filter(|path| !path.ends_with("Cargo.lock")) {
        let Ok(text) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
            continue;
        };
        for (at, line) in text.lines().enumerate() {
            for found in words.iter().filter(|words| line.contains(words.as_str())) {
                faults.push(format!("{path}:{}: {found}", at + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_reading_of_paths_is_right() {
    assert_eq!(rooms_named("use crate::domain::case::Case;"), ["domain"]);
    assert_eq!(
        rooms_named("use crate::{domain::{a, b}, journal::x, store};"),
        ["domain", "journal", "store"]
    );
    assert_eq!(rooms_named("fn f(a: crate::desk::Desk, b: crate::app::Model)"), ["desk", "app"]);
    assert_eq!(paths("let a = sled::Config::new(); chrono::Utc::now()"), ["sled", "chrono"]);
    assert_eq!(room("src/domain/decide/mod.rs"), "domain");
    assert_eq!(room("src/main.rs"), "main");
}
