//! One form file to a form, with every fault in its place.
//!
//! Must not know: where files lie, or the facts of a case.

use super::words;
use crate::config::document::{Faults, Value};
use crate::config::fault::FaultKind;
use crate::domain::sheet::FormKey;
use crate::input::nearest::nearest;
use crate::paper::block::{Align, Paper, Scale, Style, Symbology};
use crate::paper::field::{Field, List};
use crate::paper::form::{Form, Shape, TableColumn, Template, When, Words};
use strum::IntoEnumIterator as _;
use toml::de::DeTable;

/// Most blocks inside blocks.
const DEEPEST: u8 = 4;
/// Most copies, blank rows, lines of a gap.
const MOST: i64 = 50;

/// What a block is, by its first word.
const SHAPES: [&str; 11] = [
    "heading",
    "paragraph",
    "fields",
    "table",
    "columns",
    "signatures",
    "code",
    "rule",
    "space",
    "page-break",
    "include",
];

/// Finds the blocks of a part, such as `letterhead`, by its name.
pub(super) type Parts<'p> = &'p dyn Fn(&str) -> Option<Vec<Template>>;

/// Reads a form.
pub(super) fn form<'a>(
    table: &DeTable<'a>,
    key: FormKey,
    template: &str,
    parts: Parts<'_>,
    faults: &mut Faults<'a>,
) -> Option<Form> {
    faults.only(table, &["title", "version", "paper", "copies", "foot", "block"]);
    let mut reader = Reader { faults, parts, list: None };
    let title = reader.needed(table, "title").and_then(|value| reader.line("title", value));
    let version = reader.needed(table, "version").and_then(|value| reader.count("version", value, 9_999));
    let paper =
        reader.needed(table, "paper").and_then(|value| reader.one_of::<Paper>("paper", value, &Paper::NAMES));
    let copies = table.get("copies").map_or(Some(1), |value| reader.count("copies", value, MOST));
    let foot = reader.optional(table, "foot");
    let blocks = reader.needed(table, "block").map(|value| reader.blocks("block", value, 0));
    Some(Form {
        key,
        title: title?,
        template: template.replacen(' ', &format!(" {} ", version?), 1),
        paper: paper?,
        copies: copies? as u16,
        foot,
        blocks: blocks?,
    })
}

/// Reads the blocks of a part that forms include.
pub(super) fn part<'a>(table: &DeTable<'a>, faults: &mut Faults<'a>) -> Vec<Template> {
    faults.only(table, &["block"]);
    let mut reader = Reader { faults, parts: &|_| None, list: None };
    reader.needed(table, "block").map(|value| reader.blocks("block", value, 0)).unwrap_or_default()
}

struct Reader<'f, 'a, 'p> {
    faults: &'f mut Faults<'a>,
    parts: Parts<'p>,
    /// The list whose rows texts may ask for.
    list: Option<List>,
}

