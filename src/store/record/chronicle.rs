//! Facts about the desk as recorded bytes. Variants are only ever added at the end.
//!
//! Must not know: what a fact is for.

use super::RecordError;
use super::convert_parts::{date, day};
use super::survey::Survey;
use crate::domain::chronicle as domain;
use crate::domain::id::{CaseId, OfficeId, PersonId};
use crate::domain::moment::Moment;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Entry {
    by: String,
    at: i64,
    fact: Fact,
}

#[derive(Serialize, Deserialize)]
enum Look {
    Case,
    Unmasked,
    Person,
    Export,
}

#[derive(Serialize, Deserialize)]
enum Fact {
    GlassBroken {
        reason: String,
        until: i64,
    },
    CameIn {
        failed: u32,
    },
    Looked {
        look: Look,
        case: Option<[u8; 16]>,
        reason: String,
    },
    PeopleChanged {
        version: u32,
        file: [u8; 32],
        person: String,
    },
    Checkpoint {
        sequence: u64,
        head: [u8; 32],
        key: [u8; 32],
        signature: Vec<u8>,
    },
    DayClosed {
        sequence: u64,
        head: [u8; 32],
    },
    DayConfirmed {
        sequence: u64,
        fits: bool,
    },
    Erased {
        cases: Vec<[u8; 16]>,
        basis: String,
        witness: String,
    },
    Recovered {
        person: String,
        witness: String,
    },
    Sealed {
        sequence: u64,
        head: [u8; 32],
    },
    BackedUp {
        sequence: u64,
        head: [u8; 32],
    },
    BookClosed {
        year: i32,
        count: u32,
        seal: [u8; 32],
    },
    Printed {
        form: String,
        template: String,
        about: String,
    },
    ErasureProposed {
        cases: Vec<[u8; 16]>,
        basis: String,
    },
    Held {
        cases: Vec<[u8; 16]>,
        reason: String,
    },
    Released {
        cases: Vec<[u8; 16]>,
        reason: String,
    },
    KeysTurned {
        epoch: u32,
        until: u64,
        public: [u8; 32],
    },
    PassphraseChanged {
        number: u32,
    },
    Drilled {
        sequence: u64,
        whole: bool,
    },
    DoubtSigned {
        reason: String,
    },
    DoubtSettled {
        first: String,
        reason: String,
    },
    GuessesTurnedBack {
        found: u64,
        known: u64,
    },
    AnchorMissed {
        sequence: u64,
    },
    PartnerTrusted {
        office: [u8; 16],
        name: String,
        code: String,
        sign: [u8; 32],
        open: [u8; 32],
        witness: String,
        until: i32,
    },
    PartnerRevoked {
        office: [u8; 16],
        reason: String,
    },
    BundleMade {
        to: [u8; 16],
        number: u64,
        hash: [u8; 32],
        sequence: u64,
        head: [u8; 32],
        frames: u32,
    },
    BundleTaken {
        from: [u8; 16],
        number: u64,
        hash: [u8; 32],
        sequence: u64,
        head: [u8; 32],
        receipt: u64,
        frames: u32,
        held: u32,
        despite: String,
    },
    ForkDecided {
        case: [u8; 16],
        frames: u32,
    },
    Surveyed {
        number: u32,
        what: Survey,
    },
    Denied {
        what: String,
    },
}

fn all_bytes(cases: &[CaseId]) -> Vec<[u8; 16]> {
    cases.iter().copied().map(bytes).collect()
}

fn all_cases(bytes: Vec<[u8; 16]>) -> Vec<CaseId> {
    bytes.into_iter().map(case).collect()
}

const fn bytes(id: CaseId) -> [u8; 16] {
    id.0.to_be_bytes()
}

const fn case(bytes: [u8; 16]) -> CaseId {
    CaseId(u128::from_be_bytes(bytes))
}

