//! Text of an exact width, wrapped text, and labelled lines.
//!
//! Everything is measured in cells, never in bytes or letters. Must not know: colours.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text of exactly `cells` cells: padded on the right, or cut with a sign at the end.
pub fn fit(text: &str, cells: usize, cut: &str) -> String {
    let own = text.width();
    if own <= cells {
        return format!("{text}{}", " ".repeat(cells - own));
    }
    let sign = if cells > cut.width() { cut } else { "" };
    let room = cells.saturating_sub(sign.width());
    let (mut out, mut used) = (String::new(), 0);
    for letter in text.graphemes(true) {
        let wide = letter.width();
        if used + wide > room {
            break;
        }
        out.push_str(letter);
        used += wide;
    }
    out.push_str(sign);
    format!("{out}{}", " ".repeat(cells.saturating_sub(used + sign.width())))
}

/// A text of exactly `cells` cells, padded on the left.
pub fn fit_right(text: &str, cells: usize) -> String {
    let own = text.width();
    if own > cells { fit(text, cells, "") } else { format!("{}{text}", " ".repeat(cells - own)) }
}

/// Lines of at most `cells` cells, broken between words.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let options = textwrap::Options::new(cells.max(1)).break_words(true);
    text.split('\n')
        .flat_map(|line| textwrap::wrap(line, &options))
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// A number as Vietnamese papers write it: `1.234.567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}
