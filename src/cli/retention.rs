//! `motcua retention`: what may go, what must be kept, and erasing it with four eyes.
//!
//! Must not know: how a key is taken away.

use super::args::Retention;
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place;
use super::say::Say;
use crate::config::law::retention::{FILE, load};
use crate::desk::{Desk, SubmitError};
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::{Moment, day};
use crate::domain::permission::Power;
use crate::domain::retention::{Kept, MOST_ERASED, Schedule};
use crate::runtime::scheduled::{self, Renewed};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Does what is asked about keeping and erasing.
pub fn run(dir: Option<PathBuf>, wanted: &Retention, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let schedule = load(&dir).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::wrong(lines.join("\n"))
    })?;
    match wanted {
        Retention::List { all, json } => list(&dir, &schedule, (*all, *json), now, say),
        Retention::Hold { codes, reason, person } => {
            with_desk(&dir, Power::ProposeErasure, person.as_deref(), now, say, |desk, by| {
                let cases = find(desk, codes, say)?;
                let number = desk.hold(by, &cases, reason, now).map_err(|error| told(&error, say))?;
                say.tell_words("shell-held", &[("count", cases.len().into())]);
                Say::out(format!("{}\n", json!({ "held": cases.len(), "sequence": number })))?;
                Ok(Code::Fine)
            })
        }
        Retention::Release { codes, reason, person } => {
            with_desk(&dir, Power::Erase, person.as_deref(), now, say, |desk, by| {
                let cases = find(desk, codes, say)?;
                let number = desk.release(by, &cases, reason, now).map_err(|error| told(&error, say))?;
                say.tell_words("shell-released", &[("count", cases.len().into())]);
                Say::out(format!("{}\n", json!({ "released": cases.len(), "sequence": number })))?;
                Ok(Code::Fine)
            })
        }
        Retention::Propose { codes, basis, person } => {
            with_desk(&dir, Power::ProposeErasure, person.as_deref(), now, say, |desk, by| {
                propose(desk, by, codes, &schedule, basis, now, say)
            })
        }
        Retention::Erase { proposal, person } => {
            let erased = with_desk(&dir, Power::Erase, person.as_deref(), now, say, |desk, by| {
                desk.approve_erasure(by, *proposal, &schedule, now).map_err(|error| told(&error, say))
            })?;
            report(&dir, erased, now, say)
        }
    }
}

fn told(error: &SubmitError, say: &Say) -> Failure {
    Failure::refused(failures::of_submit(error, say))
}

/// Opens the desk for whoever has a power, and closes it whatever came of the work.
fn with_desk<T>(
    dir: &Path,
    power: Power,
    person: Option<&str>,
    now: Moment,
    say: &Say,
    work: impl FnOnce(&mut Desk, &PersonId) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut desk = place::open_for(dir, power, now, say)?;
    let by = match person {
        Some(code) => desk.acting(PersonId(code.to_owned())),
        None => place::who(&desk, now),
    };
    let done = work(&mut desk, &by);
    desk.close(None);
    done
}

pub(super) fn find(desk: &mut Desk, codes: &[String], say: &Say) -> Result<Vec<CaseId>, Failure> {
    let one = |code: &String| {
        let missing = || Failure::refused(say.text("shell-no-such-case", &[("code", code.into())]));
        desk.find_code(code).map_err(|error| Failure::wrong(error.to_string()))?.ok_or_else(missing)
    };
    codes.iter().map(one).collect()
}

