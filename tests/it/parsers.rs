//! Every reader of bytes from outside, fed what nobody wrote: it may refuse, it may not panic, hang or grow.
//!
//! A harness of our own that runs on the stable compiler: seeds from the real writers and from `tests/fuzz`, mutated
//! by flips, cuts, copies and splices. `MOTCUA_ROUNDS` sets how many per reader.

use crate::support::desks::{closed, holder};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::bundle::{Item, Kind, Manifest, Point};
use motcua::config::{document, keymap, office, settings, theme};
use motcua::desk::{back_up, check, verify_backup};
use motcua::exchange::days;
use motcua::input::telex::Composer;
use motcua::journal::disk::RealDisk;
use motcua::runtime::keys::Decoder;
use motcua::seal::recovery::join;
use motcua::seal::sign::read_line;
use motcua::seal::{Card, Key, KeyTable, OfficeKeys, PeopleFile, Suite, tries};
use motcua::store::CaseRecord;
use motcua::store::record::{decode_body, decode_snapshot};
use std::path::Path;
use std::time::{Duration, Instant};

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

/// Feeds a reader its seeds and so many mutations; no single one may take long.
fn fuzz(name: &str, seeds: &[Vec<u8>], usual: u64, mut read: impl FnMut(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name);
    let mut all: Vec<Vec<u8>> = seeds.to_vec();
    if let Ok(entries) = std::fs::read_dir(corpus) {
        all.extend(entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()));
    }
    assert!(!all.is_empty(), "{name} has seeds");
    let mut chance = Chance::new(name.len() as u64);
    let mut slowest = Duration::ZERO;
    for seed in &all {
        read(seed);
    }
    for _ in 0..rounds(usual) {
        let (seed, other) = (&all[chance.below(all.len())], &all[chance.below(all.len())]);
        let bytes = mutate(&mut chance, seed, other);
        let began = Instant::now();
        read(&bytes);
        slowest = slowest.max(began.elapsed());
    }
    assert!(slowest < Duration::from_secs(5), "{name}: one took {slowest:?}");
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn readers_of_our_own_files_refuse_what_nobody_wrote() {
    let dir = closed(6);
    let journal = dir.path().join("journal");
    let segment = std::fs::read_dir(&journal).unwrap().map(|entry| entry.unwrap().path());
    let segment =
        segment.into_iter().find(|path| path.extension().is_some_and(|end| end == "journal")).unwrap();
    let bytes = std::fs::read(&segment).unwrap();
    fuzz("journal", std::slice::from_ref(&bytes), 60, |bytes| {
        std::fs::write(&segment, bytes).unwrap();
        let _ = motcua::journal::check(RealDisk, &journal);
        let _ = check(dir.path(), &holder());
    });
    std::fs::write(&segment, &bytes).unwrap();
    let file = dir.path().join("b.backup");
    back_up(dir.path(), &file).unwrap();
    let backup = std::fs::read(&file).unwrap();
    fuzz("backup", std::slice::from_ref(&backup), 300, |bytes| {
        std::fs::write(&file, bytes).unwrap();
        let read = verify_backup(&file);
        assert!(read.is_err() || bytes == backup.as_slice(), "a changed backup passed");
    });
    let snapshot = std::fs::read(dir.path().join("projection.snapshot")).unwrap();
    fuzz("snapshot", &[snapshot], 2_000, |bytes| drop(decode_snapshot(bytes)));
    let bodies: Vec<Vec<u8>> = motcua::journal::Reader::new(RealDisk, &journal)
        .frames(1)
        .unwrap()
        .filter_map(|frame| Some(frame.ok()?.body))
        .collect();
    fuzz("body", &bodies, 5_000, |bytes| drop(decode_body(bytes)));
    fuzz("record", &bodies, 5_000, |bytes| drop(CaseRecord::decode(bytes)));
}

#[test]
fn readers_of_keys_refuse_what_nobody_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let people = include_bytes!("../fuzz/people/one.json").to_vec();
    fuzz("people", &[people], 1_000, |bytes| drop(PeopleFile::parse(bytes)));
    let path = dir.path().join("keys.table");
    let key = Key::of([1; 32]);
    let mut table = KeyTable::create(&path, [4; 16], Suite::default(), &key).unwrap();
    table.take().unwrap();
    table.give_back().unwrap();
    let good = std::fs::read(&path).unwrap();
    fuzz("table", &[good], 400, |bytes| {
        std::fs::write(&path, bytes).unwrap();
        if let Ok(mut table) = KeyTable::open(&path, [4; 16], &key) {
            (0..3).for_each(|slot| drop(table.key(slot)));
        }
    });
    fuzz("tries", &[br#"{"failed":{"a":3}}"#.to_vec()], 400, |bytes| {
        std::fs::write(dir.path().join(tries::FILE), bytes).unwrap();
        let _ = tries::Tries::open(dir.path(), &["a"]).barred("a", Duration::ZERO);
    });
    fuzz("line", &[b"000123 ABCDE-FGHJK-MNPQR-STVWX-YZ012".to_vec()], 5_000, |bytes| {
        let _ = read_line(&text(bytes));
    });
    fuzz("half", &[b"041GR-40R40-M30E2".to_vec()], 5_000, |bytes| drop(join(&text(bytes), &text(bytes))));
}

