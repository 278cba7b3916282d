//! Every pane and everything that lies over it, at every size: nothing panics, nothing falls off the screen,
//! and where work is possible the real cursor is on what has the focus.

use crate::support::driver::Driver;
use motcua::runtime::premises::Surroundings;

const SIZES: [(u16, u16); 10] =
    [(1, 1), (40, 12), (79, 24), (80, 23), (80, 24), (100, 30), (132, 43), (200, 60), (500, 200), (3, 1000)];

/// A state of the screen and the keys that lead to it, from the queue.
pub const STATES: [(&str, &str); 26] = [
    ("duties", "]"),
    ("queue", ""),
    ("filter", "]"),
    ("empty-search", "/ z q x z"),
    ("search", "/ h o i"),
    ("leader", "a"),
    ("case", "enter"),
    ("case-end", "enter end"),
    ("late", "4"),
    ("report", "3"),
    ("report-end", "3 end"),
    ("procedures", "n"),
    ("intake", "n enter"),
    ("intake-end", "n enter up up up up"),
    ("actions", "."),
    ("act", "a p"),
    ("values", "a p f4"),
    ("why", "w"),
    ("history", "H"),
    ("help", "?"),
    ("palette", ":"),
    ("procedure", "i enter"),
    ("messages", "ctrl-x m"),
    ("person", "ctrl-x p"),
    ("note", "m"),
    ("period", "3 t"),
];

fn look_at(driver: &mut Driver, state: &str, size: (u16, u16)) {
    driver.resize(size);
    let (buffer, cursor) = driver.draw();
    assert_eq!((buffer.area.width, buffer.area.height), size, "{state}");
    if size.0 < 80 || size.1 < 24 {
        return;
    }
    let at = cursor.unwrap_or_else(|| panic!("{state} at {size:?}: no cursor"));
    assert!(at.x < size.0 && at.y < size.1, "{state} at {size:?}: the cursor is at {at:?}");
    assert!(at.y > 0 && at.y < size.1 - 1, "{state} at {size:?}: the cursor is in a bar, {at:?}");
    // The header and the footer are nobody else's.
    let row = |y: u16| (0..size.0).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    assert!(row(0).contains("Một Cửa"), "{state} at {size:?}: {}", row(0));
    assert!(!row(size.1 - 1).contains(['│', '┘', '└']), "{state} at {size:?}: {}", row(size.1 - 1));
}

#[test]
fn every_state_fits_every_size() {
    for (state, keys) in STATES {
        let mut driver = Driver::practice((80, 24));
        driver.press(keys);
        for size in SIZES {
            look_at(&mut driver, state, size);
        }
    }
}

#[test]
fn the_first_form_and_a_desk_that_cannot_be_opened_fit_every_size() {
    let mut driver = Driver::empty((80, 24));
    for size in SIZES {
        look_at(&mut driver, "first-run", size);
    }
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("office.toml"), "name = ").unwrap();
    let mut driver = Driver::open(dir, (80, 24), Surroundings::default());
    driver.see("office.toml");
    for size in SIZES {
        look_at(&mut driver, "failed", size);
    }
}

#[test]
fn the_selected_row_stays_in_sight_when_the_screen_shrinks() {
    let mut driver = Driver::practice((100, 60));
    driver.press("page-down");
    let (_, before) = driver.draw();
    assert!(before.unwrap().y > 24);
    driver.resize((100, 24)).see("▸ ");
    let (buffer, at) = driver.draw();
    let at = at.unwrap();
    assert_eq!(buffer[(at.x, at.y)].symbol(), "▸", "{}", driver.screen());
}

#[test]
fn signs_for_more_lines_cover_no_figure() {
    let mut driver = Driver::practice((80, 24));
    driver.press("3").press("j j j j j j j j j j");
    let screen = driver.screen();
    assert!(screen.contains("Trực tiếp"), "{screen}");
    let line = screen.lines().find(|line| line.contains("Trực tiếp")).unwrap();
    assert!(line.trim_end_matches(['│', '▾', '▴']).ends_with("26"), "{line}");
}
