//! One press of a key and short sequences of them, with one spelling for files, help and scripts.
//!
//! A [`Key`] is always normal: whatever way a terminal reports a key, equal keys compare equal. Must not
//! know: the library that reads the keyboard, or what any key is bound to.

use super::nearest::nearest;
use std::fmt;
use std::str::FromStr;

/// Most keys in one sequence; more cannot be remembered.
pub const SEQUENCE_LIMIT: usize = 4;

/// What was pressed, apart from the modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character, as the keyboard layout or input method gives it.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator; shift-tab is this with shift.
    Tab,
    /// Deletes to the left; also what 0x08 and ctrl-h arrive as.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Insert.
    Insert,
    /// Start of the line.
    Home,
    /// End of the line.
    End,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// A function key, 1 to 12.
    F(u8),
}

/// The modifier keys held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Modifiers {
    /// Control.
    pub ctrl: bool,
    /// Alt, also called meta.
    pub alt: bool,
    /// Shift; never set on a plain character, which carries its own case.
    pub shift: bool,
}

impl Modifiers {
    /// Nothing held.
    pub const NONE: Self = Self { ctrl: false, alt: false, shift: false };
    /// Control only.
    pub const CTRL: Self = Self { ctrl: true, alt: false, shift: false };
    /// Alt only.
    pub const ALT: Self = Self { ctrl: false, alt: true, shift: false };
    /// Shift only.
    pub const SHIFT: Self = Self { ctrl: false, alt: false, shift: true };
}

/// One press of a key, normalised when made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: Modifiers,
}

/// Why a text is not a key that may be bound.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// No key has this name.
    #[error("unknown key \"{name}\"")]
    Unknown {
        /// The part that was not understood.
        name: String,
        /// The most similar key name, where one is close.
        nearest: Option<String>,
    },
    /// Terminals, multiplexers or the shell keep this key for themselves.
    #[error("reserved key \"{name}\"")]
    Reserved {
        /// The key as written.
        name: String,
    },
    /// No key at all, or more than [`SEQUENCE_LIMIT`].
    #[error("a key sequence has 1 to {SEQUENCE_LIMIT} keys")]
    Length,
}

