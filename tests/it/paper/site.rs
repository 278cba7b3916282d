//! The public site: whole, valid, without scripts, silent about people, and shown by a real browser.

use crate::support::driver::practice_office;
use crate::support::tools::is_here;
use motcua::cli;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The practice office, published.
pub(super) fn published() -> (TempDir, TempDir) {
    let (office, site) = (practice_office(), tempfile::tempdir().unwrap());
    let arguments =
        ["motcua", "publish", site.path().to_str().unwrap(), "--dir", office.path().to_str().unwrap()];
    let code = cli::run(arguments.map(Into::into), crate::law::m("23/11/2026 09:00"));
    assert_eq!(format!("{code:?}"), format!("{:?}", std::process::ExitCode::SUCCESS));
    (office, site)
}

fn pages(site: &Path) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(site).unwrap().map(|entry| entry.unwrap().path());
    let html = entries.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    html.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    page.split(&format!("{attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_somewhere_and_nothing_needs_a_script_or_the_network() {
    let (_office, site) = published();
    let pages = pages(site.path());
    assert!(pages.len() > 20);
    for (path, page) in &pages {
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"), "{path:?}");
        for target in values(page, "href").into_iter().filter(|target| !target.starts_with('#')) {
            assert!(site.path().join(target).is_file(), "{path:?} leads to {target}");
        }
        // What a screen reader and a keyboard need.
        assert_eq!(page.matches("<h1>").count(), 1, "{path:?}");
        for part in [
            "<html lang=\"vi\">",
            "<main id=\"noi-dung\">",
            "href=\"#noi-dung\"",
            "<nav aria-label",
            "<title>",
        ] {
            assert!(page.contains(part), "{path:?} lacks {part}");
        }
        assert_eq!(page.matches("<table").count(), page.matches("<thead>").count(), "{path:?}");
    }
}

#[test]
fn the_lookup_says_code_and_level_and_nothing_of_anybody() {
    let (_office, site) = published();
    let mut cells = BTreeSet::new();
    let mut cases = 0;
    for (path, page) in pages(site.path()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.starts_with("tra-cuu-") {
            continue;
        }
        let body = page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
        for row in body.split("<tr>").skip(1) {
            let (code, level) = row.split_once("</th>").unwrap();
            let code = code.trim_start_matches("<th scope=\"row\">");
            assert!(motcua::domain::number::parse_code(code).is_some(), "{code}");
            let level = level.trim_start_matches("<td>").split('<').next().unwrap();
            cells.insert(level.to_owned());
            cases += 1;
            assert_eq!(row.matches('<').count(), 5, "two cells and no more: {row}");
        }
    }
    assert!(cases > 30, "{cases}");
    assert!(cells.len() <= 11 && cells.contains("Đang giải quyết"), "{cells:?}");
}

#[test]
fn a_procedure_page_tells_everything_and_marks_what_nobody_verified() {
    let (_office, site) = published();
    let page = std::fs::read_to_string(site.path().join("thu-tuc-1.003868.html")).unwrap();
    for words in [
        "Thành phần hồ sơ",
        "Mẫu đơn, tờ khai",
        "Phí, lệ phí",
        "Trình tự giải quyết",
        "Kết quả",
        "Căn cứ pháp lý",
        "10 ngày làm việc",
        "15.000 đồng",
        "(chưa xác minh)",
        "Mức độ 4",
        "niem-yet/thu-tuc-1.003868.pdf",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_site_is_not_written_over_something_else() {
    let (office, site) = (practice_office(), tempfile::tempdir().unwrap());
    std::fs::write(site.path().join("anh.jpg"), b"x").unwrap();
    let arguments =
        ["motcua", "publish", site.path().to_str().unwrap(), "--dir", office.path().to_str().unwrap()];
    let code = cli::run(arguments.map(Into::into), crate::law::m("23/11/2026 09:00"));
    assert_eq!(format!("{code:?}"), format!("{:?}", std::process::ExitCode::from(2)));
    assert_eq!(std::fs::read_dir(site.path()).unwrap().count(), 1);
}

#[test]
fn the_pages_are_valid_html() {
    if !is_here("tidy") {
        return;
    }
    let (_office, site) = published();
    for (path, _) in pages(site.path()) {
        let told = Command::new("tidy").args(["-quiet", "-errors", "-utf8"]).arg(&path).output().unwrap();
        assert!(told.status.success(), "{path:?}: {}", String::from_utf8_lossy(&told.stderr));
    }
}

#[test]
fn a_real_browser_shows_the_pages() {
    if !is_here("chromium") {
        return;
    }
    let (_office, site) = published();
    let browse = |arguments: &[&str], page: &str| {
        let home = tempfile::tempdir().unwrap();
        Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
            // The page is a file: nothing of the browser has business with a network.
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--no-first-run", "--hide-scrollbars"])
            .arg(format!("--user-data-dir={}", home.path().display()))
            .args(arguments)
            .arg(format!("file://{}", site.path().join(page).display()))
            .output()
            .unwrap()
    };
    let dom = browse(&["--dump-dom"], "index.html");
    let dom = String::from_utf8_lossy(&dom.stdout).into_owned();
    assert!(dom.contains("Thủ tục hành chính công khai") && dom.contains("thu-tuc-1.003868.html"), "{dom}");
    let picture = site.path().join("page.png");
    browse(
        &["--window-size=1000,1200", &format!("--screenshot={}", picture.display())],
        "thu-tuc-1.003868.html",
    );
    let bytes = std::fs::read(&picture).unwrap();
    // A blank page of this size packs to a few thousand bytes.
    assert!(bytes.starts_with(b"\x89PNG") && bytes.len() > 30_000, "{} bytes", bytes.len());
    // On paper it is all there as well, and nothing of what only a screen needs.
    let paper = site.path().join("page.pdf");
    browse(
        &["--no-pdf-header-footer", &format!("--print-to-pdf={}", paper.display())],
        "thu-tuc-1.003868.html",
    );
    let told = Command::new("pdftotext").arg("-layout").arg(&paper).arg("-").output().unwrap();
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    for words in ["Thành phần hồ sơ", "Căn cứ pháp lý", "10 ngày làm việc"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Đến nội dung chính"), "{text}");
}
