//! Random offices told event by event, and II.06a counted from those events alone, slowly.

use super::office::{AN, BINH, HEAD, LAN, POSTAL, cash, file, file_of, online, usual};
use super::sim_disk::Chance;
use super::story::{Story, story};
use crate::law::d;
use chrono::{NaiveDate, TimeDelta};
use motcua::domain::action::Action;
use motcua::domain::case::Case;
use motcua::domain::channel::Channel;
use motcua::domain::dossier::{FeeTaken, PaymentMethod};
use motcua::domain::event::{Event, Stamped};
use motcua::domain::feedback::{Finding, Rating};
use motcua::domain::id::CaseId;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::{Ending, Reading, Waiting};
use motcua::domain::row::RowDraft;
use motcua::domain::stage::ActionKind;
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// A random office: its rows, and the history of every file.
pub fn random(seed: u64, files: usize) -> (Projection, Vec<Vec<Stamped>>) {
    let mut chance = Chance::new(seed);
    let (mut rows, mut histories) = (Projection::default(), Vec::new());
    for id in 1..=files as u128 {
        // What was added to these offices later has a chance of its own, so that they stay what they were.
        let mut later = Chance::new(seed * 1_000 + id as u64);
        let told = random_story(&mut chance, &mut later);
        let told = said_of(sent_round(told, &mut later), &mut later);
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
        histories.push(told.file.history);
    }
    (rows, histories)
}

/// A file that comes in on some day of 2019 or 2020 and meets chance for a while.
fn random_story(chance: &mut Chance, later: &mut Chance) -> Story {
    let start = d("02/01/2019") + chrono::Days::new(chance.below(700) as u64);
    let minute = TimeDelta::minutes(chance.below(24 * 60) as i64);
    let mut form = if chance.one_in(4) { file_of(POSTAL, "Bưu cục") } else { file("Nguyễn Thị Hoa") };
    form.channel = [Channel::Direct, Channel::Online, Channel::Post][chance.below(3)];
    form.level = chance.below(4) as u8 + 1;
    if chance.one_in(5) {
        form = online(form, "G01-1");
    }
    if later.one_in(4) {
        form.fee = Some(FeeTaken { method: PaymentMethod::Online, ..cash(50_000) });
    }
    if later.one_in(5) {
        "Xã Tả Phìn".clone_into(&mut form.helped_at);
    }
    let mut told = Story { now: Moment::midnight(start).plus(minute), ..story() };
    let first = if chance.one_in(3) {
        Action::RegisterArrival(Box::new(form))
    } else {
        Action::Receive(Box::new(form))
    };
    told = told.does(&first);
    let kinds: Vec<ActionKind> = ActionKind::iter().filter(|kind| !is_feedback(*kind)).collect();
    for _ in 0..chance.below(9) {
        told.now = told.now.plus(TimeDelta::hours(chance.below(24 * 7) as i64));
        for _ in 0..12 {
            told = told.by([LAN, AN, BINH, HEAD][chance.below(4)]);
            let action = usual(kinds[chance.below(kinds.len())]);
            if told.decide_at(&action, told.now).is_ok() {
                told = told.does(&action);
                break;
            }
        }
    }
    told
}

fn is_feedback(kind: ActionKind) -> bool {
    matches!(kind, ActionKind::Rate | ActionKind::RecordComplaint | ActionKind::AnswerComplaint)
}

/// Some files go to other bodies and come back, in time or late.
fn sent_round(mut told: Story, chance: &mut Chance) -> Story {
    let transfer = usual(ActionKind::Transfer);
    if !chance.one_in(3) || told.decide_at(&transfer, told.now).is_err() {
        return told;
    }
    told = told.does(&transfer);
    for leg in 1..=chance.below(3) as u16 {
        told.now = told.now.plus(TimeDelta::hours(chance.below(24 * 6) as i64));
        told = told.does(&Action::RecordLegResult { leg, result: "Đồng ý".to_owned() });
    }
    for kind in [ActionKind::Decide, ActionKind::MarkReady] {
        if told.decide_at(&usual(kind), told.now).is_ok() {
            told = told.then(kind);
        }
    }
    told
}

/// What people say of a file, at its end and after it; by a chance of its own, so that the files stay what they
/// were without it.
fn said_of(mut told: Story, chance: &mut Chance) -> Story {
    if chance.one_in(3) && told.case().ended.is_some() && told.case().last_occurred == told.case().ended {
        // A slip handed in with the result.
        told.now = told.case().ended.unwrap_or(told.now);
        told = told.does(&rate(chance));
    }
    for _ in 0..chance.below(4) {
        told.now = told.now.plus(TimeDelta::hours(chance.below(24 * 20) as i64));
        told = told.by([LAN, HEAD][chance.below(2)]);
        let made = told.case().complaints.len() as u32;
        let action = match chance.below(5) {
            0 => rate(chance),
            1 | 2 => usual(ActionKind::RecordComplaint),
            3 => {
                let finding = [Finding::Founded, Finding::Unfounded, Finding::Declined][chance.below(3)];
                let number = chance.below(made as usize + 1) as u32;
                let words = "Đã trả lời".to_owned();
                Action::AnswerComplaint { number, finding, words, document: String::new() }
            }
            _ if Case::last_to_undo(&told.file.history).is_some_and(|last| says(&last.event)) => {
                usual(ActionKind::Undo)
            }
            _ => continue,
        };
        if told.decide_at(&action, told.now).is_ok() {
            told = told.does(&action);
        }
    }
    told
}

