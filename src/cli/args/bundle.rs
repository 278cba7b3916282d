//! Asking about bundles on a stick.
//!
//! Must not know: how it is done.

use super::trust::KEYS;
use super::{OPTIONS, TEMPLATE, day};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What is done with bundles.
#[derive(Debug, Subcommand)]
pub enum Bundle {
    /// Ghi thẻ nhận diện của cơ quan để đưa cho nơi khác. Write this office's card for another.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Card {
        /// Tệp thẻ, chưa có. The card file, not there yet.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
    },
    /// Tin một cơ quan sau khi hai người đối chiếu vân tay khóa. Trust an office after two people compared its fingerprint.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Trust {
        /// Tệp thẻ của cơ quan kia. The other office's card.
        #[arg(value_name = "TỆP")]
        card: PathBuf,
        /// Vân tay tám nhóm nghe đọc hoặc chép từ giấy. The eight groups as read aloud or on paper.
        #[arg(long, value_name = "VÂN_TAY")]
        fingerprint: Option<String>,
        /// Người thứ hai cùng đối chiếu. The second person.
        #[arg(long, value_name = "MÃ")]
        witness: Option<String>,
        /// Tin đến hết ngày (mặc định: hai năm). The last day of the trust.
        #[arg(long, value_name = "NGÀY", value_parser = day)]
        until: Option<NaiveDate>,
        /// Trưởng bộ phận (cơ quan chưa niêm phong). The head, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
    /// Thôi tin một cơ quan. Trust an office no more.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Revoke {
        /// Tên hoặc mã của cơ quan. Its name or the beginning of its number.
        #[arg(value_name = "CƠ_QUAN")]
        office: String,
        /// Lý do. Why.
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        /// Trưởng bộ phận (cơ quan chưa niêm phong). The head, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
    /// Các cơ quan đã tin, gói đã gửi, đã nhận, còn thiếu. Offices, bundles made, taken and missing.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Offices,
    /// Ghi một gói lên USB: bản sao, bàn giao, gói dữ liệu. Make a bundle: copies, hand-overs, packs.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Send(Send),
    /// Ghi lại một gói đã gửi mà chưa tới. Bring a bundle again that never arrived.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Again {
        /// Tên hoặc mã của cơ quan nhận. The receiver.
        #[arg(value_name = "CƠ_QUAN")]
        office: String,
        /// Số của gói. The number of the bundle.
        #[arg(value_name = "SỐ")]
        number: u64,
        /// Thư mục trên USB. A folder of the stick.
        #[arg(value_name = "USB")]
        stick: PathBuf,
    },
    /// Xem trước một gói: mới, thay đổi, xung đột, bàn giao; chưa nhận gì. Preview a bundle; nothing is taken.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Look {
        /// Tệp gói, hoặc thư mục USB: gói đầu tiên chưa nhận. The bundle, or a folder: the first not taken yet.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        /// In kết quả dạng JSON. Print the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Nhận một gói đã xem trước: tất cả hoặc không gì cả. Take a bundle in: all of it or nothing.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Take {
        /// Tệp gói, hoặc thư mục USB: gói đầu tiên chưa nhận. The bundle, or a folder: the first not taken yet.
        #[arg(value_name = "TỆP")]
        file: PathBuf,
        /// Mã xác nhận của bản xem trước. The code the preview gave.
        #[arg(long, value_name = "MÃ_XÁC_NHẬN")]
        accept: Option<String>,
        /// Vẫn nhận dù lịch sử không khớp, vì lý do này. Take it although histories do not fit, for this reason.
        #[arg(long, value_name = "LÝ_DO")]
        despite: Option<String>,
        /// Trưởng bộ phận (cơ quan chưa niêm phong). The head, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
    /// Hồ sơ có hai bản khác nhau, chờ phân xử. Files with two versions, waiting for a decision.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Conflicts,
    /// Phân xử: giữ bản ở đây hay lấy bản từ nơi gửi. Decide between two versions of a file.
    #[command(help_template = TEMPLATE, after_help = KEYS, next_help_heading = OPTIONS)]
    Decide {
        /// Mã hồ sơ. The code of the file.
        #[arg(value_name = "MÃ_HỒ_SƠ")]
        code: String,
        /// Bản nào đúng. Which version holds.
        #[arg(value_enum, value_name = "BẢN")]
        version: Version,
        /// Lý do. Why.
        #[arg(long, value_name = "LÝ_DO")]
        reason: String,
        /// Trưởng bộ phận (cơ quan chưa niêm phong). The head, on a plain desk.
        #[arg(long, value_name = "MÃ")]
        person: Option<String>,
    },
}

/// What goes into a bundle.
#[derive(Debug, Args)]
pub struct Send {
    /// Tên hoặc mã của cơ quan nhận. The receiver.
    #[arg(value_name = "CƠ_QUAN")]
    pub office: String,
    /// Thư mục trên USB. A folder of the stick.
    #[arg(value_name = "USB")]
    pub stick: PathBuf,
    /// Hồ sơ nơi nhận đã có và đã thay đổi. Files the receiver knows and that changed.
    #[arg(long)]
    pub changed: bool,
    /// Mọi hồ sơ của một bộ lọc, như in-process. All files of a filter.
    #[arg(long, value_name = "BỘ_LỌC")]
    pub filter: Option<String>,
    /// Gửi bản sao hồ sơ này. Send a copy of this file.
    #[arg(long = "copy", value_name = "MÃ_HỒ_SƠ")]
    pub copies: Vec<String>,
    /// Bàn giao hồ sơ này: từ nay nơi nhận xử lý. Give this file over: from here on the receiver acts.
    #[arg(long = "give-over", value_name = "MÃ_HỒ_SƠ")]
    pub given: Vec<String>,
    /// Gói dữ liệu: thủ tục, lịch, bộ quy tắc, mẫu giấy tờ. Packs of the office's own data.
    #[arg(long = "pack", value_enum, value_name = "LOẠI")]
    pub packs: Vec<PackKind>,
    /// Ai gửi (cơ quan chưa niêm phong). Who sends it, on a plain desk.
    #[arg(long, value_name = "MÃ")]
    pub person: Option<String>,
}

/// A version of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Version {
    /// Bản ở đây.
    Ours,
    /// Bản từ nơi gửi.
    Theirs,
}

/// A kind of pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PackKind {
    /// Thủ tục.
    Procedures,
    /// Lịch làm việc.
    Calendars,
    /// Bộ quy tắc.
    Rules,
    /// Mẫu giấy tờ.
    Forms,
}
