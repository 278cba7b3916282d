//! Opening a desk: lock, snapshot, journal, and the store behind them.
//!
//! Nothing here asks a human: what can be made again is made again, what is damaged is said and
//! leaves the desk readable. Must not know: how progress or trouble is shown.

use super::absorb::{Progress, Watch};
use super::folder::settle_name;
use super::sealing::finish_sealing;
use super::tally::Tally;
use super::turning::finish_turning;
use super::unlocked::Unlocked;
use super::vault::Vault;
use super::{Desk, Folder, OpenDeskError, Setup, load, viewing};
use crate::domain::number::NumberBook;
use crate::domain::projection::Projection;
use crate::domain::survey::Surveys;
use crate::journal::disk::{Disk, RealDisk};
use crate::journal::lock::DeskLock;
use crate::journal::{ChainHash, Damage, Journal, Mark, OpenError, Opening, Options, ReadOnly, SetAside};
use crate::store::{SnapshotPoint, Store, StoreError, forget_seal, read_snapshot, write_snapshot};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Frames replayed at opening after which a fresh snapshot is worth its second.
const SNAPSHOT_AFTER: u64 = 2_000;

/// Something that was found at opening and that the user should know. Acknowledged work is safe in
/// every case but the ones that say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// An unfinished write was set aside; it had not been acknowledged.
    TornTail(SetAside),
    /// The journal is damaged here; the desk is read-only.
    Damaged(Damage),
    /// Frames that were once recorded are missing at the end; the desk is read-only.
    Missing {
        /// The last frame that was known.
        known: u64,
        /// The last frame there is.
        found: u64,
    },
    /// The journal is not the one this folder's snapshot was taken of; the desk is read-only.
    OtherHistory,
    /// The folder cannot be written; the desk is read-only.
    Unwritable(std::io::ErrorKind),
    /// The disk was full, so the room that was kept for this was given up.
    BallastThrown {
        /// Bytes that are free now.
        bytes: u64,
    },
    /// The snapshot did not read back; the rows were made again.
    SnapshotUnreadable(String),
    /// The store was damaged, set aside and made again.
    StoreRebuilt {
        /// Where the old one lies, when it could be kept.
        kept: Option<PathBuf>,
        /// What was wrong with it.
        why: String,
    },
    /// No store can be had now, so no case can be opened; the rows are there all the same.
    StoreUnusable(String),
}

/// An open desk and what was found.
pub struct OpenedDesk<D: Disk = RealDisk> {
    /// The desk.
    pub desk: Desk<D>,
    /// What the user should know.
    pub troubles: Vec<Trouble>,
    /// Frames that had to be replayed.
    pub replayed: u64,
}

