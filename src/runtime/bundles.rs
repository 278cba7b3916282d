//! Bundles at the edge, for the shell and for the screen: what an error says, and what a preview, an office and a
//! conflict look like as lines of words.
//!
//! Must not know: who reads the lines, or how a bundle is verified.

use super::notices::of_submit_error;
use super::perform::of_submit;
use crate::app::bundles::{Asked, News};
use crate::app::message::Message;
use crate::app::notice::{Notice, Weight};
use crate::bundle::{BundleError, Kind};
use crate::desk::{CaseNews, Conflict, Desk, ExchangeError, Order, PackNews, Preview, SubmitError};
use crate::domain::event::Stamped;
use crate::domain::exchange::{Fork, Partner, Verdict};
use crate::domain::id::{CaseId, OfficeId, PersonId};
use crate::domain::moment::{Moment, day};
use crate::domain::permission::Power;
use crate::domain::row::RowDraft;
use crate::journal::disk::Disk;
use crate::look::catalog::{Arg, Catalog};
use std::path::Path;

/// Letters of the code that says which preview was read; the first of the bundle's hash.
const READ_LETTERS: usize = 8;

/// Cells of a page on the narrowest screen.
const PAGE: usize = 72;

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

/// Does what the screen asks about bundles.
pub fn perform<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    asked: Asked,
    words: &Catalog,
    now: Moment,
) -> Message {
    let done = match asked {
        Asked::State { page } => state(desk, page, words, now),
        Asked::Look { file } => look(desk, Path::new(&file), words, now),
        Asked::Take { file, code, despite } => take(desk, by, Path::new(&file), (&code, &despite), now),
        Asked::Send { to, stick, cases, gives, packs } => {
            send(desk, by, (to, Path::new(&stick)), (cases, gives, packs), now)
        }
        Asked::Decide { conflict, takes_theirs, reason } => {
            decide(desk, by, &conflict, (takes_theirs, &reason), now)
        }
    };
    match done {
        Ok(news) => Message::Bundle(Box::new(news)),
        Err(error) => Message::Noticed(of_exchange(&error)),
    }
}

fn state<D: Disk>(
    desk: &mut Desk<D>,
    page: bool,
    words: &Catalog,
    now: Moment,
) -> Result<News, ExchangeError> {
    desk.check(Power::Exchange).map_err(ExchangeError::Refused)?;
    let known = desk.exchange()?;
    let open = desk.conflicts()?;
    let trusted = known.partners.all().iter().filter(|partner| partner.is_trusted(now.date()));
    let offices = trusted.map(|partner| (partner.office.id, partner.office.name.clone())).collect();
    let name = |conflict: &Conflict| {
        let case = &conflict.ours.case;
        let code = case.code.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{code} {} ({})", case.owner.name, conflict.from.name)
    };
    let conflicts = open.iter().map(|conflict| (conflict_key(conflict), name(conflict))).collect();
    let lines = page.then(|| {
        let mut lines: Vec<String> = Vec::new();
        for partner in known.partners.all() {
            lines.extend(partner_lines(partner, now, words));
            lines.push(String::new());
        }
        if lines.is_empty() {
            lines.push(words.text("partner-none"));
        }
        for conflict in &open {
            lines.extend(conflict_lines(conflict, PAGE, words));
            lines.push(String::new());
        }
        lines
    });
    Ok(News::State { offices, conflicts, lines })
}

/// Names a conflict in a choice.
fn conflict_key(conflict: &Conflict) -> String {
    let (case, head) = conflict.head();
    format!("{case}-{}", crate::seal::recovery::letters(&head.0))
}

fn look<D: Disk>(
    desk: &mut Desk<D>,
    file: &Path,
    words: &Catalog,
    now: Moment,
) -> Result<News, ExchangeError> {
    desk.check(Power::Exchange).map_err(ExchangeError::Refused)?;
    let file = desk.find_bundle(file)?;
    let preview = desk.look_at_bundle(&file, &judge, now)?;
    let mut lines = preview_lines(&preview, words);
    if !preview.arrival.is_replay {
        let code = read_code(&preview);
        lines.extend([String::new(), say(words, "bundle-read-then-take", &[("code", (&code).into())])]);
    }
    Ok(News::Previewed(lines))
}

fn take<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    file: &Path,
    (code, despite): (&str, &str),
    now: Moment,
) -> Result<News, ExchangeError> {
    let file = desk.find_bundle(file)?;
    let preview = desk.look_at_bundle(&file, &judge, now)?;
    if crate::seal::recovery::plain(code) != read_code(&preview) {
        return Ok(News::Done { rows: Vec::new(), notice: error("exchange-other-code") });
    }
    let taken = desk.take_bundle(&preview, (by, despite), &judge, now)?;
    let notice = Notice::new(Weight::Info, "bundle-taken")
        .with("changed", taken.changed.len())
        .with("came", taken.came)
        .with("held", taken.held)
        .with("packs", taken.packs);
    let notice = if taken.packs > 0 { Notice::new(Weight::Warning, "bundle-packs-later") } else { notice };
    Ok(News::Done { rows: rows(desk, &taken.changed)?, notice })
}

fn send<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    (to, stick): (OfficeId, &Path),
    (cases, gives, packs): (Option<Vec<CaseId>>, bool, bool),
    now: Moment,
) -> Result<News, ExchangeError> {
    if !stick.is_dir() {
        let notice = error("shell-no-stick").with("dir", stick.display());
        return Ok(News::Done { rows: Vec::new(), notice });
    }
    let chosen = match cases {
        Some(cases) => cases,
        None => desk.changed_for(to)?,
    };
    let (cases, given) = if gives { (Vec::new(), chosen) } else { (chosen, Vec::new()) };
    let packs =
        if packs { vec![Kind::Procedures, Kind::Calendars, Kind::Rules, Kind::Forms] } else { Vec::new() };
    let made = desk.make_bundle(&Order { to, by: by.clone(), cases, given, packs }, now)?;
    let rows = rows(desk, &made.changed)?;
    // It is recorded whatever becomes of the stick; the same bytes can be brought again.
    let notice = match desk.bring(to, made.number, stick) {
        Ok(file) => Notice::new(Weight::Info, "bundle-brought").with("file", file.display()),
        Err(failure) => of_exchange(&failure),
    };
    Ok(News::Done { rows, notice })
}

fn decide<D: Disk>(
    desk: &mut Desk<D>,
    by: &PersonId,
    key: &str,
    (takes_theirs, reason): (bool, &str),
    now: Moment,
) -> Result<News, ExchangeError> {
    let open = desk.conflicts()?;
    let conflict = open.iter().find(|conflict| conflict_key(conflict) == key);
    let conflict = conflict.ok_or(ExchangeError::NotThere)?;
    let changed = desk.decide_conflict(conflict, (takes_theirs, reason), by, now)?;
    let code = conflict.ours.case.code.as_ref().map(ToString::to_string).unwrap_or_default();
    let notice = Notice::new(Weight::Info, "conflict-decided").with("code", code);
    Ok(News::Done { rows: rows(desk, &changed)?, notice })
}

/// The rows of cases as they are now.
fn rows<D: Disk>(desk: &mut Desk<D>, cases: &[CaseId]) -> Result<Vec<RowDraft>, ExchangeError> {
    let mut rows = Vec::with_capacity(cases.len());
    for case in cases {
        rows.extend(desk.load(*case)?.map(|file| RowDraft::of(&file.case)));
    }
    Ok(rows)
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
