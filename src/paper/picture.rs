//! A picture of a report as a drawing: bars, stacked shares, lines, a calendar of days; the same data the
//! terminal shows.
//!
//! Must not know: what was counted, or in which file it ends.

use super::drawing::{Colour, Drawing, Item, lightened};
use super::report::{beneath, title, word};
use crate::domain::report::picture::Picture;
use crate::domain::report::sheet::{Sheet, Word};
use crate::look::catalog::Catalog;
use chrono::{Datelike as _, NaiveDate};

/// Colours that differ in lightness too, so that a grey copy stays legible.
const COLOURS: [Colour; 7] = [
    [0x1b, 0x4f, 0x72],
    [0xf0, 0xb2, 0x7a],
    [0x92, 0x2b, 0x21],
    [0xae, 0xd6, 0xf1],
    [0x1e, 0x84, 0x49],
    [0xd5, 0xd8, 0xdc],
    [0x6c, 0x34, 0x83],
];
const WIDTH: f32 = 960.0;
const LEFT: f32 = 300.0;
const ROW: f32 = 24.0;
/// Letters a line of notes has room for.
const NOTE: usize = 150;

/// Days or months with the two counts of each.
type Counts = [(NaiveDate, u32, u32)];

/// The picture with its title, and what it was counted by beneath.
pub fn drawing(picture: &Picture, sheet: &Sheet, words: &Catalog) -> Drawing {
    let mut draw = Drawing { width: WIDTH, height: 0.0, title: title(sheet, words), items: Vec::new() };
    draw.text(16.0, 28.0, 18.0, &title(sheet, words));
    let bottom = match picture {
        Picture::Bars { of, bars } => draw.bars(&word(of, words), bars, words),
        Picture::Shares { parts, lines } => draw.shares(parts, lines, words),
        Picture::Months(months) => draw.months(months, words),
        Picture::Days(days) => draw.days(days, words),
    };
    let notes = beneath(sheet, words);
    let lines = notes.iter().flat_map(|note| broken(note));
    let mut y = bottom + 24.0;
    for line in lines {
        draw.text(16.0, y, 11.0, &line);
        y += 16.0;
    }
    draw.height = y + 8.0;
    draw
}

impl Drawing {
    fn text(&mut self, x: f32, y: f32, size: f32, text: &str) {
        self.items.push(Item::Letters { x, y, size, text: text.to_owned() });
    }

    fn rect(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Colour, hint: String) {
        self.items.push(Item::Box { x, y, width, height, colour, hint });
    }

    fn bars(&mut self, of: &str, bars: &[(Word, u64)], words: &Catalog) -> f32 {
        self.text(16.0, 52.0, 13.0, of);
        let most = bars.iter().map(|(_, length)| *length).max().unwrap_or(0).max(1);
        let room = WIDTH - LEFT - 90.0;
        let mut y = 64.0;
        for (name, length) in bars {
            self.text(16.0, y + 15.0, 12.0, &cut(&word(name, words)));
            let width = *length as f32 * room / most as f32;
            self.rect((LEFT, y), (width, ROW - 6.0), colour(0), length.to_string());
            self.text(LEFT + width + 6.0, y + 14.0, 12.0, &length.to_string());
            y += ROW;
        }
        y
    }

    fn shares(&mut self, parts: &[Word], lines: &[(Word, Vec<u64>)], words: &Catalog) -> f32 {
        for (at, part) in parts.iter().enumerate() {
            let (x, y) = (16.0 + (at % 4) as f32 * 230.0, 44.0 + (at / 4) as f32 * 20.0);
            self.rect((x, y), (14.0, 14.0), colour(at), String::new());
            self.text(x + 20.0, y + 12.0, 12.0, &word(part, words));
        }
        let mut y = 60.0 + parts.len().div_ceil(4) as f32 * 20.0;
        let room = WIDTH - LEFT - 90.0;
        for (name, lengths) in lines {
            let whole: u64 = lengths.iter().sum();
            self.text(16.0, y + 15.0, 12.0, &cut(&word(name, words)));
            let (mut x, mut passed) = (LEFT, 0);
            for (part, length) in lengths.iter().enumerate() {
                passed += length;
                let end = LEFT + passed as f32 * room / whole.max(1) as f32;
                self.rect((x, y), (end - x, ROW - 6.0), colour(part), length.to_string());
                x = end;
            }
            self.text(x + 6.0, y + 14.0, 12.0, &whole.to_string());
            y += ROW;
        }
        y
    }