/// Key names of files and help; the first name of a code is the one printed.
const NAMES: [(&str, KeyCode); 24] = [
    ("enter", KeyCode::Enter),
    ("return", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("escape", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("del", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("ins", KeyCode::Insert),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("page-up", KeyCode::PageUp),
    ("pageup", KeyCode::PageUp),
    ("pgup", KeyCode::PageUp),
    ("page-down", KeyCode::PageDown),
    ("pagedown", KeyCode::PageDown),
    ("pgdn", KeyCode::PageDown),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("space", KeyCode::Char(' ')),
    ("minus", KeyCode::Char('-')),
];

impl Key {
    /// A key as it means to a person: control codes are named keys, a shifted letter is the capital.
    pub fn new(code: KeyCode, modifiers: Modifiers) -> Self {
        if let KeyCode::Char(c) = code { Self::of_char(c, modifiers) } else { Self { code, modifiers } }
    }

    /// A character typed without control or alt.
    pub fn char(c: char) -> Self {
        Self::new(KeyCode::Char(c), Modifiers::NONE)
    }

    /// A character with control held.
    pub fn ctrl(c: char) -> Self {
        Self::new(KeyCode::Char(c), Modifiers::CTRL)
    }

    /// What was pressed.
    pub const fn code(self) -> KeyCode {
        self.code
    }

    /// What was held.
    pub const fn modifiers(self) -> Modifiers {
        self.modifiers
    }

    /// The character this key types into a text field, if it types one.
    pub const fn text(self) -> Option<char> {
        if self.modifiers.ctrl || self.modifiers.alt {
            return None;
        }
        if let KeyCode::Char(c) = self.code { Some(c) } else { None }
    }

    fn of_char(c: char, held: Modifiers) -> Self {
        let named = |code| Self { code, modifiers: held };
        let plain = |c, modifiers| Self { code: KeyCode::Char(c), modifiers };
        match c {
            '\u{8}' | '\u{7f}' => named(KeyCode::Backspace),
            '\t' => named(KeyCode::Tab),
            '\n' | '\r' => named(KeyCode::Enter),
            '\u{1b}' => named(KeyCode::Esc),
            '\0' => plain(' ', Modifiers { ctrl: true, ..held }),
            c @ '\u{1}'..='\u{1a}' => plain((c as u8 - 1 + b'a') as char, Modifiers { ctrl: true, ..held }),
            c if held.ctrl => Self::of_ctrl(c.to_ascii_lowercase(), held),
            c if held.shift => plain(capital(c), Modifiers { shift: false, ..held }),
            c => plain(c, held),
        }
    }

    fn of_ctrl(c: char, held: Modifiers) -> Self {
        let without = Modifiers { ctrl: false, ..held };
        match c {
            'h' => Self { code: KeyCode::Backspace, modifiers: without },
            'i' => Self { code: KeyCode::Tab, modifiers: without },
            'j' | 'm' => Self { code: KeyCode::Enter, modifiers: without },
            '[' => Self { code: KeyCode::Esc, modifiers: without },
            c => Self { code: KeyCode::Char(c), modifiers: held },
        }
    }
}

/// The capital of a letter, or the character itself where the capital is not one character.
fn capital(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Whether terminals, multiplexers or shells keep this spelling for themselves, before normalisation.
fn is_reserved(code: KeyCode, held: Modifiers) -> bool {
    if let KeyCode::Char(c) = code {
        // Aliases of other keys, flow control, signals, and the leaders of screen and tmux.
        let kept = matches!(c, 'h' | 'i' | 'j' | 'm' | '[' | 's' | 'q' | 'c' | 'z' | '\\' | 'a' | 'b');
        return held.ctrl && (held.shift || c.is_ascii_uppercase() || kept);
    }
    code == KeyCode::F(11) || (code == KeyCode::Enter && held.alt)
}

impl FromStr for Key {
    type Err = KeyFault;

    fn from_str(text: &str) -> Result<Self, KeyFault> {
        let (mut rest, mut held) = (text, Modifiers::NONE);
        loop {
            if let Some(tail) = rest.strip_prefix("ctrl-") {
                (rest, held.ctrl) = (tail, true);
            } else if let Some(tail) = rest.strip_prefix("alt-") {
                (rest, held.alt) = (tail, true);
            } else if let Some(tail) = rest.strip_prefix("shift-") {
                (rest, held.shift) = (tail, true);
            } else {
                break;
            }
        }
        let code = code_of(rest)
            .ok_or_else(|| KeyFault::Unknown { name: text.to_owned(), nearest: nearest_key(text, rest) })?;
        if is_reserved(code, held) {
            return Err(KeyFault::Reserved { name: text.to_owned() });
        }
        Ok(Self::new(code, held))
    }
}

fn code_of(name: &str) -> Option<KeyCode> {
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return (!c.is_control() && c != ' ').then_some(KeyCode::Char(c));
    }
    let function = name.strip_prefix('f').filter(|digits| !digits.starts_with('0'));
    if let Some(number) = function.and_then(|digits| digits.parse().ok()) {
        return (1..=12).contains(&number).then_some(KeyCode::F(number));
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// The closest spelling of a mistaken key: its modifiers, then its name.
fn nearest_key(text: &str, rest: &str) -> Option<String> {
    let head = text.strip_suffix(rest).unwrap_or_default();
    if let Some((word, tail)) = rest.split_once('-')
        && !tail.is_empty()
        && let Some(prefix) = nearest(word, ["ctrl", "alt", "shift"])
    {
        return Some(format!("{head}{prefix}-{tail}"));
    }
    nearest(rest, NAMES.iter().map(|(name, _)| *name)).map(|name| format!("{head}{name}"))
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in
            [(self.modifiers.ctrl, "ctrl-"), (self.modifiers.alt, "alt-"), (self.modifiers.shift, "shift-")]
        {
            if held {
                f.write_str(name)?;
            }
        }
        if let KeyCode::F(number) = self.code {
            return write!(f, "f{number}");
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (_, KeyCode::Char('-')) => f.write_str("-"),
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, code) => write!(f, "{code:?}"),
        }
    }
}

/// Keys pressed one after another, such as `g r`; never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(Vec<Key>);

impl Sequence {
    /// A sequence of 1 to [`SEQUENCE_LIMIT`] keys.
    pub fn new(keys: Vec<Key>) -> Option<Self> {
        (!keys.is_empty() && keys.len() <= SEQUENCE_LIMIT).then_some(Self(keys))
    }

    /// The keys in order.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether the first key would type a character into a text field.
    pub fn starts_with_text(&self) -> bool {
        self.0.first().is_some_and(|key| key.text().is_some())
    }

    /// Whether this is a shorter beginning of the other.
    pub fn hides(&self, other: &Self) -> bool {
        self.0.len() < other.0.len() && other.0.starts_with(&self.0)
    }
}

impl FromStr for Sequence {
    type Err = KeyFault;

    fn from_str(text: &str) -> Result<Self, KeyFault> {
        let keys = text.split_whitespace().map(str::parse).collect::<Result<Vec<Key>, _>>()?;
        Self::new(keys).ok_or(KeyFault::Length)
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, key) in self.0.iter().enumerate() {
            write!(f, "{}{key}", if i == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
