//! One effect on an open desk, performed: the worker thread and the script driver share this.
//!
//! Synchronous. Must not know: threads, or where its answers go.

use super::worker::Premises;
use super::{drafts, notices};
use crate::app::effect::{Effect, PartyKey, Shape, Submission, UnitChoice};
use crate::app::form::refusal_notice;
use crate::app::message::{Done, Known, Message, NotDone};
use crate::app::notice::{Notice, Weight};
use crate::desk::{Desk, SubmitError, write_atomically};
use crate::domain::action::Request;
use crate::domain::chronicle::Look;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::report::picture::Picture;
use crate::domain::report::sheet::Sheet;
use crate::domain::stage::ActionKind;
use crate::exchange::encoding::{Encoding, Unsure};
use crate::exchange::reconcile::Unreadable;
use crate::exchange::{png, reconcile, sheet, svg, table, workbook};
use crate::journal::disk::Disk;
use crate::look::catalog::Catalog;
use crate::paper::{pdf, picture, report};
use crate::store::KnownParty;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the files go that users ask for, inside the desk's folder.
pub const EXPORTS: &str = "exports";
/// Lines of the log that are shown at once.
const LOG_LINES: usize = 500;
/// Where users put other systems' lists, inside the desk's folder.
pub const IMPORTS: &str = "imports";
/// Most bytes of such a list.
const MOST_BYTES: u64 = 64 << 20;
/// How many files of one name there may be.
const SAME_NAME: u32 = 1_000;

/// Performs an effect and gives its answer; none for effects that are not the desk's.
pub fn perform<D: Disk>(desk: &mut Desk<D>, effect: Effect, now: Moment) -> Option<Message> {
    match effect {
        Effect::Sit(person) => {
            desk.seat(person).err().map(|refusal| Message::Noticed(refusal_notice(&refusal)))
        }
        Effect::BreakGlass { by, reason } => Some(match desk.break_glass(&by, &reason, now) {
            Ok(glass) => Message::GlassBroken(glass),
            Err(error) => Message::Noticed(of_submit(&error)),
        }),
        Effect::ListTables => Some(tables(&desk.folder().own(IMPORTS))),
        Effect::ReadTable { name, encoding } => {
            let asked = encoding.and_then(|encoding| encoding.parse().ok());
            Some(table(&desk.folder().own(IMPORTS), name, asked))
        }
        Effect::Survey { by, asked } => Some(match desk.survey(&by, &asked, now) {
            Ok(entry) => Message::Surveyed(Box::new(entry)),
            Err(error) => Message::Noticed(of_submit(&error)),
        }),
        Effect::Bundle { by, language, asked } => {
            let words = Catalog::new(language.parse().unwrap_or_default());
            Some(super::bundles::perform(desk, &by, asked, &words, now))
        }
        Effect::Retention { by, asked } => Some(super::retention::perform(desk, &by, asked, now)),
        Effect::ConfirmDay { by, line } => Some(match desk.confirm_day(&by, &line, now) {
            Ok(found) => judged(desk, notices::of_anchor(found)),
            Err(error) => Message::Noticed(of_submit(&error)),
        }),
        Effect::KeepDraft(draft) => {
            let by = desk.seated().cloned().unwrap_or_else(|| PersonId::from("?"));
            let kept = drafts::keep(desk, &by, draft.as_deref());
            kept.err().map(|error| Message::Noticed(notices::not_written("drafts", &error)))
        }
        Effect::SignDoubt { by, reason } => Some(match desk.sign_doubt(&by, &reason, now) {
            Ok(true) => judged(desk, Notice::new(Weight::Info, "notice-doubt-settled")),
            Ok(false) => judged(desk, Notice::new(Weight::Warning, "notice-doubt-signed")),
            Err(error) => Message::Noticed(of_submit(&error)),
        }),
        Effect::ReadLog => Some(match desk.flush_looks().and_then(|()| desk.facts(LOG_LINES)) {
            Ok(entries) => Message::LogRead(entries),
            Err(error) => Message::Noticed(of_submit(&error)),
        }),
        Effect::Unmask { case, reason } => Some(match desk.unmask(case, &reason, now) {
            Ok(()) => Message::Unmasked(case),
            Err(error) => Message::Noticed(of_submit(&error)),
        }),
        Effect::LoadCase(id) => Some(load(desk, id, now)),
        Effect::Submit(submission) => Some(submit(desk, *submission, now)),
        Effect::FindParty { ticket, key } => {
            desk.look(Look::Person, None, now);
            Some(find_party(desk, ticket, &key))
        }
        Effect::Write { name, rows } => Some(Message::Written(take_out(desk, &name, now, || {
            table::csv(&rows).map(table::file_of).map_err(io::Error::from)
        }))),
        Effect::WriteSheet { name, sheet, picture, shape, language, names } => {
            let words = Catalog::new(language.parse().unwrap_or_default());
            if let Some((by, reason)) = names
                && let Err(error) = desk.check(Power::Export).map_err(SubmitError::Refused).and_then(|()| {
                    desk.check_seat(&by)?;
                    desk.names_taken(&by, &reason, now)
                })
            {
                return Some(Message::Written(of_submit(&error)));
            }
            let office = desk.office().name.clone();
            Some(Message::Written(take_out(desk, &name, now, || {
                written(&sheet, picture.as_ref(), shape, (&office, now), &words)
            })))
        }
        Effect::SetUp(_)
        | Effect::Keep(_)
        | Effect::DecideUnit { .. }
        | Effect::LogIn { .. }
        | Effect::Unlock { .. }
        | Effect::Lock
        | Effect::LogOut
        | Effect::SetPin(_)
        | Effect::SetPassphrase { .. }
        | Effect::Paper(_)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit => None,
    }
}

