//! What a published procedure asks and gives: papers, limit, fees, steps, result.
//!
//! A procedure is a version with a span of dates; a case keeps the version it was received under.
//! A fact nobody checked against its source says so, and is never printed as a fact.
//! Must not know: files on disk, cases, or which rule set is in force.

use super::channel::Channel;
use super::limit::Limit;
use chrono::NaiveDate;
use std::fmt;

/// A procedure's code in the national database, such as `1.003868`, or an office's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcedureCode(pub String);

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ProcedureCode {
    fn from(code: &str) -> Self {
        Self(code.to_owned())
    }
}

/// A field of work (ngành, lĩnh vực).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese.
    pub name: String,
}

/// Level of online service (NĐ 43/2011, điều 3), used in reports up to 2022.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum OnlineLevel {
    /// Information only.
    One,
    /// Forms to download.
    Two,
    /// Forms filled and sent online.
    Three,
    /// Paid and answered online too.
    Four,
}

impl OnlineLevel {
    /// From 1 to 4.
    pub const fn new(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            4 => Some(Self::Four),
            _ => None,
        }
    }

    /// 1 to 4.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
        }
    }
}

/// Kind of online service in the words used since 2022.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum OnlineService {
    /// The whole process online (toàn trình).
    Full,
    /// A part of it (một phần).
    Partial,
}

/// The form a paper must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum PaperForm {
    /// Bản chính.
    Original,
    /// Bản sao chứng thực (hợp lệ).
    Certified,
    /// Bản sao, bản photo.
    Copy,
}

/// Whether a paper must always be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Only when this holds, in Vietnamese.
    Conditional(String),
}

/// A paper of the file (thành phần hồ sơ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Stable key within the procedure, such as `don`.
    pub key: String,
    /// Name in Vietnamese, as on the receipt.
    pub name: String,
    /// The form it must have.
    pub form: PaperForm,
    /// How many, at least 1.
    pub count: u32,
    /// Whether it must always be there.
    pub need: Need,
    /// Whether somebody checked it against its source.
    pub verified: bool,
}

/// A fee or charge as it held in a span of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRow {
    /// Name in Vietnamese.
    pub name: String,
    /// Amount in đồng; absent where a fee is due but nobody has filled the amount in.
    pub amount: Option<u64>,
    /// What one amount pays for, in Vietnamese, such as `hồ sơ` or `trang A4`.
    pub per: String,
    /// First day it holds; always, where absent.
    pub from: Option<NaiveDate>,
    /// Last day it holds; for ever, where absent.
    pub to: Option<NaiveDate>,
    /// The channel it holds for; all, where absent.
    pub channel: Option<Channel>,
    /// Where it was read.
    pub source: String,
    /// Whether somebody checked it against its source.
    pub verified: bool,
}

impl FeeRow {
    /// Whether the row holds for a file received on a day by a channel.
    pub fn holds(&self, day: NaiveDate, channel: Channel) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.channel.is_none_or(|only| only == channel)
    }
}

/// What a supplement request does to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum SupplementEffect {
    /// The limit begins anew when the full file is back.
    Restart,
    /// The clock is held and goes on.
    Pause,
}

/// Where sector law differs from the common rule on supplements (NĐ 61/2018, điều 19.4 "trừ trường hợp
/// pháp luật chuyên ngành có quy định khác"). What is absent follows the common rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementRule {
    /// Rounds of supplements that are lawful.
    pub rounds: Option<u32>,
    /// How soon a defect must be notified.
    pub notice: Option<Limit>,
    /// What it does to the clock.
    pub effect: Option<SupplementEffect>,
    /// The article.
    pub source: String,
    /// Whether somebody checked it against its source.
    pub verified: bool,
}

/// What the applicant gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultPaper {
    /// Name in Vietnamese.
    pub name: String,
    /// How many copies, at least 1.
    pub copies: u32,
    /// Months it stays valid at most, where it ends.
    pub valid_months: Option<u32>,
    /// What else is handed over or kept, in Vietnamese.
    pub note: Option<String>,
    /// Whether somebody checked it against its source.
    pub verified: bool,
}

/// Who holds a step of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Holder {
    /// Cán bộ tiếp nhận.
    Intake,
    /// Trưởng Bộ phận Một cửa.
    DeskHead,
    /// Chuyên viên thụ lý.
    Handler,
    /// Lãnh đạo phòng.
    DivisionHead,
    /// Lãnh đạo sở, người ký.
    Leader,
    /// Văn thư.
    Clerk,
    /// Kế toán, thu phí.
    Cashier,
    /// Cơ quan phối hợp.
    Partner,
    /// Cán bộ trả kết quả.
    Release,
}

