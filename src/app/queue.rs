//! The queue pane: a filter, a search, an order, a cursor, tags.
//!
//! Holds places, never rows; the cursor stays on its case when the list around it changes. Must
//! not know: how many columns a row has.

use super::text::TextField;
use crate::domain::duties::Duties;
use crate::domain::id::CaseId;
use crate::domain::law::Law;
use crate::domain::procedure::ProcedureCode;
use crate::domain::projection::{Place, Projection};
use crate::domain::queue::{Days, Filter, Query, Sort, SortKey, arrange, replace};
use crate::domain::row::Row;
use std::collections::BTreeSet;
use strum::IntoEnumIterator as _;

/// The queue as it is shown.
#[derive(Debug)]
pub struct QueueView {
    /// The named filter.
    pub filter: Filter,
    /// The order.
    pub sort: Sort,
    /// The search line; none while nothing is searched.
    pub search: Option<Search>,
    /// Files behind a figure of a report, shown instead of a filter, with the words for it.
    pub figure: Option<Vec<Place>>,
    /// The list, in order.
    pub places: Vec<Place>,
    /// The cursor, as a place in the list.
    pub cursor: usize,
    /// The first line on the screen.
    pub top: usize,
    /// The search found nothing under the filter, and the list shows what it found elsewhere.
    pub beyond: bool,
    /// Tagged cases.
    pub tags: BTreeSet<CaseId>,
    query: Query,
}

/// A search line.
#[derive(Debug)]
pub struct Search {
    /// What was typed.
    pub line: TextField,
    /// Whether letters still go into it.
    pub open: bool,
}

impl Default for QueueView {
    fn default() -> Self {
        Self {
            filter: Filter::All,
            sort: Sort::default(),
            search: None,
            figure: None,
            places: Vec::new(),
            cursor: 0,
            top: 0,
            beyond: false,
            tags: BTreeSet::new(),
            query: Query::default(),
        }
    }
}

impl QueueView {
    /// Whether letters go into the search line.
    pub fn typing_search(&self) -> bool {
        self.search.as_ref().is_some_and(|search| search.open)
    }

    /// The row under the cursor.
    pub fn selected<'a>(&self, projection: &'a Projection) -> Option<&'a Row> {
        projection.row(*self.places.get(self.cursor)?)
    }

    /// Makes the list anew, keeping the cursor on its case where it is still there.
    pub fn arrange(&mut self, projection: &Projection, duties: &Duties, law: &Law, days: Days) {
        let kept = self.selected(projection).map(|row| row.id);
        let text = self.search.as_ref().map_or("", |search| search.line.text());
        self.query = Query::new(text, projection, |code| law.name_of(&ProcedureCode::from(code)));
        self.places = match &self.figure {
            Some(files) => self.matching(projection, files.iter().copied()),
            None if self.filter == Filter::Duties => self.owed(projection, duties),
            None => arrange(projection, self.filter, &self.query, self.sort, days),
        };
        self.beyond = false;
        self.look_beyond(projection, days);
        self.cursor = kept.and_then(|id| self.find(projection, id)).unwrap_or(0);
        self.top = 0;
    }

    /// Puts one changed row where it belongs, the cursor staying on its case.
    pub fn replace(&mut self, projection: &Projection, duties: &Duties, place: Place, days: Days) {
        if self.figure.is_some() {
            return;
        }
        let kept = self.selected(projection).map(|row| row.id);
        if self.filter == Filter::Duties && !self.beyond {
            self.places = self.owed(projection, duties);
            self.settle(projection, kept, days);
            return;
        }
        let filter = if self.beyond { Filter::All } else { self.filter };
        replace(&mut self.places, place, projection, filter, &self.query, self.sort, days);
        self.settle(projection, kept, days);
    }

    /// The places that match the search.
    fn matching(&self, projection: &Projection, places: impl Iterator<Item = Place>) -> Vec<Place> {
        let fits =
            |place: &Place| projection.row(*place).is_some_and(|row| self.query.matches(row, projection));
        places.filter(fits).collect()
    }

    /// Duties have one order: the law's.
    fn owed(&self, projection: &Projection, duties: &Duties) -> Vec<Place> {
        self.matching(projection, duties.shown().iter().map(|(_, place)| *place))
    }

    /// Puts the cursor back on its case after the list has changed.
    fn settle(&mut self, projection: &Projection, kept: Option<CaseId>, days: Days) {
        self.look_beyond(projection, days);
        let last = self.places.len().saturating_sub(1);
        self.cursor = kept.and_then(|id| self.find(projection, id)).unwrap_or(self.cursor.min(last));
    }

    /// Somebody at the counter asks for a file wherever it stands: a search that finds nothing under the
    /// filter shows what it finds elsewhere.
    fn look_beyond(&mut self, projection: &Projection, days: Days) {
        let nothing = self.places.is_empty() && self.figure.is_none() && !self.query.is_empty();
        if nothing && self.filter != Filter::All {
            self.beyond = true;
            self.places = arrange(projection, Filter::All, &self.query, self.sort, days);
        }
    }

    /// Moves the cursor to a case, if the list shows it.
    pub fn select(&mut self, projection: &Projection, id: CaseId) {
        if let Some(at) = self.find(projection, id) {
            self.cursor = at;
        }
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, lines: isize) {
        let last = self.places.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// Keeps the cursor among the lines on the screen.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        if self.cursor < self.top {
            self.top = self.cursor;
        }
        if height > 0 && self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }

    /// Takes the next or the previous filter, around the end.
    pub fn turn_filter(&mut self, forward: bool, projection: &Projection) {
        let filters: Vec<Filter> = Filter::iter().filter(|filter| filter.is_offered(projection)).collect();
        let at = filters.iter().position(|filter| *filter == self.filter).unwrap_or(0);
        let step = if forward { 1 } else { filters.len() - 1 };
        if self.figure.take().is_none() {
            self.filter = filters.get((at + step) % filters.len()).copied().unwrap_or(Filter::All);
        }
        self.cursor = 0;
    }

    /// Orders by the next column.
    pub fn turn_sort(&mut self) {
        let keys: Vec<SortKey> = SortKey::iter().collect();
        let at = keys.iter().position(|key| *key == self.sort.key).unwrap_or(0);
        let key = keys.get((at + 1) % keys.len()).copied().unwrap_or(SortKey::Urgency);
        self.sort = Sort { key, reversed: false };
    }

    /// Tags or untags a case.
    pub fn toggle_tag(&mut self, id: CaseId) {
        if !self.tags.remove(&id) {
            self.tags.insert(id);
        }
    }

    fn find(&self, projection: &Projection, id: CaseId) -> Option<usize> {
        let place = projection.find(id)?;
        self.places.iter().position(|other| *other == place)
    }
}
