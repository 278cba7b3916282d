//! II.06a of a month, the late list and the plan of the day: against the `sqlite3` program's query on the same rows in the
//! same run, and over a million files.
//!
//! Run with `cargo bench --bench reports`; needs `sqlite3` for the comparison and says so where it is
//! missing. Every round takes the contestants in random order; the same work twice is the A/A control.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod wiped;

use chrono::NaiveDate;
use motcua::config::law;
use motcua::domain::case::{Case, Holder};
use motcua::domain::channel::Channel;
use motcua::domain::dossier::PaperTaken;
use motcua::domain::event::Promise;
use motcua::domain::forecast::Experience;
use motcua::domain::id::{CaseId, PersonId, StationId};
use motcua::domain::lateness::Definition;
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::number::OfficeCode;
use motcua::domain::office::Office;
use motcua::domain::projection::Projection;
use motcua::domain::queue::Days;
use motcua::domain::report::period::Period;
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::Value;
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, make};
use motcua::domain::role::{Person, Role};
use motcua::domain::row::Minute;
use motcua::domain::row::RowDraft;
use motcua::domain::stage::Stage;
use motcua::domain::workplan::{Lens, late, plan};
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// Numbers that look like chance and are the same every time.
fn dice(number: usize, salt: u64) -> u64 {
    let mut x =
        (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ salt.wrapping_mul(0xD1B5_4A32_D192_ED03);
    x ^= x >> 31;
    x = x.wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ x >> 29
}

/// A file of two years: most are finished, one in fifty is open.
fn case(number: usize, codes: &[String]) -> Case {
    let arrived = day("2019-01-02") + chrono::Days::new(dice(number, 1) % 720);
    let at = |day: NaiveDate, salt: u64| {
        Moment::midnight(day).plus(chrono::TimeDelta::minutes(450 + (dice(number, salt) % 540) as i64))
    };
    let mut case = Case::blank(CaseId(number as u128 + 1));
    case.n = 5;
    case.procedure = codes[(dice(number, 2) % codes.len() as u64) as usize].as_str().into();
    case.owner.name = format!("Nguyễn Thị Hoa {number}");
    case.owner.phone = format!("09{number:08}");
    case.channel =
        [Channel::Direct, Channel::Online, Channel::Online, Channel::Post][(dice(number, 3) % 4) as usize];
    case.arrived = Some(at(arrived, 4));
    case.received = case.arrived;
    case.last_occurred = case.arrived;
    let due = arrived + chrono::Days::new(7 + dice(number, 5) % 25);
    case.promise = Some(Promise { due, at: at(due, 6), calendar: String::new(), provisional: false });
    let ready = (due + chrono::Days::new(4)) - chrono::Days::new(dice(number, 7) % 12);
    case.papers = (1..=3)
        .map(|paper| PaperTaken {
            name: format!("Giấy tờ {paper}"), originals: 1, ..PaperTaken::default()
        })
        .collect();
    let people = ["lan", "hoa", "binh", "an", "minh", "thu", "dung", "tuan"];
    let held = |step: &str, salt: u64, from: u64| Holder {
        person: PersonId::from(people[(dice(number, salt) % 8) as usize]),
        step: step.to_owned(),
        since: at(arrived + chrono::Days::new(from), salt),
        until: None,
        due: None,
    };
    case.held_before = vec![held("tiep-nhan", 10, 0), held("tham-dinh", 11, 1), held("ky", 12, 5)];
    case.holder = Some(held("ban-hanh", 13, 6));
    if dice(number, 8).is_multiple_of(50) {
        case.stage = Stage::InProcess;
    } else {
        case.stage = Stage::HandedOver;
        case.ready = Some(at(ready.max(arrived + chrono::Days::new(1)), 9));
        case.ended = case.ready;
    }
    case
}

fn office() -> Office {
    let person = Person {
        id: PersonId::from("lan"),
        name: "Lan".to_owned(),
        role: Role::DeskHead,
        unit: "Bộ phận Một cửa".to_owned(),
    };
    Office {
        name: "Sở".to_owned(),
        code: OfficeCode::parse("000.00.10.H38").unwrap(),
        station: StationId::new(1).unwrap(),
        people: vec![person],
    }
}

fn codes(law: &Law) -> Vec<String> {
    let mut codes: Vec<String> = law.catalogue.all().map(|procedure| procedure.code.0.clone()).collect();
    codes.dedup();
    codes
}

fn lens<'a>(
    rows: &'a Projection,
    law: &'a Law,
    experience: Option<&'a Experience>,
    (today, soon): (NaiveDate, NaiveDate),
) -> Lens<'a> {
    let now = Moment::midnight(today).plus(chrono::TimeDelta::hours(8));
    Lens { rows, law, experience, definition: Definition::Report, now, days: Days { today, soon } }
}

