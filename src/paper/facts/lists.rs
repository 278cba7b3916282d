//! The lists of a case, row by row.
//!
//! Must not know: which form asks for them.

use super::{Scene, day};
use crate::domain::case::{Case, CaseFile};
use crate::domain::dossier::ReturnBy;
use crate::domain::event::{Event, Stamped};
use crate::domain::id::PersonId;
use crate::paper::amount::grouped;
use crate::paper::field::Cell;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A row.
pub(super) type Row = BTreeMap<Cell, String>;

pub(super) fn row<const N: usize>(no: usize, cells: [(Cell, String); N]) -> Row {
    let mut row: Row = cells.into_iter().collect();
    row.insert(Cell::No, no.to_string());
    row
}

pub(super) fn papers(case: &Case) -> Vec<Row> {
    let count = |count: u8| if count == 0 { String::new() } else { count.to_string() };
    case.papers
        .iter()
        .zip(1..)
        .map(|(paper, no)| {
            row(
                no,
                [
                    (Cell::Name, paper.name.clone()),
                    (Cell::Originals, count(paper.originals)),
                    (Cell::Certified, count(paper.certified)),
                    (Cell::Copies, count(paper.copies)),
                ],
            )
        })
        .collect()
}

pub(super) fn items(case: &Case) -> Vec<Row> {
    let items = case.supplements.last().map(|round| round.items.as_slice()).unwrap_or_default();
    items.iter().zip(1..).map(|(item, no)| row(no, [(Cell::Name, item.clone())])).collect()
}

pub(super) fn fees(scene: &Scene<'_>, case: &Case) -> Vec<Row> {
    case.fees
        .iter()
        .zip(1..)
        .map(|(line, no)| {
            let method: &str = line.fee.method.into();
            row(
                no,
                [
                    (Cell::Name, scene.law.name_of(&case.procedure)),
                    (Cell::Amount, grouped(line.fee.amount)),
                    (Cell::Method, scene.words.text(&format!("payment-{method}"))),
                    (Cell::Voucher, line.fee.voucher.clone()),
                    (Cell::At, line.at.to_string()),
                ],
            )
        })
        .collect()
}

pub(super) fn events(scene: &Scene<'_>, file: &CaseFile) -> Vec<Row> {
    let told = file.history.iter().filter(|stamped| !matches!(stamped.event, Event::SheetPrinted(_)));
    told.zip(1..)
        .map(|(stamped, no)| {
            row(
                no,
                [
                    (Cell::At, stamped.occurred.to_string()),
                    (Cell::Name, scene.words.text(&format!("event-{}", stamped.event.name()))),
                    (Cell::By, scene.office.name_of(&stamped.by).to_owned()),
                    (Cell::Note, remark(&stamped.event)),
                ],
            )
        })
        .collect()
}

/// The words of an event that are for the reader of a slip; nothing of money, places or persons elsewhere.
fn remark(event: &Event) -> String {
    match event {
        Event::RefusedAtIntake { reason }
        | Event::ExtensionRefused { reason }
        | Event::Undelivered { reason }
        | Event::Undone { reason, .. }
        | Event::Withdrawn { reason, .. }
        | Event::Stopped { reason, .. }
        | Event::ExtensionAsked { reason, .. }
        | Event::ExtensionGranted { reason, .. }
        | Event::PaymentRequired { reason, .. }
        | Event::Corrected { reason, .. }
        | Event::PromiseMoved { reason, .. } => reason.clone(),
        Event::IntakeSupplementRequested(request) | Event::AppraisalSupplementRequested(request) => {
            format!("{}: {}", request.items.join("; "), request.reason)
        }
        Event::SupplementReceived { items, .. } => items.join("; "),
        Event::OpinionAsked { body, .. } => body.clone(),
        Event::Decided { document, .. } => document.clone(),
        Event::GivenToPost { item } => item.clone(),
        Event::Delivered { recipient } | Event::HandedOver { recipient, .. } => recipient.clone(),
        Event::StepFinished { note, .. } => note.clone(),
        Event::CopySent { to, .. } | Event::GivenOver { to, .. } => to.name.clone(),
        Event::TakenOver { from, .. } => from.name.clone(),
        Event::Arrived { .. }
        | Event::Received { .. }
        | Event::Assigned { .. }
        | Event::OpinionAnswered { .. }
        | Event::Verified { .. }
        | Event::Transferred { .. }
        | Event::LegReturned { .. }
        | Event::PaymentReceived { .. }
        | Event::FeeCollected(_)
        | Event::ResultReady
        | Event::ReturnedByPost
        | Event::Noted { .. }
        | Event::SheetPrinted(_)
        | Event::ClockStart { .. }
        | Event::AccountGiven(_)
        | Event::AccountReviewed { .. }
        | Event::Rated { .. }
        | Event::ComplaintMade(_)
        | Event::ComplaintAnswered(_)
        | Event::NotedElsewhere { .. }
        | Event::ForkSettled { .. } => String::new(),
    }
}

