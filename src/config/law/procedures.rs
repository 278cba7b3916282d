//! Procedure files to a catalogue, with everything that is wrong in them at once.
//!
//! Must not know: calendars.

use super::Source;
use super::fault::{Fault, FaultKind, Finder};
use super::raw;
use super::shape::{RawFee, RawLimit, RawPaper, RawProcedure, RawSupplement};
use crate::domain::catalogue::Catalogue;
use crate::domain::channel::Channel;
use crate::domain::limit::{Limit, Unit, UnitDecision};
use crate::domain::procedure::{
    FeeRow, Field, Holder, Level, Need, OnlineLevel, OnlineService, Paper, PaperForm, Procedure,
    ProcedureCode, ResultPaper, Step, SupplementEffect, SupplementRule,
};
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;

pub(super) const UNITS: [(&str, Unit); 7] = [
    ("working_hours", Unit::WorkingHours),
    ("half_days", Unit::HalfDays),
    ("working_days", Unit::WorkingDays),
    ("calendar_days", Unit::CalendarDays),
    ("months", Unit::Months),
    ("years", Unit::Years),
    ("hours_before", Unit::HoursBefore),
];
const SERVICES: [(&str, OnlineService); 2] =
    [("full", OnlineService::Full), ("partial", OnlineService::Partial)];
const FORMS: [(&str, PaperForm); 3] =
    [("original", PaperForm::Original), ("certified", PaperForm::Certified), ("copy", PaperForm::Copy)];
const CHANNELS: [(&str, Channel); 3] =
    [("direct", Channel::Direct), ("online", Channel::Online), ("post", Channel::Post)];
const EFFECTS: [(&str, SupplementEffect); 2] =
    [("restart", SupplementEffect::Restart), ("pause", SupplementEffect::Pause)];
const HOLDERS: [(&str, Holder); 9] = [
    ("intake", Holder::Intake),
    ("desk_head", Holder::DeskHead),
    ("handler", Holder::Handler),
    ("division_head", Holder::DivisionHead),
    ("leader", Holder::Leader),
    ("clerk", Holder::Clerk),
    ("cashier", Holder::Cashier),
    ("partner", Holder::Partner),
    ("release", Holder::Release),
];
const LEVELS: [(&str, Level); 4] = [
    ("central", Level::Central),
    ("province", Level::Province),
    ("district", Level::District),
    ("commune", Level::Commune),
];

/// Reads procedure files into a catalogue, or says everything that is wrong with them.
pub fn read(sources: &[Source]) -> Result<Catalogue, Vec<Fault>> {
    let mut known: Vec<Procedure> = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let mut finder = Finder::new(&source.file, &source.text);
        if let Some(mut table) = raw::table(&source.text, &mut finder) {
            let items: Vec<RawProcedure> = raw::items(&mut table, "procedure", &mut finder);
            raw::nothing_else(&table, "procedure", &mut finder);
            for item in items {
                let place = item.code.span();
                if let Some(procedure) = procedure(&item, &mut finder) {
                    compare(&procedure, &known, place, &mut finder);
                    known.push(procedure);
                }
            }
        }
        faults.append(&mut finder.into_faults());
    }
    if faults.is_empty() { Ok(Catalogue::new(known)) } else { Err(faults) }
}

