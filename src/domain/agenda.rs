//! Places of files by their last day, kept in step with the rows: what is late is the beginning of it.
//!
//! A change costs O(log n); asking for what is late touches only what is late, and counting it only the
//! days on which something is due. Must not know: what the days mean, or who asks.

use super::projection::Place;
use super::row::{Minute, Row};
use super::workplan::Waits;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use strum::{EnumCount as _, IntoEnumIterator as _};

/// Places by day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByDay {
    days: BTreeMap<Minute, BTreeSet<Place>>,
    len: usize,
}

impl ByDay {
    /// Those of a list in any order.
    fn of(mut entries: Vec<(Minute, Place)>) -> Self {
        entries.sort_unstable();
        let len = entries.len();
        let days = entries.chunk_by(|a, b| a.0 == b.0).filter_map(|day| {
            let (minute, _) = day.first()?;
            Some((*minute, day.iter().map(|(_, place)| *place).collect()))
        });
        Self { days: days.collect(), len }
    }

    fn insert(&mut self, day: Minute, place: Place) {
        self.len += usize::from(self.days.entry(day).or_default().insert(place));
    }

    fn remove(&mut self, day: Minute, place: Place) {
        let Some(places) = self.days.get_mut(&day) else { return };
        self.len -= usize::from(places.remove(&place));
        if places.is_empty() {
            self.days.remove(&day);
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Those of some days, the earliest first; within a day as they were registered.
    pub fn between(&self, days: Range<Minute>) -> impl Iterator<Item = Place> + '_ {
        self.days.range(days).flat_map(|(_, places)| places.iter().copied())
    }

    /// All, the earliest first.
    pub fn all(&self) -> impl Iterator<Item = Place> + '_ {
        self.days.values().flat_map(|places| places.iter().copied())
    }

    /// How many are due before a minute.
    pub fn before(&self, minute: Minute) -> usize {
        self.days.range(..minute).map(|(_, places)| places.len()).sum()
    }
}

/// What every file that asks for something waits for, by last day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agenda {
    running: ByDay,
    waiting: [ByDay; Waits::COUNT],
}

impl Agenda {
    /// The agenda of all rows.
    pub fn of(rows: &[Row]) -> Self {
        let mut running = Vec::new();
        let mut waiting: [Vec<(Minute, Place)>; Waits::COUNT] = Default::default();
        for (place, row) in (0..).zip(rows) {
            if row.is_running() {
                running.push((row.due, place));
            }
            if let Some(list) = Waits::of(row).and_then(|waits| waiting.get_mut(waits as usize)) {
                list.push((row.due, place));
            }
        }
        Self { running: ByDay::of(running), waiting: waiting.map(ByDay::of) }
    }

    /// Takes a row in.
    pub fn insert(&mut self, row: &Row, place: Place) {
        if row.is_running() {
            self.running.insert(row.due, place);
        }
        if let Some(list) = Waits::of(row).and_then(|waits| self.waiting.get_mut(waits as usize)) {
            list.insert(row.due, place);
        }
    }

    /// Takes a row out, as it was taken in.
    pub fn remove(&mut self, row: &Row, place: Place) {
        if row.is_running() {
            self.running.remove(row.due, place);
        }
        if let Some(list) = Waits::of(row).and_then(|waits| self.waiting.get_mut(waits as usize)) {
            list.remove(row.due, place);
        }
    }

    /// Running clocks.
    pub const fn running(&self) -> &ByDay {
        &self.running
    }

    /// What waits for something else than its day.
    pub fn waiting(&self, waits: Waits) -> &ByDay {
        const NONE: &ByDay = &ByDay { days: BTreeMap::new(), len: 0 };
        self.waiting.get(waits as usize).unwrap_or(NONE)
    }

    /// Bytes in memory, near enough: a place and its share of a tree.
    pub fn bytes(&self) -> usize {
        let lists = Waits::iter().map(|waits| self.waiting(waits).len()).sum::<usize>();
        (self.running.len() + lists) * 2 * size_of::<Place>()
    }
}
