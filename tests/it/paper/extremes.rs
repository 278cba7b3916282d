//! A thousand random files with extreme texts: nothing outside the page, nothing lost, nothing refused.

use super::layout::outside;
use super::world::{World, forms_of};
use crate::support::rounds;
use motcua::paper::field::{Cell, Field, List};
use motcua::paper::form::{Facts, fill};
use motcua::paper::layout::{Item, layout};
use motcua::paper::measure::OnPaper;
use motcua::paper::{pdf, text};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

const SYLLABLES: [&str; 12] =
    ["Nguyễn", "Ẫ", "xuất", "bản", "Lào", "Cai", "ường", "hồ", "sơ", "1.234/QĐ-UBND", "i", "W"];

/// Nothing, a word, a name, a long text, one endless word, lines, or letters the typeface does not have.
fn words(dice: &mut ChaCha8Rng) -> String {
    let some = |dice: &mut ChaCha8Rng, count: usize, between: &str| {
        (0..count).map(|_| SYLLABLES[dice.random_range(0..SYLLABLES.len())]).collect::<Vec<_>>().join(between)
    };
    match dice.random_range(0..9) {
        0 | 1 => String::new(),
        2 => some(dice, 1, ""),
        3 | 4 => some(dice, 4, " "),
        5 => {
            let count = dice.random_range(20..250);
            some(dice, count, " ")
        }
        6 => {
            let count = dice.random_range(20..60);
            some(dice, count, "")
        }
        7 => {
            let count = dice.random_range(2..40);
            some(dice, count, "\n")
        }
        _ => "漢字 🙂 \u{1EA0}\u{0301} ﷽ {case.code} *_ \u{E000}".to_owned(),
    }
}

fn facts(dice: &mut ChaCha8Rng) -> Facts {
    let mut facts = Facts::default();
    for field in Field::iter() {
        facts.put(field, words(dice));
    }
    if dice.random_bool(0.7) {
        facts.put(Field::CaseCode, "000.00.10.H38-261126-0001");
    }
    for list in List::iter() {
        let rows = [0, 1, 4, 9, 60][dice.random_range(0..5)];
        let row = |dice: &mut ChaCha8Rng, no: usize| -> BTreeMap<Cell, String> {
            let mut row: BTreeMap<Cell, String> =
                list.cells().iter().map(|cell| (*cell, words(dice))).collect();
            row.insert(Cell::No, no.to_string());
            row
        };
        facts.lists.insert(list, (1..=rows).map(|no| row(dice, no)).collect());
    }
    facts
}

#[test]
fn nothing_is_outside_the_page_and_no_letter_is_lost() {
    let world = World::new();
    let forms: Vec<_> = forms_of().into_iter().map(|(key, day, _)| world.form(key, day)).collect();
    let (mut pages, mut most) = (0, 0);
    let rounds = rounds(150);
    for seed in 0..rounds {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let form = &forms[seed as usize % forms.len()];
        let filled = fill(form, &facts(&mut dice));
        let laid = layout(&filled.sheet, &OnPaper);
        assert_eq!(outside(&laid), [""; 0], "seed {seed}, {}", form.template);
        // Every letter of a fact that the form shows stands on some page.
        let shown: String = laid
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| if let Item::Letters { text, .. } = item { Some(text.as_str()) } else { None })
            .collect();
        for block in super::forms::letters(&filled.sheet.blocks) {
            for word in block.split_whitespace() {
                let lost = word.chars().find(|letter| !shown.contains(*letter));
                assert_eq!(lost, None, "seed {seed}, {}: {word:?}", form.template);
            }
        }
        pages += laid.pages.len();
        most = most.max(laid.pages.len());
        if seed % 10 == 0 {
            pdf::write(&[laid], "x", crate::law::m("26/11/2026 09:00")).unwrap();
            assert!(!text::render(&filled.sheet, 78).is_empty());
        }
    }
    println!("{rounds} random files on {pages} pages, at most {most} of one; nothing outside");
}
