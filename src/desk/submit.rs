//! One action from request to acknowledgement.
//!
//! Must not know: how the request was made.

use super::load::frame_place;
use super::{Desk, SubmitError};
use crate::domain::action::{Action, Actor, Request};
use crate::domain::case::{Case, CaseFile};
use crate::domain::decide::decide;
use crate::domain::event::{Event, Stamped};
use crate::domain::id::{CaseId, EventHash};
use crate::domain::moment::Moment;
use crate::domain::number::{NumberBook, parse_code};
use crate::domain::row::RowDraft;
use crate::journal::disk::Disk;
use crate::store::record::{encode_decision, event_hash};
use crate::store::{CaseRecord, StoreError};
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
        let rules = self.law.rules(&self.office, &self.numbers);
        let events = decide(&loaded.case, &loaded.history, &request.action, &actor, &rules)
            .map_err(SubmitError::Refused)?;
        let (stamped, head) = self.stamp(&loaded.case, &actor, &events)?;
        let position = self.journal.append(&encode_decision(request.case, &stamped)?)?;

        // Acknowledged from here on: nothing below may turn it into a failure.
        note_numbers(&mut self.numbers, &stamped);
        let before = loaded.case.n;
        self.recent.forget(request.case);
        let known = Arc::try_unwrap(loaded).unwrap_or_else(|shared| CaseFile::clone(&shared));
        let loaded = Arc::new(followed(known, stamped, head));
        self.tally.follow(request.case, before, loaded.case.n);
        let mut frames = record.map(|record| record.frames).unwrap_or_default();
        frames.push(frame_place(position));
        let record = CaseRecord::of(&loaded.case, frames);
        let found_anew = events.iter().any(changes_lookups);
        let put = self.put_behind(&loaded.case, &record, position.sequence, found_anew);
        let store_trouble = put.err().map(|error| error.to_string());
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

    /// Puts a case into the store behind the journal. A store that fails is closed; the next use
    /// opens or rebuilds it.
    fn put_behind(
        &mut self,
        case: &Case,
        record: &CaseRecord,
        sequence: u64,
        found_anew: bool,
    ) -> Result<(), StoreError> {
        let Some(store) = &self.store else { return Ok(()) };
        let looked_up = if found_anew { store.put_lookups(case) } else { Ok(()) };
        let put = looked_up
            .and_then(|()| store.put_record(case.id, record))
            .and_then(|()| store.set_applied(sequence));
        if put.is_err() {
            self.store = None;
        }
        put
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
        case = Case::replay(case.id, &history);
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