fn says(event: &Event) -> bool {
    matches!(event, Event::Rated { .. } | Event::ComplaintMade(_) | Event::ComplaintAnswered(_))
}

fn rate(chance: &mut Chance) -> Action {
    let rating = [Rating::Satisfied, Rating::Neutral, Rating::Dissatisfied][chance.below(3)];
    Action::Rate { rating, words: String::new() }
}

/// What the slow count knows of a file, from its events alone.
struct Life {
    procedure: String,
    channel: Channel,
    received: NaiveDate,
    dues: Vec<(NaiveDate, NaiveDate)>,
    holds: Vec<(NaiveDate, bool)>,
    ended: Option<(NaiveDate, bool)>,
}

#[allow(clippy::wildcard_enum_match_arm)] // reads only what moves days; other facts may come and go
fn life(history: &[Stamped]) -> Option<Life> {
    let undone: Vec<u32> = history
        .iter()
        .filter_map(|one| if let Event::Undone { event, .. } = one.event { Some(event) } else { None })
        .collect();
    let (mut procedure, mut channel, mut received, mut suspended) =
        (String::new(), Channel::Direct, None, false);
    let (mut dues, mut holds, mut ended) = (Vec::new(), Vec::new(), None);
    for one in history.iter().filter(|one| !undone.contains(&one.n)) {
        let day = one.occurred.date();
        match &one.event {
            Event::Arrived { intake } => {
                (procedure, channel) = (intake.procedure.0.clone(), intake.channel);
            }
            Event::Received { intake, promise, .. } => {
                if let Some(intake) = intake {
                    (procedure, channel) = (intake.procedure.0.clone(), intake.channel);
                }
                received = Some(day);
                dues.push((day, promise.due));
            }
            Event::AppraisalSupplementRequested(_) => holds.push((day, true)),
            Event::SupplementReceived { promise, .. } => {
                if received.is_some() {
                    holds.push((day, false));
                }
                dues.extend(promise.as_ref().map(|promise| (day, promise.due)));
            }
            Event::PaymentRequired { suspends, .. } => {
                suspended = *suspends;
                if suspended {
                    holds.push((day, true));
                }
            }
            Event::PaymentReceived { promise, .. } => {
                if suspended {
                    holds.push((day, false));
                }
                dues.extend(promise.as_ref().map(|promise| (day, promise.due)));
            }
            Event::ExtensionGranted { promise, .. } => dues.push((day, promise.due)),
            Event::ClockStart { promise, .. } => {
                dues.extend(promise.as_ref().map(|promise| (day, promise.due)));
            }
            Event::PromiseMoved { to, .. } => dues.push((day, to.due)),
            Event::ResultReady => ended = Some((day, true)),
            Event::Withdrawn { .. } | Event::Stopped { .. } => ended = Some((day, false)),
            _ => {}
        }
    }
    Some(Life { procedure, channel, received: received?, dues, holds, ended })
}

/// Columns 3 to 13 by procedure, counted file by file and day by day.
pub fn slow_results(
    histories: &[Vec<Stamped>],
    period: Period,
    reading: Reading,
) -> BTreeMap<String, [u64; 11]> {
    let mut lines: BTreeMap<String, [u64; 11]> = BTreeMap::new();
    for life in histories.iter().filter_map(|history| life(history)) {
        let over = life.ended.is_some_and(|(day, _)| day < period.from);
        if life.received > period.to || over {
            continue;
        }
        let cells = lines.entry(life.procedure.clone()).or_default();
        cells[0] += 1;
        cells[if life.received < period.from {
            3
        } else if life.channel == Channel::Online {
            1
        } else {
            2
        }] += 1;
        let by = |day: NaiveDate| life.dues.iter().rfind(|(since, _)| *since <= day).unwrap().1;
        let at = match life.ended.filter(|(day, _)| *day <= period.to) {
            Some((_, false)) if reading.ending == Ending::OnTime => 6,
            Some((day, _)) if day < by(day) => 5,
            Some((day, _)) if day == by(day) => 6,
            Some(_) => 7,
            None => {
                let held = life.holds.iter().rfind(|(since, _)| *since <= period.to);
                match held {
                    Some((_, true)) if reading.waiting == Waiting::InTime => 9,
                    Some((_, true)) => 6,
                    _ if by(period.to) < period.to => 10,
                    _ => 9,
                }
            }
        };
        cells[at] += 1;
        cells[if at < 8 { 4 } else { 8 }] += 1;
    }
    lines
}
