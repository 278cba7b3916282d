//! Theme files: TOML to [`Theme`], and everything that can be wrong with one.
//!
//! A theme may inherit from another and change only its palette or some roles. Must not know: which theme
//! is chosen, or what the environment says about colour.

use super::document::{Faults, Name, Value};
use super::fault::{Fault, FaultKind};
use crate::input::nearest::nearest;
use crate::look::role::Role;
use crate::look::theme::{MONO, TEXT_CONTRAST, Theme};
use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeMap;
use std::ops::Range;
use strum::IntoEnumIterator as _;
use toml::de::DeTable;

/// A theme file: the name others inherit it by, the file as the user knows it, and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// The name in settings and after `inherits`.
    pub name: &'a str,
    /// The file as the user knows it.
    pub file: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// The themes that come with the program.
pub const BUILT_IN: [Source<'static>; 4] = [
    Source { name: "dark", file: "dark.toml", text: include_str!("../../themes/dark.toml") },
    Source { name: "light", file: "light.toml", text: include_str!("../../themes/light.toml") },
    Source {
        name: "high-contrast",
        file: "high-contrast.toml",
        text: include_str!("../../themes/high-contrast.toml"),
    },
    Source { name: "mono", file: "mono.toml", text: include_str!("../../themes/mono.toml") },
];

/// Colour names of files, beside `#rrggbb`, `0` to `255` and the palette.
const COLOURS: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("dark-gray", Color::DarkGray),
    ("light-red", Color::LightRed),
    ("light-green", Color::LightGreen),
    ("light-yellow", Color::LightYellow),
    ("light-blue", Color::LightBlue),
    ("light-magenta", Color::LightMagenta),
    ("light-cyan", Color::LightCyan),
    ("white", Color::White),
];

/// Modifier names of files.
const MODIFIERS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

/// A built-in theme by name, the first one for a name that does not exist.
pub fn built_in(name: &str) -> Theme {
    let [first, ..] = BUILT_IN;
    read(BUILT_IN.into_iter().find(|source| source.name == name).unwrap_or(first), &[]).0
}

/// The theme of a name among those of the user and the built-in ones; a faulty one gives way to the
/// built-in theme. Without colour it is always the built-in [`MONO`].
pub fn load(name: &str, user: &[Source<'_>], no_colour: bool) -> (Theme, Vec<Fault>) {
    if no_colour {
        return (built_in(MONO), Vec::new());
    }
    let Some(source) = user.iter().find(|source| source.name == name) else {
        return (built_in(name), Vec::new());
    };
    let (theme, faults) = read(*source, user);
    if faults.is_empty() { (theme, faults) } else { (built_in(name), faults) }
}

/// One theme file with its parents, and all faults of them.
pub fn read(source: Source<'_>, others: &[Source<'_>]) -> (Theme, Vec<Fault>) {
    let mut chain = Vec::new();
    let mut names = Vec::new();
    let mut next = Some(source);
    while let Some(source) = next {
        names.push(source.name);
        let mut file = File::read(source);
        next = file.parent(others, &names);
        chain.push(file);
    }
    chain.reverse();
    let mut palette = BTreeMap::new();
    for file in &mut chain {
        file.palette(&mut palette);
    }
    let mut styles = BTreeMap::new();
    for file in &mut chain {
        file.roles(&palette, &mut styles);
    }
    let theme = Theme::new(source.name, styles);
    // What is missing is only known where everything could be read.
    let whole = chain.iter().all(|file| file.whole);
    if let Some(own) = chain.last_mut() {
        own.judge(&theme, whole);
    }
    chain.reverse();
    (theme, chain.into_iter().flat_map(|file| file.faults.into_sorted()).collect())
}

/// One file of a chain of inheritance.
struct File<'a> {
    table: DeTable<'a>,
    faults: Faults<'a>,
    places: BTreeMap<Role, Range<usize>>,
    whole: bool,
}

impl<'a> File<'a> {
    fn read(source: Source<'a>) -> Self {
        let (table, mut faults) = Faults::read(source.file, source.text);
        let whole = faults.is_empty();
        faults.only(&table, &["name", "inherits", "palette", "roles"]);
        if let Some(value) = table.get("name") {
            faults.text("name", value);
        }
        Self { table, faults, places: BTreeMap::new(), whole }
    }

