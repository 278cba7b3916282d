//! The forms of the actions: which fields each asks for, and the request they make.
//!
//! Must not know: whether the action is lawful; the desk says so.

use super::account;
use super::feedback;
use super::field::{Choosable, Field, Kind, PaperField};
use super::intake::{fee, ids, papers};
use super::{Form, Mistake, Purpose, Target, values};
use crate::domain::action::Action;
use crate::domain::case::{Case, CaseFile, LegState};
use crate::domain::dossier::{PaymentMethod, ReturnBy};
use crate::domain::event::{CorrectableField, LegRequest, Outcome, Route, SupplementRequest};
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::moment::{Moment, day};
use crate::domain::office::Office;
use crate::domain::stage::ActionKind;
use chrono::NaiveDate;

/// Bodies a route form has room for.
const LEGS: [(&str, &str, &str); 3] = [
    ("leg-body-1", "leg-task-1", "leg-days-1"),
    ("leg-body-2", "leg-task-2", "leg-days-2"),
    ("leg-body-3", "leg-task-3", "leg-days-3"),
];

/// The form of an action on a case.
pub fn form(
    purpose: Purpose,
    kind: ActionKind,
    file: &CaseFile,
    office: &Office,
    law: &Law,
    today: NaiveDate,
) -> Form {
    let mut form = Form::new(purpose, fields(kind, purpose, file, office, law, today));
    form.targets = vec![Target { case: file.case.id, seen: file.case.n }];
    form
}

