//! Sheets made in code, as reports make them: pages, headings that come again, nothing outside the page.

use motcua::domain::moment::Moment;
use motcua::paper::block::{
    Align, Bar, Block, Column, Group, Paper, Scale, Sheet, Signer, Style, Symbology, Table, Text,
};
use motcua::paper::layout::{Item, Pages, layout};
use motcua::paper::measure::{Measure, OnPaper, OnScreen};
use motcua::paper::{html, pdf, text};
use strum::IntoEnumIterator as _;

/// A report sheet as code makes one: title, grouped headings, many rows, bars, signatures.
pub fn report(paper: Paper, rows: usize) -> Sheet {
    let mut columns: Vec<Column> = vec![Column::new("TT", 2).centred(), Column::new("Lĩnh vực", 10)];
    columns
        .extend(["Tổng số", "Trực tuyến", "Trực tiếp", "Trước hạn"].map(|name| Column::new(name, 3).right()));
    let cells = |n: usize| {
        let name = format!("Lĩnh vực thứ {n}: xuất bản, in và phát hành xuất bản phẩm");
        [n.to_string(), name, "12".into(), "7".into(), "5".into(), "0".into()]
            .map(|cell| Text::plain(&cell))
            .to_vec()
    };
    let group = |heading: &str, span| Group { heading: Text::bold(heading), span };
    Sheet {
        title: "Báo cáo tình hình giải quyết hồ sơ".to_owned(),
        paper,
        blocks: vec![
            Block::Columns(vec![
                (
                    5,
                    vec![paragraph("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", Align::Centre), Block::Rule { width: 40 }],
                ),
                (6, vec![paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Align::Centre)]),
            ]),
            Block::Heading { level: 1, text: Text::bold("BÁO CÁO") },
            paragraph("Kỳ báo cáo từ ngày 15/12/2025 đến ngày 14/12/2026.", Align::Left),
            Block::Table(Table {
                columns,
                groups: vec![group("", 2), group("Tiếp nhận", 3), group("Giải quyết", 1)],
                rows: (1..=rows).map(cells).collect(),
                scale: Scale::Small,
            }),
            Block::Bars(
                [("Trước hạn", 63.0), ("Đúng hạn", 30.5), ("Quá hạn", 0.0)]
                    .map(|(label, value)| Bar { label: label.into(), value, shown: value.to_string() })
                    .to_vec(),
            ),
            Block::Signatures(vec![signer("NGƯỜI LẬP"), signer("THỦ TRƯỞNG")]),
            Block::Code {
                symbology: Symbology::Code128,
                content: "000.00.10.H38-261126-0001".to_owned(),
                caption: Text::plain("000.00.10.H38-261126-0001"),
                align: Align::Centre,
            },
        ],
        foot: "Một Cửa".to_owned(),
    }
}

fn paragraph(words: &str, align: Align) -> Block {
    Block::Paragraph { text: Text::plain(words), style: Style { align, ..Style::default() } }
}

fn signer(title: &str) -> Signer {
    Signer { title: Text::bold(title), note: Text::italic("(Ký, ghi rõ họ tên)"), name: Text::empty() }
}

fn letters(pages: &Pages, page: usize) -> String {
    let letters = |item: &Item| if let Item::Letters { text, .. } = item { Some(text.clone()) } else { None };
    pages.pages[page].items.iter().filter_map(letters).collect::<Vec<_>>().join(" ")
}

/// Whatever stands outside the page, or outside the margins it may use.
pub fn outside(pages: &Pages) -> Vec<String> {
    let area = pages.area;
    let (right, bottom) = (area.left + area.width + 0.6, area.top + area.height + 0.6);
    let mut found = Vec::new();
    for (at, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (x, y, width, height) = match item {
                Item::Letters { x, y, width, size, .. } => (*x, *y, *width, *size),
                Item::Rule { x, y, length, down: true } => (*x, *y, 0.0, *length),
                Item::Rule { x, y, length, down: false } => (*x, *y, *length, 0.0),
                Item::Fill { x, y, width, height } => (*x, *y, *width, *height),
            };
            if x < area.left - 0.6 || y < area.top - 0.6 || x + width > right || y + height > bottom {
                found.push(format!("page {}: {item:?}", at + 1));
            }
        }
    }
    found
}

