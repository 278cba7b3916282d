//! Printed sheets: counted, kept as events, flagged when what they say is no longer true.

use crate::law::{d, m};
use crate::support::golden::{sheet, stamped};
use motcua::config::law::load;
use motcua::config::printing;
use motcua::domain::case::Case;
use motcua::domain::dossier::Party;
use motcua::domain::event::{CorrectableField, Event, Promise};
use motcua::domain::id::CaseId;
use motcua::domain::number::CaseCode;
use motcua::domain::sheet::{Apart, FormKey, SheetPrinted, Stale};
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

/// A case with a code, its owner's and its filer's names and numbers.
fn handed_in(owner: (&str, &str), filer: Option<(&str, &str)>) -> Case {
    let mut case = Case::blank(CaseId(1));
    let party = |(name, number): (&str, &str)| Party {
        name: name.to_owned(),
        id_number: number.to_owned(),
        ..case.owner.clone()
    };
    let (owner, filer) = (party(owner), filer.map(party));
    case.code = Some(CaseCode::issued("000.00.10.H38-200105-0001"));
    Case { owner, filer, ..case }
}

#[test]
fn a_receipt_for_several_is_for_one_filer_and_a_list_for_what_it_tells_of() {
    let by_owner = handed_in(("Vàng Thị Mẫu", "1"), None);
    let (several, dispatch) = (FormKey::ReceiptSeveral, FormKey::Dispatch);
    for (other, expected) in [
        (handed_in(("Hội A", "2"), Some(("VÀNG THỊ MẪU", "1"))), None),
        (handed_in(("Hội A", "2"), Some(("vàng thị mẫu", ""))), None),
        (handed_in(("Vàng Thị Mẫu", "1"), Some(("Trần Thị B", "3"))), Some(Apart::OtherFiler)),
        (handed_in(("Vàng Thị Mẫu", "4"), None), Some(Apart::OtherFiler)),
        (Case { code: None, ..by_owner.clone() }, Some(Apart::Unfit)),
    ] {
        let why = several.first_apart(&[&by_owner, &other]).map(|(_, why)| why);
        assert_eq!(why, expected, "{:?}", other.submitter());
        let why = dispatch.first_apart(&[&by_owner, &other]).map(|(_, why)| why);
        assert_eq!(why, expected.filter(|why| *why == Apart::Unfit));
    }
    assert_eq!(FormKey::ResultHandOver.first_apart(&[&by_owner]).map(|(_, why)| why), Some(Apart::Unfit));
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
fn a_form_that_a_circular_brought_exists_only_where_it_applies() {
    let law = load(None).unwrap();
    for (received, stop) in
        [("05/01/2019", false), ("14/09/2025", false), ("15/09/2025", true), ("05/08/2026", true)]
    {
        let set = law.book.forms.set(law.book.on(d(received)).unwrap(), d(received));
        for form in FormKey::iter() {
            assert_eq!(
                law.book.forms.has(set, form),
                stop || form != FormKey::StopNotice,
                "{received} {form:?}"
            );
        }
    }
    assert!(!law.book.forms.has(None, FormKey::Receipt) && law.book.forms.has(None, FormKey::Dispatch));
}

#[test]
fn the_rating_slip_goes_out_with_the_first_three_forms_in_every_set_that_inherits_them() {
    let law = load(None).unwrap();
    for received in ["05/01/2019", "06/01/2019", "14/09/2025", "15/09/2025", "05/08/2026"] {
        let set = law.book.forms.set(law.book.on(d(received)).unwrap(), d(received)).unwrap();
        for form in FormKey::iter() {
            let first_three = matches!(form, FormKey::Receipt | FormKey::Supplement | FormKey::Refusal);
            let expected: &[FormKey] = if first_three { &[FormKey::Satisfaction] } else { &[] };
            assert_eq!(law.book.forms.companions(set, form), expected, "{received} {form:?}");
        }
    }
}

#[test]
fn an_office_says_itself_what_goes_out_with_a_form() {
    let (said, faults) = printing::load(Some("[companions]\nreceipt = []\nrefusal = [\"process\"]\n"));
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(said.companions.get(&FormKey::Receipt), Some(&Vec::new()));
    assert_eq!(said.companions.get(&FormKey::Refusal), Some(&vec![FormKey::Process]));
    // A book of a year, or a list of many files, goes out with nothing.
    for wrong in ["register", "dispatch", "no-such-form"] {
        let (said, faults) = printing::load(Some(&format!("[companions]\nreceipt = [\"{wrong}\"]\n")));
        assert_eq!(
            (faults.len(), said.companions.get(&FormKey::Receipt).map(Vec::len)),
            (1, Some(0)),
            "{wrong}"
        );
    }
}

#[test]
fn a_form_offered_for_a_case_has_something_to_say() {
    let blank = Case::blank(CaseId(1));
    assert_eq!(FormKey::iter().filter(|form| form.fits(&blank)).count(), 0);
    let received = case(&[]);
    assert!(!FormKey::Receipt.fits(&received), "without a code there is no receipt");
    assert!(!FormKey::Refusal.fits(&received));
}
