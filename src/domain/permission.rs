//! Who may do what: one table of roles, and the rules no role is above.
//!
//! The table is data ([`roles_for`], [`roles_with`]); [`permit`] is asked by the desk before every
//! act, whatever way the act came in. Must not know: how somebody proved who they are.

use super::action::{Action, Actor};
use super::case::Case;
use super::event::{Event, Stamped};
use super::id::PersonId;
use super::moment::Moment;
use super::office::Office;
use super::refusal::Refusal;
use super::role::Role;
use super::stage::ActionKind;
use chrono::TimeDelta;
use strum::{Display, EnumIter, IntoStaticStr};

/// How long a broken glass stays broken.
const GLASS: TimeDelta = TimeDelta::minutes(30);

/// What a person may do besides acts on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr, Display)]
#[strum(serialize_all = "kebab-case")]
pub enum Power {
    /// Read whole cases.
    ReadCases,
    /// Look somebody up by identity number or telephone.
    FindPeople,
    /// See a whole identity number or telephone, with a reason.
    Unmask,
    /// Take lists and figures out of the desk.
    Export,
    /// Act beyond one's role for half an hour, with a reason that is reported.
    BreakGlass,
    /// Read who looked at what.
    ReadViewLog,
    /// Sign checkpoints and close the day.
    SignDay,
    /// Change people, roles and passphrases.
    ManagePeople,
    /// Make backups.
    BackUp,
    /// Erase what its retention has run out for.
    Erase,
    /// Give cases and packs to another office.
    Exchange,
    /// Propose erasing what its retention has run out for, and hold what must be kept.
    ProposeErasure,
    /// Trust the key of another office, with a second person, or take the trust back.
    TrustOffice,
    /// Take in what another office sent, and decide between two histories of a case.
    TakeIn,
    /// Record slips out of the box, and complaints about the desk.
    RecordSurvey,
    /// Answer complaints about the desk, check the postings, withdraw a wrong entry.
    AnswerSurvey,
}

impl Power {
    /// The name, kebab-case, as in the catalogue's `power-…`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

use Role::{Accountant, Administrator, Clerk, DeskHead, Handler, Intake, Return, UnitHead, Viewer};

/// Those who take files in. The head of the desk works at it too: a small office has nobody else.
const AT_INTAKE: &[Role] = &[Intake, Handler, DeskHead];
/// Those who appraise and propose.
const APPRAISING: &[Role] = &[Handler, UnitHead, DeskHead];
/// Those who decide.
const DECIDING: &[Role] = &[UnitHead, DeskHead];
/// Those who give results out.
const GIVING_OUT: &[Role] = &[Intake, Return, Clerk, DeskHead];
/// Those who work on cases at all.
const WORKING: &[Role] = &[Intake, Return, Handler, UnitHead, DeskHead, Clerk, Accountant];

/// The roles that may do a kind of act.
pub const fn roles_for(kind: ActionKind) -> &'static [Role] {
    match kind {
        ActionKind::RegisterArrival
        | ActionKind::Receive
        | ActionKind::Accept
        | ActionKind::RefuseIntake
        | ActionKind::RequestIntakeSupplement
        | ActionKind::ReceiveSupplement
        | ActionKind::ConfirmReceipt => AT_INTAKE,
        ActionKind::Assign => &[Intake, UnitHead, DeskHead],
        ActionKind::RequestAppraisalSupplement
        | ActionKind::AskOpinion
        | ActionKind::RecordVerification
        | ActionKind::Transfer
        | ActionKind::RecordLegResult
        | ActionKind::RequirePayment
        | ActionKind::AskExtension => APPRAISING,
        ActionKind::RecordOpinion => &[Handler, UnitHead, DeskHead, Clerk],
        ActionKind::RecordPayment | ActionKind::CollectFee => &[Intake, DeskHead, Accountant],
        ActionKind::GrantExtension
        | ActionKind::RefuseExtension
        | ActionKind::MovePromise
        | ActionKind::ReviewAccount
        | ActionKind::AnswerComplaint
        | ActionKind::Decide
        | ActionKind::Stop => DECIDING,
        ActionKind::MarkReady => &[Intake, Return, Handler, UnitHead, DeskHead, Clerk],
        ActionKind::GiveToPost
        | ActionKind::RecordDelivery
        | ActionKind::RecordUndelivered
        | ActionKind::RecordPostReturn
        | ActionKind::HandOver => GIVING_OUT,
        ActionKind::Withdraw | ActionKind::Correct => &[Intake, Handler, UnitHead, DeskHead],
        ActionKind::Rate => &[Intake, Return, Handler, DeskHead, Clerk],
        ActionKind::FinishStep
        | ActionKind::AddNote
        | ActionKind::Undo
        | ActionKind::RecordSheet
        | ActionKind::GiveAccount
        | ActionKind::RecordComplaint => WORKING,
    }
}