fn propose(
    desk: &mut Desk,
    by: &PersonId,
    codes: &[String],
    schedule: &Schedule,
    basis: &str,
    now: Moment,
    say: &Say,
) -> Outcome {
    let cases = if codes.is_empty() {
        let custody = desk.custody().map_err(|error| told(&error, say))?;
        let free = |one: &Kept| one.is_over(now.date()) && !custody.held.contains_key(&one.case);
        let due = desk.kept(schedule).into_iter().filter(free).map(|one| one.case);
        due.take(MOST_ERASED).collect()
    } else {
        find(desk, codes, say)?
    };
    if cases.is_empty() {
        return Err(Failure::refused(say.text("shell-nothing-due", &[("file", FILE.into())])));
    }
    let number = desk.propose_erasure(by, &cases, schedule, basis, now).map_err(|error| told(&error, say))?;
    let shown = number.to_string();
    say.tell_words("shell-proposed", &[("count", cases.len().into()), ("number", (&shown).into())]);
    Say::out(format!("{}\n", json!({ "proposal": number, "cases": cases.len() })))?;
    Ok(Code::Fine)
}

fn list(dir: &Path, schedule: &Schedule, (all, as_json): (bool, bool), now: Moment, say: &Say) -> Outcome {
    let desk = place::open_for(dir, Power::ReadCases, now, say)?;
    let custody = desk.custody().map_err(|error| told(&error, say))?;
    let kept = desk.kept(schedule);
    desk.close(None);
    if schedule.is_empty() {
        say.tell_words("shell-no-schedule", &[("file", FILE.into())]);
    }
    let today = now.date();
    for one in kept.iter().filter(|one| all || one.is_over(today) || custody.held.contains_key(&one.case)) {
        let hold = custody.held.get(&one.case);
        let line = json!({
            "case": one.case.to_string(),
            "code": one.code,
            "ended": one.ended.to_string(),
            "until": one.until.map(|until| until.to_string()),
            "over": one.is_over(today),
            "basis": one.keep.as_ref().map(|keep| keep.basis.clone()),
            "held": hold.map(|hold| hold.reason.clone()),
        });
        Say::out(if as_json {
            format!("{line}\n")
        } else {
            format!("{}\n", words(one, today, hold.is_some(), say))
        })?;
    }
    for open in &custody.proposals {
        let (number, count) = (open.number.to_string(), open.cases.len().to_string());
        let at = open.at.to_string();
        let line = json!({
            "proposal": open.number, "by": open.by.0, "at": at, "cases": open.cases.len(), "basis": open.basis,
        });
        let values = [
            ("number", (&number).into()),
            ("count", (&count).into()),
            ("by", (&open.by.0).into()),
            ("at", (&at).into()),
            ("basis", (&open.basis).into()),
        ];
        Say::out(if as_json {
            format!("{line}\n")
        } else {
            format!("{}\n", say.text("shell-proposal", &values))
        })?;
    }
    Ok(Code::Fine)
}

fn words(one: &Kept, today: chrono::NaiveDate, is_held: bool, say: &Say) -> String {
    let id = if is_held {
        "shell-kept-held"
    } else if one.is_over(today) {
        "shell-kept-over"
    } else if one.until.is_some() {
        "shell-kept-until"
    } else {
        "shell-kept"
    };
    let code = if one.code.is_empty() { one.case.to_string() } else { one.code.clone() };
    let (ended, until) = (day(one.ended), one.until.map(day).unwrap_or_default());
    let values = [("code", (&code).into()), ("ended", (&ended).into()), ("until", (&until).into())];
    say.text(id, &values)
}

/// What an erasure reaches: the live data now, backups once those from before are gone. Today's own backup is made
/// anew at once.
fn report(dir: &Path, erased: usize, now: Moment, say: &Say) -> Outcome {
    // Rows and store are made again without them, and today's backup without their keys.
    place::open(dir, place::Opening::AsItIs, now, say)?.close(None);
    let Renewed { before, until } =
        scheduled::renew(dir, now).map_err(|error| failures::of_backup(error, say))?;
    let shown = [day(until), erased.to_string(), before.to_string()];
    let values =
        [("until", (&shown[0]).into()), ("count", (&shown[1]).into()), ("backups", (&shown[2]).into())];
    say.tell_words("shell-erased", &values);
    let line = json!({
        "erased": erased,
        "live": now.to_string(),
        "backups_before": before,
        "backups_until": until.to_string(),
    });
    Say::out(format!("{line}\n"))?;
    Ok(Code::Fine)
}
