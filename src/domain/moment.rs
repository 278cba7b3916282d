//! Instants on the one wall clock of the country, +07:00.
//!
//! Must not know: what time it is now. Order of events is their sequence, never their moments.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::fmt;

/// A second on the Vietnamese wall clock (+07:00, no summer time).
///
/// Held as seconds since 1970-01-01T00:00:00Z; years 0001 to 9999 are representable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// Seconds that Vietnamese time is ahead of UTC.
const OFFSET_SECONDS: i32 = 7 * 3600;
/// The first and last second this type holds (0001-01-01 and 9999-12-31, local).
const BOUNDS: (i64, i64) = (-62_135_622_000, 253_402_275_599);

impl Moment {
    /// From seconds since the Unix epoch, held inside the years 0001 to 9999.
    pub const fn from_unix(seconds: i64) -> Self {
        if seconds < BOUNDS.0 {
            Self(BOUNDS.0)
        } else if seconds > BOUNDS.1 {
            Self(BOUNDS.1)
        } else {
            Self(seconds)
        }
    }

    /// Seconds since the Unix epoch.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// A local date and time.
    pub fn at(date: NaiveDate, time: NaiveTime) -> Self {
        Self::from_unix(date.and_time(time).and_utc().timestamp() - i64::from(OFFSET_SECONDS))
    }

    /// A local date at the start of its day.
    pub fn midnight(date: NaiveDate) -> Self {
        Self::at(date, NaiveTime::MIN)
    }

    /// The local date and time.
    pub fn local(self) -> NaiveDateTime {
        DateTime::from_timestamp(self.0 + i64::from(OFFSET_SECONDS), 0).unwrap_or_default().naive_utc()
    }

    /// The local date.
    pub fn date(self) -> NaiveDate {
        self.local().date()
    }

    /// The local time of day.
    pub fn time(self) -> NaiveTime {
        self.local().time()
    }

    /// This moment moved by a span, held inside the bounds of the type.
    pub fn plus(self, span: TimeDelta) -> Self {
        Self::from_unix(self.0.saturating_add(span.num_seconds()))
    }

    /// RFC 3339 with the offset, for machine-readable output: `2020-02-10T17:00:00+07:00`.
    pub fn rfc3339(self) -> String {
        FixedOffset::east_opt(OFFSET_SECONDS)
            .and_then(|zone| DateTime::from_timestamp(self.0, 0).map(|utc| utc.with_timezone(&zone)))
            .unwrap_or_default()
            .to_rfc3339()
    }
}

/// `dd/mm/yyyy HH:MM`, as Vietnamese papers write it.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.local().format("%d/%m/%Y %H:%M").fmt(f)
    }
}

/// `dd/mm/yyyy`, as Vietnamese papers write a day.
pub fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// Reads `dd/mm/yyyy`, `d/m/yyyy` or `yyyy-mm-dd`; nothing for a day that does not exist.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    ["%d/%m/%Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .filter(|date| (1900..=2200).contains(&chrono::Datelike::year(date)))
}
