//! What the screens look like, as text: a change of any of them shows in review.

use crate::sizes::STATES;
use crate::support::driver::{Driver, practice_office};
use motcua::runtime::premises::Surroundings;

/// States that look much like another one.
const LEFT_OUT: [&str; 4] = ["filter", "case-end", "report-end", "intake-end"];

fn shown(driver: &mut Driver, name: &str, size: (u16, u16), language: &str) {
    let screen = driver.resize(size).screen();
    let name = format!("{name}_{}x{}_{language}", size.0, size.1);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots/screens");
    settings.bind(|| insta::assert_snapshot!(name.clone(), screen));
    let raw = screen.split(|c: char| c.is_whitespace() || "│┌┐└┘".contains(c)).find(|word| is_id(word));
    assert_eq!(raw, None, "an id without words in {name}\n{screen}");
}

/// Whether a word looks like an id of the catalogue.
fn is_id(word: &str) -> bool {
    const TOPICS: [&str; 13] = [
        "notice-", "refusal-", "field-", "command-", "stage-", "hint-", "event-", "form-", "case-",
        "filter-", "list-", "why-", "guide-",
    ];
    TOPICS.iter().any(|topic| word.starts_with(topic))
}

#[test]
fn every_state_looks_as_it_did() {
    for (state, keys) in STATES.into_iter().filter(|(state, _)| !LEFT_OUT.contains(state)) {
        let mut driver = Driver::practice((80, 24));
        driver.press(keys);
        shown(&mut driver, state, (80, 24), "vi");
        if matches!(state, "queue" | "late" | "intake" | "case" | "why" | "duties") {
            let mut driver = Driver::practice((140, 40));
            driver.press(keys);
            shown(&mut driver, state, (140, 40), "vi");
        }
    }
}

#[test]
fn the_main_states_look_as_they_did_in_english() {
    for (state, keys) in STATES {
        if !matches!(
            state,
            "queue" | "case" | "late" | "report" | "intake" | "why" | "leader" | "help" | "duties"
        ) {
            continue;
        }
        let office = practice_office();
        std::fs::write(office.path().join("settings.toml"), "language = \"en\"\n").unwrap();
        let mut driver = Driver::open(office, (80, 24), Surroundings::default());
        driver.press(keys);
        shown(&mut driver, state, (80, 24), "en");
    }
}

#[test]
fn forms_say_what_is_wrong_and_what_saving_would_give() {
    let mut driver = Driver::practice((80, 24));
    driver.press("n").type_text("xuat ban tai lieu").press("enter enter enter");
    driver.press("ctrl-o");
    shown(&mut driver, "intake-error", (80, 24), "vi");
    driver.type_text("Giàng A Thử").press("enter enter enter enter enter").type_text("*");
    shown(&mut driver, "intake-filled", (80, 24), "vi");
    driver.press("ctrl-o");
    shown(&mut driver, "received", (80, 24), "vi");
}

#[test]
fn the_screens_before_a_desk_look_as_they_did() {
    let mut driver = Driver::empty((80, 24));
    shown(&mut driver, "first-run", (80, 24), "vi");
    shown(&mut driver, "too-small", (60, 12), "vi");
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("office.toml"), "name = ").unwrap();
    let mut driver = Driver::open(dir, (80, 24), Surroundings::default());
    shown(&mut driver, "failed", (80, 24), "vi");
}

/// "20 ngày" as it is written, and that this office counts working days.
#[test]
fn a_decided_unit_is_named_beside_the_limit_as_written() {
    let mut driver = Driver::practice((80, 24));
    driver.press("n").type_text("ban tin").press("enter");
    driver.see("20 ngày (tính theo ngày làm việc)");
    let mut driver = Driver::practice((80, 24));
    driver.press("n").type_text("xuat ban tai lieu").press("enter").see("10 ngày làm việc");
    assert!(!driver.screen().contains("tính theo"), "{}", driver.screen());
}

/// A file of a disputed limit shows both dates and asks for the unit, once; the next file does not ask.
#[test]
fn a_disputed_unit_is_asked_for_once_with_both_dates() {
    let office = practice_office();
    std::fs::remove_file(office.path().join("units.toml")).unwrap();
    let mut driver = Driver::open(office, (80, 24), Surroundings::default());
    driver.press("n").type_text("ban tin").press("enter");
    shown(&mut driver, "disputed", (80, 24), "vi");
    driver.see("14/12/2026, theo ngày làm việc thì hẹn 22/12/2026");
    driver.press("ctrl-o").see("Đơn vị thời hạn");
    driver.press("space").press("space").see("Thứ Ba 22/12/2026");
    let decided = std::fs::read_to_string(driver.dir.path().join("units.toml"));
    assert!(decided.is_err(), "nothing is decided before the file is saved");
}
