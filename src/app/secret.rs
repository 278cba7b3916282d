//! Words that must not be seen: passphrases and PINs on their way to whoever checks them.
//!
//! Must not know: what they open.

use std::fmt;
use zeroize::Zeroizing;

/// A text that shows nothing of itself and wipes itself.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a text over.
    pub fn of(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}
