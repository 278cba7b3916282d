//! Who looked at what: one line for each person, case and kind of look in ten minutes, and every whole number.
//!
//! Kept on sealed desks, in the chain, sealed with the key of the log. Lines wait for the next action or for
//! [`Desk::flush_looks`]; before a whole number is shown or data leaves, they do not wait. Must not know: screens.

use super::custody::fact_of;
use super::vault::About;
use super::{Desk, SubmitError};
use crate::domain::chronicle::{Entry, Fact, Look};
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::journal::disk::Disk;
use crate::store::record::encode_fact;
use chrono::TimeDelta;
use std::collections::HashMap;

/// One line for so long.
const SPELL: TimeDelta = TimeDelta::minutes(10);
/// Most lines that wait.
const MOST_WAITING: usize = 64;

/// Lines that wait, and what has its line already.
#[derive(Debug, Default)]
pub(super) struct Looks {
    waiting: Vec<Entry>,
    told: HashMap<(PersonId, Look, Option<CaseId>), Moment>,
}

impl<D: Disk> Desk<D> {
    /// Whoever sits here looks at something. Nothing is kept on a plain desk.
    pub fn look(&mut self, look: Look, case: Option<CaseId>, now: Moment) {
        let Some(by) = self.seat.clone().filter(|_| self.vault.is_sealed() && self.is_writable()) else {
            return;
        };
        let what = (by, look, case);
        let told = self.looks.told.get(&what).is_some_and(|told| now < told.plus(SPELL));
        if told {
            return;
        }
        let by = what.0.clone();
        self.looks.told.insert(what, now);
        self.looks.waiting.push(Entry {
            by,
            at: now,
            fact: Fact::Looked { look, case, reason: String::new() },
        });
        if self.looks.waiting.len() >= MOST_WAITING {
            // Nothing was promised about these lines yet; a journal that takes none says so at the next action.
            let _ = self.flush_looks();
        }
    }

    /// Whoever sits here is to see the numbers of a case whole. On return the reason is durable.
    pub fn unmask(&mut self, case: CaseId, reason: &str, now: Moment) -> Result<(), SubmitError> {
        self.demand_seated(Power::Unmask, now)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(SubmitError::Refused(Refusal::ReasonMissing));
        }
        let Some(by) = self.seat.clone() else { return Ok(()) };
        self.flush_looks()?;
        let fact = Fact::Looked { look: Look::Unmasked, case: Some(case), reason: reason.to_owned() };
        self.note(&by, fact, now).map(|_| ())
    }

    /// Whoever sits here takes a list or table out into a plain file. On return that is durable, with the file's
    /// name; on a plain desk nothing is kept.
    pub fn taken_out(&mut self, file: &str, now: Moment) -> Result<(), SubmitError> {
        let Some(by) = self.seat.clone().filter(|_| self.vault.is_sealed() && self.is_writable()) else {
            return Ok(());
        };
        self.flush_looks()?;
        let fact = Fact::Looked { look: Look::Export, case: None, reason: file.to_owned() };
        self.note(&by, fact, now).map(|_| ())
    }

    /// Somebody asked for what the table of roles does not let them do. Told in the log; nothing is kept on a plain desk.
    pub fn denied(&mut self, by: &PersonId, what: &str, now: Moment) {
        if !self.vault.is_sealed() || self.vault.is_opaque() || !self.is_writable() {
            return;
        }
        let fact = Fact::Denied { what: what.to_owned() };
        self.looks.waiting.push(Entry { by: by.clone(), at: now, fact });
        if self.looks.waiting.len() >= MOST_WAITING {
            let _ = self.flush_looks();
        }
    }

    /// Makes the lines that wait durable, with one barrier.
    pub fn flush_looks(&mut self) -> Result<(), SubmitError> {
        if self.looks.waiting.is_empty() {
            return Ok(());
        }
        let first = self.journal.head().sequence + 1;
        let mut bodies = Vec::with_capacity(self.looks.waiting.len());
        for (sequence, entry) in (first..).zip(&self.looks.waiting) {
            bodies.push(self.vault.close(sequence, About::Desk, encode_fact(entry)?)?);
        }
        self.journal.append_sealed(self.vault.algorithm(), &bodies)?;
        self.looks.waiting.clear();
        self.follow_facts();
        Ok(())
    }

    /// The facts about the desk, the latest first, at most so many: all of them for whoever may read who looked at
    /// what, the own ones for everybody else who reads cases.
    pub fn facts(&self, most: usize) -> Result<Vec<(u64, Entry)>, SubmitError> {
        let reads_all = self.check(Power::ReadViewLog).is_ok();
        if !reads_all {
            self.check(Power::ReadCases).map_err(SubmitError::Refused)?;
        }
        let own = self.seat.clone().filter(|_| !reads_all);
        let mut found = std::collections::VecDeque::new();
        self.each_fact(|sequence, entry| {
            if own.as_ref().is_none_or(|own| entry.by == *own) {
                found.push_front((sequence, entry));
                found.truncate(most);
            }
        })?;
        Ok(found.into())
    }

    /// Every fact about the desk that can be read with the keys at hand, in order.
    pub(super) fn each_fact(&self, mut take: impl FnMut(u64, Entry)) -> Result<(), SubmitError> {
        for frame in self.journal.reader().frames(1)? {
            let frame = frame?;
            let sequence = frame.sequence();
            if let Some(entry) = fact_of(&self.vault, frame)? {
                take(sequence, entry);
            }
        }
        Ok(())
    }

    /// Records that names of persons left the desk in a report, and why: by whoever is logged in, with the power
    /// to take lists out. On return it survives a power cut.
    pub fn names_taken(&mut self, by: &PersonId, reason: &str, now: Moment) -> Result<u64, SubmitError> {
        self.check_seat(by)?;
        self.demand_seated(Power::Export, now)?;
        let fact = Fact::Looked { look: Look::Export, case: None, reason: reason.to_owned() };
        self.note(by, fact, now)
    }
}
