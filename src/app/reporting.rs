//! Commands of the report pane: which report, which period, which lines, and files of it.
//!
//! Must not know: how anything is counted or drawn.

use super::effect::{Effect, Shape};
use super::form::feedback::chosen;
use super::form::field::Choosable;
use super::form::{Field, Form, Purpose, values};
use super::model::Model;
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use crate::domain::report::make;
use crate::domain::report::picture::{PictureKind, of};
use crate::domain::report::sheet::Names;
use crate::input::command::{Command, Pane};
use strum::IntoEnumIterator as _;

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

/// Writes the report out at once: as a table, or as a workbook, and its picture where one is shown.
pub(super) fn export(model: &mut Model, command: Command) -> Vec<Effect> {
    if command == Command::ExportAs {
        ask_export(model);
        return Vec::new();
    }
    if command == Command::ExportReport {
        return write(model, Shape::Csv, None);
    }
    let mut effects = write(model, Shape::Workbook, None);
    if model.desk().is_some_and(|desk| desk.report.picture.is_some()) {
        effects.extend(write(model, Shape::Picture, None));
    }
    effects
}

/// Asks for the shape of the file, and for a reason where names of persons are to be in it.
fn ask_export(model: &mut Model) {
    let Some(desk) = model.desk_mut() else { return };
    let shapes = choices();
    let mut fields = vec![Field::choice("shape", shapes, Some("workbook")).needed()];
    let (report, ground) = desk.report();
    let names = make(report.kind, report.split, &report.scope(ground)).basis.names;
    if names != Names::None {
        fields.push(Field::line("names-reason", ""));
    }
    desk.lay(Overlay::Form(Box::new(Form::new(Purpose::Export, fields))));
    model.typing.reset();
}

/// The shapes a report can be written in.
pub(super) fn choices() -> Vec<Choosable> {
    Shape::iter()
        .map(|shape| Choosable::id(shape.into(), &format!("shape-{}", <&str>::from(shape))))
        .collect()
}

/// Writes the report as the form says.
pub(super) fn export_as(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let Some(shape) = chosen::<Shape>(form, "shape") else {
        form.point_at(values::missing("shape"));
        return Vec::new();
    };
    let reason = form.line("names-reason");
    desk.overlays.pop();
    write(model, shape, (!reason.is_empty()).then_some(reason))
}

/// The effect that writes the report as it is shown, with names where there is a reason.
fn write(model: &mut Model, shape: Shape, reason: Option<String>) -> Vec<Effect> {
    let language = model.language.clone();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let me = desk.me.clone();
    let (report, ground) = desk.report();
    let kind: &str = report.kind.into();
    let days = [report.period.from, report.period.to].map(|day| day.format("%Y%m%d").to_string());
    let scope = report.scope(ground);
    let mut sheet = report.sheet.clone().unwrap_or_else(|| make(report.kind, report.split, &scope));
    let shown = report.picture.as_ref().map(|(_, picture)| picture.clone());
    let needs_picture = matches!(shape, Shape::Picture | Shape::Png);
    let picture =
        shown.or_else(|| needs_picture.then(|| of(PictureKind::Bars, &sheet, report.column, &scope)));
    if let Some(reason) = &reason {
        sheet = sheet.with_names(&scope, reason);
    }
    vec![Effect::WriteSheet {
        name: format!("{kind}-{}-{}.{}", days[0], days[1], shape.ending()),
        sheet: Box::new(sheet),
        picture,
        shape,
        language,
        names: reason.map(|reason| (me, reason)),
    }]
}
