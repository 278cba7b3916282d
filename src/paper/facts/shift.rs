//! A day at the desk in the words of paper, as much of it as there is room for.
//!
//! Must not know: which form asks, or how long a page is.

use super::{Scene, lists, long_day};
use crate::domain::id::PersonId;
use crate::domain::shift::{Owed, Owing, Shift};
use crate::paper::amount::{grouped, in_words};
use crate::paper::field::{Cell, Field, List};
use crate::paper::form::Facts;

/// What is said at the end of a day besides what the desk knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Closing {
    /// Who takes over, where somebody does.
    pub successor: Option<PersonId>,
    /// Files that went to them.
    pub released: usize,
    /// A remark.
    pub note: String,
    /// The line of the day, where it was closed.
    pub line: String,
}

impl Scene<'_> {
    /// The facts of a day; every list has at most so many rows, and says how many it leaves out.
    pub fn shift_facts(&self, shift: &Shift, closing: &Closing, most: usize) -> Facts {
        let mut facts = Facts::default();
        self.office_facts(&mut facts);
        let name = |person: &PersonId| self.office.name_of(person).to_owned();
        let whole = "Toàn bộ phận".to_owned();
        let of = shift.standing.of.as_ref().map_or_else(|| format!("{} ({whole})", name(self.person)), name);
        facts.put(Field::ShiftPerson, of);
        facts.put(Field::ShiftDay, long_day(shift.standing.day));
        facts.put(Field::ShiftSuccessor, closing.successor.as_ref().map(name).unwrap_or_default());
        facts.put(Field::ShiftReceived, shift.received.len().to_string());
        facts.put(Field::ShiftReturned, shift.returned.to_string());
        facts.put(Field::ShiftMoney, grouped(shift.money_in_all()));
        if shift.money_in_all() > 0 {
            facts.put(Field::ShiftMoneyWords, format!("({})", in_words(shift.money_in_all())));
        }
        facts.put(Field::ShiftSheets, shift.sheets.values().sum::<u32>().to_string());
        facts.put(
            Field::ShiftHeld,
            shift.standing.held.values().map(|held| held.files).sum::<u32>().to_string(),
        );
        facts.put(
            Field::ShiftLate,
            shift.standing.held.values().map(|held| held.late).sum::<u32>().to_string(),
        );
        if shift.standing.of.is_none() {
            facts.put(Field::ShiftUnassigned, shift.standing.unassigned.to_string());
        }
        if closing.released > 0 {
            facts.put(Field::ShiftReleased, closing.released.to_string());
        }
        facts.put(Field::ShiftOwed, shift.standing.owed.len().to_string());
        facts.put(Field::ShiftNextDay, long_day(shift.standing.next));
        facts.put(Field::ShiftNote, &closing.note);
        facts.put(Field::ShiftLine, &closing.line);
        self.shift_lists(shift, most, &mut facts);
        for (field, all, what) in [
            (Field::ShiftMoreHeld, shift.standing.held.len(), "người giữ"),
            (Field::ShiftMoreReceived, shift.received.len(), "hồ sơ"),
            (Field::ShiftMoreOwed, shift.standing.owed.len(), "việc"),
        ] {
            if all > most {
                facts.put(field, format!("và {} {what} khác", all - most));
            }
        }
        facts
    }

    fn shift_lists(&self, shift: &Shift, most: usize, facts: &mut Facts) {
        let mut held: Vec<_> = shift.standing.held.iter().collect();
        held.sort_by_key(|(person, held)| (std::cmp::Reverse(held.files), *person));
        let holders = held.into_iter().take(most).zip(1..).map(|((person, held), no)| {
            lists::row(
                no,
                [
                    (Cell::Name, self.office.name_of(person).to_owned()),
                    (Cell::Count, held.files.to_string()),
                    (Cell::Overdue, held.late.to_string()),
                ],
            )
        });
        facts.lists.insert(List::Holders, holders.collect());
        let received = shift.received.iter().take(most).zip(1..).map(|(file, no)| {
            lists::row(
                no,
                [
                    (Cell::Code, file.code.clone()),
                    (Cell::Procedure, self.law.name_of(&file.procedure)),
                    (Cell::Owner, file.owner.clone()),
                    (Cell::At, file.at.local().format("%H:%M").to_string()),
                ],
            )
        });
        facts.lists.insert(List::DayReceived, received.collect());
        let money = shift.money.iter().zip(1..).map(|((method, (count, sum)), no)| {
            let method: &str = (*method).into();
            lists::row(
                no,
                [
                    (Cell::Method, self.words.text(&format!("payment-{method}"))),
                    (Cell::Count, count.to_string()),
                    (Cell::Amount, grouped(*sum)),
                ],
            )
        });
        facts.lists.insert(List::DayMoney, money.collect());
        let sheets = shift.sheets.iter().zip(1..).map(|((form, count), no)| {
            let name = self.words.text(&format!("slip-{}", form.name()));
            lists::row(no, [(Cell::Name, name), (Cell::Count, count.to_string())])
        });
        facts.lists.insert(List::DaySheets, sheets.collect());
        let owed = shift.standing.owed.iter().take(most).zip(1..).map(|(owing, no)| self.owing(owing, no));
        facts.lists.insert(List::DayOwed, owed.collect());
    }

    fn owing(&self, owing: &Owing, no: usize) -> lists::Row {
        let what = match owing.what {
            Owed::Result => self.words.text("shift-owed-result"),
            Owed::Duty(kind) => self.words.short(&format!("duty-{}", <&str>::from(kind))),
        };
        let holder = owing.holder.as_ref().map(|person| self.office.name_of(person).to_owned());
        lists::row(
            no,
            [
                (Cell::Code, owing.code.clone()),
                (Cell::Owner, owing.owner.clone()),
                (Cell::Name, what),
                (Cell::At, owing.by.local().format("%H:%M %d/%m").to_string()),
                (Cell::By, holder.unwrap_or_default()),
            ],
        )
    }
}
