//! From data to sentences: notices, standings, names of people and procedures.
//!
//! Must not know: where on the screen they go.

use crate::app::form::Label;
use crate::app::model::Workplace;
use crate::app::notice::Notice;
use crate::domain::accountability::Subject;
use crate::domain::duty::Duty;
use crate::domain::lateness::Standing;
use crate::domain::law::Law;
use crate::domain::procedure::ProcedureCode;
use crate::domain::sheet::SheetPrinted;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Urgency;

/// A notice as a sentence. Facts that are names of fields or events are put into words first.
pub fn notice(look: &Look, notice: &Notice) -> String {
    let facts: Vec<(&str, String)> = notice
        .facts
        .iter()
        .map(|(name, value)| {
            let value = match name.as_str() {
                "field" => look.words.text(&format!("field-{value}")).to_lowercase(),
                "unit" | "other-unit" => look.words.text(&format!("unit-{}", value.replace('_', "-"))),
                "event" => look.words.text(&format!("event-{value}")),
                "form" if look.words.has(&format!("slip-{value}")) => {
                    look.words.text(&format!("slip-{value}"))
                }
                "title" if look.words.has(value) => look.words.text(value),
                "role" => look.words.text(&format!("role-{value}")),
                "theme" if look.words.has(&format!("theme-{value}")) => {
                    look.words.text(&format!("theme-{value}")).to_lowercase()
                }
                _ => value.clone(),
            };
            (name.as_str(), value)
        })
        .collect();
    let args: Vec<(&str, Arg<'_>)> = facts.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    let sentence = look.words.text_with(&notice.id, &args);
    match facts.iter().find(|(name, _)| *name == "article") {
        Some((_, article)) => format!("{sentence} ({article})"),
        None => sentence,
    }
}

/// A label.
pub fn label(look: &Look, label: &Label) -> String {
    match label {
        Label::Id(id) => look.words.text(id),
        Label::Plain(words) => words.clone(),
        Label::Said(said) => notice(look, said),
    }
}

/// How a row stands, short: `còn 2 ngày`.
pub fn standing(look: &Look, standing: Standing, desk: &Workplace) -> String {
    let with_days = |id: &str, days: i64| look.words.text_with(id, &[("days", Arg::Number(days))]);
    match standing {
        Standing::NoPromise => String::new(),
        Standing::Held => look.words.text("due-held"),
        Standing::InTime { days: 0 } => look.words.text("due-today"),
        Standing::InTime { days } => {
            // The limits people know count working days; so does what is left of them.
            let (today, left) = (desk.days.today, chrono::Days::new(days.unsigned_abs()));
            let due = today.checked_add_days(left).unwrap_or(today);
            with_days("due-in", i64::from(desk.law.calendar.working_days_between(today, due)))
        }
        Standing::Overdue { days } => with_days("due-overdue", days),
        Standing::Early => look.words.text("due-early"),
        Standing::OnTime => look.words.text("due-on-time"),
        Standing::Late { days } => with_days("due-late", days),
        Standing::Ended => look.words.text("due-ended"),
    }
}

/// What must be done, and by when: `xin lỗi 24/11 17:00`.
pub fn duty(look: &Look, duty: Duty) -> String {
    let what = look.words.short(&format!("duty-{}", <&str>::from(duty.kind)));
    format!("{what} {}", duty.by.local().format("%d/%m %H:%M"))
}

/// The urgency of a duty: past its time, today, or later.
pub fn duty_urgency(duty: Duty, desk: &Workplace) -> Urgency {
    let (today, day) = (desk.days.today, duty.by.date());
    if day < today || desk.duties.seen_from().is_some_and(|now| duty.by < now) {
        Urgency::Overdue
    } else if day == today {
        Urgency::DueSoon
    } else {
        Urgency::DueOk
    }
}

/// The urgency a standing shows.
pub fn urgency(standing: Standing, soon: bool) -> Urgency {
    match standing {
        Standing::Overdue { .. } => Urgency::Overdue,
        Standing::InTime { .. } if soon => Urgency::DueSoon,
        Standing::InTime { .. } | Standing::NoPromise => Urgency::DueOk,
        Standing::Held => Urgency::Waiting,
        Standing::Early | Standing::OnTime | Standing::Late { .. } | Standing::Ended => Urgency::Done,
    }
}

/// A code without the part all codes of the office share.
pub fn short_code<'a>(code: &'a str, office: &str) -> &'a str {
    code.strip_prefix(office).and_then(|rest| rest.strip_prefix('-')).unwrap_or(code)
}

/// A procedure's name by code.
pub fn procedure(law: &Law, code: Option<&ProcedureCode>) -> String {
    code.map(|code| law.name_of(code)).unwrap_or_default()
}

/// What an account is given for.
pub fn account_subject(subject: Subject, look: &Look) -> String {
    match subject {
        Subject::Lateness => look.words.text("account-of-lateness"),
        Subject::Supplement(number) => {
            look.words.text_with("account-of-round", &[("number", u32::from(number).into())])
        }
    }
}

/// What was printed, in one line: form, number, printing, the appointment it states, where it went.
pub fn sheet(printed: &SheetPrinted, look: &Look) -> String {
    let words = &look.words;
    let mut parts = vec![words.text(&format!("slip-{}", printed.form.name()))];
    if !printed.number.is_empty() {
        parts.push(words.text_with("sheet-number", &[("number", (&printed.number).into())]));
    }
    let id = if printed.printing <= 1 { "sheet-first" } else { "sheet-again" };
    let counts =
        [("printing", u32::from(printed.printing).into()), ("copies", u32::from(printed.copies).into())];
    parts.push(words.text_with(id, &counts));
    if let Some(at) = printed.promised {
        parts.push(words.text_with("sheet-promised", &[("at", (&at.to_string()).into())]));
    }
    let way: &str = printed.way.into();
    parts.push(words.text(&format!("sheet-way-{way}")));
    parts.join(", ")
}
