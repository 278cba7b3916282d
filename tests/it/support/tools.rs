//! Programs of other people that tests measure with. Without one a test says what it did not measure; with `CI` set
//! it must be there.
#![allow(clippy::print_stdout)] // says when nothing was measured

use std::process::Command;

/// Whether a program is here.
pub fn is_here(program: &str) -> bool {
    is_measured(Command::new(program).arg("--version").output().is_ok(), program)
}

/// Whether what is needed is there; says so where it is not.
pub fn is_measured(there: bool, what: &str) -> bool {
    assert!(there || std::env::var_os("CI").is_none(), "{what} is not here");
    if !there {
        println!("NOT MEASURED: {what} is not here");
    }
    there
}
