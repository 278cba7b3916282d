//! The program: hands its arguments and the time to the library and its result to the shell.

use std::alloc::System;
use std::process::ExitCode;
use zeroizing_alloc::ZeroAlloc;

/// Memory is wiped when it is freed: what a lock drops is gone, not only unreachable.
#[global_allocator]
static WIPED: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    motcua::runtime::hardening::begin();
    motcua::runtime::last_words::guarded(|| {
        motcua::cli::run(std::env::args_os(), motcua::runtime::clock::now())
    })
}
