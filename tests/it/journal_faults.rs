//! A disk that fails at call N, once or for ever: nothing acknowledged is lost, nothing false is promised.

use crate::support::journals::{bodies, dir, open, options, read_all};
use crate::support::rounds;
use crate::support::sim_disk::{Chance, Fault, SimDisk, SimFile};
use motcua::journal::disk::{Access, Disk, DiskFile};
use motcua::journal::{Journal, ReadOnly, WriteError};
use std::io::{self, ErrorKind};
use std::path::Path;

const SEGMENT: u64 = 900;

/// Working days; returns what was acknowledged, and stops at the first error.
fn work<D: Disk>(disk: &D, days: u64) -> (Vec<Vec<u8>>, Option<Journal<D>>) {
    let mut acknowledged = Vec::new();
    let mut chance = Chance::new(11);
    for _ in 0..days {
        let opened = Journal::open(disk.clone(), &dir(), &options(SEGMENT), None);
        let Ok((mut journal, _)) = opened else { return (acknowledged, None) };
        for _ in 0..4 {
            let batch: Vec<_> = (0..=chance.below(3)).map(|_| chance.body(250)).collect();
            match journal.append_all(&batch) {
                Ok(_) => acknowledged.extend(batch),
                Err(_) => return (acknowledged, Some(journal)),
            }
        }
        drop(journal.close());
    }
    (acknowledged, None)
}

fn assert_kept(disk: &SimDisk, acknowledged: &[Vec<u8>], what: &str) {
    let (journal, opening) = open(disk, SEGMENT);
    assert!(journal.is_writable(), "{what}: {opening:?}");
    let kept = bodies(disk);
    assert!(kept.len() >= acknowledged.len(), "{what}: lost {}", acknowledged.len() - kept.len());
    assert_eq!(kept[..acknowledged.len()], *acknowledged, "{what}");
}

#[test]
fn no_fault_at_any_call_loses_an_acknowledged_frame() {
    let healthy = SimDisk::new();
    let days = rounds(3);
    let (all, _) = work(&healthy, days);
    assert_eq!(bodies(&healthy), all);
    // A failing write leaves half of its bytes, so each kind is a short write too.
    let kinds = [ErrorKind::Other, ErrorKind::StorageFull, ErrorKind::Interrupted, ErrorKind::WriteZero];
    for at in 0..healthy.calls() {
        for (kind, for_ever) in kinds.iter().flat_map(|kind| [(*kind, false), (*kind, true)]) {
            let what = format!("{kind:?} at call {at}, for ever: {for_ever}");
            let disk = SimDisk::new();
            disk.fail(Some(Fault { at, kind, for_ever, power: false }));
            let (mut acknowledged, journal) = work(&disk, days);
            disk.fail(None);
            if let Some(mut journal) = journal {
                let refused = journal.append(b"again");
                let is_refusal = matches!(refused, Err(WriteError::Stopped { .. } | WriteError::ReadOnly(_)));
                assert!(is_refusal, "{what}: {refused:?}");
            }
            for seed in 0..4 {
                let cut = disk.after_power_cut(&mut Chance::new(seed));
                assert_kept(&cut, &acknowledged, &format!("{what}, then power cut {seed}"));
            }
            // The program starts again on the running machine, works on, and then the power goes.
            assert_kept(&disk, &acknowledged, &format!("{what}, then reopened"));
            acknowledged = bodies(&disk);
            let (mut journal, _) = open(&disk, SEGMENT);
            journal.append(b"the day after").unwrap();
            acknowledged.push(b"the day after".to_vec());
            let cut = disk.after_power_cut(&mut Chance::new(at));
            assert_kept(&cut, &acknowledged, &format!("{what}, then reopened, then power cut"));
        }
    }
    println!(
        "{} calls, each failing in {} ways, once and for ever: 0 acknowledged frames lost",
        healthy.calls(),
        kinds.len()
    );
}

