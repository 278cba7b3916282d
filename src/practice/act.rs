//! From an act to the request a person makes: who does it, in which words, with which papers.
//!
//! Must not know: when it happens, or whether it is lawful (the desk decides).

use super::dice::Dice;
use super::plan::{Plan, papers};
use super::script::Act;
use crate::config::demo::{Demo, Words};
use crate::domain::accountability::{Account, Subject};
use crate::domain::action::Action;
use crate::domain::attribution::is_measured;
use crate::domain::case::{Case, LegState};
use crate::domain::dossier::{FeeTaken, Intake, PaperTaken, PaymentMethod};
use crate::domain::event::{CorrectableField, LegRequest, Outcome, Route, SupplementRequest};
use crate::domain::feedback::{Finding, Matter, Rating};
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::limit::{Limit, Unit};
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::procedure::{Holder, Need, Procedure};
use crate::domain::role::Role;
use crate::domain::sheet::{FormKey, SheetPrinted, SheetWay};
use chrono::{Datelike as _, Days, TimeDelta};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// The people of the practice office, by what they do.
pub(super) struct Staff {
    intake: Vec<PersonId>,
    release: PersonId,
    desk_head: PersonId,
    division_head: PersonId,
    leader: (PersonId, String),
    clerk: PersonId,
    accountant: PersonId,
    handler: PersonId,
}

impl Staff {
    /// The people of an office; a role nobody has falls to the first person.
    pub(super) fn of(office: &Office) -> Self {
        let all = |role: Role| office.people.iter().filter(move |person| person.role == role);
        let nobody = || PersonId::from("");
        let anybody = || office.people.first().map_or_else(nobody, |person| person.id.clone());
        let one = |role: Role| all(role).next().map_or_else(anybody, |person| person.id.clone());
        let leader = all(Role::UnitHead).next_back();
        let leader = leader.map_or_else(|| (anybody(), String::new()), |p| (p.id.clone(), p.name.clone()));
        Self {
            intake: all(Role::Intake).map(|person| person.id.clone()).collect(),
            release: one(Role::Return),
            desk_head: one(Role::DeskHead),
            division_head: one(Role::UnitHead),
            leader,
            clerk: one(Role::Clerk),
            accountant: one(Role::Accountant),
            handler: one(Role::Handler),
        }
    }

    fn holder(&self, holder: Holder, handler: &PersonId, dice: &mut Dice) -> PersonId {
        match holder {
            Holder::Intake => self.intake(dice),
            Holder::DeskHead => self.desk_head.clone(),
            Holder::Handler | Holder::Partner => handler.clone(),
            Holder::DivisionHead => self.division_head.clone(),
            Holder::Leader => self.leader.0.clone(),
            Holder::Clerk => self.clerk.clone(),
            Holder::Cashier => self.accountant.clone(),
            Holder::Release => self.release.clone(),
        }
    }

    fn intake(&self, dice: &mut Dice) -> PersonId {
        let place = dice.between(0, (self.intake.len() as u64).saturating_sub(1)) as usize;
        self.intake.get(place).unwrap_or(&self.desk_head).clone()
    }
}

/// Where the acts take place.
pub(super) struct Scene<'a> {
    pub(super) demo: &'a Demo,
    pub(super) law: &'a Law,
    pub(super) office: &'a Office,
    pub(super) staff: Staff,
    /// Numbers of papers given so far, by year and kind.
    pub(super) papers: BTreeMap<(i32, &'static str), u32>,
}

