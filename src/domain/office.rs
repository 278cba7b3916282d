//! The office the desk belongs to.
//!
//! Must not know: where these values are kept.

use super::id::{PersonId, StationId};
use super::number::OfficeCode;
use super::role::Person;

/// An office as it was set up at the first run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its name, such as `Sở Thông tin và Truyền thông tỉnh Lào Cai`.
    pub name: String,
    /// The identifier its case codes begin with.
    pub code: OfficeCode,
    /// This machine's station.
    pub station: StationId,
    /// Who works here; never empty.
    pub people: Vec<Person>,
}

impl Office {
    /// A person by code.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// The name of a person, or the code when nobody here has it.
    pub fn name_of<'a>(&'a self, id: &'a PersonId) -> &'a str {
        self.person(id).map_or(id.0.as_str(), |person| person.name.as_str())
    }
}
