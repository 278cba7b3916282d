//! Taking a bundle in: a copy of the file first, every check of it, then what it would change, then — when a person says
//! so — all of it or nothing.
//!
//! The copy stays sealed; nothing plain is ever written outside the journal. Must not know: how news are shown.

use super::record::{Batch, Change, hash, written};
use super::{ExchangeError, Known, Pack, item, office_id, packs};
use crate::bundle::{self, BundleError, Kind, MOST_FILE, Manifest, Opened};
use crate::desk::Desk;
use crate::domain::case::{Case, CaseFile};
use crate::domain::chronicle::Fact;
use crate::domain::event::{Event, OfficeRef, Stamped};
use crate::domain::exchange::{Arrival, Merged, Partner, Told, Verdict, fit, keeper_of, merge};
use crate::domain::id::{CaseId, EventHash, EventId, PersonId, StationId};
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::journal::disk::Disk;
use crate::seal::{Card, OfficeKeys};
use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of all packs of one bundle, at most: they are held in memory together.
const MOST_PACKED: usize = 64 << 20;

/// What a bundle would change of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseNews {
    /// The case.
    pub case: CaseId,
    /// Its code, if it has one.
    pub code: String,
    /// Its owner.
    pub owner: String,
    /// Its procedure.
    pub procedure: String,
    /// What its history is to ours.
    pub verdict: Verdict,
    /// Whether it is given over to us.
    pub comes_here: bool,
    /// Events that are new to us.
    pub new_events: usize,
    /// Who keeps it, as the bundle says.
    pub keeper: String,
    /// Whether the bundle comes from somebody else than who keeps it.
    pub is_relayed: bool,
}

/// What a bundle would change of the office's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackNews {
    /// Which folder.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether there is none of this name here.
    pub is_new: bool,
    /// Whether it is the same as ours.
    pub is_same: bool,
    /// What is wrong with it; then the bundle cannot be taken.
    pub fault: Option<String>,
}

/// A bundle that was verified, and what it would change. Nothing has changed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its list.
    pub manifest: Manifest,
    /// Its hash.
    pub hash: [u8; 32],
    /// From whom, as we know them.
    pub from: OfficeRef,
    /// How it stands among those that came before.
    pub arrival: Arrival,
    /// Its cases.
    pub cases: Vec<CaseNews>,
    /// Its packs.
    pub packs: Vec<PackNews>,
}

impl Preview {
    /// Whether taking it would change nothing.
    pub fn is_nothing_new(&self) -> bool {
        self.cases.iter().all(|news| matches!(news.verdict, Verdict::Same | Verdict::Older))
            && self.packs.iter().all(|pack| pack.is_same)
    }

    /// Cases of a verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.cases.iter().filter(|news| news.verdict == verdict).count()
    }
}

/// A bundle that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBundle {
    /// Cases whose row is another now.
    pub changed: Vec<CaseId>,
    /// Files that came to be kept here.
    pub came: usize,
    /// Files that wait for a decision.
    pub held: usize,
    /// Packs that got their place.
    pub packs: usize,
}

/// Says what is wrong with a pack, if anything.
pub type Judge<'a> = &'a dyn Fn(Kind, &str, &[u8]) -> Option<String>;

/// Gets every item that is as it is listed.
type Each<'a> = &'a mut dyn FnMut(Kind, &str, Vec<u8>) -> Result<(), ExchangeError>;

/// A case of a bundle held against ours.
struct Compared {
    ours: Arc<CaseFile>,
    slot: Option<u32>,
    theirs: Vec<Stamped>,
    merged: Merged,
}