impl Desk<RealDisk> {
    /// Opens the desk in a folder on the machine's disk, making it if there is none.
    pub fn open(
        dir: &Path,
        setup: Setup,
        watch: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<OpenedDesk, OpenDeskError> {
        Self::open_on(RealDisk, dir, setup, watch)
    }
}

impl<D: Disk> Desk<D> {
    /// Opens the desk in a folder. The rows are whole on return; the store is opened when it is
    /// first needed, or by [`Desk::warm`].
    pub fn open_on(
        disk: D,
        dir: &Path,
        setup: Setup,
        watch: Watch<'_>,
    ) -> Result<OpenedDesk<D>, OpenDeskError> {
        std::fs::create_dir_all(dir)?;
        let folder = Folder::new(dir);
        let lock = DeskLock::take(dir, &setup.holder)?;
        if !folder.journal().exists() {
            // A new desk: its folder may have been made a moment ago, by us or by hand.
            settle_name(dir)?;
        }
        let mut troubles = Vec::new();
        troubles.extend(super::ballast::make_room(&folder).map(|bytes| Trouble::BallastThrown { bytes }));
        finish_sealing(&folder)?;
        finish_turning(&folder)?;
        let office = match &setup.keys {
            Some(keys) => Arc::new(keys.staffed(&setup.office)),
            None => setup.office,
        };
        let vault = match setup.keys {
            Some(keys) => Vault::open(keys, &folder.own(crate::seal::table::FILE))?,
            None if folder.is_sealed() => return Err(OpenDeskError::Locked),
            None => Vault::default(),
        };
        super::erase::finish_erasing(&folder, &vault)?;
        let veil = vault.veil();
        let snapshot = read_snapshot(&folder.snapshot(), veil.as_deref()).unwrap_or_else(|error| {
            troubles.push(Trouble::SnapshotUnreadable(error.to_string()));
            None
        });
        let options = Options::new(setup.desk);
        let mark = snapshot.as_ref().map(|snapshot| mark(&snapshot.point));
        let (journal, opening) = open_journal(&disk, &folder, &options, mark.as_ref(), &mut troubles)?;
        note_opening(&opening, &mut troubles);
        // A snapshot of another history is worth nothing, whatever else is wrong.
        let fits = !troubles
            .iter()
            .any(|trouble| matches!(trouble, Trouble::OtherHistory | Trouble::Missing { .. }));
        let (projection, numbers, from) = match snapshot {
            Some(snapshot) if fits => (snapshot.projection, snapshot.numbers, snapshot.point.sequence),
            Some(_) | None => (Projection::default(), NumberBook::default(), 0),
        };
        let head = journal.head().sequence;
        let mut desk = Self {
            folder,
            office,
            law: setup.law,
            ids: setup.ids,
            journal,
            vault,
            store: None,
            behind: Vec::new(),
            projection,
            lent: false,
            tally: Tally::default(),
            numbers,
            surveys: Surveys::default(),
            recent: load::Recent::default(),
            seat: None,
            glass: None,
            mistyped: None,
            looks: viewing::Looks::default(),
            noted: None,
            _lock: lock,
        };
        desk.tally = Tally::of(&desk.projection);
        if desk.vault.is_opaque() {
            // No key to content: no rows, no store, and nothing is recorded.
            desk.journal.hold();
            return Ok(OpenedDesk { desk, troubles, replayed: 0 });
        }
        if from < head {
            match desk.open_store(from, &mut troubles, watch) {
                // A full disk has no room for a store. The journal is enough to look, search and report.
                Err(OpenDeskError::Store(error)) => {
                    let damage = desk.rows_without_store(watch)?;
                    note_damage(damage, &mut troubles);
                    troubles.push(Trouble::StoreUnusable(error.to_string()));
                }
                other => other?,
            }
            if head - from > SNAPSHOT_AFTER {
                desk.write_snapshot();
            }
        }
        desk.surveys = desk.projection.surveys().clone();
        desk.check_people()?;
        if desk.is_writable() {
            // Waits for the next opening where it fails now.
            let _ = desk.finish_packs();
        }
        Ok(OpenedDesk { desk, troubles, replayed: head - from.min(head) })
    }

    /// Opens the store now, so that the first case opens without waiting.
    pub fn warm(&mut self, watch: &mut dyn FnMut(Progress) -> bool) -> Result<Vec<Trouble>, OpenDeskError> {
        let mut troubles = Vec::new();
        if self.store.is_none() {
            let head = self.journal.head().sequence;
            self.open_store(head, &mut troubles, watch)?;
        }
        Ok(troubles)
    }

    /// Closes in order: rows into their snapshot, store to the system.
    pub fn close(mut self, projection: Option<Projection>) {
        if let Some(projection) = projection {
            self.projection = projection;
            self.lent = false;
        }
        let _ = self.flush_looks();
        if let Some(latest) = self.noted {
            let _ = self.checkpoint(true, latest);
        }
        self.write_snapshot();
        // Trouble here mends itself at the next opening.
        let _ = self.settle();
        if let Some(store) = self.store.take() {
            // Disposable: what is not sealed is looked through at the next opening.
            let _ = store.close();
        }
        // What is not given back only takes room.
        let _ = self.vault.give_back();
        let _ = self.journal.close();
    }

