//! Đề xuất cắt giảm thời hạn: what a shorter limit, chosen by a person, would have made late in a period.
//!
//! A limit holds the office and not the applicant, so it is held against the working days in which the clock was
//! not held; the days applicants really waited stand beside them. Must not know: who decides, or on what sheet it
//! is told.

use super::papers::{self, PaperCount};
use super::period::Period;
use super::scope::Scope;
use super::stays::{stays, taken, within};
use super::steps::{counts, told, working_days};
use crate::domain::limit::Unit;
use crate::domain::procedure::ProcedureCode;
use crate::domain::row::Row;
use std::collections::BTreeMap;

/// Days done within, by share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Took {
    /// Half of the files.
    pub half: u32,
    /// Nine in ten.
    pub most: u32,
    /// Nineteen in twenty.
    pub nearly_all: u32,
    /// All.
    pub longest: u32,
}

impl Took {
    fn of(sorted: &[u32]) -> Self {
        let at = |share: usize| within(sorted, share).unwrap_or(0);
        Self { half: at(50), most: at(90), nearly_all: at(95), longest: at(100) }
    }
}

/// A step of the procedure, or one of its holders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTook {
    /// Its name.
    pub name: String,
    /// Its limit as written; empty where none is known.
    pub limit: String,
    /// Files that were in it.
    pub files: u64,
    /// How long.
    pub took: Took,
}

/// A proposal with all it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The procedure.
    pub code: ProcedureCode,
    /// Its name.
    pub name: String,
    /// Its limit as written.
    pub limit: String,
    /// The same in working days, where it is in working days.
    pub days: Option<u32>,
    /// The limit proposed, in working days.
    pub cut: u32,
    /// The period looked at.
    pub period: Period,
    /// Files whose result was ready in it.
    pub files: u64,
    /// Of those, over the present limit, and over the proposed one, while the clock was not held.
    pub late_now: u64,
    /// Over the proposed one.
    pub late_cut: u64,
    /// Over the proposed one, the days in which the clock was held counted too.
    pub waited_cut: u64,
    /// Files that waited for the applicant or for other bodies.
    pub waited: u64,
    /// Working days in which the clock was not held.
    pub took: Took,
    /// All working days from receipt.
    pub in_all: Took,
    /// Files done in so many working days in which the clock was not held.
    pub by_days: BTreeMap<u32, u64>,
    /// The steps in order.
    pub steps: Vec<StepTook>,
    /// Files accepted in the period, which the papers are counted in.
    pub received: u64,
    /// Papers, those asked for most often first.
    pub papers: Vec<PaperCount>,
}

/// Why there is no proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "kebab-case")]
pub enum NoProposal {
    /// No procedure of this code is in force.
    NoSuchProcedure,
    /// No file had its result in the period.
    NoFiles,
    /// A limit of no day, or not shorter than the present one.
    NotShorter,
}

/// What a shorter limit would have meant.
pub fn propose(scope: &Scope<'_>, code: &ProcedureCode, cut: u32) -> Result<Proposal, NoProposal> {
    let procedure = scope.law.catalogue.on(code, scope.through()).ok_or(NoProposal::NoSuchProcedure)?;
    let limit = Some(&procedure.limit).filter(|limit| limit.unit == Unit::WorkingDays && limit.n > 0);
    let limit = limit.map(|limit| limit.n);
    if cut == 0 || limit.is_some_and(|limit| cut >= limit) {
        return Err(NoProposal::NotShorter);
    }
    let number = scope.rows.procedures().find(|(_, known)| *known == code).map(|(number, _)| number);
    let days = working_days(scope);
    let rows: Vec<&Row> =
        scope.rows.kept().filter(|row| Some(row.procedure) == number && counts(row, scope)).collect();
    let number = number.filter(|_| !rows.is_empty()).ok_or(NoProposal::NoFiles)?;
    let (mut in_all, mut own): (Vec<u32>, Vec<u32>) =
        rows.iter().map(|row| taken(row, scope.rows, &days)).unzip();
    in_all.sort_unstable();
    own.sort_unstable();
    let over = |days: &[u32], limit: u32| days.iter().filter(|days| **days > limit).count() as u64;
    let mut by_days: BTreeMap<u32, u64> = BTreeMap::new();
    for days in &own {
        *by_days.entry(*days).or_default() += 1;
    }
    let mut in_step: BTreeMap<u8, BTreeMap<usize, u32>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for stay in stays(row, scope.rows) {
            *in_step.entry(stay.step).or_default().entry(at).or_default() += days.between(stay.from, stay.to);
        }
    }
    let steps = procedure.steps.iter().filter_map(|known| {
        let (_, files) = in_step.iter().find(|(step, _)| scope.rows.step(**step) == Some(&known.key))?;
        let mut took: Vec<u32> = files.values().copied().collect();
        took.sort_unstable();
        Some(StepTook {
            name: known.name.clone(),
            limit: told(&known.limit),
            files: took.len() as u64,
            took: Took::of(&took),
        })
    });
    let (received, papers) = papers::count(scope, Some(number)).remove(&number).unwrap_or_default();
    Ok(Proposal {
        code: code.clone(),
        name: procedure.name.clone(),
        limit: procedure.limit.as_written.clone(),
        days: limit,
        cut,
        period: scope.period,
        files: rows.len() as u64,
        late_now: limit.map_or(0, |limit| over(&own, limit)),
        late_cut: over(&own, cut),
        waited_cut: over(&in_all, cut),
        waited: rows.iter().filter(|row| super::limits::waited(row, scope)).count() as u64,
        took: Took::of(&own),
        in_all: Took::of(&in_all),
        by_days,
        steps: steps.collect(),
        received,
        papers,
    })
}
