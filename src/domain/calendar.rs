//! Which days work: the nation's days off and make-up days, and one office's hours and closures.
//!
//! Must not know: limits, cases or files. Years change by data, never by code.

use super::hours::{HoursFault, Office, PromiseDay, Segment};
use super::moment::Moment;
use super::rules::Reading;
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, Weekday};
use std::fmt;
use std::sync::Arc;

/// Names the data a date was counted with: edition of the national days, the day of knowledge when
/// some announcements were left out, and the office's own revision. `vn1@2025-12-24+vp1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarVersion(Arc<str>);

impl CalendarVersion {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CalendarVersion {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for CalendarVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a special day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SpecialKind {
    /// A public holiday (BLLĐ 112).
    Holiday,
    /// Off because a holiday fell on a weekly day off (BLLĐ 111.3).
    InLieu,
    /// Off in exchange for a make-up day.
    SwapOff,
    /// A weekly day off that is worked in exchange for another.
    MakeUp,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Special {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub kind: SpecialKind,
    /// What people call it, in Vietnamese.
    pub name: String,
    /// For a make-up day, the day whose office hours it takes.
    pub in_place_of: Option<NaiveDate>,
    /// When it was made known, where that matters; otherwise it counts as always known.
    pub announced: Option<NaiveDate>,
    /// Where it was read.
    pub source: String,
    /// Whether somebody checked it against its source.
    pub verified: bool,
}

/// The nation's calendar as data, with its provenance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct National {
    /// Edition of the data, such as `vn1`.
    pub edition: String,
    /// What people call it.
    pub name: String,
    /// Weekly days off.
    pub weekly_off: Vec<Weekday>,
    /// First day covered.
    pub first: NaiveDate,
    /// Last day covered by an announced decree.
    pub horizon: NaiveDate,
    /// Last day covered at all; between the horizon and this day the data are estimates.
    pub last: NaiveDate,
    /// Special days, at most one entry per date.
    pub days: Vec<Special>,
    /// What a reader should know, such as proposals that are not applied.
    pub notes: Vec<String>,
}

/// What a day is for counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// A weekly day off that is worked.
    MakeUp,
    /// A weekly day off.
    Weekend,
    /// A holiday, a day in lieu, or a day swapped off.
    Off,
    /// The office is closed by a decision.
    Closed,
}

impl DayKind {
    /// Whether the day counts as a working day.
    pub const fn works(self) -> bool {
        match self {
            Self::Working | Self::MakeUp => true,
            Self::Weekend | Self::Off | Self::Closed => false,
        }
    }
}

/// How well a day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coverage {
    /// Covered by an announced decree.
    Announced,
    /// Past the horizon: an estimate; promises on such days are provisional.
    Estimated,
    /// Not covered: nothing may be counted here.
    Outside,
}

/// Why data do not make a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarFault {
    /// The first day, the horizon and the last day are not in order.
    Bounds,
    /// The span is longer than a calendar may be (200 years).
    TooLong,
    /// Two entries for one day.
    Twice(NaiveDate),
    /// A special day outside the span.
    OutOfSpan(NaiveDate),
    /// A make-up day that works anyway, or a day in lieu or swapped off that is off anyway.
    Pointless(NaiveDate),
    /// The office's hours are not usable.
    Hours(HoursFault),
}

/// Marks the version of a calendar whose make-up Saturdays may not be the end of a limit.
const NO_MAKE_UP_END: &str = "/no-make-up-end";

/// The calendar of one office: national days combined with its hours and closures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    version: CalendarVersion,
    national: Arc<National>,
    office: Arc<Office>,
    /// One entry per day from `national.first`, so that counting a day is one look-up.
    kinds: Arc<[DayKind]>,
    reading: Reading,
}

impl Calendar {
    /// Combines national days with an office; everything announced is known.
    pub fn new(national: National, office: Office) -> Result<Self, CalendarFault> {
        check(&national)?;
        office.check(&national.weekly_off).map_err(CalendarFault::Hours)?;
        let version = format!("{}+vp{}", national.edition, office.revision);
        Ok(Self::build(version, Arc::new(national), Arc::new(office)))
    }

