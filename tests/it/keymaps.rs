//! Keymaps: the shipped ones are whole and safe, faulty ones are told exactly what is wrong, keys resolve.

use motcua::config::document::decode;
use motcua::config::fault::Fault;
use motcua::config::keymap::{KEYMAPS, built_in, load, read};
use motcua::input::command::{Command, Group, Pane};
use motcua::input::key::{Key, KeyCode, KeyFault, Modifiers, Sequence};
use motcua::input::keymap::{Continuation, Keymap, Resolved};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use strum::IntoEnumIterator as _;

/// Compares the faults of every file in a folder with its own `# expect line:column text` lines.
pub(crate) fn each_bad_file(folder: &str, faults: impl Fn(&str, &str) -> Vec<Fault>) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad").join(folder);
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# expect ")).collect();
        let found: Vec<String> = faults(name, &text)
            .iter()
            .map(|fault| {
                assert_eq!(fault.file, name);
                fault.to_string().replace(&format!("{name}:{}:{}: ", fault.line, fault.column), &{
                    let mut place = String::new();
                    write!(place, "{}:{} ", fault.line, fault.column).unwrap();
                    place
                })
            })
            .collect();
        assert!(!expected.is_empty(), "{name} expects nothing");
        assert_eq!(found, expected, "in {}", path.display());
        seen += 1;
    }
    assert!(seen > 0, "no files in {}", folder.display());
}

fn key(text: &str) -> Key {
    text.parse().unwrap()
}

fn keys(text: &str) -> Vec<Key> {
    text.parse::<Sequence>().unwrap().keys().to_vec()
}

#[test]
fn shipped_keymaps_have_no_faults_and_reach_every_command() {
    for (name, text) in KEYMAPS {
        let (_, faults) = read(name, text, Keymap::default());
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{told:#?}");
    }
}

#[test]
fn shipped_commands_have_a_key_in_every_pane_they_work_in() {
    for (name, _) in KEYMAPS {
        let keymap = built_in(name);
        for command in Command::iter() {
            for pane in command.panes() {
                let found = keymap.keys_of(command, &[*pane]);
                assert!(!found.is_empty(), "{name}: {} has no key in {}", command.name(), pane.name());
            }
        }
    }
}

#[test]
fn each_bad_keymap_is_told_what_is_wrong_and_where() {
    each_bad_file("keymaps", |name, text| {
        let (keymap, faults) = load("default", Some((name, text)));
        assert_eq!(keymap, built_in("default"), "{name}: a faulty file changes nothing");
        faults
    });
}

#[test]
fn a_user_file_changes_one_key_at_a_time() {
    let text = "inherits = \"vim\"\n[keys.any]\n\"ctrl-p\" = \"none\"\n\"f5\" = \"refresh\"\n";
    let (keymap, faults) = load("default", Some(("keymap.toml", text)));
    assert_eq!(faults, []);
    assert_eq!(keymap.resolve(&[Pane::Queue], &keys("ctrl-p")), Resolved::NotFound);
    assert_eq!(keymap.resolve(&[Pane::Queue], &keys("f5")), Resolved::Matched(Command::Refresh));
    assert_eq!(keymap.resolve(&[Pane::Queue], &keys("Z Z")), Resolved::Matched(Command::Quit));
}

#[test]
fn a_huge_file_is_refused_unread() {
    let text = "#".repeat(2 << 20);
    let (keymap, faults) = load("vim", Some(("big.toml", &text)));
    assert_eq!(keymap, built_in("vim"));
    assert_eq!(
        faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["big.toml:1:1: file larger than 1048576 bytes"]
    );
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    assert_eq!(decode("k.toml", "# tiếng".as_bytes()), Ok("# tiếng"));
    let told = |bytes: &[u8]| decode("k.toml", bytes).unwrap_err().to_string();
    assert_eq!(told(b"name = 1\n# \xe1\xba\xbf\xff"), "k.toml:2:4: not a text file");
    assert_eq!(told(&vec![b'#'; 2 << 20]), "k.toml:1:1: file larger than 1048576 bytes");
}

#[test]
fn keys_resolve_by_pane_innermost_first() {
    let map = built_in("default");
    let cases: [(&[Pane], &str, Resolved); 16] = [
        (&[Pane::Queue], "g", Resolved::Pending),
        (&[Pane::Queue], "g r", Resolved::Matched(Command::GoReport)),
        (&[Pane::Queue], "g y", Resolved::NotFound),
        (&[Pane::Queue], "right", Resolved::Matched(Command::NextFilter)),
        (&[Pane::Case], "right", Resolved::Matched(Command::MoveRight)),
        (&[Pane::Case, Pane::Queue], "right", Resolved::Matched(Command::NextFilter)),
        (&[Pane::Queue], "a h", Resolved::Matched(Command::HandOver)),
        (&[Pane::Report], "a", Resolved::NotFound),
        (&[Pane::Form], "a", Resolved::NotFound),
        (&[Pane::Form], "g", Resolved::NotFound),
        (&[Pane::Form], "enter", Resolved::Matched(Command::NextField)),
        (&[Pane::Form], "home", Resolved::NotFound),
        (&[Pane::List], "enter", Resolved::Matched(Command::Open)),
        (&[Pane::Text], "ctrl-x q", Resolved::Matched(Command::Quit)),
        (&[Pane::Text], "?", Resolved::NotFound),
        (&[], "?", Resolved::Matched(Command::Help)),
    ];
    for (stack, pressed, expected) in cases {
        assert_eq!(map.resolve(stack, &keys(pressed)), expected, "{pressed} in {stack:?}");
    }
    assert_eq!(map.resolve(&[Pane::Queue], &[]), Resolved::NotFound);
}

#[test]
fn a_pending_sequence_lists_how_it_can_go_on() {
    let map = built_in("default");
    let next = map.continuations(&[Pane::Queue], &keys("g"));
    assert!(next.contains(&Continuation { key: key("r"), command: Some(Command::GoReport) }), "{next:?}");
    let acts = map.continuations(&[Pane::Case], &keys("a"));
    let expected = Command::iter().filter(|command| command.group() == Group::Action).count();
    assert_eq!(acts.len(), expected);
    assert!(map.continuations(&[Pane::Form], &keys("a")).is_empty());
    let start = map.continuations(&[Pane::Queue], &[]);
    assert!(start.contains(&Continuation { key: key("a"), command: None }));
}

#[test]
fn the_help_names_only_keys_that_reach_their_command() {
    for (name, _) in KEYMAPS {
        let map = built_in(name);
        for pane in Pane::iter() {
            for (keys, command) in map.effective(&[pane]) {
                assert_eq!(map.resolve(&[pane], keys.keys()), Resolved::Matched(command));
            }
        }
    }
    let map = built_in("default");
    let shown: Vec<String> =
        map.keys_of(Command::Palette, &[Pane::Queue]).iter().map(ToString::to_string).collect();
    assert_eq!(shown, [":", "ctrl-p"]);
    let shown: Vec<String> =
        map.keys_of(Command::Palette, &[Pane::Form]).iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["ctrl-p"]);
}

