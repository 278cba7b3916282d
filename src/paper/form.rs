//! A form: blocks with places for facts, and how facts fill it.
//!
//! A fact that is missing becomes a dotted line to be filled in by hand, and is named, so that a clerk knows
//! before the sheet is printed. What people wrote is put in as letters and never read as a form. Must not
//! know: files, or where facts come from.

use super::block::{
    Align, Block, Column, Face, Group, Paper, Run, Scale, Sheet, Signer, Style, Symbology, Table, Text,
};
use super::field::{Cell, Field, List};
use super::font::unprintable;
use crate::domain::event::CorrectableField;
use crate::domain::sheet::FormKey;
use std::collections::BTreeMap;

/// A part of a text of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A fact.
    Field(Field),
    /// A cell of the row being written.
    Cell(Cell),
    /// A place that is always filled in by hand.
    Blank,
}

/// A piece of a text of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Letters.
    Letters(String, Face),
    /// A place for something, and whether it may stay empty.
    Slot(Slot, Face, bool),
}

/// A text of a form.
pub type Words = Vec<Part>;

/// When a block is there at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// When a fact is known.
    Known(Field),
    /// When it is not.
    Unknown(Field),
}

/// A block of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// When it is there.
    pub when: When,
    /// What it is.
    pub shape: Shape,
}

/// A column of a form's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Heading, width in parts of the whole, how cells stand.
    pub heading: Words,
    /// Its width in parts of the whole.
    pub weight: u16,
    /// How its cells stand.
    pub align: Align,
    /// What its cells say.
    pub cell: Words,
}

/// What a block of a form is; as [`Block`], with texts that have places for facts.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // as the blocks of the same names
pub enum Shape {
    Heading {
        level: u8,
        text: Words,
    },
    Paragraph {
        text: Words,
        style: Style,
    },
    Fields(Vec<(Words, Words)>),
    Table {
        list: List,
        columns: Vec<TableColumn>,
        groups: Vec<(Words, usize)>,
        scale: Scale,
        /// Rows to fill in by hand where the list is empty.
        blank_rows: u8,
    },
    Columns(Vec<(u16, Vec<Template>)>),
    Signatures(Vec<[Words; 3]>),
    Code {
        symbology: Symbology,
        content: Words,
        caption: Words,
        align: Align,
    },
    Rule(u8),
    Space(f32),
    PageBreak,
}

/// A form as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Which form.
    pub key: FormKey,
    /// What it is called.
    pub title: String,
    /// Its version and fingerprint: `tt01-2018/receipt 1 a1b2c3d4`.
    pub template: String,
    /// The paper it is printed on.
    pub paper: Paper,
    /// How many copies are usual.
    pub copies: u16,
    /// Small print at the foot.
    pub foot: Words,
    /// Its blocks.
    pub blocks: Vec<Template>,
}

/// The facts of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// By name; what is absent is not known.
    pub values: BTreeMap<Field, String>,
    /// Rows of the lists.
    pub lists: BTreeMap<List, Vec<BTreeMap<Cell, String>>>,
}

impl Facts {
    /// Puts a fact in; an empty one is not known.
    pub fn put(&mut self, field: Field, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.values.insert(field, value);
        }
    }

    /// A fact, empty where it is not known.
    pub fn get(&self, field: Field) -> &str {
        self.values.get(&field).map_or("", String::as_str)
    }
}

/// A form filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The sheet.
    pub sheet: Sheet,
    /// What is missing and will be dotted lines, as the form calls it.
    pub missing: Vec<String>,
    /// Characters the typeface does not have.
    pub unprintable: Vec<char>,
    /// Facts it states that may be corrected later.
    pub mentions: Vec<CorrectableField>,
    /// Whether it states the appointment.
    pub states_promise: bool,
}

/// Fills a form with facts.
pub fn fill(form: &Form, facts: &Facts) -> Filled {
    let mut pen = Pen { facts, row: None, missing: Vec::new(), used: Vec::new() };
    let blocks = pen.blocks(&form.blocks);
    let foot = pen.text(&form.foot, None).letters();
    let mut mentions: Vec<CorrectableField> =
        pen.used.iter().filter_map(|field| field.corrected_as()).collect();
    mentions.sort_unstable();
    mentions.dedup();
    let said: String = facts
        .values
        .values()
        .map(String::as_str)
        .chain(facts.lists.values().flatten().flat_map(BTreeMap::values).map(String::as_str))
        .collect();
    Filled {
        states_promise: pen.used.iter().any(|field| field.is_promise()),
        sheet: Sheet { title: form.title.clone(), paper: form.paper, blocks, foot },
        missing: pen.missing,
        unprintable: unprintable(&said),
        mentions,
    }
}

/// Writes facts into blocks and remembers what it used and missed.
struct Pen<'a> {
    facts: &'a Facts,
    row: Option<&'a BTreeMap<Cell, String>>,
    missing: Vec<String>,
    used: Vec<Field>,
}

impl<'a> Pen<'a> {
    fn blocks(&mut self, templates: &'a [Template]) -> Vec<Block> {
        let facts = self.facts;
        let is_there = |template: &&Template| match template.when {
            When::Always => true,
            When::Known(field) => !facts.get(field).is_empty(),
            When::Unknown(field) => facts.get(field).is_empty(),
        };
        templates.iter().filter(is_there).map(|template| self.block(&template.shape)).collect()
    }

