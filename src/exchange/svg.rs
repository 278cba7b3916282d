//! A picture of a report as SVG: the same data the terminal shows.
//!
//! Everything that is text is escaped. Must not know: what was counted.

use crate::domain::report::picture::Picture;
use crate::domain::report::sheet::{Sheet, Word};
use crate::look::catalog::Catalog;
use crate::paper::report::{beneath, title, word};
use chrono::{Datelike as _, NaiveDate};
use std::fmt::Write as _;

/// Colours that differ in lightness too, so that a grey copy stays legible.
const COLOURS: [&str; 7] = ["#1b4f72", "#f0b27a", "#922b21", "#aed6f1", "#1e8449", "#d5d8dc", "#6c3483"];
const WIDTH: usize = 960;
const LEFT: usize = 300;
const ROW: usize = 24;

/// The picture with its title, and what it was counted by beneath.
pub fn to_svg(picture: &Picture, sheet: &Sheet, words: &Catalog) -> String {
    let mut body = String::new();
    let bottom = match picture {
        Picture::Bars { of, bars } => draw_bars(&mut body, &word(of, words), bars, words),
        Picture::Shares { parts, lines } => draw_shares(&mut body, parts, lines, words),
        Picture::Months(months) => draw_months(&mut body, months, words),
        Picture::Days(days) => draw_days(&mut body, days, words),
    };
    let notes = beneath(sheet, words);
    for (at, note) in notes.iter().enumerate() {
        text(&mut body, 16, bottom + 24 + at * 16, 11, note);
    }
    let height = bottom + 40 + notes.len() * 16;
    let mut head = String::new();
    text(&mut head, 16, 28, 18, &title(sheet, words));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\">\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n{head}{body}</svg>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn text(out: &mut String, x: usize, y: usize, size: usize, words: &str) {
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{}</text>", escaped(words));
}

fn rect(out: &mut String, (x, y): (usize, usize), (width, height): (usize, usize), colour: &str, hint: &str) {
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"><title>{}</title></rect>",
        escaped(hint)
    );
}

fn colour(at: usize) -> &'static str {
    COLOURS.get(at % COLOURS.len()).copied().unwrap_or("#000000")
}

fn draw_bars(out: &mut String, of: &str, bars: &[(Word, u64)], words: &Catalog) -> usize {
    text(out, 16, 52, 13, of);
    let most = bars.iter().map(|(_, length)| *length).max().unwrap_or(0).max(1);
    let room = (WIDTH - LEFT - 90) as u64;
    for (at, (name, length)) in bars.iter().enumerate() {
        let y = 64 + at * ROW;
        text(out, 16, y + 15, 12, &cut(&word(name, words)));
        let width = (length * room / most) as usize;
        rect(out, (LEFT, y), (width, ROW - 6), colour(0), &length.to_string());
        text(out, LEFT + width + 6, y + 14, 12, &length.to_string());
    }
    64 + bars.len() * ROW
}

fn draw_shares(out: &mut String, parts: &[Word], lines: &[(Word, Vec<u64>)], words: &Catalog) -> usize {
    for (at, part) in parts.iter().enumerate() {
        let x = 16 + (at % 4) * 230;
        let y = 44 + at / 4 * 20;
        rect(out, (x, y), (14, 14), colour(at), "");
        text(out, x + 20, y + 12, 12, &word(part, words));
    }
    let top = 60 + parts.len().div_ceil(4) * 20;
    let room = (WIDTH - LEFT - 90) as u64;
    for (at, (name, lengths)) in lines.iter().enumerate() {
        let y = top + at * ROW;
        let whole: u64 = lengths.iter().sum();
        text(out, 16, y + 15, 12, &cut(&word(name, words)));
        let (mut x, mut passed) = (LEFT, 0);
        for (part, length) in lengths.iter().enumerate() {
            passed += length;
            let end = LEFT + (passed * room).checked_div(whole).unwrap_or(0) as usize;
            rect(out, (x, y), (end - x, ROW - 6), colour(part), &length.to_string());
            x = end;
        }
        text(out, x + 6, y + 14, 12, &whole.to_string());
    }
    top + lines.len() * ROW
}

fn draw_months(out: &mut String, months: &[(NaiveDate, u32, u32)], words: &Catalog) -> usize {
    const HEIGHT: usize = 260;
    let most = months.iter().map(|month| month.1.max(month.2)).max().unwrap_or(0).max(1) as usize;
    let number = |day: NaiveDate| (day.year() * 12 + day.month0() as i32) as usize;
    let (first, last) = match (months.first(), months.last()) {
        (Some(first), Some(last)) => (number(first.0), number(last.0)),
        (Some(_) | None, Some(_) | None) => (0, 0),
    };
    for (at, (name, of)) in [
        ("picture-received", (|month| month.1) as fn(&(NaiveDate, u32, u32)) -> u32),
        ("picture-late", |month| month.2),
    ]
    .into_iter()
    .enumerate()
    {
        let place = |month: &(NaiveDate, u32, u32)| {
            let x = 60 + (number(month.0) - first) * (WIDTH - 100) / (last - first).max(1);
            (x, 70 + HEIGHT - of(month) as usize * HEIGHT / most)
        };
        let points: Vec<String> = months.iter().map(place).map(|(x, y)| format!("{x},{y}")).collect();
        let dash = if at == 1 { " stroke-dasharray=\"6 3\"" } else { "" };
        let _ = writeln!(
            out,
            "<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{dash} points=\"{}\"/>",
            colour(at * 2),
            points.join(" ")
        );
        rect(out, (16 + at * 200, 42), (14, 14), colour(at * 2), "");
        text(out, 36 + at * 200, 54, 12, &words.text(name));
    }
    text(out, 16, 80, 11, &most.to_string());
    text(out, 16, 70 + HEIGHT, 11, "0");
    for (x, month) in [(60, months.first()), (WIDTH - 110, months.last())] {
        if let Some(month) = month {
            text(out, x, 70 + HEIGHT + 18, 11, &month.0.format("%m/%Y").to_string());
        }
    }
    70 + HEIGHT + 24
}

fn draw_days(out: &mut String, days: &[(NaiveDate, u32, u32)], words: &Catalog) -> usize {
    let Some(first) = days.first().map(|first| first.0) else { return 60 };
    let monday = first - chrono::Days::new(u64::from(first.weekday().num_days_from_monday()));
    let mut top = 44;
    for (name, base, of) in [
        ("picture-received", colour(0), (|day| day.1) as fn(&(NaiveDate, u32, u32)) -> u32),
        ("picture-late", colour(2), |day| day.2),
    ] {
        text(out, 16, top + 12, 13, &words.text(name));
        let most = days.iter().map(of).max().unwrap_or(0).max(1);
        for day in days {
            let week = (day.0 - monday).num_days() as usize / 7;
            let weekday = day.0.weekday().num_days_from_monday() as usize;
            let count = of(day);
            let shade = if count == 0 { 0.06 } else { 0.25 + 0.75 * f64::from(count) / f64::from(most) };
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"13\" height=\"13\" fill=\"{base}\" fill-opacity=\"{shade:.2}\">\
                 <title>{}: {count}</title></rect>",
                16 + week * 15,
                top + 20 + weekday * 15,
                day.0.format("%d/%m/%Y")
            );
        }
        top += 140;
    }
    top
}

fn cut(name: &str) -> String {
    if name.chars().count() > 42 { name.chars().take(41).chain(['…']).collect() } else { name.to_owned() }
}
