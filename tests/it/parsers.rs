//! Every reader of bytes from outside, fed what nobody wrote: it may refuse, it may not panic, hang or grow.
//!
//! The readers are those of `tests/fuzz`, where cargo-fuzz runs the same functions guided by coverage. Here they get
//! what that found (`tests/fuzz/corpus`), and seeds of the real writers mutated by flips, cuts, copies and splices, so
//! that each `cargo test` looks again. `MOTCUA_ROUNDS` sets how many mutations per reader; `MOTCUA_SEEDS` names a folder
//! the seeds are written to, for cargo-fuzz to begin with.

#[path = "../fuzz/src/lib.rs"]
mod readers;

use crate::support::desks::{closed, holder};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::bundle::{Item, Kind, Manifest, Point};
use motcua::desk::{back_up, check, verify_backup};
use motcua::seal::{Card, Key, KeyTable, OfficeKeys, Suite};
use readers::{READERS, stick};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// No single input may take longer.
const SLOWEST: Duration = Duration::from_secs(5);

/// One mutation of some bytes.
fn mutate(chance: &mut Chance, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        let at = chance.below(length);
        match chance.below(8) {
            0 => bytes[at] ^= 1 << chance.below(8),
            1 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff, 0x1b, b'\n', b'"'][chance.below(8)],
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..(at + 1 + chance.below(16)).min(length))),
            4 => bytes.splice(at..at, other.iter().copied().skip(at).take(32)).for_each(drop),
            5 => bytes.iter_mut().skip(at).take(8).for_each(|byte| *byte = 0xff),
            6 => {
                let part: Vec<u8> = bytes[at..].iter().copied().take(64).collect();
                bytes.extend(part);
            }
            _ => bytes.iter_mut().skip(at).take(4).for_each(|byte| *byte = chance.below(256) as u8),
        }
    }
    bytes
}

fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

/// Feeds a reader its seeds, its corpus, and so many mutations.
#[allow(clippy::print_stdout, reason = "the figures of a long run")]
fn fuzz(name: &str, usual: u64, mut read: impl FnMut(&[u8])) {
    let mut all: Vec<Vec<u8>> = SEEDS.get(name).cloned().unwrap_or_default();
    if let Some(folder) = std::env::var_os("MOTCUA_SEEDS") {
        let folder = Path::new(&folder).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (at, seed) in all.iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{at}")), seed).unwrap();
        }
    }
    all.extend(corpus(name).into_iter().map(|(_, bytes)| bytes));
    assert!(!all.is_empty(), "{name} has seeds");
    let mut chance = Chance::new(name.len() as u64);
    let (began, mut slowest) = (Instant::now(), Duration::ZERO);
    for seed in &all {
        read(seed);
    }
    let times = rounds(usual);
    for _ in 0..times {
        let (seed, other) = (&all[chance.below(all.len())], &all[chance.below(all.len())]);
        let bytes = mutate(&mut chance, seed, other);
        let before = Instant::now();
        read(&bytes);
        slowest = slowest.max(before.elapsed());
    }
    println!("{name}: {times} mutations of {} in {:?}, slowest {slowest:?}", all.len(), began.elapsed());
    assert!(slowest < SLOWEST, "{name}: one took {slowest:?}");
}

/// The same for the shared readers of these names.
fn fuzz_all(names: &[(&str, u64)]) {
    for (name, usual) in names {
        fuzz(name, *usual, |bytes| readers::read(name, bytes));
    }
}

/// What the real writers write, by reader; made once.
static SEEDS: LazyLock<BTreeMap<&str, Vec<Vec<u8>>>> = LazyLock::new(|| {
    let mut seeds = own_files();
    seeds.extend(carried());
    seeds.extend(written_by_hand());
    seeds
});

