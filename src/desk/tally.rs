//! What all cases together must come to: their number, and a sum over how far each one is.
//!
//! Kept in step with the rows wherever those are, so that a store that was not closed in order can be
//! held against it without them. Must not know: what a store is.

use crate::domain::id::CaseId;
use crate::domain::projection::Projection;

/// Number of cases, and a sum that changes with every event of any case. No secret: it tells damage,
/// not forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    cases: u64,
    sum: u64,
}

impl Tally {
    /// The tally of all rows.
    pub(super) fn of(projection: &Projection) -> Self {
        let mut tally = Self::default();
        projection.rows().iter().for_each(|row| tally.add(row.id, row.n));
        tally
    }

    /// Counts a case whose last event is `n`.
    pub(super) fn add(&mut self, id: CaseId, n: u32) {
        self.cases += 1;
        self.sum = self.sum.wrapping_add(mixed(id, n));
    }

    /// A case has gone from event `before` to event `after`; 0 is none.
    pub(super) fn follow(&mut self, id: CaseId, before: u32, after: u32) {
        if before > 0 {
            self.cases = self.cases.saturating_sub(1);
            self.sum = self.sum.wrapping_sub(mixed(id, before));
        }
        self.add(id, after);
    }
}

/// A number that looks random for every pair (the finaliser of splitmix64, twice).
const fn mixed(id: CaseId, n: u32) -> u64 {
    let high = (id.0 >> 64) as u64;
    finish(finish(high ^ (n as u64)).wrapping_add(id.0 as u64))
}

const fn finish(mut word: u64) -> u64 {
    word = word.wrapping_add(0x9E37_79B9_7F4A_7C15);
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}
