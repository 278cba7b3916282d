//! What is being typed, kept beside the journal while it is typed: a lock, a kill or a power cut loses seconds of it.
//!
//! Of everything open only the form or note on top, and never a secret. Offered again to the same person. Must not
//! know: where it is kept, or how it is sealed.

use super::effect::Effect;
use super::form::field::Kind;
use super::form::{Deed, Field, Form, Purpose, Target, acts, intake};
use super::model::{Model, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use super::{acting, submit};
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::stage::ActionKind;
use crate::input::command::Command;
use chrono::TimeDelta;
use std::sync::Arc;
use strum::IntoEnumIterator as _;

/// Typing is kept so often.
const OFTEN: TimeDelta = TimeDelta::seconds(1);
const NOTE: &str = "note";

/// What was being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which form, by name.
    pub what: String,
    /// The cases it is about, as they were seen; none for a new one.
    pub targets: Vec<Target>,
    /// What the fields hold, in order.
    pub values: Vec<(String, String)>,
    /// The field with the focus.
    pub focus: usize,
    /// Who typed.
    pub by: PersonId,
    /// When it was kept.
    pub at: Moment,
}

impl Draft {
    fn says(&self, other: &Self) -> bool {
        (&self.what, &self.targets, &self.values) == (&other.what, &other.targets, &other.values)
    }

    /// The catalogue id of what it is.
    pub fn title(&self) -> String {
        if self.what == NOTE {
            "page-note".to_owned()
        } else {
            purpose(&self.what).map_or_else(String::new, Purpose::title)
        }
    }
}

/// The name of a form that is kept; what holds secrets, or is done in a moment, is not.
fn name(purpose: Purpose) -> Option<String> {
    Some(match purpose.deed()? {
        Deed::Receive => "receive".to_owned(),
        Deed::Register => "register".to_owned(),
        Deed::Grant => "grant".to_owned(),
        Deed::Refuse => "refuse".to_owned(),
        Deed::Act(kind) => format!("act-{}", <&str>::from(kind)),
    })
}

fn purpose(name: &str) -> Option<Purpose> {
    if let Some(kind) = name.strip_prefix("act-") {
        return ActionKind::iter().find(|known| <&str>::from(*known) == kind).map(Purpose::Act);
    }
    [Purpose::Receive, Purpose::Register, Purpose::Grant, Purpose::Refuse]
        .into_iter()
        .find(|known| self::name(*known).as_deref() == Some(name))
}

/// The act of a form about a case.
fn kind(purpose: Purpose) -> Option<ActionKind> {
    match purpose.deed()? {
        Deed::Act(kind) => Some(kind),
        Deed::Grant | Deed::Refuse => Some(ActionKind::Decide),
        Deed::Receive | Deed::Register => None,
    }
}

/// The form or note being typed in, if there is one that is kept.
fn typed(desk: &Workplace) -> Option<&Overlay> {
    let written = desk.overlays.iter().rev().find(|overlay| overlay.is_written())?;
    let is_kept = match written {
        Overlay::Form(form) => form.typed && name(form.purpose).is_some(),
        Overlay::Note(note) => !note.area.is_empty(),
        Overlay::List(_) | Overlay::Page(_) => false,
    };
    is_kept.then_some(written)
}

/// What is being typed at a desk.
pub fn of(desk: &Workplace, now: Moment) -> Option<Draft> {
    let draft = |what, targets: &[Target], values, focus| Draft {
        what,
        targets: targets.to_vec(),
        values,
        focus,
        by: desk.me.clone(),
        at: now,
    };
    match typed(desk)? {
        Overlay::Form(form) => {
            let values = form.fields.iter().filter_map(value).collect();
            Some(draft(name(form.purpose)?, &form.targets, values, form.focus))
        }
        Overlay::Note(note) => {
            let text = note.area.lines().join("\n");
            Some(draft(NOTE.to_owned(), &note.targets, vec![(NOTE.to_owned(), text)], 0))
        }
        Overlay::List(_) | Overlay::Page(_) => None,
    }
}

/// Name and text of a field.
fn value(field: &Field) -> Option<(String, String)> {
    if field.is_secret() {
        return None;
    }
    let text = match &field.kind {
        Kind::Line(line) => line.text().to_owned(),
        Kind::Text(text) => text.text(),
        Kind::Choice(choice) => choice.chosen()?.key.clone(),
        Kind::Paper(paper) => paper.count.to_string(),
        Kind::Switch(on) => on.to_string(),
    };
    Some((called(field), text))
}

/// Papers share a key; their names tell them apart.
fn called(field: &Field) -> String {
    match &field.kind {
        Kind::Paper(paper) => format!("paper {}", paper.name),
        Kind::Line(_) | Kind::Text(_) | Kind::Choice(_) | Kind::Switch(_) => field.key.to_owned(),
    }
}

