//! How often somebody may guess: counted on disk before the guess is looked at, so that no kill and no
//! clock gives a guess for nothing.
//!
//! Waiting is measured by the caller on a clock that cannot be set, from when this process first saw the
//! count. Must not know: whether a guess was right before it is told.

use super::SealError;
use super::file::write_atomically;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Its name inside a desk's folder.
pub const FILE: &str = "keys.tries";
/// Guesses without waiting.
pub const FREE: u32 = 5;
/// Guesses in a row after which the way is closed.
pub const MOST: u32 = 100;
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_hours(1);
/// Whoever is not known is counted as one.
const STRANGER: &str = "?";

/// Why no guess is taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// Too soon after the last.
    Wait(Duration),
    /// Too many in a row; only the recovery key opens the way again.
    Closed,
}

/// The count of guesses.
#[derive(Debug)]
pub struct Tries {
    path: PathBuf,
    counts: Counts,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Counts {
    failed: BTreeMap<String, u32>,
    /// Grows with each writing: a file put back says less than was known.
    #[serde(default)]
    number: u64,
}

impl Tries {
    /// Reads the counts of a folder. A file that does not read back is an attack or an accident: everybody
    /// waits from then on as after their free guesses.
    pub fn open(folder: &Path, people: &[&str]) -> Self {
        let path = folder.join(FILE);
        let after_free =
            || Counts { failed: people.iter().map(|id| ((*id).to_owned(), FREE)).collect(), number: 0 };
        let counts = match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|_| after_free()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Counts::default(),
            Err(_) => after_free(),
        };
        Self { path, counts }
    }

    /// How often the file was written.
    pub const fn number(&self) -> u64 {
        self.counts.number
    }

    /// Opens somebody's way again, after the recovery key was used.
    pub fn clear(&mut self, person: &str) -> Result<(), SealError> {
        self.counts.failed.remove(person);
        self.write()
    }

    /// Failed guesses in a row of somebody.
    pub fn failed(&self, person: &str) -> u32 {
        self.counts.failed.get(person).copied().unwrap_or(0)
    }

    /// What stands in the way of a guess, having waited so long.
    pub fn barred(&self, person: &str, waited: Duration) -> Option<Barred> {
        let failed = self.failed(person);
        if failed >= MOST {
            return Some(Barred::Closed);
        }
        let needed = wait_after(failed);
        (waited < needed).then(|| Barred::Wait(needed.saturating_sub(waited)))
    }

    /// Counts a guess as failed, durably, before anybody looks at it. `known` is whether there is such a
    /// person; strangers share one count.
    pub fn begin(
        &mut self,
        person: &str,
        known: bool,
        waited: Duration,
    ) -> Result<Result<(), Barred>, SealError> {
        let name = if known { person } else { STRANGER };
        if let Some(barred) = self.barred(name, waited) {
            return Ok(Err(barred));
        }
        *self.counts.failed.entry(name.to_owned()).or_default() += 1;
        self.write()?;
        Ok(Ok(()))
    }

    /// The guess was right. Says how many failed before it.
    pub fn succeeded(&mut self, person: &str) -> Result<u32, SealError> {
        let failed = self.counts.failed.remove(person).unwrap_or(0);
        self.write()?;
        Ok(failed.saturating_sub(1))
    }

    fn write(&mut self) -> Result<(), SealError> {
        self.counts.number += 1;
        let text = serde_json::to_vec(&self.counts).ok().ok_or(SealError::Faulty("the count of tries"))?;
        Ok(write_atomically(&self.path, &text)?)
    }
}

/// How long to wait after so many failed guesses: 30 seconds after the free ones, doubling to an hour.
pub fn wait_after(failed: u32) -> Duration {
    match failed.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_WAIT.saturating_mul(1 << doublings.min(10)).min(LONGEST_WAIT),
    }
}
