//! How the desk appears: words, colours by meaning, and signs.
//!
//! Must not know: what is on the screen, files, or where a setting came from.

pub mod catalog;
pub mod glyphs;
pub mod role;
pub mod theme;

/// How everything appears: colours by meaning, words by id, signs.
pub struct Look {
    /// Colours and weights.
    pub theme: theme::Theme,
    /// Words.
    pub words: catalog::Catalog,
    /// Signs.
    pub glyphs: &'static glyphs::Glyphs,
}
