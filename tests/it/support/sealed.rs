//! Sealed desks for tests, with a cost that tests can bear.

use super::desks::{holder, setup};
use super::office::HEAD;
use crate::law::m;
use motcua::desk::{Desk, OpenDeskError, OpenedDesk, Renewed, Setup, Unlocked, seal_desk, turn_keys};
use motcua::domain::permission::{Power, has_power};
use motcua::domain::role::Role;
use motcua::seal::people::{Member, Opener};
use motcua::seal::{Cost, Keyring, PeopleFile, SealError, Suite};
use std::path::Path;

/// The least argon2 takes.
pub const LIGHT: Cost = Cost { memory: 64, passes: 1 };
/// The passphrase of whoever sealed the desk.
pub const PASSPHRASE: &str = "mùa xuân trên bản Cát Cát";

/// How they restore a backup.
pub const BY: Opener<'_> = Opener::Passphrase { id: HEAD, passphrase: PASSPHRASE };

/// Somebody by code and role.
pub fn member(id: &str, role: Role) -> Member {
    Member {
        id: id.to_owned(),
        name: format!("Người {id}"),
        unit: "Phòng".to_owned(),
        role: role.to_string(),
    }
}

/// Seals the desk of a folder by its head; gives the halves of the recovery key.
pub fn seal(dir: &Path, suite: Suite) -> [String; 2] {
    let first = (member(HEAD, Role::DeskHead), PASSPHRASE);
    seal_desk(dir, &holder(), first, (suite, LIGHT), m("10/07/2020 07:00")).unwrap()
}

/// The keys a member's role has.
pub fn part(ring: &Keyring, member: &Member) -> Keyring {
    let role: Role = member.role.parse().unwrap();
    let has = |power| has_power(role, power);
    ring.part(has(Power::ReadCases), has(Power::SignDay))
}

/// Lets somebody log in with the keys of a role.
pub fn admit(dir: &Path, id: &str, role: Role, passphrase: &str) {
    let mut file = PeopleFile::read(dir).unwrap().unwrap();
    let ring = file.unlock(HEAD, PASSPHRASE).unwrap();
    let who = member(id, role);
    let keys = part(&ring, &who);
    file.put(who, &keys, passphrase, LIGHT).unwrap();
    file.write(dir, &ring).unwrap();
}

/// Takes somebody out, if they are in, and turns the keys; the desk has not heard of it yet.
pub fn dismiss(dir: &Path, seed: u64, who: &str) -> Renewed {
    let desk = open_sealed(dir, seed);
    let mut file = PeopleFile::read(dir).unwrap().unwrap();
    file.remove(who);
    turn_keys(desk, &HEAD.into(), file, part, m("10/07/2020 08:30")).unwrap()
}

/// The keys of somebody.
pub fn unlock(dir: &Path, id: &str, passphrase: &str) -> Result<Unlocked, SealError> {
    let file = PeopleFile::read(dir)?.expect("a sealed desk");
    let ring = file.unlock(id, passphrase)?;
    Unlocked::of(&file, ring)
}

/// What a sealed desk is opened with.
pub fn keyed(seed: u64, keys: Unlocked) -> Setup {
    Setup { keys: Some(keys), ..setup(seed) }
}

/// Opens a sealed desk as somebody.
pub fn open_as(dir: &Path, seed: u64, id: &str, passphrase: &str) -> Result<OpenedDesk, OpenDeskError> {
    let keys = unlock(dir, id, passphrase)?;
    Desk::open(dir, keyed(seed, keys), &mut |_| true)
}

/// Opens a sealed desk as its head, who is seated at it.
pub fn open_sealed(dir: &Path, seed: u64) -> Desk {
    let opened = open_as(dir, seed, HEAD, PASSPHRASE).unwrap();
    assert_eq!(opened.troubles, []);
    let mut desk = opened.desk;
    desk.come_in(HEAD.into(), 0, m("10/07/2020 08:00")).unwrap();
    desk
}