#[test]
fn readers_of_what_comes_on_a_stick_refuse_what_nobody_wrote() {
    let keys = |seed: u8| OfficeKeys::of(&Key::of([seed; 32]));
    let (sender, receiver) = (keys(1), keys(2));
    let (from, to) = (sender.card("UBND xã", "H38.12"), receiver.card("UBND huyện", "H38"));
    let items = vec![b"mot".to_vec(), vec![7; 70_000]];
    let item = |(at, bytes): (usize, &Vec<u8>)| Item {
        kind: Kind::Case,
        name: format!("{at:032x}"),
        bytes: bytes.len() as u64,
        hash: *blake3::hash(bytes).as_bytes(),
    };
    let manifest = Manifest {
        id: [1; 16],
        from: from.id,
        from_name: from.name.clone(),
        to: to.id,
        to_key: to.open,
        number: 1,
        previous: [0; 32],
        head: Point::default(),
        earlier: vec![Point::default()],
        seen: None,
        created: 0,
        items: items.iter().enumerate().map(item).collect(),
    };
    let good = motcua::bundle::write(Vec::new(), Suite::default(), &sender, &manifest, &items).unwrap();
    fuzz("bundle", std::slice::from_ref(&good), 400, |bytes| {
        let known = |_: &[u8; 16]| Some(from.clone());
        let read = motcua::bundle::read(bytes, &receiver, &known, &mut |_, _, _| Ok(()));
        assert!(read.is_err() || bytes == good.as_slice(), "a changed bundle passed");
    });
    fuzz("manifest", &[manifest.bytes()], 5_000, |bytes| {
        assert!(Manifest::parse(bytes).map_or(true, |read| read.bytes() == bytes));
    });
    let card = sender.card_file("UBND xã", "H38.12").unwrap();
    fuzz("card", &[card], 2_000, |bytes| drop(Card::parse(bytes)));
    let dir = tempfile::tempdir().unwrap();
    OfficeKeys::read_or_make(dir.path(), None).unwrap();
    let path = dir.path().join(motcua::seal::office::FILE);
    let secret = std::fs::read(&path).unwrap();
    fuzz("exchange", &[secret], 400, |bytes| {
        std::fs::write(&path, bytes).unwrap();
        let _ = OfficeKeys::read(dir.path(), None);
    });
}

#[test]
fn readers_of_settings_and_imports_say_what_is_wrong_and_go_on() {
    let office_text = include_bytes!("../../assets/demo/office.toml").to_vec();
    fuzz("office", &[office_text], 300, |bytes| {
        if let Ok(text) = document::decode("office.toml", bytes) {
            let _ = office::read("office.toml", text);
        }
    });
    let keys = include_bytes!("../../keymaps/default.toml").to_vec();
    fuzz("keymap", &[keys], 150, |bytes| {
        let text = text(bytes);
        let (keymap, _) = keymap::load("default", Some(("keymap.toml", &text)));
        // Whatever the file says, help and the way out stay reachable.
        assert!(!keymap.effective(&[motcua::input::command::Pane::Queue]).is_empty());
    });
    fuzz(
        "settings",
        &[b"language = \"vi\"\ntheme = \"dark\"\ntyping = \"telex\"\n".to_vec()],
        1_000,
        |bytes| {
            let text = text(bytes);
            drop(settings::load(Some(("settings.toml", &text)), &[]));
        },
    );
    let dark = include_bytes!("../../themes/dark.toml").to_vec();
    fuzz("theme", &[dark], 150, |bytes| {
        let text = text(bytes);
        let source = theme::Source { name: "mine", file: "mine.toml", text: &text };
        drop(theme::load("mine", &[source], false));
    });
    fuzz(
        "days",
        &[b"date,kind,name\n2026-09-02,off,Qu\xe1\xbb\x91c kh\xc3\xa1nh\n".to_vec()],
        1_000,
        |bytes| {
            let text = text(bytes);
            drop(days::from_csv(&text, "days.csv"));
            drop(days::from_ics(&text, "days.ics"));
        },
    );
}

#[test]
fn bytes_of_a_terminal_and_letters_of_telex_never_panic_and_never_wait_for_ever() {
    let seeds = [
        b"\x1b[A\x1b[1;5Cabc\r\x7f\x08".to_vec(),
        b"\x1b[200~d\xc3\xa1n\x1b[201~\r".to_vec(),
        "tieengs vieetj\u{300}".as_bytes().to_vec(),
        b"\x1b]52;c;AAAA\x07\x1bP+q\x1b\\\x9b31m".to_vec(),
    ];
    fuzz("keys", &seeds, 5_000, |bytes| {
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        let mut at = Duration::ZERO;
        for part in bytes.chunks(7) {
            decoder.feed(part, at, &mut out);
            at += Duration::from_millis(3);
        }
        // What was begun and not ended is over within its time.
        for _ in 0..4 {
            if let Some(deadline) = decoder.deadline() {
                decoder.tick(deadline.max(at) + Duration::from_millis(1), &mut out);
                at = deadline.max(at) + Duration::from_millis(1);
            }
        }
        assert!(decoder.deadline().is_none(), "waits for ever after {bytes:?}");
    });
    fuzz("telex", &["nguyeenx ddinhf suwowngf".as_bytes().to_vec()], 5_000, |bytes| {
        for method in [motcua::input::telex::Method::Telex, motcua::input::telex::Method::Vni] {
            let mut composer = Composer::new(method);
            for c in text(bytes).chars() {
                let _ = composer.key(c);
                if c == 'z' {
                    let _ = composer.backspace();
                }
            }
            let _ = composer.finish();
        }
    });
}
