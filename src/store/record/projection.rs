//! The projection as bytes: `version ‖ checksum ‖ bincode`. Another version is as good as none.
//!
//! Rows are written as plain fixed-width values, so that a hundred thousand read back in a blink.
//! Must not know: files.

use super::{RecordError, survey, undecodable};
use crate::domain::channel::Channel;
use crate::domain::id::{CaseId, PersonId, StationId};
use crate::domain::number::NumberBook;
use crate::domain::procedure::ProcedureCode;
use crate::domain::projection::{Parts, Projection};
use crate::domain::row::{Accounts, Flags, Mark, Minute, Row, ShortDay, What};
use crate::domain::stage::Stage;
use crate::domain::survey::Surveys;
use crate::store::snapshot::{Snapshot, SnapshotPoint};
use bincode::Options as _;
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator as _;

/// Raised whenever rows or stages change their shape or order.
const VERSION: u8 = 6;
const CHECK: usize = 32;
/// A snapshot of ten million cases; more is no snapshot of ours.
const MOST_BYTES: u64 = 4 << 30;

#[derive(Serialize, Deserialize)]
struct Image {
    desk: [u8; 16],
    sequence: u64,
    segment: u64,
    offset: u64,
    hash: [u8; 32],
    rows: Vec<RowImage>,
    arena: String,
    procedures: Vec<String>,
    holders: Vec<String>,
    bodies: Vec<String>,
    reasons: Vec<String>,
    marks: Vec<(u32, u8, u16)>,
    steps: Vec<String>,
    papers: Vec<String>,
    heads: Vec<String>,
    hands: Vec<(u8, u16)>,
    numbers: Vec<(i32, u8, u32)>,
    surveys: Vec<survey::Entry>,
}

#[derive(Serialize, Deserialize)]
struct RowImage {
    id: u128,
    minutes: [u32; 6],
    n: u32,
    text: u32,
    procedure: u16,
    holder: u16,
    owner_bytes: u16,
    key_bytes: u16,
    code_bytes: u8,
    officer: u16,
    body: u16,
    flags: u16,
    marks: u32,
    stage: u8,
    channel: u8,
    small: [u8; 10],
}

/// A projection and how far it reaches, as bytes.
pub fn encode_snapshot(
    point: &SnapshotPoint,
    projection: &Projection,
    numbers: &NumberBook,
) -> Result<Vec<u8>, RecordError> {
    let parts = projection.to_parts();
    let image = Image {
        desk: point.desk,
        sequence: point.sequence,
        segment: point.segment,
        offset: point.offset,
        hash: point.hash,
        rows: parts.rows.iter().map(RowImage::of).collect(),
        arena: parts.arena,
        procedures: parts.procedures.into_iter().map(|code| code.0).collect(),
        holders: parts.holders.into_iter().map(|person| person.0).collect(),
        bodies: parts.bodies,
        reasons: parts.reasons,
        marks: parts.marks.iter().copied().map(mark_image).collect(),
        steps: parts.steps,
        papers: parts.papers,
        heads: parts.heads,
        hands: parts.hands,
        numbers: numbers
            .entries()
            .map(|(day, station, given)| (day.num_days_from_ce(), station.number(), given))
            .collect(),
        surveys: parts.surveys.all().iter().map(survey::Entry::from).collect(),
    };
    let mut bytes = vec![VERSION];
    bytes.resize(1 + CHECK, 0);
    codec().serialize_into(&mut bytes, &image).map_err(undecodable)?;
    let check = blake3::hash(bytes.get(1 + CHECK..).unwrap_or_default());
    if let Some(place) = bytes.get_mut(1..=CHECK) {
        place.copy_from_slice(check.as_bytes());
    }
    Ok(bytes)
}

