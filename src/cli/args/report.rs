//! Asking for a report, or for two systems to be compared.
//!
//! Must not know: how it is done.

use super::{CODES, OPTIONS, TEMPLATE, day};
use crate::exchange::encoding::Encoding;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

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
    /// Hài lòng, phản ánh, kiến nghị. Satisfaction slips and complaints.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Feedback(Asked),
    /// Đánh giá theo NĐ 61/2018 điều 29-32. Evaluation of officers and desk.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Evaluation(Asked),
    /// Các chỉ số QĐ 766/QĐ-TTg tính được từ dữ liệu tại bàn. Indicators of QĐ 766 local data can give.
    #[command(name = "766", help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Index(Asked),
    /// Rà soát thời hạn: hạn định và thời gian thật. Limits beside what files really took.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Limits(Asked),
    /// Rà soát từng bước và người giữ. Steps and holders beside what they really took.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Steps(Asked),
    /// Rà soát thành phần hồ sơ: hay thiếu, không dùng. Papers often missing, papers never used.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Papers(Asked),
    /// Đề xuất cắt giảm: thời hạn tự chọn đã làm trễ bao nhiêu hồ sơ. What a shorter limit would have made late.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Proposal(Proposal),
    /// Danh sách hồ sơ nộp trong kỳ. Files that came in, one a line.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Arrivals(Asked),
    /// Lượng hồ sơ theo giờ và theo thứ. Workload by hour and weekday.
    #[command(help_template = TEMPLATE, after_help = CODES, next_help_heading = OPTIONS)]
    Workload(Asked),
}

/// A proposal of a shorter limit: table, json or pdf.
#[derive(Debug, Args)]
pub struct Proposal {
    /// Mã thủ tục, như 1.003868. The procedure.
    #[arg(long, value_name = "MÃ")]
    pub procedure: String,
    /// Thời hạn đề xuất, ngày làm việc. The limit proposed, in working days.
    #[arg(long, value_name = "NGÀY_LV")]
    pub cut: u32,
    /// Kỳ, dạng và tệp. Period, shape and file.
    #[command(flatten)]
    pub asked: Asked,
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
    /// Biểu đồ kèm trong xlsx, pdf, hoặc là cả tệp với svg, png. A picture in the workbook or PDF, or as the file.
    #[arg(long, value_enum, value_name = "BIỂU_ĐỒ")]
    pub picture: Option<PictureOf>,
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

/// A picture of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PictureOf {
    /// Cột.
    Bars,
    /// Cơ cấu.
    Shares,
    /// Theo tháng.
    Months,
    /// Lịch theo ngày.
    Days,
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
    /// SVG, the picture alone.
    Svg,
    /// PNG, the picture alone.
    Png,
}

/// Slips out of the box.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Survey {
    /// Ngày đặt hòm. First day the box stood.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub from: NaiveDate,
    /// Ngày mở hòm. The day it was emptied.
    #[arg(long, value_name = "NGÀY", value_parser = day)]
    pub to: NaiveDate,
    /// Số phiếu hài lòng. Slips that say satisfied.
    #[arg(long, value_name = "SỐ", default_value_t = 0)]
    pub satisfied: u32,
    /// Số phiếu bình thường. Slips that say neutral.
    #[arg(long, value_name = "SỐ", default_value_t = 0)]
    pub neutral: u32,
    /// Số phiếu không hài lòng. Slips that say not satisfied.
    #[arg(long, value_name = "SỐ", default_value_t = 0)]
    pub dissatisfied: u32,
    /// Mã người ghi, khi bàn chưa niêm. Who records it, on a plain desk.
    #[arg(long, value_name = "MÃ")]
    pub person: Option<String>,
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
    /// Bảng mã của tệp CSV không phải UTF-8: utf16, tcvn3, vni. The encoding of a CSV that is not UTF-8.
    #[arg(long, value_name = "BẢNG MÃ", value_parser = super::encoding())]
    pub encoding: Option<Encoding>,
    /// In kết quả dạng JSON. Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}
