//! Data of a later program are refused by name and left as they are; the one migration there is, sealing, ends whole
//! wherever it is killed.

use crate::support::desks::{closed, copy, files, holder, image, image_of, open, setup};
use crate::support::rounds;
use crate::support::sealed::{PASSPHRASE, open_as, unlock};
use crate::support::shell::{code, err, motcua, path, program};
use crate::support::sim_disk::Chance;
use motcua::desk::{Desk, OpenDeskError, Verdict, check_with};
use motcua::journal::OpenError;
use motcua::seal::PeopleFile;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// All bytes of a desk but its lock, which says who came last.
fn all(dir: &Path) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for file in
        files(dir).iter().filter(|file| !file.file_name().unwrap().to_string_lossy().starts_with("desk."))
    {
        hasher.update(file.strip_prefix(dir).unwrap().to_string_lossy().as_bytes());
        hasher.update(&std::fs::read(file).unwrap());
    }
    hasher.finalize()
}

fn segment(dir: &Path) -> PathBuf {
    dir.join("journal/000000000001.journal")
}

/// Writes another version into the first segment, with a header that is whole for whoever knows it.
fn age(dir: &Path, version: u16) {
    let mut bytes = std::fs::read(segment(dir)).unwrap();
    bytes[8..10].copy_from_slice(&version.to_le_bytes());
    let mut hasher = blake3::Hasher::new_derive_key("motcua journal 2026 segment header v1");
    hasher.update(&bytes[..64]).update(&bytes[96..128]);
    bytes[64..96].copy_from_slice(hasher.finalize().as_bytes());
    std::fs::write(segment(dir), bytes).unwrap();
}

#[test]
fn data_of_a_later_program_are_refused_and_left_as_they_are() {
    let sound = closed(4);
    std::fs::write(sound.path().join("office.toml"), include_str!("../../assets/demo/office.toml")).unwrap();
    let total = rounds(6);
    for round in 0..total {
        let mut chance = Chance::new(round);
        let desk = copy(sound.path());
        let version = 2 + chance.below(60_000) as u16;
        age(desk.path(), version);
        // With rows that vouch for what they saw, and without.
        if round % 2 == 0 {
            std::fs::remove_file(desk.path().join("projection.snapshot")).unwrap();
        }
        let before = all(desk.path());
        let opened = Desk::open(desk.path(), setup(round), &mut |_| true).map(|_| ());
        let refused = matches!(&opened, Err(OpenDeskError::Journal(OpenError::Newer { version: found, .. })) if *found == version);
        assert!(refused, "round {round}: {opened:?}");
        for command in [["check"], ["rebuild"]] {
            let said = motcua(&[&command[..], &["--dir", path(desk.path())]].concat());
            let text = err(&said);
            assert_ne!(code(&said), 0, "round {round}, {command:?}");
            assert!(text.contains(&version.to_string()), "round {round}, {command:?}: {text}");
        }
        assert_eq!(all(desk.path()), before, "round {round}: refused and untouched");
    }
    println!("{total} desks of a later program refused by name, their bytes equal");
}

#[test]
fn sealing_killed_at_any_moment_ends_plain_or_sealed_with_every_case() {
    let sound = closed(6);
    let known = image_of(sound.path()).cases;
    let seal = |desk: &Path| {
        let mut command = Command::new(program());
        command.args(["seal", "--dir"]).arg(desk).env("MOTCUA_PASSPHRASE", PASSPHRASE);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    let office = include_str!("../../assets/demo/office.toml").replace("practice = true", "practice = false");
    std::fs::write(sound.path().join("office.toml"), office).unwrap();
    let head = "quan.dv";
    let began = Instant::now();
    let whole = copy(sound.path());
    assert!(seal(whole.path()).wait().unwrap().success());
    let took = began.elapsed();
    let (mut plain, mut sealed) = (0, 0);
    let total = rounds(3);
    for round in 0..total {
        let mut chance = Chance::new(round);
        let desk = copy(sound.path());
        let mut child = seal(desk.path());
        let moment = Instant::now() + took.mul_f64(chance.below(1_150) as f64 / 1_000.0);
        while Instant::now() < moment && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let people = PeopleFile::read(desk.path()).unwrap();
        let cases = if people.is_some() {
            sealed += 1;
            let mut opened = open_as(desk.path(), round, head, PASSPHRASE).unwrap();
            assert!(opened.desk.is_writable(), "round {round}: {:?}", opened.troubles);
            image(&mut opened.desk).cases
        } else {
            plain += 1;
            let mut opened = open(desk.path(), round);
            assert!(opened.desk.is_writable(), "round {round}: {:?}", opened.troubles);
            image(&mut opened.desk).cases
        };
        assert_eq!(cases, known, "round {round}");
        let keys = people.map(|_| unlock(desk.path(), head, PASSPHRASE).unwrap());
        let report = check_with(desk.path(), &holder(), keys).unwrap();
        assert_ne!(report.verdict(), Verdict::Damaged, "round {round}: {:?}", report.findings);
    }
    println!("{total} sealings killed: {plain} ended plain, {sealed} sealed, every case in each");
}
