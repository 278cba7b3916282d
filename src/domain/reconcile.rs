//! Another system's list held against ours, file by file, by code.
//!
//! Tolerant of what such lists look like: headings in any of their names, a blank leading column, titles above
//! the heading, days as text, as digits or as spreadsheets have them (also with a mark for thousands), names
//! composed or decomposed, shortened or with a title, codes of ours or of another system. Must not know: where a
//! table came from.

use super::moment::{day, parse_day};
use super::projection::Projection;
use super::report::period::Period;
use super::row::{Minute, Row};
use super::status::NationalStatus;
use super::text::fold;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// A column we know how to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Column {
    /// Code.
    Code,
    /// Day of receipt.
    Received,
    /// Day promised.
    Due,
    /// Day of the result.
    Ready,
    /// Owner.
    Owner,
    /// Status, by the names or numbers of the national portal.
    Status,
}

/// What headings call them, folded.
const NAMES: [(Column, &[&str]); 6] = [
    (Column::Code, &["ma ho so", "mahoso", "so ho so", "code"]),
    (Column::Received, &["ngay tiep nhan", "ngaytiepnhan", "ngay nhan", "tiep nhan", "received"]),
    (Column::Due, &["ngay hen tra", "ngayhentra", "hen tra", "due"]),
    (Column::Ready, &["ngay co ket qua", "ngayketthucxuly", "ngay ket thuc", "ngay xu ly xong", "ready"]),
    (Column::Owner, &["chu ho so", "chuhoso", "nguoi nop", "ten to chuc, ca nhan", "owner"]),
    (Column::Status, &["trang thai", "trangthaihoso", "tinh trang", "status"]),
];

/// What lists call the statuses of the portal, folded, besides the numbers 1 to 10. The first that fits counts.
const STATUSES: [(NationalStatus, &[&str]); 10] = [
    (NationalStatus::Submitted, &["moi dang ky", "cho tiep nhan"]),
    (NationalStatus::NotReceived, &["khong duoc tiep nhan", "tu choi tiep nhan"]),
    (NationalStatus::Received, &["duoc tiep nhan", "da tiep nhan", "moi tiep nhan"]),
    (NationalStatus::SupplementRequested, &["yeu cau bo sung", "cho bo sung", "bo sung"]),
    (NationalStatus::PaymentRequired, &["nghia vu tai chinh", "cho thanh toan", "cho nop phi"]),
    (NationalStatus::Withdrawn, &["rut ho so", "xin rut", "cong dan rut", "da rut"]),
    (NationalStatus::Stopped, &["dung xu ly", "dung giai quyet"]),
    (NationalStatus::Returned, &["da tra", "tra ket qua", "hoan thanh"]),
    (NationalStatus::Handled, &["da xu ly xong", "xu ly xong", "da co ket qua", "da giai quyet"]),
    (NationalStatus::InProcess, &["dang xu ly", "dang giai quyet", "dang thu ly"]),
];

/// How names of bodies are shortened, folded.
const SHORT: [(&str, &str); 12] = [
    ("cty", "cong ty"),
    ("tnhh", "trach nhiem huu han"),
    ("cp", "co phan"),
    ("dntn", "doanh nghiep tu nhan"),
    ("htx", "hop tac xa"),
    ("ubnd", "uy ban nhan dan"),
    ("thpt", "trung hoc pho thong"),
    ("thcs", "trung hoc co so"),
    ("tp", "thanh pho"),
    ("tx", "thi xa"),
    ("mtv", "mot thanh vien"),
    ("tm", "thuong mai"),
];

/// Titles before the name of a person.
const TITLES: [&str; 4] = ["ong", "ba", "anh", "chi"];

/// Rows above the heading that are looked through.
const ABOVE: usize = 30;

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Code of the file.
    pub code: String,
    /// In which column.
    pub column: Column,
    /// What we have.
    pub ours: String,
    /// What the list has.
    pub theirs: String,
}

/// How two lists compare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Codes received in the period that the list lacks.
    pub missing: Vec<String>,
    /// Codes of the list that are not ours.
    pub extra: Vec<String>,
    /// Differences.
    pub different: Vec<Difference>,
    /// Codes the list has more than once.
    pub twice: Vec<String>,
    /// Files without a difference.
    pub same: usize,
    /// Cells whose status or day could not be read and was not compared.
    pub unread: usize,
}

/// The day of a spreadsheet's serial number of this century and the last.
pub fn serial_day(serial: f64) -> Option<NaiveDate> {
    let days = serial as i64;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (20_000..80_000).contains(&days).then(|| first.checked_add_days(Days::new(days as u64))).flatten()
}

/// A day in any of the ways lists write it: with or without an hour, as digits, as a serial number with or
/// without a mark for thousands.
pub fn any_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let first = text.split([' ', 'T']).find(|part| part.contains(['/', '-'])).unwrap_or(text);
    let digits = || {
        let first = text.get(..8).filter(|first| first.bytes().all(|byte| byte.is_ascii_digit()))?;
        NaiveDate::parse_from_str(first, "%Y%m%d").ok()
    };
    parse_day(first).or_else(digits).or_else(|| serial_day(number(text)?))
}

