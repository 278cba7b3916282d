//! The whole state of the screen.
//!
//! Plain data with small questions; how it changes is in `update` and the files beside it. Must
//! not know: how any of it is drawn.

use super::case_view::CaseView;
use super::draft::{Draft, Kept};
use super::form::Form;
use super::late::LateView;
use super::message::Gate;
use super::notice::Notice;
use super::overlay::Overlay;
use super::queue::QueueView;
use super::report::{Ground, ReportView};
use super::text::Typing;
use crate::domain::case::{Case, CaseFile};
use crate::domain::duties::Duties;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::lateness::Definition;
use crate::domain::law::Law;
use crate::domain::lookalike::marked;
use crate::domain::masking::{Masks, is_at_hand, masked_name};
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::permission::{Glass, Power, has_power, may_act};
use crate::domain::projection::Projection;
use crate::domain::queue::Days;
use crate::domain::role::Person;
use crate::domain::row::Row;
use crate::domain::stage::ActionKind;
use crate::input::command::{Command, Pane};
use crate::input::key::Key;
use crate::input::keymap::Keymap;
use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Days that count as soon: this many working days from today.
const SOON: u32 = 3;
/// Fewest columns and rows that every task fits in; below them nothing is shown and no key acts.
pub const SMALLEST: (u16, u16) = (80, 24);
/// Columns from which queue and case stand side by side.
pub const WIDE: u16 = 120;

/// What is shown, and everything it is made of.
#[derive(Debug)]
pub struct Model {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// What fills the screen.
    pub screen: Screen,
    /// The keys.
    pub keymap: Keymap,
    /// Keys of a sequence begun.
    pub pending: Vec<Key>,
    /// Keys typed ahead of the desk's answer; they are pressed once it is here.
    pub held: VecDeque<Key>,
    /// Built-in Vietnamese typing.
    pub typing: Typing,
    /// Name of the theme.
    pub theme: String,
    /// Names of all themes.
    pub themes: Vec<String>,
    /// Name of the language, `vi` or `en`.
    pub language: String,
    /// Names of the commands in that language, to search in.
    pub names: BTreeMap<Command, String>,
    /// Words of the things to choose in forms, by catalogue id, to search in.
    pub labels: BTreeMap<String, String>,
    /// Everything that was said in this session.
    pub messages: Vec<(Moment, Notice)>,
    /// What the status line says now.
    pub status: Option<Notice>,
    /// What the last drawing found out about sizes.
    pub layout: Layout,
    /// The last moment the model heard of.
    pub now: Moment,
    /// The door, on a sealed desk.
    pub gate: Option<Gate>,
    /// Minutes without a key.
    pub idle: u32,
    /// Minutes without a key after which a sealed desk locks itself.
    pub lock_after: u32,
    /// The frame whose line was last asked for.
    pub asked_line: Option<u64>,
    /// What was last kept of what is being typed.
    pub kept: Kept,
}

/// What fills the screen.
#[derive(Debug)]
pub enum Screen {
    /// The desk is being opened.
    Starting {
        /// Frames done.
        done: u64,
        /// Frames in all.
        total: u64,
    },
    /// The first-run form.
    SetUp(Box<Form>),
    /// The desk could not be opened; there is nothing to do but read and leave.
    Failed(Notice),
    /// The desk.
    Desk(Box<Workplace>),
}

/// Sizes only a drawing knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Lines a list shows at once.
    pub list: u16,
    /// Lines a page shows at once.
    pub page: u16,
    /// Lines the page has.
    pub page_lines: u16,
}

