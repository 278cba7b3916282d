//! From the number of a file to what it is and what will happen to it: always the same for one number.
//!
//! Must not know: what other files do.

use super::applicant::{self, Applicant, applicant};
use super::dice::Dice;
use super::office_time::OfficeTime;
use super::script::{Extras, Script};
use crate::config::demo::{Demo, Goal, Handled};
use crate::domain::channel::Channel;
use crate::domain::dossier::{Intake, PaperTaken, Party, ReturnBy};
use crate::domain::law::Law;
use crate::domain::limit::Unit;
use crate::domain::moment::Moment;
use crate::domain::procedure::{Holder, Need, PaperForm, Procedure, ProcedureCode};
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime};
use std::sync::Arc;

/// One finished file in so many is complained of; by its number, so that no throw of any other file moves.
const COMPLAINED: u32 = 83;

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Goes its whole way, filed at this online level.
    Finished {
        /// 1 to 4.
        level: u8,
    },
    /// Is never accepted.
    Turned,
    /// Stands somewhere today.
    Open {
        /// Where.
        goal: Goal,
        /// Working days, as the goal reads them.
        days: i32,
    },
}

/// When the result should be ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// So many working days after the promised day; negative is early.
    Due(i32),
    /// On the working day of this number.
    Day(usize),
    /// Not before today.
    Today,
}

/// One file from its arrival on.
pub(super) struct Plan {
    /// When it arrives.
    pub(super) at: Moment,
    /// What is handed in.
    pub(super) intake: Box<Intake>,
    /// Who comes for it.
    pub(super) person: Party,
    /// Which procedure of the office's history it is.
    pub(super) handled: usize,
    /// What happens.
    pub(super) script: Script,
    /// When the result should be ready.
    pub(super) target: Target,
    /// The throws of this file.
    pub(super) dice: Dice,
}

/// What plans are made of.
pub(super) struct Planner<'a> {
    pub(super) demo: &'a Demo,
    pub(super) law: &'a Law,
    pub(super) time: &'a OfficeTime,
    pub(super) seed: u64,
    /// How many different applicants there are of each kind, the frequent ones among them.
    pub(super) applicants: u64,
    /// The day the office is made for.
    pub(super) today: NaiveDate,
    /// First and last day finished files come in.
    pub(super) span: (NaiveDate, NaiveDate),
}

