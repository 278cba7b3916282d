//! Bundles at the edge, for the shell and for the screen: what an error says, and what a preview, an office and a
//! conflict look like as lines of words.
//!
//! Must not know: who reads the lines, or how a bundle is verified.

use super::notices::of_submit_error;
use super::perform::of_submit;
use crate::app::notice::{Notice, Weight};
use crate::bundle::{BundleError, Kind};
use crate::desk::{CaseNews, Conflict, ExchangeError, PackNews, Preview, SubmitError};
use crate::domain::event::Stamped;
use crate::domain::exchange::{Fork, Partner, Verdict};
use crate::domain::moment::{Moment, day};
use crate::look::catalog::{Arg, Catalog};

/// Letters of the code that says which preview was read; the first of the bundle's hash.
const READ_LETTERS: usize = 8;

/// What is wrong with a pack, for the desk.
pub fn judge(kind: Kind, name: &str, bytes: &[u8]) -> Option<String> {
    crate::config::packs::fault_of(kind.name(), name, bytes)
}

/// The code whoever read a preview types to take the bundle: it stands for these bytes and no others.
pub fn read_code(preview: &Preview) -> String {
    crate::seal::recovery::letters(&preview.hash).chars().take(READ_LETTERS).collect()
}

fn error(id: &str) -> Notice {
    Notice::new(Weight::Error, id)
}

/// Why nothing was exchanged: what happened, what is safe, what to do.
pub fn of_exchange(failure: &ExchangeError) -> Notice {
    match failure {
        ExchangeError::Refused(refusal) => of_submit(&SubmitError::Refused(refusal.clone())),
        ExchangeError::Desk(failure) => of_submit_error(failure),
        ExchangeError::Bundle(failure) => of_bundle(failure),
        ExchangeError::UnknownOffice => error("exchange-unknown-office"),
        ExchangeError::NotTrusted => error("exchange-not-trusted"),
        ExchangeError::OtherFingerprint => error("exchange-other-fingerprint"),
        ExchangeError::NoWitness => error("exchange-no-witness"),
        ExchangeError::OwnCard => error("exchange-own-card"),
        ExchangeError::NothingToSend => error("exchange-nothing-to-send"),
        ExchangeError::NotToGive { code } => error("exchange-not-to-give").with("code", code),
        ExchangeError::TakenBefore => Notice::new(Weight::Info, "exchange-taken-before"),
        ExchangeError::Forks(forks) => error("exchange-forks").with("count", forks.len()),
        ExchangeError::Misfit { .. } => error("exchange-misfit"),
        ExchangeError::Unclean { .. } => error("exchange-unclean"),
        ExchangeError::Pack { name, why } => error("exchange-pack").with("name", name).with("why", why),
        ExchangeError::PackName { name } => error("exchange-pack-name").with("name", name),
        ExchangeError::NotThere => error("exchange-not-there"),
        ExchangeError::OtherFile(path) => error("exchange-other-file").with("file", path.display()),
        ExchangeError::NotReadBack => error("exchange-not-read-back"),
    }
}

fn of_bundle(failure: &BundleError) -> Notice {
    match failure {
        BundleError::Io(why) => error("exchange-io").with("why", why),
        BundleError::Sealed(_) | BundleError::NotWhole(_) => error("exchange-not-whole").with("why", failure),
        BundleError::TooLarge(what) => error("exchange-too-large").with("why", what),
        BundleError::Stranger { .. } => error("exchange-stranger"),
        BundleError::Signature => error("exchange-signature"),
        BundleError::NotForUs => error("exchange-not-for-us"),
    }
}

