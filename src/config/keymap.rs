//! Keymap files: TOML to [`Keymap`], and everything that can be wrong with one.
//!
//! A shipped file is a whole map; a file of the user changes one key at a time (`"j" = "none"` takes a key
//! away). Must not know: which map is chosen, or where files are.

use super::document::{Faults, Name, Value};
use super::fault::{Fault, FaultKind};
use crate::input::command::{Command, Group, Pane};
use crate::input::key::{KeyFault, SEQUENCE_LIMIT, Sequence};
use crate::input::keymap::Keymap;
use crate::input::nearest::nearest;
use std::collections::BTreeMap;
use std::ops::Range;
use strum::IntoEnumIterator as _;
use toml::de::DeTable;

/// The built-in keymaps by name.
pub const KEYMAPS: [(&str, &str); 3] = [
    ("default", include_str!("../../keymaps/default.toml")),
    ("vim", include_str!("../../keymaps/vim.toml")),
    ("classic", include_str!("../../keymaps/classic.toml")),
];

/// The word that takes a key away instead of binding it.
const NONE: &str = "none";

/// Where each binding of a file stands.
type Places = BTreeMap<(Pane, Sequence), Range<usize>>;

/// A built-in keymap by name, the first one for a name that does not exist.
pub fn built_in(name: &str) -> Keymap {
    let [first, ..] = KEYMAPS;
    let (name, text) = KEYMAPS.into_iter().find(|(known, _)| *known == name).unwrap_or(first);
    let (table, faults) = Faults::read(name, text);
    check(&table, faults, Keymap::default(), false).0
}

/// A built-in keymap changed by the user's file; with any fault in the file, the built-in one alone.
///
/// The file may name the map it changes with `inherits`, else it is `base`.
pub fn load(base: &str, user: Option<(&str, &str)>) -> (Keymap, Vec<Fault>) {
    let Some((file, text)) = user else { return (built_in(base), Vec::new()) };
    let (table, mut faults) = Faults::read(file, text);
    let base = parent(&table, &mut faults).unwrap_or(base);
    let (keymap, found) = check(&table, faults, built_in(base), false);
    if found.is_empty() { (keymap, found) } else { (built_in(base), found) }
}

/// A whole keymap file and its faults, on top of another map; also demands that every command has a key.
pub fn read(file: &str, text: &str, base: Keymap) -> (Keymap, Vec<Fault>) {
    let (table, mut faults) = Faults::read(file, text);
    parent(&table, &mut faults);
    check(&table, faults, base, true)
}

fn parent<'t>(table: &'t DeTable<'_>, faults: &mut Faults<'_>) -> Option<&'t str> {
    let value = table.get("inherits")?;
    let name = value.get_ref().as_str()?;
    if KEYMAPS.iter().any(|(known, _)| *known == name) {
        return Some(name);
    }
    let hint = nearest(name, KEYMAPS.iter().map(|(known, _)| *known));
    faults.add(value.span(), FaultKind::UnknownParent { name: name.to_owned() }, hint);
    None
}

fn check<'a>(
    table: &DeTable<'a>,
    mut faults: Faults<'a>,
    mut keymap: Keymap,
    whole: bool,
) -> (Keymap, Vec<Fault>) {
    faults.only(table, &["name", "inherits", "keys"]);
    for field in ["name", "inherits"] {
        if let Some(value) = table.get(field) {
            faults.text(field, value);
        }
    }
    let mut places = Places::new();
    if let Some(panes) = table.get("keys").and_then(|value| faults.table("keys", value)) {
        for (name, value) in panes {
            pane_keys(name, value, &mut keymap, &mut places, &mut faults);
        }
    }
    hidden(&keymap, &places, &mut faults);
    unbound(&keymap, whole, &mut faults);
    (keymap, faults.into_sorted())
}

fn pane_keys<'a>(
    name: &Name<'a>,
    value: &Value<'a>,
    keymap: &mut Keymap,
    places: &mut Places,
    faults: &mut Faults<'a>,
) {
    let Ok(pane) = name.get_ref().parse::<Pane>() else {
        let kind = FaultKind::UnknownPane { name: name.get_ref().to_string() };
        faults.add(name.span(), kind, nearest(name.get_ref(), Pane::iter().map(Pane::name)));
        return;
    };
    let Some(bindings) = faults.table(name.get_ref(), value) else { return };
    let mut written: Vec<(&Name<'a>, &Value<'a>)> = bindings.iter().collect();
    written.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in written {
        let keys = sequence(name, faults);
        let command = command(name, value, faults);
        let (Some(keys), Some(command)) = (keys, command) else { continue };
        if let Some(first) = places.get(&(pane, keys.clone())) {
            let line = faults.line_of(first);
            let kind = FaultKind::DuplicateKey { keys: keys.to_string(), pane: pane.name().to_owned(), line };
            faults.add(name.span(), kind, None);
            continue;
        }
        places.insert((pane, keys.clone()), name.span());
        match command {
            None => {
                keymap.unbind(pane, &keys);
            }
            Some(command) => {
                place(pane, &keys, command, name, value, faults);
                keymap.bind(pane, keys, command);
            }
        }
    }
}