fn procedure(raw: &RawProcedure, finder: &mut Finder<'_>) -> Option<Procedure> {
    let online_level = raw::within(&raw.online_level, 1, 4, finder);
    let online_service = raw.online_service.as_ref().and_then(|word| raw::one_of(word, &SERVICES, finder));
    let level = raw::one_of(&raw.level, &LEVELS, finder);
    let limit = limit(&raw.limit, finder);
    let valid_from = raw::maybe_day(raw.valid_from.as_ref(), finder);
    let valid_to = raw::maybe_day(raw.valid_to.as_ref(), finder);
    if let (Some(from), Some(to), Some(place)) = (valid_from, valid_to, &raw.valid_to)
        && to < from
    {
        finder.note(place.span(), FaultKind::Backwards);
    }
    not_empty(raw.legal_basis.get_ref().is_empty(), raw.legal_basis.span(), "legal_basis", finder);
    let papers = papers(&raw.papers, finder);
    let supplement = raw.supplement.as_ref().map(|rule| supplement(rule, finder));
    let fees = raw.fees.iter().map(|fee| fee_row(fee, finder)).collect();
    let steps = steps(raw, limit.as_ref(), finder);
    Some(Procedure {
        code: ProcedureCode(raw::said(&raw.code, "code", finder)),
        code_verified: raw.code_verified,
        version: raw::within(&raw.version, 1, 9_999, finder) as u32,
        name: raw::said(&raw.name, "name", finder),
        field: Field {
            code: raw::said(&raw.field.code, "field code", finder),
            name: raw::said(&raw.field.name, "field name", finder),
        },
        online_level: OnlineLevel::new(online_level as u8)?,
        online_service,
        online_verified: raw.online_verified,
        on_site: raw.on_site,
        legal_basis: raw.legal_basis.get_ref().clone(),
        papers,
        sets: raw::within(&raw.sets, 1, 99, finder) as u32,
        limit: limit?,
        supplement,
        fees,
        result: ResultPaper {
            name: raw::said(&raw.result.name, "result name", finder),
            copies: raw::within(&raw.result.copies, 1, 99, finder) as u32,
            valid_months: raw
                .result
                .valid_months
                .as_ref()
                .map(|months| raw::within(months, 1, 1_200, finder) as u32),
            note: raw.result.note.clone(),
            verified: raw.result.verified,
        },
        steps,
        steps_verified: raw.steps_verified,
        level: level?,
        valid_from,
        valid_to,
        validity_verified: raw.validity_verified,
        notes: raw.notes.clone(),
    })
}

fn not_empty(empty: bool, place: Range<usize>, what: &'static str, finder: &mut Finder<'_>) {
    if empty {
        finder.note(place, FaultKind::Empty(what));
    }
}

/// A key that no other of its list has.
fn key(raw: &Spanned<String>, seen: &mut BTreeSet<String>, finder: &mut Finder<'_>) -> String {
    let key = raw::said(raw, "key", finder);
    if !seen.insert(key.clone()) {
        finder.note(raw.span(), FaultKind::Twice(key.clone()));
    }
    key
}

fn limit(raw: &RawLimit, finder: &mut Finder<'_>) -> Option<Limit> {
    let unit = raw::one_of(&raw.unit, &UNITS, finder);
    let also = raw.also.as_ref().and_then(|word| raw::one_of(word, &UNITS, finder));
    Some(Limit {
        n: raw::within(&raw.n, 1, u64::from(Limit::MOST), finder) as u32,
        unit: unit?,
        as_written: raw::said(&raw.as_written, "as_written", finder),
        source: raw::said(&raw.source, "source", finder),
        unit_decided: also.map_or(UnitDecision::Stated, |also| UnitDecision::Disputed { also }),
        verified: raw.verified,
    })
}

fn supplement(raw: &RawSupplement, finder: &mut Finder<'_>) -> SupplementRule {
    SupplementRule {
        rounds: raw.rounds.as_ref().map(|rounds| raw::within(rounds, 1, 99, finder) as u32),
        notice: raw.notice.as_ref().and_then(|notice| limit(notice, finder)),
        effect: raw.effect.as_ref().and_then(|word| raw::one_of(word, &EFFECTS, finder)),
        source: raw::said(&raw.source, "source", finder),
        verified: raw.verified,
    }
}

