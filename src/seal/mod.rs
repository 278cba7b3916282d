//! Keys and sealed bytes: what a thief of the machine gets is ciphertext.
//!
//! ```text
//! passphrase ──argon2id──► KEK ──unwraps──► the keys of a role ──► key table ──► one key per case
//! ```
//! * `secret`: keys that wipe themselves; `suite`: the two ciphers, each with its number on disk
//! * `kdf`: from a passphrase to a key, as slow as this machine can bear
//! * `wrap`: a key under a key, bound to whom it is for and committed to
//! * `ring`: the keys of a role; `people`: the file of everybody's wrapped keys
//! * `table`: one key per case, so that one case can be made unreadable for ever
//! * `tries`: guessing limits that survive a kill; `recovery`: the key printed in two halves
//! * `passphrase`: which are too weak; `warm`: a locked session under a PIN, in memory only
//! * `sign`: checkpoints and the line of the day
//! * `office`: the keys by which two offices know each other; `parcel`: bytes sealed to one of them
//! * `file`: files that are there whole or not at all; `sums`: whether small files are as they were
//!
//! Must not know: what is sealed, cases, screens, or what time it is.

pub mod file;
pub mod kdf;
pub mod office;
mod own;
pub mod parcel;
pub mod passphrase;
pub mod people;
pub mod recovery;
pub mod ring;
pub mod secret;
pub mod sign;
pub mod suite;
pub mod sums;
pub mod table;
pub mod tries;
pub mod warm;
mod wrap;

pub use kdf::Cost;
pub use office::{Card, OfficeKeys};
pub use people::{PeopleFile, Sealing};
pub use ring::Keyring;
pub use secret::Key;
pub use suite::Suite;
pub use table::KeyTable;

/// Why something sealed does not open, or nothing can be sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The machine gives no randomness; nothing is sealed with less.
    #[error("the machine gives no randomness")]
    NoRandomness,
    /// The key does not fit, or the bytes are not as they were sealed, or not where.
    #[error("it does not open with this key")]
    DoesNotOpen,
    /// A number of a cipher this program does not know.
    #[error("cipher {0} is unknown")]
    UnknownSuite(u8),
    /// The case was erased: its key is gone for ever.
    #[error("the key is erased")]
    Erased,
    /// The file of keys is not as it was written.
    #[error("the key file is faulty: {0}")]
    Faulty(&'static str),
    /// Whoever is logged in has no key to this.
    #[error("this role has no key to it")]
    NoKey,
    /// The disk refused.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}
