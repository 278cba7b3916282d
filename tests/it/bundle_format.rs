//! Bundles as bytes: what nobody trusted made is not accepted, and what hurts is refused before it is believed.

use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::bundle::{
    BundleError, Item, Kind, MOST_ITEM, MOST_ITEMS, Manifest, Opened, Point, RESERVED, Seen, is_pack_name,
    read, write,
};
use motcua::seal::parcel::{Opener, Sealer};
use motcua::seal::{Card, Key, OfficeKeys, SealError, Suite};
use std::io::{Read as _, Write as _};
use strum::IntoEnumIterator as _;

fn keys(seed: u8) -> OfficeKeys {
    OfficeKeys::of(&Key::of([seed; 32]))
}

fn card(seed: u8) -> Card {
    keys(seed).card("UBND xã", "H38.12")
}

/// The sender everybody here trusts, and the receiver.
const SENDER: u8 = 1;
const RECEIVER: u8 = 2;

fn items(sizes: &[usize]) -> (Vec<Item>, Vec<Vec<u8>>) {
    let bodies: Vec<Vec<u8>> = sizes
        .iter()
        .enumerate()
        .map(|(at, size)| (0..*size).map(|byte| (byte * 7 + at) as u8).collect())
        .collect();
    let item = |(at, bytes): (usize, &Vec<u8>)| Item {
        kind: Kind::Case,
        name: format!("{at:032x}"),
        bytes: bytes.len() as u64,
        hash: *blake3::hash(bytes).as_bytes(),
    };
    (bodies.iter().enumerate().map(item).collect(), bodies)
}

fn manifest(items: Vec<Item>) -> Manifest {
    Manifest {
        id: [3; 16],
        from: card(SENDER).id,
        from_name: "UBND xã Tả Phìn".to_owned(),
        to: card(RECEIVER).id,
        to_key: card(RECEIVER).open,
        number: 4,
        previous: [5; 32],
        head: Point { sequence: 77, hash: [6; 32] },
        earlier: vec![Point { sequence: 70, hash: [7; 32] }],
        seen: Some(Seen { number: 2, bundle: [8; 32], head: Point { sequence: 9, hash: [9; 32] } }),
        created: 1_594_342_800,
        items,
    }
}

fn bundle(sizes: &[usize]) -> Vec<u8> {
    let (listed, bodies) = items(sizes);
    write(Vec::new(), Suite::default(), &keys(SENDER), &manifest(listed), &bodies).unwrap()
}

/// What is inside a bundle, seen by its receiver.
fn inside(bundle: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    Opener::with(bundle, &keys(RECEIVER)).unwrap().read_to_end(&mut plain).unwrap();
    plain
}

/// Anybody can seal to a receiver: its key is public.
fn resealed(plain: &[u8], to: u8) -> Vec<u8> {
    let mut sealer = Sealer::to(Vec::new(), Suite::default(), &card(to).open).unwrap();
    sealer.write_all(plain).unwrap();
    sealer.finish().unwrap()
}

/// Signed by somebody and sealed, with no check of what is written.
fn forged(manifest: &Manifest, by: u8, payload: &[u8]) -> Vec<u8> {
    let list = manifest.bytes();
    let mut plain = (list.len() as u32).to_be_bytes().to_vec();
    plain.extend_from_slice(&list);
    plain.extend_from_slice(&keys(by).sign_manifest(&list));
    plain.extend_from_slice(payload);
    resealed(&plain, RECEIVER)
}

fn accepted_by(bytes: &[u8], receiver: u8) -> Result<Opened, BundleError> {
    let known = |id: &[u8; 16]| Some(card(SENDER)).filter(|card| card.id == *id);
    read(bytes, &keys(receiver), &known, &mut |_, _, _| Ok(()))
}

fn accepted(bytes: &[u8]) -> Result<Opened, BundleError> {
    accepted_by(bytes, RECEIVER)
}

#[test]
fn a_bundle_reads_back_and_its_bytes_are_the_same_in_both_ciphers() {
    for suite in Suite::iter() {
        for sizes in [&[][..], &[0], &[1, 100], &[65_536 - 700, 65_536, 200_000]] {
            let (listed, bodies) = items(sizes);
            let listed = manifest(listed);
            let bytes = write(Vec::new(), suite, &keys(SENDER), &listed, &bodies).unwrap();
            let mut found = Vec::new();
            let known = |_: &[u8; 16]| Some(card(SENDER));
            let opened = read(bytes.as_slice(), &keys(RECEIVER), &known, &mut |_, _, bytes| {
                found.push(bytes);
                Ok(())
            })
            .unwrap();
            assert_eq!((opened.manifest, found), (listed, bodies), "{suite:?} {sizes:?}");
        }
    }
}

