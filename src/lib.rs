//! Một Cửa (`motcua`): a keyboard workstation for the Vietnamese one-stop desk.
//!
//! Each module is a room with one purpose; `ARCHITECTURE.md` says what may use what, and
//! `tests/it/architecture.rs` holds the sources to it.

pub mod app;
pub mod bundle;
pub mod cli;
pub mod config;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod input;
pub mod journal;
pub mod look;
pub mod paper;
pub mod practice;
pub mod runtime;
pub mod seal;
pub mod store;
pub mod ui;
