//! Facts about the desk: who sits at it, what they may, and what of that is kept in the chain.
//!
//! Must not know: how a fact is shown.

use super::vault::About;
use super::{BackupReport, Desk, SubmitError};
use crate::domain::chronicle::{Entry, Fact};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::{Glass, Power, has_power, may_act};
use crate::domain::refusal::Refusal;
use crate::domain::stage::ActionKind;
use crate::journal::Position;
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

    pub(super) fn check_of(&self, person: &PersonId, power: Power) -> Result<(), Refusal> {
        let known = self.office.person(person);
        let known = known.ok_or_else(|| Refusal::PersonUnknown { person: person.0.clone() })?;
        if has_power(known.role, power) {
            Ok(())
        } else {
            Err(Refusal::RoleNotAllowed { role: known.role.into() })
        }
    }

    /// Whether somebody has a power. That they asked without having it is told in the log.
    pub(super) fn demand(&mut self, by: &PersonId, power: Power, now: Moment) -> Result<(), SubmitError> {
        self.check_of(by, power).map_err(|refusal| {
            self.denied(by, &format!("power-{power}"), now);
            SubmitError::Refused(refusal)
        })
    }

    /// The same of whoever sits here; where nobody sits, the shell's own user asks.
    pub(super) fn demand_seated(&mut self, power: Power, now: Moment) -> Result<(), SubmitError> {
        match self.seat.clone() {
            Some(person) => self.demand(&person, power, now),
            None => Ok(()),
        }
    }

    /// Lets somebody act beyond their role for a while. On return the reason is durable.
    pub fn break_glass(&mut self, by: &PersonId, reason: &str, now: Moment) -> Result<Glass, SubmitError> {
        self.demand(by, Power::BreakGlass, now)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(SubmitError::Refused(Refusal::ReasonMissing));
        }
        let glass = Glass::broken(by.clone(), now);
        self.note(by, Fact::GlassBroken { reason: reason.to_owned(), until: glass.until }, now)?;
        self.glass = Some(glass.clone());
        Ok(glass)
    }

    /// Somebody who has logged in sits down. The chain says so, and how often their passphrase was guessed
    /// wrong before; it hears of a people's file it does not know.
    pub fn come_in(&mut self, person: PersonId, failed: u32, now: Moment) -> Result<(), SubmitError> {
        self.seat(person.clone()).map_err(SubmitError::Refused)?;
        if !self.journal.is_writable() || self.vault.is_opaque() {
            return Ok(());
        }
        if let Some(keys) = self.vault.keys()
            && self.vault.known().people != Some(keys.stamp)
        {
            let (version, file) = keys.stamp;
            let fact = Fact::PeopleChanged { version, file, person: person.clone() };
            self.note(&person, fact, now)?;
        }
        let turned = self.vault.keys().filter(|keys| keys.epoch() > self.vault.known().epoch.max(1));
        let turned = turned.and_then(|keys| Some((keys.epoch(), keys.turned_to(keys.epoch())?)));
        if let Some((epoch, (until, public))) = turned {
            let fact = Fact::KeysTurned { epoch, until, public: *public };
            self.note(&person, fact, now)?;
        }
        self.note(&person, Fact::CameIn { failed }, now)?;
        self.checkpoint(false, now)?;
        Ok(())
    }

    /// A passphrase was replaced with both halves of the recovery key.
    pub fn recovered(&mut self, person: &PersonId, witness: &str, now: Moment) -> Result<(), SubmitError> {
        self.come_in(person.clone(), 0, now)?;
        let fact = Fact::Recovered { person: person.clone(), witness: witness.to_owned() };
        self.note(person, fact, now).map(|_| ())
    }

    /// A backup was made and read back.
    pub fn backed_up(&mut self, made: &BackupReport, now: Moment) -> Result<(), SubmitError> {
        let Some(by) = self.seat.clone() else { return Ok(()) };
        self.note(&by, Fact::BackedUp { sequence: made.sequence, head: made.head }, now).map(|_| ())
    }

    /// Whether somebody may do a kind of act at all, now: with a role for it, or a glass broken for it.
    pub fn check_act(&self, by: &PersonId, kind: ActionKind, now: Moment) -> Result<(), SubmitError> {
        self.check_seat(by)?;
        let known = self.office.person(by);
        let known =
            known.ok_or_else(|| SubmitError::Refused(Refusal::PersonUnknown { person: by.0.clone() }))?;
        let widened = has_power(known.role, Power::BreakGlass)
            && self.glass.as_ref().is_some_and(|glass| glass.lets(by, now));
        if may_act(known.role, kind) || widened {
            Ok(())
        } else {
            Err(SubmitError::Refused(Refusal::RoleNotAllowed { role: known.role.into() }))
        }
    }

    /// Who acts, where the shell names somebody: whoever is logged in, on a plain desk whoever was named.
    pub fn acting(&self, named: PersonId) -> PersonId {
        self.seat.clone().unwrap_or(named)
    }

    /// Holds the count of guesses against what was known of it when somebody last came in; one that says less was put
    /// back from a copy, which is noted. What happens between two logins on one disk cannot be told from it.
    pub fn guesses_counted(&mut self, found: u64, now: Moment) -> Result<bool, SubmitError> {
        let known = self.vault.known().guesses;
        let Some(by) = self.seat.clone().filter(|_| self.vault.is_sealed() && !self.vault.is_opaque()) else {
            return Ok(false);
        };
        let turned = found <= known;
        if turned && self.journal.is_writable() {
            self.note(&by, Fact::GuessesTurnedBack { found, known }, now)?;
        }
        self.vault.count_guesses(found);
        Ok(turned)
    }

    /// Whoever sits here changed their passphrase.
    pub fn passphrase_changed(&mut self, number: u32, now: Moment) -> Result<(), SubmitError> {
        let Some(by) = self.seat.clone().filter(|_| !self.vault.is_opaque()) else { return Ok(()) };
        self.note(&by, Fact::PassphraseChanged { number }, now).map(|_| ())
    }

    /// A backup was restored on trial, and was whole or not.
    pub fn rehearsed(&mut self, sequence: u64, whole: bool, now: Moment) -> Result<(), SubmitError> {
        let Some(by) = self.seat.clone() else { return Ok(()) };
        self.note(&by, Fact::Drilled { sequence, whole }, now).map(|_| ())
    }

    /// Whether whoever asks is whoever is logged in. A plain desk takes the word of the screen.
    pub fn check_seat(&self, by: &PersonId) -> Result<(), SubmitError> {
        if !self.vault.is_sealed() || self.seat.as_ref() == Some(by) {
            return Ok(());
        }
        Err(SubmitError::Refused(Refusal::NotLoggedIn { person: by.0.clone() }))
    }

    /// Seals a body as the next frame and appends it. On return it survives a power cut.
    pub(super) fn record(&mut self, about: About, body: Vec<u8>) -> Result<Position, SubmitError> {
        if matches!(about, About::Case(..)) && self.doubt().is_some() {
            return Err(SubmitError::Refused(Refusal::HistoryDoubted));
        }
        let sequence = self.journal.head().sequence + 1;
        let sealed = self.vault.close(sequence, about, body)?;
        let appended = self.journal.append_sealed(self.vault.algorithm(), &[sealed]);
        let positions = appended.map_err(|error| self.relieve(error.into()))?;
        let head = self.journal.head();
        let at_head = Position { sequence, segment: head.segment, offset: head.offset };
        Ok(positions.first().copied().unwrap_or(at_head))
    }

    /// Records a fact about the desk. On return it survives a power cut.
    pub(super) fn note(&mut self, by: &PersonId, fact: Fact, now: Moment) -> Result<u64, SubmitError> {
        let entry = Entry { by: by.clone(), at: now, fact };
        let sequence = self.record(About::Desk, encode_fact(&entry)?)?.sequence;
        self.vault.hear(&entry.by, &entry.fact, now);
        self.follow_facts();
        Ok(sequence)
    }

    /// The store has nothing to take in of a fact, but must not think itself behind.
    pub(super) fn follow_facts(&mut self) {
        let head = self.journal.head().sequence;
        // Opened already or not.
        if self.store().and_then(|store| store.set_applied(head)).is_err() {
            self.store = None;
        }
    }
}
