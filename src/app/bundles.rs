//! Bundles on the screen: one form, whose fields follow from what is to be done, and pages with what a bundle would change.
//!
//! Must not know: how a bundle is made, verified or taken.

use super::effect::Effect;
use super::form::field::Choosable;
use super::form::{Field, Form, Mistake, Purpose, values};
use super::model::{Model, Workplace};
use super::notice::Notice;
use super::overlay::{Content, Overlay};
use super::submit;
use crate::domain::id::{CaseId, OfficeId};
use crate::domain::permission::Power;
use crate::domain::row::RowDraft;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// What can be done with bundles on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Task {
    /// See what a bundle would change.
    Look,
    /// Take in the bundle that was looked at.
    Take,
    /// Make a bundle and bring it to the stick.
    Send,
    /// See offices, bundles that are missing, and files with two versions.
    State,
    /// Decide between two versions of a file.
    Decide,
}

/// What of the files goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum What {
    /// Files the receiver knows and that changed.
    Changed,
    /// The file under the cursor.
    Current,
    /// The tagged files.
    Tagged,
    /// Every file the queue shows.
    Shown,
    /// None: packs, or a receipt alone.
    Nothing,
}

/// Asked of the desk about bundles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Offices and open conflicts.
    State {
        /// Whether a page is wanted, not only the choices of the form.
        page: bool,
    },
    /// What a file would change.
    Look {
        /// The file on the stick.
        file: String,
    },
    /// Take it in.
    Take {
        /// The file on the stick.
        file: String,
        /// The code its preview gave.
        code: String,
        /// Why, where histories do not fit.
        despite: String,
    },
    /// Make a bundle.
    Send {
        /// For whom.
        to: OfficeId,
        /// A folder of the stick.
        stick: String,
        /// The files; none for those that changed.
        cases: Option<Vec<CaseId>>,
        /// Whether they are given over.
        gives: bool,
        /// Whether all packs go along.
        packs: bool,
    },
    /// Decide between two versions.
    Decide {
        /// Which conflict, as the state named it.
        conflict: String,
        /// Whether theirs holds.
        takes_theirs: bool,
        /// Why.
        reason: String,
    },
}

/// What the desk says about bundles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Offices and conflicts: for the form, and as lines where a page was asked for.
    State {
        /// Offices that are trusted today.
        offices: Vec<(OfficeId, String)>,
        /// Conflicts, each with a name for its decision.
        conflicts: Vec<(String, String)>,
        /// The page.
        lines: Option<Vec<String>>,
    },
    /// What a bundle would change.
    Previewed(Vec<String>),
    /// Rows that are others now, and what to say.
    Done {
        /// The rows.
        rows: Vec<RowDraft>,
        /// What to say.
        notice: Notice,
    },
}

/// Fields of each task; the task itself is shown always.
const fn fields(task: Task) -> &'static [&'static str] {
    match task {
        Task::Look => &["stick-file"],
        Task::Take => &["stick-file", "stick-code", "stick-despite"],
        Task::Send => &["stick-office", "stick-folder", "bundle-what", "stick-give", "stick-packs"],
        Task::State => &[],
        Task::Decide => &["stick-conflict", "bundle-version", "reason"],
    }
}

/// Whether a field has a meaning for the task that is chosen.
pub(super) fn is_shown(form: &Form, key: &str) -> bool {
    form.purpose != Purpose::Bundle
        || key == "bundle-task"
        || task(form).is_some_and(|task| fields(task).contains(&key))
}

fn task(form: &Form) -> Option<Task> {
    form.choice("bundle-task").and_then(|key| key.parse().ok())
}

/// Asks the desk with whom bundles are exchanged; the form opens with the answer.
pub(super) fn ask(model: &Model) -> Vec<Effect> {
    let Some(desk) = model.desk() else { return Vec::new() };
    effect(desk, &model.language, Asked::State { page: false })
}

fn effect(desk: &Workplace, language: &str, asked: Asked) -> Vec<Effect> {
    vec![Effect::Bundle { by: desk.me.clone(), language: language.to_owned(), asked }]
}

/// Every choice there is, for the test that each has its words.
pub fn choice_ids() -> Vec<String> {
    let tasks = Task::iter().map(|task| format!("bundle-task-{}", <&str>::from(task)));
    let whats = What::iter().map(|what| format!("bundle-what-{}", <&str>::from(what)));
    tasks.chain(whats).chain(["ours", "theirs"].map(|version| format!("bundle-version-{version}"))).collect()
}

fn choices<T: IntoEnumIterator + Into<&'static str> + Copy>(
    of: &str,
    keep: impl Fn(T) -> bool,
) -> Vec<Choosable> {
    let choosable = |one: T| Choosable::id(one.into(), &format!("{of}-{}", one.into()));
    T::iter().filter(|one| keep(*one)).map(choosable).collect()
}

