//! Is everything as it was recorded? Journal, chain, events, store and rows, each against the other.
//!
//! Repairs nothing and writes nothing into the journal. Must not know: how findings are worded.

use super::Folder;
use super::absorb::{Gone, forged};
use super::anchors::is_true;
use super::batch::{Waiting, read_part};
use super::finding::{Finding, Verdict};
use super::load::frame_place;
use super::turning::table_of;
use super::unlocked::Unlocked;
use super::vault::{Vault, slot_of};
use crate::domain::case::Case;
use crate::domain::chronicle::Fact;
use crate::domain::event::{Event, Stamped};
use crate::domain::id::CaseId;
use crate::domain::projection::Projection;
use crate::domain::row::RowDraft;
use crate::journal::disk::RealDisk;
use crate::journal::lock::{DeskLock, Holder, LockError};
use crate::journal::{CheckReport, ReadError, Reader, check as check_journal};
use crate::seal::{KeyTable, OfficeKeys, PeopleFile, SealError, office, people, table};
use crate::store::record::{Body, decode_body, event_hash};
use crate::store::{CaseRecord, FramePlace, Store, StoreError, read_snapshot};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderReport {
    /// The journal by itself.
    pub journal: CheckReport,
    /// Cases in it.
    pub cases: u64,
    /// Events in it.
    pub events: u64,
    /// The last frame from before the desk was sealed, where it was and the keys are here.
    pub plain_until: Option<u64>,
    /// Everything found, the worst first.
    pub findings: Vec<Finding>,
}

impl FolderReport {
    /// The worst of the findings.
    pub fn verdict(&self) -> Verdict {
        self.findings.iter().map(Finding::verdict).max().unwrap_or(Verdict::Sound)
    }
}

/// Checks a desk's folder, also while the desk is open elsewhere.
pub fn check(dir: &Path, holder: &Holder) -> Result<FolderReport, ReadError> {
    check_with(dir, holder, None)
}

/// The same with somebody's keys. Without them a sealed desk shows its chain and nothing else.
pub fn check_with(dir: &Path, holder: &Holder, keys: Option<Unlocked>) -> Result<FolderReport, ReadError> {
    let folder = Folder::new(dir);
    let vault = match keys {
        None => Vault::default(),
        Some(keys) => match table_of(&folder).and_then(|table| Vault::open(keys, &table)) {
            Ok(vault) => vault,
            Err(SealError::Io(error)) => return Err(error.into()),
            // Told below; the chain is checked all the same.
            Err(_) => Vault::default(),
        },
    };
    let blind = vault.is_opaque() || (folder.is_sealed() && !vault.is_sealed());
    let lock = DeskLock::take(dir, holder);
    let journal = check_journal(RealDisk, &folder.journal())?;
    let mut findings: Vec<Finding> = journal.damage.iter().copied().map(Finding::Journal).collect();
    findings.extend(journal.unfinished.map(|tail| Finding::Unfinished { bytes: tail.bytes }));
    findings.extend(journal.torn.iter().cloned().map(|file| Finding::Torn { file }));
    findings.extend(journal.is_mark_broken.then_some(Finding::Mark));
    findings.extend(folder.changed()?.into_iter().map(Finding::File));
    findings.extend(broken_keys(&folder).into_iter().map(|file| Finding::Keys { file }));
    let Replayed { cases, events, plain_until } =
        if blind { Replayed::default() } else { replay(&folder, &vault, &mut findings)? };
    let head = journal.head.sequence;
    match &lock {
        Ok(_) if blind => findings.push(Finding::ContentUnread),
        Ok(_) => {
            let desk = journal.desk.unwrap_or_default().0;
            let index = super::open::index_key(desk, vault.keys());
            check_store(&folder, (index, &vault), head, &cases, &mut findings);
            check_snapshot(&folder, &vault, head, &cases, &mut findings);
        }
        Err(LockError::Held(_)) => findings.push(Finding::StoreInUse),
        Err(LockError::Io(error)) => findings.push(Finding::StoreUnread { why: error.to_string() }),
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.verdict()));
    Ok(FolderReport { journal, cases: cases.len() as u64, events, plain_until, findings })
}

/// Key files that are not as they were written, as far as that shows without keys.
fn broken_keys(folder: &Folder) -> Vec<&'static str> {
    let dir = folder.path();
    let mut broken = Vec::new();
    if folder.is_sealed() {
        match PeopleFile::read(dir) {
            Ok(Some(file)) => {
                broken.extend((!file.has_every_part()).then_some(people::OWN));
                let is_whole = KeyTable::begins_well(&folder.own(table::FILE), file.desk());
                broken.extend((!is_whole).then_some(table::FILE));
            }
            Ok(None) | Err(_) => broken.push(people::FILE),
        }
    }
    let exchange = OfficeKeys::read(dir, None);
    broken.extend(matches!(exchange, Err(SealError::Faulty(_))).then_some(office::FILE));
    broken
}

