//! Keys that wipe themselves and show nothing of themselves.
//!
//! Must not know: what a key is for.

use super::SealError;
use std::fmt;
use zeroize::Zeroize as _;

/// 256 secret bits, at one place of the heap: a key that moves leaves no copy behind.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Box<[u8; 32]>);

impl Key {
    /// A key of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(Box::new(bytes))
    }

    /// A key of bytes that lie elsewhere, on the heap as well; nothing where they are not 32.
    pub fn copied(bytes: &[u8]) -> Option<Self> {
        let mut key = Self(Box::new([0; 32]));
        (bytes.len() == key.0.len()).then(|| {
            key.0.copy_from_slice(bytes);
            key
        })
    }

    /// A new key.
    pub fn random() -> Result<Self, SealError> {
        let mut key = Self(Box::new([0; 32]));
        getrandom::fill(key.0.as_mut_slice()).ok().ok_or(SealError::NoRandomness)?;
        Ok(key)
    }

    /// A key for one purpose, from which no other can be told.
    pub fn derive(&self, context: &'static str) -> Self {
        Self::of(blake3::derive_key(context, self.0.as_slice()))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What ties a ciphertext to this key and no other: Poly1305 and GHASH alone do not.
    pub fn commitment(&self, header: &[u8]) -> [u8; 32] {
        let key = self.derive("motcua key commitment v1");
        let mut hasher = blake3::Hasher::new_keyed(&key.0);
        hasher.update(header);
        *hasher.finalize().as_bytes()
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(•••)")
    }
}

/// Random bytes from the machine, or none at all.
pub fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).ok().ok_or(SealError::NoRandomness)?;
    Ok(bytes)
}

/// Lets nobody but the owner of a file read it, where the platform knows owners.
pub(super) fn only_owner(path: &std::path::Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