    fn build(version: String, national: Arc<National>, office: Arc<Office>) -> Self {
        let mut kinds: Vec<DayKind> = national
            .first
            .iter_days()
            .take_while(|date| *date <= national.last)
            .map(|date| weekly_kind(&national, date))
            .collect();
        let index = |date: NaiveDate| usize::try_from((date - national.first).num_days()).ok();
        for special in &national.days {
            let kind = match special.kind {
                SpecialKind::MakeUp => DayKind::MakeUp,
                SpecialKind::Holiday | SpecialKind::InLieu | SpecialKind::SwapOff => DayKind::Off,
            };
            if let Some(slot) = index(special.date).and_then(|i| kinds.get_mut(i)) {
                *slot = kind;
            }
        }
        for date in office.closures.iter().flat_map(|c| c.from.iter_days().take_while(|d| *d <= c.to)) {
            if let Some(slot) = index(date).and_then(|i| kinds.get_mut(i))
                && slot.works()
            {
                *slot = DayKind::Closed;
            }
        }
        let reading = Reading::default();
        Self { version: version.as_str().into(), national, office, kinds: kinds.into(), reading }
    }

    /// The calendar as it was known on a day: later announcements left out.
    ///
    /// The version of two views is equal exactly when they leave out the same announcements.
    pub fn as_known_on(&self, day: NaiveDate) -> Self {
        let later = |s: &&Special| s.announced.is_some_and(|announced| announced > day);
        let Some(next) = self.national.days.iter().filter(later).filter_map(|s| s.announced).min() else {
            return self.clone();
        };
        let mut national = (*self.national).clone();
        national.days.retain(|special| !later(&special));
        let known = next.checked_sub_days(Days::new(1)).unwrap_or(next);
        let version = format!("{}@{known}+vp{}", national.edition, self.office.revision);
        Self::build(version, Arc::new(national), Arc::clone(&self.office))
    }

    /// The same days read another way where the law leaves it open; the version says so.
    pub fn read_as(&self, reading: Reading) -> Self {
        if reading == self.reading {
            return self.clone();
        }
        let plain = self.version.as_str().trim_end_matches(NO_MAKE_UP_END);
        let mark = if reading.ends_on_make_up { "" } else { NO_MAKE_UP_END };
        let version = CalendarVersion(format!("{plain}{mark}").into());
        Self { version, reading, ..self.clone() }
    }

    /// Whether a limit in calendar days, months or years may end on a day (BLDS 148.5).
    pub fn may_end_on(&self, date: NaiveDate) -> bool {
        match self.kind_of(date) {
            DayKind::Working => true,
            DayKind::MakeUp => self.reading.ends_on_make_up,
            DayKind::Weekend | DayKind::Off | DayKind::Closed => false,
        }
    }

    /// The office hour that can be promised for a limit whose last day this is. Where the office is not
    /// open then, the end of the day in law.
    pub fn promise_for(&self, last: NaiveDate) -> Moment {
        let promise = self.office.promise;
        let day = match promise.day {
            PromiseDay::Last => last,
            PromiseDay::NextWorking => {
                last.succ_opt().and_then(|next| self.working_on_or_after(next)).unwrap_or(last)
            }
        };
        match promise.time.or_else(|| self.closing(day)) {
            Some(time) => Moment::at(day, time),
            None => Moment::midnight(day.succ_opt().unwrap_or(day)),
        }
    }

    /// Names the data of this calendar.
    pub fn version(&self) -> &CalendarVersion {
        &self.version
    }

    /// The national days it stands on.
    pub fn national(&self) -> &National {
        &self.national
    }

    /// The office it stands on.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// How well a day is known.
    pub fn coverage(&self, date: NaiveDate) -> Coverage {
        if date < self.national.first || date > self.national.last {
            Coverage::Outside
        } else if date <= self.national.horizon {
            Coverage::Announced
        } else {
            Coverage::Estimated
        }
    }

    /// What a day is; outside the covered span only its weekday speaks.
    pub fn kind_of(&self, date: NaiveDate) -> DayKind {
        usize::try_from((date - self.national.first).num_days())
            .ok()
            .and_then(|i| self.kinds.get(i).copied())
            .unwrap_or_else(|| weekly_kind(&self.national, date))
    }

