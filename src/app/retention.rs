//! Keeping and erasing on the screen: one list of what is due, held and proposed, a form for each act, and four eyes.
//!
//! Must not know: how a key is taken away, or where the schedule is kept.

use super::effect::Effect;
use super::form::field::Choosable;
use super::form::{Field, Form, Label, Mistake, Purpose, Target, refusal_notice, values};
use super::model::{Model, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::{Choosing, Content, Entry, Menu, Overlay, Value};
use super::submit;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::{Moment, day};
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::domain::retention::{Hold, Kept, MOST_ERASED, Proposal, Schedule, kept};
use crate::domain::text::fold;
use chrono::Datelike as _;
use std::collections::BTreeMap;
use strum::{EnumIter, EnumString, IntoEnumIterator as _, IntoStaticStr};

/// What can be done with files that end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Task {
    /// Propose to erase what is past its term.
    Propose,
    /// Keep it whatever its term says.
    Hold,
    /// Let it go again.
    Release,
    /// Agree to somebody else's proposal, and erase.
    Erase,
}

impl Task {
    /// The power it needs, by the same table as the desk's.
    const fn power(self) -> Power {
        match self {
            Self::Propose | Self::Hold => Power::ProposeErasure,
            Self::Release | Self::Erase => Power::Erase,
        }
    }

    /// What the form asks for.
    const fn asks(self) -> &'static str {
        match self {
            Self::Propose => "disposal-basis",
            Self::Hold | Self::Release => "reason",
            Self::Erase => "disposal-code",
        }
    }
}

/// Asked of the desk about keeping and erasing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// What there is.
    State,
    /// Propose to erase.
    Propose {
        /// Which.
        cases: Vec<CaseId>,
        /// On what basis.
        basis: String,
    },
    /// Keep whatever their term says.
    Hold {
        /// Which.
        cases: Vec<CaseId>,
        /// Why.
        reason: String,
    },
    /// Let go again.
    Release {
        /// Which.
        cases: Vec<CaseId>,
        /// Why.
        reason: String,
    },
    /// Agree to a proposal.
    Erase {
        /// Its number.
        proposal: u64,
    },
}

/// A file of the list, with its hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The file and its term.
    pub file: Kept,
    /// Why it is held, if it is.
    pub hold: Option<Hold>,
}

/// What the desk knows of keeping and erasing; which files are due, the rows say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The office's schedule.
    pub schedule: Schedule,
    /// Cases that are held.
    pub held: BTreeMap<CaseId, Hold>,
    /// Proposals nobody has agreed to yet.
    pub proposals: Vec<Proposal>,
}

/// What there is of keeping and erasing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// Whether the office has a schedule.
    pub has_schedule: bool,
    /// Files past their term, held, or past it before this year ends; the earliest first.
    pub files: Vec<Listed>,
    /// Proposals nobody has agreed to yet.
    pub proposals: Vec<Proposal>,
}

/// What the desk says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// What there is.
    State(Facts),
    /// Something is recorded; the list is another now.
    Done(Notice),
}

/// Every choice there is, for the test that each has its words.
pub fn choice_ids() -> impl Iterator<Item = String> {
    Task::iter().map(|task| format!("retention-task-{}", <&str>::from(task)))
}

/// Whether a field has a meaning for the task that is chosen.
pub(super) fn is_shown(form: &Form, key: &str) -> bool {
    if form.purpose != Purpose::Retention {
        return true;
    }
    let task = task(form);
    match key {
        "retention-task" => true,
        "retention-proposal" => task == Some(Task::Erase),
        key => task.is_some_and(|task| task.asks() == key),
    }
}

fn task(form: &Form) -> Option<Task> {
    form.choice("retention-task").and_then(|key| key.parse().ok())
}

/// Asks the desk what there is; the list opens with the answer.
pub(super) fn ask(model: &Model) -> Vec<Effect> {
    model.desk().map(|desk| effect(desk, Asked::State)).unwrap_or_default()
}

fn effect(desk: &Workplace, asked: Asked) -> Vec<Effect> {
    vec![Effect::Retention { by: desk.me.clone(), asked }]
}

