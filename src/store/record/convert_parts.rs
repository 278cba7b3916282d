//! Between the domain's parts and version 1 of the records, field by field.
//!
//! Must not know: events or bytes.

use super::{RecordError, v1};
use crate::domain::channel::Channel;
use crate::domain::dossier::{
    Authorised, FeeTaken, Intake, PaperTaken, Party, PartyKind, PaymentMethod, ReturnBy,
};
use crate::domain::event::{
    ClockEffect, CorrectableField, LegRequest, Outcome, Promise, Route, SupplementRequest,
};
use crate::domain::limit::{Limit, Unit, UnitDecision};
use crate::domain::moment::Moment;
use crate::domain::procedure::ProcedureCode;
use crate::domain::rules::StartBasis;
use chrono::{Datelike as _, NaiveDate};

pub(super) fn day(date: NaiveDate) -> v1::Day {
    date.num_days_from_ce()
}

pub(super) fn date(day: v1::Day) -> Result<NaiveDate, RecordError> {
    NaiveDate::from_num_days_from_ce_opt(day).ok_or(RecordError::Impossible("day"))
}

impl From<Unit> for v1::Unit {
    fn from(value: Unit) -> Self {
        match value {
            Unit::WorkingHours => Self::WorkingHours,
            Unit::HalfDays => Self::HalfDays,
            Unit::WorkingDays => Self::WorkingDays,
            Unit::CalendarDays => Self::CalendarDays,
            Unit::Months => Self::Months,
            Unit::Years => Self::Years,
            Unit::HoursBefore => Self::HoursBefore,
        }
    }
}

impl From<v1::Unit> for Unit {
    fn from(value: v1::Unit) -> Self {
        match value {
            v1::Unit::WorkingHours => Self::WorkingHours,
            v1::Unit::HalfDays => Self::HalfDays,
            v1::Unit::WorkingDays => Self::WorkingDays,
            v1::Unit::CalendarDays => Self::CalendarDays,
            v1::Unit::Months => Self::Months,
            v1::Unit::Years => Self::Years,
            v1::Unit::HoursBefore => Self::HoursBefore,
        }
    }
}

impl From<PartyKind> for v1::PartyKind {
    fn from(value: PartyKind) -> Self {
        match value {
            PartyKind::Citizen => Self::Citizen,
            PartyKind::Business => Self::Business,
            PartyKind::StateBody => Self::StateBody,
            PartyKind::Organisation => Self::Organisation,
        }
    }
}

impl From<v1::PartyKind> for PartyKind {
    fn from(value: v1::PartyKind) -> Self {
        match value {
            v1::PartyKind::Citizen => Self::Citizen,
            v1::PartyKind::Business => Self::Business,
            v1::PartyKind::StateBody => Self::StateBody,
            v1::PartyKind::Organisation => Self::Organisation,
        }
    }
}

impl From<Channel> for v1::Channel {
    fn from(value: Channel) -> Self {
        match value {
            Channel::Direct => Self::Direct,
            Channel::Online => Self::Online,
            Channel::Post => Self::Post,
        }
    }
}

impl From<v1::Channel> for Channel {
    fn from(value: v1::Channel) -> Self {
        match value {
            v1::Channel::Direct => Self::Direct,
            v1::Channel::Online => Self::Online,
            v1::Channel::Post => Self::Post,
        }
    }
}

impl From<PaymentMethod> for v1::PaymentMethod {
    fn from(value: PaymentMethod) -> Self {
        match value {
            PaymentMethod::Cash => Self::Cash,
            PaymentMethod::Transfer => Self::Transfer,
            PaymentMethod::Online => Self::Online,
            PaymentMethod::Post => Self::Post,
        }
    }
}

impl From<v1::PaymentMethod> for PaymentMethod {
    fn from(value: v1::PaymentMethod) -> Self {
        match value {
            v1::PaymentMethod::Cash => Self::Cash,
            v1::PaymentMethod::Transfer => Self::Transfer,
            v1::PaymentMethod::Online => Self::Online,
            v1::PaymentMethod::Post => Self::Post,
        }
    }
}

impl From<ClockEffect> for v1::ClockEffect {
    fn from(value: ClockEffect) -> Self {
        match value {
            ClockEffect::Restart => Self::Restart,
            ClockEffect::Resume => Self::Resume,
        }
    }
}

impl From<v1::ClockEffect> for ClockEffect {
    fn from(value: v1::ClockEffect) -> Self {
        match value {
            v1::ClockEffect::Restart => Self::Restart,
            v1::ClockEffect::Resume => Self::Resume,
        }
    }
}

