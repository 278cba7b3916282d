//! `motcua account`: the account sheet of a file, or the accounts of a period, as PDF.
//!
//! Must not know: what an account says.

use super::args::Account;
use super::exit::{Code, Failure, Outcome};
use super::place;
use super::reporting::{ordered, write};
use super::say::Say;
use crate::desk::Desk;
use crate::domain::case::CaseFile;
use crate::domain::id::CaseId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::report::period::Period;
use crate::domain::row::Row;
use crate::paper::{accounting, pdf};
use std::path::PathBuf;

/// Prints accounts.
pub fn run(dir: Option<PathBuf>, asked: &Account, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut desk = place::open_for(&dir, Power::ReadCases, now, say)?;
    let (office, law) = (desk.office().clone(), desk.law().clone());
    let made = accounting::Desk { office: &office, law: &law, words: say.words(), now };
    let sheet = if let Some((from, to)) = asked.from.zip(asked.to) {
        let period = ordered(from, to, say)?;
        let ids: Vec<CaseId> =
            desk.projection().kept().filter(|row| asks(row, period, now)).map(|row| row.id).collect();
        let files = ids.into_iter().map(|id| load(&mut desk, id)).collect::<Result<Vec<_>, _>>()?;
        accounting::list(made, &files.into_iter().flatten().collect::<Vec<_>>(), period)
    } else {
        let code = asked.code.as_deref().unwrap_or_default();
        let missing = || Failure::refused(say.text("shell-no-such-case", &[("code", code.into())]));
        let id = desk.find_code(code).map_err(wrong)?.ok_or_else(missing)?;
        accounting::sheet(made, &load(&mut desk, id)?.ok_or_else(missing)?)
    };
    let bytes = pdf::render(&[sheet], now).map_err(|error| Failure::wrong(error.to_string()))?;
    desk.close(None);
    write(&asked.out, &bytes, say)?;
    Ok(Code::Fine)
}

/// Whether a file received before the end of a period, and not finished before it, was late or asked for more.
fn asks(row: &Row, period: Period, now: Moment) -> bool {
    let done = row.finished().date();
    let concerns =
        row.received.date().is_some_and(|day| day <= period.to) && done.is_none_or(|day| day >= period.from);
    let late = match row.ready.date() {
        Some(ready) => row.due.date().is_some_and(|due| ready > due),
        None => row.is_running() && row.due.date().is_some_and(|due| due < now.date()),
    };
    concerns && (late || row.rounds > 0)
}

fn load(desk: &mut Desk, id: CaseId) -> Result<Option<CaseFile>, Failure> {
    Ok(desk.load(id).map_err(wrong)?.map(|file| CaseFile::clone(&file)))
}

fn wrong(error: impl std::fmt::Display) -> Failure {
    Failure::wrong(error.to_string())
}
