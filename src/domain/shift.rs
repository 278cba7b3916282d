//! Giao ca, khóa sổ ngày: what came in, went out, was paid and printed on a day, who holds what at its end, and
//! what is owed on the next working day.
//!
//! Of one person or of the whole desk. Must not know: how much of it a sheet has room for.

use super::case::CaseFile;
use super::dossier::{Dong, FeeTaken, PaymentMethod};
use super::duty::{self, DutyKind};
use super::event::{Event, Stamped};
use super::id::{CaseId, PersonId};
use super::law::Law;
use super::moment::Moment;
use super::procedure::ProcedureCode;
use super::projection::Projection;
use super::row::{Minute, Row};
use super::sheet::FormKey;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A file that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its code.
    pub code: String,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// Its owner.
    pub owner: String,
    /// When.
    pub at: Moment,
}

/// What somebody holds at the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Held {
    /// Open files.
    pub files: u32,
    /// Of those, past their last day.
    pub late: u32,
}

/// Why something is owed on the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owed {
    /// The result was promised for it.
    Result,
    /// A duty with a time of its own.
    Duty(DutyKind),
}

/// Something owed by the end of the next working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owing {
    /// The file.
    pub case: CaseId,
    /// By when.
    pub by: Moment,
    /// What.
    pub what: Owed,
    /// Code of the file.
    pub code: String,
    /// Its owner.
    pub owner: String,
    /// Who has it.
    pub holder: Option<PersonId>,
}

/// An open file of whoever ends their day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mine {
    /// The file.
    pub case: CaseId,
    /// Its last event.
    pub n: u32,
    /// Whether it is past its last day.
    pub late: bool,
}

/// How the desk stands at the end of a day, read off the rows: of one person, or of everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which day.
    pub day: NaiveDate,
    /// Whose; everybody's where absent.
    pub of: Option<PersonId>,
    /// Who holds what.
    pub held: BTreeMap<PersonId, Held>,
    /// Files accepted and held by nobody.
    pub unassigned: u32,
    /// What is owed, the most urgent first.
    pub owed: Vec<Owing>,
    /// The next working day.
    pub next: NaiveDate,
    /// Files that may have something of the day: those that something happened to on it or later.
    pub touched: Vec<CaseId>,
}

/// A day at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// How the desk stands at its end.
    pub standing: Standing,
    /// Files received, in order of time.
    pub received: Vec<Received>,
    /// Results handed over or delivered.
    pub returned: u32,
    /// Money taken by method: how often, and how much.
    pub money: BTreeMap<PaymentMethod, (u32, Dong)>,
    /// Sheets printed by form.
    pub sheets: BTreeMap<FormKey, u32>,
}

/// The open files somebody holds.
pub fn held_by(rows: &Projection, person: &PersonId, day: NaiveDate) -> Vec<Mine> {
    let today = Minute::start_of(day);
    let held = rows.rows().iter().filter(|row| row.stage.is_pending() && rows.holder(row) == Some(person));
    held.map(|row| Mine { case: row.id, n: row.n, late: row.is_running() && row.due < today }).collect()
}

impl Standing {
    /// How the desk stands on a day, or somebody at it.
    pub fn of(rows: &Projection, law: &Law, day: NaiveDate, person: Option<&PersonId>) -> Self {
        let next = day.succ_opt().and_then(|day| law.calendar.working_on_or_after(day)).unwrap_or(day);
        let today = Minute::start_of(day);
        let mut standing = Self {
            day,
            of: person.cloned(),
            held: BTreeMap::new(),
            unassigned: 0,
            owed: Vec::new(),
            next,
            touched: rows.rows().iter().filter(|row| row.touched >= today).map(|row| row.id).collect(),
        };
        for row in rows.rows().iter().filter(|row| !row.stage.is_end()) {
            let holder = rows.holder(row);
            if person.is_some_and(|person| holder != Some(person)) {
                continue;
            }
            standing.owe(rows, row, law);
            match holder.filter(|_| row.stage.is_pending()) {
                Some(holder) => {
                    let held = standing.held.entry(holder.clone()).or_default();
                    held.files += 1;
                    held.late += u32::from(row.is_running() && row.due < today);
                }
                None => standing.unassigned += u32::from(row.stage.is_pending()),
            }
        }
        standing.owed.sort_by(|a, b| (a.by, a.what, &a.code).cmp(&(b.by, b.what, &b.code)));
        standing
    }

