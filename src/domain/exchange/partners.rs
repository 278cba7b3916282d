//! The offices this desk exchanges with, as the facts of its own chain tell: keys, bundles made and taken, and whether
//! what comes next fits.
//!
//! Must not know: bytes, signatures, or the histories of files.

use crate::domain::chronicle::Fact;
use crate::domain::event::OfficeRef;
use crate::domain::id::OfficeId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A frame of somebody's history and its chain hash.
pub type Witness = (u64, [u8; 32]);

/// An office whose key two people trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// The office.
    pub office: OfficeRef,
    /// The identifier its case codes begin with.
    pub code: String,
    /// The key it signs with.
    pub sign: [u8; 32],
    /// The key it opens with.
    pub open: [u8; 32],
    /// The last day of the trust.
    pub until: NaiveDate,
    /// Why it is trusted no more.
    pub revoked: Option<String>,
    /// Bundles made for it, in order.
    pub made: Vec<Made>,
    /// Bundles taken from it, in the order they were taken.
    pub taken: Vec<Taken>,
}

/// A bundle made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// Our history as it told.
    pub head: Witness,
    /// The frame that says so.
    pub at: u64,
}

/// A bundle taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// The sender's history as it told.
    pub head: Witness,
    /// The last of ours it says it took, with all before it.
    pub receipt: u64,
    /// The frame that says so.
    pub at: u64,
    /// Frames of its batch, right before that one.
    pub frames: u32,
    /// Files of it that wait for a decision.
    pub held: u32,
}

/// What a bundle says of itself and of us.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// The hash it gives for the one before it.
    pub previous: [u8; 32],
    /// The points of the sender's history that its earlier bundles told.
    pub earlier: &'a [Witness],
    /// What it says it took from us: number, hash, and our history then.
    pub seen: Option<(u64, [u8; 32], Witness)>,
}

/// Two histories where there should be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Fork {
    /// Another bundle of this number was taken before.
    NumberTaken {
        /// The number.
        number: u64,
    },
    /// It names another bundle before it than the one we took.
    OtherBefore {
        /// The number of that one.
        number: u64,
    },
    /// The sender's history is not the one it told us before: changed, or from an older copy.
    TheirHistory {
        /// The frame we are a witness of.
        sequence: u64,
    },
    /// Our history is not the one the sender saw: changed, or from an older copy.
    OurHistory {
        /// The frame the sender is a witness of.
        sequence: u64,
    },
}

/// How a bundle stands among those that came before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrival {
    /// It was taken already.
    pub is_replay: bool,
    /// Numbers before it that never came.
    pub missing: Vec<u64>,
    /// A later one was taken before.
    pub is_late: bool,
    /// What does not fit.
    pub forks: Vec<Fork>,
}

/// Missing numbers that are named at most.
const MOST_MISSING: usize = 20;

impl Partner {
    /// Whether it is trusted on a day.
    pub fn is_trusted(&self, on: NaiveDate) -> bool {
        self.revoked.is_none() && on <= self.until
    }

    /// The number of the next bundle for it.
    pub fn next_number(&self) -> u64 {
        self.made.iter().map(|made| made.number).max().unwrap_or(0) + 1
    }

    /// The last of our bundles it says it took, with all before it; 0 for none. Its newest word counts: an office that
    /// went back to an older copy needs again what it had.
    pub fn receipt(&self) -> u64 {
        self.last_taken().map_or(0, |taken| taken.receipt)
    }

    /// Our frame up to which it surely has what it was given: that of the last bundle it took.
    pub fn has_up_to(&self) -> u64 {
        let receipt = self.receipt();
        self.made.iter().filter(|made| made.number <= receipt).map(|made| made.at).max().unwrap_or(0)
    }

    /// The last bundle of it up to which none is missing: what our receipt names.
    pub fn taken_without_gap(&self) -> Option<&Taken> {
        let known = |number: u64| self.taken.iter().find(|taken| taken.number == number);
        (1..).map_while(known).last()
    }

    /// The bundle of it with the highest number we took.
    pub fn last_taken(&self) -> Option<&Taken> {
        self.taken.iter().max_by_key(|taken| taken.number)
    }

    /// Numbers that never came, below the highest that did.
    pub fn missing(&self) -> Vec<u64> {
        self.last_taken().map(|last| self.missing_below(last.number)).unwrap_or_default()
    }

    fn missing_below(&self, number: u64) -> Vec<u64> {
        let came: BTreeSet<u64> = self.taken.iter().map(|taken| taken.number).collect();
        let from = number.saturating_sub(1_000).max(1);
        (from..number).filter(|number| !came.contains(number)).take(MOST_MISSING).collect()
    }

