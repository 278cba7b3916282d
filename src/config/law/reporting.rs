//! Preset periods and reasons of lateness, with everything that is wrong at once.
//!
//! Must not know: reports or accounts.

use super::Source;
use super::fault::{Fault, FaultKind, Finder};
use super::raw;
use crate::domain::reporting::{Preset, Reason, Reporting};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeriod {
    key: Spanned<String>,
    name: Spanned<String>,
    name_en: Spanned<String>,
    months: Spanned<u64>,
    every: Option<Spanned<u64>>,
    #[serde(default = "none")]
    offset: Spanned<u64>,
    #[serde(default = "raw::one")]
    first_day: Spanned<u64>,
    source: Spanned<String>,
    #[serde(default = "raw::yes")]
    verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReason {
    key: Spanned<String>,
    code: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    regulation: bool,
    /// The codes of the form are not known from its text.
    #[serde(default)]
    verified: bool,
}

fn none() -> Spanned<u64> {
    Spanned::new(0..0, 0)
}

/// Reads the two files.
pub fn read(periods: &Source, reasons: &Source) -> Result<Reporting, Vec<Fault>> {
    let (presets, mut faults) = items(periods, "period", preset);
    let (reasons, mut found) = items(reasons, "reason", reason);
    faults.append(&mut found);
    if faults.is_empty() { Ok(Reporting { presets, reasons }) } else { Err(faults) }
}

/// The items of a file, whose keys must differ.
fn items<R: serde::de::DeserializeOwned, T>(
    source: &Source,
    name: &str,
    read: fn(&R, &mut Finder<'_>) -> (Spanned<String>, T),
) -> (Vec<T>, Vec<Fault>) {
    let mut finder = Finder::new(&source.file, &source.text);
    let (mut known, mut values) = (Vec::<String>::new(), Vec::new());
    if let Some(mut table) = raw::table(&source.text, &mut finder) {
        for item in raw::items::<R>(&mut table, name, &mut finder) {
            let (key, value) = read(&item, &mut finder);
            if known.contains(key.get_ref()) {
                finder.note(key.span(), FaultKind::Twice(key.get_ref().clone()));
            }
            known.push(key.get_ref().clone());
            values.push(value);
        }
        if let Some((key, _)) = table.iter().next() {
            let message = format!("unknown field `{}`, expected `{name}`", key.get_ref());
            finder.note(key.span(), FaultKind::Shape(message));
        }
    }
    (values, finder.into_faults())
}

fn preset(raw: &RawPeriod, finder: &mut Finder<'_>) -> (Spanned<String>, Preset) {
    let months = raw::within(&raw.months, 1, 120, finder) as u32;
    let every =
        raw.every.as_ref().map_or(months, |every| raw::within(every, u64::from(months), 120, finder) as u32);
    let preset = Preset {
        key: raw::said(&raw.key, "key", finder),
        name: raw::said(&raw.name, "name", finder),
        name_en: raw::said(&raw.name_en, "name_en", finder),
        months,
        every,
        offset: raw::within(&raw.offset, 0, 119, finder) as u32,
        first_day: raw::within(&raw.first_day, 1, 28, finder) as u32,
        source: raw::said(&raw.source, "source", finder),
        verified: raw.verified,
    };
    (raw.key.clone(), preset)
}

fn reason(raw: &RawReason, finder: &mut Finder<'_>) -> (Spanned<String>, Reason) {
    let reason = Reason {
        key: raw::said(&raw.key, "key", finder),
        code: raw::said(&raw.code, "code", finder),
        name: raw::said(&raw.name, "name", finder),
        regulation: raw.regulation,
        verified: raw.verified,
    };
    (raw.key.clone(), reason)
}