impl Planner<'_> {
    /// The plan of a file; nothing where the office handles no such procedure on that day.
    pub(super) fn plan(&self, number: u32, kind: Kind) -> Option<Plan> {
        let mut dice = Dice::new(self.seed, u64::from(number) + 16);
        match kind {
            Kind::Finished { level } => {
                let mut plan = self.finished(level, dice)?;
                if number.is_multiple_of(COMPLAINED) {
                    plan.script.complained();
                }
                Some(plan)
            }
            Kind::Turned => {
                let level = self.any_level(&mut dice);
                let channel = channel(level, &mut dice);
                let at = self.arrival(level, channel, &mut dice);
                let mut script = Script::default();
                script.turned(&mut dice);
                self.put_together(at, level, channel, None, script, Target::Today, dice)
            }
            Kind::Open { goal, days } => self.open(goal, days, dice),
        }
    }

    fn finished(&self, level: u8, mut dice: Dice) -> Option<Plan> {
        let shares = &self.demo.history.shares;
        let channel = channel(level, &mut dice);
        let at = self.arrival(level, channel, &mut dice);
        let (place, procedure) = self.procedure(level, at.date(), &mut dice)?;
        let mut script = Script::default();
        if dice.chance(shares.intake_supplement) {
            script.lacking_intake();
        } else {
            script.intake(channel, &mut dice);
        }
        let (page_fee, fee) = fees(&procedure, at.date(), channel);
        let extras = Extras::by_chance(shares, page_fee, fee, &mut dice);
        let holders = holders(&procedure);
        let left = script.begin(&holders);
        script.work(extras).decision(left, extras);
        let more = if channel == Channel::Post { 500 } else { 0 };
        let by_post = dice.chance(shares.by_post + more);
        script.result(by_post, shares, &mut dice);
        let days = if procedure.limit.unit == Unit::WorkingDays { procedure.limit.n } else { 8 };
        let target = match dice.between(0, 999) as u32 {
            n if n < shares.late => {
                script.accounted();
                Target::Due(dice.between(1, 6) as i32)
            }
            n if n < shares.late + shares.on_time => Target::Due(0),
            _ => Target::Due(-(dice.between(1, u64::from(days / 2).clamp(1, 5)) as i32)),
        };
        let mut plan =
            self.put_together(at, level, channel, Some((place, procedure)), script, target, dice)?;
        self.return_by(&mut plan, by_post);
        Some(plan)
    }

    /// When a finished file arrives: online at any hour of any day, otherwise in office hours.
    fn arrival(&self, level: u8, channel: Channel, dice: &mut Dice) -> Moment {
        let (first, last) = self.span;
        let history = &self.demo.history;
        let parts = if level == 4 { &history.years_level_4 } else { &history.years_others };
        let (from, to) = if history.to >= last {
            let year = first.year() + dice.weighted(parts.iter().copied()) as i32;
            let bound = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(first);
            (bound(1, 1).max(first), bound(12, 31).min(last))
        } else {
            (first, last)
        };
        let days = (to - from).num_days().max(0) as u64;
        let date = from.checked_add_days(Days::new(dice.between(0, days))).unwrap_or(from);
        if channel == Channel::Online {
            let second = dice.between(6 * 3600, 22 * 3600 + 1800) as u32;
            let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap_or_default();
            return Moment::at(date, time);
        }
        self.time.moment(self.time.within(self.time.day_number(date), dice.between(20, 940)))
    }

    /// A procedure of the office's history that can be received at a level on a day.
    pub(super) fn procedure(
        &self,
        level: u8,
        day: NaiveDate,
        dice: &mut Dice,
    ) -> Option<(usize, Arc<Procedure>)> {
        let history = &self.demo.history;
        let part = |handled: &Handled| {
            // A file that waits a while for acceptance must still find its procedure in force.
            let later = day.checked_add_days(Days::new(45)).unwrap_or(day);
            let code = ProcedureCode(handled.code.clone());
            let fits = |procedure: &Arc<Procedure>| procedure.online_level.number() >= level;
            let open = self.law.catalogue.on(&code, day).is_some_and(fits)
                && self.law.catalogue.on(&code, later).is_some_and(fits);
            match (open, level) {
                (false, _) => 0,
                (true, 4) => handled.level_4,
                (true, _) => handled.others,
            }
        };
        let parts: Vec<u32> = history.procedures.iter().map(part).collect();
        let place = dice.weighted(parts.iter().copied());
        self.nth_procedure(place, day)
    }

    pub(super) fn nth_procedure(&self, place: usize, day: NaiveDate) -> Option<(usize, Arc<Procedure>)> {
        let code = ProcedureCode(self.demo.history.procedures.get(place)?.code.clone());
        Some((place, Arc::clone(self.law.catalogue.on(&code, day)?)))
    }

    pub(super) fn any_level(&self, dice: &mut Dice) -> u8 {
        dice.weighted(self.demo.history.levels.iter().copied()) as u8 + 1
    }

    #[allow(clippy::too_many_arguments)] // the parts of one value
    pub(super) fn put_together(
        &self,
        at: Moment,
        level: u8,
        channel: Channel,
        handled: Option<(usize, Arc<Procedure>)>,
        script: Script,
        target: Target,
        mut dice: Dice,
    ) -> Option<Plan> {
        let dice_of_file = &mut dice;
        let (place, procedure) = handled.or_else(|| self.procedure(level, at.date(), dice_of_file))?;
        // Of several versions the one in force when the file comes in.
        let procedure = self.law.catalogue.on(&procedure.code, at.date()).cloned().unwrap_or(procedure);
        let handled = self.demo.history.procedures.get(place)?;
        let frequent = (self.applicants / 40).clamp(3, 2_000);
        let number = if dice_of_file.chance(self.demo.history.shares.frequent) {
            dice_of_file.between(0, frequent - 1)
        } else {
            dice_of_file.between(frequent, self.applicants.max(frequent))
        };
        let Applicant { owner, person } = applicant(&self.demo.names, self.seed, handled.applicants, number);
        let comes = person.name != owner.name && dice_of_file.chance(self.demo.history.shares.filer);
        let topic = dice_of_file.pick(&self.demo.words.topics).to_owned();
        let summary = dice_of_file.pick(&handled.summaries).replace("{topic}", &topic);
        let intake = Box::new(Intake {
            procedure: procedure.code.clone(),
            channel,
            level,
            owner,
            filer: comes.then(|| person.clone()),
            authorised: None,
            helped_at: String::new(),
            receiving_body: String::new(),
            competent_body: String::new(),
            papers: papers(&procedure, dice_of_file),
            sets: procedure.sets.min(99) as u8,
            return_by: ReturnBy::Desk,
            fee: None,
            summary,
            foreign_codes: Vec::new(),
        });
        Some(Plan { at, intake, person, handled: place, script, target, dice })
    }

    pub(super) fn return_by(&self, plan: &mut Plan, by_post: bool) {
        if by_post {
            let address = if plan.intake.owner.address.is_empty() {
                applicant::address(&self.demo.names, &mut plan.dice)
            } else {
                plan.intake.owner.address.clone()
            };
            plan.intake.return_by = ReturnBy::Post { address };
        }
    }
}

/// How a file of a level comes in: what is filed online is at level 3 or 4.
pub(super) fn channel(level: u8, dice: &mut Dice) -> Channel {
    match level {
        3.. => Channel::Online,
        _ if dice.chance(300) => Channel::Post,
        _ => Channel::Direct,
    }
}

pub(super) fn holders(procedure: &Procedure) -> Vec<Holder> {
    procedure.steps.iter().map(|step| step.holder).collect()
}

/// Whether a file pays by the page (once appraised), and whether it pays a known sum at the desk.
fn fees(procedure: &Procedure, day: NaiveDate, channel: Channel) -> (bool, bool) {
    let known = |whole: bool| {
        procedure.fees_on(day, channel).any(|fee| fee.amount.is_some() && (fee.per == "hồ sơ") == whole)
    };
    (known(false), known(true))
}

/// The papers as the procedure asks for them; now and then a conditional one.
pub(super) fn papers(procedure: &Procedure, dice: &mut Dice) -> Vec<PaperTaken> {
    let mut papers = Vec::new();
    for paper in &procedure.papers {
        if matches!(paper.need, Need::Conditional(_)) && !dice.chance(120) {
            continue;
        }
        let mut taken = PaperTaken { name: paper.name.clone(), ..PaperTaken::default() };
        let count = paper.count.min(99) as u8;
        match paper.form {
            PaperForm::Original => taken.originals = count,
            PaperForm::Certified => taken.certified = count,
            PaperForm::Copy => taken.copies = count,
        }
        papers.push(taken);
    }
    papers
}
