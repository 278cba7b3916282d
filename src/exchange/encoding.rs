//! Text of files from other programs: UTF-8, or what Vietnamese files still come in. What is not sure is asked, with a
//! sample in each encoding that fits; no byte is dropped or replaced in silence.
//!
//! Must not know: what the text says.

use crate::domain::text::clean_line;
use strum::{Display, EnumIter, EnumString, IntoEnumIterator as _, IntoStaticStr};
use unicode_normalization::UnicodeNormalization as _;

/// Characters of a sample.
const SAMPLE: usize = 48;

/// An encoding a person can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Encoding {
    /// Two bytes a letter, as some spreadsheets write “Unicode text”.
    Utf16,
    /// TCVN 5712:1993, the fonts called `.Vn…` (ABC).
    Tcvn3,
    /// The fonts called `VNI-…`.
    Vni,
}

/// Not UTF-8, and nobody has said what it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: not UTF-8")]
pub struct Unsure {
    /// The line that cannot be read, from 1.
    pub line: usize,
    /// How the first words with accents would read, in each encoding the whole file fits.
    pub samples: Vec<(Encoding, String)>,
}

/// TCVN3 from 0xA0 on; `_` is no letter.
const TCVN3: &str = "_ĂÂÊÔƠƯĐăâêôơưđ_\
                     _____àảãáạ_ằẳẵắ_\
                     ______ặầẩẫấậè_ẻẽ\
                     éẹềểễếệìỉ___ĩíịò\
                     _ỏõóọồổỗốộờởỡớợù\
                     _ủũúụừửữứựỳỷỹýỵ_";

/// Letters of VNI that stand alone, in lower case; in upper case 0x20 less.
const VNI_LETTERS: [(u8, char); 9] = [
    (0xf4, 'ơ'),
    (0xf6, 'ư'),
    (0xf1, 'đ'),
    (0xec, 'ì'),
    (0xed, 'í'),
    (0xe6, 'ỉ'),
    (0xf3, 'ĩ'),
    (0xf2, 'ị'),
    (0xee, 'ỵ'),
];

/// Marks of VNI behind a vowel, in lower case; in upper case 0x20 less.
const VNI_MARKS: [(u8, &str); 17] = [
    (0xf9, "\u{301}"),
    (0xf8, "\u{300}"),
    (0xfb, "\u{309}"),
    (0xf5, "\u{303}"),
    (0xef, "\u{323}"),
    (0xe2, "\u{302}"),
    (0xe1, "\u{302}\u{301}"),
    (0xe0, "\u{302}\u{300}"),
    (0xe5, "\u{302}\u{309}"),
    (0xe3, "\u{302}\u{303}"),
    (0xe4, "\u{302}\u{323}"),
    (0xea, "\u{306}"),
    (0xe9, "\u{306}\u{301}"),
    (0xe8, "\u{306}\u{300}"),
    (0xfa, "\u{306}\u{309}"),
    (0xfc, "\u{306}\u{303}"),
    (0xeb, "\u{306}\u{323}"),
];

/// The text of a file, by what it says of itself or what somebody says it is.
pub fn text(bytes: &[u8], asked: Option<Encoding>) -> Result<String, Unsure> {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let named = asked.or(marked.then_some(Encoding::Utf16));
    if let Some(text) = named.and_then(|encoding| decode(bytes, encoding)) {
        return Ok(text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if named.is_none() && !text.contains('\0') => {
            Ok(text.trim_start_matches('\u{feff}').to_owned())
        }
        read => {
            let good = read.map_or_else(|error| error.valid_up_to(), |text| text.find('\0').unwrap_or(0));
            let before = bytes.get(..good).unwrap_or_default();
            let fits = |encoding| Some((encoding, sample(&decode(bytes, encoding)?)));
            Err(Unsure {
                line: before.split(|byte| *byte == b'\n').count(),
                samples: Encoding::iter().filter_map(fits).collect(),
            })
        }
    }
}

/// The whole text, or nothing where any byte has no meaning in the encoding.
fn decode(bytes: &[u8], encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Utf16 => utf16(bytes),
        Encoding::Tcvn3 => bytes.iter().map(|byte| tcvn3(*byte)).collect(),
        Encoding::Vni => vni(bytes),
    }
}

/// With a mark in front in the order it says; without one in the order in which more letters are Latin.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (is_big, marked) = match pairs.first() {
        Some([0xfe, 0xff]) => (true, true),
        Some([0xff, 0xfe]) => (false, true),
        Some(_) | None => (zeros(0) > zeros(1), false),
    };
    // Text of another kind is not worth offering as rows of rare signs.
    if !marked && zeros(usize::from(!is_big)) * 3 < pairs.len() {
        return None;
    }
    let units =
        pairs.iter().map(|pair| if is_big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) });
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

fn tcvn3(byte: u8) -> Option<char> {
    match byte.checked_sub(0xa0) {
        None => byte.is_ascii().then_some(char::from(byte)).filter(|c| *c != '\0'),
        Some(at) => TCVN3.chars().nth(usize::from(at)).filter(|letter| *letter != '_'),
    }
}

