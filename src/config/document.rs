//! A configuration file as a tree of values that know where they stand, and the faults found in it.
//!
//! Every reader of this folder walks the tree by itself instead of deriving it: so each fault has its place
//! and one fault does not hide the next. Must not know: what the values mean.

use super::fault::{Expected, Fault, FaultKind};
use crate::input::nearest::nearest;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// The largest configuration file that is read, in bytes.
pub const SIZE_LIMIT: usize = 1 << 20;

/// A key of a table, with its place.
pub type Name<'a> = Spanned<DeString<'a>>;
/// A value, with its place.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// The text of a file's bytes, unless it is too large or not UTF-8.
pub fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Box<Fault>> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Box::new(fault(file, "", FaultKind::TooLarge { limit: SIZE_LIMIT })));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Box::new(fault(file, &String::from_utf8_lossy(good), FaultKind::NotText))
    })
}

/// A fault that stands right behind some text of the file.
fn fault(file: &str, before: &str, kind: FaultKind) -> Fault {
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    Fault {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        kind,
        hint: None,
    }
}

/// Collects the faults of one file.
#[derive(Debug)]
pub struct Faults<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Fault>,
}

impl<'a> Faults<'a> {
    /// Reads a file: its table, and the collector that already holds the faults of its syntax.
    pub fn read(file: &'a str, text: &'a str) -> (DeTable<'a>, Self) {
        let mut faults = Self { file, text, found: Vec::new() };
        if text.len() > SIZE_LIMIT {
            faults.add(0..0, FaultKind::TooLarge { limit: SIZE_LIMIT }, None);
            return (DeTable::new(), faults);
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let detail = error.message().to_owned();
            faults.add(error.span().unwrap_or(0..0), FaultKind::Syntax { detail }, None);
        }
        (table.into_inner(), faults)
    }

    /// Notes a fault at a place given in bytes.
    pub fn add(&mut self, place: Range<usize>, kind: FaultKind, hint: Option<&str>) {
        let before = self.text.get(..place.start).unwrap_or(self.text);
        let fault = Fault { hint: hint.map(str::to_owned), ..fault(self.file, before, kind) };
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The line of a place given in bytes, from 1.
    pub fn line_of(&self, place: &Range<usize>) -> usize {
        self.text.get(..place.start).unwrap_or(self.text).matches('\n').count() + 1
    }

    /// All faults, in the order of the file.
    pub fn into_sorted(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|fault| (fault.line, fault.column));
        self.found
    }

    /// Notes every entry whose name is not among the allowed ones.
    pub fn only(&mut self, table: &DeTable<'a>, allowed: &[&str]) {
        for (name, _) in table {
            let written: &str = name.get_ref();
            if !allowed.contains(&written) {
                let kind = FaultKind::UnknownField { name: written.to_owned() };
                self.add(name.span(), kind, nearest(written, allowed.iter().copied()));
            }
        }
    }

    /// The text of a value, or a fault.
    pub fn text<'v>(&mut self, name: &str, value: &'v Value<'a>) -> Option<&'v str> {
        let found = value.get_ref().as_str();
        self.expect(name, value, Expected::Text, found)
    }

    /// True or false of a value, or a fault.
    pub fn switch(&mut self, name: &str, value: &Value<'a>) -> Option<bool> {
        let found = value.get_ref().as_bool();
        self.expect(name, value, Expected::Switch, found)
    }

    /// The whole number of a value, or a fault.
    pub fn number(&mut self, name: &str, value: &Value<'a>) -> Option<i64> {
        let read = value.get_ref().as_integer();
        let found = read.and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        self.expect(name, value, Expected::Number, found)
    }

    /// The table of a value, or a fault.
    pub fn table<'v>(&mut self, name: &str, value: &'v Value<'a>) -> Option<&'v DeTable<'a>> {
        let found = value.get_ref().as_table();
        self.expect(name, value, Expected::Table, found)
    }

    /// The list of a value, or a fault.
    pub fn list<'v>(&mut self, name: &str, value: &'v Value<'a>) -> Option<Vec<&'v Value<'a>>> {
        let found = value.get_ref().as_array().map(|list| list.iter().collect());
        self.expect(name, value, Expected::List, found)
    }

    fn expect<T>(
        &mut self,
        name: &str,
        value: &Value<'a>,
        expected: Expected,
        found: Option<T>,
    ) -> Option<T> {
        if found.is_none() {
            self.add(value.span(), FaultKind::WrongType { name: name.to_owned(), expected }, None);
        }
        found
    }
}