/// The late files with owner, holder and days late, the most urgent first.
fn late_list<'a>(lens: &Lens<'a>) -> Vec<(u128, &'a str, &'a str, u32)> {
    let today = Minute::start_of(lens.days.today).0;
    let files = late(lens).into_iter().filter_map(|place| {
        let row = lens.rows.row(place)?;
        let holder = lens.rows.holder(row).map_or("", |holder| holder.0.as_str());
        Some((row.id.0, lens.rows.owner(row), holder, (today - row.due.0) / 1440))
    });
    files.collect()
}

/// The same, as the program prints it.
fn late_text(lens: &Lens<'_>) -> String {
    let mut text = String::new();
    for (id, owner, holder, days) in late_list(lens) {
        let _ = writeln!(text, "{id}|{owner}|{holder}|{days}");
    }
    text
}

fn rows(count: usize, law: &Law) -> Projection {
    let codes = codes(law);
    let mut rows = Projection::default();
    rows.reserve(count);
    for number in 0..count {
        rows.upsert(&RowDraft::of(&case(number, &codes)));
    }
    rows
}

/// The rows as a table of `sqlite3`, in minutes as the rows have them.
fn to_sqlite(rows: &Projection, law: &Law, path: &std::path::Path) {
    let csv = path.with_extension("csv");
    let mut text = String::new();
    for row in rows.rows() {
        let field = rows.procedure(row).map(|code| law.field_of(code)).unwrap_or_default();
        let _ = writeln!(
            text,
            "{},\"{field}\",{},{},{},{},{},{},{}",
            row.id.0,
            row.channel as u8,
            row.received.0,
            row.due.0,
            row.finished().0,
            u8::from(row.stage.is_pending()),
            rows.owner(row),
            rows.holder(row).map_or("", |holder| holder.0.as_str()),
        );
    }
    std::fs::write(&csv, text).unwrap();
    let script = format!(
        "CREATE TABLE files(id INTEGER, field TEXT, channel INTEGER, received INTEGER, due INTEGER, done INTEGER, \
         pending INTEGER, owner TEXT, holder TEXT);\n.mode csv\n.import {} files\nCREATE INDEX by_due ON files(pending, due);\nANALYZE;\n",
        csv.display()
    );
    let _ = ask(path, &script);
}

