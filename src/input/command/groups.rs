//! Under which heading help and palette show each command: one total match.
//!
//! Must not know: keys or panes.

use super::{Command, Group};

impl Command {
    /// The heading it stands under.
    pub const fn group(self) -> Group {
        match self {
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
            | Self::Unmask => Group::System,
            Self::GoQueue
            | Self::GoCase
            | Self::GoReport
            | Self::GoLate
            | Self::NextPane
            | Self::PreviousPane
            | Self::MoveUp
            | Self::MoveDown
            | Self::MoveLeft
            | Self::MoveRight
            | Self::PageUp
            | Self::PageDown
            | Self::MoveTop
            | Self::MoveBottom
            | Self::Open
            | Self::Back => Group::Navigation,
            Self::NextFilter
            | Self::PreviousFilter
            | Self::Search
            | Self::ClearSearch
            | Self::NextSort
            | Self::ReverseSort
            | Self::ToggleTag
            | Self::TagMatching
            | Self::ClearTags => Group::Rows,
            Self::NewCase
            | Self::RegisterArrival
            | Self::ExplainDate
            | Self::ShowHistory
            | Self::AddNote
            | Self::Urge
            | Self::DoNext
            | Self::ShowProcedure
            | Self::ShowActions
            | Self::PrintSheet
            | Self::PrintNow
            | Self::SaveSheet
            | Self::ShowPrints => Group::Desk,
            Self::Accept
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
            | Self::AnswerComplaint => Group::Action,
            Self::Save
            | Self::SaveAndNew
            | Self::DupField
            | Self::NextField
            | Self::PreviousField
            | Self::ClearField
            | Self::ChooseValue => Group::Form,
            Self::NextReport
            | Self::PreviousReport
            | Self::NextPeriod
            | Self::PreviousPeriod
            | Self::SetPeriod
            | Self::ExportReport
            | Self::NextPreset
            | Self::PreviousPreset
            | Self::TurnSplit
            | Self::TurnDefinition
            | Self::ProposeCut
            | Self::ComparePeriods
            | Self::TurnPicture
            | Self::ExportWorkbook
            | Self::ExportAs
            | Self::Reconcile
            | Self::RecordSurvey => Group::Report,
        }
    }
}
