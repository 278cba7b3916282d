//! Parts of a batch on their way to counting: all of them once the fact that ends it follows, or none.
//!
//! A frame lands whole or not at all, but a power cut may leave the first frames of many. So the parts of a batch say
//! where they stand in it, and whoever reads the journal holds them back until the fact right behind them says how many
//! they are. Anything else in between, and they never counted. Must not know: what a part changes.

use super::load::{ReadCaseError, position};
use super::vault::Vault;
use crate::journal::Reader;
use crate::journal::disk::Disk;
use crate::store::record::{Body, Part, decode_body};
use crate::store::{FramePlace, RecordError};

/// Where the parts that are held back lie, with the slot of each case's key.
#[derive(Debug, Default)]
pub(super) struct Waiting(Vec<(FramePlace, Option<u32>)>);

impl Waiting {
    /// Holds a part back.
    pub(super) fn hold(&mut self, index: u32, place: FramePlace, slot: Option<u32>) {
        if index == 0 {
            self.0.clear();
        }
        let follows = self.0.last().is_none_or(|(last, _)| last.sequence + 1 == place.sequence);
        if follows && index as usize == self.0.len() {
            self.0.push((place, slot));
        } else {
            self.0.clear();
        }
    }

    /// Something else came: what was held back never counted.
    pub(super) fn interrupt(&mut self) {
        self.0.clear();
    }

    /// The fact that ends a batch came as frame `sequence`: where its parts lie, if all are here.
    pub(super) fn close(&mut self, sequence: u64, frames: u32) -> Vec<(FramePlace, Option<u32>)> {
        let parts = std::mem::take(&mut self.0);
        let follows = parts.last().is_some_and(|(last, _)| last.sequence + 1 == sequence);
        if follows && parts.len() == frames as usize { parts } else { Vec::new() }
    }
}

/// Reads a part of a batch again.
pub(super) fn read_part<D: Disk>(
    reader: &Reader<D>,
    vault: &Vault,
    place: FramePlace,
) -> Result<Part, ReadCaseError> {
    let (algorithm, bytes) = reader.read_sealed(&position(place))?;
    match decode_body(&vault.show(place.sequence, algorithm, bytes)?.body)? {
        Body::Part(part) => Ok(part),
        Body::Decision(..) | Body::Fact(_) => {
            Err(RecordError::Impossible("something else in place of a part of a batch").into())
        }
    }
}
