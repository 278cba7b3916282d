//! The late view: the plan of the day, by part or by who must act, and what stands behind a forecast.
//!
//! Must not know: how the plan is made, or how anything is worded.

use crate::domain::forecast::{Experience, Forecast};
use crate::domain::lateness::{Course, Definition, Verdict, judge};
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::projection::{Place, Projection};
use crate::domain::queue::Days;
use crate::domain::row::Row;
pub use crate::domain::workplan::Part;
use crate::domain::workplan::{Actor, Item, Lens, actor, plan};
use strum::IntoEnumIterator as _;

/// What files stand under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A part of the plan.
    Part(Part),
    /// Who must act.
    Actor(Actor),
}

/// A line of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, with how many it has.
    Heading(Group, usize),
    /// A file.
    Case(Item),
}

/// The late view as it is shown.
#[derive(Debug)]
pub struct LateView {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The cursor, on a line that is a case where there is one.
    pub cursor: usize,
    /// The first line on the screen.
    pub top: usize,
    /// Whether files stand under who must act.
    pub by_actor: bool,
    /// What late means here.
    pub definition: Definition,
    /// The moment it was arranged for.
    pub now: Moment,
    /// What finished files say, as of the day it was asked first.
    experience: Option<(chrono::NaiveDate, Experience)>,
}

impl Default for LateView {
    fn default() -> Self {
        Self {
            lines: Vec::new(),
            cursor: 0,
            top: 0,
            by_actor: false,
            // As the queue counts, and the report the office answers for.
            definition: Definition::Report,
            now: Moment::from_unix(0),
            experience: None,
        }
    }
}

impl LateView {
    /// Makes the lines anew.
    pub fn arrange(&mut self, projection: &Projection, law: &Law, days: Days) {
        if self.experience.as_ref().is_none_or(|(day, _)| *day != days.today) {
            self.experience = Some((days.today, Experience::new(projection, &law.calendar, days.today)));
        }
        let kept = self.selected(projection).map(|row| row.id);
        let experience = self.experience.as_ref().map(|(_, experience)| experience);
        let (definition, now) = (self.definition, self.now);
        let mut items = plan(&Lens { rows: projection, law, experience, definition, now, days });
        let acts = |item: &Item| projection.row(item.place).map_or(Actor::Desk, |row| actor(row, item.part));
        if self.by_actor {
            // Stable: within a pair of hands the order of the plan stays.
            items.sort_by_key(acts);
        }
        let group =
            |item: &Item| if self.by_actor { Group::Actor(acts(item)) } else { Group::Part(item.part) };
        self.lines.clear();
        self.lines.reserve(items.len() + Part::iter().len());
        for chunk in items.chunk_by(|a, b| group(a) == group(b)) {
            let Some(first) = chunk.first() else { continue };
            self.lines.push(Line::Heading(group(first), chunk.len()));
            self.lines.extend(chunk.iter().copied().map(Line::Case));
        }
        let kept = kept.and_then(|id| projection.find(id));
        let is_kept = |line: &Line| matches!(line, Line::Case(item) if Some(item.place) == kept);
        let at = kept.and_then(|_| self.lines.iter().position(is_kept));
        self.cursor = at.unwrap_or(self.cursor).min(self.lines.len().saturating_sub(1));
        self.settle(true);
    }

    /// Takes the next definition of late.
    pub fn turn_definition(&mut self) {
        let all: Vec<Definition> = Definition::iter().collect();
        let at = all.iter().position(|definition| *definition == self.definition).unwrap_or(0);
        self.definition = all.get((at + 1) % all.len()).copied().unwrap_or(Definition::Report);
    }

    /// How a row stands under the definition chosen, and why.
    pub fn verdict(&self, row: &Row, projection: &Projection, law: &Law) -> Verdict {
        judge(&Course::of_row(row, projection, &law.calendar), self.definition, self.now)
    }

    /// The cases of all groups.
    pub fn places(&self) -> Vec<Place> {
        let case = |line: &Line| match line {
            Line::Case(item) => Some(item.place),
            Line::Heading(..) => None,
        };
        self.lines.iter().filter_map(case).collect()
    }

    /// The item under the cursor.
    pub fn item(&self) -> Option<Item> {
        match self.lines.get(self.cursor)? {
            Line::Case(item) => Some(*item),
            Line::Heading(..) => None,
        }
    }

    /// The row under the cursor.
    pub fn selected<'a>(&self, projection: &'a Projection) -> Option<&'a Row> {
        projection.row(self.item()?.place)
    }

    /// What finished files say of a row.
    pub fn forecast(&self, row: &Row, projection: &Projection, law: &Law) -> Option<Forecast> {
        self.experience.as_ref()?.1.of(row, projection, &law.calendar)
    }

    /// Moves the cursor by lines, past headings.
    pub fn step(&mut self, lines: isize) {
        let last = self.lines.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
        self.settle(lines >= 0);
    }

    /// Keeps the cursor among the lines on the screen.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        // The heading above the first case stays in sight.
        if self.cursor <= self.top {
            self.top = self.cursor.saturating_sub(1);
        }
        if height > 0 && self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    fn settle(&mut self, forward: bool) {
        let is_heading = |at: usize| matches!(self.lines.get(at), Some(Line::Heading(..)));
        if is_heading(self.cursor) {
            self.cursor = if forward || self.cursor == 0 { self.cursor + 1 } else { self.cursor - 1 };
        }
    }
}
