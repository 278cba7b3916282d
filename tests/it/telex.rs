//! Vietnamese typing: what is typed is what is meant, key by key, with backspace, in Telex and VNI.

use motcua::input::spelling::{Method, compose, merge_mark, spell};
use motcua::input::syllable::{Fit, INITIALS, RIMES, TONES, fit};
use motcua::input::telex::{Composer, Edit};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

/// A text field of the simplest kind: text with the cursor at its end.
fn apply(field: &mut String, edit: &Edit) {
    for _ in 0..edit.delete {
        field.pop();
    }
    field.push_str(&edit.insert);
}

/// Types keys into an empty field; `<` is backspace.
fn typed(method: Method, keys: &str) -> String {
    let (mut field, mut composer) = (String::new(), Composer::new(method));
    for c in keys.chars() {
        let edit = if c == '<' { composer.backspace() } else { composer.key(c) };
        apply(&mut field, &edit);
    }
    apply(&mut field, &composer.finish());
    field
}

#[test]
fn telex_types_vietnamese() {
    for (keys, text) in [
        ("Nguyeenx Thij Huowng", "Nguyễn Thị Hương"),
        ("nguyenex", "nguyễn"),
        ("Coongj hofa xax hooij", "Cộng hòa xã hội"),
        ("Ddoocj laapj - Tuwj do", "Độc lập - Tự do"),
        ("duongwdf", "đường"),
        ("DDUWOWNGF SOOS 12", "ĐƯỜNG SỐ 12"),
        ("HUEES", "HUẾ"),
        ("Lafo Cai, Sa Pa", "Lào Cai, Sa Pa"),
        ("quoocs quys quyeets", "quốc quý quyết"),
        ("gif gieengs giuwx giaays", "gì giếng giữ giấy"),
        ("khuyru thuyr huyfnh", "khuỷu thủy huỳnh"),
        ("wng tw", "ưng tư"),
        ("ngoanwf ngoeof", "ngoằn ngoèo"),
        ("Krong Kroong Ddawks Lawks", "Krong Krông Đắk Lắk"),
        ("H'Moong", "H'Mông"),
        ("QDD-UBND NDD", "QĐ-UBND NĐ"),
        ("dd/c", "đ/c"),
    ] {
        assert_eq!(typed(Method::Telex, keys), text, "{keys}");
    }
}

#[test]
fn vni_types_vietnamese() {
    for (keys, text) in [
        ("Nguye64n Thi5 Huo7ng", "Nguyễn Thị Hương"),
        ("D9u7o7ng2 so61 12", "Đường số 12"),
        ("a8n ba81c", "ăn bắc"),
        ("12a 3b", "12a 3b"),
        ("Q D9", "Q Đ"),
    ] {
        assert_eq!(typed(Method::Vni, keys), text, "{keys}");
    }
}

#[test]
fn words_that_are_not_vietnamese_stay_as_typed() {
    for word in [
        "windows", "user", "google", "ratatui", "file", "software", "excel", "internet", "website", "word",
        "https", "router", "server", "Facebook", "Zalo", "email", "print", "export", "xml", "TTHC", "plus",
        "www",
    ] {
        assert_eq!(typed(Method::Telex, &format!("{word} ")), format!("{word} "));
    }
}

#[test]
fn a_mark_typed_twice_is_taken_back() {
    assert_eq!(typed(Method::Telex, "tesst "), "test ");
    assert_eq!(typed(Method::Telex, "boss "), "bos ");
    assert_eq!(typed(Method::Telex, "asz "), "a ");
}

#[test]
fn backspace_deletes_one_letter_and_typing_goes_on() {
    for (keys, text) in [
        ("vieetj<n", "viện"),
        ("vieejt<<<<<ddi", "đi"),
        ("huowng<<<<oaf", "hòa"),
        ("windows<<<<<", "wi"),
        ("toans<<is", "tói"),
        ("an <binhf", "anbình"),
        ("<<as", "á"),
    ] {
        assert_eq!(typed(Method::Telex, keys), text, "{keys}");
    }
}

#[test]
fn escape_gives_the_keys_back_and_leaves_the_word_alone() {
    let (mut field, mut composer) = (String::new(), Composer::new(Method::Telex));
    for c in "as".chars() {
        apply(&mut field, &composer.key(c));
    }
    assert_eq!(field, "á");
    apply(&mut field, &composer.give_back().unwrap());
    apply(&mut field, &composer.key('s'));
    assert_eq!(field, "ass");
    assert_eq!(composer.give_back(), None);
}

#[test]
fn typing_goes_on_in_a_word_that_stands_there() {
    let (mut field, mut composer) = (String::from("việ"), Composer::new(Method::Telex));
    composer.resume("việ");
    for c in "tf".chars() {
        apply(&mut field, &composer.key(c));
    }
    apply(&mut field, &composer.finish());
    assert_eq!(field, "vieejtf", "a word closed by t takes no grave, so the keys come back");
    let (mut field, mut composer) = (String::from("việ"), Composer::new(Method::Telex));
    composer.resume("việ");
    apply(&mut field, &composer.key('n'));
    assert_eq!(field, "viện");
}

#[test]
fn letters_of_an_input_method_pass_untouched() {
    let (mut field, mut composer) = (String::new(), Composer::new(Method::Telex));
    for c in "nguyễn thị ệ".chars() {
        apply(&mut field, &composer.key(c));
    }
    assert_eq!(field, "nguyễn thị ệ");
}

