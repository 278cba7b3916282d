//! How long files are kept: an office's own schedule, by procedure, field, or for all.
//!
//! The program brings no periods along: they are the office's, from its own lists, each with its basis. Years count
//! from the end of the year in which a file ended, the later of the readings in use, so that nothing goes too early.
//! Must not know: how anything is erased.

use super::case::Case;
use super::catalogue::Catalogue;
use super::id::{CaseId, PersonId};
use super::moment::Moment;
use super::procedure::ProcedureCode;
use super::projection::Projection;
use super::row::RowDraft;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;

/// Most cases of one proposal to erase: one frame of the journal holds them all.
pub const MOST_ERASED: usize = 20_000;

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

/// A case that must be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// Why, with the document.
    pub reason: String,
}

/// A proposal nobody has agreed to yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its number: the sequence of its frame.
    pub number: u64,
    /// Who proposes.
    pub by: PersonId,
    /// When.
    pub at: Moment,
    /// Which cases.
    pub cases: Vec<CaseId>,
    /// On what basis.
    pub basis: String,
}

/// A file whose retention is over, or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The case.
    pub case: CaseId,
    /// Its code; empty for what was never accepted.
    pub code: String,
    /// When it ended.
    pub ended: NaiveDate,
    /// The last day it is kept; none for ever, or where the schedule is silent.
    pub until: Option<NaiveDate>,
    /// The entry that says so.
    pub keep: Option<Keep>,
}

impl Kept {
    /// What the schedule says of one case; nothing while it is open.
    pub fn of(case: &Case, catalogue: &Catalogue, schedule: &Schedule) -> Option<Self> {
        let draft = RowDraft::of(case);
        let ended = draft.row.ended.date().or_else(|| draft.row.touched.date());
        let procedure = catalogue.all().find(|one| one.code == case.procedure);
        let field = procedure.map_or("", |one| one.field.code.as_str());
        let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let kept = Self::by(schedule, (&case.procedure, field), (case.id, code), ended?);
        case.stage.is_end().then_some(kept)
    }

    fn by(
        schedule: &Schedule,
        (procedure, field): (&ProcedureCode, &str),
        (case, code): (CaseId, String),
        ended: NaiveDate,
    ) -> Self {
        let keep = schedule.of(procedure, field).cloned();
        let until = keep.as_ref().and_then(|keep| keep.last_day(ended));
        Self { case, code, ended, until, keep }
    }

    /// Whether it may go on a day.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

/// Every ended file of these rows with what the schedule says of it, the earliest first.
pub fn kept(rows: &Projection, catalogue: &Catalogue, schedule: &Schedule) -> Vec<Kept> {
    let fields: BTreeMap<&ProcedureCode, &str> =
        catalogue.all().map(|one| (&one.code, one.field.code.as_str())).collect();
    let mut kept: Vec<Kept> = rows
        .rows()
        .iter()
        .filter(|row| row.stage.is_end())
        .filter_map(|row| {
            let procedure = rows.procedure(row)?;
            let ended = row.ended.date().or_else(|| row.touched.date())?;
            let field = fields.get(procedure).copied().unwrap_or_default();
            Some(Kept::by(schedule, (procedure, field), (row.id, rows.code(row).to_string()), ended))
        })
        .collect();
    kept.sort_by_key(|one| (one.until.unwrap_or(NaiveDate::MAX), one.ended, one.case));
    kept
}
