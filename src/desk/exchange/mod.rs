//! Files to and from other offices on a stick: whom we trust, what goes out, what comes in, and what a person decides.
//!
//! Everything of it stands in the chain: trust, bundles made and taken, and what they changed of a case. A bundle is made
//! or taken as one batch, whole or not at all. Must not know: words, or how a stick is found.

mod item;
mod make;
mod packs;
mod record;
mod settle;
mod stick;
mod take;
mod trust;

pub use make::{MadeBundle, Order};
pub use packs::Pack;
pub use settle::Conflict;
pub use stick::carry;
pub use take::{CaseNews, PackNews, Preview, TakenBundle};

use super::custody::fact_of;
use super::{Desk, SubmitError};
use crate::bundle::BundleError;
use crate::domain::chronicle::Fact;
use crate::domain::event::OfficeRef;
use crate::domain::exchange::{Fork, Misfit, Partners};
use crate::domain::id::{CaseId, OfficeId};
use crate::domain::refusal::Refusal;
use crate::journal::ReadError;
use crate::journal::disk::Disk;
use crate::seal::{OfficeKeys, SealError};
use crate::store::{RecordError, StoreError};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Why nothing was exchanged. In every case nothing was changed here.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The table of roles forbids it, or a rule of the case.
    #[error("refused: {}", .0.name())]
    Refused(Refusal),
    /// The bundle is none of ours, or not for us, or not as it was made.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The desk cannot read or record.
    #[error(transparent)]
    Desk(#[from] SubmitError),
    /// No office of this name or number is known.
    #[error("no such office")]
    UnknownOffice,
    /// The office is known but trusted no more.
    #[error("the office is not trusted any more")]
    NotTrusted,
    /// The fingerprint that was typed is another.
    #[error("the fingerprint is another")]
    OtherFingerprint,
    /// The second person is the first, or nobody here.
    #[error("a second person is needed")]
    NoWitness,
    /// The card is our own.
    #[error("the card is our own")]
    OwnCard,
    /// Nothing was chosen.
    #[error("nothing to send")]
    NothingToSend,
    /// A case cannot be given over: it is not kept here, or it has ended.
    #[error("case {code} cannot be given over")]
    NotToGive {
        /// Its code.
        code: String,
    },
    /// The bundle was taken before.
    #[error("taken before")]
    TakenBefore,
    /// Histories do not fit, and nobody said why it is to be taken all the same.
    #[error("histories do not fit")]
    Forks(Vec<Fork>),
    /// What is inside is no history of a case.
    #[error("case {case}: {why:?}")]
    Misfit {
        /// The case.
        case: CaseId,
        /// Why.
        why: Misfit,
    },
    /// A text of a case holds what no text of ours holds.
    #[error("case {case} holds unseen characters")]
    Unclean {
        /// The case.
        case: CaseId,
    },
    /// A pack does not read.
    #[error("pack {name}: {why}")]
    Pack {
        /// Its name.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// A pack may not be called so.
    #[error("a pack may not be called {name}")]
    PackName {
        /// Its name.
        name: String,
    },
    /// No such bundle, conflict or file.
    #[error("not there")]
    NotThere,
    /// The stick already holds another file of this name.
    #[error("another file is there: {}", .0.display())]
    OtherFile(PathBuf),
    /// What was written does not read back.
    #[error("what was written does not read back")]
    NotReadBack,
}

impl From<std::io::Error> for ExchangeError {
    fn from(error: std::io::Error) -> Self {
        Self::Bundle(error.into())
    }
}

impl From<SealError> for ExchangeError {
    fn from(error: SealError) -> Self {
        Self::Bundle(error.into())
    }
}

impl From<ReadError> for ExchangeError {
    fn from(error: ReadError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<RecordError> for ExchangeError {
    fn from(error: RecordError) -> Self {
        Self::Desk(error.into())
    }
}

impl From<StoreError> for ExchangeError {
    fn from(error: StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// What the chain says about exchange.
#[derive(Debug, Default)]
pub struct Known {
    /// The offices.
    pub partners: Partners,
    /// Cases that were erased here: what another office still has of them does not come back.
    erased: BTreeSet<CaseId>,
    /// Chain hashes of all frames, by sequence.
    hashes: Vec<(u64, [u8; 32])>,
    /// The last frame of the plain history, on a desk that was sealed: hashes up to it are others now.
    sealed_at: u64,
}

impl Known {
    /// Our chain hash at a frame, where it is still the one it was.
    fn hash_at(&self, sequence: u64) -> Option<[u8; 32]> {
        let at = self.hashes.binary_search_by_key(&sequence, |(known, _)| *known);
        let found = at.ok().and_then(|at| self.hashes.get(at)).map(|(_, hash)| *hash);
        // A frame that is gone has a hash that fits nothing.
        (sequence > self.sealed_at).then(|| found.unwrap_or_default())
    }
}

impl<D: Disk> Desk<D> {
    /// What the chain says about exchange. Reads the whole journal, and of a sealed one opens the facts alone.
    pub fn exchange(&self) -> Result<Known, ExchangeError> {
        let mut known = Known::default();
        for frame in self.journal.reader().frames(1)? {
            let frame = match frame {
                Ok(frame) => frame,
                Err(ReadError::Damage(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            let sequence = frame.sequence();
            known.hashes.push((sequence, frame.hash().0));
            if let Some(entry) = fact_of(&self.vault, frame)? {
                if let Fact::Sealed { sequence, .. } = entry.fact {
                    known.sealed_at = sequence;
                }
                if let Fact::Erased { cases, .. } = &entry.fact {
                    known.erased.extend(cases);
                }
                known.partners.hear(sequence, &entry.fact);
            }
        }
        Ok(known)
    }

    /// This office as others know it; its keys are made the first time.
    fn office_keys(&self) -> Result<OfficeKeys, ExchangeError> {
        let ring = self.vault.keys().map(|keys| (&keys.ring, keys.suite));
        Ok(OfficeKeys::read_or_make(self.folder.path(), ring)?)
    }

    fn own_ref(&self, keys: &OfficeKeys) -> OfficeRef {
        OfficeRef { id: office_id(keys.id()), name: self.office.name.clone() }
    }
}

const fn office_id(bytes: [u8; 16]) -> OfficeId {
    OfficeId(u128::from_be_bytes(bytes))
}
