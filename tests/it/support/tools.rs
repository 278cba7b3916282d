//! Programs of other people that tests measure with. Without one a test says what it did not measure; with `CI` set
//! it must be there.
#![allow(clippy::print_stdout)] // says when nothing was measured

#[cfg(target_os = "linux")]
use std::path::{Path, PathBuf};
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

/// A library to be put in front of libc, made by the machine's C compiler from `tests/shim`.
#[cfg(target_os = "linux")]
pub fn shim(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.so", std::process::id()));
    let compiled = Command::new("cc")
        .args(["-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o"])
        .arg(&made)
        .arg(root.join("tests/shim").join(name).with_extension("c"))
        .arg("-ldl")
        .output()
        .expect("this test needs a C compiler named cc");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    made
}
