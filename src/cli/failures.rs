//! Errors of the rooms below, as sentences: what happened, what is safe, what to do.
//!
//! Must not know: which command met them.

use super::exit::{Code, Failure};
use super::say::Say;
use crate::app::notice::Notice;
use crate::config::folder::LoadError;
use crate::desk::{BackupError, OpenDeskError, SubmitError, Trouble};
use crate::exchange::encoding::Unsure;
use crate::journal::ReadError;
use crate::journal::lock::LockError;
use crate::practice::PracticeError;
use crate::runtime::{notices, perform};
use std::fmt::Display;

fn with_reason(id: &str, why: &impl Display, say: &Say) -> String {
    say.text(id, &[("why", (&why.to_string()).into())])
}

/// Why a folder's office or law could not be loaded.
pub fn of_load(error: &LoadError, say: &Say) -> Failure {
    let lines = match error {
        LoadError::NoOffice => vec![say.text("shell-no-office", &[])],
        LoadError::Io(why) => vec![with_reason("shell-office-unreadable", why, say)],
        LoadError::Office(faults) => {
            let first = say.text("shell-office-faulty", &[]);
            std::iter::once(first).chain(faults.iter().map(|fault| fault.say(say.words()))).collect()
        }
        LoadError::Law(faults) => {
            let first = say.text("shell-law-unusable", &[]);
            std::iter::once(first).chain(faults.iter().map(ToString::to_string)).collect()
        }
    };
    Failure::wrong(lines.join("\n"))
}

/// Why a desk could not be opened. That somebody else has it is a refusal, anything else is wrong.
pub fn of_open(error: &OpenDeskError, say: &Say) -> Failure {
    let code = match error {
        OpenDeskError::Lock(LockError::Held(_)) | OpenDeskError::Locked => Code::Refused,
        OpenDeskError::Lock(LockError::Io(_))
        | OpenDeskError::Journal(_)
        | OpenDeskError::Read(_)
        | OpenDeskError::Record { .. }
        | OpenDeskError::Store(_)
        | OpenDeskError::Io(_)
        | OpenDeskError::Sealed(_)
        | OpenDeskError::OldKeys { .. }
        | OpenDeskError::Cancelled => Code::Wrong,
    };
    Failure { code, words: of_notice(&notices::of_open_error(error), say) }
}

/// Why a journal could not be read.
pub fn of_read(error: ReadError, say: &Say) -> Failure {
    of_open(&error.into(), say)
}

/// What was found when a desk was opened.
pub fn of_trouble(trouble: &Trouble, say: &Say) -> String {
    of_notice(&notices::of_trouble(trouble), say)
}

/// Why an act was not recorded.
pub fn of_submit(error: &SubmitError, say: &Say) -> String {
    of_notice(&perform::of_submit(error), say)
}

/// The sentence of a notice.
pub fn of_notice(notice: &Notice, say: &Say) -> String {
    let facts: Vec<_> = notice.facts.iter().map(|(name, fact)| (name.as_str(), fact.into())).collect();
    say.text(&notice.id, &facts)
}

/// Why a backup or a restore was not done.
pub fn of_backup(error: BackupError, say: &Say) -> Failure {
    match error {
        BackupError::Io(why) => Failure::wrong(with_reason("shell-backup-io", &why, say)),
        BackupError::Journal(why) => of_read(why, say),
        BackupError::Damaged => Failure::wrong(say.text("shell-backup-damaged", &[])),
        BackupError::NotWhole(why) => Failure::wrong(with_reason("shell-backup-not-whole", &why, say)),
        BackupError::Sealed(why) => Failure::refused(with_reason("shell-backup-sealed", &why, say)),
        BackupError::Locked => Failure::refused(say.text("shell-backup-locked", &[])),
        BackupError::NoDesk => Failure::refused(say.text("shell-nothing-to-back-up", &[])),
        BackupError::NotEmpty => Failure::refused(say.text("shell-not-empty", &[])),
    }
}

/// Why no practice office was made.
pub fn of_practice(error: &PracticeError, say: &Say) -> Failure {
    match error {
        PracticeError::NotEmpty => Failure::refused(say.text("shell-not-empty", &[])),
        PracticeError::TooEarly(day) => {
            let day = crate::domain::moment::day(*day);
            Failure::refused(say.text("shell-too-early", &[("day", (&day).into())]))
        }
        PracticeError::Open(why) => of_open(why, say),
        PracticeError::Io(why) => Failure::wrong(with_reason("notice-folder-unusable", why, say)),
        PracticeError::Cancelled => Failure::wrong(say.text("notice-open-cancelled", &[])),
        PracticeError::Data(_)
        | PracticeError::NoProcedure
        | PracticeError::Act { .. }
        | PracticeError::Finish(_) => Failure::wrong(with_reason("shell-practice-failed", error, say)),
    }
}

/// A file whose letters are not sure: where, and how it would read in each encoding it fits.
pub fn of_unsure(unsure: &Unsure, file: &str, say: &Say) -> String {
    let line = unsure.line.to_string();
    let mut text = say.text("import-unsure", &[("file", file.into()), ("line", (&line).into())]);
    for (encoding, sample) in &unsure.samples {
        text.push_str(&format!("\n  --encoding {encoding}   {sample}"));
    }
    text
}
