//! Commands of the report pane: which report, which period, which lines, and files of it.
//!
//! Must not know: how anything is counted or drawn.

use super::effect::{Effect, Shape};
use super::model::Model;
use super::notice::{Notice, Weight};
use crate::domain::report::Kind;
use crate::domain::report::levels::table;
use crate::input::command::{Command, Pane};

/// Turns the report one way or another.
pub(super) fn turn(model: &mut Model, command: Command) {
    let Some(desk) = model.desk_mut() else { return };
    if desk.pane == Pane::Late {
        if command == Command::TurnDefinition {
            desk.late.turn_definition();
        } else {
            desk.late.by_actor = !desk.late.by_actor;
        }
        desk.refresh();
        return;
    }
    let (report, ground) = desk.report();
    if matches!(command, Command::NextReport | Command::PreviousReport) {
        report.turn_kind(ground, command == Command::NextReport);
    } else if matches!(command, Command::NextPreset | Command::PreviousPreset) {
        report.turn_preset(ground, command == Command::NextPreset);
    } else if command == Command::ComparePeriods {
        report.toggle_comparing(ground);
    } else if command == Command::TurnPicture {
        report.turn_picture(ground);
    } else if !report.turn_split(ground) {
        model.say(Notice::new(Weight::Info, "notice-fixed-split"));
    }
}

/// Writes the report out: as a table, or as a workbook with its picture.
pub(super) fn export(model: &mut Model, command: Command) -> Vec<Effect> {
    let language = model.language.clone();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let (report, ground) = desk.report();
    let kind: &str = report.kind.into();
    let days = [report.period.from, report.period.to].map(|day| day.format("%Y%m%d").to_string());
    let name = format!("{kind}-{}-{}", days[0], days[1]);
    if command == Command::ExportReport && report.kind == Kind::Levels && report.sheet.is_none() {
        return vec![Effect::Write { name: format!("{name}.csv"), rows: table(&report.levels) }];
    }
    let sheet = report
        .sheet
        .clone()
        .unwrap_or_else(|| crate::domain::report::make(report.kind, report.split, &report.scope(ground)));
    let write = |shape: Shape| Effect::WriteSheet {
        name: format!("{name}.{}", shape.ending()),
        sheet: Box::new(sheet.clone()),
        picture: report.picture.as_ref().map(|(_, picture)| picture.clone()),
        shape,
        language: language.clone(),
    };
    if command == Command::ExportReport {
        return vec![write(Shape::Csv)];
    }
    let mut effects = vec![write(Shape::Workbook)];
    if report.picture.is_some() {
        effects.push(write(Shape::Picture));
    }
    effects
}
