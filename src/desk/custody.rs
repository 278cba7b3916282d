//! What must be kept and what may go: holds, proposals to erase, and what is due, as the chain and the schedule say.
//!
//! Nobody erases alone: one proposes, another with the power agrees, and the rules are asked again then. Must not
//! know: how a key is taken away.

use super::vault::Vault;
use super::{Desk, SubmitError};
use crate::domain::chronicle::{Entry, Fact};
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::domain::retention::{Hold, Kept, MOST_ERASED, Proposal, Schedule, kept};
use crate::journal::Frame;
use crate::journal::disk::Disk;
use crate::store::record::{Body, decode_body};
use std::collections::BTreeMap;

/// What the chain says of keeping and erasing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Custody {
    /// Cases that must be kept.
    pub held: BTreeMap<CaseId, Hold>,
    /// Proposals that are open.
    pub proposals: Vec<Proposal>,
}

impl Custody {
    fn hear(&mut self, number: u64, entry: &Entry) {
        let Entry { by, at, fact } = entry;
        match fact {
            Fact::Held { cases, reason } => {
                let hold = Hold { by: by.clone(), at: *at, reason: reason.clone() };
                self.held.extend(cases.iter().map(|case| (*case, hold.clone())));
            }
            Fact::Released { cases, .. } => self.held.retain(|case, _| !cases.contains(case)),
            Fact::ErasureProposed { cases, basis } => self.proposals.push(Proposal {
                number,
                by: by.clone(),
                at: *at,
                cases: cases.clone(),
                basis: basis.clone(),
            }),
            Fact::Erased { cases, .. } => {
                self.proposals.retain(|open| !open.cases.iter().any(|case| cases.contains(case)));
            }
            Fact::GlassBroken { .. }
            | Fact::CameIn { .. }
            | Fact::Looked { .. }
            | Fact::PeopleChanged { .. }
            | Fact::Checkpoint { .. }
            | Fact::DayClosed { .. }
            | Fact::DayConfirmed { .. }
            | Fact::Recovered { .. }
            | Fact::Sealed { .. }
            | Fact::BackedUp { .. }
            | Fact::BookClosed(_)
            | Fact::Printed { .. }
            | Fact::KeysTurned { .. }
            | Fact::PassphraseChanged { .. }
            | Fact::Drilled { .. }
            | Fact::DoubtSigned { .. }
            | Fact::DoubtSettled { .. }
            | Fact::GuessesTurnedBack { .. }
            | Fact::Denied { .. }
            | Fact::AnchorMissed { .. }
            | Fact::Surveyed { .. }
            | Fact::PartnerTrusted { .. }
            | Fact::PartnerRevoked { .. }
            | Fact::BundleMade { .. }
            | Fact::BundleTaken { .. }
            | Fact::ForkDecided { .. } => {}
        }
    }
}

/// The fact of a frame; nothing for a frame that speaks of a case, which is not opened for it.
pub(super) fn fact_of(vault: &Vault, frame: Frame) -> Result<Option<Entry>, SubmitError> {
    if !vault.is_fact(frame.algorithm, &frame.body) {
        return Ok(None);
    }
    let Ok(shown) = vault.show(frame.sequence(), frame.algorithm, frame.body) else { return Ok(None) };
    match decode_body(&shown.body)? {
        Body::Fact(entry) => Ok(Some(entry)),
        Body::Decision(..) | Body::Part(_) => Ok(None),
    }
}

impl<D: Disk> Desk<D> {
    /// What the chain says of keeping and erasing. Reads all of it.
    pub fn custody(&self) -> Result<Custody, SubmitError> {
        let mut custody = Custody::default();
        self.each_fact(|number, entry| custody.hear(number, &entry))?;
        Ok(custody)
    }

    /// Every ended file with what the schedule says of it, the earliest first. The rows must be here.
    pub fn kept(&self, schedule: &Schedule) -> Vec<Kept> {
        kept(&self.projection, &self.law.catalogue, schedule)
    }

