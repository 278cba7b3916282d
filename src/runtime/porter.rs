//! The door of a sealed desk from inside: passphrases, PINs, guessing limits, and who is let in.
//!
//! One for each session; keys live here and in the open desk, nowhere else. Must not know: screens, threads, or
//! what is done with an open desk.

use crate::app::message::Gate;
use crate::app::notice::{Notice, Weight};
use crate::app::secret::Secret;
use crate::desk::{Desk, SubmitError, Unlocked};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::role::{Person, Role};
use crate::journal::lock::{DeskLock, Holder};
use crate::seal::passphrase::{self, Weakness};
use crate::seal::tries::{Barred, Tries};
use crate::seal::warm::{PIN_TRIES, Warm, is_pin};
use crate::seal::{Cost, Keyring, PeopleFile, SealError};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Somebody who was let in, with the keys to open the desk.
#[derive(Debug, Clone)]
pub struct LetIn {
    /// Who.
    pub person: PersonId,
    /// Their keys.
    pub keys: Unlocked,
    /// Tries that failed before; none after a PIN.
    pub failed: Option<u32>,
    /// How often the count of guesses was written, after this one; none after a PIN.
    pub guesses: Option<u64>,
}

/// The door of one folder.
#[derive(Debug)]
pub struct Porter {
    dir: PathBuf,
    /// When this process began; waiting is measured from here, whatever the machine's clock says.
    began: Instant,
    /// When somebody last tried, in this process.
    tried: BTreeMap<PersonId, Instant>,
    /// Whoever is in.
    inside: Option<LetIn>,
    /// The keys of a locked session under its PIN.
    warm: Option<(PersonId, Warm)>,
    last: Option<PersonId>,
    /// What a PIN costs.
    pin_cost: Cost,
}

fn warn(id: &str) -> Notice {
    Notice::new(Weight::Warning, id)
}

fn failed(error: &SealError) -> Notice {
    Notice::new(Weight::Error, "notice-seal-failed").with("why", error)
}

