//! Small pieces that several panes draw with.
//!
//! Must not know: the model.

pub mod scroll;
pub mod text;