fn put(form: &mut Form, wanted: &str, text: &str) {
    let Some(field) = form.fields.iter_mut().find(|field| called(field) == wanted) else { return };
    match &mut field.kind {
        Kind::Line(line) => line.set(text),
        Kind::Text(writing) => **writing = super::text::Writing::of(text),
        Kind::Choice(choice) => choice.choose(text),
        Kind::Paper(paper) => paper.count = text.parse().unwrap_or_default(),
        Kind::Switch(on) => *on = text == "true",
    }
}

/// Keeps what changed since it was last kept, every few seconds; at once where it is done with.
pub fn keep(model: &mut Model) -> Option<Effect> {
    let now = model.now;
    let desk = model.desk()?;
    // A clock that was set back does not keep anybody waiting. A key never waits for a long text to be compared.
    let early = model.kept.at.is_some_and(|at| at <= now && now < at.plus(OFTEN));
    if early && typed(desk).is_some() {
        model.kept.behind = true;
        return None;
    }
    let current = of(desk, now);
    let same = match (&current, &model.kept.draft) {
        (Some(current), Some(kept)) => current.says(kept),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    model.kept.behind = false;
    if same {
        return None;
    }
    model.kept = Kept { draft: current.clone(), at: Some(now), behind: false };
    Some(Effect::KeepDraft(current.map(Box::new)))
}

/// What was last kept of what is being typed.
#[derive(Debug, Default)]
pub struct Kept {
    draft: Option<Draft>,
    at: Option<Moment>,
    /// Whether something was typed since.
    pub behind: bool,
}

/// What is being typed goes with whoever leaves or locks.
pub fn before_leaving(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let draft = model.desk().and_then(|desk| of(desk, now));
    model.kept = Kept::default();
    draft.map(|draft| Effect::KeepDraft(Some(Box::new(draft)))).into_iter().collect()
}

/// Says that something waits. It lies over nothing: whoever comes back may have a citizen before them.
pub fn offer(model: &mut Model) {
    let Some(draft) = model.desk().and_then(|desk| desk.draft.as_ref()) else { return };
    let said = Notice::new(Weight::Warning, "notice-draft-waits");
    let said = said.with("title", draft.title()).with("at", draft.at);
    model.say(said);
}

/// Opens the form again with what it held; a case is read first.
pub fn resume(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(draft) = desk.draft.clone() else {
        model.say(Notice::new(Weight::Info, "notice-no-draft"));
        return Vec::new();
    };
    let law = Arc::clone(&desk.law);
    let targets: Vec<Target> = draft.targets.iter().filter_map(|target| seen_now(desk, *target)).collect();
    let case = match targets.as_slice() {
        [target] => {
            let file = desk
                .case
                .as_ref()
                .map(|view| &view.file)
                .filter(|file| (file.case.id, file.case.n) == (target.case, target.seen));
            let Some(file) = file.cloned() else {
                desk.waiting = Some((target.case, Command::ResumeDraft));
                return vec![Effect::LoadCase(target.case)];
            };
            Some(file)
        }
        [] | [_, _, ..] => None,
    };
    desk.draft = None;
    let subject = case.as_ref().map(|file| desk.subject(&file.case)).unwrap_or_default();
    if draft.what == NOTE {
        let text = draft.values.first().map(|(_, text)| text.as_str()).unwrap_or_default();
        desk.lay(acting::note(targets, subject, text));
        return Vec::new();
    }
    let Some(purpose) = purpose(&draft.what) else { return Vec::new() };
    let mut form = match kind(purpose) {
        None => intake::form(purpose, &law, now),
        Some(kind) => {
            let file = case.unwrap_or_else(acting::blank);
            acts::form(purpose, kind, &file, &desk.office, &law, desk.days.today)
        }
    };
    fill(&mut form, &draft, &law, now);
    (form.targets, form.subject) = (targets, subject);
    desk.lay(Overlay::Form(Box::new(form)));
    submit::refresh(desk, now);
    Vec::new()
}

/// The case as its row says it stands now; what was seen when the draft was typed may be old.
fn seen_now(desk: &Workplace, target: Target) -> Option<Target> {
    let row = desk.projection.row(desk.projection.find(target.case)?)?;
    Some(Target { case: target.case, seen: row.n })
}

/// Fields that bring others along go first.
fn fill(form: &mut Form, draft: &Draft, law: &Law, now: Moment) {
    let first = |form: &mut Form, key: &str| {
        if let Some((_, text)) = draft.values.iter().find(|(name, _)| name == key) {
            put(form, key, text);
        }
    };
    if kind(form.purpose).is_none() {
        first(form, "procedure");
        intake::fit_procedure(form, law, now);
        first(form, "channel");
        intake::fit_channel(form, law, now);
    }
    for (name, text) in &draft.values {
        put(form, name, text);
    }
    form.typed = true;
    form.focus = draft.focus.min(form.fields.len());
}
