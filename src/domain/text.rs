//! Text that came from people or files: made safe once, at the boundary, and folded for search.
//!
//! Must not know: where the text came from or where it will be shown.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most combining marks kept on one letter. Vietnamese needs two; more is an attack or damage.
const MARKS_PER_LETTER: usize = 8;

/// One line of text as the desk keeps it: NFC, no controls, invisible and bidirectional characters made
/// visible as `«U+202E»`, line breaks turned into spaces, of at most `limit` characters of it.
pub fn clean_line(raw: &str, limit: usize) -> String {
    let lines = raw.replace(['\n', '\r', '\t'], " ");
    clean(&lines, limit).trim().to_owned()
}

/// Several lines of text as the desk keeps them: as [`clean_line`], with line breaks kept.
pub fn clean(raw: &str, limit: usize) -> String {
    let mut out = String::with_capacity(raw.len().min(limit * 4));
    let mut marks = 0;
    let whole = raw.replace("\r\n", "\n");
    // Controls go before letters are composed: one between a letter and its mark would keep them apart.
    let seen = whole.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r' | '\u{1b}'));
    for c in seen.nfc().take(limit) {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS_PER_LETTER {
            continue;
        }
        match c {
            '\n' => out.push('\n'),
            // A space is a space: names that differ only in its kind would look the same.
            c if c.is_whitespace() && !is_hidden(c) => out.push(' '),
            '\u{1b}' => out.push('␛'),
            c if is_hidden(c) => out.push_str(&format!("«U+{:04X}»", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// A text on its way out, its lines and columns as they are: controls gone or to be seen as in [`clean`], hidden
/// characters named, piles of marks cut. What the desk keeps is so already; names of files and other people's files are
/// not.
pub fn seen(text: &str) -> Cow<'_, str> {
    // A mark of UTF-8 in front belongs to a file, not to its text.
    let (mark, rest) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    if rest.is_ascii() && rest.bytes().all(|byte| matches!(byte, b'\n' | b'\r' | b'\t' | 0x20..=0x7e)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::from(mark);
    let mut marks = 0;
    for c in rest.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        match c {
            '\n' | '\r' | '\t' => out.push(c),
            '\u{1b}' => out.push('␛'),
            c if is_hidden(c) => out.push_str(&format!("«U+{:04X}»", c as u32)),
            c if c.is_control() || marks > MARKS_PER_LETTER => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a character changes how others are shown, or what is written, without being seen itself: what Unicode lets
/// renderers ignore, lines and directions, the blank of braille, and what has no meaning two systems agree on.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{E000}'..='\u{F8FF}'
        | '\u{FDD0}'..='\u{FDEF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFC}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

/// The search key of a text: lower case, no accents, đ as d. `Nguyễn Đức` becomes `nguyen duc`.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// The exact key of a text: lower case NFC, accents kept, so that `nguyễn` does not find `Nguyên`.
pub fn exact(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether a search text asks for accents: it holds a letter that folding would change.
pub fn has_accents(text: &str) -> bool {
    exact(text) != fold(text)
}

/// A key that sorts names in Vietnamese order when compared byte by byte: given name (the last word)
/// first, letters by the alphabet (a ă â b c d đ …), tones (none, huyền, hỏi, ngã, sắc, nặng) only
/// where all letters tie.
///
/// Ours because it is made once per row for a sort of a hundred thousand; keys of a general
/// collation library change with its data and must not be kept.
pub fn collation_key(name: &str) -> Vec<u8> {
    let (rest, given) = name.rsplit_once(' ').unwrap_or(("", name));
    let mut key = Vec::with_capacity(name.len() * 2 + 2);
    let mut tones = Vec::with_capacity(name.len());
    for word in [given, rest] {
        for (place, tone) in word.chars().map(letter) {
            key.push(place);
            tones.push(tone);
        }
        key.push(0);
    }
    key.append(&mut tones);
    key
}

/// A letter as its place in the alphabet and its tone.
fn letter(letter: char) -> (u8, u8) {
    let (mut base, mut quality, mut tone) = ('\0', 0, 1);
    unicode_normalization::char::decompose_canonical(letter, |part| match part {
        '\u{0306}' => quality = 1,
        '\u{0302}' => quality = 2,
        '\u{031B}' => quality = 3,
        '\u{0300}' => tone = 2,
        '\u{0309}' => tone = 3,
        '\u{0303}' => tone = 4,
        '\u{0301}' => tone = 5,
        '\u{0323}' => tone = 6,
        part => base = part,
    });
    let place = match base.to_lowercase().next().unwrap_or(base) {
        'đ' => 20 + (b'd' - b'a') * 5 + 4,
        lower @ 'a'..='z' => 20 + (lower as u8 - b'a') * 5 + quality,
        digit @ '0'..='9' => 5 + (digit as u8 - b'0'),
        ' ' => 1,
        other if other.is_alphabetic() => 255,
        _ => 2,
    };
    (place, tone)
}

/// An identity number as lists show it: `0791*****123`. A short one shows nothing.
pub fn masked_id(number: &str) -> String {
    masked(number, 4, 3)
}

/// A telephone as lists show it: `09*****345`.
pub fn masked_phone(number: &str) -> String {
    masked(number, 2, 3)
}

fn masked(text: &str, front: usize, back: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let count = letters.len();
    if count < (front + back) * 3 / 2 {
        return "*".repeat(count);
    }
    let shown = |at: usize, c: char| if at < front || at + back >= count { c } else { '*' };
    letters.into_iter().enumerate().map(|(at, c)| shown(at, c)).collect()
}
