//! The forms: those that come with the program, and an office's own copies that stand in for them.
//!
//! A form is looked for in the set of its case, then in those it inherits from, then among the daily papers; in
//! each, the office's own file goes first. A file is read when it is needed, so an edit shows at the next sheet.
//! Must not know: cases, or how a sheet is printed.

mod read;
mod words;

use super::document::{Faults, decode};
use super::fault::Fault;
use crate::domain::sheet::{FormBook, FormKey, FormSet};
use crate::paper::form::{Form, Template};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder of forms, in the program's assets and in the data folder.
const FOLDER: &str = "forms";
/// The set of papers no circular gives a number.
const DAILY: &str = "daily";
/// The set of parts that forms include.
const PARTS: &str = "parts";

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../assets/forms/", $name, ".toml")))),*]
    };
}

/// The files that come with the program, by set and name.
const BUILT_IN: [(&str, &str); 20] = built_in![
    "parts/letterhead",
    "tt01-2018/receipt",
    "tt01-2018/supplement",
    "tt01-2018/refusal",
    "tt01-2018/apology",
    "tt01-2018/control",
    "tt01-2018/register",
    "tt03-2025/apology",
    "tt03-2025/stop-notice",
    "daily/receipt-several",
    "daily/result-hand-over",
    "daily/result-receipt",
    "daily/fee-receipt",
    "daily/post-hand-over",
    "daily/dispatch",
    "daily/process",
    "daily/authorisation",
    "daily/satisfaction",
    "daily/shift",
    "daily/proposal",
];

/// A form file that is there, the office's own or the program's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFile {
    /// Its set.
    pub set: String,
    /// Its name, which is a form's key or a part's name.
    pub name: String,
    /// The office's own file; none for one that came with the program.
    pub own: Option<PathBuf>,
}

/// Where forms are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    folder: Option<PathBuf>,
}

/// The text of a form file and the name people know it by.
struct Source {
    file: String,
    text: String,
}

impl Forms {
    /// The forms of a data folder, or only those of the program.
    pub fn new(dir: Option<&Path>) -> Self {
        Self { folder: dir.map(|dir| dir.join(FOLDER)) }
    }

    /// A form for a case whose forms are of a set; nothing where no set has it. The faults of a file that
    /// cannot be used come back instead of the form.
    pub fn find(
        &self,
        key: FormKey,
        set: Option<&FormSet>,
        book: &FormBook,
    ) -> Result<Option<Form>, Vec<Fault>> {
        let chain = set.map(|set| book.chain(set)).unwrap_or_default();
        let sets = chain.iter().map(|set| set.key.as_str()).chain([DAILY]);
        for set in sets {
            if let Some(form) = self.read(set, key)? {
                return Ok(Some(form));
            }
        }
        Ok(None)
    }

    /// A form of exactly this set.
    pub fn read(&self, set: &str, key: FormKey) -> Result<Option<Form>, Vec<Fault>> {
        let Some(source) = self.source(set, key.name())? else { return Ok(None) };
        self.read_text(&source.file, &source.text, key).map(Some)
    }

    /// Reads the text of a form, by the name people know the file by.
    pub fn read_text(&self, file: &str, text: &str, key: FormKey) -> Result<Form, Vec<Fault>> {
        let (table, mut faults) = Faults::read(file, text);
        let form = if faults.is_empty() {
            read::form(&table, key, &fingerprint(file, text), &|name| self.part(name), &mut faults)
        } else {
            None
        };
        form.filter(|_| faults.is_empty()).ok_or_else(|| faults.into_sorted())
    }

    /// The blocks of a part; nothing where it is not there or faulty, which [`Forms::check`] tells.
    fn part(&self, name: &str) -> Option<Vec<Template>> {
        let source = self.source(PARTS, name).ok()??;
        let (table, mut faults) = Faults::read(&source.file, &source.text);
        let blocks = read::part(&table, &mut faults);
        faults.is_empty().then_some(blocks)
    }

