//! Every case in memory, one row each, kept in step with the events.
//!
//! Lists, filters, search and reports read only this. It is disposable: the journal can always
//! make it again. Must not know: files, threads or screens.

use super::id::{CaseId, PersonId};
use super::procedure::ProcedureCode;
use super::queue::{Days, Filter};
use super::row::{Mark, Minute, Row, RowDraft};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// Place of a row; rows are never removed or moved while the desk is open.
pub type Place = u32;

/// All rows, their texts, and the counts the filters show.
#[derive(Debug, Clone, Default)]
pub struct Projection {
    rows: Vec<Row>,
    arena: String,
    /// Places by case id; ids grow with time, so this is nearly always an append.
    by_id: Vec<Place>,
    procedures: Interned<ProcedureCode>,
    holders: Interned<PersonId>,
    bodies: Interned<String>,
    reasons: Interned<String>,
    marks: Vec<Mark>,
    /// Running clocks by last day: what is late or soon due is a prefix.
    running: Vec<(Minute, Place)>,
    counts: BTreeMap<Filter, u32>,
    /// Bytes of the arena and of marks no row points to any more.
    garbage: usize,
}

/// Names by number, 1 upwards; 0 is nobody.
#[derive(Debug, Clone)]
struct Interned<T> {
    names: Vec<T>,
    numbers: BTreeMap<T, u16>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { names: Vec::new(), numbers: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Interned<T> {
    fn of(names: Vec<T>) -> Option<Self> {
        let numbers = names.iter().cloned().zip(1..=u16::try_from(names.len()).ok()?).collect();
        Some(Self { names, numbers })
    }

    /// The number of a name; a name beyond 65,535 of them shares 0 and shows as unknown.
    fn number(&mut self, name: &T) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.names.len() + 1) else { return 0 };
        self.names.push(name.clone());
        self.numbers.insert(name.clone(), number);
        number
    }

    fn name(&self, number: u16) -> Option<&T> {
        self.names.get(usize::from(number).checked_sub(1)?)
    }
}

/// What a projection is made of, to be kept in a file and given back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// All rows.
    pub rows: Vec<Row>,
    /// Their texts.
    pub arena: String,
    /// Procedures by number, from 1.
    pub procedures: Vec<ProcedureCode>,
    /// Holders by number, from 1.
    pub holders: Vec<PersonId>,
    /// Bodies by number, from 1.
    pub bodies: Vec<String>,
    /// Reasons by number, from 1.
    pub reasons: Vec<String>,
    /// Their marks.
    pub marks: Vec<Mark>,
}

impl Projection {
    /// The parts, for a file.
    pub fn to_parts(&self) -> Parts {
        let mut compacted = self.clone();
        compacted.compact();
        Parts {
            rows: compacted.rows,
            arena: compacted.arena,
            procedures: compacted.procedures.names,
            holders: compacted.holders.names,
            bodies: compacted.bodies.names,
            reasons: compacted.reasons.names,
            marks: compacted.marks,
        }
    }

    /// A projection of parts; nothing where a row points outside its texts.
    pub fn from_parts(parts: Parts) -> Option<Self> {
        let mut projection = Self {
            procedures: Interned::of(parts.procedures)?,
            holders: Interned::of(parts.holders)?,
            bodies: Interned::of(parts.bodies)?,
            reasons: Interned::of(parts.reasons)?,
            arena: parts.arena,
            marks: parts.marks,
            ..Self::default()
        };
        let places = 0..u32::try_from(parts.rows.len()).ok()?;
        for row in &parts.rows {
            let (start, end) = (row.text as usize, row.text as usize + text_bytes(row));
            projection.arena.get(start..end)?;
            projection.marks.get(marked(row))?;
            for filter in Filter::iter().filter(|filter| filter.is_timeless() && filter.holds(row)) {
                *projection.counts.entry(filter).or_default() += 1;
            }
        }
        projection.by_id = places.clone().collect();
        projection.running = places
            .zip(&parts.rows)
            .filter(|(_, row)| row.is_running())
            .map(|(place, row)| (row.due, place))
            .collect();
        projection.running.sort_unstable();
        projection.rows = parts.rows;
        let rows = &projection.rows;
        projection.by_id.sort_by_key(|place| rows.get(*place as usize).map(|row| row.id));
        Some(projection)
    }

