//! Which words are Vietnamese syllables, so that typing leaves other words alone.
//!
//! A syllable is an initial consonant, a rime and a tone. The rimes are those of the written language,
//! the initials also those of place and family names of the highlands (Krông, Hmông, Đray). Must not know:
//! how a syllable was typed.

use unicode_normalization::UnicodeNormalization as _;

/// Initial consonants; the empty one too.
pub const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Initials of names of the highlands, which carry no tone: `Krông`, `Hmông`, `Plông`, `Đray`.
pub const HIGHLAND: [&str; 7] = ["đr", "hm", "hr", "kr", "mn", "pl", "sr"];

/// Rimes without their tone.
pub const RIMES: [&str; 164] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", //
    "ăc", "ăk", "ăm", "ăn", "ăng", "ăp", "ăt", //
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", //
    "e", "ec", "em", "en", "eng", "eo", "ep", "et", //
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", //
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", //
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", //
    "o", "oc", "oi", "om", "on", "ong", "op", "ot", //
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", //
    "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oem", "oen", "oeo", "oet", "ooc", "oong", //
    "ô", "ôc", "ôi", "ôk", "ôm", "ôn", "ông", "ôp", "ôt", //
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", //
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", //
    "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", //
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", //
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", //
    "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", //
    "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", //
    "y", "yêm", "yên", "yêng", "yêt", "yêu",
];

/// Rimes that only follow `qu`, whose u they share.
const AFTER_QU: [&str; 5] = ["ych", "yn", "ynh", "yp", "yt"];

/// The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng.
pub const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const SAC: char = '\u{301}';
const NANG: char = '\u{323}';

/// How far a word is on the way to a syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// No syllable begins so.
    Foreign,
    /// More letters may make a syllable of it.
    Beginning,
    /// A syllable as it stands.
    Whole,
}

/// How a word, in any case, fits the syllables. Only consonants and đ (as in `QĐ`) are whole.
pub fn fit(word: &str) -> Fit {
    let (plain, tone) = split_tone(word);
    if !plain.chars().any(is_vowel) {
        return Fit::Whole;
    }
    let mut best = Fit::Foreign;
    let highland: &[&str] = if tone.is_none() { &HIGHLAND } else { &[] };
    for initial in INITIALS.iter().chain(highland) {
        let Some(rest) = plain.strip_prefix(*initial) else { continue };
        let own: &[&str] = if *initial == "qu" { &AFTER_QU } else { &[] };
        for rime in RIMES.iter().chain(own) {
            if *rime == rest && tone_suits(rime, tone) {
                return Fit::Whole;
            }
            if rime.starts_with(rest) {
                best = Fit::Beginning;
            }
        }
    }
    best
}

/// A word without its tone in lower case, and the tone; two tones are no tone of any syllable.
pub fn split_tone(word: &str) -> (String, Option<char>) {
    let mut tone = None;
    let plain: String = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let is_tone = TONES.contains(c);
            if is_tone {
                tone = Some(*c);
            }
            !is_tone
        })
        .collect();
    (plain.nfc().collect(), tone)
}

/// A rime closed by c, ch, k, p or t takes only sắc and nặng; without a tone it is a beginning in typing,
/// and whole in the names of the highlands.
fn tone_suits(rime: &str, tone: Option<char>) -> bool {
    let closed = rime.ends_with(['c', 'k', 'p', 't']) || rime.ends_with("ch");
    !closed || matches!(tone, None | Some(SAC | NANG))
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}
