//! `motcua due`: one date, with every day that leads to it.
//!
//! Must not know: how days are counted.

use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::say::Say;
use crate::config::folder;
use crate::config::law;
use crate::desk::Folder;
use crate::domain::account::Account;
use crate::domain::clock::{Clock, ClockError, Entry};
use crate::domain::explain::Line;
use crate::domain::law::Law;
use crate::domain::limit::{Limit, Unit};
use crate::domain::moment::{Moment, parse_day};
use crate::look::catalog::Arg;
use crate::ui::explain::{sentences, step_words};
use chrono::{NaiveDate, NaiveTime};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use strum::IntoEnumIterator as _;

/// What a date is asked for with.
#[derive(Debug, Args)]
pub struct Due {
    /// Lúc tiếp nhận, như "2020-01-20 09:00" hoặc "20/01/2020 09:00". When it was received.
    #[arg(long, value_name = "LÚC")]
    received: String,
    /// Thời hạn như văn bản ghi: "10 ngày làm việc", "20 ngày", "8 giờ làm việc", "0,5 ngày", "1 tháng".
    /// The limit as it is written.
    #[arg(long, value_name = "THỜI_HẠN")]
    limit: String,
    /// Đọc đơn vị khác với chữ ghi: working_days, calendar_days, working_hours, half_days, months, years.
    /// Take another unit than the words say.
    #[arg(long, value_name = "ĐƠN_VỊ")]
    unit_as: Option<String>,
    /// Việc làm thay đổi thời hạn, theo thứ tự: "suspend 2020-01-22 10:00 lý do", "resume LÚC", "restart LÚC
    /// giấy tờ", "extend LÚC SỐ văn bản", "stop LÚC". What happened to the clock, in order.
    #[arg(long = "event", value_name = "VIỆC")]
    events: Vec<String>,
    /// Bộ quy tắc, như nd61; mặc định theo ngày tiếp nhận. The rule set; by day of receipt if not said.
    #[arg(long, value_name = "BỘ")]
    rules: Option<String>,
    /// Tính theo lịch như đã biết vào ngày này. Count by the calendar as it was known on a day.
    #[arg(long, value_name = "NGÀY")]
    known_on: Option<String>,
    /// In kết quả dạng JSON. Print the result as JSON.
    #[arg(long)]
    json: bool,
}

/// Counts and explains.
pub fn run(dir: Option<PathBuf>, wanted: &Due, now: Moment, say: &Say) -> Outcome {
    let mut law = law_of(dir, say)?;
    let bad = |id: &str, value: &str| Failure::refused(say.text(id, &[("value", Arg::from(value))]));
    let received = moment(&wanted.received).ok_or_else(|| bad("shell-due-bad-moment", &wanted.received))?;
    let mut limit = Limit::parse(&wanted.limit).ok_or_else(|| bad("shell-due-bad-limit", &wanted.limit))?;
    if let Some(name) = &wanted.unit_as {
        let unit = Unit::iter().find(|unit| <&str>::from(*unit) == name);
        limit.unit = unit.ok_or_else(|| bad("shell-due-bad-unit", name))?;
    }
    if let Some(day) = &wanted.known_on {
        let day = parse_day(day).ok_or_else(|| bad("shell-due-bad-moment", day))?;
        law.calendar = law.calendar.as_known_on(day);
    }
    if let Some(key) = &wanted.rules {
        let set = law.book.by_key(key).cloned().ok_or_else(|| bad("shell-due-bad-rules", key))?;
        law.book = crate::domain::rules::RuleBook::new(vec![crate::domain::rules::RuleSet {
            from: NaiveDate::MIN,
            to: None,
            ..set
        }]);
    }
    let mut clock = Clock::started(limit, received);
    for event in &wanted.events {
        let entry = entry(event).ok_or_else(|| bad("shell-due-bad-event", event))?;
        clock.accepts(&entry).map_err(|_misplaced| bad("shell-due-misplaced-event", event))?;
        clock.ledger.push(entry);
    }
    let account = Account::of(&clock, None, &law, now);
    match &account.walk.due {
        Ok(_) | Err(ClockError::Suspended { .. }) => {}
        Err(_) => {
            let said = sentences(&account, say.words()).into_iter().map(|(line, _)| line);
            return Err(Failure::refused(said.collect::<Vec<_>>().join("\n")));
        }
    }
    if wanted.json {
        Say::out(format!("{}\n", to_json(&account, say)))?;
    } else {
        for (line, _) in sentences(&account, say.words()) {
            Say::out(format!("{line}\n"))?;
        }
    }
    Ok(Code::Fine)
}

