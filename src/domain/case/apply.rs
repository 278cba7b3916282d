//! Events to state: one total match, no rule and no refusal.
//!
//! An event that does not fit (an old journal of a newer program) changes only what it names; it
//! never fails. Must not know: whether an event was lawful.

use super::{
    Agency, Case, Decision, Extension, FeeLine, Holder, LegState, Note, OpinionAsked, PostItem, Return,
    Supplement, SupplementStage, Verification,
};
use crate::domain::accountability::{Given, Review};
use crate::domain::clock::{Clock, Entry};
use crate::domain::dossier::{Intake, ReturnBy};
use crate::domain::event::{
    ClockEffect, CorrectableField, Event, LegRequest, OfficeRef, Promise, Route, Stamped, SupplementRequest,
};
use crate::domain::feedback::Complained;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::rules::StartBasis;
use crate::domain::sheet::Sheet;
use crate::domain::stage::Stage;

impl Case {
    /// Takes in the next event.
    #[allow(clippy::too_many_lines)] // one arm per event, read as one table
    pub fn apply(&mut self, stamped: &Stamped) {
        self.skip(stamped);
        // A note from elsewhere may come in long after it was written.
        self.last_occurred = self.last_occurred.max(Some(stamped.occurred));
        let at = stamped.occurred;
        match &stamped.event {
            Event::Arrived { intake } => {
                self.take_intake(intake, at);
                self.stage = Stage::Arrived;
            }
            Event::Received { intake, papers, code, version, rules, limit, promise } => {
                if let Some(intake) = intake {
                    self.take_intake(intake, at);
                }
                if !papers.is_empty() {
                    self.papers.clone_from(papers);
                }
                self.stage = Stage::Received;
                self.received = Some(at);
                self.code = Some(code.clone());
                self.version = Some(*version);
                self.rules.clone_from(rules);
                self.clock = Some(Clock::started(limit.clone(), at));
                self.first_promise = Some(promise.clone());
                self.renew(Some(promise), at);
            }
            Event::RefusedAtIntake { reason } => self.end(Stage::RefusedAtIntake, at, reason),
            Event::IntakeSupplementRequested(request) => {
                self.ask_supplement(SupplementStage::Intake, request, at);
                self.stage = Stage::IntakeSupplement;
            }
            Event::AppraisalSupplementRequested(request) => {
                self.ask_supplement(SupplementStage::Appraisal, request, at);
                self.hold(at, &request.reason);
                self.stage = Stage::AppraisalSupplement;
            }
            Event::SupplementReceived { items, effect, promise } => {
                self.take_supplement(items, *effect, promise.as_ref(), at);
            }
            Event::Assigned { to, step, step_due } => {
                self.pass_to(to, step, *step_due, at);
                if self.stage == Stage::Received {
                    self.stage = Stage::InProcess;
                }
            }
            Event::StepFinished { next, to, step_due, .. } => self.pass_to(to, next, *step_due, at),
            Event::OpinionAsked { number, body, content, answer_by } => self.opinions.push(OpinionAsked {
                number: *number,
                body: body.clone(),
                content: content.clone(),
                asked: at,
                answer_by: *answer_by,
                answered: None,
            }),
            Event::OpinionAnswered { number, answer } => {
                if let Some(opinion) = self.opinions.iter_mut().find(|opinion| opinion.number == *number) {
                    opinion.answered = Some((at, answer.clone()));
                }
            }
            Event::Verified { held, place, participants, content } => self.verifications.push(Verification {
                held: *held,
                place: place.clone(),
                participants: participants.clone(),
                content: content.clone(),
            }),
            Event::Transferred { route, legs } => self.open_route(*route, legs, at),
            Event::LegReturned { leg, result, next_due } => self.return_leg(*leg, result, *next_due, at),
            Event::PaymentRequired { amount, reason, suspends, .. } => {
                self.payment_due = Some((*amount, *suspends));
                if *suspends {
                    self.hold(at, reason);
                }
                self.stage = Stage::AwaitingPayment;
            }
            Event::PaymentReceived { fee, promise } => {
                self.fees.push(FeeLine { fee: fee.clone(), at });
                if matches!(self.payment_due.take(), Some((_, true))) {
                    self.tick(Entry::Resumed { at });
                }
                self.renew(promise.as_ref(), at);
                self.stage = Stage::InProcess;
            }
            Event::FeeCollected(fee) => self.fees.push(FeeLine { fee: fee.clone(), at }),
            Event::ExtensionAsked { by, reason, .. } => {
                self.extension =
                    Extension::Asked { by: *by, reason: reason.clone(), person: stamped.by.clone(), at };
            }
            Event::ExtensionGranted { by, reason, document, approver, promise } => {
                self.tick(Entry::Extended {
                    at,
                    by: *by,
                    document: document.clone(),
                    reason: reason.clone(),
                    approver: approver.clone(),
                });
                self.extension = Extension::Granted {
                    by: *by,
                    document: document.clone(),
                    approver: approver.clone(),
                    at,
                };
                self.renew(Some(promise), at);
            }
            Event::ExtensionRefused { .. } => self.extension = Extension::None,
            Event::Decided { outcome, document, reason } => {
                self.decision = Some(Decision {
                    outcome: *outcome,
                    document: document.clone(),
                    reason: reason.clone(),
                    at,
                });
                self.stage = Stage::Decided;
            }
            Event::ResultReady => {
                self.ready = Some(at);
                self.release(at);
                self.tick(Entry::Stopped { at });
                self.stage = Stage::ResultReady;
            }
            Event::GivenToPost { item } => {
                self.post.push(PostItem { item: item.clone(), given: at, failed: Vec::new(), back: None });
                self.stage = Stage::WithPost;
            }
            Event::Delivered { recipient } => self.hand_over(recipient, "", false, true, at),
            Event::Undelivered { reason } => {
                if let Some(item) = self.post.last_mut() {
                    item.failed.push((at, reason.clone()));
                }
            }
            Event::ReturnedByPost => {
                if let Some(item) = self.post.last_mut() {
                    item.back = Some(at);
                }
                self.stage = Stage::BackFromPost;
            }
            Event::HandedOver { recipient, authority, originals_returned } => {
                self.hand_over(recipient, authority, *originals_returned, false, at);
            }
            Event::Withdrawn { reason, .. } => self.stop(Stage::Withdrawn, at, reason),
            Event::Stopped { reason, .. } => self.stop(Stage::Stopped, at, reason),
            Event::Noted { text } => {
                self.notes.push(Note { at, by: stamped.by.clone(), text: text.clone() });
            }
            Event::Corrected { field, to, .. } => {
                self.correct(*field, to);
                self.corrected.push((stamped.n, *field));
            }
            Event::Undone { .. } | Event::ForkSettled { .. } => {}
            Event::SheetPrinted(printed) => self.sheets.push(Sheet {
                n: stamped.n,
                at,
                by: stamped.by.clone(),
                printed: (**printed).clone(),
            }),
            Event::ClockStart { basis, at, promise } => {
                self.start_clock(*basis, *at, promise.as_ref(), stamped.occurred);
            }
            Event::PromiseMoved { to, .. } => self.renew(Some(to), at),
            Event::AccountGiven(account) => self.accounts.push(Given {
                account: (**account).clone(),
                by: stamped.by.clone(),
                at,
                review: None,
            }),
            Event::Rated { rating, .. } => self.rating = Some((at, *rating)),
            Event::ComplaintMade(complaint) => {
                self.complaints.push(Complained { complaint: (**complaint).clone(), at, answered: None });
            }
            Event::ComplaintAnswered(answer) => {
                let mut made = self.complaints.iter_mut();
                if let Some(made) = made.find(|made| made.complaint.number == answer.number) {
                    made.answered = Some((at, (**answer).clone()));
                }
            }
            Event::AccountReviewed { subject, accepted, remark } => {
                let mut given = self.accounts.iter_mut().rev();
                if let Some(given) = given.find(|given| given.account.subject == *subject) {
                    given.review = Some(Review {
                        accepted: *accepted,
                        remark: remark.clone(),
                        by: stamped.by.clone(),
                        at,
                    });
                }
            }
            Event::CopySent { keeper, to } => {
                self.keeper = Some(keeper.clone());
                self.share(to);
            }
            Event::GivenOver { from, to } => {
                self.share(from);
                self.keeper = Some(to.clone());
            }
            Event::TakenOver { from, by } => {
                self.share(from);
                self.keeper = Some(by.clone());
                // Whoever had it works elsewhere.
                self.release(at);
            }
            Event::NotedElsewhere { office, text } => {
                let text = format!("{office}: {text}");
                self.notes.push(Note { at, by: stamped.by.clone(), text });
            }
        }
    }

