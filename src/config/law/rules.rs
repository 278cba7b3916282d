//! Rule files to the book of rule sets by day of receipt, with everything that is wrong at once.
//!
//! Must not know: procedures or calendars.

use super::Source;
use super::fault::{Fault, FaultKind, Finder};
use super::forms::{self, RawForms};
use super::raw::{self, Day};
use crate::domain::event::ClockEffect;
use crate::domain::rules::{
    LetterRule, NonTerritorialStart, OpenQuestion, PostStart, Reading, RuleBook, RuleSet, Topic,
};
use crate::domain::sheet::FormSet;
use chrono::NaiveDate;
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

const EFFECTS: [(&str, ClockEffect); 2] =
    [("restart", ClockEffect::Restart), ("resume", ClockEffect::Resume)];

const POST_STARTS: [(&str, PostStart); 2] =
    [("hand-over", PostStart::HandOver), ("acceptance", PostStart::Acceptance)];

const ELSEWHERE_STARTS: [(&str, NonTerritorialStart); 2] =
    [("competent-body", NonTerritorialStart::CompetentBody), ("acceptance", NonTerritorialStart::Acceptance)];

const TOPICS: [(&str, Topic); 8] = [
    ("start", Topic::Start),
    ("restart", Topic::Restart),
    ("suspension", Topic::Suspension),
    ("extension", Topic::Extension),
    ("make-up-end", Topic::MakeUpEnd),
    ("letter", Topic::Letter),
    ("reaction", Topic::Reaction),
    ("general", Topic::General),
];

/// A set as a file writes it. What it leaves out it takes from the set it is `like`.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct RawRules {
    key: Spanned<String>,
    name: Spanned<String>,
    like: Option<Spanned<String>>,
    from: Option<Day>,
    to: Option<Day>,
    post_start: Option<Spanned<String>>,
    non_territorial_start: Option<Spanned<String>>,
    appraisal_return: Option<Spanned<String>>,
    appraisal_notice_days: Option<Spanned<u64>>,
    extensions: Option<Spanned<u64>>,
    payment_suspends: Option<bool>,
    post_attempts: Option<Spanned<u64>>,
    post_interval_days: Option<Spanned<u64>>,
    online_reaction_hours: Option<Spanned<u64>>,
    transfer_until: Option<Spanned<String>>,
    letter: Option<RawLetter>,
    complaint_days: Option<Spanned<u64>>,
    decline_days: Option<Spanned<u64>>,
    ends_on_make_up: Option<bool>,
    open: Option<Vec<RawOpen>>,
    #[serde(default)]
    unverified: Vec<String>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct RawLetter {
    days: Spanned<u64>,
    working: bool,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct RawOpen {
    about: Spanned<String>,
    note: Spanned<String>,
}

impl RawRules {
    /// Fills in what is left out from another set; its name, days and doubts stay its own.
    fn filled_from(mut self, other: &Self) -> Self {
        macro_rules! fill {
            ($($field:ident),*) => { $( self.$field = self.$field.or_else(|| other.$field.clone()); )* };
        }
        fill!(
            post_start,
            non_territorial_start,
            appraisal_return,
            appraisal_notice_days,
            extensions,
            payment_suspends,
            post_attempts,
            post_interval_days,
            online_reaction_hours,
            transfer_until,
            letter,
            complaint_days,
            decline_days,
            ends_on_make_up,
            open
        );
        self
    }
}

/// Reads rule files into a book, or says everything that is wrong with them.
pub fn read(sources: &[Source]) -> Result<RuleBook, Vec<Fault>> {
    let mut known: Vec<RuleSet> = Vec::new();
    let mut forms: Vec<FormSet> = Vec::new();
    let mut read: Vec<RawRules> = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let mut finder = Finder::new(&source.file, &source.text);
        if let Some(mut table) = raw::table(&source.text, &mut finder) {
            let items: Vec<RawRules> = raw::items(&mut table, "rules", &mut finder);
            let printed: Vec<RawForms> = raw::items(&mut table, "forms", &mut finder);
            raw::nothing_else(&table, "rules` or `forms", &mut finder);
            for item in items {
                let Some(item) = like(item, &read, &mut finder) else { continue };
                if let Some(set) = rule_set(&item, &mut finder) {
                    compare(&set, &known, item.key.span(), &mut finder);
                    known.push(set);
                }
                read.push(item);
            }
            // A set may name what stands below it in the file.
            forms::sets(&printed, &mut forms, &mut finder);
            let keys: Vec<&str> = known.iter().map(|set| set.key.as_str()).collect();
            forms::compare(&printed, &keys, &forms, &mut finder);
        }
        faults.append(&mut finder.into_faults());
    }
    known.sort_by_key(|set| set.from);
    if faults.is_empty() { Ok(RuleBook::new(known).with_forms(forms)) } else { Err(faults) }
}