/// An open desk and the panes on it.
#[derive(Debug)]
pub struct Workplace {
    /// All cases, one row each.
    pub projection: Projection,
    /// What must be done by when, of all cases.
    pub duties: Duties,
    /// The office.
    pub office: Arc<Office>,
    /// The law as loaded.
    pub law: Arc<Law>,
    /// Whether anything can be recorded.
    pub writable: bool,
    /// Whether an anchor did not fit and two people have yet to sign.
    pub doubted: bool,
    /// Whether this is the practice office.
    pub practice: bool,
    /// Who is working.
    pub me: PersonId,
    /// Whether one has logged in, and numbers are masked.
    pub sealed: bool,
    /// The case whose numbers are seen whole, and until when.
    pub unmasked: Option<(CaseId, Moment)>,
    /// Leave to act beyond a role, while it lasts.
    pub glass: Option<Glass>,
    /// Today and the last day that is soon.
    pub days: Days,
    /// The pane with the focus: queue, case, report or late.
    pub pane: Pane,
    /// The queue.
    pub queue: QueueView,
    /// The case in detail.
    pub case: Option<CaseView>,
    /// The report.
    pub report: ReportView,
    /// The late view.
    pub late: LateView,
    /// What lies over the panes, the last on top.
    pub overlays: Vec<Overlay>,
    /// What to do once a case that is being read is here.
    pub waiting: Option<(CaseId, Command)>,
    /// The last intake form that was saved, field by field, for copying.
    pub last_intake: Vec<super::form::Field>,
    /// What there is of keeping and erasing, as last asked.
    pub retention: super::retention::State,
    /// Numbers submissions and searches.
    pub tickets: u64,
    /// What was being typed when the desk was last left, until it is taken up again.
    pub draft: Option<Draft>,
    /// Acknowledgements still to come of a bulk action, and how many went through.
    pub bulk: Option<Bulk>,
}

/// A bulk action under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bulk {
    /// Answers still to come.
    pub open: usize,
    /// Recorded.
    pub done: usize,
    /// Refused.
    pub refused: usize,
}

impl Model {
    /// A model before the desk is open.
    pub fn new(keymap: Keymap, typing: Typing, theme: &str, themes: Vec<String>, language: &str) -> Self {
        Self {
            size: (80, 24),
            screen: Screen::Starting { done: 0, total: 0 },
            keymap,
            pending: Vec::new(),
            held: VecDeque::new(),
            typing,
            theme: theme.to_owned(),
            themes,
            language: language.to_owned(),
            names: BTreeMap::new(),
            labels: BTreeMap::new(),
            messages: Vec::new(),
            status: None,
            layout: Layout { list: 15, page: 18, page_lines: 0 },
            now: Moment::from_unix(0),
            gate: None,
            idle: 0,
            lock_after: super::gate::IDLE_MINUTES,
            asked_line: None,
            kept: Kept::default(),
        }
    }

    /// The desk, while it is open.
    pub fn desk(&self) -> Option<&Workplace> {
        match &self.screen {
            Screen::Desk(desk) => Some(desk),
            Screen::Starting { .. } | Screen::SetUp(_) | Screen::Failed(_) => None,
        }
    }

    /// The desk, while it is open, to be changed.
    pub fn desk_mut(&mut self) -> Option<&mut Workplace> {
        match &mut self.screen {
            Screen::Desk(desk) => Some(desk),
            Screen::Starting { .. } | Screen::SetUp(_) | Screen::Failed(_) => None,
        }
    }

    /// Says something: in the status line now, in the list of messages for the session.
    pub fn say(&mut self, notice: Notice) {
        self.messages.push((self.now, notice.clone()));
        if self.messages.len() > 500 {
            self.messages.remove(0);
        }
        self.status = Some(notice);
    }

    /// The panes keys are meant for, the innermost first. An overlay takes all keys.
    pub fn panes(&self) -> Vec<Pane> {
        match &self.screen {
            Screen::Starting { .. } | Screen::Failed(_) => vec![Pane::Any],
            Screen::SetUp(_) => vec![Pane::Form],
            Screen::Desk(desk) => match desk.overlays.last() {
                Some(overlay) => vec![overlay.pane()],
                None if desk.queue.typing_search() && desk.pane == Pane::Queue => vec![Pane::Text],
                None => vec![desk.pane],
            },
        }
    }

    /// Whether the next key has no place to go before the desk has answered: the case it is meant for is
    /// being read, or what is on top is being saved.
    pub fn is_waiting(&self) -> bool {
        self.desk().is_some_and(|desk| {
            desk.waiting.is_some()
                || match desk.overlays.last() {
                    Some(Overlay::Form(form)) => !form.pending.is_empty(),
                    Some(Overlay::Note(note)) => !note.pending.is_empty(),
                    Some(Overlay::List(_) | Overlay::Page(_)) | None => false,
                }
        })
    }

