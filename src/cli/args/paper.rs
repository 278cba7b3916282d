//! Asking for paper: accounts, the register, forms.
//!
//! Must not know: how it is done.

use super::{CODES, OPTIONS, TEMPLATE, day};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
