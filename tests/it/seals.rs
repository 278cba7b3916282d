//! Keys and ciphers by themselves: what opens, what must not, and what guessing costs.

use crate::support::rounds;
use crate::support::sealed::{LIGHT, member};
use crate::support::sim_disk::Chance;
use motcua::domain::role::Role;
use motcua::seal::recovery::{join, split};
use motcua::seal::secret::Key;
use motcua::seal::sign::{Point, is_signed, public, read_line, sign};
use motcua::seal::tries::{Barred, FREE, MOST, Tries, wait_after};
use motcua::seal::{Cost, KeyTable, Keyring, PeopleFile, SealError, Suite, kdf, people, table, tries};
use std::collections::BTreeSet;
use std::time::Duration;
use strum::IntoEnumIterator as _;

fn key(byte: u8) -> Key {
    Key::of([byte; 32])
}

#[test]
fn every_cipher_opens_what_it_sealed_and_nothing_else() {
    for suite in Suite::iter() {
        assert_eq!(Suite::of(suite.number()).unwrap(), suite);
        let sealed = suite.seal(&key(1), b"place", b"Nguyen Thi Hoa").unwrap();
        assert_eq!(sealed.len(), 14 + suite.overhead());
        assert_eq!(suite.open(&key(1), b"place", &sealed).unwrap(), b"Nguyen Thi Hoa");
        assert!(suite.open(&key(2), b"place", &sealed).is_err(), "another key");
        assert!(suite.open(&key(1), b"elsewhere", &sealed).is_err(), "another place");
        for bit in 0..sealed.len() * 8 {
            let mut bent = sealed.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            assert!(suite.open(&key(1), b"place", &bent).is_err(), "{suite:?}: bit {bit}");
        }
        for end in 0..sealed.len() {
            assert!(suite.open(&key(1), b"place", &sealed[..end]).is_err());
        }
        assert_ne!(
            suite.seal(&key(1), b"place", b"x").unwrap(),
            suite.seal(&key(1), b"place", b"x").unwrap()
        );
        for other in Suite::iter().filter(|other| *other != suite) {
            assert!(other.open(&key(1), b"place", &sealed).is_err());
        }
    }
    assert!(matches!(Suite::of(0), Err(SealError::UnknownSuite(0))));
    assert!(matches!(Suite::of(3), Err(SealError::UnknownSuite(3))));
}

/// Published answers, so that a change of library or parameters does not go unseen.
#[test]
fn argon2id_and_xchacha_give_the_published_answers() {
    // argon2id 0x13, m=64 KiB, t=2, p=1, as the reference C library answers.
    const KNOWN: &str = "1a98fba8e6394425c9bdc333a9c750aaf811df070f5fb4a5788e1cf4db5793a1";
    let stretched = kdf::stretch("password", b"somesaltsomesalt", Cost { memory: 64, passes: 2 }).unwrap();
    assert_eq!(stretched.bytes().map(|byte| format!("{byte:02x}")).concat(), KNOWN);
    assert_ne!(
        stretched,
        kdf::stretch("passwore", b"somesaltsomesalt", Cost { memory: 64, passes: 2 }).unwrap()
    );
    assert_ne!(
        stretched,
        kdf::stretch("password", b"somesaltsomesale", Cost { memory: 64, passes: 2 }).unwrap()
    );
    assert_ne!(
        stretched,
        kdf::stretch("password", b"somesaltsomesalt", Cost { memory: 128, passes: 2 }).unwrap()
    );
    // draft-irtf-cfrg-xchacha-03, A.3.1.
    let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let key: Vec<u8> = (0x80..0xa0).collect();
    let aad = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
    let hex = "404142434445464748494a4b4c4d4e4f5051525354555657bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
    let sealed: Vec<u8> = hex
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    let opened = Suite::XChaCha20Poly1305.open(&Key::of(key.try_into().unwrap()), &aad, &sealed).unwrap();
    assert_eq!(opened, plain);
}

