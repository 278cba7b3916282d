//! Something secret under a key: bound to what it is for, committed to its key.
//!
//! `suite u8 ‖ commitment 32 ‖ sealed`. Must not know: what is wrapped.

use super::{Key, SealError, Suite};
use zeroize::Zeroizing;

/// Wraps bytes under a key, for one purpose and owner.
pub(super) fn wrap(suite: Suite, kek: &Key, aad: &[u8], secret: &[u8]) -> Result<Vec<u8>, SealError> {
    let sealed = suite.seal(&kek.derive("motcua wrap v1"), aad, secret)?;
    Ok([[suite.number()].as_slice(), &kek.commitment(aad), &sealed].concat())
}

/// Unwraps; another key is told before anything is opened with it.
pub(super) fn unwrap(kek: &Key, aad: &[u8], wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (suite, rest) = wrapped.split_first().ok_or(SealError::Faulty("a key is missing"))?;
    let (commitment, sealed) = rest.split_first_chunk::<32>().ok_or(SealError::Faulty("a key is cut off"))?;
    // Hashes compare in constant time.
    if blake3::Hash::from_bytes(*commitment) != blake3::Hash::from_bytes(kek.commitment(aad)) {
        return Err(SealError::DoesNotOpen);
    }
    Ok(Zeroizing::new(Suite::of(*suite)?.open(&kek.derive("motcua wrap v1"), aad, sealed)?))
}