fn ask(path: &std::path::Path, script: &str) -> String {
    let mut program = Command::new("sqlite3")
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    program.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let out = program.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// What the program itself says a query took, once its pages are warm, and what it printed.
fn timed(path: &std::path::Path, query: &str) -> (Duration, String) {
    let out = ask(path, &format!("{query}\n.print =====\n.timer on\n{query}\n"));
    let (_, second) = out.split_once("=====\n").unwrap();
    let line = second.lines().find(|line| line.starts_with("Run Time:")).unwrap();
    let real = line.split_whitespace().nth(3).unwrap().parse().unwrap();
    (
        Duration::from_secs_f64(real),
        second.lines().filter(|line| !line.starts_with("Run")).collect::<Vec<_>>().join("\n"),
    )
}

fn middle(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Two of our own and the program's, in random order every round.
fn race(name: &str, mut ours: impl FnMut(), mut theirs: impl FnMut() -> Duration) {
    let mut times: [Vec<Duration>; 3] = Default::default();
    for round in 0..31 {
        let mut order = [0, 1, 2];
        let turn = dice(round, 42) as usize;
        order.rotate_left(turn % 3);
        if turn % 2 == 1 {
            order.swap(0, 1);
        }
        for who in order {
            times[who].push(if who == 2 { theirs() } else { time(&mut ours) });
        }
    }
    let [a, b, c] = times.each_mut().map(|times| middle(times));
    let ratio = |x: Duration, y: Duration| x.as_secs_f64() / y.as_secs_f64();
    println!(
        "  {name:<28} ours {a:>9.1?}  again {b:>9.1?} (A/A {:.2})  sqlite3 {c:>9.1?}  {:.1} times faster",
        ratio(b, a),
        ratio(c, a.max(b))
    );
}

fn main() {
    let law = law::load(None).unwrap();
    let office = office();
    let today = day("2020-11-26");
    let soon = day("2020-12-01");
    let period = Period::new(day("2020-06-15"), day("2020-07-14")).unwrap();

    let few = rows(100_000, &law);
    println!("100,000 files, {} bytes a file", few.bytes() / few.len());
    let scope = Scope::new(&few, &law, &office, period, today);
    if Command::new("sqlite3").arg("-version").output().is_ok() {
        let folder = std::env::temp_dir().join(format!("motcua-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("files.db");
        to_sqlite(&few, &law, &path);
        let (start, end, last) = (scope.start.0, scope.end.0, scope.last.0);
        let results = format!(
            "SELECT field, count(*), sum(received>={start} AND channel=1), sum(received>={start} AND channel<>1), \
             sum(received<{start}), sum(done>0 AND done<{end}), sum(done>0 AND done<{end} AND done<due), \
             sum(done>0 AND done<{end} AND done>=due AND done<due+1440), sum(done>0 AND done<{end} AND done>=due+1440), \
             sum(NOT(done>0 AND done<{end})), sum(NOT(done>0 AND done<{end}) AND due>={last}), \
             sum(NOT(done>0 AND done<{end}) AND due<{last}) FROM files WHERE received>0 AND received<{end} \
             AND (done=0 OR done>={start}) GROUP BY field ORDER BY field;"
        );
        let sheet = make(Kind::Results, Split::Field, &scope);
        let told: Vec<String> = sheet
            .lines
            .iter()
            .map(|line| {
                let cells = line.cells.iter().map(|cell| {
                    if let Value::Count(count) = cell { count.to_string() } else { format!("{cell:?}") }
                });
                std::iter::once(line.key.clone()).chain(cells).collect::<Vec<_>>().join("|")
            })
            .collect();
        assert_eq!(timed(&path, &results).1, told.join("\n"), "both count the same");
        race(
            "II.06a of a month",
            || {
                black_box(make(Kind::Results, Split::Field, &scope));
            },
            || timed(&path, &results).0,
        );
        // The same question on both sides: files open and late now, with owner, holder and days late, by
        // urgency; and the answer as the same text, for the program's time holds its printing.
        let query = format!(
            "SELECT id, owner, holder, ({0}-due)/1440 FROM files WHERE pending=1 AND due<{0} ORDER BY due, id;",
            Minute::start_of(today).0
        );
        let lens = lens(&few, &law, None, (today, soon));
        let told = late_text(&lens);
        assert_eq!(timed(&path, &query).1, told.trim_end(), "both tell the same");
        println!(
            "  ({} late files; the plan holds {} in all its parts)",
            late(&lens).len(),
            plan(&lens).len()
        );
        race("late list as text", || drop(black_box(late_text(&lens))), || timed(&path, &query).0);
        race("late list, unprinted", || drop(black_box(late_list(&lens))), || timed(&path, &query).0);
        race("whole plan of the day", || drop(black_box(plan(&lens))), || timed(&path, &query).0);
        let _ = std::fs::remove_dir_all(&folder);
    } else {
        println!("  sqlite3 is not installed: the comparison was not measured");
    }

    let many = rows(1_000_000, &law);
    println!("1,000,000 files, {} bytes a file; two frames are 33.3 ms", many.bytes() / many.len());
    let scope = Scope::new(&many, &law, &office, period, today);
    let first = time(|| {
        black_box(Experience::new(&many, &law.calendar, today));
    });
    let experience = Experience::new(&many, &law.calendar, today);
    let mut month: Vec<Duration> =
        (0..21).map(|_| time(|| drop(black_box(make(Kind::Results, Split::Field, &scope))))).collect();
    let lens = lens(&many, &law, Some(&experience), (today, soon));
    let mut list: Vec<Duration> = (0..21).map(|_| time(|| drop(black_box(late_list(&lens))))).collect();
    let mut whole: Vec<Duration> = (0..21).map(|_| time(|| drop(black_box(plan(&lens))))).collect();
    let mut desk = many.clone();
    let mut change: Vec<Duration> = (0..2_000)
        .map(|number| {
            let mut changed = case(number * 500, &codes(&law));
            changed.n += 1;
            let draft = RowDraft::of(&changed);
            time(|| {
                black_box(desk.upsert(&draft));
            })
        })
        .collect();
    println!("  II.06a of a month            {:>9.1?}", middle(&mut month));
    println!("  late list                    {:>9.1?} ({} files)", middle(&mut list), late(&lens).len());
    println!(
        "  whole plan of the day        {:>9.1?} ({} files; experience, once a day: {first:.1?})",
        middle(&mut whole),
        plan(&lens).len()
    );
    println!("  one changed file taken in    {:>9.1?}", middle(&mut change));
}
