//! From a passphrase to a key, as slowly as this machine can bear.
//!
//! argon2id, one lane (more lanes are serial here and help only the attacker). Must not know: whose
//! passphrase it is, or how time is measured.

use super::{Key, SealError};
use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// What stretching costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// The least a desk is sealed with: 64 MiB, three passes.
    pub const FLOOR: Self = Self { memory: 64 << 10, passes: 3 };
    /// What a file may ask for; more is an attack on the machine.
    const MOST: Self = Self { memory: 4 << 20, passes: 64 };
}

/// The time one login should take, at least.
const TARGET: Duration = Duration::from_millis(500);

/// The cost at which stretching takes half a second to a second here, never under the floor. `measure`
/// says how long one stretching of a cost takes.
pub fn calibrate(mut measure: impl FnMut(Cost) -> Duration) -> Cost {
    let mut cost = Cost::FLOOR;
    while cost.memory < 512 << 10 && measure(cost) < TARGET {
        cost.memory *= 2;
    }
    cost
}

/// The key of a passphrase. Composed and decomposed letters are the same.
pub fn stretch(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<Key, SealError> {
    if cost.memory > Cost::MOST.memory || cost.passes > Cost::MOST.passes {
        return Err(SealError::Faulty("the cost of a passphrase is beyond reason"));
    }
    let params = Params::new(cost.memory, cost.passes, 1, Some(32));
    let params = params.ok().ok_or(SealError::Faulty("the cost of a passphrase"))?;
    let words: Zeroizing<String> = Zeroizing::new(passphrase.nfc().collect());
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(words.as_bytes(), salt, out.as_mut_slice())
        .ok()
        .ok_or(SealError::Faulty("the cost of a passphrase"))?;
    Key::copied(out.as_slice()).ok_or(SealError::Faulty("a key is cut off"))
}
