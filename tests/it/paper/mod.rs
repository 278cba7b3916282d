//! Paper: layout, renderers, forms, codes, and what a sheet says.
#![allow(clippy::print_stdout)] // says when nothing was measured

mod codes;
mod extremes;
mod forms;
mod layout;
mod site;
mod world;
