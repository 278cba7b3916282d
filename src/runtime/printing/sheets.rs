//! Sheets of cases on an open desk: how they look, and printing them with a record of each.
//!
//! Must not know: printers, threads, or screens.

use super::making::{Made, make};
use super::spool::Spool;
use crate::app::message::{Done, Message};
use crate::app::notice::{Notice, Weight};
use crate::app::sheet::{JobState, Leaf, PaperNews, Piece, Preview, PrintJob, Wanted};
use crate::desk::{Desk, SubmitError};
use crate::domain::action::{Action, Request};
use crate::domain::case::CaseFile;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::masking::Masks;
use crate::domain::moment::Moment;
use crate::domain::sheet::{FormKey, SheetPrinted, SheetWay};
use crate::journal::disk::Disk;
use crate::paper::block::{Face, Sheet};
use crate::paper::{pdf, text};
use crate::runtime::{notices, perform};
use std::collections::HashMap;

/// Width of a sheet shown as text.
const COLUMNS: u16 = 72;

/// How a form looks for cases.
pub(super) fn look<D: Disk>(desk: &mut Desk<D>, wanted: Wanted, now: Moment) -> Message {
    let made = match make(desk, &wanted, wanted.masks, SheetWay::Printer, now) {
        Ok(made) => made,
        Err(notice) => return Message::Noticed(notice),
    };
    let Some(first) = made.first() else { return Message::Noticed(notices::not_open()) };
    let piece = |span: text::Span| Piece { heavy: span.face == Face::Bold, text: span.text };
    let leaf = |made: &Made| Leaf {
        form: made.printed.form,
        subject: subject(std::slice::from_ref(made)),
        printing: made.printed.printing,
        copies: made.printed.copies,
        lines: text::spans(&made.filled.sheet, COLUMNS)
            .into_iter()
            .map(|line| line.into_iter().map(piece).collect())
            .collect(),
    };
    let mut missing: Vec<String> = made.iter().flat_map(|made| made.filled.missing.iter().cloned()).collect();
    let mut unprintable: Vec<char> =
        made.iter().flat_map(|made| made.filled.unprintable.iter().copied()).collect();
    missing.sort();
    missing.dedup();
    unprintable.sort_unstable();
    unprintable.dedup();
    Message::Paper(PaperNews::Ready(Box::new(Preview {
        missing,
        unprintable: unprintable.into_iter().collect(),
        doubts: first.doubts.clone(),
        leaves: made.iter().map(leaf).collect(),
        at: 0,
        wanted,
    })))
}

/// Prints a form for cases: makes the PDFs, records every sheet, then lets them go.
pub(super) fn print<D: Disk>(
    desk: &mut Desk<D>,
    wanted: &Wanted,
    way: SheetWay,
    spool: &Spool,
    now: Moment,
) -> Vec<Message> {
    let made = match make(desk, wanted, Masks::default(), way, now) {
        Ok(made) => made,
        Err(notice) => return vec![Message::Noticed(notice)],
    };
    put_out(desk, &wanted.by, made, way, spool, now)
}

