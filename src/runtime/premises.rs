//! The files around one desk: its office, the law, the user's settings, keys and themes.
//!
//! Must not know: what the desk does, or how anything is shown.

use super::worker::{Found, Premises};
use crate::app::effect::{Preference, SetUp, UnitChoice};
use crate::app::model::Model;
use crate::app::notice::{Notice, Weight};
use crate::app::text::Typing;
use crate::config::fault::Fault;
use crate::config::folder::{self, LoadError};
use crate::config::law::lint::lint;
use crate::config::law::units::{self, DecidedUnit};
use crate::config::law::{self, Source};
use crate::config::office::{self, Hours, OfficeFile};
use crate::config::settings::{self, Settings};
use crate::config::{document, keymap, theme};
use crate::desk::{Folder, Setup, keep};
use crate::domain::hours::Week;
use crate::domain::id::{PersonId, StationId};
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::number::OfficeCode;
use crate::domain::office::Office;
use crate::domain::role::{Person, Role};
use crate::journal::DeskId;
use crate::journal::lock::Holder;
use crate::look::Look;
use crate::look::catalog::Catalog;
use crate::look::glyphs::Glyphs;
use crate::look::theme::{MONO, THEMES, Theme};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The user's own keys, over those of the chosen keymap.
const KEYMAP: &str = "keymap.toml";

/// What the environment says about the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// `NO_COLOR` is set and not empty.
    pub no_colour: bool,
    /// The terminal shows no more than sixteen colours.
    pub few_colours: bool,
    /// The terminal is a plain console without Unicode signs.
    pub plain: bool,
}

impl Surroundings {
    /// Reads the environment.
    pub fn of_environment() -> Self {
        let set = |name: &str| std::env::var(name).unwrap_or_default();
        let (term, colours) = (set("TERM"), set("COLORTERM"));
        let many = !colours.is_empty() || term.contains("256color") || term.contains("direct");
        Self {
            no_colour: !set("NO_COLOR").is_empty(),
            few_colours: cfg!(unix) && !many,
            plain: term == "linux" || term == "dumb",
        }
    }
}

/// One desk's folder.
#[derive(Debug, Clone)]
pub struct DeskFolder {
    dir: PathBuf,
}

impl DeskFolder {
    /// The premises in a folder.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// The program as the user set it up, and what was wrong with their files.
    pub fn program(&self, around: Surroundings) -> (super::program::DeskProgram, Vec<Notice>) {
        let (settings, mut notices) = self.settings();
        let own = self.text(KEYMAP, &mut notices);
        let (keys, faults) = keymap::load(&settings.keymap, own.as_ref().map(|text| (KEYMAP, text.as_str())));
        notices.extend(fallback(KEYMAP, &faults));
        let themes = self.themes(around, &mut notices);
        let mut name = settings.theme.clone();
        if around.no_colour {
            MONO.clone_into(&mut name);
        } else if around.few_colours && themes.get(&name).is_some_and(Theme::needs_many_colours) {
            "high-contrast".clone_into(&mut name);
        }
        let theme = themes.get(&name).cloned().unwrap_or_else(|| theme::built_in(&name));
        let look = Look {
            theme,
            words: Catalog::new(settings.language),
            glyphs: Glyphs::pick(settings.ascii || around.plain),
        };
        let typing = Typing::new(settings.typing);
        let names = themes.keys().cloned().collect();
        let mut model = Model::new(keys, typing, &name, names, settings.language.name());
        model.lock_after = settings.lock_after;
        (super::program::DeskProgram::new(model, look, themes), notices)
    }

    fn settings(&self) -> (Settings, Vec<Notice>) {
        let mut notices = Vec::new();
        let text = self.text(settings::FILE, &mut notices);
        let own = self.own_themes(&mut notices);
        let names: Vec<&str> = own.iter().map(|(name, _)| name.as_str()).collect();
        let (settings, faults) =
            settings::load(text.as_ref().map(|text| (settings::FILE, text.as_str())), &names);
        notices.extend(fallback(settings::FILE, &faults));
        (settings, notices)
    }

