//! From the key that prints to the PDF that lies in the queue, warm; five hundred slips at once; and what the start
//! of the room (typeface, words, forms) costs the first sheet.
//!
//! Figures are milliseconds of this machine; quote the ratios. Run: `cargo bench --bench paper`.

use motcua::config::forms::Forms;
use motcua::config::{demo, law, office};
use motcua::domain::id::PersonId;
use motcua::domain::sheet::FormKey;
use motcua::look::catalog::{Catalog, Language};
use motcua::paper::facts::{Letterhead, Scene};
use motcua::paper::form::fill;
use motcua::paper::pdf;
use motcua::practice::sample;
use std::hint::black_box;
use std::time::Instant;

const SLIPS: usize = 500;
const ROUNDS: usize = 400;

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

fn at(sorted: &[f64], share: f64) -> f64 {
    let place = ((sorted.len() - 1) as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

#[allow(clippy::print_stdout)] // the figures are what it is for
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let office = office::read(office::FILE, demo::OFFICE).map_err(|faults| format!("{faults:?}"))?.office;
    let law = law::load(None).map_err(|faults| format!("{faults:?}"))?;
    let person = office.people.first().map_or_else(|| PersonId::from("?"), |person| person.id.clone());
    let letterhead = Letterhead { desk: "Bộ phận Một cửa".to_owned(), ..Letterhead::default() };
    let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 10).ok_or("no day")?;
    let now = motcua::domain::moment::Moment::midnight(day);

    // Nothing of the room was touched before: the first sheet pays for its start.
    let begun = Instant::now();
    let words = Catalog::new(Language::Vi);
    let started_words = milliseconds(begun);
    let scene =
        Scene { office: &office, letterhead: &letterhead, law: &law, words: &words, person: &person, now };
    let forms = Forms::new(None);
    let file = sample(FormKey::Receipt, day, &office, &law);
    // As the key does it: the form read anew, facts, layout, PDF.
    let slip = || -> Result<Vec<u8>, Box<dyn std::error::Error>> {
        let set = scene.form_set(&file.case);
        let form =
            forms.find(FormKey::Receipt, set, &law.book.forms).map_err(|faults| format!("{faults:?}"))?;
        let form = form.ok_or("no form")?;
        let filled = fill(&form, &scene.facts(FormKey::Receipt, &[&file]));
        Ok(pdf::render(&[filled.sheet], now)?)
    };
    let begun_first = Instant::now();
    let size = slip()?.len();
    let first = milliseconds(begun_first);

    let mut warm: Vec<f64> = Vec::new();
    let mut control: Vec<f64> = Vec::new();
    for round in 0..ROUNDS {
        let begun = Instant::now();
        black_box(slip()?);
        // The same work under two names: what differs between them is the noise of the machine.
        if round % 2 == 0 { &mut warm } else { &mut control }.push(milliseconds(begun));
    }
    warm.sort_by(f64::total_cmp);
    control.sort_by(f64::total_cmp);
    println!(
        "one slip, {size} bytes: p50 {:.2} ms, p95 {:.2} ms (the same again: p50 {:.2} ms, p95 {:.2} ms)",
        at(&warm, 0.5),
        at(&warm, 0.95),
        at(&control, 0.5),
        at(&control, 0.95)
    );

    let begun = Instant::now();
    let set = scene.form_set(&file.case);
    let form = forms.find(FormKey::Receipt, set, &law.book.forms).map_err(|faults| format!("{faults:?}"))?;
    let form = form.ok_or("no form")?;
    let sheets: Vec<_> =
        (0..SLIPS).map(|_| fill(&form, &scene.facts(FormKey::Receipt, &[&file])).sheet).collect();
    let bytes = pdf::render(&sheets, now)?.len();
    let bulk = milliseconds(begun);
    println!("{SLIPS} slips in one file, {bytes} bytes: {bulk:.0} ms, {:.2} ms each", bulk / SLIPS as f64);

    let start = started_words + first - at(&warm, 0.5);
    println!(
        "first slip {first:.1} ms and words {started_words:.1} ms: start of the room {start:.1} ms, {:.1} % of {SLIPS} slips with it",
        start / (start + bulk) * 100.0
    );
    Ok(())
}
