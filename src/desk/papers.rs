//! Papers of the desk itself: registers that are closed, and sheets about no single case.
//!
//! Must not know: what a sheet looks like, or how a register is counted.

use super::{Desk, SubmitError};
use crate::domain::chronicle::{ClosedBook, Entry, Fact};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::journal::disk::Disk;

impl<D: Disk> Desk<D> {
    /// Closes the register of a year, by whoever signs days. On return it survives a power cut. Whether the year is
    /// over, and whether it is closed already, is for the caller to ask.
    pub fn close_book(&mut self, by: &PersonId, book: ClosedBook, now: Moment) -> Result<u64, SubmitError> {
        self.check_seat(by)?;
        self.check(Power::SignDay).map_err(SubmitError::Refused)?;
        self.note(by, Fact::BookClosed(book), now)
    }

    /// The registers that were closed, each with who closed it and when, in the order they were closed.
    pub fn closed_books(&self) -> Result<Vec<(ClosedBook, Entry)>, SubmitError> {
        self.check(Power::ReadCases).map_err(SubmitError::Refused)?;
        let mut books = Vec::new();
        self.each_fact(|_, entry| {
            if let Fact::BookClosed(book) = &entry.fact {
                books.push((book.clone(), entry));
            }
        })?;
        Ok(books)
    }

    /// A sheet that is about no single case was made. On return that survives a power cut. Where it names persons
    /// the caller asks for [`Desk::names_taken`] as well.
    pub fn printed(
        &mut self,
        by: &PersonId,
        (form, template): (&str, &str),
        about: &str,
        now: Moment,
    ) -> Result<u64, SubmitError> {
        self.check_seat(by)?;
        let fact =
            Fact::Printed { form: form.to_owned(), template: template.to_owned(), about: about.to_owned() };
        self.note(by, fact, now)
    }
}