/// The roles that have a power.
pub const fn roles_with(power: Power) -> &'static [Role] {
    match power {
        Power::ReadCases => &[Intake, Return, Handler, UnitHead, DeskHead, Clerk, Accountant, Viewer],
        Power::FindPeople | Power::BreakGlass => WORKING,
        Power::Export => &[Return, Handler, UnitHead, DeskHead, Clerk],
        Power::Unmask => &[Intake, Handler, UnitHead, DeskHead],
        Power::ProposeErasure => APPRAISING,
        Power::ReadViewLog | Power::SignDay | Power::Exchange | Power::AnswerSurvey => DECIDING,
        Power::RecordSurvey => &[Intake, Return, Handler, UnitHead, DeskHead, Clerk],
        Power::ManagePeople | Power::BackUp | Power::Erase => &[DeskHead, Administrator],
        Power::TrustOffice | Power::TakeIn => &[DeskHead],
    }
}

/// Whether the table lets a role do a kind of act.
pub fn may_act(role: Role, kind: ActionKind) -> bool {
    roles_for(kind).contains(&role)
}

/// Whether a role has a power.
pub fn has_power(role: Role, power: Power) -> bool {
    roles_with(power).contains(&role)
}

/// Leave to act beyond one's role: who has it, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glass {
    /// Who broke it.
    pub by: PersonId,
    /// The moment it is whole again.
    pub until: Moment,
}

impl Glass {
    /// A glass broken now.
    pub fn broken(by: PersonId, now: Moment) -> Self {
        Self { by, until: now.plus(GLASS) }
    }

    /// Whether it lets somebody through at a moment.
    pub fn lets(&self, person: &PersonId, now: Moment) -> bool {
        self.by == *person && now < self.until
    }
}

/// Whether somebody may do this to this case now. A broken glass widens a role; segregation of duties
/// stays whatever the glass.
pub fn permit(
    case: &Case,
    history: &[Stamped],
    action: &Action,
    actor: &Actor,
    office: &Office,
    glass: Option<&Glass>,
) -> Result<(), Refusal> {
    let kind = action.kind();
    let person = office
        .person(&actor.person)
        .ok_or_else(|| Refusal::PersonUnknown { person: actor.person.0.clone() })?;
    let widened = has_power(person.role, Power::BreakGlass)
        && glass.is_some_and(|glass| glass.lets(&actor.person, actor.recorded));
    if !may_act(person.role, kind) && !widened {
        return Err(Refusal::RoleNotAllowed { role: person.role.into() });
    }
    if kind == ActionKind::Decide && handler(history) == Some(&actor.person) {
        return Err(Refusal::OwnProposal);
    }
    if kind == ActionKind::Undo
        && !DECIDING.contains(&person.role)
        && Case::last_to_undo(history)
            .is_some_and(|last| last.event.is_reversible() && last.by != actor.person)
    {
        return Err(Refusal::ActOfAnother);
    }
    if moves_own_lateness(case, kind, actor) { Err(Refusal::OwnLateness) } else { Ok(()) }
}

/// Who drafted the decision: the last person the case was assigned to.
fn handler(history: &[Stamped]) -> Option<&PersonId> {
    let assigned = |stamped: &&Stamped| matches!(stamped.event, Event::Assigned { .. });
    let last = history.iter().rev().find(assigned)?;
    if let Event::Assigned { to, .. } = &last.event { Some(to) } else { None }
}

/// Whether somebody who holds a late case would move its date, or say that what ends the lateness
/// happened before it.
fn moves_own_lateness(case: &Case, kind: ActionKind, actor: &Actor) -> bool {
    let holds = case.holder.as_ref().is_some_and(|holder| holder.person == actor.person);
    let Some(promise) = case.promise.as_ref().filter(|_| holds && case.ready.is_none()) else {
        return false;
    };
    let late = actor.recorded.date() > promise.due && !case.is_held();
    let stops_or_holds = match kind {
        ActionKind::RequestAppraisalSupplement | ActionKind::RequirePayment | ActionKind::GrantExtension => {
            return late;
        }
        ActionKind::Decide | ActionKind::MarkReady => true,
        ActionKind::RegisterArrival
        | ActionKind::Receive
        | ActionKind::Accept
        | ActionKind::RefuseIntake
        | ActionKind::RequestIntakeSupplement
        | ActionKind::ReceiveSupplement
        | ActionKind::Assign
        | ActionKind::FinishStep
        | ActionKind::AskOpinion
        | ActionKind::RecordOpinion
        | ActionKind::RecordVerification
        | ActionKind::Transfer
        | ActionKind::RecordLegResult
        | ActionKind::RecordPayment
        | ActionKind::CollectFee
        | ActionKind::AskExtension
        | ActionKind::RecordSheet
        | ActionKind::GiveAccount
        | ActionKind::ReviewAccount
        | ActionKind::RefuseExtension
        | ActionKind::GiveToPost
        | ActionKind::RecordDelivery
        | ActionKind::RecordUndelivered
        | ActionKind::RecordPostReturn
        | ActionKind::HandOver
        | ActionKind::Withdraw
        | ActionKind::Stop
        | ActionKind::AddNote
        | ActionKind::Correct
        | ActionKind::ConfirmReceipt
        | ActionKind::MovePromise
        | ActionKind::Rate
        | ActionKind::RecordComplaint
        | ActionKind::AnswerComplaint
        | ActionKind::Undo => false,
    };
    stops_or_holds && late && actor.occurred.date() <= promise.due
}
