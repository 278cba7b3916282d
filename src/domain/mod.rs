//! What the law says about a file and its dates.
//!
//! Pure: no input or output, no clock of its own, no serialisation, no screen. Everything a rule
//! needs comes in as an argument, so every rule can be tested as a table.

pub mod calendar;
pub mod catalogue;
pub mod channel;
pub mod clock;
pub mod explain;
pub mod hours;
pub mod id;
pub mod limit;
pub mod moment;
pub mod procedure;
pub mod text;
mod walk;
