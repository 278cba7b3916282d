//! Printed sheets: counted, kept as events, flagged when what they say is no longer true.

use crate::law::{d, m};
use crate::support::golden::{sheet, stamped};
use motcua::config::law::load;
use motcua::domain::case::Case;
use motcua::domain::event::{CorrectableField, Event, Promise};
use motcua::domain::id::CaseId;
use motcua::domain::sheet::{FormKey, SheetPrinted, Stale};
use motcua::domain::stage::{ActionKind, Move, Stage, next};
use strum::IntoEnumIterator as _;

fn corrected(field: CorrectableField) -> Event {
    Event::Corrected { field, from: "a".into(), to: "b".into(), reason: "ghi nhầm".into() }
}

fn moved(at: &str) -> Event {
    let promise = Promise { due: d("30/07/2020"), at: m(at), calendar: "vn1".into(), provisional: false };
    Event::SupplementReceived { items: Vec::new(), effect: None, promise: Some(promise) }
}

fn printed(form: FormKey) -> Event {
    Event::SheetPrinted(Box::new(SheetPrinted { form, ..sheet() }))
}

/// A case whose appointment is that of the sheet, and what happened to it.
fn case(events: &[Event]) -> Case {
    let first = moved("24/07/2020 17:00");
    let all: Vec<_> =
        std::iter::once(&first).chain(events).zip(1..).map(|(event, n)| stamped(event, n)).collect();
    Case::replay(CaseId(1), &all)
}

#[test]
fn a_sheet_is_stale_when_its_appointment_moved_or_what_it_states_was_corrected() {
    use CorrectableField::{OwnerName, Summary};
    let receipt = || printed(FormKey::Receipt);
    for (events, expected) in [
        (vec![receipt()], None),
        (vec![receipt(), moved("30/07/2020 17:00")], Some(Stale::Moved)),
        (vec![receipt(), corrected(OwnerName)], Some(Stale::Corrected)),
        (vec![receipt(), corrected(Summary)], None),
        (vec![corrected(OwnerName), receipt()], None),
        (vec![receipt(), moved("30/07/2020 17:00"), moved("24/07/2020 17:00")], None),
    ] {
        let case = case(&events);
        assert_eq!(case.stale_sheets().first().map(|(_, why)| *why), expected, "{events:?}");
    }
}

#[test]
fn a_reprint_takes_the_place_of_what_was_stale_and_is_counted() {
    let again =
        Event::SheetPrinted(Box::new(SheetPrinted { promised: Some(m("30/07/2020 17:00")), ..sheet() }));
    let case = case(&[printed(FormKey::Receipt), moved("30/07/2020 17:00"), again]);
    assert!(case.stale_sheets().is_empty());
    assert_eq!(case.next_printing(FormKey::Receipt), 3);
    assert_eq!(case.next_printing(FormKey::Control), 1);
}

#[test]
fn printing_changes_no_stage_and_is_lawful_once_a_case_is_registered() {
    for stage in Stage::iter() {
        let expected = stage != Stage::Blank;
        assert_eq!(next(stage, ActionKind::RecordSheet) == Move::Stay, expected, "{stage:?}");
    }
    let before = case(&[]);
    let after = case(&[printed(FormKey::Receipt)]);
    assert_eq!(before.stage, after.stage);
    assert!(Event::SheetPrinted(Box::new(sheet())).is_remark());
}

#[test]
fn numbers_of_forms_follow_the_day_of_receipt() {
    let law = load(None).unwrap();
    for (received, set, receipt, control, stop) in [
        ("05/01/2019", "before-2019", None, None, None),
        ("06/01/2019", "tt01-2018", Some("01"), Some("05"), None),
        ("14/09/2025", "nd118", None, None, None),
        ("15/09/2025", "tt03-2025", Some("01"), Some("06"), Some("05")),
        ("04/08/2026", "tt03-2025", Some("01"), Some("06"), Some("05")),
        ("05/08/2026", "nd309", None, None, None),
    ] {
        let day = d(received);
        let rules = law.book.on(day).unwrap();
        let found = law.book.forms.set(rules, day).unwrap();
        assert_eq!(found.key, set, "{received}");
        let number = |key| found.numbers.get(&key).map(String::as_str);
        assert_eq!(number(FormKey::Receipt), receipt, "{received}");
        assert_eq!(number(FormKey::Control), control, "{received}");
        assert_eq!(number(FormKey::StopNotice), stop, "{received}");
    }
    let sets: Vec<&str> = law
        .book
        .forms
        .chain(law.book.forms.by_key("nd309").unwrap())
        .iter()
        .map(|set| set.key.as_str())
        .collect();
    assert_eq!(sets, ["nd309", "tt03-2025", "tt01-2018"]);
}

#[test]
fn a_form_offered_for_a_case_has_something_to_say() {
    let blank = Case::blank(CaseId(1));
    assert_eq!(FormKey::iter().filter(|form| form.fits(&blank)).count(), 0);
    let received = case(&[]);
    assert!(!FormKey::Receipt.fits(&received), "without a code there is no receipt");
    assert!(!FormKey::Refusal.fits(&received));
}
