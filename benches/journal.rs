//! What a durable append costs against the barrier itself.
//!
//! Four arms take turns in random order in one folder: the journal's append; a raw append of the same
//! frame bytes and `fdatasync`, twice (the second is the control: the two raw arms must agree); and the
//! journal's batch of 100 against its single append. Run with `cargo bench --bench journal [FOLDER]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod wiped;

use motcua::journal::disk::{Access, Disk, DiskFile, RealDisk};
use motcua::journal::{DeskId, Journal, Options, check};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const ROUNDS: usize = 2000;
const BODY: usize = 300;
/// Header, body and chain hash of a body of that size, in whole blocks.
const FRAME: usize = 384;

fn main() {
    let parent = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = parent.map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = tempfile::tempdir_in(parent).unwrap();
    let options = Options { desk: DeskId([1; 16]), segment_bytes: 1 << 40 };
    let (mut journal, _) = Journal::open(RealDisk, &folder.path().join("one"), &options, None).unwrap();
    let (mut bulk, _) = Journal::open(RealDisk, &folder.path().join("bulk"), &options, None).unwrap();
    let raw = |name| (RealDisk.open(&folder.path().join(name), Access::Create).unwrap(), 0_u64);
    let (mut one, mut other) = (raw("raw-1"), raw("raw-2"));
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut times: [Vec<Duration>; 4] = Default::default();
    let mut body = vec![0; BODY];
    let frame = vec![0x5a; FRAME];
    for _ in 0..ROUNDS {
        random.fill_bytes(&mut body);
        let batch = vec![&body; 100];
        let mut order = [0, 1, 2, 3];
        for place in (1..order.len()).rev() {
            order.swap(place, random.next_u64() as usize % (place + 1));
        }
        for arm in order {
            let start = Instant::now();
            match arm {
                0 => {
                    black_box(journal.append(&body).unwrap());
                }
                1 | 2 => {
                    let (file, end) = if arm == 1 { &mut one } else { &mut other };
                    file.write_at(*end, &frame).unwrap();
                    file.sync().unwrap();
                    *end += FRAME as u64;
                }
                _ => {
                    black_box(bulk.append_all(&batch).unwrap());
                }
            }
            times[arm].push(start.elapsed());
        }
    }
    let [p50, p95] = [50, 95].map(|percent| {
        times.clone().map(|mut arm| {
            arm.sort_unstable();
            arm[arm.len() * percent / 100].as_secs_f64() * 1e6
        })
    });
    println!("{ROUNDS} rounds, bodies of {BODY} bytes; microseconds");
    for (name, arm) in [("journal", 0), ("raw", 1), ("raw again", 2), ("journal, batch of 100", 3)] {
        println!("{name:>22}: p50 {:9.1}  p95 {:9.1}", p50[arm], p95[arm]);
    }
    println!("journal / raw: p50 {:.3}, p95 {:.3}", p50[0] / p50[1], p95[0] / p95[1]);
    println!("raw again / raw (control): p50 {:.3}, p95 {:.3}", p50[2] / p50[1], p95[2] / p95[1]);
    println!("batch of 100 / single: p50 {:.3}", p50[3] / p50[0]);
    read_back(&folder.path().join("bulk"), &options);
}

/// The cost of opening and of hashing the same bytes once.
fn read_back(dir: &std::path::Path, options: &Options) {
    let start = Instant::now();
    let report = check(RealDisk, dir).unwrap();
    let checked = start.elapsed();
    let start = Instant::now();
    for entry in std::fs::read_dir(dir).unwrap() {
        black_box(blake3::hash(&std::fs::read(entry.unwrap().path()).unwrap()));
    }
    let hashed = start.elapsed();
    let start = Instant::now();
    drop(Journal::open(RealDisk, dir, options, Some(&report.head)).unwrap());
    let resumed = start.elapsed();
    println!(
        "{} frames, {} bytes: check {checked:?}, plain BLAKE3 of the files {hashed:?} (ratio {:.2}), \
         opening at a mark {resumed:?}",
        report.frames,
        report.bytes,
        checked.as_secs_f64() / hashed.as_secs_f64()
    );
}
