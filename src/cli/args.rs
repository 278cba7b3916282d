//! What can be asked of the program from the shell.
//!
//! Must not know: how it is done.

use crate::domain::moment::parse_day;
use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const COMMANDS: &str = "Lệnh";
const OPTIONS: &str = "Tùy chọn";
const STEPS: &str = "\
Mỗi dòng một bước, # là chú thích. One step a line, # begins a comment:
  clock 2026-03-02T09:00:00   giờ của kịch bản. the time of the script
  size 80x24                  cỡ màn hình. the size of the screen
  keys n j enter ctrl-o       các phím. keys, by the names keymaps use
  type Nguyễn                 gõ chữ. letters
  paste …                     dán. a paste
  see \"…\" / absent \"…\"     phải có, không được có. must, must not be on the screen
  screen TÊN                  in màn hình. print the screen
  repeat N … end              lặp lại. repeat a block
Sau mỗi việc đã ghi bền in ra: saved SỐ. After each durable action it prints: saved SEQUENCE.

Mã kết thúc: 0 tốt; 1 một bước không đạt (in ra dòng và màn hình) hoặc máy có vấn đề; 2 gọi sai cách.
Exit codes: 0 fine; 1 a step failed (line and screen are told) or the machine did; 2 usage or refusal.";
const CODES: &str = "Mã kết thúc: 0 tốt; 1 dữ liệu hoặc máy có vấn đề; 2 gọi sai cách hoặc không được làm.\n\
                     Exit codes: 0 fine; 1 something wrong in the data or the machine; 2 usage or refusal.";

/// Một Cửa: bàn làm việc tại Bộ phận Một cửa, dùng bàn phím, không cần mạng.
/// A keyboard workstation for the one-stop desk; opens the office's desk when no command is given.
#[derive(Debug, Parser)]
#[command(
    name = "motcua",
    version,
    help_template = TEMPLATE,
    after_help = CODES,
    subcommand_help_heading = COMMANDS,
    next_help_heading = OPTIONS,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    verbatim_doc_comment
)]
pub struct Cli {
    /// Thư mục dữ liệu của cơ quan. The folder of the desk.
    #[arg(long, global = true, value_name = "THƯ_MỤC")]
    pub dir: Option<PathBuf>,

    /// Ngôn ngữ của thông báo. The language of messages.
    #[arg(long, global = true, value_enum, default_value_t = Lang::Vi)]
    pub lang: Lang,

    /// Xem trợ giúp. Print help.
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,

    /// Xem phiên bản. Print the version.
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,

    /// Việc cần làm.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Mở cơ quan thực hành; lần đầu thì tạo ra. Open the practice office, making it the first time.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Demo(Demo),
    /// Sinh một cơ quan thực hành cỡ bất kỳ. Make a practice office of any size.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Generate(Generate),
    /// Lập báo cáo. Make a report.
    #[command(
        help_template = TEMPLATE,
        after_help = CODES,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Report {
        /// Báo cáo nào.
        #[command(subcommand)]
        report: Report,
    },
    /// Kiểm tra sổ ghi, kho và danh sách, không sửa gì. Check everything, repair nothing.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Check {
        /// In kết quả dạng JSON. Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Dựng lại kho và danh sách từ sổ ghi. Make store and rows again from the journal.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Rebuild,
    /// Sao lưu cả cơ quan vào một tệp. Back the whole desk up into one file.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Backup {
        /// Tệp sao lưu, chưa có. The backup file, not there yet.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Khôi phục từ tệp sao lưu vào thư mục trống. Restore a backup into an empty folder.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Restore {
        /// Tệp sao lưu. The backup file.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Chạy một kịch bản phím không cần màn hình. Run a script of keys without a screen.
    #[command(help_template = TEMPLATE, after_help = STEPS, next_help_heading = OPTIONS)]
    Script {
        /// Tệp kịch bản. The script file.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
}

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

/// A report.
#[derive(Debug, Subcommand)]
pub enum Report {
    /// Hồ sơ theo mức độ dịch vụ công trực tuyến 1-4. Files by online level 1 to 4.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Levels {
        /// Ngày tiếp nhận đầu tiên, như 2016-01-01 hoặc 01/01/2016. First day of receipt.
        #[arg(long, value_name = "NGÀY", value_parser = day)]
        from: NaiveDate,
        /// Ngày tiếp nhận cuối cùng. Last day of receipt.
        #[arg(long, value_name = "NGÀY", value_parser = day)]
        to: NaiveDate,
        /// Dạng kết quả. The shape of the result.
        #[arg(long, value_enum, default_value_t = Format::Table)]
        format: Format,
    },
}

/// The shape of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Bảng cho người đọc.
    Table,
    /// CSV.
    Csv,
    /// JSON.
    Json,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).ok_or_else(|| format!("“{text}” không phải ngày; ghi như 2016-01-01 (not a day)"))
}