/// One bundle made worse in one of the ways of R22; says which.
fn worse(chance: &mut Chance, good: &[u8], other: &[u8]) -> (&'static str, Vec<u8>) {
    let mut bytes = good.to_vec();
    let at = chance.below(bytes.len());
    let plain = inside(good);
    match chance.below(12) {
        0..=2 => {
            bytes[at] ^= 1 << chance.below(8);
            ("a bit of the file", bytes)
        }
        3 => {
            bytes.truncate(at);
            ("cut off", bytes)
        }
        4 => {
            bytes.extend_from_slice(&good[at..]);
            ("lengthened", bytes)
        }
        5..=7 => {
            let mut plain = plain;
            let at = chance.below(plain.len());
            plain[at] ^= 1 << chance.below(8);
            ("a bit inside, sealed anew", resealed(&plain, RECEIVER))
        }
        8 => {
            let cut = plain.len() - 1 - chance.below(plain.len() - 1);
            ("cut inside, sealed anew", resealed(&plain[..cut], RECEIVER))
        }
        9 => {
            // The list of one bundle over what is in another.
            let length = |plain: &[u8]| 4 + u32::from_be_bytes(*plain.first_chunk().unwrap()) as usize + 64;
            let foreign = inside(other);
            let mixed = [&plain[..length(&plain)], &foreign[length(&foreign)..]].concat();
            ("swapped payloads", resealed(&mixed, RECEIVER))
        }
        10 => {
            let (listed, bodies) = items(&[30, 40]);
            let by = [3, 9, 17][chance.below(3)];
            ("another key", forged(&manifest(listed), by, &bodies.concat()))
        }
        _ => {
            // Blocks of the sealed stream in another order.
            let (first, second) = (97 + chance.below(40), 97 + 65_576 + chance.below(40));
            if bytes.len() > second + 200 {
                let moved: Vec<u8> = bytes[first..first + 200].to_vec();
                bytes.copy_within(second..second + 200, first);
                bytes[second..second + 200].copy_from_slice(&moved);
            } else {
                bytes.swap(0, at.max(1));
                if bytes == good {
                    bytes[0] ^= 1;
                }
            }
            ("blocks exchanged", bytes)
        }
    }
}

#[test]
fn no_bundle_that_was_touched_or_made_by_anybody_else_is_accepted() {
    let (small, large) = (bundle(&[30, 40]), bundle(&[70_000, 90_000, 5]));
    let other = bundle(&[31, 41, 6]);
    assert!(accepted(&small).is_ok() && accepted(&large).is_ok(), "untouched, they are accepted");
    let mut chance = Chance::new(22);
    for round in 0..rounds(1_500) {
        let good = if chance.one_in(20) { &large } else { &small };
        let (way, bytes) = worse(&mut chance, good, &other);
        if bytes != *good {
            assert!(accepted(&bytes).is_err(), "seed 22, round {round}: {way}");
        }
    }
}

#[test]
fn every_byte_of_a_small_bundle_counts() {
    let good = bundle(&[3]);
    for at in 0..good.len() {
        for bit in [0, 7] {
            let mut bytes = good.clone();
            bytes[at] ^= 1 << bit;
            assert!(accepted(&bytes).is_err(), "byte {at}");
        }
        assert!(accepted(&good[..at]).is_err(), "cut at {at}");
    }
    let plain = inside(&good);
    for at in 0..plain.len() {
        let mut bent = plain.clone();
        bent[at] ^= 1;
        assert!(accepted(&resealed(&bent, RECEIVER)).is_err(), "byte {at} inside");
    }
}

