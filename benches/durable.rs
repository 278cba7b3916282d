//! What a durable action costs the desk against the barrier itself.
//!
//! Three arms take turns in random order in one folder: a note added to a case through the whole desk
//! (decide, journal, barrier, row) until it is acknowledged; the store follows untimed; a raw append of as many bytes and `fdatasync`, twice (the second is
//! the control). Run with `cargo bench --bench durable [FOLDER]`; the bar is 0.9 to 1.3 at p50, and below
//! 0.9 no barrier was made. With `MOTCUA_SEALED` set the desk is sealed, and the bar is 0.9 to 1.35.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod measure;
mod sealing;
mod wiped;

use chrono::{NaiveDate, NaiveTime};
use measure::{Times, rounds, timed};
use motcua::desk::Desk;
use motcua::domain::action::{Action, Request};
use motcua::domain::id::{CaseId, PersonId};
use motcua::domain::moment::Moment;
use motcua::journal::disk::{Access, Disk, DiskFile, RealDisk};
use motcua::journal::lock::Holder;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::premises::DeskFolder;
use motcua::runtime::worker::Premises;
use sealing::seal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Cases that take notes in turn, so that none grows long.
const CASES: u32 = 400;

fn main() -> ExitCode {
    let parent = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let parent = parent.map_or_else(std::env::temp_dir, PathBuf::from);
    let home = tempfile::tempdir_in(parent).unwrap();
    let dir = home.path().join("desk");
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let holder = Holder { process: 0, who: "bench".to_owned(), since: String::new() };
    make(&dir, Recipe { seed: None, size: Size::Cases(CASES), today }, holder, &mut |_| true).unwrap();
    let sealed = std::env::var_os("MOTCUA_SEALED").is_some();
    let mut found = DeskFolder::new(&dir).office().ok().flatten().unwrap();
    let by = found.setup.office.people[0].id.clone();
    if sealed {
        found.setup.keys = Some(seal(&dir, &by));
    }
    let mut desk = Desk::open(&dir, found.setup, &mut |_| true).unwrap().desk;
    desk.seat(by.clone()).unwrap();
    desk.warm(&mut |_| true).unwrap();
    let now = Moment::at(today, NaiveTime::from_hms_opt(15, 0, 0).unwrap());
    let mut cases: Vec<CaseId> = desk.projection().rows().iter().map(|row| row.id).collect();
    // Every case takes a first note untimed; those that take none stay out.
    cases.retain(|case| {
        let request = request(&mut desk, *case, &by).unwrap();
        desk.submit(&request, now).is_ok()
    });
    let before = journal_bytes(&dir);
    let one = request(&mut desk, cases[0], &by).unwrap();
    desk.submit(&one, now).unwrap();
    let frame = journal_bytes(&dir) - before;

    let raw = |name| (RealDisk.open(&dir.join(name), Access::Create).unwrap(), 0_u64);
    let mut files = [raw("raw-1"), raw("raw-2")];
    let bytes = vec![0x5a; frame as usize];
    let before = journal_bytes(&dir);
    let rounds = rounds(2_000);
    let names = ["durable action", "raw append + fdatasync", "the same again"];
    let times = Times::take(&names, rounds, |arm, round| {
        if arm == 0 {
            // Whoever acts on a case has it before them; reading it is not part of recording.
            let request = request(&mut desk, cases[round % cases.len()], &by).unwrap();
            let time = timed(|| drop(desk.submit(&request, now).unwrap()));
            // The store follows once the answer is out, as the worker lets it.
            assert_eq!(desk.settle(), None);
            time
        } else {
            let (file, end) = &mut files[arm - 1];
            let time = timed(|| {
                file.write_at(*end, &bytes).unwrap();
                file.sync().unwrap();
            });
            *end += frame;
            time
        }
    });
    let grown = journal_bytes(&dir) - before;
    println!(
        "{} cases, {frame} bytes raw, {} bytes in the journal, each time",
        cases.len(),
        grown / rounds as u64
    );
    times.print();
    let ratio = times.ratio("durable action / raw", 0, 1);
    let measured = times.control(2, 1);
    let most = if sealed { 1.35 } else { 1.3 };
    let holds = Times::bar("durable action / raw, p50", ratio, 0.9..=most);
    if measured && !holds { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A note of one length for a case.
fn request(desk: &mut Desk, case: CaseId, by: &PersonId) -> Option<Request> {
    let seen = desk.load(case).unwrap()?.case.n;
    let text = "Người nộp sẽ đến lấy kết quả vào buổi chiều.".to_owned();
    Some(Request { case, seen, by: by.clone(), occurred: None, action: Action::AddNote { text } })
}

fn journal_bytes(dir: &Path) -> u64 {
    let segments = std::fs::read_dir(dir.join("journal")).unwrap().map(Result::unwrap);
    let segments =
        segments.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "journal"));
    segments.map(|entry| entry.metadata().unwrap().len()).sum()
}
