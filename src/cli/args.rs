//! What can be asked of the program from the shell.
//!
//! Must not know: how it is done.

use crate::domain::moment::parse_day;
use crate::domain::role::Role;
use crate::seal::Suite;
use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const COMMANDS: &str = "Lệnh";
pub(super) const OPTIONS: &str = "Tùy chọn";
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
const KEYS: &str = "\
Cơ quan đã niêm phong hỏi mật khẩu trên màn hình, hoặc lấy từ môi trường:
A sealed desk asks for the passphrase on the terminal, or takes it from the environment:
  MOTCUA_PERSON               mã người. the person's code
  MOTCUA_PASSPHRASE_FILE      tệp hoặc /dev/fd/3, dòng đầu. a file or descriptor, first line
  MOTCUA_PASSPHRASE           chính mật khẩu. the passphrase itself
  MOTCUA_NEW_PASSPHRASE[_FILE], MOTCUA_HALF_1[_FILE], MOTCUA_HALF_2[_FILE]

Mã kết thúc: 0 tốt; 1 dữ liệu hoặc máy có vấn đề; 2 gọi sai cách hoặc không được làm.
Exit codes: 0 fine; 1 something wrong in the data or the machine; 2 usage or refusal.";
pub(super) const CODES: &str = "Mã kết thúc: 0 tốt; 1 dữ liệu hoặc máy có vấn đề; 2 gọi sai cách hoặc không được làm.\n\
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
    /// Chạy một kịch bản phím không cần màn hình. Run a script of keys without a screen.
    #[command(help_template = TEMPLATE, after_help = STEPS, next_help_heading = OPTIONS)]
    Script {
        /// Tệp kịch bản. The script file.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
}

/// What is checked.
#[derive(Debug, Args)]
pub struct Check {
    /// In kết quả dạng JSON. Print the result as JSON.
    #[arg(long)]
    pub json: bool,
    /// Dòng phiếu chốt ngày từ sổ giấy. A line of the paper register the history must fit.
    #[arg(long, value_name = "DÒNG")]
    pub line: Vec<String>,
    /// Bản sao lưu mà sổ ghi phải khớp. A backup the history must go on from.
    #[arg(long, value_name = "TỆP")]
    pub against: Vec<PathBuf>,
}

/// How a desk is sealed.
#[derive(Debug, Args)]
pub struct Seal {
    /// Ai giữ mật khẩu đầu tiên (mặc định: trưởng bộ phận). Who has the first passphrase.
    #[arg(long, value_name = "MÃ")]
    pub person: Option<String>,
    /// Bộ mật mã: xchacha20-poly1305 hoặc aes-256-gcm. The cipher.
    #[arg(long, value_name = "BỘ", default_value = "xchacha20-poly1305", value_parser = suite)]
    pub suite: Suite,
}

/// What is done about people.
#[derive(Debug, Subcommand)]
pub enum People {
    /// Liệt kê. List them.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    List,
    /// Cho một người đăng nhập, hoặc đổi vai trò, mật khẩu. Let somebody log in, or change role and passphrase.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Admit(Admit),
    /// Cho một người thôi. Take somebody out.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Dismiss {
        /// Mã người. Whose code.
        #[arg(value_name = "MÃ")]
        person: String,
    },
}

/// Somebody who may log in.
#[derive(Debug, Args)]
pub struct Admit {
    /// Mã, như an.nv. Their code.
    #[arg(value_name = "MÃ")]
    pub code: String,
    /// Họ tên. Their name.
    #[arg(long, value_name = "TÊN")]
    pub name: String,
    /// Vai trò: intake, return, handler, unit-head, desk-head, clerk, accountant, administrator, viewer. The role.
    #[arg(long, value_name = "VAI_TRÒ", value_parser = role)]
    pub role: Role,
    /// Đơn vị. Their unit.
    #[arg(long, value_name = "ĐƠN_VỊ", default_value = "")]
    pub unit: String,
}

fn role(text: &str) -> Result<Role, String> {
    text.parse().ok().ok_or_else(|| format!("“{text}” không phải vai trò (no such role)"))
}

