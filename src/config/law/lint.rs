//! What is odd in a pack of procedures though every file can be read: steps that cannot be reached or have no
//! holder, times that do not fit, pauses without a way back, refusals without their paper.
//!
//! Faults keep a file from being used; these are told and the pack is used all the same. Must not know:
//! where the procedures came from.

use crate::domain::calendar::Calendar;
use crate::domain::catalogue::Catalogue;
use crate::domain::clock::Clock;
use crate::domain::law::Law;
use crate::domain::limit::{Limit, Unit, UnitDecision};
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::procedure::{Holder, Need, Procedure, SupplementEffect};
use crate::domain::role::Role;
use crate::domain::rules::RuleSet;
use crate::domain::sheet::FormKey;
use chrono::NaiveDate;
use std::fmt;
use strum::IntoStaticStr;

/// Something odd in one version of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddity {
    /// The procedure; empty where all are meant.
    pub code: String,
    /// Its version; 0 where all are meant.
    pub version: u32,
    /// What is odd.
    pub what: What,
}

/// What is odd.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum What {
    /// No step comes after this one's own work, though others stand behind it: the result goes out here.
    Unreachable {
        /// The step that is never reached.
        step: String,
    },
    /// Nobody of the office has a role that may hold the step.
    NoHolder {
        /// The step.
        step: String,
    },
    /// The steps together end after the whole, counted on a calendar from one and the same start.
    StepsExceedWhole {
        /// The last day of the steps one after another.
        steps: NaiveDate,
        /// The last day of the whole.
        whole: NaiveDate,
    },
    /// The clock may be held, and no rule says what is left of such a limit when it goes on.
    NoWayBack {
        /// The unit of the limit.
        unit: Unit,
    },
    /// The rule set of the procedure's days has no paper for a refusal.
    NoRefusalPaper {
        /// The rule set.
        rules: String,
    },
    /// The unit is disputed and not decided: no file can be accepted.
    UnitUndecided,
    /// No paper is required at all.
    NoPaperRequired,
}

impl What {
    /// Whether work under the procedure would go wrong; the others are worth knowing.
    pub const fn is_grave(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::NoHolder { .. }
            | Self::StepsExceedWhole { .. }
            | Self::NoWayBack { .. } => true,
            Self::NoRefusalPaper { .. } | Self::UnitUndecided | Self::NoPaperRequired => false,
        }
    }
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} v{}: {}", self.code, self.version, <&str>::from(&self.what))
    }
}

/// Looks a law over. `office` are the people who would hold the steps, where they are known.
pub fn lint(law: &Law, office: Option<&Office>, today: NaiveDate) -> Vec<Oddity> {
    let mut found = Vec::new();
    for procedure in law.catalogue.all() {
        let mut note = |what: What| {
            let code = procedure.code.to_string();
            found.push(Oddity { code, version: procedure.version, what });
        };
        unreachable(procedure, &mut note);
        if let Some(office) = office {
            without_holder(procedure, office, &mut note);
        }
        exceeds(procedure, &law.calendar, today, &mut note);
        if let UnitDecision::Disputed { .. } = procedure.limit.unit_decided {
            note(What::UnitUndecided);
        }
        let unit = procedure.limit.unit;
        if matches!(unit, Unit::Months | Unit::Years) && may_be_held(procedure, law) {
            note(What::NoWayBack { unit });
        }
        if !procedure.papers.iter().any(|paper| paper.need == Need::Required) {
            note(What::NoPaperRequired);
        }
    }
    found.extend(refusals(law, &law.catalogue));
    found
}

/// Whether sector law pauses the clock, or a rule set lets an obligation to pay suspend it.
fn may_be_held(procedure: &Procedure, law: &Law) -> bool {
    let pauses = procedure.supplement.as_ref().and_then(|rule| rule.effect) == Some(SupplementEffect::Pause);
    let lives = |set: &&RuleSet| {
        set.to.is_none_or(|to| procedure.valid_from.is_none_or(|from| from <= to))
            && procedure.valid_to.is_none_or(|to| set.from <= to)
    };
    pauses || law.book.all().iter().filter(lives).any(|set| set.payment_suspends)
}

/// Steps behind the one that hands the result out are never begun.
fn unreachable(procedure: &Procedure, note: &mut impl FnMut(What)) {
    let Some(last) = procedure.steps.iter().position(|step| step.holder == Holder::Release) else { return };
    for step in procedure.steps.iter().skip(last + 1) {
        note(What::Unreachable { step: step.key.clone() });
    }
}

/// The roles that may hold a step.
const fn roles(holder: Holder) -> &'static [Role] {
    match holder {
        Holder::Intake => &[Role::Intake, Role::DeskHead],
        Holder::DeskHead => &[Role::DeskHead],
        Holder::Handler => &[Role::Handler, Role::UnitHead],
        Holder::DivisionHead => &[Role::UnitHead],
        Holder::Leader => &[Role::UnitHead, Role::DeskHead],
        Holder::Clerk => &[Role::Clerk],
        Holder::Cashier => &[Role::Accountant, Role::Intake],
        Holder::Release => &[Role::Return, Role::Intake, Role::DeskHead],
        // Another body's people are not ours to name.
        Holder::Partner => &[],
    }
}

fn without_holder(procedure: &Procedure, office: &Office, note: &mut impl FnMut(What)) {
    for step in procedure.steps.iter().filter(|step| step.holder != Holder::Partner) {
        if !office.people.iter().any(|person| roles(step.holder).contains(&person.role)) {
            note(What::NoHolder { step: step.key.clone() });
        }
    }
}

/// Counts the steps one after another on the office's calendar, as they would run, and the whole beside them.
fn exceeds(procedure: &Procedure, calendar: &Calendar, today: NaiveDate, note: &mut impl FnMut(What)) {
    let Some(day) = calendar.working_on_or_after(today) else { return };
    let Some(opening) = calendar.segments(day).first() else { return };
    let start = Moment::at(day, opening.from);
    let end = |limit: &Limit, from: Moment| Clock::started(limit.clone(), from).due(calendar).ok();
    let Some(whole) = end(&procedure.limit, start) else { return };
    // A step in days begun at the end of one counts the next day as its first, as the whole does.
    let minutes: u64 = procedure.steps.iter().filter_map(|step| step.limit.office_half_hours()).sum();
    let together = Limit::of((minutes / 2).max(1) as u32, Unit::WorkingHours);
    if let Some(steps) = end(&together, start).filter(|steps| steps.date > whole.date) {
        note(What::StepsExceedWhole { steps: steps.date, whole: whole.date });
    }
}

/// A refusal needs its paper under every rule set that procedures may be received under.
fn refusals(law: &Law, catalogue: &Catalogue) -> Vec<Oddity> {
    let mut found = Vec::new();
    if catalogue.all().next().is_none() {
        return found;
    }
    for set in law.book.all() {
        let serving = law.book.forms.set(set, set.to.unwrap_or(NaiveDate::MAX));
        let chain = serving.map(|serving| law.book.forms.chain(serving)).unwrap_or_default();
        if !chain.iter().any(|forms| forms.numbers.contains_key(&FormKey::Refusal)) {
            let what = What::NoRefusalPaper { rules: set.key.clone() };
            found.push(Oddity { code: String::new(), version: 0, what });
        }
    }
    found
}
