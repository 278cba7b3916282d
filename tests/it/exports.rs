//! What leaves the desk: workbooks read back by another reader, sheets of paper, and lists held against ours.

use crate::law::d;
use crate::support::office::{law, office};
use crate::support::offices::random;
use crate::support::story::at;
use crate::support::workbooks::{every_kind as sheets, figures_read_back, period, words};
use calamine::{Data, Reader as _};
use motcua::domain::action::Action;
use motcua::domain::case::Case;
use motcua::domain::id::CaseId;
use motcua::domain::projection::Projection;
use motcua::domain::report::scope::Scope;
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, make};
use motcua::domain::row::RowDraft;
use motcua::domain::stage::{ActionKind, Stage};
use motcua::exchange::reconcile::{Column, any_day, compare, read};
use motcua::exchange::sheet::{to_csv, to_json};
use motcua::exchange::workbook::to_xlsx;
use motcua::paper::{accounting, pdf, report, text};
use std::io::Cursor;

#[test]
fn every_figure_of_every_workbook_is_read_back_by_another_reader() {
    let (rows, _) = random(21, 60);
    let figures: usize =
        sheets(&rows).iter().map(|sheet| figures_read_back(sheet, to_xlsx(sheet, &words()).unwrap())).sum();
    assert!(figures > 300, "{figures}");
}

#[test]
fn what_a_citizen_wrote_is_never_a_formula_nor_a_name_where_none_was_asked_for() {
    let mut rows = Projection::default();
    for (id, name) in [(1, "=HYPERLINK(\"x\")"), (2, "@SUM(A1)"), (3, "Nguyễn Thị Hoa")] {
        let mut form = crate::support::office::file(name);
        form.summary = "=1+1".to_owned();
        let told = crate::support::story::story().does(&Action::Receive(Box::new(form)));
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
    }
    let (law, office) = (law(), office());
    let scope = Scope::new(&rows, &law, &office, period(), d("31/12/2020"));
    let masked = make(Kind::Arrivals, Split::Procedure, &scope);
    assert!(!to_csv(&masked, &words()).unwrap().contains("Hoa"));
    assert!(!to_json(&masked).to_string().contains("Hoa"));
    let named = masked.with_names(&scope, "Đối chiếu");
    let csv = to_csv(&named, &words()).unwrap();
    assert!(csv.contains("'=HYPERLINK") && csv.contains("'@SUM") && csv.contains("Nguyễn Thị Hoa"), "{csv}");
    let mut book = calamine::Xlsx::new(Cursor::new(to_xlsx(&named, &words()).unwrap())).unwrap();
    let formulas = book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap();
    assert!(
        formulas.cells().all(|(.., formula)| !formula.contains("HYPERLINK") && !formula.contains("SUM(A1)"))
    );
    let page = book.worksheet_range_at(0).unwrap().unwrap();
    assert!(
        page.cells().any(|(.., cell)| *cell == Data::String("=HYPERLINK(\"x\")".to_owned())),
        "kept as text"
    );
}

