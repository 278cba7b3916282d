//! Every form: its golden text, its words in the PDF, what is missing, and what an office may change.

use super::world::{World, forms_of, sample_of, write_pdf};
use motcua::config::forms::Forms;
use motcua::config::printing;
use motcua::domain::sheet::{FormKey, Scope};
use motcua::paper::block::{Block, Paper, Run, Text};
use motcua::paper::field::{Cell, Field, List};
use motcua::paper::form::{Facts, fill};
use motcua::paper::text;
use std::process::Command;
use strum::IntoEnumIterator as _;

#[test]
fn every_form_says_what_it_said() {
    let world = World::new();
    for (key, day, set) in forms_of() {
        let filled = sample_of(&world, key, day);
        assert_eq!(filled.unprintable, [], "{key:?}");
        insta::with_settings!({ snapshot_path => "snapshots/forms" }, {
            insta::assert_snapshot!(format!("{set}-{}", key.name()), text::render(&filled.sheet, 78));
        });
    }
}

#[test]
fn every_form_that_ships_is_whole_and_every_key_has_one() {
    assert_eq!(Forms::new(None).check(), []);
    let world = World::new();
    for key in FormKey::iter() {
        assert!(forms_of().iter().any(|(known, ..)| *known == key), "{key:?} is not looked at");
    }
    for (key, day, _) in forms_of() {
        let sheet = sample_of(&world, key, day).sheet;
        // TT 01/2018/TT-VPCP art. 9: slips on A5, the register on A4.
        let is_slip = matches!(
            key,
            FormKey::Receipt
                | FormKey::Supplement
                | FormKey::Refusal
                | FormKey::Apology
                | FormKey::StopNotice
        );
        assert_eq!(is_slip, sheet.paper == Paper::A5 && key.scope() == Scope::One && is_slip, "{key:?}");
    }
}

#[test]
fn numbers_come_from_the_rules_and_never_from_the_form() {
    let world = World::new();
    for (day, expected) in
        [("10/07/2020", Some("Mẫu số 05")), ("10/03/2026", Some("Mẫu số 06")), ("10/10/2026", None)]
    {
        let text = text::render(&sample_of(&world, FormKey::Control, day).sheet, 120);
        assert_eq!(expected.is_some(), text.contains("Mẫu số"), "{day}");
        assert!(expected.is_none_or(|number| text.contains(number)), "{day}: {text}");
    }
}

#[test]
fn a_refusal_before_acceptance_has_no_code() {
    let text = text::render(&sample_of(&World::new(), FormKey::Refusal, "10/07/2020").sheet, 78);
    assert!(text.contains("PHIẾU TỪ CHỐI TIẾP NHẬN HỒ SƠ") && !text.contains("Mã hồ sơ"), "{text}");
}

#[test]
fn what_is_missing_becomes_dots_and_is_named_first() {
    let world = World::new();
    let mut facts = world.facts(FormKey::Receipt, "10/07/2020");
    facts.values.remove(&Field::FilerPhone);
    facts.values.remove(&Field::CaseDue);
    facts.lists.insert(List::Papers, Vec::new());
    let filled = fill(&world.form(FormKey::Receipt, "10/07/2020"), &facts);
    for name in [
        "Số điện thoại",
        "Thời gian trả kết quả giải quyết hồ sơ",
        "TT, Tên giấy tờ, Bản chính, Bản chứng thực, Bản photo",
    ] {
        assert!(filled.missing.iter().any(|known| known == name), "{name} of {:?}", filled.missing);
    }
    let text = text::render(&filled.sheet, 78);
    assert!(text.contains("Số điện thoại: ....................."), "{text}");
    assert!(!filled.missing.iter().any(|name| name.contains("Email")), "what may be empty is not missing");
}

#[test]
fn a_form_remembers_what_it_states_that_may_change() {
    use motcua::domain::event::CorrectableField as C;
    let filled = sample_of(&World::new(), FormKey::Receipt, "10/07/2020");
    assert!(filled.states_promise);
    assert!(filled.mentions.contains(&C::OwnerName) && filled.mentions.contains(&C::OwnerPhone));
    assert!(!filled.mentions.contains(&C::DecisionDocument));
    assert!(!sample_of(&World::new(), FormKey::Satisfaction, "10/07/2020").states_promise);
}

#[test]
fn what_people_wrote_is_never_read_as_a_form() {
    let world = World::new();
    let mut facts = world.facts(FormKey::Receipt, "10/07/2020");
    facts.put(Field::OwnerName, "{case.code} *đậm* _nghiêng_ <b>");
    let filled = fill(&world.form(FormKey::Receipt, "10/07/2020"), &facts);
    assert!(text::render(&filled.sheet, 120).contains("{case.code} *đậm* _nghiêng_ <b>"));
}

