//! What the app asks of the outside: plain data, performed by the runtime.
//!
//! Must not know: how anything is performed.

use super::draft::Draft;
use super::secret::Secret;
use super::sheet::PaperTask;
use crate::domain::action::Action;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::limit::Unit;
use crate::domain::moment::Moment;
use crate::domain::procedure::ProcedureCode;
use crate::domain::report::picture::Picture;
use crate::domain::report::sheet::Sheet;
use crate::domain::survey::Asked;

/// An action on its way to the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Comes back with the answer, so that an answer meets the form it belongs to.
    pub ticket: u64,
    /// The case; none registers a new one.
    pub case: Option<CaseId>,
    /// The last event the person saw; 0 for a new case.
    pub seen: u32,
    /// Who acts.
    pub by: PersonId,
    /// When it happened, when that is not now.
    pub occurred: Option<Moment>,
    /// What to do.
    pub action: Action,
}

/// How somebody known is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyKey {
    /// Number of the identity paper or enterprise.
    Id(String),
    /// Telephone.
    Phone(String),
}

/// The answers of the first-run form, as typed and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// Name of the office.
    pub name: String,
    /// Its identifier, such as `000.00.10.H38`.
    pub code: String,
    /// Office hours of a weekday, such as `07:30-11:30, 13:30-17:00`.
    pub hours: String,
    /// Name of the first person.
    pub person: String,
}

/// A decision on the disputed unit of a limit, for the whole office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitChoice {
    /// The procedure.
    pub code: ProcedureCode,
    /// Its version.
    pub version: u32,
    /// The unit that holds here.
    pub unit: Unit,
}

/// A choice of the user that outlives the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preference {
    /// Name of the theme.
    Theme(String),
    /// Name of the language, `vi` or `en`.
    Language(String),
    /// Built-in typing, `telex`, `vni` or `off`.
    Typing(String),
}

/// The shape of a report's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Shape {
    /// Excel.
    Workbook,
    /// CSV.
    Csv,
    /// A sheet of paper.
    Pdf,
    /// JSON.
    Json,
    /// The picture as SVG.
    Picture,
    /// The picture as PNG.
    Png,
}

impl Shape {
    /// The ending of its file name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Json => "json",
            Self::Workbook => "xlsx",
            Self::Picture => "svg",
            Self::Png => "png",
        }
    }
}

/// Something to be done outside. Performing one sends a message when there is something to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read a case whole; answered by `CaseLoaded`.
    LoadCase(CaseId),
    /// Record an action; answered by `Submitted` or `NotSubmitted`.
    Submit(Box<Submission>),
    /// Look for somebody known; answered by `PartyFound`.
    FindParty {
        /// Comes back with the answer.
        ticket: u64,
        /// By what.
        key: PartyKey,
    },
    /// Set the office up at the first run; answered by `Opened` or `SetUpFailed`.
    SetUp(Box<SetUp>),
    /// Keep a choice of the user.
    Keep(Preference),
    /// Decide a disputed unit for the office; answered by `LawChanged` or `Noticed`.
    DecideUnit {
        /// What is decided.
        choice: UnitChoice,
        /// Who decides.
        by: PersonId,
    },
    /// Write a table the user asked for; answered by `Written`.
    Write {
        /// File name without a folder; the runtime chooses the folder.
        name: String,
        /// Its rows, the heading first.
        rows: Vec<Vec<String>>,
    },
    /// Somebody else sits down at the desk.
    Sit(PersonId),
    /// Take leave to act beyond a role; answered by `GlassBroken` or `Noticed`.
    BreakGlass {
        /// Who.
        by: PersonId,
        /// Why it cannot wait.
        reason: String,
    },
    /// Try a passphrase at the door; answered by `Opened` or `NotLetIn`.
    LogIn {
        /// Who says they are there.
        person: PersonId,
        /// Their passphrase.
        passphrase: Secret,
    },
    /// Try the PIN of a warm session; answered by `Opened` or `NotLetIn`.
    Unlock {
        /// The PIN.
        pin: Secret,
    },
    /// Close the desk and forget its keys, except under a PIN; answered by `Closed`.
    Lock,
    /// Close the desk and forget all keys; answered by `Closed`.
    LogOut,
    /// Put the keys under a PIN for when the session is locked; answered by `Noticed`.
    SetPin(Secret),
    /// Keep what is being typed, in the place of what was kept before; none takes that away.
    KeepDraft(Option<Box<Draft>>),
    /// Read who came in and looked at what; answered by `LogRead`.
    ReadLog,
    /// Put another passphrase in the place of the own one; answered by `Noticed`.
    SetPassphrase {
        /// The present one.
        old: Secret,
        /// The next.
        new: Secret,
    },
    /// Hold a line typed back from paper against the history; answered by `Judged`.
    ConfirmDay {
        /// Who.
        by: PersonId,
        /// As typed.
        line: String,
    },
    /// Sign that an anchor that did not fit was looked into; answered by `Judged` or `Noticed`.
    SignDoubt {
        /// Who.
        by: PersonId,
        /// What was found out.
        reason: String,
    },
    /// Record why numbers are to be seen whole; answered by `Unmasked`.
    Unmask {
        /// Whose.
        case: CaseId,
        /// Why.
        reason: String,
    },
    /// List what other systems' lists there are; answered by `Tables`.
    ListTables,
    /// Read one of them; answered by `TableRead`, `TableUnsure` or `Noticed`.
    ReadTable {
        /// Its file name, without a folder.
        name: String,
        /// The encoding somebody chose for it, by name.
        encoding: Option<String>,
    },
    /// Record an entry of the book of surveys; answered by `Surveyed` or `Noticed`.
    Survey {
        /// Who.
        by: PersonId,
        /// What.
        asked: Asked,
    },
    /// Something about bundles on a stick; answered by `Bundle` or `Noticed`.
    Bundle {
        /// Who.
        by: PersonId,
        /// Name of the language of its pages.
        language: String,
        /// What.
        asked: super::bundles::Asked,
    },
    /// Something about keeping and erasing files; answered by `Retention` or `Noticed`, erasing also by `Opened`.
    Retention {
        /// Who.
        by: PersonId,
        /// What.
        asked: super::retention::Asked,
    },
    /// Something of the printing room.
    Paper(PaperTask),
    /// Write a report the user asked for; answered by `Written`.
    WriteSheet {
        /// File name without a folder.
        name: String,
        /// The report.
        sheet: Box<Sheet>,
        /// Its picture, where one is shown.
        picture: Option<Picture>,
        /// The shape of the file.
        shape: Shape,
        /// Name of the language it is written in.
        language: String,
        /// Who takes names of persons out with it, and why; kept before the file is written.
        names: Option<(PersonId, String)>,
    },
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back to the shell until the user continues the program.
    Suspend,
    /// Leave.
    Quit,
}
