//! The office file: read, written back, and refused with every fault in its place.

use crate::law::d;
use motcua::config::folder::{self, LoadError};
use motcua::config::office::{self, OfficeFile};
use motcua::domain::hours::Segment;
use motcua::domain::role::Role;
use std::fs;

const DEMO: &str = include_str!("../../assets/demo/office.toml");

fn demo() -> OfficeFile {
    office::read("office.toml", DEMO).unwrap()
}

#[test]
fn an_office_is_read_and_written_back_as_it_was() {
    let read = demo();
    assert_eq!(read.office.code.as_str(), "000.00.10.H38");
    assert!(read.practice);
    assert!(read.office.people.iter().any(|person| person.role == Role::DeskHead));
    assert_eq!(office::read("office.toml", &office::write(&read)).unwrap(), read);
}

#[test]
fn a_faulty_office_names_every_fault_with_its_place() {
    let text = "name = \" \"\ncode = \"lào cai\"\nstation = 11\nhours = { weekdays = \"11:30-07:30\" }\n\
                [[people]]\nid = \"An\"\nname = \"An\"\nrole = \"handlr\"\nunit = \"P\"\n";
    let faults = office::read("office.toml", text).unwrap_err();
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "office.toml:1:8: \"name\" has no value \" \"",
            "office.toml:2:8: \"code\" has no value \"lào cai\"",
            "office.toml:3:11: \"station\" has no value \"11\"",
            "office.toml:4:22: \"weekdays\" has no value \"11:30-07:30\"",
            "office.toml:6:6: \"id\" has no value \"An\"",
            "office.toml:8:8: \"role\" has no value \"handlr\"; did you mean \"handler\"?",
        ]
    );
}

#[test]
fn an_office_needs_a_name_a_code_and_people() {
    let faults = office::read("office.toml", "station = 1\n").unwrap_err();
    let said: Vec<String> = faults.iter().map(|fault| fault.kind.to_string()).collect();
    assert_eq!(said, ["missing entry \"name\"", "missing entry \"code\"", "missing entry \"people\""]);
    let nobody = office::read("office.toml", "name = \"Sở\"\ncode = \"H38.1\"\npeople = []\n").unwrap_err();
    assert_eq!(nobody.len(), 1);
}

#[test]
fn hours_of_a_day_are_written_as_they_are_read() {
    let hours = "07:30-11:30, 13:30-17:00";
    let read: Vec<Segment> = office::parse_segments(hours).unwrap();
    assert_eq!(office::write_segments(&read), hours);
    assert_eq!(office::parse_segments(""), Some(Vec::new()));
    for wrong in ["7h30", "08:00-07:00", "07:30-11:30, 11:00-17:00", "07:30"] {
        assert_eq!(office::parse_segments(wrong), None, "{wrong}");
    }
}

#[test]
fn a_folder_gives_office_and_law_with_the_office_hours_in_the_calendar() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(folder::load(folder.path()), Err(LoadError::NoOffice)));
    fs::write(folder.path().join("office.toml"), DEMO).unwrap();
    let loaded = folder::load(folder.path()).unwrap();
    assert_eq!(loaded.faults, []);
    let calendar = &loaded.law.calendar;
    assert_eq!(office::write_segments(calendar.segments(d("20/11/2026"))), "07:30-11:30, 13:30-17:00");
    // The calendar's version tells that its hours are not those that came with the program.
    assert_ne!(calendar.version(), crate::law::CALENDAR.version());
    assert!(loaded.law.book.on(d("20/11/2026")).is_some());
}

#[test]
fn a_faulty_law_file_of_the_office_gives_way_to_the_programs_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("office.toml"), DEMO).unwrap();
    for (part, text) in [("procedures/bao-chi.toml", "[[procedure]]\n"), ("rules/rules.toml", "= 1\n")] {
        let path = folder.path().join(part);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let loaded = folder::load(folder.path()).unwrap();
    let files: Vec<&str> = loaded.faults.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["procedures/bao-chi.toml", "rules/rules.toml"]);
    let built_in = motcua::config::law::load(None).unwrap();
    assert_eq!((&loaded.law.catalogue, &loaded.law.book), (&built_in.catalogue, &built_in.book));
}