#[test]
fn reports_and_accounts_are_sheets_of_paper_with_everything_they_say() {
    let (rows, _) = random(21, 60);
    let (law, office) = (law(), office());
    let now = at(Stage::InProcess).now;
    for sheet in sheets(&rows) {
        let paper = report::sheet(&sheet, &office.name, &words(), now);
        let read = text::render(&paper, 200);
        for line in report::beneath(&sheet, &words()) {
            let first = line.split(' ').take(4).collect::<Vec<_>>().join(" ");
            assert!(read.contains(&first), "{:?}: {line}\n{read}", sheet.kind);
        }
        assert!(pdf::render(&[paper], now).unwrap().starts_with(b"%PDF-"));
    }
    let told = at(Stage::InProcess).on("30/07/2020 09:00").by(crate::support::office::AN);
    let told = told.then(ActionKind::GiveAccount);
    let words = words();
    let desk = accounting::Desk { office: &office, law: &law, words: &words, now: told.now };
    let read = text::render(&accounting::sheet(desk, &told.file), 100);
    for said in ["b1 Quá tải", "Tháng cao điểm", "Nguyễn Văn An", "15/STTTT-BCXB", "24/07/2020"] {
        assert!(read.contains(said), "{said}\n{read}");
    }
    let list = accounting::list(desk, &[told.file], period());
    let read = text::render(&list, 200);
    assert!(read.contains("Đã giải trình"), "{read}");
    assert!(pdf::render(&[list], now).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn a_list_of_ours_agrees_with_us_and_every_change_in_it_is_found() {
    let (rows, _) = random(8, 40);
    let owner = |code: &str| rows.rows().iter().find(|row| rows.code(row) == code).map(|row| rows.owner(row));
    let mut codes = std::collections::BTreeSet::new();
    // Codes repeat between these unconnected stories; one of each will do.
    let mut ours = Projection::default();
    let (_, histories) = random(8, 40);
    for (id, history) in (1..).zip(&histories) {
        let case = Case::replay(CaseId(id), history);
        if case.code.as_ref().is_some_and(|code| codes.insert(code.to_string())) {
            ours.upsert(&RowDraft::of(&case));
        }
    }
    let line = |row: &motcua::domain::row::Row, form: &str| {
        let shown = |minute: motcua::domain::row::Minute| {
            minute.date().map(|day| day.format(form).to_string()).unwrap_or_default()
        };
        let owner: String = unicode_normalization::UnicodeNormalization::nfd(ours.owner(row)).collect();
        format!(";{};{owner};{};{};{}", ours.code(row), shown(row.received), shown(row.due), shown(row.ready))
    };
    let mut text =
        "\u{feff}BÁO CÁO;;;;;\n;Mã hồ sơ;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Ngày có kết quả\n".to_owned();
    for (at, row) in ours.rows().iter().enumerate() {
        text.push_str(&line(row, if at % 2 == 0 { "%d/%m/%Y 08:30" } else { "%Y-%m-%d" }));
        text.push('\n');
    }
    let found = compare(&read(text.as_bytes()).unwrap(), &ours, period()).unwrap();
    assert_eq!((found.same, found.missing.len(), found.extra.len()), (ours.len(), 0, 0), "{found:?}");
    assert!(found.different.is_empty(), "{:?}", found.different);

    let first = ours.code(&ours.rows()[0]).to_string();
    let last = ours.code(ours.rows().last().unwrap()).to_string();
    let changed: String = text
        .lines()
        .filter(|line| !line.contains(&last))
        .map(|line| {
            if line.contains(&first) {
                format!(";{first};Ai khác;01/01/2019;;\n")
            } else {
                format!("{line}\n")
            }
        })
        .chain([";000.00.99.H38-190101-0001;x;01/01/2019;;\n".to_owned()])
        .collect();
    let found = compare(&read(changed.as_bytes()).unwrap(), &ours, period()).unwrap();
    assert_eq!(found.missing, [last]);
    assert_eq!(found.extra, ["000.00.99.H38-190101-0001"]);
    assert!(found.different.iter().all(|one| one.code == first) && found.different.len() >= 3, "{found:?}");
    assert!(found.different.iter().any(|one| one.column == Column::Owner && one.theirs == "Ai khác"));
    assert!(owner(&first).is_some() && compare(&read(b"a,b\n1,2\n").unwrap(), &ours, period()).is_err());
    for (text, day) in [
        ("44197", "01/01/2021"),
        ("20210101083000", "01/01/2021"),
        ("01/01/2021 08:30", "01/01/2021"),
        ("08:30 01/01/2021", "01/01/2021"),
        ("2021-01-01T08:30:00+07:00", "01/01/2021"),
    ] {
        assert_eq!(any_day(text), Some(d(day)), "{text}");
    }
    assert_eq!(any_day("sớm"), None);
}
