//! What happens to one file, in order: acts and the waits between them.
//!
//! Must not know: words, people, or the calendar; a script is the same in every office.

use super::dice::Dice;
use super::office_time::Tick;
use crate::config::demo::Shares;
use crate::domain::channel::Channel;
use crate::domain::event::Route;
use crate::domain::procedure::Holder;
use std::collections::VecDeque;

/// An act of somebody at the office, or of the applicant through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Register,
    /// Registers a file that lacks a paper.
    RegisterLacking,
    Receive,
    Accept,
    RefuseIntake,
    AskAtIntake,
    AskAtAppraisal,
    Bring,
    Assign,
    Step,
    AskOpinion,
    Opinion,
    Verify,
    Transfer(Route),
    Leg,
    RequirePayment,
    Pay,
    Fee,
    AskExtension,
    GrantExtension,
    RefuseExtension,
    Grant,
    Refuse,
    Ready,
    GiveToPost,
    Delivered,
    Undelivered,
    PostBack,
    HandOver,
    Withdraw,
    Stop,
    Note,
    Correct,
    /// Prints the receipt.
    Print,
    Undo,
    /// Gives account of what is owed.
    Account,
    /// The supervisor accepts it.
    Review,
    /// The applicant complains.
    Complain,
    /// The head of the office answers.
    Answer,
}

/// How long after the act before it an act comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// After some minutes of office time, from the least to the most.
    Soon(u64, u64),
    /// After some working days, from the least to the most.
    Days(u64, u64),
    /// At its even share of the time left to the target.
    Share,
    /// At the target.
    Target,
    /// At an office minute.
    At(Tick),
}

/// The acts of a file, the first of them its arrival.
#[derive(Debug, Clone, Default)]
pub(super) struct Script(VecDeque<(When, Act)>);

/// What happens to a file besides the plain way.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extras {
    pub(super) supplement: bool,
    pub(super) payment: bool,
    pub(super) fee: bool,
    pub(super) opinion: bool,
    pub(super) verification: bool,
    pub(super) transfer: Option<Route>,
    /// Asked for; granted or not.
    pub(super) extension: Option<bool>,
    pub(super) note: bool,
    pub(super) correction: bool,
    pub(super) undo: bool,
    pub(super) refused: bool,
}

impl Extras {
    /// What chance gives a file.
    pub(super) fn by_chance(shares: &Shares, has_page_fee: bool, has_fee: bool, dice: &mut Dice) -> Self {
        Self {
            supplement: dice.chance(shares.appraisal_supplement),
            payment: has_page_fee && dice.chance(shares.payment),
            fee: has_fee,
            opinion: dice.chance(shares.opinion),
            verification: dice.chance(shares.verification),
            transfer: dice.chance(shares.transfer).then(|| match dice.between(0, 2) {
                0 => Route::InOrder,
                1 => Route::Parallel,
                _ => Route::OtherLevel,
            }),
            extension: dice.chance(shares.extension).then(|| dice.chance(700)),
            note: dice.chance(shares.note),
            correction: dice.chance(shares.correction),
            undo: dice.chance(shares.undo),
            refused: dice.chance(shares.refused),
        }
    }
}

impl Script {
    /// Adds an act.
    pub(super) fn add(&mut self, when: When, act: Act) -> &mut Self {
        self.0.push_back((when, act));
        self
    }

    /// Takes the next act out.
    pub(super) fn take(&mut self) -> Option<(When, Act)> {
        self.0.pop_front()
    }

    /// The next act.
    pub(super) fn peek(&self) -> Option<(When, Act)> {
        self.0.front().copied()
    }

    /// How many acts share the time left before the target, the next one among them.
    pub(super) fn sharing(&self) -> u64 {
        let before = self.0.iter().take_while(|(when, _)| *when != When::Target);
        before.filter(|(when, _)| *when == When::Share).count() as u64
    }

    /// Arrival and acceptance of a complete file.
    pub(super) fn intake(&mut self, channel: Channel, dice: &mut Dice) -> &mut Self {
        match channel {
            Channel::Direct if dice.chance(850) => self.add(When::Soon(0, 0), Act::Receive),
            Channel::Direct => self.add(When::Soon(0, 0), Act::Register).add(When::Soon(5, 40), Act::Accept),
            Channel::Online | Channel::Post => {
                let reaction = if dice.chance(25) { When::Days(1, 3) } else { When::Soon(10, 400) };
                self.add(When::Soon(0, 0), Act::Register).add(reaction, Act::Accept)
            }
        }
    }

    /// Arrival of a file that lacks a paper, and its acceptance once it is whole.
    pub(super) fn lacking_intake(&mut self) -> &mut Self {
        self.add(When::Soon(0, 0), Act::RegisterLacking)
            .add(When::Soon(15, 300), Act::AskAtIntake)
            .add(When::Days(1, 8), Act::Bring)
            .add(When::Soon(10, 200), Act::Accept)
    }