#[test]
fn a_passphrase_is_the_same_however_its_letters_are_made_up() {
    let (composed, decomposed) = ("mùa xuân", "mu\u{300}a xua\u{302}n");
    assert_ne!(composed, decomposed);
    let stretch = |words| kdf::stretch(words, &[7; 16], LIGHT).unwrap();
    assert_eq!(stretch(composed), stretch(decomposed));
    let beyond = Cost { memory: u32::MAX, passes: 3 };
    assert!(
        matches!(kdf::stretch("x", &[7; 16], beyond), Err(SealError::Faulty(_))),
        "no file may hang the machine"
    );
}

#[test]
fn calibration_never_goes_below_the_floor_and_stops_at_half_a_second() {
    let fast = kdf::calibrate(|cost| Duration::from_millis(u64::from(cost.memory) / 1024));
    assert_eq!(fast, Cost { memory: 512 << 10, passes: 3 });
    assert_eq!(kdf::calibrate(|_| Duration::from_secs(9)), Cost::FLOOR);
}

#[test]
fn keys_show_nothing_of_themselves() {
    let shown = format!("{:?} {:?}", key(0x41), Keyring::random().unwrap());
    assert!(!shown.contains("65") && !shown.contains("41") && !shown.contains("AAAA"), "{shown}");
}

#[test]
fn the_recovery_key_comes_back_from_both_halves_and_from_nothing_less() {
    for round in 0..rounds(50) {
        let key = Key::of([round as u8; 32]);
        let [one, other] = split(&key).unwrap();
        assert_eq!(join(&one, &other).unwrap(), key);
        assert_eq!(
            join(&other.to_lowercase().replace('-', " "), &one).unwrap(),
            key,
            "in any order and case"
        );
        assert!(join(&one, &one).is_err() && join(&other, &other).is_err());
        let [_, strange] = split(&Key::of([9; 32])).unwrap();
        assert_ne!(join(&one, &strange).unwrap(), key, "half of another pair gives nothing");
        // A misread letter is told.
        let mut letters: Vec<char> = one.chars().collect();
        let at = letters.iter().position(|c| c.is_ascii_alphanumeric() && *c != 'Z').unwrap();
        letters[at] = 'Z';
        assert!(matches!(join(&letters.into_iter().collect::<String>(), &other), Err(SealError::Faulty(_))));
    }
}

#[test]
fn a_line_of_the_day_reads_back_as_people_type_it() {
    let point = Point { desk: [3; 16], sequence: 1_234, head: [5; 32] };
    let line = point.line();
    assert_eq!(read_line(&line), Some((1_234, point.letters())));
    assert_eq!(
        read_line(&line.to_lowercase().replace('-', " ").replace('0', "o")),
        None,
        "the number is a number"
    );
    let (number, letters) = line.split_once(' ').unwrap();
    let typed = format!(" {number} {}", letters.to_lowercase().replace('0', "O").replace('1', "l"));
    assert_eq!(read_line(&typed), Some((1_234, point.letters())));
    assert_eq!(read_line("1234 ABCDE"), None);
    for other in [
        Point { sequence: 1_235, ..point },
        Point { head: [6; 32], ..point },
        Point { desk: [4; 16], ..point },
    ] {
        assert_ne!(other.letters(), point.letters());
    }
    let signature = sign(&key(8), &point);
    assert!(is_signed(&public(&key(8)), &point, &signature));
    assert!(!is_signed(&public(&key(9)), &point, &signature));
    assert!(!is_signed(&public(&key(8)), &Point { sequence: 1, ..point }, &signature));
    for bit in 0..signature.len() * 8 {
        let mut bent = signature.clone();
        bent[bit / 8] ^= 1 << (bit % 8);
        assert!(!is_signed(&public(&key(8)), &point, &bent), "bit {bit}");
    }
}

fn file_of_three() -> (PeopleFile, Keyring) {
    let sealing = PeopleFile::seal([4; 16], Suite::default()).unwrap();
    let (mut file, ring) = (sealing.file, sealing.ring);
    file.put(member("a", Role::DeskHead), &ring, "một hai ba bốn", LIGHT).unwrap();
    file.put(member("b", Role::Handler), &ring.part(true, false), "năm sáu bảy tám", LIGHT).unwrap();
    file.put(member("c", Role::Administrator), &ring.part(false, false), "chín mười", LIGHT).unwrap();
    (file, ring)
}

