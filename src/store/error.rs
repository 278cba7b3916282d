//! How the store can fail. None of it loses a case: the journal has them all.
//!
//! Must not know: the words the screen uses.

use super::record::RecordError;

/// Why the store cannot be used as it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Sled says so.
    #[error("the store failed: {0}")]
    Sled(#[from] sled::Error),
    /// Sled panicked while it was opened, which it does on damaged files.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// A value does not read back.
    #[error("a record of the store does not read back: {0}")]
    Record(#[from] RecordError),
    /// The case is erased; nobody reads it again.
    #[error("the case is erased")]
    Erased,
    /// The files around the store.
    #[error("the store's folder failed: {0}")]
    Io(#[from] std::io::Error),
}

impl StoreError {
    /// What the system says, where it was the system.
    pub fn io_kind(&self) -> Option<std::io::ErrorKind> {
        match self {
            Self::Io(error) | Self::Sled(sled::Error::Io(error)) => Some(error.kind()),
            Self::Sled(_) | Self::Damaged(_) | Self::Record(_) | Self::Erased => None,
        }
    }

    /// Whether the disk or its owner, and not the store, is why it cannot be used here and now.
    pub fn is_of_surroundings(&self) -> bool {
        use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};
        matches!(self.io_kind(), Some(PermissionDenied | ReadOnlyFilesystem | StorageFull))
    }
}
