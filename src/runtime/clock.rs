//! What time it is, as far as the machine can be trusted.
//!
//! A flat battery, a hand on the clock or a wrong time zone must not make promises in the past or the
//! future: within a session time never goes back, and it goes on as the machine's steady counter does
//! when the wall clock jumps. Must not know: what the time is used for.

use crate::domain::moment::Moment;
use chrono::TimeDelta;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

/// Wall clocks that differ by less than this mean the same time; more is worth telling.
const NOTEWORTHY: TimeDelta = TimeDelta::minutes(5);
/// After so many days without anything recorded, a clock may as well have jumped.
const LONG_SILENCE: i64 = 60;
/// The country's clock, ahead of UTC.
const OURS: i32 = 7 * 3600;

/// The machine's clock, this second.
#[allow(clippy::disallowed_methods, reason = "the one place where the machine is asked")]
pub fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_unix(since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)))
}

/// Hours the machine's own time zone differs from the country's; a desk counts by the country's.
#[allow(clippy::disallowed_methods, reason = "the one place where the machine is asked")]
pub fn zone_difference() -> Option<i32> {
    let zone = chrono::Local::now().offset().local_minus_utc();
    (zone != OURS).then_some((zone - OURS) / 3600)
}

/// Seconds of a counter that no hand moves, sleep included where the system counts it.
fn steady() -> Option<i64> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let clock = nix::time::ClockId::CLOCK_BOOTTIME;
        nix::time::clock_gettime(clock).ok().map(|time| time.tv_sec())
    }
    // Elsewhere a counter may stand still while the lid is closed, and a long sleep would look like a jump.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    None
}

/// Whether a desk was silent for so long that the machine's date deserves a look: days since the last record.
pub fn silence(latest: Moment, now: Moment) -> Option<i64> {
    let days = (now.date() - latest.date()).num_days();
    (days > LONG_SILENCE).then_some(days)
}

type Reading<T> = Box<dyn Fn() -> T + Send + Sync>;

/// The wall clock and the steady counter, read together.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    wall: i64,
    steady: i64,
}

/// A wall clock that jumped: what it says, and what is gone by instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jump {
    /// What the machine says.
    pub machine: Moment,
    /// What the desk goes by until it is opened anew.
    pub trusted: Moment,
}

/// How long something takes here.
pub fn measure(work: impl FnOnce()) -> std::time::Duration {
    let began = std::time::Instant::now();
    work();
    began.elapsed()
}

/// A clock that never goes back. Shared by all threads of a session.
pub struct Clock {
    source: Reading<Moment>,
    steady: Reading<Option<i64>>,
    anchor: Mutex<Option<Anchor>>,
    highest: AtomicI64,
    /// Seconds the wall clock stands ahead of what is trusted; 0 while it does not.
    jumped: AtomicI64,
    told: AtomicI64,
}

impl Clock {
    /// The machine's clock.
    pub fn of_machine() -> Self {
        Self::of_both(now, steady)
    }

    /// Any other source, for tests and practice offices.
    pub fn of(source: impl Fn() -> Moment + Send + Sync + 'static) -> Self {
        Self::of_both(source, || None)
    }

    /// A wall clock and a steady counter.
    pub fn of_both(
        source: impl Fn() -> Moment + Send + Sync + 'static,
        steady: impl Fn() -> Option<i64> + Send + Sync + 'static,
    ) -> Self {
        Self {
            source: Box::new(source),
            steady: Box::new(steady),
            anchor: Mutex::new(None),
            highest: AtomicI64::new(i64::MIN),
            jumped: AtomicI64::new(0),
            told: AtomicI64::new(0),
        }
    }

    /// Now, or the latest moment seen so far when the machine has gone back behind it. A wall clock that
    /// jumps is not followed: the steady counter says how much time has passed.
    pub fn now(&self) -> Moment {
        let read = self.trusted((self.source)().unix());
        Moment::from_unix(self.highest.fetch_max(read, Ordering::SeqCst).max(read))
    }

    fn trusted(&self, wall: i64) -> i64 {
        let Some(steady) = (self.steady)() else { return wall };
        // A thread that panicked held it for two assignments; what it left is still a pair.
        let mut anchor = self.anchor.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = *anchor.get_or_insert(Anchor { wall, steady });
        let expected = known.wall + (steady - known.steady);
        let ahead = wall - expected;
        if ahead.abs() < NOTEWORTHY.num_seconds() {
            // Small corrections are what keeps a clock right.
            *anchor = Some(Anchor { wall, steady });
            self.jumped.store(0, Ordering::SeqCst);
            return wall;
        }
        self.jumped.store(ahead, Ordering::SeqCst);
        expected
    }

    /// A jump of the wall clock nobody was told of yet. Each is given once.
    pub fn jump(&self) -> Option<Jump> {
        let trusted = self.now();
        let ahead = self.jumped.load(Ordering::SeqCst);
        let before = self.told.swap(ahead, Ordering::SeqCst);
        let is_news = (ahead - before).abs() >= NOTEWORTHY.num_seconds() && ahead != 0;
        is_news.then(|| Jump { machine: trusted.plus(TimeDelta::seconds(ahead)), trusted })
    }

    /// Raises the clock to a moment known from elsewhere, such as the last entry of the journal.
    pub fn not_before(&self, known: Moment) {
        self.highest.fetch_max(known.unix(), Ordering::SeqCst);
    }

    /// How far the machine stands behind what was seen, when it is five minutes or more.
    pub fn behind(&self) -> Option<TimeDelta> {
        let read = (self.source)().unix();
        let behind = self.highest.load(Ordering::SeqCst).saturating_sub(read);
        TimeDelta::try_seconds(behind).filter(|behind| *behind >= NOTEWORTHY)
    }
}
