//! What a review of procedures looks back at, kept with the texts of a row: who had a file for which step
//! since which day, which papers came with it and which were asked for, and the hour it was promised by.
//!
//! Two or three bytes each, in digits of six bits that are letters to the arena: days count from the one
//! before, and names are numbers a projection gave. Must not know: how any of it is counted.

use super::case::Case;
use super::event::Promise;
use super::id::PersonId;
use super::interned::Interned;
use super::lateness::ends_at_moment;
use super::moment::Moment;
use super::row::ShortDay;
use chrono::Timelike as _;

/// One thing, with names as the numbers one projection gave them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// On which day.
    pub day: ShortDay,
    /// What.
    pub what: Trail,
}

/// What a trace says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trail {
    /// From here on somebody had the file for a step.
    Given {
        /// Interned step.
        step: u8,
        /// Interned person.
        person: u16,
    },
    /// A paper was asked for.
    Asked {
        /// In which round, from 1.
        round: u8,
        /// Interned paper.
        paper: u16,
    },
    /// These papers came with the file.
    Taken {
        /// Interned list of papers.
        papers: u16,
    },
    /// The promise ends at this minute of its last day: limits in hours and half days.
    EndsAt {
        /// Minutes after midnight.
        minute: u16,
    },
}

/// A trace before a projection gives it numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceDraft {
    /// On which day.
    pub day: ShortDay,
    /// What.
    pub what: TrailDraft,
}

/// What a trace says, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrailDraft {
    /// Somebody had the file for a step.
    Given {
        /// Key of the step.
        step: String,
        /// Who.
        person: PersonId,
    },
    /// A paper was asked for.
    Asked {
        /// In which round, from 1.
        round: u8,
        /// Its name as asked for.
        paper: String,
    },
    /// These papers came with the file: names in order, one a line.
    Taken(String),
    /// The promise ends at this minute of its last day.
    EndsAt(u16),
}

/// Traces kept of one file at most: the first. Each takes at most ten bytes, and a row counts to 255.
const MOST: usize = 25;
/// Letters kept of a paper's name.
const NAME: usize = 200;

/// The traces of a case by day, the first 25.
pub fn of(case: &Case) -> Vec<TraceDraft> {
    let Some(first) = case.arrived.or(case.received) else { return Vec::new() };
    // Nothing lies before the day it came in.
    let on =
        |at: Moment, what: TrailDraft| TraceDraft { day: ShortDay::of(at.date().max(first.date())), what };
    let mut traces = Vec::new();
    let mut papers: Vec<String> =
        case.papers.iter().filter(|paper| paper.total() > 0).map(|paper| name(&paper.name)).collect();
    papers.sort();
    papers.dedup();
    if !papers.is_empty() {
        traces.push(on(case.received.unwrap_or(first), TrailDraft::Taken(papers.join("\n"))));
    }
    if let Some(Promise { at, .. }) = &case.promise
        && case.clock.as_ref().is_some_and(|clock| ends_at_moment(clock.rule.unit))
    {
        let time = at.time();
        traces.push(on(first, TrailDraft::EndsAt((time.hour() * 60 + time.minute()) as u16)));
    }
    for holder in case.held_before.iter().chain(&case.holder) {
        let what = TrailDraft::Given { step: holder.step.clone(), person: holder.person.clone() };
        traces.push(on(holder.since, what));
    }
    for (round, supplement) in (1..=u8::MAX).zip(&case.supplements) {
        for item in &supplement.items {
            traces.push(on(supplement.requested, TrailDraft::Asked { round, paper: name(item) }));
        }
    }
    // Stable: what came with the file stands first, and hand-overs of one day in their order.
    traces.sort_by_key(|trace| trace.day);
    traces.truncate(MOST);
    traces
}

fn name(text: &str) -> String {
    text.trim().replace('\n', " ").chars().take(NAME).collect()
}

/// Steps and who had them, as one number: an office has few of them.
pub(super) type Hands = Interned<(u8, u16)>;

/// Six bits a digit; a digit with the bit above has another after it.
const DIGIT: u32 = 6;
const MORE: u8 = 1 << DIGIT;
/// Days since the trace before that stand behind the head instead of in it.
const BEHIND: u16 = 31;

/// Writes a trace after those before it.
pub(super) fn write(out: &mut String, trace: Trace, before: ShortDay, hands: &mut Hands) {
    let (kind, round, number) = match trace.what {
        Trail::Given { step, person } => (0, None, hands.number(&(step, person))),
        Trail::Asked { round, paper } => (1, Some(round), paper),
        Trail::Taken { papers } => (2, None, papers),
        Trail::EndsAt { minute } => (3, None, minute),
    };
    let days = trace.day.0.saturating_sub(before.0);
    out.push(char::from(kind | (days.min(BEHIND) as u8) << 2));
    if days >= BEHIND {
        write_number(out, days);
    }
    if let Some(round) = round {
        write_number(out, u16::from(round));
    }
    write_number(out, number);
}

fn write_number(out: &mut String, mut number: u16) {
    loop {
        let digit = (number & u16::from(MORE - 1)) as u8;
        number >>= DIGIT;
        out.push(char::from(if number > 0 { digit | MORE } else { digit }));
        if number == 0 {
            return;
        }
    }
}

/// Traces as they were written; ends where something is no trace.
#[derive(Debug, Clone)]
pub struct Traces<'a> {
    bytes: std::slice::Iter<'a, u8>,
    day: ShortDay,
    hands: &'a Hands,
}

impl<'a> Traces<'a> {
    pub(super) fn read(text: &'a str, first: ShortDay, hands: &'a Hands) -> Self {
        Self { bytes: text.as_bytes().iter(), day: first, hands }
    }

    fn number(&mut self) -> Option<u16> {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = *self.bytes.next()?;
            number |= u32::from(byte & (MORE - 1)) << shift;
            shift += DIGIT;
            if byte & MORE == 0 || shift > 16 {
                return u16::try_from(number).ok();
            }
        }
    }
}

impl Iterator for Traces<'_> {
    type Item = Trace;

    fn next(&mut self) -> Option<Trace> {
        let head = *self.bytes.next()?;
        let days = u16::from(head >> 2);
        let days = if days >= BEHIND { self.number()? } else { days };
        self.day = ShortDay(self.day.0.saturating_add(days));
        let what = match head & 3 {
            0 => {
                let (step, person) = self.number().and_then(|hand| self.hands.name(hand)).copied()?;
                Trail::Given { step, person }
            }
            1 => Trail::Asked { round: u8::try_from(self.number()?).ok()?, paper: self.number()? },
            2 => Trail::Taken { papers: self.number()? },
            _ => Trail::EndsAt { minute: self.number()? },
        };
        Some(Trace { day: self.day, what })
    }
}
