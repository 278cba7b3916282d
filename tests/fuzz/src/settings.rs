//! Readers of what an office writes by hand: its office file, keys, themes, settings, law data and forms.

use super::text;
use motcua::config::forms::Forms;
use motcua::config::law::{self, Source};
use motcua::config::{
    document, keymap as keymaps, office as offices, printing, settings as own, theme as themes,
};
use motcua::domain::sheet::FormKey;
use motcua::input::command::{Command, Pane};

pub fn office(bytes: &[u8]) {
    if let Ok(text) = document::decode("office.toml", bytes)
        && let Ok(office) = offices::read("office.toml", text)
    {
        let written = offices::write(&office);
        let again = offices::read("office.toml", &written);
        assert!(again.is_ok(), "what is written reads back: {again:?}");
    }
}

/// Whatever the file says, help and the way out stay reachable.
pub fn keymap(bytes: &[u8]) {
    let text = text(bytes);
    let (keymap, _) = keymaps::load("default", Some(("keymap.toml", &text)));
    for command in [Command::Help, Command::Quit] {
        assert!(!keymap.keys_of(command, &[Pane::Queue]).is_empty(), "{command:?} has no key");
    }
}

/// What each user sets, and what the office sets for printing.
pub fn settings(bytes: &[u8]) {
    let text = text(bytes);
    let (read, _) = own::load(Some(("settings.toml", &text)), &[]);
    let written = read.to_toml();
    let (_, faults) = own::load(Some(("settings.toml", &written)), &[]);
    assert!(faults.is_empty(), "what is written reads back: {faults:?}");
    let _ = printing::load(Some(&text));
}

pub fn theme(bytes: &[u8]) {
    let text = text(bytes);
    let source = themes::Source { name: "mine", file: "mine.toml", text: &text };
    let _ = themes::load("mine", &[source], false);
}

/// Every reader of law data on one text: procedures, both calendars, rules, reporting, retention, units.
pub fn law(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let source = |file: &str| Source { file: file.to_owned(), text: text.to_owned() };
    let _ = law::procedures::read(&[source("procedures/own.toml")]);
    if let Ok(national) = law::calendars::national(&source("calendars/vn-national.toml")) {
        let _ = law::calendars::office(&source("calendars/office.toml"), &national.weekly_off);
    }
    let _ = law::calendars::office(&source("calendars/office.toml"), &[]);
    let _ = law::rules::read(&[source("rules/own.toml")]);
    let _ = law::reporting::read(&source("rules/periods.toml"), &source("rules/reasons.toml"));
    let _ = law::retention::read(&source(law::retention::FILE));
}

/// A form of the office's own; one with faults is refused with all of them.
pub fn form(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let forms = Forms::new(None);
    for key in [FormKey::Receipt, FormKey::Register] {
        let _ = forms.read_text("forms/own.toml", text, key);
    }
}