    /// Keeps cases whatever their retention says. On return it is durable.
    pub fn hold(
        &mut self,
        by: &PersonId,
        cases: &[CaseId],
        reason: &str,
        now: Moment,
    ) -> Result<u64, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, Power::ProposeErasure, now)?;
        let reason = self.spoken(cases, reason)?;
        self.note(by, Fact::Held { cases: cases.to_vec(), reason }, now)
    }

    /// Lets cases go again that were held: by whoever may erase.
    pub fn release(
        &mut self,
        by: &PersonId,
        cases: &[CaseId],
        reason: &str,
        now: Moment,
    ) -> Result<u64, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, Power::Erase, now)?;
        let reason = self.spoken(cases, reason)?;
        self.note(by, Fact::Released { cases: cases.to_vec(), reason }, now)
    }

    /// Proposes to erase cases whose retention is over. Gives the number of the proposal.
    pub fn propose_erasure(
        &mut self,
        by: &PersonId,
        cases: &[CaseId],
        schedule: &Schedule,
        basis: &str,
        now: Moment,
    ) -> Result<u64, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, Power::ProposeErasure, now)?;
        if !self.is_sealed() {
            return Err(SubmitError::Refused(Refusal::DeskIsPlain));
        }
        let basis = self.spoken(cases, basis)?;
        let custody = self.custody()?;
        self.check_over(cases, schedule, &custody, now)?;
        self.note(by, Fact::ErasureProposed { cases: cases.to_vec(), basis }, now)
    }

    /// Agrees to a proposal of somebody else and erases its cases; the rules are asked again. Says how many.
    pub fn approve_erasure(
        &mut self,
        by: &PersonId,
        number: u64,
        schedule: &Schedule,
        now: Moment,
    ) -> Result<usize, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, Power::Erase, now)?;
        let custody = self.custody()?;
        let proposal = custody.proposals.iter().find(|open| open.number == number);
        let proposal = proposal.ok_or(SubmitError::Refused(Refusal::ProposalUnknown { number }))?;
        self.check_over(&proposal.cases, schedule, &custody, now)?;
        self.erase(&proposal.cases, (by, &proposal.by), &proposal.basis, now)?;
        Ok(proposal.cases.len())
    }

    /// The words, where something is said about cases that are there. Whoever shows the rows may have them.
    fn spoken(&mut self, cases: &[CaseId], words: &str) -> Result<String, SubmitError> {
        let words = words.trim();
        if words.is_empty() {
            return Err(SubmitError::Refused(Refusal::ReasonMissing));
        }
        if cases.len() > MOST_ERASED {
            return Err(SubmitError::Refused(Refusal::TooManyAtOnce { most: MOST_ERASED }));
        }
        if cases.is_empty() {
            return Err(SubmitError::UnknownCase);
        }
        for case in cases {
            self.load_with_record(*case)?.ok_or(SubmitError::UnknownCase)?;
        }
        Ok(words.to_owned())
    }

    /// Whether all of the cases may go today: ended, past the last day of the schedule, and not held.
    fn check_over(
        &mut self,
        cases: &[CaseId],
        schedule: &Schedule,
        custody: &Custody,
        now: Moment,
    ) -> Result<(), SubmitError> {
        for case in cases {
            let (file, _) = self.load_with_record(*case)?.ok_or(SubmitError::UnknownCase)?;
            let one = Kept::of(&file.case, &self.law.catalogue, schedule)
                .ok_or(SubmitError::Refused(Refusal::NotDecided))?;
            if custody.held.contains_key(case) {
                return Err(SubmitError::Refused(Refusal::UnderHold { code: one.code }));
            }
            if !one.is_over(now.date()) {
                let (code, until) = (one.code, one.until);
                return Err(SubmitError::Refused(Refusal::RetentionRuns { code, until }));
            }
        }
        Ok(())
    }
}