    /// The store, opened if it is not.
    pub(super) fn store(&mut self) -> Result<&Store, StoreError> {
        if !self.behind.is_empty() {
            let _ = self.settle();
        }
        if self.store.is_none() {
            let head = self.journal.head().sequence;
            let mut troubles = Vec::new();
            self.open_store(head, &mut troubles, &mut |_| true).map_err(|error| match error {
                OpenDeskError::Store(error) => error,
                OpenDeskError::Lock(_)
                | OpenDeskError::Journal(_)
                | OpenDeskError::Read(_)
                | OpenDeskError::Record { .. }
                | OpenDeskError::Io(_)
                | OpenDeskError::Locked
                | OpenDeskError::Sealed(_)
                | OpenDeskError::OldKeys { .. }
                | OpenDeskError::Cancelled => StoreError::Damaged(error.to_string()),
            })?;
        }
        self.store.as_ref().ok_or_else(|| StoreError::Damaged("not open".to_owned()))
    }

    /// Opens the store and brings it up to the journal; one that cannot be used is set aside and
    /// made again. `rows_at` is how far the rows are.
    pub(super) fn open_store(
        &mut self,
        rows_at: u64,
        troubles: &mut Vec<Trouble>,
        watch: Watch<'_>,
    ) -> Result<(), OpenDeskError> {
        if self.vault.is_opaque() {
            // Theirs it is not: without its keys it would look damaged, and be made anew.
            let why = std::io::Error::new(std::io::ErrorKind::PermissionDenied, "no key to content");
            return Err(StoreError::Io(why).into());
        }
        self.behind.clear();
        match self.try_store(rows_at, troubles, watch) {
            // A sound store that cannot be written is no reason to set it aside.
            Err(OpenDeskError::Store(error)) if !error.is_of_surroundings() => {
                let kept = self.set_store_aside()?;
                self.try_store(rows_at, troubles, watch)?;
                troubles.push(Trouble::StoreRebuilt { kept, why: error.to_string() });
                Ok(())
            }
            other => other,
        }
    }

    fn try_store(
        &mut self,
        rows_at: u64,
        troubles: &mut Vec<Trouble>,
        watch: Watch<'_>,
    ) -> Result<(), OpenDeskError> {
        let head = self.journal.head().sequence;
        let (store, sealed) = Store::open(&self.folder.store(), self.index_key(), self.vault.veil())?;
        let applied = store.applied()?;
        self.store = Some(store);
        if applied > head {
            // A frame is durable before the store hears of it: frames are gone. The store stays as it
            // is, for it is the only one to say so, now and at the next opening.
            self.journal.hold();
            if !troubles.iter().any(|trouble| matches!(trouble, Trouble::Missing { .. })) {
                troubles.push(Trouble::Missing { known: applied, found: head });
            }
            let damage = self.rows_only(rows_at, watch)?;
            note_damage(damage, troubles);
            return Ok(());
        }
        let from = applied.min(rows_at);
        // Where everything was just taken in anew, the seal of an earlier history proves nothing.
        let sealed = sealed && rows_at > 0;
        let whole = self.catch_up(from, watch).and_then(|damage| {
            // What a damaged journal can still say is all there is to be had.
            let whole = !damage.is_empty() || self.is_store_whole(sealed)?;
            note_damage(damage, troubles);
            Ok(whole)
        });
        if !matches!(whole, Ok(true)) {
            self.store = None;
        }
        match whole {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Damaged("records are missing".to_owned()).into()),
            Err(error) => Err(error),
        }
    }

    /// A store closed in order is known by its seal; any other is looked through, because sled can
    /// open with records silently missing or older than they were.
    fn is_store_whole(&self, sealed: bool) -> Result<bool, OpenDeskError> {
        let Some(store) = &self.store else { return Ok(false) };
        if sealed {
            return Ok(true);
        }
        let mut tally = Tally::default();
        for entry in store.all() {
            let (id, record) = entry?;
            if !store.finds(id, &record)? {
                return Ok(false);
            }
            tally.add(id, record.n);
        }
        Ok(tally == self.tally)
    }