fn own_files() -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let dir = closed(6);
    let file = |path: &str| std::fs::read(dir.path().join(path)).unwrap();
    let journal = dir.path().join("journal");
    let segment = std::fs::read_dir(&journal).unwrap().map(|entry| entry.unwrap().path());
    let segment =
        segment.into_iter().find(|path| path.extension().is_some_and(|end| end == "journal")).unwrap();
    let bodies = motcua::journal::Reader::new(motcua::journal::disk::RealDisk, &journal);
    let bodies = bodies.frames(1).unwrap().filter_map(|frame| Some(frame.ok()?.body)).collect();
    let backup = dir.path().join("b.backup");
    back_up(dir.path(), &backup).unwrap();
    let table = dir.path().join("keys.table");
    let mut keys = KeyTable::create(&table, [4; 16], Suite::default(), &Key::of([1; 32])).unwrap();
    keys.take().unwrap();
    keys.give_back().unwrap();
    BTreeMap::from([
        ("journal", vec![std::fs::read(segment).unwrap()]),
        ("snapshot", vec![file("projection.snapshot")]),
        ("body", bodies),
        ("backup", vec![file("b.backup")]),
        ("table", vec![file("keys.table")]),
        ("tries", vec![br#"{"failed":{"a":3}}"#.to_vec()]),
        ("line", vec![b"000123 ABCDE-FGHJK-MNPQR-STVWX-YZ012".to_vec()]),
        ("half", vec![b"041GR-40R40-M30E2".to_vec()]),
    ])
}

/// The items of the bundle that is bent here, and its list.
fn listed(sender: &OfficeKeys, receiver: &Card, long: usize) -> (Vec<Vec<u8>>, Manifest) {
    let items = vec![b"mot".to_vec(), vec![7; long]];
    let item = |(at, bytes): (usize, &Vec<u8>)| Item {
        kind: Kind::Case,
        name: format!("{at:032x}"),
        bytes: bytes.len() as u64,
        hash: *blake3::hash(bytes).as_bytes(),
    };
    let from = sender.card("UBND xã", "H38.12");
    let manifest = Manifest {
        id: [1; 16],
        from: from.id,
        from_name: from.name,
        to: receiver.id,
        to_key: receiver.open,
        number: 1,
        previous: [0; 32],
        head: Point::default(),
        earlier: vec![Point::default()],
        seen: None,
        created: 0,
        items: items.iter().enumerate().map(item).collect(),
    };
    (items, manifest)
}

fn carried() -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let (sender, receiver) = (stick::office(1), stick::office(2));
    let card = receiver.card("UBND huyện", "H38");
    let (items, manifest) = listed(&sender, &card, 70_000);
    let sealed = motcua::bundle::write(Vec::new(), Suite::default(), &sender, &manifest, &items).unwrap();
    let (items, manifest) = listed(&sender, &card, 300);
    let list = manifest.bytes();
    let inside = [&(list.len() as u32).to_be_bytes()[..], &list, &items.concat()].concat();
    let dir = tempfile::tempdir().unwrap();
    OfficeKeys::read_or_make(dir.path(), None).unwrap();
    BTreeMap::from([
        ("bundle", vec![sealed]),
        ("bundle_inside", vec![inside]),
        ("manifest", vec![list]),
        ("card", vec![sender.card_file("UBND xã", "H38.12").unwrap()]),
        ("exchange", vec![std::fs::read(dir.path().join(motcua::seal::office::FILE)).unwrap()]),
    ])
}

fn written_by_hand() -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let read = |path: &str| std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let retention = "[[keep]]\nprocedure = \"1.003868\"\nyears = 5\nbasis = \"Danh mục 12\"\n";
    let workbook = {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Mã hồ sơ").unwrap();
        sheet.write_string(1, 0, "H38.12-200710-0001").unwrap();
        book.save_to_buffer().unwrap()
    };
    let list =
        "STT;Mã hồ sơ;Chủ hồ sơ;Ngày tiếp nhận;Trạng thái\n1;H38.12-200710-0001;Lý A Páo;10/07/2020;Đã trả\n";
    BTreeMap::from([
        ("office", vec![read("assets/demo/office.toml")]),
        ("keymap", vec![read("keymaps/default.toml"), b"[keys.any]\n\"x\" = \"help\"\n\"?\" = \"none\"\n".to_vec()]),
        ("theme", vec![read("themes/dark.toml"), read("themes/mono.toml")]),
        (
            "settings",
            vec![
                b"language = \"vi\"\ntheme = \"dark\"\ntyping = \"telex\"\n".to_vec(),
                motcua::config::settings::Settings::default().to_toml().into_bytes(),
            ],
        ),
        (
            "law",
            vec![
                read("assets/procedures/bao-chi.toml"),
                read("assets/calendars/office.toml"),
                read("assets/calendars/vn-national.toml"),
                read("assets/rules/rules.toml"),
                read("assets/rules/reasons.toml"),
                read("assets/rules/periods.toml"),
                retention.as_bytes().to_vec(),
            ],
        ),
        ("form", vec![read("assets/forms/tt01-2018/receipt.toml"), read("assets/forms/tt01-2018/register.toml")]),
        (
            "days",
            vec![
                "date,kind,name\n2026-09-02,off,Quốc khánh\n".as_bytes().to_vec(),
                "date,kind,name,in_place_of\n2026-09-01,make_up,Làm bù,2026-09-03\n".as_bytes().to_vec(),
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260902\r\nDTEND;VALUE=DATE:20260903\r\n\
                 SUMMARY:Quốc khánh\r\nCATEGORIES:holiday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                    .as_bytes()
                    .to_vec(),
            ],
        ),
        ("reconcile", vec![workbook, list.as_bytes().to_vec()]),
        (
            "keys",
            vec![
                b"\x1b[A\x1b[1;5Cabc\r\x7f\x08".to_vec(),
                b"\x1b[200~d\xc3\xa1n\x1b[201~\r".to_vec(),
                "tieengs vieetj\u{300}".as_bytes().to_vec(),
                b"\x1b]52;c;AAAA\x07\x1bP+q\x1b\\\x9b31m".to_vec(),
            ],
        ),
        ("telex", vec![b"nguyeenx ddinhf suwowngf".to_vec(), b"hoa\x08\x08a2 \x0bs\x1bd9".to_vec()]),
    ])
}

