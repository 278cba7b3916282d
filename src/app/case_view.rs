//! The case pane: one case whole, scrolled, with the explanation of its date.
//!
//! Must not know: how its parts are drawn.

use crate::domain::case::CaseFile;
use std::sync::Arc;

/// The case in detail.
#[derive(Debug)]
pub struct CaseView {
    /// The case and its history.
    pub file: Arc<CaseFile>,
    /// The first line on the screen.
    pub scroll: u16,
}

impl CaseView {
    /// A case from its top.
    pub const fn new(file: Arc<CaseFile>) -> Self {
        Self { file, scroll: 0 }
    }
}
