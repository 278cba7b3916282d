//! What lies over the panes: forms, lists to choose from, pages to read, the note editor.
//!
//! Must not know: how any of it is drawn.

use super::form::{Form, Label};
use super::notice::Notice;
use super::sheet::Preview;
use super::text::{Area, TextField};
use crate::domain::account::Account;
use crate::domain::case::Case;
use crate::domain::chronicle;
use crate::domain::clock::Clock;
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::text::fold;
use crate::input::command::{Command, Pane};
use crate::input::key::Sequence;
use std::sync::Arc;

/// Something over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// A form.
    Form(Box<Form>),
    /// A list to choose from.
    List(Box<Menu>),
    /// A page to read.
    Page(Box<Page>),
    /// A note being written.
    Note(Box<Note>),
}

/// A note being written on one case, or on all tagged ones.
#[derive(Debug)]
pub struct Note {
    /// The cases, as they were seen.
    pub targets: Vec<super::form::Target>,
    /// Words that name the case.
    pub subject: String,
    /// The text.
    pub area: Area,
    /// Submissions on their way.
    pub pending: Vec<u64>,
    /// Whether `esc` was pressed once.
    pub leaving: bool,
}

/// A page to read and scroll.
#[derive(Debug)]
pub struct Page {
    /// What it says.
    pub content: Content,
    /// The first line on the screen.
    pub scroll: u16,
}

/// What a page says.
#[derive(Debug)]
pub enum Content {
    /// Why a date is what it is.
    Explanation(Box<Account>),
    /// The history of the open case.
    History,
    /// What a procedure asks and gives.
    Procedure(Arc<Procedure>),
    /// Everything that was said in this session.
    Messages,
    /// A sheet before it is printed.
    Sheet(Box<Preview>),
    /// Who came in and looked at what.
    Log(Vec<(u64, chronicle::Entry)>),
    /// A bundle, or what there is of bundles, in words.
    Bundle(Vec<String>),
    /// What would be erased, and who has yet to agree.
    Retention(Vec<Notice>),
}

impl Content {
    /// The explanation of a clock, and of the case it belongs to where there is one yet.
    pub fn explain(clock: &Clock, case: Option<&Case>, law: &Law, now: Moment) -> Self {
        Self::Explanation(Box::new(Account::of(clock, case, law, now)))
    }
}

/// What a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// A command by name.
    Palette,
    /// What the keys do here.
    Help,
    /// What may be done with the case.
    Actions,
    /// The value of a field of the form below.
    Value(&'static str),
    /// Who is working.
    Person,
    /// The procedure to read about.
    Procedure,
    /// The form to print.
    Form,
    /// A job of the print queue.
    Print,
    /// What to do with a job.
    PrintAct,
    /// Another system's list, to be held against ours.
    Table,
    /// In which encoding a list is.
    Encoding,
    /// What does not agree.
    Compared,
    /// Files past their retention, held, and proposed to be erased.
    Retention,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: Label,
    /// Folded words it is found by.
    pub words: String,
    /// The keys that do the same.
    pub keys: Vec<Sequence>,
    /// What choosing it gives.
    pub value: Value,
    /// Why it is not possible now.
    pub barred: Option<Notice>,
}

/// What choosing a line gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Run a command.
    Command(Command),
    /// A key of a choice, a person or a procedure.
    Key(String),
}

/// A list to choose from, narrowed while typing.
#[derive(Debug)]
pub struct Menu {
    /// What for.
    pub choosing: Choosing,
    /// Everything there is.
    pub entries: Vec<Entry>,
    /// What was typed.
    pub filter: TextField,
    /// The cursor among the lines that fit.
    pub cursor: usize,
    /// The first line on the screen.
    pub top: usize,
}

impl Menu {
    /// A list with nothing typed.
    pub fn new(choosing: Choosing, entries: Vec<Entry>) -> Self {
        Self { choosing, entries, filter: TextField::new(60), cursor: 0, top: 0 }
    }

    /// The lines that fit what was typed: every word in the name, the keys or the words.
    pub fn fitting(&self) -> Vec<&Entry> {
        let wanted: Vec<String> = self.filter.text().split_whitespace().map(fold).collect();
        let fits = |entry: &&Entry| {
            wanted.iter().all(|word| {
                entry.words.contains(word.as_str()) || entry.keys.iter().any(|keys| keys.to_string() == *word)
            })
        };
        self.entries.iter().filter(fits).collect()
    }

    /// The line under the cursor.
    pub fn chosen(&self) -> Option<Entry> {
        self.fitting().get(self.cursor).map(|entry| (*entry).clone())
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, lines: isize) {
        let last = self.fitting().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(lines).min(last);
    }

    /// Keeps the cursor among the lines on the screen.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        if self.cursor < self.top {
            self.top = self.cursor;
        }
        if height > 0 && self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
    }
}

impl Overlay {
    /// Whether it waits for the answer to a ticket.
    pub fn waits_for(&self, ticket: u64) -> bool {
        match self {
            Self::Form(form) => form.pending.contains(&ticket),
            Self::Note(note) => note.pending.contains(&ticket),
            Self::List(_) | Self::Page(_) => false,
        }
    }

    /// Whether it stays at the first `esc`, because something was typed into it that no desk has yet.
    pub fn stays(&mut self) -> bool {
        let (typed, leaving) = match self {
            Self::Form(form) => (form.typed && form.pending.is_empty(), &mut form.leaving),
            Self::Note(note) => (!note.area.is_empty() && note.pending.is_empty(), &mut note.leaving),
            Self::List(_) | Self::Page(_) => return false,
        };
        typed && !std::mem::replace(leaving, true)
    }

    /// Whether it holds what somebody has typed for the desk.
    pub const fn is_written(&self) -> bool {
        match self {
            Self::Form(_) | Self::Note(_) => true,
            Self::List(_) | Self::Page(_) => false,
        }
    }

    /// Which keys it takes.
    pub const fn pane(&self) -> Pane {
        match self {
            Self::Form(_) => Pane::Form,
            Self::List(_) => Pane::List,
            Self::Page(_) => Pane::Page,
            Self::Note(_) => Pane::Text,
        }
    }
}
