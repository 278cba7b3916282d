//! What keeps secrets from staying where they were: no core file, no look into the memory, no leftovers on a stack.
//!
//! Memory is not locked against swapping: locking the pages of single keys takes `unsafe`, which this crate forbids,
//! and locking all of it exceeds what systems let a user lock (8 MiB). The manual asks for encrypted swap instead.
//! Must not know: what is secret.

/// Asks for it. A system that refuses is worked on all the same; nothing here can fail for an ordinary process.
pub fn begin() {
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, setrlimit};
        let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    }
    // Also where cores are piped to a program, and against debuggers of the same user.
    #[cfg(target_os = "linux")]
    {
        let _ = nix::sys::prctl::set_dumpable(false);
    }
}

/// Overwrites what calls before left on the stack of this thread: values that moved leave copies there that nobody
/// wipes. Reaches one MiB deep; our threads have two.
#[inline(never)]
#[allow(clippy::large_stack_arrays)] // its size is the point
pub fn scour_stack() {
    let mut room = [0_u8; 1 << 20];
    std::hint::black_box(&mut room);
}
