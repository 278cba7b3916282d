//! Sheets of cases on an open desk: how they look, and printing them with a record of each.
//!
//! Must not know: printers, threads, or screens.

use super::spool::Spool;
use crate::app::form::refusal_notice;
use crate::app::message::{Done, Message};
use crate::app::notice::{Notice, Weight};
use crate::app::sheet::{JobState, PaperNews, Piece, Preview, PrintJob, Wanted};
use crate::config::forms::Forms;
use crate::config::printing::Printing;
use crate::desk::{Desk, SubmitError};
use crate::domain::action::{Action, Request};
use crate::domain::case::{Case, CaseFile};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::sheet::{Apart, FormKey, Scope, SheetPrinted, SheetWay};
use crate::journal::disk::Disk;
use crate::look::catalog::{Catalog, Language};
use crate::paper::block::{Face, Sheet};
use crate::paper::facts::Scene;
use crate::paper::field::Field;
use crate::paper::form::{Filled, Form, fill};
use crate::paper::{pdf, text};
use crate::runtime::{notices, perform};
use std::sync::{Arc, OnceLock};

/// Width of a sheet shown as text.
const COLUMNS: u16 = 72;

/// The words on paper are Vietnamese, whatever the screen speaks.
fn words() -> &'static Catalog {
    static WORDS: OnceLock<Catalog> = OnceLock::new();
    WORDS.get_or_init(|| Catalog::new(Language::Vi))
}

/// A sheet, and what is recorded of it for its cases.
struct Made {
    filled: Filled,
    files: Vec<Arc<CaseFile>>,
    printed: SheetPrinted,
    doubts: Vec<String>,
}

/// How a form looks for cases.
pub(super) fn look<D: Disk>(desk: &mut Desk<D>, wanted: Wanted, now: Moment) -> Message {
    let made = match make(desk, &wanted, SheetWay::Printer, now) {
        Ok(made) => made,
        Err(notice) => return Message::Noticed(notice),
    };
    let Some(first) = made.first() else { return Message::Noticed(notices::not_open()) };
    let piece = |span: text::Span| Piece { heavy: span.face == Face::Bold, text: span.text };
    let lines = text::spans(&first.filled.sheet, COLUMNS);
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
        printing: first.printed.printing,
        copies: first.printed.copies,
        sheets: made.len(),
        lines: lines.into_iter().map(|line| line.into_iter().map(piece).collect()).collect(),
        wanted,
    })))
}

/// Prints a form for cases: makes the PDF, records every sheet, then lets it go.
pub(super) fn print<D: Disk>(
    desk: &mut Desk<D>,
    wanted: &Wanted,
    way: SheetWay,
    spool: &Spool,
    now: Moment,
) -> Vec<Message> {
    let made = match make(desk, wanted, way, now) {
        Ok(made) => made,
        Err(notice) => return vec![Message::Noticed(notice)],
    };
    let form = wanted.form.name();
    let sheets: Vec<Sheet> = made.iter().map(|made| made.filled.sheet.clone()).collect();
    let failed = |why: String| {
        Message::Noticed(
            Notice::new(Weight::Error, "notice-print-failed").with("form", form).with("why", why),
        )
    };
    let pdf = match pdf::render(&sheets, now) {
        Ok(pdf) => pdf,
        Err(error) => return vec![failed(error.to_string())],
    };
    // The paper is there before the record says so, and leaves only after it does.
    let put = match spool.put(&pdf, now) {
        Ok(id) => id,
        Err(error) => return vec![failed(error.to_string())],
    };
    let mut told = Vec::new();
    for made in &made {
        for file in &made.files {
            match record(desk, wanted, made, file, now) {
                Ok(done) => told.push(Message::Submitted(Box::new(done))),
                Err(error) => {
                    spool.withdraw(&put);
                    let notice = perform::of_submit(&error);
                    told.push(Message::Noticed(notice));
                    return told;
                }
            }
        }
    }
    let subject = subject(&made);
    match way {
        SheetWay::File => {
            spool.withdraw(&put);
            let name = format!("{form}-{}.pdf", file_name(&subject));
            let written = perform::write_bytes(&desk.folder().own(perform::EXPORTS), &name, &pdf);
            told.push(Message::Written(perform::said_plain(desk, written)));
        }
        SheetWay::Printer => {
            let copies = made.first().map_or(1, |made| made.printed.copies);
            let state = JobState::Waiting(String::new());
            let job = PrintJob { id: put, form: wanted.form, subject, copies, since: now, state };
            told.push(match spool.release(&job) {
                Ok(()) => {
                    Message::Noticed(Notice::new(Weight::Info, "notice-print-queued").with("form", form))
                }
                Err(error) => failed(error.to_string()),
            });
        }
    }
    told
}