fn papers(raw: &Spanned<Vec<RawPaper>>, finder: &mut Finder<'_>) -> Vec<Paper> {
    not_empty(raw.get_ref().is_empty(), raw.span(), "papers", finder);
    let mut seen = BTreeSet::new();
    let paper = |paper: &RawPaper| {
        let form = raw::one_of(&paper.form, &FORMS, finder);
        let when = paper.when.as_ref().map(|when| raw::said(when, "when", finder));
        Some(Paper {
            key: key(&paper.key, &mut seen, finder),
            name: raw::said(&paper.name, "paper name", finder),
            form: form?,
            count: raw::within(&paper.count, 1, 99, finder) as u32,
            need: when.map_or(Need::Required, Need::Conditional),
            verified: paper.verified,
        })
    };
    raw.get_ref().iter().filter_map(paper).collect()
}

fn fee_row(raw: &RawFee, finder: &mut Finder<'_>) -> FeeRow {
    let from = raw::maybe_day(raw.from.as_ref(), finder);
    let to = raw::maybe_day(raw.to.as_ref(), finder);
    if let (Some(from), Some(to), Some(place)) = (from, to, &raw.to)
        && to < from
    {
        finder.note(place.span(), FaultKind::Backwards);
    }
    FeeRow {
        name: raw::said(&raw.name, "fee name", finder),
        amount: raw.amount,
        per: raw::said(&raw.per, "per", finder),
        from,
        to,
        channel: raw.channel.as_ref().and_then(|word| raw::one_of(word, &CHANNELS, finder)),
        source: raw::said(&raw.source, "source", finder),
        verified: raw.verified,
    }
}

fn steps(raw: &RawProcedure, whole: Option<&Limit>, finder: &mut Finder<'_>) -> Vec<Step> {
    not_empty(raw.steps.get_ref().is_empty(), raw.steps.span(), "steps", finder);
    let mut seen = BTreeSet::new();
    let mut steps = Vec::new();
    for step in raw.steps.get_ref() {
        let holder = raw::one_of(&step.holder, &HOLDERS, finder);
        let unit = raw::one_of(&step.unit, &UNITS, finder);
        let n = raw::within(&step.n, 1, u64::from(Limit::MOST), finder) as u32;
        let (key, name) = (key(&step.key, &mut seen, finder), raw::said(&step.name, "step name", finder));
        let (Some(holder), Some(unit)) = (holder, unit) else { continue };
        let limit = Limit::of(n, unit);
        if whole.is_some() && limit.office_half_hours().is_none() {
            finder.note(step.unit.span(), FaultKind::StepUnit(unit.into()));
        }
        steps.push(Step { key, name, holder, limit });
    }
    let spent: u64 = steps.iter().filter_map(|step| step.limit.office_half_hours()).sum();
    if let Some(whole) = whole.and_then(room).filter(|whole| spent > *whole) {
        let kind = FaultKind::StepsExceed { steps: spent, whole };
        finder.note(raw.steps.span(), kind);
    }
    steps
}

/// The office time a limit leaves for its steps, in half hours; five days of seven in calendar days.
/// Nothing where the limit is not a span.
fn room(whole: &Limit) -> Option<u64> {
    let days = match whole.unit {
        Unit::WorkingHours | Unit::HalfDays | Unit::WorkingDays => return whole.office_half_hours(),
        Unit::CalendarDays => 1,
        Unit::Months => 30,
        Unit::Years => 365,
        Unit::HoursBefore => return None,
    };
    Some(u64::from(whole.n) * days * 16 * 5 / 7)
}

/// Notes what a version and those before it may not share.
fn compare(new: &Procedure, known: &[Procedure], place: Range<usize>, finder: &mut Finder<'_>) {
    for old in known.iter().filter(|old| old.code == new.code) {
        if old.version == new.version {
            let kind = FaultKind::Twice(format!("{} version {}", new.code, new.version));
            finder.note(place.clone(), kind);
        } else {
            let before = |a: &Procedure, b: &Procedure| {
                a.valid_to.zip(b.valid_from).is_some_and(|(end, start)| end < start)
            };
            if !before(old, new) && !before(new, old) {
                let kind = FaultKind::Overlap { code: new.code.to_string(), with: old.version };
                finder.note(place.clone(), kind);
            }
        }
    }
}
