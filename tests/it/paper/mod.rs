//! Paper: layout, renderers, forms, codes, and what a sheet says.
#![allow(clippy::print_stdout)] // says when nothing was measured

mod browser;
mod codes;
mod extremes;
mod forms;
mod layout;
mod printer;
mod site;
mod world;