type Cases = HashMap<CaseId, (Case, Vec<FramePlace>, Option<u32>)>;

/// What the whole journal says.
#[derive(Default)]
struct Replayed {
    cases: Cases,
    events: u64,
    plain_until: Option<u64>,
}

/// Replays the whole journal, noting every event that is not what it should be.
fn replay(folder: &Folder, vault: &Vault, findings: &mut Vec<Finding>) -> Result<Replayed, ReadError> {
    let reader = Reader::new(RealDisk, &folder.journal());
    let mut seen = Seen::default();
    let mut waiting = Waiting::default();
    let mut gone = Gone::default();
    let mut used: BTreeSet<u32> = BTreeSet::new();
    let mut hashes: Vec<(u64, [u8; 32])> = Vec::new();
    // What the desk said of its own history and is not so.
    let mut untrue: Vec<u64> = Vec::new();
    let mut plain_until = None;
    for frame in reader.frames(1)? {
        let frame = match frame {
            Ok(frame) => frame,
            Err(ReadError::Damage(_)) => continue,
            Err(error) => return Err(error),
        };
        let sequence = frame.sequence();
        hashes.push((sequence, frame.hash().0));
        used.extend(slot_of(&frame.body).filter(|_| frame.algorithm != 0));
        let shown = match vault.show(sequence, frame.algorithm, frame.body.clone()) {
            Ok(shown) => shown,
            Err(error) => {
                findings.extend(forged(&error, &frame, vault).map(Finding::Journal));
                gone.meet(&error, &frame);
                continue;
            }
        };
        let place = frame_place(frame.position);
        match decode_body(&shown.body) {
            Ok(Body::Decision(id, stamped)) => {
                waiting.interrupt();
                seen.take(id, (place, shown.slot), (None, None), stamped, findings);
            }
            Ok(Body::Part(part)) => waiting.hold(part.index, place, shown.slot),
            Ok(Body::Fact(entry)) => {
                gone.hear(&entry.fact);
                if !is_true(&entry.fact, &hashes, vault) {
                    untrue.push(sequence);
                }
                if let Fact::Sealed { sequence: until, .. } = entry.fact {
                    // What was said before the sealing speaks of the plain chain, which is no more.
                    untrue.clear();
                    plain_until = Some(until);
                }
                let parts = entry.fact.closes().map(|frames| waiting.close(sequence, frames));
                for (place, slot) in parts.unwrap_or_default() {
                    if let Ok(part) = read_part(&reader, vault, place)
                        && !part.is_held
                    {
                        let stands = (Some(part.keep), Some(part.is_here));
                        seen.take(part.case, (place, slot), stands, part.events, findings);
                    }
                }
                waiting.interrupt();
            }
            Err(error) => findings.push(Finding::Record { sequence, why: error.to_string() }),
        }
    }
    let Seen { mut cases, reversed, events } = seen;
    for id in reversed {
        if let Some((case, frames, _)) = cases.get_mut(&id)
            && let Ok(loaded) = super::load::read_case(&reader, vault, id, frames)
        {
            *case = loaded.case;
        }
    }
    findings.extend(gone.damage().map(Finding::Journal));
    // Where frames are missing a key of theirs looks like a spare one.
    let is_read = !findings.iter().any(|finding| matches!(finding, Finding::Journal(_)));
    let is_spoiled = is_read && !vault.has_whole_spares(&used);
    findings.extend(is_spoiled.then_some(Finding::Keys { file: table::FILE }));
    findings.extend(untrue.into_iter().map(|sequence| Finding::Checkpoint { sequence }));
    Ok(Replayed { cases, events, plain_until })
}

/// What the frames said so far.
#[derive(Default)]
struct Seen {
    cases: Cases,
    /// Cases whose events must be read again, because some of them count no more.
    reversed: Vec<CaseId>,
    events: u64,
}