impl Scene<'_> {
    /// Who does an act, and the action it is.
    #[allow(clippy::too_many_lines)] // one arm per act, read as one table
    pub(super) fn action(
        &mut self,
        act: Act,
        case: &Case,
        plan: &mut Plan,
        now: Moment,
    ) -> (PersonId, Action) {
        let words = &self.demo.words;
        let handler = self.handler(plan);
        let code = &plan.intake.procedure;
        let kept = case.version.and_then(|version| self.law.catalogue.exact(code, version));
        let procedure = kept.or_else(|| self.law.catalogue.on(code, now.date())).cloned();
        let dice = &mut plan.dice;
        let desk = self.staff.intake(dice);
        match act {
            Act::Register => (desk, Action::RegisterArrival(plan.intake.clone())),
            Act::RegisterLacking => {
                (desk, Action::RegisterArrival(Box::new(lacking(&plan.intake, procedure.as_deref()))))
            }
            Act::Receive => (desk, Action::Receive(plan.intake.clone())),
            Act::Accept => (desk, Action::Accept { papers: checked(case, plan, procedure.as_deref()) }),
            Act::RefuseIntake => {
                (desk, Action::RefuseIntake { reason: dice.pick(&words.intake_refusals).to_owned() })
            }
            Act::AskAtIntake => (desk, Action::RequestIntakeSupplement(missing(case, plan, words))),
            Act::AskAtAppraisal => {
                let last = (case.papers.len() as u64).saturating_sub(1);
                let paper = case.papers.get(dice.between(0, last) as usize);
                let items = vec![paper.map_or_else(|| "Đơn".to_owned(), |paper| paper.name.clone())];
                let reason = dice.pick(&words.defects).to_owned();
                (handler, Action::RequestAppraisalSupplement(SupplementRequest { items, reason }))
            }
            Act::Bring => (desk, Action::ReceiveSupplement { items: Vec::new() }),
            Act::Assign => {
                let first = procedure.iter().flat_map(|procedure| &procedure.steps);
                let first = first.map(|step| step.holder).find(|holder| *holder != Holder::Intake);
                let to = self.staff.holder(first.unwrap_or(Holder::Handler), &handler, dice);
                (self.staff.desk_head.clone(), Action::Assign { to })
            }
            Act::Step => {
                let next = next_holder(case, procedure.as_deref());
                let to = self.staff.holder(next, &handler, dice);
                let by = case.holder.as_ref().map_or(handler, |holder| holder.person.clone());
                (by, Action::FinishStep { to: Some(to), note: String::new() })
            }
            Act::AskOpinion => {
                let answer_by = now.date().checked_add_days(Days::new(5)).unwrap_or(now.date());
                let body = dice.pick(&words.other_bodies).to_owned();
                (
                    handler,
                    Action::AskOpinion { body, content: dice.pick(&words.questions).to_owned(), answer_by },
                )
            }
            Act::Opinion => {
                let open = case.opinions.iter().find(|opinion| opinion.answered.is_none());
                let number = open.map_or(1, |opinion| opinion.number);
                (handler, Action::RecordOpinion { number, answer: dice.pick(&words.answers).to_owned() })
            }
            Act::Verify => {
                let action = Action::RecordVerification {
                    held: now.plus(TimeDelta::minutes(-90)),
                    place: dice.pick(&words.places_held).to_owned(),
                    participants: format!("{}, {}", self.office.name_of(&handler), plan.person.name),
                    content: dice.pick(&words.findings).to_owned(),
                };
                (handler, action)
            }
            Act::Transfer(route) => {
                (self.staff.desk_head.clone(), Action::Transfer { route, legs: legs(route, words, dice) })
            }
            Act::Leg => {
                let open = case.legs.iter().find(|leg| matches!(leg.state, LegState::Open { .. }));
                let leg = open.map_or(1, |leg| leg.number);
                let result = dice.pick(&words.leg_results).to_owned();
                (self.staff.desk_head.clone(), Action::RecordLegResult { leg, result })
            }
            Act::RequirePayment => {
                let amount = fee(procedure.as_deref(), plan, now);
                let reason = plan.dice.pick(&words.payment_reasons).to_owned();
                let paper = self.paper(now, "TB-STTTT");
                (handler, Action::RequirePayment { amount, reason, paper })
            }
            Act::Pay => {
                let amount = case.payment_due.map_or(1, |(amount, _)| amount);
                let method = method(plan);
                let voucher = self.paper(now, "BL");
                (self.staff.accountant.clone(), Action::RecordPayment(FeeTaken { amount, method, voucher }))
            }
            Act::Fee => {
                let amount = fee(procedure.as_deref(), plan, now);
                let method = method(plan);
                let voucher = self.paper(now, "BL");
                (self.staff.accountant.clone(), Action::CollectFee(FeeTaken { amount, method, voucher }))
            }
            Act::AskExtension => {
                let reason = dice.pick(&words.extension_reasons).to_owned();
                let by = dice.between(2, 5) as u32;
                (handler, Action::AskExtension { by, reason, document: self.paper(now, "DN-STTTT") })
            }
            Act::GrantExtension => {
                let action = Action::GrantExtension {
                    document: self.paper(now, "XL-STTTT"),
                    approver: self.staff.leader.1.clone(),
                };
                (self.staff.desk_head.clone(), action)
            }
            Act::RefuseExtension => {
                let reason = dice.pick(&words.extension_refusals).to_owned();
                (self.staff.desk_head.clone(), Action::RefuseExtension { reason })
            }
            Act::Grant => {
                let document = self.paper(now, "GP-STTTT");
                let action = Action::Decide { outcome: Outcome::Granted, document, reason: String::new() };
                (self.staff.leader.0.clone(), action)
            }
            Act::Refuse => {
                let reason = dice.pick(&words.merit_refusals).to_owned();
                let document = self.paper(now, "TL-STTTT");
                let action = Action::Decide { outcome: Outcome::RefusedOnMerits, document, reason };
                (self.staff.leader.0.clone(), action)
            }
            Act::Ready => (self.staff.clerk.clone(), Action::MarkReady),
            Act::GiveToPost => {
                let number = self.count(now, "BG");
                let item = format!("TH{:02}{number:07}VN", now.date().year().rem_euclid(100));
                (self.staff.release.clone(), Action::GiveToPost { item })
            }
            Act::Delivered => {
                (self.staff.release.clone(), Action::RecordDelivery { recipient: plan.person.name.clone() })
            }
            Act::Undelivered => {
                let reason = dice.pick(&words.undelivered).to_owned();
                (self.staff.release.clone(), Action::RecordUndelivered { reason })
            }
            Act::PostBack => (self.staff.release.clone(), Action::RecordPostReturn),
            Act::HandOver => {
                let known = plan.person.name == case.owner.name || case.filer.is_some();
                let authority = if known { String::new() } else { self.paper(now, "GGT") };
                let recipient = plan.person.name.clone();
                let action =
                    Action::HandOver { recipient, authority, originals_returned: true, rating: rating(case) };
                (self.staff.release.clone(), action)
            }
            Act::Withdraw => {
                let reason = dice.pick(&words.withdrawals).to_owned();
                (desk, Action::Withdraw { reason, document: self.paper(now, "DX") })
            }
            Act::Stop => {
                let reason = dice.pick(&words.stops).to_owned();
                (
                    self.staff.desk_head.clone(),
                    Action::Stop { reason, document: self.paper(now, "TBD-STTTT") },
                )
            }
            Act::Note => (handler, Action::AddNote { text: dice.pick(&words.notes).to_owned() }),
            Act::Correct => {
                let to = format!("0000{:06}", dice.between(0, 999_999));
                let reason = dice.pick(&words.correction_reasons).to_owned();
                (desk, Action::Correct { field: CorrectableField::OwnerPhone, to, reason })
            }
            Act::Account => match case.next_account(now.date()) {
                Some(subject) => (handler, Action::GiveAccount(Box::new(self.account(subject, dice)))),
                None => (handler, Action::AddNote { text: dice.pick(&words.notes).to_owned() }),
            },
            Act::Review => match (case.to_review(), self.reviewer(case, now)) {
                (Some(given), Some(reviewer)) => {
                    let subject = given.account.subject;
                    (reviewer, Action::ReviewAccount { subject, accepted: true, remark: String::new() })
                }
                (Some(_) | None, Some(_) | None) => {
                    (handler, Action::AddNote { text: dice.pick(&words.notes).to_owned() })
                }
            },
            Act::Complain => {
                let matters: Vec<Matter> = Matter::iter().collect();
                let at = dice.between(0, matters.len() as u64 - 1) as usize;
                let matter = matters.get(at).copied().unwrap_or(Matter::Other);
                (desk, Action::RecordComplaint { matter, words: dice.pick(&words.complaints).to_owned() })
            }
            Act::Answer => match (case.open_complaints().next(), self.answerer(case)) {
                (Some(made), Some(by)) => {
                    let number = made.complaint.number;
                    let finding = if dice.chance(400) { Finding::Unfounded } else { Finding::Founded };
                    let words = dice.pick(&words.complaint_answers).to_owned();
                    let document = self.paper(now, "TL-STTTT");
                    (by, Action::AnswerComplaint { number, finding, words, document })
                }
                (Some(_) | None, Some(_) | None) => {
                    (handler, Action::AddNote { text: dice.pick(&words.notes).to_owned() })
                }
            },
            Act::Print => (desk, Action::RecordSheet(Box::new(self.receipt(case)))),
            Act::Undo => {
                let reason = dice.pick(&words.undo_reasons).to_owned();
                (self.staff.leader.0.clone(), Action::Undo { reason })
            }
        }
    }

    /// A supervisor whose own lateness it is not.
    fn reviewer(&self, case: &Case, now: Moment) -> Option<PersonId> {
        let staff = &self.staff;
        [&staff.desk_head, &staff.leader.0, &staff.division_head]
            .into_iter()
            .find(|person| !is_measured(case, person, &self.law.calendar, now.date()))
            .cloned()
    }

    /// A supervisor who never had the file.
    fn answerer(&self, case: &Case) -> Option<PersonId> {
        let staff = &self.staff;
        let mut supervisors = [&staff.leader.0, &staff.desk_head, &staff.division_head].into_iter();
        supervisors.find(|person| !case.was_held_by(person)).cloned()
    }

    /// What the handler says to what is owed.
    fn account(&self, subject: Subject, dice: &mut Dice) -> Account {
        let reasons: &[&str] = match subject {
            Subject::Lateness => &["staff-overload", "staff-overload", "other-body", "data", "facilities"],
            Subject::Supplement(_) => &["applicant", "applicant", "intake-guidance"],
        };
        let place = dice.between(0, reasons.len() as u64 - 1) as usize;
        let words = match subject {
            Subject::Lateness => &self.demo.words.lateness_accounts,
            Subject::Supplement(_) => &self.demo.words.supplement_accounts,
        };
        Account {
            subject,
            reason: reasons.get(place).copied().unwrap_or("other").to_owned(),
            words: dice.pick(words).to_owned(),
            evidence: String::new(),
            letter: String::new(),
            regulation: String::new(),
        }
    }

    /// The receipt as it would be printed now.
    fn receipt(&self, case: &Case) -> SheetPrinted {
        let form = FormKey::Receipt;
        let set = self
            .law
            .book
            .by_key(&case.rules)
            .and_then(|rules| self.law.book.forms.set(rules, case.received?.date()));
        SheetPrinted {
            form,
            number: set.and_then(|set| set.numbers.get(&form).cloned()).unwrap_or_default(),
            template: set.map_or_else(String::new, |set| format!("{}/{} 1", set.key, form.name())),
            printing: 1,
            copies: 2,
            promised: case.promise.as_ref().map(|promise| promise.at),
            mentions: vec![CorrectableField::OwnerName, CorrectableField::OwnerPhone],
            way: SheetWay::Printer,
        }
    }

    /// Who handles the files of a procedure, by the office's history.
    fn handler(&self, plan: &Plan) -> PersonId {
        let handled = self.demo.history.procedures.get(plan.handled);
        let named = handled.map(|handled| PersonId(handled.handler.clone()));
        named.filter(|id| self.office.person(id).is_some()).unwrap_or_else(|| self.staff.handler.clone())
    }

    /// The next paper of a kind in its year, such as `12/GP-STTTT`.
    fn paper(&mut self, now: Moment, kind: &'static str) -> String {
        format!("{}/{kind}", self.count(now, kind))
    }

    fn count(&mut self, now: Moment, kind: &'static str) -> u32 {
        let given = self.papers.entry((now.date().year(), kind)).or_default();
        *given += 1;
        *given
    }
}

