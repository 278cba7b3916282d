//! `motcua procedures`: whether the procedures of an office can be worked with as they are written.
//!
//! Must not know: what makes a procedure odd.

use super::args::{CODES, OPTIONS, TEMPLATE};
use super::exit::{Code, Outcome};
use super::place;
use super::say::Say;
use super::{dating, failures};
use crate::config::folder;
use crate::config::law::lint::{Oddity, What, lint};
use crate::domain::moment::{self, Moment};
use crate::look::catalog::Arg;
use clap::Subcommand;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is done with the procedures.
#[derive(Debug, Subcommand)]
pub enum Procedures {
    /// Kiểm tra các thủ tục: bước, thời hạn, người giữ bước, giấy tờ. Check steps, limits, holders, papers.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Check {
        /// In kết quả dạng JSON. Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Checks the procedures of a folder, or those that came with the program.
pub fn run(dir: Option<PathBuf>, wanted: &Procedures, now: Moment, say: &Say) -> Outcome {
    let Procedures::Check { json: as_json } = wanted;
    let office = match &dir {
        Some(dir) if place::has_desk(dir) => {
            Some(folder::load_office(dir).map_err(|error| failures::of_load(&error, say))?.office)
        }
        Some(_) | None => None,
    };
    if let Some(dir) = &dir {
        // Faulty files give way at the desk; here they are what was asked about.
        crate::config::law::load(Some(dir))
            .map_err(|faults| failures::of_load(&folder::LoadError::Law(faults), say))?;
    }
    let law = dating::law_of(dir, say)?;
    let odd = lint(&law, office.as_ref(), now.date());
    let versions = law.catalogue.all().count();
    if *as_json {
        let found: Vec<Value> = odd.iter().map(|oddity| to_json(oddity, say)).collect();
        Say::out(format!("{}\n", json!({ "versions": versions, "found": found })))?;
    } else {
        for oddity in &odd {
            let version = oddity.version.to_string();
            let head =
                if oddity.version == 0 { String::new() } else { format!("{} v{version}: ", oddity.code) };
            Say::out(format!("{head}{}\n", words(oddity, say)))?;
        }
    }
    let grave = odd.iter().filter(|oddity| oddity.what.is_grave()).count();
    let facts = [("versions", Arg::from(versions)), ("count", Arg::from(odd.len()))];
    say.tell_words("shell-procedures-checked", &facts);
    Ok(if grave == 0 { Code::Fine } else { Code::Wrong })
}

fn words(oddity: &Oddity, say: &Say) -> String {
    let id = format!("lint-{}", <&str>::from(&oddity.what));
    match &oddity.what {
        What::Unreachable { step } | What::NoHolder { step } => say.text(&id, &[("step", Arg::from(step))]),
        What::StepsExceedWhole { steps, whole } => {
            let (steps, whole) = (moment::day(*steps), moment::day(*whole));
            say.text(&id, &[("steps", Arg::from(&steps)), ("whole", Arg::from(&whole))])
        }
        What::NoWayBack { unit } => {
            let unit = say.text(&format!("unit-{}", <&str>::from(*unit).replace('_', "-")), &[]);
            say.text(&id, &[("unit", Arg::from(&unit))])
        }
        What::NoRefusalPaper { rules } => say.text(&id, &[("rules", Arg::from(rules))]),
        What::UnitUndecided | What::NoPaperRequired => say.text(&id, &[]),
    }
}

fn to_json(oddity: &Oddity, say: &Say) -> Value {
    json!({
        "code": oddity.code,
        "version": oddity.version,
        "what": <&str>::from(&oddity.what),
        "grave": oddity.what.is_grave(),
        "text": words(oddity, say),
    })
}