    /// The built-in themes and the user's own; faulty ones are left out and told.
    fn themes(&self, around: Surroundings, notices: &mut Vec<Notice>) -> BTreeMap<String, Theme> {
        let mut themes: BTreeMap<String, Theme> =
            THEMES.iter().map(|name| ((*name).to_owned(), theme::built_in(name))).collect();
        let own = self.own_themes(&mut Vec::new());
        let sources: Vec<theme::Source<'_>> =
            own.iter().map(|(name, text)| theme::Source { name, file: name, text }).collect();
        for source in &sources {
            let (read, faults) = theme::load(source.name, &sources, false);
            notices.extend(fallback(source.file, &faults));
            if faults.is_empty() {
                themes.insert(source.name.to_owned(), read);
            }
        }
        if around.no_colour {
            themes.retain(|name, _| name == MONO);
        }
        themes
    }

    fn own_themes(&self, notices: &mut Vec<Notice>) -> Vec<(String, String)> {
        let dir = self.dir.join("themes");
        let Ok(entries) = std::fs::read_dir(&dir) else { return Vec::new() };
        let mut themes: Vec<(String, String)> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|file| {
                let name = file.strip_suffix(".toml")?.to_owned();
                Some((name, self.text(&format!("themes/{file}"), notices)?))
            })
            .collect();
        themes.sort();
        themes
    }

    /// A text file of the folder; one that cannot be read is told and passed over.
    fn text(&self, name: &str, notices: &mut Vec<Notice>) -> Option<String> {
        let bytes = std::fs::read(self.dir.join(name)).ok()?;
        match document::decode(name, &bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(fault) => {
                notices.extend(fallback(name, std::slice::from_ref(&*fault)));
                None
            }
        }
    }
}

/// Who opens the desk, for whoever finds it locked.
fn holder(office: &Office, now: Moment) -> Holder {
    holder_of(office.people.first().map_or("", |person| person.name.as_str()), now)
}

/// The same, once somebody has said who they are.
pub fn holder_of(who: &str, now: Moment) -> Holder {
    Holder { process: std::process::id(), who: who.to_owned(), since: now.to_string() }
}

impl Premises for DeskFolder {
    fn folder(&self) -> PathBuf {
        self.dir.clone()
    }

    fn office(&mut self) -> Result<Option<Found>, Notice> {
        let loaded = match folder::load(&self.dir) {
            Ok(loaded) => loaded,
            Err(LoadError::NoOffice) if Folder::new(&self.dir).journal().exists() => {
                return Err(Notice::new(Weight::Error, "notice-office-missing"));
            }
            Err(LoadError::NoOffice) => return Ok(None),
            Err(LoadError::Io(error)) => {
                return Err(Notice::new(Weight::Error, "notice-folder-unusable").with("why", error));
            }
            Err(LoadError::Office(faults)) => return Err(office_faulty(&faults)),
            Err(LoadError::Law(_)) => return Err(Notice::new(Weight::Error, "notice-law-faulty")),
        };
        let mut notices = Vec::new();
        for fault in &loaded.faults {
            notices.push(
                Notice::new(Weight::Warning, "notice-law-file-faulty")
                    .with("file", &fault.file)
                    .with("line", fault.line)
                    .with("column", fault.column),
            );
        }
        let now = super::clock::now();
        // An office's own pack is looked over when it is loaded; what came with the program is tested.
        if self.dir.join("procedures").is_dir() {
            let odd = lint(&loaded.law, Some(&loaded.office.office), now.date());
            let grave = odd.iter().filter(|oddity| oddity.what.is_grave());
            if let Some(first) = grave.clone().next() {
                let notice = Notice::new(Weight::Warning, "notice-procedures-odd");
                notices.push(notice.with("count", grave.count()).with("code", &first.code));
            }
        }
        let OfficeFile { office, practice, .. } = loaded.office;
        let holder = holder(&office, now);
        Ok(Some(Found {
            setup: Setup {
                office: Arc::new(office),
                law: Arc::new(loaded.law),
                ids: Box::new(identifier),
                desk: DeskId(uuid::Uuid::new_v4().into_bytes()),
                holder,
                keys: None,
            },
            notices,
            practice,
        }))
    }

