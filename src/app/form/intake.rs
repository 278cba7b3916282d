//! The intake form: from the first question to the request to receive or register.
//!
//! Must not know: how an appointment is counted beyond asking the clock.

use super::field::{Choosable, Field, Kind, PaperField};
use super::{Form, Mistake, Purpose, values};
use crate::app::effect::UnitChoice;
use crate::app::notice::{Notice, Weight};
use crate::domain::action::Action;
use crate::domain::channel::Channel;
use crate::domain::decide::{self, Appointment, Came};
use crate::domain::dossier::{
    Authorised, FeeTaken, Intake, PaperTaken, Party, PartyKind, PaymentMethod, ReturnBy,
};
use crate::domain::event::{CorrectableField, Promise, Route};
use crate::domain::law::Law;
use crate::domain::limit::{Limit, Unit, UnitDecision};
use crate::domain::moment::{Moment, day};
use crate::domain::procedure::{Procedure, ProcedureCode};
use crate::domain::refusal::Refusal;
use crate::domain::sheet::FormKey;
use std::sync::Arc;
use strum::IntoEnumIterator as _;

/// An empty intake form for today.
pub fn form(purpose: Purpose, law: &Law, now: Moment) -> Form {
    let procedures = law
        .catalogue
        .open_on(now.date())
        // A limit that counts back from a planned hour gives no appointment; it is guidance only.
        .filter(|procedure| procedure.limit.unit != Unit::HoursBefore)
        .map(|procedure| Choosable {
            key: procedure.code.to_string(),
            label: super::Label::plain(&procedure.name),
            words: crate::domain::text::fold(&format!(
                "{} {} {}",
                procedure.code, procedure.name, procedure.field.name
            )),
        })
        .collect();
    let channel = if purpose == Purpose::Register { "online" } else { "direct" };
    let fields = vec![
        Field::choice("procedure", procedures, None).needed(),
        // Who comes first: a number known from an earlier case fills in the rest.
        Field::line("owner-id", ""),
        Field::line("owner-phone", ""),
        Field::line("owner-name", "").needed(),
        Field::choice("owner-kind", ids::<PartyKind>("party-kind"), Some("citizen")),
        Field::line("owner-address", ""),
        Field::line("owner-email", ""),
        Field::line("summary", ""),
        // The papers of the procedure stand here once it is chosen.
        Field::line("sets", "1"),
        Field::choice("channel", ids::<Channel>("channel"), Some(channel)),
        Field::choice("level", levels(), Some("2")),
        Field::choice("return-by", returns(), Some("desk")),
        Field::line("post-address", ""),
        Field::line("fee", ""),
        Field::choice("fee-method", ids::<PaymentMethod>("payment"), Some("cash")),
        Field::line("voucher", ""),
        Field::line("filer-name", ""),
        Field::line("authorised-name", ""),
        Field::line("authority", ""),
        Field::line("foreign-code", ""),
        Field::line("helped-at", ""),
        Field::line("competent-body", ""),
        Field::line("occurred", ""),
    ];
    Form::new(purpose, fields)
}

/// The procedure chosen, as it holds on the day.
pub fn chosen<'a>(form: &Form, law: &'a Law, now: Moment) -> Option<&'a Arc<Procedure>> {
    let code = ProcedureCode::from(form.choice("procedure")?);
    law.catalogue.on(&code, day_of(form, now))
}

/// Fits the form to the procedure chosen: its papers, its level, its one fee.
pub fn fit_procedure(form: &mut Form, law: &Law, now: Moment) {
    let Some(procedure) = chosen(form, law, now).cloned() else { return };
    form.fields.retain(|field| field.key != "paper" && field.key != "counting-unit");
    if let (UnitDecision::Disputed { also }, Purpose::Receive) = (procedure.limit.unit_decided, form.purpose)
    {
        let units = [procedure.limit.unit, also].map(|unit| Choosable::id(unit.into(), &unit_id(unit)));
        let after = form.fields.iter().position(|field| field.key == "procedure").map_or(0, |at| at + 1);
        form.fields.insert(after, Field::choice("counting-unit", units.to_vec(), None).needed());
    }
    let at = form.fields.iter().position(|field| field.key == "sets").unwrap_or(form.fields.len());
    let papers = procedure.papers.iter().map(|paper| Field::paper(PaperField::of(paper)));
    form.fields.splice(at..at, papers);
    if let Some(Kind::Line(line)) = form.field_mut("sets").map(|field| &mut field.kind) {
        line.set(&procedure.sets.to_string());
    }
    fit_channel(form, law, now);
}