/// A number as either country writes it: `44197`, `44.197`, `44,197`, `44197.35`. A mark before exactly three
/// last digits is one for thousands.
fn number(text: &str) -> Option<f64> {
    let thousands = text
        .rsplit_once(['.', ','])
        .is_some_and(|(whole, rest)| rest.len() == 3 && !whole.is_empty() && whole.len() <= 3);
    if thousands {
        return text.replace(['.', ','], "").parse().ok();
    }
    text.replace(',', ".").parse().ok()
}

/// A name to compare: no accents, no marks, one space, short forms written out, no title.
fn name(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let long = |word: &str| {
        SHORT.iter().find(|(short, _)| *short == word).map_or(word.to_owned(), |(_, long)| (*long).to_owned())
    };
    let words: Vec<String> = words.map(long).collect();
    let titled = words.len() > 2 && words.first().is_some_and(|first| TITLES.contains(&first.as_str()));
    words.get(usize::from(titled)..).unwrap_or_default().join(" ")
}

/// A code to compare: as issued but for spaces and the case of letters.
fn code(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

/// The status a cell names.
pub fn any_status(text: &str) -> Option<NationalStatus> {
    let folded = fold(text.trim());
    if let Ok(number) = folded.parse::<u8>() {
        return NationalStatus::iter().find(|status| *status as u8 == number);
    }
    let fits = |names: &&[&str]| names.iter().any(|name| folded.contains(name));
    STATUSES.iter().find(|(_, names)| fits(names)).map(|(status, _)| *status)
}

/// Holds a table against the files received in a period; nothing where no column of codes is found.
pub fn compare(table: &[Vec<String>], rows: &Projection, period: Period) -> Option<Comparison> {
    let (heading, columns) = heading(table)?;
    let mut theirs: BTreeMap<String, (String, &Vec<String>)> = BTreeMap::new();
    let mut found = Comparison::default();
    for line in table.iter().skip(heading + 1) {
        let written = value(line, &columns, Column::Code);
        if written.is_empty() || !written.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        if let Some((before, _)) = theirs.insert(code(&written), (written, line)) {
            found.twice.push(before);
        }
    }
    // Codes of other systems stand among the words a file is found by.
    let mut others: BTreeMap<String, String> = theirs.keys().map(|key| (fold(key), key.clone())).collect();
    for row in rows.kept().filter(|row| row.received != Minute::NEVER) {
        let ours = rows.code(row).to_string();
        let mut line = theirs.remove(&code(&ours));
        if line.is_none() {
            let other = rows.key(row).split(' ').find_map(|word| others.remove(word));
            line = other.and_then(|key| theirs.remove(&key));
        }
        let inside = row.received.date().is_some_and(|day| period.holds(day));
        match line {
            Some((_, line)) => one(rows, row, (ours, line), &columns, &mut found),
            None if inside => found.missing.push(ours),
            None => {}
        }
    }
    found.extra = theirs.into_values().map(|(written, _)| written).collect();
    Some(found)
}

/// One file against its line.
fn one(
    rows: &Projection,
    row: &Row,
    (code, line): (String, &Vec<String>),
    columns: &BTreeMap<Column, usize>,
    found: &mut Comparison,
) {
    let before = found.different.len();
    let mut differs = |column: Column, ours: String, theirs: String| {
        found.different.push(Difference { code: code.clone(), column, ours, theirs });
    };
    let days = [
        (Column::Received, row.received.date()),
        (Column::Due, row.due.date()),
        (Column::Ready, row.ready.date()),
    ];
    let mut unread = 0;
    for (column, ours) in days.into_iter().filter(|(column, _)| columns.contains_key(column)) {
        let text = value(line, columns, column);
        let theirs = any_day(&text);
        if theirs.is_none() && !text.is_empty() {
            unread += 1;
        }
        if theirs != ours {
            differs(column, ours.map(day).unwrap_or_default(), text);
        }
    }
    let owner = value(line, columns, Column::Owner);
    // A masked name says nothing.
    let masked = owner.contains(['•', '*']);
    if !owner.is_empty() && !masked && name(&owner) != name(rows.owner(row)) {
        differs(Column::Owner, rows.owner(row).to_owned(), owner);
    }
    let status = value(line, columns, Column::Status);
    match (any_status(&status), NationalStatus::of_stage(row.stage)) {
        (Some(theirs), Some(ours)) if theirs != ours => {
            differs(Column::Status, <&str>::from(ours).to_owned(), status);
        }
        (None, _) if !status.is_empty() => unread += 1,
        (Some(_) | None, _) => {}
    }
    found.same += usize::from(found.different.len() == before);
    found.unread += unread;
}

/// The line of headings, and where each known column stands.
fn heading(table: &[Vec<String>]) -> Option<(usize, BTreeMap<Column, usize>)> {
    table.iter().take(ABOVE).enumerate().find_map(|(at, line)| {
        let mut columns = BTreeMap::new();
        for (place, cell) in line.iter().enumerate() {
            let folded = fold(cell.trim());
            let is = |names: &[&str]| {
                names.iter().any(|name| folded == *name || folded.starts_with(&format!("{name} ")))
            };
            if let Some((column, _)) = NAMES.iter().find(|(_, names)| is(names)) {
                columns.entry(*column).or_insert(place);
            }
        }
        columns.contains_key(&Column::Code).then_some((at, columns))
    })
}

fn value(line: &[String], columns: &BTreeMap<Column, usize>, column: Column) -> String {
    columns.get(&column).and_then(|at| line.get(*at)).map(|text| text.trim().to_owned()).unwrap_or_default()
}
