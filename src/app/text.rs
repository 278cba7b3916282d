//! One line of text being typed, and built-in Vietnamese typing over anything that can be edited.
//!
//! Text is NFC at every moment, whatever the input method outside sends. Must not know: which form
//! or pane the text belongs to.

use crate::domain::text::{clean, clean_line};
use crate::input::key::{Key, KeyCode};
use crate::input::spelling::merge_mark;
use crate::input::telex::{Composer, Edit, Method};
use unicode_normalization::char::is_combining_mark;

/// Something with a cursor that letters go into.
pub trait Editable {
    /// The letter before the cursor.
    fn before(&self) -> Option<char>;
    /// Deletes so many letters before the cursor.
    fn delete(&mut self, letters: usize);
    /// Puts text in at the cursor.
    fn insert(&mut self, text: &str);
}

/// A line of text with a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextField {
    text: String,
    /// Letters before the cursor.
    cursor: usize,
    /// Most letters.
    limit: usize,
}

impl TextField {
    /// An empty field of at most `limit` letters.
    pub const fn new(limit: usize) -> Self {
        Self { text: String::new(), cursor: 0, limit }
    }

    /// A field that holds a text, the cursor at its end.
    pub fn of(text: &str, limit: usize) -> Self {
        let mut field = Self::new(limit);
        field.set(text);
        field
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Letters before the cursor.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Replaces the text; the cursor goes to the end.
    pub fn set(&mut self, text: &str) {
        self.text = clean_line(text, self.limit);
        self.cursor = self.text.chars().count();
    }

    /// Takes the text out.
    pub fn take(&mut self) -> String {
        self.cursor = 0;
        std::mem::take(&mut self.text)
    }

    /// An empty field whose text never moves in memory while it is typed, for what must not be left lying about.
    pub fn secret(limit: usize) -> Self {
        Self { text: String::with_capacity(limit * 4), cursor: 0, limit }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    /// Whether a text of this length is full.
    pub fn is_full(&self) -> bool {
        self.text.chars().count() >= self.limit
    }

    /// Edits by a key that is no letter. True when the key had a meaning here.
    pub fn edit(&mut self, key: Key) -> bool {
        let letters = self.text.chars().count();
        match key.code() {
            KeyCode::Backspace => self.delete(1),
            KeyCode::Delete => {
                if self.cursor < letters {
                    self.cursor += 1;
                    self.delete(1);
                }
            }
            KeyCode::Left => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Right => self.cursor = (self.cursor + 1).min(letters),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = letters,
            KeyCode::Char(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::Insert
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::F(_) => return false,
        }
        true
    }

    fn byte_at(&self, letter: usize) -> usize {
        self.text.char_indices().nth(letter).map_or(self.text.len(), |(at, _)| at)
    }
}

impl Editable for TextField {
    fn before(&self) -> Option<char> {
        self.text.chars().nth(self.cursor.checked_sub(1)?)
    }

    fn delete(&mut self, letters: usize) {
        let from = self.cursor.saturating_sub(letters);
        let range = self.byte_at(from)..self.byte_at(self.cursor);
        self.text.replace_range(range, "");
        self.cursor = from;
    }

    fn insert(&mut self, text: &str) {
        let room = self.limit.saturating_sub(self.text.chars().count());
        let text: String = clean(text, room).replace('\n', " ").chars().take(room).collect();
        let at = self.byte_at(self.cursor);
        self.text.insert_str(at, &text);
        self.cursor += text.chars().count();
    }
}

/// A longer text, several lines, in the editor widget.
pub type Area = tui_textarea::TextArea<'static>;

/// A longer text in a field of a form: equal where it says the same.
#[derive(Debug, Clone, Default)]
pub struct Writing(pub Area);

impl Writing {
    /// A text to go on with, the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut area = Area::default();
        area.insert(text);
        Self(area)
    }

    /// What it says.
    pub fn text(&self) -> String {
        self.0.lines().join("\n")
    }

    /// Whether a key moves or writes within it, and does not leave the field.
    pub fn keeps(&self, key: Key) -> bool {
        let last = self.0.lines().len().saturating_sub(1);
        match key.code() {
            KeyCode::Enter => true,
            KeyCode::Up => self.0.cursor().0 > 0,
            KeyCode::Down => self.0.cursor().0 < last,
            KeyCode::Char(_)
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Insert
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::F(_) => false,
        }
    }
}

impl PartialEq for Writing {
    fn eq(&self, other: &Self) -> bool {
        self.0.lines() == other.0.lines()
    }
}

impl Eq for Writing {}

impl Editable for Area {
    fn before(&self) -> Option<char> {
        let at = self.cursor();
        self.lines().get(at.0)?.chars().nth(at.1.checked_sub(1)?)
    }

    fn delete(&mut self, letters: usize) {
        for _ in 0..letters {
            self.delete_char();
        }
    }

    fn insert(&mut self, text: &str) {
        let room = AREA_BYTES.saturating_sub(bytes(self));
        let mut text = clean(text, room);
        // Cut between letters; one letter more than there is room for does no harm.
        let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= room).unwrap_or(text.len());
        text.truncate(end);
        self.insert_str(text);
    }
}

/// Bytes of a longer text; more is not taken, whether typed or pasted, so that a key never waits for a text without end.
const AREA_BYTES: usize = 20_000;

fn bytes(area: &Area) -> usize {
    area.lines().iter().map(|line| line.len() + 1).sum()
}

/// Whether a longer text takes no more.
pub fn is_area_full(area: &Area) -> bool {
    bytes(area) >= AREA_BYTES
}

/// Built-in Vietnamese typing: off, or composing the word at the cursor.
#[derive(Debug, Default)]
pub struct Typing {
    composer: Option<Composer>,
}

impl Typing {
    /// Typing by a method, or as the keys come.
    pub fn new(method: Option<Method>) -> Self {
        Self { composer: method.map(Composer::new) }
    }

