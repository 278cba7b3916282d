//! Changes to the nation's days and to an office's closures, as values: what somebody enters before it is
//! known what it would move.
//!
//! Must not know: files, or the promises that a change touches.

use super::calendar::{National, Special};
use super::hours::{Closure, Office};
use chrono::{Datelike as _, NaiveDate};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A day becomes special, or special in another way.
    Set(Special),
    /// A day becomes what its weekday says.
    Clear(NaiveDate),
    /// The office closes by a decision.
    Close(Closure),
    /// A closure is taken back, by its first day.
    Reopen(NaiveDate),
    /// Days are announced up to this one.
    Announced(NaiveDate),
}

/// Why a change cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeError {
    /// The day is plain already.
    PlainDay(NaiveDate),
    /// No closure begins on the day.
    NoClosure(NaiveDate),
    /// The calendar would be known no further than it is.
    NotFurther(NaiveDate),
}

/// Makes a change; the edition or revision counts it, so that every promise can name what it was counted by.
pub fn apply(national: &mut National, office: &mut Office, change: &Change) -> Result<(), ChangeError> {
    match change {
        Change::Set(special) => {
            national.days.retain(|known| known.date != special.date);
            let at = national.days.partition_point(|known| known.date < special.date);
            national.days.insert(at, special.clone());
            reach(national, special.date);
            next_edition(national);
        }
        Change::Clear(date) => {
            let before = national.days.len();
            national.days.retain(|known| known.date != *date);
            if national.days.len() == before {
                return Err(ChangeError::PlainDay(*date));
            }
            next_edition(national);
        }
        Change::Close(closure) => {
            office.closures.push(closure.clone());
            office.closures.sort_by_key(|closure| closure.from);
            office.revision += 1;
        }
        Change::Reopen(from) => {
            let before = office.closures.len();
            office.closures.retain(|closure| closure.from != *from);
            if office.closures.len() == before {
                return Err(ChangeError::NoClosure(*from));
            }
            office.revision += 1;
        }
        Change::Announced(through) => {
            if *through <= national.horizon {
                return Err(ChangeError::NotFurther(*through));
            }
            national.horizon = *through;
            reach(national, *through);
            next_edition(national);
        }
    }
    Ok(())
}

/// Lets the calendar cover the whole year of a day.
fn reach(national: &mut National, date: NaiveDate) {
    if date > national.last {
        national.last = NaiveDate::from_ymd_opt(date.year(), 12, 31).unwrap_or(date);
    }
}

/// `vn1`, `vn1.1`, `vn1.2`: the edition that came with the program, and the office's own changes counted.
pub fn next_edition(national: &mut National) {
    let (base, count) = match national.edition.rsplit_once('.') {
        Some((base, count)) => (base, count.parse::<u32>().unwrap_or(0)),
        None => (national.edition.as_str(), 0),
    };
    national.edition = format!("{base}.{}", count + 1);
}
