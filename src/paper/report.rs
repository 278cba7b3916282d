//! A report as a sheet of paper: title, period, table, what it was counted by, places to sign.
//!
//! Must not know: how a report was counted.

use super::block::{Align, Block, Column, Paper, Scale, Sheet, Signer, Style, Table, Text};
use crate::domain::moment::{Moment, day};
use crate::domain::report::sheet::{self as report, Marks, Value, Word};
use crate::look::catalog::{Arg, Catalog, Language};

/// Columns a page has room for beside the name.
const MOST: usize = 14;

/// A word in the language of a catalogue.
pub fn word(word: &Word, words: &Catalog) -> String {
    match word {
        Word::Id(id) => words.text(id),
        Word::Data(data) => data.clone(),
    }
}

/// The heading of a column; one that begins with its code is named by the code alone.
pub fn short(column: &report::Column, words: &Catalog) -> String {
    match &column.name {
        Word::Id(id) => words.short(id),
        Word::Data(name) if name.starts_with(&column.key) => column.key.clone(),
        Word::Data(name) => name.clone(),
    }
}

/// A cell as people read it.
pub fn shown(value: &Value, words: &Catalog) -> String {
    let marks = match words.language() {
        Language::Vi => Marks::VIETNAMESE,
        Language::En => Marks::ENGLISH,
    };
    word(&value.shown(marks), words)
}

/// The title of a report.
pub fn title(sheet: &report::Sheet, words: &Catalog) -> String {
    let kind: &str = sheet.kind.into();
    words.text(&format!("report-name-{kind}"))
}

/// The sentences beneath a report.
pub fn beneath(sheet: &report::Sheet, words: &Catalog) -> Vec<String> {
    let say = |sentence: &report::Sentence| {
        let values: Vec<(&str, Arg<'_>)> =
            sentence.values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
        words.text_with(&sentence.id, &values)
    };
    sheet.beneath().iter().map(say).collect()
}

/// The report on paper. Wide reports are printed in parts, one table under the other.
pub fn sheet(of: &report::Sheet, office: &str, words: &Catalog, now: Moment) -> Sheet {
    let title = title(of, words);
    let period = words.text_with(
        "paper-period",
        &[("from", Arg::from(&day(of.basis.period.from))), ("to", Arg::from(&day(of.basis.period.to)))],
    );
    let centred = Style { align: Align::Centre, keep: true, ..Style::default() };
    let mut blocks = vec![
        Block::Paragraph { text: Text::bold(&office.to_uppercase()), style: centred },
        Block::Heading { level: 1, text: Text::bold(&title.to_uppercase()) },
        Block::Paragraph { text: Text::italic(&period), style: centred },
    ];
    let columns: Vec<usize> = (0..of.columns.len()).collect();
    for part in columns.chunks(MOST) {
        blocks.push(Block::Table(table(of, part, words)));
    }
    let small = Style { scale: Scale::Small, ..Style::default() };
    for line in beneath(of, words) {
        blocks.push(Block::Paragraph { text: Text::italic(&line), style: small });
    }
    blocks.push(Block::Signatures(signers(words)));
    Sheet {
        title,
        paper: Paper::A4Landscape,
        blocks,
        foot: words.text_with("paper-printed", &[("at", Arg::from(&now.to_string()))]),
    }
}

/// Whoever made the report, and whoever answers for it.
pub fn signers(words: &Catalog) -> Vec<Signer> {
    ["paper-made-by", "paper-head"]
        .map(|id| Signer {
            title: Text::bold(&words.text(id).to_uppercase()),
            note: Text::italic(&words.text("paper-sign-here")),
            name: Text::empty(),
        })
        .to_vec()
}

fn table(of: &report::Sheet, part: &[usize], words: &Catalog) -> Table {
    let is_words = |at: usize| {
        of.lines.iter().any(|line| matches!(line.cells.get(at), Some(Value::Text(_) | Value::Word(_))))
    };
    let mut columns = vec![Column::new(&word(&of.heading, words), 26)];
    columns.extend(part.iter().filter_map(|at| of.columns.get(*at).map(|column| (*at, column))).map(
        |(at, column)| {
            let weight = if is_words(at) { 16 } else { 8 };
            let column = Column::new(&short(column, words), weight);
            if is_words(at) { column } else { column.right() }
        },
    ));
    let row = |name: String, cells: &[Value], heavy: bool| {
        let cut = |text: &str| if heavy { Text::bold(text) } else { Text::plain(text) };
        let of_part = part.iter().filter_map(|at| cells.get(*at));
        std::iter::once(cut(&name)).chain(of_part.map(|value| cut(&shown(value, words)))).collect::<Vec<_>>()
    };
    let rows = of
        .shown()
        .map(|shown| row(word(&shown.name(), words), shown.cells(), !matches!(shown, report::Shown::Line(_))))
        .collect();
    Table { columns, groups: Vec::new(), rows, scale: Scale::Small }
}