    /// The method, when one is on.
    pub fn method(&self) -> Option<Method> {
        self.composer.as_ref().map(Composer::method)
    }

    /// Telex, then VNI, then off.
    pub fn toggle(&mut self) {
        let next = match self.method() {
            None => Some(Method::Telex),
            Some(Method::Telex) => Some(Method::Vni),
            Some(Method::Vni) => None,
        };
        *self = Self::new(next);
    }

    /// Forgets the word being composed: the cursor has moved.
    pub fn reset(&mut self) {
        if let Some(composer) = &mut self.composer {
            composer.reset();
        }
    }

    /// Types one letter.
    pub fn letter(&mut self, c: char, into: &mut impl Editable) {
        if is_combining_mark(c) {
            // A method outside sends decomposed letters: join the mark to its letter.
            self.reset();
            if let Some(whole) = into.before().and_then(|before| merge_mark(before, c)) {
                into.delete(1);
                into.insert(whole.encode_utf8(&mut [0; 4]));
            }
            return;
        }
        match &mut self.composer {
            Some(composer) if c.is_ascii() => apply(&composer.key(c), into),
            Some(_) | None => {
                self.reset();
                into.insert(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// Deletes one letter, of the composed word where there is one.
    pub fn backspace(&mut self, into: &mut impl Editable) {
        match &mut self.composer {
            Some(composer) => apply(&composer.backspace(), into),
            None => into.delete(1),
        }
    }

    /// Ends the word being composed, giving back what was no Vietnamese.
    pub fn finish(&mut self, into: &mut impl Editable) {
        if let Some(composer) = &mut self.composer {
            apply(&composer.finish(), into);
            composer.reset();
        }
    }
}

fn apply(edit: &Edit, into: &mut impl Editable) {
    into.delete(edit.delete);
    into.insert(&edit.insert);
}
