//! `motcua report levels` for other programs: beside the common sheet, all its parts at once.
//!
//! Must not know: how they are counted.

use crate::domain::channel::Channel;
use crate::domain::lateness::Timeliness;
use crate::domain::report::levels::{ByLevel, count, share};
use crate::domain::report::scope::Scope;
use serde_json::{Value, json};

const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Direct => "direct",
        Channel::Online => "online",
        Channel::Post => "post",
    }
}

const fn timeliness_name(kind: Timeliness) -> &'static str {
    match kind {
        Timeliness::Early => "early",
        Timeliness::OnTime => "on_time",
        Timeliness::Late => "late",
    }
}

/// All parts of the report at once: of everything, by field, by channel and by year.
pub fn parts(scope: &Scope<'_>) -> Value {
    let report = count(scope.rows, scope.period, |row| {
        scope.rows.procedure(row).map_or_else(|| "-".to_owned(), |code| scope.law.field_of(code))
    });
    let counts = |levels: &ByLevel, key: &str, name: Value| {
        json!({
            key: name,
            "level_1": levels.at(1), "level_2": levels.at(2),
            "level_3": levels.at(3), "level_4": levels.at(4),
            "total": levels.total(),
            "level_4_share": share(levels),
        })
    };
    let timeliness = report.timeliness.iter().map(|(kind, n)| (timeliness_name(*kind).to_owned(), json!(n)));
    json!({
        "all": counts(&report.total, "name", json!("all")),
        "by_field": report.by_field.iter()
            .map(|line| counts(&line.levels, "field", json!(line.name))).collect::<Vec<_>>(),
        "by_channel": report.by_channel.iter()
            .map(|(channel, levels)| counts(levels, "channel", json!(channel_name(*channel))))
            .collect::<Vec<_>>(),
        "by_year": report.by_year.iter()
            .map(|(year, levels)| counts(levels, "year", json!(year))).collect::<Vec<_>>(),
        "timeliness": timeliness.collect::<serde_json::Map<_, _>>(),
        "not_accepted": report.not_accepted,
    })
}