    /// Makes room for so many rows more.
    pub fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
        self.by_id.reserve(rows);
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a place.
    pub fn row(&self, place: Place) -> Option<&Row> {
        self.rows.get(place as usize)
    }

    /// All rows in the order they were registered.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The place of a case.
    pub fn find(&self, id: CaseId) -> Option<Place> {
        let at = self.by_id.binary_search_by_key(&id, |place| self.id_at(*place)).ok()?;
        self.by_id.get(at).copied()
    }

    /// The code of a row as issued.
    pub fn code(&self, row: &Row) -> &str {
        self.text(row.text as usize, usize::from(row.lengths.0))
    }

    /// The owner's name of a row.
    pub fn owner(&self, row: &Row) -> &str {
        self.text(row.text as usize + usize::from(row.lengths.0), usize::from(row.lengths.1))
    }

    /// The folded search words of a row.
    pub fn key(&self, row: &Row) -> &str {
        let start = row.text as usize + usize::from(row.lengths.0) + usize::from(row.lengths.1);
        self.text(start, usize::from(row.lengths.2))
    }

    /// The procedure of a row.
    pub fn procedure(&self, row: &Row) -> Option<&ProcedureCode> {
        self.procedures.name(row.procedure)
    }

    /// The holder of a row.
    pub fn holder(&self, row: &Row) -> Option<&PersonId> {
        self.holders.name(row.holder)
    }

    /// Whether a row says what its case says of itself.
    pub fn agrees(&self, row: &Row, draft: &RowDraft) -> bool {
        row.plain() == draft.row
            && self.code(row) == draft.code
            && self.owner(row) == draft.owner
            && self.key(row) == draft.key
            && self.procedure(row) == Some(&draft.procedure)
            && self.holder(row) == draft.holder.as_ref()
            && self.officer(row) == draft.officer.as_ref()
            && self.body(row.body).unwrap_or_default() == draft.body
            && self.reason(row).unwrap_or_default() == draft.reason
            && self.marks(row) == draft.marks
    }

    /// Who handles or handled a row.
    pub fn officer(&self, row: &Row) -> Option<&PersonId> {
        self.holders.name(row.officer)
    }

    /// The person of a number rows give.
    pub fn person(&self, number: u16) -> Option<&PersonId> {
        self.holders.name(number)
    }

    /// The body of a number rows give; nothing for this office.
    pub fn body(&self, number: u16) -> Option<&str> {
        self.bodies.name(number).map(String::as_str)
    }

    /// Key of the reason a row's lateness was accounted for with.
    pub fn reason(&self, row: &Row) -> Option<&str> {
        self.reasons.name(u16::from(row.reason)).map(String::as_str)
    }

    /// What is dated of a row, in order of time.
    pub fn marks(&self, row: &Row) -> &[Mark] {
        self.marks.get(marked(row)).unwrap_or_default()
    }

    /// All procedures any row names, by their number.
    pub fn procedures(&self) -> impl Iterator<Item = (u16, &ProcedureCode)> {
        self.procedures.names.iter().enumerate().map(|(at, code)| (at as u16 + 1, code))
    }

    /// How many rows a filter shows.
    pub fn count(&self, filter: Filter, days: Days) -> u32 {
        match filter {
            Filter::Overdue => self.running_before(Minute::start_of(days.today)),
            Filter::DueSoon => {
                let through = Minute(Minute::start_of(days.soon).0 + 1);
                self.running_before(through) - self.running_before(Minute::start_of(days.today))
            }
            // Duties are counted where they are kept.
            Filter::Duties => 0,
            Filter::NewOnline
            | Filter::AwaitingIntake
            | Filter::Unassigned
            | Filter::InProcess
            | Filter::AwaitingSupplement
            | Filter::AwaitingPayment
            | Filter::AwaitingOthers
            | Filter::AwaitingReturn
            | Filter::WithPost
            | Filter::Finished
            | Filter::All => self.counts.get(&filter).copied().unwrap_or(0),
        }
    }

