//! Themes: the shipped ones are whole and readable, mono tells meanings apart without colour.

use crate::keymaps::each_bad_file;
use motcua::config::theme::{BUILT_IN, Source, built_in, load, read};
use motcua::look::glyphs::Glyphs;
use motcua::look::role::{Role, Urgency};
use motcua::look::theme::{MONO, THEMES, contrast};
use proptest::prelude::*;
use ratatui::style::{Color, Modifier};
use std::collections::BTreeSet;
use strum::IntoEnumIterator as _;
use unicode_width::UnicodeWidthStr as _;

#[test]
fn shipped_themes_have_no_faults() {
    for source in BUILT_IN {
        let (theme, faults) = read(source, &[]);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{told:#?}");
        assert_eq!(theme.name(), source.name);
        assert!(source.text.contains(&format!("name = \"{}\"", source.name)));
    }
    assert_eq!(BUILT_IN.map(|source| source.name), THEMES);
}

#[test]
fn each_bad_theme_is_told_what_is_wrong_and_where() {
    each_bad_file("themes", |name, text| {
        let source = Source { name, file: name, text };
        let (theme, faults) = load(name, &[source], false);
        assert_eq!(theme, built_in("dark"), "{name}: a faulty file is not used");
        faults
    });
}

#[test]
fn a_circle_through_two_files_is_found() {
    let one = Source { name: "one", file: "one.toml", text: "inherits = \"two\"" };
    let two = Source { name: "two", file: "two.toml", text: "\ninherits = \"one\"" };
    let (_, faults) = load("one", &[one, two], false);
    assert!(
        faults.iter().any(|fault| {
            fault.to_string() == "two.toml:2:12: inheritance runs in a circle through \"one\""
        })
    );
}

#[test]
fn every_text_of_a_coloured_theme_is_readable_also_under_the_cursor() {
    for name in ["dark", "light", "high-contrast"] {
        let theme = built_in(name);
        assert_eq!(theme.unreadable(), [], "{name}");
        let ground = |style: ratatui::style::Style| (style.fg, style.bg);
        for urgency in Urgency::iter() {
            assert_eq!(ground(theme.row(true, urgency)), ground(theme.style(Role::Selection)), "{name}");
        }
    }
    assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.01);
    assert!((contrast((119, 119, 119), (255, 255, 255)) - 4.48).abs() < 0.01);
}

#[test]
fn high_contrast_needs_only_the_eight_colours_of_any_console() {
    let eight = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
    ];
    let theme = built_in("high-contrast");
    let many: Vec<bool> = THEMES.iter().map(|name| built_in(name).needs_many_colours()).collect();
    assert_eq!(many, [true, true, false, false]);
    for role in Role::iter() {
        let style = theme.style(role);
        assert!(style.fg.is_some_and(|fg| eight.contains(&fg)), "{role:?}");
        assert!(style.bg.is_some_and(|bg| eight.contains(&bg)), "{role:?}");
    }
}

#[test]
fn mono_has_no_colour_and_tells_meanings_by_modifier() {
    let theme = built_in(MONO);
    for role in Role::iter() {
        assert_eq!((theme.style(role).fg, theme.style(role).bg), (None, None), "{role:?}");
    }
    let differ = |roles: &[Role]| {
        let seen: BTreeSet<u16> = roles.iter().map(|role| theme.style(*role).add_modifier.bits()).collect();
        assert_eq!(seen.len(), roles.len(), "{roles:?}");
    };
    differ(&[Role::DueOk, Role::DueSoon, Role::Overdue, Role::Waiting, Role::Done]);
    differ(&[Role::Text, Role::Selection, Role::Tag]);
    differ(&[Role::Text, Role::Heading, Role::Title]);
    differ(&[Role::Border, Role::BorderFocused]);
    differ(&[Role::Field, Role::FieldFocused]);
    differ(&[Role::Text, Role::Notice, Role::Error]);
    for urgency in Urgency::iter() {
        let (plain, chosen) = (theme.row(false, urgency), theme.row(true, urgency));
        assert!(chosen.add_modifier.contains(Modifier::REVERSED | plain.add_modifier), "{urgency:?}");
        assert!(!plain.add_modifier.contains(Modifier::REVERSED), "{urgency:?}");
    }
}

#[test]
fn no_colour_means_mono_whatever_was_chosen() {
    assert_eq!(load("light", &[], true).0, built_in(MONO));
    assert_eq!(load("light", &[], false).0, built_in("light"));
}

#[test]
fn a_user_theme_changes_only_what_it_names() {
    let text = "inherits = \"light\"\n[roles]\ntitle = { fg = \"orange\" }\n";
    let (theme, faults) = load("mine", &[Source { name: "mine", file: "mine.toml", text }], false);
    assert_eq!(faults, []);
    assert_eq!(theme.style(Role::Title).fg, Some(Color::Rgb(0xa8, 0x32, 0)));
    assert_eq!(theme.style(Role::Text), built_in("light").style(Role::Text));
}

#[test]
fn signs_are_one_cell_wide_everywhere_and_no_two_urgencies_are_alike() {
    for glyphs in [Glyphs::UNICODE, Glyphs::ASCII] {
        for sign in glyphs.signs() {
            assert_eq!((sign.width(), sign.width_cjk()), (1, 1), "{sign}");
        }
        let urgencies: BTreeSet<&str> = Urgency::iter().map(|urgency| glyphs.urgency(urgency)).collect();
        assert_eq!(urgencies.len(), Urgency::iter().count());
    }
    let frame = Glyphs::ASCII.frame;
    assert!(Glyphs::ASCII.signs().chain(frame.corners).all(str::is_ascii));
    assert!(Glyphs::pick(true).frame.horizontal.is_ascii());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_text_as_a_theme_never_panics_and_stays_whole(text in "[\\[\\]{}a-z\"=.#0-9 \\n,-]{0,200}") {
        let (theme, _) = load("mine", &[Source { name: "mine", file: "mine.toml", text: &text }], false);
        prop_assert!(theme.missing().is_empty());
        prop_assert!(theme.unreadable().is_empty());
    }
}
