//! The disk runs full: at work at any moment, and before the desk is opened. With room kept for it the work in hand is
//! finished; without, the desk is looked at, searched, reported and printed from; nothing acknowledged is ever lost.
//!
//! Mounting needs a name space of one's own; where the system gives none, a test says so and measures nothing, except in
//! CI, where that is a failure.
#![cfg(target_os = "linux")]

use crate::support::crash::{closed_desk, copy, files, words};
use crate::support::crash_work::{Act, Ledger};
use crate::support::mounts::with_mounts;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::desk::{back_up, lay_ballast};
use std::path::Path;

/// Bytes of the small disk: the store, the rows, the ballast, and then some.
const DISK: usize = 12 << 20;
const BALLAST: u64 = 2 << 20;
const BEFORE: usize = 5;
const ACTS: usize = 40;

/// What is done in a round.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Case {
    /// No room is kept; the disk fills while people work.
    Bare,
    /// Room is kept; the disk fills while people work.
    Kept,
    /// Room is kept; the disk is full before the desk is opened.
    KeptAndShut,
    /// No room is kept; the disk is full before the desk is opened.
    BareAndShut,
}

/// Notes of a page each, each saved twice: the second time does nothing where the first was recorded.
fn notes(count: usize) -> Vec<Act> {
    (0..count).map(|at| Act::Note(format!("mark-{:07}-{}", BEFORE + at + 1, "x".repeat(2_000)))).collect()
}

fn keys(acts: &[Act]) -> String {
    let mut keys = "clock 2026-11-23T08:00\nscreen opened\n".to_owned();
    for act in acts {
        let Act::Note(text) = act else { panic!("only notes are written here") };
        keys += &format!("keys m\npaste {text}\nkeys ctrl-o\nscreen saving\nkeys ctrl-o\n");
    }
    keys
}