#[allow(clippy::too_many_lines)] // one arm per action
fn fields(
    kind: ActionKind,
    purpose: Purpose,
    file: &CaseFile,
    office: &Office,
    law: &Law,
    today: NaiveDate,
) -> Vec<Field> {
    let case = &file.case;
    let mut fields = match kind {
        ActionKind::Accept => papers_of(case, law),
        ActionKind::RefuseIntake | ActionKind::RefuseExtension | ActionKind::RecordUndelivered => {
            vec![Field::line("reason", "").needed()]
        }
        ActionKind::RequestIntakeSupplement | ActionKind::RequestAppraisalSupplement => {
            vec![
                Field::line("items", &missing_papers(case, law)).needed(),
                Field::line("reason", "").needed(),
            ]
        }
        ActionKind::ReceiveSupplement => {
            let asked = case.open_supplement().map(|round| round.items.join("; ")).unwrap_or_default();
            vec![Field::line("items", &asked)]
        }
        ActionKind::Assign => vec![people(office, None).needed()],
        ActionKind::FinishStep => {
            let holder = case.holder.as_ref().map(|holder| &holder.person);
            vec![people(office, holder), Field::line("note", "")]
        }
        ActionKind::AskOpinion => vec![
            Field::line("body", "").needed(),
            Field::line("content", "").needed(),
            Field::line("answer-by", "+7").needed(),
        ],
        ActionKind::RecordOpinion => {
            let open = case.opinions.iter().filter(|opinion| opinion.answered.is_none());
            let open: Vec<Choosable> = open
                .map(|opinion| {
                    Choosable::plain(
                        &opinion.number.to_string(),
                        &format!("{} ({})", opinion.body, day(opinion.answer_by)),
                    )
                })
                .collect();
            let first = open.first().map(|option| option.key.clone());
            vec![
                Field::choice("opinion", open, first.as_deref()).needed(),
                Field::line("answer", "").needed(),
            ]
        }
        ActionKind::RecordVerification => vec![
            Field::line("held", "").needed(),
            Field::line("place", "").needed(),
            Field::line("participants", "").needed(),
            Field::line("content", "").needed(),
        ],
        ActionKind::Transfer => {
            let mut fields = vec![Field::choice("route", ids::<Route>("route"), Some("parallel")).needed()];
            for (at, (body, task, days)) in LEGS.into_iter().enumerate() {
                let days = Field::line(days, if at == 0 { "3" } else { "" });
                fields.extend([Field::line(body, ""), Field::line(task, ""), days]);
            }
            fields
        }
        ActionKind::RecordLegResult => {
            let open = case.legs.iter().filter(|leg| matches!(leg.state, LegState::Open { .. }));
            let open: Vec<Choosable> =
                open.map(|leg| Choosable::plain(&leg.number.to_string(), &leg.request.body)).collect();
            let first = open.first().map(|option| option.key.clone());
            vec![Field::choice("leg", open, first.as_deref()).needed(), Field::line("result", "").needed()]
        }
        ActionKind::RequirePayment => vec![
            Field::line("amount", "").needed(),
            Field::line("reason", "").needed(),
            Field::line("document", ""),
        ],
        ActionKind::RecordPayment | ActionKind::CollectFee => {
            let due = case.payment_due.map(|(amount, _)| amount.to_string()).unwrap_or_default();
            vec![
                Field::line("fee", &due).needed(),
                Field::choice("fee-method", ids::<PaymentMethod>("payment"), Some("cash")),
                Field::line("voucher", ""),
            ]
        }
        ActionKind::AskExtension => vec![
            Field::line("days", "").needed(),
            Field::line("reason", "").needed(),
            Field::line("document", "").needed(),
        ],
        ActionKind::GrantExtension => {
            vec![Field::line("document", "").needed(), Field::line("approver", "").needed()]
        }
        ActionKind::Decide => {
            let mut fields = vec![Field::line("document", "").needed(), Field::line("reason", "")];
            if purpose == Purpose::Refuse {
                fields.reverse();
                for field in &mut fields {
                    field.required = true;
                }
            }
            fields
        }
        ActionKind::GiveToPost => vec![Field::line("post-item", "").needed()],
        ActionKind::RecordDelivery => vec![Field::line("recipient", &case.owner.name)],
        ActionKind::HandOver => {
            let authorised = case.authorised.as_ref();
            let originals = case.papers.iter().any(|paper| paper.originals > 0);
            vec![
                Field::line("recipient", &case.owner.name).needed(),
                Field::line("authority", authorised.map_or("", |known| known.document.as_str())),
                Field::switch("originals-returned", !originals),
                feedback::rating(),
            ]
        }
        ActionKind::Withdraw => vec![Field::line("reason", "").needed(), Field::line("document", "")],
        ActionKind::Stop | ActionKind::MovePromise => {
            vec![Field::line("reason", "").needed(), Field::line("document", "").needed()]
        }
        ActionKind::Correct => vec![
            Field::choice("field", ids::<CorrectableField>("field"), None).needed(),
            Field::line("to", ""),
            Field::line("reason", "").needed(),
        ],
        ActionKind::Undo => vec![Field::line("reason", "").needed()],
        ActionKind::AddNote => vec![Field::line("note", "").needed()],
        ActionKind::MarkReady
        | ActionKind::RecordPostReturn
        | ActionKind::ConfirmReceipt
        | ActionKind::RegisterArrival
        | ActionKind::Receive
        | ActionKind::RecordSheet => Vec::new(),
        ActionKind::GiveAccount => account::fields(case, law, today),
        ActionKind::ReviewAccount => account::review_fields(case),
        ActionKind::Rate => feedback::rate_fields(),
        ActionKind::RecordComplaint => feedback::complaint_fields(),
        ActionKind::AnswerComplaint => feedback::answer_fields(case),
    };
    if !matches!(kind, ActionKind::Undo | ActionKind::Correct | ActionKind::AddNote) {
        fields.push(Field::line("occurred", ""));
    }
    fields
}

