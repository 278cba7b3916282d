//! What is wrong in a configuration file, and where.
//!
//! A fault is data; its words for the screen come from the catalogue, its English form is for logs and
//! tests. Must not know: what is done about it.

use crate::look::catalog::{Arg, Catalog};
use std::fmt;

/// One thing wrong in one place of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The file as the user knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub kind: FaultKind,
    /// What may have been meant instead.
    pub hint: Option<String>,
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Expected {
    /// Text in quotes.
    Text,
    /// A whole number.
    Number,
    /// A table of entries.
    Table,
    /// True or false.
    Switch,
    /// A list of texts.
    List,
}

/// What is wrong. The name of a variant is its catalogue id: `UnknownKey` is `fault-unknown-key`.
#[derive(Debug, Clone, PartialEq, thiserror::Error, strum::IntoStaticStr, strum::EnumDiscriminants)]
#[strum(serialize_all = "kebab-case")]
#[strum_discriminants(derive(strum::EnumIter, strum::IntoStaticStr), strum(serialize_all = "kebab-case"))]
#[strum_discriminants(
    name(FaultName),
    doc = "The names of all faults, for the completeness test of the words."
)]
#[strum_discriminants(allow(missing_docs))]
#[allow(missing_docs)] // the message of each variant says what its fields are
pub enum FaultKind {
    #[error("TOML syntax: {detail}")]
    Syntax { detail: String },
    #[error("not a text file")]
    NotText,
    #[error("file larger than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("unknown entry \"{name}\"")]
    UnknownField { name: String },
    #[error("missing entry \"{name}\"")]
    MissingField { name: String },
    #[error("\"{name}\" must be a {expected}")]
    WrongType { name: String, expected: Expected },
    #[error("\"{name}\" has no value \"{value}\"")]
    UnknownValue { name: String, value: String },
    #[error("unknown pane \"{name}\"")]
    UnknownPane { name: String },
    #[error("unknown command \"{name}\"")]
    UnknownCommand { name: String },
    #[error("unknown key \"{name}\"")]
    UnknownKey { name: String },
    #[error("sequence \"{keys}\" must have 1 to {limit} keys")]
    KeyLength { keys: String, limit: usize },
    #[error("reserved key \"{name}\"")]
    ReservedKey { name: String },
    #[error("key \"{keys}\" bound twice in {pane}, first on line {line}")]
    DuplicateKey { keys: String, pane: String, line: usize },
    #[error("key \"{keys}\" hides \"{longer}\"")]
    HiddenKey { keys: String, longer: String },
    #[error("printable key \"{keys}\" bound in {pane}, which takes text")]
    TextKey { keys: String, pane: String },
    #[error("command \"{command}\" has no meaning in {pane}")]
    OutOfPlace { command: String, pane: String },
    #[error("act \"{command}\" must take two keys or more")]
    SingleKeyAct { command: String },
    #[error("command \"{command}\" has no key")]
    Unbound { command: String },
    #[error("unknown role \"{name}\"")]
    UnknownRole { name: String },
    #[error("missing role \"{name}\"")]
    MissingRole { name: String },
    #[error("unknown colour \"{name}\"")]
    UnknownColour { name: String },
    #[error("unknown modifier \"{name}\"")]
    UnknownModifier { name: String },
    #[error("text of \"{role}\" has contrast {ratio}, at least {least} needed")]
    Contrast { role: String, ratio: String, least: String },
    #[error("unknown parent \"{name}\"")]
    UnknownParent { name: String },
    #[error("inheritance runs in a circle through \"{name}\"")]
    Cycle { name: String },
}

impl FaultKind {
    /// The catalogue id of its words.
    pub fn text_id(&self) -> String {
        let name: &str = self.into();
        format!("fault-{name}")
    }

    /// What is wrong, in the language of the screen.
    pub fn say(&self, words: &Catalog) -> String {
        let put = |args: &[(&str, Arg<'_>)]| words.text_with(&self.text_id(), args);
        match self {
            Self::Syntax { detail } => put(&[("detail", detail.into())]),
            Self::NotText => put(&[]),
            Self::TooLarge { limit } => put(&[("limit", (*limit).into())]),
            Self::UnknownField { name }
            | Self::MissingField { name }
            | Self::UnknownPane { name }
            | Self::UnknownCommand { name }
            | Self::UnknownKey { name }
            | Self::ReservedKey { name }
            | Self::UnknownRole { name }
            | Self::MissingRole { name }
            | Self::UnknownColour { name }
            | Self::UnknownModifier { name }
            | Self::UnknownParent { name }
            | Self::Cycle { name } => put(&[("name", name.into())]),
            Self::WrongType { name, expected } => {
                let expected: &str = expected.into();
                put(&[("name", name.into()), ("expected", expected.into())])
            }
            Self::UnknownValue { name, value } => put(&[("name", name.into()), ("value", value.into())]),
            Self::KeyLength { keys, limit } => put(&[("keys", keys.into()), ("limit", (*limit).into())]),
            Self::DuplicateKey { keys, pane, line } => {
                put(&[("keys", keys.into()), ("pane", pane.into()), ("line", (*line).into())])
            }
            Self::HiddenKey { keys, longer } => put(&[("keys", keys.into()), ("longer", longer.into())]),
            Self::TextKey { keys, pane } => put(&[("keys", keys.into()), ("pane", pane.into())]),
            Self::OutOfPlace { command, pane } => put(&[("command", command.into()), ("pane", pane.into())]),
            Self::SingleKeyAct { command } | Self::Unbound { command } => put(&[("command", command.into())]),
            Self::Contrast { role, ratio, least } => {
                put(&[("role", role.into()), ("ratio", ratio.into()), ("least", least.into())])
            }
        }
    }
}

impl Fault {
    /// The whole fault in the language of the screen: file, line, column, what is wrong, what was meant.
    pub fn say(&self, words: &Catalog) -> String {
        let mut what = self.kind.say(words);
        if let Some(nearest) = &self.hint {
            what = words
                .text_with("fault-did-you-mean", &[("what", (&what).into()), ("nearest", nearest.into())]);
        }
        let (line, column) = (self.line.to_string(), self.column.to_string());
        let place = [("file", (&self.file).into()), ("line", (&line).into()), ("column", (&column).into())];
        words.text_with("fault-at", &[place.as_slice(), &[("what", (&what).into())]].concat())
    }
}

/// `file:line:column: what is wrong; did you mean "…"?`
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.kind)?;
        match &self.hint {
            Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Fault {}
