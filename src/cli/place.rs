//! Which folder a command works in, and how its desk is opened.
//!
//! Must not know: what is done with the desk.

use super::exit::Failure;
use super::failures;
use super::say::{Progress, Say};
use crate::config::folder::{self, Loaded};
use crate::desk::{Desk, Folder, Ids, OpenDeskError, OpenedDesk, Setup, SubmitError, Unlocked, rebuild};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::journal::DeskId;
use crate::journal::lock::Holder;
use etcetera::BaseStrategy as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the user's own desk: where the platform keeps such data.
pub fn data_folder() -> Option<PathBuf> {
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(strategy.data_dir().join("motcua"))
}

/// Whether there is a desk in a folder.
pub fn has_desk(dir: &Path) -> bool {
    let folder = Folder::new(dir);
    folder.journal().is_dir() || folder.office().is_file()
}

/// The folder that was named, or the user's own.
pub fn chosen(named: Option<PathBuf>, say: &Say) -> Result<PathBuf, Failure> {
    named.or_else(data_folder).ok_or_else(|| Failure::refused(say.text("shell-no-home", &[])))
}

/// The same, where a desk must be. Its journal counts, for opening a folder without one would begin a new.
pub fn with_desk(named: Option<PathBuf>, say: &Say) -> Result<PathBuf, Failure> {
    let dir = chosen(named, say)?;
    if Folder::new(&dir).journal().is_dir() {
        return Ok(dir);
    }
    let shown = dir.display().to_string();
    Err(Failure::refused(say.text("shell-no-desk", &[("dir", (&shown).into())])))
}

/// The folder that was named, where one must be named.
pub fn named(dir: Option<PathBuf>, say: &Say) -> Result<PathBuf, Failure> {
    dir.ok_or_else(|| Failure::refused(say.text("shell-dir-needed", &[])))
}

/// Who works here, for whoever finds the folder in use.
pub fn holder(now: Moment) -> Holder {
    let who = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    Holder { process: std::process::id(), who: who.unwrap_or_else(|| "?".to_owned()), since: now.to_string() }
}

/// What a desk is opened with: the office and law of its folder.
pub fn setup(loaded: Loaded, now: Moment) -> Setup {
    Setup {
        office: Arc::new(loaded.office.office),
        law: Arc::new(loaded.law),
        ids: machine_ids(),
        desk: DeskId(fresh(now).into_bytes()),
        holder: holder(now),
        keys: None,
    }
}

/// Identifiers of a moment and the machine's chance.
pub fn machine_ids() -> Ids {
    Box::new(|now| fresh(now).as_u128())
}

fn fresh(now: Moment) -> uuid::Uuid {
    let seconds = u64::try_from(now.unix()).unwrap_or(0);
    uuid::Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, 0))
}

/// How a desk is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// As it is.
    AsItIs,
    /// With store and rows made again.
    Rebuilt,
}

/// Opens the desk of a folder, telling what was found.
pub fn open(dir: &Path, how: Opening, now: Moment, say: &Say) -> Result<Desk, Failure> {
    let let_in = super::keys::let_in(dir, now, say)?;
    let keys = let_in.as_ref().map(|let_in| let_in.keys.clone());
    let mut desk = open_with(dir, how, keys, now, say)?;
    if let Some(let_in) = &let_in {
        for notice in crate::runtime::porter::come_in(&mut desk, let_in, now) {
            Say::tell(&failures::of_notice(&notice, say));
        }
    }
    Ok(desk)
}

/// The same, for whoever has a power: everything else is refused before anything is read.
pub fn open_for(dir: &Path, power: Power, now: Moment, say: &Say) -> Result<Desk, Failure> {
    let mut desk = open(dir, Opening::AsItIs, now, say)?;
    let refused = |refusal| Failure::refused(failures::of_submit(&SubmitError::Refused(refusal), say));
    match desk.check(power) {
        Ok(()) => Ok(desk),
        Err(refusal) => {
            if let Some(by) = desk.seated().cloned() {
                desk.denied(&by, &format!("power-{power}"), now);
            }
            desk.close(None);
            Err(refused(refusal))
        }
    }
}

/// Who acts: whoever is logged in; on a plain desk the user of the machine, for nobody proved anything.
pub fn who(desk: &Desk, now: Moment) -> PersonId {
    desk.acting(PersonId(holder(now).who))
}

/// The same with keys that are here already.
pub fn open_with(
    dir: &Path,
    how: Opening,
    keys: Option<Unlocked>,
    now: Moment,
    say: &Say,
) -> Result<Desk, Failure> {
    let loaded = folder::load(dir).map_err(|error| failures::of_load(&error, say))?;
    for fault in &loaded.faults {
        say.tell_words("shell-law-fault", &[("fault", (&fault.to_string()).into())]);
    }
    let setup = Setup { keys, ..setup(loaded, now) };
    let mut progress = Progress::new(say);
    let watch = &mut |step: crate::desk::Progress| {
        progress.show("shell-taking-in", step.done, step.total);
        true
    };
    let opened: Result<OpenedDesk, OpenDeskError> = match how {
        Opening::AsItIs => Desk::open(dir, setup, watch),
        Opening::Rebuilt => rebuild(dir, setup, watch),
    };
    drop(progress);
    let opened = opened.map_err(|error| failures::of_open(&error, say))?;
    for trouble in &opened.troubles {
        Say::tell(&failures::of_trouble(trouble, say));
    }
    Ok(opened.desk)
}