/// The mutant: a disk whose barrier is asked again where it failed, and believed.
#[derive(Clone)]
struct AsksAgain(SimDisk);
struct AsksAgainFile(SimFile);

impl Disk for AsksAgain {
    type File = AsksAgainFile;

    fn open(&self, path: &Path, access: Access) -> io::Result<AsksAgainFile> {
        self.0.open(path, access).map(AsksAgainFile)
    }
    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.0.list(dir)
    }
    fn create_dir(&self, dir: &Path) -> io::Result<()> {
        self.0.create_dir(dir)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.0.sync_dir(dir).or_else(|_| self.0.sync_dir(dir))
    }
}

impl DiskFile for AsksAgainFile {
    fn length(&mut self) -> io::Result<u64> {
        self.0.length()
    }
    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.0.read_at(offset, buffer)
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.write_at(offset, bytes)
    }
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.0.cut(length)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync().or_else(|_| self.0.sync())
    }
}

#[test]
fn a_barrier_asked_again_and_believed_loses_frames_and_is_caught() {
    let healthy = SimDisk::new();
    work(&healthy, 3);
    let mut caught = 0;
    for at in 0..healthy.calls() {
        let disk = SimDisk::new();
        disk.fail(Some(Fault { at, kind: ErrorKind::Other, for_ever: false, power: false }));
        let (acknowledged, _) = work(&AsksAgain(disk.clone()), 3);
        disk.fail(None);
        let cut = disk.after_power_cut(&mut Chance::new(at));
        let kept = read_all(&cut, 1).0;
        caught += u64::from(kept.len() < acknowledged.len());
    }
    assert!(caught > 5, "only {caught} caught: the sweep has no teeth");
}

#[test]
fn after_a_failed_barrier_nothing_is_acknowledged_until_reopened() {
    let disk = SimDisk::new();
    let (mut journal, _) = open(&disk, SEGMENT);
    journal.append(b"one").unwrap();
    // The write succeeds, the barrier behind it does not.
    disk.fail(Some(Fault { at: disk.calls() + 1, kind: ErrorKind::Other, for_ever: false, power: false }));
    assert!(matches!(journal.append(b"two"), Err(WriteError::Io(_))));
    for _ in 0..5 {
        let refused = journal.append(b"three");
        assert!(matches!(refused, Err(WriteError::Stopped { kind: ErrorKind::Other })), "{refused:?}");
    }
    assert_eq!(journal.head().sequence, 1);
    let calls = disk.calls();
    assert!(journal.append(b"four").is_err());
    assert_eq!(disk.calls(), calls, "a stopped journal does not touch the disk");
}

#[test]
fn a_full_disk_still_opens_for_reading() {
    let disk = SimDisk::new();
    let (all, _) = work(&disk, 3);
    // An unfinished write waits to be set aside, and there is no room for it.
    let last = disk.files().into_iter().rfind(|(path, _)| path.extension().unwrap() == "journal").unwrap();
    let mut bytes = last.1;
    bytes.extend([0; 700]);
    disk.put(&last.0, bytes);
    let (_, opening) = open(&disk.copy(), SEGMENT);
    assert_eq!(opening.set_aside.unwrap().bytes, 700);
    let full = disk.copy();
    let calls_to_scan = {
        let before = full.calls();
        motcua::journal::check(full.clone(), &dir()).unwrap();
        full.calls() - before
    };
    let at = full.calls() + calls_to_scan + 3;
    full.fail(Some(Fault { at, kind: ErrorKind::StorageFull, for_ever: true, power: false }));
    let (mut journal, opening) = open(&full, SEGMENT);
    assert_eq!(opening.read_only, Some(ReadOnly::Unwritable(ErrorKind::StorageFull)));
    assert!(matches!(journal.append(b"x"), Err(WriteError::ReadOnly(_))));
    full.fail(None);
    assert_eq!(bodies(&full), all);
    assert_kept(&full, &all, "room again");
}