/// What was found out about the history, and what it leaves possible.
fn judged<D: Disk>(desk: &Desk<D>, notice: Notice) -> Message {
    Message::Judged { notice, writable: desk.is_writable(), doubted: desk.doubt().is_some() }
}

/// Decides a disputed unit for the office: written first, then the desk works by it.
pub fn decide_unit<D: Disk>(
    premises: &mut impl Premises,
    desk: Option<&mut Desk<D>>,
    choice: &UnitChoice,
    by: &PersonId,
    now: Moment,
) -> Message {
    let Some(desk) = desk else { return Message::Noticed(notices::not_open()) };
    // It is decided when a file is received, by whoever may receive one.
    if let Err(error) = desk.check_act(by, ActionKind::Receive, now) {
        return Message::Noticed(of_submit(&error));
    }
    match premises.decide_unit(choice, by, now) {
        Ok(law) => {
            desk.take_law(Arc::clone(&law));
            Message::LawChanged(law)
        }
        Err(notice) => Message::Noticed(notice),
    }
}

/// The answer to an effect while no desk is open.
pub fn refuse(effect: Effect) -> Option<Message> {
    match effect {
        Effect::LoadCase(_) => Some(Message::CaseUnreadable(notices::not_open())),
        Effect::Submit(submission) => Some(Message::NotSubmitted {
            ticket: submission.ticket,
            why: NotDone::Failed(notices::not_open()),
        }),
        Effect::FindParty { ticket, .. } => Some(Message::PartyFound { ticket, known: None }),
        Effect::Write { .. } | Effect::WriteSheet { .. } => Some(Message::Written(notices::not_open())),
        Effect::BreakGlass { .. }
        | Effect::DecideUnit { .. }
        | Effect::ConfirmDay { .. }
        | Effect::Unmask { .. }
        | Effect::SignDoubt { .. }
        | Effect::ReadLog
        | Effect::Survey { .. }
        | Effect::ListTables
        | Effect::ReadTable { .. }
        | Effect::Bundle { .. }
        | Effect::Retention { .. }
        | Effect::Paper(_) => Some(Message::Noticed(notices::not_open())),
        Effect::Sit(_)
        | Effect::SetUp(_)
        | Effect::Keep(_)
        | Effect::KeepDraft(_)
        | Effect::LogIn { .. }
        | Effect::Unlock { .. }
        | Effect::Lock
        | Effect::LogOut
        | Effect::SetPin(_)
        | Effect::SetPassphrase { .. }
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit => None,
    }
}

