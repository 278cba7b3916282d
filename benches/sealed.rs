//! What sealing costs between a key and its frame: a step in the queue, and a file opened (read, decrypted, noted in
//! the view log) and shown.
//!
//! Arms take turns in random order, the plain desk twice. Run: `cargo bench --bench sealed`; the bar is 1.15 at p50.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::wildcard_enum_match_arm, missing_docs)]

mod clerk;
mod measure;
mod sealing;
mod wiped;

use clerk::Clerk;
use measure::{Times, rounds, timed};
use std::process::ExitCode;

const CASES: u32 = 2_000;
/// Steps down before as many steps up.
const STEPS: usize = 900;

fn main() -> ExitCode {
    let home = tempfile::tempdir().unwrap();
    let mut desks = [("plain", false), ("again", false), ("sealed", true)]
        .map(|(name, is_sealed)| Clerk::at(&home.path().join(name), CASES, is_sealed));
    let names = [
        "step, plain",
        "step, plain again",
        "step, sealed",
        "open, plain",
        "open, plain again",
        "open, sealed",
    ];
    let rounds = rounds(1_500);
    let times = Times::take(&names, rounds, |arm, round| {
        let key = if (round / STEPS).is_multiple_of(2) { "down" } else { "up" };
        let clerk = &mut desks[arm % 3];
        if arm < 3 {
            return timed(|| clerk.press(key));
        }
        let time = timed(|| clerk.press("enter"));
        clerk.press("esc");
        time
    });
    times.print();
    let steps = times.ratio("step, sealed / plain", 2, 0);
    let steps_measured = times.control(1, 0);
    let opens = times.ratio("open, sealed / plain", 5, 3);
    let opens_measured = times.control(4, 3);
    let step_holds = Times::bar("step, sealed / plain, p50", steps, 0.0..=1.15);
    let open_holds = Times::bar("open, sealed / plain, p50", opens, 0.0..=1.15);
    let fails = (steps_measured && !step_holds) || (opens_measured && !open_holds);
    if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