impl<'a> Reader<'_, 'a, '_> {
    fn needed<'v>(&mut self, table: &'v DeTable<'a>, name: &str) -> Option<&'v Value<'a>> {
        let value = table.get(name);
        if value.is_none() {
            let place = table.keys().map(toml::Spanned::span).min_by_key(|span| span.start).unwrap_or(0..0);
            self.faults.add(place, FaultKind::MissingField { name: name.to_owned() }, None);
        }
        value
    }

    fn unknown(&mut self, name: &str, value: &Value<'a>, written: &str, hint: Option<&str>) {
        let kind = FaultKind::UnknownValue { name: name.to_owned(), value: written.to_owned() };
        self.faults.add(value.span(), kind, hint);
    }

    fn line(&mut self, name: &str, value: &Value<'a>) -> Option<String> {
        let text = crate::domain::text::clean_line(self.faults.text(name, value)?, 300);
        if text.is_empty() {
            self.unknown(name, value, "", None);
        }
        Some(text)
    }

    fn count(&mut self, name: &str, value: &Value<'a>, most: i64) -> Option<i64> {
        let number = self.faults.number(name, value)?;
        if !(1..=most).contains(&number) {
            self.unknown(name, value, &number.to_string(), None);
            return None;
        }
        Some(number)
    }

    fn one_of<T: std::str::FromStr>(&mut self, name: &str, value: &Value<'a>, known: &[&str]) -> Option<T> {
        let written = self.faults.text(name, value)?;
        let found = written.parse().ok();
        if found.is_none() {
            self.unknown(name, value, written, nearest(written, known.iter().copied()));
        }
        found
    }

    /// A text with places for facts.
    fn words(&mut self, name: &str, value: &Value<'a>) -> Words {
        let Some(text) = self.faults.text(name, value) else { return Words::new() };
        match words::read(text, self.list) {
            Ok(words) => words,
            Err(wrong) => {
                for fault in wrong {
                    // Behind the opening quote; escapes before it may shift it a little.
                    let at = value.span().start + 1 + fault.at;
                    let kind = FaultKind::UnknownValue { name: name.to_owned(), value: fault.found };
                    self.faults.add(at..at, kind, fault.hint.as_deref());
                }
                Words::new()
            }
        }
    }

    fn optional(&mut self, table: &DeTable<'a>, name: &str) -> Words {
        table.get(name).map(|value| self.words(name, value)).unwrap_or_default()
    }

    fn blocks(&mut self, name: &str, value: &Value<'a>, depth: u8) -> Vec<Template> {
        let mut blocks = Vec::new();
        for item in self.faults.list(name, value).unwrap_or_default() {
            if let Some(table) = self.faults.table(name, item) {
                self.block(item, table, depth, &mut blocks);
            }
        }
        blocks
    }

    fn block(&mut self, item: &Value<'a>, table: &DeTable<'a>, depth: u8, blocks: &mut Vec<Template>) {
        let when = self.when(table);
        // `columns` stands in a table too: the shape is the first name of the list that is there.
        let shape = SHAPES.iter().find(|shape| table.contains_key(**shape) && **shape != "columns");
        let shape = shape.or_else(|| SHAPES.iter().find(|shape| table.contains_key(**shape)));
        let Some((shape, value)) = shape.and_then(|shape| Some((*shape, table.get(*shape)?))) else {
            let first = table.iter().next();
            let place = first.map_or_else(|| item.span(), |(name, _)| name.span());
            let written = first.map_or("", |(name, _)| name.get_ref());
            let kind = FaultKind::UnknownField { name: written.to_owned() };
            return self.faults.add(place, kind, nearest(written, SHAPES));
        };
        let allowed: &[&str] = match shape {
            "heading" => &["heading", "level"],
            "paragraph" => &["paragraph", "align", "scale", "spaced", "keep"],
            "table" => &["table", "columns", "groups", "scale", "blank-rows"],
            "code" => &["code", "content", "caption", "align"],
            _ => &[shape],
        };
        self.faults.only(table, &[allowed, &["when", "unless"]].concat());
        let shape = match shape {
            "heading" => {
                let level = table.get("level").and_then(|value| self.count("level", value, 3)).unwrap_or(1);
                Some(Shape::Heading { level: level as u8, text: self.words("heading", value) })
            }
            "paragraph" => {
                Some(Shape::Paragraph { text: self.words("paragraph", value), style: self.style(table) })
            }
            "fields" => Some(self.fields(value)),
            "table" => self.table(table, value),
            "columns" => self.columns(value, depth),
            "signatures" => Some(self.signatures(value)),
            "code" => self.code(table, value),
            "rule" => self.count("rule", value, 100).map(|width| Shape::Rule(width as u8)),
            "space" => self.count("space", value, MOST).map(|lines| Shape::Space(lines as f32)),
            "page-break" => self.faults.switch("page-break", value).map(|_| Shape::PageBreak),
            _ => {
                let name = self.faults.text("include", value).unwrap_or_default().to_owned();
                match (self.parts)(&name) {
                    Some(included) => blocks.extend(included),
                    None => self.unknown("include", value, &name, None),
                }
                None
            }
        };
        blocks.extend(shape.map(|shape| Template { when, shape }));
    }

    fn when(&mut self, table: &DeTable<'a>) -> When {
        let mut field = |name: &str| {
            let value = table.get(name)?;
            let names: Vec<&str> = Field::iter().map(Field::name).collect();
            self.one_of::<Field>(name, value, &names)
        };
        match (field("when"), field("unless")) {
            (Some(field), _) => When::Known(field),
            (None, Some(field)) => When::Unknown(field),
            (None, None) => When::Always,
        }
    }

    fn style(&mut self, table: &DeTable<'a>) -> Style {
        let mut switch =
            |name: &str| table.get(name).and_then(|value| self.faults.switch(name, value)).unwrap_or(false);
        let (spaced, keep) = (switch("spaced"), switch("keep"));
        Style { align: self.align(table), scale: self.scale(table), spaced, keep }
    }

    fn align(&mut self, table: &DeTable<'a>) -> Align {
        let found = table.get("align").and_then(|value| self.one_of("align", value, &Align::NAMES));
        found.unwrap_or_default()
    }

    fn scale(&mut self, table: &DeTable<'a>) -> Scale {
        let found = table.get("scale").and_then(|value| self.one_of("scale", value, &Scale::NAMES));
        found.unwrap_or_default()
    }

    fn fields(&mut self, value: &Value<'a>) -> Shape {
        let mut rows = Vec::new();
        for item in self.faults.list("fields", value).unwrap_or_default() {
            match self.faults.list("fields", item).as_deref() {
                Some([label, value]) => rows.push((self.words("fields", label), self.words("fields", value))),
                Some(_) => self.unknown("fields", item, "[…]", Some("[\"…\", \"{…}\"]")),
                None => {}
            }
        }
        Shape::Fields(rows)
    }

    fn table(&mut self, table: &DeTable<'a>, value: &Value<'a>) -> Option<Shape> {
        let names: Vec<&str> = List::iter().map(List::name).collect();
        let list = self.one_of::<List>("table", value, &names);
        self.list = list;
        let mut columns = Vec::new();
        let written = self.needed(table, "columns");
        for item in written.and_then(|value| self.faults.list("columns", value)).unwrap_or_default() {
            let Some(column) = self.faults.table("columns", item) else { continue };
            self.faults.only(column, &["heading", "width", "align", "cell"]);
            let weight = self.needed(column, "width").and_then(|value| self.count("width", value, 1_000));
            let cell = self.needed(column, "cell").map(|value| self.words("cell", value));
            let (heading, align) = (self.optional(column, "heading"), self.align(column));
            if let (Some(weight), Some(cell)) = (weight, cell) {
                columns.push(TableColumn { heading, weight: weight as u16, align, cell });
            }
        }
        self.list = None;
        let groups = self.groups(table, columns.len());
        let blank = table.get("blank-rows").and_then(|value| self.count("blank-rows", value, MOST));
        let (scale, blank_rows) = (self.scale(table), blank.unwrap_or(0) as u8);
        Some(Shape::Table { list: list?, columns, groups, scale, blank_rows })
    }

    fn groups(&mut self, table: &DeTable<'a>, columns: usize) -> Vec<(Words, usize)> {
        let mut groups = Vec::new();
        let Some(value) = table.get("groups") else { return groups };
        for item in self.faults.list("groups", value).unwrap_or_default() {
            let Some(group) = self.faults.table("groups", item) else { continue };
            self.faults.only(group, &["heading", "span"]);
            let span = self.needed(group, "span").and_then(|value| self.count("span", value, 100));
            let heading = self.optional(group, "heading");
            groups.extend(span.map(|span| (heading, span as usize)));
        }
        let spanned: usize = groups.iter().map(|(_, span)| span).sum();
        if spanned != columns {
            self.unknown("groups", value, &spanned.to_string(), Some(&columns.to_string()));
        }
        groups
    }

    fn columns(&mut self, value: &Value<'a>, depth: u8) -> Option<Shape> {
        if depth >= DEEPEST {
            self.unknown("columns", value, "…", None);
            return None;
        }
        let mut columns = Vec::new();
        for item in self.faults.list("columns", value).unwrap_or_default() {
            let Some(column) = self.faults.table("columns", item) else { continue };
            self.faults.only(column, &["width", "blocks"]);
            let weight = self.needed(column, "width").and_then(|value| self.count("width", value, 1_000));
            let blocks = self.needed(column, "blocks").map(|value| self.blocks("blocks", value, depth + 1));
            if let (Some(weight), Some(blocks)) = (weight, blocks) {
                columns.push((weight as u16, blocks));
            }
        }
        Some(Shape::Columns(columns))
    }

    fn signatures(&mut self, value: &Value<'a>) -> Shape {
        let mut signers = Vec::new();
        for item in self.faults.list("signatures", value).unwrap_or_default() {
            let Some(signer) = self.faults.table("signatures", item) else { continue };
            self.faults.only(signer, &["title", "note", "name"]);
            signers.push(["title", "note", "name"].map(|name| self.optional(signer, name)));
        }
        Shape::Signatures(signers)
    }

    fn code(&mut self, table: &DeTable<'a>, value: &Value<'a>) -> Option<Shape> {
        let symbology = self.one_of::<Symbology>("code", value, &Symbology::NAMES);
        let content = self.needed(table, "content").map(|value| self.words("content", value));
        let (caption, align) = (self.optional(table, "caption"), self.align(table));
        Some(Shape::Code { symbology: symbology?, content: content?, caption, align })
    }
}
