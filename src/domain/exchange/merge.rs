//! Two histories of one file: what of the other is new, what stays of ours, or that they have grown apart.
//!
//! Must not know: who sent what, or how an event is hashed (that comes in).

use crate::domain::decide::MOST_EVENTS;
use crate::domain::event::{Event, OfficeRef, Stamped};
use crate::domain::id::{CaseId, EventHash, EventId, OfficeId};
use std::collections::BTreeSet;

/// The hash of an event as it is recorded.
pub type Hash<'a> = &'a dyn Fn(&Stamped) -> EventHash;

/// What another history of a file is to ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    /// We did not know the file.
    New,
    /// It goes on from ours.
    Newer,
    /// It brings notes and nothing else.
    Notes,
    /// It says what we know.
    Same,
    /// Ours goes on from it.
    Older,
    /// Both went on, each its own way: a person decides.
    Forked,
}

/// What our history becomes: the first `keep` events of it, then these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What the other history is to ours.
    pub verdict: Verdict,
    /// Events of ours that stay, from the first.
    pub keep: usize,
    /// Events that follow them, chained.
    pub add: Vec<Stamped>,
    /// Whether the file is given over to us with it.
    pub comes_here: bool,
}

/// Why a history is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Misfit {
    /// An event does not follow the one before it.
    Chain,
    /// It does not begin with the coming in of a file.
    Beginning,
    /// It is longer than a history may be.
    Length,
    /// It never left its desk, or was taken over by an office it was not given to.
    Keeper,
}

/// Whether a history from outside is one: chained from its beginning, shared by its keeper, taken over by nobody else
/// than it was given to.
pub fn fit(case: CaseId, history: &[Stamped], hash: Hash<'_>) -> Result<(), Misfit> {
    if history.len() > MOST_EVENTS as usize {
        return Err(Misfit::Length);
    }
    let first = history.first().map(|first| &first.event);
    let begins = matches!(first, Some(Event::Arrived { .. } | Event::Received { intake: Some(_), .. }));
    if !begins {
        return Err(Misfit::Beginning);
    }
    let (mut head, mut epoch) = (EventHash::default(), 0);
    let mut ids: BTreeSet<EventId> = BTreeSet::new();
    let mut keeper: Option<OfficeId> = None;
    let mut given: Option<OfficeId> = None;
    for (n, event) in (1..).zip(history) {
        let takes_over = matches!(event.event, Event::TakenOver { .. });
        epoch += u32::from(takes_over);
        if event.n != n || event.previous != head || event.case != case || event.epoch != epoch {
            return Err(Misfit::Chain);
        }
        if !ids.insert(event.id) {
            return Err(Misfit::Chain);
        }
        if let Event::CopySent { keeper: by, .. } = &event.event {
            if keeper.is_some_and(|known| known != by.id) || given.is_some() {
                return Err(Misfit::Keeper);
            }
            keeper = Some(by.id);
        } else if let Event::GivenOver { from, to } = &event.event {
            if keeper.is_some_and(|known| known != from.id) || given.is_some() {
                return Err(Misfit::Keeper);
            }
            (keeper, given) = (Some(from.id), Some(to.id));
        } else if let Event::TakenOver { by, .. } = &event.event {
            if given.take() != Some(by.id) {
                return Err(Misfit::Keeper);
            }
            keeper = Some(by.id);
        }
        head = hash(event);
    }
    if keeper.is_some() { Ok(()) } else { Err(Misfit::Keeper) }
}

/// The office that keeps a file, as its history says, and whether it has yet to take it over.
pub fn keeper_of(history: &[Stamped]) -> Option<(&OfficeRef, bool)> {
    history.iter().rev().find_map(|stamped| keeper_said(&stamped.event))
}

const fn keeper_said(event: &Event) -> Option<(&OfficeRef, bool)> {
    if let Event::CopySent { keeper, .. } = event {
        Some((keeper, false))
    } else if let Event::GivenOver { to, .. } = event {
        Some((to, true))
    } else if let Event::TakenOver { by, .. } = event {
        Some((by, false))
    } else {
        None
    }
}

/// Whether an event stands behind the line of the keeper and is no part of it: a note from elsewhere, and the record of a
/// decision between two histories, which anybody concerned may have made.
const fn is_margin(event: &Stamped) -> bool {
    matches!(event.event, Event::NotedElsewhere { .. } | Event::ForkSettled { .. })
}

/// Makes one of two histories of a file. `theirs` fits; `us` is this office and `is_here` whether it keeps the file;
/// `write` gives an event of ours an identity.
pub fn merge(
    ours: &[Stamped],
    theirs: &[Stamped],
    (us, is_here): (&OfficeRef, bool),
    hash: Hash<'_>,
    write: &mut dyn FnMut(Event) -> Stamped,
) -> Merged {
    let common = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let (mine, other) = (ours.get(common..).unwrap_or_default(), theirs.get(common..).unwrap_or_default());
    let stays = |verdict| Merged { verdict, keep: ours.len(), add: Vec::new(), comes_here: false };
    let goes_on = |tail: &[Stamped]| tail.iter().any(|event| !is_margin(event));
    let verdict = match (goes_on(mine), goes_on(other)) {
        (false, false) => return with_notes(ours, other, hash, &stays),
        // Somebody wrote on a file we keep.
        (false, true) if is_here && !ours.is_empty() => return stays(Verdict::Forked),
        (false, true) if ours.is_empty() => Verdict::New,
        (false, true) => Verdict::Newer,
        (true, false) if !is_here => return with_notes(ours, other, hash, &stays),
        (true, false) => {
            let with = with_notes(ours, other, hash, &stays);
            return if with.add.is_empty() { stays(Verdict::Older) } else { with };
        }
        (true, true) if has_settled(other, mine, hash) => Verdict::Newer,
        (true, true) if has_settled(mine, other, hash) => return stays(Verdict::Older),
        (true, true) => return stays(Verdict::Forked),
    };
    follow(common, mine, theirs, (us, verdict), (hash, write))
}

