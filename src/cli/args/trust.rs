//! Asking about people, seals and proofs.
//!
//! Must not know: how it is done.

use super::{OPTIONS, TEMPLATE};
use crate::domain::role::Role;
use crate::seal::Suite;
use clap::{Args, Subcommand};
use std::path::PathBuf;

pub(super) const KEYS: &str = "\
Cơ quan đã niêm phong hỏi mật khẩu trên màn hình, hoặc lấy từ môi trường:
A sealed desk asks for the passphrase on the terminal, or takes it from the environment:
  MOTCUA_PERSON               mã người. the person's code
  MOTCUA_PASSPHRASE_FILE      tệp hoặc /dev/fd/3, dòng đầu. a file or descriptor, first line
  MOTCUA_PASSPHRASE           chính mật khẩu. the passphrase itself
  MOTCUA_NEW_PASSPHRASE[_FILE], MOTCUA_HALF_1[_FILE], MOTCUA_HALF_2[_FILE]

Mã kết thúc: 0 tốt; 1 dữ liệu hoặc máy có vấn đề; 2 gọi sai cách hoặc không được làm; 70 lỗi của chính chương trình.
Exit codes: 0 fine; 1 something wrong in the data or the machine; 2 usage or refusal; 70 a fault of the program.";
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

/// What is done about keeping and erasing.
#[derive(Debug, Subcommand)]
pub enum Retention {
    /// Hồ sơ đã hết hạn lưu, hồ sơ đang giữ lại, đề nghị xóa đang chờ. What is over, held, proposed.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    List {
        /// Mọi hồ sơ đã kết thúc. Every ended file.
        #[arg(long)]
        all: bool,
        /// In kết quả dạng JSON, mỗi dòng một hồ sơ. JSON, a line a file.
        #[arg(long)]
        json: bool,
    },
    /// Giữ lại dù đã hết hạn: khiếu nại, tòa án, thanh tra. Keep files whatever their retention says.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Hold {
        /// Mã hồ sơ. Their codes.
        #[arg(value_name = "MÃ", required = true)]
        codes: Vec<String>,
        /// Lý do và văn bản. Why, with the document.
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        /// Ai làm (cơ quan chưa niêm phong). Who does it, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
    /// Thôi giữ lại. Hold them no more.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Release {
        /// Mã hồ sơ. Their codes.
        #[arg(value_name = "MÃ", required = true)]
        codes: Vec<String>,
        /// Lý do và văn bản. Why, with the document.
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        /// Ai làm (cơ quan chưa niêm phong). Who does it, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
    /// Đề nghị xóa hồ sơ hết hạn lưu; người khác duyệt. Propose to erase; somebody else agrees.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Propose {
        /// Mã hồ sơ; không ghi thì mọi hồ sơ đã hết hạn và không bị giữ. Their codes; all that are over if not said.
        #[arg(value_name = "MÃ")]
        codes: Vec<String>,
        /// Căn cứ: biên bản, quyết định hủy. The basis: the minutes or the decision.
        #[arg(long, value_name = "CĂN_CỨ")]
        basis: String,
        /// Ai làm (cơ quan chưa niêm phong). Who does it, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
    /// Duyệt đề nghị của người khác và xóa: khóa của hồ sơ mất hẳn. Agree to another's proposal and erase for ever.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Erase {
        /// Số đề nghị, xem `retention list`. The number of the proposal.
        #[arg(value_name = "SỐ")]
        proposal: u64,
        /// Ai làm (cơ quan chưa niêm phong). Who does it, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
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
