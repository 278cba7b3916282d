//! Other systems' lists held against ours: what agrees is not told, what does not is found, however it is written.

use crate::law::d;
use crate::support::offices::random;
use crate::support::workbooks::period;
use motcua::domain::case::Case;
use motcua::domain::id::CaseId;
use motcua::domain::projection::Projection;
use motcua::domain::reconcile::{Column, any_day, any_status, compare};
use motcua::domain::row::{Minute, Row, RowDraft};
use motcua::domain::status::NationalStatus;
use motcua::exchange::reconcile::read;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// One file of each code: these unconnected stories give some twice.
fn ours() -> Projection {
    let (mut rows, mut codes) = (Projection::default(), BTreeSet::new());
    let (_, histories) = random(8, 40);
    for (id, history) in (1..).zip(&histories) {
        let case = Case::replay(CaseId(id), history);
        if case.code.as_ref().is_some_and(|code| codes.insert(code.to_string())) {
            rows.upsert(&RowDraft::of(&case));
        }
    }
    rows
}

fn shown(minute: Minute, form: &str) -> String {
    minute.date().map(|day| day.format(form).to_string()).unwrap_or_default()
}

fn status(row: &Row) -> NationalStatus {
    NationalStatus::of_stage(row.stage).unwrap()
}

/// A list of ours as another system writes it: a title, a blank leading column, days in two ways.
fn listed(ours: &Projection) -> String {
    let mut text =
        "\u{feff}BÁO CÁO;;;;;;\n;Mã hồ sơ;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày có kết quả;Trạng thái\n"
            .to_owned();
    for (at, row) in ours.rows().iter().enumerate() {
        let form = if at % 2 == 0 { "%d/%m/%Y 08:30" } else { "%Y-%m-%d" };
        let owner: String = ours.owner(row).nfd().collect();
        let [received, due, ready] = [row.received, row.due, row.ready].map(|at| shown(at, form));
        let code = ours.code(row);
        text.push_str(&format!(";{code};{owner};{received};{due};{ready};{}\n", status(row) as u8));
    }
    text
}

#[test]
fn a_list_of_ours_agrees_with_us_and_every_change_in_it_is_found() {
    let ours = ours();
    let text = listed(&ours);
    let found = compare(&read(text.as_bytes(), None).unwrap(), &ours, period()).unwrap();
    assert_eq!((found.same, found.missing.len(), found.extra.len()), (ours.len(), 0, 0), "{found:?}");
    assert!(found.different.is_empty() && found.unread == 0, "{:?}", found.different);

    let first = ours.code(&ours.rows()[0]).to_string();
    let other =
        if status(&ours.rows()[0]) == NationalStatus::Stopped { "Đã rút" } else { "Dừng xử lý" };
    let last = ours.code(ours.rows().last().unwrap()).to_string();
    let changed: String = text
        .lines()
        .filter(|line| !line.contains(&last))
        .map(|line| {
            if line.contains(&first) {
                format!(";{first};Ai khác;01/01/2019;;;{other}\n")
            } else {
                format!("{line}\n")
            }
        })
        .chain([";000.00.99.H38-190101-0001;x;01/01/2019;;;lạ\n".to_owned()])
        .collect();
    let found = compare(&read(changed.as_bytes(), None).unwrap(), &ours, period()).unwrap();
    assert_eq!(found.missing, [last]);
    assert_eq!(found.extra, ["000.00.99.H38-190101-0001"]);
    assert!(found.different.iter().all(|one| one.code == first) && found.different.len() >= 4, "{found:?}");
    let columns: BTreeSet<Column> = found.different.iter().map(|one| one.column).collect();
    assert!(columns.is_superset(&[Column::Owner, Column::Received, Column::Due, Column::Status].into()));
    assert!(compare(&read(b"a,b\n1,2\n", None).unwrap(), &ours, period()).is_none());
}