/// A step of the internal procedure (quy trình nội bộ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Stable key within the procedure.
    pub key: String,
    /// Name in Vietnamese.
    pub name: String,
    /// Who holds it.
    pub holder: Holder,
    /// How long it may take; the steps together never exceed the whole.
    pub limit: Limit,
}

/// The level whose body decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Level {
    /// A ministry or central body.
    Central,
    /// The province.
    Province,
    /// The district, until 30/06/2025.
    District,
    /// The commune.
    Commune,
}

/// A fact of a procedure that nobody checked against its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unverified {
    /// The code.
    Code,
    /// The level or kind of online service.
    Online,
    /// The limit.
    Limit,
    /// A paper, by key.
    Paper(String),
    /// A fee, by name.
    Fee(String),
    /// The rule on supplements.
    Supplement,
    /// The result.
    Result,
    /// The split into steps.
    Steps,
    /// The span of dates the version holds.
    Validity,
}

/// One version of a published procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its code.
    pub code: ProcedureCode,
    /// Whether somebody checked the code.
    pub code_verified: bool,
    /// Version, from 1, counted by the data.
    pub version: u32,
    /// Name in Vietnamese.
    pub name: String,
    /// Field of work.
    pub field: Field,
    /// Level of online service.
    pub online_level: OnlineLevel,
    /// Kind of online service, where published.
    pub online_service: Option<OnlineService>,
    /// Whether somebody checked the level and kind of online service.
    pub online_verified: bool,
    /// Whether it is appraised and decided on the spot, at the desk; nothing where nobody has said.
    pub on_site: Option<bool>,
    /// Texts it rests on, in Vietnamese.
    pub legal_basis: Vec<String>,
    /// Papers of the file.
    pub papers: Vec<Paper>,
    /// Sets of the file to hand in, at least 1.
    pub sets: u32,
    /// How long the law gives.
    pub limit: Limit,
    /// Where sector law differs on supplements.
    pub supplement: Option<SupplementRule>,
    /// Fees by span and channel; none at all means free.
    pub fees: Vec<FeeRow>,
    /// What the applicant gets.
    pub result: ResultPaper,
    /// Steps of the internal procedure, in order.
    pub steps: Vec<Step>,
    /// Whether the split into steps is the office's own decision, not an example.
    pub steps_verified: bool,
    /// The level that decides.
    pub level: Level,
    /// First day of receipt this version holds; from ever, where absent.
    pub valid_from: Option<NaiveDate>,
    /// Last day of receipt this version holds; for ever, where absent.
    pub valid_to: Option<NaiveDate>,
    /// Whether somebody checked the span.
    pub validity_verified: bool,
    /// Conditions and warnings, in Vietnamese.
    pub notes: Vec<String>,
}

impl Procedure {
    /// Whether the version holds for a file received on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The fees of a file received on a day by a channel. Several rows are several kinds to choose from.
    pub fn fees_on(&self, day: NaiveDate, channel: Channel) -> impl Iterator<Item = &FeeRow> {
        self.fees.iter().filter(move |fee| fee.holds(day, channel))
    }

    /// The paper of a key.
    pub fn paper(&self, key: &str) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.key == key)
    }

    /// The step of a key.
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }

    /// The facts nobody checked, in the order of the value.
    pub fn unverified(&self) -> Vec<Unverified> {
        let mut facts = Vec::new();
        let mut note = |checked: bool, fact: Unverified| {
            if !checked {
                facts.push(fact);
            }
        };
        note(self.code_verified, Unverified::Code);
        note(self.online_verified, Unverified::Online);
        note(self.limit.verified, Unverified::Limit);
        self.papers.iter().for_each(|paper| note(paper.verified, Unverified::Paper(paper.key.clone())));
        self.fees.iter().for_each(|fee| note(fee.verified, Unverified::Fee(fee.name.clone())));
        note(self.supplement.as_ref().is_none_or(|rule| rule.verified), Unverified::Supplement);
        note(self.result.verified, Unverified::Result);
        note(self.steps_verified, Unverified::Steps);
        note(self.validity_verified, Unverified::Validity);
        facts
    }
}
