//! Files that are open today, or ended lately: from where they should stand back to when they came in.
//!
//! Must not know: what other files do.

use super::dice::Dice;
use super::plan::{Plan, Planner, Target, channel, holders};
use super::script::{Act, Extras, Script, When};
use crate::config::demo::Goal;
use crate::domain::channel::Channel;
use crate::domain::clock::Clock;
use crate::domain::event::Route;
use crate::domain::moment::Moment;
use crate::domain::procedure::{Holder, Procedure};
use chrono::TimeDelta;

impl Planner<'_> {
    /// The plan of a file that stands at a goal today.
    pub(super) fn open(&self, goal: Goal, days: i32, mut dice: Dice) -> Option<Plan> {
        let today = self.time.day_number(self.today);
        let (level, channel) = self.filed(goal, &mut dice);
        let back = |days: i32| today.saturating_sub(days.max(0) as usize);
        let mut script = Script::default();
        if is_unaccepted(goal) {
            let at = if goal == Goal::NewOnline {
                self.evening_or_morning(days, today, &mut dice)
            } else {
                self.time.moment(self.time.within(back(days.max(1)), dice.between(150, 600)))
            };
            if goal == Goal::IntakeSupplement {
                script.add(When::Soon(0, 0), Act::RegisterLacking);
                script.add(When::Soon(15, 120), Act::AskAtIntake);
            } else {
                script.add(When::Soon(0, 0), Act::Register);
            }
            if goal == Goal::RefusedAtIntake {
                script.add(When::Soon(15, 120), Act::RefuseIntake);
            }
            return self.put_together(at, level, channel, None, script, Target::Today, dice);
        }
        // Where the result is ready, `days` says since when; otherwise how far the promise is.
        let (due, target) = if has_result(goal) {
            (2 - days, Target::Day(back(days)))
        } else if matches!(goal, Goal::Withdrawn | Goal::Stopped) {
            (4, Target::Day(back(days)))
        } else {
            (days, Target::Today)
        };
        let handled = if goal == Goal::AwaitingPayment {
            self.nth_procedure(0, self.today)?
        } else {
            self.procedure(level, self.today, &mut dice)?
        };
        let accepted = self.accepted_for(&handled.1, due, today, target);
        let accepted = self.time.within(accepted, dice.between(200, 450));
        let at = match channel {
            Channel::Direct => self.time.moment(accepted),
            Channel::Post => self.time.moment(accepted).plus(TimeDelta::minutes(-25)),
            Channel::Online => {
                self.time.moment(accepted).plus(TimeDelta::minutes(-(dice.between(35, 700) as i64)))
            }
        };
        if channel == Channel::Direct {
            script.add(When::Soon(0, 0), Act::Receive);
        } else {
            script.add(When::Soon(0, 0), Act::Register).add(When::At(accepted), Act::Accept);
        }
        towards(&mut script, goal, &holders(&handled.1));
        let by_post =
            matches!(goal, Goal::WithPost | Goal::WithPostFailed | Goal::BackFromPost | Goal::Delivered)
                || dice.chance(250);
        let mut plan = self.put_together(at, level, channel, Some(handled), script, target, dice)?;
        self.return_by(&mut plan, by_post);
        Some(plan)
    }

    /// The level and channel of a file with a goal.
    fn filed(&self, goal: Goal, dice: &mut Dice) -> (u8, Channel) {
        if goal == Goal::NewOnline || goal == Goal::AwaitingPayment {
            (4, Channel::Online)
        } else if goal == Goal::NewPost {
            (2, Channel::Post)
        } else if goal == Goal::NewDesk {
            (2, Channel::Direct)
        } else {
            let level = self.any_level(dice);
            (level, channel(level, dice))
        }
    }

    /// The working day on which a file must be accepted for its promise to lie `due` working days from today.
    fn accepted_for(&self, procedure: &Procedure, due: i32, today: usize, target: Target) -> usize {
        let latest = match target {
            Target::Day(day) => day.min(today),
            Target::Due(_) | Target::Today => today,
        };
        let wanted = today as i64 + i64::from(due);
        let distance = |day: &usize| {
            let start = self.time.moment(self.time.within(*day, 300));
            let due = Clock::started(procedure.limit.clone(), start).due(&self.law.calendar);
            due.map_or(i64::MAX, |due| (self.time.day_number(due.date) as i64 - wanted).abs())
        };
        (1..=60).map(|back| latest.saturating_sub(back)).min_by_key(distance).unwrap_or(latest)
    }

    /// Early this morning, or in the evening of an earlier working day.
    fn evening_or_morning(&self, days: i32, today: usize, dice: &mut Dice) -> Moment {
        let (date, from, to) = if days <= 0 {
            (self.today, 5 * 3600, 7 * 3600 - 300)
        } else {
            (self.time.date(today.saturating_sub(days as usize)), 17 * 3600 + 600, 22 * 3600)
        };
        Moment::midnight(date).plus(TimeDelta::seconds(dice.between(from, to) as i64))
    }
}

