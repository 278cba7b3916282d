//! The look-up of cases: code and completion level, a page a month of receipt.
//!
//! Nothing else of a case is here: who asks without proving who they are learns no more (TT 01/2018/TT-VPCP
//! art. 16.2d). Must not know: names, procedures, dates of cases.

use super::Site;
use crate::domain::stage::Stage;
use chrono::{Datelike as _, Days};
use maud::{Markup, html as markup};
use std::collections::BTreeMap;

/// Ended cases are shown so long.
const SHOWN_DAYS: u64 = 365;

/// How far a case is, for the public.
pub(super) const fn level(stage: Stage) -> &'static str {
    match stage {
        Stage::Blank | Stage::Arrived => "Chờ tiếp nhận",
        Stage::IntakeSupplement | Stage::AppraisalSupplement => "Chờ người nộp bổ sung hồ sơ",
        Stage::RefusedAtIntake => "Không tiếp nhận",
        Stage::Received | Stage::InProcess | Stage::WithAgencies => "Đang giải quyết",
        Stage::AwaitingPayment => "Chờ thực hiện nghĩa vụ tài chính",
        Stage::Decided => "Đã có quyết định, đang phát hành kết quả",
        Stage::ResultReady | Stage::BackFromPost => "Đã có kết quả, mời đến nhận",
        Stage::WithPost => "Kết quả đang gửi qua bưu chính",
        Stage::HandedOver => "Đã trả kết quả",
        Stage::Withdrawn => "Đã rút hồ sơ",
        Stage::Stopped => "Đã dừng giải quyết",
    }
}

/// The pages, by path.
pub(super) fn pages(site: &Site<'_>) -> Vec<(String, Markup)> {
    let since = site.now.date().checked_sub_days(Days::new(SHOWN_DAYS)).unwrap_or(site.now.date());
    let mut months: BTreeMap<(i32, u32), Vec<(String, &'static str)>> = BTreeMap::new();
    for row in site.rows.kept() {
        let code = site.rows.code(row).to_string();
        let touched = row.touched.date().unwrap_or(since);
        let Some(received) = row.received.date().filter(|_| !code.is_empty()) else { continue };
        if !row.stage.is_end() || touched >= since {
            months.entry((received.year(), received.month())).or_default().push((code, level(row.stage)));
        }
    }
    let path = |(year, month): (i32, u32)| format!("tra-cuu-{year}-{month:02}.html");
    let mut pages = Vec::new();
    let list = markup! {
        h1 { "Tra cứu hồ sơ" }
        p { "Chọn tháng tiếp nhận ghi trong mã hồ sơ: sáu số ở giữa mã là năm, tháng, ngày. Sau đó tìm mã bằng chức năng tìm của trình duyệt (Ctrl+F)." }
        p { "Trang này chỉ hiện mã và mức độ hoàn thành của hồ sơ." }
        @if months.is_empty() { p { "Chưa có hồ sơ nào." } }
        ul { @for (month, cases) in months.iter().rev() {
            li { a href=(path(*month)) { (format!("Tháng {:02}/{}", month.1, month.0)) } ": " (cases.len()) " hồ sơ" }
        } }
    };
    pages.push(("tra-cuu.html".to_owned(), site.page("Tra cứu hồ sơ", &list)));
    for (month, mut cases) in months {
        cases.sort_unstable();
        let title = format!("Hồ sơ tiếp nhận tháng {:02}/{}", month.1, month.0);
        let body = markup! {
            h1 { (title) }
            p { a href="tra-cuu.html" { "Chọn tháng khác" } }
            table {
                caption { "Mã và mức độ hoàn thành của hồ sơ" }
                thead { tr { th scope="col" { "Mã hồ sơ" } th scope="col" { "Mức độ hoàn thành" } } }
                tbody { @for (code, level) in &cases { tr { th scope="row" { (code) } td { (level) } } } }
            }
        };
        pages.push((path(month), site.page(&title, &body)));
    }
    pages
}
