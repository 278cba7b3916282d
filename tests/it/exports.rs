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
