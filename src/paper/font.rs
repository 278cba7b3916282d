//! The typeface that comes with the program: three cuts, read when the first sheet is printed.
//!
//! Liberation Serif (SIL Open Font License 1.1, see `assets/fonts`), drawn to the widths of the typeface that
//! NĐ 30/2020/NĐ-CP prescribes for state papers. Must not know: sheets or pages.

use super::block::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The upright cut as it is in its file.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/LiberationSerif-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/LiberationSerif-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../assets/fonts/LiberationSerif-Italic.ttf");

/// What is shown for a character the typeface does not have: a white square.
pub const UNKNOWN: char = '\u{25A1}';
/// Part of the size above and below the line of writing.
pub const ASCENT: f32 = 0.891;
/// Part of the size below the line of writing.
pub const DESCENT: f32 = 0.216;

/// A character as the typeface draws it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the font.
    pub id: u32,
    /// Width in parts of the size.
    pub advance: f32,
}

/// One cut, ready to measure with.
pub struct Cut {
    /// The font as krilla embeds it; none where the file is damaged, which the tests rule out.
    pub font: Option<krilla::text::Font>,
    glyphs: HashMap<char, Glyph>,
    unknown: Glyph,
}

impl Cut {
    fn read(bytes: &'static [u8]) -> Self {
        let mut glyphs = HashMap::new();
        if let Ok(font) = FontRef::new(bytes) {
            let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
            let units =
                f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em).max(1.0);
            for (letter, id) in font.charmap().mappings() {
                if let Some(letter) = char::from_u32(letter) {
                    let advance = metrics.advance_width(id).unwrap_or_default() / units;
                    glyphs.insert(letter, Glyph { id: id.to_u32(), advance });
                }
            }
        }
        let unknown = glyphs.get(&UNKNOWN).copied().unwrap_or(Glyph { id: 0, advance: 0.6 });
        Self { font: krilla::text::Font::new(bytes.into(), 0), glyphs, unknown }
    }

    /// How a character is drawn; a white square for one the typeface does not have.
    pub fn glyph(&self, letter: char) -> Glyph {
        self.glyphs.get(&letter).copied().unwrap_or(self.unknown)
    }

    /// Whether the typeface has a character.
    pub fn has(&self, letter: char) -> bool {
        self.glyphs.contains_key(&letter)
    }
}

/// The cut of a face. Read at the first call, some milliseconds, and kept.
pub fn cut(face: Face) -> &'static Cut {
    static CUTS: [OnceLock<Cut>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let [regular, bold, italic] = &CUTS;
    match face {
        Face::Regular => regular.get_or_init(|| Cut::read(REGULAR)),
        Face::Bold => bold.get_or_init(|| Cut::read(BOLD)),
        Face::Italic => italic.get_or_init(|| Cut::read(ITALIC)),
    }
}

/// The characters of a text that cannot be printed as they are, each once.
pub fn unprintable(text: &str) -> Vec<char> {
    let cut = cut(Face::Regular);
    let mut found: Vec<char> =
        text.chars().filter(|letter| !letter.is_control() && !cut.has(*letter)).collect();
    found.sort_unstable();
    found.dedup();
    found
}
