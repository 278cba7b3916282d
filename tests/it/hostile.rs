//! Text made to hurt: no screen, file or shell shows a control, a hidden character or a pile of marks, whatever came in.

use crate::hostile_places::office;
use crate::support::driver::Driver;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::app::message::Message;
use motcua::domain::text::{clean_line, is_hidden};
use motcua::runtime::keys::pasted;
use motcua::runtime::premises::Surroundings;
use std::process::Command;
use unicode_normalization::char::is_combining_mark;

/// Escape sequences of every kind, in seven and eight bits, and what hides or piles up.
pub const PAYLOADS: [&str; 26] = [
    "\u{1b}[31mĐỏ\u{1b}[0m",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;tiêu đề\u{7}",
    "\u{1b}]8;;http://x\u{1b}\\liên kết\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;bGFv\u{7}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_Gf=100;AAAA\u{1b}\\",
    "\u{1b}^tin\u{1b}\\",
    "\u{1b}Xtin\u{1b}\\",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{90}q\u{9c}",
    "\u{1b}c",
    "\u{1b}[?1049l",
    "\u{1b}[201~\r",
    "\u{0}\u{8}\u{7f}",
    "\u{202e}gnuh\u{202c}",
    "\u{2066}x\u{2069}\u{200f}",
    "a\u{200b}b\u{200d}c\u{feff}d",
    "\u{e0041}\u{e0042}\u{e007f}",
    "\u{3164}\u{ffa0}\u{115f}",
    "x\u{fe0f}\u{fe00}",
    "so\u{ad}ft",
    "dòng một\u{2028}dòng hai\u{2029}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{1b}[6n\u{5}",
];

/// What is wrong with a text on its way out, if anything. The strict reading: nothing but what can be seen.
pub fn seen_through(text: &str) -> Option<String> {
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if (c.is_control() && c != '\n') || is_hidden(c) || marks > 8 {
            return Some(format!("U+{:04X} in {text:?}", c as u32));
        }
    }
    None
}

pub fn is_clean(driver: &mut Driver, state: &str) {
    let (buffer, _) = driver.draw();
    for cell in buffer.content() {
        if let Some(wrong) = seen_through(cell.symbol()) {
            panic!("{state}: {wrong}");
        }
    }
}

/// A text as a TOML file can hold it.
pub fn escaped(text: &str) -> String {
    text.chars().map(|c| format!("\\U{:08x}", c as u32)).collect::<Vec<_>>().concat()
}

/// Every screen there is a way to, looked through.
pub fn walk(driver: &mut Driver, payload: &str) {
    let states = [
        "1",
        "enter",
        "H",
        "esc",
        "w",
        "esc",
        "2",
        "3",
        "4",
        "1",
        "?",
        "esc",
        ":",
        "esc",
        ".",
        "esc",
        "ctrl-x m",
        "esc",
        "ctrl-x p",
        "esc",
        "n",
        "esc esc esc",
        "m",
        "esc esc",
        "a i",
        "esc esc esc",
        "/",
    ];
    for keys in states {
        driver.press(keys);
        is_clean(driver, keys);
    }
    for message in pasted(payload, false) {
        driver.tell(message);
    }
    is_clean(driver, "search");
    driver.press("esc");
}

/// The sanitiser's own teeth: what goes in unclean would be seen.
#[test]
fn the_strict_reading_sees_every_payload_and_the_boundary_stops_it() {
    for payload in PAYLOADS {
        assert!(seen_through(payload).is_some(), "{payload:?} would pass unseen");
        let cleaned = clean_line(payload, 200);
        assert_eq!(seen_through(&cleaned), None, "{payload:?}");
    }
    let mut chance = Chance::new(3);
    for _ in 0..rounds(2_000) {
        let text: String = (0..chance.below(40))
            .filter_map(|_| match chance.below(4) {
                0 => char::from_u32(chance.below(0x11_0000) as u32),
                1 => char::from_u32(chance.below(0xa0) as u32),
                2 => PAYLOADS[chance.below(PAYLOADS.len())].chars().next(),
                _ => char::from_u32(0x300 + chance.below(0x70) as u32),
            })
            .collect();
        assert_eq!(seen_through(&clean_line(&text, 100)), None, "{text:?}");
        for message in pasted(&text, false) {
            if let Message::Paste(text) = message {
                assert_eq!(seen_through(&text.replace('\n', "")), None, "{text:?}");
            }
        }
    }
}

#[test]
fn every_screen_stays_clean_whatever_names_words_and_pastes_hold() {
    for size in [(80, 24), (140, 40)] {
        for payload in PAYLOADS {
            let dir = office();
            // The office's own file, by hand: name and people.
            let office = std::fs::read_to_string(dir.path().join("office.toml")).unwrap();
            let escaped = escaped(payload);
            let office = office
                .replace("Vàng Thị Hoa Mận", &format!("Vàng {escaped} Mận"))
                .replace("Sở Thông tin", &format!("Sở {escaped} Thông tin"));
            std::fs::write(dir.path().join("office.toml"), office).unwrap();
            let mut driver = Driver::open(dir, size, Surroundings::default());
            is_clean(&mut driver, "opened");
            // A note and a file's owner, pasted.
            driver.press("enter m");
            for message in pasted(payload, false) {
                driver.tell(message);
            }
            is_clean(&mut driver, "note");
            driver.press("ctrl-o esc");
            walk(&mut driver, payload);
        }
        if size.0 == 80 && std::env::var("MOTCUA_ROUNDS").is_err() {
            // The wide screens are walked in long runs; most of what they show, the narrow ones show too.
            break;
        }
    }
}

/// The shell's own words and figures about a folder whose files are made to hurt.
#[test]
fn what_the_shell_prints_is_clean_too() {
    let dir = office();
    let run = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_motcua"))
            .args(arguments)
            .arg("--dir")
            .arg(dir.path())
            .output()
            .unwrap();
        for stream in [&done.stdout, &done.stderr] {
            let text = String::from_utf8(stream.clone()).unwrap();
            if let Some(wrong) = seen_through(&text.replace(['\r', '\u{feff}'], "")) {
                panic!("{arguments:?}: {wrong}");
            }
        }
    };
    let office = std::fs::read_to_string(dir.path().join("office.toml")).unwrap();
    for payload in PAYLOADS {
        let escaped = escaped(payload);
        let office = office.replace("Sở Thông tin", &format!("Sở {escaped} Thông tin"));
        std::fs::write(dir.path().join("office.toml"), &office).unwrap();
        run(&["report", "levels", "--from", "2016-01-01", "--to", "2020-12-31", "--format", "csv"]);
        // A faulty file is told about without repeating what it holds raw.
        std::fs::write(
            dir.path().join("office.toml"),
            office.replace("\"desk-head\"", &format!("\"{escaped}\"")),
        )
        .unwrap();
        run(&["check"]);
        run(&["report", "levels", "--from", "2016-01-01", "--to", "2020-12-31"]);
        run(&["people", "list"]);
        run(&["check", "--line", payload.trim_matches('\0')]
            .map(|argument| if argument.contains('\0') { "x" } else { argument }));
    }
}
