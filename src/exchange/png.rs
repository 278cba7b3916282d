//! A drawing as PNG, twice as fine as on the screen, with the typeface of the program's sheets.
//!
//! The only user of tiny-skia. Must not know: what was counted.

use crate::paper::drawing::{BLACK, Colour, Drawing, Item};
use crate::paper::font;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider as _};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform};

/// Pixels a point.
const FINE: f32 = 2.0;

/// Why there is no picture: a fault of the program, never of what was drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the picture could not be made: {0}")]
pub struct PngError(String);

/// The drawing.
pub fn to_png(drawing: &Drawing) -> Result<Vec<u8>, PngError> {
    let wrong = |what: &str| PngError(what.to_owned());
    let pixels = |points: f32| (points * FINE).ceil() as u32;
    let mut picture =
        Pixmap::new(pixels(drawing.width), pixels(drawing.height)).ok_or_else(|| wrong("size"))?;
    picture.fill(Color::WHITE);
    let font = FontRef::new(font::REGULAR).map_err(|error| PngError(error.to_string()))?;
    let scale = Transform::from_scale(FINE, FINE);
    for item in &drawing.items {
        match item {
            Item::Box { x, y, width, height, colour, .. } => {
                if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                    picture.fill_rect(rect, &paint(*colour), scale, None);
                }
            }
            Item::Line { points, colour, dashed } => {
                let mut path = PathBuilder::new();
                for (at, (x, y)) in points.iter().enumerate() {
                    if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
                }
                let dash = dashed.then(|| StrokeDash::new(vec![6.0, 3.0], 0.0)).flatten();
                let stroke = Stroke { width: 2.0, dash, ..Stroke::default() };
                if let Some(path) = path.finish() {
                    picture.stroke_path(&path, &paint(*colour), &stroke, scale, None);
                }
            }
            Item::Letters { x, y, size, text } => {
                letters(&mut picture, &font, (*x, *y), *size, text, scale);
            }
        }
    }
    picture.encode_png().map_err(|error| PngError(error.to_string()))
}

fn paint(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    let [red, green, blue] = colour;
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

fn letters(
    picture: &mut Pixmap,
    font: &FontRef<'_>,
    (x, y): (f32, f32),
    size: f32,
    text: &str,
    scale: Transform,
) {
    let cut = font::cut(crate::paper::block::Face::Regular);
    let mut pen = Pen { path: PathBuilder::new(), x, y };
    for letter in text.chars() {
        let glyph = cut.glyph(letter);
        if let Some(outline) = font.outline_glyphs().get(skrifa::GlyphId::new(glyph.id)) {
            // A letter that cannot be drawn leaves its place empty.
            let _ = outline.draw(DrawSettings::unhinted(Size::new(size), LocationRef::default()), &mut pen);
        }
        pen.x += glyph.advance * size;
    }
    if let Some(path) = pen.path.finish() {
        picture.fill_path(&path, &paint(BLACK), FillRule::Winding, scale, None);
    }
}

/// Puts outlines, which grow upwards from the line of writing, where they stand.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (left, line) = (self.x, self.y);
        self.path.cubic_to(left + ax, line - ay, left + bx, line - by, left + x, line - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
