//! What reports need beside the law of procedures: preset periods and the reasons of lateness, as data.
//!
//! Must not know: where they were loaded from.

use super::report::period::Period;
use chrono::{Datelike as _, NaiveDate};

/// A named kind of period: calendar months, or months from the 15th to the 14th.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Stable key, such as `state-quarter`.
    pub key: String,
    /// Its name in Vietnamese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Months it covers, at least 1.
    pub months: u32,
    /// Months from the start of one to the start of the next, at least `months`.
    pub every: u32,
    /// Month its count begins with: 0 for January.
    pub offset: u32,
    /// The day it begins on, 1 to 28. Later than the 1st, it begins in the month before.
    pub first_day: u32,
    /// Where it was read.
    pub source: String,
    /// Whether somebody checked it against its source.
    pub verified: bool,
}

impl Preset {
    /// The period a day belongs to; for kinds that leave months out, that of the same year.
    pub fn around(&self, day: NaiveDate) -> Period {
        let late = self.first_day > 1 && day.day() >= self.first_day;
        let month = day.year() * 12 + day.month0() as i32 + i32::from(late);
        let offset = self.offset as i32;
        let first = (month - offset).div_euclid(self.every as i32) * self.every as i32 + offset;
        self.period(first)
    }

    /// The period before one.
    pub fn before(&self, period: Period) -> Period {
        self.period(self.first_month(period) - self.every as i32)
    }

    /// The period after one.
    pub fn after(&self, period: Period) -> Period {
        self.period(self.first_month(period) + self.every as i32)
    }

    fn first_month(&self, period: Period) -> i32 {
        let around = self.around(period.from);
        around.from.year() * 12 + around.from.month0() as i32 + i32::from(self.first_day > 1)
    }

    /// The period whose first month, by the name it goes by, is this one.
    fn period(&self, first: i32) -> Period {
        let shift = i32::from(self.first_day > 1);
        let start = |month: i32| {
            NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, self.first_day)
                .unwrap_or(NaiveDate::MIN)
        };
        let from = start(first - shift);
        let to = start(first - shift + self.months as i32).pred_opt().unwrap_or(from);
        Period { from, to }
    }
}

/// A reason of lateness or of a supplement, as accounts name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Stable key, kept in the history of files.
    pub key: String,
    /// Code in form II.06g.
    pub code: String,
    /// Its name in Vietnamese.
    pub name: String,
    /// Whether a regulation is the cause, so that the document and the clause must be named.
    pub regulation: bool,
    /// Whether the code was checked against the form.
    pub verified: bool,
}

/// Presets and reasons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reporting {
    /// Preset periods, in the order offered.
    pub presets: Vec<Preset>,
    /// Reasons, in the order offered.
    pub reasons: Vec<Reason>,
}

impl Reporting {
    /// The preset of a key.
    pub fn preset(&self, key: &str) -> Option<&Preset> {
        self.presets.iter().find(|preset| preset.key == key)
    }

    /// The reason of a key.
    pub fn reason(&self, key: &str) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.key == key)
    }
}
