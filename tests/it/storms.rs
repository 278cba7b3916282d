//! Storms of sizes over every screen: whatever came in between, the last screen is the one a fresh start shows.

use crate::sizes::STATES;
use crate::support::driver::Driver;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::runtime::workstation::Program as _;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Sizes of one storm.
const GUSTS: usize = 20;
const WIDE: (u16, u16) = (200, 60);
/// What windows are for a moment while somebody pulls at them, and what nobody has.
const ODD: [(u16, u16); 8] = [(0, 0), (1, 1), (500, 200), (3, 1_000), (1, 24), (80, 1), (79, 23), (0, 50)];

fn size(chance: &mut Chance) -> (u16, u16) {
    if chance.one_in(3) {
        return ODD[chance.below(ODD.len())];
    }
    (chance.below(220) as u16, chance.below(70) as u16)
}

/// One screen that lives through all sizes, as a terminal's does.
struct Window {
    terminal: Terminal<TestBackend>,
}

impl Window {
    fn show(&mut self, driver: &mut Driver, (columns, rows): (u16, u16)) {
        driver.resize((columns, rows));
        if columns == 0 || rows == 0 {
            return;
        }
        self.terminal.backend_mut().resize(columns, rows);
        self.terminal.resize(Rect::new(0, 0, columns, rows)).unwrap();
        self.terminal.draw(|frame| driver.program.view(frame)).unwrap();
    }

    fn cells(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }
}

/// Where two screens differ first.
fn difference(one: &Buffer, other: &Buffer) -> Option<String> {
    if one.area != other.area {
        return Some(format!("{:?} against {:?}", one.area, other.area));
    }
    let at = one.content().iter().zip(other.content()).position(|(one, other)| one != other)?;
    let (x, y) = one.pos_of(at);
    let line = |buffer: &Buffer| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    let cells = (&one[(x, y)], &other[(x, y)]);
    Some(format!("at {x},{y}, {cells:?}:\n{}\n{}", line(one), line(other)))
}

#[test]
fn after_a_storm_of_sizes_every_screen_is_the_one_of_a_fresh_start() {
    let (rounds, mut sizes) = (rounds(8), 0);
    for round in 0..rounds {
        let mut chance = Chance::new(round);
        let (state, keys) = STATES[round as usize % STATES.len()];
        let last = [(80, 24), (100, 30), (140, 40), (200, 60)][chance.below(4)];
        let mut driver = Driver::practice(last);
        driver.press(keys);
        let mut window = Window { terminal: Terminal::new(TestBackend::new(last.0, last.1)).unwrap() };
        // A wide window reads the case beside the list, and more is known of it from then on; so it is for both.
        window.show(&mut driver, WIDE);
        for _ in 0..GUSTS {
            window.show(&mut driver, size(&mut chance));
            sizes += 1;
        }
        window.show(&mut driver, last);
        let mut fresh = Driver::practice(last);
        fresh.press(keys).resize(WIDE).resize(last);
        let (expected, _) = fresh.draw();
        if let Some(difference) = difference(window.cells(), &expected) {
            panic!("{state}, round {round}, {last:?}: {difference}");
        }
    }
    println!("{sizes} sizes over {} screens", STATES.len().min(rounds as usize));
}

#[test]
fn a_cell_that_is_another_would_be_noticed() {
    let (expected, _) = Driver::practice((80, 24)).draw();
    let mut other = expected.clone();
    other[(79, 23)].set_symbol("x");
    assert!(difference(&expected, &expected).is_none());
    assert!(difference(&expected, &other).is_some());
}

/// The shipped program in a real terminal: a storm while somebody works, then the same screen as a fresh start's.
#[cfg(target_os = "linux")]
#[test]
fn the_shipped_program_lives_through_a_storm_while_somebody_types() {
    use crate::support::clerk::Clerk;
    use crate::support::crash::{closed_desk, copy};
    // All but the first row, where the time of day goes on.
    let cells = |screen: &vt100::Screen| {
        let cell = |at: u16| screen.cell(1 + at / 100, at % 100).cloned();
        (0..29 * 100).map(cell).collect::<Vec<_>>()
    };
    let (home, desk) = closed_desk(25);
    copy(&desk, &home.path().join("fresh"));
    let mut fresh = Clerk::sit(&home.path().join("fresh"));
    fresh.see("Tất cả (5)");
    fresh.terminal.resize(100, 30);
    // Keys clear what was said at the start.
    fresh.send(b"jk\x1b[H");
    fresh.terminal.until_drawn("the whole screen", |screen| {
        let row = |at: usize| screen.rows(0, 100).nth(at).unwrap_or_default();
        row(29).contains("Trợ giúp") && row(28).trim().is_empty() && row(3).contains('▸')
    });
    let expected = cells(fresh.terminal.emulator.screen());
    let mut clerk = Clerk::sit(&desk);
    clerk.see("Tất cả (5)");
    let mut chance = Chance::new(14);
    for gust in 0..rounds(40) {
        let (columns, rows) = size(&mut chance);
        clerk.terminal.resize(columns, rows);
        clerk.send(if gust % 2 == 0 { b"j" } else { b"k" });
        if chance.one_in(4) {
            clerk.settle();
        }
    }
    clerk.terminal.resize(100, 30);
    // The emulator may have lost cells while it was small: the program is told to draw everything anew.
    clerk.send(b"\x1b[H\x0c");
    clerk.terminal.until_drawn("the fresh screen", |screen| cells(screen) == expected);
    for mut one in [clerk, fresh] {
        one.send(b"\x18q");
        assert!(one.terminal.child.wait().unwrap().success());
    }
}