    fn share(&mut self, office: &OfficeRef) {
        if !self.shared.iter().any(|known| known.id == office.id) {
            self.shared.push(office.clone());
        }
    }

    /// Counts an event without letting it change the state: what a reversed event does.
    pub(super) fn skip(&mut self, stamped: &Stamped) {
        self.n = stamped.n;
        self.epoch = stamped.epoch;
    }

    fn take_intake(&mut self, intake: &Intake, at: Moment) {
        let intake = intake.clone();
        self.procedure = intake.procedure;
        self.channel = intake.channel;
        self.level = intake.level;
        self.owner = intake.owner;
        self.filer = intake.filer;
        self.authorised = intake.authorised;
        self.helped_at = intake.helped_at;
        self.receiving_body = intake.receiving_body;
        self.competent_body = intake.competent_body;
        self.papers = intake.papers;
        self.sets = intake.sets;
        self.return_by = intake.return_by;
        self.summary = intake.summary;
        self.foreign_codes = intake.foreign_codes;
        self.arrived = Some(at);
        if let Some(fee) = intake.fee {
            self.fees.push(FeeLine { fee, at });
        }
    }

    fn ask_supplement(&mut self, stage: SupplementStage, request: &SupplementRequest, at: Moment) {
        self.supplements.push(Supplement {
            stage,
            items: request.items.clone(),
            reason: request.reason.clone(),
            requested: at,
            received: None,
            effect: None,
        });
    }