/// The law of a folder with its office's own data, or as it came with the program.
pub fn law_of(dir: Option<PathBuf>, say: &Say) -> Result<Law, Failure> {
    match dir {
        Some(dir) if Folder::new(&dir).office().is_file() => {
            let loaded = folder::load(&dir).map_err(|error| failures::of_load(&error, say))?;
            Ok(loaded.law)
        }
        other => law::load(other.as_deref())
            .map_err(|faults| failures::of_load(&folder::LoadError::Law(faults), say)),
    }
}

/// `2020-01-20 09:00`, `20/01/2020 09:00`, or with a `T` between.
fn moment(text: &str) -> Option<Moment> {
    let (day, time) = text.trim().split_once([' ', 'T'])?;
    Some(Moment::at(parse_day(day)?, of_day(time)?))
}

fn of_day(time: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(time.trim(), form).ok())
}

/// A kind, a day, a time, and what else the kind needs.
fn entry(text: &str) -> Option<Entry> {
    let mut words = text.split_whitespace();
    let kind = words.next()?;
    let at = moment(&format!("{} {}", words.next()?, words.next()?))?;
    let by = if kind == "extend" { words.next()?.parse().ok()? } else { 0 };
    let rest = words.collect::<Vec<_>>().join(" ");
    Some(match kind {
        "suspend" => Entry::Suspended { at, reason: rest, paper: String::new() },
        "resume" => Entry::Resumed { at },
        "restart" => Entry::Restarted { at, reason: String::new(), paper: rest },
        "extend" => {
            Entry::Extended { at, by, document: rest, reason: String::new(), approver: String::new() }
        }
        "stop" => Entry::Stopped { at },
        _ => return None,
    })
}

fn to_json(account: &Account, say: &Say) -> Value {
    let due = account.walk.due.as_ref().ok();
    let lines: Vec<Value> = account.walk.lines.iter().map(|line| line_json(line, say)).collect();
    json!({
        "due": due.map(|due| due.date.to_string()),
        "promise": due.map(|due| due.promise.rfc3339()),
        "legal_end": due.map(|due| due.legal_end.rfc3339()),
        "provisional": due.is_some_and(|due| due.provisional),
        "held": due.is_none(),
        "unit": <&str>::from(account.limit.unit),
        "n": account.limit.n,
        "rules": account.rules,
        "calendar": account.walk.calendar.as_str(),
        "notes": account.open,
        "lines": lines,
    })
}

/// One step: its kind, its days, its number where it counts, and its words.
fn line_json(line: &Line, say: &Say) -> Value {
    let (text, _) = step_words(line, say.words());
    let day = |date: &NaiveDate| json!(date.to_string());
    let at = |at: &Moment| json!(at.rfc3339());
    let (kind, mut facts) = match line {
        Line::Started { at: when } => ("started", json!({ "at": at(when) })),
        Line::Counted { date, number, name, .. } => {
            ("counted", json!({ "date": day(date), "number": number, "name": name }))
        }
        Line::Skipped { from, to, name, .. } => {
            ("skipped", json!({ "from": day(from), "to": day(to), "name": name }))
        }
        Line::Hours { date, minutes, total } => {
            ("hours", json!({ "date": day(date), "minutes": minutes, "total_minutes": total }))
        }
        Line::HalfDay { date, morning, number } => {
            ("half_day", json!({ "date": day(date), "morning": morning, "number": number }))
        }
        Line::Months { n, end } => ("months", json!({ "months": n, "date": day(end) })),
        Line::Suspended { at: when, reason, .. } => {
            ("suspended", json!({ "at": at(when), "reason": reason }))
        }
        Line::Held { from, to } => ("held", json!({ "from": day(from), "to": day(to) })),
        Line::Resumed { at: when } => ("resumed", json!({ "at": at(when) })),
        Line::Restarted { at: when, paper, .. } => ("restarted", json!({ "at": at(when), "paper": paper })),
        Line::Extended { at: when, by, document, .. } => {
            ("extended", json!({ "at": at(when), "by": by, "document": document }))
        }
        Line::Rolled { from, to, name, .. } => {
            ("rolled", json!({ "from": day(from), "to": day(to), "name": name }))
        }
        Line::Estimated { from } => ("estimated", json!({ "from": day(from) })),
        Line::Stopped { at: when } => ("stopped", json!({ "at": at(when) })),
    };
    if let Value::Object(fields) = &mut facts {
        fields.insert("kind".to_owned(), json!(kind));
        fields.insert("text".to_owned(), json!(text.trim()));
    }
    facts
}
