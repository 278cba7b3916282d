//! Bits, pages and ends of every file of a desk, plain and sealed: each change is told and located, and all else reads.

use crate::support::decay::Hurt;
use crate::support::desks::{closed, files, holder, morning, open_well, work};
use crate::support::rounds;
use crate::support::sealed::{PASSPHRASE, open_sealed, seal, unlock};
use crate::support::sim_disk::Chance;
use motcua::desk::{Finding, FolderReport, Unlocked, Verdict, check_with, keep, look_over};
use motcua::journal::disk::RealDisk;
use motcua::journal::{Frame, ReadError, Reader};
use motcua::seal::{OfficeKeys, Suite};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const CASES: usize = 24;
/// Bytes before the first slot of the key table, and of a slot.
const TABLE: (u64, u64) = (256, 128);

/// A desk at rest, and all that is known of it from outside.
struct Rested {
    dir: TempDir,
    keys: Option<Unlocked>,
    frames: Vec<Frame>,
    /// Where each frame ends in its segment.
    ends: Vec<u64>,
    /// The slot of each frame's case.
    slots: Vec<Option<u64>>,
}

/// Text that fills several pages, as a long list of an office does.
fn long(name: &str) -> String {
    format!("# {name}, một dòng dài cho đủ trang\n").repeat(400)
}

impl Rested {
    fn new(is_sealed: bool) -> Self {
        let dir = closed(CASES);
        let path = dir.path();
        for name in ["office.toml", "settings.toml", "units.toml", "keymap.toml"] {
            std::fs::write(path.join(name), long(name)).unwrap();
        }
        std::fs::create_dir(path.join("procedures")).unwrap();
        std::fs::write(path.join("procedures/rieng.toml"), long("thủ tục")).unwrap();
        OfficeKeys::read_or_make(path, None).unwrap();
        let mut keys = None;
        if is_sealed {
            seal(path, Suite::XChaCha20Poly1305);
            open_sealed(path, 2).close(None);
            keys = Some(unlock(path, crate::support::office::HEAD, PASSPHRASE).unwrap());
        }
        assert_eq!(look_over(path).unwrap(), [], "nothing is strange where nothing was noted");
        let reader = Reader::new(RealDisk, &path.join("journal"));
        let frames: Vec<Frame> = reader.frames(1).unwrap().map(Result::unwrap).collect();
        let next = frames.iter().skip(1).map(|frame| frame.position.offset);
        let length = std::fs::metadata(path.join("journal/000000000001.journal")).unwrap().len();
        let ends = next.chain([length]).collect();
        let slot = |frame: &Frame| match frame.body.first() {
            Some(1) if is_sealed => {
                Some(u64::from(u32::from_le_bytes(frame.body[17..21].try_into().unwrap())))
            }
            _ => None,
        };
        let slots = frames.iter().map(slot).collect();
        Self { dir, keys, frames, ends, slots }
    }

    fn check(&self) -> FolderReport {
        check_with(self.dir.path(), &holder(), self.keys.clone()).unwrap()
    }

    /// Frames that touch these ranges of the journal.
    fn touched(&self, ranges: &[(u64, u64)]) -> BTreeSet<u64> {
        let frames = self.frames.iter().zip(&self.ends);
        let hit = |frame: &Frame, end: u64| {
            ranges.iter().any(|(from, to)| frame.position.offset < *to && end > *from)
        };
        frames.filter(|(frame, end)| hit(frame, **end)).map(|(frame, _)| frame.sequence()).collect()
    }

    /// Frames whose keys lie in these ranges of the key table.
    fn locked(&self, ranges: &[(u64, u64)]) -> BTreeSet<u64> {
        let (header, size) = TABLE;
        let hit = |slot: u64| {
            let from = header + slot * size;
            ranges.iter().any(|(low, high)| from < *high && from + size > *low)
        };
        let frames = self.frames.iter().zip(&self.slots);
        frames.filter(|(_, slot)| slot.is_some_and(hit)).map(|(frame, _)| frame.sequence()).collect()
    }

    /// Everything but the spoiled frames reads as it was.
    fn assert_others_read(&self, spoiled: &BTreeSet<u64>, what: &str) -> BTreeSet<u64> {
        let reader = Reader::new(RealDisk, &self.dir.path().join("journal"));
        let mut read = BTreeSet::new();
        for found in reader.frames(1).unwrap() {
            match found {
                Ok(frame) => {
                    let known = &self.frames[frame.sequence() as usize - 1];
                    assert_eq!(
                        known.body,
                        frame.body,
                        "{what}: frame {} came back altered",
                        frame.sequence()
                    );
                    read.insert(frame.sequence());
                }
                Err(ReadError::Damage(_)) => {}
                Err(error) => panic!("{what}: {error}"),
            }
        }
        for frame in &self.frames {
            let sequence = frame.sequence();
            assert!(read.contains(&sequence) || spoiled.contains(&sequence), "{what}: {sequence} is lost");
        }
        read
    }
}

/// Frames that findings name.
fn named(report: &FolderReport) -> BTreeSet<u64> {
    let mut named = BTreeSet::new();
    for finding in &report.findings {
        if let Finding::Journal(damage) = finding {
            named.extend(damage.sequence..damage.sequence + damage.frames.max(1));
        }
    }
    named
}

