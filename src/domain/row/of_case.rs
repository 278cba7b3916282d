//! What a case says of itself in one row.
//!
//! Must not know: numbers and places a projection gives.

use super::{Accounts, Flags, Mark, Minute, Row, RowDraft, ShortDay, What};
use crate::domain::accountability::Subject;
use crate::domain::case::{Case, Extension, LegState, Outcome};
use crate::domain::clock::Entry;
use crate::domain::dossier::{PaymentMethod, ReturnBy};
use crate::domain::feedback::Answer;
use crate::domain::id::PersonId;
use crate::domain::lateness::timeliness;
use crate::domain::moment::Moment;
use crate::domain::sheet::FormKey;
use crate::domain::stage::Stage;
use crate::domain::text::fold;
use crate::domain::trail;
use chrono::NaiveDate;

impl RowDraft {
    /// What a case says of itself.
    pub fn of(case: &Case) -> Self {
        let code = case
            .code
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| case.foreign_codes.first().cloned())
            .unwrap_or_default();
        let row = Row {
            id: case.id,
            n: case.n,
            arrived: Minute::of(case.arrived),
            received: Minute::of(case.received),
            due: case.promise.as_ref().map_or(Minute::NEVER, |promise| Minute::start_of(promise.due)),
            ready: Minute::of(case.ready),
            ended: Minute::of(case.ended),
            touched: Minute::of(case.last_occurred),
            procedure: 0,
            holder: 0,
            officer: 0,
            body: 0,
            stage: case.stage,
            channel: case.channel,
            level: case.level,
            rounds: case.supplements.len().min(255) as u8,
            others: open_elsewhere(case),
            flags: flags(case),
            text: 0,
            lengths: (0, 0, 0),
            legs: legs(case),
            accounts: Accounts::of(case),
            reason: 0,
            marks: 0,
            marked: 0,
            traced: 0,
        };
        Self {
            row,
            procedure: case.procedure.clone(),
            holder: case.holder.as_ref().map(|holder| holder.person.clone()),
            officer: officer(case),
            body: case.competent_body.clone(),
            reason: case
                .account(Subject::Lateness)
                .map(|given| given.account.reason.clone())
                .unwrap_or_default(),
            marks: marks(case),
            trail: trail::of(case),
            code: clip(&code, 254),
            owner: clip(&case.owner.name, 1_000),
            key: clip(&search_key(case), 2_000),
        }
    }
}

fn open_elsewhere(case: &Case) -> u8 {
    let legs = case.legs.iter().filter(|leg| matches!(leg.state, LegState::Open { .. })).count();
    (case.open_opinions() + legs).min(255) as u8
}

/// Whoever the file was last given to for its first step; later steps (signing, issuing) have other holders.
fn officer(case: &Case) -> Option<PersonId> {
    let mut holders = case.held_before.iter().chain(&case.holder);
    let first = holders.next()?;
    Some(holders.rfind(|holder| holder.step == first.step).unwrap_or(first).person.clone())
}

/// Parts other bodies returned: early, on time, late.
fn legs(case: &Case) -> [u8; 3] {
    let mut counts = [0_u8; 3];
    for leg in &case.legs {
        if let (Some(due), LegState::Returned { at, .. }) = (leg.request.due, &leg.state) {
            let place = timeliness(due, at.date()) as usize;
            if let Some(count) = counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
        }
    }
    counts
}

