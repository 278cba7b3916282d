//! The procedures that come with the program, and what the loaders say about bad files.

use crate::law::{d, m};
use motcua::config::law::{self, Fault, FaultKind, Source};
use motcua::domain::calendar::Calendar;
use motcua::domain::catalogue::Catalogue;
use motcua::domain::channel::Channel;
use motcua::domain::clock::{Clock, ClockError};
use motcua::domain::limit::{Unit, UnitDecision};
use motcua::domain::procedure::{Level, Need, OnlineService, ProcedureCode, Unverified};
use std::path::Path;

fn catalogue() -> Catalogue {
    law::load(None).unwrap().catalogue
}

fn calendar() -> Calendar {
    law::load(None).unwrap().calendar
}

fn bad(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad").join(name);
    Source { file: name.to_owned(), text: std::fs::read_to_string(path).unwrap() }
}

/// Faults as `line:column kind`, in order.
fn places(faults: &[Fault]) -> Vec<String> {
    let kind = |kind: &FaultKind| {
        let text = format!("{kind:?}");
        text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
    };
    faults.iter().map(|fault| format!("{}:{} {}", fault.line, fault.column, kind(&fault.kind))).collect()
}

#[test]
fn every_procedure_file_loads_without_faults() {
    assert_eq!(law::load(None).err(), None);
}

#[test]
fn the_three_licences_of_the_article_can_be_received_then_and_now() {
    let catalogue = catalogue();
    for code in ["1.003868", "1.009374", "2.001098"] {
        for day in ["04/01/2021", "23/11/2026"] {
            assert!(catalogue.on(&code.into(), d(day)).is_some(), "{code} on {day}");
        }
    }
}

#[test]
fn the_version_follows_the_day_of_receipt() {
    let catalogue = catalogue();
    let code = ProcedureCode::from("1.003868");
    let version = |day: &str| catalogue.on(&code, d(day)).unwrap().version;
    assert_eq!((version("30/06/2025"), version("01/07/2025")), (1, 2));
    assert!(catalogue.exact(&code, 1).unwrap().supplement.is_none());
    let notice = catalogue.exact(&code, 2).unwrap().supplement.as_ref().unwrap().notice.as_ref().unwrap();
    assert_eq!((notice.n, notice.unit), (2, Unit::WorkingDays));
    assert!(catalogue.exact(&code, 3).is_none());
}

#[test]
fn the_import_fee_is_halved_in_its_two_periods() {
    let catalogue = catalogue();
    let procedure = catalogue.on(&"1.003725".into(), d("23/11/2026")).unwrap();
    for (day, amount) in [
        ("25/05/2020", 50_000),
        ("26/05/2020", 25_000),
        ("31/12/2020", 25_000),
        ("01/01/2021", 50_000),
        ("01/07/2023", 25_000),
        ("31/12/2023", 25_000),
        ("01/01/2024", 50_000),
    ] {
        let fees: Vec<_> = procedure.fees_on(d(day), Channel::Online).map(|fee| fee.amount).collect();
        assert_eq!(fees, [Some(amount)], "{day}");
    }
}

#[test]
fn a_disputed_unit_says_so_and_is_not_verified() {
    let catalogue = catalogue();
    for code in ["1.009374", "1.003725", "2.001737"] {
        let limit = &catalogue.on(&code.into(), d("23/11/2026")).unwrap().limit;
        assert!(matches!(limit.unit_decided, UnitDecision::Disputed { .. }), "{code}");
        assert!(!limit.verified, "{code}");
    }
}

#[test]
fn a_doubtful_code_is_visible_as_such() {
    let catalogue = catalogue();
    let doubtful = |code: &str| {
        catalogue.on(&code.into(), d("01/06/2024")).unwrap().unverified().contains(&Unverified::Code)
    };
    for code in ["2.001098", "1.003659", "2.001885", "2.001171", "2.001740"] {
        assert!(doubtful(code), "{code}");
    }
    for code in ["1.003868", "1.009374", "1.003725", "2.001737", "1.005442", "1.010902"] {
        assert!(!doubtful(code), "{code}");
    }
}

#[test]
fn sector_law_on_the_post_allows_two_rounds_and_seven_days() {
    let catalogue = catalogue();
    let post = catalogue.on(&"1.003659".into(), d("23/11/2026")).unwrap();
    assert_eq!((post.limit.n, post.limit.unit), (30, Unit::CalendarDays));
    let rule = post.supplement.as_ref().unwrap();
    assert_eq!(rule.rounds, Some(2));
    assert_eq!(rule.notice.as_ref().map(|limit| (limit.n, limit.unit)), Some((7, Unit::WorkingDays)));
}