    fn set_up(&mut self, answers: &SetUp, _now: Moment) -> Result<(), Notice> {
        let code = OfficeCode::parse(&answers.code).ok_or_else(|| {
            Notice::new(Weight::Warning, "notice-bad-office-code").with("value", &answers.code)
        })?;
        let segments = office::parse_segments(&answers.hours)
            .ok_or_else(|| Notice::new(Weight::Warning, "notice-bad-hours").with("value", &answers.hours))?;
        let mut week = Week::default();
        for day in week.0.iter_mut().take(5) {
            day.clone_from(&segments);
        }
        let person = Person {
            id: PersonId::from("n1"),
            name: answers.person.clone(),
            role: Role::DeskHead,
            unit: answers.name.clone(),
        };
        let file = OfficeFile {
            office: Office {
                name: answers.name.clone(),
                code,
                station: StationId::FIRST,
                people: vec![person],
            },
            hours: Some(Hours { revision: 1, week }),
            practice: false,
        };
        let text = office::write(&file);
        // An office that could not be read again would lock its people out of an empty desk.
        office::read(office::FILE, &text).map_err(|faults| office_faulty(&faults))?;
        let written =
            std::fs::create_dir_all(&self.dir).and_then(|()| keep(&self.dir, office::FILE, text.as_bytes()));
        written.map_err(|error| Notice::new(Weight::Error, "notice-folder-unusable").with("why", error))
    }

    fn keep(&mut self, choice: &Preference) -> Result<(), Notice> {
        let (mut settings, _) = self.settings();
        match choice {
            Preference::Theme(name) => settings.theme.clone_from(name),
            Preference::Language(name) => {
                if let Ok(language) = name.parse() {
                    settings.language = language;
                }
            }
            Preference::Typing(name) => settings.typing = name.parse().ok(),
        }
        keep(&self.dir, settings::FILE, settings.to_toml().as_bytes())
            .map_err(|error| super::notices::not_written(settings::FILE, &error))
    }

    fn decide_unit(&mut self, choice: &UnitChoice, by: &PersonId, now: Moment) -> Result<Arc<Law>, Notice> {
        let path = self.dir.join(law::UNITS);
        let unusable = |error: &dyn std::fmt::Display| {
            Notice::new(Weight::Error, "notice-folder-unusable").with("why", error)
        };
        let mut decided = match std::fs::read_to_string(&path) {
            Ok(text) => {
                let source = Source { file: law::UNITS.to_owned(), text };
                // A faulty file is mended by a person; writing over it would lose what it says.
                units::read(&source).map_err(|faults| unusable(&faults.first().map_or("", |_| law::UNITS)))?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(unusable(&error)),
        };
        decided.retain(|other| (&other.code, other.version) != (&choice.code, choice.version));
        decided.push(DecidedUnit {
            code: choice.code.clone(),
            version: choice.version,
            unit: choice.unit,
            by: by.0.clone(),
            on: now.date(),
        });
        keep(&self.dir, law::UNITS, units::write(&decided).as_bytes()).map_err(|error| unusable(&error))?;
        let loaded = folder::load(&self.dir).map_err(|error| unusable(&error))?;
        Ok(Arc::new(loaded.law))
    }
}

/// A version 7 UUID of this moment: grows with time, says nothing personal.
fn identifier(now: Moment) -> u128 {
    let millis = u64::try_from(now.unix()).unwrap_or(0).saturating_mul(1_000);
    let random = uuid::Uuid::new_v4().into_bytes();
    let tail = random.first_chunk::<10>().copied().unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid().as_u128()
}

/// "office.toml is faulty", and where first.
fn office_faulty(faults: &[Fault]) -> Notice {
    let first = faults.first();
    Notice::new(Weight::Error, "notice-office-faulty")
        .with("line", first.map_or(0, |fault| fault.line))
        .with("column", first.map_or(0, |fault| fault.column))
}

/// "The file … is faulty in n places; the built-in one is used", and where the first fault is.
fn fallback(file: &str, faults: &[Fault]) -> Option<Notice> {
    let first = faults.first()?;
    Some(
        Notice::new(Weight::Warning, "notice-file-faulty")
            .with("file", file)
            .with("count", faults.len())
            .with("line", first.line)
            .with("column", first.column),
    )
}
