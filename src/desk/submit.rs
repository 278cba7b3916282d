//! One action from request to acknowledgement.
//!
//! Must not know: how the request was made.

use super::load::frame_place;
use super::vault::About;
use super::{Desk, SubmitError};
use crate::domain::action::{Action, Actor, Request};
use crate::domain::case::{Case, CaseFile};
use crate::domain::decide::decide;
use crate::domain::event::{Event, Stamped};
use crate::domain::id::{CaseId, EventHash};
use crate::domain::moment::Moment;
use crate::domain::number::{NumberBook, parse_code};
use crate::domain::permission::permit;
use crate::domain::row::RowDraft;
use crate::journal::disk::Disk;
use crate::store::record::{encode_decision, event_hash};
use crate::store::{CaseRecord, Store, StoreError};
use std::sync::Arc;

/// What an acknowledged action did.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// The durable sequence of its frame.
    pub sequence: u64,
    /// The case as it stands, with its history.
    pub file: Arc<CaseFile>,
    /// What happened.
    pub events: Vec<Event>,
    /// The row of the case now.
    pub row: RowDraft,
    /// What went wrong behind the journal, if anything; the action stands all the same.
    pub store_trouble: Option<String>,
}

impl<D: Disk> Desk<D> {
    /// Decides, records and acknowledges one action. On return it survives a power cut; on an error
    /// nothing has changed.
    pub fn submit(&mut self, request: &Request, now: Moment) -> Result<Submitted, SubmitError> {
        self.carry_out(request, now).map_err(|error| self.relieve(error))
    }

    fn carry_out(&mut self, request: &Request, now: Moment) -> Result<Submitted, SubmitError> {
        self.check_seat(&request.by)?;
        let known = self.load_with_record(request.case)?;
        let registers = matches!(request.action, Action::RegisterArrival(_) | Action::Receive(_));
        if known.is_none() && !registers {
            return Err(SubmitError::UnknownCase);
        }
        let (loaded, record) = known.map_or_else(
            || (Arc::new(CaseFile { case: Case::blank(request.case), history: Vec::new() }), None),
            |(loaded, record)| (loaded, Some(record)),
        );
        if request.seen != loaded.case.n {
            return Err(SubmitError::Conflict { seen: request.seen, now: loaded.case.n });
        }
        let actor = Actor {
            person: request.by.clone(),
            station: self.office.station,
            occurred: request.occurred.map_or(now, |at| in_its_minute(at, &loaded.case)),
            recorded: now,
        };
        let (case, history) = (&loaded.case, &loaded.history);
        if let Err(refusal) =
            permit(case, history, &request.action, &actor, &self.office, self.glass.as_ref())
        {
            self.denied(&request.by, &format!("action-{}", request.action.kind()), now);
            return Err(SubmitError::Refused(refusal));
        }
        let rules = self.law.rules(&self.office, &self.numbers);
        let events = decide(&loaded.case, &loaded.history, &request.action, &actor, &rules)
            .map_err(SubmitError::Refused)?;
        let (stamped, head) = self.stamp(&loaded.case, &actor, &events)?;
        let known = record.as_ref().map(|record| record.slot);
        let slot = match known {
            Some(slot) => slot,
            None => self.vault.new_slot()?,
        };
        self.flush_looks()?;
        let about = About::Case(request.case, slot.unwrap_or_default());
        let position = self.record(about, encode_decision(request.case, &stamped)?)?;

        // Acknowledged from here on: nothing below may turn it into a failure.
        self.noted = Some(now);
        note_numbers(&mut self.numbers, &stamped);
        let before = loaded.case.n;
        self.recent.forget(request.case);
        let known = Arc::try_unwrap(loaded).unwrap_or_else(|shared| CaseFile::clone(&shared));
        let loaded = Arc::new(followed(known, stamped, head));
        self.tally.follow(request.case, before, loaded.case.n);
        let mut frames = record.map(|record| record.frames).unwrap_or_default();
        frames.push(frame_place(position));
        let record = CaseRecord::of(&loaded.case, frames, slot);
        let found_anew = events.iter().any(changes_lookups);
        self.behind.push(Behind {
            file: Arc::clone(&loaded),
            record: record.clone(),
            sequence: position.sequence,
            found_anew,
        });
        let store_trouble = if self.behind.len() >= MOST_BEHIND { self.settle() } else { None };
        self.recent.put(Arc::clone(&loaded), record);
        let row = RowDraft::of(&loaded.case);
        if !self.lent {
            self.projection.upsert(&row);
        }
        Ok(Submitted { sequence: position.sequence, file: loaded, events, row, store_trouble })
    }

