//! The people of an office and the roles they have at the desk.
//!
//! Must not know: how somebody proves who they are.

use super::id::PersonId;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a person does at the desk (NĐ 61/2018 art. 9–12).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr, EnumString, Display,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Cán bộ tiếp nhận: checks and receives files.
    Intake,
    /// Cán bộ trả kết quả: hands results over.
    Return,
    /// Chuyên viên thụ lý: appraises and drafts.
    Handler,
    /// Lãnh đạo phòng: assigns and reviews.
    UnitHead,
    /// Trưởng Bộ phận Một cửa: supervises the desk.
    DeskHead,
    /// Văn thư: numbers, dates, seals and issues.
    Clerk,
    /// Kế toán: fees and receipts.
    Accountant,
    /// Quản trị: catalogue and calendar, no content.
    Administrator,
    /// Chỉ xem.
    Viewer,
}

/// Somebody who works at the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Short code, unique in the office.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Unit, such as `Phòng Báo chí - Xuất bản`.
    pub unit: String,
}