    fn months(&mut self, months: &Counts, words: &Catalog) -> f32 {
        const HEIGHT: f32 = 260.0;
        let most = months.iter().map(|month| month.1.max(month.2)).max().unwrap_or(0).max(1);
        let number = |day: NaiveDate| (day.year() * 12 + day.month0() as i32) as f32;
        let first = months.first().map_or(0.0, |first| number(first.0));
        let last = months.last().map_or(0.0, |last| number(last.0));
        for (at, (name, of)) in both().into_iter().enumerate() {
            let place = |month: &(NaiveDate, u32, u32)| {
                let x = 60.0 + (number(month.0) - first) * (WIDTH - 100.0) / (last - first).max(1.0);
                (x, 70.0 + HEIGHT - of(month) as f32 * HEIGHT / most as f32)
            };
            let points = months.iter().map(place).collect();
            self.items.push(Item::Line { points, colour: colour(at * 2), dashed: at == 1 });
            let x = at as f32 * 200.0;
            self.rect((16.0 + x, 42.0), (14.0, 14.0), colour(at * 2), String::new());
            self.text(36.0 + x, 54.0, 12.0, &words.text(name));
        }
        self.text(16.0, 80.0, 11.0, &most.to_string());
        self.text(16.0, 70.0 + HEIGHT, 11.0, "0");
        for (x, month) in [(60.0, months.first()), (WIDTH - 110.0, months.last())] {
            if let Some(month) = month {
                self.text(x, 70.0 + HEIGHT + 18.0, 11.0, &month.0.format("%m/%Y").to_string());
            }
        }
        70.0 + HEIGHT + 24.0
    }

    fn days(&mut self, days: &Counts, words: &Catalog) -> f32 {
        let Some(first) = days.first().map(|first| first.0) else { return 60.0 };
        let monday = first - chrono::Days::new(u64::from(first.weekday().num_days_from_monday()));
        let mut top = 44.0;
        for (at, (name, of)) in both().into_iter().enumerate() {
            self.text(16.0, top + 12.0, 13.0, &words.text(name));
            let most = days.iter().map(of).max().unwrap_or(0).max(1);
            for day in days {
                let week = (day.0 - monday).num_days() / 7;
                let weekday = day.0.weekday().num_days_from_monday();
                let count = of(day);
                let shade = if count == 0 { 0.06 } else { 0.25 + 0.75 * count as f32 / most as f32 };
                self.rect(
                    (16.0 + week as f32 * 15.0, top + 20.0 + weekday as f32 * 15.0),
                    (13.0, 13.0),
                    lightened(colour(at * 2), shade),
                    format!("{}: {count}", day.0.format("%d/%m/%Y")),
                );
            }
            top += 140.0;
        }
        top
    }
}

/// What is drawn over time, and where each count is found.
type Of = fn(&(NaiveDate, u32, u32)) -> u32;
fn both() -> [(&'static str, Of); 2] {
    [("picture-received", |one| one.1), ("picture-late", |one| one.2)]
}

fn colour(at: usize) -> Colour {
    COLOURS.get(at % COLOURS.len()).copied().unwrap_or_default()
}

fn cut(name: &str) -> String {
    if name.chars().count() > 42 { name.chars().take(41).chain(['…']).collect() } else { name.to_owned() }
}

/// A note in lines that fit the width.
fn broken(note: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in note.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + word.chars().count() < NOTE => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