    fn take_supplement(
        &mut self,
        items: &[String],
        effect: Option<ClockEffect>,
        promise: Option<&Promise>,
        at: Moment,
    ) {
        let mut paper = String::new();
        if let Some(round) = self.supplements.last_mut() {
            round.received = Some(at);
            round.effect = effect;
            paper = if items.is_empty() { round.items.join("; ") } else { items.join("; ") };
        }
        match effect {
            None => self.stage = Stage::Arrived,
            Some(ClockEffect::Restart) => {
                self.tick(Entry::Restarted { at, reason: String::new(), paper });
                self.stage = Stage::InProcess;
            }
            Some(ClockEffect::Resume) => {
                self.tick(Entry::Resumed { at });
                self.stage = Stage::InProcess;
            }
        }
        self.renew(promise, at);
    }

    fn open_route(&mut self, route: Route, legs: &[LegRequest], at: Moment) {
        let before = self.legs.len();
        for (place, request) in legs.iter().enumerate() {
            let opens = match route {
                Route::InOrder => place == 0,
                Route::Parallel | Route::OtherLevel => true,
            };
            let state = if opens { LegState::Open { since: at } } else { LegState::Waiting };
            self.legs.push(Agency { number: (before + place + 1) as u16, request: request.clone(), state });
        }
        self.route = Some(route);
        self.stage = Stage::WithAgencies;
    }