/// Whether the result of a file with this goal is ready.
const fn has_result(goal: Goal) -> bool {
    matches!(
        goal,
        Goal::ResultReady
            | Goal::WithPost
            | Goal::WithPostFailed
            | Goal::BackFromPost
            | Goal::HandedOver
            | Goal::Delivered
            | Goal::RefusedOnMerits
    )
}

/// Whether a file with this goal is not accepted.
const fn is_unaccepted(goal: Goal) -> bool {
    matches!(
        goal,
        Goal::NewOnline | Goal::NewPost | Goal::NewDesk | Goal::IntakeSupplement | Goal::RefusedAtIntake
    )
}

/// From acceptance to a goal.
fn towards(script: &mut Script, goal: Goal, holders: &[Holder]) {
    use When::{Days, Share, Soon, Target};
    if goal == Goal::Received {
        return;
    }
    let left = script.begin(holders);
    let plain = Extras::default();
    match goal {
        Goal::InProcess => script.add(Share, Act::Note),
        Goal::WithOpinion => script.add(Share, Act::AskOpinion),
        Goal::ExtensionAsked => script.add(Share, Act::AskExtension),
        Goal::ExtensionGranted => script.add(Share, Act::AskExtension).add(Share, Act::GrantExtension),
        Goal::ExtensionRefused => script.add(Share, Act::AskExtension).add(Share, Act::RefuseExtension),
        Goal::AgenciesInOrder => script.add(Share, Act::Transfer(Route::InOrder)).add(Share, Act::Leg),
        Goal::AgenciesParallel => script.add(Share, Act::Transfer(Route::Parallel)),
        Goal::AgenciesAbove => script.add(Share, Act::Transfer(Route::OtherLevel)),
        Goal::AppraisalSupplement => script.add(Share, Act::AskAtAppraisal),
        Goal::AwaitingPayment => script.add(Share, Act::RequirePayment),
        Goal::Decided => script.decision(left, plain),
        Goal::ResultReady => script.decision(left, plain).add(Target, Act::Ready),
        Goal::WithPost => {
            script.decision(left, plain).add(Target, Act::Ready).add(Soon(20, 60), Act::GiveToPost)
        }
        Goal::WithPostFailed => script
            .decision(left, plain)
            .add(Target, Act::Ready)
            .add(Soon(20, 60), Act::GiveToPost)
            .add(Days(1, 2), Act::Undelivered),
        Goal::BackFromPost => script
            .decision(left, plain)
            .add(Target, Act::Ready)
            .add(Soon(20, 60), Act::GiveToPost)
            .add(Days(1, 1), Act::Undelivered)
            .add(Days(2, 2), Act::Undelivered)
            .add(Days(2, 3), Act::PostBack),
        Goal::HandedOver => {
            script.decision(left, plain).add(Target, Act::Ready).add(Days(0, 1), Act::HandOver)
        }
        Goal::Delivered => script
            .decision(left, plain)
            .add(Target, Act::Ready)
            .add(Soon(20, 60), Act::GiveToPost)
            .add(Days(1, 2), Act::Delivered),
        Goal::RefusedOnMerits => script
            .decision(left, Extras { refused: true, ..plain })
            .add(Target, Act::Ready)
            .add(Days(0, 2), Act::HandOver),
        Goal::Withdrawn => script.add(Target, Act::Withdraw),
        Goal::Stopped => script.add(Target, Act::Stop),
        Goal::NewOnline
        | Goal::NewPost
        | Goal::NewDesk
        | Goal::IntakeSupplement
        | Goal::RefusedAtIntake
        | Goal::Received => script,
    };
}