    /// The file this one inherits from; `above` are the names read so far.
    fn parent<'s>(&mut self, others: &[Source<'s>], above: &[&str]) -> Option<Source<'s>> {
        let value = self.table.get("inherits")?;
        let name = self.faults.text("inherits", value)?;
        if name.is_empty() {
            return None;
        }
        if above.contains(&name) {
            self.whole = false;
            self.faults.add(value.span(), FaultKind::Cycle { name: name.to_owned() }, None);
            return None;
        }
        let known = || others.iter().chain(&BUILT_IN);
        let found = known().find(|source| source.name == name).copied();
        if found.is_none() {
            self.whole = false;
            let hint = nearest(name, known().map(|source| source.name));
            self.faults.add(value.span(), FaultKind::UnknownParent { name: name.to_owned() }, hint);
        }
        found
    }

    fn palette(&mut self, palette: &mut BTreeMap<String, Color>) {
        let Some(value) = self.table.get("palette") else { return };
        let Some(table) = self.faults.table("palette", value) else { return };
        for (name, value) in table {
            let Some(written) = self.faults.text(name.get_ref(), value) else { continue };
            let place = value.span();
            if let Some(colour) = colour(written, &BTreeMap::new(), place, &mut self.faults) {
                palette.insert(name.get_ref().to_string(), colour);
            }
        }
    }

    fn roles(&mut self, palette: &BTreeMap<String, Color>, styles: &mut BTreeMap<Role, Style>) {
        let Some(value) = self.table.get("roles") else { return };
        let Some(table) = self.faults.table("roles", value) else { return };
        for (name, value) in table {
            let Ok(role) = name.get_ref().parse::<Role>() else {
                let kind = FaultKind::UnknownRole { name: name.get_ref().to_string() };
                self.faults.add(name.span(), kind, nearest(name.get_ref(), Role::iter().map(Role::name)));
                continue;
            };
            self.places.insert(role, name.span());
            styles.insert(role, style(name, value, palette, &mut self.faults));
        }
    }

    /// Notes roles the whole theme lacks or cannot be read in.
    fn judge(&mut self, theme: &Theme, whole: bool) {
        for role in theme.missing().into_iter().filter(|_| whole) {
            self.faults.add(0..0, FaultKind::MissingRole { name: role.name().to_owned() }, None);
        }
        for (role, ratio) in theme.unreadable() {
            let kind = FaultKind::Contrast {
                role: role.name().to_owned(),
                ratio: format!("{ratio:.2}"),
                least: TEXT_CONTRAST.to_string(),
            };
            self.faults.add(self.places.get(&role).cloned().unwrap_or(0..0), kind, None);
        }
    }
}

fn style<'a>(
    name: &Name<'a>,
    value: &Value<'a>,
    palette: &BTreeMap<String, Color>,
    faults: &mut Faults<'a>,
) -> Style {
    let mut style = Style::new();
    let Some(table) = faults.table(name.get_ref(), value) else { return style };
    faults.only(table, &["fg", "bg", "modifiers"]);
    let mut paint = |field: &str| {
        let value = table.get(field)?;
        let written = faults.text(field, value)?;
        colour(written, palette, value.span(), faults)
    };
    style.fg = paint("fg");
    style.bg = paint("bg");
    let list = table.get("modifiers").and_then(|value| faults.list("modifiers", value));
    for value in list.into_iter().flatten() {
        let Some(written) = faults.text("modifiers", value) else { continue };
        if let Some((_, modifier)) = MODIFIERS.iter().find(|(known, _)| *known == written) {
            style = style.add_modifier(*modifier);
        } else {
            let hint = nearest(written, MODIFIERS.iter().map(|(known, _)| *known));
            faults.add(value.span(), FaultKind::UnknownModifier { name: written.to_owned() }, hint);
        }
    }
    style
}

fn colour(
    written: &str,
    palette: &BTreeMap<String, Color>,
    place: Range<usize>,
    faults: &mut Faults<'_>,
) -> Option<Color> {
    let named = COLOURS.iter().find(|(known, _)| *known == written).map(|(_, colour)| *colour);
    let found = palette.get(written).copied().or(named).or_else(|| exact(written));
    if found.is_none() {
        let known = palette.keys().map(String::as_str).chain(COLOURS.iter().map(|(name, _)| *name));
        let kind = FaultKind::UnknownColour { name: written.to_owned() };
        faults.add(place, kind, nearest(written, known));
    }
    found
}

/// `#rrggbb`, or a number of the 256 colours.
fn exact(written: &str) -> Option<Color> {
    if let Some(digits) = written.strip_prefix('#') {
        let whole = digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
        let bits = u32::from_str_radix(digits, 16).ok().filter(|_| whole)?;
        return Some(Color::from_u32(bits));
    }
    written.parse().ok().map(Color::Indexed)
}
