//! Signatures over history, and the line of the day that goes out on paper.
//!
//! Must not know: what lies in the history.

use super::recovery::{grouped, letters, plain};
use super::{Key, SealError};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// What is signed when a history is: never bytes somebody else chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The desk.
    pub desk: [u8; 16],
    /// The last frame.
    pub sequence: u64,
    /// Its chain hash.
    pub head: [u8; 32],
}

impl Point {
    fn bytes(&self) -> Vec<u8> {
        [b"motcua checkpoint v1".as_slice(), &self.desk, &self.sequence.to_be_bytes(), &self.head].concat()
    }

    /// The 25 letters (125 bits) that stand for the history up to this frame.
    pub fn letters(&self) -> String {
        let mut hasher = blake3::Hasher::new_derive_key("motcua line of the day v1");
        hasher.update(&self.bytes());
        letters(hasher.finalize().as_bytes()).chars().take(25).collect()
    }

    /// The line for paper: `000123 K7Q2M-…`.
    pub fn line(&self) -> String {
        format!("{:06} {}", self.sequence, grouped(&self.letters()))
    }
}

/// The frame and letters of a line as people type it back.
pub fn read_line(text: &str) -> Option<(u64, String)> {
    let (sequence, rest) = text.trim().split_once([' ', '\t'])?;
    let letters = plain(rest);
    (letters.len() == 25).then_some((sequence.parse().ok()?, letters))
}

/// Signs a point.
pub fn sign(key: &Key, point: &Point) -> Vec<u8> {
    sign_bytes(key, &point.bytes())
}

/// Whether this key signed this point.
pub fn is_signed(public: &[u8; 32], point: &Point, signature: &[u8]) -> bool {
    verify_bytes(public, &point.bytes(), signature).is_ok()
}

/// The public key of a signing key.
pub fn public(key: &Key) -> [u8; 32] {
    SigningKey::from_bytes(key.bytes()).verifying_key().to_bytes()
}

/// A door to whoever has the signing key of this public key: both are points of one curve, in its two forms.
pub(super) fn door_of_public(public: &[u8; 32]) -> Result<[u8; 32], SealError> {
    let key = VerifyingKey::from_bytes(public).ok().ok_or(SealError::Faulty("no public key"))?;
    Ok(key.to_montgomery().to_bytes())
}

/// The secret of that door.
pub(super) fn door_of_signing(key: &Key) -> Key {
    Key::of(SigningKey::from_bytes(key.bytes()).to_scalar_bytes())
}

/// Signs bytes that begin with what they are.
pub(super) fn sign_bytes(key: &Key, bytes: &[u8]) -> Vec<u8> {
    SigningKey::from_bytes(key.bytes()).sign(bytes).to_bytes().to_vec()
}

/// Verifies strictly: no small-order keys, no second form of a signature.
pub(super) fn verify_bytes(public: &[u8; 32], bytes: &[u8], signature: &[u8]) -> Result<(), SealError> {
    let key = VerifyingKey::from_bytes(public).ok().ok_or(SealError::Faulty("no public key"))?;
    let signature = Signature::from_slice(signature).ok().ok_or(SealError::Faulty("no signature"))?;
    key.verify_strict(bytes, &signature).ok().ok_or(SealError::DoesNotOpen)
}
