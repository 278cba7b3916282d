//! What the practice office is made of: its file, invented names, words, and what it has done.
//!
//! These files come with the program and are not for the office to change. Must not know: how a practice
//! office is made of them.

use chrono::NaiveDate;
use serde::Deserialize;

/// The office file of the practice office.
pub const OFFICE: &str = include_str!("../../assets/demo/office.toml");
/// The units it decided for, in the form of `law::units`.
pub const UNITS: &str = include_str!("../../assets/demo/units.toml");

/// Invented names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the file says what each list is
pub struct Names {
    pub families: Vec<String>,
    pub women_middle: Vec<String>,
    pub women: Vec<String>,
    pub men_middle: Vec<String>,
    pub men: Vec<String>,
    pub places: Vec<String>,
    pub hamlets: Vec<String>,
    pub words: Vec<String>,
    pub businesses: Vec<String>,
    pub organisations: Vec<String>,
    pub bodies: Vec<String>,
}

/// What people write on papers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the file says what each list is
pub struct Words {
    pub other_bodies: Vec<String>,
    pub higher_bodies: Vec<String>,
    pub questions: Vec<String>,
    pub answers: Vec<String>,
    pub tasks: Vec<String>,
    pub leg_results: Vec<String>,
    pub defects: Vec<String>,
    pub intake_refusals: Vec<String>,
    pub merit_refusals: Vec<String>,
    pub withdrawals: Vec<String>,
    pub stops: Vec<String>,
    pub extension_reasons: Vec<String>,
    pub extension_refusals: Vec<String>,
    pub payment_reasons: Vec<String>,
    pub undelivered: Vec<String>,
    pub undo_reasons: Vec<String>,
    pub correction_reasons: Vec<String>,
    pub notes: Vec<String>,
    pub places_held: Vec<String>,
    pub findings: Vec<String>,
    pub topics: Vec<String>,
    pub lateness_accounts: Vec<String>,
    /// What people complain of.
    pub complaints: Vec<String>,
    /// What they are answered.
    pub complaint_answers: Vec<String>,
    pub supplement_accounts: Vec<String>,
}

/// How often things happen, in per mille of files.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each share is named by what happens
pub struct Shares {
    pub on_time: u32,
    pub late: u32,
    pub by_post: u32,
    pub undelivered: u32,
    pub back: u32,
    pub frequent: u32,
    pub filer: u32,
    pub intake_supplement: u32,
    pub appraisal_supplement: u32,
    pub opinion: u32,
    pub verification: u32,
    pub transfer: u32,
    pub payment: u32,
    pub extension: u32,
    pub refused: u32,
    pub note: u32,
    pub correction: u32,
    pub undo: u32,
    pub open: u32,
    pub turned: u32,
}

/// Who asks for a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicants {
    /// Citizens.
    Citizen,
    /// Enterprises.
    Business,
    /// Schools, associations and state bodies.
    Organisation,
}

/// A procedure the office handles and how often, in parts of the whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handled {
    /// Its code.
    pub code: String,
    /// Who handles it, by the code of the person.
    pub handler: String,
    /// Its part of the files at level 4.
    #[serde(default)]
    pub level_4: u32,
    /// Its part of the files at other levels.
    pub others: u32,
    /// Who asks for it.
    pub applicants: Applicants,
    /// What they ask for; `{topic}` is filled in.
    pub summaries: Vec<String>,
}

/// Where a file that is open today (or ended lately) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // each goal is named by where the file stands
pub enum Goal {
    NewOnline,
    NewPost,
    NewDesk,
    IntakeSupplement,
    Received,
    InProcess,
    WithOpinion,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    AgenciesInOrder,
    AgenciesParallel,
    AgenciesAbove,
    AppraisalSupplement,
    AwaitingPayment,
    Decided,
    ResultReady,
    WithPost,
    WithPostFailed,
    BackFromPost,
    HandedOver,
    Delivered,
    RefusedOnMerits,
    RefusedAtIntake,
    Withdrawn,
    Stopped,
}

/// Files that stand at one goal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Where they stand.
    pub goal: Goal,
    /// One number a file, in working days from today: what it means depends on the goal.
    pub days: Vec<i32>,
}

/// What the practice office has done and is doing.
#[derive(Debug, Clone)]
pub struct History {
    /// The seed of everything invented.
    pub seed: u64,
    /// First day files came in.
    pub from: NaiveDate,
    /// The last day they came in, of the finished ones.
    pub to: NaiveDate,
    /// Finished files by online level, 1 to 4.
    pub levels: [u32; 4],
    /// Parts of the years for files at level 4, from the first year on.
    pub years_level_4: Vec<u32>,
    /// Parts of the years for other files.
    pub years_others: Vec<u32>,
    /// Files that were never accepted, beside the finished ones.
    pub turned_away: u32,
    /// How often things happen.
    pub shares: Shares,
    /// The procedures.
    pub procedures: Vec<Handled>,
    /// Files that are open today, and some that ended lately.
    pub open: Vec<Standing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHistory {
    seed: u64,
    from: toml::value::Datetime,
    to: toml::value::Datetime,
    levels: [u32; 4],
    years_level_4: Vec<u32>,
    years_others: Vec<u32>,
    turned_away: u32,
    shares: Shares,
    procedure: Vec<Handled>,
    open: Vec<Standing>,
}

/// Everything a practice office is made of.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Invented names.
    pub names: Names,
    /// What people write.
    pub words: Words,
    /// What the office has done.
    pub history: History,
}

/// Reads the files that came with the program.
pub fn load() -> Result<Demo, toml::de::Error> {
    let raw: RawHistory = toml::from_str(include_str!("../../assets/demo/history.toml"))?;
    Ok(Demo {
        names: toml::from_str(include_str!("../../assets/demo/names.toml"))?,
        words: toml::from_str(include_str!("../../assets/demo/words.toml"))?,
        history: History {
            seed: raw.seed,
            from: day(&raw.from),
            to: day(&raw.to),
            levels: raw.levels,
            years_level_4: raw.years_level_4,
            years_others: raw.years_others,
            turned_away: raw.turned_away,
            shares: raw.shares,
            procedures: raw.procedure,
            open: raw.open,
        },
    })
}

fn day(raw: &toml::value::Datetime) -> NaiveDate {
    raw.date
        .and_then(|date| {
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        })
        .unwrap_or_default()
}
