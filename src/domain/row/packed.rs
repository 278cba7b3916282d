//! The small values of a row: a minute in four bytes, a day in two, facts of one bit, accounts in one byte.
//!
//! Must not know: cases but for the accounts, or how rows are kept together.

use crate::domain::accountability::{AccountState, Subject};
use crate::domain::case::Case;
use crate::domain::feedback::{Finding, Rating};
use crate::domain::moment::Moment;
use chrono::NaiveDate;

/// A moment to the minute, in four bytes; the zero minute means "never".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minute(pub u32);

impl Minute {
    /// Never.
    pub const NEVER: Self = Self(0);

    /// The minute of a moment; never where there is none.
    pub fn of(moment: Option<Moment>) -> Self {
        Self(moment.map_or(0, |moment| u32::try_from(moment.unix() / 60).unwrap_or(0)))
    }

    /// The first minute of a day.
    pub fn start_of(date: NaiveDate) -> Self {
        Self::of(Some(Moment::midnight(date)))
    }

    /// The moment, unless it is never.
    pub fn moment(self) -> Option<Moment> {
        (self.0 != 0).then(|| Moment::from_unix(i64::from(self.0) * 60))
    }

    /// The day, unless it is never.
    pub fn date(self) -> Option<NaiveDate> {
        self.moment().map(Moment::date)
    }
}

/// What a row says with one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

impl Flags {
    pub(super) const HELD: u16 = 1;
    pub(super) const BY_POST: u16 = 2;
    pub(super) const PROVISIONAL: u16 = 4;
    pub(super) const EXTENDED: u16 = 8;
    pub(super) const REFUSED: u16 = 16;
    pub(super) const EXTENSION_ASKED: u16 = 32;
    pub(super) const ELSEWHERE: u16 = 64;
    pub(super) const PAID_ONLINE: u16 = 128;
    pub(super) const PAID_OTHERWISE: u16 = 256;
    /// An apology went out.
    pub(super) const LETTER: u16 = 1 << 13;
    /// Two bits: how somebody judged in the minute the file ended, from 1.
    pub(super) const RATED: u32 = 9;
    pub(super) const UNCONFIRMED: u16 = 1 << 11;
    pub(super) const KEPT_ELSEWHERE: u16 = 1 << 12;

    pub(super) const fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    /// The clock is held.
    pub const fn is_held(self) -> bool {
        self.has(Self::HELD)
    }

    /// The result goes home by post.
    pub const fn is_by_post(self) -> bool {
        self.has(Self::BY_POST)
    }

    /// The promise lies beyond the last announced decree.
    pub const fn is_provisional(self) -> bool {
        self.has(Self::PROVISIONAL)
    }

    /// The one extension was granted.
    pub const fn is_extended(self) -> bool {
        self.has(Self::EXTENDED)
    }

    /// Refused on the merits.
    pub const fn is_refused(self) -> bool {
        self.has(Self::REFUSED)
    }

    /// An extension waits for a decision.
    pub const fn has_extension_asked(self) -> bool {
        self.has(Self::EXTENSION_ASKED)
    }

    /// Received for another body, or helped to file at another place (phi địa giới).
    pub const fn is_from_elsewhere(self) -> bool {
        self.has(Self::ELSEWHERE)
    }

    /// Money was paid online.
    pub const fn is_paid_online(self) -> bool {
        self.has(Self::PAID_ONLINE)
    }

    /// A letter of apology went out: the extension was granted, the form printed, or an account names it.
    pub const fn has_letter(self) -> bool {
        self.has(Self::LETTER)
    }

    /// How somebody judged in the minute the file ended, as most slips are; others are marks.
    pub const fn rating_at_end(self) -> Option<Rating> {
        match self.0 >> Self::RATED & 3 {
            1 => Some(Rating::Satisfied),
            2 => Some(Rating::Neutral),
            3 => Some(Rating::Dissatisfied),
            _ => None,
        }
    }

    /// Given to the competent body elsewhere, which has not confirmed it; its clock stands.
    pub const fn is_unconfirmed(self) -> bool {
        self.has(Self::UNCONFIRMED)
    }

    /// Another office keeps the file; this desk has a copy.
    pub const fn is_kept_elsewhere(self) -> bool {
        self.has(Self::KEPT_ELSEWHERE)
    }

    /// Money was paid in another way.
    pub const fn is_paid_otherwise(self) -> bool {
        self.has(Self::PAID_OTHERWISE)
    }
}

/// Something dated that most rows have none of: kept beside the rows, so that a report can see a file as
/// it stood on an earlier day. Eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Minute,
    /// What.
    pub what: What,
}

/// A day in two bytes: days since 1970, held before 2149.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShortDay(pub u16);

impl ShortDay {
    /// The day of a date.
    pub fn of(date: NaiveDate) -> Self {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        Self(u16::try_from(days.max(0)).unwrap_or(u16::MAX))
    }

    /// The date of the day.
    pub fn date(self) -> NaiveDate {
        NaiveDate::default() + chrono::Days::new(u64::from(self.0))
    }

    /// Its first minute on the clock of the country.
    pub const fn start(self) -> Minute {
        Minute((self.0 as u32 * 24 * 60).saturating_sub(7 * 60))
    }
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// From here on this is the last day promised. Only rows promised more than once have these.
    Due(ShortDay),
    /// The clock is held for money.
    Held,
    /// The money came.
    Freed,
    /// More was asked of the applicant; after acceptance this holds the clock.
    Asked,
    /// It came.
    Came,
    /// The post could not deliver. Only rows whose item is with the post have these.
    Undelivered,
    /// Somebody judged the service, at another moment than the end of the file.
    Rated(Rating),
    /// Somebody complained; the answer is due on this day. The complaints of a row are numbered in order.
    Complained(ShortDay),
    /// The complaint of this number was answered.
    Answered {
        /// Which, from 1.
        number: u8,
        /// What the answer finds.
        finding: Finding,
    },
}

/// How far the accounts of a file are, in one byte: the state for its lateness, and how many supplement
/// rounds were accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accounts(pub u8);

impl Accounts {
    /// Those of a case.
    pub fn of(case: &Case) -> Self {
        let rounds = (1..).zip(&case.supplements).filter(|(number, _)| {
            matches!(
                case.account_state(Subject::Supplement(*number)),
                AccountState::Given | AccountState::Accepted
            )
        });
        let rounds = rounds.count().min(63) as u8;
        Self(case.account_state(Subject::Lateness) as u8 | rounds << 2)
    }

    /// For the lateness.
    pub const fn lateness(self) -> AccountState {
        match self.0 & 3 {
            0 => AccountState::Owed,
            1 => AccountState::Given,
            2 => AccountState::Returned,
            _ => AccountState::Accepted,
        }
    }

    /// Supplement rounds accounted for, given or accepted.
    pub const fn rounds(self) -> u8 {
        self.0 >> 2
    }
}
