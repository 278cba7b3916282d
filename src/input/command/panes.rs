//! In which panes each command has a meaning: one total match.
//!
//! Must not know: keys.

use super::{Command, Pane};

/// Panes with rows or lines one above the other; a form has fields instead.
const MOVING: &[Pane] = &[Pane::Queue, Pane::Case, Pane::Report, Pane::Late, Pane::List, Pane::Page];
/// Panes with columns or tabs side by side.
const SIDEWAYS: &[Pane] = &[Pane::Case, Pane::Report, Pane::Late, Pane::Page];
/// Panes that list cases.
const LISTS: &[Pane] = &[Pane::Queue, Pane::Late];
/// Panes in which one case is under the cursor.
const CASES: &[Pane] = &[Pane::Queue, Pane::Case, Pane::Late];

impl Command {
    /// Where it has a meaning; `&[Pane::Any]` for everywhere.
    pub const fn panes(self) -> &'static [Pane] {
        match self {
            Self::MoveUp
            | Self::MoveDown
            | Self::PageUp
            | Self::PageDown
            | Self::MoveTop
            | Self::MoveBottom => MOVING,
            Self::MoveLeft | Self::MoveRight => SIDEWAYS,
            Self::Open => &[Pane::Queue, Pane::Case, Pane::Report, Pane::Late, Pane::List],
            Self::Search | Self::ClearSearch => &[Pane::Queue, Pane::Late, Pane::Report, Pane::Page],
            Self::NextFilter
            | Self::PreviousFilter
            | Self::NextSort
            | Self::ReverseSort
            | Self::ToggleTag
            | Self::TagMatching
            | Self::ClearTags => LISTS,
            Self::TurnSplit => &[Pane::Report, Pane::Late],
            Self::DoNext | Self::Urge | Self::TurnDefinition => &[Pane::Late],
            Self::ExplainDate => &[Pane::Queue, Pane::Case, Pane::Late, Pane::Form],
            Self::Save => &[Pane::Form, Pane::Text],
            Self::SaveAndNew
            | Self::DupField
            | Self::NextField
            | Self::PreviousField
            | Self::ClearField
            | Self::ChooseValue => &[Pane::Form],
            Self::NextReport
            | Self::PreviousReport
            | Self::NextPeriod
            | Self::PreviousPeriod
            | Self::SetPeriod
            | Self::ExportReport
            | Self::NextPreset
            | Self::PreviousPreset
            | Self::ProposeCut
            | Self::ComparePeriods
            | Self::TurnPicture
            | Self::ExportWorkbook
            | Self::ExportAs
            | Self::Reconcile => &[Pane::Report],
            Self::Quit
            | Self::Help
            | Self::Palette
            | Self::Refresh
            | Self::Suspend
            | Self::ToggleTelex
            | Self::ToggleTheme
            | Self::ToggleLanguage
            | Self::ShowMessages
            | Self::ShowLog
            | Self::ResumeDraft
            | Self::SignDoubt
            | Self::SetPassphrase
            | Self::ShowBundles
            | Self::ShowRetention
            | Self::ChoosePerson
            | Self::BreakGlass
            | Self::Lock
            | Self::SetPin
            | Self::CloseDay
            | Self::GoQueue
            | Self::GoCase
            | Self::GoReport
            | Self::GoLate
            | Self::NextPane
            | Self::PreviousPane
            | Self::Back
            | Self::NewCase
            | Self::RegisterArrival
            | Self::ShowProcedure
            | Self::RecordSurvey
            | Self::ShowPrints => &[Pane::Any],
            Self::PrintNow | Self::SaveSheet => &[Pane::Page],
            Self::ShowHistory
            | Self::Unmask
            | Self::AddNote
            | Self::ShowActions
            | Self::PrintSheet
            | Self::Accept
            | Self::RefuseIntake
            | Self::RequestSupplement
            | Self::ReceiveSupplement
            | Self::Assign
            | Self::FinishStep
            | Self::AskOpinion
            | Self::RecordOpinion
            | Self::RecordVerification
            | Self::Transfer
            | Self::RecordLegResult
            | Self::RequirePayment
            | Self::RecordPayment
            | Self::CollectFee
            | Self::AskExtension
            | Self::GrantExtension
            | Self::RefuseExtension
            | Self::DecideGrant
            | Self::DecideRefuse
            | Self::MarkReady
            | Self::GiveToPost
            | Self::RecordDelivery
            | Self::RecordUndelivered
            | Self::RecordPostReturn
            | Self::HandOver
            | Self::Withdraw
            | Self::Stop
            | Self::Correct
            | Self::Undo
            | Self::ConfirmReceipt
            | Self::MovePromise
            | Self::GiveAccount
            | Self::ReviewAccount
            | Self::Rate
            | Self::RecordComplaint
            | Self::AnswerComplaint => CASES,
        }
    }
}
