//! What values of the store and the snapshot are hidden with on a sealed desk.
//!
//! Whoever opens the store brings the veil. Must not know: how anything is hidden.

use super::StoreError;
use crate::domain::id::CaseId;
use std::fmt::Debug;

/// Hides values and look-up keys.
pub trait Veil: Debug + Send + Sync {
    /// Hides the record of a case whose key is in a slot.
    fn hide_record(&self, case: CaseId, slot: u32, plain: &[u8]) -> Result<Vec<u8>, StoreError>;
    /// Shows it again, with its slot.
    fn show_record(&self, case: CaseId, hidden: &[u8]) -> Result<(u32, Vec<u8>), StoreError>;
    /// Hides the snapshot of the rows.
    fn hide_rows(&self, plain: &[u8]) -> Result<Vec<u8>, StoreError>;
    /// Shows it again.
    fn show_rows(&self, hidden: &[u8]) -> Result<Vec<u8>, StoreError>;
}
