//! One case told step by step through `decide`, without any disk: who did what when, and what came of it.

use super::office::{LAN, law, office, usual};
use crate::law::m;
use chrono::TimeDelta;
use motcua::domain::action::{Action, Actor};
use motcua::domain::case::{Case, CaseFile};
use motcua::domain::decide::decide;
use motcua::domain::event::{Event, Stamped};
use motcua::domain::id::{CaseId, EventHash, EventId, PersonId};
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::number::NumberBook;
use motcua::domain::office::Office;
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::{ActionKind, Stage};
use motcua::store::record::event_hash;
use std::sync::Arc;

/// A case on its way.
#[derive(Clone)]
pub struct Story {
    pub law: Arc<Law>,
    pub office: Arc<Office>,
    pub numbers: NumberBook,
    pub file: CaseFile,
    pub now: Moment,
    pub by: PersonId,
}

/// A story that begins on Friday, 10 July 2020, at 09:00.
pub fn story() -> Story {
    Story {
        law: law(),
        office: office(),
        numbers: NumberBook::default(),
        file: CaseFile { case: Case::blank(CaseId(0x0172_0000_0001)), history: Vec::new() },
        now: m("10/07/2020 09:00"),
        by: LAN.into(),
    }
}

/// A story at a stage, told the usual way.
pub fn at(stage: Stage) -> Story {
    let mut story = story();
    for kind in way_to(stage) {
        story = story.then(*kind);
    }
    assert_eq!(story.case().stage, stage);
    story
}

/// A usual way to a stage.
pub fn way_to(stage: Stage) -> &'static [ActionKind] {
    use ActionKind as A;
    match stage {
        Stage::Blank => &[],
        Stage::Arrived => &[A::RegisterArrival],
        Stage::IntakeSupplement => &[A::RegisterArrival, A::RequestIntakeSupplement],
        Stage::RefusedAtIntake => &[A::RegisterArrival, A::RefuseIntake],
        Stage::Received => &[A::Receive],
        Stage::InProcess => &[A::Receive, A::Assign],
        Stage::WithAgencies => &[A::Receive, A::Assign, A::Transfer],
        Stage::AppraisalSupplement => &[A::Receive, A::Assign, A::RequestAppraisalSupplement],
        Stage::AwaitingPayment => &[A::Receive, A::Assign, A::RequirePayment],
        Stage::Decided => &[A::Receive, A::Assign, A::Decide],
        Stage::ResultReady => &[A::Receive, A::Assign, A::Decide, A::MarkReady],
        Stage::WithPost => &[A::Receive, A::Assign, A::Decide, A::MarkReady, A::GiveToPost],
        Stage::BackFromPost => {
            &[A::Receive, A::Assign, A::Decide, A::MarkReady, A::GiveToPost, A::RecordPostReturn]
        }
        Stage::HandedOver => &[A::Receive, A::Assign, A::Decide, A::MarkReady, A::HandOver],
        Stage::Withdrawn => &[A::Receive, A::Withdraw],
        Stage::Stopped => &[A::Receive, A::Stop],
    }
}

impl Story {
    /// The case as it stands.
    pub fn case(&self) -> &Case {
        &self.file.case
    }

    /// Goes on at another moment.
    pub fn on(mut self, moment: &str) -> Self {
        self.now = m(moment);
        self
    }

    /// Somebody else acts from now on.
    pub fn by(mut self, person: &str) -> Self {
        self.by = person.into();
        self
    }

    /// What a request comes to, without doing it.
    pub fn decide_at(&self, action: &Action, occurred: Moment) -> Result<Vec<Event>, Refusal> {
        let actor =
            Actor { person: self.by.clone(), station: self.office.station, occurred, recorded: self.now };
        let rules = self.law.rules(&self.office, &self.numbers);
        decide(&self.file.case, &self.file.history, action, &actor, &rules)
    }

    /// The refusal of an action.
    pub fn refuses(&self, action: &Action) -> Refusal {
        match self.decide_at(action, self.now) {
            Err(refusal) => refusal,
            Ok(events) => panic!("not refused: {action:?} gave {events:?}"),
        }
    }

    /// The usual action of a kind, which must be lawful; a minute passes.
    pub fn then(self, kind: ActionKind) -> Self {
        self.does(&usual(kind))
    }

    /// An action that must be lawful; a minute passes.
    pub fn does(self, action: &Action) -> Self {
        let now = self.now;
        self.does_as_of(action, now)
    }

    /// An action that happened earlier and is recorded now.
    pub fn does_as_of(mut self, action: &Action, occurred: Moment) -> Self {
        let events = match self.decide_at(action, occurred) {
            Ok(events) => events,
            Err(refusal) => panic!("{refusal:?}: {action:?} at {:?}", self.file.case.stage),
        };
        for event in events {
            self.take(event, occurred);
        }
        self.now = self.now.plus(TimeDelta::minutes(1));
        self
    }

    /// Takes an event into the history and replays it all.
    fn take(&mut self, event: Event, occurred: Moment) {
        let case = &self.file.case;
        let stamped = Stamped {
            id: EventId(u128::from(case.n) + 1),
            case: case.id,
            n: case.n + 1,
            previous: case.head,
            epoch: case.epoch,
            by: self.by.clone(),
            station: self.office.station,
            occurred,
            recorded: self.now,
            event,
        };
        let head = event_hash(&stamped).unwrap();
        if let Event::Received { code, .. } = &stamped.event {
            let parts = motcua::domain::number::parse_code(code.as_str()).unwrap();
            self.numbers.note(parts.day.unwrap(), parts.number);
        }
        self.file.history.push(stamped);
        self.file.case = Case::replay(self.file.case.id, &self.file.history);
        self.file.case.head = head;
    }
}

/// A case without what grows with every event: equal for the same state reached by different histories.
pub fn state_of(case: &Case) -> Case {
    Case { n: 0, head: EventHash::default(), last_occurred: None, notes: Vec::new(), ..case.clone() }
}
