//! All duties of the desk with their times, kept in step with the rows: the queue shows them as work.
//!
//! Must not know: how a duty is worded, or why the desk looks.

use super::duty::{self, Duty, DutyKind};
use super::law::Law;
use super::moment::Moment;
use super::projection::{Place, Projection};
use std::collections::BTreeMap;

/// Duties by row, and the list of those to be shown, the most urgent first.
#[derive(Debug, Clone, Default)]
pub struct Duties {
    of: BTreeMap<Place, Vec<Duty>>,
    shown: Vec<(Duty, Place)>,
    /// The moment and the horizon the list was made for.
    window: Option<(Moment, Moment)>,
}

impl Duties {
    /// The duties of all rows under a law.
    pub fn of(projection: &Projection, law: &Law) -> Self {
        let mut duties = Self::default();
        for place in 0..projection.len() as Place {
            duties.read(place, projection, law);
        }
        duties
    }

    /// Makes the list anew: what is owed by `until`, seen from `now`.
    pub fn show(&mut self, now: Moment, until: Moment) {
        self.window = Some((now, until));
        let first = |(place, duties): (&Place, &Vec<Duty>)| Some((most_urgent(duties, now, until)?, *place));
        self.shown = self.of.iter().filter_map(first).collect();
        self.shown.sort_unstable();
    }

    /// Takes in that a row has changed.
    pub fn follow(&mut self, place: Place, projection: &Projection, law: &Law) {
        self.read(place, projection, law);
        let Some((now, until)) = self.window else { return };
        self.shown.retain(|(_, other)| *other != place);
        let duties = self.of.get(&place).map(Vec::as_slice).unwrap_or_default();
        if let Some(duty) = most_urgent(duties, now, until) {
            let at = self.shown.partition_point(|entry| *entry < (duty, place));
            self.shown.insert(at, (duty, place));
        }
    }

    /// What is to be shown, the most urgent first; each row once.
    pub fn shown(&self) -> &[(Duty, Place)] {
        &self.shown
    }

    /// The moment the list was made for.
    pub fn seen_from(&self) -> Option<Moment> {
        self.window.map(|(now, _)| now)
    }

    /// All duties of a row, the most urgent first.
    pub fn of_row(&self, place: Place) -> &[Duty] {
        self.of.get(&place).map(Vec::as_slice).unwrap_or_default()
    }

    /// The duty a row is shown for.
    pub fn shown_for(&self, place: Place) -> Option<Duty> {
        let (now, until) = self.window?;
        most_urgent(self.of_row(place), now, until)
    }

    fn read(&mut self, place: Place, projection: &Projection, law: &Law) {
        self.of.remove(&place);
        let Some(row) = projection.row(place).filter(|row| !row.stage.is_end()) else { return };
        let code = projection.procedure(row);
        let day = row.received.date().or_else(|| row.arrived.date());
        let procedure = code.zip(day).and_then(|(code, day)| law.catalogue.on(code, day));
        let duties = duty::of(row, projection.marks(row), procedure.map(|known| &**known), law);
        if !duties.is_empty() {
            self.of.insert(place, duties);
        }
    }
}

/// The first duty that is owed by then. That a file might have been returned and was not is no duty any
/// more once its time is over.
fn most_urgent(duties: &[Duty], now: Moment, until: Moment) -> Option<Duty> {
    let owed = |duty: &&Duty| duty.by <= until && (duty.by >= now || duty.kind != DutyKind::AppraisalNotice);
    duties.iter().find(owed).copied()
}
