//! Anchors: what proves that the history is the one it was, once something of it has left the machine.
//!
//! The chain alone shows an altered frame; that frames are gone from its end, or that all of it was made anew by
//! somebody with the keys, shows only against a checkpoint, a line on paper, or a backup. Must not know: paper.

use super::vault::Vault;
use super::{BackupError, Desk, Folder, OpenDeskError, SubmitError};
use crate::domain::chronicle::Fact;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::refusal::Refusal;
use crate::journal::disk::{Disk, RealDisk};
use crate::journal::{ReadError, Reader};
use crate::seal::sign::{Point, is_signed, public, read_line, sign};
use std::path::Path;

/// Frames after which a checkpoint is due.
const CHECKPOINT_AFTER: u64 = 1_000;

/// What an anchor says of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Anchored {
    /// The history up to its frame is the one it was.
    Fits,
    /// The history up to its frame is another.
    Differs,
    /// The history ends before its frame.
    Missing,
    /// It left the machine before the desk was sealed, and sealing wrote the history anew: it says nothing here.
    BeforeSealing,
    /// The text is no anchor.
    Unreadable,
    /// It does not fit as it was typed; once is a slip of the hand, so it is asked for again.
    Again,
}

/// Holds a line of the day against the journal of a folder; needs no keys. `plain_until` is the last frame from before
/// the desk was sealed, for whoever can read that.
pub fn check_line(dir: &Path, line: &str, plain_until: Option<u64>) -> Result<(u64, Anchored), ReadError> {
    let Some((sequence, letters)) = read_line(line) else { return Ok((0, Anchored::Unreadable)) };
    if plain_until.is_some_and(|until| sequence <= until) {
        return Ok((sequence, Anchored::BeforeSealing));
    }
    let point = point_at(&Reader::new(RealDisk, &Folder::new(dir).journal()), desk_of(dir)?, sequence)?;
    Ok((sequence, point.map_or(Anchored::Missing, |point| judge(&point, &letters))))
}

/// Holds a backup against the journal of a folder: the history it was made of must go on in this one.
pub fn check_backup(dir: &Path, file: &Path) -> Result<(u64, Anchored), BackupError> {
    let made_of = super::backup::verify(file)?;
    if !made_of.is_sealed && Folder::new(dir).is_sealed() {
        return Ok((made_of.sequence, Anchored::BeforeSealing));
    }
    let reader = Reader::new(RealDisk, &Folder::new(dir).journal());
    let point = point_at(&reader, desk_of(dir)?, made_of.sequence)?;
    let found = point.map_or(Anchored::Missing, |point| {
        if point.head == made_of.head { Anchored::Fits } else { Anchored::Differs }
    });
    Ok((made_of.sequence, if made_of.sequence == 0 { Anchored::Fits } else { found }))
}

/// Whether what the desk said of its own history is so: each frame named has the hash that was named, and a
/// checkpoint is signed with the desk's key.
pub(super) fn is_true(fact: &Fact, hashes: &[(u64, [u8; 32])], vault: &Vault) -> bool {
    let holds = |sequence: u64, head: &[u8; 32]| {
        let at = hashes.binary_search_by_key(&sequence, |(known, _)| *known);
        sequence == 0 || at.ok().and_then(|at| hashes.get(at)).is_some_and(|(_, hash)| hash == head)
    };
    match fact {
        Fact::Checkpoint { sequence, head, key, signature } => {
            let Some(keys) = vault.keys() else { return holds(*sequence, head) };
            let point = Point { desk: keys.desk, sequence: *sequence, head: *head };
            let of_its_time = key == keys.public_at(*sequence + 1);
            holds(*sequence, head) && of_its_time && is_signed(key, &point, signature)
        }
        Fact::KeysTurned { epoch, until, public } => {
            let Some(keys) = vault.keys() else { return true };
            keys.turned_to(*epoch) == Some((*until, public))
        }
        Fact::DayClosed { sequence, head } | Fact::BackedUp { sequence, head } => holds(*sequence, head),
        Fact::GlassBroken { .. }
        | Fact::CameIn { .. }
        | Fact::Looked { .. }
        | Fact::PeopleChanged { .. }
        | Fact::DayConfirmed { .. }
        | Fact::Erased { .. }
        | Fact::Recovered { .. }
        | Fact::ErasureProposed { .. }
        | Fact::Held { .. }
        | Fact::Released { .. }
        | Fact::PassphraseChanged { .. }
        | Fact::Drilled { .. }
        | Fact::DoubtSigned { .. }
        | Fact::DoubtSettled { .. }
        | Fact::GuessesTurnedBack { .. }
        | Fact::Denied { .. }
        | Fact::AnchorMissed { .. }
        | Fact::Sealed { .. }
        | Fact::BookClosed(_)
        | Fact::Printed { .. }
        | Fact::Surveyed { .. }
        | Fact::PartnerTrusted { .. }
        | Fact::PartnerRevoked { .. }
        | Fact::BundleMade { .. }
        | Fact::BundleTaken { .. }
        | Fact::ForkDecided { .. } => true,
    }
}

fn judge(point: &Point, letters: &str) -> Anchored {
    if point.letters() == letters { Anchored::Fits } else { Anchored::Differs }
}

fn desk_of(dir: &Path) -> Result<[u8; 16], ReadError> {
    let report = crate::journal::check(RealDisk, &Folder::new(dir).journal())?;
    Ok(report.desk.unwrap_or_default().0)
}