/// Fits level and fee to the channel.
pub fn fit_channel(form: &mut Form, law: &Law, now: Moment) {
    let Some(procedure) = chosen(form, law, now).cloned() else { return };
    let channel = channel_of(form);
    let level = match channel {
        Channel::Online => procedure.online_level.number(),
        Channel::Direct | Channel::Post => procedure.online_level.number().min(2),
    };
    if let Some(Kind::Choice(choice)) = form.field_mut("level").map(|field| &mut field.kind) {
        choice.choose(&level.to_string());
    }
    let day = day_of(form, now);
    let mut amounts = procedure.fees_on(day, channel).map(|fee| fee.amount);
    // Several rows are several kinds of file; only a person can tell which.
    let fee = match (amounts.next(), amounts.next()) {
        (Some(Some(amount)), None) if amount > 0 => amount.to_string(),
        _ => String::new(),
    };
    if let Some(Kind::Line(line)) = form.field_mut("fee").map(|field| &mut field.kind) {
        line.set(&fee);
    }
}

/// The limit of the procedure chosen, in the unit chosen where that is still to be decided.
pub fn limit(form: &Form, law: &Law, now: Moment) -> Option<Limit> {
    let mut limit = chosen(form, law, now)?.limit.clone();
    if let Some(unit) = unit(form) {
        limit.unit = unit;
    }
    Some(limit)
}

/// The appointment that receiving now would give.
pub fn promise(form: &Form, law: &Law, now: Moment) -> Option<Result<Promise, Notice>> {
    if form.purpose == Purpose::Register {
        return None;
    }
    let limit = limit(form, law, now)?;
    let date = |limit: &Limit| appointment(form, limit, law, now).map(|given| given.promise);
    if let (UnitDecision::Disputed { also }, None) = (limit.unit_decided, unit(form)) {
        // Both dates, and no promise before somebody has decided.
        let other = Limit { unit: also, ..limit.clone() };
        let dates = [date(&limit), date(&other)].map(|date| date.map_or(String::new(), |p| day(p.due)));
        let [first, second] = dates;
        return Some(Err(Notice::new(Weight::Info, "notice-unit-disputed")
            .with("limit", &limit.as_written)
            .with("unit", <&str>::from(limit.unit))
            .with("date", first)
            .with("other-unit", <&str>::from(also))
            .with("other-date", second)));
    }
    let none = || Notice::new(Weight::Warning, "notice-no-appointment").with("limit", &limit.as_written);
    Some(date(&limit).ok().ok_or_else(none))
}

/// What accepting the form now under a limit would give.
fn appointment(form: &Form, limit: &Limit, law: &Law, now: Moment) -> Result<Appointment, Refusal> {
    let at = values::occurred(form, now).ok().flatten().unwrap_or(now);
    let came = Came { channel: channel_of(form), elsewhere: !competent_body(form).is_empty(), complete: at };
    decide::appointment(limit, came, at, &law.book, &law.calendar)
}

/// The unit chosen where sources dispute it.
fn unit(form: &Form) -> Option<Unit> {
    let key = form.choice("counting-unit")?;
    Unit::iter().find(|unit| <&str>::from(*unit) == key)
}

/// The decision on a disputed unit that saving the form records for the office, once and for all its files.
pub fn unit_choice(form: &Form, law: &Law, now: Moment) -> Option<UnitChoice> {
    let procedure = chosen(form, law, now)?;
    let unit = unit(form)?;
    Some(UnitChoice { code: procedure.code.clone(), version: procedure.version, unit })
}

fn competent_body(form: &Form) -> String {
    form.line("competent-body")
}

/// The catalogue id of a unit.
fn unit_id(unit: Unit) -> String {
    format!("unit-{}", <&str>::from(unit).replace('_', "-"))
}

/// Fills in what is known of somebody, leaving what was typed.
pub fn fill_known(form: &mut Form, party: &Party, return_by: &ReturnBy) {
    let kind: &str = party.kind.into();
    if let Some(Kind::Choice(choice)) = form.field_mut("owner-kind").map(|field| &mut field.kind) {
        choice.choose(kind);
    }
    let address = match return_by {
        ReturnBy::Desk => String::new(),
        ReturnBy::Post { address } => address.clone(),
    };
    for (key, value) in [
        ("owner-id", &party.id_number),
        ("owner-phone", &party.phone),
        ("owner-name", &party.name),
        ("owner-address", &party.address),
        ("owner-email", &party.email),
        ("post-address", &address),
    ] {
        if let Some(Kind::Line(line)) = form.field_mut(key).map(|field| &mut field.kind)
            && line.text().is_empty()
        {
            line.set(value);
        }
    }
}

/// Marks every required paper as handed in, in the number asked.
pub fn take_all_papers(form: &mut Form) {
    for field in &mut form.fields {
        if let Kind::Paper(paper) = &mut field.kind
            && paper.condition.is_none()
        {
            paper.count = paper.asked;
        }
    }
}

/// Receives again what was only to be registered, once every required paper is marked, and back.
pub fn fit_purpose(form: &mut Form) {
    if form.incomplete {
        let lacks = |field: &Field| matches!(&field.kind, Kind::Paper(p) if p.count == 0 && field.required);
        let lacks = form.fields.iter().any(lacks);
        form.purpose = if lacks { Purpose::Register } else { Purpose::Receive };
    }
}

/// The papers as they are marked.
pub fn papers(form: &Form) -> Vec<PaperTaken> {
    form.fields
        .iter()
        .filter_map(|field| match &field.kind {
            Kind::Paper(paper) if paper.count > 0 => Some(paper.taken()),
            Kind::Paper(_) | Kind::Line(_) | Kind::Text(_) | Kind::Choice(_) | Kind::Switch(_) => None,
        })
        .collect()
}

