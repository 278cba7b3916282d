//! Everything a person can ask of the desk, in one table: keymaps, help, palette and docs all read it.
//!
//! A command says what is wanted, not how it is done. Its English meaning is the doc comment of its
//! variant; the words on the screen are in the catalogue under [`Command::text_id`]. Must not know: which
//! keys run it, or whether it is possible now.

mod groups;
mod panes;

use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

/// A place that can have the focus, and so a section of a keymap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Pane {
    /// Everywhere, after all others.
    Any,
    /// The list of case files under a filter.
    Queue,
    /// One case file in detail.
    Case,
    /// A report with its figures.
    Report,
    /// The list of late files and of those about to be.
    Late,
    /// A form with fields, one of which takes text.
    Form,
    /// A list to choose from, narrowed by typing (palette, menus, values of a field, help).
    List,
    /// A longer text being written, such as a note or the search line.
    Text,
    /// A text to read and scroll, such as a slip or the explanation of a date.
    Page,
}

impl Pane {
    /// Whether printable keys belong to a text here and never run commands.
    pub const fn takes_text(self) -> bool {
        match self {
            Self::Form | Self::List | Self::Text => true,
            Self::Any | Self::Queue | Self::Case | Self::Report | Self::Late | Self::Page => false,
        }
    }

    /// The name in keymap files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The catalogue id of its name on the screen, such as `pane-queue`.
    pub fn text_id(self) -> String {
        format!("pane-{}", self.name())
    }
}

/// The kind of a command; help and palette show commands under these headings, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Group {
    /// Moving about.
    Navigation,
    /// Choosing and ordering rows.
    Rows,
    /// Receiving files and writing in them.
    Desk,
    /// Acts of the procedure on one case; only the lawful ones are possible.
    Action,
    /// Filling forms.
    Form,
    /// Reports and periods.
    Report,
    /// The program itself.
    System,
}

impl Group {
    /// The catalogue id of its heading, such as `group-rows`.
    pub fn text_id(self) -> String {
        let name: &str = self.into();
        format!("group-{name}")
    }
}