impl From<&domain::Entry> for Entry {
    fn from(entry: &domain::Entry) -> Self {
        use domain::Fact as D;
        let text = String::clone;
        let fact = match &entry.fact {
            D::GlassBroken { reason, until } => {
                Fact::GlassBroken { reason: text(reason), until: until.unix() }
            }
            D::CameIn { failed } => Fact::CameIn { failed: *failed },
            D::Looked { look, case, reason } => Fact::Looked {
                look: match look {
                    domain::Look::Case => Look::Case,
                    domain::Look::Unmasked => Look::Unmasked,
                    domain::Look::Person => Look::Person,
                    domain::Look::Export => Look::Export,
                },
                case: case.map(bytes),
                reason: text(reason),
            },
            D::PeopleChanged { version, file, person } => {
                Fact::PeopleChanged { version: *version, file: *file, person: text(&person.0) }
            }
            D::Checkpoint { sequence, head, key, signature } => {
                Fact::Checkpoint { sequence: *sequence, head: *head, key: *key, signature: signature.clone() }
            }
            D::DayClosed { sequence, head } => Fact::DayClosed { sequence: *sequence, head: *head },
            D::DayConfirmed { sequence, fits } => Fact::DayConfirmed { sequence: *sequence, fits: *fits },
            D::Erased { cases, basis, witness } => {
                Fact::Erased { cases: all_bytes(cases), basis: text(basis), witness: text(&witness.0) }
            }
            D::Recovered { person, witness } => {
                Fact::Recovered { person: text(&person.0), witness: text(witness) }
            }
            D::Sealed { sequence, head } => Fact::Sealed { sequence: *sequence, head: *head },
            D::BackedUp { sequence, head } => Fact::BackedUp { sequence: *sequence, head: *head },
            D::Surveyed { number, what } => Fact::Surveyed { number: *number, what: what.into() },
            D::BookClosed(domain::ClosedBook { year, count, seal }) => {
                Fact::BookClosed { year: *year, count: *count, seal: *seal }
            }
            D::Printed { form, template, about } => {
                Fact::Printed { form: text(form), template: text(template), about: text(about) }
            }
            D::ErasureProposed { cases, basis } => {
                Fact::ErasureProposed { cases: all_bytes(cases), basis: text(basis) }
            }
            D::Held { cases, reason } => Fact::Held { cases: all_bytes(cases), reason: text(reason) },
            D::Released { cases, reason } => Fact::Released { cases: all_bytes(cases), reason: text(reason) },
            D::KeysTurned { epoch, until, public } => {
                Fact::KeysTurned { epoch: *epoch, until: *until, public: *public }
            }
            D::PassphraseChanged { number } => Fact::PassphraseChanged { number: *number },
            D::Drilled { sequence, whole } => Fact::Drilled { sequence: *sequence, whole: *whole },
            D::DoubtSigned { reason } => Fact::DoubtSigned { reason: text(reason) },
            D::DoubtSettled { first, reason } => {
                Fact::DoubtSettled { first: text(&first.0), reason: text(reason) }
            }
            D::Denied { what } => Fact::Denied { what: text(what) },
            D::GuessesTurnedBack { found, known } => Fact::GuessesTurnedBack { found: *found, known: *known },
            D::AnchorMissed { sequence } => Fact::AnchorMissed { sequence: *sequence },
            D::PartnerTrusted { office, name, code, sign, open, witness, until } => Fact::PartnerTrusted {
                office: office.0.to_be_bytes(),
                name: text(name),
                code: text(code),
                sign: *sign,
                open: *open,
                witness: text(&witness.0),
                until: day(*until),
            },
            D::PartnerRevoked { office, reason } => {
                Fact::PartnerRevoked { office: office.0.to_be_bytes(), reason: text(reason) }
            }
            D::BundleMade { to, number, hash, sequence, head, frames } => Fact::BundleMade {
                to: to.0.to_be_bytes(),
                number: *number,
                hash: *hash,
                sequence: *sequence,
                head: *head,
                frames: *frames,
            },
            D::BundleTaken { from, number, hash, sequence, head, receipt, frames, held, despite } => {
                Fact::BundleTaken {
                    from: from.0.to_be_bytes(),
                    number: *number,
                    hash: *hash,
                    sequence: *sequence,
                    head: *head,
                    receipt: *receipt,
                    frames: *frames,
                    held: *held,
                    despite: text(despite),
                }
            }
            D::ForkDecided { case, frames } => Fact::ForkDecided { case: bytes(*case), frames: *frames },
        };
        Self { by: entry.by.0.clone(), at: entry.at.unix(), fact }
    }
}

