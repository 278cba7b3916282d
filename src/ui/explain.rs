//! Why a date is what it is, line by line in words.
//!
//! Must not know: how days are counted.

use super::widgets::text::wrap;
use crate::domain::account::Account;
use crate::domain::calendar::DayKind;
use crate::domain::clock::ClockError;
use crate::domain::explain::Line as Step;
use crate::domain::lateness::{Ground, Verdict};
use crate::domain::limit::{Limit, Unit};
use crate::domain::moment::{Moment, day};
use crate::domain::rules::StartBasis;
use crate::look::Look;
use crate::look::catalog::{Arg, Catalog};
use crate::look::role::Role;
use chrono::{Datelike as _, NaiveDate};
use ratatui::text::Line;

/// The whole explanation, wrapped.
pub fn lines(account: &Account, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let sentences = sentences(account, &look.words).into_iter();
    sentences
        .flat_map(|(text, role)| {
            let style = look.theme.style(role);
            wrap(&text, cells).into_iter().map(move |line| Line::styled(line, style))
        })
        .collect()
}

/// The whole explanation as sentences with their roles, for the screen and for the shell.
pub fn sentences(account: &Account, words: &Catalog) -> Vec<(String, Role)> {
    let mut out = Vec::new();
    let mut say = |text: String, role: Role| out.push((text, role));
    let written =
        [("limit", Arg::from(&account.limit.as_written)), ("source", Arg::from(&account.limit.source))];
    let head = if account.limit.source.is_empty() { "why-limit-alone" } else { "why-limit" };
    say(words.text_with(head, &written), Role::Heading);
    if !account.limit.verified {
        say(words.text("limit-unverified"), Role::DueSoon);
    }
    match &account.walk.due {
        Ok(due) => {
            let at = due.promise.to_string();
            let named = named_day(due.date, words);
            let args = [("date", Arg::from(&named)), ("at", Arg::from(&at))];
            say(words.text_with("why-due", &args), Role::Title);
            if due.provisional {
                say(words.text("promise-provisional"), Role::DueSoon);
            }
        }
        Err(error) => say(no_date(error, words), Role::Waiting),
    }
    say(String::new(), Role::Text);
    for step in &account.walk.lines {
        let (text, role) = step_words(step, words);
        say(text, role);
    }
    say(String::new(), Role::Text);
    if let Ok(due) = &account.walk.due {
        let end = end_words(due.legal_end);
        say(words.text_with("why-legal-end", &[("at", Arg::from(&end))]), Role::Text);
    }
    for (id, promise) in [("why-promised", &account.promised), ("why-first-promise", &account.first)] {
        if let Some(promise) = promise {
            let named = named_day(promise.due, words);
            let args = [("date", Arg::from(&named)), ("calendar", Arg::from(&promise.calendar))];
            say(words.text_with(id, &args), Role::Notice);
        }
    }
    if let Some((unit, date)) = account.other_unit {
        let (unit, date) = (unit_words(unit, words), date.map(day).unwrap_or_default());
        let args = [("unit", Arg::from(&unit)), ("date", Arg::from(&date))];
        say(words.text_with("why-other-unit", &args), Role::Notice);
    }
    if let Some(rules) = &account.rules {
        say(words.text_with("why-rules", &[("rules", Arg::from(rules))]), Role::Text);
    }
    if account.start != StartBasis::Acceptance {
        say(words.text(&format!("start-{}", <&str>::from(account.start))), Role::Text);
    }
    let version = [("calendar", Arg::from(account.walk.calendar.as_str()))];
    say(words.text_with("why-calendar", &version), Role::Dim);
    if !account.verdicts.is_empty() {
        say(String::new(), Role::Text);
        say(words.text("why-readings"), Role::Heading);
    }
    for verdict in &account.verdicts {
        let role = if verdict.judgement.is_late() { Role::Overdue } else { Role::Text };
        say(verdict_words(verdict, words), role);
    }
    if !account.open.is_empty() {
        say(String::new(), Role::Text);
        say(words.text("why-open"), Role::Heading);
    }
    for note in &account.open {
        say(format!("- {note}"), Role::Dim);
    }
    out
}

