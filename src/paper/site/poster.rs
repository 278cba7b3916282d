//! A procedure as a sheet to be posted: the components the law names (NĐ 63/2010/NĐ-CP art. 8.2).
//!
//! The same blocks are the page of the site and the A4 poster. What nobody verified says so. Must not know:
//! cases.

use super::Site;
use crate::domain::moment::day;
use crate::domain::procedure::{Need, OnlineService, Procedure};
use crate::paper::amount::grouped;
use crate::paper::block::{Block, Column, Paper, Scale, Sheet, Style, Table, Text};

const DOUBT: &str = " (chưa xác minh)";

const fn doubt(verified: bool) -> &'static str {
    if verified { "" } else { DOUBT }
}

/// The code, as it may be printed.
pub(super) fn code(procedure: &Procedure) -> String {
    format!("{}{}", procedure.code, doubt(procedure.code_verified))
}

/// The limit in its own words.
pub(super) fn limit(procedure: &Procedure) -> String {
    format!("{}{}", procedure.limit.as_written, doubt(procedure.limit.verified))
}

/// Level and kind of online service.
pub(super) fn online(procedure: &Procedure) -> String {
    let kind = procedure.online_service.map_or("", |service| match service {
        OnlineService::Full => ", toàn trình",
        OnlineService::Partial => ", một phần",
    });
    format!("Mức độ {}{kind}{}", procedure.online_level.number(), doubt(procedure.online_verified))
}

/// The sheet.
pub(super) fn sheet(procedure: &Procedure, site: &Site<'_>) -> Sheet {
    let mut blocks = vec![
        Block::Heading { level: 1, text: Text::bold(&procedure.name) },
        Block::Fields(vec![
            (Text::bold("Mã thủ tục"), Text::plain(&code(procedure))),
            (Text::bold("Lĩnh vực"), Text::plain(&procedure.field.name)),
            (Text::bold("Cơ quan tiếp nhận"), Text::plain(site.office)),
            (Text::bold("Thời hạn giải quyết"), Text::plain(&limit(procedure))),
            (Text::bold("Số bộ hồ sơ"), Text::plain(&procedure.sets.to_string())),
            (Text::bold("Dịch vụ công trực tuyến"), Text::plain(&online(procedure))),
            (
                Text::bold("Cách thức thực hiện"),
                Text::plain("Nộp trực tiếp, trực tuyến hoặc qua dịch vụ bưu chính công ích"),
            ),
        ]),
    ];
    part(&mut blocks, "Thành phần hồ sơ", papers(procedure));
    part(&mut blocks, "Mẫu đơn, tờ khai", forms(procedure));
    part(&mut blocks, "Phí, lệ phí", fees(procedure, site));
    part(&mut blocks, "Trình tự giải quyết", steps(procedure, site));
    part(&mut blocks, "Kết quả", vec![plain(&result(procedure))]);
    part(&mut blocks, "Căn cứ pháp lý", list(&procedure.legal_basis));
    if !procedure.notes.is_empty() {
        part(&mut blocks, "Yêu cầu, lưu ý", list(&procedure.notes));
    }
    Sheet {
        title: procedure.name.clone(),
        paper: Paper::A4,
        blocks,
        foot: format!("{} - niêm yết ngày {}", site.office, day(site.now.date())),
    }
}

fn part(blocks: &mut Vec<Block>, title: &str, inner: Vec<Block>) {
    blocks.push(Block::Heading { level: 2, text: Text::bold(title) });
    blocks.extend(inner);
}

fn plain(text: &str) -> Block {
    Block::Paragraph { text: Text::plain(text), style: Style::default() }
}

/// Lines of their own; nothing known is not nothing needed.
fn list(items: &[String]) -> Vec<Block> {
    if items.is_empty() {
        return vec![plain("Chưa có thông tin.")];
    }
    items.iter().map(|item| plain(&format!("- {item}"))).collect()
}