impl<D: Disk> Desk<D> {
    /// Copies a bundle here, verifies all of it, and says what it would change.
    pub fn look_at_bundle(
        &mut self,
        file: &Path,
        judge: Judge<'_>,
        now: Moment,
    ) -> Result<Preview, ExchangeError> {
        let keys = self.office_keys()?;
        let known = self.exchange()?;
        let staged = self.stage(file)?;
        let from = (keys, known, now);
        let opened = read_all(&from, &staged, &mut |_, _, _| Ok(()))?;
        let (keys, known, _) = &from;
        let partner = sender(known, &opened)?;
        let arrival = judged(partner, known, &opened);
        let (mut cases, mut found) = (Vec::new(), Vec::new());
        let us = self.own_ref(keys);
        read_all(&from, &staged, &mut |kind, name, bytes| {
            match case_id(kind, name) {
                Some(case) => {
                    let compared = self.compare(case, &bytes, (&us, known), None, now)?;
                    cases.push(news(case, &compared, &partner.office));
                }
                None => found.push(self.pack_news(kind, name, &bytes, judge)),
            }
            Ok(())
        })?;
        let office = partner.office.clone();
        let Opened { manifest, hash } = opened;
        Ok(Preview { manifest, hash, from: office, arrival, cases, packs: found })
    }

    /// Takes the bundle of a preview in, all of it or nothing, as its head decided. `despite` says why, where histories do
    /// not fit. On return it survives a power cut.
    pub fn take_bundle(
        &mut self,
        preview: &Preview,
        (by, despite): (&PersonId, &str),
        judge: Judge<'_>,
        now: Moment,
    ) -> Result<TakenBundle, ExchangeError> {
        self.check_exchange(by, Power::TakeIn)?;
        let from = (self.office_keys()?, self.exchange()?, now);
        let staged = self.staged();
        let mut packed = Vec::new();
        let opened =
            read_all(&from, &staged, &mut |kind, name, bytes| keep_pack(&mut packed, kind, name, bytes))?;
        let (keys, known, _) = &from;
        if opened.hash != preview.hash {
            return Err(ExchangeError::NotThere);
        }
        let partner = sender(known, &opened)?;
        let arrival = judged(partner, known, &opened);
        if arrival.is_replay {
            return Err(ExchangeError::TakenBefore);
        }
        let despite = despite.trim();
        if !arrival.forks.is_empty() && despite.is_empty() {
            return Err(ExchangeError::Forks(arrival.forks));
        }
        for pack in &packed {
            if let Some(why) = judge(pack.kind, &pack.name, &pack.bytes) {
                return Err(ExchangeError::Pack { name: pack.name.clone(), why });
            }
        }
        packs::lay_down(&self.folder, &opened.hash, &packed)?;
        let us = self.own_ref(keys);
        let waiting: Vec<_> = self.conflicts()?.iter().map(super::Conflict::head).collect();
        let station = self.office.station;
        let (mut came, mut held) = (0, 0);
        // Parts that are written before something fails never count: nothing ends their batch.
        let mut batch = Batch::begin(self)?;
        read_all(&from, &staged, &mut |kind, name, bytes| {
            let Some(case) = case_id(kind, name) else { return Ok(()) };
            let compared = batch.desk().compare(case, &bytes, (&us, known), Some((by, station)), now)?;
            came += usize::from(compared.merged.comes_here);
            let Some(change) = change(case, compared, &us, &waiting) else { return Ok(()) };
            held += usize::from(change.is_held);
            batch.put(&change)
        })?;
        let manifest = &opened.manifest;
        let fact = |frames| Fact::BundleTaken {
            from: partner.office.id,
            number: manifest.number,
            hash: opened.hash,
            sequence: manifest.head.sequence,
            head: manifest.head.hash,
            receipt: manifest.seen.map_or(0, |seen| seen.number),
            frames,
            held: held as u32,
            despite: despite.to_owned(),
        };
        let changed = batch.end(by, fact, now)?;
        // Recorded: what is left to do is done at the next opening where it fails now.
        let _ = self.finish_packs();
        let _ = std::fs::remove_file(staged);
        Ok(TakenBundle { changed, came, held, packs: packed.len() })
    }

    fn staged(&self) -> PathBuf {
        self.folder.bundles().join("in").join("arrived.bundle")
    }

