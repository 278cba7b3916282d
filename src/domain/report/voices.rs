//! What people said: slips and complaints of files and of the desk, as they were known at the end of a period.
//!
//! A complaint found unfounded, or not for this office, counts against nobody (NĐ 61/2018 art. 31). Must not
//! know: which report asks.

use super::count::{Bits, Extra, Made, Spec, Weight};
use super::scope::Scope;
use super::sheet::Word;
use crate::domain::feedback::{Complained, Finding, Rating};
use crate::domain::row::{Minute, Row, What};
use chrono::NaiveDate;

/// A complaint as known at the end of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// When it was made.
    pub made: Minute,
    /// The last day for the answer.
    pub by: NaiveDate,
    /// When it was answered, and with what finding.
    pub answered: Option<(Minute, Finding)>,
}

/// The slip of a file, when it was recorded by the end.
pub fn rating(row: &Row, scope: &Scope<'_>) -> Option<(Minute, Rating)> {
    let at_end = row.flags.rating_at_end().map(|rating| (row.ended, rating));
    let marks = scope.rows.marks(row).iter();
    let later = marks
        .filter_map(|mark| if let What::Rated(rating) = mark.what { Some((mark.at, rating)) } else { None });
    at_end.into_iter().chain(later).last().filter(|(at, _)| *at < scope.end)
}

/// The complaints about a file made by the end.
pub fn complaints(row: &Row, scope: &Scope<'_>) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for mark in scope.rows.marks(row).iter().take_while(|mark| mark.at < scope.end) {
        if let What::Complained(by) = mark.what {
            let by = by.start().date().unwrap_or_default();
            voices.push(Voice { made: mark.at, by, answered: None });
        } else if let What::Answered { number, finding } = mark.what
            && let Some(voice) = usize::from(number).checked_sub(1).and_then(|at| voices.get_mut(at))
        {
            voice.answered = Some((mark.at, finding));
        }
    }
    voices
}

/// The complaints about the desk made by the end.
pub fn desk_complaints(scope: &Scope<'_>) -> Vec<Voice> {
    let all = scope.rows.surveys().complaints();
    let voice = |made: Complained| Voice {
        made: Minute::of(Some(made.at)),
        by: made.complaint.answer_by,
        answered: made.answered.map(|(at, answer)| (Minute::of(Some(at)), answer.finding)),
    };
    let known = |voice: Voice| Voice { answered: voice.answered.filter(|(at, _)| *at < scope.end), ..voice };
    all.into_iter().map(voice).filter(|voice| voice.made < scope.end).map(known).collect()
}

impl Voice {
    /// Whether it counts against somebody: not yet answered, or found right.
    pub const fn counts(&self) -> bool {
        match self.answered {
            None | Some((_, Finding::Founded)) => true,
            Some((_, Finding::Unfounded | Finding::Declined)) => false,
        }
    }

    /// Whether it was answered in the period, in time or late; unanswered past its day, it is late. Nothing
    /// where neither is so yet.
    pub fn settled(&self, scope: &Scope<'_>) -> Option<bool> {
        match self.answered {
            Some((at, _)) if !scope.holds(at) => None,
            Some((at, finding)) => {
                let day = at.date()?;
                let in_time = day <= self.by;
                Some(in_time && (finding != Finding::Declined || self.declined_in_time(day, scope)))
            }
            None => (self.by < scope.through()).then_some(false),
        }
    }

    fn declined_in_time(&self, day: NaiveDate, scope: &Scope<'_>) -> bool {
        let Some(made) = self.made.date() else { return false };
        let days = scope.law.book.on(made).map_or(0, |set| set.decline_days);
        scope.law.calendar.working_days_between(made, day) <= days
    }
}

/// Complaints of files and of the desk answered in time, among those answered or late.
pub fn answered_in_time(scope: &Scope<'_>) -> (u64, u64) {
    let of_files = scope.rows.kept().flat_map(|row| complaints(row, scope));
    let settled = of_files.chain(desk_complaints(scope)).filter_map(|voice| voice.settled(scope));
    settled.fold((0, 0), |(part, whole), in_time| (part + u64::from(in_time), whole + 1))
}

