//! How large the room is that a desk keeps for a full disk, and when it is laid down.
//!
//! Must not know: how it is used.

use super::scheduled::settings_of;
use crate::desk::lay_ballast;
use std::path::Path;

/// The disk must have so many times the ballast free: room that is needed for work is not locked away.
const SHARE: u64 = 4;

/// Lays the ballast of a desk down, where the settings want one and there is room; a disk that cannot say how much it
/// has gets none. What fails is tried again at the next opening.
pub fn keep(dir: &Path) {
    let bytes = u64::from(settings_of(dir).ballast) << 20;
    if free(dir).is_some_and(|free| free >= bytes * SHARE) || bytes == 0 {
        let _ = lay_ballast(dir, bytes);
    }
}

/// Bytes that are free for us on the disk of a folder.
#[cfg(unix)]
#[allow(clippy::useless_conversion)] // These are narrower elsewhere.
fn free(dir: &Path) -> Option<u64> {
    let about = nix::sys::statvfs::statvfs(dir).ok()?;
    Some(u64::from(about.blocks_available()) * u64::from(about.fragment_size()))
}

#[cfg(not(unix))]
fn free(_dir: &Path) -> Option<u64> {
    None
}
