//! The period of a report: any two days.
//!
//! Must not know: which report it is for.

use chrono::{Datelike as _, Months, NaiveDate};

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// A step of a series of periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Span {
    /// One calendar month.
    Month,
    /// One calendar year.
    Year,
    /// Five calendar years.
    FiveYears,
}

impl Span {
    const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Year => 12,
            Self::FiveYears => 60,
        }
    }
}

impl Period {
    /// A period whose days are in order.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The calendar period of a span that holds a day. Five-year periods are those of the state's
    /// plans: 2016–2020, 2021–2025.
    pub fn around(day: NaiveDate, span: Span) -> Self {
        let (year, month) = match span {
            Span::Month => (day.year(), day.month()),
            Span::Year => (day.year(), 1),
            Span::FiveYears => (day.year() - (day.year() - 1).rem_euclid(5), 1),
        };
        let from = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(day);
        Self { from, to: last_day(from, span) }
    }

    /// The period after this one, of the same span.
    pub fn next(self, span: Span) -> Self {
        let from = self.to.succ_opt().unwrap_or(self.to);
        Self { from, to: last_day(from, span) }
    }

    /// The period before this one, of the same span.
    pub fn previous(self, span: Span) -> Self {
        let from = self.from.checked_sub_months(Months::new(span.months())).unwrap_or(self.from);
        Self { from, to: last_day(from, span) }
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

fn last_day(from: NaiveDate, span: Span) -> NaiveDate {
    from.checked_add_months(Months::new(span.months())).and_then(|next| next.pred_opt()).unwrap_or(from)
}
