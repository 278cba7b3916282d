//! Practice offices: a made-up office with a past and a present, for trying, teaching and measuring.
//!
//! Everything goes through the desk like the work of people, so a practice office obeys every rule. The same
//! seed and day give the same bytes of events. Must not know: screens, or the machine's clock.

mod act;
mod applicant;
mod dice;
mod goal;
mod office_time;
mod plan;
mod sample;
mod script;
mod simulate;

use crate::config::demo::{self, Demo, Goal};
use crate::config::folder::LoadError;
use crate::config::law::{Source, UNITS, embedded, read};
use crate::config::office::{self, OfficeFile};
use crate::desk::{Desk, FinishError, Folder, OpenDeskError, Progress, Setup, SubmitError, write_atomically};
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::journal::DeskId;
use crate::journal::lock::Holder;
use act::{Scene, Staff};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use dice::Dice;
use office_time::OfficeTime;
use plan::{Kind, Planner};
pub use sample::sample;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many files an office has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The office of the article: 1,000 finished files of 2016–2020, and what is open today.
    Article,
    /// So many files from 2016 to today, a few per cent of them open.
    Cases(u32),
}

/// What practice office to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// The seed; none takes that of the data.
    pub seed: Option<u64>,
    /// How large.
    pub size: Size,
    /// The day it is made for; see [`practice_day`].
    pub today: NaiveDate,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Files in it.
    pub cases: u64,
    /// Recorded decisions.
    pub frames: u64,
    /// The day it was made for, held inside the calendar.
    pub today: NaiveDate,
    /// Bytes of its rows in memory.
    pub row_bytes: usize,
}

/// Why no practice office was made. The folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PracticeError {
    /// There is something in the folder already.
    #[error("the folder is not empty")]
    NotEmpty,
    /// The day is before the office's history has come to its end.
    #[error("a practice office cannot be made for {0}")]
    TooEarly(NaiveDate),
    /// The files that came with the program do not read.
    #[error("the practice data do not read: {0}")]
    Data(String),
    /// The office handles nothing on some day.
    #[error("no procedure can be received on that day")]
    NoProcedure,
    /// The desk refused an act.
    #[error("{act} at {at}: {error}")]
    Act {
        /// Which.
        act: String,
        /// When.
        at: Moment,
        /// Why.
        error: SubmitError,
    },
    /// The last events could not be recorded or taken in.
    #[error(transparent)]
    Finish(#[from] FinishError),
    /// The desk could not be opened.
    #[error(transparent)]
    Open(#[from] OpenDeskError),
    /// The disk refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Somebody asked to stop.
    #[error("stopped")]
    Cancelled,
}

/// How far the making is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files that have arrived, of all.
    Happening(u64, u64),
    /// Frames taken into store and rows, of all.
    TakingIn(u64, u64),
}

/// The hour before which nothing of a day has happened in a practice office.
const MORNING: i64 = 7;

/// The day a practice office made now is made for: until seven in the morning it is still yesterday, so
/// that nothing in it ever lies ahead of the clock and its bytes depend on the day alone.
pub fn practice_day(now: Moment) -> NaiveDate {
    now.plus(TimeDelta::hours(-MORNING)).date()
}

/// Makes a practice office in a folder that is not there yet, or is empty. `holder` is who makes it.
pub fn make(
    dir: &Path,
    recipe: Recipe,
    holder: Holder,
    watch: &mut dyn FnMut(Stage) -> bool,
) -> Result<Made, PracticeError> {
    if dir.exists() && std::fs::read_dir(dir)?.next().is_some() {
        return Err(PracticeError::NotEmpty);
    }
    let staging = staging(dir);
    if staging.exists() {
        std::fs::remove_dir_all(&staging)?;
    }
    std::fs::create_dir_all(&staging)?;
    let made = make_in(&staging, recipe, holder, watch);
    let moved = made.and_then(|made| {
        if dir.exists() {
            std::fs::remove_dir(dir)?;
        }
        std::fs::rename(&staging, dir)?;
        Ok(made)
    });
    if moved.is_err() {
        let _ = std::fs::remove_dir_all(&staging);
    }
    moved
}

/// Where a practice office is made before it gets its name.
fn staging(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_owned();
    name.push(".making");
    dir.with_file_name(name)
}

