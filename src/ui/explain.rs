//! Why a date is what it is, line by line in words.
//!
//! Must not know: how days are counted.

use super::widgets::text::wrap;
use crate::domain::calendar::DayKind;
use crate::domain::clock::ClockError;
use crate::domain::explain::{Explanation, Line as Step};
use crate::domain::limit::{Limit, Unit};
use crate::domain::moment::day;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use chrono::{Datelike as _, NaiveDate};
use ratatui::text::Line;

/// The whole explanation, wrapped.
pub fn lines(walk: &Explanation, limit: &Limit, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let mut say = |text: &str, role: Role| {
        let style = look.theme.style(role);
        out.extend(wrap(text, cells).into_iter().map(|line| Line::styled(line, style)));
    };
    let written = [("limit", Arg::from(&limit.as_written)), ("source", Arg::from(&limit.source))];
    say(&look.words.text_with("why-limit", &written), Role::Heading);
    if !limit.verified {
        say(&look.words.text("limit-unverified"), Role::DueSoon);
    }
    say("", Role::Text);
    for step in &walk.lines {
        let (text, role) = step_words(step, look);
        say(&text, role);
    }
    say("", Role::Text);
    match &walk.due {
        Ok(due) => {
            let at = due.promise.to_string();
            let named = named_day(due.date, look);
            let args = [("date", Arg::from(&named)), ("at", Arg::from(&at))];
            say(&look.words.text_with("why-due", &args), Role::Title);
            if due.provisional {
                say(&look.words.text("promise-provisional"), Role::DueSoon);
            }
        }
        Err(error) => say(&no_date(error, look), Role::Waiting),
    }
    let version = [("calendar", Arg::from(walk.calendar.as_str()))];
    say(&look.words.text_with("why-calendar", &version), Role::Dim);
    out
}

/// A limit as text, with its doubt where there is one.
pub fn limit_words(limit: &Limit, look: &Look) -> String {
    if limit.verified {
        limit.as_written.clone()
    } else {
        format!("{} {}", limit.as_written, look.words.text("limit-unverified"))
    }
}

fn no_date(error: &ClockError, look: &Look) -> String {
    match error {
        ClockError::Suspended { since, left } => {
            let since = since.to_string();
            look.words.text_with("why-held", &[("since", Arg::from(&since)), ("left", Arg::from(*left))])
        }
        ClockError::OutsideCalendar { date } => {
            look.words.text_with("why-outside", &[("date", Arg::from(&day(*date)))])
        }
        ClockError::CountsBack => look.words.text("why-counts-back"),
        ClockError::NotStarted
        | ClockError::OutOfOrder { .. }
        | ClockError::Misplaced { .. }
        | ClockError::AbsurdLimit { .. }
        | ClockError::NoRuleForHolding { .. } => look.words.text("why-none"),
    }
}

#[allow(clippy::too_many_lines)] // one arm per kind of step
fn step_words(step: &Step, look: &Look) -> (String, Role) {
    let text = |id: &str, args: &[(&str, Arg<'_>)]| look.words.text_with(id, args);
    match step {
        Step::Started { at } => (text("why-started", &[("at", Arg::from(&at.to_string()))]), Role::Text),
        Step::Counted { date, number, kind, name } => {
            let named = named_day(*date, look);
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
            let days = span_words(*from, *to, look);
            (
                text(
                    "why-skipped",
                    &[
                        ("days", Arg::from(&days)),
                        ("name", Arg::from(&kind_words(*kind, name.as_deref(), look))),
                    ],
                ),
                Role::Dim,
            )
        }
        Step::Hours { date, minutes, total } => {
            let named = named_day(*date, look);
            let (used, all) = (hours(*minutes), hours(*total));
            let args = [("date", Arg::from(&named)), ("used", Arg::from(&used)), ("total", Arg::from(&all))];
            (text("why-hours", &args), Role::Text)
        }
        Step::HalfDay { date, morning, number } => {
            let named = named_day(*date, look);
            let id = if *morning { "why-morning" } else { "why-afternoon" };
            (text(id, &[("date", Arg::from(&named)), ("number", Arg::from(*number))]), Role::Text)
        }
        Step::Months { n, end } => (
            text("why-months", &[("n", Arg::from(*n)), ("end", Arg::from(&named_day(*end, look)))]),
            Role::Text,
        ),
        Step::Suspended { at, reason, .. } => {
            let at = at.to_string();
            (text("why-suspended", &[("at", Arg::from(&at)), ("reason", Arg::from(reason))]), Role::Waiting)
        }
        Step::Held { from, to } => {
            (text("why-held-days", &[("days", Arg::from(&span_words(*from, *to, look)))]), Role::Dim)
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
            let (from, to) = (named_day(*from, look), named_day(*to, look));
            let kind = kind_words(*kind, name.as_deref(), look);
            let args = [("from", Arg::from(&from)), ("to", Arg::from(&to)), ("name", Arg::from(&kind))];
            (text("why-rolled", &args), Role::Notice)
        }
        Step::Estimated { from } => {
            (text("why-estimated", &[("from", Arg::from(&named_day(*from, look)))]), Role::DueSoon)
        }
        Step::Stopped { at } => (text("why-stopped", &[("at", Arg::from(&at.to_string()))]), Role::Done),
    }
}

/// `Thứ Sáu 24/07/2020`.
pub fn named_day(date: NaiveDate, look: &Look) -> String {
    let weekday = look.words.text(&format!("weekday-{}", date.weekday().number_from_monday()));
    format!("{weekday} {}", day(date))
}

fn span_words(from: NaiveDate, to: NaiveDate, look: &Look) -> String {
    if from == to {
        named_day(from, look)
    } else {
        format!("{} - {}", named_day(from, look), named_day(to, look))
    }
}

fn kind_words(kind: DayKind, name: Option<&str>, look: &Look) -> String {
    let id = match kind {
        DayKind::Working => "day-working",
        DayKind::MakeUp => "day-make-up",
        DayKind::Weekend => "day-weekend",
        DayKind::Off => "day-off",
        DayKind::Closed => "day-closed",
    };
    name.map_or_else(|| look.words.text(id), str::to_owned)
}

fn hours(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The name of a unit of a limit.
pub fn unit_words(unit: Unit, look: &Look) -> String {
    let name: &str = unit.into();
    look.words.text(&format!("unit-{}", name.replace('_', "-")))
}
