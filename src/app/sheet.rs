//! Sheets on the screen: which form, how it looks, printing it, and the queue of what waits for the printer.
//!
//! Must not know: how a sheet is laid out, or what a printer is.

use super::effect::Effect;
use super::form::Label;
use super::model::{Model, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::{Choosing, Content, Entry, Menu, Overlay, Page, Value};
use crate::domain::case::Case;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::law::Law;
use crate::domain::masking::Masks;
use crate::domain::moment::Moment;
use crate::domain::report::proposal::Proposal;
use crate::domain::sheet::{FormKey, SheetWay};
use crate::domain::shift::{Mine, Standing};
use crate::domain::text::fold;
use crate::input::command::{Command, Pane};
use strum::{IntoEnumIterator as _, IntoStaticStr};

/// What is asked of the printing room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperTask {
    /// Show how a form looks for these cases; answered by `PaperNews::Ready`.
    Look(Wanted),
    /// Print it, or write it to a file, and record it; answered by `Submitted` for every case.
    Print(Wanted, SheetWay),
    /// Tell the print queue; answered by `PaperNews::Queue`.
    List,
    /// Send a job to the printer again.
    Retry(String),
    /// Print a job no more.
    Cancel(String),
    /// End somebody's day at the desk: files handed on, the day closed where they may, one sheet; answered by
    /// `Submitted` for every file handed on, and by `Noticed`.
    EndShift(EndShift),
}

/// The end of somebody's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndShift {
    /// Whose.
    pub by: PersonId,
    /// Who takes over the files they hold; they stay where they are where it is nobody.
    pub to: Option<PersonId>,
    /// The open files they hold.
    pub held: Vec<Mine>,
    /// What whoever comes next should know.
    pub note: String,
    /// How the desk stands: only who has the rows can say.
    pub standing: Box<Standing>,
}

/// A form for cases, asked for by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which form.
    pub form: FormKey,
    /// For which cases.
    pub cases: Vec<CaseId>,
    /// Who asks.
    pub by: PersonId,
    /// What is hidden of people while the sheet is only looked at; paper says everything.
    pub masks: Masks,
    /// The proposal, for the form of one: only who has the rows can count it.
    pub cut: Option<Box<Proposal>>,
}

/// What the printing room tells.
#[derive(Debug)]
pub enum PaperNews {
    /// How a sheet looks.
    Ready(Box<Preview>),
    /// The print queue, the latest first.
    Queue {
        /// The jobs.
        jobs: Vec<PrintJob>,
        /// Whether somebody wants to see it; else only a list that is open is renewed.
        show: bool,
    },
}

/// A piece of a line of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it is heavy.
    pub heavy: bool,
}

/// One of the sheets that would be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// Which form: the one that was asked for, or one that goes out with it.
    pub form: FormKey,
    /// The case, or how many.
    pub subject: String,
    /// 1 for a first printing.
    pub printing: u16,
    /// How many copies.
    pub copies: u16,
    /// What it says, line by line.
    pub lines: Vec<Vec<Piece>>,
}

/// Sheets as text, before they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What was asked for.
    pub wanted: Wanted,
    /// What will be dotted lines to fill in by hand.
    pub missing: Vec<String>,
    /// Characters that cannot be printed.
    pub unprintable: String,
    /// What of the forms is not verified.
    pub doubts: Vec<String>,
    /// The sheets, in the order they are printed.
    pub leaves: Vec<Leaf>,
    /// Which of them is shown.
    pub at: usize,
}

/// How far a print job is.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum JobState {
    /// Waits for the printer, with what the printer said last.
    Waiting(String),
    /// The printer has it.
    Sent,
    /// Somebody cancelled it.
    Cancelled,
}

/// A job of the print queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// Its name in the queue.
    pub id: String,
    /// Which form.
    pub form: FormKey,
    /// The case, or how many.
    pub subject: String,
    /// How many copies.
    pub copies: u16,
    /// Since when.
    pub since: Moment,
    /// How far it is.
    pub state: JobState,
}

