//! `motcua report`: any report over any period, in every shape.
//!
//! Must not know: how anything is counted.

use super::args::{Asked, By, EndedFiles, Format, PictureOf, WaitingFiles};
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::levels;
use super::place;
use super::say::Say;
use crate::desk::{Desk, write_atomically};
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::report::compare::compare;
use crate::domain::report::period::Period;
use crate::domain::report::picture::{PictureKind, of};
use crate::domain::report::scope::{Ending, Reading, Scope, Waiting};
use crate::domain::report::sheet::{Names, Sheet, Shown, Value as Cell};
use crate::domain::report::split::Split;
use crate::domain::report::{Kind, make};
use crate::exchange::{png, sheet, svg, workbook};
use crate::paper::drawing::Drawing;
use crate::paper::{pdf, picture, report as printed};
use chrono::NaiveDate;
use serde_json::Value;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr as _;

/// Makes a report and writes it.
pub fn run(dir: Option<PathBuf>, kind: Kind, asked: &Asked, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let binary = matches!(asked.format, Format::Xlsx | Format::Pdf | Format::Png);
    if binary && asked.out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failure::refused(say.text("shell-binary", &[])));
    }
    let split = match (asked.by, kind.can_split()) {
        (None, _) => kind.usual_split(),
        (Some(by), true) => split(by),
        (Some(_), false) => return Err(Failure::refused(say.text("shell-no-split", &[]))),
    };
    let mut desk = place::open_for(&dir, power(asked, binary), now, say)?;
    let period = period(asked, desk.law(), now.date(), say)?;
    let mut scope = Scope::new(desk.projection(), desk.law(), desk.office(), period, now.date());
    scope.reading = reading(asked);
    let mut sheet = make(kind, split, &scope);
    if let Some((from, to)) = asked.against_from.zip(asked.against_to) {
        let against = Scope::new(scope.rows, scope.law, scope.office, ordered(from, to, say)?, now.date());
        let against = Scope { reading: scope.reading, ..against };
        sheet = compare(&make(kind, split, &against), &sheet);
    }
    let sheet = named(sheet, asked, &scope, say)?;
    let bytes = if kind == Kind::Levels && asked.format == Format::Json {
        let mut all = sheet::to_json(&sheet);
        if let (Some(all), Value::Object(parts)) = (all.as_object_mut(), levels::parts(&scope)) {
            all.extend(parts);
        }
        format!("{all}\n").into_bytes()
    } else {
        let drawn = drawn(asked, &sheet, &scope, say);
        shaped(&sheet, drawn.as_ref(), asked.format, (&desk.office().name, now), say)?
    };
    if let Some(reason) = &asked.names {
        note_names(&mut desk, reason.trim(), now, say)?;
    }
    desk.close(None);
    match &asked.out {
        Some(path) => write(path, &bytes, say)?,
        None => Say::out(&bytes)?,
    }
    Ok(Code::Fine)
}

/// What it takes: looking, or taking out a file or names.
const fn power(asked: &Asked, binary: bool) -> Power {
    if binary || asked.out.is_some() || asked.names.is_some() { Power::Export } else { Power::ReadCases }
}

/// Records that names leave the desk, before they do.
pub(super) fn note_names(desk: &mut Desk, reason: &str, now: Moment, say: &Say) -> Result<(), Failure> {
    let by = place::who(desk, now);
    desk.names_taken(&by, reason, now).map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    Ok(())
}

/// Writes a file that is not there yet.
pub(super) fn write(path: &Path, bytes: &[u8], say: &Say) -> Result<(), Failure> {
    let shown = path.display().to_string();
    if path.exists() {
        return Err(Failure::refused(say.text("shell-file-there", &[("file", (&shown).into())])));
    }
    std::path::absolute(path).and_then(|path| write_atomically(&path, bytes)).map_err(|error| {
        let why = error.to_string();
        let values = [("name", (&shown).into()), ("why", (&why).into())];
        Failure::wrong(say.text("notice-not-written", &values))
    })
}

/// The sheet with names of persons, when they are asked for with a reason.
fn named(sheet: Sheet, asked: &Asked, scope: &Scope<'_>, say: &Say) -> Result<Sheet, Failure> {
    match (&asked.names, &sheet.basis.names) {
        (None, _) => Ok(sheet),
        (Some(_), Names::None) => Err(Failure::refused(say.text("shell-no-names", &[]))),
        (Some(reason), _) if reason.trim().is_empty() => {
            Err(Failure::refused(say.text("shell-names-empty", &[])))
        }
        (Some(reason), Names::Masked(_) | Names::Shown(..)) => Ok(sheet.with_names(scope, reason.trim())),
    }
}

pub(super) fn period(asked: &Asked, law: &Law, today: NaiveDate, say: &Say) -> Result<Period, Failure> {
    if let Some((from, to)) = asked.from.zip(asked.to) {
        return ordered(from, to, say);
    }
    let Some(wanted) = &asked.period else {
        return Err(Failure::refused(say.text("shell-no-period", &[])));
    };
    law.reporting.preset(wanted).map(|preset| preset.around(asked.on.unwrap_or(today))).ok_or_else(|| {
        let known: Vec<&str> = law.reporting.presets.iter().map(|preset| preset.key.as_str()).collect();
        let known = known.join(", ");
        let values = [("period", wanted.into()), ("known", (&known).into())];
        Failure::refused(say.text("shell-unknown-period", &values))
    })
}

