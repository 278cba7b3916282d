//! The end of somebody's day as one act, and the proposal of a shorter limit: the forms that ask, and what they
//! send to the printing room.
//!
//! Must not know: how a day is counted, or how a sheet looks.

use super::effect::Effect;
use super::form::field::Choosable;
use super::form::{Field, Form, Mistake, Purpose, values};
use super::model::Model;
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use super::sheet::{EndShift, PaperTask, Wanted};
use crate::domain::id::PersonId;
use crate::domain::masking::Masks;
use crate::domain::permission::{Power, may_act};
use crate::domain::procedure::ProcedureCode;
use crate::domain::report::Kind;
use crate::domain::report::proposal::propose;
use crate::domain::report::scope::Scope;
use crate::domain::sheet::FormKey;
use crate::domain::shift::{Standing, held_by};
use crate::domain::stage::ActionKind;
use crate::input::command::Command;

/// The choice that leaves files where they are.
const KEEP: &str = "keep";

/// Opens the form of the end of a day, or of a proposal.
pub(super) fn ask(model: &mut Model, command: Command) {
    if command == Command::ProposeCut {
        ask_cut(model);
    } else {
        ask_successor(model);
    }
}

/// Asks who takes over, and says what will happen.
fn ask_successor(model: &mut Model) {
    let now = model.now;
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return };
    let held = held_by(&desk.projection, &desk.me, desk.days.today);
    let mut takers = vec![Choosable::id(KEEP, "shift-keep")];
    if desk.may_act(ActionKind::Assign, now) {
        let others = desk.office.people.iter().filter(|person| person.id != desk.me);
        let working = others.filter(|person| may_act(person.role, ActionKind::FinishStep));
        takers.extend(working.map(|person| Choosable::plain(&person.id.0, &person.name)));
    }
    let fields = vec![Field::choice("successor", takers, Some(KEEP)), Field::text("handover-note", "")];
    let mut form = Form::new(Purpose::EndShift, fields);
    let id = if desk.has(Power::SignDay) { "notice-will-close-day" } else { "notice-will-end-shift" };
    let late = held.iter().filter(|file| file.late).count();
    form.remark = Some(Notice::new(Weight::Info, id).with("held", held.len()).with("late", late));
    desk.lay(Overlay::Form(Box::new(form)));
}

/// Ends the day.
pub(super) fn end(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let by = desk.me.clone();
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let to = form.choice("successor").filter(|key| *key != KEEP).map(|key| PersonId(key.to_owned()));
    let note = form.line("handover-note");
    desk.overlays.pop();
    let held = held_by(&desk.projection, &by, desk.days.today);
    // Who closes the day answers for all of the desk; who does not, for what is theirs.
    let own = (!desk.has(Power::SignDay)).then_some(&by);
    let standing = Box::new(Standing::of(&desk.projection, &desk.law, desk.days.today, own));
    vec![Effect::Paper(PaperTask::EndShift(EndShift { by, to, held, note, standing }))]
}

/// Asks which limit is proposed, of the procedure under the cursor.
fn ask_cut(model: &mut Model) {
    let now = model.now;
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return };
    let reviews = matches!(desk.report.kind, Kind::Limits | Kind::Steps | Kind::Papers);
    let sheet = desk.report.sheet.as_ref().filter(|_| reviews);
    let here = sheet.and_then(|sheet| sheet.lines.get(desk.report.cursor));
    let Some(here) = here.map(|line| line.key.split('/').next().unwrap_or_default().to_owned()) else {
        model.say(Notice::new(Weight::Info, "notice-no-review"));
        return;
    };
    let day = desk.report.period.to.min(now.date());
    let known = desk.projection.procedures().filter_map(|(_, code)| desk.law.catalogue.on(code, day));
    let options: Vec<Choosable> = known
        .map(|procedure| {
            let name = format!("{} {} ({})", procedure.code, procedure.name, procedure.limit.as_written);
            Choosable::plain(&procedure.code.0, &name)
        })
        .collect();
    let limit = desk.law.catalogue.on(&ProcedureCode::from(here.as_str()), day);
    let third_less = limit.map_or(1, |procedure| (procedure.limit.n * 2).div_ceil(3).max(1));
    let fields = vec![
        Field::choice("cut-procedure", options, Some(&here)).needed(),
        Field::line("cut-days", &third_less.to_string()).needed(),
    ];
    let mut form = Form::new(Purpose::ProposeCut, fields);
    form.focus = 1;
    desk.lay(Overlay::Form(Box::new(form)));
}

/// Asks how the proposal looks.
pub(super) fn look_at_cut(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let (by, period) = (desk.me.clone(), desk.report.period);
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let Some(code) = form.choice("cut-procedure").map(ProcedureCode::from) else {
        form.point_at(values::missing("cut-procedure"));
        return Vec::new();
    };
    let typed = form.line("cut-days");
    let Some(days) = typed.parse::<u32>().ok().filter(|days| (1..=999).contains(days)) else {
        form.point_at(values::unreadable("cut-days", "notice-bad-number", &typed));
        return Vec::new();
    };
    let scope = Scope::new(&desk.projection, &desk.law, &desk.office, period, desk.days.today);
    let cut = match propose(&scope, &code, days) {
        Ok(proposal) => Some(Box::new(proposal)),
        Err(why) => {
            let id = format!("notice-proposal-{}", <&str>::from(why));
            let notice = Notice::new(Weight::Warning, &id).with("code", code).with("days", days);
            form.point_at(Mistake { field: "cut-days", notice });
            return Vec::new();
        }
    };
    desk.overlays.pop();
    let wanted = Wanted { form: FormKey::Proposal, cases: Vec::new(), by, masks: Masks::default(), cut };
    vec![Effect::Paper(PaperTask::Look(wanted))]
}
