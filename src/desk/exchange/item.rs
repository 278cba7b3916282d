//! A case as an item of a bundle: its whole history, in bodies like those of the journal.
//!
//! `length u32 ‖ body`, as often as needed. Must not know: bundles.

use super::ExchangeError;
use crate::domain::event::Stamped;
use crate::domain::id::CaseId;
use crate::domain::text::clean;
use crate::store::RecordError;
use crate::store::record::{decode_decision, encode_decision};

/// Bytes of events in one body: well below what a frame may have.
const BODY: usize = 256 << 10;

/// Letters of an event, far more than a record may hold.
const MOST_LETTERS: usize = 1 << 24;

/// A history in pieces that each fit into one frame.
pub(super) fn pieces(case: CaseId, history: &[Stamped]) -> Result<Vec<&[Stamped]>, RecordError> {
    let (mut pieces, mut start, mut size) = (Vec::new(), 0, 0);
    for at in 0..history.len() {
        let one = history.get(at..=at).unwrap_or_default();
        let bytes = encode_decision(case, one)?.len();
        if size + bytes > BODY && at > start {
            pieces.extend(history.get(start..at));
            (start, size) = (at, 0);
        }
        size += bytes;
    }
    pieces.extend(history.get(start..).filter(|rest| !rest.is_empty()));
    Ok(pieces)
}

/// A history as bytes.
pub(super) fn encode(case: CaseId, history: &[Stamped]) -> Result<Vec<u8>, RecordError> {
    let mut out = Vec::new();
    for piece in pieces(case, history)? {
        let body = encode_decision(case, piece)?;
        out.extend_from_slice(&(body.len() as u32).to_be_bytes());
        out.extend_from_slice(&body);
    }
    Ok(out)
}

/// A history from bytes that somebody else wrote.
pub(super) fn decode(case: CaseId, mut bytes: &[u8]) -> Result<Vec<Stamped>, ExchangeError> {
    let mut history = Vec::new();
    while !bytes.is_empty() {
        let cut = || RecordError::Impossible("an item that is cut off");
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(cut)?;
        let (body, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize).ok_or_else(cut)?;
        let (of, events) = decode_decision(body)?;
        if of != case {
            return Err(RecordError::Impossible("events of another case").into());
        }
        history.extend(events);
        bytes = rest;
    }
    if history.iter().all(is_clean) { Ok(history) } else { Err(ExchangeError::Unclean { case }) }
}

/// Whether the texts of an event hold only what can be seen and is composed, as everything typed here does. Seen
/// through the debug form, which shows every text there is and writes what cannot be seen as an escape.
fn is_clean(event: &Stamped) -> bool {
    let shown = format!("{event:?}");
    let escaped = shown.replace(r"\\", "").replace(r"\n", "").replace("\\\"", "").replace(r"\'", "");
    !escaped.contains('\\') && clean(&escaped, MOST_LETTERS) == escaped
}