/// Puts sheets into the queue or a file, once each is recorded.
pub(super) fn put_out<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    made: Vec<Made>,
    way: SheetWay,
    spool: &Spool,
    now: Moment,
) -> Vec<Message> {
    let Some(main) = made.first().map(|made| made.printed.form) else { return Vec::new() };
    let piles = match way {
        // What goes together into one file stays in order.
        SheetWay::File => vec![made],
        SheetWay::Printer => piles(made),
    };
    // The paper is there before the record says so, and leaves only after it does.
    let mut put = Vec::new();
    for pile in &piles {
        let sheets: Vec<Sheet> = pile.iter().map(|made| made.filled.sheet.clone()).collect();
        let pdf = pdf::render(&sheets, now).map_err(|error| error.to_string());
        match pdf.and_then(|pdf| Ok((spool.put(&pdf, now).map_err(|error| error.to_string())?, pdf))) {
            Ok(there) => put.push(there),
            Err(why) => {
                withdraw(spool, &put);
                return vec![Message::Noticed(failed(main, &why))];
            }
        }
    }
    let mut told = Vec::new();
    // A case with two sheets has moved on by one record when the second is recorded.
    let mut seen: HashMap<CaseId, u32> = HashMap::new();
    for made in piles.iter().flatten() {
        for file in &made.files {
            let seen = seen.entry(file.case.id).or_insert(file.case.n);
            match record(desk, by, made, file, *seen, now) {
                Ok(done) => {
                    *seen = done.file.case.n;
                    told.push(Message::Submitted(Box::new(done)));
                }
                Err(error) => {
                    withdraw(spool, &put);
                    told.push(Message::Noticed(perform::of_submit(&error)));
                    return told;
                }
            }
        }
    }
    for made in piles.iter().flatten().filter(|made| made.files.is_empty()) {
        let kind = (made.printed.form.name(), made.printed.template.as_str());
        if let Err(error) = desk.printed(by, kind, &made.about, now) {
            withdraw(spool, &put);
            told.push(Message::Noticed(perform::of_submit(&error)));
            return told;
        }
    }
    for (pile, (id, pdf)) in piles.iter().zip(put) {
        let Some(form) = pile.first().map(|made| made.printed.form) else { continue };
        let subject = subject(pile);
        told.push(match way {
            SheetWay::File => {
                spool.withdraw(&id);
                let name = format!("{}-{}.pdf", form.name(), file_name(&subject));
                let written = perform::write_bytes(&desk.folder().own(perform::EXPORTS), &name, &pdf);
                Message::Written(perform::said_plain(desk, written))
            }
            SheetWay::Printer => {
                let copies = pile.first().map_or(1, |made| made.printed.copies);
                let state = JobState::Waiting(String::new());
                let job = PrintJob { id, form, subject, copies, since: now, state };
                Message::Noticed(match spool.release(&job) {
                    Ok(()) => Notice::new(Weight::Info, "notice-print-queued").with("form", form.name()),
                    Err(error) => failed(form, &error.to_string()),
                })
            }
        });
    }
    told
}

/// What goes to the printer as one job: sheets of one form, of which there are as many copies.
fn piles(made: Vec<Made>) -> Vec<Vec<Made>> {
    let mut piles: Vec<Vec<Made>> = Vec::new();
    for made in made {
        let alike = |pile: &&mut Vec<Made>| {
            pile.first().is_some_and(|first| {
                first.printed.form == made.printed.form && first.printed.copies == made.printed.copies
            })
        };
        match piles.iter_mut().find(alike) {
            Some(pile) => pile.push(made),
            None => piles.push(vec![made]),
        }
    }
    piles
}

fn withdraw(spool: &Spool, put: &[(String, Vec<u8>)]) {
    for (id, _) in put {
        spool.withdraw(id);
    }
}

fn failed(form: FormKey, why: &str) -> Notice {
    Notice::new(Weight::Error, "notice-print-failed").with("form", form.name()).with("why", why)
}

fn record<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    made: &Made,
    file: &CaseFile,
    seen: u32,
    now: Moment,
) -> Result<Done, SubmitError> {
    let action = Action::RecordSheet(Box::new(SheetPrinted {
        promised: file.case.promise.as_ref().filter(|_| made.filled.states_promise).map(|promise| promise.at),
        ..made.printed.clone()
    }));
    let request = Request { case: file.case.id, seen, by: by.clone(), occurred: None, action };
    let done = desk.submit(&request, now)?;
    Ok(Done {
        // No form waits for it.
        ticket: 0,
        sequence: done.sequence,
        file: done.file,
        events: done.events,
        row: done.row,
        trouble: done.store_trouble.map(|_| notices::store_behind()),
    })
}

/// What a job is called in the queue: the code of its case, or how many there are.
fn subject(made: &[Made]) -> String {
    let mut files: Vec<&CaseFile> = made.iter().flat_map(|made| &made.files).map(AsRef::as_ref).collect();
    files.sort_by_key(|file| file.case.id);
    files.dedup_by_key(|file| file.case.id);
    match files.as_slice() {
        [] => made.first().map(|made| made.about.clone()).unwrap_or_default(),
        [file] => {
            let code = file.case.code.as_ref().map(ToString::to_string);
            code.unwrap_or_else(|| file.case.owner.name.clone())
        }
        many => format!("{} hồ sơ", many.len()),
    }
}

/// Letters that are fine in names of files everywhere.
fn file_name(subject: &str) -> String {
    let plain = if subject.is_ascii() { subject.to_owned() } else { crate::domain::text::fold(subject) };
    plain.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '.' { c } else { '-' }).collect()
}
