//! The ciphers, each with the number that stands beside what it sealed.
//!
//! `nonce ‖ ciphertext ‖ tag`; nonces are random. Must not know: what is sealed.

use super::{Key, SealError, secret};
use aes_gcm::Aes256Gcm;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Nonce, Payload};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// A cipher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Suite {
    /// The usual one: fast without hardware, nonces too long to meet.
    #[default]
    #[strum(serialize = "xchacha20-poly1305")]
    XChaCha20Poly1305,
    /// For offices bound to a list of algorithms. A nonce of 96 bits: well below 2³² frames a key.
    #[strum(serialize = "aes-256-gcm")]
    Aes256Gcm,
}

impl Suite {
    /// The number on disk; 0 is plain.
    pub const fn number(self) -> u8 {
        match self {
            Self::XChaCha20Poly1305 => 1,
            Self::Aes256Gcm => 2,
        }
    }

    /// The cipher of a number.
    pub const fn of(number: u8) -> Result<Self, SealError> {
        match number {
            1 => Ok(Self::XChaCha20Poly1305),
            2 => Ok(Self::Aes256Gcm),
            _ => Err(SealError::UnknownSuite(number)),
        }
    }

    /// The name, as in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Bytes that sealing adds.
    pub const fn overhead(self) -> usize {
        match self {
            Self::XChaCha20Poly1305 => 24 + 16,
            Self::Aes256Gcm => 12 + 16,
        }
    }

    /// Seals bytes to their place: `aad` must be the same to open them.
    pub fn seal(self, key: &Key, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        match self {
            Self::XChaCha20Poly1305 => {
                seal_with::<24, _>(&XChaCha20Poly1305::new(key.bytes().into()), aad, plain)
            }
            Self::Aes256Gcm => seal_with::<12, _>(&Aes256Gcm::new(key.bytes().into()), aad, plain),
        }
    }

    /// Opens what [`Suite::seal`] gave, with the same key and place only.
    pub fn open(self, key: &Key, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        match self {
            Self::XChaCha20Poly1305 => {
                open_with::<24, _>(&XChaCha20Poly1305::new(key.bytes().into()), aad, sealed)
            }
            Self::Aes256Gcm => open_with::<12, _>(&Aes256Gcm::new(key.bytes().into()), aad, sealed),
        }
    }
}

fn seal_with<const N: usize, A: Aead>(cipher: &A, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError>
where
    Nonce<A>: From<[u8; N]>,
{
    let nonce: [u8; N] = secret::random()?;
    let payload = Payload { msg: plain, aad };
    let sealed = cipher.encrypt(&nonce.into(), payload).ok().ok_or(SealError::DoesNotOpen)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn open_with<const N: usize, A: Aead>(cipher: &A, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError>
where
    Nonce<A>: From<[u8; N]>,
{
    let (nonce, sealed) = sealed.split_first_chunk::<N>().ok_or(SealError::DoesNotOpen)?;
    cipher.decrypt(&(*nonce).into(), Payload { msg: sealed, aad }).ok().ok_or(SealError::DoesNotOpen)
}