/// The same list out of a spreadsheet: real dates, serial numbers with a mark for thousands, codes in small
/// letters with spaces, names shortened or with a title.
#[test]
fn a_workbook_agrees_however_its_cells_are_written() {
    let ours = ours();
    let (mut book, day) = (Workbook::new(), Format::new().set_num_format("dd/mm/yyyy"));
    let page = book.add_worksheet();
    for (at, heading) in
        (0..).zip(["STT", "MÃ HỒ SƠ", "Chủ hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Tình trạng"])
    {
        page.write_string(2, at, heading).unwrap();
    }
    let names = ["Công ty TNHH Xuất bản", "CTY trách nhiệm hữu hạn xuất  bản.", "Ông Lý A Páo", "LY A PAO"];
    let mut rows = Projection::default();
    for (at, (row, line)) in ours.rows().iter().zip(3..).enumerate() {
        let mut case = RowDraft {
            row: row.plain(),
            code: ours.code(row).to_string(),
            owner: names[at % 2 * 2].to_owned(),
            ..RowDraft::of(&Case::blank(row.id))
        };
        case.marks.clear();
        rows.upsert(&case);
        page.write_number(line, 0, at as f64 * 1_000.0).unwrap();
        page.write_string(line, 1, format!(" {} ", case.code.to_lowercase())).unwrap();
        page.write_string(line, 2, names[at % 2 * 2 + 1]).unwrap();
        let received = row.received.date().unwrap();
        let date = ExcelDateTime::from_serial_datetime(serial(received) as f64 + 0.35).unwrap();
        page.write_datetime_with_format(line, 3, date, &day).unwrap();
        let due = serial(row.due.date().unwrap());
        page.write_string(line, 4, format!("{}.{:03}", due / 1_000, due % 1_000)).unwrap();
        let name = match status(row) {
            NationalStatus::Returned => "Đã trả kết quả",
            NationalStatus::Handled => "Đã xử lý xong",
            NationalStatus::InProcess => "Đang thụ lý",
            NationalStatus::Received => "Được tiếp nhận",
            NationalStatus::SupplementRequested => "Chờ bổ sung giấy tờ",
            NationalStatus::PaymentRequired => "Yêu cầu thực hiện nghĩa vụ tài chính",
            NationalStatus::Withdrawn => "Công dân yêu cầu rút hồ sơ",
            NationalStatus::Stopped => "Dừng xử lý",
            NationalStatus::NotReceived => "Không được tiếp nhận",
            NationalStatus::Submitted => "Mới đăng ký",
        };
        page.write_string(line, 5, name).unwrap();
    }
    let found = compare(&read(&book.save_to_buffer().unwrap(), None).unwrap(), &rows, period()).unwrap();
    assert_eq!((found.same, found.missing.len(), found.extra.len()), (rows.len(), 0, 0), "{found:?}");
    assert!(rows.len() > 15 && found.twice.is_empty());
}

/// The days a spreadsheet counts from the end of 1899.
fn serial(day: chrono::NaiveDate) -> i64 {
    (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days()
}

#[test]
fn a_file_is_found_by_the_code_of_another_system() {
    let told = crate::support::story::story().does(&motcua::domain::action::Action::Receive(Box::new(
        motcua::domain::dossier::Intake {
            foreign_codes: vec!["G01.899-200710-0001".to_owned()],
            ..crate::support::office::file("Nguyễn Thị Hoa")
        },
    )));
    let mut rows = Projection::default();
    rows.upsert(&RowDraft::of(told.case()));
    let list = b"Ma ho so,Chu ho so\nG01.899-200710-0001,NGUYEN THI HOA\n";
    let found = compare(&read(list, None).unwrap(), &rows, period()).unwrap();
    assert_eq!((found.same, found.extra.len(), found.missing.len()), (1, 0, 0), "{found:?}");
}

#[test]
fn days_and_statuses_are_read_in_every_way_lists_write_them() {
    for (text, day) in [
        ("44197", "01/01/2021"),
        ("44.197", "01/01/2021"),
        ("44,197", "01/01/2021"),
        ("44197.35", "01/01/2021"),
        ("44197,354", "01/01/2021"),
        ("20210101083000", "01/01/2021"),
        ("01/01/2021 08:30", "01/01/2021"),
        ("08:30 01/01/2021", "01/01/2021"),
        ("2021-01-01T08:30:00+07:00", "01/01/2021"),
    ] {
        assert_eq!(any_day(text), Some(d(day)), "{text}");
    }
    for text in ["sớm", "", "1.234", "99.999.999"] {
        assert_eq!(any_day(text), None, "{text}");
    }
    assert_eq!(any_status("10"), Some(NationalStatus::Returned));
    assert_eq!(any_status("Không được tiếp nhận"), Some(NationalStatus::NotReceived));
    assert_eq!((any_status("11"), any_status("gì đó"), any_status("")), (None, None, None));
}
