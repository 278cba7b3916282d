//! What the process asks of the system before anything secret is in it: no core file, no look into its memory.
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
