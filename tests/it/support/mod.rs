//! What several promises need for being tested.

pub mod journals;
pub mod sim_disk;

/// How many rounds a randomised test runs: `MOTCUA_ROUNDS` for long runs, else the usual number.
pub fn rounds(usual: u64) -> u64 {
    std::env::var("MOTCUA_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}
