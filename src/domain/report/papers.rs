//! Rà soát thành phần hồ sơ: which papers of a procedure came with its files, which were asked for because they
//! were missing or not right, which were asked for again, and which nobody ever handed in.
//!
//! Counted are files accepted in the period, and all that was asked for them up to its end. A request that names
//! no paper of the procedure has a line of its own. Must not know: whether a paper should be dropped.

use super::Parts;
use super::scope::Scope;
use super::sheet::{Column, Line, Value, Word};
use crate::domain::procedure::Need;
use crate::domain::projection::Place;
use crate::domain::row::Row;
use crate::domain::text::fold;
use crate::domain::trail::Trail;
use std::collections::{BTreeMap, BTreeSet};

const KEYS: [&str; 8] = ["need", "files", "taken", "taken-share", "asked", "asked-share", "again", "unused"];
const TAKEN: [usize; 2] = [2, 3];
const ASKED: [usize; 2] = [4, 5];
const AGAIN: usize = 6;

/// What one file says of its papers, by folded name.
#[derive(Debug, Default)]
struct Said {
    taken: BTreeSet<String>,
    /// In which rounds each was asked for.
    asked: BTreeMap<String, BTreeSet<u8>>,
}

fn said(row: &Row, scope: &Scope<'_>) -> Said {
    let mut said = Said::default();
    for trace in scope.rows.traces(row) {
        match trace.what {
            Trail::Taken { papers } => {
                said.taken.extend(scope.rows.papers(papers).unwrap_or_default().lines().map(fold));
            }
            Trail::Asked { round, paper } if trace.day.date() <= scope.through() => {
                let name = scope.rows.papers(paper).map(fold).unwrap_or_default();
                said.asked.entry(name).or_default().insert(round);
            }
            Trail::Asked { .. } | Trail::Given { .. } | Trail::EndsAt { .. } => {}
        }
    }
    said
}

/// What is counted of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Files it came with.
    pub taken: u64,
    /// Files it was asked for.
    pub asked: u64,
    /// Files it was asked for more than once.
    pub again: u64,
}

/// A paper of a procedure with what was counted of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCount {
    /// Its name.
    pub name: String,
    /// Whether the procedure lists it, and always asks for it.
    pub listed: Option<bool>,
    /// What was counted.
    pub counted: Counted,
}

impl PaperCount {
    /// Whether the procedure lists it and nobody ever handed it in or was asked for it.
    pub fn is_unused(&self) -> bool {
        self.listed.is_some() && self.counted == Counted::default()
    }
}

/// Papers by folded name: as it was asked for, and what was counted.
type ByName = BTreeMap<String, (String, Counted)>;

fn concerns(row: &Row, scope: &Scope<'_>) -> bool {
    scope.holds(row.received)
}

/// The papers of every procedure with files accepted in the period: how many files, and each paper, those asked for
/// most often first, then in the procedure's order.
pub fn count(scope: &Scope<'_>, only: Option<u16>) -> BTreeMap<u16, (u64, Vec<PaperCount>)> {
    let mut files: BTreeMap<u16, (u64, ByName)> = BTreeMap::new();
    let rows = scope.rows.kept().filter(|row| concerns(row, scope));
    for row in rows.filter(|row| only.is_none_or(|only| row.procedure == only)) {
        let (count, papers) = files.entry(row.procedure).or_default();
        *count += 1;
        let said = said(row, scope);
        for name in said.taken {
            papers.entry(name).or_default().1.taken += 1;
        }
        for (name, rounds) in said.asked {
            let counted = &mut papers.entry(name).or_default().1;
            counted.asked += 1;
            counted.again += u64::from(rounds.len() > 1);
        }
        for trace in scope.rows.traces(row) {
            if let Trail::Asked { paper, .. } = trace.what
                && let Some(name) = scope.rows.papers(paper)
                && let Some((shown, _)) = papers.get_mut(&fold(name)).filter(|(shown, _)| shown.is_empty())
            {
                name.clone_into(shown);
            }
        }
    }
    let listed = |number: u16| {
        let code = scope.rows.procedures().find(|(known, _)| *known == number).map(|(_, code)| code);
        code.and_then(|code| scope.law.catalogue.on(code, scope.through()))
    };
    files
        .into_iter()
        .map(|(number, (count, mut counted))| {
            let mut papers: Vec<PaperCount> = Vec::new();
            for paper in listed(number).iter().flat_map(|procedure| &procedure.papers) {
                let counted = counted.remove(&fold(&paper.name)).unwrap_or_default().1;
                let always = paper.need == Need::Required;
                papers.push(PaperCount { name: paper.name.clone(), listed: Some(always), counted });
            }
            // What is on no list was asked for in words of its own; what only came is not asked of anybody.
            let others =
                counted.into_values().filter(|(name, counted)| counted.asked > 0 && !name.is_empty());
            papers.extend(others.map(|(name, counted)| PaperCount { name, listed: None, counted }));
            papers.sort_by_key(|paper| std::cmp::Reverse(paper.counted.asked));
            (number, (count, papers))
        })
        .collect()
}

/// The review, a line a paper.
pub fn parts(scope: &Scope<'_>) -> Parts {
    let codes: BTreeMap<u16, &str> =
        scope.rows.procedures().map(|(number, code)| (number, code.0.as_str())).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut counted: Vec<_> = count(scope, None).into_iter().collect();
    counted.sort_by_key(|(number, _)| codes.get(number).copied().unwrap_or_default());
    for (number, (files, papers)) in counted {
        let code = codes.get(&number).copied().unwrap_or("-");
        lines.extend(papers.iter().map(|paper| line(code, files, paper)));
    }
    let columns = KEYS
        .iter()
        .map(|key| Column {
            key: key.replace('-', "_"),
            name: Word::Id(format!("column-papers-{key}")),
            sum_of: Vec::new(),
            adds_up: false,
        })
        .collect();
    Parts { columns, lines, total: None }
}

fn line(code: &str, files: u64, paper: &PaperCount) -> Line {
    let need = match paper.listed {
        Some(true) => "papers-required",
        Some(false) => "papers-conditional",
        None => "papers-unlisted",
    };
    let Counted { taken, asked, again } = paper.counted;
    let cells = vec![
        Value::Word(need.to_owned()),
        Value::Count(files),
        Value::Count(taken),
        Value::percent(taken, files),
        Value::Count(asked),
        Value::percent(asked, files),
        Value::Count(again),
        if paper.is_unused() { Value::Word("papers-unused".to_owned()) } else { Value::Empty },
    ];
    let name = format!("{code} · {}", paper.name);
    Line { key: format!("{code}/{}", fold(&paper.name)), name: Word::Data(name), cells }
}

/// The files behind a cell.
pub fn files(scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    let wanted = |row: &Row| {
        let Some(code) = scope.rows.procedure(row).filter(|_| concerns(row, scope)) else { return false };
        let paper = match line.map(|line| line.split_once('/')) {
            None => None,
            Some(Some((of, paper))) if of == code.0 => Some(paper),
            Some(_) => return false,
        };
        let said = said(row, scope);
        let is = |name: &String| paper.is_none_or(|paper| paper == name);
        if TAKEN.contains(&column) {
            said.taken.iter().any(is)
        } else if ASKED.contains(&column) {
            said.asked.keys().any(is)
        } else if column == AGAIN {
            said.asked.iter().any(|(name, rounds)| is(name) && rounds.len() > 1)
        } else {
            true
        }
    };
    let rows = scope.rows.kept_places();
    rows.filter(|(_, row)| wanted(row)).map(|(at, _)| at as Place).collect()
}