impl Porter {
    /// The door of a folder.
    pub fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            began: Instant::now(),
            tried: BTreeMap::new(),
            inside: None,
            warm: None,
            last: None,
            pin_cost: Cost::FLOOR,
        }
    }

    /// What stands before the door; nothing where the desk is plain or somebody is in.
    pub fn gate(&self) -> Result<Option<Gate>, Notice> {
        if self.inside.is_some() {
            return Ok(None);
        }
        let Some(file) = PeopleFile::read(&self.dir).map_err(|error| failed(&error))? else {
            return Ok(None);
        };
        let people = file.members().map(|member| Person {
            id: PersonId(member.id.clone()),
            name: member.name.clone(),
            role: member.role.parse().unwrap_or(Role::Viewer),
            unit: member.unit.clone(),
        });
        let pin_of = self.warm.as_ref().map(|(person, _)| person.clone());
        Ok(Some(Gate { people: people.collect(), last: self.last.clone(), pin_of }))
    }

    /// Whoever is in.
    pub const fn inside(&self) -> Option<&LetIn> {
        self.inside.as_ref()
    }

    /// Whoever is in stays in while the desk is opened anew; nobody came.
    pub fn stay(&mut self) {
        if let Some(inside) = &mut self.inside {
            (inside.failed, inside.guesses) = (None, None);
        }
    }

    /// Tries a passphrase. The try is counted, durably, before it is looked at, and under the desk's lock, so
    /// that neither a kill nor a second program gives a guess for nothing.
    pub fn log_in(
        &mut self,
        person: &PersonId,
        passphrase: &Secret,
        holder: &Holder,
    ) -> Result<LetIn, Notice> {
        let _lock = DeskLock::take(&self.dir, holder)
            .map_err(|error| super::notices::of_open_error(&error.into()))?;
        let file = PeopleFile::read(&self.dir).map_err(|error| failed(&error))?;
        let file = file.ok_or_else(|| warn("notice-not-sealed"))?;
        let ids: Vec<&str> = file.members().map(|member| member.id.as_str()).collect();
        let known = ids.contains(&person.0.as_str());
        let mut tries = Tries::open(&self.dir, &ids);
        let waited = self.tried.get(person).unwrap_or(&self.began).elapsed();
        self.tried.insert(person.clone(), Instant::now());
        match tries.begin(&person.0, known, waited).map_err(|error| failed(&error))? {
            Ok(()) => {}
            Err(Barred::Wait(wait)) => {
                // Asking too early is no try, and does not make the wait longer.
                self.tried.insert(person.clone(), Instant::now().checked_sub(waited).unwrap_or(self.began));
                return Err(warn("notice-wait").with("seconds", wait.as_secs() + 1));
            }
            Err(Barred::Closed) => return Err(warn("notice-way-closed")),
        }
        let ring = match file.unlock(&person.0, passphrase.text()) {
            Ok(ring) => ring,
            Err(SealError::DoesNotOpen) => return Err(warn("notice-not-let-in")),
            Err(error) => return Err(failed(&error)),
        };
        let before = tries.succeeded(&person.0).map_err(|error| failed(&error))?;
        self.warm = None;
        let keys = Unlocked::of(&file, ring).map_err(|error| failed(&error))?.by(&file, &person.0);
        Ok(self.let_in(person.clone(), keys, Some((before, tries.number()))))
    }

    /// Whoever is in puts another passphrase in the place of theirs. The old one is asked for and counted like any
    /// guess: an unlocked screen is no proof. A PIN set before goes.
    pub fn set_passphrase(&mut self, old: &Secret, new: &Secret) -> Result<u32, Notice> {
        let inside = self.inside.as_ref().ok_or_else(|| warn("notice-not-sealed"))?;
        let person = inside.person.clone();
        let mut file = PeopleFile::read(&self.dir)
            .map_err(|error| failed(&error))?
            .ok_or_else(|| warn("notice-not-sealed"))?;
        let names: Vec<String> =
            file.members().flat_map(|member| [member.name.clone(), member.unit.clone()]).collect();
        match passphrase::judge(new.text(), &names.iter().map(String::as_str).collect::<Vec<_>>()) {
            Ok(()) => {}
            Err(Weakness::Short) => return Err(warn("shell-passphrase-short")),
            Err(Weakness::Common) => return Err(warn("shell-passphrase-common")),
        }
        if file.own_number(&person.0) == 0 {
            return Err(warn("notice-no-own-part"));
        }
        let ids: Vec<String> = file.members().map(|member| member.id.clone()).collect();
        let mut tries = Tries::open(&self.dir, &ids.iter().map(String::as_str).collect::<Vec<_>>());
        let waited = self.tried.get(&person).unwrap_or(&self.began).elapsed();
        match tries.begin(&person.0, true, waited).map_err(|error| failed(&error))? {
            Ok(()) => {}
            Err(Barred::Wait(wait)) => return Err(warn("notice-wait").with("seconds", wait.as_secs() + 1)),
            Err(Barred::Closed) => return Err(warn("notice-way-closed")),
        }
        self.tried.insert(person.clone(), Instant::now());
        let cost = file.own_cost(&person.0);
        let changed = file.change_passphrase(&self.dir, &person.0, (old.text(), new.text()), cost);
        let number = changed.map_err(|error| match error {
            SealError::DoesNotOpen => warn("notice-not-let-in"),
            other @ (SealError::NoRandomness
            | SealError::UnknownSuite(_)
            | SealError::Erased
            | SealError::Faulty(_)
            | SealError::NoKey
            | SealError::Io(_)) => failed(&other),
        })?;
        tries.succeeded(&person.0).map_err(|error| failed(&error))?;
        self.warm = None;
        Ok(number)
    }

    fn let_in(&mut self, person: PersonId, keys: Unlocked, counted: Option<(u32, u64)>) -> LetIn {
        let (failed, guesses) = (counted.map(|(failed, _)| failed), counted.map(|(_, number)| number));
        let let_in = LetIn { person: person.clone(), keys, failed, guesses };
        self.last = Some(person);
        self.inside = Some(let_in.clone());
        let_in
    }

    /// Puts the keys of whoever is in under a PIN, for when the session is locked.
    pub fn set_pin(&mut self, pin: &Secret) -> Result<Notice, Notice> {
        let Some(inside) = &self.inside else { return Err(warn("notice-not-sealed")) };
        if !is_pin(pin.text()) {
            return Err(warn("notice-weak-pin"));
        }
        let warm =
            Warm::seal(&inside.keys.ring, pin.text(), self.pin_cost).map_err(|error| failed(&error))?;
        self.warm = Some((inside.person.clone(), warm));
        Ok(Notice::new(Weight::Info, "notice-pin-set"))
    }

    /// Locks: the keys go, except under a PIN.
    pub fn lock(&mut self) {
        self.inside = None;
    }

    /// Logs out: all keys go.
    pub fn log_out(&mut self) {
        self.inside = None;
        self.warm = None;
    }

    /// Opens a warm session with its PIN.
    pub fn unlock(&mut self, pin: &Secret) -> Result<LetIn, Notice> {
        let Some((person, warm)) = &mut self.warm else { return Err(warn("notice-not-let-in")) };
        match warm.open(pin.text()) {
            Ok(ring) => {
                let person = person.clone();
                let keys = self.keys_of(ring)?;
                Ok(self.let_in(person, keys, None))
            }
            Err(_) if warm.left() > 0 => Err(warn("notice-wrong-pin").with("left", warm.left())),
            Err(_) => {
                self.warm = None;
                Err(warn("notice-pin-over").with("tries", PIN_TRIES))
            }
        }
    }

    fn keys_of(&self, ring: Keyring) -> Result<Unlocked, Notice> {
        let file = PeopleFile::read(&self.dir).map_err(|error| failed(&error))?;
        let file = file.ok_or_else(|| warn("notice-not-sealed"))?;
        Unlocked::of(&file, ring).map_err(|error| failed(&error))
    }

    /// Lets time pass without waiting, for scripts and tests.
    pub fn pass(&mut self, time: Duration) {
        self.began = self.began.checked_sub(time).unwrap_or(self.began);
        for at in self.tried.values_mut() {
            *at = at.checked_sub(time).unwrap_or(*at);
        }
    }
}

