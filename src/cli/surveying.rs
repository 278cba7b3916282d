//! `motcua survey`: slips counted out of the box, keyed in without the screen.
//!
//! Must not know: what is counted from them.

use super::args::Survey;
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place::{self, Opening};
use super::say::Say;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::{Power, has_power};
use crate::domain::survey::Asked;
use std::path::PathBuf;

/// Records the slips, by whoever is logged in, or on a plain desk by the person named.
pub fn run(dir: Option<PathBuf>, asked: &Survey, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut desk = place::open(&dir, Opening::AsItIs, now, say)?;
    let named = asked.person.clone().map(PersonId).or_else(|| desk.seated().cloned());
    let anybody = || {
        let may = |role| has_power(role, Power::RecordSurvey);
        desk.office().people.iter().find(|person| may(person.role)).map(|person| person.id.clone())
    };
    let by = named.or_else(anybody).ok_or_else(|| Failure::refused(say.text("shell-no-head", &[])))?;
    let counts = [asked.satisfied, asked.neutral, asked.dissatisfied];
    let slips = Asked::Slips { from: asked.from, to: asked.to, counts };
    let entry =
        desk.survey(&by, &slips, now).map_err(|error| Failure::refused(failures::of_submit(&error, say)))?;
    let rows = desk.lend_projection();
    desk.close(Some(rows));
    let number = entry.number.to_string();
    Say::out(format!("{}\n", say.text("notice-surveyed", &[("number", (&number).into())])))?;
    Ok(Code::Fine)
}
