//! Sealing a plain desk: every frame is written anew under keys, then the plain ones are wiped.
//!
//! The new journal is made beside the old one. The people's file is the point of no return: before it is
//! there, what was begun is thrown away; once it is, opening finishes the rest. Must not know: passphrases
//! beyond the one that is given, or how the recovery halves reach paper.

use super::unlocked::Unlocked;
use super::vault::{About, Vault};
use super::{Folder, OpenDeskError};
use crate::domain::chronicle::{Entry, Fact};
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::journal::disk::RealDisk;
use crate::journal::lock::{DeskLock, Holder};
use crate::journal::{DeskId, Journal, Mark, OpenError, Options, Reader};
use crate::seal::file::settle_dir;
use crate::seal::people::Member;
use crate::seal::{Cost, KeyTable, PeopleFile, SealError, Suite, people, table};
use crate::store::record::{Body, Part, decode_body, encode_fact};
use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// The journal on its way, inside the folder.
const FRESH: &str = "journal.sealed";
/// Frames sealed with one barrier.
const GROUP: usize = 4_096;

/// Seals the desk of a folder; `first` may log in afterwards. Gives the two halves of the recovery key, which
/// are nowhere else. The desk is closed, sound, and nobody has it open.
pub fn seal_desk(
    dir: &Path,
    holder: &Holder,
    first: (Member, &str),
    (suite, cost): (Suite, Cost),
    now: Moment,
) -> Result<[String; 2], OpenDeskError> {
    let folder = Folder::new(dir);
    std::fs::create_dir_all(dir)?;
    let _lock = DeskLock::take(dir, holder)?;
    finish_sealing(&folder)?;
    if folder.is_sealed() {
        return Err(SealError::Faulty("the desk is sealed already").into());
    }
    let by = PersonId(first.0.id.clone());
    let desk: [u8; 16] = crate::seal::secret::random()?;
    let mut sealing = PeopleFile::seal(desk, suite)?;
    sealing.file.put(first.0, &sealing.ring, first.1, cost)?;
    let case = sealing.ring.case.clone().ok_or(SealError::NoKey)?;
    let made = KeyTable::create(&folder.own(table::FILE), desk, suite, &case)?;
    let keys = Unlocked::of(&sealing.file, sealing.ring.clone())?;
    rewrite(&folder, desk, &Vault::over(keys, made), (by, now))?;
    sealing.file.write(dir, &sealing.ring)?;
    // The secret for exchange goes under the heads' key with everything else.
    crate::seal::OfficeKeys::read(dir, Some((&sealing.ring, suite)))?;
    finish_sealing(&folder)?;
    Ok(sealing.halves)
}

/// Writes the plain history anew, sealed, and the fact of it behind.
fn rewrite(
    folder: &Folder,
    desk: [u8; 16],
    vault: &Vault,
    (by, now): (PersonId, Moment),
) -> Result<(), OpenDeskError> {
    let (mut fresh, _) = Journal::open(RealDisk, &folder.own(FRESH), &Options::new(DeskId(desk)), None)?;
    let mut slots: HashMap<CaseId, u32> = HashMap::new();
    let mut bodies = Vec::with_capacity(GROUP);
    let mut sequence = 0;
    let mut head = Mark { sequence: 0, segment: 1, offset: 0, hash: fresh.head().hash };
    if folder.journal().is_dir() {
        vault.make_ahead(GROUP as u32)?;
        for frame in Reader::new(RealDisk, &folder.journal()).frames(1)? {
            let frame = frame?;
            head = frame.mark;
            sequence = frame.sequence();
            let body = decode_body(&frame.body).map_err(|error| OpenDeskError::Record { sequence, error })?;
            let about = match body {
                Body::Fact(_) => About::Desk,
                Body::Decision(case, _) | Body::Part(Part { case, .. }) => {
                    let slot = match slots.get(&case) {
                        Some(slot) => *slot,
                        None => vault.new_slot()?.unwrap_or_default(),
                    };
                    slots.insert(case, slot);
                    About::Case(case, slot)
                }
            };
            bodies.push(vault.close(sequence, about, frame.body)?);
            if bodies.len() == GROUP {
                append(&mut fresh, vault, &mut bodies)?;
            }
        }
    }
    let fact = Fact::Sealed { sequence: head.sequence, head: head.hash.0 };
    let body = encode_fact(&Entry { by, at: now, fact });
    let body = body.map_err(|error| OpenDeskError::Record { sequence: sequence + 1, error })?;
    bodies.push(vault.close(sequence + 1, About::Desk, body)?);
    append(&mut fresh, vault, &mut bodies)?;
    vault.give_back()?;
    Ok(fresh.close()?)
}

fn append(
    fresh: &mut Journal<RealDisk>,
    vault: &Vault,
    bodies: &mut Vec<Vec<u8>>,
) -> Result<(), OpenDeskError> {
    let appended = fresh.append_sealed(vault.algorithm(), bodies);
    appended.map_err(|error| OpenError::Io(io::Error::other(error.to_string())))?;
    bodies.clear();
    Ok(())
}

/// Brings a sealing that was cut short to one of its two ends. The caller holds the desk's lock.
pub(super) fn finish_sealing(folder: &Folder) -> Result<(), OpenDeskError> {
    let fresh = folder.own(FRESH);
    if !fresh.is_dir() {
        return Ok(());
    }
    if !folder.is_sealed() {
        // Nothing was promised yet; the plain desk is whole.
        std::fs::remove_dir_all(&fresh)?;
        let _ = std::fs::remove_file(folder.own(table::FILE));
        let _ = std::fs::remove_file(folder.own(people::OWN));
        return Ok(());
    }
    let aside = [folder.prints(), folder.drafts()];
    for plain in [folder.store(), folder.own("store.damaged"), folder.journal()].into_iter().chain(aside) {
        if plain.is_dir() {
            wipe(&plain)?;
        }
    }
    if folder.snapshot().exists() {
        wipe_file(&folder.snapshot())?;
    }
    crate::store::forget_seal(&folder.store())?;
    std::fs::rename(&fresh, folder.journal())?;
    settle_dir(&folder.journal())?;
    Ok(())
}

/// Overwrites the files of a folder and takes it away. What the disk itself keeps of old blocks is beyond us.
pub(super) fn wipe(dir: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            wipe(&path)?;
        } else {
            wipe_file(&path)?;
        }
    }
    std::fs::remove_dir(dir)
}

pub(super) fn wipe_file(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(0))?;
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.sync_all()?;
    std::fs::remove_file(path)
}
