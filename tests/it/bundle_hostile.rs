//! Files that say they are bundles, looked at and taken by the real program inside 256 MiB of address space: refused in
//! time, and nothing is written anywhere.
#![cfg(target_os = "linux")]

use crate::bundle_stick::pair;
use crate::support::desks::files;
use crate::support::rounds;
use crate::support::shell::{path, program};
use crate::support::sim_disk::Chance;
use std::fs::OpenOptions;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// KiB the program may have, all of its address space counted.
const MOST_KIB: u64 = 256 << 10;
const LONGEST: Duration = Duration::from_secs(10);

fn inside(kib: u64, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v \"$1\"; shift; exec \"$@\"", "sh", &kib.to_string()]);
    command.arg(program()).args(arguments).output().unwrap()
}

/// Bends a bundle, or makes something that never was one.
fn bend(bundle: &Path, chance: &mut Chance) -> &'static str {
    let good = std::fs::read(bundle).unwrap();
    let mut bytes = good.clone();
    let what = match chance.below(8) {
        0 => {
            bytes.truncate(chance.below(bytes.len()));
            "cut"
        }
        1 => {
            let at = chance.below(bytes.len());
            bytes[at] ^= 1 << chance.below(8);
            "a bit"
        }
        2 => {
            // Where lengths are likely to stand: near the beginning.
            let at = chance.below(bytes.len().min(400));
            let end = (at + 8).min(bytes.len());
            bytes[at..end].fill(0xFF);
            "a length"
        }
        3 => {
            bytes = (0..=chance.below(300_000)).map(|_| chance.below(256) as u8).collect();
            "noise"
        }
        4 => {
            bytes.truncate(16);
            bytes.extend((0..chance.below(200_000)).map(|_| chance.below(256) as u8));
            "noise behind a true beginning"
        }
        5 => {
            bytes.extend_from_slice(&good);
            "twice"
        }
        6 => {
            bytes = b"PK\x03\x04 42.zip ../../../../etc/passwd CON NUL aux. C:\\x"
                .repeat(1 + chance.below(4_000));
            "an archive"
        }
        _ => "a file of a million million bytes",
    };
    let mut file = OpenOptions::new().write(true).truncate(true).open(bundle).unwrap();
    file.write_all(&bytes).unwrap();
    if what == "a file of a million million bytes" {
        file.set_len(1 << 40).unwrap();
        file.seek(SeekFrom::Start(1 << 39)).unwrap();
        file.write_all(b"somewhere").unwrap();
    }
    what
}

#[test]
fn a_thousand_hostile_bundles_take_little_memory_little_time_and_nothing_else() {
    let pair = pair();
    let round = pair.round();
    assert!(round.send().output().unwrap().status.success());
    let bundle = round.bundles().remove(0);
    let good = std::fs::read(&bundle).unwrap();
    let desk = round.place("b");
    let (look, dir) = (["bundle", "look"], ["--json", "--dir"]);
    let arguments = [look[0], look[1], path(&bundle), dir[0], dir[1], path(&desk)];
    let fine = inside(MOST_KIB, &arguments);
    assert!(fine.status.success(), "a good one passes in as much: {}", String::from_utf8_lossy(&fine.stderr));
    assert!(!inside(8 << 10, &arguments).status.success(), "the limit bites");
    let root = round.place("");
    let names = || {
        files(&root).into_iter().filter(|file| !file.to_string_lossy().contains("desk.")).collect::<Vec<_>>()
    };
    let before = names();
    let mut longest = Duration::ZERO;
    let total = rounds(16);
    for seed in 0..total {
        std::fs::write(&bundle, &good).unwrap();
        let what = bend(&bundle, &mut Chance::new(seed));
        for verb in ["look", "take"] {
            let began = Instant::now();
            let mut arguments = vec!["bundle", verb, path(&bundle), "--dir", path(&desk)];
            arguments.extend(if verb == "take" { ["--accept", "AAAA-BBBB"].as_slice() } else { &["--json"] });
            let said = inside(MOST_KIB, &arguments);
            longest = longest.max(began.elapsed());
            // Refused in words: no signal, no panic, no want of memory.
            let text = String::from_utf8_lossy(&said.stderr).into_owned();
            let refused = matches!(said.status.code(), Some(1 | 2)) && !text.contains("panicked");
            assert!(refused, "seed {seed}, {what}, {verb}: {:?} {text}", said.status);
        }
        assert!(longest < LONGEST, "seed {seed}, {what}: {longest:?}");
        assert_eq!(names(), before, "seed {seed}, {what}: something was written");
    }
    println!(
        "{total} hostile bundles looked at and taken in 256 MiB of address space: all refused, {longest:?} at most, nothing written"
    );
}