impl From<Route> for v1::Route {
    fn from(value: Route) -> Self {
        match value {
            Route::InOrder => Self::InOrder,
            Route::Parallel => Self::Parallel,
            Route::OtherLevel => Self::OtherLevel,
        }
    }
}

impl From<v1::Route> for Route {
    fn from(value: v1::Route) -> Self {
        match value {
            v1::Route::InOrder => Self::InOrder,
            v1::Route::Parallel => Self::Parallel,
            v1::Route::OtherLevel => Self::OtherLevel,
        }
    }
}

impl From<Outcome> for v1::Outcome {
    fn from(value: Outcome) -> Self {
        match value {
            Outcome::Granted => Self::Granted,
            Outcome::RefusedOnMerits => Self::RefusedOnMerits,
        }
    }
}

impl From<v1::Outcome> for Outcome {
    fn from(value: v1::Outcome) -> Self {
        match value {
            v1::Outcome::Granted => Self::Granted,
            v1::Outcome::RefusedOnMerits => Self::RefusedOnMerits,
        }
    }
}

impl From<CorrectableField> for v1::CorrectableField {
    fn from(value: CorrectableField) -> Self {
        match value {
            CorrectableField::OwnerName => Self::OwnerName,
            CorrectableField::OwnerId => Self::OwnerId,
            CorrectableField::OwnerPhone => Self::OwnerPhone,
            CorrectableField::OwnerEmail => Self::OwnerEmail,
            CorrectableField::OwnerAddress => Self::OwnerAddress,
            CorrectableField::Summary => Self::Summary,
            CorrectableField::PostAddress => Self::PostAddress,
            CorrectableField::DecisionDocument => Self::DecisionDocument,
        }
    }
}

impl From<v1::CorrectableField> for CorrectableField {
    fn from(value: v1::CorrectableField) -> Self {
        match value {
            v1::CorrectableField::OwnerName => Self::OwnerName,
            v1::CorrectableField::OwnerId => Self::OwnerId,
            v1::CorrectableField::OwnerPhone => Self::OwnerPhone,
            v1::CorrectableField::OwnerEmail => Self::OwnerEmail,
            v1::CorrectableField::OwnerAddress => Self::OwnerAddress,
            v1::CorrectableField::Summary => Self::Summary,
            v1::CorrectableField::PostAddress => Self::PostAddress,
            v1::CorrectableField::DecisionDocument => Self::DecisionDocument,
        }
    }
}

impl From<&Promise> for v1::Promise {
    fn from(promise: &Promise) -> Self {
        Self {
            due: day(promise.due),
            at: promise.at.unix(),
            calendar: promise.calendar.clone(),
            provisional: promise.provisional,
        }
    }
}

impl v1::Promise {
    pub(super) fn lift(self) -> Result<Promise, RecordError> {
        Ok(Promise {
            due: date(self.due)?,
            at: Moment::from_unix(self.at),
            calendar: self.calendar,
            provisional: self.provisional,
        })
    }
}

impl From<&Limit> for v1::Limit {
    fn from(limit: &Limit) -> Self {
        Self {
            n: limit.n,
            unit: limit.unit.into(),
            as_written: limit.as_written.clone(),
            source: limit.source.clone(),
            disputed: match limit.unit_decided {
                UnitDecision::Stated => None,
                UnitDecision::Disputed { also } | UnitDecision::Decided { also } => Some(also.into()),
            },
            verified: limit.verified,
        }
    }
}

impl From<v1::Limit> for Limit {
    fn from(limit: v1::Limit) -> Self {
        Self {
            n: limit.n,
            unit: limit.unit.into(),
            as_written: limit.as_written,
            source: limit.source,
            // A case is only accepted once the unit is decided.
            unit_decided: limit
                .disputed
                .map_or(UnitDecision::Stated, |also| UnitDecision::Decided { also: also.into() }),
            verified: limit.verified,
        }
    }
}

impl From<&Party> for v1::Party {
    fn from(value: &Party) -> Self {
        Self {
            kind: value.kind.into(),
            name: value.name.clone(),
            id_number: value.id_number.clone(),
            phone: value.phone.clone(),
            email: value.email.clone(),
            address: value.address.clone(),
        }
    }
}

impl From<v1::Party> for Party {
    fn from(value: v1::Party) -> Self {
        Self {
            kind: value.kind.into(),
            name: value.name,
            id_number: value.id_number,
            phone: value.phone,
            email: value.email,
            address: value.address,
        }
    }
}

impl From<&PaperTaken> for v1::PaperTaken {
    fn from(value: &PaperTaken) -> Self {
        Self {
            name: value.name.clone(),
            originals: value.originals,
            certified: value.certified,
            copies: value.copies,
        }
    }
}

