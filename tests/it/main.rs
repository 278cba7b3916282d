//! The one integration test binary; each promise of the desk has a file of its own here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod app;
mod architecture;
mod backup;
mod calendar;
mod checks;
mod cli;
mod clock;
mod clock_laws;
#[cfg(unix)]
mod crash_barrier;
#[cfg(unix)]
mod crash_decay;
#[cfg(unix)]
mod crash_kill;
#[cfg(unix)]
mod crash_power;
#[cfg(unix)]
mod crash_surroundings;
mod decide;
mod desk;
mod docs;
mod forms;
mod fuzzish;
mod intake;
mod journal;
mod journal_decay;
mod journal_faults;
mod journal_lock;
mod journal_model;
mod journal_power_cut;
mod keymaps;
mod law;
mod levels;
mod lifecycle;
mod locales;
mod machine;
mod office;
mod practice;
mod procedures;
mod queue;
mod records;
mod refusals;
mod rules;
mod screens;
mod scripts;
mod sizes;
mod store;
mod styles;
mod support;
mod telex;
mod terminal;
mod terminal_bytes;
mod terminal_paste;
mod themes;
mod words;
mod worker;
