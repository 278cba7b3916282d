//! Measuring honestly: arms take turns in random order, the same arm twice is the control, and a figure
//! whose control does not agree with itself is not a figure.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use std::time::{Duration, Instant};

/// How far the control may be from 1 before a run says nothing.
const CONTROL: std::ops::RangeInclusive<f64> = 0.95..=1.05;
/// Resamplings behind an interval.
const RESAMPLINGS: usize = 1_000;

/// How many rounds to run: `MOTCUA_ROUNDS`, else the usual number.
pub fn rounds(usual: usize) -> usize {
    std::env::var("MOTCUA_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// How long something takes.
pub fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Times of several arms.
pub struct Times {
    arms: Vec<(&'static str, Vec<Duration>)>,
}

impl Times {
    /// Runs all arms once a round, each round in another order. `arm` gets the number of the arm and of the
    /// round, and says how long it took.
    pub fn take(
        names: &[&'static str],
        rounds: usize,
        mut arm: impl FnMut(usize, usize) -> Duration,
    ) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let mut arms: Vec<_> = names.iter().map(|name| (*name, Vec::with_capacity(rounds))).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        for round in 0..rounds {
            for place in (1..order.len()).rev() {
                order.swap(place, random.next_u64() as usize % (place + 1));
            }
            for &which in &order {
                arms[which].1.push(arm(which, round));
            }
        }
        Self { arms }
    }

    /// The time of an arm that so many per cent of its rounds did not exceed, in microseconds.
    pub fn percentile(&self, arm: usize, percent: usize) -> f64 {
        percentile(&mut self.arms[arm].1.clone(), percent)
    }

    /// Prints every arm.
    pub fn print(&self) {
        println!("{} rounds in random order; microseconds", self.arms[0].1.len());
        for (at, (name, _)) in self.arms.iter().enumerate() {
            let [p50, p95, p99] = [50, 95, 99].map(|percent| self.percentile(at, percent));
            println!("{name:>28}: p50 {p50:9.1}  p95 {p95:9.1}  p99 {p99:9.1}");
        }
    }

    /// Prints the ratio of two arms at p50 with its 95 % interval, and at p95. Gives the former.
    pub fn ratio(&self, what: &str, arm: usize, base: usize) -> f64 {
        let p50 = self.percentile(arm, 50) / self.percentile(base, 50);
        let p95 = self.percentile(arm, 95) / self.percentile(base, 95);
        let (low, high) = self.interval(arm, base);
        println!("{what}: p50 {p50:.3} (95 % between {low:.3} and {high:.3}), p95 {p95:.3}");
        p50
    }

    /// Prints the ratio of an arm to itself, and says whether the run measures anything.
    pub fn control(&self, again: usize, base: usize) -> bool {
        let agrees = CONTROL.contains(&self.ratio("control, the same arm twice", again, base));
        if !agrees {
            println!("NOT MEASURED: the control does not agree with itself; the machine was busy");
        }
        agrees
    }

    /// Says whether a ratio lies within its bar.
    pub fn bar(what: &str, ratio: f64, bar: std::ops::RangeInclusive<f64>) -> bool {
        let holds = bar.contains(&ratio);
        let word = if holds { "holds" } else { "DOES NOT HOLD" };
        println!("{what}: {ratio:.3}, wanted {} to {}: {word}", bar.start(), bar.end());
        holds
    }

    fn interval(&self, arm: usize, base: usize) -> (f64, f64) {
        let mut random = ChaCha8Rng::seed_from_u64(2);
        let mut resampled = |arm: usize| {
            let times = &self.arms[arm].1;
            let mut sample: Vec<Duration> =
                (0..times.len()).map(|_| times[random.next_u64() as usize % times.len()]).collect();
            percentile(&mut sample, 50)
        };
        let mut ratios: Vec<f64> = (0..RESAMPLINGS).map(|_| resampled(arm) / resampled(base)).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        (ratios[RESAMPLINGS * 25 / 1_000], ratios[RESAMPLINGS * 975 / 1_000])
    }
}

fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    let place = (times.len() * percent / 100).min(times.len() - 1);
    times.select_nth_unstable(place).1.as_secs_f64() * 1e6
}
