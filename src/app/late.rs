//! The late view: what is late or soon will be, and what waits for others, by who must act.
//!
//! Must not know: how lateness is defined (rows say so) or worded.

use crate::domain::projection::{Place, Projection};
use crate::domain::queue::{Days, Filter, Query, Sort, SortKey, arrange};
use crate::domain::row::{Minute, Row};
use strum::{EnumIter, IntoEnumIterator as _, IntoStaticStr};

/// A part of the late view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// Past the last day.
    Late,
    /// The last day is today.
    Today,
    /// The last day is soon.
    Soon,
    /// The applicant must act first.
    Applicant,
    /// Another body must act first.
    Others,
}

/// A line of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The heading of a part, with how many it has.
    Heading(Part, usize),
    /// A case.
    Case(Place),
}

/// The late view as it is shown.
#[derive(Debug, Default)]
pub struct LateView {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The cursor, on a line that is a case where there is one.
    pub cursor: usize,
    /// The first line on the screen.
    pub top: usize,
}

impl LateView {
    /// Makes the lines anew.
    pub fn arrange(&mut self, projection: &Projection, days: Days) {
        let kept = self.selected(projection).map(|row| row.id);
        self.lines.clear();
        for part in Part::iter() {
            let places = places(projection, part, days);
            if places.is_empty() {
                continue;
            }
            self.lines.push(Line::Heading(part, places.len()));
            self.lines.extend(places.into_iter().map(Line::Case));
        }
        let kept = kept.and_then(|id| projection.find(id)).map(Line::Case);
        let at = kept.and_then(|line| self.lines.iter().position(|other| *other == line));
        self.cursor = at.unwrap_or(self.cursor).min(self.lines.len().saturating_sub(1));
        self.settle(true);
    }

    /// The cases of all parts.
    pub fn places(&self) -> Vec<Place> {
        let case = |line: &Line| match line {
            Line::Case(place) => Some(*place),
            Line::Heading(..) => None,
        };
        self.lines.iter().filter_map(case).collect()
    }

    /// The row under the cursor.
    pub fn selected<'a>(&self, projection: &'a Projection) -> Option<&'a Row> {
        match self.lines.get(self.cursor)? {
            Line::Case(place) => projection.row(*place),
            Line::Heading(..) => None,
        }
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

fn places(projection: &Projection, part: Part, days: Days) -> Vec<Place> {
    let today = Minute::start_of(days.today);
    let (filter, wanted): (Filter, fn(&Row, Minute) -> bool) = match part {
        Part::Late => (Filter::Overdue, |_, _| true),
        Part::Today => (Filter::DueSoon, |row, today| row.due == today),
        Part::Soon => (Filter::DueSoon, |row, today| row.due != today),
        Part::Applicant => (Filter::All, |row, _| {
            Filter::AwaitingSupplement.holds(row) || Filter::AwaitingPayment.holds(row)
        }),
        Part::Others => (Filter::AwaitingOthers, |_, _| true),
    };
    let sort = Sort { key: SortKey::Urgency, reversed: false };
    let mut places = arrange(projection, filter, &Query::default(), sort, days);
    places.retain(|place| projection.row(*place).is_some_and(|row| wanted(row, today)));
    places
}
