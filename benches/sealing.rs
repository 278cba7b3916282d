//! Sealing a desk for a bench.

use motcua::desk::{Unlocked, seal_desk};
use motcua::domain::id::PersonId;
use motcua::domain::moment::Moment;
use motcua::journal::lock::Holder;
use motcua::seal::people::Member;
use motcua::seal::{Cost, PeopleFile, Suite};
use std::path::Path;

/// Seals the desk of a folder, cheaply for the passphrase; gives the keys of whoever has it.
pub fn seal(dir: &Path, by: &PersonId) -> Unlocked {
    let holder = Holder { process: 0, who: "bench".to_owned(), since: String::new() };
    let role = "desk-head".to_owned();
    let first = Member { id: by.0.clone(), name: by.0.clone(), unit: String::new(), role };
    let cost = Cost { memory: 64, passes: 1 };
    seal_desk(dir, &holder, (first, "bench"), (Suite::default(), cost), Moment::from_unix(0)).unwrap();
    let file = PeopleFile::read(dir).unwrap().unwrap();
    Unlocked::of(&file, file.unlock(&by.0, "bench").unwrap()).unwrap()
}
