//! Offices without a network: desks that trust each other, and a folder that is the stick between them.

use super::desks::{act, begin, morning, setup};
use super::office::office_at;
use chrono::TimeDelta;
use motcua::bundle::Kind;
use motcua::desk::{Desk, ExchangeError, MadeBundle, Order, Preview, Setup, TakenBundle};
use motcua::domain::action::Action;
use motcua::domain::event::Stamped;
use motcua::domain::id::{CaseId, OfficeId, PersonId};
use motcua::domain::moment::Moment;
use motcua::domain::office::Office;
use motcua::domain::role::{Person, Role};
use motcua::seal::Card;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// The head of every branch.
pub const CHIEF: &str = "dung.tv";
/// The second person.
pub const SECOND: &str = "lan.tt";

/// An office with its desk and its end of the stick.
pub struct Branch {
    pub dir: TempDir,
    pub desk: Desk,
    pub stick: TempDir,
    pub now: Moment,
    seed: u64,
    name: String,
}

pub fn office_named(name: &str) -> Arc<Office> {
    let mut office = (*office_at(1)).clone();
    name.clone_into(&mut office.name);
    office.people.push(Person {
        id: PersonId::from(CHIEF),
        name: "Trần Văn Dũng".to_owned(),
        role: Role::DeskHead,
        unit: "Bộ phận Một cửa".to_owned(),
    });
    Arc::new(office)
}

pub fn setup_named(name: &str, seed: u64) -> Setup {
    Setup { office: office_named(name), ..setup(seed) }
}

/// What every pack is taken for.
pub fn fine(_: Kind, _: &str, _: &[u8]) -> Option<String> {
    None
}

impl Branch {
    pub fn new(name: &str, seed: u64) -> Self {
        Self::at(tempfile::tempdir().unwrap(), name, seed)
    }

    /// The desk of a folder.
    pub fn at(dir: TempDir, name: &str, seed: u64) -> Self {
        let desk = Desk::open(dir.path(), setup_named(name, seed), &mut |_| true).unwrap().desk;
        let stick = tempfile::tempdir().unwrap();
        Self { dir, desk, stick, now: morning(), seed, name: name.to_owned() }
    }

    /// Closes and opens again.
    pub fn reopened(self) -> Self {
        self.desk.close(None);
        Self::at(self.dir, &self.name, self.seed + 100)
    }

    pub fn later(&mut self) -> Moment {
        self.now = self.now.plus(TimeDelta::minutes(1));
        self.now
    }

    pub fn card(&self) -> Card {
        Card::parse(&self.desk.card().unwrap().0).unwrap()
    }

    pub fn id(&self) -> OfficeId {
        OfficeId(u128::from_be_bytes(self.card().id))
    }

    pub fn trusts(&mut self, other: &Self) {
        let (card, now) = (other.card(), self.later());
        let people = (&CHIEF.into(), &SECOND.into());
        self.desk.trust_office(&card, &card.fingerprint(), people, None, now).unwrap();
    }

    pub fn receives(&mut self, action: Action) -> CaseId {
        let now = self.later();
        begin(&mut self.desk, action, now)
    }

    pub fn does(&mut self, case: CaseId, action: Action) {
        let now = self.later();
        act(&mut self.desk, case, action, now).unwrap();
    }

    pub fn order_from_chief(to: &Self, cases: &[CaseId], given: &[CaseId]) -> Order {
        let (cases, given) = (cases.to_vec(), given.to_vec());
        Order { to: to.id(), by: CHIEF.into(), cases, given, packs: Vec::new() }
    }

    pub fn makes(&mut self, order: &Order) -> Result<MadeBundle, ExchangeError> {
        let now = self.later();
        self.desk.make_bundle(order, now)
    }

    /// Sends copies and gives files over; the file on the stick.
    pub fn sends(&mut self, to: &Self, cases: &[CaseId], given: &[CaseId]) -> PathBuf {
        let made = self.makes(&Self::order_from_chief(to, cases, given)).unwrap();
        self.desk.bring(to.id(), made.number, self.stick.path()).unwrap()
    }

    pub fn looks(&mut self, file: &Path) -> Result<Preview, ExchangeError> {
        let now = self.later();
        self.desk.look_at_bundle(file, &fine, now)
    }

    pub fn takes(&mut self, file: &Path) -> Result<TakenBundle, ExchangeError> {
        let preview = self.looks(file)?;
        let now = self.later();
        self.desk.take_bundle(&preview, (&CHIEF.into(), ""), &fine, now)
    }

    pub fn history(&mut self, case: CaseId) -> Vec<Stamped> {
        self.desk.load(case).unwrap().map(|file| file.history.clone()).unwrap_or_default()
    }

    pub fn keeps(&mut self, case: CaseId) -> bool {
        self.desk.load(case).unwrap().unwrap().case.is_here
    }
}

/// Two offices that trust each other.
pub fn two() -> (Branch, Branch) {
    let (mut branch, mut parent) = (Branch::new("UBND xã Tả Phìn", 1), Branch::new("UBND huyện Sa Pa", 2));
    branch.trusts(&parent);
    parent.trusts(&branch);
    (branch, parent)
}
