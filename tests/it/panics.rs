//! A panic anywhere: the terminal comes back as it was, nothing personal is said, and the next start finds everything that
//! was acknowledged.
//!
//! Two ways to have panics at many places without a line for tests in the program: the example runs the real program in a
//! wrapper that panics before, while and after it draws or updates (`tests/probe/panicking.rs`), and the shipped program
//! runs with a clock that fails once, in whichever thread, the n-th time somebody asks it (`tests/shim/clock.c`).
#![cfg(target_os = "linux")]

use crate::sizes::STATES;
use crate::support::borrowed::{Borrowed, Returned};
use crate::support::clerk::keys;
use crate::support::crash::{check, closed_desk, copy, program};
use crate::support::driver::practice_office;
use crate::support::pty::{probe, signal};
use crate::support::sim_disk::Chance;
use crate::support::{rounds, tools};
use motcua::journal::Reader;
use motcua::journal::disk::RealDisk;
use motcua::runtime::last_words::in_both_languages;
use motcua::store::{Store, StoreError};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// Where the example panics, and the how-manieth time it is there.
const POINTS: [(&str, u32); 13] = [
    ("while-drawing", 1),
    ("worker", 1),
    ("before-update", 1),
    ("after-drawing", 1),
    ("while-drawing", 1),
    ("take-rows", 1),
    ("patience", 1),
    ("after-update", 1),
    ("before-drawing", 1),
    ("farewell", 1),
    ("while-drawing", 2),
    ("before-update", 2),
    ("before-drawing", 3),
];
const SENTENCE: &str = "session-panicked";
const F12: &[u8] = b"\x1b[24~";

fn frames(desk: &Path) -> usize {
    let reader = Reader::new(RealDisk, &desk.join("journal"));
    reader.frames(1).unwrap().map(Result::unwrap).count()
}

/// What a panic may say: one sentence in each language, and a place in a source.
fn said_one_sentence(said: &str) -> Result<(), String> {
    let sentences = in_both_languages(SENTENCE);
    let said = said.replace('\r', "");
    let (before, after) = said.split_once(&sentences).ok_or_else(|| format!("said {said:?}"))?;
    let place = after.trim().strip_prefix('(').and_then(|place| place.strip_suffix(')'));
    let is_place = place
        .and_then(|place| place.rsplit_once(".rs:"))
        .is_some_and(|(_, line)| line.parse::<u32>().is_ok());
    if before.trim().is_empty() && is_place { Ok(()) } else { Err(format!("said {said:?}")) }
}

/// A note on record, then a panic in a state of the screen. Gives the frames acknowledged.
fn panic_once(desk: &Path, round: u64, chance: &mut Chance) -> Result<usize, String> {
    let (state, way) = STATES[round as usize % STATES.len()];
    let (point, nth) = POINTS[(round as usize + round as usize / STATES.len()) % POINTS.len()];
    let share = chance.below(95).to_string();
    let probe = probe().display().to_string();
    let mut lent = Borrowed::lend(&[&probe, point, &nth.to_string(), &share, desk.to_str().unwrap()]);
    let what = format!("{state}: {point} {nth}, {share} % of the cells");
    lent.clerk.see("Tất cả (5)");
    let mut acknowledged = frames(desk);
    let note = format!("note-{round:05}");
    lent.clerk.press("m").see("Ghi chú:").type_text(&note);
    if point == "worker" {
        // The panic is right behind the act, which may be on record or not.
        lent.clerk.send(&[b"\x0f", F12].concat());
    } else {
        lent.clerk.press("ctrl-o").see("Đã ghi: Ghi chú");
        acknowledged += 1;
        lent.clerk.send(&keys(way));
        lent.clerk.settle();
        lent.clerk.send(F12);
    }
    // What draws and updates only later has reason to.
    let mut wide = false;
    while !lent.is_over() {
        wide = !wide;
        lent.clerk.terminal.resize(if wide { 84 } else { 80 }, 24);
        lent.clerk.settle();
    }
    let Returned { code, said } = lent.returned().map_err(|error| format!("{what}: {error}"))?;
    if code != "70" {
        return Err(format!("{what}: code {code}, {said}"));
    }
    said_one_sentence(&said).map_err(|error| format!("{what}: {error}"))?;
    let found = frames(desk);
    if found < acknowledged || found > acknowledged + 1 {
        return Err(format!("{what}: {acknowledged} acknowledged, {found} on record"));
    }
    Ok(acknowledged)
}

