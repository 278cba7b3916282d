//! Keeping and erasing at the edge, for the screen: what is due, and the end of a file with everything that follows.
//!
//! Must not know: who asks, or how a list is drawn.

use super::notices::{of_submit_error, schedule_faulty};
use super::perform::of_submit;
use super::scheduled::{self, Renewed};
use crate::app::message::Message;
use crate::app::notice::{Notice, Weight};
use crate::app::retention::{Asked, Facts, News};
use crate::config::law::retention::load;
use crate::desk::{Custody, Desk, SubmitError};
use crate::domain::id::PersonId;
use crate::domain::moment::{Moment, day};
use crate::domain::permission::Power;
use crate::domain::retention::Schedule;
use crate::journal::disk::Disk;

/// The office's schedule, or what is wrong with its file.
fn schedule<D: Disk>(desk: &Desk<D>) -> Result<Schedule, Notice> {
    load(desk.folder().path()).map_err(|faults| schedule_faulty(&faults))
}

/// Does what the screen asks; erasing has its own way, for the desk is another afterwards.
pub fn perform<D: Disk>(desk: &mut Desk<D>, by: &PersonId, asked: Asked, now: Moment) -> Message {
    let done = schedule(desk).and_then(|schedule| {
        match asked {
            Asked::State | Asked::Erase { .. } => facts(desk, schedule).map(News::State),
            Asked::Propose { cases, basis } => {
                let count = cases.len();
                desk.propose_erasure(by, &cases, &schedule, &basis, now).map(|number| {
                    done("notice-erasure-proposed").with("number", number).with("count", count).into()
                })
            }
            Asked::Hold { cases, reason } => {
                let count = cases.len();
                desk.hold(by, &cases, &reason, now).map(|_| done("notice-held").with("count", count).into())
            }
            Asked::Release { cases, reason } => {
                let count = cases.len();
                desk.release(by, &cases, &reason, now)
                    .map(|_| done("notice-released").with("count", count).into())
            }
        }
        .map_err(|error| of_submit(&error))
    });
    match done {
        Ok(news) => Message::Retention(Box::new(news)),
        Err(notice) => Message::Noticed(notice),
    }
}

impl From<Notice> for News {
    fn from(notice: Notice) -> Self {
        Self::Done(notice)
    }
}

fn done(id: &str) -> Notice {
    Notice::new(Weight::Info, id)
}

fn facts<D: Disk>(desk: &mut Desk<D>, schedule: Schedule) -> Result<Facts, SubmitError> {
    desk.check(Power::ReadCases).map_err(SubmitError::Refused)?;
    let Custody { held, proposals } = desk.custody()?;
    Ok(Facts { schedule, held, proposals })
}

/// Agrees to a proposal and erases. What follows needs the desk opened anew, so it comes back only where nothing was
/// erased; everything else, such as the backup of the day, is done here.
pub fn erase(mut desk: Desk, by: &PersonId, proposal: u64, now: Moment) -> (Option<Desk>, Message) {
    let erased = match schedule(&desk) {
        Ok(schedule) => desk.approve_erasure(by, proposal, &schedule, now),
        Err(notice) => return (Some(desk), Message::Noticed(notice)),
    };
    let count = match erased {
        Ok(count) => count,
        Err(error @ (SubmitError::Refused(_) | SubmitError::UnknownCase)) => {
            return (Some(desk), Message::Noticed(of_submit(&error)));
        }
        // The fact may stand in the chain already; the opening that follows finishes what it says.
        Err(error) => {
            desk.close(None);
            return (None, Message::Noticed(of_submit_error(&error)));
        }
    };
    let dir = desk.folder().path().to_owned();
    desk.close(None);
    let told = match scheduled::renew(&dir, now) {
        Ok(Renewed { before, until }) => Notice::new(Weight::Warning, "notice-erased")
            .with("count", count)
            .with("backups", before)
            .with("until", day(until)),
        Err(error) => {
            Notice::new(Weight::Error, "notice-erased-backup").with("count", count).with("why", error)
        }
    };
    (None, Message::Noticed(told))
}
