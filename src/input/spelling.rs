//! Vietnamese words and the keys that type them, in Telex and VNI: pure functions on whole words.
//!
//! Words that are no Vietnamese syllables stay as they were typed. Must not know: that keys come one by
//! one, or where the text goes.

use super::syllable::{Fit, TONES, fit, split_tone};
use strum::{EnumString, IntoStaticStr};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use vi::processor::AccentStyle;

/// Most keys in one word; the longest syllable takes 11 (`nghieengs` and a correction).
pub const WORD_LIMIT: usize = 16;

/// A way of typing Vietnamese with the letters of any keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Method {
    /// Letters stand for marks: `vieejt` is `việt`.
    Telex,
    /// Digits stand for marks: `vie65t` is `việt`.
    Vni,
}

impl Method {
    /// The name in settings.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether a key can be part of a word; any other key ends it.
    pub(super) const fn takes(self, key: char, first: bool) -> bool {
        match self {
            Self::Telex => key.is_ascii_alphabetic(),
            Self::Vni => key.is_ascii_alphabetic() || (key.is_ascii_digit() && !first),
        }
    }

    /// The keys of a letter mark or tone, given as its combining character, for a letter.
    const fn mark(self, mark: char, base: char) -> Option<char> {
        Some(match (self, mark) {
            (Self::Telex, '\u{300}') => 'f',
            (Self::Telex, '\u{301}') => 's',
            (Self::Telex, '\u{303}') => 'x',
            (Self::Telex, '\u{309}') => 'r',
            (Self::Telex, '\u{323}') => 'j',
            (Self::Telex, '\u{302}') => base.to_ascii_lowercase(),
            (Self::Telex, '\u{306}' | '\u{31b}') => 'w',
            (Self::Vni, '\u{300}') => '2',
            (Self::Vni, '\u{301}') => '1',
            (Self::Vni, '\u{303}') => '4',
            (Self::Vni, '\u{309}') => '3',
            (Self::Vni, '\u{323}') => '5',
            (Self::Vni, '\u{302}') => '6',
            (Self::Vni, '\u{306}') => '8',
            (Self::Vni, '\u{31b}') => '7',
            _ => return None,
        })
    }
}

/// The text that the keys of one word make, a whole word at a time: what typing shows at its end.
pub fn compose(method: Method, keys: &[char]) -> String {
    let typed: String = keys.iter().collect();
    let lower: Vec<char> = keys.iter().map(char::to_ascii_lowercase).collect();
    // The crate panics on letters that are composed already, so it only ever gets ASCII.
    // And www begins an address.
    let address = lower.len() > 2 && lower.iter().all(|key| *key == 'w');
    if keys.len() > WORD_LIMIT || !typed.is_ascii() || address {
        return typed;
    }
    let made = shape(method, &lower);
    let foreign = if made.is_ascii() { !is_taken_back(&made, &lower) } else { fit(&made) == Fit::Foreign };
    if foreign { typed } else { with_case(&made, keys) }
}

/// Whether a word is its keys with some left out because a mark was typed twice in a row, or taken away by
/// z or 0.
fn is_taken_back(made: &str, keys: &[char]) -> bool {
    let mut left = keys.iter();
    let shortened = made.chars().all(|letter| left.any(|key| *key == letter));
    let asked =
        keys.windows(2).any(|pair| pair.first() == pair.last()) || keys.iter().any(|key| "z0".contains(*key));
    shortened && (asked || made.len() == keys.len())
}

