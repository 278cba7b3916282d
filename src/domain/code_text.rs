//! A code as rows keep it: what all codes of an office begin with, once, and the rest.
//!
//! Must not know: what a code means.

use std::fmt;

/// A code in two parts that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeText<'a> {
    /// What many codes begin with, such as `000.00.10.H38-`; may be empty.
    pub head: &'a str,
    /// The rest, such as `261103-0002`.
    pub rest: &'a str,
}

/// Where the head of a code ends: after the last but one hyphen.
pub fn head_of(code: &str) -> usize {
    code.rmatch_indices('-').nth(1).map_or(0, |(at, _)| at + 1)
}

impl CodeText<'_> {
    /// Whether a text of small letters is in it, large and small alike.
    pub fn contains_ignoring_case(&self, lower: &str) -> bool {
        let within = |text: &str| {
            let (text, lower) = (text.as_bytes(), lower.as_bytes());
            !lower.is_empty() && text.windows(lower.len()).any(|window| window.eq_ignore_ascii_case(lower))
        };
        // The head ends with a hyphen, so whatever lies over both parts has one.
        within(self.rest) || within(self.head) || (lower.contains('-') && within(&self.to_string()))
    }

    /// The order of the whole texts.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let bytes = |code: &Self| code.head.bytes().chain(code.rest.bytes()).collect::<Vec<_>>();
        if self.head == other.head { self.rest.cmp(other.rest) } else { bytes(self).cmp(&bytes(other)) }
    }
}

impl fmt::Display for CodeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.head)?;
        f.write_str(self.rest)
    }
}

impl PartialEq<str> for CodeText<'_> {
    fn eq(&self, other: &str) -> bool {
        other.strip_prefix(self.head) == Some(self.rest)
    }
}

impl PartialEq<&str> for CodeText<'_> {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl PartialEq<String> for CodeText<'_> {
    fn eq(&self, other: &String) -> bool {
        self == other.as_str()
    }
}