/// What the desk said.
pub(super) fn heard(model: &mut Model, news: News) -> Vec<Effect> {
    match news {
        News::State(facts) => {
            let now = model.now;
            let Some(desk) = model.desk_mut() else { return Vec::new() };
            let state = state(desk, facts, now);
            let menu = Menu::new(Choosing::Retention, entries(desk, &state, now));
            if menu.entries.is_empty() {
                let id = if state.has_schedule { "notice-nothing-due" } else { "notice-no-schedule" };
                model.say(Notice::new(Weight::Info, id));
                return Vec::new();
            }
            desk.retention = state;
            // A list that was there before is replaced.
            desk.overlays.retain(|lies| !matches!(lies, Overlay::List(old) if old.choosing == menu.choosing));
            desk.lay(Overlay::List(Box::new(menu)));
            model.typing.reset();
            Vec::new()
        }
        News::Done(notice) => {
            model.say(notice);
            ask(model)
        }
    }
}

/// Files past their term, held, or past it before this year ends.
fn state(desk: &Workplace, mut facts: Facts, now: Moment) -> State {
    let today = now.date();
    let files = kept(&desk.projection, &desk.law.catalogue, &facts.schedule).into_iter();
    let listed = files.filter_map(|file| {
        let hold = facts.held.remove(&file.case);
        let ends = file.until.is_some_and(|until| until < today || until.year() == today.year());
        (ends || hold.is_some()).then_some(Listed { file, hold })
    });
    let mut files: Vec<Listed> = listed.collect();
    // Held files that are still open have no term yet.
    files.extend(facts.held.iter().filter_map(|(case, hold)| {
        let row = desk.projection.find(*case).and_then(|place| desk.projection.row(place))?;
        let ended = row.touched.date()?;
        let code = desk.projection.code(row).to_string();
        let file = Kept { case: *case, code, ended, until: None, keep: None };
        Some(Listed { file, hold: Some(hold.clone()) })
    }));
    State { has_schedule: !facts.schedule.is_empty(), files, proposals: facts.proposals }
}

/// A line of the list by its kind, in order: acts on many, proposals, files past their term, held, soon past it.
fn entries(desk: &Workplace, state: &State, now: Moment) -> Vec<Entry> {
    let today = now.date();
    let mut lines = Vec::new();
    let due = due(state, now).count();
    if due > 0 {
        lines.push(entry(desk, "propose", said("retention-all").with("count", due), Some(Task::Propose)));
    }
    if let Some(code) = desk.current().and_then(|case| code_of(desk, case)) {
        lines.push(entry(desk, "current", said("retention-current").with("code", code), Some(Task::Hold)));
    }
    if !desk.queue.tags.is_empty() {
        let many = said("retention-tagged").with("count", desk.queue.tags.len());
        lines.push(entry(desk, "tagged", many, Some(Task::Hold)));
    }
    for open in &state.proposals {
        let words = said("retention-proposal")
            .with("number", open.number)
            .with("count", open.cases.len())
            .with("by", desk.office.name_of(&open.by))
            .with("at", day(open.at.date()))
            .with("basis", &open.basis);
        // Whoever may not agree may still read it.
        lines.push(entry(desk, &format!("proposal {}", open.number), words, None));
    }
    for Listed { file, hold } in &state.files {
        let kind = match hold {
            Some(_) => "retention-held",
            None if file.is_over(today) => "retention-over",
            None => "retention-soon",
        };
        let words = said(kind)
            .with("code", name(file))
            .with("ended", day(file.ended))
            .with("until", file.until.map(day).unwrap_or_default())
            .with("basis", file.keep.as_ref().map(|keep| keep.basis.clone()).unwrap_or_default())
            .with("reason", hold.as_ref().map(|hold| hold.reason.clone()).unwrap_or_default())
            .with("by", hold.as_ref().map(|hold| desk.office.name_of(&hold.by)).unwrap_or_default());
        let task = if hold.is_some() { Task::Release } else { Task::Hold };
        lines.push(entry(desk, &file.case.to_string(), words, Some(task)));
    }
    lines
}

fn said(kind: &str) -> Notice {
    Notice::new(Weight::Info, kind)
}

/// A file by its code, or by its identifier where it never got one.
fn name(file: &Kept) -> String {
    if file.code.is_empty() { file.case.to_string() } else { file.code.clone() }
}

