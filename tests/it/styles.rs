//! What must stand out does so in every theme, and without colour by weight alone.

use crate::support::driver::{Driver, practice_office};
use motcua::runtime::premises::Surroundings;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const THEMES: [&str; 4] = ["dark", "light", "high-contrast", "mono"];

fn themed(theme: &str) -> Driver {
    let office = practice_office();
    std::fs::write(office.path().join("settings.toml"), format!("theme = \"{theme}\"\n")).unwrap();
    let driver = Driver::open(office, (80, 24), Surroundings::default());
    assert_eq!(driver.model().theme, theme);
    driver
}

/// The cell a text begins at.
fn cell_of(buffer: &Buffer, text: &str) -> Cell {
    let width = buffer.area.width;
    for y in 0..buffer.area.height {
        for x in 0..width {
            let rest: String = (x..width).map(|x| buffer[(x, y)].symbol()).collect();
            if rest.starts_with(text) {
                return buffer[(x, y)].clone();
            }
        }
    }
    panic!("{text} is not on the screen");
}

fn look(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier)
}

#[test]
fn selected_overdue_and_ordinary_rows_differ_in_every_theme() {
    for theme in THEMES {
        let (buffer, _) = themed(theme).draw();
        let (selected, late) = (cell_of(&buffer, "Câu lạc bộ Di sản"), cell_of(&buffer, "trễ 5 ngày"));
        let (plain, in_time) = (cell_of(&buffer, "Trường THCS Cốc"), cell_of(&buffer, "còn 4 ngày LV"));
        assert_ne!(look(&selected), look(&plain), "{theme}: the cursor");
        assert_ne!(look(&late), look(&in_time), "{theme}: lateness");
        assert_ne!(look(&late), look(&selected), "{theme}: late is not selected");
    }
}

#[test]
fn the_focused_field_differs_in_every_theme() {
    for theme in THEMES {
        let mut driver = themed(theme);
        driver.press("n enter").type_text("0123456");
        let focused = cell_of(&driver.draw().0, "0123456");
        driver.press("tab");
        let left = cell_of(&driver.draw().0, "0123456");
        assert_ne!(look(&focused), look(&left), "{theme}");
    }
}

#[test]
fn mono_tells_by_weight_what_others_tell_by_colour() {
    let mut driver = themed("mono");
    let (buffer, _) = driver.draw();
    for cell in &buffer.content {
        assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{cell:?}");
    }
    let (selected, late) = (cell_of(&buffer, "Câu lạc bộ Di sản"), cell_of(&buffer, "trễ 5 ngày"));
    assert!(selected.modifier.contains(Modifier::REVERSED), "{selected:?}");
    assert!(!late.modifier.is_empty() && !late.modifier.contains(Modifier::REVERSED), "{late:?}");
}

#[test]
fn no_color_takes_mono_and_keeps_it() {
    let around = Surroundings { no_colour: true, ..Surroundings::default() };
    let mut driver = Driver::open(practice_office(), (80, 24), around);
    assert_eq!(driver.model().theme, "mono");
    driver.press("ctrl-x c").see("đơn sắc");
    assert_eq!(driver.model().theme, "mono");
    assert!(driver.draw().0.content.iter().all(|cell| cell.fg == Color::Reset));
}

#[test]
fn a_plain_console_is_drawn_without_signs_it_lacks() {
    let around = Surroundings { plain: true, ..Surroundings::default() };
    let mut driver = Driver::open(practice_office(), (80, 24), around);
    for keys in ["1", "3", "4", "n", "esc esc a", "esc enter"] {
        let screen = driver.press(keys).screen();
        let odd: Vec<char> =
            screen.chars().filter(|c| ('\u{2000}'..'\u{2018}').contains(c) || *c >= '\u{2190}').collect();
        assert!(odd.is_empty(), "{keys}: {odd:?}\n{screen}");
    }
}
