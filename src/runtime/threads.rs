//! The threads of a session and the one channel by which they reach the loop.
//!
//! A thread that panics says so instead of leaving the loop to wait for ever. Must not know: what the
//! threads do.

use crate::app::message::Message;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

/// Most things waiting for the loop; whoever sends more waits, so that memory stays bounded.
const WAITING: usize = 1_024;

/// Something that reached the loop.
#[derive(Debug)]
pub enum Heard {
    /// A message for the program.
    Message(Message),
    /// The terminal may have another size.
    Resized,
    /// The shell wants its terminal back for a while.
    Suspend,
    /// The program runs again after a stop.
    Continued,
    /// The system wants the program to end, or the terminal is gone.
    End,
    /// The worker has done everything asked for so far.
    Rested,
    /// A thread has panicked.
    Broken,
}

/// The two ends of the loop's channel.
pub fn channel() -> (SyncSender<Heard>, Receiver<Heard>) {
    sync_channel(WAITING)
}

/// Starts a named thread. If it panics the loop hears of it and joining gives nothing.
pub fn spawn<T: Send + 'static>(
    name: &str,
    heard: SyncSender<Heard>,
    work: impl FnOnce() -> T + Send + 'static,
) -> std::io::Result<JoinHandle<Option<T>>> {
    Builder::new().name(format!("motcua-{name}")).spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(work)).ok();
        if result.is_none() {
            // Nobody listens any more only when the loop is ending anyway.
            let _ = heard.send(Heard::Broken);
        }
        result
    })
}
