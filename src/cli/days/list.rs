//! The calendar as it stands: days, hours, provenance, how far it is known.
//!
//! Must not know: promises.

use crate::cli::exit::{Code, Outcome};
use crate::cli::say::Say;
use crate::domain::calendar::{Calendar, Coverage, Special};
use crate::domain::moment;
use crate::look::catalog::Arg;
use chrono::Datelike as _;
use serde_json::{Value, json};

/// Lists the days of a year, or of all.
pub(super) fn run(calendar: &Calendar, year: Option<i32>, as_json: bool, say: &Say) -> Outcome {
    let national = calendar.national();
    let days = national.days.iter().filter(|special| year.is_none_or(|year| special.date.year() == year));
    if as_json {
        let days: Vec<Value> = days.map(|special| day_json(calendar, special)).collect();
        let value = json!({
            "version": calendar.version().as_str(),
            "horizon": national.horizon.to_string(),
            "first": national.first.to_string(),
            "last": national.last.to_string(),
            "notes": national.notes,
            "days": days,
        });
        Say::out(format!("{value}\n"))?;
        return Ok(Code::Fine);
    }
    let (horizon, last) = (moment::day(national.horizon), moment::day(national.last));
    let head = [
        ("version", Arg::from(calendar.version().as_str())),
        ("horizon", Arg::from(&horizon)),
        ("last", Arg::from(&last)),
    ];
    let mut text = format!("{}\n", say.text("shell-calendar-head", &head));
    for special in days {
        let kind = say.text(&format!("day-kind-{}", <&str>::from(special.kind).replace('_', "-")), &[]);
        let doubt = match calendar.coverage(special.date) {
            Coverage::Estimated => say.text("shell-calendar-estimated", &[]),
            Coverage::Announced | Coverage::Outside if !special.verified => say.text("unverified", &[]),
            Coverage::Announced | Coverage::Outside => String::new(),
        };
        let line = format!("{}  {kind:<22}  {}  {doubt}", moment::day(special.date), special.name);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    for closure in &calendar.office().closures {
        let span = format!("{} - {}", moment::day(closure.from), moment::day(closure.to));
        text.push_str(&format!("{span}  {}  ({})\n", closure.name, closure.document));
    }
    for note in &national.notes {
        text.push_str(&format!("- {note}\n"));
    }
    Say::out(&text)?;
    Ok(Code::Fine)
}

fn day_json(calendar: &Calendar, special: &Special) -> Value {
    json!({
        "date": special.date.to_string(),
        "kind": <&str>::from(special.kind),
        "name": special.name,
        "in_place_of": special.in_place_of.map(|day| day.to_string()),
        "announced": special.announced.map(|day| day.to_string()),
        "source": special.source,
        "verified": special.verified,
        "estimated": calendar.coverage(special.date) == Coverage::Estimated,
    })
}
