//! How large things are: in points on paper, in cells on a screen. The one layout asks here.
//!
//! Must not know: blocks, or where anything stands.

use super::block::{Face, Paper};
use super::font;
use unicode_width::UnicodeWidthStr as _;

/// Millimetres to points.
const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Height of a line in parts of its size.
pub(super) const LEADING: f32 = 1.16;

/// The place blocks may fill on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Of the whole page.
    pub page: (f32, f32),
    /// Left end.
    pub left: f32,
    /// Upper end.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height; infinite where pages do not end.
    pub height: f32,
}

/// A way of measuring.
pub trait Measure {
    /// The place on a page of a paper.
    fn area(&self, paper: Paper) -> Area;
    /// Width of a text.
    fn width(&self, text: &str, face: Face, size: f32) -> f32;
    /// Height of a line of a size.
    fn line(&self, size: f32) -> f32;
    /// A gap of some lines.
    fn gap(&self, lines: f32, size: f32) -> f32;
    /// What a drawn line takes of the place.
    fn rule(&self) -> f32;
    /// Room between a cell's border and its text: across and down.
    fn pad(&self) -> (f32, f32);
    /// The nearest place that can be drawn at.
    fn snap(&self, place: f32) -> f32;
    /// Whether pictures (codes, bars) can be drawn; else words stand for them.
    fn draws(&self) -> bool;
    /// Millimetres as lengths of this kind.
    fn millimetres(&self, mm: f32) -> f32;
}

/// In points, with the typeface of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OnPaper;

impl Measure for OnPaper {
    fn area(&self, paper: Paper) -> Area {
        let (width, height) = paper.millimetres();
        let [left, right, top, bottom] = paper.margins().map(|mm| mm * POINTS_PER_MM);
        let page = (width * POINTS_PER_MM, height * POINTS_PER_MM);
        Area { page, left, top, width: page.0 - left - right, height: page.1 - top - bottom }
    }

    fn width(&self, text: &str, face: Face, size: f32) -> f32 {
        let cut = font::cut(face);
        text.chars().map(|letter| cut.glyph(letter).advance).sum::<f32>() * size
    }

    fn line(&self, size: f32) -> f32 {
        size * LEADING
    }

    fn gap(&self, lines: f32, size: f32) -> f32 {
        lines * size * LEADING
    }

    fn rule(&self) -> f32 {
        0.0
    }

    fn pad(&self) -> (f32, f32) {
        (3.0, 1.5)
    }

    fn snap(&self, place: f32) -> f32 {
        place
    }

    fn draws(&self) -> bool {
        true
    }

    fn millimetres(&self, mm: f32) -> f32 {
        mm * POINTS_PER_MM
    }
}

/// In cells of a screen, on one page without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnScreen {
    /// How wide the page is.
    pub columns: u16,
}

impl Measure for OnScreen {
    fn area(&self, _: Paper) -> Area {
        let width = f32::from(self.columns.max(20));
        Area { page: (width, f32::INFINITY), left: 0.0, top: 0.0, width, height: f32::INFINITY }
    }

    fn width(&self, text: &str, _: Face, _: f32) -> f32 {
        text.width() as f32
    }

    fn line(&self, _: f32) -> f32 {
        1.0
    }

    fn gap(&self, lines: f32, _: f32) -> f32 {
        // Half a line and more is seen; less is only air.
        if lines < 0.5 { 0.0 } else { lines.round().max(1.0) }
    }

    fn rule(&self) -> f32 {
        1.0
    }

    fn pad(&self) -> (f32, f32) {
        (0.0, 0.0)
    }

    fn snap(&self, place: f32) -> f32 {
        place.floor()
    }

    fn draws(&self) -> bool {
        false
    }

    fn millimetres(&self, _: f32) -> f32 {
        0.0
    }
}