    /// Copies a file from the stick, which may be pulled or changed any time; no more of it than a bundle may have.
    fn stage(&self, file: &Path) -> Result<PathBuf, ExchangeError> {
        let about = std::fs::metadata(file)?;
        if !about.is_file() || about.len() > MOST_FILE {
            return Err(BundleError::TooLarge("the file").into());
        }
        let to = self.staged();
        if let Some(parent) = to.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let copied = io::copy(&mut File::open(file)?.take(MOST_FILE + 1), &mut File::create(&to)?)?;
        if copied > MOST_FILE { Err(BundleError::TooLarge("the file").into()) } else { Ok(to) }
    }

    /// Holds a case of a bundle against ours. Who takes it in is needed where it comes to be kept here.
    fn compare(
        &mut self,
        case: CaseId,
        bytes: &[u8],
        (us, known): (&OfficeRef, &Known),
        by: Option<(&PersonId, StationId)>,
        now: Moment,
    ) -> Result<Compared, ExchangeError> {
        let theirs = item::decode(case, bytes)?;
        fit(case, &theirs, &hash).map_err(|why| ExchangeError::Misfit { case, why })?;
        let (ours, slot) = match self.load_with_record(case)? {
            Some((file, record)) => (file, record.slot),
            None => (Arc::new(CaseFile { case: Case::blank(case), history: Vec::new() }), None),
        };
        let id = EventId(self.new_id(now));
        let nobody = PersonId::from("");
        let (person, station) = by.unwrap_or((&nobody, StationId::FIRST));
        let merged = merge(
            &ours.history,
            &theirs,
            (us, ours.case.is_here && ours.case.n > 0),
            &hash,
            &mut |event: Event| written((case, id), (person, station), event, now),
        );
        let gone = Merged { verdict: Verdict::Older, keep: 0, add: Vec::new(), comes_here: false };
        let merged = if known.erased.contains(&case) { gone } else { merged };
        Ok(Compared { ours, slot, theirs, merged })
    }

    fn pack_news(&self, kind: Kind, name: &str, bytes: &[u8], judge: Judge<'_>) -> PackNews {
        let ours = std::fs::read(packs::place(self.folder.path(), kind, name)).ok();
        PackNews {
            kind,
            name: name.to_owned(),
            is_new: ours.is_none(),
            is_same: ours.is_some_and(|ours| ours == bytes),
            fault: judge(kind, name, bytes),
        }
    }
}

/// Reads the staged bundle to its end and gives each item to `each`; only somebody trusted today is read at all.
fn read_all(
    (keys, known, now): &(OfficeKeys, Known, Moment),
    staged: &Path,
    each: Each<'_>,
) -> Result<Opened, ExchangeError> {
    let trusted = |id: &[u8; 16]| {
        let partner = known.partners.find(office_id(*id)).filter(|partner| partner.is_trusted(now.date()))?;
        Some(card_of(partner))
    };
    let mut failed = None;
    let read = bundle::read(BufReader::new(File::open(staged)?), keys, &trusted, &mut |_, item, bytes| {
        each(item.kind, &item.name, bytes).map_err(|error| {
            failed = Some(error);
            BundleError::NotWhole("an item cannot be used")
        })
    });
    match (read, failed) {
        (Ok(opened), _) => Ok(opened),
        (Err(_), Some(error)) => Err(error),
        (Err(BundleError::Stranger { claims }), None) if known.partners.find(office_id(claims)).is_some() => {
            Err(ExchangeError::NotTrusted)
        }
        (Err(error), None) => Err(error.into()),
    }
}

fn card_of(partner: &Partner) -> Card {
    Card {
        id: partner.office.id.0.to_be_bytes(),
        name: partner.office.name.clone(),
        code: partner.code.clone(),
        sign: partner.sign,
        open: partner.open,
    }
}

fn sender<'a>(known: &'a Known, opened: &Opened) -> Result<&'a Partner, ExchangeError> {
    known.partners.find(office_id(opened.manifest.from)).ok_or(ExchangeError::UnknownOffice)
}