fn make_in(
    dir: &Path,
    recipe: Recipe,
    holder: Holder,
    watch: &mut dyn FnMut(Stage) -> bool,
) -> Result<Made, PracticeError> {
    let demo = demo::load().map_err(|error| PracticeError::Data(error.to_string()))?;
    let (file, law) = office_and_law()?;
    let today = inside(recipe.today, &law);
    let span = span(&demo, recipe.size, today)?;
    let seed = recipe.seed.unwrap_or(demo.history.seed);
    write_atomically(&Folder::new(dir).office(), demo::OFFICE.as_bytes())?;
    write_atomically(&Folder::new(dir).own(UNITS), demo::UNITS.as_bytes())?;
    let (office, law) = (Arc::new(file.office), Arc::new(law));
    let time = OfficeTime::new(&law.calendar);
    let kinds = kinds(&demo, recipe.size, seed);
    let applicants = (kinds.len() as u64 / 3).max(120);
    let planner = Planner { demo: &demo, law: &law, time: &time, seed, applicants, today, span };
    let papers = BTreeMap::new();
    let mut scene = Scene { demo: &demo, law: &law, office: &office, staff: Staff::of(&office), papers };
    let mut ids = Dice::new(seed, 1);
    let setup = Setup {
        office: Arc::clone(&office),
        law: Arc::clone(&law),
        ids: Box::new(move |now| id(now, &mut ids)),
        desk: DeskId(Dice::new(seed, 0).sixteen_bytes()),
        holder,
        keys: None,
    };
    let mut desk = Desk::open(dir, setup, &mut |_| true)?.desk;
    let until = Moment::at(today, NaiveTime::MIN).plus(TimeDelta::hours(MORNING));
    let mut bulk = desk.bulk();
    let tell = &mut |done, total| watch(Stage::Happening(done, total));
    simulate::simulate(&mut bulk, &planner, &mut scene, &kinds, until, tell)?;
    let frames =
        bulk.finish(&mut |progress: Progress| watch(Stage::TakingIn(progress.done, progress.total)))?;
    let rows = desk.projection();
    let made = Made { cases: rows.len() as u64, frames, today, row_bytes: rows.bytes() };
    desk.close(None);
    Ok(made)
}

/// The practice office and the law it works by, both as they came with the program.
pub fn office_and_law() -> Result<(OfficeFile, Law), PracticeError> {
    let faulty = |error: LoadError| PracticeError::Data(error.to_string());
    let file = office::read(office::FILE, demo::OFFICE).map_err(|f| faulty(LoadError::Office(f)))?;
    let mut files = embedded();
    files.push(Source { file: UNITS.to_owned(), text: demo::UNITS.to_owned() });
    let law = read(files, file.hours.as_ref()).map_err(|f| faulty(LoadError::Law(f)))?;
    Ok((file, law))
}

/// The day held far enough inside the calendar that every promise can be counted.
fn inside(today: NaiveDate, law: &Law) -> NaiveDate {
    let last = law.calendar.national().last.checked_sub_days(Days::new(90));
    last.map_or(today, |last| today.min(last))
}

/// First and last day finished files come in.
fn span(demo: &Demo, size: Size, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), PracticeError> {
    let before = |day: NaiveDate, days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    let history = &demo.history;
    match size {
        // Time to be accepted inside the period, and to be finished before today.
        Size::Article if before(today, 150) > history.to => Ok((history.from, before(history.to, 30))),
        Size::Cases(_) if before(today, 400) > history.from => Ok((history.from, before(today, 60))),
        Size::Article | Size::Cases(_) => Err(PracticeError::TooEarly(today)),
    }
}

/// What becomes of each file, in the order of their numbers.
fn kinds(demo: &Demo, size: Size, seed: u64) -> Vec<Kind> {
    let history = &demo.history;
    let mut dice = Dice::new(seed, 2);
    let standing = || {
        history.open.iter().flat_map(|standing| {
            standing.days.iter().map(|days| Kind::Open { goal: standing.goal, days: *days })
        })
    };
    match size {
        Size::Article => {
            let mut kinds: Vec<Kind> = (1..)
                .zip(history.levels)
                .flat_map(|(level, count)| (0..count).map(move |_| Kind::Finished { level }))
                .collect();
            kinds.extend((0..history.turned_away).map(|_| Kind::Turned));
            dice.shuffle(&mut kinds);
            kinds.extend(standing());
            kinds
        }
        Size::Cases(cases) => {
            let places: Vec<Kind> = standing().filter(|kind| is_open(*kind)).collect();
            let kind = |_| {
                if dice.chance(history.shares.open) {
                    let place = dice.between(0, places.len().saturating_sub(1) as u64) as usize;
                    places.get(place).copied().unwrap_or(Kind::Turned)
                } else if dice.chance(history.shares.turned) {
                    Kind::Turned
                } else {
                    Kind::Finished { level: dice.weighted(history.levels.iter().copied()) as u8 + 1 }
                }
            };
            (0..cases).map(kind).collect()
        }
    }
}

/// Whether a file of this kind is not yet at its end.
fn is_open(kind: Kind) -> bool {
    match kind {
        Kind::Finished { .. } | Kind::Turned => false,
        Kind::Open { goal, .. } => !matches!(
            goal,
            Goal::HandedOver
                | Goal::Delivered
                | Goal::RefusedOnMerits
                | Goal::RefusedAtIntake
                | Goal::Withdrawn
                | Goal::Stopped
        ),
    }
}

/// An identifier of version 7 from a moment and chance.
fn id(now: Moment, dice: &mut Dice) -> u128 {
    let milliseconds = (now.unix().max(0) as u64).saturating_mul(1_000);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &dice.ten_bytes()).into_uuid().as_u128()
}