#[test]
fn signing_alone_sealing_alone_and_forwarding_prove_nothing() {
    let (listed, bodies) = items(&[30]);
    let plain = inside(&bundle(&[30]));
    assert!(accepted(&plain).is_err(), "signed and not sealed");
    let list = manifest(listed.clone()).bytes();
    let mut unsigned = (list.len() as u32).to_be_bytes().to_vec();
    unsigned.extend_from_slice(&list);
    unsigned.extend_from_slice(&[0; 64]);
    unsigned.extend_from_slice(&bodies.concat());
    assert!(matches!(accepted(&resealed(&unsigned, RECEIVER)), Err(BundleError::Signature)));
    // The receiver seals what it got to a third office, as if it had been meant for that one.
    let forwarded = resealed(&plain, 5);
    assert!(matches!(accepted_by(&forwarded, 5), Err(BundleError::NotForUs)));
    // Whoever is trusted under another key changes nothing: the teeth of the whole test.
    let bent = forged(&manifest(listed), 9, &bodies.concat());
    let wrongly_trusting = |_: &[u8; 16]| Some(card(9));
    assert!(read(bent.as_slice(), &keys(RECEIVER), &wrongly_trusting, &mut |_, _, _| Ok(())).is_ok());
    assert!(matches!(accepted(&bent), Err(BundleError::Signature)));
}

/// Points that have something in common with everybody, and one that is no point.
const SMALL: [[u8; 32]; 4] = {
    let mut one = [0; 32];
    one[0] = 1;
    let mut minus_one = [0xff; 32];
    minus_one[0] = 0xec;
    minus_one[31] = 0x7f;
    [[0; 32], one, minus_one, [0xff; 32]]
};

#[test]
fn keys_of_small_order_open_nothing_and_sign_nothing() {
    for point in SMALL {
        let sealed = Sealer::to(Vec::new(), Suite::default(), &point);
        if point != SMALL[3] {
            assert!(matches!(sealed, Err(SealError::DoesNotOpen)), "{point:?}");
        }
        let mut bytes = bundle(&[30]);
        bytes[33..65].copy_from_slice(&point);
        assert!(accepted(&bytes).is_err());
        let weak = Card { sign: point, ..card(SENDER) };
        let known = move |_: &[u8; 16]| Some(weak.clone());
        for signature in [[0; 64], [1; 64]] {
            let (listed, bodies) = items(&[30]);
            let list = manifest(listed).bytes();
            let mut plain = (list.len() as u32).to_be_bytes().to_vec();
            plain.extend_from_slice(&list);
            plain.extend_from_slice(&signature);
            plain.extend_from_slice(&bodies.concat());
            let bytes = resealed(&plain, RECEIVER);
            assert!(read(bytes.as_slice(), &keys(RECEIVER), &known, &mut |_, _, _| Ok(())).is_err());
        }
    }
}

#[test]
fn names_that_could_leave_a_folder_or_mean_two_files_are_refused() {
    let bad = [
        "",
        "/",
        "../x",
        "a/../b",
        "..",
        ".",
        "/etc/passwd",
        "a//b",
        "a/b/c",
        "C:\\x",
        "c:",
        "x\\y",
        "x.",
        "x.toml",
        "Xa",
        "xA",
        "xã",
        "xa\u{303}",
        "x y",
        " x",
        "x\u{0}",
        "x\n",
        "x\u{202e}",
        "-x",
        "x-",
        "a/con",
        "~",
        "x*",
        "%2e%2e",
        "nul",
        "com1",
    ];
    let good = ["xa", "ta-phin-2020", "tt01-2018/receipt", "a/b"];
    for name in bad.into_iter().chain(RESERVED) {
        assert!(!is_pack_name(name), "{name:?}");
        let item =
            Item { kind: Kind::Forms, name: name.to_owned(), bytes: 0, hash: *blake3::hash(b"").as_bytes() };
        let refused = accepted(&forged(&manifest(vec![item]), SENDER, b""));
        assert!(matches!(refused, Err(BundleError::NotWhole(_))), "{name:?}: {refused:?}");
    }
    for name in good {
        assert!(is_pack_name(name), "{name}");
    }
    // Of all names a pack may have, no two are one on a disk that does not tell capitals or composition apart.
    for name in good {
        assert_eq!(name.to_lowercase(), name);
        assert!(name.is_ascii());
    }
    for kind in Kind::iter() {
        for name in ["0123456789ABCDEF0123456789abcdef", "..", "0"] {
            let item = Item { kind, name: name.to_owned(), bytes: 0, hash: *blake3::hash(b"").as_bytes() };
            let refused = accepted(&forged(&manifest(vec![item]), SENDER, b""));
            let is_pack = kind != Kind::Case && is_pack_name(name);
            assert_eq!(refused.is_err(), !is_pack, "{kind:?} {name}");
        }
    }
}

