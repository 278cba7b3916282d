//! Making cases unreadable for ever: their keys go, their ciphertext stays, and the chain still fits.
//!
//! Must not know: when a retention ends; whoever asks gives basis and witness.

use super::{Desk, Folder, SubmitError};
use crate::domain::chronicle::Fact;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::journal::disk::Disk;
use std::collections::BTreeSet;

impl<D: Disk> Desk<D> {
    /// Erases ended cases: by somebody with the power, with another's agreement, on a written basis. The fact is
    /// durable before the first key goes; afterwards rows and store are made again without them, for what was
    /// deleted there may lie about in old files.
    ///
    /// What backups made before still hold is readable with their keys until they expire.
    pub fn erase(
        &mut self,
        cases: &[CaseId],
        (by, witness): (&PersonId, &PersonId),
        basis: &str,
        now: Moment,
    ) -> Result<(), SubmitError> {
        self.check_seat(by)?;
        for person in [by, witness] {
            self.check_of(person, Power::Erase).map_err(SubmitError::Refused)?;
        }
        if by == witness {
            return Err(SubmitError::Refused(Refusal::OwnProposal));
        }
        let basis = basis.trim();
        if basis.is_empty() {
            return Err(SubmitError::Refused(Refusal::ReasonMissing));
        }
        let mut slots = BTreeSet::new();
        for id in cases {
            let (file, record) = self.load_with_record(*id)?.ok_or(SubmitError::UnknownCase)?;
            if !file.case.stage.is_end() {
                return Err(SubmitError::Refused(Refusal::NotDecided));
            }
            slots.extend(record.slot);
        }
        let fact = Fact::Erased { cases: cases.to_vec(), basis: basis.to_owned(), witness: witness.clone() };
        self.note(by, fact, now)?;
        self.vault.erase(&slots)?;
        self.recent = super::load::Recent::default();
        self.forget_derived().map_err(|error| SubmitError::Sealed(error.into()))
    }

    /// Takes away what is made from the journal, so that the next opening makes it again.
    fn forget_derived(&mut self) -> std::io::Result<()> {
        self.behind.clear();
        self.store = None;
        let folder = Folder::new(self.folder.path());
        crate::store::forget_seal(&folder.store())?;
        for path in [folder.store(), folder.own("store.damaged")] {
            if path.is_dir() {
                super::sealing::wipe(&path)?;
            }
        }
        if folder.snapshot().exists() {
            super::sealing::wipe_file(&folder.snapshot())?;
        }
        // The rows here still name them: whoever holds them opens the desk anew.
        self.journal.hold();
        Ok(())
    }
}
