//! What people were typing, in a file beside the journal: sealed like it, one for each person, gone once it is done.
//!
//! Must not know: when it is kept, or what is done with it.

use crate::app::draft::Draft;
use crate::app::form::Target;
use crate::desk::{Aside, Desk, write_atomically};
use crate::domain::id::{CaseId, PersonId};
use crate::domain::moment::Moment;
use crate::journal::disk::Disk;
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

/// Where the draft of somebody lies; nowhere for a role without content.
fn place<D: Disk>(desk: &Desk<D>, person: &PersonId) -> Option<(Aside, String, PathBuf)> {
    let aside = desk.aside()?;
    // A plain desk takes the word of the screen for who works at it; what was typed there is the desk's.
    let name = if aside.is_sealed() { aside.name(&person.0) } else { "desk".to_owned() };
    let path = desk.folder().drafts().join(format!("{name}.draft"));
    Some((aside, name, path))
}

/// Keeps a draft in the place of the one before; none takes it away.
pub fn keep<D: Disk>(desk: &Desk<D>, person: &PersonId, draft: Option<&Draft>) -> io::Result<()> {
    let Some((aside, name, path)) = place(desk, person) else { return Ok(()) };
    let Some(draft) = draft else {
        return match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
    };
    let sealed = aside.close(&name, to_text(draft).as_bytes()).map_err(io::Error::other)?;
    std::fs::create_dir_all(desk.folder().drafts())?;
    match write_atomically(&path, &sealed) {
        // What people typed is worth the room that is kept for a full disk.
        Err(error) if error.kind() == io::ErrorKind::StorageFull && desk.throw_ballast() > 0 => {
            write_atomically(&path, &sealed)
        }
        other => other,
    }
}

/// The draft of somebody. One that does not read back is no draft; it is left where it is.
pub fn read<D: Disk>(desk: &Desk<D>, person: &PersonId) -> Option<Draft> {
    let (aside, name, path) = place(desk, person)?;
    let plain = aside.open(&name, &std::fs::read(path).ok()?).ok()?;
    of_text(&plain)
}

fn to_text(draft: &Draft) -> String {
    let targets: Vec<Value> =
        draft.targets.iter().map(|target| json!([target.case.0.to_string(), target.seen])).collect();
    json!({
        "what": draft.what,
        "targets": targets,
        "values": draft.values,
        "focus": draft.focus,
        "by": draft.by.0,
        "at": draft.at.unix(),
    })
    .to_string()
}

fn of_text(text: &[u8]) -> Option<Draft> {
    let read: Value = serde_json::from_slice(text).ok()?;
    let target = |one: &Value| {
        let case = one.get(0)?.as_str()?.parse().ok()?;
        Some(Target { case: CaseId(case), seen: u32::try_from(one.get(1)?.as_u64()?).ok()? })
    };
    let pair = |one: &Value| Some((one.get(0)?.as_str()?.to_owned(), one.get(1)?.as_str()?.to_owned()));
    Some(Draft {
        what: read.get("what")?.as_str()?.to_owned(),
        targets: read.get("targets")?.as_array()?.iter().map(target).collect::<Option<_>>()?,
        values: read.get("values")?.as_array()?.iter().map(pair).collect::<Option<_>>()?,
        focus: usize::try_from(read.get("focus")?.as_u64()?).ok()?,
        by: PersonId(read.get("by")?.as_str()?.to_owned()),
        at: Moment::from_unix(read.get("at")?.as_i64()?),
    })
}