    /// Gives events their identities, each naming the one before it.
    pub(super) fn stamp(
        &mut self,
        case: &Case,
        actor: &Actor,
        events: &[Event],
    ) -> Result<(Vec<Stamped>, EventHash), SubmitError> {
        let mut previous = case.head;
        let mut stamped = Vec::with_capacity(events.len());
        for (n, event) in (case.n + 1..).zip(events) {
            let one =
                stamp(case.id, n, previous, case.epoch, actor, self.new_event_id(actor.recorded), event);
            previous = event_hash(&one)?;
            stamped.push(one);
        }
        Ok((stamped, previous))
    }

    /// Puts what was acknowledged since the last time into the store. Whoever submits calls it once the
    /// answer is given; reading the store and closing do it by themselves. A store that fails is closed, and
    /// the next use opens or rebuilds it; says what went wrong.
    pub fn settle(&mut self) -> Option<String> {
        let recorded = !self.behind.is_empty();
        let trouble = self.put_behind();
        if let Some(now) = self.noted.filter(|_| recorded) {
            // One that cannot be made now is made at the next login.
            let _ = self.checkpoint(false, now);
        }
        trouble
    }

    fn put_behind(&mut self) -> Option<String> {
        let behind = std::mem::take(&mut self.behind);
        // Without a store nothing is owed: opening one takes everything from the journal.
        let store = self.store.as_ref()?;
        let put = behind.iter().try_for_each(|behind| behind.put_into(store));
        let error = put.err()?;
        self.store = None;
        Some(error.to_string())
    }
}

/// Most actions the store may be behind: fewer than the cases kept ready, so that a case is always read
/// from one of the two.
const MOST_BEHIND: usize = 8;

/// An acknowledged action the store has yet to take in.
pub(super) struct Behind {
    file: Arc<CaseFile>,
    record: CaseRecord,
    sequence: u64,
    found_anew: bool,
}

impl Behind {
    fn put_into(&self, store: &Store) -> Result<(), StoreError> {
        if self.found_anew {
            store.put_lookups(&self.file.case)?;
        }
        store.put_record(self.file.case.id, &self.record)?;
        store.set_applied(self.sequence)
    }
}

/// Whether an event changes what a case is found by.
const fn changes_lookups(event: &Event) -> bool {
    matches!(
        event,
        Event::Arrived { .. } | Event::Received { .. } | Event::Corrected { .. } | Event::Undone { .. }
    )
}

/// People write minutes: what happened in the minute of the last event is meant to follow it.
fn in_its_minute(at: Moment, case: &Case) -> Moment {
    match case.last_occurred {
        Some(last) if at < last && at.unix().div_euclid(60) == last.unix().div_euclid(60) => last,
        Some(_) | None => at,
    }
}

/// An event with its identity.
pub(super) fn stamp(
    case: CaseId,
    n: u32,
    previous: EventHash,
    epoch: u32,
    actor: &Actor,
    id: crate::domain::id::EventId,
    event: &Event,
) -> Stamped {
    Stamped {
        id,
        case,
        n,
        previous,
        epoch,
        by: actor.person.clone(),
        station: actor.station,
        occurred: actor.occurred,
        recorded: actor.recorded,
        event: event.clone(),
    }
}

/// A case after more events, the last of which has the hash `head`. An undo changes what came before it,
/// so it replays everything.
pub(super) fn followed(before: CaseFile, events: Vec<Stamped>, head: EventHash) -> CaseFile {
    let undoes = events.iter().any(|stamped| matches!(stamped.event, Event::Undone { .. }));
    let CaseFile { mut case, mut history } = before;
    for stamped in events {
        case.apply(&stamped);
        history.push(stamped);
    }
    if undoes {
        let is_here = case.is_here;
        case = Case { is_here, ..Case::replay(case.id, &history) };
    }
    case.head = head;
    CaseFile { case, history }
}

/// Notes the codes that events gave.
pub(super) fn note_numbers(numbers: &mut NumberBook, events: &[Stamped]) {
    for stamped in events {
        if let Event::Received { code, .. } = &stamped.event
            && let Some(parts) = parse_code(code.as_str())
            && let Some(day) = parts.day
        {
            numbers.note(day, parts.number);
        }
    }
}
