//! What is possible now: footer, menus, palette and the guard before every act ask here.
//!
//! One answer for all, so that none promises what another refuses. Must not know: keys.

use super::form::field::Kind;
use super::form::{Form, Purpose, refusal_notice};
use super::model::{Model, Screen, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use crate::domain::case::Case;
use crate::domain::decide::possible;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::domain::stage::{ActionKind, Move, Stage, next};
use crate::input::command::{Command, Group};

/// The action a command asks for, given where the case stands. None for commands that are no acts.
pub const fn action_of(command: Command, stage: Stage) -> Option<ActionKind> {
    Some(match command {
        Command::Accept => ActionKind::Accept,
        Command::RefuseIntake => ActionKind::RefuseIntake,
        Command::RequestSupplement => match stage {
            Stage::Blank | Stage::Arrived | Stage::IntakeSupplement | Stage::RefusedAtIntake => {
                ActionKind::RequestIntakeSupplement
            }
            Stage::Received
            | Stage::InProcess
            | Stage::WithAgencies
            | Stage::AppraisalSupplement
            | Stage::AwaitingPayment
            | Stage::Decided
            | Stage::ResultReady
            | Stage::WithPost
            | Stage::BackFromPost
            | Stage::HandedOver
            | Stage::Withdrawn
            | Stage::Stopped => ActionKind::RequestAppraisalSupplement,
        },
        Command::ReceiveSupplement => ActionKind::ReceiveSupplement,
        Command::Assign => ActionKind::Assign,
        Command::FinishStep => ActionKind::FinishStep,
        Command::AskOpinion => ActionKind::AskOpinion,
        Command::RecordOpinion => ActionKind::RecordOpinion,
        Command::RecordVerification => ActionKind::RecordVerification,
        Command::Transfer => ActionKind::Transfer,
        Command::RecordLegResult => ActionKind::RecordLegResult,
        Command::RequirePayment => ActionKind::RequirePayment,
        Command::RecordPayment => ActionKind::RecordPayment,
        Command::CollectFee => ActionKind::CollectFee,
        Command::AskExtension => ActionKind::AskExtension,
        Command::GrantExtension => ActionKind::GrantExtension,
        Command::RefuseExtension => ActionKind::RefuseExtension,
        Command::DecideGrant | Command::DecideRefuse => ActionKind::Decide,
        Command::MarkReady => ActionKind::MarkReady,
        Command::GiveToPost => ActionKind::GiveToPost,
        Command::RecordDelivery => ActionKind::RecordDelivery,
        Command::RecordUndelivered => ActionKind::RecordUndelivered,
        Command::RecordPostReturn => ActionKind::RecordPostReturn,
        Command::HandOver => ActionKind::HandOver,
        Command::Withdraw => ActionKind::Withdraw,
        Command::Stop => ActionKind::Stop,
        Command::Correct => ActionKind::Correct,
        Command::Undo => ActionKind::Undo,
        Command::ConfirmReceipt => ActionKind::ConfirmReceipt,
        Command::MovePromise => ActionKind::MovePromise,
        Command::AddNote | Command::Urge => ActionKind::AddNote,
        Command::GiveAccount => ActionKind::GiveAccount,
        Command::ReviewAccount => ActionKind::ReviewAccount,
        Command::Rate => ActionKind::Rate,
        Command::RecordComplaint => ActionKind::RecordComplaint,
        Command::AnswerComplaint => ActionKind::AnswerComplaint,
        Command::Quit
        | Command::Help
        | Command::Palette
        | Command::Refresh
        | Command::Suspend
        | Command::ToggleTelex
        | Command::ToggleTheme
        | Command::ToggleLanguage
        | Command::ShowMessages
        | Command::ShowLog
        | Command::ResumeDraft
        | Command::SignDoubt
        | Command::SetPassphrase
        | Command::ShowBundles
        | Command::ShowRetention
        | Command::ChoosePerson
        | Command::BreakGlass
        | Command::Lock
        | Command::SetPin
        | Command::CloseDay
        | Command::Unmask
        | Command::GoQueue
        | Command::GoCase
        | Command::GoReport
        | Command::GoLate
        | Command::NextPane
        | Command::PreviousPane
        | Command::MoveUp
        | Command::MoveDown
        | Command::MoveLeft
        | Command::MoveRight
        | Command::PageUp
        | Command::PageDown
        | Command::MoveTop
        | Command::MoveBottom
        | Command::Open
        | Command::Back
        | Command::NextFilter
        | Command::PreviousFilter
        | Command::Search
        | Command::ClearSearch
        | Command::NextSort
        | Command::ReverseSort
        | Command::ToggleTag
        | Command::TagMatching
        | Command::ClearTags
        | Command::NewCase
        | Command::RegisterArrival
        | Command::ExplainDate
        | Command::ShowHistory
        | Command::ShowProcedure
        | Command::ShowActions
        | Command::PrintSheet
        | Command::PrintNow
        | Command::SaveSheet
        | Command::ShowPrints
        | Command::Save
        | Command::SaveAndNew
        | Command::DupField
        | Command::NextField
        | Command::PreviousField
        | Command::ClearField
        | Command::ChooseValue
        | Command::NextReport
        | Command::PreviousReport
        | Command::NextPeriod
        | Command::PreviousPeriod
        | Command::SetPeriod
        | Command::ExportReport
        | Command::NextPreset
        | Command::PreviousPreset
        | Command::TurnSplit
        | Command::TurnDefinition
        | Command::ProposeCut
        | Command::DoNext
        | Command::ComparePeriods
        | Command::TurnPicture
        | Command::ExportWorkbook
        | Command::ExportAs
        | Command::Reconcile
        | Command::RecordSurvey => return None,
    })
}

/// Whether a command can be run now, or why not.
pub fn available(model: &Model, command: Command) -> Result<(), Notice> {
    let Some(desk) = model.desk() else { return before_opening(&model.screen, command) };
    let writes = matches!(command, Command::NewCase | Command::RegisterArrival)
        || command.group() == Group::Action
        || matches!(
            command,
            Command::AddNote
                | Command::PrintNow
                | Command::SaveSheet
                | Command::RecordSurvey
                | Command::CloseDay
        );
    if command == Command::SignDoubt && !desk.doubted {
        return Err(refusal_notice(&Refusal::NothingDoubted));
    }
    if writes && !desk.writable {
        return Err(Notice::new(Weight::Warning, "notice-read-only"));
    }
    allowed_by_role(desk, command, model.now)?;
    if matches!(command, Command::Lock | Command::SetPin | Command::SetPassphrase | Command::Unmask)
        && !desk.sealed
    {
        return Err(Notice::new(Weight::Info, "notice-not-sealed"));
    }
    if leaves(command) && desk.overlays.iter().any(Overlay::is_written) {
        return Err(Notice::new(Weight::Warning, "notice-form-open"));
    }
    let breaking =
        |overlay: &Overlay| matches!(overlay, Overlay::Form(form) if form.purpose == Purpose::BreakGlass);
    if command == Command::BreakGlass && desk.overlays.iter().any(breaking) {
        return Err(Notice::new(Weight::Warning, "notice-form-open"));
    }
    if matches!(command, Command::PrintNow | Command::SaveSheet) && super::sheet::on_top(desk).is_none() {
        return Err(Notice::new(Weight::Info, "notice-no-sheet"));
    }
    if let Some(Overlay::Form(form)) = desk.overlays.last() {
        in_form(desk, form, command)?;
    }
    let Some(id) = desk.current() else {
        let needs_case = action_of(command, Stage::Blank).is_some()
            || matches!(
                command,
                Command::ExplainDate
                    | Command::ShowHistory
                    | Command::ShowActions
                    | Command::Unmask
                    | Command::PrintSheet
            );
        let in_form = command == Command::ExplainDate && !desk.overlays.is_empty();
        let goes = command == Command::GoCase && desk.case.is_none();
        return if (needs_case && !in_form) || goes {
            Err(Notice::new(Weight::Info, "notice-no-case"))
        } else {
            Ok(())
        };
    };
    if let Some(file) = desk.current_file() {
        return action_of(command, file.case.stage).map_or(Ok(()), |kind| allowed(&file.case, kind));
    }
    let stage = desk.projection.find(id).and_then(|place| desk.projection.row(place)).map(|row| row.stage);
    match stage.and_then(|stage| action_of(command, stage).map(|kind| next(stage, kind))) {
        Some(Move::No(refusal)) => Err(refusal_notice(&refusal)),
        Some(Move::To(_) | Move::Stay | Move::LastTo(_) | Move::Back) | None => Ok(()),
    }
}

/// Whether the role of whoever works here allows what a command asks for.
fn allowed_by_role(desk: &Workplace, command: Command, now: Moment) -> Result<(), Notice> {
    let row =
        || desk.current().and_then(|id| desk.projection.find(id)).and_then(|at| desk.projection.row(at));
    let stage = desk.current_file().map(|file| file.case.stage).or_else(|| row().map(|row| row.stage));
    let stage = stage.unwrap_or(Stage::Received);
    let power = if command == Command::SignDoubt {
        Some(Power::SignDay)
    } else if command == Command::BreakGlass {
        Some(Power::BreakGlass)
    } else if command == Command::ShowBundles {
        Some(Power::Exchange)
    } else if command == Command::Unmask {
        Some(Power::Unmask)
    } else if command == Command::RecordSurvey {
        Some(Power::RecordSurvey)
    } else if matches!(command, Command::ExportReport | Command::ExportWorkbook | Command::ExportAs) {
        Some(Power::Export)
    } else {
        matches!(
            command,
            Command::GoCase
                | Command::ShowHistory
                | Command::ExplainDate
                | Command::PrintSheet
                | Command::ShowRetention
        )
        .then_some(Power::ReadCases)
    };
    let kind = if command == Command::NewCase {
        Some(ActionKind::Receive)
    } else if command == Command::RegisterArrival {
        Some(ActionKind::RegisterArrival)
    } else if matches!(command, Command::PrintNow | Command::SaveSheet | Command::CloseDay) {
        Some(ActionKind::RecordSheet)
    } else {
        action_of(command, stage)
    };
    let allowed =
        power.is_none_or(|power| desk.has(power)) && kind.is_none_or(|kind| desk.may_act(kind, now));
    let role = desk.person().map_or("", |person| person.role.into());
    if allowed { Ok(()) } else { Err(refusal_notice(&Refusal::RoleNotAllowed { role })) }
}

/// What has a meaning only on some fields of a form.
fn in_form(desk: &Workplace, form: &Form, command: Command) -> Result<(), Notice> {
    let focused = form.focused();
    let chooses = focused.is_some_and(|field| matches!(field.kind, Kind::Choice(_)));
    let copies = focused.is_some_and(|field| desk.last_intake.iter().any(|last| last.key == field.key));
    let barred = |why| Err(Notice::new(Weight::Info, why));
    if command == Command::ChooseValue && !chooses {
        barred("notice-no-values")
    } else if command == Command::DupField && !copies {
        barred("notice-nothing-to-copy")
    } else {
        Ok(())
    }
}

/// Commands that would leave what is being written, or lay another form over it.
fn leaves(command: Command) -> bool {
    action_of(command, Stage::Blank).is_some()
        || matches!(
            command,
            Command::Quit
                | Command::GoQueue
                | Command::GoCase
                | Command::GoReport
                | Command::GoLate
                | Command::NextPane
                | Command::PreviousPane
                | Command::Search
                | Command::CloseDay
                | Command::ProposeCut
                | Command::NewCase
                | Command::RegisterArrival
                | Command::RecordSurvey
                | Command::ExportAs
        )
}

/// Without a desk one can leave, look differently, and fill in the first-run form.
fn before_opening(screen: &Screen, command: Command) -> Result<(), Notice> {
    let always = matches!(
        command,
        Command::Quit
            | Command::Refresh
            | Command::Suspend
            | Command::ToggleLanguage
            | Command::ToggleTheme
            | Command::ToggleTelex
    );
    let filling = matches!(screen, Screen::SetUp(form) if command.group() == Group::Form || (form.purpose == Purpose::Unlock && command == Command::Back));
    if always || filling { Ok(()) } else { Err(Notice::new(Weight::Info, "notice-not-open")) }
}

/// Whether an action is possible on a case, in the words of the rule.
pub fn allowed(case: &Case, kind: ActionKind) -> Result<(), Notice> {
    possible(case, kind).map_err(|refusal| refusal_notice(&refusal))
}