/// The request the filled form makes.
#[allow(clippy::too_many_lines)] // one arm per action
pub fn action(form: &Form, kind: ActionKind, now: Moment) -> Result<Action, Mistake> {
    values::occurred(form, now)?;
    let line = |key: &str| form.line(key);
    Ok(match kind {
        ActionKind::Accept => Action::Accept { papers: papers(form) },
        ActionKind::RefuseIntake => Action::RefuseIntake { reason: line("reason") },
        ActionKind::RequestIntakeSupplement => Action::RequestIntakeSupplement(request(form)),
        ActionKind::RequestAppraisalSupplement => Action::RequestAppraisalSupplement(request(form)),
        ActionKind::ReceiveSupplement => Action::ReceiveSupplement { items: values::items(&line("items")) },
        ActionKind::Assign => Action::Assign { to: holder(form).ok_or_else(|| values::missing("holder"))? },
        ActionKind::FinishStep => Action::FinishStep { to: holder(form), note: line("note") },
        ActionKind::AskOpinion => Action::AskOpinion {
            body: line("body"),
            content: line("content"),
            answer_by: values::day("answer-by", &line("answer-by"), now)?,
        },
        ActionKind::RecordOpinion => {
            Action::RecordOpinion { number: chosen_number(form, "opinion")?, answer: line("answer") }
        }
        ActionKind::RecordVerification => Action::RecordVerification {
            held: values::moment("held", &line("held"), now)?,
            place: line("place"),
            participants: line("participants"),
            content: line("content"),
        },
        ActionKind::Transfer => transfer(form)?,
        ActionKind::RecordLegResult => {
            Action::RecordLegResult { leg: chosen_number(form, "leg")?, result: line("result") }
        }
        ActionKind::RequirePayment => Action::RequirePayment {
            amount: values::dong("amount", &line("amount"))?,
            reason: line("reason"),
            paper: line("document"),
        },
        ActionKind::RecordPayment => Action::RecordPayment(fee(form)?.ok_or_else(|| values::missing("fee"))?),
        ActionKind::CollectFee => Action::CollectFee(fee(form)?.ok_or_else(|| values::missing("fee"))?),
        ActionKind::AskExtension => Action::AskExtension {
            by: values::number("days", &line("days"), 366)?,
            reason: line("reason"),
            document: line("document"),
        },
        ActionKind::GrantExtension => {
            Action::GrantExtension { document: line("document"), approver: line("approver") }
        }
        ActionKind::RefuseExtension => Action::RefuseExtension { reason: line("reason") },
        ActionKind::Decide => decide(form, Outcome::Granted),
        ActionKind::MarkReady => Action::MarkReady,
        ActionKind::GiveToPost => Action::GiveToPost { item: line("post-item") },
        ActionKind::RecordDelivery => Action::RecordDelivery { recipient: line("recipient") },
        ActionKind::RecordUndelivered => Action::RecordUndelivered { reason: line("reason") },
        ActionKind::RecordPostReturn => Action::RecordPostReturn,
        ActionKind::HandOver => Action::HandOver {
            recipient: line("recipient"),
            authority: line("authority"),
            originals_returned: form.switch("originals-returned"),
            rating: feedback::rated(form),
        },
        ActionKind::Withdraw => Action::Withdraw { reason: line("reason"), document: line("document") },
        ActionKind::Stop => Action::Stop { reason: line("reason"), document: line("document") },
        ActionKind::AddNote => Action::AddNote { text: line("note") },
        ActionKind::Correct => {
            let key = form.choice("field").ok_or_else(|| values::missing("field"))?;
            let field = <CorrectableField as strum::IntoEnumIterator>::iter()
                .find(|field| <&str>::from(*field) == key)
                .ok_or_else(|| values::missing("field"))?;
            Action::Correct { field, to: line("to"), reason: line("reason") }
        }
        ActionKind::Undo => Action::Undo { reason: line("reason") },
        ActionKind::GiveAccount => account::give(form)?,
        ActionKind::ReviewAccount => account::review(form)?,
        ActionKind::Rate => feedback::rate(form)?,
        ActionKind::RecordComplaint => feedback::complain(form)?,
        ActionKind::AnswerComplaint => feedback::answer(form)?,
        // A sheet is recorded by printing it, never by filling a form.
        ActionKind::RecordSheet => return Err(values::missing("form")),
        ActionKind::ConfirmReceipt => Action::ConfirmReceipt,
        ActionKind::MovePromise => Action::MovePromise { reason: line("reason"), document: line("document") },
        ActionKind::RegisterArrival | ActionKind::Receive => {
            return super::intake::action(form, kind == ActionKind::RegisterArrival, now);
        }
    })
}

