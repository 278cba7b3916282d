//! A procedure as a file writes it: every field with its place.
//!
//! Must not know: what the fields mean.

use super::raw::{self, Day};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProcedure {
    pub(super) code: Spanned<String>,
    #[serde(default = "raw::yes")]
    pub(super) code_verified: bool,
    pub(super) version: Spanned<u64>,
    pub(super) name: Spanned<String>,
    pub(super) field: RawField,
    pub(super) online_level: Spanned<u64>,
    pub(super) online_service: Option<Spanned<String>>,
    #[serde(default = "raw::yes")]
    pub(super) online_verified: bool,
    pub(super) on_site: Option<bool>,
    pub(super) level: Spanned<String>,
    pub(super) legal_basis: Spanned<Vec<String>>,
    pub(super) valid_from: Option<Day>,
    pub(super) valid_to: Option<Day>,
    #[serde(default = "raw::yes")]
    pub(super) validity_verified: bool,
    #[serde(default = "raw::one")]
    pub(super) sets: Spanned<u64>,
    pub(super) limit: RawLimit,
    pub(super) supplement: Option<RawSupplement>,
    pub(super) papers: Spanned<Vec<RawPaper>>,
    #[serde(default)]
    pub(super) fees: Vec<RawFee>,
    pub(super) result: RawResult,
    pub(super) steps: Spanned<Vec<RawStep>>,
    #[serde(default = "raw::yes")]
    pub(super) steps_verified: bool,
    #[serde(default)]
    pub(super) notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    pub(super) code: Spanned<String>,
    pub(super) name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimit {
    pub(super) n: Spanned<u64>,
    pub(super) unit: Spanned<String>,
    pub(super) also: Option<Spanned<String>>,
    pub(super) as_written: Spanned<String>,
    pub(super) source: Spanned<String>,
    #[serde(default = "raw::yes")]
    pub(super) verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSupplement {
    pub(super) rounds: Option<Spanned<u64>>,
    pub(super) notice: Option<RawLimit>,
    pub(super) effect: Option<Spanned<String>>,
    pub(super) source: Spanned<String>,
    #[serde(default = "raw::yes")]
    pub(super) verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPaper {
    pub(super) key: Spanned<String>,
    pub(super) name: Spanned<String>,
    pub(super) form: Spanned<String>,
    #[serde(default = "raw::one")]
    pub(super) count: Spanned<u64>,
    pub(super) when: Option<Spanned<String>>,
    #[serde(default = "raw::yes")]
    pub(super) verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFee {
    pub(super) name: Spanned<String>,
    pub(super) amount: Option<u64>,
    pub(super) per: Spanned<String>,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) channel: Option<Spanned<String>>,
    pub(super) source: Spanned<String>,
    #[serde(default = "raw::yes")]
    pub(super) verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawResult {
    pub(super) name: Spanned<String>,
    #[serde(default = "raw::one")]
    pub(super) copies: Spanned<u64>,
    pub(super) valid_months: Option<Spanned<u64>>,
    pub(super) note: Option<String>,
    #[serde(default = "raw::yes")]
    pub(super) verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    pub(super) key: Spanned<String>,
    pub(super) name: Spanned<String>,
    pub(super) holder: Spanned<String>,
    pub(super) n: Spanned<u64>,
    pub(super) unit: Spanned<String>,
}
