//! A batch into the journal: parts in groups, the fact that ends it, then store and rows.
//!
//! Must not know: why a case changes.

use super::{ExchangeError, item};
use crate::desk::vault::About;
use crate::desk::{Desk, SubmitError};
use crate::domain::chronicle::{Entry, Fact};
use crate::domain::event::{Event, Stamped};
use crate::domain::id::{CaseId, EventHash, EventId, PersonId, StationId};
use crate::domain::moment::Moment;
use crate::journal::disk::Disk;
use crate::store::record::{Part, encode_fact, encode_part, event_hash};
use std::collections::HashMap;

/// Bytes of parts that go into the journal with one barrier.
const GROUP: usize = 4 << 20;

/// What a case becomes in a batch.
pub(super) struct Change {
    pub(super) case: CaseId,
    /// Where its key is; none for a case that is new here.
    pub(super) slot: Option<u32>,
    /// Number of its last event before.
    pub(super) before: u32,
    pub(super) keep: usize,
    pub(super) add: Vec<Stamped>,
    pub(super) is_here: bool,
    pub(super) is_held: bool,
}

/// A batch on its way. Dropping it before its end leaves parts in the journal that never count.
pub(super) struct Batch<'a, D: Disk> {
    desk: &'a mut Desk<D>,
    began_at: u64,
    parts: u32,
    bodies: Vec<Vec<u8>>,
    bytes: usize,
    /// The cases that change, each with the number of its last event before.
    changed: Vec<(CaseId, u32)>,
    slots: HashMap<CaseId, u32>,
}

impl<'a, D: Disk> Batch<'a, D> {
    pub(super) fn begin(desk: &'a mut Desk<D>) -> Result<Self, ExchangeError> {
        desk.flush_looks()?;
        let _ = desk.settle();
        let began_at = desk.sequence();
        Ok(Self {
            desk,
            began_at,
            parts: 0,
            bodies: Vec::new(),
            bytes: 0,
            changed: Vec::new(),
            slots: HashMap::new(),
        })
    }

    pub(super) const fn desk(&mut self) -> &mut Desk<D> {
        self.desk
    }

    pub(super) fn put(&mut self, change: &Change) -> Result<(), ExchangeError> {
        let slot = match change.slot.or_else(|| self.slots.get(&change.case).copied()) {
            Some(slot) => slot,
            None => self.desk.vault.new_slot().map_err(SubmitError::from)?.unwrap_or_default(),
        };
        self.slots.insert(change.case, slot);
        let mut keep = change.keep;
        for piece in item::pieces(change.case, &change.add)? {
            let part = Part {
                index: self.parts,
                case: change.case,
                keep: keep as u32,
                is_here: change.is_here,
                is_held: change.is_held,
                events: piece.to_vec(),
            };
            keep += piece.len();
            let sequence = self.desk.sequence() + 1 + self.bodies.len() as u64;
            let about = About::Case(change.case, slot);
            let body =
                self.desk.vault.close(sequence, about, encode_part(&part)?).map_err(SubmitError::from)?;
            self.bytes += body.len();
            self.bodies.push(body);
            self.parts += 1;
            if self.bytes >= GROUP {
                self.write()?;
            }
        }
        if !change.is_held {
            self.changed.push((change.case, change.before));
        }
        Ok(())
    }

    /// Ends the batch with its fact. On return all of it survives a power cut; on an error none of it counts. Gives the
    /// cases that changed.
    pub(super) fn end(
        mut self,
        by: &PersonId,
        fact: impl FnOnce(u32) -> Fact,
        now: Moment,
    ) -> Result<Vec<CaseId>, ExchangeError> {
        let entry = Entry { by: by.clone(), at: now, fact: fact(self.parts) };
        let sequence = self.desk.sequence() + 1 + self.bodies.len() as u64;
        let body = encode_fact(&entry)?;
        self.bodies.push(self.desk.vault.close(sequence, About::Desk, body).map_err(SubmitError::from)?);
        self.write()?;

        // Recorded from here on: nothing below may turn it into a failure.
        let Self { desk, began_at, changed, .. } = self;
        desk.noted = Some(now);
        for (case, _) in &changed {
            desk.recent.forget(*case);
        }
        let caught_up = if desk.store.is_some() {
            desk.catch_up(began_at, &mut |_| true).map(|_| ())
        } else {
            desk.open_store(began_at, &mut Vec::new(), &mut |_| true)
        };
        if caught_up.is_err() {
            desk.store = None;
        }
        if desk.lent {
            for (case, before) in &changed {
                if let Ok(Some(file)) = desk.load(*case) {
                    desk.tally.follow(*case, *before, file.case.n);
                }
            }
        }
        Ok(changed.into_iter().map(|(case, _)| case).collect())
    }

    fn write(&mut self) -> Result<(), ExchangeError> {
        let algorithm = self.desk.vault.algorithm();
        self.desk.journal.append_sealed(algorithm, &self.bodies).map_err(SubmitError::from)?;
        self.bodies.clear();
        self.bytes = 0;
        Ok(())
    }
}

/// Gives an event of this desk an identity; its place in a line is given later.
pub(super) fn written(
    (case, id): (CaseId, EventId),
    (by, station): (&PersonId, StationId),
    event: Event,
    now: Moment,
) -> Stamped {
    Stamped {
        id,
        case,
        n: 0,
        previous: EventHash::default(),
        epoch: 0,
        by: by.clone(),
        station,
        occurred: now,
        recorded: now,
        event,
    }
}

/// The hash of an event that fits into a record, as all that are looked at here do.
pub(super) fn hash(event: &Stamped) -> EventHash {
    event_hash(event).unwrap_or_default()
}