fn record<D: Disk>(
    desk: &mut Desk<D>,
    wanted: &Wanted,
    made: &Made,
    file: &CaseFile,
    now: Moment,
) -> Result<Done, SubmitError> {
    let action = Action::RecordSheet(Box::new(SheetPrinted {
        promised: file.case.promise.as_ref().filter(|_| made.filled.states_promise).map(|promise| promise.at),
        ..made.printed.clone()
    }));
    let request =
        Request { case: file.case.id, seen: file.case.n, by: wanted.by.clone(), occurred: None, action };
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

/// One sheet for all cases, or one for each, as the form is.
fn make<D: Disk>(
    desk: &mut Desk<D>,
    wanted: &Wanted,
    way: SheetWay,
    now: Moment,
) -> Result<Vec<Made>, Notice> {
    desk.check(Power::ReadCases).map_err(|refusal| refusal_notice(&refusal))?;
    let mut files = Vec::new();
    for id in &wanted.cases {
        match desk.load(*id) {
            Ok(Some(file)) => files.push(file),
            Ok(None) => return Err(notices::of_submit_error(&SubmitError::UnknownCase)),
            Err(error) => return Err(notices::of_submit_error(&error)),
        }
    }
    if wanted.form.scope() == Scope::Many {
        let cases: Vec<&Case> = files.iter().map(|file| &file.case).collect();
        if let Some((case, why)) = wanted.form.first_apart(&cases) {
            return Err(apart(wanted.form, case, why));
        }
    }
    let dir = desk.folder().own("");
    let settings = super::settings(&dir);
    let (office, law) = (Arc::clone(desk.office()), Arc::clone(desk.law()));
    let scene = Scene {
        office: &office,
        letterhead: &settings.letterhead,
        law: &law,
        words: words(),
        person: &wanted.by,
        now,
    };
    let forms = Forms::new(Some(&dir));
    let groups: Vec<Vec<Arc<CaseFile>>> = match wanted.form.scope() {
        Scope::Many => vec![files],
        Scope::One | Scope::Year => files.into_iter().map(|file| vec![file]).collect(),
    };
    groups.into_iter().map(|files| one(&scene, &forms, &settings, wanted.form, files, way)).collect()
}

/// Cases cannot stand on one sheet: which, and why.
fn apart(form: FormKey, case: &Case, why: Apart) -> Notice {
    let id = match why {
        Apart::Unfit => "notice-form-unfit-of",
        Apart::OtherFiler => "notice-form-other-filer",
    };
    let code = case.code.as_ref().map_or_else(|| case.owner.name.clone(), ToString::to_string);
    Notice::new(Weight::Warning, id).with("form", form.name()).with("case", code)
}

fn one(
    scene: &Scene<'_>,
    forms: &Forms,
    settings: &Printing,
    key: FormKey,
    files: Vec<Arc<CaseFile>>,
    way: SheetWay,
) -> Result<Made, Notice> {
    let first = files.first().ok_or_else(notices::not_open)?;
    let set = scene.form_set(&first.case);
    let found = forms.find(key, set, &scene.law.book.forms).map_err(|faults| {
        let place = faults.first().map(|fault| format!("{}:{}:{}", fault.file, fault.line, fault.column));
        Notice::new(Weight::Error, "notice-form-faulty")
            .with("form", key.name())
            .with("place", place.unwrap_or_default())
    })?;
    let none = || Notice::new(Weight::Warning, "notice-form-none").with("form", key.name());
    let form: Form = found.ok_or_else(none)?;
    let all: Vec<&CaseFile> = files.iter().map(AsRef::as_ref).collect();
    let facts = scene.facts(key, &all);
    let filled = fill(&form, &facts);
    let printed = SheetPrinted {
        form: key,
        number: facts.get(Field::FormNumber).to_owned(),
        template: form.template,
        printing: first.case.next_printing(key),
        copies: settings.copies.get(&key).copied().unwrap_or(form.copies),
        promised: None,
        mentions: filled.mentions.clone(),
        way,
    };
    let doubts = set.map(|set| set.unverified.clone()).unwrap_or_default();
    Ok(Made { filled, files, printed, doubts })
}

/// What a job is called in the queue: the code of its case, or how many there are.
fn subject(made: &[Made]) -> String {
    let mut files = made.iter().flat_map(|made| &made.files);
    match (files.next(), files.count()) {
        (Some(file), 0) => {
            let code = file.case.code.as_ref().map(ToString::to_string);
            code.unwrap_or_else(|| file.case.owner.name.clone())
        }
        (Some(_), more) => format!("{} hồ sơ", more + 1),
        (None, _) => String::new(),
    }
}

/// Letters that are fine in names of files everywhere.
fn file_name(subject: &str) -> String {
    let plain = if subject.is_ascii() { subject.to_owned() } else { crate::domain::text::fold(subject) };
    plain.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' || c == '.' { c } else { '-' }).collect()
}
