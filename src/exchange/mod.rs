//! Data for other programs, in and out: tables and report sheets.
//!
//! Must not know: how a report was counted, or where a file goes.

pub mod days;
pub mod encoding;
pub mod png;
pub mod reconcile;
pub mod sheet;
pub mod svg;
pub mod table;
pub mod workbook;
