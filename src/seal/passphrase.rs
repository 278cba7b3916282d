//! Which passphrases are too weak to seal a desk with.
//!
//! Long rather than odd: fifteen letters, no rules of composition, no forced change. Must not know: whose it is.

use unicode_normalization::UnicodeNormalization as _;

/// Fewest letters.
pub const LEAST: usize = 15;
/// Most bytes that are read.
pub const MOST: usize = 1_024;

/// Words a guesser begins with, as parts of longer phrases they make up.
const COMMON: [&str; 24] = [
    "123456",
    "abcdef",
    "abc123",
    "admin",
    "caubinh",
    "daomai",
    "hanoi",
    "iloveyou",
    "lanhdao",
    "laocai",
    "letmein",
    "matkhau",
    "matma",
    "motcua",
    "mothai",
    "nguyen",
    "password",
    "qwerty",
    "saigon",
    "uybannhandan",
    "vietnam",
    "welcome",
    "xinchao",
    "zxcvbn",
];

/// What is wrong with a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`LEAST`] letters.
    Short,
    /// One letter or group over and over, or mostly a common word or the office's own.
    Common,
}

/// Judges a passphrase; `context` are the words of the office: its name, code, people.
pub fn judge(passphrase: &str, context: &[&str]) -> Result<(), Weakness> {
    if passphrase.nfc().count() < LEAST || passphrase.len() > MOST {
        return Err(Weakness::Short);
    }
    let mut rest = plain(passphrase);
    let letters: std::collections::BTreeSet<char> = rest.chars().collect();
    if letters.len() < 6 {
        return Err(Weakness::Common);
    }
    let own = context.iter().map(|words| plain(words)).filter(|words| words.len() >= 4);
    for word in COMMON.iter().map(|word| (*word).to_owned()).chain(own) {
        rest = rest.replace(&word, "");
    }
    if rest.chars().count() < LEAST / 2 { Err(Weakness::Common) } else { Ok(()) }
}

/// Letters and digits, without marks and case.
fn plain(text: &str) -> String {
    let base = text.nfd().filter(|c| c.is_alphanumeric());
    base.flat_map(char::to_lowercase).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}
