//! Trusting another office: its card, the fingerprint two people read, the day the trust ends, and taking it back.
//!
//! Must not know: how a fingerprint was read to whom.

use super::{ExchangeError, office_id};
use crate::desk::Desk;
use crate::domain::chronicle::Fact;
use crate::domain::id::{OfficeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::text::clean_line;
use crate::journal::disk::Disk;
use crate::seal::Card;
use chrono::{Days, NaiveDate};

/// Days a trust lasts where nobody says otherwise: two years.
const TRUSTED_DAYS: u64 = 730;
/// Letters of an office's name, at most.
const LONGEST: usize = 200;

impl<D: Disk> Desk<D> {
    /// This office's card for others, as a file, and its fingerprint.
    pub fn card(&self) -> Result<(Vec<u8>, String), ExchangeError> {
        let keys = self.office_keys()?;
        let (name, code) = (self.office.name.as_str(), self.office.code.as_str());
        Ok((keys.card_file(name, code)?, keys.card(name, code).fingerprint()))
    }

    /// Reads another office's card. Nothing is trusted yet: the fingerprint is to be read by two people first.
    pub fn read_card(&self, bytes: &[u8]) -> Result<Card, ExchangeError> {
        let card = Card::parse(bytes)?;
        let shown = |text: &str| clean_line(text, LONGEST) == text && !text.is_empty();
        if !shown(&card.name) || !shown(&card.code) {
            return Err(crate::seal::SealError::Faulty("its name").into());
        }
        if card.id == self.office_keys()?.id() {
            return Err(ExchangeError::OwnCard);
        }
        Ok(card)
    }

    /// Trusts an office from here on: by its head, with a second person, after the fingerprint they were told was
    /// typed. On return it survives a power cut.
    pub fn trust_office(
        &mut self,
        card: &Card,
        typed: &str,
        (by, witness): (&PersonId, &PersonId),
        until: Option<NaiveDate>,
        now: Moment,
    ) -> Result<(), ExchangeError> {
        self.check_exchange(by, Power::TrustOffice)?;
        if by == witness || self.office.person(witness).is_none() {
            return Err(ExchangeError::NoWitness);
        }
        if !card.has_fingerprint(typed) {
            return Err(ExchangeError::OtherFingerprint);
        }
        let usual = || now.date().checked_add_days(Days::new(TRUSTED_DAYS)).unwrap_or(now.date());
        let fact = Fact::PartnerTrusted {
            office: office_id(card.id),
            name: card.name.clone(),
            code: card.code.clone(),
            sign: card.sign,
            open: card.open,
            witness: witness.clone(),
            until: until.unwrap_or_else(usual),
        };
        self.flush_looks()?;
        self.note(by, fact, now)?;
        Ok(())
    }

    /// Trusts an office no more, for a reason. On return it survives a power cut.
    pub fn revoke_office(
        &mut self,
        office: OfficeId,
        reason: &str,
        by: &PersonId,
        now: Moment,
    ) -> Result<(), ExchangeError> {
        self.check_exchange(by, Power::TrustOffice)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(ExchangeError::Refused(crate::domain::refusal::Refusal::ReasonMissing));
        }
        self.exchange()?.partners.find(office).ok_or(ExchangeError::UnknownOffice)?;
        self.flush_looks()?;
        self.note(by, Fact::PartnerRevoked { office, reason: reason.to_owned() }, now)?;
        Ok(())
    }

    /// Whether somebody is who is logged in, and has a power.
    pub(super) fn check_exchange(&self, by: &PersonId, power: Power) -> Result<(), ExchangeError> {
        self.check_seat(by)?;
        self.check_of(by, power).map_err(ExchangeError::Refused)
    }
}
