//! The words of forms and screens: every field, choice and sentence the program asks the catalogue for is in
//! both languages, and fits where it stands.

use crate::support::driver::Driver;
use crate::support::sources;
use motcua::app::form::field::Kind;
use motcua::app::form::intake::choice_ids;
use motcua::app::form::{Form, Label, Purpose, acts, intake};
use motcua::app::setup;
use motcua::domain::accountability::AccountState;
use motcua::domain::case::{Case, CaseFile};
use motcua::domain::id::CaseId;
use motcua::domain::limit::Unit;
use motcua::domain::procedure::Holder;
use motcua::domain::report::Kind as ReportKind;
use motcua::domain::report::picture::PictureKind;
use motcua::domain::stage::ActionKind;
use motcua::look::catalog::{Catalog, Language};
use std::collections::BTreeSet;
use strum::IntoEnumIterator as _;

/// Cells of the label column of forms.
const LABEL: usize = 26;

/// Every form there is, on an empty case.
fn forms() -> Vec<Form> {
    let driver = Driver::practice((80, 24));
    let (desk, now) = (driver.place(), driver.now);
    let file = CaseFile { case: Case::blank(CaseId(1)), history: Vec::new() };
    let mut forms = vec![
        setup::form(),
        intake::form(Purpose::Receive, &desk.law, now),
        intake::form(Purpose::Register, &desk.law, now),
    ];
    for kind in ActionKind::iter() {
        forms.push(acts::form(Purpose::Act(kind), kind, &file, &desk.office, &desk.law, desk.days.today));
    }
    for purpose in [Purpose::Grant, Purpose::Refuse] {
        forms.push(acts::form(purpose, ActionKind::Decide, &file, &desk.office, &desk.law, desk.days.today));
    }
    forms
}

#[test]
fn every_field_of_every_form_has_a_name_that_fits_its_column() {
    for language in Language::iter() {
        let words = Catalog::new(language);
        for form in forms() {
            assert!(words.has(&form.purpose.title()), "{language:?} lacks {}", form.purpose.title());
            let mut keys = BTreeSet::new();
            for field in &form.fields {
                let id = format!("field-{}", field.key);
                if !matches!(field.kind, Kind::Paper(_)) {
                    assert!(words.has(&id), "{language:?} lacks {id}");
                    assert!(words.text(&id).chars().count() <= LABEL, "{id}: {}", words.text(&id));
                    assert!(keys.insert(field.key), "{:?} has two fields {}", form.purpose, field.key);
                }
                if let Kind::Choice(choice) = &field.kind {
                    for option in &choice.options {
                        if let Label::Id(id) = &option.label {
                            assert!(words.has(id), "{language:?} lacks {id}");
                            assert!(choice_ids().contains(id), "{id} is not found by its words");
                        }
                    }
                }
            }
        }
        for id in ["form-period", "form-tag", "field-from", "field-through", "field-pattern"] {
            assert!(words.has(id), "{language:?} lacks {id}");
        }
    }
}

/// The texts between quotation marks in a source, outside of tests and comments.
fn literals(source: &str) -> Vec<&str> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
}

#[test]
fn every_id_written_in_app_and_ui_is_in_the_catalogue() {
    // Keys of fields and values that look like ids of the catalogue.
    let keys: BTreeSet<String> = forms()
        .iter()
        .flat_map(|form| form.fields.iter().map(|field| field.key.to_owned()).collect::<Vec<_>>())
        .collect();
    let words = Catalog::new(Language::Vi);
    let topics: BTreeSet<&str> = Language::Vi
        .source()
        .lines()
        .filter_map(|line| line.split_once(" =")?.0.split_once('-'))
        .map(|(topic, _)| topic)
        .collect();
    let mut seen = 0;
    for folder in ["src/app", "src/ui", "src/runtime"] {
        for (path, source) in sources(folder) {
            for literal in literals(&source) {
                let plain =
                    literal.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                let topic = literal.split_once('-').map(|(topic, rest)| (topic, rest.is_empty()));
                let Some((topic, false)) = topic else { continue };
                if !plain || !topics.contains(topic) || keys.contains(literal) {
                    continue;
                }
                // The refusal names and the leg fields are data of other tables.
                if path.ends_with("form/mod.rs") && source.contains(&format!("\"{literal}\" =>")) {
                    continue;
                }
                // The beginning of a family; families are whole, see below.
                if Language::Vi.source().contains(&format!("\n{literal}-")) {
                    continue;
                }
                seen += 1;
                for language in Language::iter() {
                    assert!(Catalog::new(language).has(literal), "{language:?} lacks {literal}, of {path}");
                }
            }
        }
    }
    assert!(seen > 150, "{seen}");
    assert!(words.has("program-name"));
}

#[test]
fn every_family_of_ids_the_screens_put_together_is_whole() {
    let mut ids: Vec<String> = (1..=7).map(|day| format!("weekday-{day}")).collect();
    ids.extend((1..=4).map(|level| format!("level-{level}")));
    ids.extend(motcua::app::late::Part::iter().map(|part| format!("late-part-{}", <&str>::from(part))));
    ids.extend(
        motcua::domain::workplan::Next::iter().map(|next| format!("late-next-{}", <&str>::from(next))),
    );
    ids.extend(
        motcua::domain::forecast::Basis::iter().map(|basis| format!("late-forecast-{}", <&str>::from(basis))),
    );
    ids.extend(
        motcua::domain::lateness::Definition::iter()
            .map(|definition| format!("late-by-{}", <&str>::from(definition))),
    );
    ids.extend(AccountState::iter().map(|state| format!("account-state-{}", <&str>::from(state))));
    ids.extend(PictureKind::iter().map(|kind| format!("picture-{}", <&str>::from(kind))));
    ids.extend(ReportKind::iter().map(|kind| format!("report-name-{}", <&str>::from(kind))));
    ids.extend(["level", "field", "channel", "year"].map(|part| format!("report-by-{part}")));
    ids.extend(["telex", "vni", "off"].map(|method| format!("typing-{method}")));
    ids.extend(Unit::iter().map(|unit| format!("unit-{}", <&str>::from(unit).replace('_', "-"))));
    ids.extend(Holder::iter().map(|holder| format!("holder-{}", <&str>::from(holder).replace('_', "-"))));
    ids.extend(["working", "make-up", "weekend", "off", "closed"].map(|kind| format!("day-{kind}")));
    for language in Language::iter() {
        let words = Catalog::new(language);
        for id in &ids {
            assert!(words.has(id), "{language:?} lacks {id}");
        }
    }
}
