//! Amounts of money as people write them: digits in groups, and words.
//!
//! Must not know: what the money is for.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const SCALES: [&str; 4] = ["", " nghìn", " triệu", " tỷ"];

/// `1.250.000`.
pub fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// `Một triệu hai trăm năm mươi nghìn đồng`.
pub fn in_words(amount: u64) -> String {
    let words = if amount == 0 { DIGITS[0].to_owned() } else { whole(amount) };
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} đồng", letters.as_str())
}

/// Groups of three digits, the billions read as a whole of their own: `một nghìn tỷ`.
fn whole(amount: u64) -> String {
    const BILLION: u64 = 1_000_000_000;
    let (billions, rest) = (amount / BILLION, amount % BILLION);
    let mut parts: Vec<String> = Vec::new();
    if billions > 0 {
        parts.push(format!("{}{}", whole(billions), SCALES[3]));
    }
    for scale in (0..3_usize).rev() {
        let group = (rest / 1_000_u64.pow(scale as u32) % 1_000) as usize;
        if group > 0 {
            parts.push(format!("{}{}", three(group, !parts.is_empty()), SCALES[scale]));
        }
    }
    parts.join(" ")
}

/// Up to 999; a group behind another says its missing hundreds.
fn three(group: usize, follows: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut parts: Vec<String> = Vec::new();
    if hundreds > 0 || follows {
        parts.push(format!("{} trăm", DIGITS[hundreds]));
    }
    let spoken = hundreds > 0 || follows;
    match tens {
        0 if ones > 0 && spoken => parts.push("linh".to_owned()),
        0 => {}
        1 => parts.push("mười".to_owned()),
        _ => parts.push(format!("{} mươi", DIGITS[tens])),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => parts.push("mốt".to_owned()),
        (1.., 5) => parts.push("lăm".to_owned()),
        (0.., _) => parts.push(DIGITS[ones].to_owned()),
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_read_them() {
        for (amount, digits, words) in [
            (0, "0", "Không đồng"),
            (5, "5", "Năm đồng"),
            (15, "15", "Mười lăm đồng"),
            (21, "21", "Hai mươi mốt đồng"),
            (105, "105", "Một trăm linh năm đồng"),
            (15_000, "15.000", "Mười lăm nghìn đồng"),
            (450_000, "450.000", "Bốn trăm năm mươi nghìn đồng"),
            (1_000_005, "1.000.005", "Một triệu không trăm linh năm đồng"),
            (1_250_000, "1.250.000", "Một triệu hai trăm năm mươi nghìn đồng"),
            (2_000_015_011, "2.000.015.011", "Hai tỷ không trăm mười lăm nghìn không trăm mười một đồng"),
        ] {
            assert_eq!((grouped(amount).as_str(), in_words(amount).as_str()), (digits, words));
        }
    }
}
