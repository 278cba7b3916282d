//! What is being typed outlives a lock, a kill and a power cut, sealed like everything else, for the same person.

use crate::law::m;
use crate::support::desks::files;
use crate::support::driver::{Driver, copy, practice_office};
use crate::support::sealed::{LIGHT, PASSPHRASE, member};
use chrono::TimeDelta;
use motcua::app::effect::Effect;
use motcua::app::message::Message;
use motcua::app::overlay::Overlay;
use motcua::app::secret::Secret;
use motcua::desk::seal_desk;
use motcua::domain::role::Role;
use motcua::runtime::premises::Surroundings;
use motcua::seal::Suite;
use std::path::Path;
use tempfile::TempDir;

const NAME: &str = "Hoàng Canary Mận";
const WORDS: &str = "ruộng bậc thang mùa lúa chín";

fn open(dir: TempDir) -> Driver {
    Driver::open(dir, (100, 30), Surroundings::default())
}

fn sealed() -> TempDir {
    let dir = practice_office();
    let first = (member("quan.dv", Role::DeskHead), PASSPHRASE);
    let holder = crate::support::desks::holder();
    seal_desk(dir.path(), &holder, first, (Suite::default(), LIGHT), m("23/11/2026 08:00")).unwrap();
    crate::door::admit(dir.path(), member("t.tn", Role::Intake), WORDS);
    dir
}

fn enter(driver: &mut Driver, person: &str, words: &str) {
    driver.tell_effect(Effect::LogIn { person: person.into(), passphrase: Secret::of(words.to_owned()) });
}

/// The intake form half filled: a procedure, two papers, a name.
fn type_some(driver: &mut Driver) -> Vec<(String, String)> {
    driver.press("n").type_text("1.003868").press("enter");
    let at = |driver: &Driver, key: &str| match driver.place().overlays.last() {
        Some(Overlay::Form(form)) => form.focused().is_some_and(|field| field.key == key),
        _ => false,
    };
    while !at(driver, "owner-name") {
        driver.press("down");
    }
    driver.type_text(NAME);
    while !at(driver, "paper") {
        driver.press("down");
    }
    driver.press("space");
    now_typed(driver)
}

fn now_typed(driver: &Driver) -> Vec<(String, String)> {
    motcua::app::draft::of(driver.place(), driver.now).map(|draft| draft.values).unwrap_or_default()
}

fn holds(dir: &Path, needle: &str) -> bool {
    files(dir).iter().any(|path| {
        std::fs::read(path).unwrap().windows(needle.len()).any(|window| window == needle.as_bytes())
    })
}

#[test]
fn typing_is_kept_within_two_seconds_and_offered_after_a_kill() {
    let mut driver = Driver::practice((100, 30));
    let before = type_some(&mut driver);
    driver.now = driver.now.plus(TimeDelta::seconds(2));
    driver.tell(Message::Tick);
    // Killed: nothing is closed, and only what lies on the disk is left.
    let after = tempfile::tempdir().unwrap();
    copy(driver.dir.path(), after.path());
    drop(driver);
    let mut driver = open(after);
    driver.see("Có bản nháp").see("Tiếp nhận");
    driver.press("ctrl-x r").see(NAME);
    assert_eq!(now_typed(&driver), before);
    // What is thrown away is gone from the disk at once, and offered no more.
    driver.press("esc esc");
    assert!(!holds(driver.dir.path(), "Canary"));
    let mut driver = open(driver.close());
    driver.press("ctrl-x r").see("Không có bản nháp");
}

#[test]
fn a_form_open_at_a_lock_waits_sealed_for_whoever_typed_it() {
    let mut driver = open(sealed());
    enter(&mut driver, "t.tn", WORDS);
    let before = type_some(&mut driver);
    driver.press("ctrl-x k").see("Đăng nhập");
    let drafts = driver.dir.path().join("drafts");
    assert_eq!(files(&drafts).len(), 1);
    assert!(!holds(driver.dir.path(), "Canary") && !holds(&drafts, "1.003868") && !holds(&drafts, "owner"));
    assert!(!files(&drafts)[0].display().to_string().contains("t.tn"), "a name that tells nobody");
    // Another person is offered nothing, and what they type has a place of its own.
    enter(&mut driver, "quan.dv", PASSPHRASE);
    assert!(!driver.screen().contains("bản nháp"));
    type_some(&mut driver);
    driver.press("ctrl-x k");
    assert_eq!(files(&drafts).len(), 2);
    enter(&mut driver, "t.tn", WORDS);
    driver.see("Có bản nháp").press("ctrl-x r").see(NAME);
    assert_eq!(now_typed(&driver), before);
    // Swapped files open for nobody.
    driver.press("ctrl-x k");
    let both = files(&drafts);
    let bytes: Vec<Vec<u8>> = both.iter().map(|path| std::fs::read(path).unwrap()).collect();
    std::fs::write(&both[0], &bytes[1]).unwrap();
    std::fs::write(&both[1], &bytes[0]).unwrap();
    enter(&mut driver, "t.tn", WORDS);
    assert!(!driver.screen().contains("bản nháp"));
}

#[test]
fn a_note_and_an_act_on_a_file_come_back_aimed_at_the_same_file() {
    for (keys, typed) in [("m", "Gọi lại sau 14 giờ"), ("a w", "Đơn xin rút")] {
        let mut driver = Driver::practice((100, 30));
        driver.press("enter").press(keys).type_text(typed);
        let id = driver.place().case.as_ref().unwrap().file.case.id;
        let before = motcua::app::draft::of(driver.place(), driver.now).unwrap();
        assert_eq!(before.targets.len(), 1, "{keys}");
        // A hang-up: the program leaves in order, and what was typed goes along.
        driver.tell(Message::EndRequested);
        let mut driver = open(driver.close());
        driver.see("Có bản nháp").press("j j j").press("ctrl-x r");
        let after = motcua::app::draft::of(driver.place(), driver.now).unwrap();
        assert_eq!((after.targets[0].case, after.values), (id, before.values), "{keys}");
    }
}

#[test]
fn what_is_saved_leaves_no_draft_and_secrets_never_are_one() {
    let mut driver = open(sealed());
    enter(&mut driver, "quan.dv", PASSPHRASE);
    driver.press("ctrl-x i").type_text("204816");
    driver.now = driver.now.plus(TimeDelta::seconds(9));
    driver.tell(Message::Tick);
    driver.press("esc esc esc");
    assert!(!driver.dir.path().join("drafts").exists(), "a PIN is no draft");
    driver.press("enter m").type_text("Đã gọi điện");
    driver.now = driver.now.plus(TimeDelta::seconds(9));
    driver.tell(Message::Tick);
    assert_eq!(files(&driver.dir.path().join("drafts")).len(), 1);
    driver.press("ctrl-o");
    assert_eq!(files(&driver.dir.path().join("drafts")).len(), 0, "what is recorded is no draft any more");
}

#[test]
fn what_is_on_its_way_to_the_record_when_the_end_comes_is_no_draft_afterwards() {
    let mut driver = Driver::practice((100, 30));
    driver.press("enter m").type_text("Đã gọi điện");
    driver.slow = Some(std::collections::VecDeque::new());
    driver.press("ctrl-o");
    driver.tell(Message::EndRequested);
    driver.catch_up();
    let mut driver = open(driver.close());
    driver.press("ctrl-x r").see("Không có bản nháp");
}
