//! Facts about the desk itself, kept in the same chain as the facts about cases: who came in, who
//! looked, what was anchored, what was erased.
//!
//! Must not know: how a fact is stored or sealed.

use super::id::{CaseId, OfficeId, PersonId};
use super::moment::Moment;
use super::survey::{Survey, Surveyed};
use chrono::NaiveDate;
use strum::{EnumIter, IntoStaticStr, VariantNames};

/// A fact about the desk, with who brought it about and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub by: PersonId,
    /// When it was recorded.
    pub at: Moment,
    /// What.
    pub fact: Fact,
}

/// What somebody looked at, or took away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Look {
    /// A whole case.
    Case,
    /// A whole identity number or telephone, which lists show masked.
    Unmasked,
    /// A person, by number.
    Person,
    /// A list or table, taken out.
    Export,
}

/// A fact about the desk.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Fact {
    /// Somebody took leave to act beyond their role.
    GlassBroken {
        /// Why it could not wait.
        reason: String,
        /// When the leave ends.
        until: Moment,
    },
    /// Somebody came in.
    CameIn {
        /// Tries at their passphrase that failed before.
        failed: u32,
    },
    /// Somebody looked at something.
    Looked {
        /// What.
        look: Look,
        /// Of which case, where it is one.
        case: Option<CaseId>,
        /// Why, where a reason is asked.
        reason: String,
    },
    /// The people's keys were changed.
    PeopleChanged {
        /// Running number of the people's file after it.
        version: u32,
        /// Hash of that file.
        file: [u8; 32],
        /// Whom it is about.
        person: PersonId,
    },
    /// The history up to a frame, signed.
    Checkpoint {
        /// The last frame it covers.
        sequence: u64,
        /// That frame's chain hash.
        head: [u8; 32],
        /// The public key.
        key: [u8; 32],
        /// The signature.
        signature: Vec<u8>,
    },
    /// A day was closed: its line was given out on paper.
    DayClosed {
        /// The last frame it covers.
        sequence: u64,
        /// That frame's chain hash.
        head: [u8; 32],
    },
    /// A line of an earlier day was typed back from paper.
    DayConfirmed {
        /// The frame the line speaks of.
        sequence: u64,
        /// Whether it is on this chain.
        fits: bool,
    },
    /// Cases were made unreadable for ever.
    Erased {
        /// Which.
        cases: Vec<CaseId>,
        /// On what basis.
        basis: String,
        /// Who agreed, besides whoever did it.
        witness: PersonId,
    },
    /// A lost passphrase was replaced with both halves of the recovery key.
    Recovered {
        /// Whose.
        person: PersonId,
        /// Who held the other half.
        witness: String,
    },
    /// The desk was sealed; this is where the plain history ended.
    Sealed {
        /// The last frame of the plain history.
        sequence: u64,
        /// Its chain hash.
        head: [u8; 32],
    },
    /// A backup was made and read back.
    BackedUp {
        /// The last frame in it.
        sequence: u64,
        /// That frame's chain hash.
        head: [u8; 32],
    },
    /// The follow-up register of a year was closed (TT 01/2018/TT-VPCP art. 10).
    BookClosed(ClosedBook),
    /// A sheet about no single case was made: a book, a poster.
    Printed {
        /// What it is called in files, such as `register`.
        form: String,
        /// Which version of the template, as on sheets of cases; empty where it is made in code.
        template: String,
        /// What it is about, such as a year.
        about: String,
    },
    /// Somebody proposed to erase cases whose retention is over; somebody else has yet to agree.
    ErasureProposed {
        /// Which.
        cases: Vec<CaseId>,
        /// On what basis.
        basis: String,
    },
    /// Cases must be kept whatever their retention says: a complaint, a court, an inspection.
    Held {
        /// Which.
        cases: Vec<CaseId>,
        /// Why, with the document.
        reason: String,
    },
    /// Cases need not be kept for that any more.
    Released {
        /// Which.
        cases: Vec<CaseId>,
        /// Why, with the document.
        reason: String,
    },
    /// The keys of all roles were made anew.
    KeysTurned {
        /// Their epoch.
        epoch: u32,
        /// The last frame under the keys before.
        until: u64,
        /// The public key from now on.
        public: [u8; 32],
    },
    /// Somebody changed their own passphrase.
    PassphraseChanged {
        /// Running number of their own part of the keys.
        number: u32,
    },
    /// A backup was restored on trial.
    Drilled {
        /// The last frame in it.
        sequence: u64,
        /// Whether all of it was there.
        whole: bool,
    },
    /// One of two people signed that work goes on although an anchor did not fit.
    DoubtSigned {
        /// What was found out.
        reason: String,
    },
    /// The second signed: work goes on.
    DoubtSettled {
        /// Who signed first.
        first: PersonId,
        /// What was found out.
        reason: String,
    },
    /// The count of guesses was older than what this machine knew of it.
    GuessesTurnedBack {
        /// Its running number as found.
        found: u64,
        /// The running number that was known.
        known: u64,
    },
    /// An anchor from outside did not fit.
    AnchorMissed {
        /// The frame it speaks of.
        sequence: u64,
    },
    /// Two people held the fingerprint of another office against the one it told them.
    PartnerTrusted {
        /// The office.
        office: OfficeId,
        /// What it calls itself.
        name: String,
        /// The identifier its case codes begin with.
        code: String,
        /// The key it signs with.
        sign: [u8; 32],
        /// The key it opens with.
        open: [u8; 32],
        /// The second person.
        witness: PersonId,
        /// The last day of the trust.
        until: NaiveDate,
    },
    /// An office is trusted no more.
    PartnerRevoked {
        /// The office.
        office: OfficeId,
        /// Why.
        reason: String,
    },
    /// A bundle was made for another office. It ends a batch: the frames before it count from here on.
    BundleMade {
        /// For whom.
        to: OfficeId,
        /// Its number, from 1.
        number: u64,
        /// Its hash.
        hash: [u8; 32],
        /// The history it told: last frame.
        sequence: u64,
        /// That frame's chain hash.
        head: [u8; 32],
        /// Frames of the batch.
        frames: u32,
    },
    /// A bundle was taken in. It ends a batch: the frames before it count from here on.
    BundleTaken {
        /// Whose.
        from: OfficeId,
        /// Its number.
        number: u64,
        /// Its hash.
        hash: [u8; 32],
        /// The sender's history as it told: last frame.
        sequence: u64,
        /// That frame's chain hash: we are its witness.
        head: [u8; 32],
        /// The last of our own bundles the sender says it took; 0 for none.
        receipt: u64,
        /// Frames of the batch.
        frames: u32,
        /// Files of it whose histories have grown apart from ours and wait for a decision.
        held: u32,
        /// Why it was taken although histories do not fit; empty where they do.
        despite: String,
    },
    /// Somebody decided between two histories of a case. It ends a batch.
    ForkDecided {
        /// The case.
        case: CaseId,
        /// Frames of the batch.
        frames: u32,
    },
    /// Slips, a complaint about the desk, a check of the postings.
    Surveyed {
        /// Running number in the book of surveys.
        number: u32,
        /// What.
        what: Survey,
    },
    /// Somebody asked for what their role, or who they are in this case, does not let them do.
    Denied {
        /// The act or power, as `action-…` or `power-…` in the catalogue.
        what: String,
    },
}