/// The form, with what can be done here and now.
fn form(desk: &Workplace, offices: Vec<(OfficeId, String)>, conflicts: Vec<(String, String)>) -> Form {
    let takes = desk.has(Power::TakeIn);
    let (no_office, no_conflict) = (offices.is_empty(), conflicts.is_empty());
    let tasks = choices("bundle-task", |task| match task {
        Task::Look | Task::State => true,
        Task::Take => takes,
        Task::Send => !no_office,
        Task::Decide => takes && !no_conflict,
    });
    let whats = choices("bundle-what", |what| match what {
        What::Changed | What::Nothing => true,
        What::Current => desk.current().is_some(),
        What::Tagged => !desk.queue.tags.is_empty(),
        What::Shown => !desk.queue.places.is_empty(),
    });
    let offices =
        offices.iter().map(|(id, name)| Choosable::plain(&id.to_string(), name)).collect::<Vec<_>>();
    let conflicts = conflicts.iter().map(|(key, name)| Choosable::plain(key, name)).collect::<Vec<_>>();
    let first = |of: &[Choosable]| of.first().map(|one| one.key.clone());
    let (office, conflict) = (first(&offices), first(&conflicts));
    let versions =
        ["ours", "theirs"].map(|version| Choosable::id(version, &format!("bundle-version-{version}")));
    Form::new(
        Purpose::Bundle,
        vec![
            Field::choice("bundle-task", tasks, Some("look")).needed(),
            Field::line("stick-file", ""),
            Field::line("stick-code", ""),
            Field::line("stick-despite", ""),
            Field::choice("stick-office", offices, office.as_deref()),
            Field::line("stick-folder", ""),
            Field::choice("bundle-what", whats, Some("changed")),
            Field::switch("stick-give", false),
            Field::switch("stick-packs", false),
            Field::choice("stick-conflict", conflicts, conflict.as_deref()),
            Field::choice("bundle-version", versions.to_vec(), None),
            Field::line("reason", ""),
        ],
    )
}

/// Sends what the form says, once nothing is missing.
pub(super) fn send(model: &mut Model) -> Vec<Effect> {
    let language = model.language.clone();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    match asked(desk) {
        Ok(asked) => {
            // A bundle is taken after its preview was read; every other form is done with.
            if !matches!(asked, Asked::Look { .. }) {
                desk.overlays.pop();
            }
            effect(desk, &language, asked)
        }
        Err(mistake) => {
            if let Some(Overlay::Form(form)) = desk.overlays.last_mut() {
                form.point_at(mistake);
            }
            Vec::new()
        }
    }
}

fn asked(desk: &Workplace) -> Result<Asked, Mistake> {
    let Some(Overlay::Form(form)) = desk.overlays.last() else { return Err(values::missing("bundle-task")) };
    let needed = |key: &'static str| {
        let text = form.line(key);
        if text.is_empty() { Err(values::missing(key)) } else { Ok(text) }
    };
    Ok(match task(form).ok_or_else(|| values::missing("bundle-task"))? {
        Task::Look => Asked::Look { file: needed("stick-file")? },
        Task::Take => Asked::Take {
            file: needed("stick-file")?,
            code: needed("stick-code")?,
            despite: form.line("stick-despite"),
        },
        Task::Send => Asked::Send {
            to: form
                .choice("stick-office")
                .and_then(|id| u128::from_str_radix(id, 16).ok())
                .map(OfficeId)
                .ok_or_else(|| values::missing("stick-office"))?,
            stick: needed("stick-folder")?,
            cases: chosen_cases(desk, form),
            gives: form.switch("stick-give"),
            packs: form.switch("stick-packs"),
        },
        Task::State => Asked::State { page: true },
        Task::Decide => Asked::Decide {
            conflict: form
                .choice("stick-conflict")
                .map(ToOwned::to_owned)
                .ok_or_else(|| values::missing("stick-conflict"))?,
            takes_theirs: match form.choice("bundle-version") {
                Some("theirs") => true,
                Some("ours") => false,
                Some(_) | None => return Err(values::missing("bundle-version")),
            },
            reason: needed("reason")?,
        },
    })
}

/// The files that are meant; none where the desk is to find those that changed.
fn chosen_cases(desk: &Workplace, form: &Form) -> Option<Vec<CaseId>> {
    let what = form.choice("bundle-what").and_then(|key| key.parse().ok()).unwrap_or(What::Changed);
    Some(match what {
        What::Changed => return None,
        What::Current => desk.current().into_iter().collect(),
        What::Tagged => desk.queue.tags.iter().copied().collect(),
        What::Shown => {
            let rows = desk.queue.places.iter().filter_map(|place| desk.projection.row(*place));
            rows.filter(|row| !row.flags.is_kept_elsewhere()).map(|row| row.id).collect()
        }
        What::Nothing => Vec::new(),
    })
}

/// What the desk said.
pub(super) fn heard(model: &mut Model, news: News) -> Vec<Effect> {
    match news {
        News::State { offices, conflicts, lines } => {
            let Some(desk) = model.desk_mut() else { return Vec::new() };
            if let Some(lines) = lines {
                submit::page(desk, Content::Bundle(lines));
                return Vec::new();
            }
            let form = form(desk, offices, conflicts);
            desk.lay(Overlay::Form(Box::new(form)));
            model.typing.reset();
        }
        News::Previewed(lines) => {
            let Some(desk) = model.desk_mut() else { return Vec::new() };
            // Behind the page the form already asks for the code.
            if let Some(Overlay::Form(form)) = desk.overlays.last_mut()
                && let Some(field) = form.field_mut("bundle-task")
                && let super::form::Kind::Choice(choice) = &mut field.kind
            {
                choice.choose(Task::Take.into());
                form.focus = form.fields.iter().position(|field| field.key == "stick-code").unwrap_or(0);
            }
            submit::page(desk, Content::Bundle(lines));
        }
        News::Done { rows, notice } => {
            if let Some(desk) = model.desk_mut() {
                for row in &rows {
                    let place = desk.projection.upsert(row);
                    desk.duties.follow(place, &desk.projection, &desk.law);
                    desk.queue.replace(&desk.projection, &desk.duties, place, desk.days);
                }
                // A case that is open is read again: it may be kept elsewhere now.
                if desk
                    .case
                    .as_ref()
                    .is_some_and(|view| rows.iter().any(|row| row.row.id == view.file.case.id))
                {
                    desk.case = None;
                    desk.pane = crate::input::command::Pane::Queue;
                }
                desk.refresh();
            }
            model.say(notice);
        }
    }
    Vec::new()
}
