//! Many actions with few barriers, for generators and imports: decided one by one like any other,
//! recorded in groups.
//!
//! Nothing is acknowledged before [`Bulk::finish`]. Must not know: where the actions come from.

use super::absorb::Watch;
use super::submit::{followed, note_numbers};
use super::vault::About;
use super::{Desk, OpenDeskError, SubmitError};
use crate::domain::action::{Actor, Request};
use crate::domain::case::{Case, CaseFile};
use crate::domain::decide::decide;
use crate::domain::id::CaseId;
use crate::domain::moment::Moment;
use crate::domain::permission::permit;
use crate::journal::disk::Disk;
use crate::store::record::encode_decision;
use std::collections::HashMap;

/// Frames recorded with one barrier.
const GROUP: usize = 32_768;

/// Actions on their way into the journal of a desk.
pub struct Bulk<'a, D: Disk> {
    desk: &'a mut Desk<D>,
    open: HashMap<CaseId, CaseFile>,
    bodies: Vec<Vec<u8>>,
    /// Keys of the cases of this group, on a sealed desk.
    slots: HashMap<CaseId, u32>,
    began_at: u64,
}

impl<D: Disk> Desk<D> {
    /// Begins a group of actions. Cases already in the journal cannot take part.
    pub fn bulk(&mut self) -> Bulk<'_, D> {
        let began_at = self.sequence();
        Bulk { desk: self, open: HashMap::new(), bodies: Vec::new(), slots: HashMap::new(), began_at }
    }
}

impl<D: Disk> Bulk<'_, D> {
    /// A new identifier, of this moment.
    pub fn new_id(&mut self, now: Moment) -> u128 {
        self.desk.new_id(now)
    }

    /// A case of this group that has not ended.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.open.get(&id).map(|loaded| &loaded.case)
    }

    /// Decides one action at its own time and puts it into the group.
    pub fn act(&mut self, request: &Request, now: Moment) -> Result<(), SubmitError> {
        let before = self
            .open
            .remove(&request.case)
            .unwrap_or_else(|| CaseFile { case: Case::blank(request.case), history: Vec::new() });
        let actor = Actor {
            person: request.by.clone(),
            station: self.desk.office.station,
            occurred: request.occurred.unwrap_or(now),
            recorded: now,
        };
        let rules = self.desk.law.rules(&self.desk.office, &self.desk.numbers);
        let decided = permit(&before.case, &before.history, &request.action, &actor, &self.desk.office, None)
            .and_then(|()| decide(&before.case, &before.history, &request.action, &actor, &rules));
        let events = match decided {
            Ok(events) => events,
            Err(refusal) => {
                self.open.insert(request.case, before);
                return Err(SubmitError::Refused(refusal));
            }
        };
        let (stamped, head) = self.desk.stamp(&before.case, &actor, &events)?;
        note_numbers(&mut self.desk.numbers, &stamped);
        let body = encode_decision(request.case, &stamped)?;
        let slot = self.slot(request.case)?;
        let sequence = self.desk.sequence() + 1 + self.bodies.len() as u64;
        self.bodies.push(self.desk.vault.close(sequence, About::Case(request.case, slot), body)?);
        let after = followed(before, stamped, head);
        if after.case.stage.is_end() {
            self.slots.remove(&request.case);
        } else {
            self.open.insert(request.case, after);
        }
        if self.bodies.len() >= GROUP {
            self.write()?;
        }
        Ok(())
    }

    /// Makes everything durable and brings store and rows up to it. Returns the last sequence.
    pub fn finish(mut self, watch: Watch<'_>) -> Result<u64, FinishError> {
        self.write()?;
        let _ = self.desk.settle();
        if self.desk.store.is_some() {
            self.desk.catch_up(self.began_at, watch)?;
        } else {
            // Trouble with an old store is told when the desk is opened for people.
            self.desk.open_store(self.began_at, &mut Vec::new(), watch)?;
        }
        self.desk.write_snapshot();
        Ok(self.desk.sequence())
    }

    fn slot(&mut self, case: CaseId) -> Result<u32, SubmitError> {
        if let Some(slot) = self.slots.get(&case) {
            return Ok(*slot);
        }
        let slot = self.desk.vault.new_slot()?.unwrap_or_default();
        self.slots.insert(case, slot);
        Ok(slot)
    }

    fn write(&mut self) -> Result<(), SubmitError> {
        self.desk.journal.append_sealed(self.desk.vault.algorithm(), &self.bodies)?;
        self.bodies.clear();
        Ok(())
    }
}

/// Why a group could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// The last frames were not recorded.
    #[error(transparent)]
    Submit(#[from] SubmitError),
    /// They were, but the store could not be brought up to them.
    #[error(transparent)]
    Store(#[from] OpenDeskError),
}