/// A preview as a clerk reads it: who sends what, what does not fit and what to do, each file and each pack.
pub fn preview_lines(preview: &Preview, words: &Catalog) -> Vec<String> {
    let manifest = &preview.manifest;
    let made = Moment::from_unix(manifest.created).to_string();
    let mut lines = vec![
        say(
            words,
            "bundle-from",
            &[
                ("office", (&preview.from.name).into()),
                ("number", number(manifest.number)),
                ("at", (&made).into()),
            ],
        ),
        String::new(),
    ];
    let arrival = &preview.arrival;
    if arrival.is_replay {
        lines.push(words.text("exchange-taken-before"));
    }
    if !arrival.missing.is_empty() {
        let missing = listed(&arrival.missing);
        lines.push(say(words, "bundle-missing", &[("numbers", (&missing).into())]));
    }
    if arrival.is_late {
        lines.push(words.text("bundle-late"));
    }
    lines.extend(arrival.forks.iter().map(|fork| fork_line(fork, words)));
    if lines.len() > 2 {
        lines.push(String::new());
    }
    for verdict in
        [Verdict::New, Verdict::Newer, Verdict::Notes, Verdict::Forked, Verdict::Older, Verdict::Same]
    {
        let name: &str = verdict.into();
        let cases: Vec<&CaseNews> = preview.cases.iter().filter(|news| news.verdict == verdict).collect();
        if cases.is_empty() {
            continue;
        }
        lines.push(say(words, &format!("bundle-{name}"), &[("count", cases.len().into())]));
        // What changes nothing is counted and not told one by one.
        if !matches!(verdict, Verdict::Same | Verdict::Older) {
            lines.extend(cases.into_iter().map(|news| case_line(news, words)));
        }
        lines.push(String::new());
    }
    lines.extend(preview.packs.iter().map(|pack| pack_line(pack, words)));
    if preview.is_nothing_new() && !arrival.is_replay {
        lines.push(words.text("bundle-nothing-new"));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn case_line(news: &CaseNews, words: &Catalog) -> String {
    let code = if news.code.is_empty() { words.text("bundle-no-code") } else { news.code.clone() };
    let mut line = format!("  {code}  {}  {}", news.owner, news.procedure);
    let mut add = |text: String| {
        line.push_str("; ");
        line.push_str(&text);
    };
    add(say(words, "bundle-events", &[("count", news.new_events.into())]));
    if news.comes_here {
        add(words.text("bundle-comes-here"));
    }
    if news.is_relayed {
        add(say(words, "bundle-relayed", &[("office", (&news.keeper).into())]));
    }
    line
}

fn pack_line(pack: &PackNews, words: &Catalog) -> String {
    let state = if pack.fault.is_some() {
        "bundle-pack-faulty"
    } else if pack.is_same {
        "bundle-pack-same"
    } else if pack.is_new {
        "bundle-pack-new"
    } else {
        "bundle-pack-changed"
    };
    let name = format!("{}/{}", pack.kind.name(), pack.name);
    let line = say(words, state, &[("name", (&name).into())]);
    pack.fault.as_ref().map_or(line.clone(), |why| format!("{line}\n{why}"))
}

/// What does not fit, and what to do about it.
pub fn fork_line(fork: &Fork, words: &Catalog) -> String {
    let name: &str = fork.into();
    let number = match fork {
        Fork::NumberTaken { number } | Fork::OtherBefore { number } => *number,
        Fork::TheirHistory { sequence } | Fork::OurHistory { sequence } => *sequence,
    };
    say(words, &format!("fork-{name}"), &[("number", self::number(number))])
}

/// An office we exchange with, in a few lines.
pub fn partner_lines(partner: &Partner, now: Moment, words: &Catalog) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", partner.office.name, partner.code)];
    let until = day(partner.until);
    let trust = match &partner.revoked {
        Some(why) => say(words, "partner-revoked", &[("why", why.into())]),
        None if !partner.is_trusted(now.date()) => say(words, "partner-expired", &[("day", (&until).into())]),
        None => say(words, "partner-trusted", &[("day", (&until).into())]),
    };
    lines.push(format!("  {trust}"));
    let (made, taken) = (partner.next_number() - 1, partner.last_taken().map_or(0, |taken| taken.number));
    let counts = [("made", number(made)), ("receipt", number(partner.receipt())), ("taken", number(taken))];
    lines.push(format!("  {}", say(words, "partner-counts", &counts)));
    let missing = partner.missing();
    if !missing.is_empty() {
        let numbers = listed(&missing);
        lines.push(format!("  {}", say(words, "bundle-missing", &[("numbers", (&numbers).into())])));
    }
    lines
}

/// A conflict: what both have, then each version side by side as far as they differ.
pub fn conflict_lines(conflict: &Conflict, width: usize, words: &Catalog) -> Vec<String> {
    let case = &conflict.ours.case;
    let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let counts = [
        ("code", (&code).into()),
        ("owner", (&case.owner.name).into()),
        ("office", (&conflict.from.name).into()),
        ("number", number(conflict.number)),
        ("common", conflict.common.into()),
    ];
    let half = width.saturating_sub(3) / 2;
    let told = |event: &Stamped| {
        let name = words.text(&format!("event-{}", event.event.name()));
        format!("{}. {} {name}", event.n, event.occurred.local().format("%d/%m/%Y %H:%M"))
    };
    let side = |line: &[Stamped]| -> Vec<String> { line.iter().skip(conflict.common).map(told).collect() };
    let (left, right) = (side(&conflict.ours.history), side(&conflict.theirs));
    let mut lines = vec![say(words, "conflict-title", &counts)];
    let head = [words.text("conflict-ours"), words.text("conflict-theirs")];
    lines.push(beside(&head[0], &head[1], half));
    for at in 0..left.len().max(right.len()) {
        let text = |side: &[String]| side.get(at).cloned().unwrap_or_default();
        lines.push(beside(&text(&left), &text(&right), half));
    }
    lines
}

fn beside(left: &str, right: &str, half: usize) -> String {
    let cut = |text: &str| text.chars().take(half).collect::<String>();
    let left = cut(left);
    let gap = half.saturating_sub(left.chars().count());
    format!("  {left}{} | {}", " ".repeat(gap), cut(right)).trim_end().to_owned()
}

fn listed(numbers: &[u64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn number(number: u64) -> Arg<'static> {
    Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn say(words: &Catalog, id: &str, args: &[(&str, Arg<'_>)]) -> String {
    words.text_with(id, args)
}
