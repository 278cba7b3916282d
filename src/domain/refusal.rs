//! Why an action is not done: one named rule each, with its article.
//!
//! The words, in Vietnamese and English, are in the catalogue under `refusal-…`; this file gives
//! the name, the article and the facts. Must not know: languages or screens.

use super::moment::{Moment, day};
use chrono::NaiveDate;
use strum::{IntoStaticStr, VariantNames};

/// A rule that forbids an action. The variant is the rule; its data are the facts of the case.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Refusal {
    // ── from the table of stages ──
    /// The file is not registered.
    NotRegistered,
    /// The file is registered already.
    AlreadyRegistered,
    /// The file is not accepted yet.
    NotAccepted,
    /// The file is accepted; intake is over.
    AlreadyAccepted,
    /// What was asked for has not come back.
    WaitingForSupplement,
    /// No supplement was asked for.
    NoSupplementAsked,
    /// An unchecked file is refused, not stopped.
    RefuseInsteadOfStop,
    /// Nobody handles the case yet.
    NotAssigned,
    /// Other bodies have the case.
    WithOtherBodies,
    /// No other body has the case.
    NotWithOtherBodies,
    /// No opinion was asked for.
    NoOpinionAsked,
    /// A financial obligation is open.
    WaitingForPayment,
    /// No financial obligation is open.
    NoPaymentDue,
    /// The result is decided.
    AlreadyDecided,
    /// No decision yet.
    NotDecided,
    /// The result is not at the desk.
    ResultNotReady,
    /// The post has the result.
    ResultWithPost,
    /// The post does not have the result.
    NotWithPost,
    /// The case has ended.
    CaseEnded,
    // ── from what the action carries ──
    /// A written reason is missing.
    ReasonMissing,
    /// The paper that orders this is missing.
    DocumentMissing,
    /// A needed field is empty; its name is a catalogue id.
    FieldMissing {
        /// Name of the field, as `field-…` in the catalogue.
        field: &'static str,
    },
    /// A field holds something it cannot hold.
    FieldInvalid {
        /// Name of the field, as `field-…` in the catalogue.
        field: &'static str,
        /// What was given, cleaned.
        value: String,
    },
    /// The procedure is not in the catalogue.
    ProcedureUnknown {
        /// The code asked for.
        code: String,
    },
    /// The procedure has no version in force on that day.
    ProcedureNotInForce {
        /// The code asked for.
        code: String,
        /// The day.
        on: NaiveDate,
    },
    /// Papers the procedure requires are not there; ask for them or refuse.
    PapersMissing {
        /// Their names.
        papers: Vec<String>,
    },
    /// Return by post needs an address.
    PostAddressMissing,
    /// No item was asked for in a supplement request.
    NothingAsked,
    /// The moment lies after now.
    InTheFuture {
        /// The moment given.
        at: Moment,
    },
    /// The moment lies before the event it follows.
    BeforeLastEvent {
        /// The moment given.
        at: Moment,
        /// The event before it.
        last: Moment,
    },
    /// The calendar does not reach the day.
    CalendarDoesNotCover {
        /// The first day it does not know.
        day: NaiveDate,
        /// The calendar's version.
        calendar: String,
    },
    /// No rule set is known for the day.
    NoRulesFor {
        /// The day.
        day: NaiveDate,
    },
    /// The limit of the procedure cannot be counted.
    LimitNotCountable {
        /// The limit as it is written.
        limit: String,
    },
    /// The one extension is used.
    SecondExtension,
    /// An extension is asked for already.
    ExtensionPending,
    /// No extension was asked for.
    NoExtensionAsked,
    /// The person who asked may not grant.
    OwnProposal,
    /// The person who proposed to erase may not agree to it.
    OwnErasure,
    /// The opinion is not known or answered already.
    OpinionUnknown {
        /// Its running number in the case.
        number: u16,
    },
    /// The leg is not known, not open yet, or done already.
    LegUnknown {
        /// Its running number in the case.
        number: u16,
    },
    /// A route needs at least one body.
    RouteEmpty,
    /// The amount must be more than nothing.
    AmountMissing,
    /// The post must bring the result back after two failed deliveries.
    TwoDeliveriesFailed,
    /// Whoever collects for another needs an authorisation.
    AuthorityMissing,
    /// The last internal step is done; decide instead.
    NoStepLeft,
    /// Nothing in the case can be reversed.
    NothingToUndo,
    /// The last event cannot be reversed; it went out to the applicant.
    NotReversible,
    /// The field cannot be corrected.
    NotCorrectable,
    /// Too many events on one case.
    HistoryFull,
    // ── from who asks ──
    /// Nobody of this code works here.
    PersonUnknown {
        /// The code.
        person: String,
    },
    /// The table of roles does not let this role do it.
    RoleNotAllowed {
        /// The role, as `role-…` in the catalogue.
        role: &'static str,
    },
    /// Somebody else's act is reversed by who leads, or by themselves.
    ActOfAnother,
    /// Who holds a late case does not move its date.
    OwnLateness,
    /// The clock runs already; nobody elsewhere has to confirm anything.
    ClockRuns,
    /// The calendar gives the date that was promised; there is nothing to move.
    PromiseUnchanged,
    /// Whoever holds the case may not move the date their own lateness is measured by.
    OwnDate,
    /// Sources dispute the unit of the limit and nobody has decided which holds here.
    UnitUndecided {
        /// The limit as it is written.
        limit: String,
    },
    /// The file is not late, or there was no such supplement round.
    NothingToAccountFor,
    /// No account waits for an answer.
    NoAccountGiven,
    /// The account was accepted; nothing is added to it.
    AccountAccepted,
    /// Nobody answers the account of their own lateness.
    OwnAccount,
    /// The slip of this file is recorded already.
    AlreadyRated,
    /// No such complaint waits for an answer.
    NoComplaintOpen,
    /// Nobody answers a complaint about a file they handled.
    OwnComplaint,
    /// Another office keeps the file; only notes may be added here.
    KeptElsewhere {
        /// Who keeps it.
        office: String,
    },
    /// On a sealed desk one acts as oneself.
    NotLoggedIn {
        /// Who was named.
        person: String,
    },
    // ── from keeping and erasing ──
    /// The file must be kept still.
    RetentionRuns {
        /// Its code.
        code: String,
        /// The last day it is kept; none where the office's schedule is silent or says for ever.
        until: Option<NaiveDate>,
    },
    /// The file is held: a complaint, a court, an inspection.
    UnderHold {
        /// Its code.
        code: String,
    },
    /// No proposal of this number is open.
    ProposalUnknown {
        /// The number.
        number: u64,
    },
    /// More files than one proposal may name.
    TooManyAtOnce {
        /// The most.
        most: usize,
    },
    /// Only what is sealed with a key of its own can be made unreadable.
    DeskIsPlain,
    /// An anchor from outside did not fit; two people sign before work goes on.
    HistoryDoubted,
    /// No anchor is in doubt.
    NothingDoubted,
}

