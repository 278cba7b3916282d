//! Turning the keys of a desk: whoever left, or may do less, has nothing that opens what is written afterwards.
//!
//! What is wrapped anew lies beside what it replaces, named after the new epoch. The people's file is the point of no
//! return: before it says so, what was begun is thrown away; once it does, opening finishes the rest. Must not know:
//! why keys are turned, or how halves reach paper.

use super::sealing::{wipe, wipe_file};
use super::{Desk, Folder, OpenDeskError, SubmitError, Unlocked};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::journal::disk::Disk;
use crate::seal::file::settle_dir;
use crate::seal::people::Member;
use crate::seal::{Keyring, OfficeKeys, PeopleFile, SealError, office, table};
use std::path::PathBuf;

/// What turning gives.
#[derive(Debug)]
pub struct Renewed {
    /// All keys from now on; the desk opens with them.
    pub keys: Unlocked,
    /// New halves of the recovery key, where the old ones open nothing any more: they are nowhere else.
    pub halves: Option<[String; 2]>,
}

/// Makes all keys of an open desk anew, for the people who are in `file` now, and writes that file. `part` says which
/// keys a role has. The desk is closed by it, for its keys are no more.
pub fn turn_keys<D: Disk>(
    mut desk: Desk<D>,
    by: &PersonId,
    mut file: PeopleFile,
    part: impl Fn(&Keyring, &Member) -> Keyring,
    now: Moment,
) -> Result<Renewed, SubmitError> {
    desk.demand(by, Power::ManagePeople, now)?;
    if !desk.is_sealed() {
        return Err(SubmitError::Refused(Refusal::DeskIsPlain));
    }
    desk.journal.check_ready()?;
    desk.flush_looks()?;
    // The last the old key says of this history.
    desk.checkpoint(true, now)?;
    let until = desk.sequence();
    let folder = desk.folder.clone();
    let Some(keys) = desk.vault.keys().cloned() else { return Err(SubmitError::Sealed(SealError::NoKey)) };
    let turned = (|| {
        let turned = file.turn(&keys.ring, until, part)?;
        let case = turned.ring.case.as_ref().ok_or(SealError::NoKey)?;
        let fresh = Fresh::of(&folder, file.epoch());
        desk.vault.turn_table(&fresh.table, case)?;
        OfficeKeys::wrap_anew(folder.path(), (&keys.ring, &turned.ring), keys.suite, &fresh.exchange)?;
        settle_dir(&fresh.table)?;
        file.write(folder.path(), &turned.ring)?;
        Ok(turned)
    })()
    .map_err(SubmitError::Sealed)?;
    // Rows and store are of the old keys; nothing of them may be written any more.
    desk.journal.hold();
    desk.store = None;
    finish_turning(&folder)
        .map_err(|error| SubmitError::Sealed(SealError::Io(std::io::Error::other(error))))?;
    let keys = Unlocked::of(&file, turned.ring).map_err(SubmitError::Sealed)?;
    Ok(Renewed { keys: keys.by(&file, &by.0), halves: turned.halves })
}

/// What waits beside the files it replaces.
struct Fresh {
    table: PathBuf,
    exchange: PathBuf,
}

impl Fresh {
    fn of(folder: &Folder, epoch: u32) -> Self {
        Self { table: beside(folder, table::FILE, epoch), exchange: beside(folder, office::FILE, epoch) }
    }
}

fn beside(folder: &Folder, name: &str, epoch: u32) -> PathBuf {
    folder.own(&format!("{name}.{epoch}"))
}

/// Where a file lies that belongs to a people's file of an epoch, also while a turning is not finished.
pub(super) fn place_of(folder: &Folder, name: &str, epoch: u32) -> PathBuf {
    let fresh = beside(folder, name, epoch);
    if fresh.exists() { fresh } else { folder.own(name) }
}

/// The key table that belongs to the people's file.
pub(super) fn table_of(folder: &Folder) -> Result<PathBuf, SealError> {
    let epoch = PeopleFile::read(folder.path())?.map_or(1, |file| file.epoch());
    Ok(place_of(folder, table::FILE, epoch))
}

/// Brings a turning that was cut short to one of its two ends. The caller holds the desk's lock.
pub(super) fn finish_turning(folder: &Folder) -> Result<(), OpenDeskError> {
    let Some(file) = PeopleFile::read(folder.path())? else { return Ok(()) };
    let begun = Fresh::of(folder, file.epoch() + 1);
    for path in [begun.table, begun.exchange] {
        if path.exists() {
            std::fs::remove_file(path)?;
        }
    }
    let fresh = Fresh::of(folder, file.epoch());
    if !fresh.table.exists() {
        return Ok(());
    }
    crate::store::forget_seal(&folder.store())?;
    for path in [folder.store(), folder.own("store.damaged")] {
        if path.is_dir() {
            wipe(&path)?;
        }
    }
    if folder.snapshot().exists() {
        wipe_file(&folder.snapshot())?;
    }
    if fresh.exchange.exists() {
        std::fs::rename(&fresh.exchange, folder.own(office::FILE))?;
    }
    // The keys of cases as the old keys had them are not left about.
    if folder.own(table::FILE).exists() {
        wipe_file(&folder.own(table::FILE))?;
    }
    std::fs::rename(&fresh.table, folder.own(table::FILE))?;
    Ok(settle_dir(&fresh.table)?)
}
