//! From what was typed to values: days, moments, amounts, limits.
//!
//! Must not know: which form asks.

use super::Mistake;
use crate::app::notice::{Notice, Weight};
use crate::domain::limit::{Limit, Unit, UnitDecision};
use crate::domain::moment::{Moment, parse_day};
use chrono::{NaiveDate, NaiveTime};

/// What cannot be read, and where.
pub fn unreadable(field: &'static str, id: &str, value: &str) -> Mistake {
    Mistake { field, notice: Notice::new(Weight::Warning, id).with("value", value) }
}

/// A needed field that is empty.
pub fn missing(field: &'static str) -> Mistake {
    Mistake { field, notice: Notice::new(Weight::Warning, "refusal-field-missing").with("field", field) }
}

/// A day: `24/11/2026`, `24/11` of this year, or `+3` calendar days from today.
pub fn day(field: &'static str, text: &str, now: Moment) -> Result<NaiveDate, Mistake> {
    let bad = || unreadable(field, "notice-bad-day", text);
    if let Some(days) = text.strip_prefix('+') {
        let days = days.trim().parse::<u16>().ok().ok_or_else(bad)?;
        return now.date().checked_add_days(chrono::Days::new(u64::from(days))).ok_or_else(bad);
    }
    let year = chrono::Datelike::year(&now.date());
    parse_day(text).or_else(|| parse_day(&format!("{text}/{year}"))).ok_or_else(bad)
}

/// A moment: `24/11/2026 09:30`, `24/11 9:30`, or `9:30` today.
pub fn moment(field: &'static str, text: &str, now: Moment) -> Result<Moment, Mistake> {
    let bad = || unreadable(field, "notice-bad-moment", text);
    let mut parts = text.split_whitespace();
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    let time = |text: &str| NaiveTime::parse_from_str(&text.replace(['h', 'g'], ":"), "%H:%M").ok();
    let (date, clock) = match second {
        Some(clock) => (day(field, first, now).map_err(|_bad_day| bad())?, clock),
        None => (now.date(), first),
    };
    if parts.next().is_some() {
        return Err(bad());
    }
    Ok(Moment::at(date, time(clock).ok_or_else(bad)?))
}

/// When it happened, where the form asks; empty means now.
pub fn occurred(form: &super::Form, now: Moment) -> Result<Option<Moment>, Mistake> {
    let text = form.line("occurred");
    if text.is_empty() { Ok(None) } else { moment("occurred", &text, now).map(Some) }
}

/// An amount in đồng: `50000`, `50.000`, `50 000 đ`.
pub fn dong(field: &'static str, text: &str) -> Result<u64, Mistake> {
    if text.trim().is_empty() {
        return Err(missing(field));
    }
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | 'đ' | '₫')).collect();
    digits
        .parse::<u64>()
        .ok()
        .filter(|amount| *amount < 1_000_000_000_000)
        .ok_or_else(|| unreadable(field, "notice-bad-amount", text))
}

/// A whole number from 1 to `most`.
pub fn number(field: &'static str, text: &str, most: u32) -> Result<u32, Mistake> {
    if text.trim().is_empty() {
        return Err(missing(field));
    }
    text.trim()
        .parse::<u32>()
        .ok()
        .filter(|n| (1..=most).contains(n))
        .ok_or_else(|| unreadable(field, "notice-bad-number", text))
}

/// A limit a person sets for another body: so many working days.
pub fn working_days(n: u32) -> Limit {
    Limit {
        n,
        unit: Unit::WorkingDays,
        as_written: format!("{n} ngày làm việc"),
        source: String::new(),
        unit_decided: UnitDecision::Stated,
        verified: true,
    }
}

/// Several things in one line, separated by `;`.
pub fn items(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