#[test]
fn an_unknown_fee_is_not_a_free_one() {
    let catalogue = catalogue();
    let post = catalogue.on(&"1.003659".into(), d("23/11/2026")).unwrap();
    let fees: Vec<_> = post.fees_on(d("23/11/2026"), Channel::Direct).collect();
    assert!(matches!(fees[..], [fee] if fee.amount.is_none() && !fee.verified));
    let free = catalogue.on(&"1.010902".into(), d("23/11/2026")).unwrap();
    assert!(free.fees.is_empty());
    assert_eq!(free.online_service, Some(OnlineService::Full));
}

#[test]
fn public_games_belonged_to_the_district_and_end_with_it() {
    let catalogue = catalogue();
    let code = ProcedureCode::from("2.001885");
    assert_eq!(catalogue.on(&code, d("30/06/2025")).unwrap().level, Level::District);
    assert!(catalogue.on(&code, d("01/07/2025")).is_none());
}

#[test]
fn papers_asked_only_sometimes_say_when() {
    let catalogue = catalogue();
    let procedure = catalogue.on(&"1.003868".into(), d("23/11/2026")).unwrap();
    let need = |key: &str| procedure.paper(key).unwrap().need.clone();
    assert_eq!(need("don"), Need::Required);
    assert!(matches!(need("ban-dich"), Need::Conditional(when) if when.contains("tiếng")));
    assert_eq!(procedure.paper("ban-thao").unwrap().count, 2);
}

#[test]
fn every_limit_gives_a_date_but_the_one_that_counts_back() {
    let (catalogue, calendar) = (catalogue(), calendar());
    for procedure in catalogue.all() {
        let due = Clock::started(procedure.limit.clone(), m("06/07/2020 09:00")).due(&calendar);
        if procedure.limit.unit == Unit::HoursBefore {
            assert_eq!(due, Err(ClockError::CountsBack), "{}", procedure.code);
        } else {
            assert!(due.is_ok(), "{}: {due:?}", procedure.code);
        }
    }
}

#[test]
fn the_steps_fill_a_limit_in_working_days_exactly() {
    for procedure in catalogue().all().filter(|p| p.limit.unit == Unit::WorkingDays) {
        let steps: u64 = procedure.steps.iter().filter_map(|step| step.limit.office_half_hours()).sum();
        assert_eq!(Some(steps), procedure.limit.office_half_hours(), "{}", procedure.code);
    }
}

#[test]
fn search_finds_without_accents_and_respects_those_typed() {
    let catalogue = catalogue();
    let found = |query: &str| {
        let hits = catalogue.search(query, d("23/11/2026"));
        hits.iter().map(|p| p.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("trang thong tin gia han"), ["2.001091"]);
    assert_eq!(found("gia hạn tổng hợp"), ["2.001091"]);
    assert!(found("gia hàn tổng hợp").is_empty());
    assert_eq!(found("003868"), ["1.003868"]);
    assert!(found("xuat ban").len() > 3);
}

#[test]
fn a_field_lists_what_can_be_received() {
    let catalogue = catalogue();
    assert_eq!(catalogue.fields().len(), 5);
    assert_eq!(catalogue.in_field("BC", d("23/11/2026")).count(), 2);
    assert_eq!(catalogue.in_field("TCDT", d("23/11/2026")).count(), 0);
}

#[test]
fn an_office_folder_overrides_and_adds_files() {
    let folder = tempfile::tempdir().unwrap();
    let calendars = folder.path().join("calendars");
    let procedures = folder.path().join("procedures");
    std::fs::create_dir_all(&calendars).unwrap();
    std::fs::create_dir_all(&procedures).unwrap();
    let office = law::embedded().into_iter().find(|s| s.file == "calendars/office.toml").unwrap().text;
    let longer = office.replace("17:00", "17:30").replace("revision = 1", "revision = 2");
    std::fs::write(calendars.join("office.toml"), longer).unwrap();
    let press = law::embedded().into_iter().find(|s| s.file == "procedures/bao-chi.toml").unwrap().text;
    std::fs::write(
        procedures.join("rieng.toml"),
        press.replace("1.009374", "9.000001").replace("2.001171", "9.000002"),
    )
    .unwrap();
    std::fs::write(procedures.join("ghi-chu.txt"), "không phải TOML").unwrap();
    let law = law::load(Some(folder.path())).unwrap();
    assert_eq!(law.calendar.closing(d("23/11/2026")).unwrap().to_string(), "17:30:00");
    assert_eq!(law.calendar.version().as_str(), "vn1+vp2");
    assert!(law.catalogue.on(&"9.000001".into(), d("23/11/2026")).is_some());
    assert!(law.catalogue.on(&"1.009374".into(), d("23/11/2026")).is_some());
}

#[test]
fn a_folder_that_is_not_there_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(law::load(Some(&folder.path().join("khong-co"))), law::load(None));
}