/// Writes a table, once the chain says that it leaves the desk.
fn take_out<D: Disk>(
    desk: &mut Desk<D>,
    name: &str,
    now: Moment,
    bytes: impl FnOnce() -> io::Result<Vec<u8>>,
) -> Notice {
    match desk.taken_out(name, now) {
        Ok(()) => said_plain(desk, write(&desk.folder().own(EXPORTS), name, bytes)),
        Err(error) => of_submit(&error),
    }
}

/// What is taken out of a sealed desk lies plainly, as the person wished; the screen says so.
pub(super) fn said_plain<D: Disk>(desk: &Desk<D>, written: Notice) -> Notice {
    let plain = written.id == "notice-written" && desk.is_sealed();
    Notice { id: if plain { "notice-written-plain".to_owned() } else { written.id }, ..written }
}

/// A refusal in the words of its rule, anything else in its own.
pub fn of_submit(error: &SubmitError) -> Notice {
    if let SubmitError::Refused(refusal) = error {
        refusal_notice(refusal)
    } else {
        notices::of_submit_error(error)
    }
}

fn load<D: Disk>(desk: &mut Desk<D>, id: CaseId, now: Moment) -> Message {
    if let Err(refusal) = desk.check(Power::ReadCases) {
        return Message::CaseUnreadable(refusal_notice(&refusal));
    }
    match desk.load(id) {
        Ok(Some(file)) => {
            desk.look(Look::Case, Some(id), now);
            Message::CaseLoaded(file)
        }
        Ok(None) => Message::CaseUnreadable(notices::of_submit_error(&SubmitError::UnknownCase)),
        Err(error) => Message::CaseUnreadable(notices::of_submit_error(&error)),
    }
}

fn submit<D: Disk>(desk: &mut Desk<D>, submission: Submission, now: Moment) -> Message {
    let Submission { ticket, case, seen, by, occurred, action } = submission;
    let case = case.unwrap_or_else(|| CaseId(desk.new_id(now)));
    let request = Request { case, seen, by, occurred, action };
    let why = match desk.submit(&request, now) {
        Ok(done) => {
            return Message::Submitted(Box::new(Done {
                ticket,
                sequence: done.sequence,
                file: done.file,
                events: done.events,
                row: done.row,
                trouble: done.store_trouble.map(|_| notices::store_behind()),
            }));
        }
        Err(SubmitError::Refused(refusal)) => NotDone::Refused(refusal),
        Err(error @ SubmitError::Conflict { .. }) => match desk.load(case) {
            Ok(Some(file)) => NotDone::Conflict(file),
            Ok(None) => NotDone::Failed(notices::of_submit_error(&error)),
            Err(unread) => NotDone::Failed(notices::of_submit_error(&unread)),
        },
        Err(error) => NotDone::Failed(notices::of_submit_error(&error)),
    };
    Message::NotSubmitted { ticket, why }
}

/// Somebody who cannot be looked up is nobody known: the form is then typed, not filled in.
fn find_party<D: Disk>(desk: &mut Desk<D>, ticket: u64, key: &PartyKey) -> Message {
    let party = match key {
        PartyKey::Id(number) => KnownParty::Id(number),
        PartyKey::Phone(number) => KnownParty::Phone(number),
    };
    if desk.check(Power::FindPeople).is_err() {
        return Message::PartyFound { ticket, known: None };
    }
    let known = desk.latest_of(party).ok().flatten().map(|file| {
        Box::new(Known { party: file.case.owner.clone(), return_by: file.case.return_by.clone() })
    });
    Message::PartyFound { ticket, known }
}

/// Writes a file whole and beside any other of its name, never over it.
fn write(folder: &Path, name: &str, bytes: impl FnOnce() -> io::Result<Vec<u8>>) -> Notice {
    match bytes() {
        Ok(bytes) => write_bytes(folder, name, &bytes),
        Err(error) => notices::not_written(name, &error),
    }
}