/// Goes on with their line: what of ours stood behind the common part stays only where it is a note.
fn follow(
    common: usize,
    mine: &[Stamped],
    theirs: &[Stamped],
    (us, verdict): (&OfficeRef, Verdict),
    (hash, write): (Hash<'_>, &mut dyn FnMut(Event) -> Stamped),
) -> Merged {
    let mut line = theirs.to_vec();
    let comes_here = match keeper_of(theirs) {
        Some((to, true)) if to.id == us.id => {
            let given = |stamped: &Stamped| {
                if let Event::GivenOver { from, .. } = &stamped.event { Some(from.clone()) } else { None }
            };
            let from = theirs.iter().rev().find_map(given).unwrap_or_else(|| us.clone());
            let mut taken = write(Event::TakenOver { from, by: us.clone() });
            // The clock of another machine may be ahead of ours; order is what counts.
            let last = theirs.iter().map(|stamped| stamped.occurred).max();
            taken.occurred = last.map_or(taken.occurred, |last| last.max(taken.occurred));
            taken.recorded = taken.recorded.max(taken.occurred);
            taken.epoch = theirs.last().map_or(0, |last| last.epoch) + 1;
            chain(&mut line, taken, hash);
            true
        }
        Some(_) | None => false,
    };
    let known: BTreeSet<EventId> = line.iter().map(|stamped| stamped.id).collect();
    for note in mine.iter().filter(|stamped| is_margin(stamped) && !known.contains(&stamped.id)) {
        behind(&mut line, note, hash);
    }
    Merged { verdict, keep: common, add: line.split_off(common), comes_here }
}

/// Our history with the notes of the other that it lacks.
fn with_notes(
    ours: &[Stamped],
    other: &[Stamped],
    hash: Hash<'_>,
    stays: &dyn Fn(Verdict) -> Merged,
) -> Merged {
    let known: BTreeSet<EventId> = ours.iter().map(|stamped| stamped.id).collect();
    let mut line = ours.to_vec();
    for note in other.iter().filter(|stamped| is_margin(stamped) && !known.contains(&stamped.id)) {
        behind(&mut line, note, hash);
    }
    let add = line.split_off(ours.len());
    if add.is_empty() { stays(Verdict::Same) } else { Merged { add, ..stays(Verdict::Notes) } }
}

/// Puts a note at the end of a line; everything but its place stays.
fn behind(line: &mut Vec<Stamped>, note: &Stamped, hash: Hash<'_>) {
    let epoch = line.last().map_or(0, |last| last.epoch);
    chain(line, Stamped { epoch, ..note.clone() }, hash);
}

/// Puts an event at the end of a line, naming the one before it.
fn chain(line: &mut Vec<Stamped>, event: Stamped, hash: Hash<'_>) {
    let previous = line.last().map_or_else(EventHash::default, hash);
    let n = line.len() as u32 + 1;
    line.push(Stamped { n, previous, ..event });
}

/// Whether a line says that a person decided against all of another.
fn has_settled(line: &[Stamped], against: &[Stamped], hash: Hash<'_>) -> bool {
    let end = against.iter().rposition(|stamped| !is_margin(stamped)).unwrap_or(0);
    let covered: Vec<EventHash> = against.iter().skip(end).map(hash).collect();
    line.iter().any(
        |stamped| matches!(&stamped.event, Event::ForkSettled { dropped, .. } if covered.contains(dropped)),
    )
}

/// What a person decided between two histories: ours stays, or theirs comes in its place; either way the decision is the
/// next event, and the other history is named in it.
pub fn settle(
    ours: &[Stamped],
    theirs: &[Stamped],
    (takes_theirs, reason): (bool, &str),
    us: &OfficeRef,
    (hash, write): (Hash<'_>, &mut dyn FnMut(Event) -> Stamped),
) -> Merged {
    let last = |line: &[Stamped]| line.last().map_or_else(EventHash::default, hash);
    let common = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let (holds, other) = if takes_theirs { (theirs, ours) } else { (ours, theirs) };
    let keep = if takes_theirs { common } else { ours.len() };
    let mut line = holds.to_vec();
    let known: BTreeSet<EventId> = line.iter().map(|stamped| stamped.id).collect();
    let notes =
        other.iter().skip(common).filter(|stamped| is_margin(stamped) && !known.contains(&stamped.id));
    let mut decided =
        write(Event::ForkSettled { kept: last(holds), dropped: last(other), reason: reason.to_owned() });
    let latest = holds.iter().map(|stamped| stamped.occurred).max();
    decided.occurred = latest.map_or(decided.occurred, |latest| latest.max(decided.occurred));
    decided.recorded = decided.recorded.max(decided.occurred);
    decided.epoch = line.last().map_or(0, |last| last.epoch);
    chain(&mut line, decided, hash);
    for note in notes {
        behind(&mut line, note, hash);
    }
    let comes_here = takes_theirs && keeper_of(theirs).is_some_and(|(keeper, _)| keeper.id == us.id);
    Merged { verdict: Verdict::Forked, keep, add: line.split_off(keep), comes_here }
}
