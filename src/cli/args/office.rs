//! Asking for a practice office.
//!
//! Must not know: how it is done.

use super::{OPTIONS, day};
use chrono::NaiveDate;
use clap::Args;

/// What a practice office is made with.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Demo {
    /// Chỉ tạo, không mở. Only make it, do not open it.
    #[arg(long)]
    pub create_only: bool,
    /// Tạo mới; cơ quan thực hành cũ được để riêng. Make it anew; the old one is set aside.
    #[arg(long)]
    pub fresh: bool,
    /// Hạt giống ngẫu nhiên. The seed of chance.
    #[arg(long, value_name = "SỐ")]
    pub seed: Option<u64>,
    /// Ngày coi là hôm nay (mặc định: ngày của máy). The day taken as today.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub today: Option<NaiveDate>,
}

/// What an office of any size is made with.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Generate {
    /// Số hồ sơ, 1 đến 10.000.000. How many files.
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub cases: u32,
    /// Hạt giống ngẫu nhiên. The seed of chance.
    #[arg(long, value_name = "SỐ")]
    pub seed: Option<u64>,
    /// Ngày coi là hôm nay (mặc định: ngày của máy). The day taken as today.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub today: Option<NaiveDate>,
}
