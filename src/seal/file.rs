//! Files that are there whole or as they were before, whatever happens meanwhile.
//!
//! Must not know: what is in them.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file so that it is there whole or as it was before, also after a power cut.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&fresh, path)?;
    settle_dir(path)
}

/// Makes a new name survive a power cut.
pub fn settle_dir(path: &Path) -> io::Result<()> {
    if cfg!(unix)
        && let Some(dir) = path.parent()
    {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}