    /// How a bundle of it stands. `ours` gives our chain hash at a frame where it can be compared.
    pub fn judge(&self, told: &Told<'_>, ours: &dyn Fn(u64) -> Option<[u8; 32]>) -> Arrival {
        if self.taken.iter().any(|taken| taken.number == told.number && taken.hash == told.hash) {
            return Arrival { is_replay: true, ..Arrival::default() };
        }
        let mut forks = Vec::new();
        let known = |number: u64| self.taken.iter().find(|taken| taken.number == number);
        if known(told.number).is_some() {
            forks.push(Fork::NumberTaken { number: told.number });
        }
        if let Some(before) = told.number.checked_sub(1).and_then(known)
            && before.hash != told.previous
        {
            forks.push(Fork::OtherBefore { number: before.number });
        }
        // A bundle names at most so many earlier points; the rest was compared when they were younger.
        let oldest = told.earlier.first().map_or(0, |first| first.0);
        let witnessed = self.taken.iter().filter(|taken| taken.number < told.number);
        let told_otherwise = witnessed
            .filter(|taken| taken.head.0 >= oldest && !told.earlier.contains(&taken.head))
            .map(|taken| taken.head.0);
        forks.extend(told_otherwise.min().map(|sequence| Fork::TheirHistory { sequence }));
        if let Some((number, hash, head)) = told.seen {
            let made =
                self.made.iter().any(|made| made.number == number && made.hash == hash && made.head == head);
            let stands = head.0 == 0 || ours(head.0).is_none_or(|found| found == head.1);
            if !made || !stands {
                forks.push(Fork::OurHistory { sequence: head.0 });
            }
        }
        Arrival {
            is_replay: false,
            missing: self.missing_below(told.number),
            is_late: self.taken.iter().any(|taken| taken.number > told.number),
            forks,
        }
    }
}

/// All of them, in the order they were trusted first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Partners {
    all: Vec<Partner>,
}

impl Partners {
    /// All of them.
    pub fn all(&self) -> &[Partner] {
        &self.all
    }

    /// One of them.
    pub fn find(&self, office: OfficeId) -> Option<&Partner> {
        self.all.iter().find(|partner| partner.office.id == office)
    }

    fn find_mut(&mut self, office: OfficeId) -> Option<&mut Partner> {
        self.all.iter_mut().find(|partner| partner.office.id == office)
    }

    /// Takes in a fact of a frame.
    pub fn hear(&mut self, at: u64, fact: &Fact) {
        match fact {
            Fact::PartnerTrusted { office, name, code, sign, open, until, .. } => {
                let partner = Partner {
                    office: OfficeRef { id: *office, name: name.clone() },
                    code: code.clone(),
                    sign: *sign,
                    open: *open,
                    until: *until,
                    revoked: None,
                    made: Vec::new(),
                    taken: Vec::new(),
                };
                match self.find_mut(*office) {
                    Some(known) => {
                        let (made, taken) =
                            (std::mem::take(&mut known.made), std::mem::take(&mut known.taken));
                        *known = Partner { made, taken, ..partner };
                    }
                    None => self.all.push(partner),
                }
            }
            Fact::PartnerRevoked { office, reason } => {
                if let Some(known) = self.find_mut(*office) {
                    known.revoked = Some(reason.clone());
                }
            }
            Fact::BundleMade { to, number, hash, sequence, head, .. } => {
                if let Some(known) = self.find_mut(*to) {
                    known.made.push(Made { number: *number, hash: *hash, head: (*sequence, *head), at });
                }
            }
            Fact::BundleTaken { from, number, hash, sequence, head, receipt, frames, held, .. } => {
                if let Some(known) = self.find_mut(*from) {
                    known.taken.push(Taken {
                        number: *number,
                        hash: *hash,
                        head: (*sequence, *head),
                        receipt: *receipt,
                        at,
                        frames: *frames,
                        held: *held,
                    });
                }
            }
            Fact::GlassBroken { .. }
            | Fact::CameIn { .. }
            | Fact::Looked { .. }
            | Fact::PeopleChanged { .. }
            | Fact::Checkpoint { .. }
            | Fact::DayClosed { .. }
            | Fact::DayConfirmed { .. }
            | Fact::Erased { .. }
            | Fact::Recovered { .. }
            | Fact::Sealed { .. }
            | Fact::BackedUp { .. }
            | Fact::ForkDecided { .. }
            | Fact::BookClosed(_)
            | Fact::Printed { .. }
            | Fact::ErasureProposed { .. }
            | Fact::Held { .. }
            | Fact::Released { .. }
            | Fact::KeysTurned { .. }
            | Fact::PassphraseChanged { .. }
            | Fact::Drilled { .. }
            | Fact::DoubtSigned { .. }
            | Fact::DoubtSettled { .. }
            | Fact::GuessesTurnedBack { .. }
            | Fact::Denied { .. }
            | Fact::AnchorMissed { .. }
            | Fact::Surveyed { .. } => {}
        }
    }
}
