//! Bytes and values: versioned records in bincode, each with its version in front.
//!
//! Record types are not domain types: the domain may change its shape, a recorded byte never does.
//! A new version gets a new file beside `v1` and is lifted on reading; `v1` is never edited. The
//! one place that knows the codec, so that the codec can be exchanged here. Must not know: where
//! bytes lie or what they mean for the law.

mod case;
mod chronicle;
mod convert;
mod convert_account;
mod convert_feedback;
mod convert_parts;
mod convert_sheet;
mod projection;
mod survey;
mod v1;

pub use case::{CaseRecord, FramePlace};
pub use projection::{decode_snapshot, encode_snapshot};

use crate::domain::chronicle::Entry;
use crate::domain::event::Stamped;
use crate::domain::id::{CaseId, EventHash};
use bincode::Options as _;

/// Most bytes of one record; a hostile length field is refused before it is believed.
const MOST_BYTES: u64 = 1 << 20;

/// First byte of a body in the journal: which version of these records follows.
const VERSION: u8 = 1;
/// Second byte: what kind of body follows.
const CASE_DECISION: u8 = 1;
const DESK_FACT: u8 = 2;
const BATCH_PART: u8 = 3;

/// What one body of the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The events of one decision on one case.
    Decision(CaseId, Vec<Stamped>),
    /// A fact about the desk.
    Fact(Entry),
    /// Part of a batch: it counts once the fact that ends the batch follows.
    Part(Part),
}

/// What one case becomes in a batch: the first `keep` events of its history, then these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Place in the batch, from 0.
    pub index: u32,
    /// The case.
    pub case: CaseId,
    /// Events of its history that stay, from the first.
    pub keep: u32,
    /// Whether this desk keeps the file afterwards.
    pub is_here: bool,
    /// Whether it waits for a person's decision: then nothing changes yet.
    pub is_held: bool,
    /// The events that follow.
    pub events: Vec<Stamped>,
}

/// Why bytes are not a record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// A later program wrote this.
    #[error("record version {0} was written by a later program")]
    Newer(u8),
    /// A kind of body this program does not know.
    #[error("record kind {0} is unknown")]
    UnknownKind(u8),
    /// The bytes do not decode.
    #[error("the record does not decode: {0}")]
    Undecodable(String),
    /// The checksum does not fit.
    #[error("the checksum of the record does not fit")]
    Checksum,
    /// A decoded value that no program writes.
    #[error("the record holds an impossible value: {0}")]
    Impossible(&'static str),
}

/// The events of one decision as one body for the journal.
pub fn encode_decision(case: CaseId, events: &[Stamped]) -> Result<Vec<u8>, RecordError> {
    let decision =
        v1::Decision { case: case.0.to_be_bytes(), events: events.iter().map(v1::Stamped::from).collect() };
    let mut body = vec![VERSION, CASE_DECISION];
    codec().serialize_into(&mut body, &decision).map_err(undecodable)?;
    Ok(body)
}

/// A fact about the desk as a body for the journal.
pub fn encode_fact(entry: &Entry) -> Result<Vec<u8>, RecordError> {
    let mut body = vec![VERSION, DESK_FACT];
    codec().serialize_into(&mut body, &chronicle::Entry::from(entry)).map_err(undecodable)?;
    Ok(body)
}

/// A part of a batch as a body for the journal.
pub fn encode_part(part: &Part) -> Result<Vec<u8>, RecordError> {
    let record = v1::Part {
        index: part.index,
        case: part.case.0.to_be_bytes(),
        keep: part.keep,
        is_here: part.is_here,
        is_held: part.is_held,
        events: part.events.iter().map(v1::Stamped::from).collect(),
    };
    let mut body = vec![VERSION, BATCH_PART];
    codec().serialize_into(&mut body, &record).map_err(undecodable)?;
    Ok(body)
}

/// Whether a body is a fact about the desk, as far as its beginning tells.
pub fn is_fact(body: &[u8]) -> bool {
    body.get(1) == Some(&DESK_FACT)
}

/// What a body of the journal says.
pub fn decode_body(body: &[u8]) -> Result<Body, RecordError> {
    let (version, rest) = body.split_first().ok_or(RecordError::Impossible("empty body"))?;
    if *version != VERSION {
        return Err(RecordError::Newer(*version));
    }
    let (kind, rest) = rest.split_first().ok_or(RecordError::Impossible("no kind"))?;
    match *kind {
        CASE_DECISION => {
            let decision: v1::Decision = codec().deserialize(rest).map_err(undecodable)?;
            let case = CaseId(u128::from_be_bytes(decision.case));
            let events =
                decision.events.into_iter().map(|event| event.lift(case)).collect::<Result<Vec<_>, _>>()?;
            Ok(Body::Decision(case, events))
        }
        DESK_FACT => {
            let entry: chronicle::Entry = codec().deserialize(rest).map_err(undecodable)?;
            Ok(Body::Fact(entry.lift()?))
        }
        BATCH_PART => {
            let part: v1::Part = codec().deserialize(rest).map_err(undecodable)?;
            let case = CaseId(u128::from_be_bytes(part.case));
            let events = part.events.into_iter().map(|event| event.lift(case)).collect::<Result<_, _>>()?;
            Ok(Body::Part(Part {
                index: part.index,
                case,
                keep: part.keep,
                is_here: part.is_here,
                is_held: part.is_held,
                events,
            }))
        }
        kind => Err(RecordError::UnknownKind(kind)),
    }
}

/// The events of one decision from a body that must hold one.
pub fn decode_decision(body: &[u8]) -> Result<(CaseId, Vec<Stamped>), RecordError> {
    match decode_body(body)? {
        Body::Decision(case, events) => Ok((case, events)),
        Body::Fact(_) | Body::Part(_) => {
            Err(RecordError::Impossible("something else in place of a decision"))
        }
    }
}

/// The fingerprint of an event as it is recorded; the next event of the case names it.
pub fn event_hash(event: &Stamped) -> Result<EventHash, RecordError> {
    let bytes = codec().serialize(&v1::Stamped::from(event)).map_err(undecodable)?;
    let mut hasher = blake3::Hasher::new_derive_key("motcua event v1");
    hasher.update(&event.case.0.to_be_bytes()).update(&bytes);
    Ok(EventHash(*hasher.finalize().as_bytes()))
}

/// Fixed-width integers, little-endian, trailing bytes refused, bounded.
fn codec() -> impl bincode::Options {
    bincode::DefaultOptions::new().with_fixint_encoding().with_limit(MOST_BYTES)
}

fn undecodable(error: bincode::Error) -> RecordError {
    RecordError::Undecodable(error.to_string())
}