fn code_of(desk: &Workplace, case: CaseId) -> Option<String> {
    let row = desk.projection.find(case).and_then(|place| desk.projection.row(place))?;
    Some(desk.projection.code(row).to_string())
}

/// Files that may go: past their term, and not held; as many as one proposal takes.
fn due(state: &State, now: Moment) -> impl Iterator<Item = &Kept> {
    let free = move |one: &&Listed| one.hold.is_none() && one.file.is_over(now.date());
    state.files.iter().filter(free).map(|one| &one.file).take(MOST_ERASED)
}

fn entry(desk: &Workplace, key: &str, words: Notice, needs: Option<Task>) -> Entry {
    let facts: Vec<&str> = words.facts.iter().map(|(_, value)| value.as_str()).collect();
    let barred = needs.and_then(|task| barred(desk, task));
    Entry {
        words: fold(&format!("{} {}", found_by(&words.id), facts.join(" "))),
        label: Label::Said(words),
        keys: Vec::new(),
        value: Value::Key(key.to_owned()),
        barred,
    }
}

/// Why whoever is here may not do it, or nobody may on this desk.
fn barred(desk: &Workplace, task: Task) -> Option<Notice> {
    let role = desk.person().map_or("", |person| person.role.into());
    if !desk.has(task.power()) {
        return Some(refusal_notice(&Refusal::RoleNotAllowed { role }));
    }
    let takes_keys = matches!(task, Task::Propose | Task::Erase);
    (takes_keys && !desk.sealed).then(|| refusal_notice(&Refusal::DeskIsPlain))
}

/// Words a line is found by while typing, in both languages.
fn found_by(id: &str) -> &'static str {
    match id {
        "retention-all" => "tat ca all propose de nghi",
        "retention-current" | "retention-tagged" => "giu lai hold",
        "retention-proposal" => "cho duyet de nghi waiting proposal xoa erase",
        "retention-over" => "het han over xoa erase",
        "retention-held" => "giu lai held hold",
        _ => "sap soon",
    }
}

/// A line was chosen: the form of what can be done with it, under the page that says what it is about.
pub(super) fn choose(model: &mut Model, key: &str) -> Vec<Effect> {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let state = std::mem::take(&mut desk.retention);
    let (form, page) = match key {
        "propose" => {
            let files: Vec<&Kept> = due(&state, now).collect();
            let page = listed(&files);
            (
                Some(form(&[Task::Propose], &files.iter().map(|file| file.case).collect::<Vec<_>>())),
                Some(page),
            )
        }
        "current" => (desk.current().map(|case| form(&[Task::Hold], &[case])), None),
        "tagged" => {
            let tagged: Vec<CaseId> = desk.queue.tags.iter().copied().collect();
            (Some(form(&[Task::Hold], &tagged)), None)
        }
        key => {
            let number = key.strip_prefix("proposal ").and_then(|number| number.parse::<u64>().ok());
            match number.and_then(|number| state.proposals.iter().find(|open| open.number == number)) {
                Some(open) => agreeing(desk, &state, open),
                None => (of_file(desk, &state, key, now), None),
            }
        }
    };
    desk.retention = state;
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if let Some(form) = form {
        desk.lay(Overlay::Form(Box::new(form)));
    }
    if let Some(lines) = page {
        submit::page(desk, Content::Retention(lines));
    }
    Vec::new()
}

/// What can be done with one file of the list.
fn of_file(desk: &Workplace, state: &State, key: &str, now: Moment) -> Option<Form> {
    let one = state.files.iter().find(|one| one.file.case.to_string() == key)?;
    let mut tasks = match one.hold {
        Some(_) => vec![Task::Release],
        None if one.file.is_over(now.date()) => vec![Task::Propose, Task::Hold],
        None => vec![Task::Hold],
    };
    tasks.retain(|task| barred(desk, *task).is_none());
    let mut form = form(&tasks, &[one.file.case]);
    form.subject = name(&one.file);
    Some(form)
}