#[test]
fn a_panic_at_any_point_gives_the_terminal_back_says_nothing_personal_and_loses_nothing() {
    let (_home, desk) = closed_desk(25);
    let rounds = rounds(10);
    for round in 0..rounds {
        let mut chance = Chance::new(round);
        panic_once(&desk, round, &mut chance).unwrap();
        // The next start, of the next round, is without a hand; the whole is looked at now and then.
        if round % 50 == 49 || round + 1 == rounds {
            let (code, report) = check(&desk);
            assert_eq!(code, 0, "round {round}: {report}");
        }
    }
    let pairs = (rounds as usize).min(STATES.len() * POINTS.len());
    println!(
        "{rounds} panics at {pairs} pairs of a screen and a point, the terminal given back each time, 0 lost"
    );
}

/// A thread of the program, and how often it asks for the time on the way through all screens.
const ASKERS: [(&str, usize); 4] =
    [("main", 900), ("motcua-keys", 240), ("motcua-desk", 60), ("motcua-read", 120)];

/// Walks through the screens until the program is over; false when it lived through all of them and was left.
fn walk(lent: &mut Borrowed, chance: &mut Chance) -> bool {
    let first = chance.below(STATES.len());
    lent.clerk.settle();
    for at in 0..STATES.len() {
        let (_, way) = STATES[(first + at) % STATES.len()];
        for part in [keys(way), b"\x1b".to_vec(), b"\x1b".to_vec(), b"\x1b".to_vec(), b"mx\x0f".to_vec()] {
            if lent.is_over() {
                return true;
            }
            lent.clerk.send(&part);
            lent.clerk.settle();
        }
    }
    signal(&lent.process.0, "TERM");
    false
}

#[test]
fn a_clock_that_fails_once_in_any_thread_ends_the_shipped_program_in_order() {
    if !tools::is_here("cc") {
        return;
    }
    let shim = tools::shim("clock").display().to_string();
    let (_home, desk) = closed_desk(25);
    let (wanted, mut tried, mut hit, mut answered) = (rounds(6), BTreeSet::new(), 0, 0);
    for seed in 0..wanted * 4 {
        if hit == wanted {
            break;
        }
        let mut chance = Chance::new(seed);
        let (thread, most) = ASKERS[seed as usize % ASKERS.len()];
        let nth = 1 + chance.below(if wanted < 100 { most / 8 } else { most });
        if !tried.insert((thread, nth)) {
            continue;
        }
        let before = frames(&desk);
        let program = program().display().to_string();
        let mut lent = Borrowed::lend(&[
            "env",
            &format!("LD_PRELOAD={shim}"),
            &format!("MOTCUA_CLOCK_THREAD={thread}"),
            &format!("MOTCUA_CLOCK_NTH={nth}"),
            &program,
            "--dir",
            desk.to_str().unwrap(),
        ]);
        let fell = walk(&mut lent, &mut chance);
        let began = Instant::now();
        let Returned { code, said } =
            lent.returned().unwrap_or_else(|error| panic!("{thread}, call {nth}: {error}"));
        assert!(began.elapsed() < Duration::from_secs(10), "{thread}, call {nth}: {:?}", began.elapsed());
        match (code.as_str(), fell) {
            ("70", _) => {
                hit += 1;
                assert_eq!(said.matches("Một Cửa dừng vì").count(), 1, "{thread}, call {nth}: {said}");
            }
            // Not so many calls on the way, or a fault of the store, which the desk answers.
            ("0", false) => answered += 1,
            _ => panic!("{thread}, call {nth}: code {code}, {said}"),
        }
        assert!(!said.contains("mark-") && !said.contains("note-"), "{thread}, call {nth}: {said}");
        assert!(frames(&desk) >= before);
    }
    assert!(hit > 0);
    let (code, report) = check(&desk);
    assert_eq!(code, 0, "{report}");
    println!("{hit} failed clocks ended the program in order, {answered} did not meet it or were answered");
}

