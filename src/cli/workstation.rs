//! The two ways into the workstation: with a screen, and by a script without one.
//!
//! Must not know: what the workstation does.

use super::exit::{Failure, Outcome};
use super::say::Say;
use std::path::Path;

/// Opens the workstation on a folder.
pub fn run(dir: &Path, say: &Say) -> Outcome {
    let shown = dir.display().to_string();
    Err(Failure::refused(say.text("shell-not-yet", &[("what", (&shown).into())])))
}

/// Runs a script of keys on a folder.
pub fn script(file: &Path, dir: &Path, say: &Say) -> Outcome {
    let shown = format!("{} {}", file.display(), dir.display());
    Err(Failure::refused(say.text("shell-not-yet", &[("what", (&shown).into())])))
}
