//! Histories that have grown apart: which wait, both versions of each, and a person's decision.
//!
//! Must not know: how two versions are shown.

use super::ExchangeError;
use super::record::{Batch, Change, hash, written};
use crate::desk::Desk;
use crate::desk::batch::read_part;
use crate::desk::load::frame_place;
use crate::domain::case::CaseFile;
use crate::domain::chronicle::Fact;
use crate::domain::event::{OfficeRef, Stamped};
use crate::domain::exchange::{Verdict, keeper_of, merge, settle};
use crate::domain::id::{CaseId, EventHash, EventId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::journal::ReadError;
use crate::journal::disk::Disk;
use crate::store::record::Part;
use std::sync::Arc;

/// Two histories of a case, one of which a person has to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The case as it is here.
    pub ours: Arc<CaseFile>,
    /// From whom the other version came.
    pub from: OfficeRef,
    /// In which bundle of theirs.
    pub number: u64,
    /// Events both have, from the first.
    pub common: usize,
    /// The other version, whole.
    pub theirs: Vec<Stamped>,
}

impl Conflict {
    /// The case, and the last event of the other version: what a decision names.
    pub fn head(&self) -> (CaseId, EventHash) {
        (self.ours.case.id, self.theirs.last().map(hash).unwrap_or_default())
    }
}

impl<D: Disk> Desk<D> {
    /// The conflicts that wait for a decision, the oldest first.
    pub fn conflicts(&mut self) -> Result<Vec<Conflict>, ExchangeError> {
        let known = self.exchange()?;
        let mut taken: Vec<_> = known
            .partners
            .all()
            .iter()
            .flat_map(|partner| partner.taken.iter().map(|taken| (partner.office.clone(), *taken)))
            .filter(|(_, taken)| taken.held > 0)
            .collect();
        taken.sort_by_key(|(_, taken)| taken.at);
        let keys = self.office_keys()?;
        let us = self.own_ref(&keys);
        let mut open = Vec::new();
        for (from, taken) in taken {
            for parts in self.held_parts(taken.at - u64::from(taken.frames), taken.at)? {
                if let Some((ours, common, theirs)) = self.still_apart(&parts, &us)? {
                    open.push(Conflict { ours, from: from.clone(), number: taken.number, common, theirs });
                }
            }
        }
        Ok(open)
    }

    /// Parts of a batch that wait, those of one case together.
    fn held_parts(&self, first: u64, end: u64) -> Result<Vec<Vec<Part>>, ExchangeError> {
        let reader = self.journal.reader();
        let mut held: Vec<Vec<Part>> = Vec::new();
        for frame in reader.frames(first)? {
            let frame = match frame {
                Ok(frame) if frame.sequence() < end => frame,
                Ok(_) => break,
                Err(ReadError::Damage(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            // A case whose key is gone has nothing left to be decided.
            let part = read_part(&reader, &self.vault, frame_place(frame.position));
            let Ok(part) = part else { continue };
            match held.last_mut() {
                _ if !part.is_held => {}
                Some(last) if last.last().is_some_and(|last| last.case == part.case) => last.push(part),
                Some(_) | None => held.push(vec![part]),
            }
        }
        Ok(held)
    }

    /// The other version whole, where it is still no part of ours nor decided against.
    #[allow(clippy::type_complexity)] // three things of one look, named at the one caller
    fn still_apart(
        &mut self,
        parts: &[Part],
        us: &OfficeRef,
    ) -> Result<Option<(Arc<CaseFile>, usize, Vec<Stamped>)>, ExchangeError> {
        let Some(first) = parts.first() else { return Ok(None) };
        let Some(ours) = self.load(first.case)? else { return Ok(None) };
        let keep = first.keep as usize;
        let Some(before) = ours.history.get(..keep) else { return Ok(None) };
        let theirs: Vec<Stamped> =
            before.iter().chain(parts.iter().flat_map(|part| &part.events)).cloned().collect();
        let follows = theirs.get(keep).map(|next| next.previous);
        if follows != Some(before.last().map(hash).unwrap_or_default()) {
            return Ok(None);
        }
        let never = &mut |event| {
            let nobody = PersonId::from("");
            written((first.case, EventId(0)), (&nobody, self.office.station), event, Moment::from_unix(0))
        };
        let found = merge(&ours.history, &theirs, (us, ours.case.is_here), &hash, never);
        Ok((found.verdict == Verdict::Forked).then_some((ours, keep, theirs)))
    }

    /// Decides a conflict: ours holds, or theirs. The decision is an event with its reason; on return it survives a power
    /// cut.
    pub fn decide_conflict(
        &mut self,
        conflict: &Conflict,
        (takes_theirs, reason): (bool, &str),
        by: &PersonId,
        now: Moment,
    ) -> Result<Vec<CaseId>, ExchangeError> {
        self.check_exchange(by, Power::TakeIn)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(ExchangeError::Refused(Refusal::ReasonMissing));
        }
        let case = conflict.ours.case.id;
        let open = self.conflicts()?;
        let conflict = open.iter().find(|open| open.head() == conflict.head());
        let conflict = conflict.ok_or(ExchangeError::NotThere)?;
        let (ours, slot) = self.case_of(case)?;
        let us = self.own_ref(&self.office_keys()?);
        let id = EventId(self.new_id(now));
        let station = self.office.station;
        let write = &mut |event| written((case, id), (by, station), event, now);
        let decided = settle(&ours.history, &conflict.theirs, (takes_theirs, reason), &us, (&hash, write));
        let kept_by_us = keeper_of(&conflict.theirs).is_some_and(|(keeper, _)| keeper.id == us.id);
        let change = Change {
            case,
            slot,
            before: ours.case.n,
            keep: decided.keep,
            add: decided.add,
            is_here: if takes_theirs { kept_by_us } else { ours.case.is_here },
            is_held: false,
        };
        let mut batch = Batch::begin(self)?;
        batch.put(&change)?;
        batch.end(by, |frames| Fact::ForkDecided { case, frames }, now)
    }
}
