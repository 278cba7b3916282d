//! Sheets about the desk as a whole: the end of somebody's day, and a limit proposed.
//!
//! Must not know: printers, threads, or screens.

use super::making::{Made, words};
use super::sheets::put_out;
use super::spool::Spool;
use crate::app::form::refusal_notice;
use crate::app::message::{Done, Message};
use crate::app::notice::{Notice, Weight};
use crate::app::sheet::EndShift;
use crate::config::forms::Forms;
use crate::desk::Desk;
use crate::domain::action::{Action, Request};
use crate::domain::case::CaseFile;
use crate::domain::id::PersonId;
use crate::domain::moment::{self, Moment};
use crate::domain::permission::Power;
use crate::domain::report::proposal::Proposal;
use crate::domain::sheet::{FormKey, SheetPrinted, SheetWay};
use crate::domain::shift::{self, Standing};
use crate::journal::disk::Disk;
use crate::paper::facts::{Closing, Scene};
use crate::paper::form::{Facts, Filled, Form, fill};
use crate::paper::layout::layout;
use crate::paper::measure::OnPaper;
use crate::runtime::{notices, perform};
use std::sync::Arc;

/// Rows of a list at most on a sheet that must be one page; fewer where they are tall.
const ROWS: usize = 16;

/// Ends somebody's day: hands on what they hold, closes the day where they may, and prints what there was.
pub(super) fn end_shift<D: Disk>(
    desk: &mut Desk<D>,
    end: &EndShift,
    spool: &Spool,
    now: Moment,
) -> Vec<Message> {
    let mut told = Vec::new();
    let mut standing = Standing::clone(&end.standing);
    let mut refused = 0;
    for file in end.to.iter().flat_map(|_| &end.held) {
        let Some(to) = &end.to else { break };
        let action = Action::Assign { to: to.clone() };
        let request = Request { case: file.case, seen: file.n, by: end.by.clone(), occurred: None, action };
        match desk.submit(&request, now) {
            Ok(done) => {
                standing.hand_on(*file, &end.by, to);
                // No form waits for it.
                told.push(Message::Submitted(Box::new(Done {
                    ticket: 0,
                    sequence: done.sequence,
                    file: done.file,
                    events: done.events,
                    row: done.row,
                    trouble: done.store_trouble.map(|_| notices::store_behind()),
                })));
            }
            Err(_) => refused += 1,
        }
    }
    let released = told.len();
    let heads = end.standing.of.is_none();
    let line = if heads {
        match desk.close_day(&end.by, now) {
            Ok(line) => line,
            Err(error) => {
                told.push(Message::Noticed(perform::of_submit(&error)));
                return told;
            }
        }
    } else {
        String::new()
    };
    let closing = Closing { successor: end.to.clone(), released, note: end.note.clone(), line: line.clone() };
    match day(desk, &end.by, standing, &closing, now) {
        Ok(made) => told.extend(put_out(desk, &end.by, vec![made], SheetWay::Printer, spool, now)),
        Err(notice) => told.push(Message::Noticed(notice)),
    }
    let id = if heads { "notice-day-closed" } else { "notice-shift-ended" };
    let said = Notice::new(Weight::Info, id).with("line", line).with("released", released);
    told.push(Message::Noticed(said.with("refused", refused)));
    told
}

/// The sheet of somebody's day, or of the whole desk's for those who close it; always one page.
fn day<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    standing: Standing,
    closing: &Closing,
    now: Moment,
) -> Result<Made, Notice> {
    let (form, filled) = day_sheet(desk, by, standing, closing, now)?;
    let about = format!("{} {by}", moment::day(now.date()));
    Ok(whole(&form, filled, about, SheetWay::Printer))
}

/// The form of a day and how it is filled.
pub(crate) fn day_sheet<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    standing: Standing,
    closing: &Closing,
    now: Moment,
) -> Result<(Form, Filled), Notice> {
    let mut files: Vec<Arc<CaseFile>> = Vec::new();
    for id in &standing.touched {
        files.extend(desk.load(*id).map_err(|error| notices::of_submit_error(&error))?);
    }
    let files: Vec<&CaseFile> = files.iter().map(AsRef::as_ref).collect();
    let shift = shift::of(standing, &files);
    let form = form(desk, FormKey::Shift)?;
    let fill_with = |scene: &Scene<'_>, rows: usize| fill(&form, &scene.shift_facts(&shift, closing, rows));
    let filled = with_scene(desk, by, now, |scene| {
        let fits = |filled: &Filled| layout(&filled.sheet, &OnPaper).pages.len() <= 1;
        let all = (0..=ROWS).rev().map(|rows| fill_with(scene, rows));
        all.into_iter().find(fits).unwrap_or_else(|| fill_with(scene, 0))
    });
    Ok((form, filled))
}

/// The sheet of a proposal.
pub(super) fn proposal<D: Disk>(
    desk: &Desk<D>,
    by: &PersonId,
    proposal: &Proposal,
    way: SheetWay,
    now: Moment,
) -> Result<Made, Notice> {
    let (form, filled) = proposal_sheet(desk, by, proposal, now)?;
    let period = proposal.period;
    let (from, to) = (moment::day(period.from), moment::day(period.to));
    let about = format!("{} {} {from}-{to}", proposal.code, proposal.cut);
    Ok(whole(&form, filled, about, way))
}

/// The form of a proposal and how it is filled.
pub(crate) fn proposal_sheet<D: Disk>(
    desk: &Desk<D>,
    by: &PersonId,
    proposal: &Proposal,
    now: Moment,
) -> Result<(Form, Filled), Notice> {
    desk.check(Power::ReadCases).map_err(|refusal| refusal_notice(&refusal))?;
    let form = form(desk, FormKey::Proposal)?;
    let facts: Facts = with_scene(desk, by, now, |scene| scene.proposal_facts(proposal));
    let filled = fill(&form, &facts);
    Ok((form, filled))
}

fn whole(form: &Form, filled: Filled, about: String, way: SheetWay) -> Made {
    let printed = SheetPrinted {
        form: form.key,
        number: String::new(),
        template: form.template.clone(),
        printing: 1,
        copies: form.copies,
        promised: None,
        mentions: Vec::new(),
        way,
    };
    Made { filled, files: Vec::new(), printed, doubts: Vec::new(), about }
}

fn form<D: Disk>(desk: &Desk<D>, key: FormKey) -> Result<Form, Notice> {
    let found = Forms::new(Some(&desk.folder().own(""))).find(key, None, &desk.law().book.forms);
    let found = found.map_err(|faults| {
        let place = faults.first().map(|fault| format!("{}:{}:{}", fault.file, fault.line, fault.column));
        Notice::new(Weight::Error, "notice-form-faulty")
            .with("form", key.name())
            .with("place", place.unwrap_or_default())
    })?;
    found.ok_or_else(|| Notice::new(Weight::Warning, "notice-form-none").with("form", key.name()))
}

fn with_scene<D: Disk, T>(
    desk: &Desk<D>,
    person: &PersonId,
    now: Moment,
    make: impl FnOnce(&Scene<'_>) -> T,
) -> T {
    let settings = super::settings(&desk.folder().own(""));
    let (office, law) = (desk.office(), desk.law());
    make(&Scene { office, letterhead: &settings.letterhead, law, words: words(), person, now })
}
