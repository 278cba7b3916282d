//! The ways into the workstation, with a screen and by a script without one, and out of a terminal it could not give back.
//!
//! Must not know: what the workstation does.

use super::exit::{Code, Failure, Outcome};
use super::say::Say;
use crate::runtime::last_words::in_both_languages;
use crate::runtime::script::{self, Outcome as Script};
use crate::runtime::session;
use crate::runtime::terminal;
use crate::runtime::workstation::Exit;
use std::io::{self, Write as _};
use std::path::Path;

/// Opens the workstation on a folder.
pub fn run(dir: &Path) -> Code {
    match session::run(dir) {
        Exit::Normal => Code::Fine,
        // The session has said why before the terminal was given back.
        Exit::NoTerminal => Code::Refused,
        Exit::Refused => Code::Wrong,
        Exit::Panicked => Code::Faulty,
    }
}

/// Mends the terminal a killed program has left behind.
pub fn reset_tty() -> Outcome {
    if !terminal::is_here() {
        return Err(Failure::refused(in_both_languages("session-no-terminal")));
    }
    terminal::mend()?;
    Ok(Code::Fine)
}

/// Runs a script of keys on a folder. Acknowledgements and screens go to standard output.
pub fn script(file: &Path, dir: &Path, say: &Say) -> Outcome {
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| {
        let why = error.to_string();
        Failure::refused(
            say.text("shell-script-unreadable", &[("file", (&shown).into()), ("why", (&why).into())]),
        )
    })?;
    let mut out = io::stdout().lock();
    let outcome = script::run(dir, &text, &mut out)?;
    out.flush()?;
    match outcome {
        Script::Passed => Ok(Code::Fine),
        Script::Failed { line, why, screen } => {
            let line = line.to_string();
            let args = [("file", (&shown).into()), ("line", (&line).into()), ("why", (&why).into())];
            Err(Failure::wrong(format!("{}\n{screen}", say.text("shell-script-failed", &args))))
        }
    }
}
