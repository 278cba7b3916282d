//! A sitting at the desk: the program, its premises and the terminal, put together.
//!
//! Must not know: which command began it.

use super::clock::Clock;
use super::premises::{DeskFolder, Surroundings};
use super::workstation::{self, Exit, Program as _};
use crate::app::message::Message;
use std::path::Path;
use std::sync::Arc;

/// Sits down at the desk in a folder until the user leaves.
pub fn run(dir: &Path) -> Exit {
    let premises = DeskFolder::new(dir);
    let clock = Arc::new(Clock::of_machine());
    let (mut program, notices) = premises.program(Surroundings::of_environment());
    for notice in notices {
        // Nothing is asked of the outside before the desk is open.
        let _ = program.update(clock.now(), Message::Noticed(notice));
    }
    workstation::run(&mut program, premises, clock)
}
