//! A drawing of boxes, lines and letters, from the top left: what pictures of reports are made of.
//!
//! One drawing becomes SVG, PNG and a page of PDF, so that they cannot differ. Colours are solid; a grey copy
//! stays legible. Must not know: what is drawn, or in which file it ends.

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Black.
pub const BLACK: Colour = [0, 0, 0];

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What it shows, in words.
    pub title: String,
    /// What is drawn, the later over the earlier.
    pub items: Vec<Item>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A filled box.
    Box {
        /// Left edge.
        x: f32,
        /// Upper edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Its colour.
        colour: Colour,
        /// What it stands for, where a reader can ask.
        hint: String,
    },
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(f32, f32)>,
        /// Its colour.
        colour: Colour,
        /// Whether it is broken, to be told from another in grey.
        dashed: bool,
    },
    /// Letters on a line of writing.
    Letters {
        /// Where they begin.
        x: f32,
        /// The line they stand on.
        y: f32,
        /// Their size.
        size: f32,
        /// The text.
        text: String,
    },
}

/// A colour mixed with white: 1 is the colour itself, 0 is white.
pub fn lightened(colour: Colour, part: f32) -> Colour {
    colour.map(|tone| (255.0 - (255.0 - f32::from(tone)) * part.clamp(0.0, 1.0)) as u8)
}