/// Seats whoever was let in, and says what they should know: tries at their passphrase that were not theirs, and
/// what was done beyond roles since.
pub fn come_in(desk: &mut Desk, let_in: &LetIn, now: Moment) -> Vec<Notice> {
    let mut said = Vec::new();
    if let Some(failed) = let_in.failed.filter(|failed| *failed > 0) {
        said.push(warn("notice-failed-tries").with("count", failed));
    }
    let came = match let_in.failed {
        Some(failed) => desk.come_in(let_in.person.clone(), failed, now),
        None => desk.seat(let_in.person.clone()).map_err(SubmitError::Refused),
    };
    if let Err(error) = came {
        said.push(super::notices::of_submit_error(&error));
    }
    match let_in.guesses.map(|number| desk.guesses_counted(number, now)) {
        Some(Ok(true)) => said.push(warn("notice-guesses-turned-back")),
        Some(Err(error)) => said.push(super::notices::of_submit_error(&error)),
        Some(Ok(false)) | None => {}
    }
    said
}

/// Changes the passphrase of whoever is in, and says in the chain that they did.
pub fn change_passphrase(
    porter: &mut Porter,
    desk: Option<&mut Desk>,
    (old, new): (&Secret, &Secret),
    now: Moment,
) -> Notice {
    let number = match porter.set_passphrase(old, new) {
        Ok(number) => number,
        Err(notice) => return notice,
    };
    match desk.map(|desk| desk.passphrase_changed(number, now)) {
        Some(Err(error)) => super::notices::of_submit_error(&error),
        Some(Ok(())) | None => Notice::new(Weight::Info, "notice-passphrase-changed"),
    }
}