    /// Moves the store out of the way, keeping one old copy for whoever wants to look.
    fn set_store_aside(&mut self) -> Result<Option<PathBuf>, OpenDeskError> {
        self.store = None;
        forget_seal(&self.folder.store())?;
        let (from, to) = (self.folder.store(), self.folder.own("store.damaged"));
        if !from.exists() {
            return Ok(None);
        }
        if to.exists() {
            std::fs::remove_dir_all(&to)?;
        }
        std::fs::rename(&from, &to)?;
        Ok(Some(to))
    }

    /// Writes the rows into their snapshot; a failure costs only time at the next opening.
    pub(super) fn write_snapshot(&self) {
        // Rows that came back incomplete would hide cases at the next opening.
        let whole = !self.lent && !self.vault.is_opaque() && Tally::of(&self.projection) == self.tally;
        if !whole || !self.journal.is_writable() {
            return;
        }
        let head = self.journal.head();
        let point = SnapshotPoint {
            desk: self.journal.desk().0,
            sequence: head.sequence,
            segment: head.segment,
            offset: head.offset,
            hash: head.hash.0,
        };
        let veil = self.vault.veil();
        let place = self.folder.snapshot();
        let _ = write_snapshot(&place, &point, &self.projection, &self.numbers, veil.as_deref());
    }

    fn index_key(&self) -> [u8; 32] {
        index_key(self.journal.desk().0, self.vault.keys())
    }
}

/// Opens the journal from the snapshot's mark, or whole where the mark does not fit.
fn open_journal<D: Disk>(
    disk: &D,
    folder: &Folder,
    options: &Options,
    mark: Option<&Mark>,
    troubles: &mut Vec<Trouble>,
) -> Result<(Journal<D>, Opening), OpenDeskError> {
    match Journal::open(disk.clone(), &folder.journal(), options, mark) {
        Err(OpenError::Mark { mark, .. }) => {
            let (mut journal, opening) = Journal::open(disk.clone(), &folder.journal(), options, None)?;
            journal.hold();
            let found = opening.head.sequence;
            troubles.push(if found < mark.sequence {
                Trouble::Missing { known: mark.sequence, found }
            } else {
                Trouble::OtherHistory
            });
            Ok((journal, opening))
        }
        other => Ok(other?),
    }
}

/// Adds damage that was met on the way, once.
fn note_damage(damage: Vec<Damage>, troubles: &mut Vec<Trouble>) {
    for found in damage.into_iter().map(Trouble::Damaged) {
        if !troubles.contains(&found) {
            troubles.push(found);
        }
    }
}

fn note_opening(opening: &Opening, troubles: &mut Vec<Trouble>) {
    troubles.extend(opening.set_aside.clone().map(Trouble::TornTail));
    troubles.extend(opening.damage.iter().copied().map(Trouble::Damaged));
    if let Some(ReadOnly::Unwritable(kind)) = opening.read_only {
        troubles.push(Trouble::Unwritable(kind));
    }
}

const fn mark(point: &SnapshotPoint) -> Mark {
    Mark {
        sequence: point.sequence,
        segment: point.segment,
        offset: point.offset,
        hash: ChainHash(point.hash),
    }
}

/// Key of the blind index: secret on a sealed desk. On a plain one it follows from the desk's id, so that at
/// least two desks never share an index.
pub(super) fn index_key(desk: [u8; 16], keys: Option<&Unlocked>) -> [u8; 32] {
    let secret = keys.and_then(|keys| keys.ring.index.as_ref().or(keys.ring.case.as_ref()));
    match secret {
        Some(key) => *key.derive("motcua blind index v1").bytes(),
        None => blake3::derive_key("motcua blind index v1", &desk),
    }
}