    /// Whether a day counts as a working day.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.kind_of(date).works()
    }

    /// The first working day on or after a day; nothing past the covered span.
    pub fn working_on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        date.iter_days().take_while(|d| self.coverage(*d) != Coverage::Outside).find(|d| self.is_working(*d))
    }

    /// The last working day before a day; nothing before the covered span. The apology letter is due
    /// by its end (NĐ 61/2018, điều 19.9, in the safe reading).
    pub fn working_before(&self, date: NaiveDate) -> Option<NaiveDate> {
        std::iter::successors(date.pred_opt(), NaiveDate::pred_opt)
            .take_while(|d| self.coverage(*d) != Coverage::Outside)
            .find(|d| self.is_working(*d))
    }

    /// Working days after `from` up to and with `to`.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        from.iter_days().skip(1).take_while(|d| *d <= to).filter(|d| self.is_working(*d)).count() as u32
    }

    /// The entry of a special day, where there is one.
    pub fn special(&self, date: NaiveDate) -> Option<&Special> {
        self.national.days.iter().find(|s| s.date == date)
    }

    /// What people call a day off, a make-up day or a closure; nothing for a plain day.
    pub fn name_of(&self, date: NaiveDate) -> Option<&str> {
        match self.kind_of(date) {
            DayKind::Working | DayKind::Weekend => None,
            DayKind::MakeUp | DayKind::Off => self.special(date).map(|s| s.name.as_str()),
            DayKind::Closed => self.office.closure(date).map(|c| c.name.as_str()),
        }
    }

    /// When the office is open on a day, in order. A weekly day off may have intake hours of its own:
    /// open, and yet not a working day for counting.
    pub fn segments(&self, date: NaiveDate) -> &[Segment] {
        match self.kind_of(date) {
            DayKind::Working => self.office.segments(date, date.weekday()),
            DayKind::MakeUp => {
                let stands_for = self.special(date).and_then(|s| s.in_place_of);
                let weekday = stands_for.map_or_else(|| self.last_weekday(), |day| day.weekday());
                self.office.segments(date, weekday)
            }
            DayKind::Weekend if self.office.closure(date).is_none() => {
                self.office.segments(date, date.weekday())
            }
            DayKind::Weekend | DayKind::Off | DayKind::Closed => &[],
        }
    }

    /// The hour the office closes on a day it opens.
    pub fn closing(&self, date: NaiveDate) -> Option<NaiveTime> {
        self.segments(date).last().map(|segment| segment.to)
    }

    /// The weekday a make-up day takes its hours from when it names no other: the last of the week.
    fn last_weekday(&self) -> Weekday {
        std::iter::successors(Some(Weekday::Sun), |day| Some(day.pred()))
            .take(7)
            .find(|day| !self.national.weekly_off.contains(day))
            .unwrap_or(Weekday::Fri)
    }
}

fn weekly_kind(national: &National, date: NaiveDate) -> DayKind {
    if national.weekly_off.contains(&date.weekday()) { DayKind::Weekend } else { DayKind::Working }
}

fn check(national: &National) -> Result<(), CalendarFault> {
    if !(national.first <= national.horizon && national.horizon <= national.last) {
        return Err(CalendarFault::Bounds);
    }
    if (national.last - national.first).num_days() > 200 * 366 {
        return Err(CalendarFault::TooLong);
    }
    let mut seen = std::collections::BTreeSet::new();
    for special in &national.days {
        let date = special.date;
        if date < national.first || date > national.last {
            return Err(CalendarFault::OutOfSpan(date));
        }
        if !seen.insert(date) {
            return Err(CalendarFault::Twice(date));
        }
        let works = weekly_kind(national, date).works();
        let pointless = match special.kind {
            SpecialKind::MakeUp => works,
            SpecialKind::InLieu | SpecialKind::SwapOff => !works,
            SpecialKind::Holiday => false,
        };
        if pointless {
            return Err(CalendarFault::Pointless(date));
        }
    }
    Ok(())
}