#[test]
fn an_office_changes_a_form_by_a_copy_in_its_folder() {
    let dir = tempfile::tempdir().unwrap();
    let own = dir.path().join("forms/tt01-2018");
    std::fs::create_dir_all(&own).unwrap();
    let changed = include_str!("../../../assets/forms/tt01-2018/receipt.toml");
    let changed = changed.replace("Nơi tiếp nhận", "Quầy tiếp nhận");
    std::fs::write(own.join("receipt.toml"), &changed).unwrap();
    let world = World::in_folder(dir.path());
    let text = text::render(&sample_of(&world, FormKey::Receipt, "10/07/2020").sheet, 78);
    assert!(text.contains("Quầy tiếp nhận"), "{text}");
    let shipped = World::new().form(FormKey::Receipt, "10/07/2020").template;
    let own = world.form(FormKey::Receipt, "10/07/2020").template;
    assert!(own.starts_with("tt01-2018/receipt 1 ") && own != shipped, "{own} and {shipped}");
}

#[test]
fn each_bad_form_is_told_what_is_wrong_and_where() {
    crate::keymaps::each_bad_file("forms", |file, text| {
        Forms::new(None).read_text(file, text, FormKey::Receipt).unwrap_err()
    });
    let (printing, faults) = printing::load(Some("place = 3\nphone = \"1\"\n[copies]\nreceipt = 99\n"));
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "printing.toml:1:9: \"place\" must be a text",
            "printing.toml:4:11: \"receipt\" has no value \"99\""
        ]
    );
    assert_eq!(printing.letterhead.phone, "1", "one bad entry does not take the others along");
}

/// Text without any white space: lines break where they must.
fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_words_of_every_pdf_are_the_facts_it_was_filled_with() {
    let world = World::new();
    for (key, day, set) in forms_of() {
        let filled = sample_of(&world, key, day);
        let dir = tempfile::tempdir().unwrap();
        let path = write_pdf(dir.path(), std::slice::from_ref(&filled.sheet));
        let told = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&path).arg("-").output();
        let Ok(told) = told else {
            assert!(std::env::var_os("CI").is_none(), "pdftotext (poppler-utils) is not here");
            println!("NOT MEASURED: pdftotext is not here");
            return;
        };
        let read = solid(&String::from_utf8(told.stdout).unwrap());
        for words in letters(&filled.sheet.blocks) {
            let wanted = solid(&words);
            assert!(read.contains(&wanted), "{set}/{key:?}: {words:?} is not in the PDF");
        }
    }
}

/// Every text of blocks, cell by cell.
pub fn letters(blocks: &[Block]) -> Vec<String> {
    fn of(text: &Text) -> String {
        let letters = |run: &Run| if let Run::Letters { text, .. } = run { Some(text.clone()) } else { None };
        // A place to write by hand divides what goes before from what follows.
        text.0.iter().map_while(letters).collect()
    }
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => found.push(of(text)),
            Block::Fields(rows) => {
                found.extend(rows.iter().map(|(label, value)| format!("{}: {}", of(label), of(value))));
            }
            Block::Table(table) => {
                found.extend(table.columns.iter().map(|column| of(&column.heading)));
                found.extend(table.rows.iter().flatten().map(of));
            }
            Block::Columns(columns) => found.extend(columns.iter().flat_map(|(_, inner)| letters(inner))),
            Block::Signatures(signers) => {
                found.extend(
                    signers.iter().flat_map(|signer| [of(&signer.title), of(&signer.note), of(&signer.name)]),
                );
            }
            Block::Code { caption, .. } => found.push(of(caption)),
            Block::Bars(_) | Block::Rule { .. } | Block::Space(_) | Block::PageBreak => {}
        }
    }
    found
}

#[test]
fn every_name_a_form_may_use_can_be_filled() {
    let world = World::new();
    let mut known: Facts = world.facts(FormKey::Receipt, "10/07/2020");
    for (key, day) in [
        (FormKey::Refusal, "10/07/2020"),
        (FormKey::StopNotice, "10/03/2026"),
        (FormKey::Apology, "10/07/2020"),
    ] {
        known.values.extend(world.facts(key, day).values);
    }
    for key in [FormKey::Shift, FormKey::Proposal] {
        let facts = world.facts(key, "10/07/2020");
        known.values.extend(facts.values);
        known.lists.extend(facts.lists);
    }
    // What only a register, a reprint or a special case has.
    let special = [
        Field::RegisterYear,
        Field::RegisterOpened,
        Field::RegisterClosed,
        Field::RegisterSeal,
        Field::SheetReprint,
        Field::CaseOtherCodes,
        Field::CaseProvisional,
        Field::CaseHelpedAt,
        Field::HolderName,
        Field::HolderUnit,
        Field::SheetDocument,
        Field::OfficeParent,
        Field::ShiftMoreHeld,
        Field::ShiftMoreReceived,
        Field::ShiftMoreOwed,
    ];
    for field in Field::iter().filter(|field| !special.contains(field)) {
        assert!(!known.get(field).is_empty(), "{} is never filled", field.name());
    }
    for list in List::iter() {
        let rows = &known.lists[&list];
        assert!(!rows.is_empty(), "{list:?}");
        for row in rows {
            let cells: Vec<Cell> = row.keys().copied().collect();
            let mut wanted = list.cells().to_vec();
            wanted.sort_unstable();
            assert_eq!(cells, wanted, "{list:?}");
        }
    }
}
