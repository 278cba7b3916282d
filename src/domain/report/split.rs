//! What the lines of a report are: fields, procedures, officers, bodies, channels, days.
//!
//! Must not know: what is counted in a line.

use super::scope::Scope;
use super::sheet::Word;
use crate::domain::channel::Channel;
use crate::domain::procedure::Level;
use crate::domain::row::{Minute, Row};
use chrono::{Datelike as _, NaiveDate, Weekday};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// What makes a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Split {
    /// Lĩnh vực, under the level that decides: A province, B district, C commune, as form II.06a has it.
    Form,
    /// Lĩnh vực.
    Field,
    /// Thủ tục.
    Procedure,
    /// Cán bộ thụ lý.
    Officer,
    /// Phòng, đơn vị of the officer.
    Unit,
    /// The body that decides.
    Body,
    /// Kênh nộp.
    Channel,
    /// Month of receipt.
    Month,
    /// Weekday of arrival.
    Weekday,
}

/// The number of the line of rows of nobody: no officer yet, an unknown procedure.
const NONE: u32 = 0;

/// Lines by number, found once for a report so that a row costs a look-up.
pub struct Lines<'a> {
    split: Split,
    scope: Scope<'a>,
    /// Line number by what a row names (procedure or officer).
    numbers: Vec<u32>,
    /// Key and name by line number.
    names: Vec<(String, Word)>,
}

impl<'a> Lines<'a> {
    /// The lines of a split.
    pub fn new(split: Split, scope: Scope<'a>) -> Self {
        let mut lines = Self { split, scope, numbers: Vec::new(), names: Vec::new() };
        lines.names.push(("-".to_owned(), Word::id("report-nobody")));
        match split {
            Split::Form => {
                let key = |code| format!("{} {}", letter(scope.law.level_of(code)), scope.law.field_of(code));
                lines.by_number(procedures(&scope).map(|(n, code)| (n, key(code))), Word::Data);
                for (key, name) in &mut lines.names {
                    if let Some((_, field)) = key.split_once(' ') {
                        *name = Word::Data(field.to_owned());
                    }
                }
            }
            Split::Field => {
                lines
                    .by_number(procedures(&scope).map(|(n, code)| (n, scope.law.field_of(code))), Word::Data);
            }
            Split::Procedure => {
                let codes: Vec<_> = procedures(&scope).collect();
                lines.by_number(codes.iter().map(|(n, code)| (*n, code.0.clone())), Word::Data);
                for (_, code) in codes {
                    if let Some(line) = lines.names.iter_mut().find(|(key, _)| *key == code.0) {
                        line.1 = Word::Data(format!("{} {}", code, scope.law.name_of(code)));
                    }
                }
            }
            Split::Officer => {
                lines.by_number(people(&scope).map(|(n, id)| (n, id.0.clone())), Word::Data);
                for (key, name) in &mut lines.names {
                    if let Some(person) = scope.office.people.iter().find(|person| person.id.0 == *key) {
                        *name = Word::Data(person.name.clone());
                    }
                }
            }
            Split::Unit => {
                let unit =
                    |id| scope.office.person(id).map_or_else(|| "-".to_owned(), |person| person.unit.clone());
                lines.by_number(people(&scope).map(|(n, id)| (n, unit(id))), Word::Data);
            }
            Split::Body => {
                lines.names = vec![(scope.office.name.clone(), Word::Data(scope.office.name.clone()))];
                let bodies = (1..).map_while(|n| scope.rows.body(n).map(|body| (n, body.to_owned())));
                lines.by_number(bodies, Word::Data);
            }
            Split::Channel => {
                lines.names = Channel::iter()
                    .map(|channel| {
                        let key: &str = channel.into();
                        (key.to_owned(), Word::Id(format!("channel-{key}")))
                    })
                    .collect();
            }
            Split::Month => {}
            Split::Weekday => {
                lines.names = (0..7)
                    .map(|day| {
                        (Weekday::try_from(day).map_or_else(|_| String::new(), |day| day.to_string()), day)
                    })
                    .map(|(key, day)| (key, Word::Id(format!("weekday-{}", day + 1))))
                    .collect();
            }
        }
        lines
    }

