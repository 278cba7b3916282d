//! Pages to lines of text for a screen: the same layout, with letters as cells and drawn lines as box signs.
//!
//! Must not know: terminals or colours.

use super::block::{Face, Sheet};
use super::layout::{Item, layout};
use super::measure::OnScreen;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// A piece of a line in one cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What is said.
    pub text: String,
    /// In which cut.
    pub face: Face,
}

/// A cell: a letter, the right half of a wide one, or lines through it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Cell {
    #[default]
    Empty,
    Letter(String, Face),
    Covered,
    /// Up, down, left, right.
    Lines([bool; 4]),
    Full,
}

/// A sheet as lines of a width, each of pieces in their cuts, without spaces at their ends.
pub fn spans(sheet: &Sheet, columns: u16) -> Vec<Vec<Span>> {
    let laid = layout(sheet, &OnScreen { columns });
    let mut grid = Grid::default();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        grid.draw(item);
    }
    grid.rows.iter().map(|row| joined(row)).collect()
}

/// A sheet as plain text of a width.
pub fn render(sheet: &Sheet, columns: u16) -> String {
    let mut text = String::new();
    for line in spans(sheet, columns) {
        for span in line {
            text.push_str(&span.text);
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    fn cell(&mut self, x: usize, y: usize) -> &mut Cell {
        if self.rows.len() <= y {
            self.rows.resize_with(y + 1, Vec::new);
        }
        let row = &mut self.rows[y];
        if row.len() <= x {
            row.resize(x + 1, Cell::Empty);
        }
        &mut row[x]
    }

    fn draw(&mut self, item: &Item) {
        match item {
            Item::Letters { x, y, text, face, .. } => {
                let (mut x, y) = (*x as usize, *y as usize);
                for letter in text.graphemes(true) {
                    let width = letter.width();
                    if width == 0 {
                        continue;
                    }
                    *self.cell(x, y) = Cell::Letter(letter.to_owned(), *face);
                    for more in 1..width {
                        *self.cell(x + more, y) = Cell::Covered;
                    }
                    x += width;
                }
            }
            Item::Rule { x, y, length, down } => {
                let (x, y, length) = (*x as usize, *y as usize, *length as usize);
                // A line joins the middles of the cells at its ends.
                for at in 0..=length {
                    let (x, y) = if *down { (x, y + at) } else { (x + at, y) };
                    let (back, forth) = (at > 0, at < length);
                    let new = if *down { [back, forth, false, false] } else { [false, false, back, forth] };
                    let cell = self.cell(x, y);
                    *cell = match cell {
                        Cell::Lines(old) => Cell::Lines(std::array::from_fn(|i| old[i] || new[i])),
                        Cell::Empty => Cell::Lines(new),
                        Cell::Letter(..) | Cell::Covered | Cell::Full => continue,
                    };
                }
            }
            Item::Fill { x, y, width, .. } => {
                for at in 0..*width as usize {
                    *self.cell(*x as usize + at, *y as usize) = Cell::Full;
                }
            }
        }
    }
}

fn joined(row: &[Cell]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for cell in row {
        let (text, face) = match cell {
            Cell::Empty => (" ", Face::Regular),
            Cell::Letter(letter, face) => (letter.as_str(), *face),
            Cell::Covered => continue,
            Cell::Lines(lines) => (sign(*lines), Face::Regular),
            Cell::Full => ("█", Face::Regular),
        };
        match spans.last_mut() {
            Some(last) if last.face == face || text == " " => last.text.push_str(text),
            Some(_) | None => spans.push(Span { text: text.to_owned(), face }),
        }
    }
    spans
}

/// The box sign of lines that go up, down, left and right.
const fn sign([up, down, left, right]: [bool; 4]) -> &'static str {
    match (up, down, left, right) {
        (true, true, true, true) => "┼",
        (true, true, true, false) => "┤",
        (true, true, false, true) => "├",
        (true, false, true, true) => "┴",
        (false, true, true, true) => "┬",
        (true, false, true, false) => "┘",
        (true, false, false, true) => "└",
        (false, true, true, false) => "┐",
        (false, true, false, true) => "┌",
        (true | false, true | false, false, false) => "│",
        (false, false, true | false, true | false) => "─",
    }
}