impl Entry {
    pub(super) fn lift(self) -> Result<domain::Entry, RecordError> {
        use domain::Fact as D;
        let moment = |seconds: i64| {
            let at = Moment::from_unix(seconds);
            (at.unix() == seconds).then_some(at).ok_or(RecordError::Impossible("moment"))
        };
        let fact = match self.fact {
            Fact::GlassBroken { reason, until } => D::GlassBroken { reason, until: moment(until)? },
            Fact::CameIn { failed } => D::CameIn { failed },
            Fact::Looked { look, case: of, reason } => D::Looked {
                look: match look {
                    Look::Case => domain::Look::Case,
                    Look::Unmasked => domain::Look::Unmasked,
                    Look::Person => domain::Look::Person,
                    Look::Export => domain::Look::Export,
                },
                case: of.map(case),
                reason,
            },
            Fact::PeopleChanged { version, file, person } => {
                D::PeopleChanged { version, file, person: PersonId(person) }
            }
            Fact::Checkpoint { sequence, head, key, signature } => {
                D::Checkpoint { sequence, head, key, signature }
            }
            Fact::DayClosed { sequence, head } => D::DayClosed { sequence, head },
            Fact::DayConfirmed { sequence, fits } => D::DayConfirmed { sequence, fits },
            Fact::Erased { cases, basis, witness } => {
                D::Erased { cases: all_cases(cases), basis, witness: PersonId(witness) }
            }
            Fact::Recovered { person, witness } => D::Recovered { person: PersonId(person), witness },
            Fact::Sealed { sequence, head } => D::Sealed { sequence, head },
            Fact::BackedUp { sequence, head } => D::BackedUp { sequence, head },
            Fact::Surveyed { number, what } => D::Surveyed { number, what: what.lift()? },
            Fact::BookClosed { year, count, seal } => D::BookClosed(domain::ClosedBook { year, count, seal }),
            Fact::Printed { form, template, about } => D::Printed { form, template, about },
            Fact::ErasureProposed { cases, basis } => D::ErasureProposed { cases: all_cases(cases), basis },
            Fact::Held { cases, reason } => D::Held { cases: all_cases(cases), reason },
            Fact::Released { cases, reason } => D::Released { cases: all_cases(cases), reason },
            Fact::KeysTurned { epoch, until, public } => D::KeysTurned { epoch, until, public },
            Fact::PassphraseChanged { number } => D::PassphraseChanged { number },
            Fact::Drilled { sequence, whole } => D::Drilled { sequence, whole },
            Fact::DoubtSigned { reason } => D::DoubtSigned { reason },
            Fact::DoubtSettled { first, reason } => D::DoubtSettled { first: PersonId(first), reason },
            Fact::Denied { what } => D::Denied { what },
            Fact::GuessesTurnedBack { found, known } => D::GuessesTurnedBack { found, known },
            Fact::AnchorMissed { sequence } => D::AnchorMissed { sequence },
            Fact::PartnerTrusted { office, name, code, sign, open, witness, until } => D::PartnerTrusted {
                office: OfficeId(u128::from_be_bytes(office)),
                name,
                code,
                sign,
                open,
                witness: PersonId(witness),
                until: date(until)?,
            },
            Fact::PartnerRevoked { office, reason } => {
                D::PartnerRevoked { office: OfficeId(u128::from_be_bytes(office)), reason }
            }
            Fact::BundleMade { to, number, hash, sequence, head, frames } => {
                D::BundleMade { to: OfficeId(u128::from_be_bytes(to)), number, hash, sequence, head, frames }
            }
            Fact::BundleTaken { from, number, hash, sequence, head, receipt, frames, held, despite } => {
                D::BundleTaken {
                    from: OfficeId(u128::from_be_bytes(from)),
                    number,
                    hash,
                    sequence,
                    head,
                    receipt,
                    frames,
                    held,
                    despite,
                }
            }
            Fact::ForkDecided { case: id, frames } => D::ForkDecided { case: case(id), frames },
        };
        Ok(domain::Entry { by: PersonId(self.by), at: moment(self.at)?, fact })
    }
}
