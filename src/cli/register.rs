//! `motcua register`: the follow-up register of a year (Sổ theo dõi hồ sơ, TT 01/2018/TT-VPCP art. 10).
//!
//! The book is what the journal says: every acceptance recorded in the year, in the order it was recorded, from 1
//! without gaps. Closing is a fact in the same journal: how many there are and a seal over all lines; nothing can be
//! put in later without the seal failing. Must not know: how a sheet is drawn.

use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::forms::not_written;
use super::place;
use super::reporting;
use super::say::Say;
use crate::config::forms::Forms;
use crate::config::printing;
use crate::desk::{Desk, write_atomically};
use crate::domain::case::{Case, CaseFile};
use crate::domain::chronicle::ClosedBook;
use crate::domain::event::{Event, Stamped};
use crate::domain::moment::Moment;
use crate::domain::number::parse_code;
use crate::domain::office::Office;
use crate::domain::permission::Power;
use crate::domain::sheet::FormKey;
use crate::look::catalog::{Catalog, Language};
use crate::paper::facts::{Scene, long_day};
use crate::paper::field::Field;
use crate::paper::form::fill;
use crate::paper::pdf;
use chrono::{Datelike as _, NaiveDate};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A book: its cases in order, and the seal over them.
struct Book {
    year: i32,
    files: Vec<Arc<CaseFile>>,
    opened: Option<NaiveDate>,
    seal: [u8; 32],
    /// When it was closed, and what it was then.
    closed: Option<(ClosedBook, Moment)>,
}

/// Prints the book of a year as a PDF.
pub fn print(dir: Option<PathBuf>, year: i32, out: &Path, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let (mut desk, book) = open(&dir, year, Power::Export, now, say)?;
    hold_against(&book, say)?;
    let text = std::fs::read_to_string(dir.join(printing::FILE)).ok();
    let settings = printing::load(text.as_deref()).0;
    let words = Catalog::new(Language::Vi);
    let (office, law) = (Arc::clone(desk.office()), Arc::clone(desk.law()));
    let by = place::who(&desk, now);
    let scene = Scene {
        office: &office,
        letterhead: &settings.letterhead,
        law: &law,
        words: &words,
        person: &by,
        now,
    };
    let files: Vec<&CaseFile> = book.files.iter().map(AsRef::as_ref).collect();
    let mut facts = scene.facts(FormKey::Register, &files);
    facts.put(Field::RegisterYear, year.to_string());
    facts.put(Field::RegisterOpened, book.opened.map(long_day).unwrap_or_default());
    facts.put(Field::ListCount, book.files.len().to_string());
    if let Some((_, at)) = &book.closed {
        facts.put(Field::RegisterClosed, long_day(at.date()));
        facts.put(Field::RegisterSeal, hex(&book.seal).get(..16).unwrap_or_default());
    }
    let day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_else(|| now.date());
    let set = law.book.on(day).and_then(|rules| law.book.forms.set(rules, day));
    let form = Forms::new(Some(&dir)).find(FormKey::Register, set, &law.book.forms).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| fault.say(say.words())).collect();
        Failure::wrong(lines.join("\n"))
    })?;
    let none = || Failure::refused(say.text("shell-form-not-in-set", &[("form", "register".into())]));
    let form = form.ok_or_else(none)?;
    let filled = fill(&form, &facts);
    let bytes = pdf::render(&[filled.sheet], now).map_err(|error| Failure::wrong(error.to_string()))?;
    // The book names everybody: that it leaves the desk is a record before it does.
    let reason = say.text("shell-register-printed", &[("year", (&year.to_string()).into())]);
    reporting::note_names(&mut desk, &reason, now, say)?;
    let kind = (FormKey::Register.name(), form.template.as_str());
    desk.printed(&by, kind, &year.to_string(), now)
        .map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    desk.close(None);
    write_atomically(out, &bytes).map_err(|error| not_written(out, &error, say))?;
    tell(&book)
}