/// A proposal is read before it is agreed to; whoever made it, or may not agree, only reads.
fn agreeing(desk: &Workplace, state: &State, open: &Proposal) -> (Option<Form>, Option<Vec<Notice>>) {
    let files: Vec<&Kept> =
        state.files.iter().map(|one| &one.file).filter(|file| open.cases.contains(&file.case)).collect();
    let mut page = vec![
        said("retention-page-proposal")
            .with("number", open.number)
            .with("count", open.cases.len())
            .with("by", desk.office.name_of(&open.by))
            .with("at", open.at)
            .with("basis", &open.basis),
    ];
    let own = open.by == desk.me;
    let (code, refused) = (code(open), barred(desk, Task::Erase));
    page.push(match (own, &refused) {
        (true, _) => said("retention-page-own"),
        (false, Some(_)) => said("retention-page-not-allowed"),
        (false, None) => said("retention-page-agree").with("code", &code),
    });
    page.extend(listed(&files));
    if own || refused.is_some() {
        return (None, Some(page));
    }
    let mut form = form(&[Task::Erase], &open.cases);
    let named = format!("{}: {}", open.number, desk.office.name_of(&open.by));
    let choice = Choosable::plain(&open.number.to_string(), &named);
    let proposal = Field::choice("retention-proposal", vec![choice], Some(&open.number.to_string()));
    form.fields.insert(1, proposal);
    form.focus = form.fields.iter().position(|field| field.key == "disposal-code").unwrap_or(0);
    (Some(form), Some(page))
}

/// What is typed to agree: it says which proposal, and of how many files.
fn code(open: &Proposal) -> String {
    format!("{}-{}", open.number, open.cases.len())
}

/// Files with their terms, for the page.
fn listed(files: &[&Kept]) -> Vec<Notice> {
    let line = |file: &&Kept| {
        said("retention-page-file")
            .with("code", name(file))
            .with("ended", day(file.ended))
            .with("until", file.until.map(day).unwrap_or_default())
            .with("basis", file.keep.as_ref().map(|keep| keep.basis.clone()).unwrap_or_default())
    };
    files.iter().map(line).collect()
}

fn form(tasks: &[Task], cases: &[CaseId]) -> Form {
    let choices = tasks.iter().map(|task| {
        let name: &str = task.into();
        Choosable::id(name, &format!("retention-task-{name}"))
    });
    let first = tasks.first().map(|task| <&str>::from(*task));
    let mut form = Form::new(
        Purpose::Retention,
        vec![
            Field::choice("retention-task", choices.collect(), first).needed(),
            Field::line("disposal-basis", ""),
            Field::line("reason", ""),
            Field::line("disposal-code", ""),
        ],
    );
    form.targets = cases.iter().map(|case| Target { case: *case, seen: 0 }).collect();
    form.focus = form
        .fields
        .iter()
        .position(|field| is_shown(&form, field.key) && field.key != "retention-task")
        .unwrap_or(0);
    form
}

/// Sends what the form says, once nothing is missing.
pub(super) fn send(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let asked = match desk.overlays.last() {
        Some(Overlay::Form(form)) => asked(form, &desk.retention, &desk.me),
        Some(Overlay::List(_) | Overlay::Page(_) | Overlay::Note(_)) | None => return Vec::new(),
    };
    match asked {
        Ok(asked) => {
            desk.overlays.pop();
            effect(desk, asked)
        }
        Err(mistake) => {
            if let Some(Overlay::Form(form)) = desk.overlays.last_mut() {
                form.point_at(mistake);
            }
            Vec::new()
        }
    }
}

fn asked(form: &Form, state: &State, me: &PersonId) -> Result<Asked, Mistake> {
    let task = task(form).ok_or_else(|| values::missing("retention-task"))?;
    let key = task.asks();
    let typed = form.line(key);
    if typed.is_empty() {
        return Err(values::missing(key));
    }
    let cases: Vec<CaseId> = form.targets.iter().map(|target| target.case).collect();
    Ok(match task {
        Task::Propose => Asked::Propose { cases, basis: typed },
        Task::Hold => Asked::Hold { cases, reason: typed },
        Task::Release => Asked::Release { cases, reason: typed },
        Task::Erase => {
            let number = form.choice("retention-proposal").and_then(|number| number.parse::<u64>().ok());
            let open = state.proposals.iter().find(|open| Some(open.number) == number);
            let fits = open.filter(|open| code(open) == typed.trim() && open.by != *me);
            let wrong = || values::unreadable(key, "notice-other-code", &typed);
            Asked::Erase { proposal: fits.ok_or_else(wrong)?.number }
        }
    })
}