/// Notes a binding that cannot do what it says in this pane.
fn place<'a>(
    pane: Pane,
    keys: &Sequence,
    command: Command,
    name: &Name<'a>,
    value: &Value<'a>,
    faults: &mut Faults<'a>,
) {
    let pane_name = || pane.name().to_owned();
    let command_name = || command.name().to_owned();
    if pane.takes_text() && keys.starts_with_text() {
        faults.add(name.span(), FaultKind::TextKey { keys: keys.to_string(), pane: pane_name() }, None);
    }
    if !command.may_be_bound_in(pane) {
        let kind = FaultKind::OutOfPlace { command: command_name(), pane: pane_name() };
        faults.add(value.span(), kind, None);
    }
    if command.group() == Group::Action && keys.keys().len() < 2 {
        faults.add(name.span(), FaultKind::SingleKeyAct { command: command_name() }, None);
    }
}

fn sequence(name: &Name<'_>, faults: &mut Faults<'_>) -> Option<Sequence> {
    match name.get_ref().parse::<Sequence>() {
        Ok(keys) => Some(keys),
        Err(KeyFault::Unknown { name: key, nearest }) => {
            faults.add(name.span(), FaultKind::UnknownKey { name: key }, nearest.as_deref());
            None
        }
        Err(KeyFault::Reserved { name: key }) => {
            faults.add(name.span(), FaultKind::ReservedKey { name: key }, None);
            None
        }
        Err(KeyFault::Length) => {
            let kind = FaultKind::KeyLength { keys: name.get_ref().to_string(), limit: SEQUENCE_LIMIT };
            faults.add(name.span(), kind, None);
            None
        }
    }
}

/// The command of a binding; the inner nothing takes a key away.
#[allow(clippy::option_option)] // outer: could be read; inner: binds something
fn command<'a>(name: &Name<'a>, value: &Value<'a>, faults: &mut Faults<'a>) -> Option<Option<Command>> {
    let written = faults.text(name.get_ref(), value)?;
    if written == NONE {
        return Some(None);
    }
    if let Ok(command) = written.parse() {
        return Some(Some(command));
    }
    let hint = nearest(written, Command::iter().map(Command::name));
    faults.add(value.span(), FaultKind::UnknownCommand { name: written.to_owned() }, hint);
    None
}

/// Notes every sequence that can never be finished because a beginning of it is bound where it would
/// be pressed: in its own pane, or between a pane and the keys that hold everywhere.
fn hidden(keymap: &Keymap, places: &Places, faults: &mut Faults<'_>) {
    for pane in Pane::iter() {
        for (keys, _) in keymap.bindings(pane) {
            for other in [pane, Pane::Any] {
                let longer = keymap.longer(other, keys).find(|(_, command)| command.may_be_bound_in(pane));
                if let Some((longer, _)) = longer {
                    // Blame what this file says: the short key, else the long one, else the file.
                    let place = [(pane, keys), (other, longer)]
                        .into_iter()
                        .find_map(|(pane, keys)| places.get(&(pane, keys.clone())));
                    let kind = FaultKind::HiddenKey { keys: keys.to_string(), longer: longer.to_string() };
                    faults.add(place.cloned().unwrap_or(0..0), kind, None);
                }
            }
        }
    }
}

/// Notes the commands that no key runs: help and quit always, every command in a whole map.
fn unbound(keymap: &Keymap, whole: bool, faults: &mut Faults<'_>) {
    for command in Command::iter() {
        let vital = matches!(command, Command::Help | Command::Quit);
        let reached = |pane| !keymap.keys_of(command, &[pane]).is_empty();
        // Help and quit must be within reach from everywhere, also while text is being typed.
        let lost = if vital { !Pane::iter().all(reached) } else { whole && !Pane::iter().any(reached) };
        if lost {
            faults.add(0..0, FaultKind::Unbound { command: command.name().to_owned() }, None);
        }
    }
}
