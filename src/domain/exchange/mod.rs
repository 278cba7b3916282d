//! Files between offices without a network: who is known, what came, and how two histories of a file become one.
//!
//! A file has one keeper; only the keeper adds to its line of events. Everybody else has a copy of that line and may put
//! notes behind it. So of two honest histories one always goes on from the other, notes apart, and in whatever order
//! bundles come, however often, everybody ends with the keeper's line and all notes. Anything else is a fork, which a
//! person decides. Must not know: bundles as bytes, signatures, or where histories are kept.

mod merge;
mod partners;

pub use merge::{Merged, Misfit, Verdict, fit, keeper_of, merge, settle};
pub use partners::{Arrival, Fork, Made, Partner, Partners, Taken, Told, Witness};