#[test]
fn a_long_table_begins_every_page_with_its_headings() {
    for paper in [Paper::A4, Paper::A4Landscape, Paper::A5] {
        let sheet = report(paper, 90);
        let pages = layout(&sheet, &OnPaper);
        assert!(pages.pages.len() > 2, "{paper:?}");
        for page in 0..pages.pages.len() - 2 {
            let words = letters(&pages, page);
            assert!(
                words.contains("Lĩnh vực") && words.contains("Tiếp nhận"),
                "{paper:?} page {page}: {words}"
            );
        }
        let all: String = (0..pages.pages.len()).map(|page| letters(&pages, page) + " ").collect();
        for n in 1..=90 {
            assert!(all.contains(&format!("thứ {n}:")), "{paper:?}: row {n} is missing");
        }
        assert_eq!(outside(&pages), [""; 0]);
    }
}

#[test]
fn nothing_of_a_page_is_drawn_outside_or_over_its_foot() {
    for paper in [Paper::A5, Paper::A5Landscape, Paper::A4, Paper::A4Landscape] {
        for rows in [0, 1, 7, 8, 9, 10, 11, 25, 40] {
            assert_eq!(outside(&layout(&report(paper, rows), &OnPaper)), [""; 0], "{paper:?} {rows}");
        }
    }
}

#[test]
fn a_cell_of_many_lines_goes_on_to_the_next_page() {
    let mut sheet = report(Paper::A5, 0);
    let long = (0..900).map(|n| format!("chữ{n}")).collect::<Vec<_>>().join(" ");
    let columns = vec![Column::new("TT", 1), Column::new("Nội dung", 5)];
    let rows = vec![vec![Text::plain("1"), Text::plain(&long)]];
    sheet.blocks = vec![Block::Table(Table { columns, rows, ..Table::default() })];
    let pages = layout(&sheet, &OnPaper);
    assert!(pages.pages.len() > 1);
    assert_eq!(outside(&pages), [""; 0]);
    let all: String = (0..pages.pages.len()).map(|page| letters(&pages, page) + " ").collect();
    (0..900).for_each(|n| assert!(all.contains(&format!("chữ{n}")), "{n}"));
    assert!(letters(&pages, 1).contains("Nội dung"), "the heading is repeated");
}

#[test]
fn a_signature_never_stands_alone_on_a_page() {
    for lines in 20..60 {
        let mut sheet = report(Paper::A5, 0);
        sheet.blocks = vec![
            Block::Paragraph {
                text: Text::plain("dòng\n".repeat(lines).trim_end()),
                style: Style::default(),
            },
            Block::Signatures(vec![signer("NGƯỜI NỘP"), signer("NGƯỜI NHẬN")]),
        ];
        let pages = layout(&sheet, &OnPaper);
        let last = letters(&pages, pages.pages.len() - 1);
        assert!(last.contains("NGƯỜI NỘP") && last.contains("dòng"), "{lines} lines: {last}");
    }
}

#[test]
fn the_same_layout_is_text_on_a_screen() {
    insta::assert_snapshot!(text::render(&report(Paper::A4, 2), 78));
}

#[test]
fn html_keeps_headings_and_escapes_what_people_wrote() {
    let mut sheet = report(Paper::A4, 1);
    sheet.blocks.push(paragraph("<script>alert(1)</script> & \"A\"", Align::Left));
    let page = html::render(&sheet, "");
    assert!(page.contains("<h1><strong>BÁO CÁO</strong></h1>"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"));
    assert!(!page.contains("<script"));
    assert!(page.contains("<th scope=\"col\">"));
}

#[test]
fn a_pdf_is_the_same_for_the_same_moment() {
    let now = Moment::from_unix(1_790_000_000);
    let sheets = [report(Paper::A4, 3), report(Paper::A5, 3)];
    let first = pdf::render(&sheets, now).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"));
    assert_eq!(first, pdf::render(&sheets, now).unwrap());
}

#[test]
fn screens_measure_whole_cells() {
    let screen = OnScreen { columns: 40 };
    for place in [0.0, 0.4, 3.99, 17.5] {
        assert!(screen.snap(place).fract().abs() < f32::EPSILON);
    }
    assert!(Scale::iter().all(|scale| scale.factor() > 0.5));
}