    /// The line of a row. Months number themselves: year × 12 + month.
    pub fn of(&self, row: &Row) -> u32 {
        match self.split {
            Split::Form | Split::Field | Split::Procedure => self.number(row.procedure),
            Split::Officer | Split::Unit => self.number(row.officer),
            Split::Body => self.number(row.body),
            Split::Channel => row.channel as u32 - Channel::Direct as u32,
            Split::Month => {
                let at = if row.received == Minute::NEVER { row.arrived } else { row.received };
                at.date().map_or(NONE, |day| day.year() as u32 * 12 + day.month0())
            }
            Split::Weekday => weekday(row.arrived),
        }
    }

    /// Key and name of a line.
    pub fn name(&self, number: u32) -> (String, Word) {
        if self.split == Split::Month {
            let day = NaiveDate::from_ymd_opt((number / 12) as i32, number % 12 + 1, 1).unwrap_or_default();
            return (day.format("%Y-%m").to_string(), Word::Data(day.format("%m/%Y").to_string()));
        }
        self.names.get(number as usize).cloned().unwrap_or_default()
    }

    /// Numbers of the lines that are shown even where nothing was counted.
    pub fn always(&self) -> std::ops::Range<u32> {
        match self.split {
            Split::Channel | Split::Weekday => 0..self.names.len() as u32,
            Split::Form
            | Split::Field
            | Split::Procedure
            | Split::Officer
            | Split::Unit
            | Split::Body
            | Split::Month => 0..0,
        }
    }

    fn number(&self, of: u16) -> u32 {
        self.numbers.get(usize::from(of)).copied().unwrap_or(NONE)
    }

    /// Gives lines to what rows name, several of which may share one.
    fn by_number(&mut self, named: impl Iterator<Item = (u16, String)>, word: impl Fn(String) -> Word) {
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        if self.split == Split::Body {
            known.insert(self.scope.office.name.clone(), 0);
        }
        for (number, key) in named {
            let next = self.names.len() as u32;
            let line = *known.entry(key.clone()).or_insert(next);
            if line == next {
                self.names.push((key.clone(), word(key)));
            }
            if self.numbers.len() <= usize::from(number) {
                self.numbers.resize(usize::from(number) + 1, NONE);
            }
            if let Some(slot) = self.numbers.get_mut(usize::from(number)) {
                *slot = line;
            }
        }
    }
}

/// The letter form II.06a puts before a level; what ministries decide is no part of the form and comes last.
pub const fn letter(level: Option<Level>) -> char {
    match level {
        Some(Level::Province) => 'A',
        Some(Level::District) => 'B',
        Some(Level::Commune) => 'C',
        Some(Level::Central) => 'D',
        None => '-',
    }
}

impl Default for Word {
    fn default() -> Self {
        Self::Data(String::new())
    }
}

fn procedures<'a>(
    scope: &Scope<'a>,
) -> impl Iterator<Item = (u16, &'a crate::domain::procedure::ProcedureCode)> + use<'a> {
    scope.rows.procedures()
}

fn people<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (u16, &'a crate::domain::id::PersonId)> + use<'a> {
    let rows = scope.rows;
    (1..).map_while(move |number| rows.person(number).map(|id| (number, id)))
}

/// Days from Monday. 1970-01-01 was a Thursday, and the local day begins seven hours before the minute count's.
pub const fn weekday(at: Minute) -> u32 {
    ((at.0 + 7 * 60) / (24 * 60) + 3) % 7
}

/// The local hour of a minute.
pub const fn hour(at: Minute) -> u32 {
    (at.0 + 7 * 60) / 60 % 24
}