/// What a register said when it was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedBook {
    /// Its year.
    pub year: i32,
    /// How many lines it has, numbered from 1 without gaps.
    pub count: u32,
    /// A hash over all of them, in order.
    pub seal: [u8; 32],
}

impl Fact {
    /// The entry of the book of surveys a fact is, if it is one.
    pub fn surveyed(&self, by: &PersonId, at: Moment) -> Option<Surveyed> {
        let Self::Surveyed { number, what } = self else { return None };
        Some(Surveyed { number: *number, by: by.clone(), at, what: what.clone() })
    }

    /// Kebab-case name of the kind, as in the catalogue's `fact-…`.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// What it says in plain words and numbers, for lists; nothing of a case but its opaque name.
    pub fn told(&self) -> String {
        match self {
            Self::GlassBroken { reason, until } => format!("{until}: {reason}"),
            Self::CameIn { failed } => failed.to_string(),
            Self::Looked { look, case, reason } => {
                let look: &str = look.into();
                let case = case.map(|case| case.to_string()).unwrap_or_default();
                format!("{look} {case} {reason}").trim().to_owned()
            }
            Self::PeopleChanged { version, person, .. } => format!("{version} {person}"),
            Self::Checkpoint { sequence, .. }
            | Self::DayClosed { sequence, .. }
            | Self::Sealed { sequence, .. }
            | Self::AnchorMissed { sequence }
            | Self::BackedUp { sequence, .. } => sequence.to_string(),
            Self::DayConfirmed { sequence, fits } => format!("{sequence} {fits}"),
            Self::Erased { cases, basis, witness } => format!("{} {witness}: {basis}", cases.len()),
            Self::ErasureProposed { cases, basis: words }
            | Self::Held { cases, reason: words }
            | Self::Released { cases, reason: words } => format!("{}: {words}", cases.len()),
            Self::KeysTurned { epoch, until, .. } => format!("{epoch} {until}"),
            Self::PassphraseChanged { number } => number.to_string(),
            Self::Drilled { sequence, whole } => format!("{sequence} {whole}"),
            Self::DoubtSigned { reason } => reason.clone(),
            Self::Denied { what } => what.clone(),
            Self::DoubtSettled { first, reason } => format!("{first}: {reason}"),
            Self::GuessesTurnedBack { found, known } => format!("{found} {known}"),
            Self::Recovered { person, witness } => format!("{person} {witness}"),
            Self::Surveyed { number, what } => {
                let what: &str = what.into();
                format!("{number} {what}")
            }
            Self::BookClosed(ClosedBook { year, count, .. }) => format!("{year} {count}"),
            Self::Printed { form, template, about } => format!("{form} {about} {template}").trim().to_owned(),
            Self::PartnerTrusted { office, name, witness, until, .. } => {
                format!("{office} {name}, {witness}, {until}")
            }
            Self::PartnerRevoked { office, reason } => format!("{office}: {reason}"),
            Self::BundleMade { to, number, .. } => format!("{number} {to}"),
            Self::BundleTaken { from, number, despite, .. } => {
                format!("{number} {from} {despite}").trim().to_owned()
            }
            Self::ForkDecided { case, .. } => case.to_string(),
        }
    }

