//! Facts about the desk: who sits at it, what they may, and what of that is kept in the chain.
//!
//! Must not know: how a fact is shown.

use super::{Desk, SubmitError};
use crate::domain::chronicle::{Entry, Fact};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::{Glass, Power, has_power};
use crate::domain::refusal::Refusal;
use crate::journal::disk::Disk;
use crate::store::record::encode_fact;

impl<D: Disk> Desk<D> {
    /// Somebody sits down. Whoever sat there before leaves, and their broken glass with them.
    pub fn seat(&mut self, person: PersonId) -> Result<(), Refusal> {
        if self.office.person(&person).is_none() {
            return Err(Refusal::PersonUnknown { person: person.0 });
        }
        self.glass = self.glass.take().filter(|glass| glass.by == person);
        self.seat = Some(person);
        Ok(())
    }

    /// Whether whoever sits here has a power; where nobody sits, the shell's own user asks.
    pub fn check(&self, power: Power) -> Result<(), Refusal> {
        match &self.seat {
            Some(person) => self.check_of(person, power),
            None => Ok(()),
        }
    }

    fn check_of(&self, person: &PersonId, power: Power) -> Result<(), Refusal> {
        let known = self.office.person(person);
        let known = known.ok_or_else(|| Refusal::PersonUnknown { person: person.0.clone() })?;
        if has_power(known.role, power) {
            Ok(())
        } else {
            Err(Refusal::RoleNotAllowed { role: known.role.into() })
        }
    }

    /// Lets somebody act beyond their role for a while. On return the reason is durable.
    pub fn break_glass(&mut self, by: &PersonId, reason: &str, now: Moment) -> Result<Glass, SubmitError> {
        self.check_of(by, Power::BreakGlass).map_err(SubmitError::Refused)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(SubmitError::Refused(Refusal::ReasonMissing));
        }
        let glass = Glass::broken(by.clone(), now);
        self.note(by, Fact::GlassBroken { reason: reason.to_owned(), until: glass.until }, now)?;
        self.glass = Some(glass.clone());
        Ok(glass)
    }

    /// Records a fact about the desk. On return it survives a power cut.
    pub(super) fn note(&mut self, by: &PersonId, fact: Fact, now: Moment) -> Result<u64, SubmitError> {
        let body = encode_fact(&Entry { by: by.clone(), at: now, fact })?;
        let sequence = self.journal.append(&body)?.sequence;
        // The store has nothing to take in, but must not think itself behind, opened already or not.
        let applied = self.store().and_then(|store| store.set_applied(sequence));
        if applied.is_err() {
            self.store = None;
        }
        Ok(sequence)
    }
}
