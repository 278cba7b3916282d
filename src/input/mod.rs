//! What a person can ask of the desk: commands, keys, the keymaps that join them, and Vietnamese typing.
//!
//! Must not know: which library reads the keyboard, what is on the screen, or what a command does.

pub mod command;
pub mod key;
pub mod keymap;
pub mod nearest;
pub mod spelling;
pub mod syllable;
pub mod telex;
