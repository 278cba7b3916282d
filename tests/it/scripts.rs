//! Whole paths of work as a person walks them, each in a script of its own under `tests/scripts`.

use crate::support::driver::practice_office;
use motcua::runtime::script::{Outcome, run};
use std::path::Path;

/// Runs a script on the desk in a folder and gives what it wrote; fails with line and screen.
pub fn play(dir: &Path, name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/scripts/{name}.script"));
    let script = std::fs::read_to_string(&path).unwrap();
    let mut out = Vec::new();
    let outcome = run(dir, &script, &mut out).unwrap();
    if let Outcome::Failed { line, why, screen } = outcome {
        panic!("{name}.script:{line}: {why}\n{screen}");
    }
    String::from_utf8(out).unwrap()
}

fn on_practice(name: &str) -> String {
    play(practice_office().path(), name)
}

#[test]
fn a_new_user_sets_up_an_empty_desk_and_finds_it_again() {
    let dir = tempfile::tempdir().unwrap();
    play(dir.path(), "first-run");
    play(dir.path(), "second-run");
}
#[test]
fn a_file_is_received_and_its_applicant_is_known_the_next_time() {
    let out = on_practice("receive");
    assert_eq!(out.matches("saved ").count(), 2, "{out}");
}

#[test]
fn one_file_goes_through_everything_that_can_happen_on_the_way_to_its_result() {
    on_practice("life");
}

#[test]
fn a_result_goes_by_post_comes_back_and_is_handed_over() {
    on_practice("post");
}

#[test]
fn notes_corrections_undoing_and_every_other_ending_have_their_words() {
    on_practice("endings");
}

#[test]
fn a_date_is_explained_day_by_day_from_a_case_and_from_a_form() {
    on_practice("explain");
}

#[test]
fn the_report_opens_its_files_and_is_written_beside_the_desk() {
    let office = practice_office();
    play(office.path(), "report");
    let csv = std::fs::read_to_string(office.path().join("exports/levels-20200101-20201231.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}field,level_1,"), "{csv}");
}

#[test]
fn a_list_of_another_system_is_chosen_compared_and_opened() {
    let office = practice_office();
    let folder = office.path().join("imports");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("cong.csv"), "Mã hồ sơ;Chủ hồ sơ\n000.00.99.H38-190101-0001;Ai đó\n").unwrap();
    std::fs::write(folder.join("khac.csv"), "a;b\n1;2\n").unwrap();
    play(office.path(), "reconcile");
}

#[test]
fn every_report_turns_its_period_lines_and_pictures_and_opens_its_files() {
    let office = practice_office();
    let out = play(office.path(), "reports");
    insta::assert_snapshot!("reports_script", out);
    let exported = |name: &str| std::fs::read(office.path().join("exports").join(name)).unwrap();
    let csv = String::from_utf8(exported("results-20191215-20201214.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}procedure,c3,c4,c5,c6,c7,"), "{csv}");
    let proposal =
        std::fs::read_dir(office.path().join("exports")).unwrap().map(|entry| entry.unwrap().path());
    let proposal = proposal.map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    assert!(proposal.into_iter().any(|name| name.starts_with("proposal-1.003868-7-")));
    assert!(exported("results-20191215-20201214.xlsx").starts_with(b"PK"));
    let svg = String::from_utf8(exported("results-20191215-20201214.svg")).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("Tiếp nhận") && svg.ends_with("</svg>\n"));
}

#[test]
fn search_needs_no_accents_and_tagged_files_are_assigned_at_once() {
    let out = on_practice("search");
    assert_eq!(out.matches("saved ").count(), 3, "{out}");
}

#[test]
fn telex_letters_become_vietnamese() {
    on_practice("telex");
}

#[test]
fn the_other_keymaps_receive_assign_decide_and_hand_over_too() {
    for keymap in ["vim", "classic"] {
        let office = practice_office();
        std::fs::write(office.path().join("settings.toml"), format!("keymap = \"{keymap}\"\n")).unwrap();
        play(office.path(), keymap);
    }
}

#[test]
fn what_was_done_is_there_when_the_desk_is_opened_again() {
    let office = practice_office();
    play(office.path(), "receive");
    play(office.path(), "reopened");
}

#[test]
fn nothing_typed_at_the_counter_is_lost_and_files_are_found_wherever_they_stand() {
    on_practice("counter");
}

/// The office's printer: a command, here one that does not need a printer.
fn printer(office: &Path, command: &str) {
    std::fs::write(office.join("printing.toml"), format!("place = \"Lào Cai\"\ncommand = {command}\n"))
        .unwrap();
}

#[cfg(unix)]
#[test]
fn a_slip_is_looked_at_printed_recorded_and_reprinted_when_it_is_no_longer_true() {
    let office = practice_office();
    let paper = office.path().join("paper.pdf");
    printer(office.path(), &format!("[\"cp\", \"{{file}}\", \"{}\"]", paper.display()));
    let out = play(office.path(), "print");
    // Received, printed with its rating slip, corrected, reprinted, and one record for each of the two on the list.
    assert_eq!(out.matches("saved ").count(), 7, "{out}");
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF"));
    let saved = office.path().join("exports/receipt-000.00.10.H38-261123-0001.pdf");
    assert!(std::fs::read(saved).unwrap().starts_with(b"%PDF"));
}

#[test]
fn sheets_that_go_out_together_are_one_file() {
    let office = practice_office();
    let out = play(office.path(), "print-file");
    assert_eq!(out.matches("saved ").count(), 2, "{out}");
    assert_eq!(std::fs::read_dir(office.path().join("exports")).unwrap().count(), 1);
}

#[test]
fn a_sheet_waits_while_no_printer_answers_and_can_be_cancelled() {
    let office = practice_office();
    printer(office.path(), "[\"there-is-no-such-printer\"]");
    play(office.path(), "print-later");
    let left = std::fs::read_dir(office.path().join("prints")).unwrap().count();
    assert_eq!(left, 2, "the notes of both sheets stay, the paper goes");
}

#[test]
fn the_morning_is_seen_by_every_meaning_of_late_and_worked_off_many_at_once() {
    let out = on_practice("morning");
    let out = out.lines().filter(|line| !line.starts_with("saved ")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!("morning", out);
}

#[test]
fn every_script_is_played_by_a_test() {
    let tests = include_str!("scripts.rs");
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.strip_suffix(".script").expect("only scripts here");
        let played = name == "readme" || tests.contains(&format!("\"{name}\""));
        assert!(played, "{name}.script is played by no test (readme is, in docs.rs)");
    }
}