/// The request the filled form makes.
pub fn action(form: &Form, register: bool, now: Moment) -> Result<Action, Mistake> {
    let procedure = form.choice("procedure").ok_or_else(|| values::missing("procedure"))?;
    if !register && form.field("counting-unit").is_some() && unit(form).is_none() {
        return Err(values::missing("counting-unit"));
    }
    if form.line("owner-name").is_empty() {
        return Err(values::missing("owner-name"));
    }
    values::occurred(form, now)?;
    let kind = form.choice("owner-kind").and_then(|key| key.parse().ok()).unwrap_or(PartyKind::Citizen);
    let owner = Party {
        kind,
        name: form.line("owner-name"),
        id_number: compact(&form.line("owner-id")),
        phone: compact(&form.line("owner-phone")),
        email: form.line("owner-email"),
        address: form.line("owner-address"),
    };
    let filer = form.line("filer-name");
    let filer = (!filer.is_empty() && filer != owner.name).then(|| Party::named(PartyKind::Citizen, &filer));
    let authorised = form.line("authorised-name");
    let authorised =
        (!authorised.is_empty()).then(|| Authorised { name: authorised, document: form.line("authority") });
    let return_by = match form.choice("return-by") {
        Some("post") => {
            let address = form.line("post-address");
            let address = if address.is_empty() { owner.address.clone() } else { address };
            ReturnBy::Post { address }
        }
        Some(_) | None => ReturnBy::Desk,
    };
    let sets = values::number("sets", &form.line("sets"), 99)? as u8;
    let level = form.choice("level").and_then(|level| level.parse().ok()).unwrap_or(1);
    let intake = Intake {
        procedure: ProcedureCode::from(procedure),
        channel: channel_of(form),
        level,
        owner,
        filer,
        authorised,
        helped_at: form.line("helped-at"),
        receiving_body: String::new(),
        competent_body: competent_body(form),
        papers: papers(form),
        sets,
        return_by,
        fee: fee(form)?,
        summary: form.line("summary"),
        foreign_codes: values::items(&form.line("foreign-code")),
    };
    let intake = Box::new(intake);
    Ok(if register { Action::RegisterArrival(intake) } else { Action::Receive(intake) })
}

/// The money of a form with a fee; nothing when no amount was typed.
pub fn fee(form: &Form) -> Result<Option<FeeTaken>, Mistake> {
    let text = form.line("fee");
    if text.is_empty() {
        return Ok(None);
    }
    let method = form.choice("fee-method").and_then(|key| key.parse().ok()).unwrap_or(PaymentMethod::Cash);
    Ok(Some(FeeTaken { amount: values::dong("fee", &text)?, method, voucher: form.line("voucher") }))
}

/// The catalogue ids of everything that is chosen by a name of the program's own, in any form.
pub fn choice_ids() -> Vec<String> {
    let mut options = ids::<PartyKind>("party-kind");
    options.extend(ids::<Channel>("channel"));
    options.extend(ids::<PaymentMethod>("payment"));
    options.extend(ids::<Route>("route"));
    options.extend(ids::<CorrectableField>("field"));
    options.extend(levels());
    options.extend(returns());
    options.extend(ids::<FormKey>("slip"));
    options.extend(Unit::iter().map(|unit| Choosable::id(unit.into(), &unit_id(unit))));
    options.extend(super::account::choices());
    options.extend(super::feedback::choices());
    options.extend(crate::app::reporting::choices());
    let id = |option: Choosable| match option.label {
        super::Label::Id(id) => Some(id),
        super::Label::Plain(_) | super::Label::Said(_) => None,
    };
    let named = options.into_iter().filter_map(id);
    let named = named.chain(crate::app::bundles::choice_ids());
    named.chain(crate::app::retention::choice_ids()).collect()
}

fn returns() -> Vec<Choosable> {
    vec![Choosable::id("desk", "return-desk"), Choosable::id("post", "return-post")]
}

fn channel_of(form: &Form) -> Channel {
    form.choice("channel")
        .and_then(|key| Channel::iter().find(|channel| <&str>::from(*channel) == key))
        .unwrap_or(Channel::Direct)
}

fn day_of(form: &Form, now: Moment) -> chrono::NaiveDate {
    values::occurred(form, now).ok().flatten().unwrap_or(now).date()
}

fn compact(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).collect()
}

fn levels() -> Vec<Choosable> {
    (1..=4).map(|level| Choosable::id(&level.to_string(), &format!("level-{level}"))).collect()
}

/// The variants of an enum as things to choose, named `<topic>-<variant>` in the catalogue.
pub fn ids<T: strum::IntoEnumIterator + Into<&'static str>>(topic: &str) -> Vec<Choosable> {
    T::iter()
        .map(|variant| {
            let key: &'static str = variant.into();
            Choosable::id(key, &format!("{topic}-{key}"))
        })
        .collect()
}