#[test]
fn everybody_opens_their_own_keys_and_nobody_elses() {
    let dir = tempfile::tempdir().unwrap();
    let (mut file, ring) = file_of_three();
    file.write(dir.path(), &ring).unwrap();
    let file = PeopleFile::read(dir.path()).unwrap().unwrap();
    assert_eq!(file.unlock("a", "một hai ba bốn").unwrap(), ring);
    let handler = file.unlock("b", "năm sáu bảy tám").unwrap();
    assert!(handler.case == ring.case && handler.sign.is_none());
    assert_eq!(file.unlock("c", "chín mười").unwrap(), Keyring::default(), "no key to content");
    for (who, words) in
        [("a", "năm sáu bảy tám"), ("b", "một hai ba bốn"), ("a", ""), ("nobody", "một hai ba bốn")]
    {
        let told = file.unlock(who, words).unwrap_err();
        assert!(matches!(told, SealError::DoesNotOpen), "{who}: the same answer whoever it is");
    }
}

#[test]
fn a_people_file_that_was_touched_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (mut file, ring) = file_of_three();
    file.write(dir.path(), &ring).unwrap();
    let path = dir.path().join(people::FILE);
    let good = std::fs::read_to_string(&path).unwrap();
    assert!(PeopleFile::parse(good.as_bytes()).is_ok());
    let touched = [
        good.replace("\"handler\"", "\"desk-head\""),
        good.replace("\"administrator\"", "\"handler\""),
        good.replace("\"version\": 1", "\"version\": 2"),
        good.replace("Người a", "Người b"),
        good.replace("\"epoch\": 1", "\"epoch\": 2"),
        good.replace("\"format\": 3", "\"format\": 2"),
    ];
    for text in touched {
        assert_ne!(text, good);
        assert!(PeopleFile::parse(text.as_bytes()).is_err());
    }
    // Whoever signs anew with a key of their own has keys of their own, and no others: even then the keys of
    // others are bound to person, role, desk and key.
    let value: serde_json::Value = serde_json::from_str(&good).unwrap();
    let wrapped = |at: usize| value["people"][at]["ring"].as_str().unwrap().to_owned();
    let swapped = good.replace(&wrapped(0), "@").replace(&wrapped(1), &wrapped(0)).replace('@', &wrapped(1));
    assert!(PeopleFile::parse(swapped.as_bytes()).is_err());
    let mut chance = Chance::new(7);
    for _ in 0..rounds(300) {
        let mut bytes = good.clone().into_bytes();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        if PeopleFile::parse(&bytes).is_ok() {
            // Blanks between the words of the file mean nothing.
            std::fs::write(&path, &bytes).unwrap();
            let read = PeopleFile::read(dir.path()).unwrap().unwrap();
            assert_eq!(read.unlock("a", "một hai ba bốn").unwrap(), ring);
        }
    }
}

