//! What several promises need for being tested.

pub mod borrowed;
pub mod branches;
#[cfg(target_os = "linux")]
pub mod browser;
pub mod clerk;
pub mod crash;
pub mod crash_power;
pub mod crash_work;
pub mod decay;
pub mod desks;
pub mod driver;
pub mod golden;
pub mod journals;
pub mod mounts;
pub mod office;
pub mod offices;
pub mod process;
pub mod pty;
pub mod sealed;
pub mod shell;
pub mod sim_disk;
pub mod slow;
pub mod story;
pub mod tools;
pub mod workbooks;
use crate::law::{d, m};
use motcua::domain::refusal::Refusal;
use std::path::Path;

/// How many rounds a randomised test runs: `MOTCUA_ROUNDS` for long runs, else the usual number.
pub fn rounds(usual: u64) -> u64 {
    std::env::var("MOTCUA_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// Every source file below a folder of the repository, by its path from the root, in order.
pub fn sources(below: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(below)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// One refusal of every kind, with facts; a new kind does not pass `words` until it is here.
pub fn refusals() -> Vec<Refusal> {
    let day = d("24/07/2020");
    let code = || "1.003868".to_owned();
    vec![
        Refusal::NotRegistered,
        Refusal::AlreadyRegistered,
        Refusal::NotAccepted,
        Refusal::AlreadyAccepted,
        Refusal::WaitingForSupplement,
        Refusal::NoSupplementAsked,
        Refusal::RefuseInsteadOfStop,
        Refusal::NotAssigned,
        Refusal::WithOtherBodies,
        Refusal::NotWithOtherBodies,
        Refusal::NoOpinionAsked,
        Refusal::WaitingForPayment,
        Refusal::NoPaymentDue,
        Refusal::AlreadyDecided,
        Refusal::NotDecided,
        Refusal::ResultNotReady,
        Refusal::ResultWithPost,
        Refusal::NotWithPost,
        Refusal::CaseEnded,
        Refusal::ReasonMissing,
        Refusal::DocumentMissing,
        Refusal::FieldMissing { field: "owner-name" },
        Refusal::FieldInvalid { field: "level", value: "7".to_owned() },
        Refusal::ProcedureUnknown { code: code() },
        Refusal::ProcedureNotInForce { code: code(), on: day },
        Refusal::PapersMissing { papers: vec!["Đơn".to_owned(), "Bản sao".to_owned()] },
        Refusal::PostAddressMissing,
        Refusal::NothingAsked,
        Refusal::InTheFuture { at: m("24/07/2020 09:00") },
        Refusal::BeforeLastEvent { at: m("24/07/2020 09:00"), last: m("25/07/2020 09:00") },
        Refusal::CalendarDoesNotCover { day, calendar: "vn-2026".to_owned() },
        Refusal::NoRulesFor { day },
        Refusal::LimitNotCountable { limit: "24 giờ".to_owned() },
        Refusal::SecondExtension,
        Refusal::ExtensionPending,
        Refusal::NoExtensionAsked,
        Refusal::OwnProposal,
        Refusal::OwnErasure,
        Refusal::OpinionUnknown { number: 3 },
        Refusal::LegUnknown { number: 2 },
        Refusal::RouteEmpty,
        Refusal::AmountMissing,
        Refusal::TwoDeliveriesFailed,
        Refusal::AuthorityMissing,
        Refusal::NoStepLeft,
        Refusal::NothingToUndo,
        Refusal::NotReversible,
        Refusal::NotCorrectable,
        Refusal::HistoryFull,
        Refusal::NothingToAccountFor,
        Refusal::NoAccountGiven,
        Refusal::AccountAccepted,
        Refusal::OwnAccount,
        Refusal::AlreadyRated,
        Refusal::NoComplaintOpen,
        Refusal::OwnComplaint,
        Refusal::PersonUnknown { person: "an.nv".to_owned() },
        Refusal::RoleNotAllowed { role: "handler" },
        Refusal::ActOfAnother,
        Refusal::OwnLateness,
        Refusal::ClockRuns,
        Refusal::PromiseUnchanged,
        Refusal::OwnDate,
        Refusal::UnitUndecided { limit: "20 ngày".to_owned() },
        Refusal::KeptElsewhere { office: "UBND xã Tả Phìn".to_owned() },
        Refusal::NotLoggedIn { person: "an.nv".to_owned() },
        Refusal::RetentionRuns { code: code(), until: Some(day) },
        Refusal::UnderHold { code: code() },
        Refusal::ProposalUnknown { number: 12 },
        Refusal::TooManyAtOnce { most: 20_000 },
        Refusal::DeskIsPlain,
        Refusal::HistoryDoubted,
        Refusal::NothingDoubted,
    ]
}