    fn block(&mut self, shape: &'a Shape) -> Block {
        match shape {
            Shape::Heading { level, text } => Block::Heading { level: *level, text: self.text(text, None) },
            Shape::Paragraph { text, style } => {
                Block::Paragraph { text: self.text(text, None), style: *style }
            }
            Shape::Fields(rows) => Block::Fields(
                rows.iter()
                    .map(|(label, value)| {
                        let label = self.text(label, None);
                        let value = self.text(value, Some(&label.letters()));
                        (label, value)
                    })
                    // What may be empty and is says nothing.
                    .filter(|(_, value)| !value.is_empty())
                    .collect(),
            ),
            Shape::Table { list, columns, groups, scale, blank_rows } => {
                self.table(*list, columns, groups, *scale, *blank_rows)
            }
            Shape::Columns(columns) => Block::Columns(
                columns.iter().map(|(weight, blocks)| (*weight, self.blocks(blocks))).collect(),
            ),
            Shape::Signatures(signers) => Block::Signatures(
                signers
                    .iter()
                    .map(|[title, note, name]| Signer {
                        title: self.text(title, None),
                        note: self.text(note, None),
                        name: self.text(name, None),
                    })
                    .collect(),
            ),
            Shape::Code { symbology, content, caption, align } => {
                let content = self.plain(content);
                let caption = self.text(caption, None);
                // Without a code there is nothing for machines to read.
                if content.trim().is_empty() {
                    return Block::Space(0.0);
                }
                Block::Code { symbology: *symbology, content, caption, align: *align }
            }
            Shape::Rule(width) => Block::Rule { width: *width },
            Shape::Space(lines) => Block::Space(*lines),
            Shape::PageBreak => Block::PageBreak,
        }
    }

    fn table(
        &mut self,
        list: List,
        columns: &'a [TableColumn],
        groups: &'a [(Words, usize)],
        scale: Scale,
        blank_rows: u8,
    ) -> Block {
        let rows = self.facts.lists.get(&list).map(Vec::as_slice).unwrap_or_default();
        let mut cells: Vec<Vec<Text>> = Vec::new();
        for row in rows {
            self.row = Some(row);
            cells.push(columns.iter().map(|column| self.text(&column.cell, None)).collect());
        }
        self.row = None;
        if rows.is_empty() && blank_rows > 0 {
            let headings: Vec<String> = columns.iter().map(|column| self.plain(&column.heading)).collect();
            self.missing.push(headings.join(", "));
            cells = vec![vec![Text::plain(" "); columns.len()]; usize::from(blank_rows)];
        }
        Block::Table(Table {
            columns: columns
                .iter()
                .map(|column| Column {
                    heading: self.text(&column.heading, None),
                    weight: column.weight,
                    align: column.align,
                })
                .collect(),
            groups: groups
                .iter()
                .map(|(heading, span)| Group { heading: self.text(heading, None), span: *span })
                .collect(),
            rows: cells,
            scale,
        })
    }

    /// A text with its facts. What is missing is named by the label, or by the words before it.
    fn text(&mut self, words: &Words, label: Option<&str>) -> Text {
        let mut runs: Vec<Run> = Vec::new();
        for part in words {
            match part {
                Part::Letters(text, face) => runs.push(Run::Letters { text: text.clone(), face: *face }),
                Part::Slot(slot, face, may_be_empty) => {
                    let value = self.value(*slot);
                    let in_row = matches!(slot, Slot::Cell(_));
                    if !value.is_empty() {
                        runs.push(Run::Letters { text: value, face: *face });
                    } else if !may_be_empty && !in_row {
                        if !matches!(slot, Slot::Blank) {
                            let before = Text(runs.clone()).letters();
                            self.miss(*slot, label.unwrap_or(&before));
                        }
                        runs.push(Run::Blank);
                    }
                }
            }
        }
        Text(runs)
    }

    fn plain(&mut self, words: &Words) -> String {
        let mut text = String::new();
        for part in words {
            match part {
                Part::Letters(letters, _) => text.push_str(letters),
                Part::Slot(slot, ..) => text.push_str(&self.value(*slot)),
            }
        }
        text
    }

    fn value(&mut self, slot: Slot) -> String {
        match slot {
            Slot::Field(field) => {
                self.used.push(field);
                self.facts.get(field).to_owned()
            }
            Slot::Cell(cell) => self.row.and_then(|row| row.get(&cell)).cloned().unwrap_or_default(),
            Slot::Blank => String::new(),
        }
    }

    /// Names something missing by the words before it, back to the last that ended.
    fn miss(&mut self, slot: Slot, before: &str) {
        let before = before.trim_end_matches([' ', ':', '…', '.']);
        let words = before.rsplit(['.', ';', '…', '\n', ':']).next().unwrap_or_default().trim();
        let name = match slot {
            Slot::Field(Field::OfficePlace) => "Địa danh (place trong printing.toml)",
            Slot::Field(Field::OfficePhone) => "Điện thoại của cơ quan (phone trong printing.toml)",
            Slot::Field(Field::OfficeWebsite) => "Trang của cơ quan (website trong printing.toml)",
            Slot::Field(field) if words.is_empty() => field.name(),
            Slot::Field(_) | Slot::Cell(_) | Slot::Blank => words,
        };
        if !self.missing.iter().any(|known| known == name) {
            self.missing.push(name.to_owned());
        }
    }
}
