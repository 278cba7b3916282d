//! Everything that reads bytes from outside, each as a function of bytes: it may refuse them, it may not panic or hang.
//!
//! One list with three drivers: the targets of cargo-fuzz (guided by coverage, for hours), the mutation harness of
//! `tests/it/parsers.rs` (each `cargo test`), and the replay there of every committed input. `corpus/<name>` belongs to
//! the reader of that name. What a reader gives back is held to what must be true of it.

pub mod ram;
mod settings;
pub mod stick;

use self::ram::RamDisk;
use chrono::NaiveDate;
use motcua::domain::report::period::Period;
use motcua::domain::text::{clean, clean_line, collation_key, exact, fold, is_hidden};
use motcua::exchange::encoding::Encoding;
use motcua::exchange::{days, reconcile};
use motcua::input::telex::{Composer, Method};
use motcua::journal::{DeskId, Journal, Options, Reader as Frames};
use motcua::runtime::keys::{Decoder, PASTE_LIMIT, pasted};
use motcua::seal::recovery::join;
use motcua::seal::sign::read_line;
use motcua::seal::{Key, KeyTable, PeopleFile, tries};
use motcua::store::CaseRecord;
use motcua::store::record::{decode_body, decode_snapshot};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// A reader of bytes.
pub type Reader = fn(&[u8]);

/// All of them, by the name of their target and of their folder in `corpus`.
pub const READERS: [(&str, Reader); 24] = [
    ("backup", stick::backup),
    ("body", body),
    ("bundle", stick::bundle),
    ("bundle_inside", stick::bundle_inside),
    ("card", stick::card),
    ("days", days),
    ("exchange", stick::exchange),
    ("form", settings::form),
    ("half", half),
    ("journal", journal),
    ("keymap", settings::keymap),
    ("keys", keys),
    ("law", settings::law),
    ("line", line),
    ("manifest", stick::manifest),
    ("office", settings::office),
    ("people", people),
    ("reconcile", reconcile),
    ("settings", settings::settings),
    ("snapshot", snapshot),
    ("table", table),
    ("telex", telex),
    ("theme", settings::theme),
    ("tries", tries),
];

/// The reader of a name; a name that is not in the list is a slip in a target.
pub fn read(name: &str, bytes: &[u8]) {
    let found = READERS.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("no reader is called {name}")).1(bytes);
}

thread_local! {
    static SCRATCH: TempDir = TempDir::new().expect("there is a place for files that come and go");
}

/// Bytes as a file of this name, for readers that read files.
fn in_file<T>(name: &str, bytes: &[u8], read: impl FnOnce(&Path) -> T) -> T {
    SCRATCH.with(|dir| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).expect("a file of so few bytes can be written");
        read(&path)
    })
}

/// Bytes as text, broken ones made whole: for readers that are given text.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A segment of the journal: checked, read, opened; what is appended behind it comes back.
fn journal(bytes: &[u8]) {
    let dir = PathBuf::from("/desk");
    let disk = RamDisk::with(dir.join(motcua::journal::segment_name(1)), bytes);
    let before = motcua::journal::check(disk.clone(), &dir);
    let frames = Frames::new(disk.clone(), &dir);
    for frame in frames.frames(1).into_iter().flatten().flatten() {
        assert_eq!(frames.read(&frame.position).ok().as_ref(), Some(&frame.body), "two ways to one frame");
    }
    let Ok((mut journal, opening)) = Journal::open(disk.clone(), &dir, &Options::new(DeskId([7; 16])), None)
    else {
        return;
    };
    let before = before.expect("what opens can be checked");
    if journal.is_writable() {
        assert!(opening.damage.is_empty(), "nothing is written behind damage");
        journal.append(b"one more").expect("a sound journal takes a frame");
        let after = motcua::journal::check(disk, &dir).expect("it can still be read");
        assert_eq!(after.frames, before.frames + 1, "what was there is there");
        assert!(after.damage.is_empty(), "and nothing was broken: {:?}", after.damage);
    }
}

/// A body of the journal, and a case record: they have their versions in front.
fn body(bytes: &[u8]) {
    let _ = decode_body(bytes);
    let _ = CaseRecord::decode(bytes);
}

fn snapshot(bytes: &[u8]) {
    let _ = decode_snapshot(bytes);
}

fn people(bytes: &[u8]) {
    let _ = PeopleFile::parse(bytes);
}

