//! The one source of chance: a seeded generator with a stream of its own for everything.
//!
//! The same seed and stream give the same throws on every machine. Must not know: what is thrown for.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Throws of one stream.
#[derive(Debug, Clone)]
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// The throws of a stream of a seed.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0.random_range(least..=most.max(least))
    }

    /// Whether something of so many per mille happens.
    pub(super) fn chance(&mut self, per_mille: u32) -> bool {
        self.0.random_range(0..1_000) < per_mille
    }

    /// A place in a list of parts, each as likely as its part is large; 0 of nothing.
    pub(super) fn weighted(&mut self, parts: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u64 = parts.clone().map(u64::from).sum();
        let mut left = self.between(0, total.saturating_sub(1));
        for (place, part) in parts.enumerate() {
            if left < u64::from(part) {
                return place;
            }
            left -= u64::from(part);
        }
        0
    }

    /// One text of a list; an empty list gives an empty text.
    pub(super) fn pick<'a>(&mut self, list: &'a [String]) -> &'a str {
        let last = (list.len() as u64).saturating_sub(1);
        let place = self.between(0, last) as usize;
        list.get(place).map_or("", String::as_str)
    }

    /// Puts a list into another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.between(0, last as u64) as usize;
            list.swap(last, other);
        }
    }

    /// Ten bytes for an identifier.
    pub(super) fn ten_bytes(&mut self) -> [u8; 10] {
        self.0.random()
    }

    /// Sixteen bytes for the id of a desk.
    pub(super) fn sixteen_bytes(&mut self) -> [u8; 16] {
        self.0.random()
    }
}
