//! `motcua forms`: which forms there are, copies to change, whether they can be read, and what they look like.
//!
//! Must not know: how a form is read or drawn.

use super::exit::{Code, Failure, Outcome};
use super::place;
use super::say::Say;
use crate::config::folder;
use crate::config::forms::{FormFile, Forms};
use crate::config::law;
use crate::config::office;
use crate::config::printing;
use crate::desk::write_atomically;
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::sheet::FormKey;
use crate::look::catalog::{Catalog, Language};
use crate::paper::facts::Scene;
use crate::paper::form::{Filled, fill};
use crate::paper::{html, pdf, text};
use crate::practice::sample;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use strum::IntoEnumIterator as _;

/// The styles of a form shown in a browser.
const STYLES: &str = include_str!("../../assets/site/form.css");
/// Width of a form shown as text.
const COLUMNS: u16 = 78;

/// What to preview, and where to.
pub struct Wanted {
    /// The form.
    pub form: String,
    /// Where to write it: a `.pdf`, `.html` or `.txt` file; standard output as text where absent.
    pub out: Option<PathBuf>,
    /// The day of receipt that chooses the rule set; today where absent.
    pub received: Option<NaiveDate>,
}

/// Lists the forms: set, name, whose file it is.
pub fn list(dir: Option<PathBuf>, say: &Say) -> Outcome {
    let dir = place::chosen(dir, say)?;
    let mut lines = String::new();
    for FormFile { set, name, own } in Forms::new(Some(&dir)).files() {
        let whose = own.map_or_else(|| "-".to_owned(), |path| path.display().to_string());
        let title = if name.parse::<FormKey>().is_ok() {
            say.text(&format!("slip-{name}"), &[])
        } else {
            String::new()
        };
        lines.push_str(&format!("{set}\t{name}\t{title}\t{whose}\n"));
    }
    Say::out(&lines)?;
    Ok(Code::Fine)
}

/// Says everything that is wrong with the forms and `printing.toml`.
pub fn check(dir: Option<PathBuf>, say: &Say) -> Outcome {
    let dir = place::chosen(dir, say)?;
    let forms = Forms::new(Some(&dir));
    let mut faults = forms.check();
    let text = std::fs::read_to_string(dir.join(printing::FILE)).ok();
    faults.extend(printing::load(text.as_deref()).1);
    let mut lines = String::new();
    for fault in &faults {
        lines.push_str(&format!("{}\n", fault.say(say.words())));
    }
    Say::out(&lines)?;
    let count = forms.files().len().to_string();
    let bad = faults.len().to_string();
    say.tell_words("shell-forms-checked", &[("count", (&count).into()), ("faults", (&bad).into())]);
    Ok(if faults.is_empty() { Code::Fine } else { Code::Wrong })
}

/// Puts a copy of a shipped form into the data folder, to be changed there; never over one that is there.
pub fn copy(dir: Option<PathBuf>, form: &str, say: &Say) -> Outcome {
    let dir = place::chosen(dir, say)?;
    let (set, name) = form.split_once('/').unwrap_or(("", form));
    let text = Forms::built_in(set, name).ok_or_else(|| {
        let files = Forms::new(None).files();
        let known: Vec<String> = files.iter().map(|file| format!("{}/{}", file.set, file.name)).collect();
        let known = known.join(", ");
        Failure::refused(say.text("shell-form-unknown", &[("form", form.into()), ("known", (&known).into())]))
    })?;
    let path = Forms::own_path(&dir, set, name);
    let shown = path.display().to_string();
    if path.exists() {
        return Err(Failure::refused(say.text("shell-form-copied-already", &[("file", (&shown).into())])));
    }
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| write_atomically(&path, text.as_bytes()))
        .map_err(|error| not_written(&path, &error, say))?;
    say.tell_words("shell-form-copied", &[("file", (&shown).into())]);
    Say::out(format!("{shown}\n"))?;
    Ok(Code::Fine)
}

/// Renders a form with an invented file.
pub fn preview(dir: Option<PathBuf>, wanted: &Wanted, now: Moment, say: &Say) -> Outcome {
    let dir = place::chosen(dir, say)?;
    let key: FormKey = wanted.form.parse().ok().ok_or_else(|| {
        let known: Vec<&str> = FormKey::iter().map(FormKey::name).collect();
        let known = known.join(", ");
        Failure::refused(
            say.text("shell-form-unknown", &[("form", (&wanted.form).into()), ("known", (&known).into())]),
        )
    })?;
    let (office, law) = office_and_law(&dir)?;
    let received = wanted.received.unwrap_or_else(|| now.date());
    let filled = filled(&dir, key, received, &office, &law, now, say)?;
    if !filled.missing.is_empty() {
        let missing = filled.missing.join("; ");
        say.tell_words("shell-form-missing", &[("missing", (&missing).into())]);
    }
    let Some(out) = &wanted.out else {
        Say::out(text::render(&filled.sheet, COLUMNS))?;
        return Ok(Code::Fine);
    };
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending {
        "html" => html::render(&filled.sheet, STYLES).into_bytes(),
        "txt" => text::render(&filled.sheet, COLUMNS).into_bytes(),
        _ => pdf::render(&[filled.sheet], now).map_err(|error| Failure::wrong(error.to_string()))?,
    };
    write_atomically(out, &bytes).map_err(|error| not_written(out, &error, say))?;
    Ok(Code::Fine)
}

/// The sample of a form, or what is wrong with the form.
pub(super) fn filled(
    dir: &Path,
    key: FormKey,
    received: NaiveDate,
    office: &Office,
    law: &Law,
    now: Moment,
    say: &Say,
) -> Result<Filled, Failure> {
    let text = std::fs::read_to_string(dir.join(printing::FILE)).ok();
    let (printing, _) = printing::load(text.as_deref());
    let words = Catalog::new(Language::Vi);
    let person = office.people.first().map_or_else(|| PersonId::from("n1"), |person| person.id.clone());
    let scene = Scene { office, letterhead: &printing.letterhead, law, words: &words, person: &person, now };
    let file = sample(key, received, office, law);
    let set = scene.form_set(&file.case);
    let form = Forms::new(Some(dir)).find(key, set, &law.book.forms).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|fault| fault.say(say.words())).collect();
        Failure::wrong(lines.join("\n"))
    })?;
    let none = || Failure::refused(say.text("shell-form-not-in-set", &[("form", key.name().into())]));
    let form = form.ok_or_else(none)?;
    Ok(fill(&form, &scene.facts(key, &[&file])))
}

/// The office and law of a folder; the practice office's where there is none.
fn office_and_law(dir: &Path) -> Result<(Office, Law), Failure> {
    let broken = |why: String| Failure::wrong(why);
    if let Ok(loaded) = folder::load(dir) {
        return Ok((loaded.office.office, loaded.law));
    }
    let practice = office::read(office::FILE, crate::config::demo::OFFICE);
    let practice = practice.map_err(|faults| broken(format!("{faults:?}")))?;
    let law = law::load(None).map_err(|faults| broken(format!("{faults:?}")))?;
    Ok((practice.office, law))
}

pub(super) fn not_written(path: &Path, error: &std::io::Error, say: &Say) -> Failure {
    let (file, why) = (path.display().to_string(), error.to_string());
    Failure::wrong(say.text("shell-not-written", &[("file", (&file).into()), ("why", (&why).into())]))
}
