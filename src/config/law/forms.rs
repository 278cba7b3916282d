//! The form sets of rule files: numbers of forms by circular, with everything that is wrong at once.
//!
//! Must not know: what a form says, or where its template is.

use super::fault::{FaultKind, Finder};
use super::raw::{self, Day};
use crate::domain::sheet::{FormKey, FormSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;
use toml::Spanned;

/// A form set as a file gives it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForms {
    key: Spanned<String>,
    name: String,
    rules: Vec<Spanned<String>>,
    from: Option<Day>,
    inherits: Option<Spanned<String>>,
    #[serde(default)]
    numbers: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    companions: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    unverified: Vec<String>,
}

/// A form by its name; one that is not there is noted.
fn form(name: &Spanned<String>, finder: &mut Finder<'_>) -> Option<FormKey> {
    let key = name.get_ref().parse::<FormKey>().ok();
    if key.is_none() {
        let allowed = FormKey::iter().map(FormKey::name).collect();
        finder.note(name.span(), FaultKind::NotOneOf { found: name.get_ref().clone(), allowed });
    }
    key
}

/// Reads form sets; `rules` are the keys of the rule sets there are.
pub(super) fn sets(raw: &[RawForms], known: &mut Vec<FormSet>, finder: &mut Finder<'_>) {
    for forms in raw {
        let mut numbers = BTreeMap::new();
        for (name, number) in &forms.numbers {
            if let Some(key) = form(name, finder) {
                numbers.insert(key, number.clone());
            }
        }
        let mut companions = BTreeMap::new();
        for (name, with) in &forms.companions {
            let with = with.iter().filter_map(|name| form(name, finder)).collect();
            if let Some(key) = form(name, finder) {
                companions.insert(key, with);
            }
        }
        let key = raw::said(&forms.key, "key", finder);
        if known.iter().any(|set| set.key == key) {
            finder.note(forms.key.span(), FaultKind::Twice(key.clone()));
        }
        known.push(FormSet {
            key,
            name: forms.name.clone(),
            inherits: forms.inherits.as_ref().map(|other| other.get_ref().clone()),
            rules: forms.rules.iter().map(|rules| rules.get_ref().clone()).collect(),
            from: raw::maybe_day(forms.from.as_ref(), finder),
            numbers,
            companions,
            unverified: forms.unverified.clone(),
        });
    }
}

/// Notes names of rule sets and form sets that are not there.
pub(super) fn compare(raw: &[RawForms], rules: &[&str], sets: &[FormSet], finder: &mut Finder<'_>) {
    for forms in raw {
        for name in forms.rules.iter().filter(|name| !rules.contains(&name.get_ref().as_str())) {
            finder.note(name.span(), FaultKind::Unknown(name.get_ref().clone()));
        }
        for name in forms.inherits.iter().filter(|name| !sets.iter().any(|set| set.key == **name.get_ref())) {
            finder.note(name.span(), FaultKind::Unknown(name.get_ref().clone()));
        }
    }
}
