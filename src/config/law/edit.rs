//! An office's calendar with a change in it: the law it makes, and the files that would say so.
//!
//! Writes nothing. Must not know: who changes it, or what the change moves.

use super::fault::Fault;
use super::{NATIONAL, OFFICE, Source, calendar_text, calendars, find, own_files, read, together};
use crate::config::office::Hours;
use crate::domain::calendar_edit::{Change, ChangeError, apply};
use crate::domain::law::Law;
use std::path::Path;

/// What a change makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The law with the change in it.
    pub law: Law,
    /// The files of the office that say so, each whole.
    pub files: Vec<Source>,
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditError {
    /// The change itself makes no sense.
    Change(ChangeError),
    /// The files are faulty, or would be with the change.
    Faults(Vec<Fault>),
}

/// Makes changes to the calendar of an office's folder, in memory.
pub fn edit(folder: &Path, hours: Option<&Hours>, changes: &[Change]) -> Result<Edited, EditError> {
    let files = files_of(folder)?;
    let faults = EditError::Faults;
    let mut national = calendars::national(find(&files, NATIONAL).map_err(faults)?).map_err(faults)?;
    let source = find(&files, OFFICE).map_err(faults)?;
    let mut office = calendars::office(source, &national.weekly_off).map_err(faults)?;
    let before = (national.clone(), office.clone());
    for change in changes {
        apply(&mut national, &mut office, change).map_err(EditError::Change)?;
    }
    let mut changed = Vec::new();
    if national != before.0 {
        changed.push(Source { file: NATIONAL.to_owned(), text: calendar_text::national(&national) });
    }
    if office != before.1 {
        changed.push(Source { file: OFFICE.to_owned(), text: calendar_text::office(&office) });
    }
    replaced(files, changed, hours)
}

/// Takes another file of the nation's days for the office's own, in memory.
pub fn replace_national(folder: &Path, hours: Option<&Hours>, text: String) -> Result<Edited, EditError> {
    replaced(files_of(folder)?, vec![Source { file: NATIONAL.to_owned(), text }], hours)
}

fn files_of(folder: &Path) -> Result<Vec<Source>, EditError> {
    let (own, faults) = own_files(Some(folder));
    if faults.is_empty() { Ok(together(own)) } else { Err(EditError::Faults(faults)) }
}

fn replaced(
    mut files: Vec<Source>,
    changed: Vec<Source>,
    hours: Option<&Hours>,
) -> Result<Edited, EditError> {
    files.retain(|file| !changed.iter().any(|other| other.file == file.file));
    files.extend(changed.iter().cloned());
    let law = read(files, hours).map_err(EditError::Faults)?;
    Ok(Edited { law, files: changed })
}
