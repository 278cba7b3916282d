//! Blocks to pages: the one layout, for paper and for screens alike.
//!
//! A block becomes strips, which are never cut; strips fill pages from top to bottom, and a table's heading
//! begins every page the table goes on to. Must not know: what a renderer draws with.

mod blocks;
pub mod lines;
mod table;

use super::block::{Face, Sheet};
use super::measure::{Area, Measure};
use std::rc::Rc;

/// Something to draw, at a place from the upper left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Letters in one cut; `y` is the upper end of their line.
    Letters {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// What is said.
        text: String,
        /// In which cut.
        face: Face,
        /// How large.
        size: f32,
        /// Width, as measured.
        width: f32,
    },
    /// A thin line across (`down` false) or down.
    Rule {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// How long.
        length: f32,
        /// Whether it goes down.
        down: bool,
    },
    /// A filled rectangle: a module of a code, a bar.
    Fill {
        /// Left end.
        x: f32,
        /// Upper end.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
    },
}

impl Item {
    /// The same, moved.
    fn moved(mut self, across: f32, below: f32) -> Self {
        match &mut self {
            Self::Letters { x, y, .. } | Self::Rule { x, y, .. } | Self::Fill { x, y, .. } => {
                *x += across;
                *y += below;
            }
        }
        self
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// What is on it, in the order it is read.
    pub items: Vec<Item>,
}

/// A sheet on its pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// Where blocks stand on a page.
    pub area: Area,
    /// The pages, at least one.
    pub pages: Vec<Page>,
}

/// Something that is never cut, at places from its own upper left corner.
#[derive(Debug, Clone, Default)]
struct Strip {
    height: f32,
    items: Vec<Item>,
    /// Gap before it, which falls away at the top of a page.
    before: f32,
    /// Whether it stays with what follows.
    keep: bool,
    /// What is repeated where it begins a page.
    head: Option<Rc<[Strip]>>,
    /// Whether a page begins before it.
    breaks: bool,
}

/// Lays a sheet out.
pub fn layout(sheet: &Sheet, measure: &dyn Measure) -> Pages {
    let area = measure.area(sheet.paper);
    let size = sheet.paper.text_size();
    let foot = if measure.draws() { measure.line(size * FOOT_SIZE) * 1.5 } else { 0.0 };
    let inner = Area { height: area.height - foot, ..area };
    let maker = blocks::Maker { measure, size, page: inner.height };
    let mut pages = Paginator { area: inner, pages: Vec::new(), page: Page::default(), y: 0.0, begun: false };
    let strips = maker.strips(&sheet.blocks, area.width);
    let mut at = 0;
    while let Some(strip) = strips.get(at) {
        let group = strips.iter().skip(at).take_while(|strip| strip.keep).count() + 1;
        let together = strips.get(at..(at + group).min(strips.len())).unwrap_or_default();
        pages.keep(strip, together);
        for strip in together {
            pages.put(strip);
        }
        at += together.len().max(1);
    }
    let mut laid = pages.done();
    if measure.draws() {
        number(&mut laid, sheet, size, measure, area);
    }
    Pages { area, pages: laid }
}

/// Small print at the foot, in parts of the ordinary size.
const FOOT_SIZE: f32 = 0.75;

/// Writes the small print and the page number, where there is more than one page, at the foot.
fn number(pages: &mut [Page], sheet: &Sheet, size: f32, measure: &dyn Measure, area: Area) {
    let size = size * FOOT_SIZE;
    let total = pages.len();
    // The line below the blocks is kept free for it.
    let y = area.top + area.height - measure.line(size);
    for (at, page) in pages.iter_mut().enumerate() {
        let shown = if total > 1 { format!("{}/{total}", at + 1) } else { String::new() };
        let right = measure.width(&shown, Face::Regular, size);
        let foot = lines::break_lines(
            &super::block::Text::italic(&sheet.foot),
            area.width - right - size,
            size,
            measure,
        );
        if let Some(line) = foot.first() {
            page.items.extend(line.pieces.iter().map(|piece| letters(piece, area.left, y, size, measure)));
        }
        if !shown.is_empty() {
            let x = area.left + area.width - right;
            page.items.push(Item::Letters { x, y, text: shown, face: Face::Regular, size, width: right });
        }
    }
}

/// A piece of a line as an item.
fn letters(piece: &lines::Piece, x: f32, y: f32, size: f32, measure: &dyn Measure) -> Item {
    let width = measure.width(&piece.text, piece.face, size);
    Item::Letters { x: x + piece.x, y, text: piece.text.clone(), face: piece.face, size, width }
}

/// Fills pages.
struct Paginator {
    area: Area,
    pages: Vec<Page>,
    page: Page,
    y: f32,
    begun: bool,
}

impl Paginator {
    /// Begins a page where strips that stay together would not fit on this one, but would on the next.
    fn keep(&mut self, first: &Strip, together: &[Strip]) {
        let height: f32 = together.iter().map(|strip| strip.before + strip.height).sum();
        let fits = self.y + height <= self.area.height;
        if !fits && self.begun && height - first.before <= self.area.height {
            self.turn();
        }
    }

    fn put(&mut self, strip: &Strip) {
        let before = if self.begun { strip.before } else { 0.0 };
        let is_full = self.y + before + strip.height > self.area.height;
        if self.begun && (strip.breaks || is_full) {
            self.turn();
        }
        if self.begun {
            return self.place(strip, before);
        }
        for head in strip.head.iter().flat_map(|head| head.iter()) {
            self.place(head, 0.0);
        }
        self.place(strip, 0.0);
    }

    fn place(&mut self, strip: &Strip, before: f32) {
        self.y += before;
        let (left, top) = (self.area.left, self.area.top + self.y);
        self.page.items.extend(strip.items.iter().map(|item| item.clone().moved(left, top)));
        self.y += strip.height;
        // A gap alone does not begin a page.
        self.begun |= !strip.items.is_empty();
        if !self.begun {
            self.y = 0.0;
        }
    }

    fn turn(&mut self) {
        self.pages.push(std::mem::take(&mut self.page));
        self.y = 0.0;
        self.begun = false;
    }

    fn done(mut self) -> Vec<Page> {
        if self.begun || self.pages.is_empty() {
            self.turn();
        }
        self.pages
    }
}
