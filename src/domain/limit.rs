//! How long the law gives: a number, a unit, and where both were read.
//!
//! Must not know: calendars or cases. Counting lives in `clock` and `walk`.

use super::text::fold;

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Unit {
    /// Hours of office time, from the very moment (BLDS 147.1).
    WorkingHours,
    /// Mornings and afternoons of working days ("buổi", "0,5 ngày").
    HalfDays,
    /// Days the public sector works, make-up Saturdays included ("ngày làm việc").
    WorkingDays,
    /// Every day of the calendar ("ngày"), the end rolled to a working day (BLDS 148.5).
    CalendarDays,
    /// Months (BLDS 148.3), the end rolled to a working day.
    Months,
    /// Years (BLDS 148.4), the end rolled to a working day.
    Years,
    /// Hours counted back from a planned moment, such as a press conference. No due date follows from
    /// the day of receipt, so a clock refuses it by name.
    HoursBefore,
}

/// Whether everybody reads the unit the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitDecision {
    /// The sources agree.
    Stated,
    /// Sources say different units and nobody has decided which holds at this office; until somebody does,
    /// no file is accepted under the limit.
    Disputed {
        /// The other unit.
        also: Unit,
    },
    /// Sources say different units, and the office decided for one.
    Decided {
        /// The unit it decided against.
        also: Unit,
    },
}

/// A time limit as a legal text or a published procedure gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// How many units; a clock accepts 1 to [`Limit::MOST`].
    pub n: u32,
    /// The unit.
    pub unit: Unit,
    /// The words of the source, such as `10 ngày làm việc`.
    pub as_written: String,
    /// The article or page the words come from.
    pub source: String,
    /// Whether the unit is disputed between sources.
    pub unit_decided: UnitDecision,
    /// Whether somebody checked this against its source.
    pub verified: bool,
}

impl Limit {
    /// The largest number of units a clock counts; more is a slip of the keyboard.
    pub const MOST: u32 = 36_600;

    /// A checked limit without provenance, for steps and tests.
    pub fn of(n: u32, unit: Unit) -> Self {
        Self {
            n,
            unit,
            as_written: String::new(),
            source: String::new(),
            unit_decided: UnitDecision::Stated,
            verified: true,
        }
    }

    /// Reads a limit as people write it: `10 ngày làm việc`, `03 ngày LV`, `20 ngày`, `8 giờ làm việc`, `0,5
    /// ngày` (a half day), `2 buổi`, `1 tháng`; accents and case do not matter, English words do as well.
    /// Nothing where it is no limit. Whether "ngày" means working days is never guessed.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        let (number, words) = folded.split_once(|c: char| c.is_whitespace())?;
        let (whole, half) = match number.split_once([',', '.']) {
            Some((whole, "5")) => (whole, true),
            Some(_) => return None,
            None => (number, false),
        };
        let n: u32 = whole.parse().ok().filter(|n| *n <= Self::MOST)?;
        let words: Vec<&str> = words.split_whitespace().collect();
        let unit = match words.join(" ").as_str() {
            "ngay lam viec" | "ngay lv" | "nlv" | "working day" | "working days" => Unit::WorkingDays,
            "ngay" | "day" | "days" | "calendar days" => Unit::CalendarDays,
            "gio" | "gio lam viec" | "gio lv" | "hour" | "hours" | "working hours" => Unit::WorkingHours,
            "buoi" | "half day" | "half days" => Unit::HalfDays,
            "thang" | "month" | "months" => Unit::Months,
            "nam" | "year" | "years" => Unit::Years,
            _ => return None,
        };
        let (n, unit) = match (half, unit) {
            (false, unit) => (n, unit),
            // Half a day is a morning or an afternoon, whichever kind of day was meant.
            (true, Unit::WorkingDays | Unit::CalendarDays) => (2 * n + 1, Unit::HalfDays),
            (true, _) => return None,
        };
        (n > 0).then(|| Self { as_written: text.trim().to_owned(), ..Self::of(n, unit) })
    }

    /// Office time in half hours, at 8 hours a day; nothing where the unit is not office time.
    pub fn office_half_hours(&self) -> Option<u64> {
        let per_unit = match self.unit {
            Unit::WorkingHours => 2,
            Unit::HalfDays => 8,
            Unit::WorkingDays => 16,
            Unit::CalendarDays | Unit::Months | Unit::Years | Unit::HoursBefore => return None,
        };
        Some(u64::from(self.n) * per_unit)
    }
}
