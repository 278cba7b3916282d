//! The print queue on disk: a PDF and a small note for every job, so that what waits survives the program.
//!
//! The PDF of a job goes once the printer has it; the note stays a while. On a sealed desk both are sealed, so that
//! without somebody's keys the queue is empty. Must not know: printers, or what a sheet says.

use crate::app::sheet::{JobState, PrintJob};
use crate::desk::{Aside, write_atomically};
use crate::domain::moment::Moment;
use crate::domain::sheet::FormKey;
use serde_json::{Value, json};
use std::io;
use std::path::{Path, PathBuf};

/// Notes of finished jobs that are kept.
const KEPT: usize = 50;

/// The queue of one desk.
pub(super) struct Spool {
    folder: PathBuf,
    aside: Aside,
}

impl Spool {
    pub(super) fn new(folder: &Path, aside: Aside) -> Self {
        Self { folder: folder.to_owned(), aside }
    }

    /// The PDF of a job where it may lie plainly; nothing on a sealed desk.
    pub(super) fn plain_file(&self, id: &str) -> Option<PathBuf> {
        (!self.aside.is_sealed()).then(|| self.file(id))
    }

    /// The PDF of a job.
    pub(super) fn pdf(&self, id: &str) -> io::Result<Vec<u8>> {
        let bytes = std::fs::read(self.file(id))?;
        self.aside.open(id, &bytes).map_err(io::Error::other)
    }

    /// Where the PDF of a job lies.
    fn file(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.pdf"))
    }

    fn note(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    /// Puts a PDF down; it waits for nothing before [`Spool::release`].
    pub(super) fn put(&self, pdf: &[u8], now: Moment) -> io::Result<String> {
        std::fs::create_dir_all(&self.folder)?;
        keep_private(&self.folder)?;
        let stem = now.local().format("%Y%m%d-%H%M%S").to_string();
        let id = (1..10_000)
            .map(|n| format!("{stem}-{n}"))
            .find(|id| !self.file(id).exists() && !self.note(id).exists())
            .ok_or(io::ErrorKind::AlreadyExists)?;
        let bytes = self.aside.close(&id, pdf).map_err(io::Error::other)?;
        write_atomically(&self.file(&id), &bytes)?;
        Ok(id)
    }

    /// Lets a job wait for the printer from now on.
    pub(super) fn release(&self, job: &PrintJob) -> io::Result<()> {
        self.write(job)?;
        self.forget_old();
        Ok(())
    }

    /// Takes back what was put down and not released.
    pub(super) fn withdraw(&self, id: &str) {
        let _ = std::fs::remove_file(self.file(id));
    }

    /// All jobs, the latest first. A note that cannot be read is no job.
    pub(super) fn jobs(&self) -> Vec<PrintJob> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let notes = entries.flatten().map(|entry| entry.path());
        let notes = notes.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
        let mut jobs: Vec<PrintJob> = notes.filter_map(|path| self.read(&path)).collect();
        jobs.sort_by(|a, b| (b.since, &b.id).cmp(&(a.since, &a.id)));
        jobs
    }

    /// Changes how far a job is; false where it is gone.
    pub(super) fn set(&self, id: &str, state: &JobState) -> io::Result<bool> {
        let Some(mut job) = self.read(&self.note(id)).filter(|_| is_name(id)) else { return Ok(false) };
        // Without its PDF a job cannot be printed again; the case can.
        if matches!(state, JobState::Waiting(_)) && !self.file(id).exists() {
            return Ok(false);
        }
        job.state = state.clone();
        self.write(&job)?;
        match state {
            JobState::Waiting(_) => {}
            JobState::Sent | JobState::Cancelled => self.withdraw(id),
        }
        Ok(true)
    }

    fn write(&self, job: &PrintJob) -> io::Result<()> {
        let state: &str = (&job.state).into();
        let why = match &job.state {
            JobState::Waiting(why) => why.as_str(),
            JobState::Sent | JobState::Cancelled => "",
        };
        let note = json!({
            "form": job.form.name(),
            "subject": job.subject,
            "copies": job.copies,
            "since": job.since.unix(),
            "state": state,
            "why": why,
        });
        let place = note_place(&job.id);
        let bytes = self.aside.close(&place, note.to_string().as_bytes()).map_err(io::Error::other)?;
        write_atomically(&self.note(&job.id), &bytes)
    }

    fn read(&self, path: &Path) -> Option<PrintJob> {
        let id = path.file_stem()?.to_str()?;
        let bytes = self.aside.open(&note_place(id), &std::fs::read(path).ok()?).ok()?;
        read(id, &bytes)
    }

    fn forget_old(&self) {
        let done = |job: &PrintJob| !matches!(job.state, JobState::Waiting(_));
        for job in self.jobs().iter().filter(|job| done(job)).skip(KEPT) {
            let _ = std::fs::remove_file(self.note(&job.id));
        }
    }
}

/// Sheets name people: nobody else of the machine reads them while they wait.
#[cfg(unix)]
fn keep_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
}

/// Folders of a user are private elsewhere.
#[cfg(not(unix))]
fn keep_private(_: &Path) -> io::Result<()> {
    Ok(())
}

/// A name of a job, not a way out of the folder.
fn is_name(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// A note and its PDF never take each other's place.
fn note_place(id: &str) -> String {
    format!("{id} note")
}

fn read(id: &str, bytes: &[u8]) -> Option<PrintJob> {
    let note: Value = serde_json::from_slice(bytes).ok()?;
    let text = |name: &str| note.get(name).and_then(Value::as_str).map(str::to_owned);
    let number = |name: &str| note.get(name).and_then(Value::as_i64);
    let state = match text("state")?.as_str() {
        "waiting" => JobState::Waiting(text("why").unwrap_or_default()),
        "sent" => JobState::Sent,
        "cancelled" => JobState::Cancelled,
        _ => return None,
    };
    Some(PrintJob {
        id: id.to_owned(),
        form: text("form")?.parse::<FormKey>().ok()?,
        subject: text("subject")?,
        copies: u16::try_from(number("copies")?).ok()?,
        since: Moment::from_unix(number("since")?),
        state,
    })
}
