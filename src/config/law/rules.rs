//! Rule files to the book of rule sets by day of receipt, with everything that is wrong at once.
//!
//! Must not know: procedures or calendars.

use super::Source;
use super::fault::{Fault, FaultKind, Finder};
use super::forms::{self, RawForms};
use super::raw::{self, Day};
use crate::domain::event::ClockEffect;
use crate::domain::rules::{RuleBook, RuleSet};
use crate::domain::sheet::FormSet;
use chrono::NaiveDate;
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

const EFFECTS: [(&str, ClockEffect); 2] =
    [("restart", ClockEffect::Restart), ("resume", ClockEffect::Resume)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRules {
    key: Spanned<String>,
    name: Spanned<String>,
    from: Option<Day>,
    to: Option<Day>,
    appraisal_return: Spanned<String>,
    appraisal_notice_days: Spanned<u64>,
    extensions: Spanned<u64>,
    payment_suspends: bool,
    post_attempts: Spanned<u64>,
    online_reaction_hours: Spanned<u64>,
    #[serde(default)]
    unverified: Vec<String>,
}

/// Reads rule files into a book, or says everything that is wrong with them.
pub fn read(sources: &[Source]) -> Result<RuleBook, Vec<Fault>> {
    let mut known: Vec<RuleSet> = Vec::new();
    let mut forms: Vec<FormSet> = Vec::new();
    let mut faults = Vec::new();
    for source in sources {
        let mut finder = Finder::new(&source.file, &source.text);
        if let Some(mut table) = raw::table(&source.text, &mut finder) {
            let items: Vec<RawRules> = raw::items(&mut table, "rules", &mut finder);
            let printed: Vec<RawForms> = raw::items(&mut table, "forms", &mut finder);
            if let Some((key, _)) = table.iter().next() {
                let message = format!("unknown field `{}`, expected `rules` or `forms`", key.get_ref());
                finder.note(key.span(), FaultKind::Shape(message));
            }
            for item in items {
                if let Some(set) = rule_set(&item, &mut finder) {
                    compare(&set, &known, item.key.span(), &mut finder);
                    known.push(set);
                }
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

fn rule_set(raw: &RawRules, finder: &mut Finder<'_>) -> Option<RuleSet> {
    let from = raw::maybe_day(raw.from.as_ref(), finder).unwrap_or(NaiveDate::MIN);
    let to = raw::maybe_day(raw.to.as_ref(), finder);
    if let (Some(last), Some(place)) = (to, &raw.to)
        && last < from
    {
        finder.note(place.span(), FaultKind::Backwards);
    }
    let effect = raw::one_of(&raw.appraisal_return, &EFFECTS, finder);
    let set = RuleSet {
        key: raw::said(&raw.key, "key", finder),
        name: raw::said(&raw.name, "name", finder),
        from,
        to,
        appraisal_return: effect.unwrap_or(ClockEffect::Restart),
        appraisal_notice_days: raw::within(&raw.appraisal_notice_days, 1, 60, finder) as u32,
        extensions: raw::within(&raw.extensions, 0, 1, finder) as u8,
        payment_suspends: raw.payment_suspends,
        post_attempts: raw::within(&raw.post_attempts, 1, 2, finder) as u8,
        online_reaction_hours: raw::within(&raw.online_reaction_hours, 1, 240, finder) as u32,
        unverified: raw.unverified.clone(),
    };
    effect.map(|_| set)
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