/// What a person can ask for. The doc comment of each variant is its meaning in the English docs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr, EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Command {
    // System
    /// Leave the program.
    Quit,
    /// Show what every key does here; choosing a line runs it.
    Help,
    /// Choose a command by its name.
    Palette,
    /// Draw the whole screen anew.
    Refresh,
    /// Go to the shell and come back with `fg`.
    Suspend,
    /// Turn the built-in Vietnamese typing on or off.
    ToggleTelex,
    /// Take the next colour theme.
    ToggleTheme,
    /// Switch between Vietnamese and English.
    ToggleLanguage,
    /// Show the messages of this session.
    ShowMessages,
    /// Show who came in and looked at what: all for whoever leads, their own lines for others.
    ShowLog,
    /// Open again what was being typed when the desk was left or locked.
    ResumeDraft,
    /// Sign that an anchor that did not fit was looked into: two people let work go on.
    SignDoubt,
    /// Change the own passphrase.
    SetPassphrase,
    /// Exchange files with another office on a stick: preview, take in, send, decide.
    ShowBundles,
    /// Files past their retention: hold, propose, agree to erase.
    ShowRetention,
    /// Say who is working now.
    ChoosePerson,
    /// Act beyond one's role for half an hour, with a reason that is reported.
    BreakGlass,
    /// Lock a sealed desk: the screen is emptied and the keys are put away.
    Lock,
    /// End one's day at the desk: hand files on, print the one-page sheet, close the day where one may.
    CloseDay,
    /// Choose the PIN that opens a locked session again.
    SetPin,
    /// Show identity number and telephone whole for half a minute, with a reason that is recorded.
    Unmask,

    // Navigation
    /// Go to the queue.
    GoQueue,
    /// Go to the case in detail.
    GoCase,
    /// Go to the reports.
    GoReport,
    /// Go to the late files.
    GoLate,
    /// Move the focus to the next pane.
    NextPane,
    /// Move the focus to the previous pane.
    PreviousPane,
    /// Move one row up.
    MoveUp,
    /// Move one row down.
    MoveDown,
    /// Move to the column or tab on the left.
    MoveLeft,
    /// Move to the column or tab on the right.
    MoveRight,
    /// Move one page up.
    PageUp,
    /// Move one page down.
    PageDown,
    /// Move to the first row.
    MoveTop,
    /// Move to the last row.
    MoveBottom,
    /// Open or choose what is under the cursor.
    Open,
    /// Close what is on top, or go back.
    Back,

    // Rows
    /// Take the next named filter.
    NextFilter,
    /// Take the previous named filter.
    PreviousFilter,
    /// Search while typing; accents may be left out.
    Search,
    /// Show all rows of the filter again.
    ClearSearch,
    /// Order by the next column.
    NextSort,
    /// Turn the order round.
    ReverseSort,
    /// Tag or untag the row, and move down.
    ToggleTag,
    /// Tag every row that matches a pattern.
    TagMatching,
    /// Remove all tags.
    ClearTags,

    // Desk
    /// Receive a new file.
    NewCase,
    /// Register a file that arrived online or by post, to be checked later.
    RegisterArrival,
    /// Explain the due date day by day.
    ExplainDate,
    /// Show the history of the case.
    ShowHistory,
    /// Write a note on the case.
    AddNote,
    /// Show the guidance of a procedure: papers, time limit, fee.
    ShowProcedure,
    /// Choose among the acts that are lawful now.
    ShowActions,
    /// Choose a form, look at it filled in, and print it.
    PrintSheet,
    /// Print the sheet that is being looked at.
    PrintNow,
    /// Write the sheet that is being looked at to a PDF file.
    SaveSheet,
    /// Show what waits for the printer, to try again or to cancel.
    ShowPrints,

    // Action
    /// Accept the file and give an appointment.
    Accept,
    /// Refuse to receive the file, with reasons.
    RefuseIntake,
    /// Ask the filer once for everything that is missing.
    RequestSupplement,
    /// Record that the missing papers came.
    ReceiveSupplement,
    /// Name the official who handles the case.
    Assign,
    /// Finish the present step.
    FinishStep,
    /// Ask another body for its opinion.
    AskOpinion,
    /// Record the opinion that came.
    RecordOpinion,
    /// Record a verification with time, place and people.
    RecordVerification,
    /// Send the case to another body.
    Transfer,
    /// Record what the other body decided.
    RecordLegResult,
    /// Ask the filer to pay a financial obligation.
    RequirePayment,
    /// Record that the obligation was paid.
    RecordPayment,
    /// Record a fee or charge collected.
    CollectFee,
    /// Apologise and ask for a new date.
    AskExtension,
    /// Approve the new date.
    GrantExtension,
    /// Reject the new date.
    RefuseExtension,
    /// Decide to grant what was asked.
    DecideGrant,
    /// Decide to refuse what was asked, with reasons.
    DecideRefuse,
    /// Record that the result is ready to be returned.
    MarkReady,
    /// Give the result to the post.
    GiveToPost,
    /// Record that the post delivered the result.
    RecordDelivery,
    /// Record that the post could not deliver.
    RecordUndelivered,
    /// Record that the item came back from the post.
    RecordPostReturn,
    /// Hand the result to the person at the desk.
    HandOver,
    /// Record that the filer withdraws the file.
    Withdraw,
    /// Stop handling the case, with the ground.
    Stop,
    /// Give account of lateness or of a supplement round.
    GiveAccount,
    /// Accept the account that was given, or return it.
    ReviewAccount,
    /// Record the satisfaction slip of the file.
    Rate,
    /// Record a complaint about the file.
    RecordComplaint,
    /// Answer a complaint about the file.
    AnswerComplaint,
    /// Urge whoever has the file, with a note that stays in it.
    Urge,
    /// Do what the plan of the day says is next.
    DoNext,
    /// Correct what was recorded wrongly.
    Correct,
    /// Reverse the last event, with a reason.
    Undo,
    /// Record that the competent body elsewhere has the file.
    ConfirmReceipt,
    /// Give a new promise because the calendar changed.
    MovePromise,

    // Form
    /// Save the form.
    Save,
    /// Save the form and begin the next one.
    SaveAndNew,
    /// Copy this field from the last case.
    DupField,
    /// Go to the next field.
    NextField,
    /// Go to the previous field.
    PreviousField,
    /// Empty the field.
    ClearField,
    /// Choose the value of the field from a list.
    ChooseValue,

    // Report
    /// Show the next report.
    NextReport,
    /// Show the previous report.
    PreviousReport,
    /// Show the next period.
    NextPeriod,
    /// Show the previous period.
    PreviousPeriod,
    /// Set the first and last day of the period.
    SetPeriod,
    /// Write the report to a file.
    ExportReport,
    /// Take the next kind of period: month, quarter, year, the state's own.
    NextPreset,
    /// Take the kind of period before.
    PreviousPreset,
    /// Let the lines be something else: fields, procedures, officers.
    TurnSplit,
    /// Take the next definition of lateness: report II.06a, index 2.1 of decision 766, law.
    TurnDefinition,
    /// Propose a shorter limit for the procedure under the cursor, and see what it would have made late.
    ProposeCut,
    /// Put the period before beside this one, or take it away.
    ComparePeriods,
    /// Show the next picture of the report, and after the last the figures.
    TurnPicture,
    /// Write the report as a workbook, and its picture beside it.
    ExportWorkbook,
    /// Write the report in a chosen shape, with names where there is a reason.
    ExportAs,
    /// Hold another system's list against ours, by code.
    Reconcile,
    /// Record slips out of the box, complaints about the desk, a check of the postings.
    RecordSurvey,
}

impl Command {
    /// The name in keymaps, palette, scripts and logs, such as `open`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The catalogue id of its words, such as `command-open`.
    pub fn text_id(self) -> String {
        format!("command-{}", self.name())
    }

    /// Its meaning in English, for the docs: its doc comment.
    pub fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// Whether it has a meaning while this pane has the focus.
    pub fn works_in(self, pane: Pane) -> bool {
        self.panes().iter().any(|place| *place == Pane::Any || *place == pane)
    }

    /// Whether it may be bound in this pane: a key bound everywhere works wherever its command does.
    pub fn may_be_bound_in(self, pane: Pane) -> bool {
        pane == Pane::Any || self.works_in(pane)
    }
}