/// The cases a command is about: the tagged ones of a list, else the one under the cursor.
fn cases(desk: &Workplace) -> Vec<CaseId> {
    let tags = &desk.queue.tags;
    if matches!(desk.pane, Pane::Queue | Pane::Late) && tags.len() > 1 {
        return tags.iter().copied().collect();
    }
    desk.current().into_iter().collect()
}

/// Opens the list of forms: stale ones and the likely one first, then what fits, then the others with the
/// reason. One case is read first, for only the whole case knows what fits.
pub(super) fn choose_form(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let cases = cases(desk);
    let Some(first) = cases.first().copied() else { return Vec::new() };
    let entries = if cases.len() == 1 {
        let Some(file) = desk.current_file() else {
            desk.waiting = Some((first, Command::PrintSheet));
            return vec![Effect::LoadCase(first)];
        };
        entries_of(&file.case, &desk.law, now)
    } else {
        FormKey::iter().filter(|form| form.is_of_cases()).map(|form| entry(form, None)).collect()
    };
    let mut menu = Menu::new(Choosing::Form, entries);
    super::menus::name_entries(model, &mut menu);
    model.typing.reset();
    if let Some(desk) = model.desk_mut() {
        desk.lay(Overlay::List(Box::new(menu)));
    }
    Vec::new()
}

fn entries_of(case: &Case, law: &Law, now: Moment) -> Vec<Entry> {
    let set = law.form_set(case, now);
    let barred = |form: FormKey| {
        if !law.book.forms.has(set, form) {
            return Some(Notice::new(Weight::Info, "notice-form-not-in-set"));
        }
        (!form.fits(case)).then(|| Notice::new(Weight::Info, "notice-form-unfit"))
    };
    let stale: Vec<FormKey> = case.stale_sheets().iter().map(|(sheet, _)| sheet.printed.form).collect();
    let likely = FormKey::likely(case);
    let mut forms: Vec<FormKey> = FormKey::iter().filter(|form| form.is_of_cases()).collect();
    forms.sort_by_key(|form| {
        let barred = barred(*form).is_some();
        (!stale.contains(form), *form != likely || barred, barred)
    });
    forms.into_iter().map(|form| entry(form, barred(form))).collect()
}

fn entry(form: FormKey, barred: Option<Notice>) -> Entry {
    Entry {
        label: Label::id(&format!("slip-{}", form.name())),
        words: fold(form.name()),
        keys: Vec::new(),
        value: Value::Key(form.name().to_owned()),
        barred,
    }
}

/// A form was chosen: asks how it looks.
pub(super) fn look(desk: &Workplace, key: &str) -> Vec<Effect> {
    let Ok(form) = key.parse::<FormKey>() else { return Vec::new() };
    let cases = cases(desk);
    let hides = cases.iter().map(|case| desk.hides(*case));
    let masks = hides.fold(Masks::default(), |all, one| Masks {
        numbers: all.numbers || one.numbers,
        names: all.names || one.names,
    });
    let wanted = Wanted { form, cases, by: desk.me.clone(), masks, cut: None };
    vec![Effect::Paper(PaperTask::Look(wanted))]
}

/// The sheet on top, if one is being looked at.
pub(super) fn on_top(desk: &Workplace) -> Option<&Preview> {
    match desk.overlays.last() {
        Some(Overlay::Page(page)) => match &page.content {
            Content::Sheet(preview) => Some(preview),
            Content::Explanation(_)
            | Content::History
            | Content::Procedure(_)
            | Content::Messages
            | Content::Log(_)
            | Content::Bundle(_)
            | Content::Retention(_) => None,
        },
        Some(Overlay::Form(_) | Overlay::List(_) | Overlay::Note(_)) | None => None,
    }
}

