//! A report sheet as an Excel workbook: real numbers and dates, frozen headings, sums as formulas.
//!
//! Text is written as text, so that nothing a citizen wrote is ever a formula. Must not know: how a sheet
//! was counted, or where a file goes.

use crate::domain::report::sheet::{Sheet, Shown, Value, Word};
use crate::look::catalog::Catalog;
use crate::paper::report::{beneath, title, word};
use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, Formula, Image, Workbook, Worksheet, XlsxError, utility,
};

/// The rows above the lines: title, period, empty, heading.
const HEADING: u32 = 3;

/// Formats of one workbook.
struct Formats {
    title: Format,
    heading: Format,
    text: Format,
    count: Format,
    tenths: Format,
    hundredths: Format,
    day: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: cell.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell.clone().set_text_wrap(),
            count: cell.clone().set_num_format("#,##0"),
            tenths: cell.clone().set_num_format("#,##0.0"),
            hundredths: cell.clone().set_num_format("#,##0.00"),
            day: cell.clone().set_num_format("dd/mm/yyyy"),
            moment: cell.set_num_format("dd/mm/yyyy hh:mm"),
        }
    }
}

/// The bytes of the workbook.
pub fn to_xlsx(sheet: &Sheet, words: &Catalog) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    report(&mut book, sheet, words)?;
    book.save_to_buffer()
}

/// The workbook with the picture of the report, a PNG, on a second page.
pub fn with_picture(sheet: &Sheet, png: &[u8], words: &Catalog) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    report(&mut book, sheet, words)?;
    let page = book.add_worksheet();
    page.set_name(words.text("picture-page"))?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 1);
    let image = Image::new_from_buffer(png)?.set_scale_width(0.5).set_scale_height(0.5);
    page.insert_image(0, 0, &image.set_alt_text(title(sheet, words)))?;
    book.save_to_buffer()
}

fn report(book: &mut Workbook, sheet: &Sheet, words: &Catalog) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    let kind: &str = sheet.kind.into();
    page.set_name(kind)?;
    let formats = Formats::new();
    page.write_string_with_format(0, 0, title(sheet, words), &formats.title)?;
    let foot = beneath(sheet, words);
    page.write_string(1, 0, foot.first().map_or("", String::as_str))?;
    page.write_string_with_format(HEADING, 0, word(&sheet.heading, words), &formats.heading)?;
    page.set_column_width(0, 34)?;
    for (at, column) in (1..).zip(&sheet.columns) {
        page.write_string_with_format(HEADING, at, word(&column.name, words), &formats.heading)?;
        page.set_column_width(at, 12)?;
    }
    page.set_row_height(HEADING, 48)?;
    page.set_freeze_panes(HEADING + 1, 1)?;
    page.set_landscape();
    page.set_repeat_rows(HEADING, HEADING)?;
    let mut row = HEADING;
    let mut grouped: Vec<u32> = Vec::new();
    for shown in sheet.shown() {
        row += 1;
        let (first, last) = (HEADING + 1, row - 1);
        let (name, sums) = match shown {
            Shown::Line(_) => (&formats.text, Vec::new()),
            Shown::Group(group) => {
                grouped.push(row);
                let lines = (group.end - group.first) as u32;
                (&formats.heading, vec![(row + 1, row + lines)])
            }
            // Groups hold every line; adding up both would count twice.
            Shown::Total(_) if !grouped.is_empty() => {
                (&formats.heading, grouped.iter().map(|group| (*group, *group)).collect())
            }
            Shown::Total(_) if last >= first => (&formats.heading, vec![(first, last)]),
            Shown::Total(_) => (&formats.heading, Vec::new()),
        };
        page.write_string_with_format(row, 0, word(&shown.name(), words), name)?;
        for (at, value) in (0..).zip(shown.cells()) {
            let adds_up = sheet.columns.get(at).is_some_and(|column| column.adds_up);
            match value {
                Value::Count(count) if adds_up && !sums.is_empty() => {
                    let formula = Formula::new(sum(at, &sums)).set_result(count.to_string());
                    page.write_formula_with_format(row, at as u16 + 1, formula, &formats.count)?;
                }
                Value::Empty
                | Value::Count(_)
                | Value::Change(_)
                | Value::Tenths(_)
                | Value::Hundredths(_)
                | Value::Word(_)
                | Value::Text(_)
                | Value::Day(_)
                | Value::At(_) => write(page, (row, at), value, sheet, words, &formats)?,
            }
        }
    }
    row += 1;
    for line in foot {
        row += 1;
        page.write_string(row, 0, line)?;
    }
    Ok(())
}

/// The sum of a column over spans of rows.
fn sum(at: usize, spans: &[(u32, u32)]) -> String {
    let column = utility::column_number_to_name(at as u16 + 1);
    let span = |(from, to): &(u32, u32)| format!("{column}{}:{column}{}", from + 1, to + 1);
    format!("=SUM({})", spans.iter().map(span).collect::<Vec<_>>().join(","))
}

/// Writes a cell; a column that is a sum of others is written as that sum.
fn write(
    page: &mut Worksheet,
    (row, at): (u32, usize),
    value: &Value,
    sheet: &Sheet,
    words: &Catalog,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let column = at as u16 + 1;
    let sum_of = sheet.columns.get(at).map_or(&[][..], |column| column.sum_of.as_slice());
    match value {
        Value::Empty => page.write_blank(row, column, &formats.text)?,
        Value::Count(count) if !sum_of.is_empty() => {
            let parts: Vec<String> = sum_of
                .iter()
                .map(|part| format!("{}{}", utility::column_number_to_name(*part as u16 + 1), row + 1))
                .collect();
            let formula = Formula::new(format!("={}", parts.join("+"))).set_result(count.to_string());
            page.write_formula_with_format(row, column, formula, &formats.count)?
        }
        Value::Count(count) => page.write_number_with_format(row, column, *count as f64, &formats.count)?,
        Value::Change(change) => {
            page.write_number_with_format(row, column, *change as f64, &formats.count)?
        }
        Value::Tenths(n) => page.write_number_with_format(row, column, *n as f64 / 10.0, &formats.tenths)?,
        Value::Hundredths(n) => {
            page.write_number_with_format(row, column, *n as f64 / 100.0, &formats.hundredths)?
        }
        Value::Word(id) => {
            page.write_string_with_format(row, column, word(&Word::Id(id.clone()), words), &formats.text)?
        }
        Value::Text(text) => page.write_string_with_format(row, column, text, &formats.text)?,
        Value::Day(day) => page.write_datetime_with_format(row, column, excel_day(*day)?, &formats.day)?,
        Value::At(at) => {
            let local = at.local();
            let time = chrono::Timelike::num_seconds_from_midnight(&local);
            let moment = excel_day(local.date())?.and_hms((time / 3600) as u16, (time / 60 % 60) as u8, 0)?;
            page.write_datetime_with_format(row, column, moment, &formats.moment)?
        }
    };
    Ok(())
}

fn excel_day(day: chrono::NaiveDate) -> Result<rust_xlsxwriter::ExcelDateTime, XlsxError> {
    use chrono::Datelike as _;
    rust_xlsxwriter::ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)
}
