//! `motcua due`, `calendar` and `procedures` as a shell sees them, and a change of days from preview to moved
//! promises.

use crate::support::shell::{code, copy, err, json, motcua, out, path};

fn due(arguments: &[&str]) -> serde_json::Value {
    let mut all = vec!["due", "--json"];
    all.extend(arguments);
    json(&motcua(&all))
}

#[test]
fn a_date_is_counted_and_its_lines_add_up_to_it() {
    let said = due(&["--received", "2020-01-20 09:00", "--limit", "10 ngày làm việc", "--rules", "nd61"]);
    assert_eq!(said["due"], "2020-02-10");
    assert_eq!(said["promise"], "2020-02-10T17:00:00+07:00");
    assert_eq!(said["provisional"], false);
    let lines = said["lines"].as_array().unwrap();
    let counted: Vec<_> = lines.iter().filter(|line| line["kind"] == "counted").collect();
    assert_eq!(counted.len(), 10);
    assert_eq!(counted.last().unwrap()["date"], "2020-02-10");
    let tet = lines.iter().filter(|line| line["name"] == "Tết Nguyên đán").count();
    assert_eq!(tet, 2, "two stretches around the weekend");
}

/// The worked examples of the law's practice: received, limit, due; what else is said.
#[test]
fn every_worked_example_comes_out() {
    let cases: [(&str, &str, &str, &[&str]); 16] = [
        ("2020-07-10 09:00", "10 ngày LV", "2020-07-24", &[]),
        ("2020-01-22 09:00", "3 ngày làm việc", "2020-02-03", &[]),
        ("2024-04-26 09:00", "3 ngày LV", "2024-05-04", &[]),
        ("2025-04-24 09:00", "5 ngày LV", "2025-05-05", &[]),
        ("2025-12-19 09:00", "10 ngày LV", "2026-01-06", &[]),
        ("2025-12-19 09:00", "10 ngày LV", "2026-01-05", &["--known-on", "2025-12-24"]),
        ("2026-02-12 09:00", "10 ngày LV", "2026-03-05", &[]),
        ("2026-11-20 09:00", "3 ngày LV", "2026-11-26", &[]),
        ("2024-04-07 09:00", "20 ngày", "2024-05-02", &[]),
        ("2025-08-12 09:00", "20 ngày", "2025-09-03", &[]),
        ("2020-07-10 16:00", "8 giờ làm việc", "2020-07-13", &[]),
        ("2020-07-10 09:00", "0,5 ngày", "2020-07-10", &[]),
        ("2020-01-31 09:00", "1 tháng", "2020-03-02", &[]),
        ("2020-07-10 09:00", "1 năm", "2021-07-12", &[]),
        ("2020-07-10 09:00", "20 ngày", "2020-08-07", &["--unit-as", "working_days"]),
        ("10/07/2020 08:01", "2 buổi", "2020-07-13", &[]),
    ];
    for (received, limit, date, more) in cases {
        let mut arguments = vec!["--received", received, "--limit", limit];
        arguments.extend(more);
        assert_eq!(due(&arguments)["due"], date, "{arguments:?}");
    }
}

