//! The outside world: the borrowed terminal, signals, keys, the worker thread, the machine's clock.
//!
//! The only user of crossterm, threads and the system clock. What reaches the program becomes a
//! message here, and what the program asks for is performed here. Must not know: what is on the
//! screen, or what a message changes.

pub mod ballast;
pub mod bundles;
pub mod clock;
pub mod drafts;
pub mod events;
pub mod hardening;
pub mod input;
pub mod keys;
pub mod last_words;
pub mod notices;
pub mod parallel;
pub mod perform;
pub mod porter;
pub mod premises;
pub mod printing;
pub mod program;
pub mod prompt;
pub mod retention;
pub mod scheduled;
pub mod script;
pub mod sequences;
pub mod session;
#[cfg(unix)]
pub mod signals;
pub mod terminal;
pub mod threads;
pub mod worker;
pub mod workstation;
