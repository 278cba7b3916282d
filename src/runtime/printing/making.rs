//! Sheets of cases on an open desk, before anything is printed: which cases stand on which sheet, what it says, and
//! what goes out with it.
//!
//! Must not know: printers, queues, or screens.

use crate::app::form::refusal_notice;
use crate::app::notice::{Notice, Weight};
use crate::app::sheet::Wanted;
use crate::config::forms::Forms;
use crate::config::printing::Printing;
use crate::desk::{Desk, SubmitError};
use crate::domain::case::{Case, CaseFile};
use crate::domain::masking::Masks;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::sheet::{Apart, FormKey, Scope, SheetPrinted, SheetWay};
use crate::journal::disk::Disk;
use crate::look::catalog::{Catalog, Language};
use crate::paper::facts::Scene;
use crate::paper::field::Field;
use crate::paper::form::{Filled, Form, fill};
use crate::runtime::notices;
use std::sync::{Arc, OnceLock};

/// The words on paper are Vietnamese, whatever the screen speaks.
pub(super) fn words() -> &'static Catalog {
    static WORDS: OnceLock<Catalog> = OnceLock::new();
    WORDS.get_or_init(|| Catalog::new(Language::Vi))
}

/// A sheet, and what is recorded of it for its cases.
pub(super) struct Made {
    pub(super) filled: Filled,
    pub(super) files: Vec<Arc<CaseFile>>,
    pub(super) printed: SheetPrinted,
    pub(super) doubts: Vec<String>,
    /// What it is about, where it is about no case.
    pub(super) about: String,
}

/// A form, and the cases on one sheet of it.
type Group = (Form, Vec<Arc<CaseFile>>);

/// One sheet for all cases, or one for each, as the form is; with what is hidden while it is only looked at.
pub(super) fn make<D: Disk>(
    desk: &mut Desk<D>,
    wanted: &Wanted,
    masks: Masks,
    way: SheetWay,
    now: Moment,
) -> Result<Vec<Made>, Notice> {
    desk.check(Power::ReadCases).map_err(|refusal| refusal_notice(&refusal))?;
    if let Some(proposal) = &wanted.cut {
        return super::whole::proposal(desk, &wanted.by, proposal, way, now).map(|made| vec![made]);
    }
    let mut files = Vec::new();
    for id in &wanted.cases {
        match desk.load(*id) {
            Ok(Some(file)) if masks.any() => files.push(Arc::new(masks.over_file(&file))),
            Ok(Some(file)) => files.push(file),
            Ok(None) => return Err(notices::of_submit_error(&SubmitError::UnknownCase)),
            Err(error) => return Err(notices::of_submit_error(&error)),
        }
    }
    if wanted.form.scope() == Scope::Many {
        let cases: Vec<&Case> = files.iter().map(|file| &file.case).collect();
        if let Some((case, why)) = wanted.form.first_apart(&cases) {
            return Err(apart(wanted.form, case, why));
        }
    }
    let dir = desk.folder().own("");
    let settings = super::settings(&dir);
    let (office, law) = (Arc::clone(desk.office()), Arc::clone(desk.law()));
    let scene = Scene {
        office: &office,
        letterhead: &settings.letterhead,
        law: &law,
        words: words(),
        person: &wanted.by,
        now,
    };
    let maker = Maker { scene, forms: Forms::new(Some(&dir)), settings: &settings, way };
    let mut made = Vec::new();
    for (form, files) in maker.groups(wanted.form, files)? {
        let main = maker.one(wanted.form, &form, files)?;
        let companions = maker.companions(&main)?;
        made.push(main);
        made.extend(companions);
    }
    Ok(made)
}

/// Cases cannot stand on one sheet: which, and why.
fn apart(form: FormKey, case: &Case, why: Apart) -> Notice {
    let id = match why {
        Apart::Unfit => "notice-form-unfit-of",
        Apart::OtherFiler => "notice-form-other-filer",
    };
    let code = case.code.as_ref().map_or_else(|| case.owner.name.clone(), ToString::to_string);
    Notice::new(Weight::Warning, id).with("form", form.name()).with("case", code)
}

/// Makes sheets.
struct Maker<'a> {
    scene: Scene<'a>,
    forms: Forms,
    settings: &'a Printing,
    way: SheetWay,
}

impl Maker<'_> {
    /// The form of a case, in the set that serves it.
    fn form_of(&self, key: FormKey, case: &Case) -> Result<Form, Notice> {
        let set = self.scene.form_set(case);
        let found = self.forms.find(key, set, &self.scene.law.book.forms).map_err(|faults| {
            let place = faults.first().map(|fault| format!("{}:{}:{}", fault.file, fault.line, fault.column));
            Notice::new(Weight::Error, "notice-form-faulty")
                .with("form", key.name())
                .with("place", place.unwrap_or_default())
        })?;
        found.ok_or_else(|| Notice::new(Weight::Warning, "notice-form-none").with("form", key.name()))
    }

    /// Cases that stand on one sheet: each alone, or all whose sets give the form the same face.
    fn groups(&self, key: FormKey, files: Vec<Arc<CaseFile>>) -> Result<Vec<Group>, Notice> {
        let mut groups: Vec<Group> = Vec::new();
        for file in files {
            let form = self.form_of(key, &file.case)?;
            let same = |group: &&mut Group| key.scope() == Scope::Many && group.0.template == form.template;
            match groups.iter_mut().find(same) {
                Some((_, files)) => files.push(file),
                None => groups.push((form, vec![file])),
            }
        }
        Ok(groups)
    }

    fn one(&self, key: FormKey, form: &Form, files: Vec<Arc<CaseFile>>) -> Result<Made, Notice> {
        let first = files.first().ok_or_else(notices::not_open)?;
        let all: Vec<&CaseFile> = files.iter().map(AsRef::as_ref).collect();
        let facts = self.scene.facts(key, &all);
        let filled = fill(form, &facts);
        let printed = SheetPrinted {
            form: key,
            number: facts.get(Field::FormNumber).to_owned(),
            template: form.template.clone(),
            printing: all.iter().map(|file| file.case.next_printing(key)).max().unwrap_or(1),
            copies: self.settings.copies.get(&key).copied().unwrap_or(form.copies),
            promised: None,
            mentions: filled.mentions.clone(),
            way: self.way,
        };
        let doubts = self.scene.form_set(&first.case).map(|set| set.unverified.clone()).unwrap_or_default();
        Ok(Made { filled, files, printed, doubts, about: String::new() })
    }

    /// What goes out with a sheet: with its first printing only, and each once in the life of a case.
    fn companions(&self, main: &Made) -> Result<Vec<Made>, Notice> {
        let key = main.printed.form;
        let ([file], true) = (main.files.as_slice(), main.printed.printing == 1) else {
            return Ok(Vec::new());
        };
        let law = self.scene.form_set(&file.case).map(|set| self.scene.law.book.forms.companions(set, key));
        let with = self.settings.companions.get(&key).map(Vec::as_slice).or(law).unwrap_or_default();
        let due = with.iter().filter(|form| form.fits(&file.case) && file.case.next_printing(**form) == 1);
        due.map(|key| self.one(*key, &self.form_of(*key, &file.case)?, vec![Arc::clone(file)])).collect()
    }
}
