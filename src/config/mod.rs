//! Files to values. Every fault names its file, line and column, and says what to do.
//!
//! Must not know: the screen's panes or the running desk.

pub mod law;