pub(super) fn ordered(from: NaiveDate, to: NaiveDate, say: &Say) -> Result<Period, Failure> {
    Period::new(from, to).ok_or_else(|| Failure::refused(say.text("shell-backwards", &[])))
}

const fn split(by: By) -> Split {
    match by {
        By::Field => Split::Field,
        By::Procedure => Split::Procedure,
        By::Officer => Split::Officer,
        By::Unit => Split::Unit,
        By::Body => Split::Body,
        By::Channel => Split::Channel,
        By::Month => Split::Month,
    }
}

const fn reading(asked: &Asked) -> Reading {
    Reading {
        waiting: match asked.waiting {
            WaitingFiles::InTime => Waiting::InTime,
            WaitingFiles::Done => Waiting::Done,
        },
        ending: match asked.ending {
            EndedFiles::OnTime => Ending::OnTime,
            EndedFiles::ByDay => Ending::ByDay,
        },
    }
}

/// The picture that was asked for; files that are nothing but a picture have bars where none was.
fn drawn(asked: &Asked, sheet: &Sheet, scope: &Scope<'_>, say: &Say) -> Option<Drawing> {
    let alone = matches!(asked.format, Format::Svg | Format::Png);
    let kind = match asked.picture.or(alone.then_some(PictureOf::Bars))? {
        PictureOf::Bars => PictureKind::Bars,
        PictureOf::Shares => PictureKind::Shares,
        PictureOf::Months => PictureKind::Months,
        PictureOf::Days => PictureKind::Days,
    };
    Some(picture::drawing(&of(kind, sheet, 0, scope), sheet, say.words()))
}

fn shaped(
    report: &Sheet,
    drawn: Option<&Drawing>,
    format: Format,
    (office, now): (&str, Moment),
    say: &Say,
) -> Result<Vec<u8>, Failure> {
    let wrong = |error: String| Failure::wrong(error);
    let words = say.words();
    Ok(match format {
        Format::Table => table(report, say).into_bytes(),
        Format::Csv => sheet::to_csv(report, words).map_err(|error| wrong(error.to_string()))?.into_bytes(),
        Format::Json => format!("{}\n", sheet::to_json(report)).into_bytes(),
        Format::Xlsx => match drawn {
            None => workbook::to_xlsx(report, words).map_err(|error| wrong(error.to_string()))?,
            Some(drawn) => {
                let png = png::to_png(drawn).map_err(|error| wrong(error.to_string()))?;
                workbook::with_picture(report, &png, words).map_err(|error| wrong(error.to_string()))?
            }
        },
        Format::Svg => drawn.map(svg::to_svg).unwrap_or_default().into_bytes(),
        Format::Png => match drawn {
            Some(drawn) => png::to_png(drawn).map_err(|error| wrong(error.to_string()))?,
            None => Vec::new(),
        },
        Format::Pdf => {
            let paper = printed::sheet(report, office, words, now);
            let made = match drawn {
                Some(drawn) => pdf::with_picture(&paper, drawn, now),
                None => pdf::render(&[paper], now),
            };
            made.map_err(|error| wrong(error.to_string()))?
        }
    })
}

/// The sheet for reading in a terminal: names to the left, figures to the right.
fn table(report: &Sheet, say: &Say) -> String {
    let words = say.words();
    let shown = |value: &Cell| printed::shown(value, words);
    let mut rows = vec![
        std::iter::once(printed::word(&report.heading, words))
            .chain(report.columns.iter().map(|column| printed::short(column, words)))
            .collect::<Vec<_>>(),
    ];
    for row in report.shown() {
        // What stands under a heading is set in.
        let set_in = if matches!(row, Shown::Line(_)) && !report.groups.is_empty() { "  " } else { "" };
        let name = format!("{set_in}{}", printed::word(&row.name(), words));
        rows.push(std::iter::once(name).chain(row.cells().iter().map(shown)).collect());
    }
    let columns = report.columns.len() + 1;
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let is_text = |at: usize| {
        at == 0
            || report.lines.iter().any(|line| {
                matches!(
                    line.cells.get(at - 1),
                    Some(Cell::Text(_) | Cell::Word(_) | Cell::Day(_) | Cell::At(_))
                )
            })
    };
    let lefts: Vec<bool> = (0..columns).map(is_text).collect();
    let mut text = format!("{}\n\n", printed::title(report, words));
    for row in &rows {
        let mut line = String::new();
        for ((cell, width), left) in row.iter().zip(&widths).zip(&lefts) {
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            if *left {
                line.push_str(&format!("{cell}{gap}  "));
            } else {
                line.push_str(&format!("{gap}{cell}  "));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    for line in printed::beneath(report, words) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
