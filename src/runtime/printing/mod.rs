//! The printing room: sheets of cases, the queue of what waits for the printer, and the printer itself.
//!
//! The desk makes a sheet, records it and puts it into the queue; a thread of its own gives it to the printer, so
//! that nobody waits. Must not know: keys, or how a sheet looks on the screen.

mod making;
mod printer;
mod sheets;
mod spool;
mod whole;

use super::threads::{Heard, spawn};
use crate::app::message::Message;
use crate::app::notice::{Notice, Weight};
use crate::app::sheet::{JobState, PaperNews, PaperTask, PrintJob};
use crate::config::printing::{self, Printing};
use crate::desk::{Aside, Desk, Folder};
use crate::domain::moment::Moment;
use crate::domain::sheet::SheetWay;
use crate::journal::disk::Disk;
use printer::Paper;
use spool::Spool;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, SyncSender, channel};
use std::time::Duration;
pub(crate) use whole::{day_sheet, proposal_sheet};

/// How often a printer that did not answer is tried again.
const AGAIN: Duration = Duration::from_mins(1);

/// What `printing.toml` of a folder says; defaults for what it does not say rightly.
fn settings(dir: &Path) -> Printing {
    let text = std::fs::read_to_string(dir.join(printing::FILE)).ok();
    printing::load(text.as_deref()).0
}

/// Performs a task on an open desk; what there is to print is left in the queue.
pub fn perform<D: Disk>(desk: &mut Desk<D>, task: PaperTask, now: Moment) -> Vec<Message> {
    // A role without content sees no sheet and no queue of them.
    let Some(aside) = desk.aside() else { return refuse() };
    let spool = Spool::new(&desk.folder().prints(), aside);
    match task {
        PaperTask::Look(wanted) => vec![sheets::look(desk, wanted, now)],
        PaperTask::Print(wanted, way) => sheets::print(desk, &wanted, way, &spool, now),
        PaperTask::EndShift(end) => whole::end_shift(desk, &end, &spool, now),
        PaperTask::List => vec![queue(&spool, true)],
        PaperTask::Retry(id) => changed(&spool, &id, &JobState::Waiting(String::new())),
        PaperTask::Cancel(id) => changed(&spool, &id, &JobState::Cancelled),
    }
}

/// Changes a job and shows the queue; says so where the job is gone.
fn changed(spool: &Spool, id: &str, state: &JobState) -> Vec<Message> {
    let said = match spool.set(id, state) {
        Ok(true) => None,
        Ok(false) => Some(Notice::new(Weight::Info, "notice-print-gone")),
        Err(error) => Some(super::notices::not_written("prints", &error)),
    };
    said.map(Message::Noticed).into_iter().chain([queue(spool, true)]).collect()
}

/// Whether a task leaves something for the printer.
pub const fn feeds_printer(task: &PaperTask) -> bool {
    match task {
        PaperTask::Print(_, SheetWay::Printer) | PaperTask::Retry(_) | PaperTask::EndShift(_) => true,
        PaperTask::Print(_, SheetWay::File) | PaperTask::Look(_) | PaperTask::List | PaperTask::Cancel(_) => {
            false
        }
    }
}

/// The answer while no desk is open.
pub fn refuse() -> Vec<Message> {
    vec![Message::Noticed(super::notices::not_open())]
}

fn queue(spool: &Spool, show: bool) -> Message {
    Message::Paper(PaperNews::Queue { jobs: spool.jobs(), show })
}

/// What seals the queue of a folder nobody is in: nothing on a plain desk; on a sealed one the queue stays shut.
pub fn unattended(dir: &Path) -> Option<Aside> {
    (!Folder::new(dir).is_sealed()).then(Aside::default)
}

/// Gives everything that waits to the printer, once; tells how each went. Nothing is printed from a sealed queue
/// nobody has the key to.
pub fn drain(dir: &Path, aside: Option<&Aside>) -> Vec<Message> {
    let Some(aside) = aside else { return Vec::new() };
    let spool = Spool::new(&Folder::new(dir).prints(), aside.clone());
    let settings = settings(dir);
    let mut told = Vec::new();
    for job in spool.jobs().into_iter().rev() {
        let JobState::Waiting(before) = &job.state else { continue };
        let paper = match spool.plain_file(&job.id) {
            Some(file) => Ok(Paper::File(file)),
            None => spool.pdf(&job.id).map(Paper::Bytes).map_err(|error| error.to_string()),
        };
        let printed = paper.and_then(|paper| printer::print(&settings, &paper, job.copies));
        let (state, notice) = match printed {
            Ok(()) => (JobState::Sent, said("notice-print-sent", Weight::Info, &job, "")),
            // A printer that stays silent is told once, not every minute.
            Err(why) if why == *before => continue,
            Err(why) => {
                let notice = said("notice-print-waits", Weight::Warning, &job, &why);
                (JobState::Waiting(why), notice)
            }
        };
        // Cancelled meanwhile: the paper may come, but nobody waits for it.
        let _ = spool.set(&job.id, &state);
        told.push(Message::Noticed(notice));
    }
    if !told.is_empty() {
        told.push(queue(&spool, false));
    }
    told
}

fn said(id: &str, weight: Weight, job: &PrintJob, why: &str) -> Notice {
    Notice::new(weight, id).with("form", job.form.name()).with("subject", &job.subject).with("why", why)
}

/// The thread that feeds the printer.
pub struct Shop {
    poke: Sender<Option<Aside>>,
}

impl Shop {
    /// Starts it on a folder; it looks at once for what waits from before. `aside` opens the queue.
    pub fn open(dir: PathBuf, aside: Option<Aside>, heard: &SyncSender<Heard>) -> std::io::Result<Self> {
        let (poke, pokes) = channel();
        let told = heard.clone();
        let mut aside = aside;
        spawn("printer", heard.clone(), move || {
            loop {
                for message in drain(&dir, aside.as_ref()) {
                    let _ = told.send(Heard::Message(message));
                }
                match pokes.recv_timeout(AGAIN) {
                    Ok(now) => aside = now,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
        })?;
        Ok(Self { poke })
    }

    /// Says that something is there to print, and what opens the queue from now on: nothing once nobody is in.
    pub fn poke(&self, aside: Option<Aside>) {
        let _ = self.poke.send(aside);
    }

    /// Whether a folder has something that waits, so that the thread is needed at all.
    pub fn is_needed(dir: &Path, aside: Option<&Aside>) -> bool {
        let waits = |job: &PrintJob| matches!(job.state, JobState::Waiting(_));
        aside.is_some_and(|aside| {
            Spool::new(&Folder::new(dir).prints(), aside.clone()).jobs().iter().any(waits)
        })
    }
}
