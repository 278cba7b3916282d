//! `motcua report levels` in its own three shapes: all, by field, channel and year at once.
//!
//! Must not know: how they are counted.

use super::args::Format;
use super::exit::Failure;
use super::say::Say;
use crate::domain::channel::Channel;
use crate::domain::lateness::Timeliness;
use crate::domain::moment::day;
use crate::domain::report::levels::{self, ByLevel, Levels, count, share};
use crate::domain::report::scope::Scope;
use crate::exchange::table::csv;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

/// The report as text, in the shapes it has of its own; nothing for the others.
pub fn text(scope: &Scope<'_>, format: Format, say: &Say) -> Result<Option<String>, Failure> {
    let (rows, law) = (scope.rows, scope.law);
    let report = count(rows, scope.period, |row| {
        rows.procedure(row).map_or_else(|| "-".to_owned(), |code| law.field_of(code))
    });
    Ok(match format {
        Format::Table => Some(table(&report, say)),
        Format::Csv => Some(csv(&levels::table(&report)).map_err(|error| Failure::wrong(error.to_string()))?),
        Format::Json => Some(format!("{}\n", to_json(&report))),
        Format::Xlsx | Format::Pdf => None,
    })
}

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

fn to_json(report: &Levels) -> Value {
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
        "report": "levels",
        "from": report.period.from.to_string(),
        "to": report.period.to.to_string(),
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

/// Section, name and counts of every line, the whole first.
fn lines(report: &Levels, say: &Say) -> Vec<(&'static str, String, ByLevel)> {
    let mut lines = vec![("all", say.text("shell-all", &[]), report.total)];
    lines.extend(report.by_field.iter().map(|line| ("field", line.name.clone(), line.levels)));
    lines.extend(report.by_channel.iter().map(|(channel, levels)| {
        ("channel", say.text(&format!("shell-channel-{}", channel_name(*channel)), &[]), *levels)
    }));
    lines.extend(report.by_year.iter().map(|(year, levels)| ("year", year.to_string(), *levels)));
    lines
}

fn table(report: &Levels, say: &Say) -> String {
    let period = [day(report.period.from), day(report.period.to)];
    let mut text =
        say.text("shell-levels-title", &[("from", (&period[0]).into()), ("to", (&period[1]).into())]);
    text.push_str("\n\n");
    let lines = lines(report, say);
    let heading = say.text("shell-levels-name", &[]);
    let width = lines.iter().map(|(_, name, _)| name.width()).chain([heading.width()]).max().unwrap_or(0);
    let numbers = ["1", "2", "3", "4"].map(|level| say.text("shell-level", &[("level", level.into())]));
    let mut row = |name: &str, cells: &[String], blank_before: bool| {
        if blank_before {
            text.push('\n');
        }
        text.push_str(name);
        text.push_str(&" ".repeat(width.saturating_sub(name.width())));
        for cell in cells {
            text.push_str(&" ".repeat(11_usize.saturating_sub(cell.width())));
            text.push_str(cell);
        }
        text.push('\n');
    };
    let last = [say.text("shell-total", &[]), say.text("shell-share", &[])];
    row(&heading, &[numbers.as_slice(), &last].concat(), false);
    let mut section = "all";
    for (of, name, levels) in lines {
        let mut cells: Vec<String> = (1..=4).map(|level| levels.at(level).to_string()).collect();
        cells.extend([levels.total().to_string(), decimal(&share(&levels), say)]);
        row(&name, &cells, of != section);
        section = of;
    }
    text.push('\n');
    let counts = report.timeliness.map(|(_, count)| count.to_string());
    let args =
        [("early", (&counts[0]).into()), ("on-time", (&counts[1]).into()), ("late", (&counts[2]).into())];
    text.push_str(&say.text("shell-timeliness", &args));
    text.push('\n');
    let others = report.not_accepted.to_string();
    text.push_str(&say.text("shell-not-accepted", &[("count", (&others).into())]));
    text.push('\n');
    text
}

/// A share with the decimal mark of the language.
fn decimal(share: &str, say: &Say) -> String {
    match say.words().language() {
        crate::look::catalog::Language::Vi => share.replace('.', ","),
        crate::look::catalog::Language::En => share.to_owned(),
    }
}
