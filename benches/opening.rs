//! Opening a desk of 100,000 cases to usable rows, against reading the same bytes from the disk.
//!
//! Three arms take turns: the desk, and twice the plain reading of what it must read (snapshot and
//! marks; the second is the control: the two plain arms must agree). Then the store: opened sealed,
//! and opened after a kill, when every record is looked through. Run with `cargo bench --bench opening [CASES]`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod wiped;

use motcua::config::law::load;
use motcua::desk::{Desk, Setup};
use motcua::domain::action::{Action, Request};
use motcua::domain::channel::Channel;
use motcua::domain::dossier::{Intake, Party, PartyKind, ReturnBy};
use motcua::domain::id::{CaseId, StationId};
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::number::OfficeCode;
use motcua::domain::office::Office;
use motcua::domain::role::{Person, Role};
use motcua::domain::rules::RuleBook;
use motcua::journal::DeskId;
use motcua::journal::lock::Holder;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ROUNDS: usize = 15;

fn setup(law: &Arc<Law>, seed: u128) -> Setup {
    let mut count = seed << 64;
    Setup {
        office: Arc::new(Office {
            name: "Sở Thông tin và Truyền thông".to_owned(),
            code: OfficeCode::parse("000.00.10.H38").unwrap(),
            station: StationId::FIRST,
            people: vec![Person {
                id: "lan".into(),
                name: "Lan".to_owned(),
                role: Role::Intake,
                unit: "Bộ phận Một cửa".to_owned(),
            }],
        }),
        law: Arc::clone(law),
        ids: Box::new(move |now| {
            count += 1;
            (u128::from(now.unix().unsigned_abs()) << 80) | count
        }),
        desk: DeskId([1; 16]),
        holder: Holder { process: 1, who: "bench".to_owned(), since: String::new() },
        keys: None,
    }
}

fn intake(number: usize) -> Intake {
    Intake {
        procedure: "1.003868".into(),
        channel: Channel::Online,
        level: 4,
        owner: Party {
            id_number: format!("0{number:011}"),
            phone: format!("09{number:08}"),
            ..Party::named(PartyKind::Citizen, &format!("Nguyễn Thị Hoa {number}"))
        },
        filer: None,
        authorised: None,
        helped_at: String::new(),
        receiving_body: String::new(),
        competent_body: String::new(),
        papers: Vec::new(),
        sets: 1,
        return_by: ReturnBy::Desk,
        fee: None,
        summary: String::new(),
        foreign_codes: vec![format!("G01.899-{number:07}")],
    }
}

/// A closed desk of so many cases.
fn fill(dir: &Path, law: &Arc<Law>, cases: usize) {
    let mut desk = Desk::open(dir, setup(law, 1), &mut |_| true).unwrap().desk;
    let mut bulk = desk.bulk();
    for number in 0..cases {
        let now = Moment::from_unix(1_594_346_400 + number as i64 * 60);
        let case = CaseId(bulk.new_id(now));
        let action = Action::RegisterArrival(Box::new(intake(number)));
        bulk.act(&Request { case, seen: 0, by: "lan".into(), occurred: None, action }, now).unwrap();
    }
    bulk.finish(&mut |_| true).unwrap();
    desk.close(None);
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed(), value)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let cases = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let loaded = load(None).unwrap();
    let law = Arc::new(Law { book: RuleBook::default(), ..loaded });
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let (filling, ()) = timed(|| fill(dir, &law, cases));
    println!("{cases} cases made and closed in {filling:.1?}");
    let read = || {
        let snapshot = std::fs::read(dir.join("projection.snapshot")).unwrap();
        let mark = std::fs::read(dir.join("journal/durable.mark")).unwrap();
        black_box(snapshot.len() + mark.len())
    };
    let mut times: [Vec<Duration>; 3] = Default::default();
    for round in 0..ROUNDS {
        for arm in [round % 3, (round + 1) % 3, (round + 2) % 3] {
            let time = if arm == 0 {
                let (time, opened) = timed(|| Desk::open(dir, setup(&law, 2), &mut |_| true).unwrap());
                assert_eq!((opened.desk.projection().len(), opened.replayed), (cases, 0));
                time
            } else {
                timed(read).0
            };
            times[arm].push(time);
        }
    }
    let [desk, plain, again] = times.each_mut().map(|times| median(times));
    println!("  bytes to read                {:>12}", read());
    println!("  reading them                 {plain:>12.1?}  control {again:.1?}");
    println!(
        "  opening the desk to its rows {desk:>12.1?}  {:.1} times",
        desk.as_secs_f64() / plain.as_secs_f64()
    );
    let warm = |seed| {
        let mut desk = Desk::open(dir, setup(&law, seed), &mut |_| true).unwrap().desk;
        let (time, troubles) = timed(|| desk.warm(&mut |_| true).unwrap());
        assert_eq!(troubles, []);
        desk.close(None);
        time
    };
    println!("  opening the sealed store     {:>12.1?}", warm(3));
    std::fs::remove_file(dir.join("store.seal")).unwrap();
    println!("  opening it after a kill      {:>12.1?}", warm(4));
}