/// The end of a day is its own 24:00, not the next day's beginning (BLDS 148.6).
fn end_words(end: Moment) -> String {
    match end.date().pred_opt().filter(|_| end == Moment::midnight(end.date())) {
        Some(last) => format!("24:00 {}", day(last)),
        None => end.to_string(),
    }
}

/// "Theo luật: đúng hạn (…)".
pub fn verdict_words(verdict: &Verdict, words: &Catalog) -> String {
    let grounds: Vec<String> = verdict.grounds.iter().map(|ground| ground_words(ground, words)).collect();
    let definition = words.text(&format!("definition-{}", <&str>::from(verdict.definition)));
    let judgement = words.text(&format!("judgement-{}", <&str>::from(verdict.judgement)));
    format!("{definition}: {judgement} ({})", grounds.join("; "))
}

fn ground_words(ground: &Ground, words: &Catalog) -> String {
    let id = format!("late-because-{}", ground.name());
    match ground {
        Ground::NotAccepted | Ground::NoPromise | Ground::ClockHeld | Ground::EndsInTime => words.text(&id),
        Ground::Ended(end) => {
            let kind = words.text(&format!("end-{}", <&str>::from(end.kind)));
            words.text_with(&id, &[("kind", Arg::from(&kind)), ("at", Arg::from(&end.at.to_string()))])
        }
        Ground::StillOpen { at } => words.text_with(&id, &[("at", Arg::from(&at.to_string()))]),
        Ground::WaitsForApplicant { since } => {
            words.text_with(&id, &[("since", Arg::from(&since.to_string()))])
        }
        Ground::SupplementSubtracted { minutes } => {
            let (days, rest) = (minutes / 1440, minutes % 1440);
            let span = format!("{days} × 24 h + {}", hours(rest.max(0) as u32));
            words.text_with(&id, &[("span", Arg::from(&span))])
        }
        Ground::SeveralRequests { requests } => {
            words.text_with(&id, &[("requests", Arg::from(u32::from(*requests)))])
        }
        Ground::AgainstDay { end, due } => {
            words.text_with(&id, &[("end", Arg::from(&day(*end))), ("due", Arg::from(&day(*due)))])
        }
        Ground::AgainstMoment { end, due } => words
            .text_with(&id, &[("end", Arg::from(&end.to_string())), ("due", Arg::from(&due.to_string()))]),
    }
}

/// A limit as text, with its doubt where there is one.
pub fn limit_words(limit: &Limit, look: &Look) -> String {
    if limit.verified {
        limit.as_written.clone()
    } else {
        format!("{} {}", limit.as_written, look.words.text("limit-unverified"))
    }
}

fn no_date(error: &ClockError, words: &Catalog) -> String {
    match error {
        ClockError::Suspended { since, left } => {
            let since = since.to_string();
            words.text_with("why-held", &[("since", Arg::from(&since)), ("left", Arg::from(*left))])
        }
        ClockError::OutsideCalendar { date } => {
            words.text_with("why-outside", &[("date", Arg::from(&day(*date)))])
        }
        ClockError::CountsBack => words.text("why-counts-back"),
        ClockError::NotStarted => words.text("why-not-started"),
        ClockError::OutOfOrder { .. }
        | ClockError::Misplaced { .. }
        | ClockError::AbsurdLimit { .. }
        | ClockError::NoRuleForHolding { .. } => words.text("why-none"),
    }
}

