//! The forms a desk prints, by stable keys, and the record of every sheet printed.
//!
//! Numbers of forms differ between rule sets and are data; nothing here knows one. Must not know: how a form
//! looks, or how a sheet reaches paper.

use super::case::{Case, Extension};
use super::event::{CorrectableField, Outcome};
use super::id::PersonId;
use super::moment::Moment;
use super::rules::RuleSet;
use super::stage::Stage;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// A form, whatever its number is under the rules of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum FormKey {
    /// Giấy tiếp nhận hồ sơ và hẹn trả kết quả (NĐ 61/2018 art. 17.1c).
    Receipt,
    /// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (art. 17.1a, 19.4).
    Supplement,
    /// Phiếu từ chối giải quyết hồ sơ (art. 17.1b, 19.8).
    Refusal,
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả; since 2025 with the request for more time (art. 19.9).
    Apology,
    /// Thông báo dừng giải quyết hồ sơ (TT 03/2025/TT-VPCP).
    StopNotice,
    /// Phiếu kiểm soát quá trình giải quyết hồ sơ: a row for every hand-over.
    Control,
    /// Sổ theo dõi hồ sơ (TT 01/2018 art. 10): the book of a year.
    Register,
    /// Giấy tiếp nhận of several files of one filer.
    ReceiptSeveral,
    /// Phiếu bàn giao kết quả: a list of results handed to the desk.
    ResultHandOver,
    /// Giấy biên nhận trả kết quả.
    ResultReceipt,
    /// Biên lai thu phí, lệ phí.
    FeeReceipt,
    /// Biên bản giao nhận with the post (QĐ 45/2016 art. 7).
    PostHandOver,
    /// Danh sách hồ sơ chuyển: files that go to a unit together (NĐ 61/2018 art. 18).
    Dispatch,
    /// Phiếu quá trình xử lý: what happened to a file, step by step.
    Process,
    /// Phiếu kiểm tra giấy ủy quyền (art. 6).
    Authorisation,
    /// Phiếu đánh giá mức độ hài lòng (TT 01/2018 art. 12).
    Satisfaction,
    /// Phiếu giao ca, khóa sổ ngày.
    Shift,
    /// Phiếu đề xuất cắt giảm thời hạn giải quyết.
    Proposal,
}

/// How many cases a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One.
    One,
    /// One or many.
    Many,
    /// All of a year; no case has a record of it.
    Year,
    /// The desk as a whole; no case has a record of it.
    Desk,
}

/// Why a case may not stand on a sheet with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// It has nothing yet of what the form tells.
    Unfit,
    /// Somebody else handed it in.
    OtherFiler,
}

impl FormKey {
    /// The name in files, records and locales, such as `receipt-several`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// How many cases a sheet of it is about.
    pub const fn scope(self) -> Scope {
        match self {
            Self::Receipt
            | Self::Supplement
            | Self::Refusal
            | Self::Apology
            | Self::StopNotice
            | Self::Control
            | Self::ResultReceipt
            | Self::FeeReceipt
            | Self::Process
            | Self::Authorisation
            | Self::Satisfaction => Scope::One,
            Self::ReceiptSeveral | Self::ResultHandOver | Self::PostHandOver | Self::Dispatch => Scope::Many,
            Self::Register => Scope::Year,
            Self::Shift | Self::Proposal => Scope::Desk,
        }
    }

    /// Whether it is about single cases, each of which has a record of its sheets.
    pub const fn is_of_cases(self) -> bool {
        matches!(self.scope(), Scope::One | Scope::Many)
    }

    /// Whether the case, as it stands, has what the form tells of.
    pub fn fits(self, case: &Case) -> bool {
        let refused = case.decision.as_ref().is_some_and(|made| made.outcome == Outcome::RefusedOnMerits);
        match self {
            Self::Receipt | Self::ReceiptSeveral | Self::Control => case.code.is_some(),
            Self::Supplement => !case.supplements.is_empty(),
            Self::Refusal => case.stage == Stage::RefusedAtIntake || refused,
            Self::Apology => case.extension != Extension::None,
            Self::StopNotice => matches!(case.stage, Stage::Withdrawn | Stage::Stopped),
            Self::ResultHandOver => case.ready.is_some(),
            Self::ResultReceipt => case.returned.is_some() || case.stage == Stage::ResultReady,
            Self::FeeReceipt => !case.fees.is_empty(),
            Self::PostHandOver => !case.post.is_empty() || case.stage == Stage::ResultReady,
            Self::Dispatch => case.code.is_some() && case.ended.is_none(),
            Self::Process | Self::Satisfaction => case.stage != Stage::Blank,
            Self::Authorisation => case.authorised.is_some(),
            Self::Register | Self::Shift | Self::Proposal => false,
        }
    }

    /// The first case that may not stand on one sheet with the others, and why.
    pub fn first_apart<'a>(self, cases: &[&'a Case]) -> Option<(&'a Case, Apart)> {
        if let Some(case) = cases.iter().find(|case| !self.fits(case)) {
            return Some((case, Apart::Unfit));
        }
        let first = cases.first().filter(|_| self == Self::ReceiptSeveral)?;
        let other = cases.iter().find(|case| !case.submitter().is_same(first.submitter()))?;
        Some((other, Apart::OtherFiler))
    }

    /// The form a clerk most likely wants now.
    pub fn likely(case: &Case) -> Self {
        match case.stage {
            Stage::RefusedAtIntake => Self::Refusal,
            Stage::IntakeSupplement | Stage::AppraisalSupplement => Self::Supplement,
            Stage::Withdrawn | Stage::Stopped => Self::StopNotice,
            Stage::ResultReady | Stage::HandedOver | Stage::BackFromPost => Self::ResultReceipt,
            Stage::WithPost => Self::PostHandOver,
            Stage::Blank | Stage::Arrived => Self::Process,
            Stage::Received
            | Stage::InProcess
            | Stage::WithAgencies
            | Stage::AwaitingPayment
            | Stage::Decided => match case.extension {
                Extension::None => Self::Receipt,
                Extension::Asked { .. } | Extension::Granted { .. } => Self::Apology,
            },
        }
    }
}