fn table(columns: Vec<Column>, rows: Vec<Vec<String>>) -> Block {
    let rows = rows.into_iter().map(|row| row.iter().map(|cell| Text::plain(cell)).collect()).collect();
    Block::Table(Table { columns, groups: Vec::new(), rows, scale: Scale::Normal })
}

fn papers(procedure: &Procedure) -> Vec<Block> {
    let columns = vec![
        Column::new("TT", 6).centred(),
        Column::new("Tên giấy tờ", 50),
        Column::new("Hình thức", 20),
        Column::new("Số lượng", 10).centred(),
        Column::new("Khi nào cần", 26),
    ];
    let row = |(no, paper): (usize, &crate::domain::procedure::Paper)| {
        let form: &str = paper.form.into();
        let form = match form {
            "original" => "Bản chính",
            "certified" => "Bản sao chứng thực",
            _ => "Bản sao",
        };
        let need = match &paper.need {
            Need::Required => "Luôn cần".to_owned(),
            Need::Conditional(when) => when.clone(),
        };
        let name = format!("{}{}", paper.name, doubt(paper.verified));
        vec![no.to_string(), name, form.to_owned(), paper.count.to_string(), need]
    };
    vec![table(columns, (1..).zip(&procedure.papers).map(row).collect())]
}

/// Papers that name a form of their own.
fn forms(procedure: &Procedure) -> Vec<Block> {
    let named = procedure.papers.iter().filter(|paper| paper.name.contains("Mẫu"));
    let names: Vec<String> = named.map(|paper| format!("{}{}", paper.name, doubt(paper.verified))).collect();
    list(&names)
}

fn fees(procedure: &Procedure, site: &Site<'_>) -> Vec<Block> {
    let today = site.now.date();
    let holds = |fee: &&crate::domain::procedure::FeeRow| {
        fee.from.is_none_or(|from| from <= today) && fee.to.is_none_or(|to| today <= to)
    };
    let rows: Vec<Vec<String>> = procedure
        .fees
        .iter()
        .filter(holds)
        .map(|fee| {
            let amount =
                fee.amount.map_or_else(|| "theo quy định".to_owned(), |sum| format!("{} đồng", grouped(sum)));
            let channel = fee.channel.map_or_else(
                || "Mọi cách nộp".to_owned(),
                |channel| site.words.text(&format!("channel-{}", <&str>::from(channel))),
            );
            vec![format!("{}{}", fee.name, doubt(fee.verified)), amount, fee.per.clone(), channel]
        })
        .collect();
    if rows.is_empty() {
        return vec![plain("Không thu.")];
    }
    let columns = vec![
        Column::new("Khoản thu", 46),
        Column::new("Mức thu", 18).right(),
        Column::new("Tính theo", 16),
        Column::new("Cách nộp", 20),
    ];
    vec![table(columns, rows)]
}

fn steps(procedure: &Procedure, site: &Site<'_>) -> Vec<Block> {
    if procedure.steps.is_empty() {
        return vec![plain("Chưa có thông tin.")];
    }
    let rows = (1..).zip(&procedure.steps).map(|(no, step)| {
        let unit: &str = step.limit.unit.into();
        let count =
            format!("{} {}", step.limit.n, site.words.text(&format!("unit-{}", unit.replace('_', "-"))));
        vec![no.to_string(), step.name.clone(), count]
    });
    let columns = vec![Column::new("TT", 6).centred(), Column::new("Bước", 70), Column::new("Thời gian", 24)];
    let mut blocks = vec![table(columns, rows.collect())];
    if !procedure.steps_verified {
        blocks.push(plain(
            "Phân chia bước là ví dụ, cơ quan thay bằng quy trình nội bộ đã phê duyệt (chưa xác minh).",
        ));
    }
    blocks
}

fn result(procedure: &Procedure) -> String {
    let result = &procedure.result;
    let valid = result.valid_months.map_or_else(String::new, |months| format!(", có giá trị {months} tháng"));
    let note = result.note.as_ref().map_or_else(String::new, |note| format!(". {note}"));
    format!("{} ({} bản){valid}{note}{}", result.name, result.copies, doubt(result.verified))
}
