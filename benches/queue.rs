//! What the queue costs at 100 and at 100,000 cases: arranging, putting one row in its place, searching.
//!
//! Run with `cargo bench --bench queue`. Every figure is a median of rounds with its 95th percentile.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod wiped;

use chrono::NaiveDate;
use motcua::domain::case::Case;
use motcua::domain::event::Promise;
use motcua::domain::id::CaseId;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::domain::queue::{Days, Filter, Query, Sort, SortKey, arrange, replace};
use motcua::domain::row::RowDraft;
use motcua::domain::stage::Stage;
use std::hint::black_box;
use std::time::{Duration, Instant};

const NAMES: [&str; 6] =
    ["Nguyễn Thị Hoa", "Đặng Văn Đức", "Lý A Páo", "Trần Thị Lan", "Vàng Thị Mỷ", "Phạm Văn Cường"];
const STAGES: [Stage; 6] = [
    Stage::InProcess,
    Stage::HandedOver,
    Stage::HandedOver,
    Stage::HandedOver,
    Stage::Arrived,
    Stage::ResultReady,
];

/// The case of a number: everything a row shows, spread over two years.
fn case(number: usize) -> Case {
    let start = NaiveDate::from_ymd_opt(2019, 1, 2).unwrap();
    let day = start + chrono::Days::new((number * 7 % 720) as u64);
    let at = Moment::midnight(day);
    let mut case = Case::blank(CaseId(number as u128 + 1));
    case.n = 3;
    case.stage = STAGES[number % STAGES.len()];
    case.procedure = format!("1.00{}", number % 40).as_str().into();
    case.owner.name = format!("{} {number}", NAMES[number % NAMES.len()]);
    case.owner.phone = format!("09{number:08}");
    case.owner.id_number = format!("0{number:011}");
    case.code = Some(motcua::domain::number::CaseCode::issued(&format!("000.00.10.H38-{number:06}")));
    case.arrived = Some(at);
    case.received = Some(at);
    case.last_occurred = Some(at);
    let due = day + chrono::Days::new(14);
    case.promise =
        Some(Promise { due, at: Moment::midnight(due), calendar: String::new(), provisional: false });
    case
}

fn measure(what: &str, rounds: usize, mut work: impl FnMut(usize)) {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|round| {
            let start = Instant::now();
            work(round);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("  {what:<38} p50 {:>10.1?}  p95 {:>10.1?}", times[rounds / 2], times[rounds * 95 / 100]);
}

fn main() {
    let today = NaiveDate::from_ymd_opt(2020, 7, 10).unwrap();
    let days = Days { today, soon: today + chrono::Days::new(3) };
    for size in [100, 100_000] {
        let mut rows = Projection::default();
        (0..size).for_each(|number| {
            rows.upsert(&RowDraft::of(&case(number)));
        });
        println!("{size} cases, {} bytes a case", rows.bytes() / size);
        let name_of = |code: &str| format!("Cấp giấy phép {code}");
        for key in [SortKey::Urgency, SortKey::Owner] {
            let sort = Sort { key, reversed: false };
            let label = <&str>::from(key);
            measure(&format!("arrange all by {label}"), 20, |_| {
                black_box(arrange(&rows, Filter::All, &Query::default(), sort, days));
            });
            for text in ["nguyen hoa", "nguyễn"] {
                measure(&format!("search \"{text}\" by {label}"), 20, |_| {
                    let query = Query::new(text, &rows, name_of);
                    black_box(arrange(&rows, Filter::All, &query, sort, days));
                });
            }
            let mut shown = arrange(&rows, Filter::All, &Query::default(), sort, days);
            measure(&format!("replace one row by {label}"), 200, |round| {
                let place = (round * 491 % size) as u32;
                replace(&mut shown, place, &rows, Filter::All, &Query::default(), sort, days);
            });
        }
        measure("take in one changed case", 200, |round| {
            black_box(rows.upsert(&RowDraft::of(&case(round * 491 % size))));
        });
        measure("count every filter", 200, |_| {
            for filter in <Filter as strum::IntoEnumIterator>::iter() {
                black_box(rows.count(filter, days));
            }
        });
    }
}
