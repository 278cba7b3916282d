//! `printing.toml`: what stands above every sheet, and where sheets go.
//!
//! Every entry stands alone: a faulty one takes its default and is reported, the others hold. Must not
//! know: printers, or what a form says.

use super::document::Faults;
use super::fault::{Fault, FaultKind};
use crate::domain::sheet::{FormKey, Scope};
use crate::domain::text::clean_line;
use crate::paper::facts::Letterhead;
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;
use toml::de::DeTable;

/// The name of the file in a desk's folder.
pub const FILE: &str = "printing.toml";
/// The desk's own name, where the file says nothing.
const DESK: &str = "Bộ phận Tiếp nhận và Trả kết quả";
/// Most copies of one form.
const MOST_COPIES: i64 = 50;

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printing {
    /// What stands above every sheet.
    pub letterhead: Letterhead,
    /// The program that prints a file, with its arguments; empty takes the platform's own.
    pub command: Vec<String>,
    /// The printer by its name; empty takes the platform's first.
    pub printer: String,
    /// How many copies of a form are usual here, where that differs from the form.
    pub copies: BTreeMap<FormKey, u16>,
    /// What goes out with a form here, where that differs from the law's own list.
    pub companions: BTreeMap<FormKey, Vec<FormKey>>,
}

impl Default for Printing {
    fn default() -> Self {
        Self {
            letterhead: Letterhead {
                desk: DESK.to_owned(),
                volume: "01".to_owned(),
                ..Letterhead::default()
            },
            command: Vec::new(),
            printer: String::new(),
            copies: BTreeMap::new(),
            companions: BTreeMap::new(),
        }
    }
}

/// Reads the file, and says what is wrong with it.
pub fn load(text: Option<&str>) -> (Printing, Vec<Fault>) {
    let mut printing = Printing::default();
    let Some(text) = text else { return (printing, Vec::new()) };
    let (table, mut faults) = Faults::read(FILE, text);
    faults.only(
        &table,
        &[
            "parent",
            "desk",
            "place",
            "phone",
            "website",
            "volume",
            "command",
            "printer",
            "copies",
            "companions",
        ],
    );
    let mut line = |name: &str, into: &mut String| {
        if let Some(text) = table.get(name).and_then(|value| faults.text(name, value)) {
            *into = clean_line(text, 300);
        }
    };
    let head = &mut printing.letterhead;
    line("parent", &mut head.parent);
    line("desk", &mut head.desk);
    line("place", &mut head.place);
    line("phone", &mut head.phone);
    line("website", &mut head.website);
    line("volume", &mut head.volume);
    line("printer", &mut printing.printer);
    if let Some(value) = table.get("command") {
        for word in faults.list("command", value).unwrap_or_default() {
            printing.command.extend(faults.text("command", word).map(str::to_owned));
        }
    }
    if let Some(table) = table.get("copies").and_then(|value| faults.table("copies", value)) {
        copies(table, &mut printing, &mut faults);
    }
    if let Some(table) = table.get("companions").and_then(|value| faults.table("companions", value)) {
        companions(table, &mut printing, &mut faults);
    }
    (printing, faults.into_sorted())
}

fn companions<'a>(table: &DeTable<'a>, printing: &mut Printing, faults: &mut Faults<'a>) {
    let names: Vec<&str> = FormKey::iter().map(FormKey::name).collect();
    faults.only(table, &names);
    for (name, value) in table {
        let Ok(key) = name.get_ref().parse::<FormKey>() else { continue };
        let mut with = Vec::new();
        for word in faults.list(name.get_ref(), value).unwrap_or_default() {
            match faults.text(name.get_ref(), word).map(str::parse::<FormKey>) {
                Some(Ok(form)) if form.scope() == Scope::One => with.push(form),
                Some(Ok(_) | Err(_)) => {
                    let value = faults.text(name.get_ref(), word).unwrap_or_default().to_owned();
                    let kind = FaultKind::UnknownValue { name: name.get_ref().to_string(), value };
                    faults.add(word.span(), kind, None);
                }
                None => {}
            }
        }
        printing.companions.insert(key, with);
    }
}

fn copies<'a>(table: &DeTable<'a>, printing: &mut Printing, faults: &mut Faults<'a>) {
    let names: Vec<&str> = FormKey::iter().map(FormKey::name).collect();
    faults.only(table, &names);
    for (name, value) in table {
        let number = faults.number(name.get_ref(), value);
        match (name.get_ref().parse::<FormKey>(), number) {
            (Ok(key), Some(number)) if (1..=MOST_COPIES).contains(&number) => {
                printing.copies.insert(key, number as u16);
            }
            (Ok(_), Some(number)) => {
                let kind =
                    FaultKind::UnknownValue { name: name.get_ref().to_string(), value: number.to_string() };
                faults.add(value.span(), kind, None);
            }
            (Ok(_) | Err(_), _) => {}
        }
    }
}
