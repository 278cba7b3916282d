//! Public posting (niêm yết công khai): pages and posters of the procedures, and a look-up of cases.
//!
//! Static files without scripts, that a browser reads from a memory stick as from a portal. The look-up shows code
//! and completion level and nothing else (TT 01/2018/TT-VPCP art. 16.2d). Must not know: where the files go.

mod lookup;
mod poster;

use super::block::Sheet;
use super::html;
use super::pdf::{self, PdfError};
use crate::domain::law::Law;
use crate::domain::moment::{Moment, day};
use crate::domain::procedure::Procedure;
use crate::domain::projection::Projection;
use crate::look::catalog::Catalog;
use maud::{DOCTYPE, Markup, html as markup};
use std::sync::Arc;

/// A file of the site, by its path inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a site is made of.
pub struct Site<'a> {
    /// The name of the office.
    pub office: &'a str,
    /// Telephone and website for questions; empty where not set.
    pub contact: &'a str,
    /// The law.
    pub law: &'a Law,
    /// The rows of all cases.
    pub rows: &'a Projection,
    /// Vietnamese words of the domain.
    pub words: &'a Catalog,
    /// Now.
    pub now: Moment,
}

const STYLES: &str = include_str!("../../../assets/site/site.css");

impl Site<'_> {
    /// Every file of the site.
    pub fn files(&self) -> Result<Vec<SiteFile>, PdfError> {
        let mut files = vec![SiteFile { path: "site.css".to_owned(), bytes: STYLES.as_bytes().to_vec() }];
        let mut page = |path: &str, content: Markup| {
            files.push(SiteFile { path: path.to_owned(), bytes: content.into_string().into_bytes() });
        };
        page("index.html", self.index());
        for procedure in self.procedures() {
            let sheet = poster::sheet(procedure, self);
            let pdf = markup! {
                p class="print" { a href=(format!("niem-yet/{}.pdf", name(procedure))) { "Bản niêm yết A4 để in (PDF)" } }
            };
            let body = markup! { (html::blocks(&sheet.blocks)) (pdf) };
            page(&format!("{}.html", name(procedure)), self.page(&sheet.title, &body));
        }
        for (path, content) in lookup::pages(self) {
            page(&path, content);
        }
        let sheets: Vec<Sheet> = self.procedures().map(|procedure| poster::sheet(procedure, self)).collect();
        for (procedure, sheet) in self.procedures().zip(&sheets) {
            let bytes = pdf::render(std::slice::from_ref(sheet), self.now)?;
            files.push(SiteFile { path: format!("niem-yet/{}.pdf", name(procedure)), bytes });
        }
        files.push(SiteFile {
            path: "niem-yet/tat-ca.pdf".to_owned(),
            bytes: pdf::render(&sheets, self.now)?,
        });
        Ok(files)
    }

    /// What can be received today, by field, then code.
    fn procedures(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        let today = self.now.date();
        let law = self.law;
        law.catalogue.fields().into_iter().flat_map(move |field| {
            let procedures: Vec<&Arc<Procedure>> = law.catalogue.in_field(&field.code, today).collect();
            procedures
        })
    }

    fn index(&self) -> Markup {
        let today = self.now.date();
        let body = markup! {
            h1 { "Thủ tục hành chính công khai" }
            p { "Danh mục thủ tục do " (self.office) " tiếp nhận, cập nhật ngày " (day(today)) "." }
            p { a href="niem-yet/tat-ca.pdf" { "Tất cả thủ tục, bản niêm yết A4 để in (PDF)" } }
            @for field in self.law.catalogue.fields() {
                @let procedures: Vec<_> = self.law.catalogue.in_field(&field.code, today).collect();
                @if !procedures.is_empty() {
                    h2 { (field.name) }
                    table {
                        caption { "Thủ tục thuộc lĩnh vực " (field.name) }
                        thead { tr {
                            th scope="col" { "Mã" } th scope="col" { "Tên thủ tục" }
                            th scope="col" { "Thời hạn" } th scope="col" { "Dịch vụ trực tuyến" }
                        } }
                        tbody { @for procedure in procedures {
                            tr {
                                td { (poster::code(procedure)) }
                                td { a href=(format!("{}.html", name(procedure))) { (procedure.name) } }
                                td { (poster::limit(procedure)) }
                                td { (poster::online(procedure)) }
                            }
                        } }
                    }
                }
            }
        };
        self.page("Thủ tục hành chính công khai", &body)
    }

    /// A page of the site around something.
    fn page(&self, title: &str, body: &Markup) -> Markup {
        markup! {
            (DOCTYPE)
            html lang="vi" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " - " (self.office) }
                    link rel="stylesheet" href="site.css";
                }
                body {
                    a class="skip" href="#noi-dung" { "Đến nội dung chính" }
                    header { p class="office" { (self.office) } nav aria-label="Trang chính" { ul {
                        li { a href="index.html" { "Thủ tục hành chính" } }
                        li { a href="tra-cuu.html" { "Tra cứu hồ sơ" } }
                    } } }
                    main id="noi-dung" { (body) }
                    footer {
                        @if !self.contact.is_empty() { p { "Liên hệ: " (self.contact) } }
                        p { "Cập nhật ngày " (day(self.now.date())) ". Nội dung ghi (chưa xác minh) cần đối chiếu với quyết định công bố." }
                    }
                }
            }
        }
    }
}

/// The name of a procedure's files.
fn name(procedure: &Procedure) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c } else { '-' };
    format!("thu-tuc-{}", procedure.code.0.chars().map(plain).collect::<String>())
}
