//! Office time as one straight line: minutes the office has been open since its calendar begins.
//!
//! Must not know: what happens in those minutes.

use crate::domain::calendar::Calendar;
use crate::domain::moment::Moment;
use chrono::NaiveDate;

/// Minutes of office time since the first opening.
pub(super) type Tick = u64;

/// A stretch of open hours.
struct Span {
    /// When it opens, in seconds since the Unix epoch.
    opens: i64,
    /// Office minutes before it.
    before: Tick,
    /// How many minutes it lasts.
    minutes: u64,
}

/// A working day.
struct Day {
    date: NaiveDate,
    /// Office minutes before it.
    before: Tick,
    /// Office minutes in it.
    minutes: u64,
}

/// All office time of a calendar.
pub(super) struct OfficeTime {
    spans: Vec<Span>,
    days: Vec<Day>,
}

impl OfficeTime {
    /// Lays a calendar out.
    pub(super) fn new(calendar: &Calendar) -> Self {
        let (mut spans, mut days, mut before) = (Vec::new(), Vec::new(), 0);
        let national = calendar.national();
        let dates = national.first.iter_days().take_while(|date| *date <= national.last);
        for date in dates.filter(|date| calendar.is_working(*date)) {
            let first = before;
            for segment in calendar.segments(date) {
                let minutes = (segment.to - segment.from).num_minutes().max(0) as u64;
                spans.push(Span { opens: Moment::at(date, segment.from).unix(), before, minutes });
                before += minutes;
            }
            if before > first {
                days.push(Day { date, before: first, minutes: before - first });
            }
        }
        Self { spans, days }
    }

    /// Office minutes up to a moment.
    pub(super) fn tick(&self, at: Moment) -> Tick {
        let opened = self.spans.partition_point(|span| span.opens <= at.unix());
        let Some(span) = opened.checked_sub(1).and_then(|last| self.spans.get(last)) else { return 0 };
        let since = ((at.unix() - span.opens) / 60).max(0) as u64;
        span.before + since.min(span.minutes)
    }

    /// The moment of an office minute; minutes past the end of the calendar are its last.
    pub(super) fn moment(&self, tick: Tick) -> Moment {
        let opened = self.spans.partition_point(|span| span.before <= tick);
        let Some(span) = opened.checked_sub(1).and_then(|last| self.spans.get(last)) else {
            return Moment::from_unix(0);
        };
        Moment::from_unix(span.opens + (tick - span.before).min(span.minutes) as i64 * 60)
    }

    /// The number of the first working day on or after a day.
    pub(super) fn day_number(&self, date: NaiveDate) -> usize {
        self.days.partition_point(|day| day.date < date)
    }

    /// The day of a number, held inside the calendar.
    pub(super) fn date(&self, number: usize) -> NaiveDate {
        self.days.get(number).or(self.days.last()).map_or(NaiveDate::MIN, |day| day.date)
    }

    /// An office minute of a working day, at so many per mille of it.
    pub(super) fn within(&self, number: usize, per_mille: u64) -> Tick {
        let Some(day) = self.days.get(number).or(self.days.last()) else { return 0 };
        day.before + day.minutes * per_mille.min(999) / 1_000
    }
}
