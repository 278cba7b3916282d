//! Another system's list against ours on the screen: choose a file, see what is missing, extra and different,
//! open a case.
//!
//! Must not know: how a file is read.

use super::effect::Effect;
use super::form::Label;
use super::model::Model;
use super::notice::{Notice, Weight};
use super::overlay::{Choosing, Entry, Menu, Overlay, Value};
use super::{menus, moving};
use crate::domain::masking::masked_name;
use crate::domain::projection::Place;
use crate::domain::reconcile::{Column, Comparison, compare};
use crate::domain::text::fold;

/// Shows the lists there are to choose from.
pub(super) fn choose_table(model: &mut Model, folder: &str, names: &[String]) -> Vec<Effect> {
    if names.is_empty() {
        model.say(Notice::new(Weight::Warning, "notice-no-tables").with("folder", folder));
        return Vec::new();
    }
    let entries = names.iter().map(|name| line(Label::plain(name), name, name.clone())).collect();
    lay(model, Menu::new(Choosing::Table, entries));
    Vec::new()
}

/// Reads the chosen one.
pub(super) fn read(name: String) -> Vec<Effect> {
    vec![Effect::ReadTable { name, encoding: None }]
}

/// Asks in which encoding a list is, with its first words in each that fits; nothing is guessed.
pub(super) fn ask_encoding(
    model: &mut Model,
    name: &str,
    line_number: usize,
    samples: &[(String, String)],
) -> Vec<Effect> {
    let id = if samples.is_empty() { "notice-no-encoding" } else { "notice-which-encoding" };
    let told = Notice::new(Weight::Warning, id).with("file", name).with("line", line_number);
    let entry = |(encoding, sample): &(String, String)| {
        let label = Notice::new(Weight::Info, &format!("encoding-{encoding}")).with("sample", sample);
        line(Label::Said(label), &format!("{encoding} {sample}"), format!("{encoding} {name}"))
    };
    let entries: Vec<Entry> = samples.iter().map(entry).collect();
    if !entries.is_empty() {
        lay(model, Menu::new(Choosing::Encoding, entries));
    }
    model.say(told);
    Vec::new()
}

/// Reads a list again, in the encoding chosen.
pub(super) fn read_as(key: &str) -> Vec<Effect> {
    let Some((encoding, name)) = key.split_once(' ') else { return Vec::new() };
    vec![Effect::ReadTable { name: name.to_owned(), encoding: Some(encoding.to_owned()) }]
}

/// Shows how a table compares with the files received in the period of the report.
pub(super) fn show(model: &mut Model, name: &str, table: &[Vec<String>]) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(found) = compare(table, &desk.projection, desk.report.period) else {
        model.say(Notice::new(Weight::Warning, "notice-no-codes").with("file", name));
        return Vec::new();
    };
    let told = Notice::new(Weight::Info, "notice-compared")
        .with("same", found.same)
        .with("missing", found.missing.len())
        .with("extra", found.extra.len())
        .with("different", found.different.len())
        .with("unread", found.unread);
    let entries = entries(&found, desk.sealed);
    if !entries.is_empty() {
        lay(model, Menu::new(Choosing::Compared, entries));
    }
    model.say(told);
    Vec::new()
}

/// One line for everything that does not agree: what, the code, and both values. Names are masked on a sealed desk.
fn entries(found: &Comparison, masked: bool) -> Vec<Entry> {
    let of = |what: &str, code: &str, rest: Option<(&str, &str, &str)>| {
        let (column, ours, theirs) = rest.unwrap_or_default();
        let notice = Notice::new(Weight::Info, &format!("compared-{what}"))
            .with("code", code)
            .with("column", column)
            .with("ours", ours)
            .with("theirs", theirs);
        // Extra files are not ours to open.
        let key = if what == "extra" { String::new() } else { code.to_owned() };
        line(Label::Said(notice), &format!("{} {code} {ours} {theirs}", found_by(what)), key)
    };
    let missing = found.missing.iter().map(|code| of("missing", code, None));
    let twice = found.twice.iter().map(|code| of("twice", code, None));
    let extra = found.extra.iter().map(|code| of("extra", code, None));
    let different = found.different.iter().map(|one| {
        let column: &str = one.column.into();
        if masked && one.column == Column::Owner {
            let [ours, theirs] = [&one.ours, &one.theirs].map(|name| masked_name(name));
            return of("different", &one.code, Some((column, &ours, &theirs)));
        }
        of("different", &one.code, Some((column, &one.ours, &one.theirs)))
    });
    missing.chain(different).chain(twice).chain(extra).collect()
}

/// Words a line is found by while typing, in both languages.
fn found_by(what: &str) -> &'static str {
    match what {
        "missing" => "missing thieu",
        "extra" => "extra thua",
        "twice" => "twice lap",
        _ => "different khac",
    }
}

/// Opens the case of a line; the list of an extra file says that it is not ours.
pub(super) fn open(model: &mut Model, code: &str) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let rows = desk.projection.rows().iter();
    let place = rows.zip(0..).find(|(row, _)| desk.projection.code(row) == *code && !code.is_empty());
    let Some((_, place)) = place.map(|(row, at): (_, Place)| (row, at)) else {
        model.say(Notice::new(Weight::Info, "notice-not-ours"));
        return Vec::new();
    };
    desk.queue.figure = Some(vec![place]);
    desk.queue.search = None;
    desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
    desk.queue.cursor = 0;
    desk.pane = crate::input::command::Pane::Queue;
    moving::open(model)
}

fn line(label: Label, words: &str, key: String) -> Entry {
    Entry { label, words: fold(words), keys: Vec::new(), value: Value::Key(key), barred: None }
}

fn lay(model: &mut Model, mut menu: Menu) {
    model.typing.reset();
    menus::name_entries(model, &mut menu);
    if let Some(desk) = model.desk_mut() {
        desk.lay(Overlay::List(Box::new(menu)));
    }
}
