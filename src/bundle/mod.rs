//! A bundle: what two offices without a network carry to each other on a stick.
//!
//! ```text
//! sealed to the receiver: manifest length u32 ‖ manifest ‖ signature 64 ‖ items, one after another
//! ```
//! Signed, then sealed; who it is for stands inside what is signed. Items have kinds and short names, never paths: there
//! is nothing in it that could name a place on a disk. Nothing is packed, so it grows by nothing when read.
//! * `manifest`: the one list of what is inside, in one form of bytes
//! * `name`: what an item may be called; `write`, `read`: whole, in constant memory
//!
//! Must not know: what a case is, who trusts whom, where a bundle lies.

mod manifest;
mod name;
mod read;
mod write;

pub use manifest::{Item, Kind, MOST_MANIFEST, Manifest, Point, Seen};
pub use name::{RESERVED, is_pack_name};
pub use read::{Opened, read};
pub use write::write;

use crate::seal::SealError;

/// Most items of one bundle.
pub const MOST_ITEMS: usize = 100_000;
/// Most bytes of one item; it is held in memory while it is looked at.
pub const MOST_ITEM: u64 = 8 << 20;
/// Most bytes of all items together.
pub const MOST_BYTES: u64 = 512 << 20;
/// Most bytes of the file: what is inside, its list, and what sealing adds.
pub const MOST_FILE: u64 = MOST_BYTES + (32 << 20);

/// Why a bundle was not written, or is not accepted. Nothing of it was used.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The disk or the stick refused.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// It does not open, or not with our key.
    #[error(transparent)]
    Sealed(SealError),
    /// Something in it is not as a bundle has it.
    #[error("the bundle is not whole: {0}")]
    NotWhole(&'static str),
    /// It goes beyond a bound.
    #[error("the bundle is too large: {0}")]
    TooLarge(&'static str),
    /// Nobody we trust has this key.
    #[error("the sender is not known")]
    Stranger {
        /// The name it gives itself, which nothing proves.
        claims: [u8; 16],
    },
    /// The signature is not the sender's.
    #[error("the signature does not fit")]
    Signature,
    /// It is for somebody else.
    #[error("it is for another office")]
    NotForUs,
}

impl From<SealError> for BundleError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Io(error) => Self::Io(error),
            // A parcel names the key it is sealed to; the one thing that asks for keys here is opening it.
            SealError::NoKey => Self::NotForUs,
            SealError::NoRandomness
            | SealError::DoesNotOpen
            | SealError::UnknownSuite(_)
            | SealError::Erased
            | SealError::Faulty(_) => Self::Sealed(error),
        }
    }
}

/// Gets every item of a bundle that is as it is listed.
pub type Each<'a> = &'a mut dyn FnMut(&Manifest, &Item, Vec<u8>) -> Result<(), BundleError>;
