//! What can be asked of the program from the shell; each area's arguments stand in a file of their own.
//!
//! Must not know: how it is done.

mod bundle;
mod office;
mod paper;
mod report;
mod trust;

pub use bundle::{Bundle, PackKind, Send, Version};
pub use office::{Demo, Generate};
pub use paper::{Account, FormsCommand, RegisterCommand};
pub use report::{
    Asked, By, EndedFiles, Format, PictureOf, Proposal, Reconcile, Report, Survey, WaitingFiles,
};
pub use trust::{Admit, Check, People, Retention, Seal};

use crate::domain::moment::parse_day;
use crate::exchange::encoding::Encoding;
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use strum::IntoEnumIterator as _;
use trust::KEYS;

pub(in crate::cli) const TEMPLATE: &str =
    "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const COMMANDS: &str = "Lệnh";
pub(in crate::cli) const OPTIONS: &str = "Tùy chọn";
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

Mã kết thúc: 0 tốt; 1 một bước không đạt (in ra dòng và màn hình) hoặc máy có vấn đề; 2 gọi sai cách; 70 lỗi của chính chương trình.
Exit codes: 0 fine; 1 a step failed (line and screen are told) or the machine did; 2 usage or refusal; 70 a fault of the program.";
pub(in crate::cli) const CODES: &str = "Mã kết thúc: 0 tốt; 1 dữ liệu hoặc máy có vấn đề; 2 gọi sai cách hoặc không được làm; 70 lỗi của chính chương trình.\n\
                     Exit codes: 0 fine; 1 something wrong in the data or the machine; 2 usage or refusal; 70 a fault of the program.";

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
    /// Mẫu giấy tờ: liệt kê, kiểm tra, xem thử. Forms: list, check, preview.
    #[command(
        help_template = TEMPLATE,
        after_help = CODES,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Forms {
        /// Việc nào.
        #[command(subcommand)]
        command: FormsCommand,
    },
    /// Sổ theo dõi hồ sơ của một năm: in, khóa, kiểm tra. The follow-up register of a year.
    #[command(
        help_template = TEMPLATE,
        after_help = CODES,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Register {
        /// Việc nào.
        #[command(subcommand)]
        command: RegisterCommand,
    },
    /// Ghi trang niêm yết công khai: thủ tục, tra cứu, bản in A4. Write the public pages and posters.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Publish {
        /// Thư mục của trang, trống hoặc là trang cũ. The folder of the site, empty or an older site.
        #[arg(value_name = "TRANG")]
        site: PathBuf,
    },
    /// In giải trình: phiếu của một hồ sơ, hoặc tổng hợp cả kỳ. Accounts of lateness on paper.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Account(Account),
    /// Đối chiếu với tệp xuất từ hệ thống khác. Compare with another system's export.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Reconcile(Reconcile),
    /// Ghi số phiếu hài lòng đếm từ hòm. Slips counted out of the box.
    #[command(help_template = TEMPLATE, after_help = CODES)]
    Survey(Survey),
    /// Kiểm tra sổ ghi, kho và danh sách, không sửa gì. Check everything, repair nothing.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Check(Check),
    /// Niêm phong dữ liệu bằng mật khẩu; in hai nửa khóa khôi phục. Seal a desk; prints the halves of the recovery key.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Seal(Seal),
    /// Ai được đăng nhập. Who may log in.
    #[command(
        help_template = TEMPLATE,
        after_help = KEYS,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    People {
        /// Làm gì.
        #[command(subcommand)]
        people: People,
    },
    /// Gói dữ liệu trên USB giữa hai cơ quan không có mạng. Bundles on a stick between offices without a network.
    #[command(
        help_template = TEMPLATE,
        after_help = KEYS,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Bundle {
        /// Làm gì.
        #[command(subcommand)]
        bundle: Bundle,
    },
    /// Thời hạn lưu và xóa hẳn hồ sơ, hai người duyệt. How long files are kept, and erasing them with four eyes.
    #[command(
        help_template = TEMPLATE,
        after_help = KEYS,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Retention {
        /// Làm gì.
        #[command(subcommand)]
        retention: Retention,
    },
    /// Đặt lại mật khẩu bằng hai nửa khóa khôi phục. A new passphrase by both halves of the recovery key.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Recover {
        /// Mã người. Whose.
        #[arg(value_name = "MÃ")]
        person: String,
        /// Ai giữ nửa kia. Who held the other half.
        #[arg(long, value_name = "TÊN")]
        witness: String,
    },
    /// Nhật ký đăng nhập, xem, phá niêm. Who came in, looked, and broke the glass.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Log {
        /// Nhiều nhất bao nhiêu dòng. At most so many lines.
        #[arg(long, value_name = "SỐ", default_value_t = 200)]
        last: usize,
    },
    /// In dòng phiếu chốt ngày để chép vào sổ giấy. Print the line of the day for the paper register.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    CloseDay {
        /// Ai chốt (cơ quan chưa niêm phong). Who closes it, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
        /// Ghi cả phiếu giao ca, khóa sổ (PDF, một trang) vào tệp này, chưa có. The one-page sheet too, to this file.
        #[arg(long, value_name = "TỆP")]
        out: Option<PathBuf>,
    },
    /// Diễn tập khôi phục: mở thử một bản sao lưu rồi xóa bản thử. Restore a backup on trial and take it away again.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Drill {
        /// Tệp sao lưu. The backup file.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Tính một ngày hẹn và giải thích từng ngày. Count one date and explain every day of it.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Due(super::dating::Due),
    /// Lịch làm việc: xem, kiểm tra, thay đổi, và những ngày hẹn sẽ dời. Days that work, and what a change moves.
    #[command(
        help_template = TEMPLATE,
        after_help = CODES,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Calendar {
        /// Làm gì với lịch.
        #[command(subcommand)]
        what: super::days::Days,
    },
    /// Các thủ tục của cơ quan. The procedures of the office.
    #[command(
        help_template = TEMPLATE,
        after_help = CODES,
        subcommand_help_heading = COMMANDS,
        disable_help_subcommand = true
    )]
    Procedures {
        /// Làm gì với thủ tục.
        #[command(subcommand)]
        what: super::procedures::Procedures,
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
    /// Trả lại cửa sổ dòng lệnh sau khi chương trình bị giết. Mend a terminal left behind by a killed program.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    ResetTty,
    /// Chạy một kịch bản phím không cần màn hình. Run a script of keys without a screen.
    #[command(help_template = TEMPLATE, after_help = STEPS, next_help_heading = OPTIONS)]
    Script {
        /// Tệp kịch bản. The script file.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
}

/// An encoding by its name.
pub(super) fn encoding() -> impl TypedValueParser<Value = Encoding> {
    let names = Encoding::iter().map(<&'static str>::from);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Encoding>())
}

pub(in crate::cli) fn day(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).ok_or_else(|| format!("“{text}” không phải ngày; ghi như 2016-01-01 (not a day)"))
}
