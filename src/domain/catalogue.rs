//! The procedures an office handles, in all their versions.
//!
//! Must not know: where they were loaded from.

use super::limit::{Unit, UnitDecision};
use super::procedure::{Field, Procedure, ProcedureCode};
use super::text;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Procedures by code and version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    by_code: BTreeMap<ProcedureCode, BTreeMap<u32, Arc<Procedure>>>,
}

impl Catalogue {
    /// Puts procedures together; of two with the same code and version the later wins.
    pub fn new(procedures: impl IntoIterator<Item = Procedure>) -> Self {
        let mut by_code: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for procedure in procedures {
            let versions = by_code.entry(procedure.code.clone()).or_default();
            versions.insert(procedure.version, Arc::new(procedure));
        }
        Self { by_code }
    }

    /// Decides the disputed unit of a version's limit. Says whether there was anything to decide.
    pub fn decide_unit(&mut self, code: &ProcedureCode, version: u32, unit: Unit) -> bool {
        let known = self.by_code.get_mut(code).and_then(|versions| versions.get_mut(&version));
        let Some(procedure) = known else { return false };
        let UnitDecision::Disputed { also } = procedure.limit.unit_decided else { return false };
        let first = procedure.limit.unit;
        if unit != first && unit != also {
            return false;
        }
        let limit = &mut Arc::make_mut(procedure).limit;
        limit.unit = unit;
        limit.unit_decided = UnitDecision::Decided { also: if unit == first { also } else { first } };
        true
    }

    /// The version that holds for a file received on a day; of several the newest.
    pub fn on(&self, code: &ProcedureCode, day: NaiveDate) -> Option<&Arc<Procedure>> {
        self.by_code.get(code)?.values().rev().find(|procedure| procedure.holds_on(day))
    }

    /// An exact version, such as the one a case was received under.
    pub fn exact(&self, code: &ProcedureCode, version: u32) -> Option<&Arc<Procedure>> {
        self.by_code.get(code)?.get(&version)
    }

    /// Every version, by code, then version.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        self.by_code.values().flat_map(BTreeMap::values)
    }

    /// What can be received on a day, by code.
    pub fn open_on(&self, day: NaiveDate) -> impl Iterator<Item = &Arc<Procedure>> {
        self.by_code.keys().filter_map(move |code| self.on(code, day))
    }

    /// The fields there are, by code.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields: Vec<_> = self.all().map(|procedure| procedure.field.clone()).collect();
        fields.sort();
        fields.dedup();
        fields
    }

    /// What can be received on a day in a field, by code.
    pub fn in_field(&self, field: &str, day: NaiveDate) -> impl Iterator<Item = &Arc<Procedure>> {
        self.open_on(day).filter(move |procedure| procedure.field.code == field)
    }

    /// What can be received on a day and has every word of a query in its name or field, the last word
    /// perhaps unfinished; a piece of the code will do too. Words without accents match any accents.
    pub fn search(&self, query: &str, day: NaiveDate) -> Vec<&Arc<Procedure>> {
        let words: Vec<&str> = query.split_whitespace().collect();
        let matches = |procedure: &Procedure| {
            let whole = format!("{} {}", procedure.name, procedure.field.name);
            words.iter().enumerate().all(|(i, word)| {
                let unfinished = i + 1 == words.len();
                procedure.code.0.contains(word) || has_word(&whole, word, unfinished)
            })
        };
        self.open_on(day).filter(|procedure| matches(procedure)).collect()
    }
}

/// Whether a text has a word, or one that begins so.
fn has_word(whole: &str, word: &str, unfinished: bool) -> bool {
    let key = if text::has_accents(word) { text::exact } else { text::fold };
    let (whole, word) = (key(whole), key(word));
    whole.split(|c: char| !c.is_alphanumeric()).any(|w| w == word || (unfinished && w.starts_with(&word)))
}