    /// Whether the window shows nothing to act on.
    pub const fn is_too_small(&self) -> bool {
        self.size.0 < SMALLEST.0 || self.size.1 < SMALLEST.1
    }

    /// Whether queue and case stand side by side.
    pub const fn is_wide(&self) -> bool {
        self.size.0 >= WIDE
    }
}

impl Workplace {
    /// A desk as it was opened, with the queue in front.
    pub fn new(opened: super::message::Opened, now: Moment) -> Self {
        let first =
            || opened.office.people.first().map_or_else(|| PersonId::from("?"), |person| person.id.clone());
        let me = opened.me.clone().unwrap_or_else(first);
        let days = days(&opened.law, now);
        let mut desk = Self {
            report: ReportView::new(
                Ground {
                    rows: &opened.projection,
                    law: &opened.law,
                    office: &opened.office,
                    today: days.today,
                },
                now,
            ),
            late: LateView::default(),
            queue: QueueView::default(),
            duties: Duties::of(&opened.projection, &opened.law),
            projection: opened.projection,
            office: opened.office,
            law: opened.law,
            writable: opened.writable,
            doubted: opened.doubted,
            practice: opened.practice,
            me,
            sealed: opened.me.is_some(),
            unmasked: None,
            glass: None,
            days,
            pane: Pane::Queue,
            case: None,
            overlays: Vec::new(),
            waiting: None,
            last_intake: Vec::new(),
            retention: super::retention::State::default(),
            tickets: 0,
            draft: opened.draft,
            bulk: None,
        };
        desk.late.now = now;
        desk.look_at_duties(now);
        desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, days);
        desk
    }

    /// The report, and what it is counted from.
    pub fn report(&mut self) -> (&mut ReportView, Ground<'_>) {
        let ground =
            Ground { rows: &self.projection, law: &self.law, office: &self.office, today: self.days.today };
        (&mut self.report, ground)
    }

    /// A ticket no submission has had.
    pub const fn ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// Lays something over the panes. Of lists, and of pages, there is one at a time: a second takes the
    /// place of the first; a form or note takes the place of both.
    pub fn lay(&mut self, overlay: Overlay) {
        if overlay.is_written() {
            self.overlays.retain(Overlay::is_written);
        }
        let written = self.overlays.iter().rposition(Overlay::is_written).map_or(0, |at| at + 1);
        let mut above = self.overlays.split_off(written);
        above.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&overlay));
        self.overlays.append(&mut above);
        self.overlays.push(overlay);
    }

    /// Who is working.
    pub fn person(&self) -> Option<&Person> {
        self.office.person(&self.me)
    }

    /// Whether numbers of the people of a case are shown masked.
    pub fn masks(&self, case: CaseId) -> bool {
        self.sealed && self.unmasked.is_none_or(|(whole, _)| whole != case)
    }

    /// What is hidden of the people of a case that stands somewhere, held by somebody or nobody.
    pub fn hides(&self, case: CaseId) -> Masks {
        let numbers = self.masks(case);
        let names = numbers && !self.is_at_hand(case);
        Masks { numbers, names }
    }

    /// How a case is named in a title: its code and its owner, as whoever works here may see it.
    pub fn subject(&self, case: &Case) -> String {
        let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
        let owner = self.hides(case.id).over(&case.owner).name;
        [code.as_str(), &marked(&owner)].join(" ").trim().to_owned()
    }

    /// The name of a row's owner as whoever works here sees it in a list.
    pub fn owner_of(&self, row: &Row) -> Cow<'_, str> {
        let name = self.projection.owner(row);
        if self.hides(row.id).names { masked_name(name).into() } else { marked(name) }
    }

    /// Whether a case is at hand for whoever works here: theirs, or where their role works.
    fn is_at_hand(&self, case: CaseId) -> bool {
        let Some(person) = self.person() else { return true };
        let row = self.projection.find(case).and_then(|place| self.projection.row(place));
        // What was just received has no row yet, and is whoever received it's.
        let Some(row) = row else { return true };
        let mine = |who: Option<&PersonId>| who == Some(&self.me);
        is_at_hand(person.role, row.stage)
            || mine(self.projection.holder(row))
            || mine(self.projection.officer(row))
            || self.glass.as_ref().is_some_and(|glass| glass.by == self.me)
    }

    /// Whether the role of whoever works here allows a kind of act now.
    pub fn may_act(&self, kind: ActionKind, now: Moment) -> bool {
        self.person().is_none_or(|person| {
            may_act(person.role, kind)
                || (has_power(person.role, Power::BreakGlass)
                    && self.glass.as_ref().is_some_and(|glass| glass.lets(&person.id, now)))
        })
    }

    /// Whether the role of whoever works here has a power.
    pub fn has(&self, power: Power) -> bool {
        self.person().is_none_or(|person| has_power(person.role, power))
    }

    /// The case a command is about: of the pane with the focus.
    pub fn current(&self) -> Option<CaseId> {
        match self.pane {
            Pane::Queue => self.queue.selected(&self.projection).map(|row| row.id),
            Pane::Late => self.late.selected(&self.projection).map(|row| row.id),
            Pane::Case => self.case.as_ref().map(|view| view.file.case.id),
            Pane::Any | Pane::Report | Pane::Form | Pane::List | Pane::Text | Pane::Page => None,
        }
    }

    /// The whole case a command is about, once it has been read and is as fresh as its row.
    pub fn current_file(&self) -> Option<&Arc<CaseFile>> {
        let id = self.current()?;
        let file = &self.case.as_ref().filter(|view| view.file.case.id == id)?.file;
        Some(file)
    }

    /// Puts the focus on a pane and brings it up to date.
    pub fn enter(&mut self, pane: Pane) {
        self.pane = pane;
        self.refresh();
    }

    /// Brings the pane with the focus up to the rows. The queue is kept in step row by row; the others
    /// are counted when they are looked at, for counting a million rows takes longer than a key may.
    pub fn refresh(&mut self) {
        match self.pane {
            Pane::Late => self.late.arrange(&self.projection, &self.law, self.days),
            Pane::Report => {
                let (report, ground) = self.report();
                report.show(ground);
            }
            Pane::Queue | Pane::Case | Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => {}
        }
    }

    /// Works by another law from here on.
    pub fn take_law(&mut self, law: Arc<Law>, now: Moment) {
        self.law = law;
        self.days = days(&self.law, now);
        self.duties = Duties::of(&self.projection, &self.law);
        self.look_at_duties(now);
        self.queue.arrange(&self.projection, &self.duties, &self.law, self.days);
        self.refresh();
    }

    /// Sees what is owed by the last day that counts as soon, from a moment.
    pub fn look_at_duties(&mut self, now: Moment) {
        let after = self.days.soon.succ_opt().unwrap_or(self.days.soon);
        self.duties.show(now, Moment::midnight(after));
    }

    /// Sees the days of a moment: at midnight what is late changes.
    pub fn turn_days(&mut self, now: Moment) {
        self.unmasked = self.unmasked.filter(|(_, until)| now < *until);
        let turned = self.days.today != now.date();
        if turned {
            self.days = days(&self.law, now);
            self.look_at_duties(now);
            self.queue.arrange(&self.projection, &self.duties, &self.law, self.days);
        }
        self.late.now = now;
        if self.pane == Pane::Late && (turned || self.late.definition != Definition::Report) {
            self.late.arrange(&self.projection, &self.law, self.days);
        }
    }
}

/// Today, and the last day that is soon. Without a calendar for today, soon is a few plain days.
pub fn days(law: &Law, now: Moment) -> Days {
    let today = now.date();
    let mut soon = today;
    let mut counted = 0;
    for _ in 0..30 {
        if counted == SOON {
            break;
        }
        soon = soon.succ_opt().unwrap_or(soon);
        counted += u32::from(law.calendar.is_working(soon));
    }
    Days { today, soon }
}
