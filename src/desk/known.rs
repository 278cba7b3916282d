//! What the history remembers of itself across openings; kept with the rows, sealed like them, and made again with them.
//!
//! Must not know: who asks, or what is done about it.

use crate::domain::chronicle::Fact;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use std::collections::BTreeMap;

/// First byte of its bytes; rows of another program's version begin otherwise and are made again.
const VERSION: u8 = 5;

/// What it remembers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Known {
    /// Running number and hash of the people's file.
    pub(super) people: Option<(u32, [u8; 32])>,
    /// The frame of the last checkpoint.
    pub(super) checkpoint: u64,
    /// The frame of the last line given out on paper, and the day it was.
    pub(super) day: Option<(u64, Moment)>,
    /// Whether that line was typed back.
    pub(super) confirmed: bool,
    /// The frame an anchor spoke of that did not fit, until two people signed.
    pub(super) doubt: Option<u64>,
    /// Who signed first.
    pub(super) signed: Option<PersonId>,
    /// When a backup was last restored on trial, and was whole.
    pub(super) drilled: Option<Moment>,
    /// How often the count of guesses was written at the last login before the desk was last left in order.
    pub(super) guesses: u64,
    /// Running numbers of the own parts of the keys, by person.
    pub(super) own: BTreeMap<String, u32>,
    /// The last frame of the plain history, before the desk was sealed; 0 where it never was.
    pub(super) plain_until: u64,
    /// The running number of the keys the history last spoke of; 0 where they were never turned.
    pub(super) epoch: u32,
}

impl Known {
    /// Takes in a fact of somebody.
    pub(super) fn hear(&mut self, by: &PersonId, fact: &Fact, at: Moment) {
        match fact {
            Fact::PeopleChanged { version, file, .. } => self.people = Some((*version, *file)),
            Fact::Checkpoint { sequence, .. } => self.checkpoint = *sequence,
            Fact::DayClosed { sequence, .. } => (self.day, self.confirmed) = (Some((*sequence, at)), false),
            Fact::DayConfirmed { fits: true, .. } => self.confirmed = true,
            Fact::DayConfirmed { sequence, fits: false } | Fact::AnchorMissed { sequence } => {
                (self.doubt, self.signed) = (Some(*sequence), None);
            }
            Fact::DoubtSigned { .. } => self.signed = Some(by.clone()),
            // The line of that day will never fit; it is not asked for again.
            Fact::DoubtSettled { .. } => {
                (self.doubt, self.signed, self.confirmed) = (None, None, true);
            }
            Fact::Drilled { whole: true, .. } => self.drilled = Some(at),
            // Sealing writes the history anew: what left the machine before speaks of another chain.
            Fact::Sealed { sequence, .. } => {
                (self.day, self.confirmed, self.plain_until) = (None, false, *sequence);
            }
            Fact::PassphraseChanged { number } => {
                self.own.insert(by.0.clone(), *number);
            }
            Fact::KeysTurned { epoch, .. } => self.epoch = *epoch,
            Fact::GlassBroken { .. }
            | Fact::CameIn { .. }
            | Fact::Looked { .. }
            | Fact::Erased { .. }
            | Fact::Recovered { .. }
            | Fact::ErasureProposed { .. }
            | Fact::Held { .. }
            | Fact::Released { .. }
            | Fact::Drilled { .. }
            | Fact::GuessesTurnedBack { .. }
            | Fact::Denied { .. }
            | Fact::BackedUp { .. }
            | Fact::PartnerTrusted { .. }
            | Fact::PartnerRevoked { .. }
            | Fact::BundleMade { .. }
            | Fact::BundleTaken { .. }
            | Fact::ForkDecided { .. }
            | Fact::Surveyed { .. }
            | Fact::BookClosed(_)
            | Fact::Printed { .. } => {}
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let (version, hash) = self.people.unwrap_or_default();
        let (day, at) = self.day.map_or((0, 0), |(sequence, at)| (sequence, at.unix()));
        let drilled = self.drilled.map_or(0, Moment::unix);
        let sized = |text: &str| [(text.len() as u16).to_le_bytes().as_slice(), text.as_bytes()].concat();
        let mut bytes = [
            [VERSION].as_slice(),
            &version.to_le_bytes(),
            &hash,
            &self.checkpoint.to_le_bytes(),
            &day.to_le_bytes(),
            &at.to_le_bytes(),
            &[u8::from(self.confirmed), u8::from(self.doubt.is_some())],
            &self.doubt.unwrap_or_default().to_le_bytes(),
            &drilled.to_le_bytes(),
            &self.guesses.to_le_bytes(),
            &self.plain_until.to_le_bytes(),
            &self.epoch.to_le_bytes(),
            &sized(self.signed.as_ref().map_or("", |person| person.0.as_str())),
            &(self.own.len() as u16).to_le_bytes(),
        ]
        .concat();
        for (person, number) in &self.own {
            bytes.extend_from_slice(&sized(person));
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    /// From the beginning of bytes, and how many of them it took.
    pub(super) fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let mut rest = bytes;
        if take::<1>(&mut rest)? != [VERSION] {
            return None;
        }
        let version = u32::from_le_bytes(take(&mut rest)?);
        let hash = take::<32>(&mut rest)?;
        let checkpoint = u64::from_le_bytes(take(&mut rest)?);
        let day = u64::from_le_bytes(take(&mut rest)?);
        let at = Moment::from_unix(i64::from_le_bytes(take(&mut rest)?));
        let [confirmed, doubted] = take::<2>(&mut rest)?;
        let doubt = u64::from_le_bytes(take(&mut rest)?);
        let drilled = i64::from_le_bytes(take(&mut rest)?);
        let guesses = u64::from_le_bytes(take(&mut rest)?);
        let plain_until = u64::from_le_bytes(take(&mut rest)?);
        let epoch = u32::from_le_bytes(take(&mut rest)?);
        let signed = text(&mut rest)?;
        let mut own = BTreeMap::new();
        for _ in 0..u16::from_le_bytes(take(&mut rest)?) {
            let person = text(&mut rest)?;
            own.insert(person, u32::from_le_bytes(take(&mut rest)?));
        }
        let known = Self {
            people: (version > 0).then_some((version, hash)),
            checkpoint,
            day: (day > 0).then_some((day, at)),
            confirmed: confirmed == 1,
            doubt: (doubted == 1).then_some(doubt),
            signed: (!signed.is_empty()).then_some(PersonId(signed)),
            guesses,
            drilled: (drilled != 0).then(|| Moment::from_unix(drilled)),
            own,
            plain_until,
            epoch,
        };
        Some((known, bytes.len() - rest.len()))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, left) = rest.split_first_chunk::<N>()?;
    *rest = left;
    Some(*taken)
}

fn text(rest: &mut &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(take(rest)?));
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    String::from_utf8(taken.to_vec()).ok()
}
