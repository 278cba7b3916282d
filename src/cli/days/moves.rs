//! Which promises a calendar would move, and moving them.
//!
//! Must not know: where the calendar came from.

use super::Move;
use crate::cli::exit::{Code, Failure, Outcome};
use crate::cli::failures;
use crate::cli::place::{self, Opening};
use crate::cli::say::{Progress, Say};
use crate::desk::Desk;
use crate::domain::action::{Action, Request};
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::moment::{self, Moment};
use crate::domain::recount::{Shift, shift};
use crate::look::catalog::Arg;
use crate::runtime::parallel;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Every open file whose date a law would move.
pub(super) fn what_if(desk: &mut Desk, law: &Law, now: Moment, say: &Say) -> Result<Vec<Shift>, Failure> {
    let mut progress = Progress::new(say);
    let cases = desk.pending(&mut |done, total| {
        progress.show("shell-reading-cases", done, total);
        true
    });
    let cases = cases.map_err(|error| {
        Failure::wrong(say.text("shell-cases-unreadable", &[("why", Arg::from(&error.to_string()))]))
    })?;
    let today = now.date();
    let asked = parallel::map(
        &cases,
        |file| {
            let case = &file.case;
            let set = law.book.by_key(&case.rules).or_else(|| law.book.on(case.received?.date()))?;
            shift(case, &law.calendar, set, today)
        },
        &|_, _| true,
    );
    Ok(asked.unwrap_or_default().into_iter().flatten().collect())
}

/// Prints what would move.
pub(super) fn show(shifts: &[Shift], as_json: bool, say: &Say) -> Result<(), Failure> {
    if as_json {
        let moves: Vec<Value> = shifts.iter().map(shift_json).collect();
        Say::out(format!("{}\n", json!({ "moves": moves, "count": shifts.len() })))?;
        return Ok(());
    }
    let mut text = String::new();
    for shift in shifts {
        let letter = if shift.letter_owed { say.text("shell-move-letter", &[]) } else { String::new() };
        let printed = [("count", Arg::from(shift.printed))];
        let printed =
            if shift.printed > 0 { say.text("shell-move-printed", &printed) } else { String::new() };
        let line = format!(
            "{}  {} -> {}  {printed}  {letter}",
            shift.code,
            moment::day(shift.from.due),
            moment::day(shift.to.due)
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    Say::out(&text)?;
    let slips = shifts.iter().filter(|shift| shift.printed > 0).count();
    let letters = shifts.iter().filter(|shift| shift.letter_owed).count();
    let facts =
        [("count", Arg::from(shifts.len())), ("slips", Arg::from(slips)), ("letters", Arg::from(letters))];
    say.tell_words("shell-moves", &facts);
    Ok(())
}

fn shift_json(shift: &Shift) -> Value {
    json!({
        "code": shift.code,
        "from": shift.from.due.to_string(),
        "to": shift.to.due.to_string(),
        "promised": shift.from.at.rfc3339(),
        "promise": shift.to.at.rfc3339(),
        "calendar_before": shift.from.calendar,
        "calendar": shift.to.calendar,
        "provisional": shift.to.provisional,
        "printed": shift.printed,
        "letter_owed": shift.letter_owed,
    })
}

/// Gives the new promises, an event for each file.
pub(super) fn run(dir: Option<PathBuf>, wanted: &Move, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut desk = place::open(&dir, Opening::AsItIs, now, say)?;
    let law = (**desk.law()).clone();
    let mut shifts = what_if(&mut desk, &law, now, say)?;
    if !wanted.cases.is_empty() {
        shifts.retain(|shift| wanted.cases.contains(&shift.code));
    }
    let (mut moved, mut refused) = (0_usize, 0_usize);
    for shift in &shifts {
        let seen = desk.load(shift.case).ok().flatten().map_or(0, |file| file.case.n);
        let action = Action::MovePromise { reason: wanted.reason.clone(), document: wanted.document.clone() };
        let by = PersonId::from(wanted.by.as_str());
        let request = Request { case: shift.case, seen, by, occurred: None, action };
        match desk.submit(&request, now) {
            Ok(done) => {
                moved += 1;
                Say::out(format!("saved {}\n", done.sequence))?;
            }
            Err(error) => {
                refused += 1;
                let why = failures::of_submit(&error, say);
                Say::tell(&format!("{}: {why}", shift.code));
            }
        }
    }
    desk.close(None);
    say.tell_words("shell-moved", &[("count", Arg::from(moved)), ("refused", Arg::from(refused))]);
    Ok(if refused == 0 { Code::Fine } else { Code::Refused })
}
