//! `motcua reconcile`: another system's list against ours; changes nothing.
//!
//! Must not know: what such lists look like.

use super::args::Reconcile;
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place;
use super::reporting::ordered;
use super::say::Say;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::reconcile::{Column, Comparison, compare};
use crate::exchange::reconcile::{Unreadable, read};
use serde_json::json;
use std::path::PathBuf;

/// Compares and tells. Ends with 1 where anything differs.
pub fn run(dir: Option<PathBuf>, asked: &Reconcile, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let period = ordered(asked.from, asked.to, say)?;
    let shown = asked.file.display().to_string();
    let unreadable = |why: String| {
        Failure::refused(
            say.text("reconcile-unreadable", &[("file", (&shown).into()), ("why", (&why).into())]),
        )
    };
    let bytes = std::fs::read(&asked.file).map_err(|error| unreadable(error.to_string()))?;
    let table = read(&bytes, asked.encoding).map_err(|error| match error {
        Unreadable::Unsure(unsure) => Failure::refused(failures::of_unsure(&unsure, &shown, say)),
        Unreadable::Broken(why) => unreadable(why),
    })?;
    let desk = place::open_for(&dir, Power::ReadCases, now, say)?;
    let found = compare(&table, desk.projection(), period)
        .ok_or_else(|| Failure::refused(say.text("reconcile-no-code", &[("file", (&shown).into())])))?;
    desk.close(None);
    Say::out(if asked.json { to_json(&found) } else { told(&found, say) })?;
    let alike = found.missing.is_empty() && found.extra.is_empty() && found.different.is_empty();
    Ok(if alike && found.twice.is_empty() { Code::Fine } else { Code::Wrong })
}

fn told(found: &Comparison, say: &Say) -> String {
    let mut text = format!("{}\n", say.text("reconcile-same", &[("count", found.same.into())]));
    for (id, codes) in [
        ("reconcile-missing", &found.missing),
        ("reconcile-extra", &found.extra),
        ("reconcile-twice", &found.twice),
    ] {
        if !codes.is_empty() {
            text.push_str(&format!("\n{}\n", say.text(id, &[("count", codes.len().into())])));
            for code in codes {
                text.push_str(&format!("  {code}\n"));
            }
        }
    }
    if !found.different.is_empty() {
        let count = found.different.len();
        text.push_str(&format!("\n{}\n", say.text("reconcile-different", &[("count", count.into())])));
    }
    for one in &found.different {
        let column: &str = one.column.into();
        let column = say.text(&format!("reconcile-{column}"), &[]);
        let ours = match one.column {
            Column::Status => say.text(&format!("status-{}", one.ours), &[]),
            Column::Code | Column::Received | Column::Due | Column::Ready | Column::Owner => one.ours.clone(),
        };
        let values = [
            ("code", (&one.code).into()),
            ("column", (&column).into()),
            ("ours", (&ours).into()),
            ("theirs", (&one.theirs).into()),
        ];
        text.push_str(&format!("  {}\n", say.text("reconcile-difference", &values)));
    }
    if found.unread > 0 {
        text.push_str(&format!("\n{}\n", say.text("reconcile-unread", &[("count", found.unread.into())])));
    }
    text
}

fn to_json(found: &Comparison) -> String {
    let different = found.different.iter().map(|one| {
        let column: &str = one.column.into();
        json!({ "code": one.code, "column": column, "ours": one.ours, "theirs": one.theirs })
    });
    let value = json!({
        "missing": found.missing,
        "extra": found.extra,
        "twice": found.twice,
        "different": different.collect::<Vec<_>>(),
        "same": found.same,
        "unread": found.unread,
    });
    format!("{value}\n")
}
