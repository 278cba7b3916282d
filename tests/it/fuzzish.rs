//! Whatever is pressed, pasted or resized: no panic, no cursor outside its list, nothing waiting for ever, and
//! a desk that is sound afterwards.

use crate::support::driver::{Driver, holder};
use crate::support::rounds;
use motcua::app::message::Message;
use motcua::app::overlay::Overlay;
use motcua::desk::{Verdict, check};
use motcua::input::command::{Command, Pane};
use motcua::input::key::{Key, Sequence};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use strum::IntoEnumIterator as _;

/// One thing somebody does.
#[derive(Debug, Clone)]
enum Act {
    Keys(Sequence),
    Letter(char),
    Paste(String),
    Resize(u16, u16),
    /// The desk does what it was asked.
    CatchUp,
}

fn acts(bound: Vec<Sequence>) -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        12 => prop::sample::select(bound).prop_map(Act::Keys),
        6 => prop::sample::select("aăâdđeêioôơuưynth 0123456789/*:;-+.[]".chars().collect::<Vec<_>>())
            .prop_map(Act::Letter),
        1 => ".{0,40}".prop_map(Act::Paste),
        1 => (prop::sample::select(vec![1_u16, 40, 80, 100, 140]), 1..50_u16)
            .prop_map(|(columns, rows)| Act::Resize(columns, rows)),
        3 => Just(Act::CatchUp),
    ];
    prop::collection::vec(act, 200..400)
}

/// Every sequence of the keymap except those that leave.
fn bound(driver: &Driver) -> Vec<Sequence> {
    let keymap = &driver.model().keymap;
    let mut keys: Vec<Sequence> = Pane::iter()
        .flat_map(|pane| keymap.bindings(pane).collect::<Vec<_>>())
        .filter(|(_, command)| *command != Command::Quit)
        .map(|(keys, _)| keys.clone())
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

fn is_whole(driver: &mut Driver) {
    let (buffer, _) = driver.draw();
    assert!(!buffer.area.is_empty());
    let desk = driver.place();
    let within = |cursor: usize, length: usize| cursor < length.max(1);
    assert!(within(desk.queue.cursor, desk.queue.places.len()), "queue");
    assert!(within(desk.late.cursor, desk.late.lines.len()), "late");
    assert!(within(desk.report.cursor, desk.report.lines.len()), "report");
    assert!(desk.overlays.len() <= 4, "{} overlays", desk.overlays.len());
    for overlay in &desk.overlays {
        match overlay {
            Overlay::List(menu) => assert!(within(menu.cursor, menu.fitting().len()), "list"),
            Overlay::Form(form) => assert!(form.focus <= form.fields.len(), "form"),
            Overlay::Page(_) | Overlay::Note(_) => {}
        }
    }
}

fn is_settled(driver: &Driver) {
    let desk = driver.place();
    assert!(desk.waiting.is_none() && desk.bulk.is_none(), "{:?} {:?}", desk.waiting, desk.bulk);
    assert!(!driver.model().is_waiting());
    assert!(driver.model().held.is_empty());
    assert!(desk.overlays.iter().all(|overlay| match overlay {
        Overlay::Form(form) => form.pending.is_empty(),
        Overlay::Note(note) => note.pending.is_empty(),
        Overlay::List(_) | Overlay::Page(_) => true,
    }));
}

fn play(acts: &[Act]) {
    let mut driver = Driver::practice((80, 24));
    driver.slow = Some(std::collections::VecDeque::new());
    for act in acts {
        match act {
            Act::Keys(keys) => keys.keys().iter().for_each(|key| driver.tell(Message::Key(*key))),
            Act::Letter(c) => driver.tell(Message::Key(Key::char(*c))),
            Act::Paste(text) => driver.tell(Message::Paste(motcua::domain::text::clean(text, 2_000))),
            Act::Resize(columns, rows) => {
                driver.resize((*columns, *rows));
            }
            Act::CatchUp => driver.catch_up(),
        }
        is_whole(&mut driver);
    }
    driver.catch_up();
    is_settled(&driver);
    let dir = driver.close();
    let report = check(dir.path(), &holder()).unwrap();
    assert_eq!(report.verdict(), Verdict::Sound, "{:?}", report.findings);
}

#[test]
fn no_keys_break_the_screen_or_the_desk() {
    let bound = bound(&Driver::practice((80, 24)));
    let config = Config { cases: rounds(12) as u32, failure_persistence: None, ..Config::default() };
    let chance = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, chance);
    runner
        .run(&acts(bound), |acts| {
            play(&acts);
            Ok(())
        })
        .unwrap();
}
