//! Reading one case whole: its frames from the journal, replayed.
//!
//! Must not know: what will be done with the case.

use super::vault::Vault;
use super::{Desk, SubmitError};
use crate::domain::case::{Case, CaseFile};
use crate::domain::event::Stamped;
use crate::domain::id::CaseId;
use crate::journal::disk::Disk;
use crate::journal::{Position, ReadError, Reader};
use crate::seal::SealError;
use crate::store::record::{Body, decode_body, event_hash};
use crate::store::{CaseRecord, FramePlace, KnownParty, RecordError};
use std::collections::VecDeque;
use std::sync::Arc;

/// Cases kept ready; a clerk goes back and forth between a few.
const KEPT: usize = 16;

/// The cases used last, the newest in front.
#[derive(Debug, Default)]
pub(super) struct Recent(VecDeque<(Arc<CaseFile>, CaseRecord)>);

impl Recent {
    fn get(&self, id: CaseId) -> Option<(Arc<CaseFile>, CaseRecord)> {
        self.0.iter().find(|(loaded, _)| loaded.case.id == id).cloned()
    }

    /// Lets go of a case, so that whoever changes it need not copy it.
    pub(super) fn forget(&mut self, id: CaseId) {
        self.0.retain(|(loaded, _)| loaded.case.id != id);
    }

    pub(super) fn put(&mut self, loaded: Arc<CaseFile>, record: CaseRecord) {
        self.forget(loaded.case.id);
        self.0.push_front((loaded, record));
        self.0.truncate(KEPT);
    }
}

impl<D: Disk> Desk<D> {
    /// A case with its history; nothing where there is no such case.
    pub fn load(&mut self, id: CaseId) -> Result<Option<Arc<CaseFile>>, SubmitError> {
        Ok(self.load_with_record(id)?.map(|(loaded, _)| loaded))
    }

    /// Every case whose result is still owed, in the order of the rows. Reports how many are read; false
    /// stops.
    pub fn pending(
        &mut self,
        watch: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Vec<Arc<CaseFile>>, SubmitError> {
        let rows = self.projection.kept().filter(|row| row.stage.is_pending());
        let ids: Vec<CaseId> = rows.map(|row| row.id).collect();
        let mut cases = Vec::with_capacity(ids.len());
        for (done, id) in ids.iter().enumerate() {
            if done % 256 == 0 && !watch(done as u64, ids.len() as u64) {
                break;
            }
            cases.extend(self.load(*id)?);
        }
        Ok(cases)
    }

    /// The latest case of somebody, by identity number or telephone.
    pub fn latest_of(&mut self, party: KnownParty<'_>) -> Result<Option<Arc<CaseFile>>, SubmitError> {
        for id in self.store()?.cases_of(party)? {
            if let Some(file) = self.load(id)?
                && party.is_of(&file.case.owner)
            {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// The case of a code, ours or another system's.
    pub fn find_code(&mut self, code: &str) -> Result<Option<CaseId>, SubmitError> {
        Ok(self.store()?.by_code(code)?)
    }

    pub(super) fn load_with_record(
        &mut self,
        id: CaseId,
    ) -> Result<Option<(Arc<CaseFile>, CaseRecord)>, SubmitError> {
        if let Some(known) = self.recent.get(id) {
            return Ok(Some(known));
        }
        let mut record = match self.store() {
            Ok(store) => match store.case(id)? {
                Some(record) => record,
                None => return Ok(None),
            },
            Err(error) if error.is_of_surroundings() => return self.load_without_store(id),
            Err(error) => return Err(error.into()),
        };
        // A store that knows more than the journal still says where the rest lies.
        let head = self.journal.head().sequence;
        record.frames.retain(|place| place.sequence <= head);
        if record.frames.is_empty() {
            return Ok(None);
        }
        let loaded = Arc::new(read_case(&self.journal.reader(), &self.vault, id, &record.frames)?);
        self.recent.put(Arc::clone(&loaded), record.clone());
        Ok(Some((loaded, record)))
    }
}

impl<D: Disk> Desk<D> {
    /// The same, where the disk or its owner lets no store be opened.
    fn load_without_store(&mut self, id: CaseId) -> Result<Option<(Arc<CaseFile>, CaseRecord)>, SubmitError> {
        let (frames, slot) = self.scan_for(id)?;
        if frames.is_empty() {
            return Ok(None);
        }
        let loaded = Arc::new(read_case(&self.journal.reader(), &self.vault, id, &frames)?);
        let record = CaseRecord::of(&loaded.case, frames, slot);
        self.recent.put(Arc::clone(&loaded), record.clone());
        Ok(Some((loaded, record)))
    }
}

/// Reads and replays the frames of a case, making sure that its events follow one another.
pub(super) fn read_case<D: Disk>(
    reader: &Reader<D>,
    vault: &Vault,
    id: CaseId,
    frames: &[FramePlace],
) -> Result<CaseFile, ReadCaseError> {
    let mut history: Vec<Stamped> = Vec::with_capacity(frames.len());
    let mut is_here = true;
    for place in frames {
        let (algorithm, bytes) = reader.read_sealed(&position(*place))?;
        let shown = vault.show(place.sequence, algorithm, bytes)?;
        let (case, events) = match decode_body(&shown.body)? {
            Body::Decision(case, events) => (case, events),
            Body::Part(part) => {
                if part.keep as usize > history.len() {
                    return Err(RecordError::Impossible("a part of a batch keeps what is not there").into());
                }
                history.truncate(part.keep as usize);
                is_here = part.is_here;
                (part.case, part.events)
            }
            Body::Fact(_) => return Err(RecordError::Impossible("a fact in place of a decision").into()),
        };
        if case != id {
            return Err(RecordError::Impossible("frame of another case").into());
        }
        history.extend(events);
    }
    let mut case = Case::replay(id, &history);
    case.is_here = is_here;
    case.head = chained(&history)?;
    Ok(CaseFile { case, history })
}

/// The hash of the last event, once every event names the one before it.
pub(super) fn chained(history: &[Stamped]) -> Result<crate::domain::id::EventHash, RecordError> {
    let mut head = crate::domain::id::EventHash::default();
    for (at, event) in history.iter().enumerate() {
        if event.previous != head || event.n as usize != at + 1 {
            return Err(RecordError::Impossible("event out of its chain"));
        }
        head = event_hash(event)?;
    }
    Ok(head)
}

/// Why a case's frames do not make a case.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadCaseError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Sealed(#[from] SealError),
}

impl From<ReadCaseError> for SubmitError {
    fn from(error: ReadCaseError) -> Self {
        match error {
            ReadCaseError::Read(error) => Self::Read(error),
            ReadCaseError::Record(error) => Self::Record(error),
            ReadCaseError::Sealed(error) => Self::Sealed(error),
        }
    }
}

pub(super) const fn position(place: FramePlace) -> Position {
    Position { sequence: place.sequence, segment: place.segment, offset: place.offset }
}

pub(super) const fn frame_place(position: Position) -> FramePlace {
    FramePlace { sequence: position.sequence, segment: position.segment, offset: position.offset }
}
