//! Facts about the desk itself, kept in the same chain as the facts about cases: who came in, who
//! looked, what was anchored, what was erased.
//!
//! Must not know: how a fact is stored or sealed.

use super::id::{CaseId, PersonId};
use super::moment::Moment;
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
            Self::DoubtSettled { first, reason } => format!("{first}: {reason}"),
            Self::GuessesTurnedBack { found, known } => format!("{found} {known}"),
            Self::Recovered { person, witness } => format!("{person} {witness}"),
            Self::BookClosed(ClosedBook { year, count, .. }) => format!("{year} {count}"),
            Self::Printed { form, template, about } => format!("{form} {about} {template}").trim().to_owned(),
        }
    }
}
