//! Lets everything happen in its time: always the earliest act of any file, through the one desk.
//!
//! So every event is decided like any other, codes ascend with time, and the journal is in true order.
//! Must not know: what the acts are.

use super::PracticeError;
use super::act::Scene;
use super::office_time::{OfficeTime, Tick};
use super::plan::{Kind, Plan, Planner, Target};
use super::script::When;
use crate::desk::Bulk;
use crate::domain::action::Request;
use crate::domain::case::Case;
use crate::domain::id::CaseId;
use crate::domain::moment::Moment;
use crate::journal::disk::Disk;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// A file under way.
struct Running {
    id: CaseId,
    plan: Plan,
    /// Per mille of the target day at which the result is ready.
    hour: u64,
}

/// Acts done so far, and files arrived, to show and to stop.
pub(super) type Watch<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// How often to tell.
const TELL_EVERY: usize = 2_000;

/// Lets all files happen up to a moment. Files and their kinds come with numbers of their own.
pub(super) fn simulate<D: Disk>(
    bulk: &mut Bulk<'_, D>,
    planner: &Planner<'_>,
    scene: &mut Scene<'_>,
    kinds: &[Kind],
    until: Moment,
    watch: Watch<'_>,
) -> Result<(), PracticeError> {
    let mut arrivals: Vec<(Moment, u32)> = Vec::with_capacity(kinds.len());
    for (number, kind) in (0..).zip(kinds) {
        let plan = planner.plan(number, *kind).ok_or(PracticeError::NoProcedure)?;
        arrivals.push((plan.at, number));
    }
    arrivals.sort_unstable();
    let mut arrivals = arrivals.into_iter().peekable();
    let mut running: HashMap<u32, Running> = HashMap::new();
    let mut waiting: BinaryHeap<Reverse<(Moment, u32)>> = BinaryHeap::new();
    let mut arrived = 0;
    loop {
        let arrives = match (arrivals.peek(), waiting.peek()) {
            (Some(arrival), Some(Reverse(next))) => arrival <= next,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return Ok(()),
        };
        let due = if arrives { arrivals.next() } else { waiting.pop().map(|Reverse(next)| next) };
        let Some((now, number)) = due else { return Ok(()) };
        if now >= until {
            running.remove(&number);
            continue;
        }
        if arrives {
            let kind = kinds.get(number as usize).copied().unwrap_or(Kind::Turned);
            let mut plan = planner.plan(number, kind).ok_or(PracticeError::NoProcedure)?;
            // Results of open files come early in the day, so that what follows still fits into it.
            let hour = match plan.target {
                Target::Due(_) => plan.dice.between(60, 940),
                Target::Day(_) | Target::Today => plan.dice.between(100, 500),
            };
            running.insert(number, Running { id: CaseId(bulk.new_id(now)), plan, hour });
            arrived += 1;
            if arrived % TELL_EVERY == 0 && !watch(arrived as u64, kinds.len() as u64) {
                return Err(PracticeError::Cancelled);
            }
        }
        let Some(file) = running.get_mut(&number) else { continue };
        act(bulk, scene, file, now)?;
        let case = bulk.case(file.id);
        match (case, next(case, file, planner.time, now, until)) {
            (Some(_), Some(at)) => waiting.push(Reverse((at, number))),
            (Some(_), None) | (None, _) => {
                running.remove(&number);
            }
        }
    }
}

fn act<D: Disk>(
    bulk: &mut Bulk<'_, D>,
    scene: &mut Scene<'_>,
    file: &mut Running,
    now: Moment,
) -> Result<(), PracticeError> {
    let Some((_, act)) = file.plan.script.take() else { return Ok(()) };
    let blank;
    let case = if let Some(case) = bulk.case(file.id) {
        case
    } else {
        blank = Case::blank(file.id);
        &blank
    };
    let (by, action) = scene.action(act, case, &mut file.plan, now);
    let request = Request { case: file.id, seen: case.n, by, occurred: None, action };
    bulk.act(&request, now).map_err(|error| PracticeError::Act { act: format!("{act:?}"), at: now, error })
}

/// When the next act of a file comes; nothing after its last.
fn next(
    case: Option<&Case>,
    file: &mut Running,
    time: &OfficeTime,
    now: Moment,
    until: Moment,
) -> Option<Moment> {
    let case = case?;
    let (when, _) = file.plan.script.peek()?;
    let tick = time.tick(now);
    let target = match file.plan.target {
        Target::Due(offset) => case.promise.as_ref().map_or(tick, |promise| {
            let day = time.day_number(promise.due).saturating_add_signed(offset as isize);
            time.within(day, file.hour)
        }),
        Target::Day(day) => time.within(day, file.hour),
        Target::Today => time.tick(until).saturating_sub(30),
    };
    let dice = &mut file.plan.dice;
    let at: Tick = match when {
        When::Soon(least, most) => tick + dice.between(least, most),
        When::Days(0, 0) => tick + dice.between(10, 60),
        When::Days(least, most) => {
            let days = dice.between(least, most);
            let day = time.day_number(now.date()).saturating_add(days as usize);
            if days == 0 { tick + dice.between(10, 90) } else { time.within(day, dice.between(30, 950)) }
        }
        When::Share => {
            let share = target.saturating_sub(tick) / (file.plan.script.sharing() + 1);
            tick + share * dice.between(70, 115) / 100
        }
        When::Target => target,
        When::At(tick) => tick,
    };
    // Nobody does two things to a file in one minute; a moment outside office hours waits for the opening.
    Some(time.moment(at.max(tick + 3)).max(now))
}