    /// From hand to hand until a handler has it. Gives the holders that are left.
    pub(super) fn begin<'a>(&mut self, holders: &'a [Holder]) -> &'a [Holder] {
        let first = holders.iter().position(|holder| *holder != Holder::Intake).unwrap_or(0);
        let holders = holders.get(first..).unwrap_or_default();
        self.add(When::Soon(10, 150), Act::Assign);
        let handler = holders.iter().position(|holder| *holder == Holder::Handler).unwrap_or(0);
        for _ in 0..handler {
            self.add(When::Soon(15, 200), Act::Step);
        }
        holders.get(handler + 1..).unwrap_or_default()
    }

    /// The work of the handler.
    pub(super) fn work(&mut self, extras: Extras) -> &mut Self {
        if extras.fee {
            self.add(When::Soon(5, 30), Act::Fee);
        }
        if extras.supplement {
            self.add(When::Days(1, 2), Act::AskAtAppraisal)
                .add(When::Days(1, 7), Act::Bring)
                .add(When::Soon(5, 20), Act::Account)
                .add(When::Soon(5, 20), Act::Review);
        }
        if extras.payment {
            self.add(When::Share, Act::RequirePayment).add(When::Days(0, 2), Act::Pay);
        }
        if extras.opinion {
            self.add(When::Share, Act::AskOpinion).add(When::Share, Act::Opinion);
        }
        if extras.verification {
            self.add(When::Share, Act::Verify);
        }
        if let Some(route) = extras.transfer {
            self.add(When::Share, Act::Transfer(route)).add(When::Share, Act::Leg);
            if route != Route::OtherLevel {
                self.add(When::Share, Act::Leg);
            }
        }
        if extras.note {
            self.add(When::Share, Act::Note);
        }
        if extras.correction {
            self.add(When::Soon(0, 0), Act::Print).add(When::Share, Act::Correct);
        }
        if let Some(granted) = extras.extension {
            let answer = if granted { Act::GrantExtension } else { Act::RefuseExtension };
            self.add(When::Share, Act::AskExtension).add(When::Soon(30, 200), answer);
        }
        self
    }

    /// Through the hands that are left to the decision.
    pub(super) fn decision(&mut self, left: &[Holder], extras: Extras) -> &mut Self {
        let leader = left.iter().position(|holder| *holder == Holder::Leader);
        for _ in 0..leader.map_or(0, |place| place + 1) {
            self.add(When::Share, Act::Step);
        }
        let decide = if extras.refused { Act::Refuse } else { Act::Grant };
        self.add(When::Share, decide);
        if extras.undo {
            self.add(When::Soon(5, 30), Act::Undo).add(When::Soon(5, 40), decide);
        }
        self
    }

    /// The result is ready at the target and reaches the applicant.
    pub(super) fn result(&mut self, by_post: bool, shares: &Shares, dice: &mut Dice) -> &mut Self {
        self.add(When::Target, Act::Ready);
        if !by_post {
            return self.add(When::Days(0, 5), Act::HandOver);
        }
        self.add(When::Days(0, 1), Act::GiveToPost);
        if dice.chance(shares.back) {
            self.add(When::Days(1, 3), Act::Undelivered)
                .add(When::Days(2, 3), Act::Undelivered)
                .add(When::Days(2, 4), Act::PostBack);
            if dice.chance(500) {
                return self.add(When::Days(1, 10), Act::HandOver);
            }
            self.add(When::Days(1, 4), Act::GiveToPost);
        } else if dice.chance(shares.undelivered) {
            self.add(When::Days(1, 3), Act::Undelivered);
        }
        self.add(When::Days(1, 4), Act::Delivered)
    }

    /// The office accounts for a result that comes late, before it is given out.
    pub(super) fn accounted(&mut self) {
        let ready = self.0.iter().position(|(_, act)| *act == Act::Ready);
        let next = ready.map_or(self.0.len(), |at| at + 1);
        self.0.insert(next, (When::Soon(10, 60), Act::Review));
        self.0.insert(next, (When::Soon(5, 40), Act::Account));
    }

    /// The applicant complains while the result waits for them, and is answered.
    pub(super) fn complained(&mut self) {
        let ready = self.0.iter().position(|(_, act)| *act == Act::Ready);
        let next = ready.map_or(self.0.len(), |at| at + 1);
        self.0.insert(next, (When::Days(1, 12), Act::Answer));
        self.0.insert(next, (When::Soon(30, 200), Act::Complain));
    }

    /// The end of a file that is never accepted.
    pub(super) fn turned(&mut self, dice: &mut Dice) -> &mut Self {
        match dice.between(0, 9) {
            0..=5 => self.add(When::Soon(0, 0), Act::Register).add(When::Soon(20, 400), Act::RefuseIntake),
            6 | 7 => self.add(When::Soon(0, 0), Act::Register).add(When::Soon(20, 400), Act::Withdraw),
            _ => self
                .add(When::Soon(0, 0), Act::RegisterLacking)
                .add(When::Soon(20, 400), Act::AskAtIntake)
                .add(When::Days(20, 40), Act::Stop),
        }
    }
}
