//! One line of the projection: what lists, filters, search and reports need of a case.
//!
//! Fixed width, so that a million of them fit in memory; texts lie in the projection's arena.
//! Must not know: how rows are kept together or shown.

mod of_case;
mod packed;

pub use packed::{Accounts, Flags, Mark, Minute, ShortDay, What};

use super::channel::Channel;
use super::id::{CaseId, PersonId};
use super::lateness::{Facts, Standing, Timeliness, timeliness};
use super::procedure::ProcedureCode;
use super::stage::Stage;
use super::trail::TraceDraft;
use chrono::NaiveDate;

/// A row. `procedure` and `holder` are numbers the projection gave; text is in its arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The case.
    pub id: CaseId,
    /// Number of its last event.
    pub n: u32,
    /// When it came in.
    pub arrived: Minute,
    /// When it was accepted.
    pub received: Minute,
    /// First minute of the last day promised.
    pub due: Minute,
    /// When the result was ready.
    pub ready: Minute,
    /// When it ended.
    pub ended: Minute,
    /// The last thing that happened.
    pub touched: Minute,
    /// Interned procedure.
    pub procedure: u16,
    /// Interned holder; 0 for nobody.
    pub holder: u16,
    /// Interned person who handles or handled it (thụ lý), among the holders; 0 before anybody did.
    pub officer: u16,
    /// Interned body that decides; 0 for this office.
    pub body: u16,
    /// Where it stands.
    pub stage: Stage,
    /// How it came in.
    pub channel: Channel,
    /// Online level, 1 to 4.
    pub level: u8,
    /// Supplement rounds so far.
    pub rounds: u8,
    /// Open opinions and legs at other bodies.
    pub others: u8,
    /// One-bit facts.
    pub flags: Flags,
    /// Where its texts begin in the arena.
    pub text: u32,
    /// Lengths in bytes of code, owner and search key, in that order in the arena.
    pub lengths: (u8, u16, u16),
    /// Parts other bodies returned: early, on their last day, late.
    pub legs: [u8; 3],
    /// How far its accounts are.
    pub accounts: Accounts,
    /// Interned reason of its lateness, as accounted for; 0 for none.
    pub reason: u8,
    /// Where its marks begin.
    pub marks: u32,
    /// How many marks there are.
    pub marked: u8,
    /// Bytes of its traces, which follow the search key in the arena.
    pub traced: u8,
}

/// A row before the projection gives it numbers: what one case says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDraft {
    /// The fixed-width part; `procedure`, `holder` and the text places are filled in later.
    pub row: Row,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// Who has it.
    pub holder: Option<PersonId>,
    /// Who handles or handled it.
    pub officer: Option<PersonId>,
    /// The body that decides; empty for this office.
    pub body: String,
    /// Key of the reason of its lateness, as accounted for; empty for none.
    pub reason: String,
    /// Its marks, in order of time.
    pub marks: Vec<Mark>,
    /// Its traces.
    pub trail: Vec<TraceDraft>,
    /// The code as issued, or the first foreign code, or nothing.
    pub code: String,
    /// Name of the owner.
    pub owner: String,
    /// Folded words to search: owner, filer, phone, identity number, foreign codes.
    pub key: String,
}

impl Row {
    /// What it says without the numbers and places one projection gave it.
    pub const fn plain(self) -> Self {
        Self {
            procedure: 0,
            holder: 0,
            officer: 0,
            body: 0,
            text: 0,
            lengths: (0, 0, 0),
            reason: 0,
            marks: 0,
            marked: 0,
            traced: 0,
            ..self
        }
    }

    /// The day its traces count from.
    pub(super) fn first_day(&self) -> ShortDay {
        let first = if self.arrived == Minute::NEVER { self.received } else { self.arrived };
        first.date().map_or(ShortDay(0), ShortDay::of)
    }

    /// When the office was done with it: the result was ready, or it ended without one. Never while open.
    pub const fn finished(&self) -> Minute {
        if self.ready.0 != 0 { self.ready } else { self.ended }
    }

    /// How it stands today.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        Facts {
            stage: self.stage,
            due: self.due.date(),
            ready: self.ready.date(),
            held: self.flags.is_held(),
        }
        .standing(today)
    }

    /// Early, on time or late, once the result is ready.
    pub fn timeliness(&self) -> Option<Timeliness> {
        Some(timeliness(self.due.date()?, self.ready.date()?))
    }

    /// Whether its clock runs towards a promise of this office.
    pub fn is_running(&self) -> bool {
        self.stage.is_pending()
            && !self.flags.is_kept_elsewhere()
            && !self.flags.is_held()
            && self.due != Minute::NEVER
    }
}