/// What must be said of one spoiled file.
fn assert_told(desk: &Rested, name: &str, ranges: &[(u64, u64)], what: &str) {
    let report = desk.check();
    let what = format!("{what}: {:?}", report.findings);
    let found = |wanted: &dyn Fn(&Finding) -> bool| report.findings.iter().any(wanted);
    let told_of_file = found(&|finding| matches!(finding, Finding::File(changed) if changed.name == name));
    if name.ends_with(".journal") {
        assert_eq!(report.verdict(), Verdict::Damaged, "{what}");
        let touched = desk.touched(ranges);
        let read = desk.assert_others_read(&touched, &what);
        let unread: Vec<_> = touched.difference(&read).collect();
        assert!(unread.iter().all(|frame| named(&report).contains(frame)), "{what}: {unread:?} unnamed");
        // A spoiled header of the segment stands for its first frame; whole frames in a wrong place still read.
        let here = if touched.is_empty() { BTreeSet::from([1]) } else { touched };
        assert!(!named(&report).is_disjoint(&here), "{what}: none of {here:?} is named");
        return;
    }
    desk.assert_others_read(&BTreeSet::new(), &what);
    match name {
        "keys.table" => {
            assert_eq!(report.verdict(), Verdict::Damaged, "{what}");
            if ranges.iter().any(|(from, _)| *from < TABLE.0) {
                assert!(found(&|finding| *finding == Finding::Keys { file: "keys.table" }), "{what}");
            } else {
                let locked = desk.locked(ranges);
                assert_eq!(named(&report), locked, "{what}");
                // Keys made ahead that no case has yet are told as a whole.
                let spare = found(&|finding| *finding == Finding::Keys { file: "keys.table" });
                assert!(!locked.is_empty() || spare, "{what}");
            }
        }
        "keys.json" | "keys.own.json" | "exchange.json" => {
            assert_eq!(report.verdict(), Verdict::Damaged, "{what}");
            assert!(told_of_file, "{what}");
        }
        "projection.snapshot" => {
            assert!(found(&|finding| matches!(finding, Finding::Snapshot { .. })), "{what}");
        }
        "durable.mark" => assert!(found(&|finding| *finding == Finding::Mark), "{what}"),
        _ => assert!(told_of_file, "{what}"),
    }
}

/// Whether a file is one whose every byte counts; the store is disposable and tested by itself, locks say nothing.
fn counts(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name == "desk.lock" || name == "desk.holder");
    !is_lock && !path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("store"))
}

#[test]
fn every_kind_of_damage_to_every_file_of_a_desk_is_told_and_located() {
    let desks = [Rested::new(false), Rested::new(true)];
    let (mut done, mut passed_over) = ([0_u64; 4], 0_u64);
    for round in 0..rounds(36) {
        let mut chance = Chance::new(round);
        let hurt = Hurt::of_round(round);
        let desk = &desks[chance.below(2)];
        assert_eq!(desk.check().findings, [], "round {round}: a false alarm");
        let all: Vec<PathBuf> = files(desk.dir.path()).into_iter().filter(|path| counts(path)).collect();
        // The journal is most of what there is, so it takes half of the blows.
        let journal = all.iter().position(|path| path.extension().is_some_and(|e| e == "journal")).unwrap();
        let path = &all[if chance.one_in(2) { journal } else { chance.below(all.len()) }];
        let before = std::fs::read(path).unwrap();
        let mut bytes = before.clone();
        let Some(ranges) = hurt.spoil(&mut bytes, &mut chance) else {
            passed_over += 1;
            continue;
        };
        std::fs::write(path, bytes).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let within = path.strip_prefix(desk.dir.path()).unwrap().to_string_lossy().replace('\\', "/");
        let name = if within.starts_with("procedures/") { within.as_str() } else { name.as_ref() };
        assert_told(desk, name, &ranges, &format!("round {round}, {hurt:?} of {within} at {ranges:?}"));
        std::fs::write(path, before).unwrap();
        done[hurt as usize] += 1;
    }
    println!("{done:?} bits, zeroed, swapped, cut: all told and located; {passed_over} changed nothing");
}

#[test]
fn what_the_program_writes_itself_is_not_strange_and_what_another_hand_writes_is_told_once() {
    let desk = Rested::new(false);
    let dir = desk.dir.path();
    keep(dir, "settings.toml", b"theme = \"dark\"\n").unwrap();
    assert_eq!(desk.check().findings, []);
    std::fs::write(dir.join("settings.toml"), "theme = \"light\"\n").unwrap();
    std::fs::remove_file(dir.join("units.toml")).unwrap();
    // People write settings themselves, so nothing is damaged, and yet it is said.
    let report = desk.check();
    assert_eq!((report.verdict(), report.findings.len()), (Verdict::Sound, 2), "{:?}", report.findings);
    let told: Vec<String> = look_over(dir).unwrap().into_iter().map(|changed| changed.name).collect();
    assert_eq!(told, ["settings.toml", "units.toml"]);
    assert_eq!(look_over(dir).unwrap(), []);
    assert_eq!(desk.check().findings, []);
    // The teeth: without the list such a change is silent.
    std::fs::remove_file(dir.join("files.sum")).unwrap();
    std::fs::write(dir.join("settings.toml"), "theme = \"mono\"\n").unwrap();
    assert_eq!(desk.check().findings, []);
    // Work goes on all the while.
    let mut desk = open_well(dir, 5);
    work(&mut desk, 1, morning().plus(chrono::TimeDelta::days(1)));
}

#[test]
fn a_sealed_desk_whose_people_are_gone_is_damaged_and_never_taken_for_a_plain_one() {
    let desk = Rested::new(true);
    let dir = desk.dir.path();
    std::fs::remove_file(dir.join("keys.json")).unwrap();
    let report = check_with(dir, &holder(), None).unwrap();
    assert_eq!(report.verdict(), Verdict::Damaged);
    assert_eq!(named(&report).len(), desk.frames.len(), "{:?}", report.findings);
    let opened = crate::support::desks::open(dir, 6);
    assert!(!opened.desk.is_writable(), "{:?}", opened.troubles);
    drop(opened);
    desk.assert_others_read(&BTreeSet::new(), "looked at");
}
