//! How many files came in at each online level, and the share of level 4 (NĐ 43/2011 art. 3).
//!
//! A file counts in the period in which it was accepted; files never accepted are left out and
//! counted apart, so that nothing disappears silently. Must not know: names of procedures or fields beyond
//! what the caller gives.

use super::count::{Bits, Made, Spec};
use super::period::Period;
use super::scope::Scope;
use super::sheet::Word;
use crate::domain::channel::Channel;
use crate::domain::lateness::Timeliness;
use crate::domain::projection::{Place, Projection};
use crate::domain::row::Row;
use std::collections::BTreeMap;

/// The report as a sheet: levels 1 to 4, all, and the share of level 4.
pub fn spec() -> Spec {
    let mut spec = Spec::counters(bits, &["level_1", "level_2", "level_3", "level_4", "total"]);
    for (key, name, _) in &mut spec.columns {
        *name = Word::Id(format!("column-{}", key.replace('_', "-")));
    }
    let share = Word::id("column-level-4-share");
    spec.columns.push(("level_4_share".to_owned(), share, Made::Percent(3, 4)));
    spec.sums = &[(4, &[0, 1, 2, 3])];
    spec
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if !scope.holds(row.received) {
        return 0;
    }
    1 << 4 | if (1..=4).contains(&row.level) { 1 << (row.level - 1) } else { 0 }
}

/// Counts by online level, 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ByLevel(pub [u32; 4]);

impl ByLevel {
    /// All levels together.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// How many at one level.
    pub fn at(&self, level: u8) -> u32 {
        usize::from(level).checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or(0)
    }

    /// The share of a level in per mille, rounded half up; nothing of nothing is nothing.
    pub fn per_mille(&self, level: u8) -> Option<u32> {
        let (part, total) = (u64::from(self.at(level)), u64::from(self.total()));
        (total > 0).then(|| ((part * 2_000 + total) / (total * 2)) as u32)
    }

    fn add(&mut self, level: u8) {
        if let Some(count) = usize::from(level).checked_sub(1).and_then(|at| self.0.get_mut(at)) {
            *count += 1;
        }
    }
}

/// One line: a field, a channel, a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it counts.
    pub name: String,
    /// The counts.
    pub levels: ByLevel,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The period it covers.
    pub period: Period,
    /// All files accepted in it.
    pub total: ByLevel,
    /// By field, by name.
    pub by_field: Vec<Line>,
    /// By channel: direct, online, post.
    pub by_channel: [(Channel, ByLevel); 3],
    /// By year of acceptance.
    pub by_year: Vec<(i32, ByLevel)>,
    /// Of those with a result: early, on time, late.
    pub timeliness: [(Timeliness, u32); 3],
    /// Arrived in the period and not accepted (waiting, refused or withdrawn at intake).
    pub not_accepted: u32,
}

/// What a cell of the report counts, to list the files behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// One level of everything.
    Level(u8),
    /// Everything of a field.
    Field(String),
    /// Everything of a channel.
    Channel(Channel),
    /// Everything of a year.
    Year(i32),
    /// Everything.
    All,
}

/// Counts a period. `field_of` names the field of a row's procedure.
pub fn count(projection: &Projection, period: Period, field_of: impl Fn(&Row) -> String) -> Levels {
    let mut report = Levels {
        period,
        total: ByLevel::default(),
        by_field: Vec::new(),
        by_channel: [Channel::Direct, Channel::Online, Channel::Post].map(|c| (c, ByLevel::default())),
        by_year: Vec::new(),
        timeliness: [Timeliness::Early, Timeliness::OnTime, Timeliness::Late].map(|t| (t, 0)),
        not_accepted: 0,
    };
    let mut fields: BTreeMap<String, ByLevel> = BTreeMap::new();
    let mut years: BTreeMap<i32, ByLevel> = BTreeMap::new();
    let mut names: BTreeMap<u16, String> = BTreeMap::new();
    for row in projection.kept() {
        let Some(received) = row.received.date() else {
            report.not_accepted += u32::from(row.arrived.date().is_some_and(|day| period.holds(day)));
            continue;
        };
        if !period.holds(received) {
            continue;
        }
        report.total.add(row.level);
        let field = names.entry(row.procedure).or_insert_with(|| field_of(row));
        if let Some(counts) = fields.get_mut(field.as_str()) {
            counts.add(row.level);
        } else {
            fields.entry(field.clone()).or_default().add(row.level);
        }
        for (channel, counts) in &mut report.by_channel {
            if *channel == row.channel {
                counts.add(row.level);
            }
        }
        years.entry(chrono::Datelike::year(&received)).or_default().add(row.level);
        for (kind, count) in &mut report.timeliness {
            *count += u32::from(row.timeliness() == Some(*kind));
        }
    }
    report.by_field = fields.into_iter().map(|(name, levels)| Line { name, levels }).collect();
    report.by_year = years.into_iter().collect();
    report
}

/// The files a cell counts.
pub fn files(
    projection: &Projection,
    period: Period,
    cell: &Cell,
    field_of: impl Fn(&Row) -> String,
) -> Vec<Place> {
    let counted = |row: &Row| {
        let Some(received) = row.received.date() else { return false };
        period.holds(received)
            && match cell {
                Cell::Level(level) => row.level == *level,
                Cell::Field(field) => field_of(row) == *field,
                Cell::Channel(channel) => row.channel == *channel,
                Cell::Year(year) => chrono::Datelike::year(&received) == *year,
                Cell::All => true,
            }
    };
    let rows = projection.kept_places();
    rows.filter(|(_, row)| counted(row)).map(|(at, _)| at as Place).collect()
}

/// The share of level 4 in per cent with one decimal, `91.3`; empty where nothing was counted.
pub fn share(levels: &ByLevel) -> String {
    levels.per_mille(4).map_or_else(String::new, |n| format!("{}.{}", n / 10, n % 10))
}