/// What cargo-fuzz found worth keeping, and what once broke a reader, each fed once more.
#[test]
fn every_committed_input_is_read_again() {
    for (name, read) in READERS {
        for (path, bytes) in corpus(name) {
            let before = Instant::now();
            read(&bytes);
            assert!(before.elapsed() < SLOWEST, "{} took {:?}", path.display(), before.elapsed());
        }
    }
    let known = |name: &std::ffi::OsStr| READERS.iter().any(|(reader, _)| name == *reader);
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus")).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(known(&name), "no reader is called {}", name.display());
    }
}

/// One list: the readers, the targets of cargo-fuzz, and the groups below.
#[test]
fn every_reader_has_a_target_and_is_mutated_here() {
    let manifest = include_str!("../fuzz/Cargo.toml");
    let here = include_str!("parsers.rs");
    assert_eq!(manifest.matches("[[bin]]").count(), READERS.len());
    for (name, _) in READERS {
        assert!(manifest.contains(&format!("\nname = \"{name}\"\npath = \"targets/{name}.rs\"")), "{name}");
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fuzz/targets/{name}.rs"));
        assert!(std::fs::read_to_string(target).unwrap().contains(&format!("read(\"{name}\", bytes)")));
        let mutated = [format!("(\"{name}\", 1"), format!("(\"{name}\", 2"), format!("(\"{name}\", 3")];
        let more = [format!("(\"{name}\", 4"), format!("(\"{name}\", 5")];
        let is_mutated = mutated.iter().chain(&more).any(|call| here.contains(call.as_str()));
        assert!(is_mutated || here.contains(&format!("fuzz(\"{name}\"")), "{name} is mutated nowhere");
    }
}

#[test]
fn readers_of_our_own_files_refuse_what_nobody_wrote() {
    let dir = closed(6);
    let file = dir.path().join("c.backup");
    let good = SEEDS["backup"][0].clone();
    fuzz("backup", 300, |bytes| {
        std::fs::write(&file, bytes).unwrap();
        assert!(verify_backup(&file).is_err() || bytes == good, "a changed backup passed");
    });
    fuzz_all(&[("journal", 1_000), ("snapshot", 2_000), ("body", 5_000)]);
    // The whole folder is looked over too, with the store beside the journal: slower, and a few times less.
    let segment = dir.path().join("journal").join(motcua::journal::segment_name(1));
    let (good, mut chance) = (std::fs::read(&segment).unwrap(), Chance::new(11));
    for _ in 0..rounds(600) / 10 {
        std::fs::write(&segment, mutate(&mut chance, &good, &good)).unwrap();
        let _ = check(dir.path(), &holder());
    }
}

#[test]
fn readers_of_keys_refuse_what_nobody_wrote() {
    fuzz_all(&[("people", 1_000), ("table", 400), ("tries", 400), ("line", 5_000), ("half", 5_000)]);
}

#[test]
fn readers_of_what_comes_on_a_stick_refuse_what_nobody_wrote() {
    let good = SEEDS["bundle"][0].clone();
    let (known, receiver) = (stick::office(1).card("UBND xã", "H38.12"), stick::office(2));
    fuzz("bundle", 400, |bytes| {
        let read = motcua::bundle::read(
            bytes,
            &receiver,
            &|_: &[u8; 16]| Some(known.clone()),
            &mut |_, _, _| Ok(()),
        );
        assert!(read.is_err() || bytes == good, "a changed bundle passed");
    });
    fuzz_all(&[("bundle_inside", 300), ("manifest", 5_000), ("card", 2_000), ("exchange", 400)]);
}

#[test]
fn readers_of_settings_and_imports_say_what_is_wrong_and_go_on() {
    fuzz_all(&[
        ("office", 300),
        ("keymap", 100),
        ("settings", 1_000),
        ("theme", 150),
        ("law", 150),
        ("form", 150),
        ("days", 1_000),
        ("reconcile", 300),
    ]);
}

#[test]
fn bytes_of_a_terminal_and_letters_of_telex_never_panic_and_never_wait_for_ever() {
    fuzz_all(&[("keys", 5_000), ("telex", 2_000)]);
}