impl From<v1::PaperTaken> for PaperTaken {
    fn from(value: v1::PaperTaken) -> Self {
        Self {
            name: value.name,
            originals: value.originals,
            certified: value.certified,
            copies: value.copies,
        }
    }
}

impl From<&Authorised> for v1::Authorised {
    fn from(value: &Authorised) -> Self {
        Self { name: value.name.clone(), document: value.document.clone() }
    }
}

impl From<v1::Authorised> for Authorised {
    fn from(value: v1::Authorised) -> Self {
        Self { name: value.name, document: value.document }
    }
}

impl From<&FeeTaken> for v1::FeeTaken {
    fn from(value: &FeeTaken) -> Self {
        Self { amount: value.amount, method: value.method.into(), voucher: value.voucher.clone() }
    }
}

impl From<v1::FeeTaken> for FeeTaken {
    fn from(value: v1::FeeTaken) -> Self {
        Self { amount: value.amount, method: value.method.into(), voucher: value.voucher }
    }
}

impl From<&SupplementRequest> for v1::SupplementRequest {
    fn from(value: &SupplementRequest) -> Self {
        Self { items: value.items.clone(), reason: value.reason.clone() }
    }
}

impl From<v1::SupplementRequest> for SupplementRequest {
    fn from(value: v1::SupplementRequest) -> Self {
        Self { items: value.items, reason: value.reason }
    }
}

impl From<&Intake> for v1::Intake {
    fn from(value: &Intake) -> Self {
        Self {
            procedure: value.procedure.0.clone(),
            channel: value.channel.into(),
            level: value.level,
            owner: (&value.owner).into(),
            filer: value.filer.as_ref().map(v1::Party::from),
            authorised: value.authorised.as_ref().map(v1::Authorised::from),
            helped_at: value.helped_at.clone(),
            receiving_body: value.receiving_body.clone(),
            competent_body: value.competent_body.clone(),
            papers: value.papers.iter().map(v1::PaperTaken::from).collect(),
            sets: value.sets,
            return_by: (&value.return_by).into(),
            fee: value.fee.as_ref().map(v1::FeeTaken::from),
            summary: value.summary.clone(),
            foreign_codes: value.foreign_codes.clone(),
        }
    }
}

impl From<v1::Intake> for Intake {
    fn from(value: v1::Intake) -> Self {
        Self {
            procedure: ProcedureCode(value.procedure),
            channel: value.channel.into(),
            level: value.level,
            owner: value.owner.into(),
            filer: value.filer.map(Party::from),
            authorised: value.authorised.map(Authorised::from),
            helped_at: value.helped_at,
            receiving_body: value.receiving_body,
            competent_body: value.competent_body,
            papers: value.papers.into_iter().map(PaperTaken::from).collect(),
            sets: value.sets,
            return_by: value.return_by.into(),
            fee: value.fee.map(FeeTaken::from),
            summary: value.summary,
            foreign_codes: value.foreign_codes,
        }
    }
}

impl From<&ReturnBy> for v1::ReturnBy {
    fn from(value: &ReturnBy) -> Self {
        match value {
            ReturnBy::Desk => Self::Desk,
            ReturnBy::Post { address } => Self::Post(address.clone()),
        }
    }
}

impl From<v1::ReturnBy> for ReturnBy {
    fn from(value: v1::ReturnBy) -> Self {
        match value {
            v1::ReturnBy::Desk => Self::Desk,
            v1::ReturnBy::Post(address) => Self::Post { address },
        }
    }
}

impl From<&LegRequest> for v1::LegRequest {
    fn from(value: &LegRequest) -> Self {
        Self {
            body: value.body.clone(),
            task: value.task.clone(),
            limit: (&value.limit).into(),
            due: value.due.map(day),
        }
    }
}

impl v1::LegRequest {
    pub(super) fn lift(self) -> Result<LegRequest, RecordError> {
        Ok(LegRequest {
            body: self.body,
            task: self.task,
            limit: self.limit.into(),
            due: self.due.map(date).transpose()?,
        })
    }
}

impl From<StartBasis> for v1::StartBasis {
    fn from(value: StartBasis) -> Self {
        match value {
            StartBasis::Acceptance => Self::Acceptance,
            StartBasis::PostHandOver => Self::PostHandOver,
            StartBasis::CompetentBody => Self::CompetentBody,
        }
    }
}

impl From<v1::StartBasis> for StartBasis {
    fn from(value: v1::StartBasis) -> Self {
        match value {
            v1::StartBasis::Acceptance => Self::Acceptance,
            v1::StartBasis::PostHandOver => Self::PostHandOver,
            v1::StartBasis::CompetentBody => Self::CompetentBody,
        }
    }
}