/// Turns to the sheet beside the one that is shown; false where there is no other.
pub(super) fn turn(desk: &mut Workplace, forward: bool) -> bool {
    let Some(Overlay::Page(page)) = desk.overlays.last_mut() else { return false };
    let Content::Sheet(preview) = &mut page.content else { return false };
    let last = preview.leaves.len().saturating_sub(1);
    if last == 0 {
        return false;
    }
    preview.at = if forward { (preview.at + 1).min(last) } else { preview.at.saturating_sub(1) };
    page.scroll = 0;
    true
}

/// Prints what is being looked at, and leaves it.
pub(super) fn print(model: &mut Model, way: SheetWay) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let Some(wanted) = on_top(desk).map(|preview| preview.wanted.clone()) else { return Vec::new() };
    desk.overlays.pop();
    desk.queue.tags.clear();
    vec![Effect::Paper(PaperTask::Print(wanted, way))]
}

/// Hears from the printing room.
pub(super) fn heard(model: &mut Model, news: PaperNews) {
    let Some(desk) = model.desk_mut() else { return };
    match news {
        PaperNews::Ready(preview) => {
            // Nobody's writing is covered by an answer that came late.
            if !desk.overlays.iter().any(Overlay::is_written) {
                desk.lay(Overlay::Page(Box::new(Page { content: Content::Sheet(preview), scroll: 0 })));
            }
        }
        PaperNews::Queue { jobs, show } => {
            let open = desk.overlays.iter_mut().find_map(|overlay| match overlay {
                Overlay::List(menu) if menu.choosing == Choosing::Print => Some(menu),
                Overlay::List(_) | Overlay::Form(_) | Overlay::Page(_) | Overlay::Note(_) => None,
            });
            let entries: Vec<Entry> = jobs.iter().map(job_entry).collect();
            match open {
                Some(menu) => menu.entries = entries,
                None if show && entries.is_empty() => {
                    model.say(Notice::new(Weight::Info, "notice-no-prints"));
                }
                None if show => desk.lay(Overlay::List(Box::new(Menu::new(Choosing::Print, entries)))),
                None => {}
            }
        }
    }
}

fn job_entry(job: &PrintJob) -> Entry {
    let state: &str = (&job.state).into();
    let why = match &job.state {
        JobState::Waiting(why) => why.as_str(),
        JobState::Sent | JobState::Cancelled => "",
    };
    let said = Notice::new(Weight::Info, &format!("print-job-{state}"))
        .with("form", job.form.name())
        .with("subject", &job.subject)
        .with("copies", job.copies)
        .with("since", job.since)
        .with("why", why);
    Entry {
        label: Label::Said(said),
        words: fold(&format!("{} {} {state}", job.form.name(), job.subject)),
        keys: Vec::new(),
        value: Value::Key(job.id.clone()),
        barred: None,
    }
}

/// A job was chosen: asks what to do with it.
pub(super) fn choose_job_act(desk: &mut Workplace, id: &str) {
    let act = |what: &str| Entry {
        label: Label::id(&format!("print-{what}")),
        words: what.to_owned(),
        keys: Vec::new(),
        value: Value::Key(format!("{what} {id}")),
        barred: None,
    };
    let menu = Menu::new(Choosing::PrintAct, vec![act("retry"), act("cancel")]);
    desk.lay(Overlay::List(Box::new(menu)));
}

/// What to do with a job was chosen.
pub(super) fn job_act(key: &str) -> Vec<Effect> {
    match key.split_once(' ') {
        Some(("retry", id)) => vec![Effect::Paper(PaperTask::Retry(id.to_owned()))],
        Some(("cancel", id)) => vec![Effect::Paper(PaperTask::Cancel(id.to_owned()))],
        Some(_) | None => Vec::new(),
    }
}

/// Asks for the print queue.
pub(super) fn show_queue() -> Vec<Effect> {
    vec![Effect::Paper(PaperTask::List)]
}