    /// Takes in what a case says of itself now. Returns its place.
    pub fn upsert(&mut self, draft: &RowDraft) -> Place {
        let place = self.find(draft.row.id);
        if let Some(old) = place.and_then(|place| self.row(place).copied()) {
            self.uncount(&old, place.unwrap_or_default());
            self.garbage += text_bytes(&old) + usize::from(old.marked) * size_of::<Mark>();
        }
        let row = self.finished(draft);
        let place = if let Some(place) = place {
            if let Some(slot) = self.rows.get_mut(place as usize) {
                *slot = row;
            }
            place
        } else {
            let place = self.rows.len() as Place;
            self.rows.push(row);
            let at = self.by_id.partition_point(|other| self.id_at(*other) < row.id);
            self.by_id.insert(at, place);
            place
        };
        self.count_in(&row, place);
        if self.garbage > 1 << 20 && self.garbage > self.arena.len() / 2 {
            self.compact();
        }
        place
    }

    /// Bytes in memory, for the promise of 200 bytes a case.
    pub fn bytes(&self) -> usize {
        self.rows.len() * size_of::<Row>()
            + self.arena.len()
            + self.by_id.len() * size_of::<Place>()
            + self.running.len() * size_of::<(Minute, Place)>()
            + self.marks.len() * size_of::<Mark>()
    }

    /// Drops texts no row points to.
    pub fn compact(&mut self) {
        let mut fresh = String::with_capacity(self.arena.len() - self.garbage.min(self.arena.len()));
        let mut marks = Vec::new();
        let mut rows = std::mem::take(&mut self.rows);
        for row in &mut rows {
            let start = fresh.len() as u32;
            fresh.push_str(self.text(row.text as usize, text_bytes(row)));
            row.text = start;
            let first = marks.len() as u32;
            marks.extend_from_slice(self.marks(row));
            row.marks = first;
        }
        self.rows = rows;
        self.arena = fresh;
        self.marks = marks;
        self.garbage = 0;
    }

    fn finished(&mut self, draft: &RowDraft) -> Row {
        let mut row = draft.row;
        row.procedure = self.procedures.number(&draft.procedure);
        row.holder = draft.holder.as_ref().map_or(0, |holder| self.holders.number(holder));
        row.officer = draft.officer.as_ref().map_or(0, |officer| self.holders.number(officer));
        row.body = if draft.body.is_empty() { 0 } else { self.bodies.number(&draft.body) };
        row.reason = if draft.reason.is_empty() {
            0
        } else {
            u8::try_from(self.reasons.number(&draft.reason)).unwrap_or(0)
        };
        row.marks = self.marks.len() as u32;
        row.marked = draft.marks.len() as u8;
        self.marks.extend_from_slice(&draft.marks);
        row.text = self.arena.len() as u32;
        row.lengths = (draft.code.len() as u8, draft.owner.len() as u16, draft.key.len() as u16);
        for text in [&draft.code, &draft.owner, &draft.key] {
            self.arena.push_str(text);
        }
        row
    }

    fn count_in(&mut self, row: &Row, place: Place) {
        for filter in Filter::iter().filter(|filter| filter.is_timeless() && filter.holds(row)) {
            *self.counts.entry(filter).or_default() += 1;
        }
        if row.is_running() {
            let at = self.running.partition_point(|entry| *entry < (row.due, place));
            self.running.insert(at, (row.due, place));
        }
    }

    fn uncount(&mut self, row: &Row, place: Place) {
        for filter in Filter::iter().filter(|filter| filter.is_timeless() && filter.holds(row)) {
            if let Some(count) = self.counts.get_mut(&filter) {
                *count = count.saturating_sub(1);
            }
        }
        if row.is_running()
            && let Ok(at) = self.running.binary_search(&(row.due, place))
        {
            self.running.remove(at);
        }
    }

    fn running_before(&self, minute: Minute) -> u32 {
        self.running.partition_point(|(due, _)| *due < minute) as u32
    }

    fn id_at(&self, place: Place) -> CaseId {
        self.row(place).map_or(CaseId(0), |row| row.id)
    }

    fn text(&self, start: usize, length: usize) -> &str {
        self.arena.get(start..start + length).unwrap_or_default()
    }
}

fn text_bytes(row: &Row) -> usize {
    usize::from(row.lengths.0) + usize::from(row.lengths.1) + usize::from(row.lengths.2)
}

fn marked(row: &Row) -> std::ops::Range<usize> {
    row.marks as usize..row.marks as usize + usize::from(row.marked)
}
