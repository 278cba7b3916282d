//! Real FAT32 and exFAT, in a file that stands for a stick, through FUSE: no hard links, no rights, names without case,
//! times of two seconds. Bundles and backups go there and come back; the stick is pulled and the program killed.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout)] // says when nothing was measured

use crate::bundle_stick::{Pair, killed, pair};
use crate::support::crash::check;
use crate::support::desks::closed;
use crate::support::rounds;
use crate::support::shell::{code, err, motcua, path};
use crate::support::sim_disk::Chance;
use crate::support::tools::is_measured;
use motcua::desk::{BackupError, back_up, check as check_desk, restore, verify_backup};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a stick is formatted with.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Format {
    Fat32,
    ExFat,
}

/// A stick that is in.
struct Stick {
    format: Format,
    image: PathBuf,
    folder: PathBuf,
    device: Option<String>,
}

fn done(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Format {
    /// Whether its tools are here; with `CI` set they must be.
    fn is_measured(self) -> bool {
        let tools: &[&str] = match self {
            Self::Fat32 => &["mkfs.vfat", "fusefat", "fusermount"],
            Self::ExFat => &["mkfs.exfat", "mount.exfat-fuse", "losetup"],
        };
        let here =
            |tool: &&str| done("sh", &["-c", &format!("command -v {tool} || ls /usr/sbin/{tool}")]).is_some();
        is_measured(tools.iter().all(here), &format!("{self:?}: {tools:?}"))
    }

    /// A new stick, or none where this machine lets nobody put one in.
    fn stick(self, image: &Path, folder: &Path) -> Option<Stick> {
        let file = std::fs::File::create(image).unwrap();
        file.set_len(48 << 20).unwrap();
        let made = match self {
            Self::Fat32 => done("/usr/sbin/mkfs.vfat", &["-F", "32", path(image)]),
            Self::ExFat => done("/usr/sbin/mkfs.exfat", &[path(image)]),
        };
        made.expect("an empty stick");
        self.put_in(image, folder)
    }

    fn put_in(self, image: &Path, folder: &Path) -> Option<Stick> {
        std::fs::create_dir_all(folder).unwrap();
        let (device, mounted) = match self {
            Self::Fat32 => (None, done("fusefat", &["-o", "rw+", path(image), path(folder)])),
            Self::ExFat => {
                let device = done("losetup", &["-f", "--show", path(image)]);
                let mount = |device: &String| done("/usr/sbin/mount.exfat-fuse", &[device, path(folder)]);
                let mounted = device.as_ref().and_then(mount);
                (device, mounted)
            }
        };
        let stick = Stick { format: self, image: image.to_owned(), folder: folder.to_owned(), device };
        if mounted.is_none() {
            println!("NOT MEASURED: this machine lets nobody put a {self:?} stick in");
        }
        mounted.map(|_| stick)
    }
}

impl Stick {
    /// The stick as it is at this moment, pulled without a word, and put in elsewhere.
    fn pulled(&self, image: &Path, folder: &Path) -> Stick {
        std::fs::copy(&self.image, image).unwrap();
        self.format.put_in(image, folder).expect("what went in once goes in again")
    }
}

impl Drop for Stick {
    fn drop(&mut self) {
        let _ =
            done("fusermount", &["-u", path(&self.folder)]).or_else(|| done("umount", &[path(&self.folder)]));
        if let Some(device) = &self.device {
            let _ = done("losetup", &["-d", device]);
        }
    }
}

fn bundles(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "bundle")).collect()
}

