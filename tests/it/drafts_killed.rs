//! The shipped program, killed while somebody types: what was shown two seconds before is kept.
#![cfg(target_os = "linux")]

use crate::support::clerk::Clerk;
use crate::support::crash::new_desk;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Nothing typed longer ago than this may be lost.
const KEPT_WITHIN: Duration = Duration::from_secs(2);
/// Desks worked at side by side: they mostly wait.
const SIDE_BY_SIDE: u64 = 16;

/// The name in the draft.
fn drafted(desk: &Path) -> String {
    let draft = std::fs::read_to_string(desk.join("drafts/desk.draft")).unwrap_or_default();
    let after = draft.split_once("[\"owner-name\",\"").map(|(_, rest)| rest).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Types a name at a pace of its own and is killed. How long before the kill the first lost letter was shown, if one was.
fn killed_while_typing(seed: u64, kept: impl Fn(&Path) -> String) -> Option<Duration> {
    let mut chance = Chance::new(seed);
    let home = tempfile::tempdir().unwrap();
    let desk = home.path().join("d");
    new_desk(&desk);
    let mut clerk = Clerk::sit(&desk);
    clerk.see("Tất cả (0)").press("n").see("gõ để lọc");
    clerk.send(b"buu\r\t\t");
    clerk.see("▸*Tên chủ hồ sơ");
    let end = Instant::now() + Duration::from_millis(chance.below(4_500) as u64);
    let mut shown: VecDeque<(Instant, String)> = VecDeque::new();
    let mut name = String::new();
    while Instant::now() < end {
        // Slow and quick hands, and some that rest in the middle of a word.
        let pause = if chance.one_in(12) { 1_500 } else { 20 + chance.below(200) };
        let next = (Instant::now() + Duration::from_millis(pause as u64)).min(end);
        if name.len() < 40 {
            let letter = char::from(b'a' + chance.below(26) as u8);
            name.push(letter);
            clerk.type_text(&letter.to_string());
            shown.push_back((Instant::now(), name.clone()));
        }
        clerk.terminal.rest(next);
    }
    let killed = Instant::now();
    clerk.terminal.kill();
    let kept = kept(&desk);
    assert!(name.starts_with(&kept), "{name} was typed, {kept} is kept");
    // It is offered, and comes back as it was kept.
    if !kept.is_empty() {
        let mut again = Clerk::sit(&desk);
        again.see("Có bản nháp").send(b"\x18r");
        again.see(&kept);
        again.terminal.kill();
    }
    let lost = shown.into_iter().find(|(_, text)| text.len() > kept.len());
    lost.map(|(at, _)| killed.duration_since(at))
}

#[test]
fn a_kill_loses_no_more_than_the_last_seconds_of_typing() {
    let rounds = rounds(8);
    let (next, worst) = (AtomicU64::new(0), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE.min(rounds) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= rounds {
                        return;
                    }
                    if let Some(lost) = killed_while_typing(seed, drafted) {
                        assert!(lost <= KEPT_WITHIN, "round {seed}: typing of {lost:?} is lost");
                        worst.fetch_max(lost.as_millis() as u64, Ordering::SeqCst);
                    }
                }
            });
        }
    });
    println!("{rounds} kills, at most {} ms of typing lost", worst.into_inner());
}

#[test]
fn typing_that_was_never_kept_would_be_noticed() {
    let lost = (0..20).find_map(|seed| killed_while_typing(seed, |_| String::new()));
    assert!(lost.is_some_and(|lost| lost > Duration::ZERO));
}
