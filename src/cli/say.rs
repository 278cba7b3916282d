//! The two voices of a command: what machines read goes to standard output, everything else to standard error.
//!
//! Must not know: what is said.

use crate::domain::text::{clean, seen};
use crate::look::catalog::{Arg, Catalog, Language};
use std::io::{self, IsTerminal as _, Write as _};

/// Letters people are told at once, at most.
const MOST_LETTERS: usize = 100_000;

/// The words of a command.
pub struct Say {
    words: Catalog,
}

impl Say {
    /// Speaks a language.
    pub fn new(language: Language) -> Self {
        Self { words: Catalog::new(language) }
    }

    /// The words.
    pub const fn words(&self) -> &Catalog {
        &self.words
    }

    /// A sentence.
    pub fn text(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.text_with(id, args)
    }

    /// Writes what machines read, whole. Text holds nothing a terminal would act on, whatever files are told about.
    pub fn out(bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let bytes = bytes.as_ref();
        let mut out = io::stdout().lock();
        match std::str::from_utf8(bytes) {
            Ok(text) => out.write_all(seen(text).as_bytes())?,
            Err(_) => out.write_all(bytes)?,
        }
        out.flush()
    }

    /// Tells people something. That nobody listens is no reason to fail.
    pub fn tell(text: &str) {
        if !text.is_empty() {
            // Whatever a file or a name holds, the terminal gets nothing but what can be seen.
            let seen = clean(text, MOST_LETTERS);
            let _ = writeln!(io::stderr().lock(), "{seen}");
        }
    }

    /// Tells people a sentence.
    pub fn tell_words(&self, id: &str, args: &[(&str, Arg<'_>)]) {
        Self::tell(&self.text(id, args));
    }
}

/// A line on a terminal that shows how far long work is; silent where nobody watches.
pub struct Progress<'a> {
    say: &'a Say,
    shown: Option<u64>,
    watched: bool,
}

impl<'a> Progress<'a> {
    /// Nothing shown yet.
    pub fn new(say: &'a Say) -> Self {
        Self { say, shown: None, watched: io::stderr().is_terminal() }
    }

    /// Shows a step of the work and its per cent, when that has changed.
    pub fn show(&mut self, id: &str, done: u64, total: u64) {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100).min(100);
        if self.watched && self.shown != Some(percent) {
            let text = self.say.words.text(id);
            let _ = write!(io::stderr().lock(), "\r{text} {percent} %");
            self.shown = Some(percent);
        }
    }
}

/// Leaves the line it wrote on.
impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = writeln!(io::stderr().lock());
        }
    }
}
