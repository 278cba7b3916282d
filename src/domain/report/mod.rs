//! Reports over the projection, one file each.
//!
//! Pure counting; every number can name the rows behind it. Must not know: how a report is shown
//! or written to a file.

pub mod levels;
pub mod period;
