//! From the key that prints to the PDF that lies there, warm, as a clerk has it: the real program on a real desk, the
//! sheet laid out, written and made durable, recorded behind the journal's barrier, and said on the screen. Then five
//! hundred slips at once, and what the start of the room (typeface, words, forms) costs the first sheet.
//!
//! Figures are of this machine; quote the shares. Run: `cargo bench --bench paper`; the bar is 100 ms.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::wildcard_enum_match_arm, missing_docs)]

mod clerk;
mod measure;
mod sealing;
mod wiped;

use chrono::NaiveDate;
use clerk::Clerk;
use measure::{Times, rounds, timed};
use motcua::config::forms::Forms;
use motcua::config::{demo, law, office};
use motcua::domain::id::PersonId;
use motcua::domain::moment::Moment;
use motcua::domain::sheet::FormKey;
use motcua::look::catalog::{Catalog, Language};
use motcua::paper::facts::{Letterhead, Scene};
use motcua::paper::form::fill;
use motcua::paper::pdf;
use motcua::practice::sample;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

const SLIPS: usize = 500;
/// Longest time from the key to the PDF at p95, in microseconds.
const BAR: f64 = 100_000.0;

fn main() -> ExitCode {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let room = start_of_the_room(today);

    let home = tempfile::tempdir().unwrap();
    let desk = home.path().join("desk");
    let mut clerk = Clerk::at(&desk, 2_000, false);
    let rounds = rounds(400);
    let names = ["key to preview", "key to PDF", "key to PDF again"];
    let times = Times::take(&names, rounds, |arm, _| {
        choose(&mut clerk);
        if arm == 0 {
            clerk.press("esc");
            clerk.press("p");
            let time = timed(|| clerk.press("enter"));
            clerk.press("esc");
            time
        } else {
            let time = timed(|| clerk.press("f"));
            assert_eq!(
                take_written(&desk),
                1,
                "the PDF is there when the screen says so:\n{}",
                clerk.screen.backend()
            );
            time
        }
    });
    times.print();
    let measured = times.control(2, 1);
    let p95 = times.percentile(1, 95);
    println!("the start of the room is paid once: {room:.1} ms");
    let holds = Times::bar("key to PDF at p95 / 100 ms", p95 / BAR, 0.0..=1.0);
    if measured && !holds { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Goes to the next file that has a sheet in its set of forms, and looks at the likely one.
fn choose(clerk: &mut Clerk) {
    loop {
        for key in ["down", "p", "enter"] {
            clerk.press(key);
        }
        if clerk.screen.backend().to_string().contains("Xem trước khi in") {
            return;
        }
    }
}

/// How many PDFs were written; they are taken away.
fn take_written(desk: &Path) -> usize {
    let written = std::fs::read_dir(desk.join("exports")).unwrap().map(|entry| entry.unwrap().path());
    written.map(std::fs::remove_file).map(Result::unwrap).count()
}

/// What the first sheet pays for, and five hundred at once. Gives the former in milliseconds.
fn start_of_the_room(day: NaiveDate) -> f64 {
    let office =
        office::read(office::FILE, demo::OFFICE).map_err(|faults| format!("{faults:?}")).unwrap().office;
    let law = law::load(None).map_err(|faults| format!("{faults:?}")).unwrap();
    let person = office.people.first().map_or_else(|| PersonId::from("?"), |person| person.id.clone());
    let letterhead = Letterhead { desk: "Bộ phận Một cửa".to_owned(), ..Letterhead::default() };
    let now = Moment::midnight(day);
    // Nothing of the room was touched before: the first sheet pays for its start.
    let begun = Instant::now();
    let words = Catalog::new(Language::Vi);
    let scene =
        Scene { office: &office, letterhead: &letterhead, law: &law, words: &words, person: &person, now };
    let forms = Forms::new(None);
    let file = sample(FormKey::Receipt, day, &office, &law);
    let find = || {
        let found = forms.find(FormKey::Receipt, scene.form_set(&file.case), &law.book.forms);
        found.map_err(|faults| format!("{faults:?}")).unwrap().unwrap()
    };
    let slip = || pdf::render(&[fill(&find(), &scene.facts(FormKey::Receipt, &[&file])).sheet], now).unwrap();
    let size = slip().len();
    let first = begun.elapsed().as_secs_f64() * 1_000.0;
    let warm = timed(|| drop(slip())).as_secs_f64() * 1_000.0;

    let begun = Instant::now();
    let form = find();
    let sheets: Vec<_> =
        (0..SLIPS).map(|_| fill(&form, &scene.facts(FormKey::Receipt, &[&file])).sheet).collect();
    let bytes = pdf::render(&sheets, now).unwrap().len();
    let bulk = begun.elapsed().as_secs_f64() * 1_000.0;
    println!(
        "one slip: {size} bytes; {SLIPS} slips in one file: {bytes} bytes, {bulk:.0} ms, {:.2} ms each",
        bulk / SLIPS as f64
    );
    let start = first - warm;
    println!(
        "first slip {first:.1} ms, the next {warm:.1} ms: the start is {:.1} % of {SLIPS} slips with it",
        start / (start + bulk) * 100.0
    );
    start
}
