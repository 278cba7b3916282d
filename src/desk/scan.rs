//! A case's frames off the journal alone: slow, and all there is while the disk has no room for a store.
//!
//! Must not know: why there is no store.

use super::batch::{Waiting, read_part};
use super::load::frame_place;
use super::{Desk, SubmitError};
use crate::domain::id::CaseId;
use crate::journal::ReadError;
use crate::journal::disk::Disk;
use crate::store::FramePlace;
use crate::store::record::{Body, decode_body};

/// Where a case's frames lie, and the slot of its key on a sealed desk.
pub(super) type Found = (Vec<FramePlace>, Option<u32>);

impl<D: Disk> Desk<D> {
    /// The frames of a case that count; none where there is no such case. What is damaged or closed is passed over, as
    /// it is when the rows are made.
    pub(super) fn scan_for(&self, id: CaseId) -> Result<Found, SubmitError> {
        let reader = self.journal.reader();
        let (mut places, mut slot) = (Vec::new(), None);
        let mut waiting = Waiting::default();
        for frame in reader.frames(1)? {
            let frame = match frame {
                Ok(frame) => frame,
                Err(ReadError::Damage(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            let (sequence, place) = (frame.sequence(), frame_place(frame.position));
            let Ok(shown) = self.vault.show(sequence, frame.algorithm, frame.body) else { continue };
            match decode_body(&shown.body)? {
                Body::Decision(case, _) => {
                    waiting.interrupt();
                    if case == id {
                        places.push(place);
                        slot = shown.slot;
                    }
                }
                Body::Part(part) => waiting.hold(part.index, place, shown.slot),
                Body::Fact(entry) => {
                    let parts = entry.fact.closes().map(|frames| waiting.close(sequence, frames));
                    for (place, its) in parts.unwrap_or_default() {
                        let part = read_part(&reader, &self.vault, place)?;
                        if part.case == id && !part.is_held {
                            places.push(place);
                            slot = its;
                        }
                    }
                    waiting.interrupt();
                }
            }
        }
        Ok((places, slot))
    }
}
