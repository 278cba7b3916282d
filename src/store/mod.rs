//! What the embedded store (sled) holds: the present record of each case, and look-ups; beside it
//! the snapshot of the projection.
//!
//! Written behind the journal and disposable: missing, damaged or behind, it is made again from
//! the journal. The only room that knows sled and bincode. Must not know: what is lawful, the
//! journal's files, or any screen.

mod cases;
mod error;
pub mod record;
mod seal;
mod snapshot;
mod veil;

pub use cases::{KnownParty, Store, panic_is_expected};
pub use error::StoreError;
pub use record::{CaseRecord, FramePlace, RecordError};
pub use seal::forget as forget_seal;
pub use snapshot::{Snapshot, SnapshotPoint, read as read_snapshot, write as write_snapshot};
pub use veil::Veil;