/// The same for bytes.
pub(super) fn write_bytes(folder: &Path, name: &str, bytes: &[u8]) -> Notice {
    let written = free_path(folder, name).and_then(|path| {
        write_atomically(&path, bytes)?;
        Ok(path)
    });
    match written {
        Ok(path) => notices::written(&path),
        Err(error) => notices::not_written(name, &error),
    }
}

/// The lists of other systems in a folder, which is made so that it can be found.
fn tables(folder: &Path) -> Message {
    let _ = std::fs::create_dir_all(folder);
    let is_table = |name: &String| {
        let lower = name.to_lowercase();
        [".csv", ".tsv", ".txt", ".xlsx"].iter().any(|ending| lower.ends_with(ending))
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(is_table).collect();
    names.sort();
    Message::Tables { folder: folder.display().to_string(), names }
}

fn table(folder: &Path, name: String, asked: Option<Encoding>) -> Message {
    let path = folder.join(&name);
    let inside = Path::new(&name).file_name().is_some_and(|file| file == name.as_str());
    let broken = |error: io::Error| Unreadable::Broken(error.to_string());
    let read = || -> Result<Vec<Vec<String>>, Unreadable> {
        if !inside || std::fs::metadata(&path).map_err(broken)?.len() > MOST_BYTES {
            return Err(broken(io::ErrorKind::FileTooLarge.into()));
        }
        reconcile::read(&std::fs::read(&path).map_err(broken)?, asked)
    };
    match read() {
        Ok(table) => Message::TableRead { name, table },
        Err(Unreadable::Unsure(Unsure { line, samples })) => {
            let samples = samples.into_iter().map(|(encoding, sample)| (encoding.to_string(), sample));
            Message::TableUnsure { name, line, samples: samples.collect() }
        }
        Err(Unreadable::Broken(why)) => Message::Noticed(
            Notice::new(Weight::Warning, "reconcile-unreadable").with("file", name).with("why", why),
        ),
    }
}

/// A report in the shape of a file.
fn written(
    sheet: &Sheet,
    picture: Option<&Picture>,
    shape: Shape,
    (office, now): (&str, Moment),
    words: &Catalog,
) -> io::Result<Vec<u8>> {
    let drawn = picture.map(|picture| picture::drawing(picture, sheet, words));
    let none = || io::Error::from(io::ErrorKind::InvalidInput);
    match (shape, drawn) {
        (Shape::Csv, _) => sheet::to_csv(sheet, words).map(table::file_of).map_err(io::Error::from),
        (Shape::Json, _) => Ok(format!("{}\n", sheet::to_json(sheet)).into_bytes()),
        (Shape::Workbook, None) => workbook::to_xlsx(sheet, words).map_err(io::Error::other),
        (Shape::Workbook, Some(drawn)) => {
            let png = png::to_png(&drawn).map_err(io::Error::other)?;
            workbook::with_picture(sheet, &png, words).map_err(io::Error::other)
        }
        (Shape::Pdf, drawn) => {
            let paper = report::sheet(sheet, office, words, now);
            drawn
                .map_or_else(
                    || pdf::render(std::slice::from_ref(&paper), now),
                    |drawn| pdf::with_picture(&paper, &drawn, now),
                )
                .map_err(io::Error::other)
        }
        (Shape::Picture, drawn) => Ok(svg::to_svg(&drawn.ok_or_else(none)?).into_bytes()),
        (Shape::Png, drawn) => png::to_png(&drawn.ok_or_else(none)?).map_err(io::Error::other),
    }
}

fn free_path(folder: &Path, name: &str) -> io::Result<PathBuf> {
    let path = Path::new(name);
    // A name, not a way out of the folder.
    if path.file_name().is_none_or(|file| file != path.as_os_str()) {
        return Err(io::ErrorKind::InvalidFilename.into());
    }
    std::fs::create_dir_all(folder)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    std::iter::once(format!("{stem}.{ending}"))
        .chain((2..=SAME_NAME).map(|n| format!("{stem}-{n}.{ending}")))
        .map(|name| folder.join(name))
        .find(|path| !path.exists())
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}
