//! Taking frames of the journal into store and projection: after a crash, or from the beginning.
//!
//! Idempotent: a frame taken in twice changes nothing. Must not know: why it is done.

use super::batch::{Waiting, read_part};
use super::load::{ReadCaseError, frame_place, read_case};
use super::submit::note_numbers;
use super::tally::Tally;
use super::vault::{Vault, case_of};
use super::{Desk, OpenDeskError};
use crate::domain::case::Case;
use crate::domain::chronicle::Fact;
use crate::domain::event::{Event, Stamped};
use crate::domain::id::CaseId;
use crate::domain::number::NumberBook;
use crate::domain::projection::Projection;
use crate::domain::row::RowDraft;
use crate::journal::disk::Disk;
use crate::journal::{Damage, DamageKind, Frame, Position, ReadError, Reader};
use crate::seal::SealError;
use crate::store::record::{Body, decode_body, event_hash};
use crate::store::{CaseRecord, FramePlace, RecordError, Store};
use std::collections::{BTreeSet, HashMap};

/// How far a long piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Frames done.
    pub done: u64,
    /// Frames in all.
    pub total: u64,
}

/// Reports now and then; false stops the work.
pub(super) type Watch<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// Frames between two reports.
const REPORT_EVERY: u64 = 4_096;
/// Cases kept in hand before they are all put into the store.
const MOST_IN_HAND: usize = 200_000;

/// A case on its way from frames to a record.
struct InHand {
    case: Case,
    frames: Vec<FramePlace>,
    /// Its events must be read again: one of them reversed another.
    replay: bool,
    /// Where its key is, on a sealed desk.
    slot: Option<u32>,
}

/// Where what the frames say is put.
pub(super) struct Into<'a> {
    /// The store, unless it cannot be used.
    pub(super) store: Option<&'a Store>,
    /// Whether the store takes anything; one that knows more than the journal stays as it is.
    pub(super) is_kept: bool,
    /// The rows, when they are here.
    pub(super) projection: Option<&'a mut Projection>,
    pub(super) numbers: &'a mut NumberBook,
    /// What the frames are sealed with.
    pub(super) vault: &'a Vault,
}

impl Into<'_> {
    fn kept(&self) -> Option<&Store> {
        self.store.filter(|_| self.is_kept)
    }
}

