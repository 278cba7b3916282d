//! The book of surveys on the screen: one form, whose fields follow from what is recorded.
//!
//! Must not know: how an entry is kept.

use super::effect::Effect;
use super::form::feedback::{chosen, complaint_fields};
use super::form::field::Choosable;
use super::form::{Field, Form, Mistake, Purpose, refusal_notice, values};
use super::model::{Model, Workplace};
use super::notice::{Notice, Weight};
use super::overlay::Overlay;
use crate::domain::moment::{Moment, day};
use crate::domain::permission::Power;
use crate::domain::survey::{Asked, Publicity, Survey, SurveyKind, Surveyed};
use strum::IntoEnumIterator as _;

/// Fields of each kind; everything else in the form is shown always.
const FIELDS: [(SurveyKind, &[&str]); 5] = [
    (SurveyKind::Slips, &["from", "through", "slips-satisfied", "slips-neutral", "slips-dissatisfied"]),
    (SurveyKind::Complaint, &["matter", "complaint-words"]),
    (SurveyKind::Answer, &["complaint", "finding", "complaint-answer", "document"]),
    (SurveyKind::Publicity, &["posted", "published", "faultless"]),
    (SurveyKind::Withdraw, &["entry", "reason"]),
];

/// Whether a field has a meaning for the kind of entry that is chosen.
pub(super) fn is_shown(form: &Form, key: &str) -> bool {
    form.purpose != Purpose::Survey
        || key == "survey"
        || kind(form).is_some_and(|kind| fields(kind).contains(&key))
}

fn fields(kind: SurveyKind) -> &'static [&'static str] {
    FIELDS.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, fields)| fields)
}

fn kind(form: &Form) -> Option<SurveyKind> {
    chosen(form, "survey")
}

/// Asks what is to be recorded.
pub(super) fn ask(model: &mut Model) {
    let today = model.now.date();
    let Some(desk) = model.desk_mut() else { return };
    let may_answer = desk.has(Power::AnswerSurvey);
    let kinds = SurveyKind::iter()
        .filter(|kind| may_answer || matches!(kind, SurveyKind::Slips | SurveyKind::Complaint));
    let kinds = kinds.map(|kind| Choosable::id(kind.into(), &format!("survey-{}", <&str>::from(kind))));
    let book = desk.projection.surveys();
    let open: Vec<Choosable> = book
        .complaints()
        .iter()
        .filter(|made| made.answered.is_none())
        .map(|made| {
            let words = format!("{} ({})", made.complaint.words, day(made.complaint.answer_by));
            Choosable::plain(&made.complaint.number.to_string(), &words)
        })
        .collect();
    let entries: Vec<Choosable> = book.standing().map(entry).collect();
    let last = |of: &[Choosable]| of.last().map(|one| one.key.clone());
    let first_day = book
        .standing()
        .filter_map(|entry| if let Survey::Slips { to, .. } = entry.what { to.succ_opt() } else { None })
        .last()
        .unwrap_or(today);
    let mut form = Form::new(
        Purpose::Survey,
        vec![
            Field::choice("survey", kinds.collect(), Some("slips")).needed(),
            Field::line("from", &day(first_day.min(today))),
            Field::line("through", &day(today)),
            Field::line("slips-satisfied", ""),
            Field::line("slips-neutral", ""),
            Field::line("slips-dissatisfied", ""),
        ],
    );
    form.fields.extend(complaint_fields().into_iter().map(optional));
    let open_key = open.first().map(|one| one.key.clone());
    let entry_key = last(&entries);
    form.fields.extend([
        Field::choice("complaint", open, open_key.as_deref()),
        super::form::feedback::finding(),
        Field::line("complaint-answer", ""),
        Field::line("document", ""),
        Field::switch("posted", true),
        Field::switch("published", true),
        Field::switch("faultless", true),
        Field::choice("entry", entries, entry_key.as_deref()),
        Field::line("reason", ""),
    ]);
    desk.lay(Overlay::Form(Box::new(form)));
    model.typing.reset();
}

/// A field that is only needed for one kind of entry.
const fn optional(mut field: Field) -> Field {
    field.required = false;
    field
}

fn entry(of: &Surveyed) -> Choosable {
    let words = match &of.what {
        Survey::Slips { to, counts, .. } => {
            let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
            format!("{} {}", day(*to), counts.join("/"))
        }
        Survey::Complaint(complaint) => complaint.words.clone(),
        Survey::Answer(answer) => answer.words.clone(),
        Survey::Publicity(_) | Survey::Withdrawn { .. } => of.at.to_string(),
    };
    Choosable::plain(&of.number.to_string(), &format!("{} {words}", of.number))
}

/// Sends what the form says, once nothing speaks against it.
pub(super) fn send(desk: &mut Workplace, now: Moment) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = desk.overlays.last_mut() else { return Vec::new() };
    let asked = match asked(form, now) {
        Ok(asked) => asked,
        Err(mistake) => {
            form.point_at(mistake);
            return Vec::new();
        }
    };
    if let Err(refusal) = desk.projection.surveys().decide(&asked, now, &desk.law) {
        form.refuse(&refusal);
        return Vec::new();
    }
    if !desk.has(asked.power()) {
        let role = desk.person().map_or("", |person| person.role.into());
        if let Some(Overlay::Form(form)) = desk.overlays.last_mut() {
            form.error = Some(refusal_notice(&crate::domain::refusal::Refusal::RoleNotAllowed { role }));
        }
        return Vec::new();
    }
    desk.overlays.pop();
    vec![Effect::Survey { by: desk.me.clone(), asked }]
}

fn asked(form: &Form, now: Moment) -> Result<Asked, Mistake> {
    let number = |key: &'static str| {
        form.choice(key).and_then(|key| key.parse().ok()).ok_or_else(|| values::missing(key))
    };
    let count = |key: &'static str| match form.line(key).as_str() {
        "" | "0" => Ok(0),
        text => values::number(key, text, 1_000_000),
    };
    let needed = |key: &'static str| {
        let text = form.line(key);
        if text.is_empty() { Err(values::missing(key)) } else { Ok(text) }
    };
    Ok(match kind(form).ok_or_else(|| values::missing("survey"))? {
        SurveyKind::Slips => Asked::Slips {
            from: values::day("from", &form.line("from"), now)?,
            to: values::day("through", &form.line("through"), now)?,
            counts: [count("slips-satisfied")?, count("slips-neutral")?, count("slips-dissatisfied")?],
        },
        SurveyKind::Complaint => Asked::Complaint {
            matter: chosen(form, "matter").ok_or_else(|| values::missing("matter"))?,
            words: needed("complaint-words")?,
        },
        SurveyKind::Answer => Asked::Answer {
            number: number("complaint")?,
            finding: chosen(form, "finding").ok_or_else(|| values::missing("finding"))?,
            words: needed("complaint-answer")?,
            document: form.line("document"),
        },
        SurveyKind::Publicity => Asked::Publicity(Publicity {
            board: form.switch("posted"),
            electronic: form.switch("published"),
            faultless: form.switch("faultless"),
        }),
        SurveyKind::Withdraw => Asked::Withdraw { number: number("entry")?, reason: needed("reason")? },
    })
}

/// An entry is recorded.
pub(super) fn recorded(model: &mut Model, entry: Surveyed) -> Vec<Effect> {
    let number = entry.number;
    if let Some(desk) = model.desk_mut() {
        desk.projection.hear(entry);
        desk.refresh();
    }
    model.say(Notice::new(Weight::Info, "notice-surveyed").with("number", number));
    Vec::new()
}