fn suite(text: &str) -> Result<Suite, String> {
    text.parse().ok().ok_or_else(|| format!("“{text}” không phải bộ mật mã (no such cipher)"))
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
    Levels(Asked),
    /// Biểu II.06a: kết quả giải quyết, 13 cột. Form II.06a: results of handling, 13 columns.
    #[command(name = "06a", help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Results(Asked),
    /// Biểu II.06g: nguyên nhân quá hạn. Form II.06g: reasons of lateness.
    #[command(name = "06g", help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Reasons(Asked),
    /// Biểu II.07b: tổ chức một cửa. Form II.07b: one-stop organisation.
    #[command(name = "07b", help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Organisation(Asked),
    /// Tổng hợp đủ các cột một bàn cần. The union of all columns a desk needs.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Overview(Asked),
    /// Toàn trình, một phần và tỷ lệ. Full and partial online services.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Services(Asked),
    /// Bổ sung hồ sơ, số lần phải đến. Supplements and repeated contacts.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Supplements(Asked),
    /// Đánh giá theo NĐ 61/2018 điều 29-32. Evaluation of officers and desk.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Evaluation(Asked),
    /// Các chỉ số QĐ 766/QĐ-TTg tính được từ dữ liệu tại bàn. Indicators of QĐ 766 local data can give.
    #[command(name = "766", help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Index(Asked),
    /// Rà soát thời hạn: hạn định và thời gian thật. Limits beside what files really took.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Limits(Asked),
    /// Danh sách hồ sơ nộp trong kỳ. Files that came in, one a line.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Arrivals(Asked),
    /// Lượng hồ sơ theo giờ và theo thứ. Workload by hour and weekday.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Workload(Asked),
}

/// What a report is asked for with.
#[derive(Debug, Args)]
pub struct Asked {
    /// Ngày đầu kỳ, như 2016-01-01 hoặc 01/01/2016. First day.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "to")]
    pub from: Option<NaiveDate>,
    /// Ngày cuối kỳ. Last day.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "from")]
    pub to: Option<NaiveDate>,
    /// Kỳ chọn sẵn thay cho hai ngày, như month, state-month, state-quarter. A preset instead of two days.
    #[arg(long, value_name = "KỲ", conflicts_with_all = ["from", "to"])]
    pub period: Option<String>,
    /// Một ngày thuộc kỳ chọn sẵn (mặc định: hôm nay). A day of the preset period.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "period")]
    pub on: Option<NaiveDate>,
    /// So với kỳ khác: ngày đầu. Compare with another period: its first day.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "against_to")]
    pub against_from: Option<NaiveDate>,
    /// Ngày cuối của kỳ so sánh. Its last day.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "against_from")]
    pub against_to: Option<NaiveDate>,
    /// Mỗi dòng là gì: lĩnh vực, thủ tục, cán bộ, đơn vị, cơ quan, cách nộp, tháng. What a line is.
    #[arg(long, value_enum, value_name = "DÒNG")]
    pub by: Option<By>,
    /// Hồ sơ chờ bổ sung: in-time là đang giải quyết, done là đã giải quyết. Files waiting for the applicant.
    #[arg(long, value_enum, default_value_t = WaitingFiles::InTime)]
    pub waiting: WaitingFiles,
    /// Hồ sơ rút, dừng: on-time là đúng hạn, by-day là so ngày. Files withdrawn or stopped.
    #[arg(long, value_enum, default_value_t = EndedFiles::OnTime)]
    pub ending: EndedFiles,
    /// In cả tên người, vì lý do này; lý do được ghi lại. Names of persons too, for a reason that is kept.
    #[arg(long, value_name = "LÝ_DO")]
    pub names: Option<String>,
    /// Dạng kết quả. The shape of the result.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Ghi vào tệp này, chưa có, thay cho in ra. Write to this file, not there yet, instead of standard output.
    #[arg(long, value_name = "TỆP")]
    pub out: Option<PathBuf>,
}