/// Takes all of `frames` in. Returns the damage that was met; what is readable is taken in all the same.
pub(super) fn absorb<D: Disk>(
    reader: &Reader<D>,
    frames: impl Iterator<Item = Result<Frame, ReadError>>,
    mut into: Into<'_>,
    total: u64,
    watch: Watch<'_>,
) -> Result<Vec<Damage>, OpenDeskError> {
    let mut in_hand: HashMap<CaseId, InHand> = HashMap::new();
    let mut last = into.store.map_or(Ok(0), Store::applied)?;
    let mut done = 0;
    let mut damage = Vec::new();
    let mut waiting = Waiting::default();
    let mut gone = Gone::default();
    for frame in frames {
        let frame = match frame {
            Ok(frame) => frame,
            Err(ReadError::Damage(found)) => {
                damage.push(found);
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let sequence = frame.sequence();
        last = last.max(sequence);
        done += 1;
        let shown = match into.vault.show(sequence, frame.algorithm, frame.body.clone()) {
            Ok(shown) => shown,
            Err(error) => {
                damage.extend(forged(&error, &frame, into.vault));
                gone.meet(&error, &frame);
                continue;
            }
        };
        let body = decode_body(&shown.body).map_err(|error| OpenDeskError::Record { sequence, error })?;
        match body {
            Body::Decision(id, events) => {
                waiting.interrupt();
                note_numbers(into.numbers, &events);
                let change = Change { keep: None, events, is_here: None };
                let found = (id, frame_place(frame.position), change, shown.slot);
                take(&mut in_hand, reader, &mut into, found)?;
            }
            Body::Part(part) => waiting.hold(part.index, frame_place(frame.position), shown.slot),
            Body::Fact(entry) => {
                into.vault.hear(&entry.by, &entry.fact, entry.at);
                gone.hear(&entry.fact);
                if let (Some(rows), Some(told)) =
                    (&mut into.projection, entry.fact.surveyed(&entry.by, entry.at))
                {
                    rows.hear(told);
                }
                let parts = entry.fact.closes().map(|frames| waiting.close(sequence, frames));
                for (place, slot) in parts.unwrap_or_default() {
                    take_part(&mut in_hand, reader, &mut into, (place, slot))?;
                }
                waiting.interrupt();
            }
        }
        if in_hand.len() >= MOST_IN_HAND {
            put_all(reader, &mut into, &mut in_hand)?;
        }
        if done % REPORT_EVERY == 0 && !watch(Progress { done, total }) {
            return Err(OpenDeskError::Cancelled);
        }
    }
    put_all(reader, &mut into, &mut in_hand)?;
    damage.extend(gone.damage());
    if let Some(store) = into.kept() {
        store.set_applied(last)?;
    }
    watch(Progress { done, total: total.max(done) });
    Ok(damage)
}

/// What it means that a whole frame does not open: nothing where its key is gone, which [`Gone`] looks into, or the
/// role has no key to it, a forgery otherwise. On a desk whose keys are lost nothing opens.
pub(super) fn forged(error: &SealError, frame: &Frame, vault: &Vault) -> Option<Damage> {
    let honest = matches!(error, SealError::Erased | SealError::NoKey) && frame.algorithm != 0;
    let is_closed = honest && vault.is_sealed();
    (!is_closed).then_some(damaged(frame, DamageKind::Forged))
}

const fn damaged(frame: &Frame, kind: DamageKind) -> Damage {
    let Position { sequence, segment, offset } = frame.position;
    Damage { segment, offset, sequence, frames: 1, kind }
}

/// Frames whose key is gone, and the cases the history says were erased: what is in the one and not in the other lost
/// its key to something else.
#[derive(Default)]
pub(super) struct Gone {
    frames: Vec<(Option<CaseId>, Damage)>,
    erased: BTreeSet<CaseId>,
}

impl Gone {
    pub(super) fn meet(&mut self, error: &SealError, frame: &Frame) {
        if matches!(error, SealError::Erased) {
            self.frames.push((case_of(&frame.body), damaged(frame, DamageKind::KeyGone)));
        }
    }

    pub(super) fn hear(&mut self, fact: &Fact) {
        if let Fact::Erased { cases, .. } = fact {
            self.erased.extend(cases);
        }
    }

    pub(super) fn damage(self) -> impl Iterator<Item = Damage> {
        let Self { frames, erased } = self;
        let is_erased = move |case: &Option<CaseId>| case.is_some_and(|case| erased.contains(&case));
        frames.into_iter().filter(move |(case, _)| !is_erased(case)).map(|(_, damage)| damage)
    }
}

/// What one frame changes of a case.
struct Change {
    /// Events of its history that stay; all of them where nothing is said.
    keep: Option<u32>,
    events: Vec<Stamped>,
    /// Whether this desk keeps the file from here on; as before where nothing is said.
    is_here: Option<bool>,
}

/// Takes a part of a batch that counts. One that waits for a person's decision changes nothing.
fn take_part<D: Disk>(
    in_hand: &mut HashMap<CaseId, InHand>,
    reader: &Reader<D>,
    into: &mut Into<'_>,
    (place, slot): (FramePlace, Option<u32>),
) -> Result<(), OpenDeskError> {
    let part = match read_part(reader, into.vault, place) {
        Ok(part) => part,
        Err(error) => return told(error, place.sequence).map(|_: Option<Case>| ()),
    };
    if part.is_held {
        return Ok(());
    }
    let change = Change { keep: Some(part.keep), events: part.events, is_here: Some(part.is_here) };
    take(in_hand, reader, into, (part.case, place, change, slot))
}

/// Takes one frame into hand, and puts its case down when that has come to an end.
fn take<D: Disk>(
    in_hand: &mut HashMap<CaseId, InHand>,
    reader: &Reader<D>,
    into: &mut Into<'_>,
    (id, place, change, slot): (CaseId, FramePlace, Change, Option<u32>),
) -> Result<(), OpenDeskError> {
    if let std::collections::hash_map::Entry::Vacant(entry) = in_hand.entry(id) {
        let begins = change.events.first().is_some_and(|event| event.n == 1);
        let known = match into.store {
            Some(store) if !begins => store.case(id)?,
            Some(_) | None => None,
        };
        let frames = known.map(|record| record.frames).unwrap_or_default();
        let frames: Vec<_> = frames.into_iter().filter(|known| known.sequence < place.sequence).collect();
        let case = replayed(reader, into.vault, id, &frames)?.unwrap_or_else(|| Case::blank(id));
        entry.insert(InHand { case, frames, replay: false, slot });
    }
    let Some(hand) = in_hand.get_mut(&id) else { return Ok(()) };
    hand.frames.push(place);
    // Events that count no more make what was put together of them worthless.
    hand.replay |= change.keep.is_some_and(|keep| keep < hand.case.n);
    for stamped in &change.events {
        hand.case.apply(stamped);
        hand.case.head =
            event_hash(stamped).map_err(|error| OpenDeskError::Record { sequence: place.sequence, error })?;
        hand.replay |= matches!(stamped.event, Event::Undone { .. });
    }
    hand.case.is_here = change.is_here.unwrap_or(hand.case.is_here);
    if hand.case.stage.is_end()
        && let Some(finished) = in_hand.remove(&id)
    {
        put_down(reader, into, finished)?;
    }
    Ok(())
}

fn put_all<D: Disk>(
    reader: &Reader<D>,
    into: &mut Into<'_>,
    in_hand: &mut HashMap<CaseId, InHand>,
) -> Result<(), OpenDeskError> {
    let mut cases: Vec<InHand> = in_hand.drain().map(|(_, hand)| hand).collect();
    cases.sort_by_key(|hand| hand.case.id);
    cases.into_iter().try_for_each(|hand| put_down(reader, into, hand))
}

fn put_down<D: Disk>(reader: &Reader<D>, into: &mut Into<'_>, hand: InHand) -> Result<(), OpenDeskError> {
    let mut case = hand.case;
    if hand.replay
        && let Some(replayed) = replayed(reader, into.vault, case.id, &hand.frames)?
    {
        case = replayed;
    }
    if let Some(store) = into.kept() {
        store.put(&case, &CaseRecord::of(&case, hand.frames, hand.slot))?;
    }
    if let Some(projection) = &mut into.projection {
        projection.upsert(&RowDraft::of(&case));
    }
    Ok(())
}

/// The case of some frames; nothing where a damaged journal lacks one of them, which must not keep
/// the desk from opening.
fn replayed<D: Disk>(
    reader: &Reader<D>,
    vault: &Vault,
    id: CaseId,
    frames: &[FramePlace],
) -> Result<Option<Case>, OpenDeskError> {
    match read_case(reader, vault, id, frames) {
        Ok(loaded) => Ok(Some(loaded.case)),
        Err(error) => told(error, frames.last().map_or(0, |place| place.sequence)),
    }
}

/// Nothing where frames are damaged or closed to whoever looks; anything else is an error of a frame.
fn told<T>(error: ReadCaseError, sequence: u64) -> Result<Option<T>, OpenDeskError> {
    use ReadCaseError as E;
    match error {
        E::Read(ReadError::Damage(_))
        | E::Record(RecordError::Impossible(_))
        | E::Sealed(SealError::DoesNotOpen | SealError::Erased | SealError::NoKey) => Ok(None),
        E::Sealed(error) => Err(error.into()),
        E::Read(error) => Err(error.into()),
        E::Record(error) => Err(OpenDeskError::Record { sequence, error }),
    }
}

impl<D: Disk> Desk<D> {
    /// Brings store and projection up to the journal, with rows where they are kept here. Returns the
    /// damage that was met; a damaged journal takes no more frames.
    pub(super) fn catch_up(&mut self, from: u64, watch: Watch<'_>) -> Result<Vec<Damage>, OpenDeskError> {
        self.take_in(from, true, watch)
    }

    /// Brings the rows up to the journal and leaves the store as it is.
    pub(super) fn rows_only(&mut self, from: u64, watch: Watch<'_>) -> Result<Vec<Damage>, OpenDeskError> {
        self.take_in(from, false, watch)
    }

    /// Makes the rows from the whole journal, where no store can be had.
    pub(super) fn rows_without_store(&mut self, watch: Watch<'_>) -> Result<Vec<Damage>, OpenDeskError> {
        self.store = None;
        self.projection = Projection::default();
        self.numbers = NumberBook::default();
        self.take_in(0, false, watch)
    }

    fn take_in(&mut self, from: u64, is_kept: bool, watch: Watch<'_>) -> Result<Vec<Damage>, OpenDeskError> {
        let head = self.journal.head().sequence;
        if from >= head {
            return Ok(Vec::new());
        }
        let reader = self.journal.reader();
        let frames = reader.frames(from + 1)?;
        let projection = (!self.lent).then_some(&mut self.projection);
        let into = Into {
            store: self.store.as_ref(),
            is_kept,
            projection,
            numbers: &mut self.numbers,
            vault: &self.vault,
        };
        let damage = absorb(&reader, frames, into, head - from, watch)?;
        if !self.lent {
            self.tally = Tally::of(&self.projection);
        }
        if !damage.is_empty() {
            self.journal.hold();
        }
        Ok(damage)
    }
}
