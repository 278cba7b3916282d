//! Names of things that never change once given.
//!
//! Must not know: how an identifier is made (the desk injects that) or how it is stored.

use std::fmt;

/// A case, for ever and on every machine. Opaque (a version 7 UUID): it says nothing personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub u128);

/// One recorded event, for ever and on every machine (a version 7 UUID).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u128);

/// Fingerprint of an event as it was recorded; each event of a case names that of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct EventHash(pub [u8; 32]);

/// A desk as other desks know it, for ever: it follows from the key it signs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(pub u128);

/// A person who works at the office, by the short code the office gave, such as `an.nv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub String);

/// A workstation of an office, 1 to 10. It owns its own range of running numbers, so that two
/// machines without a network never give one number twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StationId(u8);

impl StationId {
    /// The first station; the only one of most offices.
    pub const FIRST: Self = Self(1);

    /// A station number from 1 to 10, or nothing.
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 10 { Some(Self(number)) } else { None }
    }

    /// The number, 1 to 10.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for PersonId {
    fn from(code: &str) -> Self {
        Self(code.to_owned())
    }
}
