//! The ten status codes of the national portal, derived and never stored.
//!
//! Must not know: how a status is sent anywhere.

use super::case::{Case, Outcome};
use super::stage::Stage;
use strum::{EnumIter, IntoStaticStr};

/// A status of the national portal, by its code 1 to 10 (as practised by its clients).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[repr(u8)]
pub enum NationalStatus {
    /// 1 Mới đăng ký.
    Submitted = 1,
    /// 2 Được tiếp nhận.
    Received = 2,
    /// 3 Không được tiếp nhận.
    NotReceived = 3,
    /// 4 Đang xử lý.
    InProcess = 4,
    /// 5 Yêu cầu bổ sung giấy tờ.
    SupplementRequested = 5,
    /// 6 Yêu cầu thực hiện nghĩa vụ tài chính.
    PaymentRequired = 6,
    /// 7 Công dân yêu cầu rút hồ sơ.
    Withdrawn = 7,
    /// 8 Dừng xử lý.
    Stopped = 8,
    /// 9 Đã xử lý xong.
    Handled = 9,
    /// 10 Đã trả kết quả.
    Returned = 10,
}

/// How an office reports a refusal on the merits, for which the portal has no code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RefusalReading {
    /// As handled and returned (9, 10): the result is a letter of refusal.
    #[default]
    Handled,
    /// As stopped (8).
    Stopped,
}

/// The portal's status of a case; nothing before it is registered.
pub fn national_status(case: &Case, reading: RefusalReading) -> Option<NationalStatus> {
    let refused = matches!(&case.decision, Some(decision) if decision.outcome == Outcome::RefusedOnMerits);
    let stopped = refused && reading == RefusalReading::Stopped;
    let out =
        matches!(case.stage, Stage::ResultReady | Stage::WithPost | Stage::BackFromPost | Stage::HandedOver);
    if stopped && out { Some(NationalStatus::Stopped) } else { NationalStatus::of_stage(case.stage) }
}

impl NationalStatus {
    /// The portal's status of a stage, a refusal read as handled; nothing before a file is registered.
    pub const fn of_stage(stage: Stage) -> Option<Self> {
        match stage {
            Stage::Blank => None,
            Stage::Arrived => Some(Self::Submitted),
            Stage::IntakeSupplement | Stage::AppraisalSupplement => Some(Self::SupplementRequested),
            Stage::RefusedAtIntake => Some(Self::NotReceived),
            Stage::Received => Some(Self::Received),
            Stage::InProcess | Stage::WithAgencies | Stage::Decided => Some(Self::InProcess),
            Stage::AwaitingPayment => Some(Self::PaymentRequired),
            Stage::ResultReady | Stage::WithPost | Stage::BackFromPost => Some(Self::Handled),
            Stage::HandedOver => Some(Self::Returned),
            Stage::Withdrawn => Some(Self::Withdrawn),
            Stage::Stopped => Some(Self::Stopped),
        }
    }
}
