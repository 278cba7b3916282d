//! How long the law gives: a number, a unit, and where both were read.
//!
//! Must not know: calendars or cases. Counting lives in `clock` and `walk`.

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
