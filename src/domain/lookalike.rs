//! Names that look alike and are not: letters of other scripts drawn like Latin ones, and two names no eye tells apart.
//!
//! By the tables of Unicode (UTS 39). Foreigners have names in other scripts, so nothing is refused: it is marked, and
//! said. Must not know: where a name is shown.

use super::decide::Caution;
use super::projection::Projection;
use super::row::Row;
use std::borrow::Cow;
use unicode_security::confusable_detection::skeleton;

/// Letters longer than this apart cannot make two names look the same.
const APART: usize = 6;

/// Whether a letter is one a Vietnamese name may have: Latin, with or without marks.
const fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Whether a letter or digit is drawn like a Latin one and is another.
pub fn is_disguised(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric() && !is_latin(c) && {
        let drawn = skeleton(c.encode_utf8(&mut [0; 4])).collect::<String>();
        drawn.chars().all(|c| c.is_ascii_alphanumeric() || is_latin(c)) && !drawn.is_empty()
    }
}

/// A name with every disguised letter named behind it: `Нgọc` as `Н«U+041D»gọc`.
pub fn marked(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || !name.chars().any(is_disguised) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len() + 8);
    for c in name.chars() {
        out.push(c);
        if is_disguised(c) {
            out.push_str(&format!("«U+{:04X}»", c as u32));
        }
    }
    Cow::Owned(out)
}

/// Whether two names look the same and are written with different letters.
pub fn look_alike(one: &str, other: &str) -> bool {
    one != other && one.len().abs_diff(other.len()) <= APART && skeleton(one).eq(skeleton(other))
}

/// What somebody who types a name would want to know: disguised letters in it, and a file whose owner has a name that
/// looks the same and is another.
pub fn cautions(name: &str, rows: &Projection) -> Vec<Caution> {
    let mut found = Vec::new();
    let letters: Vec<String> =
        name.chars().filter(|c| is_disguised(*c)).map(|c| format!("{c} (U+{:04X})", c as u32)).collect();
    if !letters.is_empty() {
        found.push(Caution::Disguised { letters: letters.join(", ") });
    }
    let drawn: String = skeleton(name).collect();
    let is_alike = |row: &&Row| {
        let other = rows.owner(row);
        other != name && other.len().abs_diff(name.len()) <= APART && skeleton(other).eq(drawn.chars())
    };
    if let Some(row) = rows.rows().iter().find(is_alike) {
        found.push(Caution::LookAlike { code: rows.code(row).to_string() });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{is_disguised, look_alike, marked};

    #[test]
    fn letters_of_other_scripts_are_marked_and_vietnamese_ones_are_not() {
        let all =
            "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz";
        let upper = all.to_uppercase();
        assert_eq!(marked(all), all);
        assert_eq!(marked(&upper), upper);
        assert_eq!(marked("\u{41d}gọc"), "\u{41d}«U+041D»gọc");
        for disguised in "АВЕКМНОРСТХаеорсухіΑΒΕΗΙΚΜΝΟΡΤΥΧο\u{ff21}\u{1d400}".chars()
        {
            assert!(is_disguised(disguised), "{disguised} U+{:04X}", disguised as u32);
        }
        // A name in another script has letters of its own.
        for own in "ສົມພອນ王Жд".chars() {
            assert!(!is_disguised(own), "{own}");
        }
    }

    #[test]
    fn names_no_eye_tells_apart_are_found_and_others_are_not() {
        for (one, other) in [
            ("Nguyễn Văn An", "Nguyễn V\u{103}n \u{410}n"),
            ("Lò Thị Hoa", "Lò Thị H\u{43e}a"),
            ("Inh", "\u{406}nh"),
            ("Kim", "Kirn"),
        ] {
            assert!(look_alike(one, other), "{one} {other}");
            assert!(!look_alike(one, one));
        }
        for (one, other) in
            [("Nguyễn Văn An", "Nguyễn Văn Ân"), ("Hoa", "Hóa"), ("Lan", "Lân"), ("Đức", "Dức")]
        {
            assert!(!look_alike(one, other), "{one} {other}");
        }
    }
}