/// The request to decide, either way.
pub fn decide(form: &Form, outcome: Outcome) -> Action {
    Action::Decide { outcome, document: form.line("document"), reason: form.line("reason") }
}

/// What a corrected field says now, to begin from.
pub fn present_value(case: &Case, key: &str) -> String {
    match key {
        "owner-name" => case.owner.name.clone(),
        "owner-id" => case.owner.id_number.clone(),
        "owner-phone" => case.owner.phone.clone(),
        "owner-email" => case.owner.email.clone(),
        "owner-address" => case.owner.address.clone(),
        "summary" => case.summary.clone(),
        "post-address" => match &case.return_by {
            ReturnBy::Desk => String::new(),
            ReturnBy::Post { address } => address.clone(),
        },
        "decision-document" => case.decision.as_ref().map(|d| d.document.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn request(form: &Form) -> SupplementRequest {
    SupplementRequest { items: values::items(&form.line("items")), reason: form.line("reason") }
}

fn transfer(form: &Form) -> Result<Action, Mistake> {
    let key = form.choice("route").ok_or_else(|| values::missing("route"))?;
    let route = <Route as strum::IntoEnumIterator>::iter()
        .find(|route| <&str>::from(*route) == key)
        .ok_or_else(|| values::missing("route"))?;
    let mut legs = Vec::new();
    for (body, task, days) in LEGS {
        if form.line(body).is_empty() {
            continue;
        }
        if form.line(task).is_empty() {
            return Err(values::missing(task));
        }
        let days = values::number(days, &form.line(days), 366)?;
        legs.push(LegRequest {
            body: form.line(body),
            task: form.line(task),
            limit: values::working_days(days),
            due: None,
        });
    }
    Ok(Action::Transfer { route, legs })
}

fn people(office: &Office, chosen: Option<&PersonId>) -> Field {
    let people = office.people.iter().map(|person| {
        let role: &str = person.role.into();
        let words = format!("{} {} {role}", person.id, person.name);
        Choosable {
            key: person.id.0.clone(),
            label: super::Label::plain(&person.name),
            words: crate::domain::text::fold(&words),
        }
    });
    Field::choice("holder", people.collect(), chosen.map(|id| id.0.as_str()))
}

fn holder(form: &Form) -> Option<PersonId> {
    form.choice("holder").map(PersonId::from)
}

fn chosen_number(form: &Form, key: &'static str) -> Result<u16, Mistake> {
    form.choice(key).and_then(|key| key.parse().ok()).ok_or_else(|| values::missing(key))
}

/// The papers of the procedure with what was registered marked.
fn papers_of(case: &Case, law: &Law) -> Vec<Field> {
    let day = case.arrived.map_or_else(|| Moment::from_unix(0).date(), Moment::date);
    let procedure = law.catalogue.on(&case.procedure, day);
    let papers = procedure.map(|procedure| procedure.papers.as_slice()).unwrap_or_default();
    papers
        .iter()
        .map(|paper| {
            let mut field = PaperField::of(paper);
            let taken = case.papers.iter().find(|taken| taken.name == paper.name);
            let came = case
                .supplements
                .iter()
                .any(|round| round.received.is_some() && round.items.contains(&paper.name));
            field.count = taken.map_or(0, |taken| taken.total().min(99) as u8);
            if came && field.count == 0 {
                field.count = field.asked;
            }
            Field::paper(field)
        })
        .collect()
}

/// Required papers that are not there, to begin a supplement request with.
fn missing_papers(case: &Case, law: &Law) -> String {
    let missing = papers_of(case, law).into_iter().filter_map(|field| match field.kind {
        Kind::Paper(paper) if paper.count == 0 && paper.condition.is_none() => Some(paper.name),
        Kind::Paper(_) | Kind::Line(_) | Kind::Text(_) | Kind::Choice(_) | Kind::Switch(_) => None,
    });
    missing.collect::<Vec<_>>().join("; ")
}
