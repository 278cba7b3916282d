//! Lists to choose from: help, palette, lawful acts, people, procedures, the period.
//!
//! Must not know: what choosing a line does.

use super::available::available;
use super::form::field::Choosable;
use super::form::{Field, Form, Label, Purpose};
use super::model::Model;
use super::overlay::{Choosing, Entry, Menu, Overlay, Value};
use crate::domain::moment::day;
use crate::domain::text::fold;
use crate::input::command::{Command, Group};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// What every key does here, one line a command, by group.
pub fn help(model: &mut Model) {
    let panes = model.panes();
    let mut keys: BTreeMap<Command, Vec<_>> = BTreeMap::new();
    for (sequence, command) in model.keymap.effective(&panes) {
        keys.entry(command).or_default().push(sequence.clone());
    }
    let mut entries: Vec<Entry> = keys
        .into_iter()
        .map(|(command, mut keys)| {
            keys.sort_by_key(|sequence| (sequence.keys().len(), sequence.to_string().len()));
            Entry { keys, ..entry(model, command) }
        })
        .collect();
    entries.sort_by_key(|entry| match entry.value {
        Value::Command(command) => (command.group(), command),
        Value::Key(_) => (Group::System, Command::Help),
    });
    push(model, Menu::new(Choosing::Help, entries));
}

/// Every command that has a meaning here, by name.
pub fn palette(model: &mut Model) {
    let panes = model.panes();
    let has_meaning = |command: &Command| panes.iter().any(|pane| command.works_in(*pane));
    let entries = Command::iter()
        .filter(has_meaning)
        .filter(|command| {
            let goes =
                matches!(command, Command::GoQueue | Command::GoCase | Command::GoReport | Command::GoLate);
            goes || !matches!(command.group(), Group::Navigation | Group::Form)
        })
        .map(|command| entry(model, command))
        .collect();
    push(model, Menu::new(Choosing::Palette, entries));
}

/// What may be done with the case: the lawful first, the others with their reason.
pub fn actions(model: &mut Model) {
    let mut entries: Vec<Entry> = Command::iter()
        .filter(|command| command.group() == Group::Action)
        .map(|command| entry(model, command))
        .collect();
    entries.sort_by_key(|entry| entry.barred.is_some());
    push(model, Menu::new(Choosing::Actions, entries));
}

/// Who works here.
pub fn people(model: &mut Model) {
    let Some(desk) = model.desk() else { return };
    let entries = desk
        .office
        .people
        .iter()
        .map(|person| Entry {
            label: Label::plain(&format!("{}  {}", person.name, person.unit)),
            words: fold(&format!("{} {} {}", person.id, person.name, person.unit)),
            keys: Vec::new(),
            value: Value::Key(person.id.0.clone()),
            barred: None,
        })
        .collect();
    push(model, Menu::new(Choosing::Person, entries));
}

/// The procedures in force today.
pub fn procedures(model: &mut Model) {
    let today = model.now.date();
    let Some(desk) = model.desk() else { return };
    let entries = desk
        .law
        .catalogue
        .open_on(today)
        .map(|procedure| choosable(&Choosable::plain(&procedure.code.0, &procedure.name)))
        .collect();
    push(model, Menu::new(Choosing::Procedure, entries));
}

/// First and last day of the report.
pub fn period(model: &mut Model) {
    let Some(desk) = model.desk_mut() else { return };
    let period = desk.report.period;
    let fields = vec![
        Field::line("from", &day(period.from)).needed(),
        Field::line("through", &day(period.to)).needed(),
    ];
    desk.lay(Overlay::Form(Box::new(Form::new(Purpose::Period, fields))));
}

/// A thing to choose as a line of a list.
pub fn choosable(option: &Choosable) -> Entry {
    Entry {
        label: option.label.clone(),
        words: option.words.clone(),
        keys: Vec::new(),
        value: Value::Key(option.key.clone()),
        barred: None,
    }
}

/// Adds the words of the labels, as they are on the screen, to what lines are found by.
pub fn name_entries(model: &Model, menu: &mut Menu) {
    for entry in &mut menu.entries {
        let words = match &entry.label {
            Label::Plain(words) => Some(words),
            Label::Id(id) => model.labels.get(id),
            Label::Said(_) => None,
        };
        if let Some(words) = words {
            entry.words = format!("{} {}", entry.words, fold(words));
        }
    }
}

fn entry(model: &Model, command: Command) -> Entry {
    let name = model.names.get(&command).cloned().unwrap_or_default();
    let panes = model.panes();
    Entry {
        label: Label::id(&command.text_id()),
        words: fold(&format!("{name} {}", command.name())),
        keys: model.keymap.keys_of(command, &panes).into_iter().cloned().collect(),
        value: Value::Command(command),
        barred: available(model, command).err(),
    }
}

fn push(model: &mut Model, menu: Menu) {
    model.typing.reset();
    if let Some(desk) = model.desk_mut() {
        desk.lay(Overlay::List(Box::new(menu)));
    }
}