/// The word of lower-case keys: as the crate makes it, or in a way the crate does not know.
fn shape(method: Method, keys: &[char]) -> String {
    let stroke = match method {
        Method::Telex => "dd",
        Method::Vni => "d9",
    };
    let typed: String = keys.iter().collect();
    // Abbreviations without a vowel, as QĐ and NĐ: only đ can be meant, and ddd takes it back.
    if !typed.contains(['a', 'e', 'i', 'o', 'u', 'y', 'w']) {
        let doubled = format!("d{stroke}");
        let undone = typed.replacen(&doubled, stroke, 1);
        return if undone == typed { typed.replacen(stroke, "đ", 1) } else { undone };
    }
    let made = run(method, keys);
    let (krong, dray) = (keys.split_at_checked(1), typed.strip_prefix(stroke));
    let others = [
        with_final_k(method, keys),
        // Krông, Hmông, Đray: the crate composes the word behind its first consonant.
        krong.map(|(first, rest)| first.iter().collect::<String>() + &run(method, rest)),
        dray.map(|rest| format!("đ{}", run(method, &rest.chars().collect::<Vec<char>>()))),
    ];
    let is_word = |word: &String| !word.is_ascii() && fit(word) == Fit::Whole;
    if is_word(&made) { made } else { others.into_iter().flatten().find(is_word).unwrap_or(made) }
}

fn run(method: Method, keys: &[char]) -> String {
    let definition = match method {
        Method::Telex => &vi::TELEX,
        Method::Vni => &vi::VNI,
    };
    let mut out = String::new();
    vi::transform_buffer_with_style(definition, AccentStyle::Old, keys.iter().copied(), &mut out);
    out.nfc().collect()
}

/// Đắk, Lắk: a final k is a c to the crate.
fn with_final_k(method: Method, keys: &[char]) -> Option<String> {
    let at = keys.iter().rposition(|key| *key == 'k').filter(|at| *at > 1)?;
    let as_c: Vec<char> = keys.iter().enumerate().map(|(i, key)| if i == at { 'c' } else { *key }).collect();
    run(method, &as_c).strip_suffix('c').map(|stem| format!("{stem}k"))
}

/// Gives the letters of a composed word the case of the keys they came from.
fn with_case(made: &str, keys: &[char]) -> String {
    let mut left = keys.iter();
    made.chars()
        .map(|letter| {
            let base = base(letter);
            let from_w = |key: char| key == 'w' && base == 'u';
            let key = left.find(|key| {
                let key = key.to_ascii_lowercase();
                key == base || from_w(key)
            });
            let capital = key.is_some_and(char::is_ascii_uppercase);
            if capital { letter.to_uppercase().collect() } else { letter.to_string() }
        })
        .collect()
}

/// A letter without its marks; đ is d.
fn base(letter: char) -> char {
    if letter == 'đ' {
        return 'd';
    }
    if letter == 'Đ' {
        return 'D';
    }
    letter.nfd().next().unwrap_or(letter)
}

/// Keys that type a word: the marks of each letter behind it, the tone at the end.
pub fn spell(method: Method, word: &str) -> Vec<char> {
    let mut keys = Vec::new();
    let (mut tone, mut last) = (None, None);
    for letter in word.nfc() {
        let plain = base(letter);
        // In Telex a double o is typed as three, for two of them make ô.
        let without_tone = split_tone(letter.encode_utf8(&mut [0; 4])).0;
        if method == Method::Telex && without_tone == "o" && last.as_deref() == Some("o") {
            keys.push('o');
        }
        last = Some(without_tone);
        keys.push(plain);
        let same_case = |key: char| if plain.is_uppercase() { key.to_ascii_uppercase() } else { key };
        if matches!(letter, 'đ' | 'Đ') {
            keys.push(match method {
                Method::Telex => same_case('d'),
                Method::Vni => '9',
            });
        }
        for mark in letter.nfd().filter(|c| is_combining_mark(*c)) {
            let Some(key) = method.mark(mark, plain) else { continue };
            if TONES.contains(&mark) {
                tone = Some(same_case(key));
            } else {
                keys.push(same_case(key));
            }
        }
    }
    keys.extend(tone);
    keys
}

/// The letter and a combining mark that arrived after it, as one NFC letter, for input methods that send
/// marks apart; nothing where no such letter exists and the mark must be dropped.
pub fn merge_mark(letter: char, mark: char) -> Option<char> {
    if !is_combining_mark(mark) {
        return None;
    }
    let mut merged = [letter, mark].into_iter().nfc();
    let first = merged.next()?;
    merged.next().is_none().then_some(first)
}