fn judged(partner: &Partner, known: &Known, opened: &Opened) -> Arrival {
    let manifest = &opened.manifest;
    let earlier: Vec<_> = manifest.earlier.iter().map(|point| (point.sequence, point.hash)).collect();
    let told = Told {
        number: manifest.number,
        hash: opened.hash,
        previous: manifest.previous,
        earlier: &earlier,
        seen: manifest.seen.map(|seen| (seen.number, seen.bundle, (seen.head.sequence, seen.head.hash))),
    };
    partner.judge(&told, &|sequence| known.hash_at(sequence))
}

/// The case an item is; nothing for packs.
fn case_id(kind: Kind, name: &str) -> Option<CaseId> {
    match kind {
        Kind::Case => u128::from_str_radix(name, 16).ok().map(CaseId),
        Kind::Procedures | Kind::Calendars | Kind::Rules | Kind::Forms => None,
    }
}

fn keep_pack(packed: &mut Vec<Pack>, kind: Kind, name: &str, bytes: Vec<u8>) -> Result<(), ExchangeError> {
    if case_id(kind, name).is_some() {
        return Ok(());
    }
    let size: usize = packed.iter().map(|pack| pack.bytes.len()).sum();
    if size + bytes.len() > MOST_PACKED {
        return Err(BundleError::TooLarge("all packs").into());
    }
    packed.push(Pack { kind, name: name.to_owned(), bytes });
    Ok(())
}

fn news(case: CaseId, compared: &Compared, from: &OfficeRef) -> CaseNews {
    let seen = Case::replay(case, &compared.theirs);
    let keeper = keeper_of(&compared.theirs).map(|(keeper, _)| keeper);
    let common = common(&compared.ours.history, &compared.theirs);
    CaseNews {
        case,
        code: seen.code.as_ref().map(ToString::to_string).unwrap_or_default(),
        owner: seen.owner.name.clone(),
        procedure: seen.procedure.0.clone(),
        verdict: compared.merged.verdict,
        comes_here: compared.merged.comes_here,
        new_events: match compared.merged.verdict {
            Verdict::New | Verdict::Newer | Verdict::Forked => compared.theirs.len() - common,
            Verdict::Notes => compared.merged.add.len(),
            Verdict::Same | Verdict::Older => 0,
        },
        keeper: keeper.map(|keeper| keeper.name.clone()).unwrap_or_default(),
        is_relayed: keeper.is_some_and(|keeper| keeper.id != from.id) && !compared.merged.comes_here,
    }
}

fn common(ours: &[Stamped], theirs: &[Stamped]) -> usize {
    ours.iter().zip(theirs).take_while(|(a, b)| a == b).count()
}

/// What is recorded of a case of a bundle; nothing where nothing changes. `waiting` are the ends of histories that wait
/// for a decision already.
fn change(
    case: CaseId,
    compared: Compared,
    us: &OfficeRef,
    waiting: &[(CaseId, EventHash)],
) -> Option<Change> {
    let Compared { ours, slot, theirs, merged } = compared;
    let before = ours.case.n;
    let same = Change {
        case,
        slot,
        before,
        keep: merged.keep,
        add: Vec::new(),
        is_here: ours.case.is_here,
        is_held: false,
    };
    match merged.verdict {
        Verdict::Same | Verdict::Older => None,
        Verdict::Forked => {
            let end = theirs.last().map(hash).unwrap_or_default();
            let keep = common(&ours.history, &theirs);
            let add = theirs.get(keep..).unwrap_or_default().to_vec();
            (!waiting.contains(&(case, end))).then_some(Change { keep, add, is_held: true, ..same })
        }
        Verdict::Notes => Some(Change { add: merged.add, ..same }),
        Verdict::New | Verdict::Newer => {
            let kept_by_us = keeper_of(&theirs).is_some_and(|(keeper, _)| keeper.id == us.id);
            Some(Change { add: merged.add, is_here: kept_by_us, ..same })
        }
    }
}