/// Closes the book of a year that is over.
pub fn close(dir: Option<PathBuf>, year: i32, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let shown = year.to_string();
    if now.date().year() <= year {
        return Err(Failure::refused(say.text("shell-register-too-early", &[("year", (&shown).into())])));
    }
    let (mut desk, mut book) = open(&dir, year, Power::SignDay, now, say)?;
    if book.closed.is_some() {
        return Err(Failure::refused(say.text("shell-register-closed", &[("year", (&shown).into())])));
    }
    let closed = ClosedBook { year, count: book.files.len() as u32, seal: book.seal };
    let by = place::who(&desk, now);
    desk.close_book(&by, closed.clone(), now)
        .map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    desk.close(None);
    book.closed = Some((closed, now));
    tell(&book)
}

/// Holds every closed book against the journal.
pub fn check(dir: Option<PathBuf>, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let desk = place::open_for(&dir, Power::ReadCases, now, say)?;
    let closed = desk.closed_books().map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    desk.close(None);
    let mut years: Vec<i32> = closed.iter().map(|(book, _)| book.year).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let (desk, book) = open(&dir, year, Power::ReadCases, now, say)?;
        desk.close(None);
        hold_against(&book, say)?;
        tell(&book)?;
    }
    Ok(Code::Fine)
}

fn tell(book: &Book) -> Outcome {
    let line = json!({
        "year": book.year,
        "count": book.files.len(),
        "closed": book.closed.is_some(),
        "seal": hex(&book.seal),
    });
    Say::out(format!("{line}\n"))?;
    Ok(Code::Fine)
}

fn hex(seal: &[u8; 32]) -> String {
    blake3::Hash::from(*seal).to_hex().to_string()
}

/// A closed book says now what it said when it was closed.
fn hold_against(book: &Book, say: &Say) -> Result<(), Failure> {
    match &book.closed {
        Some((closed, _)) if closed.seal != book.seal || closed.count as usize != book.files.len() => {
            let year = book.year.to_string();
            Err(Failure::wrong(say.text("shell-register-broken", &[("year", (&year).into())])))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether a file was accepted at this desk: one that came from another office is in that office's book, and one that was
/// given over stays in ours.
fn accepted_here(case: &Case, accepted: &Stamped, office: &Office) -> bool {
    let code = case.code.as_ref().and_then(|code| parse_code(code.as_str()));
    let ours = code.is_some_and(|code| code.office == office.code.as_str());
    case.keeper.is_none() || (ours && accepted.station == office.station)
}

/// The book of a year, for whoever has the power: acceptances recorded in it, in the order they were recorded.
fn open(dir: &Path, year: i32, power: Power, now: Moment, say: &Say) -> Result<(Desk, Book), Failure> {
    let mut desk = place::open_for(dir, power, now, say)?;
    // A case accepted in the year was touched in it or later, and came in not after it.
    let rows = desk.projection().rows().iter();
    let near = |date: Option<NaiveDate>| date.is_some_and(|day| day.year() <= year);
    let ids: Vec<_> = rows.filter(|row| near(row.received.date())).map(|row| row.id).collect();
    let mut entries = Vec::new();
    for id in ids {
        let file = desk.load(id).map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
        let Some(file) = file else { continue };
        let accepted = file.history.iter().find(|stamped| matches!(stamped.event, Event::Received { .. }));
        let Some(accepted) = accepted.filter(|stamped| stamped.recorded.date().year() == year) else {
            continue;
        };
        if !accepted_here(&file.case, accepted, desk.office()) {
            continue;
        }
        entries.push((order(accepted), accepted.recorded, Arc::clone(&file)));
    }
    entries.sort_by_key(|(order, ..)| *order);
    let mut seal = blake3::Hasher::new();
    for ((_, recorded, file), no) in entries.iter().zip(1_usize..) {
        let code = file.case.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let received = file.case.received.map(Moment::unix).unwrap_or_default();
        seal.update(format!("{no}\t{code}\t{received}\t{}\n", recorded.unix()).as_bytes());
    }
    let opened = entries.first().map(|(_, recorded, _)| recorded.date());
    let files = entries.into_iter().map(|(.., file)| file).collect();
    let closed = desk.closed_books().map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    // What was closed first counts.
    let closed = closed.into_iter().find(|(book, _)| book.year == year).map(|(book, entry)| (book, entry.at));
    Ok((desk, Book { year, files, opened, seal: *seal.finalize().as_bytes(), closed }))
}

/// When an event was recorded; events of one second follow their identifiers, which grow with time.
const fn order(stamped: &Stamped) -> (i64, u128) {
    (stamped.recorded.unix(), stamped.id.0)
}
