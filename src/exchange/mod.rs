//! Data for other programs, in and out: for now tables as CSV.
//!
//! Must not know: which report a table is, or where a file goes.

pub mod table;