/// How whoever collects judges: half leave no slip, and those who waited too long like it less. Chance has
/// no part in it, so that the rest of the office stays what it was.
fn rating(case: &Case) -> Option<Rating> {
    let code = case.code.as_ref()?.to_string();
    let late = case.ready?.date() > case.promise.as_ref()?.due;
    match (code.bytes().map(u32::from).sum::<u32>() % 20, late) {
        (10..=16, false) | (10 | 11, true) => Some(Rating::Satisfied),
        (17 | 18, false) | (12..=15, true) => Some(Rating::Neutral),
        (19, false) | (16..=19, true) => Some(Rating::Dissatisfied),
        (_, true | false) => None,
    }
}

/// The form without one of the papers it needs.
fn lacking(intake: &Intake, procedure: Option<&Procedure>) -> Intake {
    let mut intake = intake.clone();
    let required = |taken: &PaperTaken| {
        procedure.is_some_and(|procedure| {
            procedure.papers.iter().any(|paper| paper.name == taken.name && paper.need == Need::Required)
        })
    };
    if let Some(place) = intake.papers.iter().rposition(required) {
        intake.papers.remove(place);
    }
    intake
}

/// The papers as checked at acceptance: those of the version then in force; none where they are the ones
/// registered.
fn checked(case: &Case, plan: &mut Plan, procedure: Option<&Procedure>) -> Vec<PaperTaken> {
    let lacks = |papers: &[PaperTaken]| {
        procedure.is_some_and(|procedure| {
            let mut required = procedure.papers.iter().filter(|paper| paper.need == Need::Required);
            required.any(|paper| !papers.iter().any(|taken| taken.name == paper.name))
        })
    };
    match procedure {
        Some(procedure) if lacks(&plan.intake.papers) => papers(procedure, &mut plan.dice),
        Some(_) | None if lacks(&case.papers) => plan.intake.papers.clone(),
        Some(_) | None => Vec::new(),
    }
}