/// Which accounts are printed.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Account {
    /// Mã hồ sơ; bỏ trống để in tổng hợp cả kỳ. Code of the file; none for the list of a period.
    #[arg(value_name = "MÃ", required_unless_present = "from")]
    pub code: Option<String>,
    /// Ngày đầu kỳ. First day.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "to", conflicts_with = "code")]
    pub from: Option<NaiveDate>,
    /// Ngày cuối kỳ. Last day.
    #[arg(long, value_name = "NGÀY", value_parser = day, requires = "from")]
    pub to: Option<NaiveDate>,
    /// Tệp PDF, chưa có. The PDF file, not there yet.
    #[arg(long, value_name = "TỆP")]
    pub out: PathBuf,
}

/// What is compared.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Reconcile {
    /// Tệp CSV hoặc XLSX của hệ thống khác. The other system's file.
    #[arg(value_name = "TỆP")]
    pub file: PathBuf,
    /// Ngày tiếp nhận đầu tiên được so. First day of receipt.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub from: NaiveDate,
    /// Ngày tiếp nhận cuối cùng. Last day of receipt.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub to: NaiveDate,
    /// In kết quả dạng JSON. Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What a line of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Lĩnh vực.
    Field,
    /// Thủ tục.
    Procedure,
    /// Cán bộ thụ lý.
    Officer,
    /// Đơn vị.
    Unit,
    /// Cơ quan giải quyết.
    Body,
    /// Cách nộp.
    Channel,
    /// Tháng.
    Month,
}

/// How files waiting for the applicant are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WaitingFiles {
    /// Đang giải quyết, trong hạn.
    InTime,
    /// Đã giải quyết, đúng hạn.
    Done,
}

/// How files that ended without a result are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EndedFiles {
    /// Đúng hạn.
    OnTime,
    /// So ngày.
    ByDay,
}

/// What to do with the follow-up register.
#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// In sổ của một năm ra PDF. Print the book of a year as a PDF.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Print {
        /// Năm ghi sổ. The year.
        #[arg(long, value_name = "NĂM", value_parser = clap::value_parser!(i32).range(1900..=2200))]
        year: i32,
        /// Tệp PDF. The PDF file.
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
    /// Khóa sổ của năm đã hết, đóng dấu kiểm. Close and seal the book of a year that is over.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Close {
        /// Năm ghi sổ. The year.
        #[arg(long, value_name = "NĂM", value_parser = clap::value_parser!(i32).range(1900..=2200))]
        year: i32,
    },
    /// Đối chiếu mọi sổ đã khóa với sổ ghi. Hold every closed book against the journal.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Check,
}

/// What to do with forms.
#[derive(Debug, Subcommand)]
pub enum FormsCommand {
    /// Liệt kê các mẫu và tệp của chúng. List the forms and their files.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    List,
    /// Kiểm tra mọi mẫu: tệp, dòng và chỗ sai. Say what is wrong with any form, and where.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Check,
    /// Chép mẫu có sẵn vào thư mục dữ liệu để sửa. Copy a shipped form into the data folder, to change it.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Copy {
        /// Mẫu, như tt01-2018/receipt hoặc parts/letterhead. The form.
        #[arg(value_name = "BỘ/MẪU")]
        form: String,
    },
    /// In thử một mẫu với hồ sơ bịa. Render a form with an invented file.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Preview {
        /// Mẫu, như receipt; xem motcua forms list. The form, such as receipt.
        #[arg(value_name = "MẪU")]
        form: String,
        /// Tệp .pdf, .html hoặc .txt; bỏ trống thì in chữ ra màn hình. A file; else text to the screen.
        #[arg(long, value_name = "TỆP")]
        out: Option<PathBuf>,
        /// Ngày tiếp nhận, chọn bộ quy tắc (mặc định: hôm nay). Day of receipt, which chooses the rules.
        #[arg(long, value_name = "NGÀY", value_parser = day)]
        received: Option<NaiveDate>,
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
    /// Excel.
    Xlsx,
    /// PDF.
    Pdf,
}

pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    parse_day(text).ok_or_else(|| format!("“{text}” không phải ngày; ghi như 2016-01-01 (not a day)"))
}
