//! Files to values: keymaps, themes, settings, and the law's data, every fault named by file, line
//! and column.
//!
//! The only user of TOML. A file is read whole and all its faults are reported at once; a faulty file of
//! the user gives way to the built-in one. Must not know: where files are, or the environment.

pub mod demo;
pub mod document;
pub mod fault;
pub mod folder;
pub mod forms;
pub mod keymap;
pub mod law;
pub mod office;
pub mod packs;
pub mod printing;
pub mod settings;
pub mod theme;