#[test]
fn sizes_that_lie_are_refused_before_they_are_believed() {
    let empty = *blake3::hash(b"").as_bytes();
    let item =
        |at: usize, bytes: u64| Item { kind: Kind::Case, name: format!("{at:032x}"), bytes, hash: empty };
    let refused = |items: Vec<Item>, payload: &[u8]| accepted(&forged(&manifest(items), SENDER, payload));
    assert!(matches!(refused(vec![item(0, MOST_ITEM + 1)], b""), Err(BundleError::TooLarge(_))));
    assert!(matches!(refused(vec![item(0, u64::MAX)], b""), Err(BundleError::TooLarge(_))));
    let much: Vec<Item> = (0..65).map(|at| item(at, MOST_ITEM)).collect();
    assert!(matches!(refused(much, b""), Err(BundleError::TooLarge("all items"))));
    assert!(matches!(refused(vec![item(0, 10)], b"short"), Err(BundleError::NotWhole(_))));
    assert!(
        matches!(refused(vec![item(0, 0)], b"more"), Err(BundleError::NotWhole(_))),
        "output beyond declared"
    );
    let twice = vec![item(0, 0), item(0, 0)];
    assert!(matches!(refused(twice, b""), Err(BundleError::NotWhole(_))), "two items of one name");
    let many: Vec<Item> = (0..=MOST_ITEMS).map(|at| item(at, 0)).collect();
    assert!(refused(many, b"").is_err(), "a hundred thousand and one");
    // A list that says it has four thousand million bytes, or a million entries.
    let endless = [u32::MAX.to_be_bytes().as_slice(), &[0; 100]].concat();
    assert!(matches!(accepted(&resealed(&endless, RECEIVER)), Err(BundleError::TooLarge(_))));
    let mut list = manifest(Vec::new()).bytes();
    let end = list.len();
    list[end - 4..].copy_from_slice(&1_000_000_u32.to_be_bytes());
    assert!(matches!(Manifest::parse(&list), Err(BundleError::NotWhole(_))));
}

#[test]
fn a_list_has_one_form_of_bytes_and_reads_back_whole() {
    let (listed, _) = items(&[1, 2]);
    let list = manifest(listed).bytes();
    assert_eq!(Manifest::parse(&list).unwrap().bytes(), list);
    insta::assert_snapshot!(
        "bundle_manifest_v1",
        list.chunks(32).fold(String::new(), |mut text, line| {
            for byte in line {
                text.push_str(&format!("{byte:02x}"));
            }
            text.push('\n');
            text
        })
    );
    for end in 0..list.len() {
        assert!(Manifest::parse(&list[..end]).is_err());
    }
    let mut longer = list.clone();
    longer.push(0);
    assert!(Manifest::parse(&longer).is_err());
    let mut chance = Chance::new(21);
    for _ in 0..rounds(2_000) {
        let mut bent = list.clone();
        let at = chance.below(bent.len());
        bent[at] ^= 1 << chance.below(8);
        if let Ok(read) = Manifest::parse(&bent) {
            assert_eq!(read.bytes(), bent, "what reads has no second form");
        }
    }
}

#[test]
fn a_card_is_read_only_as_it_was_made_and_its_fingerprint_covers_all_of_it() {
    let file = keys(4).card_file("UBND xã Tả Phìn", "H38.12").unwrap();
    let card = Card::parse(&file).unwrap();
    assert_eq!(card.fingerprint().split('-').map(str::len).collect::<Vec<_>>(), [5; 8]);
    assert!(card.has_fingerprint(&card.fingerprint().to_lowercase().replace('-', " ")));
    for other in [
        Card { name: "UBND xã Tả Phìn 2".to_owned(), ..card.clone() },
        Card { code: "H38.13".to_owned(), ..card.clone() },
        Card { open: [1; 32], ..card.clone() },
        Card { sign: [1; 32], ..card.clone() },
    ] {
        assert!(!card.has_fingerprint(&other.fingerprint()));
    }
    for at in 0..file.len() {
        let mut bytes = file.clone();
        bytes[at] ^= 1;
        // A changed blank between fields changes nothing that is read.
        assert!(Card::parse(&bytes).is_err() || Card::parse(&bytes).unwrap() == card, "byte {at}");
    }
}
