//! Practice offices: the article's figures exactly, something in every pane, the same bytes every time.

use crate::law::{d, m};
use chrono::NaiveDate;
use motcua::desk::{Desk, Setup, Verdict, check};
use motcua::domain::channel::Channel;
use motcua::domain::duties::Duties;
use motcua::domain::duty::DutyKind;
use motcua::domain::event::Event;
use motcua::domain::id::CaseId;
use motcua::domain::lateness::Timeliness;
use motcua::domain::projection::Projection;
use motcua::domain::queue::{Days, Filter};
use motcua::domain::report::levels::{Levels, count};
use motcua::domain::report::period::Period;
use motcua::domain::stage::Stage;
use motcua::journal::DeskId;
use motcua::journal::lock::Holder;
use motcua::practice::{Made, PracticeError, Recipe, Size, make, office_and_law, practice_day};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use strum::{IntoEnumIterator as _, VariantNames as _};
use tempfile::TempDir;

fn holder() -> Holder {
    Holder { process: 1, who: "kiểm thử".to_owned(), since: String::new() }
}

fn made(dir: &Path, size: Size, today: &str) -> Result<Made, PracticeError> {
    make(dir, Recipe { seed: None, size, today: d(today) }, holder(), &mut |_| true)
}

const TODAY: &str = "23/11/2026";

/// One demo office for all tests that only read it.
static DEMO: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    made(dir.path(), Size::Article, TODAY).unwrap();
    dir
});

/// A copy of the demo, for tests that open it.
fn opened(dir: &Path) -> Desk {
    let (file, law) = office_and_law().unwrap();
    let setup = Setup {
        office: Arc::new(file.office),
        law: Arc::new(law),
        ids: Box::new(|_| 0),
        desk: DeskId([0; 16]),
        holder: holder(),
        keys: None,
    };
    let opened = Desk::open(dir, setup, &mut |_| true).unwrap();
    assert_eq!(opened.troubles, []);
    opened.desk
}

/// What the tests read of the demo, read once: rows, and every event of every case.
struct Seen {
    rows: Projection,
    events: BTreeSet<&'static str>,
    files: Vec<Arc<motcua::domain::case::CaseFile>>,
}

static SEEN: LazyLock<Seen> = LazyLock::new(|| {
    let mut desk = opened(DEMO.path());
    let ids: Vec<CaseId> = desk.projection().rows().iter().map(|row| row.id).collect();
    let files: Vec<_> = ids.into_iter().map(|id| desk.load(id).unwrap().unwrap()).collect();
    let events = files.iter().flat_map(|file| &file.history).map(|stamped| stamped.event.name()).collect();
    Seen { rows: desk.lend_projection(), events, files }
});

fn levels(rows: &Projection, from: &str, to: &str) -> Levels {
    let law = office_and_law().unwrap().1;
    let period = Period::new(d(from), d(to)).unwrap();
    count(rows, period, |row| rows.procedure(row).map(|code| law.field_of(code)).unwrap_or_default())
}

#[test]
fn the_demo_has_exactly_the_levels_the_article_counts() {
    let report = levels(&SEEN.rows, "01/01/2016", "31/12/2020");
    assert_eq!(report.total.0, [10, 25, 52, 913]);
    assert_eq!(report.total.per_mille(4), Some(913));
    assert_eq!(report.by_year.len(), 5);
    assert!(report.by_year.iter().all(|(_, levels)| levels.total() > 100), "{:?}", report.by_year);
    assert!(report.by_field.len() >= 4);
    for (channel, counted) in report.by_channel {
        let least = if channel == Channel::Online { 965 } else { 5 };
        assert!(counted.total() >= least, "{channel:?}: {counted:?}");
    }
}

#[test]
fn finished_files_of_the_demo_are_mostly_early_and_a_few_late() {
    let report = levels(&SEEN.rows, "01/01/2016", "31/12/2020");
    let counts: BTreeMap<_, _> =
        report.timeliness.iter().map(|(kind, n)| (format!("{kind:?}"), *n)).collect();
    let of = |kind: Timeliness| counts[&format!("{kind:?}")];
    assert_eq!(of(Timeliness::Early) + of(Timeliness::OnTime) + of(Timeliness::Late), 1_000);
    assert!((25..=60).contains(&of(Timeliness::Late)), "{counts:?}");
    assert!((250..=450).contains(&of(Timeliness::OnTime)), "{counts:?}");
    let finished = SEEN.rows.rows().iter().filter(|row| {
        row.received.date().is_some_and(|day| day <= d("31/12/2020")) && row.stage == Stage::HandedOver
    });
    assert_eq!(finished.count(), 1_000, "every file of the period reached its applicant");
}

#[test]
fn every_stage_and_every_filter_of_the_demo_has_something_to_show() {
    for stage in Stage::iter().filter(|stage| *stage != Stage::Blank) {
        assert!(SEEN.rows.rows().iter().any(|row| row.stage == stage), "{stage:?}");
    }
    let days = Days { today: d(TODAY), soon: d("26/11/2026") };
    for filter in Filter::iter().filter(|filter| ![Filter::Duties, Filter::Elsewhere].contains(filter)) {
        assert!(SEEN.rows.count(filter, days) > 0, "{filter:?}");
    }
    let mut duties = Duties::of(&SEEN.rows, &office_and_law().unwrap().1);
    duties.show(m("23/11/2026 09:00"), m("27/11/2026 00:00"));
    for kind in DutyKind::iter() {
        assert!(duties.shown().iter().any(|(duty, _)| duty.kind == kind), "{kind:?}");
    }
    let open = SEEN.rows.rows().iter().filter(|row| !row.stage.is_end()).count();
    assert!((55..=70).contains(&open), "{open}");
    let late = SEEN.rows.count(Filter::Overdue, days);
    assert!((4..=9).contains(&late), "{late}");
    assert!(SEEN.rows.count(Filter::NewOnline, days) >= 5);
}

