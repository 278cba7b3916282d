//! The book of surveys: slips out of the box, complaints about the desk, checks of the postings.
//!
//! Must not know: how an entry was typed.

use super::{Desk, SubmitError};
use crate::domain::chronicle::Fact;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::survey::{Asked, Surveyed};
use crate::journal::disk::Disk;

impl<D: Disk> Desk<D> {
    /// Records an entry. On return it survives a power cut; on an error nothing has changed.
    pub fn survey(&mut self, by: &PersonId, asked: &Asked, now: Moment) -> Result<Surveyed, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, asked.power(), now)?;
        let (number, what) = self.surveys.decide(asked, now, &self.law).map_err(SubmitError::Refused)?;
        self.flush_looks()?;
        self.note(by, Fact::Surveyed { number, what: what.clone() }, now)?;
        self.noted = Some(now);
        let entry = Surveyed { number, by: by.clone(), at: now, what };
        self.surveys.hear(entry.clone());
        if !self.lent {
            self.projection.hear(entry.clone());
        }
        Ok(entry)
    }
}