fn table(bytes: &[u8]) {
    in_file("keys.table", bytes, |path| {
        if let Ok(mut table) = KeyTable::open(path, [4; 16], &Key::of([1; 32])) {
            for slot in [0, 1, 2, u32::MAX] {
                let _ = table.key(slot);
            }
        }
    });
}

fn tries(bytes: &[u8]) {
    in_file(tries::FILE, bytes, |path| {
        let folder = path.parent().expect("it lies in a folder");
        let _ = tries::Tries::open(folder, &["a"]).barred("a", Duration::ZERO);
    });
}

/// The line of a day, as somebody types it from paper.
fn line(bytes: &[u8]) {
    let _ = read_line(&text(bytes));
}

/// A half of the recovery key, with itself and with a good one.
fn half(bytes: &[u8]) {
    let typed = text(bytes);
    let _ = join(&typed, &typed);
    let _ = join("041GR-40R40-M30E2", &typed);
}

/// Days off as a table and as a calendar of another program.
fn days(bytes: &[u8]) {
    let text = text(bytes);
    for read in [days::from_csv(&text, "days.csv"), days::from_ics(&text, "days.ics")].into_iter().flatten() {
        for day in read {
            assert!(!day.name.chars().any(|c| c.is_control() || is_hidden(c)), "{:?}", day.name);
        }
    }
}

/// Another system's list, held against an empty office.
fn reconcile(bytes: &[u8]) {
    let asked = [None, Some(Encoding::Utf16), Some(Encoding::Tcvn3), Some(Encoding::Vni)];
    let read = asked.into_iter().find_map(|asked| reconcile::read(bytes, asked).ok());
    let Some(table) = read else { return };
    let rows = motcua::domain::projection::Projection::default();
    for cell in table.iter().flatten() {
        let _ = motcua::domain::reconcile::any_day(cell);
        let _ = motcua::domain::reconcile::any_status(cell);
    }
    let days = [2020, 2030].map(|year| NaiveDate::from_ymd_opt(year, 1, 1).expect("a year begins"));
    let period = Period { from: days[0], to: days[1] };
    let _ = motcua::domain::reconcile::compare(&table, &rows, period);
}

/// Bytes of a terminal: what was begun and not ended is over within its time, and text is fit to be shown.
fn keys(bytes: &[u8]) {
    let mut decoder = Decoder::default();
    let (mut out, mut at) = (Vec::new(), Duration::ZERO);
    for part in bytes.chunks(7) {
        decoder.feed(part, at, &mut out);
        at += Duration::from_millis(3);
    }
    for _ in 0..4 {
        if let Some(deadline) = decoder.deadline() {
            at = deadline.max(at) + Duration::from_millis(1);
            decoder.tick(at, &mut out);
        }
    }
    assert!(decoder.deadline().is_none(), "waits for ever after {bytes:?}");
    let raw = text(bytes);
    out.extend(pasted(&raw, false));
    for message in out {
        if let motcua::app::message::Message::Paste(text) = message {
            let is_unclean = |c: char| is_hidden(c) || (c.is_control() && c != '\n');
            assert!(!text.contains(is_unclean), "{text:?}");
            assert!(text.chars().count() <= PASTE_LIMIT * 8);
        }
    }
    for cleaned in [clean(&raw, 500), clean_line(&raw, 500)] {
        assert_eq!(clean(&cleaned, 500 * 8), cleaned, "what is clean stays as it is");
        let _ = (fold(&cleaned), exact(&cleaned), collation_key(&cleaned));
    }
}

/// Typing in both methods, with what people do in between; the edits always fit what stands in the field.
fn telex(bytes: &[u8]) {
    for method in [Method::Telex, Method::Vni] {
        let mut composer = Composer::new(method);
        let mut field: Vec<char> = Vec::new();
        for c in text(bytes).chars() {
            let edit = match c {
                '\u{8}' if field.is_empty() => continue,
                '\u{8}' => composer.backspace(),
                '\u{1b}' => composer.give_back().unwrap_or_default(),
                '\u{c}' => {
                    composer.reset();
                    continue;
                }
                '\u{b}' => {
                    let word: String = field.iter().rev().take_while(|c| c.is_alphabetic()).collect();
                    composer.resume(&word.chars().rev().collect::<String>());
                    continue;
                }
                c => composer.key(c),
            };
            assert!(edit.delete <= field.len(), "deletes {} of {}", edit.delete, field.len());
            field.truncate(field.len() - edit.delete);
            field.extend(edit.insert.chars());
        }
        let edit = composer.finish();
        assert!(edit.delete <= field.len(), "deletes {} of {} at the end", edit.delete, field.len());
    }
}
