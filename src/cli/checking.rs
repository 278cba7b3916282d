//! `motcua check`: what is wrong, where, and how bad it is.
//!
//! The JSON shape is a stable contract. Must not know: how the check is done.

use super::args::Check;
use super::exit::{Code, Outcome};
use super::failures;
use super::keys;
use super::place;
use super::say::Say;
use crate::desk::{Finding, FolderReport, Verdict, check_backup, check_line, check_with};
use crate::domain::moment::Moment;
use crate::journal::Damage;
use crate::look::catalog::Arg;
use serde::Serialize;
use std::path::PathBuf;

#[derive(Serialize)]
struct Report {
    verdict: &'static str,
    frames: u64,
    cases: u64,
    events: u64,
    head: String,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    kind: &'static str,
    sequence: Option<u64>,
    offset: Option<u64>,
    segment: Option<u64>,
    text: String,
}

/// Checks a desk and repairs nothing.
pub fn run(dir: Option<PathBuf>, wanted: &Check, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    // The content of a sealed desk is checked for whoever says who they are; the chain for everybody.
    let let_in = if keys::are_given() { keys::let_in(&dir, now, say)? } else { None };
    let keys = let_in.map(|let_in| let_in.keys);
    let read = |error| failures::of_read(error, say);
    let mut found = check_with(&dir, &place::holder(now), keys).map_err(read)?;
    for line in &wanted.line {
        let (sequence, anchored) = check_line(&dir, line, found.plain_until).map_err(read)?;
        found.findings.extend(Finding::of_anchor(sequence, anchored));
    }
    for file in &wanted.against {
        let (sequence, anchored) =
            check_backup(&dir, file).map_err(|error| failures::of_backup(error, say))?;
        found.findings.extend(Finding::of_anchor(sequence, anchored));
    }
    let json = wanted.json;
    let verdict = found.verdict();
    let report = report(&found, say);
    if json {
        Say::out(format!("{}\n", serde_json::to_string(&report).unwrap_or_default()))?;
    } else {
        let mut text = String::new();
        for finding in &report.findings {
            text.push_str(&format!("- {}\n", finding.text));
        }
        let counts = [
            ("frames", report.frames.to_string()),
            ("cases", report.cases.to_string()),
            ("events", report.events.to_string()),
        ];
        let args = counts.each_ref().map(|(name, count)| (*name, count.into()));
        text.push_str(&format!("{}\n", say.text("shell-checked", &args)));
        text.push_str(&format!("{}\n", say.text(&format!("shell-verdict-{}", report.verdict), &[])));
        Say::out(&text)?;
    }
    Ok(match verdict {
        Verdict::Sound | Verdict::Mends => Code::Fine,
        Verdict::Damaged => Code::Wrong,
    })
}

fn report(found: &FolderReport, say: &Say) -> Report {
    Report {
        verdict: match found.verdict() {
            Verdict::Sound => "sound",
            Verdict::Mends => "mends",
            Verdict::Damaged => "damaged",
        },
        frames: found.journal.frames,
        cases: found.cases,
        events: found.events,
        head: blake3::Hash::from_bytes(found.journal.head.hash.0).to_hex().to_string(),
        findings: found.findings.iter().map(|finding| describe(finding, say)).collect(),
    }
}

/// What is wrong with the journal, and where.
fn damage_words(damage: &Damage, say: &Say) -> String {
    let kind: &str = damage.kind.into();
    let [segment, offset, sequence, frames] =
        [damage.segment, damage.offset, damage.sequence, damage.frames].map(|number| number.to_string());
    let args = [
        ("kind", say.text(&format!("damage-{kind}"), &[])),
        ("segment", segment),
        ("offset", offset),
        ("sequence", sequence),
        ("frames", frames),
    ];
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, value)| (*name, value.into())).collect();
    say.text("shell-damage", &args)
}

fn describe(finding: &Finding, say: &Say) -> Found {
    let mut place = (None, None, None);
    let (kind, what) = match finding {
        Finding::Journal(damage) => {
            place = (Some(damage.sequence), Some(damage.offset), Some(damage.segment));
            ("journal", damage_words(damage, say))
        }
        Finding::Record { sequence, why } => {
            place.0 = Some(*sequence);
            ("record", why.clone())
        }
        Finding::Chain { sequence, n } => {
            place.0 = Some(*sequence);
            ("chain", n.to_string())
        }
        Finding::Unfinished { bytes } => ("unfinished", bytes.to_string()),
        Finding::Torn { file } => ("torn", file.clone()),
        Finding::Missing { known, found } => {
            place.0 = Some(found + 1);
            ("missing", format!("{}-{known}", found + 1))
        }
        Finding::File(changed) if changed.is_gone => ("file-gone", changed.name.clone()),
        Finding::File(changed) => ("file-changed", changed.name.clone()),
        Finding::Keys { file } => ("keys", (*file).to_owned()),
        Finding::Mark => ("mark", String::new()),
        Finding::StoreInUse => ("store-in-use", String::new()),
        Finding::Anchor { sequence, what } => {
            place.0 = Some(*sequence);
            let kind: &str = what.into();
            ("anchor", say.text(&format!("anchor-{kind}"), &[]))
        }
        Finding::Checkpoint { sequence } => {
            place.0 = Some(*sequence);
            ("checkpoint", String::new())
        }
        Finding::ContentUnread => ("content-unread", String::new()),
        Finding::StoreUnread { why } => ("store-unread", why.clone()),
        Finding::Store { why } => ("store", why.clone()),
        Finding::StoreBehind { frames } => ("store-behind", frames.to_string()),
        Finding::StoreDiffers { case } => ("store-differs", case.to_string()),
        Finding::Snapshot { why } => ("snapshot", why.clone()),
        Finding::SnapshotBehind { frames } => ("snapshot-behind", frames.to_string()),
        Finding::RowDiffers { case } => ("row-differs", case.to_string()),
    };
    let (sequence, offset, segment) = place;
    let at = sequence.map_or_else(String::new, |sequence| sequence.to_string());
    let args = [("what", (&what).into()), ("sequence", (&at).into())];
    Found { kind, sequence, offset, segment, text: say.text(&format!("shell-finding-{kind}"), &args) }
}