/// When the disk fills up.
enum Fills {
    /// Before the program starts; so many bytes are left.
    Before(usize),
    /// While it works, once it has said this so often.
    While(&'static str, usize),
}

/// Mounts the small disk, copies the desk onto it, works while it fills, copies it out, and looks at it when nothing
/// at all is left.
fn commands(fills: &Fills) -> String {
    let fill = "free=$(($(stat -f -c '%a * %S' \"$1/small\")))";
    let (before, meanwhile) = match fills {
        Fills::Before(left) => (
            format!(
                "{fill}; if [ $free -gt {left} ]; then head -c $((free - {left})) /dev/zero > \"$1/small/filler\"; fi; "
            ),
            String::new(),
        ),
        Fills::While(said, times) => (
            String::new(),
            format!(
                "until [ \"$(grep -c '^{said}' \"$1/said\")\" -ge {times} ] || ! kill -0 $worker 2> /dev/null; do :; done; \
                 {fill}; head -c $free /dev/zero > \"$1/small/filler\" 2> \"$1/filled\" || true; "
            ),
        ),
    };
    format!(
        "mkdir \"$1/small\"; mount -t tmpfs -o size={DISK} tmpfs \"$1/small\"; cp -r \"$1/desk\" \"$1/small\"; {before}\
         : > \"$1/said\"; \"$MOTCUA\" script \"$1/keys\" --dir \"$1/small/desk\" >> \"$1/said\" & worker=$!; \
         {meanwhile} wait $worker || true; \
         cp -r \"$1/small/desk\" \"$1/kept\"; \
         rm -f \"$1/small/desk/ballast\"; cat /dev/zero > \"$1/small/more\" 2> \"$1/filled\" || true; \
         \"$MOTCUA\" script \"$1/look\" --dir \"$1/small/desk\" > \"$1/full\" 2>&1 || true; \
         \"$MOTCUA\" report 06a --from 2026-01-01 --to 2026-12-31 --dir \"$1/small/desk\" \
             --format pdf --out \"$1/report.pdf\" > \"$1/reported\" 2>&1 || true; \
         \"$MOTCUA\" check --json --dir \"$1/small/desk\" > \"$1/checked\" || true"
    )
}

#[test]
fn a_disk_that_runs_full_costs_nothing_and_room_that_was_kept_finishes_the_work() {
    let (home, desk) = closed_desk(BEFORE);
    let wanted = notes(ACTS);
    let (mut full, mut finished) = (0, 0);
    let total = rounds(4);
    for round in 0..total {
        let case = [Case::Bare, Case::Kept, Case::KeptAndShut, Case::BareAndShut][round as usize % 4];
        let mut chance = Chance::new(round);
        let place = home.path().join(format!("round-{round}"));
        std::fs::create_dir(&place).unwrap();
        copy(&desk, &place.join("desk"));
        let is_kept = matches!(case, Case::Kept | Case::KeptAndShut);
        if is_kept {
            lay_ballast(&place.join("desk"), BALLAST).unwrap();
        }
        let fills = match case {
            Case::Bare | Case::Kept => Fills::While("saved ", chance.below(ACTS / 2)),
            Case::KeptAndShut | Case::BareAndShut => Fills::Before(chance.below(64 << 10)),
        };
        std::fs::write(place.join("keys"), keys(&wanted)).unwrap();
        let look = format!(
            "see \"Tất cả (1)\"\nkeys /\ntype mark\nscreen searched\nkeys enter esc m\npaste {}\nkeys ctrl-o\nscreen tried\n",
            "y".repeat(9_000)
        );
        std::fs::write(place.join("look"), look).unwrap();
        let Some(done) = with_mounts(&place, &commands(&fills)) else { return };
        let what = format!("round {round}, {case:?}");
        assert_eq!(done.status.code(), Some(0), "{what}: {}", words(&done));
        let read = |name: &str| std::fs::read_to_string(place.join(name)).unwrap();
        let said = read("said");
        let acknowledged = said.lines().filter(|line| line.starts_with("saved ")).count();
        let mut ledger = Ledger::of_closed_desk(BEFORE);
        ledger.acknowledge(&wanted[..(acknowledged + 1).min(ACTS)]);
        if acknowledged == ACTS {
            ledger.acknowledge(&[wanted[ACTS - 1].clone(), Act::Assign]);
        }
        let told = said.contains("Ổ đĩa đã đầy") || said.contains("CHỈ ĐỌC");
        full += u64::from(told);
        if is_kept {
            assert_eq!(acknowledged, ACTS, "{what}: the room that was kept finishes the work: {said}");
            if case == Case::KeptAndShut || told {
                assert!(said.contains("nhả 2 MiB"), "{what}: {said}");
                assert!(!place.join("kept/ballast").exists(), "{what}");
                finished += 1;
            }
        } else if acknowledged < ACTS {
            assert!(told, "{what}: {said}");
        }
        // With nothing left at all there is still everything to be seen, sought, reported and printed elsewhere.
        let seen = read("full");
        assert!(seen.contains("searched") && !seen.contains("saved "), "{what}: {seen}");
        assert!(
            seen.contains("CHỈ ĐỌC") || seen.contains("Ổ đĩa đã đầy nên việc này chưa ghi"),
            "{what}: {seen}"
        );
        let pdf = std::fs::read(place.join("report.pdf")).unwrap_or_default();
        assert!(pdf.starts_with(b"%PDF"), "{what}: {}", read("reported"));
        let checked: serde_json::Value = serde_json::from_str(&read("checked")).unwrap();
        // The store is disposable: whatever a full disk did to it is mended by the next opening.
        let grave = |found: &serde_json::Value| {
            ["journal", "record", "chain", "missing"].contains(&found["kind"].as_str().unwrap())
        };
        assert!(!checked["findings"].as_array().unwrap().iter().any(grave), "{what}: {checked}");
        // Where there is room again, nothing acknowledged is missing and work goes on by itself.
        ledger.recover(&place.join("kept")).unwrap_or_else(|lost| panic!("{what}: {lost}"));
        std::fs::remove_dir_all(place).unwrap();
    }
    println!(
        "{total} rounds: the disk was full in {full}, the kept room finished the work in {finished}, 0 lost"
    );
}

#[test]
fn what_is_typed_when_the_disk_is_full_is_kept_in_the_draft() {
    let typed = format!("typed-{}", "x".repeat(9_000));
    let keys = format!("screen go\nrepeat 3000\nkeys esc\nend\nkeys m\npaste {typed}\nscreen typed\n");
    for is_kept in [true, false] {
        let (home, desk) = closed_desk(BEFORE);
        if is_kept {
            lay_ballast(&desk, BALLAST).unwrap();
        }
        std::fs::write(home.path().join("keys"), &keys).unwrap();
        std::fs::write(home.path().join("look"), "screen full\n").unwrap();
        let Some(done) = with_mounts(home.path(), &commands(&Fills::While("--- go", 1))) else { return };
        assert_eq!(done.status.code(), Some(0), "{}", words(&done));
        let said = std::fs::read_to_string(home.path().join("said")).unwrap();
        assert!(said.contains("--- typed"), "{said}");
        let drafts = home.path().join("kept/drafts");
        let kept = drafts.is_dir()
            && files(&drafts).iter().any(|file| std::fs::read_to_string(file).unwrap().contains(&typed));
        // Without room there is no draft: that is what the room is for, and what shows that the disk was full.
        assert_eq!(kept, is_kept, "{said}");
        assert!(!home.path().join("kept/ballast").exists(), "it was given up for the draft");
    }
}

#[test]
fn the_room_that_is_kept_is_nobodys_business() {
    let (home, desk) = closed_desk(BEFORE);
    let backup = |name: &str| {
        let to = home.path().join(name);
        back_up(&desk, &to).unwrap();
        std::fs::read(to).unwrap()
    };
    let before = (backup("before"), crate::support::crash::check(&desk));
    assert!(lay_ballast(&desk, BALLAST).unwrap());
    assert!(!lay_ballast(&desk, BALLAST).unwrap(), "it lies there already");
    let laid = std::fs::metadata(desk.join("ballast")).unwrap();
    assert_eq!(laid.len(), BALLAST);
    assert!(takes_its_room(&desk.join("ballast")), "a file of holes keeps no room");
    assert_eq!((backup("after"), crate::support::crash::check(&desk)), before);
    // What was cut short by a kill is laid anew; none is wanted at 0.
    std::fs::write(desk.join("ballast"), b"half").unwrap();
    assert!(lay_ballast(&desk, BALLAST).unwrap());
    lay_ballast(&desk, 0).unwrap();
    assert!(!desk.join("ballast").exists());
}

fn takes_its_room(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(file).unwrap().blocks() * 512 >= BALLAST
}