    /// Frames of the batch this fact ends; none for facts that end none.
    pub const fn closes(&self) -> Option<u32> {
        match self {
            Self::BundleMade { frames, .. }
            | Self::BundleTaken { frames, .. }
            | Self::ForkDecided { frames, .. } => Some(*frames),
            Self::GlassBroken { .. }
            | Self::CameIn { .. }
            | Self::Looked { .. }
            | Self::PeopleChanged { .. }
            | Self::Checkpoint { .. }
            | Self::DayClosed { .. }
            | Self::DayConfirmed { .. }
            | Self::Erased { .. }
            | Self::Recovered { .. }
            | Self::Sealed { .. }
            | Self::BackedUp { .. }
            | Self::PartnerTrusted { .. }
            | Self::PartnerRevoked { .. }
            | Self::BookClosed(_)
            | Self::Printed { .. }
            | Self::ErasureProposed { .. }
            | Self::Held { .. }
            | Self::Released { .. }
            | Self::KeysTurned { .. }
            | Self::PassphraseChanged { .. }
            | Self::Drilled { .. }
            | Self::DoubtSigned { .. }
            | Self::DoubtSettled { .. }
            | Self::GuessesTurnedBack { .. }
            | Self::AnchorMissed { .. }
            | Self::Surveyed { .. }
            | Self::Denied { .. } => None,
        }
    }
}