fn vni(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len() * 2);
    let mut vowel = false;
    for byte in bytes {
        let lower = byte | 0x20;
        let mark = VNI_MARKS.iter().find(|(code, _)| *code == lower && !byte.is_ascii());
        let letter = VNI_LETTERS.iter().find(|(code, _)| *code == lower && !byte.is_ascii());
        match (mark, letter) {
            (Some((_, marks)), _) if vowel => {
                text.push_str(marks);
                vowel = false;
                continue;
            }
            (_, Some((code, letter))) => {
                if code == byte {
                    text.push(*letter);
                } else {
                    text.extend(letter.to_uppercase());
                }
            }
            _ if byte.is_ascii() && *byte != 0 => text.push(char::from(*byte)),
            _ => return None,
        }
        let written = text.chars().last().map(|c| c.to_lowercase().next());
        vowel = matches!(written, Some(Some('a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư')));
    }
    Some(text.nfc().collect())
}

/// The first line with something beyond ASCII in it.
fn sample(text: &str) -> String {
    let line = text.lines().find(|line| !line.is_ascii()).or(text.lines().next()).unwrap_or_default();
    clean_line(line, SAMPLE)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, TCVN3, VNI_LETTERS, VNI_MARKS, text};
    use unicode_normalization::UnicodeNormalization as _;

    /// Every letter of the alphabet with every tone, lower case.
    const ALL: &str = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";

    fn to_tcvn3(text: &str) -> Vec<u8> {
        let code = |c: char| TCVN3.chars().position(|known| known == c).map_or(c as u8, |at| at as u8 + 0xa0);
        text.chars().map(code).collect()
    }

    fn to_vni(text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        for c in text.chars() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            let upper = if lower == c { 0 } else { 0x20 };
            if let Some((code, _)) = VNI_LETTERS.iter().find(|(_, letter)| *letter == lower) {
                out.push(code - upper);
                continue;
            }
            let parts: String = [lower].into_iter().nfd().collect();
            let horned = |base: char, marks: &str| match (base, marks.strip_prefix('\u{31b}')) {
                ('o', Some(rest)) => (0xf4, rest.to_owned()),
                ('u', Some(rest)) => (0xf6, rest.to_owned()),
                _ => (base as u8, marks.to_owned()),
            };
            let base = parts.chars().next().unwrap_or(c);
            // In canonical order a dot below stands before the hat.
            let mut marks: Vec<char> = parts.chars().skip(1).collect();
            marks.sort_by_key(|mark| !matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}'));
            let (code, marks) = horned(base, &marks.into_iter().collect::<String>());
            out.push(if base == 'o' || base == 'u' || code.is_ascii() { code - upper } else { code });
            if let Some((mark, _)) = VNI_MARKS.iter().find(|(_, known)| *known == marks) {
                out.push(mark - upper);
            }
        }
        out
    }

    #[test]
    fn every_letter_comes_back_from_the_encodings_of_old_fonts() {
        let words = format!("{ALL} Nguyễn Văn Đức; 1.5\r\n");
        assert_eq!(text(&to_tcvn3(&words), Some(Encoding::Tcvn3)).as_deref(), Ok(words.as_str()));
        let upper = format!("{words}{}", words.to_uppercase());
        assert_eq!(text(&to_vni(&upper), Some(Encoding::Vni)).as_deref(), Ok(upper.as_str()));
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> =
                "\u{feff}".encode_utf16().chain(upper.encode_utf16()).flat_map(order).collect();
            assert_eq!(text(&bytes, None).as_deref(), Ok(upper.as_str()), "it says itself what it is");
            let plain: Vec<u8> = words.encode_utf16().flat_map(order).collect();
            assert_eq!(text(&plain, Some(Encoding::Utf16)).as_deref(), Ok(words.as_str()));
        }
    }

    #[test]
    fn what_is_not_sure_is_asked_with_samples_and_never_read_with_holes() {
        let words = "Mã;Chủ hồ sơ\n1;Nguyễn Thị Bưởi\n";
        let found = text(&to_tcvn3(words), None).expect_err("nobody said what it is");
        assert_eq!(found.line, 1);
        assert!(found.samples.contains(&(Encoding::Tcvn3, "Mã;Chủ hồ sơ".to_owned())), "{found:?}");
        let found = text(&to_vni(words), None).expect_err("nobody said what it is");
        assert!(found.samples.contains(&(Encoding::Vni, "Mã;Chủ hồ sơ".to_owned())), "{found:?}");
        // A wrong word for it is no way to lose anything either.
        assert!(text(&[b'a', 0xa0, 0xff], Some(Encoding::Tcvn3)).is_err());
        assert!(text(&[0xf9], Some(Encoding::Vni)).is_err());
        assert!(text(&[0xff, 0xfe, 0x00, 0xd8], None).is_err(), "half a pair");
        assert!(text(words.as_bytes(), Some(Encoding::Tcvn3)).is_err());
        assert_eq!(text(words.as_bytes(), None).as_deref(), Ok(words));
    }
}
