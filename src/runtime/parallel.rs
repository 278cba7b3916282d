//! One pure question asked of many things on every core, with progress.
//!
//! Must not know: what the things or the question are.

use rayon::iter::{IndexedParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSlice as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// Things handed to a thread at a time, and between two reports.
const PIECE: usize = 4_096;

/// Asks `ask` of every item and keeps the order. `report` hears how many of all are done, now and then, from
/// whichever thread; false stops the work, and nothing comes back.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    ask: impl Fn(&T) -> R + Sync,
    report: &(dyn Fn(u64, u64) -> bool + Sync),
) -> Option<Vec<R>> {
    let (done, total) = (AtomicU64::new(0), items.len() as u64);
    let pieces: Option<Vec<Vec<R>>> = items
        .par_chunks(PIECE)
        .with_max_len(1)
        .map(|piece| {
            let answers: Vec<R> = piece.iter().map(&ask).collect();
            let so_far = done.fetch_add(piece.len() as u64, Ordering::Relaxed) + piece.len() as u64;
            report(so_far, total).then_some(answers)
        })
        .collect();
    pieces.map(|pieces| pieces.into_iter().flatten().collect())
}
