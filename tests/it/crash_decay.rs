//! Bits, pages and cut ends of a closed desk, seen through the program: found, located, or mended by itself.
#![cfg(unix)]

use crate::support::crash::{check, closed_desk, copy, files, script, segments, words};
use crate::support::decay::Hurt;
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::journal::Reader;
use motcua::journal::disk::RealDisk;
use std::path::Path;

const ACTS: usize = 40;

/// Spoils a file somewhere in the way of this round and says where; pages that are alike are swapped for nothing.
fn spoil(file: &Path, round: u64, chance: &mut Chance) -> (Hurt, Vec<(u64, u64)>) {
    let mut bytes = std::fs::read(file).unwrap();
    let mut hurt = Hurt::of_round(round);
    let ranges = hurt.spoil(&mut bytes, chance).unwrap_or_else(|| {
        hurt = Hurt::Bit;
        hurt.spoil(&mut bytes, chance).unwrap()
    });
    std::fs::write(file, bytes).unwrap();
    (hurt, ranges)
}

#[test]
fn all_damage_to_the_journal_is_found_and_located_by_check() {
    let (home, sound) = closed_desk(ACTS);
    let frames = Reader::new(RealDisk, &sound.join("journal")).frames(1).unwrap();
    let starts: Vec<u64> = frames.map(|frame| frame.unwrap().position.offset).collect();
    let rounds = rounds(12);
    for round in 0..rounds {
        let mut chance = Chance::new(round);
        let desk = home.path().join(format!("flipped-{round}"));
        copy(&sound, &desk);
        let segment = &segments(&desk)[0];
        let (hurt, ranges) = spoil(segment, round, &mut chance);
        let at = ranges[0].0;
        let (code, report) = check(&desk);
        assert_eq!(
            (code, report["verdict"].as_str()),
            (1, Some("damaged")),
            "round {round}, byte {at}: {report}"
        );
        // The frame that holds the first byte; before the first frame the segment's own header, which stands for
        // the first frame.
        let frame = starts.iter().filter(|start| **start <= at).count().max(1) as u64;
        let located = report["findings"].as_array().unwrap().iter().any(|found| {
            found["kind"] == "journal" && found["segment"] == 1 && found["sequence"].as_u64() == Some(frame)
        });
        assert!(located, "round {round}, {hurt:?}, byte {at}, frame {frame}: {report}");
        // Rows and store vouch for what they have seen; without them the desk is read again as a whole.
        std::fs::remove_file(desk.join("projection.snapshot")).unwrap();
        std::fs::remove_dir_all(desk.join("store")).unwrap();
        let opened = script(&desk, "screen damaged\nkeys m\npaste too-late\nkeys ctrl-o\nscreen refused\n");
        assert_eq!(opened.status.code(), Some(0), "round {round}: {}", words(&opened));
        let said = words(&opened);
        assert!(
            said.contains("CHỈ ĐỌC") && said.contains("Sổ ghi bị hỏng"),
            "round {round}, byte {at}: {said}"
        );
        assert!(!said.contains("saved"), "round {round}: {said}");
        std::fs::remove_dir_all(desk).unwrap();
    }
    println!("{rounds} blows to the journal, all found and located");
}

#[test]
fn after_any_damage_to_the_store_the_desk_opens_whole_and_check_is_content() {
    let (home, sound) = closed_desk(ACTS);
    let rounds = rounds(12);
    for round in 0..rounds {
        let mut chance = Chance::new(round);
        let desk = home.path().join(format!("flipped-{round}"));
        copy(&sound, &desk);
        let mut store = files(&desk.join("store"));
        store.retain(|file| std::fs::metadata(file).is_ok_and(|about| about.len() > 0));
        let file = &store[chance.below(store.len())];
        let damage = spoil(file, round, &mut chance);
        let first = "see \"Tất cả (8)\"\nkeys enter\nsee \"mark-0000001-\"\n";
        let note = "keys g h\nkeys m\npaste after-the-flip\nkeys ctrl-o\n";
        let opened = script(&desk, &format!("clock 2026-11-23T08:00\n{first}{note}"));
        let said = format!("round {round}, {} {damage:?}: {}", file.display(), words(&opened));
        assert_eq!(opened.status.code(), Some(0), "{said}");
        assert_eq!(words(&opened), format!("saved {}\n", ACTS + 1), "{said}");
        let (code, report) = check(&desk);
        assert_eq!((code, report["verdict"].as_str()), (0, Some("sound")), "{said}: {report}");
        assert_eq!(report["cases"], 8, "{said}");
        std::fs::remove_dir_all(desk).unwrap();
    }
    println!("{rounds} blows to the store, the desk whole after each");
}
