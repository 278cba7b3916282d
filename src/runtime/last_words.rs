//! What is said on the plain terminal when the program cannot go on: in both languages, nothing personal.
//!
//! Must not know: what went wrong, but for the place in the source.

use super::terminal::Lease;
use super::workstation::Exit;
use crate::look::catalog::{Catalog, Language};
use crate::store::panic_is_expected;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A message of the catalogue, Vietnamese first, English second, each on its line.
pub fn in_both_languages(id: &str) -> String {
    let vi = Catalog::new(Language::Vi).text(id);
    let en = Catalog::new(Language::En).text(id);
    format!("{vi}\n{en}")
}

/// Says lines on the plain terminal. One that is gone hears nothing.
pub fn say(lines: &str) {
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "{lines}");
    let _ = out.flush();
}

/// Runs the whole program. A panic anywhere, also outside the terminal, ends it with one clear sentence and the code for
/// faults of the program itself.
pub fn guarded(work: impl FnOnce() -> ExitCode) -> ExitCode {
    install(Lease::default());
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Exit::Panicked.into())
}

/// Sees to it that a panic of any thread first gives the terminal back, then says one clear sentence with
/// the place in the source and nothing of what the panic was about, for that may be personal. Panics that
/// the store expects and answers pass in silence. Gives whether there was one.
pub fn install(lease: Lease) -> Arc<AtomicBool> {
    let words = in_both_languages("session-panicked");
    let panicked = Arc::new(AtomicBool::new(false));
    let said = Arc::clone(&panicked);
    std::panic::set_hook(Box::new(move |panic| {
        if panic_is_expected() {
            return;
        }
        lease.give_back();
        if !said.swap(true, Ordering::SeqCst) {
            let place = panic.location().map(|place| format!("({}:{})", place.file(), place.line()));
            say(&format!("{words}\n{}", place.unwrap_or_default()));
        }
    }));
    panicked
}