#[test]
fn marks_that_arrive_apart_join_their_letter() {
    assert_eq!(merge_mark('e', '\u{302}'), Some('ê'));
    assert_eq!(merge_mark('ê', '\u{323}'), Some('ệ'));
    assert_eq!(merge_mark('ẹ', '\u{302}'), Some('ệ'));
    assert_eq!(merge_mark('ơ', '\u{300}'), Some('ờ'));
    assert_eq!(merge_mark('b', '\u{300}'), None);
    assert_eq!(merge_mark('a', 'b'), None);
    // Every Vietnamese letter, decomposed and sent mark by mark.
    for rime in RIMES {
        for tone in TONES {
            let whole: String = with_tone(rime, Some(tone));
            let mut field = String::new();
            for c in whole.nfd() {
                let merged = field.chars().next_back().and_then(|last| merge_mark(last, c));
                if let Some(merged) = merged {
                    field.pop();
                    field.push(merged);
                } else {
                    field.push(c);
                }
            }
            assert_eq!(field, whole);
        }
    }
}

/// A rime with its tone where the old orthography puts it.
fn with_tone(rime: &str, tone: Option<char>) -> String {
    let Some(tone) = tone else { return rime.to_owned() };
    let letters: Vec<char> = rime.chars().collect();
    let vowels = letters.iter().take_while(|c| "aăâeêioôơuưy".contains(**c)).count();
    let marked = letters.iter().take(vowels).rposition(|c| "ăâêôơ".contains(*c));
    let open = vowels == letters.len();
    let place = marked
        .or_else(|| letters.iter().take(vowels).rposition(|c| *c == 'ư').filter(|_| vowels < 3))
        .unwrap_or(usize::from(vowels > 2 || (vowels == 2 && !open)));
    let text: String = letters
        .iter()
        .enumerate()
        .flat_map(|(i, c)| [Some(*c), (i == place).then_some(tone)])
        .flatten()
        .collect();
    text.nfc().collect()
}

#[test]
fn every_syllable_can_be_typed_in_both_ways() {
    let mut count = 0;
    let mut wrong = Vec::new();
    for initial in INITIALS {
        for rime in RIMES {
            // `gi` and `qu` already hold the first vowel of these.
            let merged = (initial == "gi" && rime.starts_with(['i', 'y', 'ê']))
                || (initial == "g" && rime.starts_with('i'))
                || (initial == "qu" && (rime.starts_with(['u', 'ư', 'i']) || rime.starts_with("oo")))
                || (initial == "qu" && rime.starts_with("oa"))
                // Alone it reads as the beginning of `ươ`.
                || (initial.is_empty() && rime == "uơ");
            if merged {
                continue;
            }
            let closed = rime.ends_with(['c', 'k', 'p', 't']) || rime.ends_with("ch");
            for tone in [None].into_iter().chain(TONES.map(Some)) {
                if closed && !matches!(tone, None | Some('\u{301}' | '\u{323}')) {
                    continue;
                }
                let word = format!("{initial}{}", with_tone(rime, tone));
                for method in [Method::Telex, Method::Vni] {
                    let found = compose(method, &spell(method, &word));
                    if found != word {
                        wrong.push(format!(
                            "{word} {} {found}",
                            spell(method, &word).iter().collect::<String>()
                        ));
                    }
                }
                assert_eq!(fit(&word), Fit::Whole, "{word}");
                count += 1;
            }
        }
    }
    assert!(count > 15_000, "{count}");
    assert!(wrong.is_empty(), "{} of {count}: {:?}", wrong.len(), &wrong[..wrong.len().min(400)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn typing_key_by_key_is_composing_the_whole_word(keys in "[a-zA-Z]{1,20}") {
        let mut composer = Composer::new(Method::Telex);
        let mut field = String::new();
        for c in keys.chars() {
            apply(&mut field, &composer.key(c));
        }
        let whole: Vec<char> = keys.chars().collect();
        if whole.len() <= 16 {
            prop_assert_eq!(field, compose(Method::Telex, &whole));
        }
    }

    #[test]
    fn random_keys_never_panic_and_stay_composed(keys in "[ -~]{0,60}", marks in "\\PC{0,10}") {
        for method in [Method::Telex, Method::Vni] {
            let mut composer = Composer::new(method);
            let mut field = String::new();
            for (i, c) in keys.chars().chain(marks.chars()).enumerate() {
                let edit = if i % 7 == 6 { composer.backspace() } else { composer.key(c) };
                let before = field.chars().count();
                prop_assert!(edit.delete <= before.max(1));
                apply(&mut field, &edit);
            }
            apply(&mut field, &composer.finish());
            let ascii: String = field.chars().filter(|c| !marks.contains(*c)).collect();
            prop_assert_eq!(ascii.nfc().collect::<String>(), ascii);
        }
    }

    #[test]
    fn backspace_takes_exactly_the_last_letter(keys in "[a-z]{1,12}", more in 1..12_usize) {
        let mut composer = Composer::new(Method::Telex);
        let mut field = String::new();
        for c in keys.chars() {
            apply(&mut field, &composer.key(c));
        }
        for _ in 0..more {
            let mut shorter = field.clone();
            shorter.pop();
            apply(&mut field, &composer.backspace());
            prop_assert_eq!(&field, &shorter);
        }
    }
}