/// What a lacking file is asked for.
fn missing(case: &Case, plan: &mut Plan, words: &Words) -> SupplementRequest {
    let lacks = |taken: &&PaperTaken| !case.papers.iter().any(|paper| paper.name == taken.name);
    let mut items: Vec<String> =
        plan.intake.papers.iter().filter(lacks).map(|taken| taken.name.clone()).collect();
    if items.is_empty() {
        items.extend(plan.intake.papers.first().map(|taken| taken.name.clone()));
    }
    SupplementRequest { items, reason: plan.dice.pick(&words.defects).to_owned() }
}

/// Who holds the step after the present one.
fn next_holder(case: &Case, procedure: Option<&Procedure>) -> Holder {
    let steps = procedure.map(|procedure| procedure.steps.as_slice()).unwrap_or_default();
    let present = case.holder.as_ref().map(|holder| holder.step.as_str());
    let place = steps.iter().position(|step| Some(step.key.as_str()) == present);
    place.and_then(|place| steps.get(place + 1)).map_or(Holder::Handler, |step| step.holder)
}

fn legs(route: Route, words: &Words, dice: &mut Dice) -> Vec<LegRequest> {
    let bodies = match route {
        Route::InOrder | Route::Parallel => {
            let first = dice.between(0, words.other_bodies.len().saturating_sub(2) as u64) as usize;
            words.other_bodies.get(first..first + 2).unwrap_or_default().to_vec()
        }
        Route::OtherLevel => vec![dice.pick(&words.higher_bodies).to_owned()],
    };
    let leg = |body| LegRequest {
        body,
        task: dice.pick(&words.tasks).to_owned(),
        limit: Limit::of(3, Unit::WorkingDays),
        due: None,
    };
    bodies.into_iter().map(leg).collect()
}

/// What a file costs: the known sum, or so much a page.
fn fee(procedure: Option<&Procedure>, plan: &mut Plan, now: Moment) -> u64 {
    let channel = plan.intake.channel;
    let row = procedure
        .and_then(|procedure| procedure.fees_on(now.date(), channel).find(|row| row.amount.is_some()));
    let pages = plan.dice.between(24, 160);
    row.map_or(100_000, |row| row.amount.unwrap_or(1) * if row.per == "hồ sơ" { 1 } else { pages })
}

fn method(plan: &Plan) -> PaymentMethod {
    use crate::domain::channel::Channel;
    match plan.intake.channel {
        Channel::Direct => PaymentMethod::Cash,
        Channel::Online => PaymentMethod::Online,
        Channel::Post => PaymentMethod::Post,
    }
}