    fn return_leg(&mut self, leg: u16, result: &str, next_due: Option<chrono::NaiveDate>, at: Moment) {
        if let Some(agency) = self.legs.iter_mut().find(|agency| agency.number == leg) {
            let since = match agency.state {
                LegState::Open { since } | LegState::Returned { since, .. } => since,
                LegState::Waiting => at,
            };
            agency.state = LegState::Returned { since, at, result: result.to_owned() };
        }
        if self.route == Some(Route::InOrder)
            && let Some(next) = self.legs.iter_mut().find(|agency| agency.state == LegState::Waiting)
        {
            next.state = LegState::Open { since: at };
            next.request.due = next_due;
        }
        let all_back = self.legs.iter().all(|agency| matches!(agency.state, LegState::Returned { .. }));
        if all_back {
            self.stage = Stage::InProcess;
        }
    }

    fn pass_to(&mut self, to: &PersonId, step: &str, due: Option<chrono::NaiveDate>, at: Moment) {
        self.release(at);
        self.holder = Some(Holder { person: to.clone(), step: step.to_owned(), since: at, until: None, due });
    }

    /// Ends the present holding, keeping it for the record.
    fn release(&mut self, at: Moment) {
        if let Some(mut holder) = self.holder.take() {
            holder.until = Some(at);
            self.held_before.push(holder);
        }
    }

    /// Sets what starts the clock: the whole ledger begins there, or waits.
    fn start_clock(&mut self, basis: StartBasis, at: Option<Moment>, promise: Option<&Promise>, now: Moment) {
        self.start = basis;
        if let Some(clock) = &mut self.clock {
            clock.ledger = at.map(|at| Entry::Started { at }).into_iter().collect();
        }
        self.renew(promise, now);
    }

    fn hold(&mut self, at: Moment, reason: &str) {
        self.tick(Entry::Suspended { at, reason: reason.to_owned(), paper: String::new() });
    }

    /// Adds to the ledger what fits it; a clock that does not run ignores a pause.
    fn tick(&mut self, entry: Entry) {
        if let Some(clock) = &mut self.clock
            && clock.accepts(&entry).is_ok()
        {
            clock.ledger.push(entry);
        }
    }

    fn renew(&mut self, promise: Option<&Promise>, at: Moment) {
        if let Some(promise) = promise {
            self.promises.push((at, promise.due));
            self.promise = Some(promise.clone());
        }
    }

    fn hand_over(&mut self, recipient: &str, authority: &str, originals: bool, by_post: bool, at: Moment) {
        self.returned = Some(Return {
            at,
            recipient: recipient.to_owned(),
            authority: authority.to_owned(),
            originals_returned: originals,
            by_post,
        });
        self.end(Stage::HandedOver, at, "");
    }

    fn stop(&mut self, stage: Stage, at: Moment, reason: &str) {
        self.tick(Entry::Stopped { at });
        self.end(stage, at, reason);
    }

    fn end(&mut self, stage: Stage, at: Moment, reason: &str) {
        self.release(at);
        self.stage = stage;
        self.ended = Some(at);
        reason.clone_into(&mut self.end_reason);
    }

    fn correct(&mut self, field: CorrectableField, to: &str) {
        match field {
            CorrectableField::OwnerName => to.clone_into(&mut self.owner.name),
            CorrectableField::OwnerId => to.clone_into(&mut self.owner.id_number),
            CorrectableField::OwnerPhone => to.clone_into(&mut self.owner.phone),
            CorrectableField::OwnerEmail => to.clone_into(&mut self.owner.email),
            CorrectableField::OwnerAddress => to.clone_into(&mut self.owner.address),
            CorrectableField::Summary => to.clone_into(&mut self.summary),
            CorrectableField::PostAddress => {
                self.return_by =
                    if to.is_empty() { ReturnBy::Desk } else { ReturnBy::Post { address: to.to_owned() } };
            }
            CorrectableField::DecisionDocument => {
                if let Some(decision) = &mut self.decision {
                    to.clone_into(&mut decision.document);
                }
            }
        }
    }
}
