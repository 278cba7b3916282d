//! Writing a bundle: list, signature, items, all sealed to one receiver.
//!
//! Must not know: where the bytes go.

use super::{BundleError, Manifest};
use crate::seal::parcel::Sealer;
use crate::seal::{OfficeKeys, Suite};
use std::io::Write;

/// Writes a bundle to `out`, and gives `out` back. `items` are as the manifest lists them.
pub fn write<W: Write>(
    out: W,
    suite: Suite,
    keys: &OfficeKeys,
    manifest: &Manifest,
    items: &[Vec<u8>],
) -> Result<W, BundleError> {
    manifest.check()?;
    let as_listed = |(item, bytes): (&super::Item, &Vec<u8>)| {
        item.bytes == bytes.len() as u64 && item.hash == *blake3::hash(bytes).as_bytes()
    };
    if items.len() != manifest.items.len() || !manifest.items.iter().zip(items).all(as_listed) {
        return Err(BundleError::NotWhole("an item is not as it is listed"));
    }
    let list = manifest.bytes();
    if list.len() > super::MOST_MANIFEST {
        return Err(BundleError::TooLarge("its list"));
    }
    let mut sealer = Sealer::to(out, suite, &manifest.to_key)?;
    sealer.write_all(&(list.len() as u32).to_be_bytes())?;
    sealer.write_all(&list)?;
    sealer.write_all(&keys.sign_manifest(&list))?;
    for item in items {
        sealer.write_all(item)?;
    }
    Ok(sealer.finish()?)
}
