//! Words: both languages say the same things, and every command, pane and fault has its words.

use crate::keymaps::each_bad_file;
use motcua::config::fault::{Expected, Fault, FaultKind, FaultName};
use motcua::config::keymap::KEYMAPS;
use motcua::config::settings::{Settings, load};
use motcua::input::command::{Command, Group, Pane};
use motcua::input::telex::Method;
use motcua::look::catalog::{Arg, Catalog, Language};
use motcua::look::role::Urgency;
use motcua::look::theme::THEMES;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator as _;
use unicode_normalization::is_nfc;
use unicode_width::UnicodeWidthStr as _;

/// Every message and attribute of a language with the values it asks for.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut message = String::new();
    let mut id = String::new();
    for line in language.source().lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if let Some((name, _)) = line.split_once(" =") {
            if name.starts_with(|c: char| c.is_ascii_lowercase()) {
                name.clone_into(&mut message);
                id.clone_from(&message);
                assert!(!found.contains_key(&id), "{language:?}: {id} twice");
            } else if let Some(attribute) = name.trim_start().strip_prefix('.') {
                id = format!("{message}.{attribute}");
            }
        }
        let values = found.entry(id.clone()).or_default();
        for part in line.split('$').skip(1) {
            values.insert(part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect());
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_values() {
    let (vi, en) = (messages(Language::Vi), messages(Language::En));
    assert!(vi.len() > 150);
    for (id, values) in &vi {
        if !id.contains('.') {
            assert_eq!(en.get(id), Some(values), "{id}");
        }
    }
    for id in en.keys() {
        assert!(vi.contains_key(id) || id.contains('.'), "{id} only in English");
    }
}

#[test]
fn both_files_parse_whole_and_are_composed_text() {
    for language in Language::iter() {
        let source = language.source();
        let parsed = fluent_bundle::FluentResource::try_new(source.to_owned());
        assert!(parsed.is_ok(), "{language:?}: {:?}", parsed.err().map(|(_, errors)| errors));
        assert!(is_nfc(source), "{language:?}");
        assert!(!source.contains('\t'));
    }
}

#[test]
fn every_command_pane_group_and_choice_has_short_words_in_both_languages() {
    let mut ids: BTreeSet<String> = BTreeSet::new();
    ids.extend(Command::iter().map(Command::text_id));
    ids.extend(Pane::iter().map(Pane::text_id));
    ids.extend(Group::iter().map(Group::text_id));
    ids.extend(Urgency::iter().map(Urgency::text_id));
    ids.extend(THEMES.map(|name| format!("theme-{name}")));
    ids.extend(KEYMAPS.map(|(name, _)| format!("keymap-{name}")));
    ids.extend(Language::iter().map(|language| format!("language-{}", language.name())));
    ids.extend([Method::Telex, Method::Vni].map(|method| format!("typing-{}", method.name())));
    ids.insert("typing-off".to_owned());
    let mut used = ids.clone();
    used.extend(FaultName::iter().map(|name| format!("fault-{}", <&str>::from(name))));
    used.extend(["at", "did-you-mean", "fallback"].map(|name| format!("fault-{name}")));
    for language in Language::iter() {
        let words = Catalog::new(language);
        for id in &ids {
            assert!(words.has(id), "{language:?} lacks {id}");
            assert!(words.text(id).width() <= 32, "{id} is too long for a menu: {}", words.text(id));
            assert!(words.short(id).width() <= words.text(id).width(), "{id}");
        }
        let topics = [
            "fault-",
            "command-",
            "pane-",
            "group-",
            "urgency-",
            "theme-",
            "keymap-",
            "language-",
            "typing-",
        ];
        for id in messages(language).keys() {
            let mine = topics.iter().any(|topic| id.starts_with(topic)) && !id.contains('.');
            assert!(!mine || used.contains(id), "{language:?}: {id} is used by nothing");
        }
    }
}

#[test]
fn every_notice_of_the_runtime_has_its_words_and_none_is_left_over() {
    let mut ids: BTreeSet<&str> = motcua::runtime::notices::IDS.iter().copied().collect();
    ids.extend(["session-no-terminal", "session-refused", "session-panicked"]);
    for language in Language::iter() {
        let words = Catalog::new(language);
        for id in &ids {
            assert!(words.has(id), "{language:?} lacks {id}");
        }
        let (_, section) = language.source().split_once("\n# runtime notices\n").unwrap();
        let section = section.split("\n#").next().unwrap();
        let said = section.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
        for id in said {
            assert!(ids.contains(id), "{language:?}: {id} is used by nothing");
        }
    }
}

#[test]
fn no_two_commands_have_the_same_words() {
    for language in Language::iter() {
        let words = Catalog::new(language);
        let said: BTreeSet<String> = Command::iter().map(|command| words.text(&command.text_id())).collect();
        assert_eq!(said.len(), Command::iter().count(), "{language:?}");
    }
}

#[test]
fn every_fault_is_said_with_its_data() {
    for language in Language::iter() {
        let words = Catalog::new(language);
        for name in FaultName::iter() {
            let name: &str = name.into();
            assert!(words.has(&format!("fault-{name}")), "{language:?} lacks fault-{name}");
        }
        for kind in some_faults() {
            let said = kind.say(&words);
            assert!(!said.contains('$') && !said.starts_with("fault-"), "{said}");
        }
    }
    let fault = Fault {
        file: "keymap.toml".to_owned(),
        line: 3,
        column: 5,
        kind: FaultKind::UnknownCommand { name: "nxt-pane".to_owned() },
        hint: Some("next-pane".to_owned()),
    };
    assert_eq!(
        fault.say(&Catalog::new(Language::Vi)),
        "keymap.toml, dòng 3, cột 5: Không có lệnh “nxt-pane” (có phải “next-pane”?)"
    );
    assert_eq!(
        fault.say(&Catalog::new(Language::En)),
        "keymap.toml, line 3, column 5: There is no command “nxt-pane” (did you mean “next-pane”?)"
    );
}

fn some_faults() -> Vec<FaultKind> {
    let a = || "a".to_owned();
    vec![
        FaultKind::Syntax { detail: a() },
        FaultKind::TooLarge { limit: 1 },
        FaultKind::NotText,
        FaultKind::UnknownField { name: a() },
        FaultKind::WrongType { name: a(), expected: Expected::Switch },
        FaultKind::UnknownValue { name: a(), value: a() },
        FaultKind::KeyLength { keys: a(), limit: 4 },
        FaultKind::DuplicateKey { keys: a(), pane: a(), line: 1 },
        FaultKind::HiddenKey { keys: a(), longer: a() },
        FaultKind::TextKey { keys: a(), pane: a() },
        FaultKind::OutOfPlace { command: a(), pane: a() },
        FaultKind::SingleKeyAct { command: a() },
        FaultKind::Contrast { role: a(), ratio: a(), least: a() },
    ]
}

#[test]
fn words_switch_fall_back_and_are_never_isolated() {
    let mut words = Catalog::new(Language::Vi);
    assert_eq!(words.text("pane-queue"), "Danh sách hồ sơ");
    words.set_language(Language::En);
    assert_eq!(words.text("pane-queue"), "Queue");
    assert_eq!(words.text("no-such-message"), "no-such-message");
    let put = |count: usize| {
        words.text_with("fault-fallback", &[("file", "k.toml".into()), ("count", Arg::from(count))])
    };
    assert_eq!(put(1), "k.toml has one fault; using the built-in one.");
    assert_eq!(put(2), "k.toml has 2 faults; using the built-in one.");
    sent(&words);
}

fn sent<T: Send + Sync>(_: &T) {}

#[test]
fn each_bad_settings_file_is_told_what_is_wrong_and_the_rest_holds() {
    each_bad_file("settings", |name, text| {
        let (settings, faults) = load(Some((name, text)), &[]);
        assert_eq!(settings, Settings { keymap: "vim".to_owned(), ..Settings::default() });
        faults
    });
}

#[test]
fn settings_are_read() {
    let text = "language = \"en\"\ntheme = \"mine\"\ntyping = \"vni\"\nlock_after = 10\nbackup_to = \"/mnt/a\"\nbackup_every = 3\nballast = 16\nascii = true\n";
    let (settings, faults) = load(Some(("settings.toml", text)), &["mine"]);
    assert_eq!(faults, []);
    assert_eq!(
        settings,
        Settings {
            language: Language::En,
            theme: "mine".to_owned(),
            keymap: "default".to_owned(),
            typing: Some(Method::Vni),
            lock_after: 10,
            backup_to: "/mnt/a".to_owned(),
            backup_every: 3,
            ballast: 16,
            ascii: true,
        }
    );
    assert_eq!(load(None, &[]), (Settings::default(), Vec::new()));
    assert_eq!(load(Some(("s", &settings.to_toml())), &["mine"]).0, settings, "what is written reads back");
    for minutes in ["0", "16", "-1", "99999999999", "\"3\""] {
        let (settings, faults) = load(Some(("s", &format!("lock_after = {minutes}\n"))), &[]);
        assert_eq!((settings.lock_after, faults.len()), (3, 1), "{minutes}");
    }
}