    /// Every form file there is, the office's own in the places of the program's.
    pub fn files(&self) -> Vec<FormFile> {
        let mut seen = BTreeSet::new();
        let mut files = Vec::new();
        for (set, name, path) in self.own_files() {
            seen.insert((set.clone(), name.clone()));
            files.push(FormFile { set, name, own: Some(path) });
        }
        for (file, _) in BUILT_IN {
            let (set, name) = file.split_once('/').unwrap_or((DAILY, file));
            if !seen.contains(&(set.to_owned(), name.to_owned())) {
                files.push(FormFile { set: set.to_owned(), name: name.to_owned(), own: None });
            }
        }
        files.sort_by(|a, b| (&a.set, &a.name).cmp(&(&b.set, &b.name)));
        files
    }

    /// Everything that is wrong with the forms, file by file.
    pub fn check(&self) -> Vec<Fault> {
        let mut found = Vec::new();
        for file in self.files() {
            if file.set == PARTS {
                match self.source(&file.set, &file.name) {
                    Ok(Some(source)) => {
                        let (table, mut faults) = Faults::read(&source.file, &source.text);
                        if faults.is_empty() {
                            let _ = read::part(&table, &mut faults);
                        }
                        found.extend(faults.into_sorted());
                    }
                    Ok(None) => {}
                    Err(faults) => found.extend(faults),
                }
            } else if let Ok(key) = file.name.parse::<FormKey>() {
                found.extend(self.read(&file.set, key).err().into_iter().flatten());
            } else {
                found.push(stray(&file));
            }
        }
        found
    }

    /// The text of a file: the office's own, else the program's.
    fn source(&self, set: &str, name: &str) -> Result<Option<Source>, Vec<Fault>> {
        let file = format!("{FOLDER}/{set}/{name}.toml");
        if let Some(path) = self.folder.as_ref().map(|folder| folder.join(set).join(format!("{name}.toml")))
            && let Ok(bytes) = std::fs::read(&path)
        {
            let text = decode(&file, &bytes).map_err(|fault| vec![*fault])?.to_owned();
            return Ok(Some(Source { file, text }));
        }
        Ok(Self::built_in(set, name).map(|text| Source { file, text: text.to_owned() }))
    }

    /// The text of a file as it came with the program, to begin a copy from.
    pub fn built_in(set: &str, name: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|(known, _)| known.split_once('/') == Some((set, name))).map(|(_, text)| *text)
    }

    /// Where an office's own file of a set lies in a data folder.
    pub fn own_path(dir: &Path, set: &str, name: &str) -> PathBuf {
        dir.join(FOLDER).join(set).join(format!("{name}.toml"))
    }

    fn own_files(&self) -> Vec<(String, String, PathBuf)> {
        let mut files = Vec::new();
        let Some(Ok(sets)) = self.folder.as_ref().map(std::fs::read_dir) else { return files };
        for set in sets.flatten() {
            let Ok(entries) = std::fs::read_dir(set.path()) else { continue };
            for entry in entries.flatten() {
                let path = entry.path();
                let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
                if path.extension().is_some_and(|ending| ending == "toml") && !name.starts_with('.') {
                    files.push((set.file_name().to_string_lossy().into_owned(), name, path));
                }
            }
        }
        files
    }
}

/// `set/name` and a fingerprint of the text, between which the version goes.
fn fingerprint(file: &str, text: &str) -> String {
    let name = file.trim_start_matches("forms/").trim_end_matches(".toml");
    let print = blake3::hash(text.as_bytes()).to_hex();
    format!("{name} {}", print.get(..8).unwrap_or_default())
}

/// A file whose name is no form.
fn stray(file: &FormFile) -> Fault {
    use strum::IntoEnumIterator as _;
    let names = FormKey::iter().map(FormKey::name);
    Fault {
        file: format!("{FOLDER}/{}/{}.toml", file.set, file.name),
        line: 1,
        column: 1,
        kind: super::fault::FaultKind::UnknownValue { name: FOLDER.to_owned(), value: file.name.clone() },
        hint: crate::input::nearest::nearest(&file.name, names).map(str::to_owned),
    }
}
