//! Taking frames of the journal into store and projection: after a crash, or from the beginning.
//!
//! Idempotent: a frame taken in twice changes nothing. Must not know: why it is done.

use super::load::{frame_place, read_case};
use super::submit::note_numbers;
use super::{Desk, OpenDeskError};
use crate::domain::case::Case;
use crate::domain::event::{Event, Stamped};
use crate::domain::id::CaseId;
use crate::domain::number::NumberBook;
use crate::domain::projection::Projection;
use crate::domain::row::RowDraft;
use crate::journal::disk::Disk;
use crate::journal::{Frame, ReadError, Reader};
use crate::store::record::{decode_decision, event_hash};
use crate::store::{CaseRecord, FramePlace, Store};
use std::collections::HashMap;

/// How far a long piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Frames done.
    pub done: u64,
    /// Frames in all.
    pub total: u64,
}

/// Reports now and then; false stops the work.
pub(super) type Watch<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// Frames between two reports.
const REPORT_EVERY: u64 = 4_096;
/// Cases kept in hand before they are all put into the store.
const MOST_IN_HAND: usize = 200_000;

/// A case on its way from frames to a record.
struct InHand {
    case: Case,
    frames: Vec<FramePlace>,
    /// Its events must be read again: one of them reversed another.
    replay: bool,
}

/// Takes all of `frames` into the store, and rows into the projection when one is given.
pub(super) fn absorb<D: Disk>(
    reader: &Reader<D>,
    frames: impl Iterator<Item = Result<Frame, ReadError>>,
    store: &Store,
    mut projection: Option<&mut Projection>,
    numbers: &mut NumberBook,
    total: u64,
    watch: Watch<'_>,
) -> Result<u64, OpenDeskError> {
    let mut in_hand: HashMap<CaseId, InHand> = HashMap::new();
    let mut last = store.applied()?;
    let mut done = 0;
    for frame in frames {
        let frame = match frame {
            Ok(frame) => frame,
            // Damage is reported when the journal is opened; what is readable is taken in.
            Err(ReadError::Damage(_)) => continue,
            Err(error) => return Err(error.into()),
        };
        let sequence = frame.sequence();
        let (id, events) =
            decode_decision(&frame.body).map_err(|error| OpenDeskError::Record { sequence, error })?;
        note_numbers(numbers, &events);
        let ends = take(&mut in_hand, reader, store, id, &frame, &events)?;
        if ends && let Some(finished) = in_hand.remove(&id) {
            put_down(reader, store, projection.as_deref_mut(), finished)?;
        }
        if in_hand.len() >= MOST_IN_HAND {
            put_all(reader, store, projection.as_deref_mut(), &mut in_hand)?;
        }
        last = last.max(sequence);
        done += 1;
        if done % REPORT_EVERY == 0 && !watch(Progress { done, total }) {
            return Err(OpenDeskError::Cancelled);
        }
    }
    put_all(reader, store, projection, &mut in_hand)?;
    store.set_applied(last)?;
    watch(Progress { done, total: total.max(done) });
    Ok(last)
}

/// Takes one frame into hand. True when the case has come to an end.
fn take<D: Disk>(
    in_hand: &mut HashMap<CaseId, InHand>,
    reader: &Reader<D>,
    store: &Store,
    id: CaseId,
    frame: &Frame,
    events: &[Stamped],
) -> Result<bool, OpenDeskError> {
    if let std::collections::hash_map::Entry::Vacant(entry) = in_hand.entry(id) {
        let begins = events.first().is_some_and(|event| event.n == 1);
        let known = if begins { None } else { store.case(id)? };
        let frames = known.map(|record| record.frames).unwrap_or_default();
        let frames: Vec<_> = frames.into_iter().filter(|place| place.sequence < frame.sequence()).collect();
        let case = if frames.is_empty() {
            Case::blank(id)
        } else {
            read_case(reader, id, &frames).map_err(|error| unreadable(error, frame.sequence()))?.case
        };
        entry.insert(InHand { case, frames, replay: false });
    }
    let Some(hand) = in_hand.get_mut(&id) else { return Ok(false) };
    hand.frames.push(frame_place(frame.position));
    for stamped in events {
        hand.case.apply(stamped);
        hand.case.head = event_hash(stamped)
            .map_err(|error| OpenDeskError::Record { sequence: frame.sequence(), error })?;
        hand.replay |= matches!(stamped.event, Event::Undone { .. });
    }
    Ok(hand.case.stage.is_end())
}

fn put_all<D: Disk>(
    reader: &Reader<D>,
    store: &Store,
    mut projection: Option<&mut Projection>,
    in_hand: &mut HashMap<CaseId, InHand>,
) -> Result<(), OpenDeskError> {
    let mut cases: Vec<InHand> = in_hand.drain().map(|(_, hand)| hand).collect();
    cases.sort_by_key(|hand| hand.case.id);
    cases.into_iter().try_for_each(|hand| put_down(reader, store, projection.as_deref_mut(), hand))
}

fn put_down<D: Disk>(
    reader: &Reader<D>,
    store: &Store,
    projection: Option<&mut Projection>,
    hand: InHand,
) -> Result<(), OpenDeskError> {
    let mut case = hand.case;
    if hand.replay {
        let last = hand.frames.last().map_or(0, |place| place.sequence);
        case = read_case(reader, case.id, &hand.frames).map_err(|error| unreadable(error, last))?.case;
    }
    store.put(&case, &CaseRecord::of(&case, hand.frames))?;
    if let Some(projection) = projection {
        projection.upsert(&RowDraft::of(&case));
    }
    Ok(())
}

fn unreadable(error: super::load::ReadCaseError, sequence: u64) -> OpenDeskError {
    match error {
        super::load::ReadCaseError::Read(error) => error.into(),
        super::load::ReadCaseError::Record(error) => OpenDeskError::Record { sequence, error },
    }
}

impl<D: Disk> Desk<D> {
    /// Brings store and projection up to the journal, with rows where they are kept here.
    pub(super) fn catch_up(&mut self, from: u64, watch: Watch<'_>) -> Result<(), OpenDeskError> {
        let head = self.journal.head().sequence;
        if from >= head {
            return Ok(());
        }
        let reader = self.journal.reader();
        let frames = reader.frames(from + 1)?;
        let Some(store) = &self.store else { return Ok(()) };
        let projection = (!self.lent).then_some(&mut self.projection);
        absorb(&reader, frames, store, projection, &mut self.numbers, head - from, watch)?;
        if !self.lent {
            self.cases = self.projection.len();
        }
        Ok(())
    }
}
