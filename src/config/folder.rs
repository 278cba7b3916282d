//! Everything the files of one desk's folder say, loaded together: the office and the law it works by.
//!
//! Must not know: where the folder is, or what is done with the desk.

use super::document::decode;
use super::fault::Fault;
use super::law::{self, load_law};
use super::office::{self, OfficeFile};
use crate::domain::law::Law;
use std::io;
use std::path::Path;

/// What a folder says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The office, its hours and people.
    pub office: OfficeFile,
    /// The law, with the office's own data in it.
    pub law: Law,
    /// Faulty files of the office's own law, each replaced by what came with the program.
    pub faults: Vec<law::Fault>,
}

/// Why a folder does not say enough to work with.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no office file.
    #[error("there is no office.toml")]
    NoOffice,
    /// The office file cannot be read.
    #[error("office.toml cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The office file is faulty.
    #[error("office.toml has {} faults", .0.len())]
    Office(Vec<Fault>),
    /// Not even the program's own law is usable.
    #[error("the law has {} faults", .0.len())]
    Law(Vec<law::Fault>),
}

/// Loads what the files of a folder say.
pub fn load(dir: &Path) -> Result<Loaded, LoadError> {
    let office = load_office(dir)?;
    let (law, faults) = load_law(dir, office.hours.as_ref()).map_err(LoadError::Law)?;
    Ok(Loaded { office, law, faults })
}

/// Loads the office file of a folder.
pub fn load_office(dir: &Path) -> Result<OfficeFile, LoadError> {
    let bytes = match std::fs::read(dir.join(office::FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(LoadError::NoOffice),
        Err(error) => return Err(error.into()),
    };
    let text = decode(office::FILE, &bytes).map_err(|fault| LoadError::Office(vec![*fault]))?;
    office::read(office::FILE, text).map_err(LoadError::Office)
}
