//! How long files are kept: an office's own schedule, by procedure, field, or for all.
//!
//! The program brings no periods along: they are the office's, from its own lists, each with its basis. Years count
//! from the end of the year in which a file ended, the later of the readings in use, so that nothing goes too early.
//! Must not know: how anything is erased.

use super::procedure::ProcedureCode;
use chrono::{Datelike as _, NaiveDate};

/// How long something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// So many years.
    Years(u16),
    /// For ever.
    Forever,
}

/// What an entry of the schedule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Over {
    /// One procedure.
    Procedure(ProcedureCode),
    /// A field, by its code.
    Field(String),
    /// Everything else.
    Rest,
}

/// An entry of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// About what.
    pub over: Over,
    /// How long.
    pub span: Span,
    /// The document that says so.
    pub basis: String,
}

impl Keep {
    /// The last day something that ended on a day is kept; none for what stays for ever.
    pub fn last_day(&self, ended: NaiveDate) -> Option<NaiveDate> {
        match self.span {
            Span::Years(years) => NaiveDate::from_ymd_opt(ended.year() + i32::from(years), 12, 31),
            Span::Forever => None,
        }
    }
}

/// The schedule of an office. What it does not speak of is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule(pub Vec<Keep>);

impl Schedule {
    /// What holds for a procedure of a field: its own entry goes before its field's, and that before the rest.
    pub fn of(&self, procedure: &ProcedureCode, field: &str) -> Option<&Keep> {
        let find = |is: &dyn Fn(&Over) -> bool| self.0.iter().find(|keep| is(&keep.over));
        find(&|over| matches!(over, Over::Procedure(code) if code == procedure))
            .or_else(|| find(&|over| matches!(over, Over::Field(code) if code == field)))
            .or_else(|| find(&|over| *over == Over::Rest))
    }

    /// Whether it says anything.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
