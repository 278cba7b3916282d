//! The three ways a file comes in (NĐ 61/2018, điều 16).
//!
//! Must not know: what is done with the file.

/// How a file reaches the desk. The portal numbers them 1, 2, 3 (`KenhThucHien`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    /// At the desk, in person (trực tiếp).
    Direct,
    /// Through the portal (trực tuyến).
    Online,
    /// Through the public post (bưu chính công ích).
    Post,
}
