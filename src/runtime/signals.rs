//! What the system tells a program, as things the loop hears.
//!
//! Must not know: what the loop does about it.

use super::threads::{Heard, spawn};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;
use std::io;
use std::sync::mpsc::SyncSender;

/// Hears signals until the end of the program.
pub fn listen(heard: &SyncSender<Heard>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let to_loop = heard.clone();
    spawn("signals", heard.clone(), move || {
        for signal in signals.forever() {
            let what = match signal {
                SIGWINCH => Heard::Resized,
                SIGTSTP => Heard::Suspend,
                SIGCONT => Heard::Continued,
                _ => Heard::End,
            };
            if to_loop.send(what).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Stops this process until it is continued, and says whether it did: without a shell that has us as one
/// of its jobs nobody would continue us, so there nothing is stopped.
pub fn stop() -> bool {
    is_job() && raise(SIGSTOP).is_ok()
}

/// Whether our parent is a shell with job control: in our session, in another process group. A session or
/// group whose leader lies outside our process namespace has the number 0, like any other number.
fn is_job() -> bool {
    use nix::unistd::{getpgid, getppid, getsid};
    let parent = Some(getppid());
    match (getsid(None), getsid(parent), getpgid(None), getpgid(parent)) {
        (Ok(session), Ok(its_session), Ok(group), Ok(its_group)) => {
            session == its_session && group != its_group
        }
        _ => false,
    }
}
