//! The one desk: a single writer over domain, journal, store and projection.
//!
//! Every way in — keys, palette, commands, scripts, imports — goes through here, so that what is
//! checked is checked once. Order of a decision: decide, append and make durable, then store, then
//! row. Must not know: screens, keys, words, or how files of settings look.

mod absorb;
mod anchors;
mod aside;
mod backup;
mod ballast;
mod batch;
mod bulk;
mod check;
mod chronicle;
mod custody;
mod erase;
mod error;
mod exchange;
mod finding;
mod folder;
mod known;
mod load;
mod open;
mod papers;
mod rebuild;
mod scan;
mod sealing;
mod submit;
mod surveying;
mod tally;
mod turning;
mod unlocked;
mod vault;
mod viewing;

pub use crate::seal::file::write_atomically;
pub use crate::seal::sums::{Changed, keep};
pub use absorb::Progress;
pub use anchors::{Anchored, check_backup, check_line};
pub use aside::Aside;
pub use backup::{BackupError, BackupReport, back_up, restore, restore_by, verify as verify_backup};
pub use ballast::lay_ballast;
pub use bulk::{Bulk, FinishError};
pub use check::{FolderReport, check, check_with};
pub use custody::Custody;
pub use error::{OpenDeskError, SubmitError};
pub use exchange::{
    CaseNews, Conflict, ExchangeError, Known, MadeBundle, Order, Pack, PackNews, Preview, TakenBundle, carry,
};
pub use finding::{Finding, Verdict};
pub use folder::{Folder, look_over};
pub use open::{OpenedDesk, Trouble};
pub use rebuild::rebuild;
pub use sealing::seal_desk;
pub use submit::Submitted;
pub use turning::{Renewed, turn_keys};
pub use unlocked::Unlocked;

use crate::domain::id::{EventId, PersonId, StationId};
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::number::NumberBook;
use crate::domain::office::Office;
use crate::domain::permission::Glass;
use crate::domain::projection::Projection;
use crate::domain::row::Minute;
use crate::domain::survey::Surveys;
use crate::journal::disk::{Disk, RealDisk};
use crate::journal::lock::DeskLock;
use crate::journal::{DeskId, Journal};
use crate::store::Store;
use std::sync::Arc;

/// Where new identifiers come from: the machine in earnest, a seed in tests and practice offices.
pub type Ids = Box<dyn FnMut(Moment) -> u128 + Send>;

/// What a desk is opened with besides its folder.
pub struct Setup {
    /// The office.
    pub office: Arc<Office>,
    /// The law as loaded.
    pub law: Arc<Law>,
    /// Where new identifiers come from.
    pub ids: Ids,
    /// The id a new journal is made with.
    pub desk: DeskId,
    /// Who opens it, for whoever finds it locked.
    pub holder: crate::journal::lock::Holder,
    /// The keys of whoever is logged in; none on a plain desk.
    pub keys: Option<Unlocked>,
}

/// An open desk. Dropping it closes nothing durable: everything acknowledged already is.
pub struct Desk<D: Disk = RealDisk> {
    folder: Folder,
    office: Arc<Office>,
    law: Arc<Law>,
    ids: Ids,
    journal: Journal<D>,
    vault: vault::Vault,
    /// None until first needed, and after it failed.
    store: Option<Store>,
    /// What the store has yet to take in.
    behind: Vec<submit::Behind>,
    projection: Projection,
    /// Whether the projection was handed out and rows are no longer kept here.
    lent: bool,
    /// What all cases come to, wherever their rows are.
    tally: tally::Tally,
    numbers: NumberBook,
    /// The book of surveys, wherever the rows are.
    surveys: Surveys,
    recent: load::Recent,
    /// Who sits at the desk; nobody where commands of the shell open it.
    seat: Option<PersonId>,
    /// Leave to act beyond a role, while it lasts.
    glass: Option<Glass>,
    /// When anything was last recorded here.
    noted: Option<Moment>,
    /// The frame of a line that was typed back once and did not fit.
    mistyped: Option<u64>,
    /// Who looked at what, on its way into the chain.
    looks: viewing::Looks,
    _lock: DeskLock,
}

impl<D: Disk> Desk<D> {
    /// The office.
    pub const fn office(&self) -> &Arc<Office> {
        &self.office
    }

    /// The law as loaded.
    pub const fn law(&self) -> &Arc<Law> {
        &self.law
    }

    /// Works by another law from here on: the office decided something, or its calendar changed.
    pub fn take_law(&mut self, law: Arc<Law>) {
        self.law = law;
    }

    /// This machine's station.
    pub fn station(&self) -> StationId {
        self.office.station
    }

    /// The rows, while they are here.
    pub const fn projection(&self) -> &Projection {
        &self.projection
    }

    /// Hands the rows out, to whoever shows them; [`Desk::close`] takes them back.
    pub fn lend_projection(&mut self) -> Projection {
        self.lent = true;
        std::mem::take(&mut self.projection)
    }

    /// The last durable sequence of the journal.
    pub const fn sequence(&self) -> u64 {
        self.journal.head().sequence
    }

    /// The latest moment anything happened, as far as the rows here know.
    pub fn latest(&self) -> Option<Moment> {
        self.projection.rows().iter().map(|row| row.touched).max().and_then(Minute::moment)
    }

    /// Whether what is kept here is sealed.
    pub const fn is_sealed(&self) -> bool {
        self.vault.is_sealed()
    }

    /// Whether anything can be recorded now.
    pub fn is_writable(&self) -> bool {
        self.journal.is_writable() && self.doubt().is_none()
    }

    /// Who sits here.
    pub const fn seated(&self) -> Option<&PersonId> {
        self.seat.as_ref()
    }

    /// The folder.
    pub const fn folder(&self) -> &Folder {
        &self.folder
    }

    /// A new identifier, of this moment.
    pub fn new_id(&mut self, now: Moment) -> u128 {
        (self.ids)(now)
    }

    fn new_event_id(&mut self, now: Moment) -> EventId {
        EventId((self.ids)(now))
    }
}