#[test]
fn every_kind_of_event_happens_in_the_demo() {
    // No calendar changes in the life of the practice office, and it has no other office to exchange with.
    let never = ["promise-moved", "copy-sent", "given-over", "taken-over", "noted-elsewhere", "fork-settled"];
    let happens = |name: &&&str| !never.contains(*name);
    let all = Event::VARIANTS.iter().filter(happens);
    let missing: Vec<_> = all.filter(|name| !SEEN.events.contains(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_promise_of_the_demo_is_the_one_its_clock_gives() {
    let law = office_and_law().unwrap().1;
    for file in &SEEN.files {
        let (Some(clock), Some(promise)) = (&file.case.clock, &file.case.promise) else { continue };
        if file.case.is_held() {
            continue;
        }
        let due = clock.due(&law.calendar).unwrap();
        assert_eq!((due.date, due.promise), (promise.due, promise.at), "{:?}", file.case.code);
    }
}

#[test]
fn nothing_in_the_demo_lies_ahead_of_its_morning_and_codes_ascend_with_time() {
    let morning = m(&format!("{TODAY} 07:00"));
    let mut codes = Vec::new();
    for file in &SEEN.files {
        let mut last = None;
        for stamped in &file.history {
            assert!(stamped.recorded < morning && stamped.occurred <= stamped.recorded);
            assert!(last <= Some(stamped.recorded));
            last = Some(stamped.recorded);
        }
        if let (Some(received), Some(code)) = (file.case.received, &file.case.code) {
            codes.push((received, code.as_str().to_owned()));
        }
    }
    let mut by_code = codes.clone();
    by_code.sort_by(|a, b| a.1.cmp(&b.1));
    codes.sort();
    assert_eq!(codes, by_code);
}

#[test]
fn people_of_the_demo_are_invented_and_some_come_again() {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for file in &SEEN.files {
        let owner = &file.case.owner;
        assert!(owner.phone.starts_with("0000"), "{}", owner.phone);
        assert!(owner.email.is_empty() || owner.email.ends_with("@example.invalid"));
        assert!(owner.id_number.is_empty() || owner.id_number.starts_with("00"));
        *seen.entry(&owner.name).or_default() += 1;
    }
    assert!(seen.values().filter(|times| **times >= 5).count() >= 3);
    assert!(seen.len() > 150);
}

/// The journal's segment files, by name.
fn segments(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(dir.join("journal")).unwrap().map(Result::unwrap);
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    named
        .filter(|(name, _)| name.ends_with(".journal"))
        .map(|(name, path)| (name, std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn the_same_seed_and_day_give_the_same_bytes_and_another_day_gives_others() {
    let (again, later) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    made(again.path(), Size::Article, TODAY).unwrap();
    made(later.path(), Size::Article, "25/11/2026").unwrap();
    assert!(!segments(again.path()).is_empty());
    assert!(segments(again.path()) == segments(DEMO.path()));
    assert!(segments(later.path()) != segments(DEMO.path()));
}

#[test]
fn a_made_office_is_sound_and_an_office_of_any_size_obeys_every_rule() {
    let dir = tempfile::tempdir().unwrap();
    let made = made(dir.path(), Size::Cases(1_500), TODAY).unwrap();
    assert_eq!(made.cases, 1_500);
    assert!(made.row_bytes / 1_500 <= 200, "{} bytes a case", made.row_bytes / 1_500);
    let report = check(dir.path(), &holder()).unwrap();
    assert_eq!((report.verdict(), report.findings), (Verdict::Sound, Vec::new()));
    let desk = opened(dir.path());
    let open = desk.projection().rows().iter().filter(|row| !row.stage.is_end()).count();
    assert!((45..=150).contains(&open), "{open}");
}

#[test]
fn a_practice_office_is_never_made_over_something() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("giu-lai.txt"), "giữ lại").unwrap();
    assert!(matches!(made(dir.path(), Size::Article, TODAY), Err(PracticeError::NotEmpty)));
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    let early = dir.path().join("som");
    assert!(matches!(made(&early, Size::Article, "01/02/2021"), Err(PracticeError::TooEarly(_))));
    assert!(!early.exists());
}

#[test]
fn any_day_of_the_week_and_any_year_of_the_calendar_will_do() {
    for today in ["20/06/2021", "08/02/2024", "01/07/2025", "01/01/2030"] {
        let dir = tempfile::tempdir().unwrap();
        let made = made(dir.path(), Size::Article, today).unwrap();
        assert!(made.today <= d(today));
        assert!(made.cases > 1_080);
    }
}

#[test]
fn until_seven_in_the_morning_it_is_still_yesterday() {
    let day = |text: &str| -> NaiveDate { practice_day(m(text)) };
    assert_eq!(day("23/11/2026 06:59"), d("22/11/2026"));
    assert_eq!(day("23/11/2026 07:00"), d(TODAY));
}