/// The point after a frame; nothing where there is no such frame.
fn point_at<D: Disk>(reader: &Reader<D>, desk: [u8; 16], sequence: u64) -> Result<Option<Point>, ReadError> {
    for frame in reader.frames(sequence)? {
        match frame {
            Ok(frame) if frame.sequence() == sequence => {
                return Ok(Some(Point { desk, sequence, head: frame.hash().0 }));
            }
            Ok(_) => return Ok(None),
            Err(ReadError::Damage(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

impl<D: Disk> Desk<D> {
    /// Where the history stands now.
    pub fn point(&self) -> Point {
        let head = self.journal.head();
        Point { desk: self.journal.desk().0, sequence: head.sequence, head: head.hash.0 }
    }

    /// Signs the history where a checkpoint is due, or `now` if it is wanted at once, and whoever is logged in
    /// may sign. Says whether it did.
    pub fn checkpoint(&mut self, wanted: bool, now: Moment) -> Result<bool, SubmitError> {
        let key = self.vault.keys().and_then(|keys| keys.ring.sign.clone());
        let (Some(key), Some(by)) = (key, self.seat.clone()) else { return Ok(false) };
        let point = self.point();
        let since = point.sequence.saturating_sub(self.vault.known().checkpoint);
        // A checkpoint of nothing but the one before it says nothing.
        if since < if wanted { 2 } else { CHECKPOINT_AFTER } || !self.is_writable() {
            return Ok(false);
        }
        let fact = Fact::Checkpoint {
            sequence: point.sequence,
            head: point.head,
            key: public(&key),
            signature: sign(&key, &point),
        };
        self.note(&by, fact, now)?;
        Ok(true)
    }

    /// Closes the day: the line to be written into the register and signed by hand.
    pub fn close_day(&mut self, by: &PersonId, now: Moment) -> Result<String, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, Power::SignDay, now)?;
        self.flush_looks()?;
        let point = self.point();
        self.note(by, Fact::DayClosed { sequence: point.sequence, head: point.head }, now)?;
        Ok(point.line())
    }

    /// The frame whose line is to be typed back: the last one given out on an earlier day.
    pub fn unconfirmed(&self, now: Moment) -> Option<u64> {
        let known = self.vault.known();
        let (sequence, at) = known.day.filter(|_| !known.confirmed && known.doubt.is_none())?;
        (at.date() < now.date()).then_some(sequence)
    }

    /// Holds a line typed back from paper against the history. One that does not fit leaves the desk read-only.
    pub fn confirm_day(&mut self, by: &PersonId, line: &str, now: Moment) -> Result<Anchored, SubmitError> {
        self.check_seat(by)?;
        let Some((sequence, letters)) = read_line(line) else { return Ok(Anchored::Unreadable) };
        if sequence <= self.vault.known().plain_until {
            return Ok(Anchored::BeforeSealing);
        }
        let point = point_at(&self.journal.reader(), self.journal.desk().0, sequence)?;
        let found = point.map_or(Anchored::Missing, |point| judge(&point, &letters));
        let fits = found == Anchored::Fits;
        if !fits && self.mistyped != Some(sequence) {
            self.mistyped = Some(sequence);
            return Ok(Anchored::Again);
        }
        self.note(by, Fact::DayConfirmed { sequence, fits }, now)?;
        if !fits && !self.is_sealed() {
            self.journal.hold();
        }
        Ok(found)
    }

    /// An anchor from outside did not fit: work stops until two people have signed.
    pub fn anchor_missed(&mut self, by: &PersonId, sequence: u64, now: Moment) -> Result<(), SubmitError> {
        self.check_seat(by)?;
        self.note(by, Fact::AnchorMissed { sequence }, now).map(|_| ())
    }

    /// The frame an anchor spoke of that did not fit, while nobody has let work go on.
    pub fn doubt(&self) -> Option<u64> {
        self.vault.known().doubt
    }

    /// When a backup was last restored on trial and was whole, as far as this desk knows.
    pub fn drilled(&self) -> Option<Moment> {
        self.vault.known().drilled
    }

    /// Signs that the doubt was looked into and work may go on. The first of two people changes nothing yet; says
    /// whether this was the second.
    pub fn sign_doubt(&mut self, by: &PersonId, reason: &str, now: Moment) -> Result<bool, SubmitError> {
        self.check_seat(by)?;
        self.demand(by, Power::SignDay, now)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(SubmitError::Refused(Refusal::ReasonMissing));
        }
        let known = self.vault.known();
        let reason = reason.to_owned();
        if known.doubt.is_none() {
            return Err(SubmitError::Refused(Refusal::NothingDoubted));
        }
        let (fact, settled) = match known.signed {
            None => (Fact::DoubtSigned { reason }, false),
            Some(first) if first == *by => return Err(SubmitError::Refused(Refusal::OwnProposal)),
            Some(first) => (Fact::DoubtSettled { first, reason }, true),
        };
        self.note(by, fact, now)?;
        Ok(settled)
    }

    /// The people's file must be the one the history speaks of, or a later one that it has yet to hear of: an
    /// old copy would bring back who has left.
    pub(super) fn check_people(&self) -> Result<(), OpenDeskError> {
        let own = self.vault.keys().and_then(|keys| keys.own.clone());
        if let Some((person, found)) = own
            && let Some(known) = self.vault.known().own.get(&person).copied().filter(|known| found < *known)
        {
            return Err(OpenDeskError::OldKeys { known, found });
        }
        let (Some(keys), Some(known)) = (self.vault.keys(), self.vault.known().people) else { return Ok(()) };
        let found = keys.stamp;
        if found.0 > known.0 || found == known {
            return Ok(());
        }
        Err(OpenDeskError::OldKeys { known: known.0, found: found.0 })
    }
}
