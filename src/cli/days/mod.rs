//! `motcua calendar`: which days work, and what a change to them would move before anything moves.
//!
//! A change is first shown; `--write` puts it into the office's own files; only `calendar move` gives new
//! promises, an event for each file, with its reason. Must not know: how days are counted.

mod change;
mod list;
mod moves;

use super::args::{CODES, OPTIONS, TEMPLATE, day};
use super::exit::{Code, Outcome};
use super::place::{self, Opening};
use super::say::Say;
use super::{dating, failures};
use crate::config::folder;
use crate::domain::calendar::{Special, SpecialKind};
use crate::domain::calendar_edit::Change;
use crate::domain::hours::Closure;
use crate::domain::moment::Moment;
use crate::exchange::encoding::Encoding;
use crate::look::catalog::Arg;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What is done with the calendar.
#[derive(Debug, Subcommand)]
pub enum Days {
    /// Xem ngày nghỉ, làm bù, giờ làm việc và lịch đã biết đến đâu. List days off, make-up days and hours.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    List {
        /// Năm; mặc định mọi năm. The year; all if not said.
        #[arg(long, value_name = "NĂM")]
        year: Option<i32>,
        /// In kết quả dạng JSON. Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Kiểm tra các tệp lịch của cơ quan. Check the calendar files of the office.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Check,
    /// Thêm hoặc sửa một ngày; chỉ cho xem trước nếu không có --write. Set a day; a preview without --write.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Add(Add),
    /// Bỏ một ngày đặc biệt: ngày đó lại theo thứ trong tuần. Let a day be what its weekday says.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Remove {
        /// Ngày. The day.
        #[arg(long, value_name = "NGÀY", value_parser = day)]
        date: NaiveDate,
        #[command(flatten)]
        how: How,
    },
    /// Cơ quan đóng cửa theo văn bản. Close the office by a decision.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Close(Close),
    /// Lịch đã có quyết định công bố đến ngày này. Days are announced up to this one.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Announced {
        /// Ngày cuối. The last day.
        #[arg(long, value_name = "NGÀY", value_parser = day)]
        through: NaiveDate,
        #[command(flatten)]
        how: How,
    },
    /// Nhập lịch từ tệp .toml, .csv hoặc .ics. Import days from a file.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Import {
        /// Tệp. The file.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        /// Bảng mã của tệp không phải UTF-8: utf16, tcvn3, vni. The encoding of a file that is not UTF-8.
        #[arg(long, value_name = "BẢNG MÃ", value_parser = super::args::encoding())]
        encoding: Option<Encoding>,
        #[command(flatten)]
        how: How,
    },
    /// Hồ sơ đang giải quyết mà lịch hiện tại cho ngày khác ngày đã hẹn. Files the present calendar would move.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Moves {
        /// In kết quả dạng JSON. Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Dời ngày hẹn theo lịch hiện tại, mỗi hồ sơ một việc ghi lại lý do. Give the new promises.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Move(Move),
}

/// A day to be set.
#[derive(Debug, Args)]
pub struct Add {
    /// Ngày. The day.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    date: NaiveDate,
    /// Loại ngày. What it is.
    #[arg(long, value_enum)]
    kind: Kind,
    /// Tên gọi. What people call it.
    #[arg(long, value_name = "TÊN")]
    name: String,
    /// Văn bản công bố. The document that says so.
    #[arg(long, value_name = "VĂN_BẢN")]
    source: String,
    /// Làm bù cho ngày nào. The day a make-up day stands for.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    in_place_of: Option<NaiveDate>,
    /// Ngày công bố; mặc định hôm nay. When it was made known; today if not said.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    announced: Option<NaiveDate>,
    #[command(flatten)]
    how: How,
}

/// A closure.
#[derive(Debug, Args)]
pub struct Close {
    /// Ngày đầu. The first day.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    from: NaiveDate,
    /// Ngày cuối. The last day.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    to: NaiveDate,
    /// Tên gọi. What people call it.
    #[arg(long, value_name = "TÊN")]
    name: String,
    /// Số và ngày văn bản. The decision.
    #[arg(long, value_name = "VĂN_BẢN")]
    document: String,
    #[command(flatten)]
    how: How,
}

