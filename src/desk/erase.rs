//! Making cases unreadable for ever: their keys go, their ciphertext stays, and the chain still fits.
//!
//! The fact is durable before the first key goes. A note of what is to go lies beside the keys meanwhile, so that an
//! opening after a kill finishes what the chain says was done. Must not know: when a retention ends.

use super::custody::fact_of;
use super::vault::Vault;
use super::{Desk, Folder, OpenDeskError, SubmitError};
use crate::domain::chronicle::Fact;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::journal::Reader;
use crate::journal::disk::{Disk, RealDisk};
use crate::seal::SealError;
use crate::seal::file::{settle_dir, write_atomically};
use std::collections::BTreeSet;

/// The note, inside the folder: the sequence of the fact, then the slots; numbers only.
const NOTE: &str = "keys.erasing";

/// What is to go once the chain says so.
struct Erasing {
    sequence: u64,
    slots: BTreeSet<u32>,
}

impl Erasing {
    fn text(&self) -> String {
        self.slots.iter().fold(self.sequence.to_string(), |text, slot| format!("{text} {slot}"))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace();
        let sequence = numbers.next()?.parse().ok()?;
        Some(Self { sequence, slots: numbers.map(|slot| slot.parse().ok()).collect::<Option<_>>()? })
    }
}

impl<D: Disk> Desk<D> {
    /// Erases ended cases: by somebody with the power, whom somebody else asked to, on a written basis. Afterwards
    /// rows and store are made again without them, for what was deleted there may lie about in old files.
    ///
    /// What backups made before still hold is readable with their keys until they expire.
    pub(super) fn erase(
        &mut self,
        cases: &[CaseId],
        (by, witness): (&PersonId, &PersonId),
        basis: &str,
        now: Moment,
    ) -> Result<(), SubmitError> {
        self.check_of(by, Power::Erase).map_err(SubmitError::Refused)?;
        if by == witness {
            return Err(SubmitError::Refused(Refusal::OwnErasure));
        }
        if !self.is_sealed() {
            return Err(SubmitError::Refused(Refusal::DeskIsPlain));
        }
        let mut slots = BTreeSet::new();
        for id in cases {
            let (file, record) = self.load_with_record(*id)?.ok_or(SubmitError::UnknownCase)?;
            if !file.case.stage.is_end() {
                return Err(SubmitError::Refused(Refusal::NotDecided));
            }
            slots.extend(record.slot);
        }
        self.flush_looks()?;
        let sequence = self.sequence() + 1;
        let note = Erasing { sequence, slots };
        write_atomically(&self.folder.own(NOTE), note.text().as_bytes())
            .map_err(|error| SubmitError::Sealed(error.into()))?;
        let fact = Fact::Erased { cases: cases.to_vec(), basis: basis.to_owned(), witness: witness.clone() };
        self.note(by, fact, now)?;
        // Nothing is written any more: the rows here still name them, so whoever holds them opens anew.
        self.recent = super::load::Recent::default();
        self.behind.clear();
        self.store = None;
        self.journal.hold();
        take_away(&self.folder, &self.vault, &note.slots).map_err(SubmitError::Sealed)
    }
}

/// Finishes an erasure that was cut short, where the chain says that it was done.
pub(super) fn finish_erasing(folder: &Folder, vault: &Vault) -> Result<(), OpenDeskError> {
    let path = folder.own(NOTE);
    if vault.is_opaque() || !path.exists() {
        return Ok(());
    }
    let note = Erasing::parse(&std::fs::read_to_string(&path)?);
    let done = note.as_ref().is_some_and(|note| is_recorded(folder, vault, note.sequence));
    match note.filter(|_| done) {
        Some(note) => Ok(take_away(folder, vault, &note.slots)?),
        // Nothing was promised: the cases stay.
        None => Ok(std::fs::remove_file(path)?),
    }
}

fn is_recorded(folder: &Folder, vault: &Vault, sequence: u64) -> bool {
    let reader = Reader::new(RealDisk, &folder.journal());
    let frame = reader.frames(sequence).ok().and_then(|mut frames| frames.next()?.ok());
    let frame = frame.filter(|frame| frame.sequence() == sequence);
    let entry = frame.and_then(|frame| fact_of(vault, frame).ok().flatten());
    entry.is_some_and(|entry| matches!(entry.fact, Fact::Erased { .. }))
}

/// Takes the keys away, and everything that was made from the journal while they were there.
fn take_away(folder: &Folder, vault: &Vault, slots: &BTreeSet<u32>) -> Result<(), SealError> {
    vault.erase(slots)?;
    crate::store::forget_seal(&folder.store())?;
    for path in [folder.store(), folder.own("store.damaged")] {
        if path.is_dir() {
            super::sealing::wipe(&path)?;
        }
    }
    if folder.snapshot().exists() {
        super::sealing::wipe_file(&folder.snapshot())?;
    }
    std::fs::remove_file(folder.own(NOTE))?;
    settle_dir(&folder.own(NOTE))?;
    Ok(())
}