fn bundles_go_there_and_come_back(format: Format, pair: &Pair, seed: u64) -> Option<[bool; 2]> {
    let mut chance = Chance::new(seed);
    let round = pair.round();
    let stick = format.stick(&round.place("image"), &round.place("usb"))?;
    let what = format!("{format:?}, round {seed}");
    let mut moment = |at: usize| pair.took[at].mul_f64(chance.below(1_200) as f64 / 1_000.0);
    let sent = killed(round.send(), moment(0));
    {
        let pulled = stick.pulled(&round.place("pulled"), &round.place("elsewhere"));
        for bundle in bundles(&pulled.folder) {
            assert_eq!(round.look(&bundle)["files"]["new"], 40, "{what}: a half bundle under its name");
        }
    }
    assert_eq!(round.cases("a"), 40, "{what}");
    if bundles(&stick.folder).is_empty() {
        let (usb, desk) = (round.place("usb"), round.place("a"));
        let again = motcua(&["bundle", "again", &round.other(), "1", path(&usb), "--dir", path(&desk)]);
        if code(&again) != 0 {
            let sent = round.send().output().unwrap();
            assert_eq!(code(&sent), 0, "{what}: {}", err(&sent));
        }
    }
    let bundle = bundles(&stick.folder).remove(0);
    let taken = killed(round.take(&bundle), moment(1));
    let cases = round.cases("b");
    assert!(cases == 40 || cases == 80, "{what}: {cases} is neither nothing nor all");
    let again = round.take(&bundle).output().unwrap();
    assert_eq!(code(&again), if cases == 80 { 2 } else { 0 }, "{what}: {}", err(&again));
    assert_eq!(round.cases("b"), 80, "{what}");
    Some([sent, taken])
}

#[test]
fn bundles_survive_a_real_stick_that_is_pulled_and_a_program_that_is_killed() {
    let formats: Vec<Format> =
        [Format::Fat32, Format::ExFat].into_iter().filter(|format| format.is_measured()).collect();
    if formats.is_empty() {
        return;
    }
    let pair = pair();
    let total = rounds(1);
    let (mut sent, mut taken) = (0, 0);
    for seed in 0..total {
        for format in &formats {
            let Some([whole, took]) = bundles_go_there_and_come_back(*format, &pair, seed) else { return };
            sent += u64::from(whole);
            taken += u64::from(took);
        }
    }
    println!(
        "{total} rounds on each of {formats:?}: {sent} sendings, {taken} takings ended before the kill; none half"
    );
}

#[test]
fn backups_and_whole_desks_lie_on_a_real_stick() {
    for format in [Format::Fat32, Format::ExFat] {
        if !format.is_measured() {
            continue;
        }
        let home = tempfile::tempdir().unwrap();
        let Some(stick) = format.stick(&home.path().join("image"), &home.path().join("usb")) else {
            continue;
        };
        let desk = closed(3);
        let to = stick.folder.join("2026-11-23.backup");
        for _ in 0..2 {
            // The second goes over the first, as on the same day.
            back_up(desk.path(), &to).unwrap();
        }
        let again = verify_backup(&stick.folder.join("2026-11-23.BACKUP")).unwrap();
        assert_eq!(again, verify_backup(&to).unwrap(), "{format:?}: names without case are one file");
        // Pulled without a word, what was said to be there is there.
        {
            let pulled = stick.pulled(&home.path().join("pulled"), &home.path().join("elsewhere"));
            let bare = home.path().join("bare");
            assert_eq!(
                restore(&pulled.folder.join("2026-11-23.backup"), &bare).unwrap(),
                again,
                "{format:?}"
            );
            assert_eq!(check_desk(&bare, &crate::support::desks::holder()).unwrap().journal.damage, []);
        }
        // A desk is restored there, and worked at: no rights, no links, and a store that is made anew.
        let there = stick.folder.join("desk");
        match restore(&to, &there) {
            Ok(_) => {}
            // A driver that loses what lies in a folder that is renamed is found out, and nobody works at nothing.
            Err(BackupError::NotWhole(why)) => {
                println!("{format:?}: {why}; no desk is worked at on it");
                continue;
            }
            Err(error) => panic!("{format:?}: {error}"),
        }
        let mut opened = crate::support::desks::open_well(&there, 9);
        opened.warm(&mut |_| true).unwrap();
        let later = crate::support::desks::morning().plus(chrono::TimeDelta::days(1));
        crate::support::desks::work(&mut opened, 2, later);
        opened.close(None);
        let (exit, report) = check(&there);
        assert_eq!((exit, report["cases"].as_u64()), (0, Some(5)), "{format:?}: {report}");
    }
}
