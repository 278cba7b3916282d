//! The supervisor's morning: which files ask for something today, of whom, and what would be done next.
//!
//! Every file stands in one part, the most urgent that holds. The plan is read off the agenda of the rows:
//! it looks at running clocks and takes everything else as it lies. Must not know: how parts are shown.

use super::accountability::AccountState;
use super::duty::{self, DutyKind};
use super::forecast::Experience;
use super::lateness::{Course, Definition, Timeliness};
use super::law::Law;
use super::moment::Moment;
use super::projection::{Place, Projection};
use super::queue::Days;
use super::row::{Minute, Row};
use super::stage::Stage;
use strum::{EnumCount, EnumIter, IntoEnumIterator as _, IntoStaticStr};

/// A part of the plan, in the order of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Part {
    /// Late under the definition chosen.
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
    /// Given to the competent body elsewhere, which has not confirmed that it has it.
    Sync,
    /// With the post, or back from it.
    Post,
}

/// What a file waits for, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumCount, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Waits {
    /// An account of its lateness.
    Account,
    /// The answer to an account.
    Review,
    /// The applicant.
    Applicant,
    /// Other bodies, while no clock runs here.
    Others,
    /// The word of the competent body.
    Sync,
    /// The post.
    Post,
}

impl Waits {
    /// What a row waits for.
    pub fn of(row: &Row) -> Option<Self> {
        if row.flags.is_kept_elsewhere() {
            return None;
        }
        if row.ready != Minute::NEVER && row.timeliness() == Some(Timeliness::Late) {
            match row.accounts.lateness() {
                AccountState::Owed | AccountState::Returned => return Some(Self::Account),
                AccountState::Given => return Some(Self::Review),
                AccountState::Accepted => {}
            }
        }
        match row.stage {
            Stage::IntakeSupplement | Stage::AppraisalSupplement | Stage::AwaitingPayment => {
                Some(Self::Applicant)
            }
            Stage::WithPost | Stage::BackFromPost => Some(Self::Post),
            Stage::Received | Stage::InProcess | Stage::WithAgencies | Stage::Decided => {
                if row.is_running() {
                    None
                } else if row.flags.is_unconfirmed() {
                    Some(Self::Sync)
                } else {
                    (row.others > 0).then_some(Self::Others)
                }
            }
            Stage::Blank
            | Stage::Arrived
            | Stage::RefusedAtIntake
            | Stage::ResultReady
            | Stage::HandedOver
            | Stage::Withdrawn
            | Stage::Stopped => None,
        }
    }

    const fn part(self) -> Part {
        match self {
            Self::Account => Part::Account,
            Self::Review => Part::Review,
            Self::Applicant => Part::Applicant,
            Self::Others => Part::Others,
            Self::Sync => Part::Sync,
            Self::Post => Part::Post,
        }
    }
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
    /// Record that the competent body has it.
    Confirm,
}

/// Who must act for a file to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Somebody of the office, by the number rows give.
    Person(u16),
    /// Whoever assigns files.
    Desk,
    /// Whoever reviews accounts and extensions.
    Supervisor,
    /// The applicant.
    Applicant,
    /// Other bodies.
    Others,
    /// The post.
    Post,
}

/// A file of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The file.
    pub place: Place,
    /// In which part.
    pub part: Part,
}

/// What a plan is made by.
#[derive(Debug, Clone, Copy)]
pub struct Lens<'a> {
    /// The rows.
    pub rows: &'a Projection,
    /// The law.
    pub law: &'a Law,
    /// What finished files say; without it nothing is foreseen.
    pub experience: Option<&'a Experience>,
    /// What late means.
    pub definition: Definition,
    /// Now.
    pub now: Moment,
    /// Today and the last day that is soon.
    pub days: Days,
}

impl Lens<'_> {
    /// Whether an open file is late.
    pub fn is_late(&self, row: &Row) -> bool {
        match self.definition {
            // The days alone decide, and the rows are in their order.
            Definition::Report => row.is_running() && row.due < Minute::start_of(self.days.today),
            Definition::Law | Definition::Portal => {
                let course = Course::of_row(row, self.rows, &self.law.calendar);
                course.end.is_none() && course.judgement(self.definition, self.now).is_late()
            }
        }
    }

    /// Open files that may be late under the definition, by last day.
    fn candidates(&self) -> impl Iterator<Item = Place> + '_ {
        let agenda = self.rows.agenda();
        let today = Minute::start_of(self.days.today);
        let (until, held) = match self.definition {
            Definition::Report => (today, false),
            Definition::Law => (Minute(today.0 + 1), true),
            // A second request makes a file late whatever its day.
            Definition::Portal => (Minute(u32::MAX), true),
        };
        let waiting = held.then(|| agenda.waiting(Waits::Applicant).all()).into_iter().flatten();
        agenda.running().between(Minute(0)..until).chain(waiting)
    }
}