/// How a change is made.
#[derive(Debug, Clone, Copy, Args)]
pub struct How {
    /// Ghi vào tệp lịch của cơ quan; không có thì chỉ xem trước. Write it; only a preview without.
    #[arg(long)]
    write: bool,
    /// In kết quả dạng JSON. Print the result as JSON.
    #[arg(long)]
    json: bool,
}

/// Promises to be moved.
#[derive(Debug, Args)]
pub struct Move {
    /// Lý do. Why.
    #[arg(long, value_name = "LÝ_DO")]
    reason: String,
    /// Văn bản làm thay đổi lịch. The document that changed the days.
    #[arg(long, value_name = "VĂN_BẢN")]
    document: String,
    /// Người quyết định (mã trong office.toml). Who decides.
    #[arg(long, value_name = "NGƯỜI")]
    by: String,
    /// Chỉ các hồ sơ này; mặc định mọi hồ sơ bị ảnh hưởng. Only these codes; all if not said.
    #[arg(long = "case", value_name = "MÃ")]
    cases: Vec<String>,
}

/// The kinds of special days.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Ngày lễ, tết.
    #[value(name = "holiday")]
    Holiday,
    /// Nghỉ bù vì ngày lễ trùng ngày nghỉ hằng tuần.
    #[value(name = "in_lieu")]
    InLieu,
    /// Nghỉ hoán đổi.
    #[value(name = "swap_off")]
    SwapOff,
    /// Làm bù.
    #[value(name = "make_up")]
    MakeUp,
}

impl From<Kind> for SpecialKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Holiday => Self::Holiday,
            Kind::InLieu => Self::InLieu,
            Kind::SwapOff => Self::SwapOff,
            Kind::MakeUp => Self::MakeUp,
        }
    }
}

/// Does what is asked of the calendar.
pub fn run(dir: Option<PathBuf>, wanted: Days, now: Moment, say: &Say) -> Outcome {
    match wanted {
        Days::List { year, json } => list::run(&dating::law_of(dir, say)?.calendar, year, json, say),
        Days::Check => check(dir, say),
        Days::Add(add) => {
            let special = Special {
                date: add.date,
                kind: add.kind.into(),
                name: add.name,
                in_place_of: add.in_place_of,
                announced: Some(add.announced.unwrap_or(now.date())),
                source: add.source,
                verified: true,
            };
            change::run(dir, &[Change::Set(special)], add.how, now, say)
        }
        Days::Remove { date, how } => change::run(dir, &[Change::Clear(date)], how, now, say),
        Days::Close(Close { from, to, name, document, how }) => {
            change::run(dir, &[Change::Close(Closure { from, to, name, document })], how, now, say)
        }
        Days::Announced { through, how } => change::run(dir, &[Change::Announced(through)], how, now, say),
        Days::Import { file, encoding, how } => change::import(dir, (&file, encoding), how, now, say),
        Days::Moves { json } => {
            let dir = place::with_desk(dir, say)?;
            let mut desk = place::open(&dir, Opening::AsItIs, now, say)?;
            let law = (**desk.law()).clone();
            let shifts = moves::what_if(&mut desk, &law, now, say)?;
            desk.close(None);
            moves::show(&shifts, json, say)?;
            Ok(Code::Fine)
        }
        Days::Move(wanted) => moves::run(dir, &wanted, now, say),
    }
}

fn check(dir: Option<PathBuf>, say: &Say) -> Outcome {
    let dir = place::named(dir, say)?;
    match crate::config::law::load(Some(&dir)) {
        Ok(law) => {
            let version = [("version", Arg::from(law.calendar.version().as_str()))];
            say.tell_words("shell-calendar-sound", &version);
            Ok(Code::Fine)
        }
        Err(faults) => Err(failures::of_load(&folder::LoadError::Law(faults), say)),
    }
}
