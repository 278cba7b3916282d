//! Readers of what is carried about: backups, bundles, cards of other offices, an office's own keys.

use super::in_file;
use motcua::bundle::{Manifest, read};
use motcua::desk::verify_backup;
use motcua::seal::parcel::Sealer;
use motcua::seal::{Card, Key, OfficeKeys, Suite};
use std::io::Write as _;
use std::sync::LazyLock;

/// Sender and receiver of the bundles here.
static OFFICES: LazyLock<[OfficeKeys; 2]> = LazyLock::new(|| [office(1), office(2)]);

/// The keys of an office made of one byte.
pub fn office(seed: u8) -> OfficeKeys {
    OfficeKeys::of(&Key::of([seed; 32]))
}

pub fn backup(bytes: &[u8]) {
    in_file("b.backup", bytes, |path| {
        let _ = verify_backup(path);
    });
}

/// A bundle from outside: without the key of somebody we trust nothing of it may be used.
pub fn bundle(bytes: &[u8]) {
    let [sender, receiver] = &*OFFICES;
    let sender = sender.card("UBND xã", "H38.12");
    let _ = read(bytes, receiver, &|_: &[u8; 16]| Some(sender.clone()), &mut |_, _, _| Ok(()));
}

/// The inside of a bundle that a trusted office has sealed and signed as it stands: a length, a list, items.
pub fn bundle_inside(bytes: &[u8]) {
    let [sender, receiver] = &*OFFICES;
    let (claimed, rest) = bytes
        .split_first_chunk::<4>()
        .map_or((0, bytes), |(length, rest)| (u32::from_be_bytes(*length) as usize, rest));
    let (list, items) = rest.split_at(claimed.min(rest.len()));
    let sealed =
        Sealer::to(Vec::new(), Suite::default(), &receiver.card("", "").open).and_then(|mut sealer| {
            sealer.write_all(&(claimed as u32).to_be_bytes())?;
            sealer.write_all(list)?;
            sealer.write_all(&sender.sign_manifest(list))?;
            sealer.write_all(items)?;
            sealer.finish()
        });
    let sealed = sealed.expect("sealing to memory does not fail");
    let card = sender.card("UBND xã", "H38.12");
    let mut seen = 0;
    let each = &mut |_: &Manifest, item: &motcua::bundle::Item, bytes: Vec<u8>| {
        assert_eq!(item.bytes, bytes.len() as u64);
        assert_eq!(item.hash, *blake3::hash(&bytes).as_bytes(), "an item is what the list says");
        seen += 1;
        Ok(())
    };
    if let Ok(opened) = read(sealed.as_slice(), receiver, &|_: &[u8; 16]| Some(card.clone()), each) {
        assert_eq!(opened.manifest.items.len(), seen);
        assert_eq!(opened.manifest.bytes(), list, "one list has one form of bytes");
    }
}

/// A list has one form of bytes.
pub fn manifest(bytes: &[u8]) {
    if let Ok(read) = Manifest::parse(bytes) {
        assert_eq!(read.bytes(), bytes);
    }
}

pub fn card(bytes: &[u8]) {
    if let Ok(card) = Card::parse(bytes) {
        assert!(card.has_fingerprint(&card.fingerprint()));
    }
}

/// The office's own keys, on a desk that is not sealed.
pub fn exchange(bytes: &[u8]) {
    in_file(motcua::seal::office::FILE, bytes, |path| {
        let folder = path.parent().expect("it lies in a folder");
        let _ = OfficeKeys::read(folder, None);
    });
}
