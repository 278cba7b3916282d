//! Vietnamese typing built in, key by key, for consoles without an input method.
//!
//! The keys of the word under way are kept and the word is made anew from them at each key, so that its
//! text depends on the keys alone. Must not know: what the text field is, or how it draws.

pub use super::spelling::Method;
use super::spelling::{WORD_LIMIT, compose, spell};
use super::syllable::{Fit, fit, split_tone};
use unicode_normalization::UnicodeNormalization as _;

/// What a text field does: delete characters before the cursor, then insert text there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edit {
    /// Characters (not bytes) to delete before the cursor.
    pub delete: usize,
    /// NFC text to insert.
    pub insert: String,
}

impl Edit {
    /// The smallest edit that turns one text before the cursor into another.
    fn between(old: &str, new: &str) -> Self {
        let same: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
        Self { delete: old.chars().count() - same, insert: new.chars().skip(same).collect() }
    }
}

/// Typing in one text field. The field must tell it of every key, and reset it when the cursor moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composer {
    method: Method,
    keys: Vec<char>,
    shown: String,
    verbatim: bool,
}

impl Composer {
    /// Typing with no word under way.
    pub const fn new(method: Method) -> Self {
        Self { method, keys: Vec::new(), shown: String::new(), verbatim: false }
    }

    /// The method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// A character key. The edit is to be made in the field as it is.
    pub fn key(&mut self, c: char) -> Edit {
        if !self.method.takes(c, self.keys.is_empty()) {
            // What is no syllable at the end of the word was none.
            let mut edit = self.finish();
            edit.insert.push(c);
            return edit;
        }
        self.keys.push(c);
        if self.keys.len() > WORD_LIMIT {
            self.verbatim = true;
        }
        let new = if self.verbatim { format!("{}{c}", self.shown) } else { compose(self.method, &self.keys) };
        let edit = Edit::between(&self.shown, &new);
        self.shown = new;
        edit
    }

    /// The backspace key: deletes one character, and typing goes on in the shorter word.
    pub fn backspace(&mut self) -> Edit {
        let mut left: String = self.shown.clone();
        if left.pop().is_none() || left.is_empty() {
            self.reset();
            return Edit { delete: 1, insert: String::new() };
        }
        self.take_up(left);
        Edit { delete: 1, insert: String::new() }
    }

    /// The word is over and is not changed any more: the cursor moved, or text came from elsewhere.
    pub fn reset(&mut self) {
        self.keys.clear();
        self.shown.clear();
        self.verbatim = false;
    }

    /// The word is over: if it is no syllable, its keys come back. For leaving a field; [`Self::key`] does
    /// it at every key that ends a word.
    pub fn finish(&mut self) -> Edit {
        let keys: String = self.keys.iter().collect();
        let foreign = !self.verbatim && !self.shown.is_ascii() && fit(&self.shown) != Fit::Whole;
        let edit = if foreign { Edit::between(&self.shown, &keys) } else { Edit::default() };
        self.reset();
        edit
    }

    /// Gives the keys back as typed, and leaves the rest of this word alone (the Esc of input methods).
    /// Nothing where the word shows its keys already.
    pub fn give_back(&mut self) -> Option<Edit> {
        let keys: String = self.keys.iter().collect();
        if self.verbatim || keys == self.shown {
            return None;
        }
        let edit = Edit::between(&self.shown, &keys);
        self.shown = keys;
        self.verbatim = true;
        Some(edit)
    }

    /// Goes on typing in a word that stands before the cursor.
    pub fn resume(&mut self, word: &str) {
        self.reset();
        if !word.is_empty() {
            self.shown.push_str(word);
            self.take_up(word.nfc().collect());
        }
    }

    /// Makes a text the word under way, with keys that compose to it; without such keys it is left alone.
    fn take_up(&mut self, text: String) {
        let shorter = self.keys.split_last().map(|(_, keys)| keys.to_vec()).unwrap_or_default();
        let spelled = spell(self.method, &text);
        let fitting = if !shorter.is_empty() && compose(self.method, &shorter) == text {
            Some(shorter)
        } else {
            // The tone may stand elsewhere (toá, tóa): the next key sets it right.
            let made = compose(self.method, &spelled);
            (split_tone(&made) == split_tone(&text)).then_some(spelled)
        };
        self.verbatim = fitting.is_none();
        self.keys = fitting.unwrap_or_else(|| text.chars().collect());
        self.shown = text;
    }
}
