//! Errors of the desk → notices: a sentence's name and its facts.
//!
//! Each says what happened, what is safe and what to do; the words are in the catalogue. Must not know:
//! languages, or who will read it.

use super::clock::Jump;
use crate::app::notice::{Notice, Weight};
use crate::desk::{Anchored, Changed, OpenDeskError, SubmitError, Trouble};
use crate::domain::moment::Moment;
use crate::journal::lock::LockError;
use crate::journal::{OpenError, ReadError, WriteError};
use std::io::ErrorKind;

/// Every notice this room can give, for the test that each has its words.
pub const IDS: &[&str] = &[
    "notice-case-unknown",
    "notice-case-unreadable",
    "notice-ballast-thrown",
    "notice-damaged",
    "notice-disk-full",
    "notice-disk-full-over",
    "notice-disk-full-relieved",
    "notice-not-open",
    "notice-file-changed",
    "notice-file-gone",
    "notice-folder-in-use",
    "notice-folder-in-use-by",
    "notice-folder-unusable",
    "notice-frames-missing",
    "notice-journal-newer",
    "notice-journal-unreadable",
    "notice-not-kept",
    "notice-not-written",
    "notice-open-cancelled",
    "notice-other-history",
    "notice-read-only",
    "notice-recording-stopped",
    "notice-snapshot-remade",
    "notice-line-again",
    "notice-line-differs",
    "notice-line-fits",
    "notice-line-missing",
    "notice-line-unreadable",
    "notice-anchor-missed",
    "notice-drill-due",
    "notice-not-backed-up",
    "notice-old-keys",
    "notice-seal-failed",
    "notice-sealed",
    "notice-store-behind",
    "notice-clock-behind",
    "notice-clock-jumped",
    "notice-clock-silent",
    "notice-other-zone",
    "notice-store-failed",
    "notice-store-rebuilt",
    "notice-too-large",
    "notice-torn-tail",
    "notice-unwritable",
    "notice-case-changed",
    "notice-written",
    "notice-written-plain",
];

fn error(id: &str) -> Notice {
    Notice::new(Weight::Error, id)
}

/// Why the desk could not be opened.
pub fn of_open_error(failure: &OpenDeskError) -> Notice {
    match failure {
        OpenDeskError::Lock(LockError::Held(Some(holder))) => error("notice-folder-in-use-by")
            .with("who", &holder.who)
            .with("since", &holder.since)
            .with("process", holder.process),
        OpenDeskError::Lock(LockError::Held(None)) => error("notice-folder-in-use"),
        OpenDeskError::Lock(LockError::Io(why)) | OpenDeskError::Io(why) => {
            error("notice-folder-unusable").with("why", why)
        }
        OpenDeskError::Journal(OpenError::Newer { version, .. })
        | OpenDeskError::Read(ReadError::Newer { version, .. }) => {
            error("notice-journal-newer").with("version", version)
        }
        OpenDeskError::Journal(why @ (OpenError::Io(_) | OpenError::Mark { .. })) => {
            error("notice-journal-unreadable").with("why", why)
        }
        OpenDeskError::Read(why @ (ReadError::Io(_) | ReadError::Damage(_))) => {
            error("notice-journal-unreadable").with("why", why)
        }
        OpenDeskError::Record { .. } => error("notice-journal-unreadable").with("why", failure),
        OpenDeskError::Store(why) => error("notice-store-failed").with("why", why),
        OpenDeskError::Locked => error("notice-sealed"),
        OpenDeskError::Sealed(why) => error("notice-seal-failed").with("why", why),
        OpenDeskError::OldKeys { known, found } => {
            error("notice-old-keys").with("known", known).with("found", found)
        }
        OpenDeskError::Cancelled => Notice::new(Weight::Info, "notice-open-cancelled"),
    }
}

/// What was found at opening.
pub fn of_trouble(trouble: &Trouble) -> Notice {
    match trouble {
        Trouble::TornTail(aside) => Notice::new(Weight::Warning, "notice-torn-tail")
            .with("file", &aside.file)
            .with("bytes", aside.bytes),
        Trouble::Damaged(damage) => error("notice-damaged")
            .with("sequence", damage.sequence)
            .with("frames", damage.frames)
            .with("segment", damage.segment)
            .with("offset", damage.offset),
        Trouble::Missing { known, found } => {
            error("notice-frames-missing").with("known", known).with("found", found)
        }
        Trouble::OtherHistory => error("notice-other-history"),
        Trouble::BallastThrown { bytes } => {
            Notice::new(Weight::Warning, "notice-ballast-thrown").with("mib", bytes >> 20)
        }
        Trouble::Unwritable(kind) => error("notice-unwritable").with("why", kind),
        Trouble::SnapshotUnreadable(_) => Notice::new(Weight::Info, "notice-snapshot-remade"),
        Trouble::StoreRebuilt { kept, .. } => {
            let kept = kept.as_ref().and_then(|path| path.file_name());
            Notice::new(Weight::Info, "notice-store-rebuilt")
                .with("kept", kept.map_or_else(|| "-".into(), |name| name.to_string_lossy()))
        }
        Trouble::StoreUnusable(why) => error("notice-store-failed").with("why", why),
    }
}

