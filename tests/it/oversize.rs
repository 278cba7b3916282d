//! Far more than anybody has: marks upon marks, texts and tables without end, things within things. Every one is cut or
//! refused, no frame waits for it, and the desk is sound afterwards.

use crate::support::driver::{Driver, holder, practice_office};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::app::message::Message;
use motcua::config::{keymap, office, settings, theme};
use motcua::desk::{Verdict, check};
use motcua::domain::text::{clean, clean_line};
use motcua::exchange::reconcile;
use motcua::runtime::keys::pasted;
use motcua::runtime::premises::Surroundings;
use motcua::seal::PeopleFile;
use std::time::{Duration, Instant};
use unicode_normalization::char::is_combining_mark;

/// Marks on one letter, at most.
const MARKS: usize = 8;
/// The longest a frame may take, in a release build.
const FRAME: Duration = Duration::from_millis(16);
/// Nothing here may take longer to be read or refused, on any machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most marks on one letter of a text.
fn piled(text: &str) -> usize {
    let (mut most, mut now) = (0, 0);
    for c in text.chars() {
        now = if is_combining_mark(c) { now + 1 } else { 0 };
        most = most.max(now);
    }
    most
}

/// A letter under thousands of marks, or many such letters.
fn zalgo(chance: &mut Chance, letters: usize, marks: usize) -> String {
    let marked = |chance: &mut Chance| {
        let marks = (0..marks).map(|_| char::from_u32(0x300 + chance.below(0x4f) as u32).unwrap());
        std::iter::once('e').chain(marks).collect::<String>()
    };
    (0..letters).map(|_| marked(chance)).collect()
}

/// Megabytes with every kind of letter and line.
fn huge(chance: &mut Chance, bytes: usize) -> String {
    let parts =
        ["Nguyễn Thị ", "\u{1d4d0}", "一", "x", "\n", "\t", "\u{200d}", "dài không có chỗ ngắt", "e\u{301}"];
    let one = parts[chance.below(parts.len())];
    let mut text = String::with_capacity(bytes + 64);
    while text.len() < bytes {
        text.push_str(if chance.one_in(2) { one } else { parts[chance.below(parts.len())] });
    }
    text
}

/// Draws every state it is asked for; the slowest frame.
fn drawn(driver: &mut Driver, slowest: &mut Duration) {
    for size in [(80, 24), (200, 60)] {
        driver.resize(size);
        driver.draw();
        let began = Instant::now();
        let (buffer, _) = driver.draw();
        *slowest = (*slowest).max(began.elapsed());
        for cell in buffer.content() {
            assert!(piled(cell.symbol()) <= MARKS, "{:?}", cell.symbol());
        }
    }
}

/// Places that take text, and what leaves them again.
const PLACES: [(&str, &str); 6] = [
    ("enter m", "esc esc"),
    ("n enter tab tab", "esc esc esc"),
    ("/", "esc"),
    (":", "esc"),
    ("enter a j", "esc esc esc"),
    ("enter a i", "esc esc esc"),
];

#[test]
fn texts_without_end_and_marks_upon_marks_are_cut_before_they_are_drawn() {
    let mut slowest = Duration::ZERO;
    let mut driver = Driver::practice((80, 24));
    for round in 0..rounds(4) {
        let mut chance = Chance::new(round);
        let text = match round % 4 {
            0 => zalgo(&mut chance, 1, 5_000),
            1 => huge(&mut chance, 3 << 20),
            2 => zalgo(&mut chance, 300, 50),
            _ => huge(&mut chance, 60_000),
        };
        let (way, back) = PLACES[(round / 4 + round) as usize % PLACES.len()];
        driver.press(way);
        for message in pasted(&text, false) {
            driver.tell(message);
        }
        drawn(&mut driver, &mut slowest);
        // Letter by letter, as an input method sends them.
        for c in text.chars().take(300) {
            driver.tell(Message::Key(motcua::input::key::Key::char(c)));
        }
        drawn(&mut driver, &mut slowest);
        if way.ends_with(" m") {
            driver.press("ctrl-o");
            drawn(&mut driver, &mut slowest);
            driver.press("H");
            drawn(&mut driver, &mut slowest);
        }
        driver.press(back).press("esc 1");
    }
    println!("slowest frame {slowest:?}");
    assert!(cfg!(debug_assertions) || slowest <= FRAME, "{slowest:?}");
    let dir = driver.close();
    let report = check(dir.path(), &holder()).unwrap();
    assert_eq!(report.verdict(), Verdict::Sound, "{:?}", report.findings);
}

