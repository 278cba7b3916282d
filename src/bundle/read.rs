//! Reading a bundle: who it is from and for, the signature, then every item against the list, to the very end.
//!
//! Nothing is believed before the last chunk opened: whoever uses the items reads once to verify and once to use.
//! Must not know: what is done with the items.

use super::{BundleError, Each, MOST_MANIFEST, Manifest};
use crate::seal::office::is_manifest_signed;
use crate::seal::parcel::Opener;
use crate::seal::{Card, OfficeKeys, SealError};
use std::io::{self, Read};

/// A bundle that was read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its list.
    pub manifest: Manifest,
    /// Its hash.
    pub hash: [u8; 32],
}

/// Reads a bundle to its end. `known` gives the card of an office whose key we trust; `each` gets every item that is as
/// it is listed, one at a time. What `each` did counts only when this returns without an error.
pub fn read(
    input: impl Read,
    keys: &OfficeKeys,
    known: &dyn Fn(&[u8; 16]) -> Option<Card>,
    each: Each<'_>,
) -> Result<Opened, BundleError> {
    let mut input = Opener::with(input, keys)?;
    let mut length = [0; 4];
    fill(&mut input, &mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > MOST_MANIFEST {
        return Err(BundleError::TooLarge("its list"));
    }
    let mut list = Vec::new();
    (&mut input).take(length as u64).read_to_end(&mut list).map_err(opened)?;
    let mut signature = [0; 64];
    fill(&mut input, &mut signature)?;
    // Who it says it is from is all that is read before the signature holds.
    let manifest = Manifest::parse(&list)?;
    let card = known(&manifest.from).ok_or(BundleError::Stranger { claims: manifest.from })?;
    if !is_manifest_signed(&card.sign, &list, &signature) {
        return Err(BundleError::Signature);
    }
    let own = keys.card("", "");
    if manifest.to != own.id || manifest.to_key != own.open {
        return Err(BundleError::NotForUs);
    }
    for item in &manifest.items {
        let mut bytes = Vec::new();
        (&mut input).take(item.bytes).read_to_end(&mut bytes).map_err(opened)?;
        if bytes.len() as u64 != item.bytes || *blake3::hash(&bytes).as_bytes() != item.hash {
            return Err(BundleError::NotWhole("an item is not as it is listed"));
        }
        each(&manifest, item, bytes)?;
    }
    if input.read(&mut [0]).map_err(opened)? != 0 {
        return Err(BundleError::NotWhole("something follows its end"));
    }
    let hash = manifest.hash();
    Ok(Opened { manifest, hash })
}

fn fill(input: &mut impl Read, buffer: &mut [u8]) -> Result<(), BundleError> {
    input.read_exact(buffer).map_err(|error| {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            BundleError::NotWhole("it is cut off")
        } else {
            opened(error)
        }
    })
}

/// A chunk that does not open is told as what it is.
fn opened(error: io::Error) -> BundleError {
    if error.kind() == io::ErrorKind::InvalidData {
        BundleError::Sealed(SealError::DoesNotOpen)
    } else {
        BundleError::Io(error)
    }
}