#[test]
fn what_happened_to_a_clock_moves_its_date_and_is_told() {
    let base = ["--received", "2020-07-10 09:00", "--limit", "10 ngày làm việc"];
    let with = |events: &[&str]| {
        let mut arguments = base.to_vec();
        for event in events {
            arguments.extend(["--event", event]);
        }
        due(&arguments)
    };
    assert_eq!(
        with(&["suspend 2020-07-13 10:00 chờ nộp phí", "resume 2020-07-15 09:00"])["due"],
        "2020-07-28"
    );
    assert_eq!(with(&["restart 2020-07-16 10:00 bản thảo"])["due"], "2020-07-30");
    assert_eq!(with(&["extend 2020-07-23 09:00 5 QĐ 12"])["due"], "2020-07-31");
    let held = with(&["suspend 2020-07-13 10:00 chờ nộp phí"]);
    assert_eq!((held["due"].is_null(), &held["held"]), (true, &true.into()));
    let notes = held["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note.as_str().unwrap().contains("nghĩa vụ tài chính")), "{notes:?}");
    let said = out(&motcua(&["due", "--received", "2020-07-10 09:00", "--limit", "10 ngày", "--lang", "en"]));
    assert!(said.contains("1. Saturday 11/07/2020") && said.contains("24:00 20/07/2020"), "{said}");
}

#[test]
fn what_cannot_be_read_is_a_sentence_and_code_2() {
    let cases: [&[&str]; 8] = [
        &["--received", "hôm qua", "--limit", "10 ngày"],
        &["--received", "2020-02-30 09:00", "--limit", "10 ngày"],
        &["--received", "2020-07-10 09:00", "--limit", "sớm"],
        &["--received", "2020-07-10 09:00", "--limit", "0 ngày"],
        &["--received", "2020-07-10 09:00", "--limit", "10 ngày", "--unit-as", "weeks"],
        &["--received", "2020-07-10 09:00", "--limit", "10 ngày", "--rules", "nd999"],
        &["--received", "2020-07-10 09:00", "--limit", "10 ngày", "--event", "resume 2020-07-13 09:00"],
        &["--received", "2027-12-30 09:00", "--limit", "10 ngày làm việc"],
    ];
    for arguments in cases {
        let mut all = vec!["due", "--json"];
        all.extend(arguments);
        let output = motcua(&all);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(out(&output).is_empty(), "{arguments:?}");
        assert!(err(&output).contains(char::is_whitespace), "{arguments:?}: {}", err(&output));
    }
}

#[test]
fn a_change_of_days_is_seen_written_and_moved_in_three_steps_and_taken_back_in_three_more() {
    let office = copy();
    let dir = office.path().join("d");
    let dir = path(&dir);
    let day = ["--date", "2026-11-25", "--kind", "swap_off", "--name", "Nghỉ hoán đổi", "--source", "VB 1"];
    let add = |how: &[&str]| {
        let mut all = vec!["calendar", "add", "--dir", dir];
        all.extend(day);
        all.extend(how);
        motcua(&all)
    };
    let moves = || json(&motcua(&["calendar", "moves", "--dir", dir, "--json"]));
    assert_eq!(moves()["count"], 0);
    // Seen: nothing is written.
    let seen = json(&add(&["--json"]));
    let count = seen["count"].as_u64().unwrap();
    assert!(count >= 5, "{seen}");
    for one in seen["moves"].as_array().unwrap() {
        assert!(one["from"].as_str() < one["to"].as_str(), "a day off brings no date forward: {one}");
    }
    assert_eq!(moves()["count"], 0);
    assert!(!std::path::Path::new(dir).join("calendars").exists());
    // Written: new promises are counted by it, old ones stay.
    assert_eq!(code(&add(&["--write"])), 0);
    assert_eq!(moves(), seen, "what was seen is what is found");
    let listed = json(&motcua(&["calendar", "list", "--dir", dir, "--year", "2026", "--json"]));
    assert_eq!(listed["version"], "vn1.1+vp2");
    assert!(listed["days"].as_array().unwrap().iter().any(|day| day["date"] == "2026-11-25"));
    // Moved: one event for each file, by somebody who may.
    let head = || {
        let text = std::fs::read_to_string(std::path::Path::new(dir).join("office.toml")).unwrap();
        let people: Vec<String> = text.split("[[people]]").map(str::to_owned).collect();
        let head = people.into_iter().find(|one| one.contains("role = \"desk-head\"")).unwrap();
        head.split("id = \"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let go = |by: &str| {
        motcua(&["calendar", "move", "--dir", dir, "--reason", "Hoán đổi", "--document", "VB 1", "--by", by])
    };
    let nobody = go("nobody");
    assert_eq!((code(&nobody), out(&nobody).matches("saved ").count()), (2, 0));
    assert_eq!(moves()["count"], count, "refused, and nothing half done");
    let moved = go(&head());
    assert_eq!(code(&moved), 0, "{}", err(&moved));
    assert_eq!(out(&moved).matches("saved ").count() as u64, count);
    assert_eq!(moves()["count"], 0);
    // Taken back: another change, other events.
    let back = motcua(&["calendar", "remove", "--date", "2026-11-25", "--dir", dir, "--write", "--json"]);
    assert_eq!(json(&back)["count"], count);
    assert_eq!(code(&go(&head())), 0);
    assert_eq!(moves()["count"], 0);
    assert_eq!(code(&motcua(&["check", "--dir", dir])), 0);
}

#[test]
fn days_come_in_from_tables_and_calendars_whole_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let desk = dir.path().join("d");
    std::fs::create_dir(&desk).unwrap();
    let desk = path(&desk);
    let import = |name: &str, text: &str, how: &[&str]| {
        let file = dir.path().join(name);
        std::fs::write(&file, text).unwrap();
        let file = path(&file).to_owned();
        let mut all = vec!["calendar", "import", &file, "--dir", desk];
        all.extend(how);
        motcua(&all)
    };
    let csv = "date,kind,name,in_place_of\n23/11/2026,swap_off,Nghỉ hoán đổi,\n2026-11-28,make_up,Làm bù,2026-11-23\n";
    assert_eq!(code(&import("a.csv", csv, &["--write"])), 0);
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270204\r\n\
               DTEND;VALUE=DATE:20270206\r\nSUMMARY:Tết Nguyên đán (công bố)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let taken = import("b.ics", ics, &["--write"]);
    assert_eq!(code(&taken), 0, "{}", err(&taken));
    let list = json(&motcua(&["calendar", "list", "--dir", desk, "--json"]));
    let named = |date: &str| {
        let days = list["days"].as_array().unwrap();
        days.iter().find(|day| day["date"] == date).map(|day| day["name"].clone()).unwrap_or_default()
    };
    assert_eq!(named("2026-11-23"), "Nghỉ hoán đổi");
    assert_eq!(named("2026-11-28"), "Làm bù");
    assert_eq!(named("2027-02-05"), "Tết Nguyên đán (công bố)", "the end of whole days is the day after");
    let due = |received: &str| {
        let said = motcua(&["due", "--dir", desk, "--received", received, "--limit", "3 ngày LV", "--json"]);
        json(&said)["due"].as_str().unwrap().to_owned()
    };
    assert_eq!(due("2026-11-20 09:00"), "2026-11-27", "24/11 is off as well");
    let before =
        std::fs::read_to_string(std::path::Path::new(desk).join("calendars/vn-national.toml")).unwrap();
    let faulty: [(&str, &str); 5] = [
        ("c.csv", "date,kind,name\n2026-13-01,holiday,X\n"),
        ("c.csv", "date,kind,name\n2026-12-01,feast,X\n"),
        ("c.csv", "when,what\n2026-12-01,X\n"),
        ("c.csv", "date,kind,name\n2026-11-29,in_lieu,Chủ nhật đã nghỉ\n"),
        ("c.ics", "no calendar at all"),
    ];
    for (name, text) in faulty {
        let refused = import(name, text, &["--write"]);
        assert_eq!(code(&refused), 2, "{text}");
        assert!(!err(&refused).is_empty(), "{text}");
    }
    let after =
        std::fs::read_to_string(std::path::Path::new(desk).join("calendars/vn-national.toml")).unwrap();
    assert_eq!(before, after, "a faulty file changes nothing");
    // What the program wrote is what it reads: exported as it stands, imported as a whole.
    let whole = import("vn.toml", &after, &[]);
    assert_eq!(code(&whole), 0, "{}", err(&whole));
    assert_eq!(code(&motcua(&["calendar", "check", "--dir", desk])), 0);
}

const OFFICE: &str = "name = \"Sở A\"\ncode = \"000.00.10.H38\"\nstation = 1\npractice = false\n\n[[people]]\n\
                      id = \"a\"\nname = \"Người A\"\nrole = \"desk-head\"\nunit = \"Phòng A\"\n";

#[test]
fn a_closure_counts_from_its_document_on_and_needs_one() {
    let dir = tempfile::tempdir().unwrap();
    let desk = path(dir.path()).to_owned();
    std::fs::write(dir.path().join("office.toml"), OFFICE).unwrap();
    let due = || {
        let said = motcua(&[
            "due",
            "--dir",
            &desk,
            "--received",
            "2026-03-02 09:00",
            "--limit",
            "5 ngày LV",
            "--json",
        ]);
        json(&said)["due"].as_str().unwrap().to_owned()
    };
    assert_eq!(due(), "2026-03-09");
    let close = [
        "calendar",
        "close",
        "--dir",
        &desk,
        "--from",
        "2026-03-04",
        "--to",
        "2026-03-05",
        "--name",
        "Mất điện",
    ];
    let mut with = close.to_vec();
    with.extend(["--document", "QĐ 5", "--write"]);
    assert_eq!(code(&motcua(&close)), 2, "a closure without its document is refused");
    assert_eq!(code(&motcua(&with)), 0);
    assert_eq!(due(), "2026-03-11");
}

#[test]
fn the_procedures_of_the_program_and_of_the_practice_office_can_be_worked_with() {
    let built_in = json(&motcua(&["procedures", "check", "--json"]));
    assert!(built_in["found"].as_array().unwrap().iter().all(|odd| odd["what"] == "unit-undecided"));
    let office = copy();
    let practice = motcua(&["procedures", "check", "--json", "--dir", path(&office.path().join("d"))]);
    assert_eq!(json(&practice)["found"], serde_json::json!([]));
}

#[test]
fn a_pack_that_cannot_work_is_told_where_and_why() {
    let office = copy();
    let desk = office.path().join("d");
    std::fs::create_dir(desk.join("procedures")).unwrap();
    std::fs::write(desk.join("procedures/la.toml"), ODD).unwrap();
    let output = motcua(&["procedures", "check", "--json", "--dir", path(&desk)]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    let said: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    let of = |what: &str| said["found"].as_array().unwrap().iter().filter(|odd| odd["what"] == what).count();
    assert_eq!((of("unreachable"), of("no-way-back"), of("no-paper-required")), (1, 1, 1), "{said}");
    assert!(said["found"].as_array().unwrap().iter().all(|odd| odd["code"] == "9.000001"), "{said}");
}

/// A step behind the one that hands out, a limit in months that may be held, and no paper anybody must bring.
const ODD: &str = r#"
[[procedure]]
code = "9.000001"
version = 1
name = "Thủ tục lạ"
field = { code = "X", name = "Lĩnh vực X" }
online_level = 2
level = "province"
legal_basis = ["Văn bản X"]
limit = { n = 2, unit = "months", as_written = "02 tháng", source = "Văn bản X" }
papers = [{ key = "don", name = "Đơn", form = "original", when = "Khi cần" }]
result = { name = "Giấy X" }
steps = [
  { key = "tiep-nhan", name = "Tiếp nhận", holder = "intake", n = 1, unit = "half_days" },
  { key = "tra", name = "Trả", holder = "release", n = 1, unit = "half_days" },
  { key = "sau", name = "Sau khi trả", holder = "clerk", n = 1, unit = "half_days" },
]
"#;

/// Every worked example as people read it, in both languages, whole.
#[test]
fn every_worked_example_is_explained_in_both_languages() {
    let cases: [(&str, &str, &[&str]); 12] = [
        ("2020-07-10 09:00", "10 ngày LV", &[]),
        ("2020-01-22 09:00", "3 ngày làm việc", &[]),
        ("2024-04-26 09:00", "3 ngày LV", &[]),
        ("2025-04-24 09:00", "5 ngày LV", &[]),
        ("2025-12-19 09:00", "10 ngày LV", &["--known-on", "2025-12-24"]),
        ("2025-12-19 09:00", "10 ngày LV", &[]),
        ("2026-02-12 09:00", "10 ngày LV", &[]),
        ("2026-11-20 09:00", "3 ngày LV", &[]),
        ("2024-04-07 09:00", "20 ngày", &[]),
        ("2025-08-12 09:00", "20 ngày", &[]),
        ("2020-07-10 16:00", "8 giờ làm việc", &[]),
        (
            "2020-07-10 09:00",
            "10 ngày LV",
            &[
                "--event",
                "suspend 2020-07-13 10:00 chờ nộp phí",
                "--event",
                "resume 2020-07-15 09:00",
                "--event",
                "restart 2020-07-16 10:00 bản thảo",
                "--event",
                "extend 2020-07-29 09:00 5 QĐ 12",
            ],
        ),
    ];
    for language in ["vi", "en"] {
        let told: Vec<String> = cases
            .iter()
            .map(|(received, limit, more)| {
                let mut all = vec!["due", "--lang", language, "--received", received, "--limit", limit];
                all.extend(*more);
                let output = motcua(&all);
                assert_eq!(code(&output), 0, "{}", err(&output));
                format!("── {received}, {limit}\n{}", out(&output))
            })
            .collect();
        insta::assert_snapshot!(format!("explanations_{language}"), told.join("\n"));
    }
}