/// A set filled in from the set it is like, which must stand before it.
fn like(item: RawRules, before: &[RawRules], finder: &mut Finder<'_>) -> Option<RawRules> {
    let Some(named) = &item.like else { return Some(item) };
    let found = before.iter().find(|other| other.key.get_ref() == named.get_ref());
    if found.is_none() {
        finder.note(named.span(), FaultKind::Unknown(named.get_ref().clone()));
    }
    found.map(|other| item.filled_from(other))
}

/// A field that must be there, of its own or of the set it is like.
fn needed<T>(
    field: Option<&T>,
    name: &'static str,
    place: &Range<usize>,
    finder: &mut Finder<'_>,
) -> Option<T>
where
    T: Clone,
{
    if field.is_none() {
        finder.note(place.clone(), FaultKind::Shape(format!("missing field `{name}`")));
    }
    field.cloned()
}

fn rule_set(raw: &RawRules, finder: &mut Finder<'_>) -> Option<RuleSet> {
    let from = raw::maybe_day(raw.from.as_ref(), finder).unwrap_or(NaiveDate::MIN);
    let to = raw::maybe_day(raw.to.as_ref(), finder);
    if let (Some(last), Some(place)) = (to, &raw.to)
        && last < from
    {
        finder.note(place.span(), FaultKind::Backwards);
    }
    let place = raw.key.span();
    macro_rules! field {
        ($field:ident) => {
            needed(raw.$field.as_ref(), stringify!($field), &place, finder)
        };
        ($field:ident among $words:expr) => {
            field!($field).and_then(|value| raw::one_of(&value, &$words, finder))
        };
        ($field:ident within $least:literal to $most:literal) => {
            field!($field).map(|value| raw::within(&value, $least, $most, finder))
        };
    }
    let post_start = field!(post_start among POST_STARTS);
    let non_territorial_start = field!(non_territorial_start among ELSEWHERE_STARTS);
    let appraisal_return = field!(appraisal_return among EFFECTS);
    let appraisal_notice_days = field!(appraisal_notice_days within 1 to 60);
    let extensions = field!(extensions within 0 to 1);
    let payment_suspends = field!(payment_suspends);
    let post_attempts = field!(post_attempts within 1 to 2);
    let post_interval_days = field!(post_interval_days within 1 to 30);
    let online_reaction_hours = field!(online_reaction_hours within 1 to 240);
    let transfer_until = field!(transfer_until).and_then(|value| raw::time(&value, finder));
    let letter = field!(letter).map(|letter| LetterRule {
        days: raw::within(&letter.days, 0, 30, finder) as u32,
        working: letter.working,
    });
    let complaint_days = field!(complaint_days within 1 to 120);
    let decline_days = field!(decline_days within 1 to 60);
    let ends_on_make_up = field!(ends_on_make_up);
    let open = raw.open.iter().flatten().filter_map(|open| {
        let about = raw::one_of(&open.about, &TOPICS, finder)?;
        Some(OpenQuestion { about, note: raw::said(&open.note, "note", finder) })
    });
    let open = open.collect();
    Some(RuleSet {
        key: raw::said(&raw.key, "key", finder),
        name: raw::said(&raw.name, "name", finder),
        from,
        to,
        post_start: post_start?,
        non_territorial_start: non_territorial_start?,
        appraisal_return: appraisal_return?,
        appraisal_notice_days: appraisal_notice_days? as u32,
        extensions: extensions? as u8,
        payment_suspends: payment_suspends?,
        post_attempts: post_attempts? as u8,
        post_interval_days: post_interval_days? as u32,
        online_reaction_hours: online_reaction_hours? as u32,
        transfer_until: transfer_until?,
        letter: letter?,
        complaint_days: complaint_days? as u32,
        decline_days: decline_days? as u32,
        reading: Reading { ends_on_make_up: ends_on_make_up? },
        open,
        unverified: raw.unverified.clone(),
    })
}

/// Notes a key that is there already, and days of receipt that another set has.
fn compare(new: &RuleSet, known: &[RuleSet], place: Range<usize>, finder: &mut Finder<'_>) {
    let before = |a: &RuleSet, b: &RuleSet| a.to.is_some_and(|last| last < b.from);
    for old in known {
        if old.key == new.key {
            finder.note(place.clone(), FaultKind::Twice(new.key.clone()));
        } else if !before(old, new) && !before(new, old) {
            let both = format!("a day of receipt of `{}` and `{}`", old.key, new.key);
            finder.note(place.clone(), FaultKind::Twice(both));
        }
    }
}