impl Seen {
    /// Takes in one frame of a case: how many of its events stay and whether this desk keeps the file, where the frame
    /// says so, and the events that follow.
    fn take(
        &mut self,
        id: CaseId,
        (place, slot): (FramePlace, Option<u32>),
        (keep, is_here): (Option<u32>, Option<bool>),
        events: Vec<Stamped>,
        findings: &mut Vec<Finding>,
    ) {
        let (case, frames, _) = self.cases.entry(id).or_insert_with(|| (Case::blank(id), Vec::new(), slot));
        frames.push(place);
        let shortened = keep.filter(|keep| *keep < case.n);
        if shortened.is_some() {
            self.reversed.push(id);
        }
        for (at, event) in events.into_iter().enumerate() {
            self.events += 1;
            let n = if at == 0 { shortened.unwrap_or(case.n) } else { case.n } + 1;
            // The event before a shortened history's next one is looked at when the case is read again.
            let follows = event.previous == case.head || (at == 0 && shortened.is_some());
            if !follows || event.n != n {
                findings.push(Finding::Chain { sequence: place.sequence, n: event.n });
            }
            if matches!(event.event, Event::Undone { .. }) {
                self.reversed.push(id);
            }
            case.apply(&event);
            case.head = event_hash(&event).unwrap_or_default();
        }
        case.is_here = is_here.unwrap_or(case.is_here);
    }
}

fn check_store(
    folder: &Folder,
    keys: ([u8; 32], &Vault),
    head: u64,
    cases: &Cases,
    findings: &mut Vec<Finding>,
) {
    if !folder.store().exists() {
        // A desk that was never worked at lacks nothing.
        findings.extend((head > 0).then_some(Finding::StoreBehind { frames: head }));
        return;
    }
    if let Err(error) = compare_store(folder, keys, head, cases, findings) {
        let why = error.to_string();
        findings.push(if error.is_of_surroundings() {
            Finding::StoreUnread { why }
        } else {
            Finding::Store { why }
        });
    }
}

fn compare_store(
    folder: &Folder,
    (index_key, vault): ([u8; 32], &Vault),
    head: u64,
    cases: &Cases,
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let (store, sealed) = Store::open(&folder.store(), index_key, vault.veil())?;
    let found_before = findings.len();
    let applied = store.applied()?;
    if applied > head {
        findings.push(Finding::Missing { known: applied, found: head });
    } else if applied < head {
        findings.push(Finding::StoreBehind { frames: head - applied });
    }
    let mut ids: Vec<&CaseId> = cases.keys().collect();
    ids.sort_unstable();
    for id in ids {
        let Some((case, frames, slot)) = cases.get(id) else { continue };
        let behind = frames.last().is_some_and(|place| place.sequence > applied);
        let differs = match store.case(*id) {
            Ok(Some(record)) => {
                record != CaseRecord::of(case, frames.clone(), *slot)
                    || !store.finds(*id, &record).unwrap_or(false)
            }
            Ok(None) | Err(_) => true,
        };
        if differs && !behind {
            findings.push(Finding::StoreDiffers { case: *id });
        }
    }
    for entry in store.all() {
        let (id, _) = entry?;
        if !cases.contains_key(&id) {
            findings.push(Finding::StoreDiffers { case: id });
        }
    }
    // A check vouches for nothing: what was not sealed, or is not as it should be, stays unsealed and
    // is looked through at the next opening.
    if sealed && findings.len() == found_before { store.close() } else { Ok(()) }
}

fn check_snapshot(folder: &Folder, vault: &Vault, head: u64, cases: &Cases, findings: &mut Vec<Finding>) {
    let snapshot = match read_snapshot(&folder.snapshot(), vault.veil().as_deref()) {
        Ok(Some(snapshot)) => snapshot,
        Ok(None) => {
            findings.extend((head > 0).then_some(Finding::SnapshotBehind { frames: head }));
            return;
        }
        Err(error) => {
            findings.push(Finding::Snapshot { why: error.to_string() });
            return;
        }
    };
    let known = snapshot.point.sequence;
    if known > head {
        findings.push(Finding::Missing { known, found: head });
        return;
    }
    if known < head {
        findings.push(Finding::SnapshotBehind { frames: head - known });
    }
    let mut ids: Vec<&CaseId> = cases.keys().collect();
    ids.sort_unstable();
    for id in ids {
        let Some((case, frames, _)) = cases.get(id) else { continue };
        let behind = frames.last().is_some_and(|place| place.sequence > known);
        if !behind && !same_row(&snapshot.projection, case) {
            findings.push(Finding::RowDiffers { case: *id });
        }
    }
}

/// Whether the row of a case says what the case says.
fn same_row(projection: &Projection, case: &Case) -> bool {
    let draft = RowDraft::of(case);
    let Some(row) = projection.find(case.id).and_then(|place| projection.row(place)) else { return false };
    projection.agrees(row, &draft)
}