/// One row for every time the file went from hand to hand.
pub(super) fn hand_overs(scene: &Scene<'_>, file: &CaseFile) -> Vec<Row> {
    let case = &file.case;
    let name = |id: &PersonId| scene.office.name_of(id).to_owned();
    let mut rows = Vec::new();
    // Who has it, and the last day of their step.
    let mut due: Option<NaiveDate> = None;
    let mut hand = |stamped: &Stamped, giver: String, taker: String, due: Option<NaiveDate>| {
        let at = stamped.occurred;
        let outcome = due.map_or("", |due| match at.date().cmp(&due) {
            std::cmp::Ordering::Less => "Trước hạn",
            std::cmp::Ordering::Equal => "Đúng hạn",
            std::cmp::Ordering::Greater => "Quá hạn",
        });
        let no = rows.len() + 1;
        rows.push(row(
            no,
            [
                (Cell::Giver, giver),
                (Cell::Taker, taker),
                (Cell::Given, at.to_string()),
                (Cell::Taken, at.to_string()),
                (Cell::Outcome, outcome.to_owned()),
                (Cell::Note, due.map(|due| format!("Hạn {}", day(due))).unwrap_or_default()),
            ],
        ));
    };
    let filer = case.filer.as_ref().unwrap_or(&case.owner).name.clone();
    for stamped in &file.history {
        let by = name(&stamped.by);
        match &stamped.event {
            Event::Received { .. } => hand(stamped, filer.clone(), by, None),
            Event::Assigned { to, step_due, .. } | Event::StepFinished { to, step_due, .. } => {
                hand(stamped, by, name(to), due);
                due = *step_due;
            }
            Event::Transferred { legs, .. } => {
                for leg in legs {
                    hand(stamped, by.clone(), leg.body.clone(), None);
                }
            }
            Event::LegReturned { leg, .. } => {
                let agency = case.legs.iter().find(|agency| agency.number == *leg);
                let body = agency.map(|agency| agency.request.body.clone()).unwrap_or_default();
                hand(stamped, body, by, agency.and_then(|agency| agency.request.due));
            }
            Event::ResultReady => {
                hand(stamped, by, scene.letterhead.desk.clone(), due);
                due = None;
            }
            Event::GivenToPost { item } => hand(stamped, by, format!("Bưu chính ({item})"), None),
            Event::GivenOver { to, .. } => hand(stamped, by, to.name.clone(), None),
            Event::ReturnedByPost => hand(stamped, "Bưu chính".to_owned(), by, None),
            Event::HandedOver { recipient, .. } => hand(stamped, by, recipient.clone(), None),
            Event::Delivered { recipient } => hand(stamped, "Bưu chính".to_owned(), recipient.clone(), None),
            Event::Arrived { .. }
            | Event::RefusedAtIntake { .. }
            | Event::IntakeSupplementRequested(_)
            | Event::AppraisalSupplementRequested(_)
            | Event::SupplementReceived { .. }
            | Event::OpinionAsked { .. }
            | Event::OpinionAnswered { .. }
            | Event::Verified { .. }
            | Event::PaymentRequired { .. }
            | Event::PaymentReceived { .. }
            | Event::FeeCollected(_)
            | Event::ExtensionAsked { .. }
            | Event::ExtensionGranted { .. }
            | Event::ExtensionRefused { .. }
            | Event::Decided { .. }
            | Event::Undelivered { .. }
            | Event::Withdrawn { .. }
            | Event::Stopped { .. }
            | Event::Noted { .. }
            | Event::Corrected { .. }
            | Event::Undone { .. }
            | Event::SheetPrinted(_)
            | Event::ClockStart { .. }
            | Event::PromiseMoved { .. }
            | Event::AccountGiven(_)
            | Event::AccountReviewed { .. }
            | Event::Rated { .. }
            | Event::ComplaintMade(_)
            | Event::ComplaintAnswered(_)
            | Event::CopySent { .. }
            | Event::TakenOver { .. }
            | Event::NotedElsewhere { .. }
            | Event::ForkSettled { .. } => {}
        }
    }
    rows
}

/// A case as a row among others.
pub(super) fn case(scene: &Scene<'_>, file: &CaseFile, no: usize) -> Row {
    let case = &file.case;
    let mark = |holds: bool| if holds { "X".to_owned() } else { String::new() };
    let moment = |at: Option<crate::domain::moment::Moment>| at.map(|at| at.to_string()).unwrap_or_default();
    let (return_by, address) = match &case.return_by {
        ReturnBy::Desk => ("Tại bàn".to_owned(), case.owner.address.clone()),
        ReturnBy::Post { address } => ("Bưu chính".to_owned(), address.clone()),
    };
    let body = if case.competent_body.is_empty() { &scene.office.name } else { &case.competent_body };
    row(
        no,
        [
            (Cell::Code, case.code.as_ref().map(ToString::to_string).unwrap_or_default()),
            (Cell::Procedure, case.procedure.to_string()),
            (Cell::Name, scene.law.name_of(&case.procedure)),
            (Cell::Owner, case.owner.name.clone()),
            (Cell::Address, address),
            (Cell::Phone, case.owner.phone.clone()),
            (Cell::Sets, case.sets.to_string()),
            (Cell::Body, body.clone()),
            (Cell::Received, moment(case.received)),
            (Cell::Due, moment(case.promise.as_ref().map(|promise| promise.at))),
            (Cell::Returned, moment(case.returned.as_ref().map(|returned| returned.at))),
            (Cell::ReturnBy, return_by.clone()),
            (Cell::Result, case.decision.as_ref().map(|made| made.document.clone()).unwrap_or_default()),
            (Cell::HasFee, mark(!case.fees.is_empty())),
            (Cell::ByPost, mark(return_by == "Bưu chính")),
            (Cell::PostItem, case.post.last().map(|item| item.item.clone()).unwrap_or_default()),
            (Cell::Note, String::new()),
        ],
    )
}
