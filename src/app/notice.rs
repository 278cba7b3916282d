//! Something to tell the user, as data: what happened, what is safe, what to do.
//!
//! The words are in the catalogue under `notice-…`. Must not know: languages.

use crate::domain::text::seen;
use strum::{EnumIter, IntoStaticStr};

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Weight {
    /// Done, or good to know.
    Info,
    /// Worth a look.
    Warning,
    /// Something was not done, or is not well.
    Error,
}

/// A notice: a catalogue id and the facts its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// Catalogue id, `notice-…` or `refusal-…`.
    pub id: String,
    /// Facts by name.
    pub facts: Vec<(String, String)>,
}

impl Notice {
    /// A notice without facts.
    pub fn new(weight: Weight, id: &str) -> Self {
        Self { weight, id: id.to_owned(), facts: Vec::new() }
    }

    /// The same with one fact more; a name of a file may hold anything, and is made fit to be shown.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.push((name.to_owned(), seen(&value.to_string()).into_owned()));
        self
    }
}
