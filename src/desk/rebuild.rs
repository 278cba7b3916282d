//! Making store and rows again from the journal, whatever state they are in.
//!
//! Must not know: why it is asked for.

use super::absorb::Progress;
use super::open::OpenedDesk;
use super::{Desk, Folder, OpenDeskError, Setup};
use crate::journal::disk::RealDisk;
use crate::journal::lock::DeskLock;
use crate::journal::{ReadError, Reader};
use crate::store::forget_seal;
use std::path::Path;

/// Makes store and snapshot again from the journal, whatever state they are in.
pub fn rebuild(
    dir: &Path,
    setup: Setup,
    watch: &mut dyn FnMut(Progress) -> bool,
) -> Result<OpenedDesk, OpenDeskError> {
    let folder = Folder::new(dir);
    {
        let _lock = DeskLock::take(dir, &setup.holder)?;
        refuse_newer(&folder)?;
        forget_seal(&folder.store())?;
        for path in [folder.store(), folder.own("store.damaged")] {
            if path.exists() {
                std::fs::remove_dir_all(path)?;
            }
        }
        if folder.snapshot().exists() {
            std::fs::remove_file(folder.snapshot())?;
        }
    }
    let mut opened = Desk::open(dir, setup, watch)?;
    opened.desk.warm(watch)?;
    opened.desk.write_snapshot();
    Ok(opened)
}

/// What a later program wrote is not to be touched at all, not even what could be made again.
fn refuse_newer(folder: &Folder) -> Result<(), OpenDeskError> {
    if !folder.journal().is_dir() {
        return Ok(());
    }
    match Reader::new(RealDisk, &folder.journal()).frames(1)?.next() {
        Some(Err(error @ ReadError::Newer { .. })) => Err(error.into()),
        Some(_) | None => Ok(()),
    }
}