#[test]
fn faults_of_shape_show_the_first_of_every_item() {
    let faults = law::procedures::read(&[bad("procedures/shape.toml")]).unwrap_err();
    assert_eq!(places(&faults), ["14:1 Shape", "27:10 Shape", "31:11 Shape"]);
}

#[test]
fn faults_of_meaning_show_all_at_once() {
    let faults = law::procedures::read(&[bad("procedures/meaning.toml")]).unwrap_err();
    assert_eq!(
        places(&faults),
        [
            "5:8 Empty",
            "7:16 OutOfRange",
            "8:9 NotOneOf",
            "9:15 Empty",
            "11:12 Backwards",
            "12:15 OutOfRange",
            "13:10 Empty",
            "14:64 Backwards",
            "14:86 NotOneOf",
            "15:41 OutOfRange",
            "17:37 NotOneOf",
            "18:11 Twice",
            "18:62 StepUnit",
            "33:9 StepsExceed",
            "39:8 Overlap",
            "53:8 Overlap",
            "53:8 Twice"
        ]
    );
}

#[test]
fn a_broken_text_is_located() {
    let files = [bad("procedures/syntax.toml"), bad("procedures/stray.toml"), bad("procedures/day.toml")];
    let faults = law::procedures::read(&files).unwrap_err();
    assert_eq!(places(&faults), ["2:17 Shape", "1:3 Shape", "2:14 Shape"]);
}

#[test]
fn a_bad_national_calendar_shows_all_its_faults() {
    let faults = law::calendars::national(&bad("calendars/national.toml")).unwrap_err();
    assert_eq!(
        places(&faults),
        [
            "3:22 NotOneOf",
            "6:8 Backwards",
            "13:31 NotOneOf",
            "14:12 NotADay",
            "15:12 Pointless",
            "16:12 Pointless",
            "17:49 Empty",
            "18:12 Twice",
            "19:12 OutOfSpan",
            "22:1 Shape"
        ]
    );
}

#[test]
fn a_year_that_is_counted_wrong_is_caught() {
    let faults = law::calendars::national(&bad("calendars/count.toml")).unwrap_err();
    assert_eq!(places(&faults), ["10:11 WorkingDays"]);
}

#[test]
fn bad_office_hours_show_all_their_faults() {
    use chrono::Weekday::{Sat, Sun};
    let faults = law::calendars::office(&bad("calendars/office.toml"), &[Sat, Sun]).unwrap_err();
    assert_eq!(
        places(&faults),
        [
            "3:1 NoHours",
            "4:8 NotHours",
            "5:8 Disordered",
            "6:8 Disordered",
            "10:8 NotADay",
            "21:6 Backwards",
            "23:12 Empty",
            "25:1 Shape"
        ]
    );
}

#[test]
fn a_fault_reads_as_file_line_column_and_hint() {
    let faults = law::calendars::national(&bad("calendars/count.toml")).unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "calendars/count.toml:10:11: 2026 is said to have 259 working days, its days give 260 \
         (check the days of that year against the announcement)"
    );
}

#[test]
fn words_of_a_file_reach_nobody_with_escapes_or_invisible_letters_in_them() {
    let source =
        motcua::config::law::embedded().into_iter().find(|source| source.text.contains("1.003868")).unwrap();
    let hostile = source
        .text
        .replace("Cấp giấy phép xuất bản tài liệu", "Ca\u{0302}\u{0301}p\\u001b]0;x \u{202e}tài liệu");
    let mut files = motcua::config::law::embedded();
    let at = files.iter().position(|file| file.text.contains("1.003868")).unwrap();
    files[at].text = hostile;
    let law = motcua::config::law::read(files, None).unwrap();
    let names: String = law.catalogue.all().map(|procedure| procedure.name.clone()).collect();
    assert!(names.contains("Cấp␛]0;x «U+202E»tài liệu"), "{names}");
}
