//! `motcua report proposal`: what a limit somebody has chosen would have made late, as text, JSON or PDF.
//!
//! Must not know: how it is counted.

use super::args::{Format, Proposal};
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place;
use super::reporting::{period, write};
use super::say::Say;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::procedure::ProcedureCode;
use crate::domain::report::proposal::{self, propose};
use crate::domain::report::scope::Scope;
use crate::paper::{pdf, text};
use crate::runtime::printing::proposal_sheet;
use serde_json::{Value, json};
use std::io::IsTerminal as _;
use std::path::PathBuf;

/// Columns of the sheet as text.
const COLUMNS: u16 = 90;

/// Makes the proposal.
pub fn run(dir: Option<PathBuf>, wanted: &Proposal, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let asked = &wanted.asked;
    if matches!(asked.format, Format::Csv | Format::Xlsx | Format::Svg | Format::Png) {
        return Err(Failure::refused(say.text("shell-proposal-shape", &[])));
    }
    if asked.format == Format::Pdf && asked.out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::refused(say.text("shell-binary", &[])));
    }
    let desk = place::open_for(&dir, Power::ReadCases, now, say)?;
    let period = period(asked, desk.law(), now.date(), say)?;
    let code = ProcedureCode::from(wanted.procedure.as_str());
    let scope = Scope::new(desk.projection(), desk.law(), desk.office(), period, now.date());
    let proposal = propose(&scope, &code, wanted.cut).map_err(|why| {
        let (code, days) = (code.to_string(), wanted.cut.to_string());
        let values = [("code", (&code).into()), ("days", (&days).into())];
        Failure::refused(say.text(&format!("notice-proposal-{}", <&str>::from(why)), &values))
    })?;
    let by = place::who(&desk, now);
    let told = proposal_sheet(&desk, &by, &proposal, now);
    let (_, filled) = told.map_err(|notice| Failure::refused(failures::of_notice(&notice, say)))?;
    let bytes = match asked.format {
        Format::Json => format!("{}\n", to_json(&proposal)).into_bytes(),
        Format::Pdf => {
            pdf::render(&[filled.sheet], now).map_err(|error| Failure::wrong(error.to_string()))?
        }
        Format::Table | Format::Csv | Format::Xlsx | Format::Svg | Format::Png => {
            text::render(&filled.sheet, COLUMNS).into_bytes()
        }
    };
    desk.close(None);
    match &asked.out {
        Some(path) => write(path, &bytes, say)?,
        None => Say::out(&bytes)?,
    }
    Ok(Code::Fine)
}

fn to_json(told: &proposal::Proposal) -> Value {
    let took = |took: proposal::Took| json!({"half": took.half, "most": took.most, "nearly_all": took.nearly_all, "longest": took.longest});
    json!({
        "procedure": told.code.0,
        "limit": told.limit,
        "limit_days": told.days,
        "cut": told.cut,
        "period": {"from": told.period.from.to_string(), "to": told.period.to.to_string()},
        "files": told.files,
        "late_now": told.late_now,
        "late_cut": told.late_cut,
        "late_cut_with_waiting": told.waited_cut,
        "waited": told.waited,
        "took": took(told.took),
        "took_with_waiting": took(told.in_all),
        "by_days": told.by_days.iter().map(|(days, files)| json!([days, files])).collect::<Vec<_>>(),
        "steps": told.steps.iter().map(|step| json!({
            "name": step.name,
            "limit": step.limit,
            "files": step.files,
            "took": took(step.took),
        })).collect::<Vec<_>>(),
        "papers": told.papers.iter().map(|paper| json!({
            "name": paper.name,
            "listed": paper.listed.is_some(),
            "taken": paper.counted.taken,
            "asked": paper.counted.asked,
            "again": paper.counted.again,
            "unused": paper.is_unused(),
        })).collect::<Vec<_>>(),
    })
}