/// The files that are late, the earliest last day first. Touches those that may be, and nothing else.
pub fn late(lens: &Lens<'_>) -> Vec<Place> {
    let row = |place: &Place| lens.rows.row(*place);
    let mut places: Vec<Place> = lens
        .candidates()
        .filter(|place| {
            row(place).is_some_and(|row| Waits::of(row).is_none_or(waits_late) && lens.is_late(row))
        })
        .collect();
    if lens.definition != Definition::Report {
        places.sort_unstable_by_key(|place| (row(place).map(|row| row.due), *place));
        places.dedup();
    }
    places
}

/// Whether what a file waits for may still be late by some definition.
const fn waits_late(waits: Waits) -> bool {
    matches!(waits, Waits::Applicant)
}

/// The plan of a day, by part; in a part the earliest last day first.
pub fn plan(lens: &Lens<'_>) -> Vec<Item> {
    let agenda = lens.rows.agenda();
    let mut parts: [Vec<Place>; Part::COUNT] = Default::default();
    let mut put = |part: Part, place: Place| {
        if let Some(list) = parts.get_mut(part as usize) {
            list.push(place);
        }
    };
    let late = late(lens);
    let is_late = |place: Place, row: &Row| {
        late.binary_search_by_key(&(row.due, place), |other| {
            (lens.rows.row(*other).map_or(Minute::NEVER, |row| row.due), *other)
        })
        .is_ok()
    };
    let after = Minute::start_of(lens.days.today);
    let from = if lens.definition == Definition::Report { after } else { Minute(0) };
    for place in agenda.running().between(from..Minute(u32::MAX)) {
        let Some(row) = lens.rows.row(place) else { continue };
        if Waits::of(row).is_none()
            && !is_late(place, row)
            && let Some(part) = part_in_time(lens, row)
        {
            put(part, place);
        }
    }
    let others_run = parts.get(Part::Others as usize).is_some_and(|others| !others.is_empty());
    for waits in Waits::iter() {
        if let Some(list) = parts.get_mut(waits.part() as usize) {
            let may_be_late = waits_late(waits) && lens.definition != Definition::Report;
            let all = agenda.waiting(waits).all();
            list.extend(all.filter(|place| {
                !(may_be_late && lens.rows.row(*place).is_some_and(|row| is_late(*place, row)))
            }));
        }
    }
    if others_run && let Some(others) = parts.get_mut(Part::Others as usize) {
        others.sort_unstable_by_key(|place| (lens.rows.row(*place).map(|row| row.due), *place));
    }
    if let Some(list) = parts.get_mut(Part::Late as usize) {
        *list = late;
    }
    Part::iter()
        .zip(&parts)
        .flat_map(|(part, places)| places.iter().map(move |place| Item { place: *place, part }))
        .collect()
}

/// The part of a file whose clock runs and that is not late.
fn part_in_time(lens: &Lens<'_>, row: &Row) -> Option<Part> {
    let (today, last) = (Minute::start_of(lens.days.today), Minute::start_of(lens.days.soon));
    if row.due == today {
        return Some(Part::Today);
    }
    if owes_letter(lens, row) {
        return Some(Part::Letter);
    }
    if row.due <= last {
        return Some(Part::Soon);
    }
    let told = lens.experience.and_then(|experience| experience.of(row, lens.rows, &lens.law.calendar));
    if told.is_some_and(|told| told.late) {
        return Some(Part::Forecast);
    }
    (row.others > 0).then_some(Part::Others)
}

fn owes_letter(lens: &Lens<'_>, row: &Row) -> bool {
    duty::of(row, lens.rows.marks(row), None, lens.law)
        .iter()
        .any(|duty| duty.kind == DutyKind::ApologyLetter && duty.by.date() <= lens.days.today)
}

/// What would be done next with a file of a part.
pub const fn next(row: &Row, part: Part) -> Next {
    match part {
        Part::Account => Next::Account,
        Part::Review => Next::Review,
        Part::Sync => Next::Confirm,
        Part::Post if matches!(row.stage, Stage::WithPost) => Next::Delivered,
        Part::Post => Next::HandOver,
        Part::Applicant | Part::Others => Next::Urge,
        Part::Late | Part::Today | Part::Letter | Part::Soon | Part::Forecast => {
            if matches!(row.stage, Stage::Received) {
                Next::Assign
            } else if row.flags.has_extension_asked() {
                Next::Grant
            } else if row.flags.is_extended()
                || row.flags.is_held()
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

/// Who must act for a file of a part to go on.
pub const fn actor(row: &Row, part: Part) -> Actor {
    match part {
        Part::Account if row.officer != 0 => Actor::Person(row.officer),
        Part::Review => Actor::Supervisor,
        Part::Applicant => Actor::Applicant,
        Part::Others | Part::Sync => Actor::Others,
        Part::Post => Actor::Post,
        Part::Account | Part::Late | Part::Today | Part::Letter | Part::Soon | Part::Forecast => {
            if row.flags.has_extension_asked() && !matches!(part, Part::Account) {
                Actor::Supervisor
            } else if row.flags.is_held() {
                Actor::Applicant
            } else if row.holder != 0 {
                Actor::Person(row.holder)
            } else {
                Actor::Desk
            }
        }
    }
}
