//! The real program under a clerk who does not go home: its memory, its open files and its answers stay what they were.
//!
//! In CI a few thousand keys as fast as the screen answers; with `MOTCUA_SOAK_MINUTES` so many minutes at ten keys a second,
//! and at its end the old process beside a fresh one, key by key in random order.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout)] // says how it goes while it goes on

use crate::support::clerk::Clerk;
use crate::support::driver::{copy, holder, practice_office};
use crate::support::process::Process;
use crate::support::sealed::{LIGHT, PASSPHRASE, member};
use crate::support::sim_disk::Chance;
use crate::support::{rounds, tools};
use motcua::desk::{Verdict, check_with, seal_desk};
use motcua::domain::role::Role;
use motcua::seal::Suite;
use std::path::Path;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PIN: &str = "204816";
/// A clerk's pace in the long mode.
const PACE: Duration = Duration::from_millis(100);
/// Rounds before memory and answers count: allocators, caches and the store have their size by then.
const WARM_UP: u64 = 2;
/// What an hour of keys may add, in KiB.
const PER_HOUR: f64 = 1_024.0;
/// What a few hundred keys may add, in KiB: the desk before a lock may or may not have been given back yet, so that only
/// a gross leak is told from breathing.
const IN_SHORT: f64 = 16.0 * 1_024.0;
/// Pairs of keys for each of two programs side by side.
const SIDE_BY_SIDE: usize = 3_000;
/// Keys of an hour at a clerk's pace.
const HOUR: f64 = 36_000.0;

