//! Pages to PDF/A-2u: searchable, copyable text in an embedded typeface, by krilla.
//!
//! Must not know: blocks, or how pages came about.

use super::block::{Face, Sheet};
use super::drawing::{self, Colour, Drawing};
use super::font::{self, ASCENT, DESCENT};
use super::layout::{Item, Page, Pages, layout};
use super::measure::OnPaper;
use crate::domain::moment::Moment;
use chrono::{Datelike as _, Timelike as _};
use krilla::color::{luma, rgb};
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

/// Room around a picture on its page.
const EDGE: f32 = 36.0;
/// Thickness of a drawn line in points.
const LINE: f32 = 0.5;

/// Why a PDF could not be made: a fault of the program, never of what was to be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF could not be written: {0}")]
pub struct PdfError(String);

/// Sheets as one PDF, one after another, as it was at a moment.
pub fn render(sheets: &[Sheet], now: Moment) -> Result<Vec<u8>, PdfError> {
    let laid: Vec<Pages> = sheets.iter().map(|sheet| layout(sheet, &OnPaper)).collect();
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    write(&laid, title, now)
}

/// A report and its picture on a page of its own, as one PDF.
pub fn with_picture(sheet: &Sheet, picture: &Drawing, now: Moment) -> Result<Vec<u8>, PdfError> {
    let laid = layout(sheet, &OnPaper);
    let mut document = document(&sheet.title, now)?;
    pages(&mut document, &laid)?;
    let (width, height) = laid.area.page;
    let scale = ((width - 2.0 * EDGE) / picture.width).min((height - 2.0 * EDGE) / picture.height);
    let settings = PageSettings::from_wh(width, height).ok_or_else(|| PdfError("page size".to_owned()))?;
    let mut paper = document.start_page_with(settings);
    let mut surface = paper.surface();
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, EDGE, EDGE));
    drawn(picture, &mut surface);
    surface.pop();
    surface.finish();
    paper.finish();
    document.finish().map_err(|error| PdfError(format!("{error:?}")))
}

/// Pages that were laid out before, as one PDF.
pub fn write(laid: &[Pages], title: &str, now: Moment) -> Result<Vec<u8>, PdfError> {
    let mut document = document(title, now)?;
    for of_sheet in laid {
        pages(&mut document, of_sheet)?;
    }
    document.finish().map_err(|error| PdfError(format!("{error:?}")))
}

/// An archive without pages.
fn document(title: &str, now: Moment) -> Result<Document, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|error| PdfError(format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(metadata(title, now));
    Ok(document)
}

fn pages(document: &mut Document, laid: &Pages) -> Result<(), PdfError> {
    let (width, height) = laid.area.page;
    for page in &laid.pages {
        let settings =
            PageSettings::from_wh(width, height).ok_or_else(|| PdfError("page size".to_owned()))?;
        let mut paper = document.start_page_with(settings);
        let mut surface = paper.surface();
        surface.set_fill(Some(black()));
        draw(page, &mut surface);
        surface.finish();
        paper.finish();
    }
    Ok(())
}

fn black() -> Fill {
    Fill { paint: luma::Color::black().into(), ..Fill::default() }
}

fn drawn(picture: &Drawing, surface: &mut Surface<'_>) {
    let paint = |[red, green, blue]: Colour| rgb::Color::new(red, green, blue).into();
    for item in &picture.items {
        match item {
            drawing::Item::Box { x, y, width, height, colour, .. } => {
                surface.set_fill(Some(Fill { paint: paint(*colour), ..Fill::default() }));
                fill(surface, *x, *y, *width, *height);
            }
            drawing::Item::Line { points, colour, dashed } => {
                let mut path = PathBuilder::new();
                for (at, (x, y)) in points.iter().enumerate() {
                    if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
                }
                let dash = dashed.then(|| StrokeDash { array: vec![6.0, 3.0], offset: 0.0 });
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: paint(*colour),
                    width: 2.0,
                    dash,
                    ..Stroke::default()
                }));
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
                surface.set_stroke(None);
            }
            drawing::Item::Letters { x, y, size, text } => {
                surface.set_fill(Some(black()));
                // Sheets place letters by the upper edge of their line, drawings by the line they stand on.
                let leading = super::measure::LEADING - ASCENT - DESCENT;
                letters(surface, (*x, y - size * (ASCENT + leading / 2.0)), text, Face::Regular, *size);
            }
        }
    }
}

fn metadata(title: &str, now: Moment) -> Metadata {
    let local = now.local();
    let date = DateTime::new(u16::try_from(local.year()).unwrap_or_default())
        .month(local.month() as u8)
        .day(local.day() as u8)
        .hour(local.hour() as u8)
        .minute(local.minute() as u8)
        .second(local.second() as u8)
        .utc_offset_hour(7)
        .utc_offset_minute(0);
    Metadata::new()
        .title(title.to_owned())
        .language("vi-VN".to_owned())
        .creator("Một Cửa".to_owned())
        .creation_date(date)
}

fn draw(page: &Page, surface: &mut Surface<'_>) {
    for item in &page.items {
        match item {
            Item::Letters { x, y, text, face, size, .. } => letters(surface, (*x, *y), text, *face, *size),
            Item::Rule { x, y, length, down } => {
                let (width, height) = if *down { (LINE, *length) } else { (*length, LINE) };
                let half = LINE / 2.0;
                let (x, y) = if *down { (x - half, *y) } else { (*x, y - half) };
                fill(surface, x, y, width, height);
            }
            Item::Fill { x, y, width, height } => fill(surface, *x, *y, *width, *height),
        }
    }
}

fn letters(surface: &mut Surface<'_>, (x, y): (f32, f32), text: &str, face: Face, size: f32) {
    let cut = font::cut(face);
    let Some(font) = cut.font.clone() else { return };
    // Characters that mean something only to one program mean nothing in an archive.
    let text: String = text.chars().map(|c| if is_private(c) { font::UNKNOWN } else { c }).collect();
    let glyph = |(at, letter): (usize, char)| {
        let glyph = cut.glyph(letter);
        let range = at..at + letter.len_utf8();
        KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, 0.0, 0.0, 0.0, range, None)
    };
    let glyphs: Vec<KrillaGlyph> = text.char_indices().map(glyph).collect();
    // The letters stand in the middle of their line.
    let leading = super::measure::LEADING - ASCENT - DESCENT;
    let base = y + size * (ASCENT + leading / 2.0);
    surface.draw_glyphs(Point::from_xy(x, base), &glyphs, font, &text, size, false);
}

fn fill(surface: &mut Surface<'_>, x: f32, y: f32, width: f32, height: f32) {
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
    }
}

const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FEFF}' | '\u{FFFE}' | '\0')
}
