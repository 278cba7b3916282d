//! Power cuts: only synced bytes survive, and every acknowledged frame is among them.

use crate::support::journals::{dir, options, read_all};
use crate::support::rounds;
use crate::support::sim_disk::{Chance, Fault, SimDisk};
use motcua::journal::Journal;

/// Appends, cuts the power at a random call, opens again, several times over. Says what was lost.
fn live_through_cuts(mut disk: SimDisk, seed: u64) -> Result<(), String> {
    let mut chance = Chance::new(seed);
    let segment_bytes = 300 + chance.below(6000) as u64;
    let longest = [40, 300, 1500][chance.below(3)];
    let mut issued: Vec<Vec<u8>> = Vec::new();
    let mut head = None;
    for _ in 0..4 {
        let at = disk.calls() + chance.below(60) as u64;
        disk.fail(chance.one_in(4).then(|| Fault::power_out(at)));
        let mut acknowledged = issued.len();
        if let Ok((mut journal, opening)) = Journal::open(disk.clone(), &dir(), &options(segment_bytes), None)
        {
            if opening.read_only.is_none() && opening.head.sequence != issued.len() as u64 {
                return Err(format!("{} frames came back of {}", opening.head.sequence, issued.len()));
            }
            if opening.read_only.is_none() {
                head = Some(opening.head);
            }
            disk.fail(Some(Fault::power_out(disk.calls() + chance.below(60) as u64)));
            while journal.is_writable() {
                let batch: Vec<_> = (0..=chance.below(4)).map(|_| chance.body(longest)).collect();
                issued.extend(batch.iter().cloned());
                if journal.append_all(&batch).is_ok() {
                    acknowledged = issued.len();
                    head = Some(journal.head());
                }
            }
        }
        disk = disk.after_power_cut(&mut chance);
        // With the mark a snapshot would hold, and without: both open unattended.
        for mark in [head, None] {
            let opened = Journal::open(disk.copy(), &dir(), &options(segment_bytes), mark.as_ref());
            let (journal, opening) = opened.map_err(|error| error.to_string())?;
            if !journal.is_writable() {
                return Err(format!("needs a human: {opening:?}"));
            }
            let kept = opening.head.sequence as usize;
            if kept < acknowledged {
                return Err(format!("{acknowledged} acknowledged, {kept} kept"));
            }
        }
        drop(Journal::open(disk.clone(), &dir(), &options(segment_bytes), None));
        let (frames, damage) = read_all(&disk, 1);
        if !damage.is_empty() {
            return Err(format!("{damage:?}"));
        }
        let kept: Vec<_> = frames.into_iter().map(|frame| frame.body).collect();
        if kept.len() > issued.len() || kept != issued[..kept.len()] {
            return Err("what came back is not what was appended".to_owned());
        }
        issued = kept;
    }
    Ok(())
}

#[test]
fn every_acknowledged_frame_survives_a_power_cut_and_opening_needs_no_human() {
    for seed in 0..rounds(2_000) {
        if let Err(lost) = live_through_cuts(SimDisk::new(), seed) {
            panic!("seed {seed}: {lost}");
        }
    }
}

#[test]
fn the_control_disk_that_ignores_sync_loses_frames() {
    let lost = (0..200).filter(|&seed| live_through_cuts(SimDisk::that_ignores_sync(), seed).is_err());
    assert!(lost.count() > 100, "the power-cut test has no teeth");
}