/// A practice office in use as a real one, sealed by its head.
fn office() -> TempDir {
    let dir = practice_office();
    let file = dir.path().join("office.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let real = text.replace("practice = true", "practice = false");
    assert_ne!(text, real);
    std::fs::write(file, real).unwrap();
    let first = (member("quan.dv", Role::DeskHead), PASSPHRASE);
    seal_desk(dir.path(), &holder(), first, (Suite::default(), LIGHT), crate::law::m("23/11/2026 08:00"))
        .unwrap();
    dir
}

fn come_in(desk: &Path) -> Clerk {
    let mut clerk = Clerk::sit(desk);
    clerk.see("Đăng nhập").type_text(PASSPHRASE).press("enter").see("Tất cả (");
    clerk
}

/// One stretch of a day: everything a clerk does, two acts on record, a draft thrown away, a lock and its PIN.
fn stretch(clerk: &mut Clerk, round: u64) {
    clerk.press("home");
    look_through(clerk);
    // Searching, a file, its history, why that date.
    clerk.press("/ t r u o n g esc");
    clerk.press("enter").see("Chủ hồ sơ").press("end home H").see("Lịch sử hồ sơ").press("esc w");
    clerk.see("Vì sao hẹn").press("esc esc").see("Tất cả (");
    // The report and the late view, the palette, the printing room.
    clerk.press("3").see("Theo mức độ").press("end home >").press("<").see("Theo mức độ");
    clerk.press("4").see("Trễ hẹn (").press("j v v v v 1").see("Tất cả (");
    clerk.press(":").see("Lệnh").type_text("khoa").press("esc p").see("Chọn mẫu").press("enter");
    clerk.see("Xem trước khi in").press("esc");
    // Somebody asks in between: what was typed is thrown away.
    clerk.press("m").type_text("cong dan hoi lai ve ngay hen tra").press("esc esc").see("Tất cả (");
    let name = format!("Ly {round:06}");
    clerk.press("n").type_text("buu").press("enter tab tab").type_text(&name);
    clerk.press("ctrl-o").see("Còn thiếu").press("*").see("✓").press("ctrl-o");
    clerk.see(&format!("Đã ghi. {name}"));
    clerk.press("m").type_text("da goi dien").press("ctrl-o").see("Đã ghi: Ghi chú");
    // A lock, and back by the PIN.
    clerk.press("ctrl-x k").see("Mã PIN").type_text(PIN).press("enter").see("Tất cả (");
}

/// Ten rows down and back, each key with its frame.
fn look_through(clerk: &mut Clerk) {
    (0..10).for_each(|_| clerk.step(b"j", (0, 1)));
    (0..10).for_each(|_| clerk.step(b"k", (0, -1)));
}

/// What a value grows by with each unit, judged by the middle of the slopes of all pairs: spikes and saw teeth do not
/// bend it.
fn slope(series: &[(f64, f64)]) -> f64 {
    let mut slopes = Vec::new();
    for (at, one) in series.iter().enumerate() {
        for other in &series[at + 1..] {
            slopes.push((other.1 - one.1) / (other.0 - one.0));
        }
    }
    slopes.sort_by(f64::total_cmp);
    slopes[slopes.len() / 2]
}

fn percentile(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

#[test]
fn a_leak_is_told_from_memory_that_only_breathes() {
    // One sample a minute for two hours; a saw of 3 MiB and a step in the middle of the first quarter.
    let series = |per_hour: f64| -> Vec<(f64, f64)> {
        let mut chance = Chance::new(7);
        let saw = |minute: u64| f64::from((minute % 7) as u32) * 450.0;
        (0..120)
            .map(|minute| {
                let noise = chance.below(400) as f64;
                let hours = f64::from(minute as u32) / 60.0;
                (hours, 60_000.0 + per_hour * hours + saw(minute) + noise)
            })
            .collect()
    };
    assert!(slope(&series(0.0)) < PER_HOUR / 2.0, "{}", slope(&series(0.0)));
    assert!(slope(&series(2.0 * PER_HOUR)) > PER_HOUR, "{}", slope(&series(2.0 * PER_HOUR)));
}

/// What was seen of a process while it was soaked.
#[derive(Default)]
struct Seen {
    /// Hours at a clerk's pace, and KiB.
    memory: Vec<(f64, f64)>,
    files: Vec<usize>,
    /// Key to frame, round by round.
    frames: Vec<Vec<Duration>>,
}

impl Seen {
    fn look(&mut self, clerk: &mut Clerk, process: &Process) {
        self.memory.push((clerk.keys as f64 / HOUR, process.resident() as f64));
        self.files.extend(process.open_files());
        self.frames.push(clerk.frames.split_off(0));
    }

    fn tell(&self, keys: u64) {
        let part = self.frames.len().div_ceil(6);
        let first = self.frames[..part].concat();
        let last = self.frames[self.frames.len() - part..].concat();
        println!(
            "{keys} keys: {} to {} KiB, slope {:.0} KiB an hour of keys; files {:?}; key to frame p50 {:?} and {:?}, \
             p99 {:?} and {:?} in the first and last sixth",
            self.memory[0].1,
            self.memory[self.memory.len() - 1].1,
            slope(&self.memory),
            self.files.last(),
            percentile(first.clone(), 50),
            percentile(last.clone(), 50),
            percentile(first, 99),
            percentile(last, 99),
        );
    }
}

/// The soaked program and a fresh one at a copy of its desk, in random order: p99 of both.
fn beside_a_fresh_one(old: &mut Clerk, desk: &Path) -> (Duration, Duration) {
    let home = tempfile::tempdir().unwrap();
    copy(desk, home.path());
    let mut fresh = come_in(home.path());
    old.frames.clear();
    let mut chance = Chance::new(15);
    for clerk in [&mut *old, &mut fresh] {
        clerk.keep_pace(None);
        clerk.press("home");
        look_through(clerk);
        clerk.frames.clear();
    }
    for _ in 0..SIDE_BY_SIDE {
        let mut both = [&mut *old, &mut fresh];
        if chance.one_in(2) {
            both.reverse();
        }
        for clerk in both {
            clerk.step(b"j", (0, 1));
            clerk.step(b"k", (0, -1));
        }
    }
    fresh.press("ctrl-x").send(b"q");
    assert!(fresh.terminal.child.wait().unwrap().success());
    (percentile(old.frames.split_off(0), 99), percentile(fresh.frames, 99))
}

#[test]
fn soak() {
    let minutes: Option<u64> = std::env::var("MOTCUA_SOAK_MINUTES").ok().and_then(|text| text.parse().ok());
    let office = office();
    let mut clerk = come_in(office.path());
    clerk.press("ctrl-x i").type_text(PIN).press("enter").type_text(PIN).press("ctrl-o").see("Đã đặt mã PIN");
    let process = Process(clerk.terminal.child.process_id().unwrap().to_string());
    clerk.keep_pace(minutes.map(|_| PACE));
    let until = minutes.map(|minutes| Instant::now() + Duration::from_secs(60 * minutes));
    let last = WARM_UP + rounds(4);
    let (mut round, mut seen) = (0, Seen::default());
    while until.map_or(round < last, |until| round < last || Instant::now() < until) {
        stretch(&mut clerk, round);
        round += 1;
        match round {
            ..=WARM_UP => clerk.frames.clear(),
            _ => seen.look(&mut clerk, &process),
        }
        if round % 25 == 0 {
            seen.tell(clerk.keys);
        }
    }
    seen.tell(clerk.keys);
    if tools::is_measured(!seen.files.is_empty(), "a look at the open files of a closed process") {
        assert!(seen.files.iter().all(|count| *count == seen.files[0]), "{:?}", seen.files);
    }
    let (first, last) = seen.memory.split_at(seen.memory.len() / 2);
    let low = |part: &[(f64, f64)]| part.iter().map(|(_, held)| *held).fold(f64::MAX, f64::min);
    let (growth, bar) =
        if minutes.is_some() { (slope(&seen.memory), PER_HOUR) } else { (low(last) - low(first), IN_SHORT) };
    if minutes.is_some() {
        let (old, fresh) = beside_a_fresh_one(&mut clerk, office.path());
        println!("p99 key to frame after {} keys {old:?}, of a fresh start {fresh:?}", clerk.keys);
        assert!(old.as_secs_f64() <= fresh.as_secs_f64() * 1.2, "{old:?} against {fresh:?}");
    }
    assert!(growth <= bar, "{growth} KiB more: {:?}", seen.memory);
    clerk.press("ctrl-x").send(b"q");
    assert!(clerk.terminal.child.wait().unwrap().success());
    let keys = crate::support::sealed::unlock(office.path(), "quan.dv", PASSPHRASE).unwrap();
    let found = check_with(office.path(), &holder(), Some(keys)).unwrap();
    assert_eq!(found.verdict(), Verdict::Sound, "{:?}", found.findings);
    assert_eq!(found.cases, 1_097 + round, "every file that was received is there");
}