/// A small file is not as the program last had it in hand.
pub fn of_changed(changed: &Changed) -> Notice {
    let id = if changed.is_gone { "notice-file-gone" } else { "notice-file-changed" };
    Notice::new(Weight::Warning, id).with("name", &changed.name)
}

/// Why an action was not recorded, or a case not read. Refusals and conflicts have their own words where
/// they are shown.
pub fn of_submit_error(failure: &SubmitError) -> Notice {
    match failure {
        SubmitError::Refused(refusal) => error(&format!("refusal-{}", refusal.name())),
        SubmitError::Conflict { .. } => Notice::new(Weight::Warning, "notice-case-changed"),
        SubmitError::UnknownCase => error("notice-case-unknown"),
        SubmitError::Journal(WriteError::TooLarge { bytes }) => {
            error("notice-too-large").with("bytes", bytes)
        }
        SubmitError::Journal(WriteError::Io(why)) if why.kind() == ErrorKind::StorageFull => {
            error("notice-disk-full")
        }
        SubmitError::Journal(WriteError::Stopped { kind: ErrorKind::StorageFull }) => {
            error("notice-disk-full")
        }
        SubmitError::Full { released: 0 } => Notice::new(Weight::Warning, "notice-disk-full-over"),
        SubmitError::Full { released } => {
            Notice::new(Weight::Warning, "notice-disk-full-relieved").with("mib", released >> 20)
        }
        SubmitError::Journal(why @ WriteError::Io(_)) => error("notice-recording-stopped").with("why", why),
        SubmitError::Journal(WriteError::Stopped { kind }) => {
            error("notice-recording-stopped").with("why", kind)
        }
        SubmitError::Journal(WriteError::ReadOnly(_)) => error("notice-read-only"),
        SubmitError::Read(why) => error("notice-case-unreadable").with("why", why),
        SubmitError::Record(why) => error("notice-case-unreadable").with("why", why),
        SubmitError::Store(why) => error("notice-store-failed").with("why", why),
        SubmitError::Sealed(why) => error("notice-seal-failed").with("why", why),
    }
}

/// The office's retention schedule does not read: nothing is due by half a schedule.
pub fn schedule_faulty(faults: &[crate::config::law::Fault]) -> Notice {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    error("notice-schedule-faulty").with("count", faults.len()).with("first", first)
}

/// A backup is being made; what waits for its end.
pub fn backup_under_way() -> Notice {
    Notice::new(Weight::Warning, "notice-backup-under-way")
}

/// What a line typed back from paper says of the history.
pub fn of_anchor(found: Anchored) -> Notice {
    match found {
        Anchored::Fits => Notice::new(Weight::Info, "notice-line-fits"),
        Anchored::Differs => error("notice-line-differs"),
        Anchored::Missing => error("notice-line-missing"),
        Anchored::BeforeSealing => Notice::new(Weight::Info, "notice-line-before-sealing"),
        Anchored::Again => Notice::new(Weight::Warning, "notice-line-again"),
        Anchored::Unreadable => Notice::new(Weight::Warning, "notice-line-unreadable"),
    }
}

/// The backup of the day was not made.
pub fn not_backed_up(why: &impl std::fmt::Display) -> Notice {
    Notice::new(Weight::Warning, "notice-not-backed-up").with("why", why)
}

/// The newest backup is not of this history: frames are gone, or the history is another.
pub fn anchor_missed(sequence: u64) -> Notice {
    error("notice-anchor-missed").with("sequence", sequence)
}

/// No backup was restored on trial for a month.
pub fn drill_due() -> Notice {
    Notice::new(Weight::Info, "notice-drill-due")
}

/// The desk is not open, so nothing can be done with it.
pub fn not_open() -> Notice {
    error("notice-not-open")
}

/// An action is recorded, but what stands behind the journal lags.
pub fn store_behind() -> Notice {
    Notice::new(Weight::Info, "notice-store-behind")
}

/// The machine's clock stands before the last thing that happened; the later of the two is used.
pub fn clock_behind(latest: Moment) -> Notice {
    Notice::new(Weight::Warning, "notice-clock-behind").with("latest", latest)
}

/// The machine's clock jumped while the desk was open.
pub fn clock_jumped(jump: Jump) -> Notice {
    Notice::new(Weight::Warning, "notice-clock-jumped")
        .with("machine", jump.machine)
        .with("trusted", jump.trusted)
}

/// Nothing was recorded for so long that the machine's date deserves a look.
pub fn clock_silent(latest: Moment, now: Moment, days: i64) -> Notice {
    Notice::new(Weight::Warning, "notice-clock-silent")
        .with("latest", latest)
        .with("now", now)
        .with("days", days)
}

/// The machine keeps another time zone than the country.
pub fn other_zone(hours: i32, now: Moment) -> Notice {
    Notice::new(Weight::Info, "notice-other-zone").with("hours", hours).with("now", now)
}

/// A file is written.
pub fn written(path: &std::path::Path) -> Notice {
    Notice::new(Weight::Info, "notice-written").with("path", path.display())
}

/// A file could not be written.
pub fn not_written(name: &str, why: &std::io::Error) -> Notice {
    error("notice-not-written").with("name", name).with("why", why)
}
