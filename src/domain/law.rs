//! The law as this desk has it loaded: days, procedures, rule sets.
//!
//! One value, shared read-only by the desk and the screen. Must not know: where it came from.

use super::calendar::Calendar;
use super::case::Case;
use super::catalogue::Catalogue;
use super::decide::Rules;
use super::moment::Moment;
use super::number::NumberBook;
use super::office::Office;
use super::procedure::{Level, ProcedureCode};
use super::reporting::Reporting;
use super::rules::RuleBook;
use super::sheet::FormSet;

/// Everything the law gives, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// Days and hours of the office.
    pub calendar: Calendar,
    /// The procedures.
    pub catalogue: Catalogue,
    /// The rule sets by date of receipt.
    pub book: RuleBook,
    /// Preset periods and reasons of lateness.
    pub reporting: Reporting,
}

impl Law {
    /// The rules one decision looks up.
    pub const fn rules<'a>(&'a self, office: &'a Office, numbers: &'a NumberBook) -> Rules<'a> {
        Rules {
            calendar: &self.calendar,
            catalogue: &self.catalogue,
            book: &self.book,
            office,
            numbers,
            reporting: &self.reporting,
        }
    }

    /// The set of forms a case is served by, as seen at a moment.
    pub fn form_set(&self, case: &Case, now: Moment) -> Option<&FormSet> {
        let day = case.received.or(case.arrived).unwrap_or(now).date();
        self.book.forms.set(self.book.by_key(&case.rules).or_else(|| self.book.on(day))?, day)
    }

    /// The name of a procedure, of its newest version; its code when it is not in the catalogue.
    pub fn name_of(&self, code: &ProcedureCode) -> String {
        let known = self.catalogue.all().filter(|procedure| procedure.code == *code).last();
        known.map_or_else(|| code.to_string(), |procedure| procedure.name.clone())
    }

    /// The name of a step of a procedure, of its newest version that has it.
    pub fn step_name(&self, code: &ProcedureCode, step: &str) -> Option<&str> {
        let known = self.catalogue.all().filter(|procedure| procedure.code == *code);
        let steps = known.flat_map(|procedure| &procedure.steps);
        steps.filter(|known| known.key == step).last().map(|known| known.name.as_str())
    }

    /// The level that decides a procedure; nothing when it is not in the catalogue.
    pub fn level_of(&self, code: &ProcedureCode) -> Option<Level> {
        self.catalogue
            .all()
            .filter(|procedure| procedure.code == *code)
            .last()
            .map(|procedure| procedure.level)
    }

    /// The field of a procedure, or a dash when it is not in the catalogue.
    pub fn field_of(&self, code: &ProcedureCode) -> String {
        let known = self.catalogue.all().filter(|procedure| procedure.code == *code).last();
        known.map_or_else(|| "-".to_owned(), |procedure| procedure.field.name.clone())
    }
}