    /// Takes in that a file went from one to another; of one person's day it is simply gone.
    pub fn hand_on(&mut self, file: Mine, from: &PersonId, to: &PersonId) {
        let one = Held { files: 1, late: u32::from(file.late) };
        if let Some(held) = self.held.get_mut(from) {
            held.files = held.files.saturating_sub(one.files);
            held.late = held.late.saturating_sub(one.late);
        }
        self.held.retain(|_, held| held.files > 0);
        if self.of.is_none() {
            let held = self.held.entry(to.clone()).or_default();
            held.files += one.files;
            held.late += one.late;
            let theirs = self.owed.iter_mut().filter(|owing| owing.case == file.case);
            theirs.for_each(|owing| owing.holder = Some(to.clone()));
        } else {
            self.owed.retain(|owing| owing.case != file.case);
        }
    }

    /// Adds what a row owes by the end of the next working day; what was owed before this day is late and is
    /// told as that.
    fn owe(&mut self, rows: &Projection, row: &Row, law: &Law) {
        let owing = |by: Moment, what: Owed| Owing {
            case: row.id,
            by,
            what,
            code: rows.code(row).to_string(),
            owner: rows.owner(row).to_owned(),
            holder: rows.holder(row).cloned(),
        };
        let soon = |day: NaiveDate| self.day < day && day <= self.next;
        let due = row.due.date().filter(|due| row.is_running() && soon(*due));
        let closing = |day: NaiveDate| {
            let end = law.calendar.closing(day);
            end.map_or_else(|| Moment::midnight(day), |time| Moment::at(day, time))
        };
        let results = due.map(|due| owing(closing(due), Owed::Result));
        let duties = duty::of(row, rows.marks(row), None, law);
        // That a file might still be returned as incomplete is a right and no debt.
        let duties = duties.into_iter().filter(|duty| duty.kind != DutyKind::AppraisalNotice);
        let duties =
            duties.filter(|duty| soon(duty.by.date())).map(|duty| owing(duty.by, Owed::Duty(duty.kind)));
        let all: Vec<Owing> = results.into_iter().chain(duties).collect();
        self.owed.extend(all);
    }
}

/// A day, of whom its standing is. `files` are those it says were touched.
pub fn of(standing: Standing, files: &[&CaseFile]) -> Shift {
    let mut shift = Shift {
        standing,
        received: Vec::new(),
        returned: 0,
        money: BTreeMap::new(),
        sheets: BTreeMap::new(),
    };
    let (day, person) = (shift.standing.day, shift.standing.of.clone());
    for file in files {
        let own = |stamped: &&Stamped| person.as_ref().is_none_or(|person| stamped.by == *person);
        for stamped in done_on(file, day).filter(own) {
            shift.count(file, stamped);
        }
    }
    shift.received.sort_by(|a, b| (a.at, &a.code).cmp(&(b.at, &b.code)));
    shift
}

/// What was recorded on a day and not taken back.
fn done_on(file: &CaseFile, day: NaiveDate) -> impl Iterator<Item = &Stamped> {
    let undone: Vec<u32> = file
        .history
        .iter()
        .filter_map(|one| if let Event::Undone { event, .. } = &one.event { Some(*event) } else { None })
        .collect();
    file.history.iter().filter(move |one| one.recorded.date() == day && !undone.contains(&one.n))
}

impl Shift {
    fn count(&mut self, file: &CaseFile, stamped: &Stamped) {
        if let Event::Received { intake, .. } = &stamped.event {
            let case = &file.case;
            self.received.push(Received {
                code: case.code.as_ref().map(ToString::to_string).unwrap_or_default(),
                procedure: case.procedure.clone(),
                owner: case.owner.name.clone(),
                at: stamped.occurred,
            });
            if let Some(fee) = intake.as_ref().and_then(|intake| intake.fee.as_ref()) {
                self.take(fee);
            }
        }
        if let Event::Arrived { intake } = &stamped.event
            && let Some(fee) = &intake.fee
        {
            self.take(fee);
        }
        if let Event::FeeCollected(fee) = &stamped.event {
            self.take(fee);
        }
        if let Event::PaymentReceived { fee, .. } = &stamped.event {
            self.take(fee);
        }
        if let Event::SheetPrinted(printed) = &stamped.event {
            *self.sheets.entry(printed.form).or_default() += u32::from(printed.copies.max(1));
        }
        self.returned +=
            u32::from(matches!(stamped.event, Event::HandedOver { .. } | Event::Delivered { .. }));
    }

    fn take(&mut self, fee: &FeeTaken) {
        let (count, sum) = self.money.entry(fee.method).or_default();
        *count += 1;
        *sum += fee.amount;
    }

    /// All money taken.
    pub fn money_in_all(&self) -> Dong {
        self.money.values().map(|(_, sum)| sum).sum()
    }
}
