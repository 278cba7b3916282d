//! One office's own times: open hours by weekday and season, and closures.
//!
//! Must not know: the nation's days off, limits or cases.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Weekday};

/// A stretch of open hours within one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Segment {
    /// Opening time.
    pub from: NaiveTime,
    /// Closing time, later than the opening.
    pub to: NaiveTime,
}

/// Open hours by weekday, Monday first; a day without segments is not open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week(pub [Vec<Segment>; 7]);

impl Week {
    /// The segments of a weekday.
    pub fn on(&self, day: Weekday) -> &[Segment] {
        self.0.get(day.num_days_from_monday() as usize).map_or(&[], Vec::as_slice)
    }
}

/// Other hours in a part of every year, such as summer; it may run over the new year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    /// First month and day.
    pub from: (u32, u32),
    /// Last month and day.
    pub to: (u32, u32),
    /// The hours in it.
    pub week: Week,
}

impl Season {
    fn holds(&self, date: NaiveDate) -> bool {
        let day = (date.month(), date.day());
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            day >= self.from || day <= self.to
        }
    }
}

/// Days on which the office does not work by a decision; they do not count as working days, which is
/// why the decision must be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What people call it.
    pub name: String,
    /// Number and date of the decision.
    pub document: String,
}

/// An office's hours and closures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// Counts the changes of these data; part of the calendar's version.
    pub revision: u32,
    /// The usual hours.
    pub week: Week,
    /// Other hours by season; the first that holds wins.
    pub seasons: Vec<Season>,
    /// Closures.
    pub closures: Vec<Closure>,
    /// Which hour is promised to the citizen.
    pub promise: PromiseHour,
}

/// The hour a slip promises, apart from the end of the limit in law: many offices print "after 09:00" of
/// the last day or of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromiseHour {
    /// Of which day.
    pub day: PromiseDay,
    /// At which time; none is the closing hour of that day.
    pub time: Option<NaiveTime>,
}

/// The day whose hour is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PromiseDay {
    /// The last day of the limit.
    #[default]
    Last,
    /// The working day after it.
    NextWorking,
}

/// Why hours are not usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursFault {
    /// A day the nation works has no open hours.
    NoHours(Weekday),
    /// Segments of a day overlap, are empty, or are out of order.
    Disordered(Weekday),
    /// A season's bound is not a day of the year.
    NoSuchDay(u32, u32),
    /// A closure ends before it begins.
    Backwards(NaiveDate),
}

impl Office {
    /// The hours of a weekday in the season of a date.
    pub fn segments(&self, date: NaiveDate, weekday: Weekday) -> &[Segment] {
        self.seasons.iter().find(|s| s.holds(date)).map_or(&self.week, |s| &s.week).on(weekday)
    }

    /// The closure a date falls in.
    pub fn closure(&self, date: NaiveDate) -> Option<&Closure> {
        self.closures.iter().find(|c| c.from <= date && date <= c.to)
    }

    /// Whether every working weekday has orderly hours in every season.
    pub fn check(&self, weekly_off: &[Weekday]) -> Result<(), HoursFault> {
        for week in std::iter::once(&self.week).chain(self.seasons.iter().map(|s| &s.week)) {
            for day in (0..7).filter_map(|n: u8| Weekday::try_from(n).ok()) {
                let segments = week.on(day);
                if segments.is_empty() && !weekly_off.contains(&day) {
                    return Err(HoursFault::NoHours(day));
                }
                let empty = segments.iter().any(|s| s.from >= s.to);
                let overlap = segments.iter().zip(segments.iter().skip(1)).any(|(a, b)| a.to > b.from);
                if empty || overlap {
                    return Err(HoursFault::Disordered(day));
                }
            }
        }
        for (month, day) in self.seasons.iter().flat_map(|s| [s.from, s.to]) {
            // 2024 is a leap year: 29/02 is a day of the year.
            if NaiveDate::from_ymd_opt(2024, month, day).is_none() {
                return Err(HoursFault::NoSuchDay(month, day));
            }
        }
        match self.closures.iter().find(|c| c.to < c.from) {
            Some(closure) => Err(HoursFault::Backwards(closure.from)),
            None => Ok(()),
        }
    }
}
