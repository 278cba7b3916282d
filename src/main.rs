//! The program: hands its arguments and the time to the library and its result to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    motcua::runtime::hardening::begin();
    motcua::cli::run(std::env::args_os(), motcua::runtime::clock::now())
}
