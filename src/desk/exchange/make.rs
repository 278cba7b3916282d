//! Making a bundle: what goes along is decided, written beside the journal, recorded as one batch, then brought to a stick.
//!
//! The sealed file stays here until the receiver says that it came, so that a lost stick costs nothing. Must not know:
//! how cases were chosen.

use super::record::{Batch, Change, written};
use super::stick::{carry, hash_of};
use super::{ExchangeError, Known, Pack, item, packs};
use crate::bundle::{self, Item, Kind, Manifest, Point, Seen};
use crate::desk::Desk;
use crate::domain::case::CaseFile;
use crate::domain::chronicle::Fact;
use crate::domain::event::{Event, OfficeRef};
use crate::domain::exchange::{Made, Partner};
use crate::domain::id::{CaseId, EventId, OfficeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::journal::disk::{Disk, RealDisk};
use crate::seal::file::settle_dir;
use crate::seal::secret::random;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Earlier points a bundle names, at most.
const MOST_EARLIER: usize = 1_000;

/// What is to go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// To whom.
    pub to: OfficeId,
    /// Who sends it.
    pub by: PersonId,
    /// The files, as copies.
    pub cases: Vec<CaseId>,
    /// The files that are given over: from here on only the receiver acts on them.
    pub given: Vec<CaseId>,
    /// The kinds of packs that go along, all of each.
    pub packs: Vec<Kind>,
}

/// A bundle that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeBundle {
    /// Its number.
    pub number: u64,
    /// The file that waits here.
    pub path: PathBuf,
    /// Files in it.
    pub cases: usize,
    /// Of those, given over.
    pub given: usize,
    /// Packs in it.
    pub packs: usize,
    /// Bytes of the file.
    pub bytes: u64,
    /// Cases whose row is another now.
    pub changed: Vec<CaseId>,
}

impl<D: Disk> Desk<D> {
    /// The cases an office knows and that changed since it last said what it has.
    pub fn changed_for(&mut self, to: OfficeId) -> Result<Vec<CaseId>, ExchangeError> {
        let known = self.exchange()?;
        let since = known.partners.find(to).ok_or(ExchangeError::UnknownOffice)?.has_up_to();
        let mut recent = Vec::new();
        for entry in self.store()?.all() {
            let (id, record) = entry?;
            if record.frames.last().is_some_and(|place| place.sequence > since) {
                recent.push(id);
            }
        }
        let mut changed = Vec::new();
        for id in recent {
            if self.load(id)?.is_some_and(|file| file.case.is_known_to(to)) {
                changed.push(id);
            }
        }
        Ok(changed)
    }