#[test]
fn no_act_on_a_case_is_one_key_away() {
    for (name, _) in KEYMAPS {
        let map = built_in(name);
        for command in Command::iter().filter(|command| command.group() == Group::Action) {
            for keys in map.keys_of(command, &[Pane::Case]) {
                assert!(keys.keys().len() >= 2, "{name}: {keys}");
            }
        }
    }
}

#[test]
fn equal_keys_are_equal_however_the_terminal_reports_them() {
    let none = Modifiers::NONE;
    let cases = [
        (KeyCode::Char('h'), Modifiers::CTRL, "backspace"),
        (KeyCode::Char('\u{8}'), none, "backspace"),
        (KeyCode::Char('\u{7f}'), none, "backspace"),
        (KeyCode::Char('i'), Modifiers::CTRL, "tab"),
        (KeyCode::Char('m'), Modifiers::CTRL, "enter"),
        (KeyCode::Char('j'), Modifiers::CTRL, "enter"),
        (KeyCode::Char('['), Modifiers::CTRL, "esc"),
        (KeyCode::Char('\u{12}'), none, "ctrl-r"),
        (KeyCode::Char('R'), Modifiers::CTRL, "ctrl-r"),
        (KeyCode::Char('g'), Modifiers::SHIFT, "G"),
        (KeyCode::Char('đ'), Modifiers::SHIFT, "Đ"),
        (KeyCode::Char('G'), Modifiers::SHIFT, "G"),
        (KeyCode::Char('?'), Modifiers::SHIFT, "?"),
        (KeyCode::Char(' '), none, "space"),
        (KeyCode::Tab, Modifiers::SHIFT, "shift-tab"),
        (KeyCode::Char('\0'), none, "ctrl-space"),
    ];
    for (code, modifiers, printed) in cases {
        let found = Key::new(code, modifiers);
        assert_eq!(found.to_string(), printed, "{code:?} {modifiers:?}");
        if printed != "ctrl-space" {
            assert_eq!(found, key(printed));
        }
    }
    assert_eq!("return".parse(), Ok(key("enter")));
    assert_eq!("-".parse::<Key>().unwrap().to_string(), "-");
    assert_eq!("ctrl--".parse::<Key>().unwrap().to_string(), "ctrl--");
    assert_eq!(key("G").text(), Some('G'));
    assert_eq!(key("ctrl-r").text(), None);
    assert_eq!("ctrl-Q".parse::<Key>(), Err(KeyFault::Reserved { name: "ctrl-Q".to_owned() }));
}

#[test]
fn names_are_unique_and_kebab_case_and_meanings_are_written() {
    let names: BTreeSet<&str> = Command::iter().map(Command::name).collect();
    assert_eq!(names.len(), Command::iter().count());
    for command in Command::iter() {
        assert_eq!(command.name().parse(), Ok(command));
        assert!(command.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        assert!(command.meaning().ends_with('.') || command.meaning().ends_with('`'), "{command:?}");
        assert!(!command.panes().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_key_prints_as_it_parses(c in any::<char>(), ctrl: bool, alt: bool, shift: bool) {
        let made = Key::new(KeyCode::Char(c), Modifiers { ctrl, alt, shift });
        // Normalising twice changes nothing, and what may be written reads back as the same key.
        prop_assert_eq!(Key::new(made.code(), made.modifiers()), made);
        if let Ok(read) = made.to_string().parse::<Key>() {
            prop_assert_eq!(read, made);
        }
    }

    #[test]
    fn random_text_as_a_keymap_never_panics_and_never_loses_help(text in "[\\[\\]a-z\"=. \\n?-]{0,200}") {
        let (keymap, _) = load("default", Some(("random.toml", &text)));
        for pane in Pane::iter() {
            prop_assert!(!keymap.keys_of(Command::Help, &[pane]).is_empty());
            prop_assert!(!keymap.keys_of(Command::Quit, &[pane]).is_empty());
        }
    }
}
