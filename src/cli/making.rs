//! `motcua demo` and `motcua generate`: practice offices.
//!
//! A desk that is there is never written over; a practice office that is there goes on as it was left.
//! Must not know: how an office is made up.

use super::args::{Demo, Generate};
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place;
use super::say::{Progress, Say};
use super::workstation;
use crate::config::folder::load_office;
use crate::domain::moment::Moment;
use crate::journal::lock::DeskLock;
use crate::practice::{self, Recipe, Size, Stage, practice_day};
use std::path::{Path, PathBuf};

/// The folder of the practice office, inside the user's data folder.
const DEMO: &str = "demo";

/// Opens the practice office, making it where there is none.
pub fn demo(dir: Option<PathBuf>, wanted: &Demo, now: Moment, say: &Say) -> Outcome {
    let dir = match dir {
        Some(dir) => dir,
        None => place::chosen(None, say)?.join(DEMO),
    };
    let there = place::has_desk(&dir);
    if there {
        let practice = load_office(&dir).is_ok_and(|file| file.practice);
        if !practice {
            return Err(refused("shell-demo-is-real", &dir, say));
        }
        if wanted.create_only && !wanted.fresh {
            return Err(refused("shell-demo-exists", &dir, say));
        }
    }
    if !there || wanted.fresh {
        if there {
            set_aside(&dir, now, say)?;
        }
        let today = wanted.today.unwrap_or_else(|| practice_day(now));
        let recipe = Recipe { seed: wanted.seed, size: Size::Article, today };
        make(&dir, recipe, now, wanted.create_only, say)?;
    }
    Ok(if wanted.create_only { Code::Fine } else { workstation::run(&dir) })
}

/// Makes an office of any size.
pub fn generate(dir: Option<PathBuf>, wanted: &Generate, now: Moment, say: &Say) -> Outcome {
    let dir = place::named(dir, say)?;
    let today = wanted.today.unwrap_or_else(|| practice_day(now));
    let recipe = Recipe { seed: wanted.seed, size: Size::Cases(wanted.cases), today };
    make(&dir, recipe, now, true, say)?;
    Ok(Code::Fine)
}

fn refused(id: &str, dir: &Path, say: &Say) -> Failure {
    Failure::refused(say.text(id, &[("dir", (&dir.display().to_string()).into())]))
}

/// Makes an office and, where a machine listens, says what was made.
fn make(dir: &Path, recipe: Recipe, now: Moment, report: bool, say: &Say) -> Result<(), Failure> {
    if let Some(parent) = dir.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut progress = Progress::new(say);
    let made = practice::make(dir, recipe, place::holder(now), &mut |stage| {
        match stage {
            Stage::Happening(done, total) => progress.show("shell-happening", done, total),
            Stage::TakingIn(done, total) => progress.show("shell-taking-in", done, total),
        }
        true
    });
    drop(progress);
    let made = made.map_err(|error| failures::of_practice(&error, say))?;
    let shown = dir.display().to_string();
    if made.today != recipe.today {
        let day = crate::domain::moment::day(made.today);
        say.tell_words("shell-day-held", &[("day", (&day).into())]);
    }
    say.tell_words("shell-made", &[("cases", (&made.cases.to_string()).into()), ("dir", (&shown).into())]);
    if report {
        let line = serde_json::json!({
            "dir": shown,
            "today": made.today.to_string(),
            "cases": made.cases,
            "frames": made.frames,
            "row_bytes": made.row_bytes,
        });
        Say::out(format!("{line}\n"))?;
    }
    Ok(())
}

/// Gives an old practice office a name of its own beside the new one, unless somebody works in it.
fn set_aside(dir: &Path, now: Moment, say: &Say) -> Result<(), Failure> {
    let lock = DeskLock::take(dir, &place::holder(now));
    drop(lock.map_err(|error| failures::of_open(&error.into(), say))?);
    let old = |number: u32| {
        let mut name = dir.file_name().unwrap_or_default().to_owned();
        name.push(format!(".old-{number}"));
        dir.with_file_name(name)
    };
    let to = (1..10_000).map(old).find(|path| !path.exists()).unwrap_or_else(|| old(0));
    std::fs::rename(dir, &to)?;
    say.tell_words("shell-set-aside", &[("dir", (&to.display().to_string()).into())]);
    Ok(())
}