    /// Makes a bundle. On return it is recorded and its file waits, durable; [`Desk::bring`] puts it on a stick.
    pub fn make_bundle(&mut self, order: &Order, now: Moment) -> Result<MadeBundle, ExchangeError> {
        self.check_exchange(&order.by, Power::Exchange)?;
        let keys = self.office_keys()?;
        let us = self.own_ref(&keys);
        let known = self.exchange()?;
        let partner = known.partners.find(order.to).ok_or(ExchangeError::UnknownOffice)?.clone();
        if !partner.is_trusted(now.date()) {
            return Err(ExchangeError::NotTrusted);
        }
        let mut packs = Vec::new();
        for kind in &order.packs {
            packs.extend(packs::own(&self.folder, *kind)?);
        }
        let receipt = partner.taken_without_gap().is_some();
        if order.cases.is_empty() && order.given.is_empty() && packs.is_empty() && !receipt {
            return Err(ExchangeError::NothingToSend);
        }
        let mut changes = Vec::new();
        let mut items: Vec<(Kind, String, Vec<u8>)> = Vec::new();
        let given = order.given.iter().map(|id| (*id, true));
        let copies = order.cases.iter().filter(|id| !order.given.contains(id)).map(|id| (*id, false));
        for (id, gives) in given.chain(copies) {
            let (file, slot) = self.case_of(id)?;
            let event = passed(&file, gives, &us, &partner)?;
            let mut history = file.history.clone();
            if let Some(event) = event {
                let id = EventId(self.new_id(now));
                let at = file.case.last_occurred.map_or(now, |last| last.max(now));
                let stamped = written((file.case.id, id), (&order.by, self.office.station), event, at);
                let stamped = crate::domain::event::Stamped {
                    n: file.case.n + 1,
                    previous: file.case.head,
                    epoch: file.case.epoch,
                    ..stamped
                };
                history.push(stamped.clone());
                changes.push(Change {
                    case: file.case.id,
                    slot,
                    before: file.case.n,
                    keep: file.history.len(),
                    add: vec![stamped],
                    is_here: !gives && file.case.is_here,
                    is_held: false,
                });
            }
            items.push((Kind::Case, id.to_string(), item::encode(id, &history)?));
        }
        let cases = items.len();
        let packed = packs.len();
        items.extend(packs.into_iter().map(|Pack { kind, name, bytes }| (kind, name, bytes)));
        let manifest = self.manifest(&known, &partner, (&us, &keys), &items, now)?;
        let (hash, number) = (manifest.hash(), manifest.number);
        let path = self.waiting_bundle(partner.office.id, number);
        let bodies: Vec<Vec<u8>> = items.into_iter().map(|(.., bytes)| bytes).collect();
        let bytes = self.lay_out(&path, &keys, &manifest, &bodies)?;
        let head = manifest.head;
        let mut batch = Batch::begin(self)?;
        for change in &changes {
            batch.put(change)?;
        }
        let (to, sequence, head) = (partner.office.id, head.sequence, head.hash);
        let fact = |frames| Fact::BundleMade { to, number, hash, sequence, head, frames };
        let changed = batch.end(&order.by, fact, now)?;
        self.forget_arrived(&partner);
        Ok(MadeBundle { number, path, cases, given: order.given.len(), packs: packed, bytes, changed })
    }

    /// Brings a bundle that waits here to a stick, in a folder of it. Gives the file there.
    pub fn bring(&self, to: OfficeId, number: u64, stick: &Path) -> Result<PathBuf, ExchangeError> {
        let keys = self.office_keys()?;
        let known = self.exchange()?;
        let partner = known.partners.find(to).ok_or(ExchangeError::UnknownOffice)?;
        if !partner.made.iter().any(|made: &Made| made.number == number) {
            return Err(ExchangeError::NotThere);
        }
        let from = self.waiting_bundle(to, number);
        if !from.is_file() {
            return Err(ExchangeError::NotThere);
        }
        let target = stick.join(file_name(self.own_ref(&keys).id, to, number));
        if target.exists() {
            let same = hash_of(&RealDisk, &target)? == hash_of(&RealDisk, &from)?;
            return if same { Ok(target) } else { Err(ExchangeError::OtherFile(target)) };
        }
        carry(&RealDisk, &mut File::open(from)?, &target)?;
        Ok(target)
    }

    pub(super) fn case_of(&mut self, id: CaseId) -> Result<(Arc<CaseFile>, Option<u32>), ExchangeError> {
        let (file, record) = self.load_with_record(id)?.ok_or(crate::desk::SubmitError::UnknownCase)?;
        Ok((file, record.slot))
    }

    fn manifest(
        &self,
        known: &Known,
        partner: &Partner,
        (us, keys): (&OfficeRef, &crate::seal::OfficeKeys),
        items: &[(Kind, String, Vec<u8>)],
        now: Moment,
    ) -> Result<Manifest, ExchangeError> {
        let head = self.journal.head();
        let mut earlier: Vec<Point> = partner
            .made
            .iter()
            .map(|made| {
                let (sequence, told) = made.head;
                Point { sequence, hash: known.hash_at(sequence).unwrap_or(told) }
            })
            .collect();
        earlier.sort_unstable();
        earlier.dedup();
        let earlier = earlier.split_off(earlier.len().saturating_sub(MOST_EARLIER));
        let seen = partner.taken_without_gap().map(|taken| Seen {
            number: taken.number,
            bundle: taken.hash,
            head: Point { sequence: taken.head.0, hash: taken.head.1 },
        });
        let previous = partner.made.iter().max_by_key(|made| made.number).map(|made| made.hash);
        Ok(Manifest {
            id: random()?,
            from: keys.id(),
            from_name: us.name.clone(),
            to: partner.office.id.0.to_be_bytes(),
            to_key: partner.open,
            number: partner.next_number(),
            previous: previous.unwrap_or_default(),
            head: Point { sequence: head.sequence, hash: head.hash.0 },
            earlier,
            seen,
            created: now.unix(),
            items: items
                .iter()
                .map(|(kind, name, bytes)| Item {
                    kind: *kind,
                    name: name.clone(),
                    bytes: bytes.len() as u64,
                    hash: *blake3::hash(bytes).as_bytes(),
                })
                .collect(),
        })
    }

