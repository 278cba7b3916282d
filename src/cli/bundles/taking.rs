//! Previewing, taking in and deciding from the shell.
//!
//! Must not know: how a bundle is verified, or how two histories are held against each other.

use super::{acting, told, with_desk};
use crate::cli::args::Version;
use crate::cli::exit::{Code, Failure, Outcome};
use crate::cli::retention::find;
use crate::cli::say::Say;
use crate::desk::{ExchangeError, Preview};
use crate::domain::exchange::Verdict;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::runtime::bundles::{conflict_lines, fork_line, judge, preview_lines, read_code};
use serde_json::{Value, json};
use std::path::Path;
use strum::IntoEnumIterator as _;

/// Cells of a conflict on a plain terminal.
const WIDTH: usize = 100;

/// Says what a bundle would change; takes nothing.
pub fn look(dir: &Path, file: &Path, as_json: bool, now: Moment, say: &Say) -> Outcome {
    with_desk(dir, Power::Exchange, now, say, |desk| {
        let file = desk.find_bundle(file).map_err(|error| told(&error, say))?;
        let preview = desk.look_at_bundle(&file, &judge, now).map_err(|error| told(&error, say))?;
        tell(&preview, say);
        if as_json {
            Say::out(format!("{}\n", to_json(&preview)))?;
        }
        Ok(Code::Fine)
    })
}

/// Takes a bundle in, when the code of its preview says that it was read.
pub fn take(
    dir: &Path,
    file: &Path,
    (accept, despite): (Option<&str>, &str),
    person: Option<&str>,
    now: Moment,
    say: &Say,
) -> Outcome {
    with_desk(dir, Power::TakeIn, now, say, |desk| {
        let file = desk.find_bundle(file).map_err(|error| told(&error, say))?;
        let preview = desk.look_at_bundle(&file, &judge, now).map_err(|error| told(&error, say))?;
        let read = read_code(&preview);
        if accept.is_none_or(|typed| !crate::seal::recovery::plain(typed).eq_ignore_ascii_case(&read)) {
            tell(&preview, say);
            return Ok(Code::Refused);
        }
        let by = acting(desk, person, Power::TakeIn);
        let taken = desk.take_bundle(&preview, (&by, despite), &judge, now).map_err(|error| {
            let failure = told(&error, say);
            let ExchangeError::Forks(forks) = &error else { return failure };
            let lines = forks.iter().map(|fork| fork_line(fork, say.words()));
            let words = std::iter::once(failure.words.clone()).chain(lines).collect::<Vec<_>>().join("\n");
            Failure { words, ..failure }
        })?;
        let facts = [
            ("changed", taken.changed.len().into()),
            ("came", taken.came.into()),
            ("held", taken.held.into()),
            ("packs", taken.packs.into()),
        ];
        say.tell_words("bundle-taken", &facts);
        let line = json!({
            "changed": taken.changed.len(),
            "came": taken.came,
            "held": taken.held,
            "packs": taken.packs,
        });
        Say::out(format!("{line}\n"))?;
        Ok(Code::Fine)
    })
}

fn tell(preview: &Preview, say: &Say) {
    for line in preview_lines(preview, say.words()) {
        Say::tell(&line);
        if line.is_empty() {
            Say::tell(" ");
        }
    }
    let read = read_code(preview);
    say.tell_words("bundle-how-to-take", &[("code", (&read).into())]);
}

fn to_json(preview: &Preview) -> Value {
    let counts = Verdict::iter().map(|verdict| {
        let name: &str = verdict.into();
        (name.to_owned(), json!(preview.count(verdict)))
    });
    json!({
        "from": preview.from.name,
        "number": preview.manifest.number,
        "accept": read_code(preview),
        "replay": preview.arrival.is_replay,
        "late": preview.arrival.is_late,
        "missing": preview.arrival.missing,
        "forks": preview.arrival.forks.iter().map(<&str>::from).collect::<Vec<_>>(),
        "files": Value::Object(counts.collect()),
        "comes_here": preview.cases.iter().filter(|news| news.comes_here).count(),
        "packs": preview.packs.iter().map(|pack| format!("{}/{}", pack.kind.name(), pack.name)).collect::<Vec<_>>(),
    })
}

/// Shows every file with two versions, side by side.
pub fn conflicts(dir: &Path, now: Moment, say: &Say) -> Outcome {
    with_desk(dir, Power::Exchange, now, say, |desk| {
        let open = desk.conflicts().map_err(|error| told(&error, say))?;
        if open.is_empty() {
            say.tell_words("conflict-none", &[]);
        }
        for conflict in &open {
            for line in conflict_lines(conflict, WIDTH, say.words()) {
                Say::tell(&line);
            }
            let code = conflict.ours.case.code.as_ref().map(ToString::to_string).unwrap_or_default();
            let line = json!({
                "code": code,
                "from": conflict.from.name,
                "number": conflict.number,
                "common": conflict.common,
                "ours": conflict.ours.history.len(),
                "theirs": conflict.theirs.len(),
            });
            Say::out(format!("{line}\n"))?;
        }
        Ok(Code::Fine)
    })
}

/// Decides between two versions of a file.
pub fn decide(
    dir: &Path,
    code: &str,
    (version, reason): (Version, &str),
    person: Option<&str>,
    now: Moment,
    say: &Say,
) -> Outcome {
    with_desk(dir, Power::TakeIn, now, say, |desk| {
        let case = find(desk, &[code.to_owned()], say)?.first().copied();
        let open = desk.conflicts().map_err(|error| told(&error, say))?;
        let conflict = open.iter().find(|conflict| Some(conflict.ours.case.id) == case);
        let conflict = conflict.ok_or_else(|| told(&ExchangeError::NotThere, say))?;
        let by = acting(desk, person, Power::TakeIn);
        let takes_theirs = version == Version::Theirs;
        desk.decide_conflict(conflict, (takes_theirs, reason), &by, now)
            .map_err(|error| told(&error, say))?;
        say.tell_words("conflict-decided", &[("code", code.into())]);
        Ok(Code::Fine)
    })
}