#[test]
fn what_would_pile_up_or_run_on_is_seen_and_cut_at_the_boundary() {
    let mut chance = Chance::new(19);
    let pile = zalgo(&mut chance, 1, 5_000);
    assert!(piled(&pile) > MARKS);
    assert!(piled(&clean(&pile, 10_000)) <= MARKS && piled(&clean_line(&pile, 10_000)) <= MARKS);
    let text = huge(&mut chance, 3 << 20);
    // What hides is spelt out, in nine characters at most.
    assert!(clean_line(&text, 200).chars().count() <= 200 * 9);
}

/// Runs a reader and holds it to its time.
fn in_time(what: &str, read: impl FnOnce()) {
    let began = Instant::now();
    read();
    assert!(began.elapsed() < PATIENCE, "{what}: {:?}", began.elapsed());
}

/// Data with so many fields, or so deep.
fn table(kind: usize, size: usize) -> String {
    let lines = |head: &str, line: fn(usize) -> String| {
        let mut text = head.to_owned();
        (0..size).for_each(|at| text.push_str(&line(at)));
        text
    };
    match kind {
        0 => lines("", |at| format!("key{at} = \"v\"\n")),
        1 => format!("name = {}{}", "[".repeat(size), "]".repeat(size)),
        2 => format!("name = {}1{}", "{ a = ".repeat(size), " }".repeat(size)),
        3 => lines("", |at| format!("[[person]]\nid = \"p{at}\"\nname = \"N\"\nrole = \"intake\"\n")),
        4 => format!("[{}]\n", vec!["a"; size].join(".")),
        _ => lines("[keys.any]\n", |at| format!("\"f1 {at}\" = \"help\"\n")),
    }
}

#[test]
fn tables_of_a_hundred_thousand_fields_and_things_ten_thousand_deep_are_read_or_refused_in_time() {
    for round in 0..rounds(6) {
        let mut chance = Chance::new(round);
        let kind = round as usize % 6;
        let most = if matches!(kind, 1 | 2 | 4) { 10_000 } else { 100_000 };
        let size = if round < 6 { most } else { 1 + chance.below(most) };
        let text = table(kind, size);
        in_time("keymap", || drop(keymap::load("default", Some(("keymap.toml", &text)))));
        in_time("settings", || drop(settings::load(Some(("settings.toml", &text)), &[])));
        in_time("office", || drop(office::read("office.toml", &text)));
        let source = [theme::Source { name: "own", file: "themes/own.toml", text: &text }];
        in_time("theme", || drop(theme::load("own", &source, false)));
        let deep = format!("{}{}", "[".repeat(size), "]".repeat(size));
        in_time("people", || drop(PeopleFile::parse(deep.as_bytes())));
        let wide = vec!["x"; size].join(",");
        in_time("other systems", || drop(reconcile::read(format!("{wide}\n{wide}\n").as_bytes(), None)));
    }
}

#[test]
fn a_draft_grown_beyond_measure_opens_no_desk_to_harm() {
    let long = "đ".repeat(3 << 20);
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let many: Vec<String> = (0..100_000).map(|at| format!("[\"k{at}\",\"v\"]")).collect();
    let draft = |values: &str| {
        format!(
            r#"{{"at":1795736202,"by":"hoa.vt","focus":8,"targets":[],"values":{values},"what":"receive"}}"#
        )
    };
    for values in [format!(r#"[["owner-name","{long}"]]"#), deep, format!("[{}]", many.join(","))] {
        let dir = practice_office();
        std::fs::create_dir_all(dir.path().join("drafts")).unwrap();
        std::fs::write(dir.path().join("drafts/desk.draft"), draft(&values)).unwrap();
        let mut driver = Driver::open(dir, (80, 24), Surroundings::default());
        let mut slowest = Duration::ZERO;
        driver.press("ctrl-x r");
        drawn(&mut driver, &mut slowest);
        driver.press("esc esc").see("Tất cả (1.097)");
        assert!(cfg!(debug_assertions) || slowest <= FRAME, "{slowest:?}");
    }
}