#[test]
fn everybody_changes_their_own_passphrase_and_nobody_elses() {
    let dir = tempfile::tempdir().unwrap();
    let (mut file, ring) = file_of_three();
    file.write(dir.path(), &ring).unwrap();
    let signed = std::fs::read(dir.path().join(people::FILE)).unwrap();
    let own = dir.path().join(people::OWN);
    let before = std::fs::read_to_string(&own).unwrap();
    let read = || PeopleFile::read(dir.path()).unwrap().unwrap();
    let mut file = read();
    let change = |file: &mut PeopleFile, who: &str, old: &str, new: &str| {
        file.change_passphrase(dir.path(), who, (old, new), LIGHT)
    };
    assert!(matches!(change(&mut file, "b", "một hai ba bốn", "x"), Err(SealError::DoesNotOpen)));
    assert!(matches!(change(&mut file, "nobody", "x", "y"), Err(SealError::NoKey)));
    let number = change(&mut file, "b", "năm sáu bảy tám", "tám bảy sáu năm").unwrap();
    assert_eq!((number, read().own_number("b"), read().own_number("a")), (2, 2, 1));
    assert!(read().unlock("b", "năm sáu bảy tám").is_err());
    assert_eq!(read().unlock("b", "tám bảy sáu năm").unwrap(), ring.part(true, false));
    assert_eq!(read().unlock("a", "một hai ba bốn").unwrap(), ring, "the others go on as they were");
    assert_eq!(std::fs::read(dir.path().join(people::FILE)).unwrap(), signed, "what is signed is untouched");
    // Nobody puts a passphrase of theirs in another's place: the part is signed with the other's seed.
    let after = std::fs::read_to_string(&own).unwrap();
    let mut parts: serde_json::Value = serde_json::from_str(&after).unwrap();
    let at = |id: &str, parts: &serde_json::Value| {
        parts.as_array().unwrap().iter().position(|part| part["id"] == id).unwrap()
    };
    let (a, b) = (at("a", &parts), at("b", &parts));
    let mut stolen = parts[b].clone();
    stolen["id"] = "a".into();
    parts[a] = stolen;
    std::fs::write(&own, parts.to_string()).unwrap();
    for words in ["tám bảy sáu năm", "một hai ba bốn"] {
        assert!(matches!(read().unlock("a", words), Err(SealError::DoesNotOpen)), "{words}");
    }
    // Every changed letter of it opens nothing else; a file that is gone opens nothing at all.
    let mut chance = Chance::new(9);
    for _ in 0..rounds(300) {
        let mut bytes = after.clone().into_bytes();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        std::fs::write(&own, &bytes).unwrap();
        if let Ok(opened) = read().unlock("b", "tám bảy sáu năm") {
            assert_eq!(opened, ring.part(true, false));
        }
    }
    std::fs::remove_file(&own).unwrap();
    assert!(read().unlock("b", "tám bảy sáu năm").is_err());
    // An older part comes back with its passphrase: that is what the chain remembers numbers for.
    std::fs::write(&own, before).unwrap();
    assert!(read().unlock("b", "năm sáu bảy tám").is_ok() && read().own_number("b") == 1);
}

#[test]
fn only_whoever_holds_the_signing_key_writes_the_people_file() {
    let dir = tempfile::tempdir().unwrap();
    let (mut file, ring) = file_of_three();
    for part in [ring.part(true, false), ring.part(false, false), Keyring::random().unwrap()] {
        assert!(matches!(file.write(dir.path(), &part), Err(SealError::NoKey)));
    }
    assert!(PeopleFile::read(dir.path()).unwrap().is_none());
    file.remove("b");
    file.write(dir.path(), &ring).unwrap();
    let read = PeopleFile::read(dir.path()).unwrap().unwrap();
    assert!(read.unlock("b", "năm sáu bảy tám").is_err() && read.members().count() == 2);
}

#[test]
fn the_key_table_keeps_every_key_through_reopening_and_gives_none_twice() {
    for suite in Suite::iter() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(table::FILE);
        let mut made = KeyTable::create(&path, [4; 16], suite, &key(1)).unwrap();
        let mut keys = Vec::new();
        for _ in 0..300 {
            keys.push(made.take().unwrap());
        }
        drop(made);
        let mut again = KeyTable::open(&path, [4; 16], &key(1)).unwrap();
        keys.push(again.take().unwrap());
        again.give_back().unwrap();
        let mut again = KeyTable::open(&path, [4; 16], &key(1)).unwrap();
        keys.push(again.take().unwrap());
        let slots: BTreeSet<u32> = keys.iter().map(|(slot, _)| *slot).collect();
        assert_eq!(slots.len(), keys.len(), "{suite:?}");
        for (slot, key) in &keys {
            assert_eq!(again.key(*slot).unwrap(), *key);
        }
        assert!(KeyTable::open(&path, [4; 16], &key(2)).is_err(), "another key");
        assert!(KeyTable::open(&path, [5; 16], &key(1)).is_err(), "another desk");
        let good = std::fs::read(&path).unwrap();
        for at in 0..256 {
            let mut bytes = good.clone();
            bytes[at] ^= 4;
            std::fs::write(&path, &bytes).unwrap();
            assert!(KeyTable::open(&path, [4; 16], &key(1)).is_err(), "byte {at} of the header");
        }
        // A slot moved elsewhere opens nothing.
        let mut bytes = good.clone();
        bytes.copy_within(256..384, 384);
        std::fs::write(&path, &bytes).unwrap();
        let mut moved = KeyTable::open(&path, [4; 16], &key(1)).unwrap();
        assert!(moved.key(1).is_err() && moved.key(0).is_ok());
    }
}

