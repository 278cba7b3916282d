//! Text that came from people or files: made safe once, at the boundary, and folded for search.
//!
//! Must not know: where the text came from or where it will be shown.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most combining marks kept on one letter. Vietnamese needs two; more is an attack or damage.
const MARKS_PER_LETTER: usize = 8;

/// One line of text as the desk keeps it: NFC, no controls, invisible and bidirectional characters made
/// visible as `«U+202E»`, line breaks turned into spaces, at most `limit` characters.
pub fn clean_line(raw: &str, limit: usize) -> String {
    let lines = raw.replace(['\n', '\r', '\t'], " ");
    clean(&lines, limit).trim().to_owned()
}

/// Several lines of text as the desk keeps them: as [`clean_line`], with line breaks kept.
pub fn clean(raw: &str, limit: usize) -> String {
    let mut out = String::with_capacity(raw.len().min(limit * 4));
    let mut marks = 0;
    for c in raw.replace("\r\n", "\n").nfc().take(limit) {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MARKS_PER_LETTER {
            continue;
        }
        match c {
            '\n' => out.push('\n'),
            '\t' | '\r' => out.push(' '),
            '\u{1b}' => out.push('␛'),
            c if c.is_control() => {}
            c if is_hidden(c) => out.push_str(&format!("«U+{:04X}»", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character changes how others are shown without being seen itself.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
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
