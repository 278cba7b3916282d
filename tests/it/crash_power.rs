//! The power is cut at random moments of the program's work: what no barrier covered is gone.
//!
//! `MOTCUA_CONTROL_BIN` names a build without the barrier (`RUSTFLAGS="--cfg mutant_no_sync"`), which must
//! then fail the very same test; without it a disk that lies is the control.
#![cfg(target_os = "linux")]

use crate::support::crash::new_desk;
use crate::support::crash_power::{Disk, Left};
use crate::support::crash_work::{Ledger, Session};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// Cuts one desk goes through before a new one begins.
const PER_DESK: u64 = 10;

/// Lets a desk live through cuts. Says how many acts were acknowledged, or what was lost.
fn live_through_cuts(seed: u64, cuts: u64, lies: bool, program: Option<&PathBuf>) -> Result<usize, String> {
    let home = tempfile::tempdir().unwrap();
    let mut folder = home.path().join("0");
    new_desk(&folder.join("desk"));
    let mut ledger = Ledger::default();
    let control = lies || program.is_some();
    if control {
        // The control shall fail for what it acknowledges later, not for the making of the desk.
        ledger.recover(&folder.join("desk"))?;
    }
    let mut acknowledged = 0;
    for cut in 0..cuts {
        let mut chance = Chance::new(seed + cut);
        let shadow = home.path().join(format!("shadow-{cut}"));
        // A folder made a moment ago must be as safe as one that always was there.
        let new = cut == 0 && !control;
        let disk = if new { Disk::just_made(&folder, &shadow) } else { Disk::holding(&folder, &shadow) };
        // Power may go before the first acknowledgement, but not before the folder was ever worked in.
        let wanted = if cut > 0 && chance.one_in(6) { 0 } else { 1 + chance.below(12) };
        let acts = if chance.one_in(4) { wanted + chance.below(3) } else { 400 };
        let delay = Duration::from_micros(chance.below(60_000) as u64);
        let before = ledger.frames();
        let around = |command: &mut Command| {
            if let Some(program) = program {
                let mut other = Command::new(program);
                other.args(command.get_args());
                *command = other;
                command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::piped());
            }
            disk.watch(command, lies);
        };
        Session::begin(&folder.join("desk"), &ledger, acts, around).kill(&mut ledger, wanted, delay);
        acknowledged += ledger.frames() - before;
        let left = if chance.one_in(2) { Left::Synced } else { Left::Some };
        let image = home.path().join(format!("{}", cut + 1));
        disk.after_power_cut(&image, left, &mut chance);
        let found = ledger.recover(&image.join("desk"));
        found.map_err(|lost| {
            format!("seed {seed}, cut {cut} after {wanted} and {delay:?}, {left:?}: {lost}")
        })?;
        folder = image;
    }
    Ok(acknowledged)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_is_cut_at_any_moment() {
    let (rounds, mut acknowledged) = (rounds(6), 0);
    for first in (0..rounds).step_by(PER_DESK as usize) {
        let cuts = PER_DESK.min(rounds - first);
        acknowledged +=
            live_through_cuts(1_000 + first, cuts, false, None).unwrap_or_else(|lost| panic!("{lost}"));
    }
    println!("{rounds} power cuts, {acknowledged} acknowledged actions, 0 lost");
}

#[test]
fn a_desk_without_the_barrier_loses_what_it_acknowledged() {
    let control = std::env::var_os("MOTCUA_CONTROL_BIN").map(PathBuf::from);
    for seed in 0..3 {
        let lived = live_through_cuts(2_000 + 10 * seed, 1, control.is_none(), control.as_ref());
        let lost = lived.expect_err("the power-cut test has no teeth");
        println!("the control fails as it must: {lost}");
    }
}