/// Damage at which sled panics while it opens, written into the store of a desk.
fn break_store(desk: &Path) {
    let store = desk.join("store");
    let whole = std::fs::read(store.join("db")).unwrap();
    let written: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] != 0).collect();
    for seed in 0..500 {
        let (mut chance, mut bytes) = (Chance::new(seed), whole.clone());
        for _ in 0..8 {
            bytes[written[chance.below(written.len())]] ^= 0x55;
        }
        let home = tempfile::tempdir().unwrap();
        copy(&store, home.path());
        std::fs::write(home.path().join("db"), &bytes).unwrap();
        if let Err(StoreError::Damaged(why)) = Store::open(home.path(), [0; 32], None)
            && !why.contains("another desk")
        {
            std::fs::write(store.join("db"), &bytes).unwrap();
            return;
        }
    }
    panic!("no damage makes the store panic");
}

#[test]
fn a_panic_that_the_store_expects_and_answers_leaves_the_terminal_alone() {
    let home = practice_office();
    let desk = home.path();
    break_store(desk);
    let mut lent = Borrowed::lend(&[&program().display().to_string(), "--dir", desk.to_str().unwrap()]);
    lent.clerk.see("Tất cả (1.097)");
    // The store was set aside and made again, while the screen stayed what it was.
    let began = Instant::now();
    while !desk.join("store.damaged").exists() {
        assert!(began.elapsed() < Duration::from_secs(20), "the store did not panic");
        std::thread::yield_now();
    }
    lent.clerk.press("j m").see("Ghi chú:").type_text("van chay").press("ctrl-o").see("Đã ghi: Ghi chú");
    assert!(
        !lent.clerk.terminal.everything_sent().contains("\x1b[?1049l"),
        "given back for a panic nobody sees"
    );
    lent.clerk.send(b"\x18q");
    let Returned { code, said } = lent.returned().unwrap();
    assert_eq!((code.as_str(), said.contains("Một Cửa dừng")), ("0", false), "{said}");
}

#[test]
fn a_terminal_that_was_not_given_back_and_words_that_tell_would_be_noticed() {
    let left = Borrowed::lend(&["sh", "-c", "stty -echo; printf '\\033[?1049h\\033[?1049l'; exit 70"]);
    assert!(left.returned().is_err_and(|error| error.contains("settings")));
    let left = Borrowed::lend(&["sh", "-c", "printf '\\033[?1049h'; exit 70"]);
    assert!(left.returned().is_err_and(|error| error.contains("screen")));
    let words = in_both_languages(SENTENCE);
    assert!(said_one_sentence(&format!("{words}\n(src/x.rs:12)\n")).is_ok());
    assert!(said_one_sentence(&format!("{words}\n(src/x.rs:12)\nNguyễn Thị Mật\n")).is_err());
    assert!(said_one_sentence(&format!("called on None\n{words}\n(src/x.rs:12)\n")).is_err());
}

#[test]
fn a_killed_program_leaves_the_terminal_behind_and_reset_tty_mends_it() {
    let (_home, desk) = closed_desk(5);
    let program = program().display().to_string();
    for mended in [false, true] {
        let then = if mended { "\"$0\" reset-tty" } else { "true" };
        let script =
            format!("(echo \"inner=$(exec sh -c 'echo $PPID');\"; exec \"$0\" --dir \"$1\"); {then}");
        let mut lent = Borrowed::lend(&["sh", "-c", &script, &program, desk.to_str().unwrap()]);
        lent.clerk.see("Tất cả (1)");
        let pid = lent.clerk.terminal.value_sent("inner").unwrap();
        signal(&pid, "KILL");
        let returned = lent.returned().map(|returned| returned.code);
        if mended {
            assert_eq!(returned, Ok("0".to_owned()));
        } else {
            assert!(returned.is_err(), "a kill was noticed by nobody");
        }
    }
}
