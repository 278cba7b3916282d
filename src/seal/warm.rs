//! A session that is locked and still warm: its keys under a PIN, in memory only.
//!
//! A PIN never protects a disk. Five wrong ones, counted before they are looked at, and the keys are gone.
//! Must not know: whose session it is.

use super::kdf::{Cost, stretch};
use super::wrap::{unwrap, wrap};
use super::{Keyring, SealError, Suite, secret};

/// Wrong PINs a warm session bears.
pub const PIN_TRIES: u8 = 5;
/// Fewest digits of a PIN.
pub const PIN_DIGITS: usize = 6;
const PLACE: &[u8] = b"motcua warm session v1";

/// Keys under a PIN.
#[derive(Debug)]
pub struct Warm {
    salt: [u8; 16],
    cost: Cost,
    wrapped: Vec<u8>,
    left: u8,
}

/// Whether a text can be a PIN: digits, enough of them, and not all one or in a row.
pub fn is_pin(text: &str) -> bool {
    let digits = text.as_bytes();
    let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    let plain = |step: i16| steps.iter().all(|other| *other == step);
    digits.len() >= PIN_DIGITS
        && digits.iter().all(u8::is_ascii_digit)
        && !(plain(0) || plain(1) || plain(-1))
}

impl Warm {
    /// Puts keys under a PIN.
    pub fn seal(ring: &Keyring, pin: &str, cost: Cost) -> Result<Self, SealError> {
        let salt = secret::random()?;
        let kek = stretch(pin, &salt, cost)?;
        let wrapped = wrap(Suite::default(), &kek, PLACE, &ring.bytes())?;
        Ok(Self { salt, cost, wrapped, left: PIN_TRIES })
    }

    /// Wrong PINs it still bears.
    pub const fn left(&self) -> u8 {
        self.left
    }

    /// The keys, for the right PIN. After the last wrong one they are gone.
    pub fn open(&mut self, pin: &str) -> Result<Keyring, SealError> {
        self.left = self.left.checked_sub(1).ok_or(SealError::Erased)?;
        let opened = stretch(pin, &self.salt, self.cost)
            .and_then(|kek| unwrap(&kek, PLACE, &self.wrapped))
            .and_then(|bytes| Keyring::parse(&bytes));
        if opened.is_ok() {
            self.left = PIN_TRIES;
        } else if self.left == 0 {
            self.wrapped.fill(0);
        }
        opened
    }
}