/// Reads what [`encode_snapshot`] wrote, and nothing else.
pub fn decode_snapshot(bytes: &[u8]) -> Result<Snapshot, RecordError> {
    let (version, rest) = bytes.split_first().ok_or(RecordError::Impossible("empty snapshot"))?;
    if *version != VERSION {
        return Err(RecordError::Newer(*version));
    }
    let (check, value) = rest.split_at_checked(CHECK).ok_or(RecordError::Impossible("short snapshot"))?;
    if blake3::hash(value).as_bytes() != check {
        return Err(RecordError::Checksum);
    }
    let image: Image = codec().deserialize(value).map_err(undecodable)?;
    let stages: Vec<Stage> = Stage::iter().collect();
    let rows = image.rows.iter().map(|row| row.lift(&stages)).collect::<Result<Vec<_>, _>>()?;
    let parts = Parts {
        rows,
        arena: image.arena,
        procedures: image.procedures.into_iter().map(ProcedureCode).collect(),
        holders: image.holders.into_iter().map(PersonId).collect(),
        bodies: image.bodies,
        reasons: image.reasons,
        marks: image.marks.into_iter().map(lift_mark).collect::<Result<_, _>>()?,
        steps: image.steps,
        papers: image.papers,
        heads: image.heads,
        hands: image.hands,
        surveys: Surveys::new(image.surveys.into_iter().map(survey::Entry::lift).collect::<Result<_, _>>()?),
    };
    let numbers = image.numbers.into_iter().filter_map(|(day, station, given)| {
        Some((NaiveDate::from_num_days_from_ce_opt(day)?, StationId::new(station)?, given))
    });
    Ok(Snapshot {
        point: SnapshotPoint {
            desk: image.desk,
            sequence: image.sequence,
            segment: image.segment,
            offset: image.offset,
            hash: image.hash,
        },
        numbers: NumberBook::of(numbers),
        projection: Projection::from_parts(parts).ok_or(RecordError::Impossible("row outside its texts"))?,
    })
}

impl RowImage {
    fn of(row: &Row) -> Self {
        Self {
            id: row.id.0,
            minutes: [row.arrived, row.received, row.due, row.ready, row.ended, row.touched].map(|m| m.0),
            n: row.n,
            text: row.text,
            procedure: row.procedure,
            holder: row.holder,
            owner_bytes: row.lengths.1,
            key_bytes: row.lengths.2,
            code_bytes: row.lengths.0,
            stage: row.stage as u8,
            channel: row.channel as u8,
            officer: row.officer,
            body: row.body,
            flags: row.flags.0,
            marks: row.marks,
            small: [
                row.level,
                row.rounds,
                row.others,
                row.marked,
                row.accounts.0,
                row.reason,
                row.legs[0],
                row.legs[1],
                row.legs[2],
                row.traced,
            ],
        }
    }

    fn lift(&self, stages: &[Stage]) -> Result<Row, RecordError> {
        let [arrived, received, due, ready, ended, touched] = self.minutes.map(Minute);
        let [level, rounds, others, marked, accounts, reason, early, on_time, late, traced] = self.small;
        let channel = Channel::iter().find(|channel| *channel as u8 == self.channel);
        Ok(Row {
            id: CaseId(self.id),
            n: self.n,
            arrived,
            received,
            due,
            ready,
            ended,
            touched,
            procedure: self.procedure,
            holder: self.holder,
            stage: *stages.get(usize::from(self.stage)).ok_or(RecordError::Impossible("stage"))?,
            channel: channel.ok_or(RecordError::Impossible("channel"))?,
            level,
            rounds,
            others,
            flags: Flags(self.flags),
            text: self.text,
            lengths: (self.code_bytes, self.owner_bytes, self.key_bytes),
            officer: self.officer,
            body: self.body,
            legs: [early, on_time, late],
            accounts: Accounts(accounts),
            reason,
            marks: self.marks,
            marked,
            traced,
        })
    }
}

fn mark_image(mark: Mark) -> (u32, u8, u16) {
    let (kind, value) = match mark.what {
        What::Due(due) => (0, due.0),
        What::Held => (1, 0),
        What::Freed => (2, 0),
        What::Asked => (3, 0),
        What::Came => (4, 0),
        What::Undelivered => (5, 0),
        What::Rated(rating) => (6, rating as u16),
        What::Complained(by) => (7, by.0),
        What::Answered { number, finding } => (8, u16::from(number) << 8 | finding as u16),
    };
    (mark.at.0, kind, value)
}

fn lift_mark((at, kind, value): (u32, u8, u16)) -> Result<Mark, RecordError> {
    let what = match kind {
        0 => What::Due(ShortDay(value)),
        1 => What::Held,
        2 => What::Freed,
        3 => What::Asked,
        4 => What::Came,
        5 => What::Undelivered,
        6 => What::Rated(among(value)?),
        7 => What::Complained(ShortDay(value)),
        8 => What::Answered { number: (value >> 8) as u8, finding: among(value & 0xff)? },
        _ => return Err(RecordError::Impossible("mark")),
    };
    Ok(Mark { at: Minute(at), what })
}

/// The value of an enum by its place.
fn among<T: strum::IntoEnumIterator>(place: u16) -> Result<T, RecordError> {
    T::iter().nth(usize::from(place)).ok_or(RecordError::Impossible("mark"))
}

fn codec() -> impl bincode::Options {
    bincode::DefaultOptions::new().with_fixint_encoding().with_limit(MOST_BYTES)
}