impl Refusal {
    /// The name of the rule, kebab-case: `second-extension`.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The article behind the rule, where the law has one.
    pub const fn article(&self) -> Option<&'static str> {
        match self {
            Self::NotRegistered => Some("NĐ 61/2018, Điều 17"),
            Self::AlreadyRegistered => Some("NĐ 61/2018, Điều 17.3"),
            Self::NotAccepted | Self::AlreadyAccepted => Some("NĐ 61/2018, Điều 17.1"),
            Self::WaitingForSupplement | Self::NoSupplementAsked => Some("NĐ 61/2018, Điều 15.3, 19.4"),
            Self::RefuseInsteadOfStop => Some("NĐ 61/2018, Điều 17.1b"),
            Self::NotAssigned => Some("NĐ 61/2018, Điều 19.1"),
            Self::WithOtherBodies | Self::NotWithOtherBodies | Self::LegUnknown { .. } | Self::RouteEmpty => {
                Some("NĐ 61/2018, Điều 19.6, 19.7")
            }
            Self::NoOpinionAsked | Self::OpinionUnknown { .. } => Some("NĐ 61/2018, Điều 19.5"),
            Self::WaitingForPayment | Self::NoPaymentDue | Self::AmountMissing => Some("NĐ 61/2018, Điều 22"),
            Self::AlreadyDecided => Some("TT 03/2025/TT-VPCP, Mẫu số 05"),
            Self::NotDecided | Self::ResultNotReady => Some("NĐ 61/2018, Điều 20"),
            Self::ResultWithPost | Self::NotWithPost | Self::PostAddressMissing => {
                Some("QĐ 45/2016/QĐ-TTg, Điều 9")
            }
            Self::ReasonMissing => Some("NĐ 63/2010, Điều 6.1b"),
            Self::DocumentMissing
            | Self::SecondExtension
            | Self::ExtensionPending
            | Self::NoExtensionAsked
            | Self::OwnProposal
            | Self::OwnDate => Some("NĐ 61/2018, Điều 19.9"),
            Self::ClockRuns => Some("NĐ 118/2025, Điều 17.3"),
            Self::PapersMissing { .. } | Self::NothingAsked => Some("NĐ 61/2018, Điều 15.3, 17.1a"),
            Self::TwoDeliveriesFailed => Some("TT 17/2017/TT-BTTTT"),
            Self::AuthorityMissing => Some("NĐ 61/2018, Điều 6"),
            Self::AlreadyRated => Some("TT 01/2018/TT-VPCP, Điều 12"),
            Self::CaseEnded
            | Self::FieldMissing { .. }
            | Self::FieldInvalid { .. }
            | Self::ProcedureUnknown { .. }
            | Self::ProcedureNotInForce { .. }
            | Self::InTheFuture { .. }
            | Self::BeforeLastEvent { .. }
            | Self::CalendarDoesNotCover { .. }
            | Self::NoRulesFor { .. }
            | Self::LimitNotCountable { .. }
            | Self::NoStepLeft
            | Self::NothingToUndo
            | Self::NotReversible
            | Self::NotCorrectable
            | Self::PersonUnknown { .. }
            | Self::RoleNotAllowed { .. }
            | Self::ActOfAnother
            | Self::OwnLateness
            | Self::OwnErasure
            | Self::PromiseUnchanged
            | Self::UnitUndecided { .. }
            | Self::HistoryFull
            | Self::NothingToAccountFor
            | Self::NoAccountGiven
            | Self::AccountAccepted
            | Self::OwnAccount
            | Self::NoComplaintOpen
            | Self::OwnComplaint
            | Self::RetentionRuns { .. }
            | Self::UnderHold { .. }
            | Self::ProposalUnknown { .. }
            | Self::TooManyAtOnce { .. }
            | Self::DeskIsPlain
            | Self::HistoryDoubted
            | Self::NothingDoubted
            | Self::KeptElsewhere { .. }
            | Self::NotLoggedIn { .. } => None,
        }
    }

    /// The facts of the case, by the names the catalogue's sentences use.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::FieldMissing { field } => vec![("field", (*field).to_owned())],
            Self::FieldInvalid { field, value } => {
                vec![("field", (*field).to_owned()), ("value", value.clone())]
            }
            Self::ProcedureUnknown { code } | Self::UnderHold { code } => vec![("code", code.clone())],
            Self::ProcedureNotInForce { code, on } => vec![("code", code.clone()), ("day", day(*on))],
            Self::PapersMissing { papers } => vec![("papers", papers.join("; "))],
            Self::InTheFuture { at } => vec![("at", at.to_string())],
            Self::BeforeLastEvent { at, last } => vec![("at", at.to_string()), ("last", last.to_string())],
            Self::CalendarDoesNotCover { day: on, calendar } => {
                vec![("day", day(*on)), ("calendar", calendar.clone())]
            }
            Self::NoRulesFor { day: on } => vec![("day", day(*on))],
            Self::LimitNotCountable { limit } | Self::UnitUndecided { limit } => {
                vec![("limit", limit.clone())]
            }
            Self::OpinionUnknown { number } | Self::LegUnknown { number } => {
                vec![("number", number.to_string())]
            }
            Self::PersonUnknown { person } | Self::NotLoggedIn { person } => vec![("person", person.clone())],
            Self::RetentionRuns { code, until } => {
                vec![("code", code.clone()), ("until", until.map_or_else(|| "—".to_owned(), day))]
            }
            Self::ProposalUnknown { number } => vec![("number", number.to_string())],
            Self::TooManyAtOnce { most } => vec![("most", most.to_string())],
            Self::KeptElsewhere { office } => vec![("office", office.clone())],
            Self::RoleNotAllowed { role } => vec![("role", (*role).to_owned())],
            Self::NotRegistered
            | Self::AlreadyRegistered
            | Self::NotAccepted
            | Self::AlreadyAccepted
            | Self::WaitingForSupplement
            | Self::NoSupplementAsked
            | Self::RefuseInsteadOfStop
            | Self::NotAssigned
            | Self::WithOtherBodies
            | Self::NotWithOtherBodies
            | Self::NoOpinionAsked
            | Self::WaitingForPayment
            | Self::NoPaymentDue
            | Self::AlreadyDecided
            | Self::NotDecided
            | Self::ResultNotReady
            | Self::ResultWithPost
            | Self::NotWithPost
            | Self::CaseEnded
            | Self::ReasonMissing
            | Self::DocumentMissing
            | Self::PostAddressMissing
            | Self::NothingAsked
            | Self::SecondExtension
            | Self::ExtensionPending
            | Self::NoExtensionAsked
            | Self::OwnProposal
            | Self::OwnErasure
            | Self::RouteEmpty
            | Self::AmountMissing
            | Self::TwoDeliveriesFailed
            | Self::AuthorityMissing
            | Self::NoStepLeft
            | Self::NothingToUndo
            | Self::NotReversible
            | Self::NotCorrectable
            | Self::ActOfAnother
            | Self::OwnLateness
            | Self::ClockRuns
            | Self::PromiseUnchanged
            | Self::OwnDate
            | Self::HistoryFull
            | Self::NothingToAccountFor
            | Self::NoAccountGiven
            | Self::AccountAccepted
            | Self::DeskIsPlain
            | Self::HistoryDoubted
            | Self::NothingDoubted
            | Self::OwnAccount
            | Self::AlreadyRated
            | Self::NoComplaintOpen
            | Self::OwnComplaint => Vec::new(),
        }
    }
}