/// The forms of one circular: their numbers, and where those were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSet {
    /// Stable key, such as `tt01-2018`; the folder of its forms.
    pub key: String,
    /// The circular as printed; empty where none is known.
    pub name: String,
    /// The set whose forms stand in where this one has none of its own.
    pub inherits: Option<String>,
    /// Keys of the rule sets whose cases it serves.
    pub rules: Vec<String>,
    /// First day of receipt it serves; any day of its rule sets, where absent.
    pub from: Option<NaiveDate>,
    /// Numbers as printed, such as `01`. A form without one is printed without.
    pub numbers: BTreeMap<FormKey, String>,
    /// Forms that go out with another, such as the rating slip (TT 01/2018 art. 12).
    pub companions: BTreeMap<FormKey, Vec<FormKey>>,
    /// What of this set is not verified, in words for the screen.
    pub unverified: Vec<String>,
}

/// All known form sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormBook(pub Vec<FormSet>);

impl FormBook {
    /// The set for a case under a rule set, received on a day; of several the one that began last.
    pub fn set(&self, rules: &RuleSet, received: NaiveDate) -> Option<&FormSet> {
        let serves =
            |set: &&FormSet| set.rules.contains(&rules.key) && set.from.is_none_or(|from| from <= received);
        self.0.iter().filter(serves).max_by_key(|set| set.from)
    }

    /// A set by its key.
    pub fn by_key(&self, key: &str) -> Option<&FormSet> {
        self.0.iter().find(|set| set.key == key)
    }

    /// Whether there is such a form for cases of a set: a form that a circular numbers exists where the set or one it
    /// inherits from numbers it; daily papers exist everywhere.
    pub fn has(&self, set: Option<&FormSet>, form: FormKey) -> bool {
        let numbers = |set: &FormSet| set.numbers.contains_key(&form);
        !self.0.iter().any(numbers) || set.is_some_and(|set| self.chain(set).into_iter().any(numbers))
    }

    /// The forms that go out with a form of a set; a set that says nothing of it follows the one it inherits from.
    pub fn companions<'a>(&'a self, set: &'a FormSet, form: FormKey) -> &'a [FormKey] {
        let said = self.chain(set).into_iter().find_map(|set| set.companions.get(&form));
        said.map(Vec::as_slice).unwrap_or_default()
    }

    /// A set and those it inherits from, itself first.
    pub fn chain<'a>(&'a self, set: &'a FormSet) -> Vec<&'a FormSet> {
        let mut chain: Vec<&FormSet> = vec![set];
        while let Some(next) = chain.last().and_then(|last| self.by_key(last.inherits.as_deref()?)) {
            // A circle is a fault of the data, and the loader says so; here it only ends.
            if chain.iter().any(|known| known.key == next.key) {
                break;
            }
            chain.push(next);
        }
        chain
    }
}

/// Where a sheet went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SheetWay {
    /// To the printer, or to wait for it.
    Printer,
    /// To a file.
    File,
}

/// A sheet as it was printed: what proves later what the citizen was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPrinted {
    /// Which form.
    pub form: FormKey,
    /// The number of the form as printed; empty where it has none.
    pub number: String,
    /// Which version of the template, and a fingerprint of its text: `tt01-2018/receipt 1 a1b2c3d4`.
    pub template: String,
    /// 1 for the first printing of this form for this case, then 2, 3 ….
    pub printing: u16,
    /// How many copies.
    pub copies: u16,
    /// The appointment it states, where it states one.
    pub promised: Option<Moment>,
    /// Recorded facts it states that may be corrected later.
    pub mentions: Vec<CorrectableField>,
    /// Where it went.
    pub way: SheetWay,
}

/// A sheet in the history of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Number of its event in the case.
    pub n: u32,
    /// When it was printed.
    pub at: Moment,
    /// By whom.
    pub by: PersonId,
    /// What was printed.
    pub printed: SheetPrinted,
}

/// Why a sheet no longer says what is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Stale {
    /// The appointment is another now.
    Moved,
    /// A fact it states was corrected.
    Corrected,
}

impl Case {
    /// The number of the next printing of a form: 1 for the first.
    pub fn next_printing(&self, form: FormKey) -> u16 {
        let printed = self.sheets.iter().filter(|sheet| sheet.printed.form == form).count();
        u16::try_from(printed).unwrap_or(u16::MAX - 1) + 1
    }

    /// Why a sheet is no longer true; nothing while it is, or once a newer one of its form was printed.
    pub fn stale(&self, sheet: &Sheet) -> Option<Stale> {
        let newer = |other: &Sheet| other.printed.form == sheet.printed.form && other.n > sheet.n;
        if self.sheets.iter().any(newer) {
            return None;
        }
        let promise = self.promise.as_ref().map(|promise| promise.at);
        if sheet.printed.promised.is_some() && sheet.printed.promised != promise {
            return Some(Stale::Moved);
        }
        let corrected =
            self.corrected.iter().any(|(n, field)| *n > sheet.n && sheet.printed.mentions.contains(field));
        corrected.then_some(Stale::Corrected)
    }

    /// The sheets that are no longer true, each with the reason.
    pub fn stale_sheets(&self) -> Vec<(&Sheet, Stale)> {
        self.sheets.iter().filter_map(|sheet| Some((sheet, self.stale(sheet)?))).collect()
    }
}
