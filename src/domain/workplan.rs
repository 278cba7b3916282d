//! The supervisor's morning: which files ask for something today, of whom, and what would be done next.
//!
//! Every file stands in one part, the most urgent that holds. Must not know: how parts are shown.

use super::accountability::AccountState;
use super::duty::{self, DutyKind};
use super::forecast::Experience;
use super::law::Law;
use super::projection::{Place, Projection};
use super::row::{Minute, Row};
use super::stage::Stage;
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr};

/// A part of the plan, in the order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// Past the last day.
    Late,
    /// The last day is today.
    Today,
    /// The letter of apology is owed today or was owed before (NĐ 61/2018 art. 19.9).
    Letter,
    /// The last day is soon.
    Soon,
    /// Such files were done later than this one is promised.
    Forecast,
    /// Finished late, and nobody accounted for it, or the account was returned.
    Account,
    /// An account waits for the supervisor's answer.
    Review,
    /// The applicant must act first.
    Applicant,
    /// Another body must act first.
    Others,
    /// With the post, or back from it.
    Post,
}

/// What would be done next with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Next {
    /// Give it to somebody.
    Assign,
    /// Grant or refuse the extension that was asked for.
    Grant,
    /// Ask for the one extension, with the letter of apology.
    Letter,
    /// Urge whoever has it.
    Urge,
    /// Give account.
    Account,
    /// Answer the account.
    Review,
    /// Record that the post delivered it.
    Delivered,
    /// Hand the result over.
    HandOver,
}

/// A file of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The file.
    pub place: Place,
    /// In which part.
    pub part: Part,
    /// What would be done next.
    pub next: Next,
}

/// The plan of a day, by part; in a part the earliest last day first.
pub fn plan(
    rows: &Projection,
    law: &Law,
    experience: Option<&Experience>,
    today: NaiveDate,
    soon: NaiveDate,
) -> Vec<Item> {
    let mut items: Vec<(Part, Minute, Item)> = Vec::new();
    for (place, row) in rows.rows().iter().enumerate() {
        let Some(part) = part(rows, row, law, experience, today, soon) else { continue };
        items.push((part, row.due, Item { place: place as Place, part, next: next(row, part) }));
    }
    items.sort_unstable_by_key(|(part, due, item)| (*part, *due, item.place));
    items.into_iter().map(|(_, _, item)| item).collect()
}

fn part(
    rows: &Projection,
    row: &Row,
    law: &Law,
    experience: Option<&Experience>,
    today: NaiveDate,
    soon: NaiveDate,
) -> Option<Part> {
    if let Some(part) = account_part(row) {
        return Some(part);
    }
    match row.stage {
        Stage::IntakeSupplement | Stage::AppraisalSupplement | Stage::AwaitingPayment => {
            return Some(Part::Applicant);
        }
        Stage::WithPost | Stage::BackFromPost => return Some(Part::Post),
        Stage::Blank
        | Stage::Arrived
        | Stage::RefusedAtIntake
        | Stage::ResultReady
        | Stage::HandedOver
        | Stage::Withdrawn
        | Stage::Stopped => return None,
        Stage::Received | Stage::InProcess | Stage::WithAgencies | Stage::Decided => {}
    }
    if row.is_running() {
        let (now, last) = (Minute::start_of(today), Minute::start_of(soon));
        if row.due < now {
            return Some(Part::Late);
        }
        if row.due == now {
            return Some(Part::Today);
        }
        if owes_letter(rows, row, law, today) {
            return Some(Part::Letter);
        }
        if row.due <= last {
            return Some(Part::Soon);
        }
        if experience.and_then(|experience| experience.of(row, &law.calendar)).is_some_and(|told| told.late) {
            return Some(Part::Forecast);
        }
    }
    (row.others > 0).then_some(Part::Others)
}

/// Finished late and not settled.
fn account_part(row: &Row) -> Option<Part> {
    if row.ready == Minute::NEVER || row.timeliness() != Some(super::lateness::Timeliness::Late) {
        return None;
    }
    match row.accounts.lateness() {
        AccountState::Owed | AccountState::Returned => Some(Part::Account),
        AccountState::Given => Some(Part::Review),
        AccountState::Accepted => None,
    }
}

fn owes_letter(rows: &Projection, row: &Row, law: &Law, today: NaiveDate) -> bool {
    duty::of(row, rows.marks(row), None, law)
        .iter()
        .any(|duty| duty.kind == DutyKind::ApologyLetter && duty.by.date() <= today)
}

/// What would be done next with a file of a part.
pub const fn next(row: &Row, part: Part) -> Next {
    match part {
        Part::Account => Next::Account,
        Part::Review => Next::Review,
        Part::Post if matches!(row.stage, Stage::WithPost) => Next::Delivered,
        Part::Post => Next::HandOver,
        Part::Applicant | Part::Others => Next::Urge,
        Part::Late | Part::Today | Part::Letter | Part::Soon | Part::Forecast => {
            if matches!(row.stage, Stage::Received) {
                Next::Assign
            } else if row.flags.has_extension_asked() {
                Next::Grant
            } else if row.flags.is_extended()
                || matches!(row.stage, Stage::Decided)
                || matches!(part, Part::Soon | Part::Forecast)
            {
                Next::Urge
            } else {
                Next::Letter
            }
        }
    }
}