/// One step of the walk, and how it looks.
#[allow(clippy::too_many_lines)] // one arm per kind of step
pub fn step_words(step: &Step, words: &Catalog) -> (String, Role) {
    let text = |id: &str, args: &[(&str, Arg<'_>)]| words.text_with(id, args);
    match step {
        Step::Started { at } => (text("why-started", &[("at", Arg::from(&at.to_string()))]), Role::Text),
        Step::Counted { date, number, kind, name } => {
            let named = named_day(*date, words);
            let args = [("number", Arg::from(*number)), ("date", Arg::from(&named))];
            let id = if *kind == DayKind::MakeUp { "why-counted-make-up" } else { "why-counted" };
            let line = text(id, &args);
            let line = match name {
                Some(name) => format!("{line} ({name})"),
                None => line,
            };
            (line, Role::Text)
        }
        Step::Skipped { from, to, kind, name } => {
            let days = span_words(*from, *to, words);
            (
                text(
                    "why-skipped",
                    &[
                        ("days", Arg::from(&days)),
                        ("name", Arg::from(&kind_words(*kind, name.as_deref(), words))),
                    ],
                ),
                Role::Dim,
            )
        }
        Step::Hours { date, minutes, total } => {
            let named = named_day(*date, words);
            let (used, all) = (hours(*minutes), hours(*total));
            let args = [("date", Arg::from(&named)), ("used", Arg::from(&used)), ("total", Arg::from(&all))];
            (text("why-hours", &args), Role::Text)
        }
        Step::HalfDay { date, morning, number } => {
            let named = named_day(*date, words);
            let id = if *morning { "why-morning" } else { "why-afternoon" };
            (text(id, &[("date", Arg::from(&named)), ("number", Arg::from(*number))]), Role::Text)
        }
        Step::Months { n, end } => (
            text("why-months", &[("n", Arg::from(*n)), ("end", Arg::from(&named_day(*end, words)))]),
            Role::Text,
        ),
        Step::Suspended { at, reason, .. } => {
            let at = at.to_string();
            (text("why-suspended", &[("at", Arg::from(&at)), ("reason", Arg::from(reason))]), Role::Waiting)
        }
        Step::Held { from, to } => {
            (text("why-held-days", &[("days", Arg::from(&span_words(*from, *to, words)))]), Role::Dim)
        }
        Step::Resumed { at } => (text("why-resumed", &[("at", Arg::from(&at.to_string()))]), Role::Text),
        Step::Restarted { at, paper, .. } => {
            let at = at.to_string();
            (text("why-restarted", &[("at", Arg::from(&at)), ("paper", Arg::from(paper))]), Role::Waiting)
        }
        Step::Extended { at, by, document, approver, .. } => {
            let at = at.to_string();
            let args = [
                ("at", Arg::from(&at)),
                ("by", Arg::from(*by)),
                ("document", Arg::from(document)),
                ("approver", Arg::from(approver)),
            ];
            (text("why-extended", &args), Role::Waiting)
        }
        Step::Rolled { from, to, kind, name } => {
            let (from, to) = (named_day(*from, words), named_day(*to, words));
            let kind = kind_words(*kind, name.as_deref(), words);
            let args = [("from", Arg::from(&from)), ("to", Arg::from(&to)), ("name", Arg::from(&kind))];
            (text("why-rolled", &args), Role::Notice)
        }
        Step::Estimated { from } => {
            (text("why-estimated", &[("from", Arg::from(&named_day(*from, words)))]), Role::DueSoon)
        }
        Step::Stopped { at } => (text("why-stopped", &[("at", Arg::from(&at.to_string()))]), Role::Done),
    }
}

/// `Thứ Sáu 24/07/2020`.
pub fn named_day(date: NaiveDate, words: &Catalog) -> String {
    let weekday = words.text(&format!("weekday-{}", date.weekday().number_from_monday()));
    format!("{weekday} {}", day(date))
}

fn span_words(from: NaiveDate, to: NaiveDate, words: &Catalog) -> String {
    if from == to {
        named_day(from, words)
    } else {
        format!("{} - {}", named_day(from, words), named_day(to, words))
    }
}

fn kind_words(kind: DayKind, name: Option<&str>, words: &Catalog) -> String {
    let id = match kind {
        DayKind::Working => "day-working",
        DayKind::MakeUp => "day-make-up",
        DayKind::Weekend => "day-weekend",
        DayKind::Off => "day-off",
        DayKind::Closed => "day-closed",
    };
    name.map_or_else(|| words.text(id), str::to_owned)
}

fn hours(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The name of a unit of a limit.
pub fn unit_words(unit: Unit, words: &Catalog) -> String {
    let name: &str = unit.into();
    words.text(&format!("unit-{}", name.replace('_', "-")))
}
