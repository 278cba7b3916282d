//! The present record of one case in the store: where its events lie, and its row.
//!
//! Small (well under 6 KB, for sled keeps larger values in files it never syncs). Must not know:
//! sled.

use super::{RecordError, codec, undecodable};
use crate::domain::case::Case;
use crate::domain::id::EventHash;
use crate::domain::stage::Stage;
use bincode::Options as _;
use serde::{Deserialize, Serialize};

/// Version of this record; another one is answered by rebuilding the store.
const VERSION: u8 = 1;
/// Bytes of the checksum in front of the value.
const CHECK: usize = 8;

/// Where one frame of the journal lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FramePlace {
    /// Its running number.
    pub sequence: u64,
    /// The segment, by its first sequence.
    pub segment: u64,
    /// Bytes from the start of the segment.
    pub offset: u64,
}

/// What the store holds of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// Number of the last event.
    pub n: u32,
    /// Hash of the last event.
    pub head: [u8; 32],
    /// Ownership epoch.
    pub epoch: u32,
    /// Where it stands, by the number of the stage.
    pub stage: u8,
    /// The code, or nothing.
    pub code: String,
    /// Codes of other systems.
    pub foreign_codes: Vec<String>,
    /// Code of the procedure.
    pub procedure: String,
    /// Name of the owner.
    pub owner: String,
    /// Its frames in the journal, in order.
    pub frames: Vec<FramePlace>,
    /// Where its key is, on a sealed desk. Stands outside the sealed bytes, for it is needed to open them.
    #[serde(skip)]
    pub slot: Option<u32>,
}

impl CaseRecord {
    /// The record of a case whose events lie in these frames.
    pub fn of(case: &Case, frames: Vec<FramePlace>, slot: Option<u32>) -> Self {
        Self {
            n: case.n,
            head: case.head.0,
            epoch: case.epoch,
            stage: stage_number(case.stage),
            code: case.code.as_ref().map(ToString::to_string).unwrap_or_default(),
            foreign_codes: case.foreign_codes.clone(),
            procedure: case.procedure.0.clone(),
            owner: case.owner.name.clone(),
            frames,
            slot,
        }
    }

    /// The hash the next event of the case names.
    pub const fn head(&self) -> EventHash {
        EventHash(self.head)
    }

    /// `version ‖ checksum ‖ bincode`.
    pub fn encode(&self) -> Result<Vec<u8>, RecordError> {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&[0; CHECK]);
        codec().serialize_into(&mut bytes, self).map_err(undecodable)?;
        let check = checksum(bytes.get(1 + CHECK..).unwrap_or_default());
        if let Some(place) = bytes.get_mut(1..=CHECK) {
            place.copy_from_slice(&check);
        }
        Ok(bytes)
    }

    /// Reads what [`CaseRecord::encode`] wrote, and nothing else.
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordError> {
        let (version, rest) = bytes.split_first().ok_or(RecordError::Impossible("empty record"))?;
        if *version != VERSION {
            return Err(RecordError::Newer(*version));
        }
        let (check, value) = rest.split_at_checked(CHECK).ok_or(RecordError::Impossible("short record"))?;
        if checksum(value) != *check {
            return Err(RecordError::Checksum);
        }
        codec().deserialize(value).map_err(undecodable)
    }
}

/// The number of a stage in records; fixed for ever, whatever the order in the source.
const fn stage_number(stage: Stage) -> u8 {
    match stage {
        Stage::Blank => 0,
        Stage::Arrived => 1,
        Stage::IntakeSupplement => 2,
        Stage::RefusedAtIntake => 3,
        Stage::Received => 4,
        Stage::InProcess => 5,
        Stage::WithAgencies => 6,
        Stage::AppraisalSupplement => 7,
        Stage::AwaitingPayment => 8,
        Stage::Decided => 9,
        Stage::ResultReady => 10,
        Stage::WithPost => 11,
        Stage::BackFromPost => 12,
        Stage::HandedOver => 13,
        Stage::Withdrawn => 14,
        Stage::Stopped => 15,
    }
}

fn checksum(bytes: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    check.copy_from_slice(blake3::hash(bytes).as_bytes().first_chunk::<CHECK>().unwrap_or(&[0; CHECK]));
    check
}
