//! The rules of the hands: no key is dead, none is lost while the desk works, none lands on another case than
//! the one seen, and nothing typed is thrown away by one careless key.

use crate::support::driver::{Driver, practice_office};
use motcua::app::effect::Effect;
use motcua::app::message::{Message, NotDone};
use motcua::app::notice::{Notice, Weight};
use motcua::app::overlay::Overlay;
use motcua::input::command::{Command, Group, Pane};
use motcua::runtime::premises::Surroundings;
use std::collections::{BTreeSet, VecDeque};
use strum::IntoEnumIterator as _;

/// Keys after which a command has something to do, besides its own.
fn before(command: Command) -> &'static str {
    if matches!(command, Command::MoveUp | Command::MoveTop | Command::PageUp) {
        "end"
    } else if matches!(command, Command::GoQueue | Command::Back) {
        "enter"
    } else {
        ""
    }
}

/// Whether a command asks for where one is already: the first line, the pane itself, an empty field.
fn is_there(command: Command, pane: Pane) -> bool {
    let upwards = matches!(command, Command::MoveUp | Command::MoveTop | Command::PageUp);
    match pane {
        Pane::Case => upwards || matches!(command, Command::GoCase | Command::Open),
        Pane::Report => upwards || command == Command::GoReport,
        Pane::Late => upwards || command == Command::GoLate,
        Pane::List => upwards || command == Command::PreviousPane,
        // The explanation fits the screen.
        Pane::Page => command.group() == Group::Navigation,
        Pane::Form => matches!(command, Command::PreviousField | Command::ClearField),
        Pane::Queue | Pane::Any | Pane::Text => false,
    }
}

