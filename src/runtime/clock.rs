//! What time it is, as far as the machine can be trusted.
//!
//! A flat battery or a hand on the clock must not make promises in the past: within a session time
//! never goes back. Must not know: what the time is used for.

use crate::domain::moment::Moment;
use chrono::TimeDelta;
use std::sync::atomic::{AtomicI64, Ordering};

/// A machine clock this far behind what was seen before is worth telling.
const NOTEWORTHY: TimeDelta = TimeDelta::minutes(5);

/// The machine's clock, this second.
#[allow(clippy::disallowed_methods, reason = "the one place where the machine is asked")]
pub fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_unix(since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)))
}

/// A clock that never goes back. Shared by all threads of a session.
pub struct Clock {
    source: Box<dyn Fn() -> Moment + Send + Sync>,
    highest: AtomicI64,
}

impl Clock {
    /// The machine's clock.
    pub fn of_machine() -> Self {
        Self::of(now)
    }

    /// Any other source, for tests and practice offices.
    pub fn of(source: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self { source: Box::new(source), highest: AtomicI64::new(i64::MIN) }
    }

    /// Now, or the latest moment seen so far when the machine has gone back behind it.
    pub fn now(&self) -> Moment {
        let read = (self.source)().unix();
        Moment::from_unix(self.highest.fetch_max(read, Ordering::SeqCst).max(read))
    }

    /// Raises the clock to a moment known from elsewhere, such as the last entry of the journal.
    pub fn not_before(&self, known: Moment) {
        self.highest.fetch_max(known.unix(), Ordering::SeqCst);
    }

    /// How far the machine stands behind what was seen, when it is five minutes or more. A jump
    /// forward cannot be told from a lid that was closed and is not flagged.
    pub fn behind(&self) -> Option<TimeDelta> {
        let read = (self.source)().unix();
        let behind = self.highest.load(Ordering::SeqCst).saturating_sub(read);
        TimeDelta::try_seconds(behind).filter(|behind| *behind >= NOTEWORTHY)
    }
}
