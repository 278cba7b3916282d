//! Everything that reaches the loop, closed: keys, answers, signals.
//!
//! Must not know: where a message came from.

use super::bundles::News;
use super::draft::Draft;
use super::notice::Notice;
use super::sheet::PaperNews;
use crate::domain::case::CaseFile;
use crate::domain::chronicle::Entry;
use crate::domain::dossier::{Party, ReturnBy};
use crate::domain::event::Event;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::permission::Glass;
use crate::domain::projection::Projection;
use crate::domain::refusal::Refusal;
use crate::domain::role::Person;
use crate::domain::row::RowDraft;
use crate::domain::survey::Surveyed;
use crate::input::key::Key;
use std::sync::Arc;

/// A desk that is open and ready.
#[derive(Debug)]
pub struct Opened {
    /// The rows of all cases.
    pub projection: Projection,
    /// The office.
    pub office: Arc<Office>,
    /// The law as loaded.
    pub law: Arc<Law>,
    /// What was found at opening.
    pub notices: Vec<Notice>,
    /// Whether anything can be recorded.
    pub writable: bool,
    /// Whether this is the practice office.
    pub practice: bool,
    /// Who has logged in; nobody on a plain desk, where one chooses.
    pub me: Option<PersonId>,
    /// The frame whose line is to be typed back from paper.
    pub unconfirmed: Option<u64>,
    /// Whether an anchor did not fit and two people have yet to sign.
    pub doubted: bool,
    /// What whoever is in was typing when they left.
    pub draft: Option<Draft>,
}

/// What stands before the door of a sealed desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Who may log in.
    pub people: Vec<Person>,
    /// Who was in last.
    pub last: Option<PersonId>,
    /// Whose warm session a PIN opens.
    pub pin_of: Option<PersonId>,
}

/// An action that is recorded and durable.
#[derive(Debug)]
pub struct Done {
    /// The ticket of the submission.
    pub ticket: u64,
    /// Sequence of its frame in the journal.
    pub sequence: u64,
    /// The case as it stands.
    pub file: Arc<CaseFile>,
    /// What happened.
    pub events: Vec<Event>,
    /// Its row.
    pub row: RowDraft,
    /// What went wrong behind the journal, if anything.
    pub trouble: Option<Notice>,
}

/// Why an action was not recorded; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotDone {
    /// A rule forbids it.
    Refused(Refusal),
    /// Somebody changed the case meanwhile; it has been read again.
    Conflict(Arc<CaseFile>),
    /// Anything else, in words.
    Failed(Notice),
}

/// Somebody known, from their latest case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub party: Party,
    /// Where their last result went.
    pub return_by: ReturnBy,
}

/// Something that reached the loop.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted: already bounded, clean of controls, NFC.
    Paste(String),
    /// A paste was longer than the desk takes; the rest was dropped.
    PasteCut,
    /// The terminal has another size.
    Resized {
        /// Columns.
        columns: u16,
        /// Rows.
        rows: u16,
    },
    /// The program was continued after a stop.
    Continued,
    /// The system asks the program to end (SIGTERM, SIGINT) or the terminal is gone (SIGHUP).
    EndRequested,
    /// A minute has passed with the program idle; dates may have turned.
    Minute,
    /// The folder holds no office yet.
    NeedsSetUp,
    /// The office could not be set up.
    SetUpFailed(Notice),
    /// The desk is open.
    Opened(Box<Opened>),
    /// The desk could not be opened.
    OpenFailed(Notice),
    /// Long work goes on.
    Progress {
        /// Done so far.
        done: u64,
        /// In all.
        total: u64,
    },
    /// Something the user should know.
    Noticed(Notice),
    /// A case was read.
    CaseLoaded(Arc<CaseFile>),
    /// A case could not be read.
    CaseUnreadable(Notice),
    /// An action is recorded.
    Submitted(Box<Done>),
    /// An action was not recorded.
    NotSubmitted {
        /// The ticket of the submission.
        ticket: u64,
        /// Why.
        why: NotDone,
    },
    /// The answer to a search for somebody known.
    PartyFound {
        /// The ticket of the search.
        ticket: u64,
        /// Who, if anybody.
        known: Option<Box<Known>>,
    },
    /// A file was written, or not.
    Written(Notice),
    /// The desk is sealed and nobody is in.
    Closed(Gate),
    /// The passphrase or PIN was not right, or no try is taken now.
    NotLetIn(Notice),
    /// A moment passed without anything: what waits for its time may have come to it.
    Tick,
    /// Who came in and looked at what, the latest first, as far as one may read it.
    LogRead(Vec<(u64, Entry)>),
    /// A line typed back was held against the history.
    Judged {
        /// What came of it.
        notice: Notice,
        /// Whether anything can be recorded now.
        writable: bool,
        /// Whether an anchor did not fit and two people have yet to sign.
        doubted: bool,
    },
    /// Why the numbers of a case are to be seen whole is recorded.
    Unmasked(CaseId),
    /// The printing room tells something.
    Paper(PaperNews),
    /// The lists of other systems there are.
    Tables {
        /// Where they are looked for.
        folder: String,
        /// Their file names.
        names: Vec<String>,
    },
    /// A list was read.
    TableRead {
        /// Its file name.
        name: String,
        /// Its cells.
        table: Vec<Vec<String>>,
    },
    /// The letters of a list are not sure: somebody has to say which encoding it is in.
    TableUnsure {
        /// Its file name.
        name: String,
        /// The line that is no UTF-8.
        line: usize,
        /// How its first words would read, by name of the encoding.
        samples: Vec<(String, String)>,
    },
    /// An entry of the book of surveys is recorded.
    Surveyed(Box<Surveyed>),
    /// What there is about bundles on a stick.
    Bundle(Box<News>),
    /// What there is of keeping and erasing files.
    Retention(Box<super::retention::News>),
    /// Leave to act beyond a role is recorded.
    GlassBroken(Glass),
    /// The law of the desk has changed: an office's own decision or calendar.
    LawChanged(Arc<Law>),
}

/// A message with its time.
#[derive(Debug)]
pub struct Timed {
    /// When it reached the loop.
    pub at: Moment,
    /// The message.
    pub message: Message,
}