/// Everything dated a report looks back at. At most 255, the latest.
fn marks(case: &Case) -> Vec<Mark> {
    let at = |moment: Moment| Minute::of(Some(moment));
    let mut marks = Vec::new();
    if case.promises.len() > 1 {
        let due =
            |(when, day): &(Moment, NaiveDate)| Mark { at: at(*when), what: What::Due(ShortDay::of(*day)) };
        marks.extend(case.promises.iter().map(due));
    }
    let asked = |at: Moment| case.supplements.iter().any(|round| round.requested == at);
    let mut held = false;
    for entry in case.clock.iter().flat_map(|clock| &clock.ledger) {
        let what = match entry {
            Entry::Suspended { at, .. } if !asked(*at) => What::Held,
            Entry::Resumed { .. } if held => What::Freed,
            Entry::Suspended { .. }
            | Entry::Resumed { .. }
            | Entry::Restarted { .. }
            | Entry::Started { .. }
            | Entry::Extended { .. }
            | Entry::Stopped { .. } => continue,
        };
        held = what == What::Held;
        marks.push(Mark { at: at(entry.at()), what });
    }
    for round in &case.supplements {
        marks.push(Mark { at: at(round.requested), what: What::Asked });
        marks.extend(round.received.map(|when| Mark { at: at(when), what: What::Came }));
    }
    if let Some((when, rating)) = case.rating
        && !rated_at_end(case)
    {
        marks.push(Mark { at: at(when), what: What::Rated(rating) });
    }
    for (number, made) in (1..=u8::MAX).zip(&case.complaints) {
        let by = ShortDay::of(made.complaint.answer_by);
        marks.push(Mark { at: at(made.at), what: What::Complained(by) });
        let answered = |(when, answer): &(Moment, Answer)| Mark {
            at: at(*when),
            what: What::Answered { number, finding: answer.finding },
        };
        marks.extend(made.answered.as_ref().map(answered));
    }
    if case.stage == Stage::WithPost {
        let failed = case.post.last().into_iter().flat_map(|item| &item.failed);
        marks.extend(failed.map(|(when, _)| Mark { at: at(*when), what: What::Undelivered }));
    }
    marks.sort_by_key(|mark| mark.at);
    marks.split_off(marks.len().saturating_sub(255))
}

fn flags(case: &Case) -> Flags {
    let paid = |online: bool| {
        case.fees
            .iter()
            .any(|line| (line.fee.method == PaymentMethod::Online) == online && line.fee.amount > 0)
    };
    let elsewhere = !case.helped_at.is_empty()
        || (!case.receiving_body.is_empty() && case.receiving_body != case.competent_body);
    let refused = case.decision.as_ref().is_some_and(|d| d.outcome == Outcome::RefusedOnMerits);
    let set = [
        (Flags::HELD, case.is_held()),
        (Flags::BY_POST, matches!(case.return_by, ReturnBy::Post { .. })),
        (Flags::PROVISIONAL, case.promise.as_ref().is_some_and(|promise| promise.provisional)),
        (Flags::EXTENDED, matches!(case.extension, Extension::Granted { .. })),
        (Flags::REFUSED, refused),
        (Flags::EXTENSION_ASKED, matches!(case.extension, Extension::Asked { .. })),
        (Flags::ELSEWHERE, elsewhere),
        (Flags::LETTER, has_letter(case)),
        (Flags::PAID_ONLINE, paid(true)),
        (Flags::PAID_OTHERWISE, paid(false)),
        (Flags::UNCONFIRMED, case.awaits_competent_body()),
        (Flags::KEPT_ELSEWHERE, !case.is_here),
    ];
    let rating = case.rating.filter(|_| rated_at_end(case)).map_or(0, |(_, rating)| rating as u16 + 1);
    Flags(set.iter().filter(|(_, on)| *on).fold(rating << Flags::RATED, |bits, (bit, _)| bits | bit))
}

/// Whether a letter of apology went out (NĐ 61/2018 art. 19.9).
fn has_letter(case: &Case) -> bool {
    matches!(case.extension, Extension::Granted { .. })
        || case.sheets.iter().any(|sheet| sheet.printed.form == FormKey::Apology)
        || case.account(Subject::Lateness).is_some_and(|given| !given.account.letter.is_empty())
}

/// Whether the slip was recorded in the minute the file ended: then its moment needs no place of its own.
fn rated_at_end(case: &Case) -> bool {
    case.ended.is_some() && Minute::of(case.rating.map(|(when, _)| when)) == Minute::of(case.ended)
}

fn search_key(case: &Case) -> String {
    let filer = case.filer.as_ref().map_or("", |filer| filer.name.as_str());
    let mut words =
        vec![case.owner.name.as_str(), filer, case.owner.phone.as_str(), case.owner.id_number.as_str()];
    words.extend(case.foreign_codes.iter().map(String::as_str));
    words.retain(|word| !word.is_empty());
    fold(&words.join(" "))
}

/// At most `most` bytes, cut between letters.
fn clip(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().to_owned()
}