    /// Writes the sealed file where it waits, durable, and gives its length.
    fn lay_out(
        &self,
        path: &Path,
        keys: &crate::seal::OfficeKeys,
        manifest: &Manifest,
        items: &[Vec<u8>],
    ) -> Result<u64, ExchangeError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let fresh = path.with_extension("new");
        let suite = self.vault.keys().map(|keys| keys.suite).unwrap_or_default();
        let out = BufWriter::new(File::create(&fresh)?);
        let mut out = bundle::write(out, suite, keys, manifest, items)?;
        out.flush()?;
        let file = out.into_inner().map_err(std::io::Error::from)?;
        file.sync_all()?;
        let bytes = file.metadata()?.len();
        std::fs::rename(&fresh, path)?;
        settle_dir(path)?;
        Ok(bytes)
    }

    fn waiting_bundle(&self, to: OfficeId, number: u64) -> PathBuf {
        self.folder.bundles().join("out").join(format!("{to}-{number}.bundle"))
    }

    /// Takes away files the receiver says it has; they cost only room.
    fn forget_arrived(&self, partner: &Partner) {
        for made in partner.made.iter().filter(|made| made.number <= partner.receipt()) {
            let _ = std::fs::remove_file(self.waiting_bundle(partner.office.id, made.number));
        }
    }
}

impl<D: Disk> Desk<D> {
    /// The bundle that is meant by a path: itself, or in a folder the first for this office that was not taken yet. Names
    /// of files are hints and nothing else.
    pub fn find_bundle(&self, path: &Path) -> Result<PathBuf, ExchangeError> {
        if !path.is_dir() {
            return Ok(path.to_owned());
        }
        let us = self.own_ref(&self.office_keys()?).id;
        let known = self.exchange()?;
        let mut open = Vec::new();
        for partner in known.partners.all() {
            let begins = file_name(partner.office.id, us, 0);
            let begins = begins.trim_end_matches("0000.bundle");
            for entry in std::fs::read_dir(path)? {
                let found = entry?.path();
                let name = found.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let number = name.strip_prefix(begins).and_then(|rest| rest.strip_suffix(".bundle"));
                let Some(number) = number.and_then(|number| number.parse::<u64>().ok()) else { continue };
                if !partner.taken.iter().any(|taken| taken.number == number) {
                    open.push((number, found));
                }
            }
        }
        open.sort();
        open.into_iter().next().map(|(_, path)| path).ok_or(ExchangeError::NotThere)
    }
}

/// What the file of a bundle is called on a stick: nothing of what is in it.
fn file_name(from: OfficeId, to: OfficeId, number: u64) -> String {
    let short = |id: OfficeId| id.to_string().chars().take(8).collect::<String>();
    format!("motcua-{}-{}-{number:04}.bundle", short(from), short(to))
}

/// What is recorded on a case that goes along: that it is given over, or that a copy goes out for the first time.
fn passed(
    file: &CaseFile,
    gives: bool,
    us: &OfficeRef,
    partner: &Partner,
) -> Result<Option<Event>, ExchangeError> {
    let case = &file.case;
    let to = partner.office.clone();
    if gives {
        if !case.is_here || case.stage.is_end() {
            let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
            return Err(ExchangeError::NotToGive { code });
        }
        return Ok(Some(Event::GivenOver { from: us.clone(), to }));
    }
    let first = !case.is_known_to(to.id);
    if first && !case.is_here {
        // Whom a file is shown to is for its keeper to decide.
        let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
        return Err(ExchangeError::NotToGive { code });
    }
    Ok(first.then(|| Event::CopySent { keeper: us.clone(), to }))
}