#[test]
fn every_command_does_something_or_says_why_not() {
    let starts = [
        (Pane::Queue, ""),
        (Pane::Case, "enter"),
        (Pane::Late, "4"),
        (Pane::Report, "3"),
        (Pane::Page, "w"),
        (Pane::Form, "n enter"),
        (Pane::List, ":"),
        (Pane::Text, "m"),
    ];
    let mut dead = Vec::new();
    let mut bound = BTreeSet::new();
    for (pane, start) in starts {
        let mut template = Driver::practice((80, 24));
        template.press(start);
        let (keymap, panes) = (template.model().keymap.clone(), template.model().panes());
        for command in Command::iter() {
            let Some(keys) = keymap.keys_of(command, &panes).first().copied().cloned() else { continue };
            bound.insert(command);
            // An act is the same act in every pane; where one is, there is nowhere to go.
            if command.group() == Group::Action && pane != Pane::Queue || is_there(command, pane) {
                continue;
            }
            let mut driver = Driver::practice((80, 24));
            driver.press(if pane == Pane::Queue { before(command) } else { start });
            let screen = driver.screen();
            driver.asked.clear();
            keys.keys().iter().for_each(|key| driver.key(*key));
            if driver.asked.is_empty() && driver.screen() == screen {
                dead.push(format!("{} in {}", command.name(), pane.name()));
            }
        }
    }
    let unbound: Vec<_> = Command::iter().filter(|command| !bound.contains(command)).collect();
    assert!(unbound.is_empty(), "no key anywhere: {unbound:?}");
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn keys_typed_while_a_case_is_read_wait_for_its_form() {
    let mut driver = Driver::practice((80, 24));
    driver.slow = Some(VecDeque::new());
    driver.press("a w").type_text("nn");
    assert!(driver.place().overlays.is_empty());
    driver.catch_up();
    match driver.place().overlays.as_slice() {
        [Overlay::Form(form)] => assert_eq!(form.line("reason"), "nn"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn keys_typed_while_a_file_is_saved_go_into_the_next() {
    let mut driver = Driver::practice((80, 24));
    driver.press("n").type_text("xuat ban tai lieu").press("enter enter enter").type_text("Lù A Một");
    driver.press("enter enter enter enter enter").type_text("*");
    driver.slow = Some(VecDeque::new());
    driver.press("ctrl-n").type_text("buu chinh").press("enter").type_text("0123456");
    driver.catch_up();
    match driver.place().overlays.as_slice() {
        [Overlay::Form(form)] => assert_eq!(form.line("owner-id"), "0123456"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn esc_stops_waiting_for_a_case() {
    let mut driver = Driver::practice((80, 24));
    driver.slow = Some(VecDeque::new());
    driver.press("a w").type_text("jj").press("esc");
    driver.catch_up();
    assert!(driver.place().overlays.is_empty() && !driver.model().is_waiting());
    assert_eq!(driver.place().queue.cursor, 0);
}

#[test]
fn a_case_opened_is_the_case_shown_however_slow_the_desk() {
    let mut driver = Driver::practice((80, 24));
    driver.slow = Some(VecDeque::new());
    driver.press("enter esc j enter");
    driver.catch_up();
    let wanted = driver.place().queue.selected(&driver.place().projection).unwrap().id;
    assert_eq!(driver.place().case.as_ref().unwrap().file.case.id, wanted);
    assert_eq!(driver.place().queue.cursor, 1);
}

#[test]
fn somebody_known_is_filled_in_where_they_were_asked_for_and_nowhere_else() {
    let mut driver = Driver::practice((80, 24));
    driver.slow = Some(VecDeque::new());
    let known = driver.place().projection.len();
    assert!(known > 0);
    driver.press("n enter").type_text("0000164751").press("enter");
    driver.press("esc esc").press("n enter").type_text("9");
    driver.catch_up();
    match driver.place().overlays.as_slice() {
        [Overlay::Form(form)] => {
            let typed = [form.line("owner-id"), form.line("owner-name")];
            assert_eq!(typed, ["9", ""]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_esc_throws_nothing_typed_away() {
    let mut driver = Driver::practice((80, 24));
    driver.press("n enter").type_text("012").press("esc").see("012").see("esc lần nữa");
    driver.type_text("3").press("esc").see("0123").press("esc");
    assert!(driver.place().overlays.is_empty());
    driver.press("m").type_text("Ghi").press("f10").see("Đang nhập dở").press("esc").see("Ghi");
    assert!(!driver.asked.contains(&Effect::Quit));
    // A form nobody has typed into leaves at once.
    driver.press("esc a p esc");
    assert!(driver.place().overlays.is_empty());
}

#[test]
fn a_refused_note_keeps_its_text_and_can_be_saved_again() {
    let mut driver = Driver::practice((80, 24));
    driver.press("m").type_text("Gọi lại");
    driver.slow = Some(VecDeque::new());
    driver.press("ctrl-o");
    let ticket = driver.place().tickets;
    driver.slow = None;
    let why = NotDone::Failed(Notice::new(Weight::Error, "notice-conflict"));
    driver.tell(Message::NotSubmitted { ticket, why });
    driver.see("Gọi lại").press("ctrl-o").see("Đã ghi: Ghi chú");
}

#[test]
fn a_bulk_action_refused_in_part_closes_its_form_and_does_nothing_twice() {
    let mut driver = Driver::practice((80, 24));
    driver.press("] ] ] ] space space a p").type_text("binh").press("enter");
    driver.slow = Some(VecDeque::new());
    driver.press("ctrl-o");
    // The second is answered by a failure, the first by the desk.
    let Some(Effect::Submit(second)) = driver.slow.as_mut().unwrap().pop_back() else {
        panic!("no submission")
    };
    driver.catch_up();
    let why = NotDone::Failed(Notice::new(Weight::Error, "notice-conflict"));
    driver.tell(Message::NotSubmitted { ticket: second.ticket, why });
    driver.see("Đã ghi 1 hồ sơ, 1 bị từ chối");
    assert!(driver.place().overlays.is_empty());
}

#[test]
fn a_tag_in_the_late_view_is_on_the_row_under_its_own_cursor() {
    let mut driver = Driver::practice((80, 24));
    driver.press("4 j j");
    let wanted = driver.place().current().unwrap();
    driver.press("space");
    assert_eq!(driver.place().queue.tags.iter().copied().collect::<Vec<_>>(), [wanted]);
}

#[test]
fn a_correction_begins_from_the_field_it_is_about_however_it_was_chosen() {
    let mut driver = Driver::practice((80, 24));
    driver.press("a i right");
    let (first, owner) = match driver.place().overlays.as_slice() {
        [Overlay::Form(form)] => {
            (form.line("to"), driver.place().case.as_ref().unwrap().file.case.owner.name.clone())
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(first, owner);
    driver.press("right");
    match driver.place().overlays.as_slice() {
        [Overlay::Form(form)] => assert_ne!(form.line("to"), owner),
        other => panic!("{other:?}"),
    }
}

#[test]
fn things_to_choose_are_found_by_the_words_on_the_screen() {
    let mut driver = Driver::practice((80, 24));
    driver.press("n enter tab tab tab").type_text("doanh").press("enter").see("Doanh nghiệp");
    driver.press("ctrl-x l");
    let office = practice_office();
    std::fs::write(office.path().join("settings.toml"), "language = \"en\"\n").unwrap();
    let mut driver = Driver::open(office, (80, 24), Surroundings::default());
    driver.press("n enter tab tab tab").type_text("enterprise").press("enter").see("Enterprise");
}
