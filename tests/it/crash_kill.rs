//! The program is killed at random moments of its work, again and again on the same desk.
//!
//! Nothing it had acknowledged may be missing, nothing half done, and it must open without a hand.
#![cfg(unix)]

use crate::support::crash::{closed_desk, new_desk};
use crate::support::crash_work::{Ledger, Session, acts};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use std::time::Duration;

/// Crashes one desk goes through before a new one begins.
const PER_DESK: u64 = 20;

#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed_at_any_moment() {
    let (rounds, mut acknowledged) = (rounds(12), 0);
    for first in (0..rounds).step_by(PER_DESK as usize) {
        let home = tempfile::tempdir().unwrap();
        let desk = home.path().join("desk");
        new_desk(&desk);
        let mut ledger = Ledger::default();
        for round in first..rounds.min(first + PER_DESK) {
            let mut chance = Chance::new(round);
            // Some are killed while they open; some have little to do, and are killed while they close.
            let wanted = if chance.one_in(6) { 0 } else { 1 + chance.below(12) };
            let acts = if chance.one_in(4) { wanted + chance.below(3) } else { 400 };
            let delay = Duration::from_micros(chance.below(60_000) as u64);
            let before = ledger.frames();
            Session::begin(&desk, &ledger, acts, |_| {}).kill(&mut ledger, wanted, delay);
            acknowledged += ledger.frames() - before;
            if let Err(lost) = ledger.recover(&desk) {
                panic!("round {round}, killed after {wanted} acknowledgements and {delay:?}: {lost}");
            }
        }
    }
    println!("{rounds} kills, {acknowledged} acknowledged actions, 0 lost");
}

#[test]
fn a_missing_or_a_foreign_frame_would_be_noticed() {
    for mut other in [Ledger::of_closed_desk(6), Ledger::of_closed_desk(4)] {
        let (_home, desk) = closed_desk(5);
        assert!(other.recover(&desk).is_err());
    }
    let (_home, desk) = closed_desk(5);
    let mut foreign = Ledger::default();
    foreign.acknowledge(&acts(1, 6));
    assert!(foreign.recover(&desk).unwrap_err().contains("frame 1 is not"));
    Ledger::of_closed_desk(5).recover(&desk).unwrap();
}
