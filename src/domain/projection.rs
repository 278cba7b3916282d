//! Every case in memory, one row each, kept in step with the events.
//!
//! Lists, filters, search and reports read only this. It is disposable: the journal can always
//! make it again. Must not know: files, threads or screens.

use super::agenda::Agenda;
use super::code_text::{CodeText, head_of};
use super::id::{CaseId, PersonId};
use super::interned::Interned;
use super::procedure::ProcedureCode;
use super::queue::{Days, Filter};
use super::row::{Mark, Minute, Row, RowDraft};
use super::survey::{Surveyed, Surveys};
use super::trail::{self, Hands, Trace, TraceDraft, Traces, Trail, TrailDraft};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// Place of a row; rows are never removed or moved while the desk is open.
pub type Place = u32;

/// All rows, their texts, and the counts the filters show.
#[derive(Debug, Clone, Default)]
pub struct Projection {
    rows: Vec<Row>,
    arena: String,
    /// Places by case id, once a case came out of the order of ids; ids grow with time, so that the rows
    /// themselves are nearly always in order.
    by_id: Option<Vec<Place>>,
    procedures: Interned<ProcedureCode>,
    holders: Interned<PersonId>,
    bodies: Interned<String>,
    reasons: Interned<String>,
    marks: Vec<Mark>,
    steps: Interned<String>,
    papers: Interned<String>,
    heads: Interned<String>,
    hands: Hands,
    agenda: Agenda,
    counts: BTreeMap<Filter, u32>,
    /// What is recorded of the desk and belongs to no case.
    surveys: Surveys,
    /// Bytes of the arena and of marks no row points to any more.
    garbage: usize,
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
    /// Steps by number, from 1.
    pub steps: Vec<String>,
    /// Papers and lists of papers by number, from 1.
    pub papers: Vec<String>,
    /// What codes begin with, by number, from 1.
    pub heads: Vec<String>,
    /// Steps and who had them, by number, from 1.
    pub hands: Vec<(u8, u16)>,
    /// The book of surveys.
    pub surveys: Surveys,
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
            steps: compacted.steps.names,
            papers: compacted.papers.names,
            heads: compacted.heads.names,
            hands: compacted.hands.names,
            surveys: compacted.surveys,
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
            steps: Interned::of(parts.steps)?,
            papers: Interned::of(parts.papers)?,
            heads: Interned::of(parts.heads)?,
            hands: Interned::of(parts.hands)?,
            surveys: parts.surveys,
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
        projection.agenda = Agenda::of(&parts.rows);
        projection.rows = parts.rows;
        if !projection.rows.is_sorted_by_key(|row| row.id) {
            let mut by_id: Vec<Place> = places.collect();
            by_id.sort_by_key(|place| projection.id_at(*place));
            projection.by_id = Some(by_id);
        }
        Some(projection)
    }

    /// Makes room for so many rows more.
    pub fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
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
        match &self.by_id {
            None => self.rows.binary_search_by_key(&id, |row| row.id).ok().map(|at| at as Place),
            Some(by_id) => {
                let at = by_id.binary_search_by_key(&id, |place| self.id_at(*place)).ok()?;
                by_id.get(at).copied()
            }
        }
    }

    /// The code of a row as issued.
    pub fn code(&self, row: &Row) -> CodeText<'_> {
        let text = self.text(row.text as usize, usize::from(row.lengths.0));
        let mut letters = text.chars();
        let head = letters.next().map_or(0, u32::from) as u16;
        CodeText { head: self.heads.name(head).map_or("", String::as_str), rest: letters.as_str() }
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
            && self.traces(row).count() == draft.trail.len()
            && self.traces(row).zip(&draft.trail).all(|(trace, draft)| self.says(trace, draft))
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

    /// Who had a row, its papers, and the hour it was promised by.
    pub fn traces(&self, row: &Row) -> Traces<'_> {
        let start = row.text as usize + names_bytes(row);
        Traces::read(self.text(start, usize::from(row.traced)), row.first_day(), &self.hands)
    }

    /// Key of the step of a number traces give.
    pub fn step(&self, number: u8) -> Option<&str> {
        self.steps.name(u16::from(number)).map(String::as_str)
    }

    /// The paper, or the papers one a line, of a number traces give.
    pub fn papers(&self, number: u16) -> Option<&str> {
        self.papers.name(number).map(String::as_str)
    }

    /// What files wait for, by last day.
    pub const fn agenda(&self) -> &Agenda {
        &self.agenda
    }

    /// What is recorded of the desk and belongs to no case.
    pub const fn surveys(&self) -> &Surveys {
        &self.surveys
    }

    /// Takes an entry of the book of surveys in.
    pub fn hear(&mut self, entry: Surveyed) {
        self.surveys.hear(entry);
    }

    /// All procedures any row names, by their number.
    pub fn procedures(&self) -> impl Iterator<Item = (u16, &ProcedureCode)> {
        self.procedures.names.iter().enumerate().map(|(at, code)| (at as u16 + 1, code))
    }

    /// Rows of the files this office keeps: what reports count, so that each file is counted by one office.
    pub fn kept(&self) -> impl Iterator<Item = &Row> {
        self.kept_places().map(|(_, row)| row)
    }

    /// The same with the places of the rows.
    pub fn kept_places(&self) -> impl DoubleEndedIterator<Item = (usize, &Row)> {
        self.rows.iter().enumerate().filter(|(_, row)| !row.flags.is_kept_elsewhere())
    }

    /// Whether any row is a copy of a file that another office keeps.
    pub fn has_copies(&self) -> bool {
        self.counts.get(&Filter::Elsewhere).is_some_and(|count| *count > 0)
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
            | Filter::Elsewhere
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
            if self.by_id.is_none() && self.rows.last().is_some_and(|last| row.id < last.id) {
                self.by_id = Some((0..place).collect());
            }
            self.rows.push(row);
            let at =
                self.by_id.as_ref().map(|by_id| by_id.partition_point(|other| self.id_at(*other) < row.id));
            if let (Some(by_id), Some(at)) = (&mut self.by_id, at) {
                by_id.insert(at, place);
            }
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
            + self.by_id.as_ref().map_or(0, Vec::len) * size_of::<Place>()
            + self.agenda.bytes()
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
        self.write_code(&draft.code);
        row.lengths =
            ((self.arena.len() - row.text as usize) as u8, draft.owner.len() as u16, draft.key.len() as u16);
        self.arena.push_str(&draft.owner);
        self.arena.push_str(&draft.key);
        let start = self.arena.len();
        let mut before = row.first_day();
        for draft in &draft.trail {
            let trace = self.numbered(draft);
            trail::write(&mut self.arena, trace, before, &mut self.hands);
            before = trace.day;
        }
        row.traced = (self.arena.len() - start) as u8;
        row
    }

    /// A code as its head's number, in one letter, and the rest; no code is nothing.
    fn write_code(&mut self, code: &str) {
        if code.is_empty() {
            return;
        }
        let at = head_of(code);
        let (head, rest) = code.split_at(at);
        let few = self.heads.names.len() < 100 || self.heads.names.iter().any(|known| known == head);
        let number = if at > 0 && few { self.heads.number(&head.to_owned()) } else { 0 };
        self.arena.push(u8::try_from(number).map_or('\0', char::from));
        self.arena.push_str(if number == 0 { code } else { rest });
    }

    fn count_in(&mut self, row: &Row, place: Place) {
        for filter in Filter::iter().filter(|filter| filter.is_timeless() && filter.holds(row)) {
            *self.counts.entry(filter).or_default() += 1;
        }
        self.agenda.insert(row, place);
    }

    fn uncount(&mut self, row: &Row, place: Place) {
        for filter in Filter::iter().filter(|filter| filter.is_timeless() && filter.holds(row)) {
            if let Some(count) = self.counts.get_mut(&filter) {
                *count = count.saturating_sub(1);
            }
        }
        self.agenda.remove(row, place);
    }

    fn running_before(&self, minute: Minute) -> u32 {
        self.agenda.running().before(minute) as u32
    }

    fn numbered(&mut self, draft: &TraceDraft) -> Trace {
        let what = match &draft.what {
            TrailDraft::Given { step, person } => Trail::Given {
                step: u8::try_from(self.steps.number(step)).unwrap_or(0),
                person: self.holders.number(person),
            },
            TrailDraft::Asked { round, paper } => {
                Trail::Asked { round: *round, paper: self.papers.number(paper) }
            }
            TrailDraft::Taken(papers) => Trail::Taken { papers: self.papers.number(papers) },
            TrailDraft::EndsAt(minute) => Trail::EndsAt { minute: *minute },
        };
        Trace { day: draft.day, what }
    }

    /// Whether a trace says what a draft says; a name beyond the numbers there are says nothing against it.
    fn says(&self, trace: Trace, draft: &TraceDraft) -> bool {
        let paper = |number, name: &String| number == 0 || self.papers(number) == Some(name);
        trace.day == draft.day
            && match (trace.what, &draft.what) {
                (Trail::Given { step, person }, TrailDraft::Given { step: key, person: who }) => {
                    (step == 0 || self.step(step) == Some(key))
                        && (person == 0 || self.person(person) == Some(who))
                }
                (Trail::Asked { round, paper: number }, TrailDraft::Asked { round: other, paper: name }) => {
                    round == *other && paper(number, name)
                }
                (Trail::Taken { papers }, TrailDraft::Taken(names)) => paper(papers, names),
                (Trail::EndsAt { minute }, TrailDraft::EndsAt(other)) => minute == *other,
                (
                    Trail::Given { .. } | Trail::Asked { .. } | Trail::Taken { .. } | Trail::EndsAt { .. },
                    TrailDraft::Given { .. }
                    | TrailDraft::Asked { .. }
                    | TrailDraft::Taken(_)
                    | TrailDraft::EndsAt(_),
                ) => false,
            }
    }

    fn id_at(&self, place: Place) -> CaseId {
        self.row(place).map_or(CaseId(0), |row| row.id)
    }

    fn text(&self, start: usize, length: usize) -> &str {
        self.arena.get(start..start + length).unwrap_or_default()
    }
}

/// Bytes of code, owner and search key.
fn names_bytes(row: &Row) -> usize {
    usize::from(row.lengths.0) + usize::from(row.lengths.1) + usize::from(row.lengths.2)
}

fn text_bytes(row: &Row) -> usize {
    names_bytes(row) + usize::from(row.traced)
}

fn marked(row: &Row) -> std::ops::Range<usize> {
    row.marks as usize..row.marks as usize + usize::from(row.marked)
}