#[test]
fn an_erased_key_is_gone_from_the_file_and_the_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(table::FILE);
    let mut made = KeyTable::create(&path, [4; 16], Suite::default(), &key(1)).unwrap();
    let keys: Vec<_> = (0..20).map(|_| made.take().unwrap()).collect();
    let before = std::fs::read(&path).unwrap();
    let gone: BTreeSet<u32> = [3, 7, 19].into();
    made.erase(&key(1), &gone).unwrap();
    made.give_back().unwrap();
    let mut again = KeyTable::open(&path, [4; 16], &key(1)).unwrap();
    for (slot, key) in keys {
        match again.key(slot) {
            Err(SealError::Erased) => assert!(gone.contains(&slot)),
            found => assert!(found.unwrap() == key && !gone.contains(&slot)),
        }
    }
    // Nothing of the old file is in the new one: every key is wrapped anew.
    let after = std::fs::read(&path).unwrap();
    for slot in before[256..].chunks(128).take(20) {
        assert!(!after.windows(32).any(|window| window == &slot[1..33]));
    }
}

#[test]
fn guesses_are_counted_before_they_are_looked_at_and_no_kill_or_clock_gives_one_back() {
    let dir = tempfile::tempdir().unwrap();
    let people = ["a", "b"];
    let mut guessed = 0;
    // Every guess in a process of its own that is killed right after; the clock stands still for it.
    for _ in 0..rounds(200) {
        let mut fresh = Tries::open(dir.path(), &people);
        if fresh.begin("a", true, Duration::ZERO).unwrap().is_ok() {
            guessed += 1;
        }
    }
    assert_eq!(guessed, FREE, "five free guesses, then one must wait");
    // One who waits as told, for ever: the way is closed at a hundred.
    let mut total = guessed;
    for _ in 0..rounds(200) {
        let mut fresh = Tries::open(dir.path(), &people);
        match fresh.barred("a", Duration::ZERO) {
            Some(Barred::Wait(wait)) => {
                assert!(
                    fresh.begin("a", true, wait.saturating_sub(Duration::from_millis(1))).unwrap().is_err()
                );
                assert!(fresh.begin("a", true, wait).unwrap().is_ok());
                total += 1;
            }
            Some(Barred::Closed) => break,
            None => panic!("no wait after {total}"),
        }
    }
    assert_eq!(total, MOST);
    assert_eq!(Tries::open(dir.path(), &people).barred("a", Duration::from_hours(99)), Some(Barred::Closed));
    // Somebody else is not kept out, and success begins anew.
    let mut tries = Tries::open(dir.path(), &people);
    tries.begin("b", true, Duration::ZERO).unwrap().unwrap();
    tries.begin("b", true, Duration::ZERO).unwrap().unwrap();
    assert_eq!(tries.succeeded("b").unwrap(), 1, "one failed before");
    assert_eq!(Tries::open(dir.path(), &people).failed("b"), 0);
    // Strangers share one count, so that names fill no disk.
    for n in 0..20 {
        let _ = Tries::open(dir.path(), &people).begin(&format!("x{n}"), false, Duration::ZERO).unwrap();
    }
    assert_eq!(Tries::open(dir.path(), &people).failed("?"), FREE);
}

#[test]
fn waits_double_from_half_a_minute_to_an_hour() {
    let waits: Vec<u64> = (0..14).map(|failed| wait_after(failed).as_secs()).collect();
    assert_eq!(waits, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
}

#[test]
fn a_count_that_does_not_read_back_gives_nobody_a_free_guess() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(tries::FILE), b"{ }").unwrap();
    let broken = Tries::open(dir.path(), &["a"]);
    assert_eq!(broken.barred("a", Duration::ZERO), Some(Barred::Wait(Duration::from_secs(30))));
}