/// Whether a file had a complaint that counts, by the end.
pub fn is_complained_of(row: &Row, scope: &Scope<'_>) -> bool {
    complaints(row, scope).iter().any(Voice::counts)
}

const KEYS: [&str; 12] = [
    "rated",
    "satisfied",
    "neutral",
    "dissatisfied",
    "complaints",
    "answered",
    "answered-in-time",
    "answered-late",
    "complaints-open",
    "complaints-late",
    "founded",
    "unfounded",
];

/// The report: slips recorded in the period, complaints made, answered and open.
pub fn spec() -> Spec {
    let mut spec = Spec::counters(bits, &KEYS);
    let weights: [fn(&Row, &Scope<'_>) -> u64; 8] = [
        |row, scope| of_row(row, scope)[0],
        |row, scope| of_row(row, scope)[1],
        |row, scope| of_row(row, scope)[2],
        |row, scope| of_row(row, scope)[3],
        |row, scope| of_row(row, scope)[4],
        |row, scope| of_row(row, scope)[5],
        |row, scope| of_row(row, scope)[6],
        |row, scope| of_row(row, scope)[7],
    ];
    for (slot, weight) in spec.weights.iter_mut().skip(4).zip(weights) {
        *slot = Weight::Of(weight);
    }
    let share = ("share-satisfied".to_owned(), Word::id("column-share-satisfied"), Made::Percent(1, 0));
    spec.columns.insert(4, share);
    spec.sums = &[(0, &[1, 2, 3]), (6, &[7, 8])];
    spec.extra = Some(of_desk);
    spec
}

/// Made, answered, in time, late, open, open and late, founded, unfounded.
fn counted(voices: &[Voice], scope: &Scope<'_>) -> [u64; 8] {
    let count = |holds: &dyn Fn(&Voice) -> bool| voices.iter().filter(|voice| holds(voice)).count() as u64;
    let found = |voice: &Voice, finding: &[Finding]| {
        voice.answered.is_some_and(|(at, found)| scope.holds(at) && finding.contains(&found))
    };
    let answered = |voice: &Voice| voice.answered.is_some_and(|(at, _)| scope.holds(at));
    [
        count(&|voice| scope.holds(voice.made)),
        count(&answered),
        count(&|voice| answered(voice) && voice.settled(scope) == Some(true)),
        count(&|voice| answered(voice) && voice.settled(scope) == Some(false)),
        count(&|voice| voice.answered.is_none()),
        count(&|voice| voice.answered.is_none() && voice.settled(scope) == Some(false)),
        count(&|voice| found(voice, &[Finding::Founded])),
        count(&|voice| found(voice, &[Finding::Unfounded, Finding::Declined])),
    ]
}

fn of_row(row: &Row, scope: &Scope<'_>) -> [u64; 8] {
    counted(&complaints(row, scope), scope)
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    let slip = match rating(row, scope).filter(|(at, _)| scope.holds(*at)) {
        None => 0,
        Some((_, rating)) => 1 | 1 << (1 + rating as u8),
    };
    let counts = of_row(row, scope);
    (4..).zip(counts).filter(|(_, count)| *count > 0).fold(slip, |bits, (at, _)| bits | 1 << at)
}

/// What names no file: slips out of the box, complaints about the desk.
fn of_desk(scope: &Scope<'_>) -> Extra {
    let [satisfied, neutral, dissatisfied] = scope.rows.surveys().slips(scope.period);
    let slips = [satisfied + neutral + dissatisfied, satisfied, neutral, dissatisfied];
    let counts = [slips.as_slice(), &counted(&desk_complaints(scope), scope)].concat();
    Extra { key: "no-file", name: Word::id("report-no-file"), counts }
}

/// Slips and complaints of one file, for reports of files: judged, satisfied, neutral, not satisfied, complained of.
pub fn said(row: &Row, scope: &Scope<'_>) -> [bool; 5] {
    let slip = rating(row, scope).filter(|(at, _)| scope.holds(*at)).map(|(_, rating)| rating);
    let is = |rating| slip == Some(rating);
    let complained = complaints(row, scope).iter().any(|voice| scope.holds(voice.made));
    [slip.is_some(), is(Rating::Satisfied), is(Rating::Neutral), is(Rating::Dissatisfied), complained]
}
