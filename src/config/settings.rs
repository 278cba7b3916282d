//! The user's settings file.
//!
//! Every entry stands alone: a faulty one takes its default and is reported, the others hold. Must not
//! know: where the file is, or the environment.

use super::document::{Faults, Value};
use super::fault::{Fault, FaultKind};
use super::keymap::KEYMAPS;
use crate::input::nearest::nearest;
use crate::input::telex::Method;
use crate::look::catalog::Language;
use crate::look::theme::THEMES;
use strum::IntoEnumIterator as _;

/// Its name inside a desk's folder.
pub const FILE: &str = "settings.toml";
/// Minutes a desk may stand idle before it locks itself.
const LOCK_AFTER: std::ops::RangeInclusive<i64> = 1..=15;
/// Days between two backups.
const BACKUP_EVERY: std::ops::RangeInclusive<i64> = 1..=7;

/// Most MiB of the room that is kept for a full disk.
const BALLAST: std::ops::RangeInclusive<i64> = 0..=4_096;

/// What a user chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language of the screen: `language = "vi"`.
    pub language: Language,
    /// The name of the theme: `theme = "dark"`.
    pub theme: String,
    /// The name of the keymap: `keymap = "default"`.
    pub keymap: String,
    /// The built-in Vietnamese typing at the start: `typing = "telex"`, `"vni"` or `"off"`.
    pub typing: Option<Method>,
    /// Minutes without a key after which a sealed desk locks itself, 1 to 15: `lock_after = 3`.
    pub lock_after: u32,
    /// The folder backups go to, outside the desk's own; empty for `backups` inside it: `backup_to = "/media/usb"`.
    pub backup_to: String,
    /// Days between two backups, 1 to 7: `backup_every = 1`.
    pub backup_every: u32,
    /// MiB of room kept for a full disk, 0 to 4,096: `ballast = 64`.
    pub ballast: u32,
    /// Plain signs and frames for consoles without Unicode: `ascii = true`.
    pub ascii: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::Vi,
            theme: "dark".to_owned(),
            keymap: "default".to_owned(),
            typing: None,
            lock_after: 3,
            backup_to: String::new(),
            backup_every: 1,
            ballast: 64,
            ascii: false,
        }
    }
}

impl Settings {
    /// The settings as a file.
    pub fn to_toml(&self) -> String {
        let typing = self.typing.map_or("off", Method::name);
        let Self { language, theme, keymap, ascii, lock_after, backup_every, ballast, .. } = self;
        // A path is written as TOML writes a text.
        let backup_to = toml::Value::String(self.backup_to.clone());
        format!(
            "language = \"{}\"\ntheme = \"{theme}\"\nkeymap = \"{keymap}\"\ntyping = \"{typing}\"\nlock_after = {lock_after}\nbackup_to = {backup_to}\nbackup_every = {backup_every}\nballast = {ballast}\nascii = {ascii}\n",
            language.name()
        )
    }
}

/// Reads a settings file; `themes` are the names of the user's own themes.
pub fn load(user: Option<(&str, &str)>, themes: &[&str]) -> (Settings, Vec<Fault>) {
    let mut settings = Settings::default();
    let Some((file, text)) = user else { return (settings, Vec::new()) };
    let (table, mut faults) = Faults::read(file, text);
    faults.only(
        &table,
        &[
            "language",
            "theme",
            "keymap",
            "typing",
            "lock_after",
            "backup_to",
            "backup_every",
            "ballast",
            "ascii",
        ],
    );
    let mut choose = |name: &str, allowed: &[&str]| choice(name, table.get(name)?, allowed, &mut faults);

    let languages: Vec<&str> = Language::iter().map(Language::name).collect();
    if let Some(language) = choose("language", &languages).and_then(|code| code.parse().ok()) {
        settings.language = language;
    }
    if let Some(theme) = choose("theme", &[THEMES.as_slice(), themes].concat()) {
        settings.theme = theme;
    }
    if let Some(keymap) = choose("keymap", &KEYMAPS.map(|(name, _)| name)) {
        settings.keymap = keymap;
    }
    if let Some(typing) = choose("typing", &["off", Method::Telex.name(), Method::Vni.name()]) {
        settings.typing = typing.parse().ok();
    }
    let mut within = |name: &str, allowed: std::ops::RangeInclusive<i64>, into: &mut u32| {
        let Some(value) = table.get(name) else { return };
        let Some(number) = faults.number(name, value) else { return };
        if allowed.contains(&number) {
            *into = number as u32;
        } else {
            let kind = FaultKind::UnknownValue { name: name.to_owned(), value: number.to_string() };
            faults.add(value.span(), kind, None);
        }
    };
    within("lock_after", LOCK_AFTER, &mut settings.lock_after);
    within("backup_every", BACKUP_EVERY, &mut settings.backup_every);
    within("ballast", BALLAST, &mut settings.ballast);
    if let Some(folder) = table.get("backup_to").and_then(|value| faults.text("backup_to", value)) {
        folder.clone_into(&mut settings.backup_to);
    }
    if let Some(ascii) = table.get("ascii").and_then(|value| faults.switch("ascii", value)) {
        settings.ascii = ascii;
    }
    (settings, faults.into_sorted())
}

fn choice<'a>(name: &str, value: &Value<'a>, allowed: &[&str], faults: &mut Faults<'a>) -> Option<String> {
    let written = faults.text(name, value)?;
    if allowed.contains(&written) {
        return Some(written.to_owned());
    }
    let kind = FaultKind::UnknownValue { name: name.to_owned(), value: written.to_owned() };
    faults.add(value.span(), kind, nearest(written, allowed.iter().copied()));
    None
}
