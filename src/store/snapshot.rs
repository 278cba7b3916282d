//! The projection in one checksummed file, so that the queue is usable before anything is replayed.
//!
//! Disposable: a file that does not read back is as good as none. Must not know: the journal.

use super::record::{RecordError, decode_snapshot, encode_snapshot};
use super::veil::Veil;
use crate::domain::number::NumberBook;
use crate::domain::projection::Projection;
use std::io::{self, Write as _};
use std::path::Path;

/// How far into the journal the snapshot reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotPoint {
    /// The desk whose journal it is.
    pub desk: [u8; 16],
    /// The last frame in it.
    pub sequence: u64,
    /// The segment of that frame.
    pub segment: u64,
    /// Where that frame ends.
    pub offset: u64,
    /// Its chain hash.
    pub hash: [u8; 32],
}

/// A snapshot as read.
#[derive(Debug)]
pub struct Snapshot {
    /// How far it reaches.
    pub point: SnapshotPoint,
    /// The rows.
    pub projection: Projection,
    /// The numbers given.
    pub numbers: NumberBook,
}

/// Reads a snapshot; nothing where there is none.
pub fn read(path: &Path, veil: Option<&dyn Veil>) -> Result<Option<Snapshot>, RecordError> {
    match std::fs::read(path) {
        Ok(bytes) => {
            let Some(veil) = veil else { return decode_snapshot(&bytes).map(Some) };
            let shown = veil.show_rows(&bytes).map_err(|why| RecordError::Undecodable(why.to_string()))?;
            decode_snapshot(&shown).map(Some)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(RecordError::Undecodable(error.to_string())),
    }
}

/// Writes a snapshot beside the old one, then takes its place.
pub fn write(
    path: &Path,
    point: &SnapshotPoint,
    projection: &Projection,
    numbers: &NumberBook,
    veil: Option<&dyn Veil>,
) -> io::Result<()> {
    let mut bytes = encode_snapshot(point, projection, numbers).map_err(io::Error::other)?;
    if let Some(veil) = veil {
        bytes = veil.hide_rows(&bytes).map_err(io::Error::other)?;
    }
    let fresh = path.with_extension("new");
    let mut file = std::fs::File::create(&fresh)?;
    file.write_all(&bytes)?;
    file.sync_data()?;
    std::fs::rename(&fresh, path)
}
