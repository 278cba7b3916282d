//! What happened to a file, told from its events alone and day by day: the slow side of every report.

use chrono::NaiveDate;
use motcua::domain::channel::Channel;
use motcua::domain::dossier::{FeeTaken, Intake, PaymentMethod, ReturnBy};
use motcua::domain::event::{Event, Route, Stamped};
use motcua::domain::feedback::{Finding, Rating};
use motcua::domain::sheet::FormKey;

/// How a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Ready,
    Withdrawn,
    Stopped,
    Refused,
}

/// A complaint: made, to be answered by, answered.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    pub on: NaiveDate,
    pub by: NaiveDate,
    pub answered: Option<(NaiveDate, Finding)>,
}

/// A part of another body: its last day, and when it came back.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    pub due: Option<NaiveDate>,
    pub back: Option<NaiveDate>,
}

/// A file.
#[derive(Debug, Default)]
pub struct Told {
    pub procedure: String,
    pub channel: Option<Channel>,
    pub by_post: bool,
    pub elsewhere: bool,
    pub arrived: NaiveDate,
    pub received: Option<NaiveDate>,
    pub dues: Vec<(NaiveDate, NaiveDate)>,
    pub holds: Vec<(NaiveDate, bool)>,
    pub ended: Option<(NaiveDate, End)>,
    pub asked: Vec<NaiveDate>,
    pub extended: bool,
    pub letter: bool,
    pub paid_online: bool,
    pub paid_otherwise: bool,
    pub parts: Vec<Part>,
    pub slip: Option<(NaiveDate, Rating)>,
    pub complaints: Vec<Made>,
    suspended: bool,
    in_order: bool,
}

/// Where a file stood on the evening of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    Early,
    OnTime,
    Late,
    Held,
    InTime,
    Overdue,
}

impl Told {
    /// The file of a history; events that were undone have not happened.
    #[allow(clippy::wildcard_enum_match_arm)] // reads only what is counted; other facts may come and go
    pub fn of(history: &[Stamped]) -> Self {
        let undone: Vec<u32> = history
            .iter()
            .filter_map(|one| if let Event::Undone { event, .. } = one.event { Some(event) } else { None })
            .collect();
        let mut told = Self::default();
        for one in history.iter().filter(|one| !undone.contains(&one.n)) {
            let day = one.occurred.date();
            match &one.event {
                Event::Arrived { intake } => told.came(intake, day),
                Event::Received { intake, promise, .. } => {
                    if let Some(intake) = intake {
                        told.came(intake, day);
                    }
                    told.received = Some(day);
                    told.dues.push((day, promise.due));
                }
                Event::IntakeSupplementRequested(_) => told.asked.push(day),
                Event::AppraisalSupplementRequested(_) => {
                    told.asked.push(day);
                    told.holds.push((day, true));
                }
                Event::SupplementReceived { promise, .. } => {
                    if told.received.is_some() {
                        told.holds.push((day, false));
                    }
                    told.dues.extend(promise.as_ref().map(|promise| (day, promise.due)));
                }
                Event::PaymentRequired { suspends, .. } => {
                    told.suspended = *suspends;
                    told.holds.extend(suspends.then_some((day, true)));
                }
                Event::PaymentReceived { fee, promise } => {
                    told.paid(fee);
                    told.holds.extend(told.suspended.then_some((day, false)));
                    told.dues.extend(promise.as_ref().map(|promise| (day, promise.due)));
                }
                Event::FeeCollected(fee) => told.paid(fee),
                Event::ExtensionGranted { promise, .. } => {
                    (told.extended, told.letter) = (true, true);
                    told.dues.push((day, promise.due));
                }
                Event::ClockStart { promise, .. } => {
                    told.dues.extend(promise.as_ref().map(|promise| (day, promise.due)));
                }
                Event::PromiseMoved { to, .. } => told.dues.push((day, to.due)),
                Event::Transferred { route, legs } => {
                    told.in_order = *route == Route::InOrder;
                    told.parts.extend(legs.iter().map(|leg| Part { due: leg.due, back: None }));
                }
                Event::LegReturned { leg, next_due, .. } => {
                    told.parts[usize::from(*leg) - 1].back = Some(day);
                    if told.in_order
                        && let Some(next) = told.parts.iter_mut().find(|part| part.back.is_none())
                    {
                        next.due = *next_due;
                    }
                }
                Event::ResultReady => told.ended = Some((day, End::Ready)),
                Event::Withdrawn { .. } => told.ended = Some((day, End::Withdrawn)),
                Event::Stopped { .. } => told.ended = Some((day, End::Stopped)),
                Event::RefusedAtIntake { .. } => told.ended = Some((day, End::Refused)),
                Event::SheetPrinted(sheet) => told.letter |= sheet.form == FormKey::Apology,
                Event::AccountGiven(account) => {
                    use motcua::domain::accountability::Subject;
                    told.letter |= account.subject == Subject::Lateness && !account.letter.is_empty();
                }
                Event::Rated { rating, .. } => told.slip = Some((day, *rating)),
                Event::ComplaintMade(made) => {
                    told.complaints.push(Made { on: day, by: made.answer_by, answered: None });
                }
                Event::ComplaintAnswered(answer) => {
                    told.complaints[answer.number as usize - 1].answered = Some((day, answer.finding));
                }
                _ => {}
            }
        }
        told
    }

    fn came(&mut self, intake: &Intake, day: NaiveDate) {
        self.procedure.clone_from(&intake.procedure.0);
        self.channel = Some(intake.channel);
        self.by_post = matches!(intake.return_by, ReturnBy::Post { .. });
        self.elsewhere = !intake.helped_at.is_empty()
            || !intake.receiving_body.is_empty() && intake.receiving_body != intake.competent_body;
        self.arrived = day;
        if let Some(fee) = &intake.fee {
            self.paid(fee);
        }
    }

    fn paid(&mut self, fee: &FeeTaken) {
        if fee.amount > 0 {
            self.paid_online |= fee.method == PaymentMethod::Online;
            self.paid_otherwise |= fee.method != PaymentMethod::Online;
        }
    }

    /// The day it ended, however.
    pub fn finished(&self) -> Option<NaiveDate> {
        self.ended.map(|(day, _)| day)
    }

    /// The last day promised, as it stood on a day.
    pub fn due(&self, on: NaiveDate) -> NaiveDate {
        self.dues.iter().rfind(|(since, _)| *since <= on).unwrap().1
    }

    /// Early, on time or late, once it ended; one without a result is on time, as the printed form has it.
    pub fn outcome(&self) -> Option<Stood> {
        let (day, end) = self.ended?;
        Some(match self.due(day) {
            _ if end != End::Ready => Stood::OnTime,
            due if day < due => Stood::Early,
            due if day == due => Stood::OnTime,
            _ => Stood::Late,
        })
    }

    /// Where an accepted file stood on the evening of a day.
    pub fn stood(&self, on: NaiveDate) -> Stood {
        if self.finished().is_some_and(|day| day <= on) {
            return self.outcome().unwrap();
        }
        match self.holds.iter().rfind(|(since, _)| *since <= on) {
            Some((_, true)) => Stood::Held,
            _ if self.due(on) < on => Stood::Overdue,
            _ => Stood::InTime,
        }
    }
}
