//! The practice office, its law and an invented file, for looking at forms.

use crate::law::{d, m};
use motcua::config::forms::Forms;
use motcua::config::{demo, law, office};
use motcua::domain::id::PersonId;
use motcua::domain::law::Law;
use motcua::domain::office::Office;
use motcua::domain::sheet::FormKey;
use motcua::look::catalog::{Catalog, Language};
use motcua::paper::block::Sheet;
use motcua::paper::facts::{Letterhead, Scene};
use motcua::paper::form::{Facts, Filled, Form, fill};
use motcua::paper::pdf;
use motcua::practice::sample;
use std::path::{Path, PathBuf};

/// What forms are filled from.
pub struct World {
    pub office: Office,
    pub law: Law,
    pub letterhead: Letterhead,
    pub words: Catalog,
    pub person: PersonId,
    pub forms: Forms,
}

impl World {
    /// With the forms of the program.
    pub fn new() -> Self {
        Self::with(Forms::new(None))
    }

    /// With the forms of a folder.
    pub fn in_folder(dir: &Path) -> Self {
        Self::with(Forms::new(Some(dir)))
    }

    fn with(forms: Forms) -> Self {
        let office = office::read(office::FILE, demo::OFFICE).unwrap().office;
        let text = |text: &str| text.to_owned();
        Self {
            person: office.people[0].id.clone(),
            office,
            law: law::load(None).unwrap(),
            letterhead: Letterhead {
                parent: String::new(),
                desk: text("Bộ phận Tiếp nhận và Trả kết quả"),
                place: text("Lào Cai"),
                phone: text("0214 000 000"),
                website: text("dichvucong.example.invalid"),
                volume: text("01"),
            },
            words: Catalog::new(Language::Vi),
            forms,
        }
    }

    /// Who prints, where and when.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            office: &self.office,
            letterhead: &self.letterhead,
            law: &self.law,
            words: &self.words,
            person: &self.person,
            now: m("26/11/2026 09:00"),
        }
    }

    /// The form of a case received on a day.
    pub fn form(&self, key: FormKey, received: &str) -> Form {
        let file = sample(key, d(received), &self.office, &self.law);
        let set = self.scene().form_set(&file.case);
        self.forms.find(key, set, &self.law.book.forms).unwrap().unwrap()
    }

    /// The facts of the sample.
    pub fn facts(&self, key: FormKey, received: &str) -> Facts {
        let file = sample(key, d(received), &self.office, &self.law);
        self.scene().facts(key, &[&file])
    }
}

/// Every form with a day of receipt whose rules have it, and the set it is in.
pub fn forms_of() -> Vec<(FormKey, &'static str, &'static str)> {
    use FormKey as F;
    let old = "10/07/2020";
    let new = "10/03/2026";
    vec![
        (F::Receipt, old, "tt01-2018"),
        (F::Supplement, old, "tt01-2018"),
        (F::Refusal, old, "tt01-2018"),
        (F::Apology, old, "tt01-2018"),
        (F::Control, old, "tt01-2018"),
        (F::Register, old, "tt01-2018"),
        (F::Receipt, new, "tt03-2025"),
        (F::Apology, new, "tt03-2025"),
        (F::StopNotice, new, "tt03-2025"),
        (F::Control, new, "tt03-2025"),
        (F::ReceiptSeveral, old, "daily"),
        (F::ResultHandOver, old, "daily"),
        (F::ResultReceipt, old, "daily"),
        (F::FeeReceipt, old, "daily"),
        (F::PostHandOver, old, "daily"),
        (F::Dispatch, old, "daily"),
        (F::Process, old, "daily"),
        (F::Authorisation, old, "daily"),
        (F::Satisfaction, old, "daily"),
        (F::Shift, old, "daily"),
        (F::Proposal, old, "daily"),
    ]
}

/// The form filled with its sample.
pub fn sample_of(world: &World, key: FormKey, received: &str) -> Filled {
    fill(&world.form(key, received), &world.facts(key, received))
}

/// Sheets as a PDF file in a folder.
pub fn write_pdf(dir: &Path, sheets: &[Sheet]) -> PathBuf {
    let path = dir.join("sheet.pdf");
    std::fs::write(&path, pdf::render(sheets, m("26/11/2026 09:00")).unwrap()).unwrap();
    path
}
